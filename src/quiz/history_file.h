// SPDX-License-Identifier: MIT
// The file that holds the history: opened under a lock, added to and set aside so that no line is ever lost.
#ifndef PF_QUIZ_HISTORY_FILE_H
#define PF_QUIZ_HISTORY_FILE_H

#include "base/arena.h"
#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

// An open file and the lock on it. One at a time has it, readers too: whoever holds it may cut, add to or replace what the name
// stands for. The lock is flock(2): it belongs to the open file, so that it ends with it, also at a crash, and keeps two threads
// apart as well as two processes; locks of fcntl(2) would be lost as soon as anything in the process closes the same file.
typedef struct pf_history_file {
    const char *path; // absolute and without symbolic links; in the arena
    int descriptor;   // -1: there is no such file
    bool locked;
    mode_t mode;
    size_t size;
} pf_history_file;

// All that may fail returns NULL, or else what is wrong and how to mend it. Memory is taken from the arena.

// Opens the file for reading. That there is none is no failure, nor is a file system without locks: it is then not `locked`.
const char *pf_history_file_open(pf_arena *arena, const char *path, pf_history_file *file);
// Opens it for appending. Makes the file (mode 0600) and its folders (0700, as the XDG Base Directory Specification says) where
// there are none.
const char *pf_history_file_open_to_append(pf_arena *arena, const char *path, pf_history_file *file);
// Gives the lock back. Harmless where no file is open.
void pf_history_file_close(pf_history_file *file);

// Reads the first `size` bytes, or as many as there are.
const char *pf_history_file_read(pf_arena *arena, const pf_history_file *file, const char **bytes, size_t *length);

// Appends a line and waits until it is on the disk. A torn line at the end is cut first: it never was a whole round, and its writer
// never said that it was written. Any other end without a line feed is ended by one. After a failure the file is as it was, but
// for the torn line.
const char *pf_history_file_append(pf_arena *arena, pf_history_file *file, const pf_buffer *line);

// Keeps the file, with all that is in it, under a free name beside it, `*aside`, and puts one with nothing but `good` in its place.
// Each line is in one of the two at any moment, also after a crash: the second name is there before the first one changes.
const char *pf_history_file_set_aside(pf_arena *arena, const pf_history_file *file, const pf_buffer *good, const char **aside);

#endif
