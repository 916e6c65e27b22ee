// SPDX-License-Identifier: MIT
// Builds the trie of entries of a phrase index, and that of its phrases.
#include "match/trie.h"

#include "match/hash.h"

#include <string.h>

enum { FIRST_EDGES = 256 };

static bool init_edges(pf_edges *edges, pf_arena *arena)
{
    *edges = (pf_edges){.slots = pf_arena_array(arena, FIRST_EDGES, sizeof *edges->slots), .mask = FIRST_EDGES - 1};
    return edges->slots != NULL;
}

bool pf_trie_builder_init(pf_trie_builder *builder, pf_arena *arena)
{
    *builder = (pf_trie_builder){.arena = arena, .node_count = 1};
    return init_edges(&builder->edges, arena) && init_edges(&builder->gap_edges, arena);
}

static pf_edge *find_edge(pf_edge *edges, uint32_t mask, uint32_t node, uint32_t symbol)
{
    uint32_t slot = pf_hash_pair(node, symbol) & mask;
    while (edges[slot].child && (edges[slot].node != node || edges[slot].symbol != symbol))
        slot = (slot + 1) & mask;
    return &edges[slot];
}

static pf_edge *copy_edges(const pf_edges *edges, pf_arena *arena, uint32_t mask)
{
    pf_edge *copy = pf_arena_array(arena, (size_t)mask + 1, sizeof *copy);
    for (uint32_t i = 0; copy && i <= edges->mask; i++) {
        const pf_edge *edge = &edges->slots[i];
        if (edge->child)
            *find_edge(copy, mask, edge->node, edge->symbol) = *edge;
    }
    return copy;
}

// The child of `node` by `symbol`; a new node when there was none, told by `*added`.
static bool follow(pf_trie_builder *builder, pf_edges *edges, uint32_t node, uint32_t symbol, uint32_t *child, bool *added)
{
    if (edges->count * 2 > edges->mask) {
        uint32_t mask = edges->mask * 2 + 1;
        pf_edge *slots = copy_edges(edges, builder->arena, mask);
        if (!slots)
            return false;
        edges->slots = slots;
        edges->mask = mask;
    }
    pf_edge *edge = find_edge(edges->slots, edges->mask, node, symbol);
    *added = !edge->child;
    if (*added) {
        *edge = (pf_edge){node, symbol, builder->node_count++};
        edges->count++;
    }
    *child = edge->child;
    return true;
}

bool pf_trie_follow(pf_trie_builder *builder, uint32_t node, uint32_t symbol, uint32_t *child)
{
    bool added;
    return follow(builder, &builder->edges, node, symbol, child, &added);
}

bool pf_trie_follow_gap(pf_trie_builder *builder, uint32_t node, uint32_t words, uint32_t *child)
{
    bool added;
    if (!follow(builder, &builder->gap_edges, node, words, child, &added))
        return false;
    if (!added)
        return true;
    pf_node_gap *gaps = pf_arena_grow(builder->arena, builder->gaps, builder->gap_count, &builder->gap_capacity, sizeof *gaps);
    if (!gaps)
        return false;
    builder->gaps = gaps;
    gaps[builder->gap_count++] = (pf_node_gap){node, words, *child};
    return true;
}

uint32_t pf_trie_child(const pf_trie_builder *builder, uint32_t node, uint32_t symbol)
{
    return find_edge(builder->edges.slots, builder->edges.mask, node, symbol)->child;
}

bool pf_trie_accept(pf_trie_builder *builder, uint32_t node, uint32_t value)
{
    return pf_pairs_add(builder->arena, &builder->accepts, node, value);
}

bool pf_pairs_add(pf_arena *arena, pf_pairs *pairs, uint32_t from, uint32_t to)
{
    pf_pair *items = pf_arena_grow(arena, pairs->items, pairs->count, &pairs->capacity, sizeof *items);
    if (!items)
        return false;
    pairs->items = items;
    items[pairs->count++] = (pf_pair){from, to};
    return true;
}

// Takes repeats out of ranges of values below `most`; what goes is recognised by the range that had it last.
static bool drop_repeats(pf_range *ranges, uint32_t end, uint32_t *items, uint32_t most)
{
    pf_arena arena;
    pf_arena_init(&arena);
    uint32_t *holder = pf_arena_array(&arena, (size_t)most + 1, sizeof *holder);
    for (uint32_t i = 0; holder && i < end; i++) {
        uint32_t count = ranges[i].count, *values = items + ranges[i].first;
        ranges[i].count = 0;
        for (uint32_t j = 0; j < count; j++) {
            if (holder[values[j]] != i + 1)
                values[ranges[i].count++] = values[j];
            holder[values[j]] = i + 1;
        }
    }
    pf_arena_release(&arena);
    return holder != NULL;
}

bool pf_pairs_group(pf_arena *keep, const pf_pairs *pairs, uint32_t end, const pf_range **ranges, const uint32_t **values)
{
    pf_range *grouped = pf_arena_array(keep, end, sizeof *grouped);
    uint32_t *items = pf_arena_array(keep, pairs->count, sizeof *items);
    if (!grouped || !items)
        return false;
    for (size_t i = 0; i < pairs->count; i++)
        grouped[pairs->items[i].from].count++;
    uint32_t first = 0, most = 0;
    for (uint32_t i = 0; i < end; i++) {
        grouped[i].first = first;
        first += grouped[i].count;
        grouped[i].count = 0;
    }
    for (size_t i = 0; i < pairs->count; i++) {
        pf_range *range = &grouped[pairs->items[i].from];
        uint32_t value = pairs->items[i].to;
        items[range->first + range->count++] = value;
        most = value > most ? value : most;
    }
    if (!drop_repeats(grouped, end, items, most))
        return false;
    *ranges = grouped;
    *values = items;
    return true;
}

static bool freeze_symbols(const pf_trie_builder *builder, pf_arena *keep, pf_trie *trie)
{
    uint64_t *symbols = pf_arena_array(keep, builder->node_count, sizeof *symbols);
    for (uint32_t i = 0; symbols && i <= builder->edges.mask; i++)
        if (builder->edges.slots[i].child)
            symbols[builder->edges.slots[i].node] |= pf_symbol_bit(builder->edges.slots[i].symbol);
    trie->symbols = symbols;
    return symbols != NULL;
}

bool pf_trie_freeze(const pf_trie_builder *builder, pf_arena *keep, pf_trie *trie)
{
    trie->edges = copy_edges(&builder->edges, keep, builder->edges.mask);
    trie->edge_mask = builder->edges.mask;
    trie->node_count = builder->node_count;
    return trie->edges && freeze_symbols(builder, keep, trie) &&
           pf_pairs_group(keep, &builder->accepts, builder->node_count, &trie->accepts, &trie->accepted);
}
