// SPDX-License-Identifier: MIT
// Numbers the sets of phrases of a layer and compiles them into its index.
#include "rules/layer.h"

#include <string.h>

// Inflections and spellings of one layer of words.
static bool add_words(pf_inflector *inflector, const pf_word_rules *words)
{
    for (size_t i = 0; i < words->irregular.count; i++)
        for (size_t j = 0; j < words->irregular.items[i].forms.count; j++)
            if (!pf_inflector_add(inflector, words->irregular.items[i].word, words->irregular.items[i].forms.items[j].text, false))
                return false;
    for (size_t i = 0; i < words->misspellings.count; i++)
        for (size_t j = 0; j < words->misspellings.items[i].forms.count; j++)
            if (!pf_inflector_add(inflector, words->misspellings.items[i].word, words->misspellings.items[i].forms.items[j].text, true))
                return false;
    for (size_t i = 0; i < words->spellings.count; i++) {
        const pf_strings *group = &words->spellings.items[i];
        for (size_t j = 0; j < group->count; j++)
            for (size_t k = 0; k < group->count; k++)
                if (j != k && !pf_inflector_add(inflector, group->items[j].text, group->items[k].text, true))
                    return false;
    }
    return true;
}

static bool make_inflector(pf_layer *layer, pf_inflector *inflector)
{
    const pf_pack *base = layer->base ? &layer->base->pack : NULL;
    return pf_inflector_init(inflector, layer->scratch) && (!base || add_words(inflector, &base->words)) &&
           add_words(inflector, &layer->own.words);
}

// The skipped words matter in every index that is scanned, since each looks up forms by itself.
static bool set_skipped(pf_layer *layer)
{
    const pf_strings *skipped = layer->own.words.skipped.count || !layer->base ? &layer->own.words.skipped
                                                                              : &layer->base->pack.words.skipped;
    const char **words = pf_arena_array(layer->scratch, skipped->count, sizeof *words);
    if (!words)
        return false;
    for (size_t i = 0; i < skipped->count; i++)
        words[i] = skipped->items[i].text;
    pf_index_set_skipped(&layer->builder, words, skipped->count);
    return true;
}

static void complain(pf_layer *layer, const pf_string_item *item, const char *problem)
{
    pf_layer_error(layer, &item->place, "rule-bad-phrase", "the phrase \"%s\" cannot be used: %s", item->text, problem);
}

static void complain_term(pf_layer *layer, const pf_string_item *item, const char *term)
{
    const char *names[1024];
    size_t count = 0;
    const pf_index *base = layer->base ? layer->base->indexes[0] : NULL;
    for (size_t i = 0; i < layer->builder.name_count && count < 1024; i++)
        names[count++] = layer->builder.names[i].name;
    for (size_t i = 0; base && i < base->name_count && count < 1024; i++)
        names[count++] = base->names[i].name;
    const char *nearest = pf_nearest_name(term, names, count);
    pf_layer_error(layer, &item->place, "rule-dangling", "the phrase \"%s\" names the word list <%s>, which does not exist%s%s%s",
                   item->text, term, nearest ? "; did you mean <" : "", nearest ? nearest : "", nearest ? ">?" : "");
}

static bool add_terms(pf_layer *layer)
{
    const pf_terms *terms = &layer->own.terms;
    for (size_t i = 0; i < terms->count; i++)
        if (!pf_index_declare_term(&layer->builder, terms->items[i].name))
            return false;
    for (size_t i = 0; i < terms->count; i++)
        for (size_t j = 0; j < terms->items[i].entries.count; j++) {
            const pf_string_item *item = &terms->items[i].entries.items[j];
            const char *problem;
            if (!pf_index_add_entry(&layer->builder, terms->items[i].name, item->text, &problem))
                return false;
            if (problem)
                complain(layer, item, problem);
        }
    return true;
}

static const char *join(pf_arena *arena, const pf_phrases *phrases)
{
    size_t length = 0, used = 0;
    for (size_t i = 0; i < phrases->count; i++)
        length += strlen(phrases->items[i].text) + 1;
    char *all = pf_arena_alloc(arena, length + 1);
    for (size_t i = 0; all && i < phrases->count; i++) {
        size_t size = strlen(phrases->items[i].text);
        memcpy(all + used, phrases->items[i].text, size);
        used += size;
        all[used++] = '\n';
    }
    return all;
}

// Lists of the same phrases are one set.
static bool add_set(pf_layer *layer, pf_phrases *phrases)
{
    const char *all = join(layer->scratch, phrases);
    bool added;
    if (!all || !pf_number_of(&layer->sets, layer->scratch, all, &phrases->set, &added))
        return false;
    if (!added && pf_layer_is_good(layer))
        return true;
    for (size_t i = 0; i < phrases->count; i++) {
        const pf_string_item *item = &phrases->items[i];
        const char *problem, *unknown;
        if (!pf_index_add_phrase(&layer->builder, phrases->set, item->text, &problem, &unknown))
            return false;
        if (problem)
            complain(layer, item, problem);
        else if (unknown)
            complain_term(layer, item, unknown);
    }
    return true;
}

static bool add_gate(pf_layer *layer, pf_condition *condition)
{
    pf_phrases gate = {.items = &(pf_string_item){condition->gate, condition->place}, .count = 1};
    bool added = add_set(layer, &gate);
    condition->gate_set = gate.set;
    return added;
}

static bool visit_phrases(void *context, const pf_record *record, void *instance)
{
    pf_layer *layer = context;
    if (record == &pf_term_record) // word lists are no sets
        return true;
    for (size_t i = 0; i < record->field_count; i++) {
        const pf_field *field = &record->fields[i];
        pf_phrases *phrases = (pf_phrases *)(void *)((char *)instance + field->offset);
        if (field->kind != PF_FIELD_PHRASES)
            continue;
        phrases->set = PF_UNRESOLVED;
        if (phrases->count && !add_set(layer, phrases))
            return false;
    }
    pf_condition *condition = record == &pf_condition_record ? instance : NULL;
    return !condition || !condition->gate || add_gate(layer, condition);
}

static bool add_texts(pf_layer *layer, const pf_rule_text *files, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!pf_index_add_text(&layer->builder, files[i].bytes, files[i].length))
            return false;
    return true;
}

bool pf_layer_compile(pf_layer *layer, const pf_rule_text *files, size_t count)
{
    pf_inflector *inflector = pf_arena_alloc(layer->scratch, sizeof *inflector);
    const pf_index *base = layer->base ? layer->base->indexes[layer->base->index_count - 1] : NULL;
    pf_index *index = pf_arena_alloc(layer->keep, sizeof *index);
    if (!inflector || !index || !make_inflector(layer, inflector) ||
        !pf_index_builder_init(&layer->builder, layer->scratch, inflector, base) || !pf_numbering_init(&layer->sets, layer->scratch, base ? base->set_end : 0) ||
        !set_skipped(layer) || !add_texts(layer, files, count) ||
        !add_terms(layer))
        return pf_layer_exhausted(layer);
    for (size_t i = 0; i < layer->own.patterns.count; i++)
        if (!pf_walk(&pf_pattern_record, &layer->own.patterns.items[i], visit_phrases, layer))
            return pf_layer_exhausted(layer);
    if (!pf_walk(&pf_pack_record, &layer->own, visit_phrases, layer) || !pf_index_freeze(&layer->builder, layer->keep, index))
        return pf_layer_exhausted(layer);
    for (size_t i = 0; layer->base && i < layer->base->index_count; i++)
        layer->rules->indexes[layer->rules->index_count++] = layer->base->indexes[i];
    layer->rules->indexes[layer->rules->index_count++] = index;
    return true;
}
