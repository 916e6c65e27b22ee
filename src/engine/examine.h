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
    uint32_t start_with;          // the option to start with, as far as the whole document tells; PF_UNRESOLVED: none
} pf_pattern_use;

// Two values of a fact of which a document has one.
typedef struct pf_conflict {
    const pf_fact *fact;
    const pf_quantity *first, *second;
} pf_conflict;

typedef struct pf_examination {
    const char *source;   // of the document, in bytes
    // Of all but its design. There are no questions, and assessments have no options (but the one to start with), pitfalls and what is missing.
    pf_result needs;
    bool is_design;       // it is a design document, as far as the rules can tell
    bool has_design;      // it has a section on how the needs are met
    // Of a design document; else none.
    const pf_pattern_use *patterns; // in the order of the rule set
    size_t pattern_count;
    const pf_conflict *conflicts;   // at most one a fact
    size_t conflict_count;
} pf_examination;

// Examines a text. All that `examination` points to is owned by the arena, the rule set or the text.
pf_engine_status pf_engine_examine(pf_arena *arena, const pf_ruleset *rules, const pf_text *text, const pf_given *given, size_t given_count,
                                   pf_examination *examination);

#endif
