// SPDX-License-Identifier: MIT
// Turns what a builder has gathered into the arrays of an index.
#include "base/bytes.h"
#include "base/limits.h"
#include "match/builder.h"
#include "match/hash.h"
#include "match/lists.h"

#include <stdlib.h>
#include <string.h>

typedef struct freezer {
    pf_index_builder *builder;
    pf_arena *keep, *named, *scratch; // for tables of numbers, for what holds pointers, for neither
    pf_index *index;
    const char **texts; // of each form
    uint32_t *skipped; // the forms of skipped words
    uint32_t *weights;  // of each form
    const pf_range *lexemes; // of each form, in lexeme_items
    const uint32_t *lexeme_items;
    bool *within; // of each lexeme: it stands in an entry behind its first word
} freezer;

// Numbers that are collected one by one, to be kept as one array.
typedef struct number_list {
    uint32_t *items;
    size_t count, capacity;
} number_list;

static bool append(freezer *f, number_list *list, uint32_t number)
{
    uint32_t *items = pf_arena_grow(f->scratch, list->items, list->count, &list->capacity, sizeof *items);
    if (!items)
        return false;
    list->items = items;
    items[list->count++] = number;
    return true;
}

static void *keep_array(freezer *f, const void *items, size_t count, size_t size)
{
    void *copy = pf_arena_array(f->keep, count, size);
    if (copy && count)
        memcpy(copy, items, count * size);
    return copy;
}

// --- Word lists ---------------------------------------------------------------------------------------------------

static bool freeze_lists(freezer *f)
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
static bool accept_ancestors(freezer *f)
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

static bool freeze_names(freezer *f)
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

// --- Forms --------------------------------------------------------------------------------------------------------

static bool number_skipped(freezer *f)
{
    pf_index_builder *builder = f->builder;
    f->skipped = pf_arena_array(f->scratch, builder->skipped_count, sizeof *f->skipped);
    for (size_t i = 0; f->skipped && i < builder->skipped_count; i++) {
        bool added;
        f->skipped[i] = UINT32_MAX;
        if (strlen(builder->skipped[i]) <= PF_LIMIT_WORD &&
            !pf_number_of(&builder->forms, builder->scratch, builder->skipped[i], &f->skipped[i], &added))
            return false;
    }
    return f->skipped != NULL;
}

static bool is_skipped(const freezer *f, uint32_t form)
{
    for (size_t i = 0; i < f->builder->skipped_count; i++)
        if (f->skipped[i] == form)
            return true;
    return false;
}

static bool freeze_form_texts(freezer *f)
{
    const pf_numbering *numbering = &f->builder->forms;
    f->index->form_count = numbering->next;
    f->texts = pf_arena_array(f->scratch, numbering->next, sizeof *f->texts);
    pf_form_slot *slots = pf_arena_array(f->keep, (size_t)numbering->mask + 1, sizeof *slots);
    if (!f->texts || !slots)
        return false;
    for (uint32_t i = 0; i <= numbering->mask; i++) {
        const pf_named *named = &numbering->slots[i];
        if (!named->text)
            continue;
        f->texts[named->number] = named->text;
        // Same hash, same mask, same probing: the slots of the builder's table are those of the index.
        slots[i] = (pf_form_slot){pf_hash(named->text, strlen(named->text)), named->number + 1};
    }
    f->index->slots = slots;
    f->index->slot_mask = numbering->mask;
    return true;
}

static bool mark_within(freezer *f)
{
    const pf_edges *edges = &f->builder->entries.edges;
    f->within = pf_arena_array(f->scratch, f->builder->lexemes.next, sizeof *f->within);
    for (uint32_t i = 0; f->within && i <= edges->mask; i++)
        if (edges->slots[i].child && edges->slots[i].node)
            f->within[edges->slots[i].symbol] = true;
    return f->within != NULL;
}

static int compare_numbers(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

static void sort_without_repeats(number_list *list, size_t from)
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

// The lists of all profiles, one behind the other.
typedef struct profile_lists {
    number_list classes, starts, lexemes;
} profile_lists;

// What a form is, as one of its lexemes: an entry by itself, the beginning of longer ones, a part of them.
static bool add_lexeme(freezer *f, profile_lists *lists, uint32_t lexeme)
{
    const pf_trie *entries = &f->index->entries;
    if (f->within[lexeme] && !append(f, &lists->lexemes, lexeme))
        return false;
    uint32_t node = pf_trie_child(&f->builder->entries, 0, lexeme);
    if (!node)
        return true;
    if (entries->symbols[node] && !append(f, &lists->starts, node))
        return false;
    pf_range accepts = entries->accepts[node];
    for (uint32_t i = 0; i < accepts.count; i++)
        if (!append(f, &lists->classes, entries->accepted[accepts.first + i]))
            return false;
    return true;
}

static bool add_form(freezer *f, profile_lists *lists, uint32_t form)
{
    size_t from = lists->classes.count;
    pf_range lexemes = f->lexemes[form];
    for (uint32_t i = 0; i < lexemes.count; i++)
        if (!add_lexeme(f, lists, f->lexeme_items[lexemes.first + i]))
            return false;
    sort_without_repeats(&lists->classes, from);
    return true;
}

static pf_profile end_of(const profile_lists *lists)
{
    return (pf_profile){.classes = (uint32_t)lists->classes.count, .starts = (uint32_t)lists->starts.count,
                        .lexemes = (uint32_t)lists->lexemes.count};
}

static bool same_items(const number_list *list, uint32_t a, uint32_t a_end, uint32_t b, uint32_t b_end)
{
    size_t size = (a_end - a) * sizeof *list->items;
    return a_end - a == b_end - b && (!size || memcmp(list->items + a, list->items + b, size) == 0);
}

static bool same_profile(const profile_lists *lists, const pf_profile *a, const pf_profile *b)
{
    return a->skipped == b->skipped && same_items(&lists->classes, a[0].classes, a[1].classes, b[0].classes, b[1].classes) &&
           same_items(&lists->starts, a[0].starts, a[1].starts, b[0].starts, b[1].starts) &&
           same_items(&lists->lexemes, a[0].lexemes, a[1].lexemes, b[0].lexemes, b[1].lexemes);
}

static uint32_t hash_items(uint32_t hash, const number_list *list, uint32_t from, uint32_t end)
{
    for (uint32_t i = from; i < end; i++)
        hash = pf_hash_pair(hash, list->items[i]);
    return pf_hash_pair(hash, end - from);
}

static uint32_t hash_profile(const profile_lists *lists, const pf_profile *profile)
{
    uint32_t hash = hash_items(profile->skipped, &lists->classes, profile[0].classes, profile[1].classes);
    hash = hash_items(hash, &lists->starts, profile[0].starts, profile[1].starts);
    return hash_items(hash, &lists->lexemes, profile[0].lexemes, profile[1].lexemes);
}

// The number of the profile that was added last; if there is one like it, that one's, and it is taken away again.
static uint32_t find_profile(profile_lists *lists, pf_profile *profiles, uint32_t *count, uint32_t *slots, uint32_t mask)
{
    uint32_t slot = hash_profile(lists, &profiles[*count]) & mask;
    for (; slots[slot]; slot = (slot + 1) & mask) {
        uint32_t other = slots[slot] - 1;
        if (!same_profile(lists, &profiles[other], &profiles[*count]))
            continue;
        lists->classes.count = profiles[*count].classes;
        lists->starts.count = profiles[*count].starts;
        lists->lexemes.count = profiles[*count].lexemes;
        return other;
    }
    slots[slot] = *count + 1;
    return (*count)++;
}

static bool number_profiles(freezer *f, pf_form *forms, profile_lists *lists, pf_profile *profiles)
{
    uint32_t mask = f->index->slot_mask, *slots = pf_arena_array(f->scratch, (size_t)mask + 1, sizeof *slots);
    if (!slots)
        return false;
    for (uint32_t i = 0; i < f->index->form_count; i++) {
        pf_profile *own = &profiles[f->index->profile_count];
        own[0] = end_of(lists);
        own->skipped = is_skipped(f, i);
        if (!add_form(f, lists, i))
            return false;
        own[1] = end_of(lists);
        forms[i].profile = find_profile(lists, profiles, &f->index->profile_count, slots, mask);
    }
    profiles[f->index->profile_count] = end_of(lists);
    return true;
}

static bool freeze_profiles(freezer *f, const profile_lists *lists, const pf_profile *profiles)
{
    pf_index *index = f->index;
    index->profiles = keep_array(f, profiles, (size_t)index->profile_count + 1, sizeof *profiles);
    index->profile_classes = keep_array(f, lists->classes.items, lists->classes.count, sizeof(uint32_t));
    index->profile_starts = keep_array(f, lists->starts.items, lists->starts.count, sizeof(uint32_t));
    index->profile_lexemes = keep_array(f, lists->lexemes.items, lists->lexemes.count, sizeof(uint32_t));
    pf_signature *signatures = pf_arena_array(f->keep, index->profile_count, sizeof *signatures);
    for (uint32_t i = 0; signatures && i < index->profile_count; i++)
        for (uint32_t j = profiles[i].classes; j < profiles[i + 1].classes; j++)
            pf_signature_add(&signatures[i], lists->classes.items[j]);
    index->signatures = signatures;
    return index->profiles && index->profile_classes && index->profile_starts && index->profile_lexemes && signatures;
}

static bool freeze_forms(freezer *f)
{
    uint32_t count = f->index->form_count;
    pf_form *forms = pf_arena_array(f->keep, (size_t)count + 1, sizeof *forms);
    pf_profile *profiles = pf_arena_array(f->scratch, (size_t)count + 2, sizeof *profiles);
    profile_lists lists = {0};
    if (!forms || !profiles || !mark_within(f) ||
        !pf_pairs_group(f->scratch, &f->builder->form_lexemes, count, &f->lexemes, &f->lexeme_items))
        return false;
    for (uint32_t i = 0; i < count; i++)
        forms[i + 1].text = forms[i].text + (uint32_t)strlen(f->texts[i]);
    char *text = pf_arena_alloc(f->keep, forms[count].text);
    for (uint32_t i = 0; text && i < count; i++)
        memcpy(text + forms[i].text, f->texts[i], strlen(f->texts[i]));
    f->index->form_bytes = text;
    f->index->forms = forms;
    return text && number_profiles(f, forms, &lists, profiles) && freeze_profiles(f, &lists, profiles);
}

// --- How common words are -----------------------------------------------------------------------------------------

static bool is_form_byte(char byte)
{
    return is_word_byte(byte) || byte == '\'';
}

static void count_words(const freezer *f, const pf_index_text *text)
{
    char word[PF_LIMIT_WORD + 1];
    for (size_t at = 0; at < text->length; at++) {
        size_t length = 0;
        for (; at < text->length && is_form_byte(to_lower(text->bytes[at])); at++)
            if (length <= PF_LIMIT_WORD)
                word[length++] = to_lower(text->bytes[at]);
        uint32_t number = length && length <= PF_LIMIT_WORD ? pf_index_form(f->index, word, length, pf_hash(word, length)) : 0;
        if (number)
            f->weights[number - 1]++;
    }
}

static bool weigh_forms(freezer *f)
{
    const pf_index *base = f->builder->base;
    f->weights = pf_arena_array(f->keep, f->index->form_count, sizeof *f->weights);
    if (!f->weights)
        return false;
    for (size_t i = 0; i < f->builder->text_count; i++)
        count_words(f, &f->builder->texts[i]);
    for (uint32_t i = 0; i < f->index->form_count; i++) {
        size_t length = strlen(f->texts[i]);
        uint32_t below = base ? pf_index_form(base, f->texts[i], length, pf_hash(f->texts[i], length)) : 0;
        f->weights[i] += 1 + (below ? base->form_weights[below - 1] : 0);
    }
    return true;
}

static bool weigh_classes(freezer *f)
{
    pf_index *index = f->index;
    const pf_index *base = f->builder->base;
    uint32_t *weights = pf_arena_array(f->keep, index->class_end, sizeof *weights);
    index->form_weights = f->weights;
    if (!weights)
        return false;
    if (base)
        memcpy(weights, base->weights, base->class_end * sizeof *weights);
    for (uint32_t i = 0; i < index->form_count; i++) {
        const pf_profile *profile = &index->profiles[index->forms[i].profile];
        for (uint32_t j = profile[0].classes; j < profile[1].classes; j++)
            weights[index->profile_classes[j]] += f->weights[i];
    }
    index->weights = weights;
    return true;
}

// --- Paths --------------------------------------------------------------------------------------------------------

typedef struct trie_parent {
    uint32_t node, symbol;
    bool is_gap;
} trie_parent;

static trie_parent *find_parents(freezer *f)
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

static bool read_paths(freezer *f, pf_path *paths)
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
static bool group_paths(freezer *f, const pf_path *paths, const pf_range **anchored, const uint32_t **numbers)
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
static pf_companion find_companion(const freezer *f, const pf_path *path, uint32_t *notes, uint32_t *count)
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
    return far_companion(steps, anchor, step, notes[class] - 1);
}

static bool freeze_companions(freezer *f)
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

static bool freeze_notes(freezer *f)
{
    pf_index *index = f->index;
    pf_profile *profiles = (pf_profile *)index->profiles;
    number_list list = {0};
    for (uint32_t i = 0; i < index->profile_count; i++) {
        profiles[i].notes = (uint32_t)list.count;
        for (uint32_t j = profiles[i].classes; j < profiles[i + 1].classes; j++) {
            uint32_t note = index->notes[index->profile_classes[j]];
            if (note && !append(f, &list, note - 1))
                return false;
        }
    }
    profiles[index->profile_count].notes = (uint32_t)list.count;
    index->profile_notes = keep_array(f, list.items, list.count, sizeof *list.items);
    return index->profile_notes != NULL;
}

static bool freeze_paths(freezer *f)
{
    pf_index *index = f->index;
    pf_path *paths = pf_arena_array(f->scratch, f->builder->phrases.node_count, sizeof *paths);
    const pf_range *anchored;
    const uint32_t *numbers;
    if (!paths || !read_paths(f, paths) || !group_paths(f, paths, &anchored, &numbers))
        return false;
    pf_path *grouped = pf_arena_array(f->keep, index->path_count, sizeof *grouped);
    index->anchored = keep_array(f, anchored, index->class_end, sizeof *anchored);
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

// The sets of the path that is a word of the class alone; takes it from those that are anchored in the class.
static bool add_alone(freezer *f, number_list *sets, pf_range *anchored)
{
    const pf_index *index = f->index;
    const pf_path *path = &index->paths[anchored->first];
    if (!anchored->count || path->count > 1)
        return true;
    anchored->first++;
    anchored->count--;
    for (uint32_t i = 0; i < path->sets.count; i++)
        if (!append(f, sets, index->path_sets[path->sets.first + i]))
            return false;
    return true;
}

typedef struct candidate_list {
    pf_candidate *items;
    size_t count, capacity;
} candidate_list;

static bool add_candidate(freezer *f, candidate_list *list, uint32_t path)
{
    pf_candidate *items = pf_arena_grow(f->scratch, list->items, list->count, &list->capacity, sizeof *items);
    if (!items)
        return false;
    list->items = items;
    items[list->count++] = (pf_candidate){f->index->companions[path].note, path};
    return true;
}

// Those paths of all ranges whose companion stands there; PF_UNTOLD: anywhere else than directly beside.
static bool add_candidates(freezer *f, candidate_list *list, const pf_range *ranges, uint32_t count, pf_whereabouts where)
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

static bool freeze_candidates(freezer *f)
{
    pf_index *index = f->index;
    pf_profile *profiles = (pf_profile *)index->profiles;
    pf_range *ranges = pf_arena_array(f->scratch, profiles[index->profile_count].classes, sizeof *ranges);
    number_list sets = {0};
    candidate_list list = {0};
    for (uint32_t i = 0; ranges && i <= index->profile_count; i++) {
        uint32_t count = 0, end = i < index->profile_count ? profiles[i + 1].classes : profiles[i].classes;
        profiles[i].sets = (uint32_t)sets.count;
        for (uint32_t j = profiles[i].classes; j < end; j++) {
            ranges[count] = index->anchored[index->profile_classes[j]];
            if (!add_alone(f, &sets, &ranges[count++]))
                return false;
        }
        sort_without_repeats(&sets, profiles[i].sets);
        profiles[i].behind = (uint32_t)list.count;
        bool added = add_candidates(f, &list, ranges, count, PF_BEHIND);
        profiles[i].before = (uint32_t)list.count;
        added = added && add_candidates(f, &list, ranges, count, PF_BEFORE);
        profiles[i].others = (uint32_t)list.count;
        if (!added || !add_candidates(f, &list, ranges, count, PF_UNTOLD))
            return false;
    }
    index->candidates = keep_array(f, list.items, list.count, sizeof *list.items);
    index->profile_sets = keep_array(f, sets.items, sets.count, sizeof *sets.items);
    return ranges && index->candidates && index->profile_sets;
}

bool pf_index_freeze(pf_index_builder *builder, pf_arena *keep, pf_index *index)
{
    *index = (pf_index){.class_end = builder->classes.next, .set_end = builder->set_end};
    freezer f = {.builder = builder, .keep = pf_arena_flat(keep), .named = keep, .scratch = builder->scratch, .index = index};
    return number_skipped(&f) && freeze_lists(&f) && accept_ancestors(&f) && pf_trie_freeze(&builder->entries, f.keep, &index->entries) &&
           freeze_form_texts(&f) && freeze_forms(&f) && weigh_forms(&f) && weigh_classes(&f) && freeze_paths(&f) &&
           freeze_candidates(&f) && freeze_names(&f);
}
