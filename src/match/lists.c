// SPDX-License-Identifier: MIT
// Which word lists include which.
#include "match/lists.h"

bool pf_list_graph_open(const pf_index_builder *builder, pf_arena *arena, pf_list_graph *graph)
{
    uint32_t end = builder->classes.next;
    *graph = (pf_list_graph){.base = builder->base, .seen = pf_arena_array(arena, end, sizeof *graph->seen)};
    graph->found = pf_arena_array(arena, end, sizeof *graph->found);
    return graph->seen && graph->found && pf_pairs_group(arena, &builder->parents, end, &graph->parents, &graph->items);
}

static void take_parents(pf_list_graph *graph, pf_range range, const uint32_t *items)
{
    for (uint32_t i = 0; i < range.count; i++) {
        uint32_t parent = items[range.first + i];
        if (!graph->seen[parent])
            graph->found[graph->count++] = parent;
        graph->seen[parent] = true;
    }
}

void pf_list_graph_ancestors(pf_list_graph *graph, uint32_t class)
{
    graph->count = 0;
    uint32_t at = class;
    for (size_t next = 0;; next++) {
        if (graph->base && at < graph->base->class_end)
            take_parents(graph, graph->base->parents[at], graph->base->parent_items);
        take_parents(graph, graph->parents[at], graph->items);
        if (next == graph->count)
            break;
        at = graph->found[next];
    }
    for (size_t i = 0; i < graph->count; i++)
        graph->seen[graph->found[i]] = false;
}
