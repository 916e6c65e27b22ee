// SPDX-License-Identifier: MIT
// What two results for one text have not in common: the same text with other facts given from outside.
#ifndef PF_ENGINE_DIFFERENCE_H
#define PF_ENGINE_DIFFERENCE_H

#include "engine/result.h"

// A fact whose value is another one; NULL where it is not known.
typedef struct pf_fact_change {
    const pf_known_fact *before, *after;
} pf_fact_change;

// A clause that was lost (no `after`), gained (no `before`), or counts otherwise.
typedef struct pf_clause_change {
    const pf_evidence *before, *after;
} pf_clause_change;

typedef struct pf_pattern_change {
    const pf_assessment *before, *after;
    const pf_clause_change *clauses; // the most telling first
    size_t clause_count;
    bool decisive; // another level (though not only "not needed" for "silent"), or recommended as before with another option to start with
    bool any;      // something else than nothing: a clause, the certainty, whether an option fits
} pf_pattern_change;

typedef struct pf_difference {
    const pf_result *before, *after;
    const pf_fact_change *facts; // those given from outside first
    size_t fact_count;
    const pf_pattern_change *patterns; // all: those first that are recommended no longer or now, then the other decisive ones
    size_t pattern_count;
    size_t decisive_count; // so many of them are decisive; they stand first
} pf_difference;

// Both results are of one text and one rule set, and must outlive the difference, which is owned by the arena. False when memory is
// exhausted.
bool pf_compare(pf_arena *arena, const pf_result *before, const pf_result *after, pf_difference *difference);

// A number that rules compare a fact with.
typedef struct pf_near_threshold {
    const pf_pattern *pattern;
    const pf_fact *fact;
    const char *bound; // for people
} pf_near_threshold;

// Of all thresholds that the given pattern (NULL: any) holds for the facts that changed, the one that is nearest to the new value;
// without a pattern when there is none. False when memory is exhausted.
bool pf_nearest_threshold(pf_arena *arena, const pf_ruleset *rules, const pf_difference *difference, const pf_pattern *pattern,
                          pf_near_threshold *nearest);

#endif
