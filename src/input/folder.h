// SPDX-License-Identifier: MIT
// The rule files below a folder.
#ifndef PF_INPUT_FOLDER_H
#define PF_INPUT_FOLDER_H

#include "base/arena.h"
#include "base/diagnostics.h"

typedef struct pf_file_list {
    const char **paths;
    size_t count, capacity;
} pf_file_list;

// Adds `path` itself when it is a file, else all regular files below it whose names end in `ending`, in the order of their names,
// so that the order on disk does not matter. Links to folders and hidden files are not followed; folders named `except` are
// passed over. Errors go to the diagnostics. False when there was one.
bool pf_folder_list(pf_arena *arena, const char *path, const char *ending, const char *except, pf_file_list *files, pf_diagnostics *diagnostics);

#endif
