// SPDX-License-Identifier: MIT
// Hits while they are gathered, to be grouped by sets.
#ifndef PF_MATCH_GATHER_H
#define PF_MATCH_GATHER_H

#include "match/hits.h"

// The sets to which a hit belongs; not owned.
typedef struct pf_hit_sets {
    const uint32_t *items;
    uint32_t count;
} pf_hit_sets;

// Hits in the order in which they are found. Embedded by its owner, all zero before use.
typedef struct pf_gathered_hits {
    pf_hit *items; // the arena's
    size_t count, capacity;
    pf_hit_sets *sets; // of each; allocated, until they are grouped
    size_t set_capacity;
} pf_gathered_hits;

// False when memory is exhausted.
bool pf_gather_hit(pf_gathered_hits *gathered, pf_arena *arena, pf_hit hit, pf_hit_sets sets);

// Of what was gathered, keeps for every set and every place where a hit of it begins the shortest. `hits` refers to the items gathered.
// False when memory is exhausted.
bool pf_group_hits(const pf_gathered_hits *gathered, pf_arena *arena, uint32_t set_end, pf_hits *hits);

void pf_gathered_hits_release(pf_gathered_hits *gathered);

#endif
