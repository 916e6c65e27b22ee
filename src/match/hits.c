// SPDX-License-Identifier: MIT
// Answers which hits a set has, and where.
#include "match/hits.h"

#include <string.h>

bool pf_hit_skips(const pf_hit *hit, uint32_t token)
{
    uint64_t gaps = 0;
    if (hit->has_gaps)
        memcpy(&gaps, hit + 1, sizeof gaps);
    return token >= hit->first_token && gaps & pf_gap_bit(token - hit->first_token);
}

pf_range pf_hits_of(const pf_hits *hits, uint32_t set)
{
    return set < hits->set_end ? hits->sets[set] : (pf_range){0};
}

// The number of hits in the range that begin before `token`; hits of a set are in the order of the text.
static uint32_t count_before(const pf_hits *hits, pf_range range, uint32_t token)
{
    uint32_t low = 0, high = range.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (pf_hit_at(hits, range.first + middle)->first_token < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

pf_range pf_hits_between(const pf_hits *hits, uint32_t set, uint32_t first, uint32_t end)
{
    pf_range range = pf_hits_of(hits, set);
    uint32_t before = count_before(hits, range, first), most = end > first ? end - first : 0;
    range.first += before;
    range.count -= before;
    if (range.count > most)
        range.count = most; // at most one begins at each token
    range.count = count_before(hits, range, end);
    return range;
}
