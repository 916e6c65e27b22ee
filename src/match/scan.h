// SPDX-License-Identifier: MIT
// Finds all phrases of one or two phrase indexes in a text.
#ifndef PF_MATCH_SCAN_H
#define PF_MATCH_SCAN_H

#include "match/index.h"
#include "text/token.h"

enum { PF_LAYERS = 2 };

// One occurrence of a phrase, which may belong to several sets. The tokens from the first to the last one, both included, hold it.
typedef struct pf_hit {
    uint32_t sentence;
    uint32_t first_token, last_token;
    uint64_t gaps; // bit n: token first_token + n lies in a gap of the phrase; tokens from 64 on are not told apart
} pf_hit;

// Whether the token lies in a gap of the phrase: it is none of the phrase's own words.
bool pf_hit_skips(const pf_hit *hit, uint32_t token);

typedef struct pf_hits {
    const pf_hit *items;
    const uint32_t *order; // positions in `items`, grouped by set, in order of the text within a set
    const pf_range *sets;  // of each set, in `order`
    uint32_t set_end;
} pf_hits;

static inline const pf_hit *pf_hit_at(const pf_hits *hits, uint32_t index)
{
    return &hits->items[hits->order[index]];
}

// Finds, for every set and every place where a phrase of it begins, the shortest occurrence. `indexes` are the layers of
// a rule set, lowest first, 1 to PF_LAYERS. Results are owned by the arena. False when memory is exhausted.
bool pf_scan(pf_arena *arena, const pf_text *text, const pf_index *const *indexes, size_t index_count, pf_hits *hits);

// The hits of one set; an empty range for PF_NONE or a set beyond the end.
pf_range pf_hits_of(const pf_hits *hits, uint32_t set);

// Those of them that begin at a token in [first, end).
pf_range pf_hits_between(const pf_hits *hits, uint32_t set, uint32_t first, uint32_t end);

#endif
