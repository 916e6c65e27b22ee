// SPDX-License-Identifier: MIT
// Globs as those of a .gitignore file.
//
// `*` and `?` stand for characters of a name, `[abc]`, `[a-z]` and `[!a-z]` for one of them, `**` as a whole part for any number
// of folders, `\` takes the meaning from the character behind it. A glob with a slash before its end starts from the folder of the
// configuration, any other fits in every folder. A slash at the end: folders only. `!` at the beginning takes back what earlier
// globs say; not below a folder that is matched itself, since nobody looks into it.
#ifndef PF_CHECK_GLOB_H
#define PF_CHECK_GLOB_H

#include "rules/model.h"

// NULL when the glob can be used, else what is wrong with it and how to mend it: a constant clause.
const char *pf_glob_problem(const char *glob);

// The glob that takes in `path` (relative, with single slashes) or a folder that it lies in; NULL when there is none. The last one
// that fits decides.
const pf_string_item *pf_glob_find(const pf_strings *globs, const char *path, bool is_folder);

#endif
