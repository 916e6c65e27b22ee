// SPDX-License-Identifier: MIT
// Which word lists include which, of the layer that is built and the one below.
#ifndef PF_MATCH_LISTS_H
#define PF_MATCH_LISTS_H

#include "match/builder.h"

typedef struct pf_list_graph {
    const pf_index *base;
    const pf_range *parents; // of each class, in `items`: what includes it directly
    const uint32_t *items;
    bool *seen;
    uint32_t *found; // what was asked for last
    size_t count;
} pf_list_graph;

// False when memory is exhausted; all memory is the arena's.
bool pf_list_graph_open(const pf_index_builder *builder, pf_arena *arena, pf_list_graph *graph);

// Finds every list that includes `class`, directly or through others: each once, however many ways lead to it.
void pf_list_graph_ancestors(pf_list_graph *graph, uint32_t class);

#endif
