// SPDX-License-Identifier: MIT
// Gathers hits in the order of the text, and groups them by sets.
#include "match/gather.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_HITS = 1024 };

static bool comes_before(const pf_found_hit *a, const pf_found_hit *b)
{
    return a->first_token != b->first_token ? a->first_token < b->first_token : a->last_token < b->last_token;
}

// Hits are found nearly in order. Here each is moved once, where sets would have to be put in order one by one.
bool pf_gather_hit(pf_gathered_hits *gathered, pf_found_hit hit)
{
    pf_found_hit *found = pf_arena_grow(gathered->arena, gathered->found, gathered->found_count, &gathered->found_capacity, sizeof *found);
    if (!found)
        return false;
    gathered->found = found;
    size_t at = gathered->found_count++;
    for (; at && comes_before(&hit, &found[at - 1]); at--)
        found[at] = found[at - 1];
    found[at] = hit;
    return true;
}

static bool reserve_sources(pf_gathered_hits *gathered)
{
    if (gathered->count < gathered->source_capacity)
        return true;
    size_t capacity = gathered->source_capacity ? gathered->source_capacity * 2 : FIRST_HITS;
    pf_hit_source *sources = realloc(gathered->sources, capacity * sizeof *sources);
    if (!sources)
        return false;
    gathered->sources = sources;
    gathered->source_capacity = capacity;
    return true;
}

static pf_hit *add_item(pf_gathered_hits *gathered, pf_hit_source source)
{
    pf_hit *items = pf_arena_grow(gathered->arena, gathered->items, gathered->count, &gathered->capacity, sizeof *items);
    if (!items || !reserve_sources(gathered))
        return NULL;
    gathered->items = items;
    gathered->sources[gathered->count] = source;
    return &items[gathered->count++];
}

bool pf_gather_sentence(pf_gathered_hits *gathered, uint32_t sentence)
{
    for (size_t i = 0; i < gathered->found_count; i++) { // of nothing found there may be no list
        const pf_found_hit *hit = &gathered->found[i];
        pf_hit *item = add_item(gathered, hit->source);
        if (!item)
            return false;
        *item = (pf_hit){.sentence = sentence & INT32_MAX, .has_gaps = hit->gaps != 0, .first_token = hit->first_token, .last_token = hit->last_token};
        pf_hit *gaps = hit->gaps ? add_item(gathered, hit->source) : NULL;
        if (hit->gaps && !gaps)
            return false;
        if (gaps)
            memcpy(gaps, &hit->gaps, sizeof hit->gaps);
    }
    gathered->found_count = 0;
    return true;
}

void pf_gathered_hits_release(pf_gathered_hits *gathered)
{
    free(gathered->sources);
    *gathered = (pf_gathered_hits){0};
}

typedef struct set_list {
    const uint32_t *items, *end;
} set_list;

static set_list sets_of(const pf_gathered_hits *gathered, pf_hit_source source)
{
    const pf_index *index = gathered->indexes[source.layer];
    if (source.is_path) {
        pf_range sets = index->paths[source.number].sets;
        return (set_list){index->path_sets + sets.first, index->path_sets + sets.first + sets.count};
    }
    const pf_profile *profile = &index->profiles[source.number];
    return (set_list){index->profile_sets + profile->sets, index->profile_sets + profile[1].sets};
}

// Counts the hits of each set, and puts them into the order where there is one; `newest` has the token behind the one where the newest hit
// of each set begins.
static void distribute(const pf_gathered_hits *gathered, uint32_t *newest, pf_range *sets, uint32_t *order)
{
    for (size_t i = 0; i < gathered->count; i += gathered->items[i].has_gaps ? 2 : 1) {
        uint32_t behind = gathered->items[i].first_token + 1;
        set_list list = sets_of(gathered, gathered->sources[i]);
        for (const uint32_t *set = list.items; set < list.end; set++) {
            if (newest[*set] == behind)
                continue;
            newest[*set] = behind;
            pf_range *range = &sets[*set];
            if (order)
                order[range->first + range->count] = (uint32_t)i;
            range->count++;
        }
    }
}

// Where the hits of each set begin; returns how many all have.
static uint32_t lay_out(uint32_t set_end, pf_range *sets)
{
    uint32_t first = 0;
    for (uint32_t i = 0; i < set_end; i++) {
        sets[i].first = first;
        first += sets[i].count;
        sets[i].count = 0;
    }
    return first;
}

bool pf_group_hits(const pf_gathered_hits *gathered, uint32_t set_end, pf_hits *hits)
{
    pf_range *sets = pf_arena_array(gathered->arena, set_end, sizeof *sets);
    uint32_t *newest = calloc(set_end + (size_t)1, sizeof *newest), *order = NULL;
    if (sets && newest) {
        distribute(gathered, newest, sets, NULL);
        order = pf_arena_array(gathered->arena, lay_out(set_end, sets), sizeof *order);
    }
    if (order) {
        memset(newest, 0, set_end * sizeof *newest);
        distribute(gathered, newest, sets, order);
    }
    free(newest);
    *hits = (pf_hits){.items = gathered->items, .order = order, .sets = sets, .set_end = set_end};
    return order;
}
