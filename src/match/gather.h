// SPDX-License-Identifier: MIT
// Hits while they are gathered, to be grouped by sets.
#ifndef PF_MATCH_GATHER_H
#define PF_MATCH_GATHER_H

#include "match/hits.h"

enum { PF_MOST_SOURCES = (1 << 30) - 1 }; // paths and profiles of a layer are far fewer

// What was found: words of one profile, or a path, each of one layer. It tells the sets in a fourth of what their list would take.
typedef struct pf_hit_source {
    uint32_t number : 30; // of the profile or path
    uint32_t is_path : 1;
    uint32_t layer : 1;
} pf_hit_source;

// A hit of the sentence at hand.
typedef struct pf_found_hit {
    uint32_t first_token, last_token;
    uint64_t gaps; // as pf_hit_skips tells them
    pf_hit_source source;
} pf_found_hit;

// Embedded by its owner, all zero before use but for the arena and the layers.
typedef struct pf_gathered_hits {
    pf_arena *arena;
    const pf_index *const *indexes;
    pf_found_hit *found; // in the sentence at hand, in the order of the text; of those from one word the shortest first
    size_t found_count, found_capacity;
    pf_hit *items; // the arena's
    size_t count, capacity;
    pf_hit_source *sources; // of each; allocated, until they are grouped
    size_t source_capacity;
} pf_gathered_hits;

// False when memory is exhausted, also below.
bool pf_gather_hit(pf_gathered_hits *gathered, pf_found_hit hit);

// Ends a sentence.
bool pf_gather_sentence(pf_gathered_hits *gathered, uint32_t sentence);

// Of what was gathered, keeps for every set and every place where a hit of it begins the shortest. `hits` refers to the items gathered.
bool pf_group_hits(const pf_gathered_hits *gathered, uint32_t set_end, pf_hits *hits);

void pf_gathered_hits_release(pf_gathered_hits *gathered);

#endif
