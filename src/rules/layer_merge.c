// SPDX-License-Identifier: MIT
// Puts one layer of rules over another: same name replaces, new name is added behind.
#include "base/limits.h"
#include "rules/layer.h"

#include <string.h>

typedef PF_LIST(char) any_list;

// What kind of list is merged: the size of an element and where its name stands.
typedef struct list_shape {
    size_t size, name, place;
    const char *what;
} list_shape;

#define SHAPE(type, member, text) {sizeof(type), offsetof(type, member), offsetof(type, place), text}

static const char *name_of(const list_shape *shape, const char *element)
{
    return *(const char *const *)(const void *)(element + shape->name);
}

static char *find(const list_shape *shape, const any_list *list, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (name_of(shape, list->items + i * shape->size) && strcmp(name_of(shape, list->items + i * shape->size), name) == 0)
            return list->items + i * shape->size;
    return NULL;
}

static void check_unique(pf_layer *layer, const list_shape *shape, const any_list *own)
{
    for (size_t i = 0; i < own->count; i++) {
        const char *element = own->items + i * shape->size;
        const char *earlier = name_of(shape, element) ? find(shape, own, i, name_of(shape, element)) : NULL;
        if (!earlier)
            continue;
        const pf_origin *first = (const pf_origin *)(const void *)(earlier + shape->place);
        pf_layer_error(layer, (const pf_origin *)(const void *)(element + shape->place), "rule-duplicate-id",
                       "%s '%s' is defined twice, first in %s:%u: rename or remove one", shape->what,
                       name_of(shape, element), first->file, first->line);
    }
}

static bool refuse_many(pf_layer *layer, const list_shape *shape, const any_list *own, size_t base)
{
    const char *last = own->items + (own->count - 1) * shape->size;
    pf_layer_error(layer, (const pf_origin *)(const void *)(last + shape->place), "rule-too-many",
                   "with this %s there are %zu in all rules, and %d are the most: leave out what is not needed", shape->what, base + own->count,
                   PF_LIMIT_RULES);
    return false;
}

static bool merge_list(pf_layer *layer, const list_shape *shape, const void *base, const void *own, void *out)
{
    const any_list *lower = base, *upper = own;
    any_list *merged = out;
    size_t lower_count = lower ? lower->count : 0;
    if (lower_count + upper->count > PF_LIMIT_RULES)
        return refuse_many(layer, shape, upper, lower_count);
    check_unique(layer, shape, upper);
    merged->items = pf_arena_array(layer->keep, lower_count + upper->count, shape->size);
    if (!merged->items)
        return pf_layer_exhausted(layer);
    if (lower_count)
        memcpy(merged->items, lower->items, lower_count * shape->size);
    merged->count = lower_count;
    for (size_t i = 0; i < upper->count; i++) {
        const char *element = upper->items + i * shape->size;
        char *slot = find(shape, merged, lower_count, name_of(shape, element));
        if (!slot)
            slot = merged->items + merged->count++ * shape->size;
        memcpy(slot, element, shape->size);
    }
    return true;
}

static const list_shape signal_shape = SHAPE(pf_signal, id, "signal");
static const list_shape option_shape = SHAPE(pf_option, name, "option");
static const list_shape pitfall_shape = SHAPE(pf_pitfall, id, "pitfall");
static const list_shape consideration_shape = SHAPE(pf_consideration, name, "consideration");
static const list_shape source_shape = SHAPE(pf_source, id, "source");
static const list_shape question_shape = SHAPE(pf_question, fact, "question on fact");

static bool add_trade_offs(pf_layer *layer, pf_pattern *pattern, const pf_pattern *extension)
{
    size_t count = pattern->trade_offs.count, more = extension->trade_offs.count;
    pf_trade_off *items = pf_arena_array(layer->keep, count + more, sizeof *items);
    if (!items)
        return pf_layer_exhausted(layer);
    if (count)
        memcpy(items, pattern->trade_offs.items, count * sizeof *items);
    if (more)
        memcpy(items + count, extension->trade_offs.items, more * sizeof *items);
    pattern->trade_offs.items = items;
    pattern->trade_offs.count = count + more;
    return true;
}

static void check_switched_off(pf_layer *layer, const pf_pattern *pattern, const pf_signal *signal)
{
    for (size_t i = 0; i < pattern->signals.count; i++)
        if (strcmp(pattern->signals.items[i].id, signal->id) == 0)
            return;
    pf_hint hint = pf_did_you_mean(signal->id, PF_NAMES(pattern->signals, pf_signal, id), "");
    pf_layer_error(layer, &signal->place, "rule-dangling", "'%s' has no signal '%s' to switch off%s", pattern->id, signal->id, hint.text);
}

static void replace_text(const char **text, const char *own)
{
    if (own)
        *text = own;
}

// What is said in short of a problem goes when the problem is another.
static void extend_in_short(pf_pattern *pattern, const pf_pattern *extension)
{
    if (extension->problem)
        pattern->in_short.problem = NULL;
    replace_text(&pattern->in_short.problem, extension->in_short.problem);
    replace_text(&pattern->in_short.signs, extension->in_short.signs);
    replace_text(&pattern->in_short.numbers, extension->in_short.numbers);
}

static bool extend_pattern(pf_layer *layer, pf_pattern *pattern, const pf_pattern *extension)
{
    pf_pattern before = *pattern;
    for (size_t i = 0; i < extension->signals.count; i++)
        if (extension->signals.items[i].enabled == PF_FALSE)
            check_switched_off(layer, &before, &extension->signals.items[i]);
    replace_text(&pattern->title, extension->title);
    replace_text(&pattern->problem, extension->problem);
    extend_in_short(pattern, extension);
    if (extension->addressed.count)
        pattern->addressed = extension->addressed;
    if (extension->examples.fires.count || extension->examples.silent.count)
        pattern->examples = extension->examples;
    return merge_list(layer, &signal_shape, &before.signals, &extension->signals, &pattern->signals) &&
           merge_list(layer, &option_shape, &before.options, &extension->options, &pattern->options) &&
           merge_list(layer, &pitfall_shape, &before.pitfalls, &extension->pitfalls, &pattern->pitfalls) &&
           merge_list(layer, &consideration_shape, &before.considerations, &extension->considerations, &pattern->considerations) &&
           merge_list(layer, &source_shape, &before.sources, &extension->sources, &pattern->sources) &&
           merge_list(layer, &question_shape, &before.questions, &extension->questions, &pattern->questions) &&
           add_trade_offs(layer, pattern, extension);
}

static void complain_unknown(pf_layer *layer, const pf_pattern *extension, const pf_patterns *patterns)
{
    pf_hint hint = pf_did_you_mean(extension->extends, PF_NAMES(*patterns, pf_pattern, id), "");
    pf_layer_error(layer, &extension->place, "rule-dangling", "'extends: %s' names no pattern%s", extension->extends, hint.text);
}

static bool merge_patterns(pf_layer *layer)
{
    static const list_shape shape = SHAPE(pf_pattern, id, "pattern");
    pf_patterns own = {0}, *merged = &layer->rules->pack.patterns;
    own.items = pf_arena_array(layer->scratch, layer->own.patterns.count, sizeof *own.items);
    if (!own.items)
        return pf_layer_exhausted(layer);
    for (size_t i = 0; i < layer->own.patterns.count; i++) {
        const pf_pattern *pattern = &layer->own.patterns.items[i];
        if (!pattern->id)
            continue;
        own.items[own.count++] = *pattern;
        if (layer->base && pf_find_pattern(layer->base, pattern->id) != PF_UNRESOLVED)
            pf_layer_error(layer, &pattern->place, "rule-duplicate-id",
                           "the pattern '%s' exists already: change it with 'extends: %s', or choose another id", pattern->id, pattern->id);
    }
    if (!merge_list(layer, &shape, layer->base ? &layer->base->pack.patterns : NULL, &own, merged))
        return false;
    for (size_t i = 0; i < layer->own.patterns.count; i++) {
        const pf_pattern *extension = &layer->own.patterns.items[i];
        if (!extension->extends)
            continue;
        uint32_t index = pf_find_pattern(layer->rules, extension->extends);
        if (index == PF_UNRESOLVED)
            complain_unknown(layer, extension, merged);
        else if (!extend_pattern(layer, &merged->items[index], extension))
            return false;
    }
    return true;
}

static void merge_certainty(pf_layer *layer)
{
    pf_certainty *merged = &layer->rules->pack.certainty;
    *merged = layer->base ? layer->base->pack.certainty : (pf_certainty){0};
    pf_certainty_replace(merged, &layer->own.certainty);
    if (merged->strong < merged->likely || merged->likely < merged->possible || merged->possible < merged->not_needed)
        pf_diagnostics_add(layer->diagnostics, PF_ERROR, "rule-out-of-range", merged->place.file, merged->place.line, merged->place.column,
                           "the levels must fall from 'strong' (%g) over 'likely' (%g) and 'possible' (%g) to 'not_needed' (%g)",
                           merged->strong, merged->likely, merged->possible, merged->not_needed);
}

static bool merge_sets(pf_layer *layer, const pf_set_list *base, uint32_t own, pf_set_list *merged)
{
    size_t count = base ? base->count : 0;
    uint32_t *items = pf_arena_array(layer->keep, count + 1, sizeof *items);
    if (!items)
        return pf_layer_exhausted(layer);
    if (count)
        memcpy(items, base->items, count * sizeof *items);
    if (own != PF_UNRESOLVED)
        items[count++] = own;
    *merged = (pf_set_list){items, count};
    return true;
}

// The role whose headings are added to, or NULL with an error.
static const pf_section_rule *require_role(pf_layer *layer, const pf_section_rules *sections, const pf_more_headings *more)
{
    for (size_t i = 0; i < sections->count; i++)
        if (strcmp(sections->items[i].role, more->role) == 0)
            return &sections->items[i];
    pf_hint hint = pf_did_you_mean(more->role, PF_NAMES(*sections, pf_section_rule, role), "");
    pf_layer_error(layer, &more->place, "rule-dangling", "there is no section role '%s' to add headings to%s", more->role, hint.text);
    return NULL;
}

// Each addition becomes a section rule behind all others: as its role, but for the headings.
static bool add_headings(pf_layer *layer)
{
    const pf_more_headings_list *own = &layer->own.headings;
    pf_section_rules *sections = &layer->rules->pack.sections, merged = *sections;
    merged.items = pf_arena_array(layer->keep, sections->count + own->count, sizeof *merged.items);
    if (!merged.items)
        return pf_layer_exhausted(layer);
    if (sections->count)
        memcpy(merged.items, sections->items, sections->count * sizeof *merged.items);
    for (size_t i = 0; i < own->count; i++) {
        const pf_section_rule *role = require_role(layer, sections, &own->items[i]);
        if (!role)
            continue;
        pf_section_rule *addition = &merged.items[merged.count++];
        *addition = *role;
        addition->place = own->items[i].place;
        addition->headings = own->items[i].phrases;
        addition->is_addition = true;
    }
    *sections = merged;
    return true;
}

bool pf_layer_merge(pf_layer *layer)
{
    static const list_shape condition_shape = SHAPE(pf_named_condition, name, "condition");
    static const list_shape system_shape = SHAPE(pf_system, id, "system");
    static const list_shape scenario_shape = SHAPE(pf_scenario, id, "scenario");
    static const list_shape node_shape = SHAPE(pf_diagram_node, id, "node");
    static const list_shape fact_shape = SHAPE(pf_fact, name, "fact");
    static const list_shape section_shape = SHAPE(pf_section_rule, role, "section role");
    static const list_shape cue_shape = SHAPE(pf_cue, id, "cue");
    const pf_ruleset *base = layer->base;
    const pf_pack *lower = base ? &base->pack : NULL, *own = &layer->own;
    pf_pack *pack = &layer->rules->pack;
    pack->words = lower ? lower->words : own->words;
    if (own->words.unsure.count)
        pack->words.unsure = own->words.unsure;
    merge_certainty(layer);
    return merge_patterns(layer) &&
           merge_list(layer, &condition_shape, lower ? &lower->conditions : NULL, &own->conditions, &pack->conditions) &&
           merge_list(layer, &system_shape, lower ? &lower->systems : NULL, &own->systems, &pack->systems) &&
           merge_list(layer, &scenario_shape, lower ? &lower->scenarios : NULL, &own->scenarios, &pack->scenarios) &&
           merge_list(layer, &node_shape, lower ? &lower->nodes : NULL, &own->nodes, &pack->nodes) &&
           merge_list(layer, &fact_shape, lower ? &lower->facts : NULL, &own->facts, &pack->facts) &&
           merge_list(layer, &section_shape, lower ? &lower->sections : NULL, &own->sections, &pack->sections) &&
           add_headings(layer) &&
           merge_list(layer, &cue_shape, lower ? &lower->denial.cues : NULL, &own->denial.cues, &pack->denial.cues) &&
           merge_sets(layer, base ? &base->stops : NULL, own->denial.stops.count ? own->denial.stops.set : PF_UNRESOLVED, &layer->rules->stops) &&
           merge_sets(layer, base ? &base->exceptions : NULL, own->denial.exceptions.count ? own->denial.exceptions.set : PF_UNRESOLVED,
                      &layer->rules->exceptions);
}
