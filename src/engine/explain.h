// SPDX-License-Identifier: MIT
// Why not: the clauses of one pattern that do not hold, and the numbers that they wait for.
#ifndef PF_ENGINE_EXPLAIN_H
#define PF_ENGINE_EXPLAIN_H

#include "engine/engine.h"

// A clause that does not hold, or an option that is not justified.
typedef struct pf_unheld {
    const pf_signal *signal; // or NULL
    const pf_option *option; // or NULL
    const pf_fact *fact;     // whose number alone would make it hold; NULL: it waits for words, or for several things
    bool known;              // whether the fact is
    double factor;           // how many times the number would have to be larger or smaller; 1: a bound of it is missing; 0: it is not known
    // For people: "reads for each write: 8:1; counts from 10:1", "reads per second is not stated; it counts from 200/s"; or NULL.
    const char *lacks;
} pf_unheld;

typedef struct pf_explanation {
    const pf_assessment *assessment;
    const pf_evidence *denied; // clauses that are denied and count neither way, since another denial says more; in the order of the rules
    size_t denied_count;
    const pf_unheld *numbers; // with a fact: the known ones first, the nearest before others; then those that say most
    size_t number_count;
    const pf_unheld *others;  // signals that wait for words: those that say most first
    size_t other_count;
} pf_explanation;

// Explains one assessment of a result for the same text and facts. All is owned by the arena, the rule set or the text.
pf_engine_status pf_engine_explain(pf_arena *arena, const pf_ruleset *rules, const pf_text *text, const pf_given *given, size_t given_count,
                                   const pf_assessment *assessment, pf_explanation *explanation);

#endif
