// SPDX-License-Identifier: MIT
// Rule set × text → result: certainties, evidence, options and questions. No input or output, no clock, no randomness.
#ifndef PF_ENGINE_ENGINE_H
#define PF_ENGINE_ENGINE_H

#include "engine/result.h"
#include "match/regex.h"

// A fact given from outside.
typedef struct pf_given {
    uint32_t fact; // position in the rule set
    pf_quantity value;
} pf_given;

typedef enum pf_engine_outcome {
    PF_ENGINE_OK,
    PF_ENGINE_OUT_OF_MEMORY,
    PF_ENGINE_REGEX_LIMIT, // a regular expression of the rules met one of its limits
    PF_ENGINE_PHRASE_LIMIT, // a phrase of the rules met its limit
    PF_ENGINE_FINDINGS_LIMIT, // a check has more to say than it may
} pf_engine_outcome;

typedef struct pf_engine_status {
    pf_engine_outcome outcome;
    uint32_t start; // with a limit: the byte of the source where the sentence, the phrase or the first finding too many begins
    // With PF_ENGINE_REGEX_LIMIT: which one of it, and the expression, which belongs to the rule set.
    pf_regex_status limit;
    const char *regex;
} pf_engine_status;

static inline pf_engine_status pf_engine_exhausted(void)
{
    return (pf_engine_status){.outcome = PF_ENGINE_OUT_OF_MEMORY};
}

// Analyses a text. All that `result` points to is owned by the arena, the rule set or the text.
pf_engine_status pf_engine_run(pf_arena *arena, const pf_ruleset *rules, const pf_text *text, const pf_given *given,
                               size_t given_count, pf_result *result);

#endif
