// SPDX-License-Identifier: MIT
// Freezes the forms of words: what each means to phrases, and how common it is.
#include "match/freezer.h"

#include "base/bytes.h"
#include "base/limits.h"
#include "match/hash.h"

#include <string.h>

static bool number_skipped(pf_freezer *f)
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

static bool is_skipped(const pf_freezer *f, uint32_t form)
{
    for (size_t i = 0; i < f->builder->skipped_count; i++)
        if (f->skipped[i] == form)
            return true;
    return false;
}

static bool freeze_form_texts(pf_freezer *f)
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

static bool mark_within(pf_freezer *f)
{
    const pf_edges *edges = &f->builder->entries.edges;
    f->within = pf_arena_array(f->scratch, f->builder->lexemes.next, sizeof *f->within);
    for (uint32_t i = 0; f->within && i <= edges->mask; i++)
        if (edges->slots[i].child && edges->slots[i].node)
            f->within[edges->slots[i].symbol] = true;
    return f->within != NULL;
}

// The lists of all profiles, one behind the other.
typedef struct profile_lists {
    pf_number_list classes, starts, lexemes;
} profile_lists;

// What a form is, as one of its lexemes: an entry by itself, the beginning of longer ones, a part of them.
static bool add_lexeme(pf_freezer *f, profile_lists *lists, uint32_t lexeme)
{
    const pf_trie *entries = &f->index->entries;
    if (f->within[lexeme] && !pf_append_number(f, &lists->lexemes, lexeme))
        return false;
    uint32_t node = pf_trie_child(&f->builder->entries, 0, lexeme);
    if (!node)
        return true;
    if (entries->symbols[node] && !pf_append_number(f, &lists->starts, node))
        return false;
    pf_range accepts = entries->accepts[node];
    for (uint32_t i = 0; i < accepts.count; i++)
        if (!pf_append_number(f, &lists->classes, entries->accepted[accepts.first + i]))
            return false;
    return true;
}

static bool add_form(pf_freezer *f, profile_lists *lists, uint32_t form)
{
    size_t from = lists->classes.count;
    pf_range lexemes = f->lexemes[form];
    for (uint32_t i = 0; i < lexemes.count; i++)
        if (!add_lexeme(f, lists, f->lexeme_items[lexemes.first + i]))
            return false;
    pf_sort_numbers(&lists->classes, from);
    return true;
}

static pf_profile end_of(const profile_lists *lists)
{
    return (pf_profile){.classes = (uint32_t)lists->classes.count, .starts = (uint32_t)lists->starts.count,
                        .lexemes = (uint32_t)lists->lexemes.count};
}

static bool same_items(const pf_number_list *list, uint32_t a, uint32_t a_end, uint32_t b, uint32_t b_end)
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

static uint32_t hash_items(uint32_t hash, const pf_number_list *list, uint32_t from, uint32_t end)
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

static bool number_profiles(pf_freezer *f, pf_form *forms, profile_lists *lists, pf_profile *profiles)
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

static bool freeze_profiles(pf_freezer *f, const profile_lists *lists, const pf_profile *profiles)
{
    pf_index *index = f->index;
    index->profiles = pf_keep_array(f, profiles, (size_t)index->profile_count + 1, sizeof *profiles);
    index->profile_classes = pf_keep_array(f, lists->classes.items, lists->classes.count, sizeof(uint32_t));
    index->profile_starts = pf_keep_array(f, lists->starts.items, lists->starts.count, sizeof(uint32_t));
    index->profile_lexemes = pf_keep_array(f, lists->lexemes.items, lists->lexemes.count, sizeof(uint32_t));
    pf_signature *signatures = pf_arena_array(f->keep, index->profile_count, sizeof *signatures);
    index->signatures = signatures;
    if (!index->profiles || !index->profile_classes || !index->profile_starts || !index->profile_lexemes || !signatures)
        return false;
    for (uint32_t i = 0; i < index->profile_count; i++)
        for (uint32_t j = profiles[i].classes; j < profiles[i + 1].classes; j++)
            pf_signature_add(&signatures[i], index->profile_classes[j]);
    return true;
}

static bool freeze_form_profiles(pf_freezer *f)
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

static void count_words(const pf_freezer *f, const pf_index_text *text)
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

static bool weigh_forms(pf_freezer *f)
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

static bool weigh_classes(pf_freezer *f)
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

bool pf_freeze_forms(pf_freezer *f)
{
    return number_skipped(f) && freeze_form_texts(f) && freeze_form_profiles(f) && weigh_forms(f) && weigh_classes(f);
}
