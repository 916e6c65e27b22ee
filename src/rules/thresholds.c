// SPDX-License-Identifier: MIT
// The numbers with which patterns compare facts: between them, other values of a fact change nothing.
#include "rules/layer.h"

#include <stdlib.h>

typedef struct threshold_list {
    pf_layer *layer;
    pf_threshold *items;
    size_t count, capacity;
    uint32_t pattern;   // whose conditions are being looked at
    uint32_t *named;    // of each named condition, one more than the last pattern for which it was looked at
    uint32_t **signals; // the same of the signals of each pattern
    bool failed;        // memory is exhausted
} threshold_list;

static void add(threshold_list *list, uint32_t fact, double value)
{
    pf_threshold *items = pf_arena_grow(list->layer->scratch, list->items, list->count, &list->capacity, sizeof *items);
    list->failed = list->failed || !items;
    if (list->failed)
        return;
    list->items = items;
    list->items[list->count++] = (pf_threshold){fact, list->pattern, value};
}

static void collect(threshold_list *list, const pf_condition *condition);

// Many conditions may lead to one.
static bool is_new(const threshold_list *list, uint32_t *mark)
{
    bool is_new = *mark != list->pattern + 1;
    *mark = list->pattern + 1;
    return is_new;
}

static void collect_named(threshold_list *list, uint32_t index)
{
    if (index != PF_UNRESOLVED && is_new(list, &list->named[index]))
        collect(list, &list->layer->rules->pack.conditions.items[index].when);
}

static void collect_signal(threshold_list *list, uint32_t pattern, uint32_t index)
{
    const pf_signal *signal = &list->layer->rules->pack.patterns.items[pattern].signals.items[index];
    if (signal->enabled != PF_FALSE && is_new(list, &list->signals[pattern][index]))
        collect(list, &signal->when);
}

static void collect_fact(threshold_list *list, const pf_condition *condition)
{
    const pf_value *values[] = {&condition->at_least, &condition->more_than, &condition->at_most, &condition->less_than};
    size_t bounds = 0;
    for (size_t i = 0; i < 4; i++)
        if (values[i]->text) {
            add(list, condition->target, values[i]->value);
            bounds++;
        }
    if (bounds == 0)
        add(list, condition->target, 0);
}

static void collect(threshold_list *list, const pf_condition *condition)
{
    const pf_ruleset *rules = list->layer->rules;
    if (condition->kind == PF_CONDITION_FACT)
        collect_fact(list, condition);
    if (condition->kind == PF_CONDITION_IS) {
        collect_named(list, condition->target);
        if (condition->target == rules->public_product) // a small audience speaks against it
            collect_named(list, rules->small_audience);
    }
    if (condition->kind == PF_CONDITION_SIGNAL)
        collect_signal(list, condition->target_pattern, condition->target);
    const pf_conditions *groups[] = {&condition->all, &condition->any, &condition->none};
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < groups[i]->count; j++)
            collect(list, pf_condition_at(groups[i], j));
}

static void collect_pattern(threshold_list *list, const pf_pattern *pattern)
{
    for (uint32_t i = 0; i < pattern->signals.count; i++)
        collect_signal(list, list->pattern, i);
    for (size_t i = 0; i < pattern->options.count; i++) {
        if (pattern->options.items[i].choose)
            collect(list, pattern->options.items[i].choose);
        if (pattern->options.items[i].outgrown)
            collect(list, pattern->options.items[i].outgrown);
    }
}

static int compare(const void *a, const void *b)
{
    const pf_threshold *left = a, *right = b;
    if (left->fact != right->fact)
        return left->fact < right->fact ? -1 : 1;
    if (left->value != right->value)
        return left->value < right->value ? -1 : 1;
    return (left->pattern > right->pattern) - (left->pattern < right->pattern);
}

static bool open_list(threshold_list *list)
{
    const pf_pack *pack = &list->layer->rules->pack;
    pf_arena *scratch = list->layer->scratch;
    list->named = pf_arena_array(scratch, pack->conditions.count, sizeof *list->named);
    list->signals = pf_arena_array(scratch, pack->patterns.count, sizeof *list->signals);
    for (size_t i = 0; list->signals && i < pack->patterns.count; i++) {
        list->signals[i] = pf_arena_array(scratch, pack->patterns.items[i].signals.count, sizeof **list->signals);
        if (!list->signals[i])
            return false;
    }
    return list->named && list->signals;
}

bool pf_layer_list_thresholds(pf_layer *layer)
{
    threshold_list list = {.layer = layer};
    const pf_patterns *patterns = &layer->rules->pack.patterns;
    if (!open_list(&list))
        return pf_layer_exhausted(layer);
    for (list.pattern = 0; list.pattern < patterns->count; list.pattern++)
        collect_pattern(&list, &patterns->items[list.pattern]);
    if (list.count)
        qsort(list.items, list.count, sizeof *list.items, compare);
    pf_threshold *kept = pf_arena_array(layer->keep, list.count, sizeof *kept);
    if (list.failed || !kept)
        return pf_layer_exhausted(layer);
    size_t count = 0;
    for (size_t i = 0; i < list.count; i++)
        if (count == 0 || compare(&kept[count - 1], &list.items[i]) != 0)
            kept[count++] = list.items[i];
    layer->rules->thresholds = kept;
    layer->rules->threshold_count = count;
    return true;
}
