// SPDX-License-Identifier: MIT
// Turns what a builder has gathered into the arrays of an index.
#include "match/freezer.h"
#include "match/lists.h"

#include <stdlib.h>
#include <string.h>

bool pf_append_number(pf_freezer *f, pf_number_list *list, uint32_t number)
{
    uint32_t *items = pf_arena_grow(f->scratch, list->items, list->count, &list->capacity, sizeof *items);
    if (!items)
        return false;
    list->items = items;
    items[list->count++] = number;
    return true;
}

static int compare_numbers(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

void pf_sort_numbers(pf_number_list *list, size_t from)
{
    if (list->count == from)
        return;
    qsort(list->items + from, list->count - from, sizeof *list->items, compare_numbers);
    size_t end = from + 1;
    for (size_t i = end; i < list->count; i++)
        if (list->items[i] != list->items[end - 1])
            list->items[end++] = list->items[i];
    list->count = end;
}

void *pf_keep_array(pf_freezer *f, const void *items, size_t count, size_t size)
{
    void *copy = pf_arena_array(f->keep, count, size);
    if (copy && count)
        memcpy(copy, items, count * size);
    return copy;
}

static bool freeze_lists(pf_freezer *f)
{
    pf_pairs ancestors = {0};
    pf_list_graph graph;
    if (!pf_list_graph_open(f->builder, f->scratch, &graph))
        return false;
    uint32_t below = f->builder->base ? f->builder->base->class_end : 0;
    for (uint32_t class = 0; class < f->index->class_end; class++) {
        pf_list_graph_ancestors(&graph, class);
        for (size_t i = 0; i < graph.count; i++) {
            f->index->includes_below = f->index->includes_below || (class < below && graph.found[i] >= below);
            if (!pf_pairs_add(f->scratch, &ancestors, class, graph.found[i]))
                return false;
        }
    }
    return pf_pairs_group(f->keep, &ancestors, f->index->class_end, &f->index->parents, &f->index->parent_items);
}

// Where an entry of a list is accepted, the lists that include it are too.
static bool accept_ancestors(pf_freezer *f)
{
    pf_trie_builder *entries = &f->builder->entries;
    size_t count = entries->accepts.count;
    for (size_t i = 0; i < count; i++) {
        pf_pair accept = entries->accepts.items[i];
        pf_range range = f->index->parents[accept.to];
        for (uint32_t j = 0; j < range.count; j++)
            if (!pf_trie_accept(entries, accept.from, f->index->parent_items[range.first + j]))
                return false;
    }
    return true;
}

static bool freeze_names(pf_freezer *f)
{
    const pf_index_builder *builder = f->builder;
    pf_class_name *names = pf_arena_array(f->named, builder->name_count, sizeof *names);
    for (size_t i = 0; names && i < builder->name_count; i++) {
        names[i].class = builder->names[i].class;
        names[i].name = pf_arena_copy(f->named, builder->names[i].name, strlen(builder->names[i].name));
        if (!names[i].name)
            return false;
    }
    f->index->names = names;
    f->index->name_count = (uint32_t)builder->name_count;
    return names != NULL;
}

bool pf_index_freeze(pf_index_builder *builder, pf_arena *keep, pf_index *index)
{
    *index = (pf_index){.class_end = builder->classes.next, .set_end = builder->set_end};
    pf_freezer f = {.builder = builder, .keep = pf_arena_flat(keep), .named = keep, .scratch = builder->scratch, .index = index};
    return freeze_lists(&f) && accept_ancestors(&f) && pf_trie_freeze(&builder->entries, f.keep, &index->entries) &&
           pf_freeze_forms(&f) && pf_freeze_paths(&f) && pf_freeze_candidates(&f) && freeze_names(&f);
}
