// SPDX-License-Identifier: MIT
// Texts with the patterns that readers named for them: what a rule set is measured on.
#ifndef PF_RULES_LABELLED_H
#define PF_RULES_LABELLED_H

#include "rules/ruleset.h"

typedef struct pf_labelled_text {
    pf_origin place;
    const char *id, *text, *group;
    pf_strings must, may; // ids of patterns
} pf_labelled_text;

typedef struct pf_labelled_texts {
    pf_labelled_text *items;
    size_t count;
} pf_labelled_texts;

// Reads one file (a mapping with the key `texts`) and appends to `all`. Strict as rule files are; pattern ids must exist.
// False, with errors among the diagnostics, when anything is wrong.
bool pf_labelled_read(pf_arena *arena, const pf_ruleset *rules, const pf_rule_text *file, pf_labelled_texts *all,
                      pf_diagnostics *diagnostics);

#endif
