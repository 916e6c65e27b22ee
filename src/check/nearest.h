// SPDX-License-Identifier: MIT
// The configuration of a document: that of its folder, or of the nearest parent that has one.
#ifndef PF_CHECK_NEAREST_H
#define PF_CHECK_NEAREST_H

#include "check/config.h"

// What is known of a folder.
typedef struct pf_check_folder {
    const char *name;     // as it was asked for
    const char *absolute; // without symbolic links
    pf_check_config *config;
    bool failed; // its configuration cannot be used; that was said once
} pf_check_folder;

// All folders asked for so far, sorted by name: each is looked at once. Embedded by its owner.
typedef struct pf_check_configs {
    pf_arena *arena;
    pf_diagnostics *diagnostics;
    const char *working_folder; // absolute
    pf_check_folder **folders;
    size_t count, capacity;
    const pf_check_folder *latest;
    bool exhausted; // memory
} pf_check_configs;

// A document, or a folder, and the configuration in force for it.
typedef struct pf_check_target {
    pf_check_config *config; // never NULL; its `file` is NULL when there is none
    const char *path;        // relative to the configuration's folder, "" for that folder itself
} pf_check_target;

// False when memory is exhausted or the working folder cannot be named.
bool pf_check_configs_init(pf_check_configs *configs, pf_arena *arena, pf_diagnostics *diagnostics);

// The configuration for the document at `path`: the nearest .patfinder.yaml in its folder or in one above, up to the root or to a
// folder that holds `.git`, which is still looked at. There is only one: those further up are not mixed in. Folders are compared
// without symbolic links. `.patfinder.yml` is refused, since it would silently do nothing. False when the configuration cannot be
// used; the errors are among the diagnostics, once for each configuration.
bool pf_check_config_find(pf_check_configs *configs, const char *path, pf_check_target *target);

// The same for a folder: one that it holds itself counts.
bool pf_check_config_find_folder(pf_check_configs *configs, const char *path, pf_check_target *target);

// The absolute path of the document, its folder without symbolic links. NULL, with an error, when that cannot be found.
const char *pf_check_absolute(pf_check_configs *configs, const char *path);

#endif
