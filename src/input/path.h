// SPDX-License-Identifier: MIT
// Names of files and folders, taken apart and put together. All but pf_path_absolute look at the names only.
#ifndef PF_INPUT_PATH_H
#define PF_INPUT_PATH_H

#include "base/arena.h"

// All that gives a string gives NULL when memory is exhausted.

// `name` in `folder`; `name` itself when it is absolute or the folder is ".".
const char *pf_path_join(pf_arena *arena, const char *folder, const char *name);

// The folder that holds `path`, "." for one without a slash, and the name in it, "" for the root.
const char *pf_path_folder(pf_arena *arena, const char *path);
const char *pf_path_name(const char *path);

// Without "." parts, doubled slashes and a slash at the end. Folded, ".." takes back the part before it too, which leads elsewhere
// where that is a symbolic link: for names that are compared, not opened.
const char *pf_path_plain(pf_arena *arena, const char *path);
const char *pf_path_folded(pf_arena *arena, const char *path);

// What remains of `path` below `folder`, "" for the folder itself; NULL when it does not lie there. Both absolute and plain.
const char *pf_path_below(const char *folder, const char *path);

// `path` as seen from `folder`, with ".." parts where it does not lie below it. Both absolute and folded.
const char *pf_path_from(pf_arena *arena, const char *folder, const char *path);

// The absolute path of an existing file or folder, without symbolic links. NULL also when there is none; errno says why, ENOMEM of memory.
const char *pf_path_absolute(pf_arena *arena, const char *path);

#endif
