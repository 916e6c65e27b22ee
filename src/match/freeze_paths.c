// SPDX-License-Identifier: MIT
// Freezes the paths of phrases: where each is anchored, and what has to accompany its anchor.
#include "match/freezer.h"

#include <string.h>

typedef struct trie_parent {
    uint32_t node, symbol;
    bool is_gap;
} trie_parent;

static trie_parent *find_parents(pf_freezer *f)
{
    const pf_trie_builder *phrases = &f->builder->phrases;
    trie_parent *parents = pf_arena_array(f->scratch, phrases->node_count, sizeof *parents);
    for (uint32_t i = 0; parents && i <= phrases->edges.mask; i++) {
        pf_edge edge = phrases->edges.slots[i];
        if (edge.child)
            parents[edge.child] = (trie_parent){edge.node, edge.symbol, false};
    }
    for (size_t i = 0; parents && i < phrases->gap_count; i++)
        parents[phrases->gaps[i].child] = (trie_parent){phrases->gaps[i].node, phrases->gaps[i].words, true};
    return parents;
}

static uint16_t count_steps(const trie_parent *parents, uint32_t node)
{
    uint32_t count = 0;
    for (; node; node = parents[node].node)
        count += !parents[node].is_gap;
    return (uint16_t)count;
}

static void read_steps(const trie_parent *parents, uint32_t node, pf_path_step *steps, uint32_t count)
{
    while (count--) {
        steps[count] = (pf_path_step){parents[node].symbol, PF_ADJACENT};
        node = parents[node].node;
        if (!parents[node].is_gap || !node)
            continue;
        steps[count].gap = parents[node].symbol;
        node = parents[node].node;
    }
}

// The step with the rarest class but for `other`.
static uint16_t rarest(const uint32_t *weights, const pf_path_step *steps, uint16_t count, uint16_t other)
{
    uint16_t best = other == 0 && count > 1;
    for (uint16_t i = 0; i < count; i++)
        if (i != other && weights[steps[i].class] < weights[steps[best].class])
            best = i;
    return best;
}

static bool read_paths(pf_freezer *f, pf_path *paths)
{
    const pf_trie_builder *phrases = &f->builder->phrases;
    pf_index *index = f->index;
    const trie_parent *parents = find_parents(f);
    const pf_range *sets;
    if (!parents || !pf_pairs_group(f->keep, &phrases->accepts, phrases->node_count, &sets, &index->path_sets))
        return false;
    size_t step_count = 0;
    for (uint32_t node = 1; node < phrases->node_count; node++)
        step_count += sets[node].count ? count_steps(parents, node) : 0;
    pf_path_step *steps = pf_arena_array(f->keep, step_count, sizeof *steps);
    if (!steps)
        return false;
    uint32_t first = 0;
    for (uint32_t node = 1; node < phrases->node_count; node++) {
        if (!sets[node].count)
            continue;
        pf_path *path = &paths[index->path_count++];
        *path = (pf_path){.first = first, .count = count_steps(parents, node), .sets = sets[node]};
        read_steps(parents, node, steps + first, path->count);
        path->anchor = rarest(index->weights, steps + first, path->count, UINT16_MAX);
        first += path->count;
    }
    index->steps = steps;
    return true;
}

static uint32_t anchor_class(const pf_index *index, const pf_path *path)
{
    return index->steps[path->first + path->anchor].class;
}

// The numbers of the paths of each anchor, in ranges: those of a single step, then the others.
static bool group_paths(pf_freezer *f, const pf_path *paths, const pf_range **anchored, const uint32_t **numbers)
{
    pf_pairs pairs = {0};
    for (int longer = 0; longer < 2; longer++)
        for (uint32_t i = 0; i < f->index->path_count; i++)
            if ((paths[i].count > 1) == longer && !pf_pairs_add(f->scratch, &pairs, anchor_class(f->index, &paths[i]), i))
                return false;
    return pf_pairs_group(f->scratch, &pairs, f->index->class_end, anchored, numbers);
}

static pf_companion far_companion(const pf_path_step *steps, uint16_t anchor, uint16_t step, uint32_t note)
{
    uint32_t words = 0;
    if (step > anchor)
        return (pf_companion){.note = note, .where = PF_LATER};
    for (uint32_t i = step + 1u; i <= anchor; i++)
        words += 1 + (steps[i].gap == PF_ADJACENT ? PF_MOST_SKIPPED : steps[i].gap);
    if (words > UINT16_MAX || anchor - step > UINT8_MAX)
        return (pf_companion){.where = PF_UNTOLD};
    return (pf_companion){.note = note, .where = PF_EARLIER, .steps = (uint8_t)(anchor - step), .words = (uint16_t)words};
}

// The rarest of the classes that stand directly beside the anchor; where there are gaps on both sides, the rarest of all but it.
static pf_companion find_companion(const pf_freezer *f, const pf_path *path, uint32_t *notes, uint32_t *count)
{
    const pf_index *index = f->index;
    const pf_path_step *steps = index->steps + path->first;
    const uint32_t *weights = index->weights;
    uint16_t anchor = path->anchor;
    bool before = anchor > 0 && steps[anchor].gap == PF_ADJACENT;
    bool behind = anchor + 1 < path->count && steps[anchor + 1].gap == PF_ADJACENT;
    if (before && behind)
        before = weights[steps[anchor - 1].class] < weights[steps[anchor + 1].class];
    bool is_beside = before || behind;
    uint16_t step = before ? anchor - 1 : behind ? anchor + 1 : rarest(weights, steps, path->count, anchor);
    uint32_t class = steps[step].class;
    if (is_beside)
        return (pf_companion){.note = pf_signature_places(class), .where = before ? PF_BEFORE : PF_BEHIND};
    bool is_below = f->builder->base && class < f->builder->base->class_end; // words of the index below note what is noted there
    if (path->count == 1 || (is_below && !notes[class]))
        return (pf_companion){.where = PF_UNTOLD};
    if (!notes[class])
        notes[class] = ++*count;
    return far_companion(steps, anchor, step, notes[class]);
}

static bool freeze_companions(pf_freezer *f)
{
    pf_index *index = f->index;
    pf_companion *companions = pf_arena_array(f->keep, index->path_count, sizeof *companions);
    uint32_t *notes = pf_arena_array(f->keep, index->class_end, sizeof *notes);
    const pf_index *base = f->builder->base;
    if (notes && base) {
        memcpy(notes, base->notes, base->class_end * sizeof *notes);
        index->note_count = base->note_count;
    }
    for (uint32_t i = 0; companions && notes && i < index->path_count; i++)
        companions[i] = find_companion(f, &index->paths[i], notes, &index->note_count);
    index->companions = companions;
    index->notes = notes;
    return companions && notes;
}

static bool freeze_notes(pf_freezer *f)
{
    pf_index *index = f->index;
    pf_profile *profiles = (pf_profile *)index->profiles;
    pf_number_list list = {0};
    for (uint32_t i = 0; i < index->profile_count; i++) {
        profiles[i].notes = (uint32_t)list.count;
        for (uint32_t j = profiles[i].classes; j < profiles[i + 1].classes; j++) {
            uint32_t note = index->notes[index->profile_classes[j]];
            if (note && !pf_append_number(f, &list, note))
                return false;
        }
    }
    profiles[index->profile_count].notes = (uint32_t)list.count;
    index->profile_notes = pf_keep_array(f, list.items, list.count, sizeof *list.items);
    return index->profile_notes != NULL;
}

bool pf_freeze_paths(pf_freezer *f)
{
    pf_index *index = f->index;
    pf_path *paths = pf_arena_array(f->scratch, f->builder->phrases.node_count, sizeof *paths);
    const pf_range *anchored;
    const uint32_t *numbers;
    if (!paths || !read_paths(f, paths) || !group_paths(f, paths, &anchored, &numbers))
        return false;
    pf_path *grouped = pf_arena_array(f->keep, index->path_count, sizeof *grouped);
    index->anchored = pf_keep_array(f, anchored, index->class_end, sizeof *anchored);
    if (!grouped || !index->anchored)
        return false;
    uint32_t below = f->builder->base ? f->builder->base->class_end : 0;
    for (uint32_t i = 0; i < below; i++)
        index->anchors_below = index->anchors_below || index->anchored[i].count;
    for (uint32_t i = 0; i < index->path_count; i++)
        grouped[i] = paths[numbers[i]];
    index->paths = grouped;
    return freeze_companions(f) && freeze_notes(f);
}
