// SPDX-License-Identifier: MIT
// The documents to check: files, and what lies below folders.
#ifndef PF_CHECK_WALK_H
#define PF_CHECK_WALK_H

#include "check/nearest.h"
#include "input/folder.h"

// An operand that its configuration excludes.
typedef struct pf_check_skipped {
    const char *path;
    const pf_string_item *by; // the glob and its place
} pf_check_skipped;

typedef struct pf_check_documents {
    pf_file_list files; // in the order of the operands, then of names; each file once
    const pf_check_skipped *skipped;
    size_t skipped_count;
} pf_check_documents;

// The documents that the paths stand for. A file is taken whatever its name; "-" stays as it is, for standard input. A folder is walked for *.md, *.markdown and *.txt, in
// the order of names; hidden entries and `node_modules` are passed over, symbolic links to folders and those that lead
// out of the folder are not followed (the latter are errors), and folders that are excluded are not entered.
//
// What the configuration excludes is never checked, not even when it is named outright: hooks and scripts hand over the names of
// changed files, and a team that excluded its drafts does not want them back that way. It is no error either. So that a person
// who names such a file is not puzzled, it is listed in `skipped` for a note on standard error.
//
// Names lose "./" and doubled slashes, so that reports call a document the same however it was named.
//
// Paths that do not exist or cannot be read, and folders without a single document (unless the configuration excludes some), are
// errors; all others are listed. False, with the errors among the diagnostics of `configs`, when there was one.
bool pf_check_walk(pf_check_configs *configs, const char *const *paths, size_t count, pf_check_documents *documents);

#endif
