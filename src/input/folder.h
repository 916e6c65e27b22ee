// SPDX-License-Identifier: MIT
// The files below a folder: rule files, documents.
#ifndef PF_INPUT_FOLDER_H
#define PF_INPUT_FOLDER_H

#include "base/arena.h"
#include "base/diagnostics.h"

typedef struct pf_file_list {
    const char **paths;
    size_t count, capacity;
} pf_file_list;

// What a walk takes, what it passes over, and how it complains.
typedef struct pf_folder_kind {
    const char *const *endings; // of the files' names, up to NULL
    const char *except;         // folders of this name are passed over; NULL: none
    int deepest;                // folders inside one another
    const char *missing, *unreadable, *outside; // codes of messages
    const char *absent;         // what a message says when there is no such path
    // NULL, or whether to pass over a folder, or a file with one of the endings.
    bool (*passes_over)(void *context, const char *path, bool is_folder);
} pf_folder_kind;

// Adds `path` itself when it is a file, else all regular files below it with the right endings, in the order of their names, so
// that the order on disk does not matter. Hidden files and folders are passed over, links to folders are not followed. A link to a
// file that does not lie below `path` is an error, since whoever wrote it may not be whoever may read that file. Errors go to the
// diagnostics; all else is added. False when there was one.
bool pf_folder_walk(pf_arena *arena, const pf_folder_kind *kind, void *context, const char *path, pf_file_list *files,
                    pf_diagnostics *diagnostics);

// Adds a path to the list. False when memory is exhausted.
bool pf_file_list_add(pf_arena *arena, pf_file_list *list, const char *path);

#endif
