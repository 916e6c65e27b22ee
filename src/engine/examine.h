// SPDX-License-Identifier: MIT
// Rule set × design document → what its needs call for, what its design adopts, and what it leaves open.
#ifndef PF_ENGINE_EXAMINE_H
#define PF_ENGINE_EXAMINE_H

#include "engine/engine.h"

// What a document says of one option of a pattern.
typedef struct pf_option_use {
    const pf_option *option;
    bool mentioned; // anywhere
    bool adopted;   // where the design is described, plainly stated
    uint32_t start, end; // where it is adopted first, in bytes of the source
    bool excessive; // adopted, and more than the numbers of the document ask for
    const char *arithmetic; // the number that says so and its threshold, or NULL
    bool number_located;
    uint32_t number_start, number_end; // its words; without a number those that speak against the option
    const pf_fact *unstated;           // adopted, and the text states none of the numbers that tell whether it is needed: the first of them
} pf_option_use;

typedef struct pf_pattern_use {
    const pf_pattern *pattern;
    const pf_option_use *options; // one for each of the pattern's options
    const bool *considered;       // of each of its considerations: whether the document speaks of it
    bool addressed;               // more than the needs speaks of the pattern in some way
    uint32_t start_with;          // where an option is excessive: the one to start with, as far as the whole document tells; PF_UNRESOLVED: none
} pf_pattern_use;

// Two values of a fact of which a document has one.
typedef struct pf_conflict {
    const pf_fact *fact;
    const pf_quantity *first, *second;
} pf_conflict;

// What a document says, with and without one of its sides.
typedef struct pf_sides pf_sides;

typedef struct pf_examination {
    const pf_ruleset *rules;
    const char *source;   // of the document, in bytes
    pf_sides *sides;      // for the functions below
    bool is_design;       // it is a design document, as far as the rules can tell
    bool has_design;      // it has a section on how the needs are met
    // Of a design document; else none.
    const pf_pattern_use *patterns; // in the order of the rule set
    size_t pattern_count;
    const pf_conflict *conflicts;   // at most one a fact
    size_t conflict_count;
} pf_examination;

// Examines a text; pf_examination_release afterwards, however that went. All that `examination` points to is owned by the arena, the rule set
// or the text.
pf_engine_status pf_engine_examine(pf_arena *arena, const pf_ruleset *rules, const pf_text *text, const pf_given *given, size_t given_count,
                                   pf_examination *examination);
void pf_examination_release(pf_examination *examination);

// What all but the design says for and against a pattern: the certainty, the level (never PF_LEVEL_NOT_NEEDED), and the evidence without its
// arithmetic. It is worked out when it is first asked for, since most documents leave little to ask. NULL when memory is exhausted.
const pf_assessment *pf_examine_need(pf_examination *examination, const pf_pattern *pattern);

// A design may also speak of a pattern in the same words that call for it: `called_for` becomes whether it does. False when memory is exhausted.
bool pf_examine_design(pf_examination *examination, const pf_pattern *pattern, bool *called_for);

// The first failure of what was asked so far.
pf_engine_status pf_examination_status(const pf_examination *examination);

#endif
