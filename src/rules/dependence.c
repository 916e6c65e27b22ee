// SPDX-License-Identifier: MIT
// What may come out otherwise when a fact changes: all else need not be worked out anew.
#include "rules/layer.h"

typedef struct dependence {
    const pf_ruleset *rules;
    uint64_t *conditions, *signals; // as in pf_ruleset
    bool *condition_known, *signal_known;
} dependence;

static uint64_t facts_of(dependence *walk, const pf_condition *condition);

// Facts tell a small audience, which speaks against a product for the public.
static uint64_t facts_of_named(dependence *walk, uint32_t index)
{
    const pf_ruleset *rules = walk->rules;
    if (walk->condition_known[index])
        return walk->conditions[index];
    uint64_t facts = facts_of(walk, &rules->pack.conditions.items[index].when);
    if (index == rules->public_product && rules->small_audience != PF_UNRESOLVED)
        facts |= facts_of_named(walk, rules->small_audience);
    walk->conditions[index] = facts;
    walk->condition_known[index] = true;
    return facts;
}

static uint64_t facts_of_signal(dependence *walk, uint32_t pattern, uint32_t index)
{
    uint32_t number = pf_signal_number(walk->rules, pattern, index);
    if (!walk->signal_known[number])
        walk->signals[number] = facts_of(walk, &walk->rules->pack.patterns.items[pattern].signals.items[index].when);
    walk->signal_known[number] = true;
    return walk->signals[number];
}

// Conditions do not lead back to themselves: that was checked.
static uint64_t facts_of(dependence *walk, const pf_condition *condition)
{
    switch (condition->kind) {
    case PF_CONDITION_FACT:
        return pf_fact_bit(condition->target);
    case PF_CONDITION_IS:
        return facts_of_named(walk, condition->target);
    case PF_CONDITION_SIGNAL:
        return facts_of_signal(walk, condition->target_pattern, condition->target);
    default:
        break;
    }
    const pf_conditions *groups[] = {&condition->all, &condition->any, &condition->none};
    uint64_t facts = 0;
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < groups[i]->count; j++)
            facts |= facts_of(walk, pf_condition_at(groups[i], j));
    return facts;
}

static uint64_t facts_of_options(dependence *walk, const pf_options *options)
{
    uint64_t facts = 0;
    for (size_t i = 0; i < options->count; i++) {
        const pf_option *option = &options->items[i];
        facts |= option->choose ? facts_of(walk, option->choose) : 0;
        facts |= option->outgrown ? facts_of(walk, option->outgrown) : 0;
    }
    return facts;
}

static uint32_t number_signals(pf_layer *layer)
{
    const pf_patterns *patterns = &layer->rules->pack.patterns;
    uint32_t *first = pf_arena_array(layer->keep, patterns->count, sizeof *first), count = 0;
    for (size_t i = 0; first && i < patterns->count; i++) {
        first[i] = count;
        count += (uint32_t)patterns->items[i].signals.count;
    }
    layer->rules->first_signals = first;
    return count;
}

bool pf_layer_list_dependences(pf_layer *layer)
{
    const pf_pack *pack = &layer->rules->pack;
    uint32_t signal_count = number_signals(layer);
    dependence walk = {
        .rules = layer->rules,
        .conditions = pf_arena_array(layer->keep, pack->conditions.count, sizeof *walk.conditions),
        .signals = pf_arena_array(layer->keep, signal_count, sizeof *walk.signals),
        .condition_known = pf_arena_array(layer->scratch, pack->conditions.count, sizeof *walk.condition_known),
        .signal_known = pf_arena_array(layer->scratch, signal_count, sizeof *walk.signal_known),
    };
    uint64_t *options = pf_arena_array(layer->keep, pack->patterns.count, sizeof *options);
    if (!layer->rules->first_signals || !walk.conditions || !walk.signals || !walk.condition_known || !walk.signal_known || !options)
        return pf_layer_exhausted(layer);
    for (uint32_t i = 0; i < pack->conditions.count; i++)
        facts_of_named(&walk, i);
    for (uint32_t i = 0; i < pack->patterns.count; i++) {
        for (uint32_t j = 0; j < pack->patterns.items[i].signals.count; j++)
            facts_of_signal(&walk, i, j);
        options[i] = facts_of_options(&walk, &pack->patterns.items[i].options);
    }
    layer->rules->condition_facts = walk.conditions;
    layer->rules->signal_facts = walk.signals;
    layer->rules->option_facts = options;
    return true;
}
