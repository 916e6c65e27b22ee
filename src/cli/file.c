// SPDX-License-Identifier: MIT
// Writes a file as a whole.
#define _XOPEN_SOURCE 700 // realpath
#include "cli/file.h"

#include "cli/messages.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char SUFFIX[] = ".XXXXXX";
enum { SAME_BEGINNING = 30, MOST_BLANKS = 64 }; // {"schema":"patfinder/baseline/

static bool complain(const char *path)
{
    pf_cli_error("write-failed", "%s: cannot be written: %s", path, strerror(errno));
    return false;
}

static bool write_all(int descriptor, const pf_output *content)
{
    for (size_t done = 0; done < content->length;) {
        ssize_t written = write(descriptor, content->bytes + done, content->length - done);
        if (written < 0 && errno != EINTR)
            return false;
        done += written > 0 ? (size_t)written : 0;
    }
    int result;
    do
        result = fsync(descriptor);
    while (result != 0 && errno == EINTR);
    return result == 0 || errno == EINVAL;
}

// A new file has the permissions that the process gives to new files; one that is replaced keeps its own.
static mode_t mode_of(const char *path)
{
    struct stat status;
    if (stat(path, &status) == 0)
        return status.st_mode & 0777;
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static bool fill(int descriptor, const char *path, const pf_output *content)
{
    bool written = write_all(descriptor, content) && fchmod(descriptor, mode_of(path)) == 0;
    int error = errno;
    bool closed = close(descriptor) == 0 || errno == EINTR; // after a signal it is closed all the same
    errno = written ? errno : error;
    return written && closed;
}

// The beginning of JSON as anybody may have laid it out: without a byte order mark and blanks. False when there is less of it.
static bool begins(const char *bytes, size_t length, char beginning[SAME_BEGINNING])
{
    size_t count = 0;
    for (size_t i = length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0; i < length && count < SAME_BEGINNING; i++)
        if (!memchr(" \t\r\n", bytes[i], 4))
            beginning[count++] = bytes[i];
    return count == SAME_BEGINNING;
}

// The first bytes of a file, as far as there are any; -1 when it is none or cannot be read, with errno (0: it is none).
static ssize_t read_beginning(const char *path, char *bytes, size_t size)
{
    struct stat status;
    int descriptor;
    do
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    while (descriptor < 0 && errno == EINTR);
    bool is_file = descriptor >= 0 && fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
    ssize_t length = 0, got = is_file ? 1 : -1;
    while (is_file && got != 0 && (size_t)length < size) {
        got = read(descriptor, bytes + length, size - (size_t)length);
        if (got < 0 && errno != EINTR)
            break;
        length += got > 0 ? got : 0;
    }
    int error = descriptor >= 0 && !is_file ? 0 : errno;
    if (descriptor >= 0)
        close(descriptor);
    errno = error;
    return got < 0 ? -1 : length;
}

// What is there may be replaced when it is empty, or begins as the new content does: another kind of file was named by mistake.
static bool may_replace(const char *path, const pf_output *content)
{
    char bytes[SAME_BEGINNING + MOST_BLANKS], old[SAME_BEGINNING], new[SAME_BEGINNING];
    ssize_t length = read_beginning(path, bytes, sizeof bytes);
    if (length < 0 && errno == ENOENT)
        return true;
    if (length < 0 && errno != 0)
        return complain(path);
    bool alike = length > 0 && begins(bytes, (size_t)length, old) && begins(content->bytes, content->length, new) && memcmp(old, new, sizeof old) == 0;
    if (length == 0 || alike)
        return true;
    pf_cli_error("write-refused", "%s: is there, and was not written by this option; name another file, or remove it", path);
    return false;
}

// The name ends in SUFFIX, and in something else then.
static int make_temporary(char *name)
{
    int descriptor;
    do {
        memcpy(name + strlen(name) + 1 - sizeof SUFFIX, SUFFIX, sizeof SUFFIX);
        descriptor = mkstemp(name);
    } while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

// `path` may be a link: then what it leads to is replaced.
static bool replace(const char *path, const pf_output *content)
{
    size_t size = strlen(path) + sizeof SUFFIX;
    char *temporary = malloc(size);
    if (!temporary) {
        errno = ENOMEM;
        return complain(path);
    }
    snprintf(temporary, size, "%s%s", path, SUFFIX);
    int descriptor = make_temporary(temporary);
    bool made = descriptor >= 0, replaced = made && fill(descriptor, path, content) && rename(temporary, path) == 0;
    if (!replaced) {
        complain(path);
        if (made)
            unlink(temporary);
    }
    free(temporary);
    return replaced;
}

bool pf_file_replace(const char *path, const pf_output *content)
{
    if (!may_replace(path, content))
        return false;
    char *target = realpath(path, NULL);
    if (!target && errno != ENOENT) // ENOENT: it is new, or a link that leads nowhere, which is replaced itself
        return complain(path);
    bool replaced = replace(target ? target : path, content);
    free(target);
    return replaced;
}
