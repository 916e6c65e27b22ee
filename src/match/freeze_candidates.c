// SPDX-License-Identifier: MIT
// Freezes for each profile the paths that are looked for where a word of it stands.
#include "match/freezer.h"

// The sets of the path that is a word of the class alone; takes it from those that are anchored in the class.
static bool add_alone(pf_freezer *f, pf_number_list *sets, pf_range *anchored)
{
    const pf_index *index = f->index;
    const pf_path *path = &index->paths[anchored->first];
    if (!anchored->count || path->count > 1)
        return true;
    anchored->first++;
    anchored->count--;
    for (uint32_t i = 0; i < path->sets.count; i++)
        if (!pf_append_number(f, sets, index->path_sets[path->sets.first + i]))
            return false;
    return true;
}

typedef struct candidate_list {
    pf_candidate *items;
    size_t count, capacity;
} candidate_list;

static bool add_candidate(pf_freezer *f, candidate_list *list, uint32_t path)
{
    pf_candidate *items = pf_arena_grow(f->scratch, list->items, list->count, &list->capacity, sizeof *items);
    if (!items)
        return false;
    list->items = items;
    items[list->count++] = (pf_candidate){f->index->companions[path].note, path};
    return true;
}

// Those paths of all ranges whose companion stands there; PF_UNTOLD: anywhere else than directly beside.
static bool add_candidates(pf_freezer *f, candidate_list *list, const pf_range *ranges, uint32_t count, pf_whereabouts where)
{
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t path = ranges[i].first; path < ranges[i].first + ranges[i].count; path++) {
            uint32_t is = f->index->companions[path].where;
            bool is_there = where == PF_UNTOLD ? is != PF_BEHIND && is != PF_BEFORE : is == where;
            if (is_there && !add_candidate(f, list, path))
                return false;
        }
    return true;
}

bool pf_freeze_candidates(pf_freezer *f)
{
    pf_index *index = f->index;
    pf_profile *profiles = (pf_profile *)index->profiles;
    pf_range *ranges = pf_arena_array(f->scratch, profiles[index->profile_count].classes, sizeof *ranges);
    pf_number_list sets = {0};
    candidate_list list = {0};
    for (uint32_t i = 0; ranges && i <= index->profile_count; i++) {
        uint32_t count = 0, end = i < index->profile_count ? profiles[i + 1].classes : profiles[i].classes;
        profiles[i].sets = (uint32_t)sets.count;
        for (uint32_t j = profiles[i].classes; j < end; j++) {
            ranges[count] = index->anchored[index->profile_classes[j]];
            if (!add_alone(f, &sets, &ranges[count++]))
                return false;
        }
        pf_sort_numbers(&sets, profiles[i].sets);
        profiles[i].behind = (uint32_t)list.count;
        bool added = add_candidates(f, &list, ranges, count, PF_BEHIND);
        profiles[i].before = (uint32_t)list.count;
        added = added && add_candidates(f, &list, ranges, count, PF_BEFORE);
        profiles[i].others = (uint32_t)list.count;
        if (!added || !add_candidates(f, &list, ranges, count, PF_UNTOLD))
            return false;
    }
    index->candidates = pf_keep_array(f, list.items, list.count, sizeof *list.items);
    index->profile_sets = pf_keep_array(f, sets.items, sets.count, sizeof *sets.items);
    return ranges && index->candidates && index->profile_sets;
}
