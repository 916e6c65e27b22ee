// SPDX-License-Identifier: MIT
// Gathers hits in the order in which they are found, and groups them by sets.
#include "match/gather.h"

#include <stdlib.h>

enum { FIRST_HITS = 1024 };

static bool reserve_sets(pf_gathered_hits *gathered)
{
    if (gathered->count < gathered->set_capacity)
        return true;
    size_t capacity = gathered->set_capacity ? gathered->set_capacity * 2 : FIRST_HITS;
    pf_hit_sets *sets = realloc(gathered->sets, capacity * sizeof *sets);
    if (!sets)
        return false;
    gathered->sets = sets;
    gathered->set_capacity = capacity;
    return true;
}

bool pf_gather_hit(pf_gathered_hits *gathered, pf_arena *arena, pf_hit hit, pf_hit_sets sets)
{
    pf_hit *items = pf_arena_grow(arena, gathered->items, gathered->count, &gathered->capacity, sizeof *items);
    if (!items || !reserve_sets(gathered))
        return false;
    gathered->items = items;
    gathered->sets[gathered->count] = sets;
    items[gathered->count++] = hit;
    return true;
}

void pf_gathered_hits_release(pf_gathered_hits *gathered)
{
    free(gathered->sets);
    *gathered = (pf_gathered_hits){0};
}

static bool comes_before(const pf_hit *a, const pf_hit *b)
{
    return a->first_token != b->first_token ? a->first_token < b->first_token : a->last_token < b->last_token;
}

// Orders the hits of a set, which are nearly in order, and keeps the shortest from each beginning.
static uint32_t put_in_order(const pf_hit *hits, uint32_t *order, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        uint32_t hit = order[i], at = i;
        for (; at && comes_before(&hits[hit], &hits[order[at - 1]]); at--)
            order[at] = order[at - 1];
        order[at] = hit;
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++)
        if (!kept || hits[order[i]].first_token != hits[order[kept - 1]].first_token)
            order[kept++] = order[i];
    return kept;
}

// How many hits each set has, and where they begin; returns how many all have.
static uint32_t lay_out(const pf_gathered_hits *gathered, uint32_t set_end, pf_range *sets)
{
    for (size_t i = 0; i < gathered->count; i++)
        for (uint32_t j = 0; j < gathered->sets[i].count; j++)
            sets[gathered->sets[i].items[j]].count++;
    uint32_t first = 0;
    for (uint32_t i = 0; i < set_end; i++) {
        sets[i].first = first;
        first += sets[i].count;
        sets[i].count = 0;
    }
    return first;
}

bool pf_group_hits(const pf_gathered_hits *gathered, pf_arena *arena, uint32_t set_end, pf_hits *hits)
{
    pf_range *sets = pf_arena_array(arena, set_end, sizeof *sets);
    uint32_t *order = sets ? pf_arena_array(arena, lay_out(gathered, set_end, sets), sizeof *order) : NULL;
    if (!order)
        return false;
    for (uint32_t i = 0; i < gathered->count; i++)
        for (uint32_t j = 0; j < gathered->sets[i].count; j++) {
            pf_range *set = &sets[gathered->sets[i].items[j]];
            order[set->first + set->count++] = i;
        }
    for (uint32_t i = 0; i < set_end; i++)
        sets[i].count = put_in_order(gathered->items, order + sets[i].first, sets[i].count);
    *hits = (pf_hits){gathered->items, order, sets, set_end};
    return true;
}
