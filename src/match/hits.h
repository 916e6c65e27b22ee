// SPDX-License-Identifier: MIT
// The occurrences of phrases in a text, by the sets they belong to.
#ifndef PF_MATCH_HITS_H
#define PF_MATCH_HITS_H

#include "match/index.h"

// One occurrence of a phrase, which may belong to several sets. The tokens from the first to the last one, both included, hold it.
// Most of the memory that a long text takes goes here, and few have gaps: these stand in the place behind the hit, which is no hit.
typedef struct pf_hit {
    uint32_t sentence : 31; // PF_LIMIT_INPUT is far below
    uint32_t has_gaps : 1;
    uint32_t first_token, last_token;
} pf_hit;

// The bit of a token in what tells the gaps, by its distance from the first one: tokens from 64 on are not told apart.
static inline uint64_t pf_gap_bit(size_t distance)
{
    return distance < 64 ? UINT64_C(1) << distance : 0;
}

// Whether the token lies in a gap of the phrase: it is none of the phrase's own words.
bool pf_hit_skips(const pf_hit *hit, uint32_t token);

typedef struct pf_hits {
    const pf_hit *items;
    const uint32_t *order; // positions in `items`, grouped by set, in order of the text within a set
    const pf_range *sets;  // of each set, in `order`
    uint32_t set_end;
    bool is_unfinished; // a phrase was not found from token `unfinished` on in PF_LIMIT_PHRASE_STEPS, and was given up
    uint32_t unfinished;
} pf_hits;

static inline const pf_hit *pf_hit_at(const pf_hits *hits, uint32_t index)
{
    return &hits->items[hits->order[index]];
}

// The hits of one set; an empty range for PF_NONE or a set beyond the end.
pf_range pf_hits_of(const pf_hits *hits, uint32_t set);

// Those of them that begin at a token in [first, end).
pf_range pf_hits_between(const pf_hits *hits, uint32_t set, uint32_t first, uint32_t end);

#endif
