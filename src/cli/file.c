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
    return fsync(descriptor) == 0 || errno == EINVAL;
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
    bool closed = close(descriptor) == 0;
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

// What is there may be replaced when it is empty, or begins as the new content does: another kind of file was named by mistake.
static bool may_replace(const char *path, const pf_output *content)
{
    struct stat status;
    char bytes[SAME_BEGINNING + MOST_BLANKS], old[SAME_BEGINNING], new[SAME_BEGINNING];
    if (stat(path, &status) != 0)
        return true;
    FILE *file = S_ISREG(status.st_mode) ? fopen(path, "rb") : NULL;
    size_t length = file ? fread(bytes, 1, sizeof bytes, file) : 0;
    if (file)
        fclose(file);
    bool alike = begins(bytes, length, old) && begins(content->bytes, content->length, new) && memcmp(old, new, sizeof old) == 0;
    if (file && (length == 0 || alike))
        return true;
    pf_cli_error("write-refused", "%s: is there, and was not written by this option; name another file, or remove it", path);
    return false;
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
    int descriptor = mkstemp(temporary);
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
    bool replaced = replace(target ? target : path, content);
    free(target);
    return replaced;
}
