// SPDX-License-Identifier: MIT
// Reads the rule files of one layer and joins what they say.
#include "base/limits.h"
#include "rules/layer.h"
#include "rules/reader.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef PF_LIST(char) any_list;

void pf_layer_error(pf_layer *layer, const pf_origin *place, const char *code, const char *format, ...)
{
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    pf_diagnostics_add(layer->diagnostics, PF_ERROR, code, place->file, place->line, place->column, "%s", text);
}

bool pf_layer_is_good(const pf_layer *layer)
{
    return layer->diagnostics->errors == layer->errors_before;
}

bool pf_layer_exhausted(pf_layer *layer)
{
    pf_diagnostics_add(layer->diagnostics, PF_ERROR, "out-of-memory", layer->file, 0, 0, "out of memory");
    return false;
}

// Appends the elements of one file's list to the layer's.
static bool append_to(pf_arena *arena, void *into, const void *from, size_t size)
{
    any_list *all = into;
    const any_list *more = from;
    if (!more->count)
        return true;
    char *items = pf_arena_array(arena, all->count + more->count, size);
    if (!items)
        return false;
    if (all->count)
        memcpy(items, all->items, all->count * size);
    memcpy(items + all->count * size, more->items, more->count * size);
    all->items = items;
    all->count += more->count;
    return true;
}

// Merging makes what is kept.
static bool append_list(pf_layer *layer, void *into, const void *from, size_t size)
{
    return append_to(layer->scratch, into, from, size);
}

static bool append_pattern(pf_layer *layer, const pf_pattern *pattern)
{
    if (!pattern->id && !pattern->extends)
        return true;
    pf_patterns one = {.items = (pf_pattern *)pattern, .count = 1};
    return append_list(layer, &layer->own.patterns, &one, sizeof *pattern);
}

static bool append_denial(pf_layer *layer, const pf_denial *denial)
{
    pf_denial *own = &layer->own.denial;
    return append_list(layer, &own->cues, &denial->cues, sizeof *denial->cues.items) &&
           append_list(layer, &own->stops, &denial->stops, sizeof *denial->stops.items) &&
           append_list(layer, &own->exceptions, &denial->exceptions, sizeof *denial->exceptions.items);
}

// They are not merged, but taken as they are.
static bool append_words(pf_layer *layer, const pf_word_rules *words)
{
    pf_word_rules *own = &layer->own.words;
    pf_arena *keep = layer->keep;
    return append_to(keep, &own->skipped, &words->skipped, sizeof *words->skipped.items) &&
           append_to(keep, &own->irregular, &words->irregular, sizeof *words->irregular.items) &&
           append_to(keep, &own->misspellings, &words->misspellings, sizeof *words->misspellings.items) &&
           append_to(keep, &own->spellings, &words->spellings, sizeof *words->spellings.items) &&
           append_to(keep, &own->unsure, &words->unsure, sizeof *words->unsure.items);
}

enum { CERTAINTY_VALUES = (sizeof(pf_certainty) - offsetof(pf_certainty, strong)) / sizeof(double) };

// As in a file that says nothing of it: no value is given.
static void forget_certainty(pf_certainty *certainty)
{
    for (size_t i = 0; i < CERTAINTY_VALUES; i++)
        (&certainty->strong)[i] = NAN;
}

void pf_certainty_replace(pf_certainty *certainty, const pf_certainty *given)
{
    for (size_t i = 0; i < CERTAINTY_VALUES; i++)
        if (!isnan((&given->strong)[i])) {
            (&certainty->strong)[i] = (&given->strong)[i];
            certainty->place = given->place;
        }
}

static bool append_file(pf_layer *layer, const pf_rule_file *file)
{
    const pf_pack *pack = &file->pack;
    pf_pack *own = &layer->own;
    pf_certainty_replace(&own->certainty, &pack->certainty);
    if (pack->units.measures_count)
        own->units = pack->units;
    return append_pattern(layer, &file->pattern) && append_denial(layer, &pack->denial) &&
           append_words(layer, &pack->words) &&
           append_list(layer, &own->terms, &pack->terms, sizeof *pack->terms.items) &&
           append_list(layer, &own->conditions, &pack->conditions, sizeof *pack->conditions.items) &&
           append_list(layer, &own->systems, &pack->systems, sizeof *pack->systems.items) &&
           append_list(layer, &own->scenarios, &pack->scenarios, sizeof *pack->scenarios.items) &&
           append_list(layer, &own->nodes, &pack->nodes, sizeof *pack->nodes.items) &&
           append_list(layer, &own->facts, &pack->facts, sizeof *pack->facts.items) &&
           append_list(layer, &own->sections, &pack->sections, sizeof *pack->sections.items) &&
           append_list(layer, &own->headings, &pack->headings, sizeof *pack->headings.items);
}

// Words that stand for no pattern where patterns are named.
static bool is_reserved(const char *id)
{
    return strcmp(id, "none") == 0 || strcmp(id, "nothing") == 0;
}

// Keys of a pattern without a pattern, or without what a pattern must have.
static void check_pattern(pf_layer *layer, const pf_pattern *pattern)
{
    const pf_origin *place = &pattern->place;
    bool has_keys = pattern->title || pattern->problem || pattern->signals.count || pattern->options.count;
    if (pattern->id && pattern->extends)
        pf_layer_error(layer, place, "rule-conflict", "a file has either 'pattern' or 'extends', not both");
    if (!pattern->id && !pattern->extends && has_keys)
        pf_layer_error(layer, place, "rule-missing-key", "these keys belong to a pattern: name it with 'pattern: id', or change one with 'extends: id'");
    if (pattern->id && (!pattern->title || !pattern->problem || !pattern->signals.count))
        pf_layer_error(layer, place, "rule-missing-key", "a pattern needs 'title', 'problem' and 'signals'");
    if (pattern->id && is_reserved(pattern->id))
        pf_layer_error(layer, place, "rule-conflict", "'%s' says that no pattern is meant: give the pattern another id", pattern->id);
}

static bool check_units(pf_layer *layer, const pf_node *root)
{
    for (const pf_node *child = root->kind == PF_NODE_MAPPING ? root->first : NULL; child; child = child->next)
        if (strcmp(child->key->text, "units") == 0) {
            pf_layer_error(layer, &child->key->place, "rule-conflict", "'units' belongs to the default rules and cannot be replaced: remove it here");
            return false;
        }
    return true;
}

// Whether the lists of all files so far are still short enough: their names are looked up one by one.
static bool check_count(pf_layer *layer, size_t count, const char *key, const pf_origin *place)
{
    if (count <= PF_LIMIT_RULES)
        return true;
    pf_layer_error(layer, place, "rule-too-many", "with this file all rule files have %zu %s, and %d are the most: leave out what is not needed",
                   count, key, PF_LIMIT_RULES);
    return false;
}

static bool check_counts(pf_layer *layer, const pf_pack *last)
{
    const pf_pack *own = &layer->own;
    return (!last->terms.count || check_count(layer, own->terms.count, "terms", &last->terms.items[0].place)) &&
           (!last->headings.count || check_count(layer, own->headings.count, "headings", &last->headings.items[0].place));
}

static bool read_file(pf_layer *layer, const pf_rule_text *text)
{
    pf_rule_file *file = pf_arena_alloc(layer->scratch, sizeof *file);
    const char *name = pf_arena_copy(layer->scratch, text->name, strlen(text->name));
    if (!file || !name)
        return pf_layer_exhausted(layer);
    size_t errors = layer->diagnostics->errors;
    forget_certainty(&file->pack.certainty);
    const pf_node *root = pf_node_parse(layer->scratch, &pf_yaml_rules, name, text->bytes, text->length, layer->diagnostics);
    if (layer->diagnostics->errors > errors)
        return false;
    if (!root) {
        pf_diagnostics_add(layer->diagnostics, PF_ERROR, "rule-empty", name, 0, 0,
                           "the rule file holds nothing: give it a pattern, systems, terms or facts, or remove it");
        return false;
    }
    if (layer->base && !check_units(layer, root))
        return false;
    pf_reader reader = {layer->keep, layer->scratch, layer->diagnostics, &pf_yaml_rules};
    if (!pf_read_record(&reader, &pf_file_record, root, file))
        return false;
    check_pattern(layer, &file->pattern);
    return (append_file(layer, file) || pf_layer_exhausted(layer)) && check_counts(layer, &file->pack);
}

bool pf_layer_read(pf_layer *layer, const pf_rule_text *files, size_t count)
{
    forget_certainty(&layer->own.certainty);
    for (size_t i = 0; i < count; i++) {
        layer->file = files[i].name;
        read_file(layer, &files[i]);
    }
    layer->file = NULL;
    return pf_layer_is_good(layer);
}
