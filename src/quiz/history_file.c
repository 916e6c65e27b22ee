// SPDX-License-Identifier: MIT
// The file that holds the history: opened under a lock, added to and set aside so that no line is ever lost.
#define _DEFAULT_SOURCE // flock, mkstemp
#define _DARWIN_C_SOURCE
#include "quiz/history_file.h"

#include "base/utf8.h"
#include "input/path.h"
#include "quiz/history_line.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

// How often the file may be replaced by others while it is opened: far more often than they do.
enum { MOST_TRIES = 100 };

static const char SUFFIX[] = ".XXXXXX";
static const char NO_MEMORY[] = "out of memory";
static const char NO_FILE[] = "no such file";
static const char NO_REGULAR_FILE[] = "is a folder, a pipe or a device, and must be a file: move it away";
static const char REPLACED[] = "another program replaces it all the time: end that program";

static const char *reason(int error)
{
    switch (error) {
    case ENOENT: return NO_FILE;
    case EISDIR: return NO_REGULAR_FILE;
    case EACCES:
    case EPERM: return "not allowed: check the permissions of the file and of its folder";
    case EROFS: return "the disk can only be read: name another folder with XDG_STATE_HOME";
    case ENOSPC:
    case EDQUOT: return "the disk is full: make room on it";
    case EFBIG: return "larger than files may become here: raise that limit (ulimit -f)";
    case ENOTDIR: return "a part of its folder's name is a file: move that file away, or name another folder with XDG_STATE_HOME";
    default: return strerror(error);
    }
}

// As open(2), but goes on after signals, waits for nobody at the other end of a pipe, and is not passed on to other programs.
static int open_quietly(const char *path, int flags)
{
    int descriptor;
    do
        descriptor = open(path, flags | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0600);
    while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

// Network file systems want a file that may be written for an exclusive lock.
static int open_to_read(const char *path)
{
    int descriptor = open_quietly(path, O_RDWR);
    return descriptor < 0 && errno != ENOENT ? open_quietly(path, O_RDONLY) : descriptor;
}

static bool lock(int descriptor)
{
    int result;
    do
        result = flock(descriptor, LOCK_EX);
    while (result != 0 && errno == EINTR);
    return result == 0;
}

// Whether the name, which is no link, stands for the open file.
static bool is_same(int descriptor, const char *path)
{
    struct stat ours, named;
    return fstat(descriptor, &ours) == 0 && lstat(path, &named) == 0 && ours.st_dev == named.st_dev && ours.st_ino == named.st_ino;
}

void pf_history_file_close(pf_history_file *file)
{
    if (file->descriptor >= 0)
        close(file->descriptor);
    file->descriptor = -1;
}

// Locks what was opened and looks at it. `*is_current` becomes whether the name still stood for it then.
static const char *take(pf_arena *arena, const char *path, pf_history_file *file, bool *is_current)
{
    struct stat status;
    if (fstat(file->descriptor, &status) != 0)
        return reason(errno);
    if (!S_ISREG(status.st_mode))
        return NO_REGULAR_FILE;
    file->locked = lock(file->descriptor);
    file->path = pf_path_absolute(arena, path);
    if (!file->path && errno == ENOMEM)
        return NO_MEMORY;
    *is_current = file->path && is_same(file->descriptor, file->path);
    if (*is_current && fstat(file->descriptor, &status) != 0)
        return reason(errno);
    file->size = (size_t)status.st_size;
    file->mode = status.st_mode & 0777;
    return NULL;
}

// Whoever had the lock before may have set the file aside: then the one that has its name now is opened.
static const char *open_current(pf_arena *arena, const char *path, int (*open_once)(const char *), pf_history_file *file)
{
    for (int tries = 0; tries < MOST_TRIES; tries++) {
        bool is_current = false;
        *file = (pf_history_file){.path = path, .descriptor = open_once(path)};
        const char *problem = file->descriptor < 0 ? reason(errno) : take(arena, path, file, &is_current);
        if (problem || is_current)
            return problem;
        pf_history_file_close(file);
    }
    return REPLACED;
}

const char *pf_history_file_open(pf_arena *arena, const char *path, pf_history_file *file)
{
    const char *problem = open_current(arena, path, open_to_read, file);
    return problem == NO_FILE ? NULL : problem;
}

static int open_to_append(const char *path)
{
    return open_quietly(path, O_RDWR | O_APPEND | O_CREAT);
}

static bool is_made(const char *path)
{
    return mkdir(path, 0700) == 0 || errno == EEXIST;
}

static bool make_folder(pf_arena *arena, const char *path)
{
    if (is_made(path))
        return true;
    const char *parent = errno == ENOENT ? pf_path_folder(arena, path) : NULL;
    return parent && make_folder(arena, parent) && is_made(path);
}

const char *pf_history_file_open_to_append(pf_arena *arena, const char *path, pf_history_file *file)
{
    *file = (pf_history_file){.path = path, .descriptor = -1};
    const char *folder = pf_path_folder(arena, path);
    if (!folder)
        return NO_MEMORY;
    if (!make_folder(arena, folder))
        return reason(errno);
    const char *problem = open_current(arena, path, open_to_append, file);
    if (!problem && !file->locked)
        return "files cannot be locked there: name a folder on another disk with XDG_STATE_HOME";
    return problem;
}

// As pread(2), but goes on until there are `size` bytes or no more.
static ssize_t read_at(int descriptor, char *bytes, size_t size, size_t from)
{
    size_t done = 0;
    while (done < size) {
        ssize_t got = pread(descriptor, bytes + done, size - done, (off_t)(from + done));
        if (got < 0 && errno != EINTR)
            return -1;
        if (got == 0)
            break;
        done += got > 0 ? (size_t)got : 0;
    }
    return (ssize_t)done;
}

const char *pf_history_file_read(pf_arena *arena, const pf_history_file *file, const char **bytes, size_t *length)
{
    char *copy = pf_arena_alloc(arena, file->size + 1);
    if (!copy)
        return NO_MEMORY;
    ssize_t got = read_at(file->descriptor, copy, file->size, 0);
    if (got < 0)
        return reason(errno);
    *bytes = copy;
    *length = (size_t)got;
    return NULL;
}

static bool write_all(int descriptor, const char *bytes, size_t length)
{
    for (size_t done = 0; done < length;) {
        ssize_t written = write(descriptor, bytes + done, length - done);
        if (written < 0 && errno != EINTR)
            return false;
        done += written > 0 ? (size_t)written : 0;
    }
    return true;
}

static bool sync_all(int descriptor)
{
    int result;
    do
        result = fsync(descriptor);
    while (result != 0 && errno == EINTR);
    return result == 0 || errno == EINVAL; // some file systems have nothing to wait for
}

static bool cut(int descriptor, size_t length)
{
    int result;
    do
        result = ftruncate(descriptor, (off_t)length);
    while (result != 0 && errno == EINTR);
    return result == 0;
}

// A new name is on the disk once its folder is. Where a folder cannot be opened, there is nothing to be done.
static void sync_folder(pf_arena *arena, const char *path)
{
    const char *folder = pf_path_folder(arena, path);
    int descriptor = folder ? open_quietly(folder, O_RDONLY) : -1;
    if (descriptor < 0)
        return;
    sync_all(descriptor);
    close(descriptor);
}

static size_t last_line_start(const char *bytes, size_t length)
{
    while (length > 0 && bytes[length - 1] != '\n')
        length--;
    return length;
}

// Cuts a torn line at the end; `*glues` becomes whether a line feed is still missing there.
static const char *mend_end(pf_arena *arena, pf_history_file *file, bool *glues)
{
    char last = '\n';
    const char *bytes = NULL;
    size_t length = 0;
    *glues = false;
    if (file->size > 0 && read_at(file->descriptor, &last, 1, file->size - 1) < 0)
        return reason(errno);
    *glues = last != '\n';
    if (!*glues)
        return NULL;
    const char *problem = pf_history_file_read(arena, file, &bytes, &length);
    if (problem)
        return problem;
    size_t start = last_line_start(bytes, length), text = start > 0 ? start : pf_utf8_mark_length(bytes, length);
    if (!pf_history_line_is_torn(bytes + text, length - text))
        return NULL;
    if (!cut(file->descriptor, start))
        return reason(errno);
    file->size = start;
    *glues = false;
    return NULL;
}

const char *pf_history_file_append(pf_arena *arena, pf_history_file *file, const pf_buffer *line)
{
    bool glues, is_new = file->size == 0;
    const char *problem = mend_end(arena, file, &glues);
    if (problem)
        return problem;
    const char *whole = pf_arena_format(arena, "%s%s", glues ? "\n" : "", line->bytes);
    if (!whole)
        return NO_MEMORY;
    if (!write_all(file->descriptor, whole, strlen(whole)) || !sync_all(file->descriptor)) {
        problem = reason(errno);
        cut(file->descriptor, file->size); // what it leaves otherwise is a torn line
        return problem;
    }
    if (is_new)
        sync_folder(arena, file->path);
    return NULL;
}

// Gives the file a second name that is free. One that it has already is of a run that was killed.
static const char *link_aside(pf_arena *arena, const pf_history_file *file, const char **aside)
{
    for (unsigned number = 1;; number++) {
        *aside = pf_arena_format(arena, "%s.corrupt-%u", file->path, number);
        if (!*aside)
            return NO_MEMORY;
        bool linked = link(file->path, *aside) == 0;
        if (!linked && errno != EEXIST)
            return reason(errno);
        if (is_same(file->descriptor, *aside))
            return NULL;
        if (linked)
            return REPLACED;
    }
}

static const char *fill(int descriptor, const pf_history_file *file, const pf_buffer *good)
{
    bool written = write_all(descriptor, good->bytes, good->length) && fchmod(descriptor, file->mode) == 0 && sync_all(descriptor);
    const char *problem = written ? NULL : reason(errno);
    return close(descriptor) == 0 || problem ? problem : reason(errno);
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

const char *pf_history_file_set_aside(pf_arena *arena, const pf_history_file *file, const pf_buffer *good, const char **aside)
{
    if (!file->locked)
        return "files cannot be locked there";
    char *temporary = pf_arena_format(arena, "%s%s", file->path, SUFFIX);
    if (!temporary)
        return NO_MEMORY;
    int descriptor = make_temporary(temporary);
    if (descriptor < 0)
        return reason(errno);
    const char *problem = fill(descriptor, file, good);
    if (!problem)
        problem = link_aside(arena, file, aside);
    if (!problem && rename(temporary, file->path) != 0)
        problem = reason(errno);
    if (problem)
        unlink(temporary);
    else
        sync_folder(arena, file->path);
    return problem;
}
