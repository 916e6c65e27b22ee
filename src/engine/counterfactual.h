// SPDX-License-Identifier: MIT
// The same text with another number: which one would change what is recommended.
#ifndef PF_ENGINE_COUNTERFACTUAL_H
#define PF_ENGINE_COUNTERFACTUAL_H

#include "engine/engine.h"

typedef struct pf_counterfactual {
    pf_given instead;      // the fact with its other value
    const char *described; // that value for people: "2,000"
    bool stated;           // the text states a value now:
    uint32_t start, end;   // there
    double weight;         // how much changes: see pf_weigh_change
    bool decides;          // some pattern is recommended and was not, or the other way round; else only options to start with change
    bool is_plain;         // some does so plainly: see PF_CHANGE_LEVEL
} pf_counterfactual;

// For each fact that the text states, the value within five orders of magnitude that changes most; for each that it leaves open and a
// question asks for, the value that changes most in patterns that the text speaks of. Nothing for a fact of which no value changes anything. Those that change most come first, stated ones before others. `result` is what
// pf_engine_run gave for the same text and the same given facts. Owned by the arena.
pf_engine_status pf_find_counterfactuals(pf_arena *arena, const pf_ruleset *rules, const pf_text *text, const pf_given *given,
                                         size_t given_count, const pf_result *result, pf_counterfactual **found, size_t *count);

#endif
