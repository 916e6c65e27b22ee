// SPDX-License-Identifier: MIT
// Reads rule files from disk into a layer of rules.
#ifndef PF_API_RULE_PATHS_H
#define PF_API_RULE_PATHS_H

#include "rules/ruleset.h"

typedef struct pf_rule_texts {
    pf_rule_text *items;
    size_t count;
} pf_rule_texts;

// Reads the bytes of every file (*.yaml; folders are walked) of the paths, once each. False, with errors, when one cannot be read.
bool pf_rule_paths_read(const char *const *paths, size_t count, pf_arena *scratch, pf_rule_texts *texts, pf_diagnostics *diagnostics);

// Reads every rule file of the paths (folders are walked), and `more` (NULL: nothing), as one layer over `base`; see pf_ruleset_layer.
const pf_ruleset *pf_rule_paths_load(const pf_ruleset *base, const char *const *paths, size_t count, const pf_rule_text *more, pf_arena *keep,
                                     pf_arena *scratch, pf_diagnostics *diagnostics);

#endif
