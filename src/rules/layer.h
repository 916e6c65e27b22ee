// SPDX-License-Identifier: MIT
// A rule set in the making: what the steps of pf_ruleset_layer share.
#ifndef PF_RULES_LAYER_H
#define PF_RULES_LAYER_H

#include "match/builder.h"
#include "rules/record.h"
#include "rules/ruleset.h"

typedef struct pf_layer {
    const pf_ruleset *base; // or NULL
    pf_arena *keep, *scratch;
    pf_diagnostics *diagnostics;
    size_t errors_before; // among the diagnostics, of whatever was read before
    pf_pack own;         // what the files say, patterns and extensions included
    pf_ruleset *rules;   // the result
    pf_index_builder builder;
    pf_numbering sets; // of phrases
    const char *file;  // that is read, or NULL
} pf_layer;

void pf_layer_error(pf_layer *layer, const pf_origin *place, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
bool pf_layer_is_good(const pf_layer *layer); // nothing is wrong so far
bool pf_layer_exhausted(pf_layer *layer); // says that memory is exhausted; always false

// layer_read.c: fills `own` from the files.
bool pf_layer_read(pf_layer *layer, const pf_rule_text *files, size_t count);
// Takes over the values that are given; NaN stands for one that is not.
void pf_certainty_replace(pf_certainty *certainty, const pf_certainty *given);
// layer_merge.c: puts `own` over the base.
bool pf_layer_merge(pf_layer *layer);
// layer_phrases.c: numbers the sets of phrases and compiles the index.
bool pf_layer_compile(pf_layer *layer, const pf_rule_text *files, size_t count);
// resolve.c: names become positions, values become numbers, conditions get their kind.
bool pf_layer_resolve(pf_layer *layer);
// thresholds.c: what facts are compared with.
bool pf_layer_list_thresholds(pf_layer *layer);
// formula.c: an expression over facts, for the fact at that position, becomes steps.
bool pf_layer_parse_formula(pf_layer *layer, pf_derivation *derivation, uint32_t fact);

#endif
