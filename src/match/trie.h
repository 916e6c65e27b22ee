// SPDX-License-Identifier: MIT
// Builds the trie of entries of a phrase index, and that of its phrases.
#ifndef PF_MATCH_TRIE_H
#define PF_MATCH_TRIE_H

#include "match/index.h"

typedef struct pf_pair {
    uint32_t from, to;
} pf_pair;

typedef struct pf_pairs {
    pf_pair *items;
    size_t count, capacity;
} pf_pairs;

typedef struct pf_node_gap {
    uint32_t node, words, child;
} pf_node_gap;

// A hash table of edges.
typedef struct pf_edges {
    pf_edge *slots;
    uint32_t mask, count;
} pf_edges;

// A trie that grows; all memory is the arena's. Every function returns false when memory is exhausted.
typedef struct pf_trie_builder {
    pf_arena *arena;
    pf_edges edges, gap_edges; // the symbols of these are numbers of words
    uint32_t node_count;
    pf_pairs accepts; // node, value
    pf_node_gap *gaps;
    size_t gap_count, gap_capacity;
} pf_trie_builder;

bool pf_trie_builder_init(pf_trie_builder *builder, pf_arena *arena);

// The child of `node` by `symbol`, made when there is none.
bool pf_trie_follow(pf_trie_builder *builder, uint32_t node, uint32_t symbol, uint32_t *child);

// The child of `node` behind a gap of up to `words` words.
bool pf_trie_follow_gap(pf_trie_builder *builder, uint32_t node, uint32_t words, uint32_t *child);

bool pf_trie_accept(pf_trie_builder *builder, uint32_t node, uint32_t value);

// The child of `node` by `symbol`, or 0.
uint32_t pf_trie_child(const pf_trie_builder *builder, uint32_t node, uint32_t symbol);

// Copies a trie without gaps into `keep`.
bool pf_trie_freeze(const pf_trie_builder *builder, pf_arena *keep, pf_trie *trie);

bool pf_pairs_add(pf_arena *arena, pf_pairs *pairs, uint32_t from, uint32_t to);

// Groups pairs by `from` (below `end`), in order of addition and without repeats, into ranges over the `to` values.
bool pf_pairs_group(pf_arena *keep, const pf_pairs *pairs, uint32_t end, const pf_range **ranges, const uint32_t **values);

#endif
