// SPDX-License-Identifier: MIT
// Writes a file as a whole.
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

bool pf_file_replace(const char *path, const pf_output *content)
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
