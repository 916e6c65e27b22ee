// SPDX-License-Identifier: MIT
// What no number can change in this text: most signals that look at a fact also ask for words that the text does not have.
#include "engine/state.h"

typedef struct settling {
    pf_state *state;
    bool *conditions, *live; // those that were looked at
} settling;

static bool is_absent(const pf_state *state, const pf_condition *condition);

static bool is_named_absent(const pf_state *state, uint32_t index)
{
    const pf_ruleset *rules = state->rules;
    bool by_system = index == rules->public_product || index == rules->single_user_program; // the kind of system may tell it
    return !by_system && is_absent(state, &rules->pack.conditions.items[index].when);
}

// Whether a condition cannot hold, as far as it shows in what words the text has, anywhere in it.
static bool is_absent(const pf_state *state, const pf_condition *condition)
{
    size_t absent = 0;
    switch (condition->kind) {
    case PF_CONDITION_PHRASES:
        return pf_lacks_words(state, condition->phrases.set);
    case PF_CONDITION_REGEX:
        return pf_lacks_words(state, condition->gate_set);
    case PF_CONDITION_IS:
        return is_named_absent(state, condition->target);
    case PF_CONDITION_SIGNAL:
        return !pf_find_live(state, condition->target_pattern, condition->target);
    case PF_CONDITION_ALL:
        for (size_t i = 0; i < condition->all.count; i++)
            absent += is_absent(state, pf_condition_at(&condition->all, i));
        return absent > 0;
    case PF_CONDITION_ANY:
        for (size_t i = 0; i < condition->any.count; i++)
            absent += is_absent(state, pf_condition_at(&condition->any, i));
        return absent == condition->any.count;
    default:
        return false;
    }
}

// The facts that may change what a condition comes to; 0 when it is settled.
static uint64_t facts_of(settling *work, const pf_condition *condition);

static uint64_t facts_of_named(settling *work, uint32_t index)
{
    pf_state *state = work->state;
    const pf_ruleset *rules = state->rules;
    uint64_t *facts = &state->condition_facts[index];
    if (work->conditions[index])
        return *facts;
    work->conditions[index] = true;
    uint64_t audience = index == rules->public_product && rules->small_audience != PF_UNRESOLVED ? facts_of_named(work, rules->small_audience) : 0;
    return *facts = facts_of(work, &rules->pack.conditions.items[index].when) | audience;
}

static uint64_t facts_of_live(settling *work, pf_live_signal *signal)
{
    bool *known = &work->live[signal - work->state->live];
    if (!*known)
        signal->facts = facts_of(work, &signal->rule->when);
    *known = true;
    return signal->facts;
}

static uint64_t facts_of_signal(settling *work, uint32_t pattern, uint32_t index)
{
    pf_live_signal *signal = pf_find_live(work->state, pattern, index);
    return signal ? facts_of_live(work, signal) : 0;
}

static uint64_t facts_of_members(settling *work, const pf_conditions *children)
{
    uint64_t all = 0;
    for (size_t i = 0; i < children->count; i++)
        all |= facts_of(work, pf_condition_at(children, i));
    return all;
}

static uint64_t facts_of(settling *work, const pf_condition *condition)
{
    switch (condition->kind) {
    case PF_CONDITION_FACT:
        return pf_fact_bit(condition->target);
    case PF_CONDITION_IS:
        return facts_of_named(work, condition->target);
    case PF_CONDITION_SIGNAL:
        return facts_of_signal(work, condition->target_pattern, condition->target);
    case PF_CONDITION_ALL:
        return is_absent(work->state, condition) ? 0 : facts_of_members(work, &condition->all);
    case PF_CONDITION_ANY:
        return facts_of_members(work, &condition->any);
    case PF_CONDITION_NOT:
        return facts_of_members(work, &condition->none);
    default:
        return 0;
    }
}

static uint64_t facts_of_options(settling *work, const pf_options *options)
{
    uint64_t facts = 0;
    for (size_t i = 0; i < options->count; i++) {
        const pf_option *option = &options->items[i];
        facts |= option->choose ? facts_of(work, option->choose) : 0;
        facts |= option->outgrown ? facts_of(work, option->outgrown) : 0;
    }
    return facts;
}

bool pf_settle(pf_state *state)
{
    const pf_pack *pack = &state->rules->pack;
    settling work = {.state = state,
                     .conditions = pf_arena_array(state->arena, pack->conditions.count, sizeof(bool)),
                     .live = pf_arena_array(state->arena, state->live_count, sizeof(bool))};
    state->open = pf_arena_array(state->arena, state->live_count, sizeof *state->open);
    state->condition_facts = pf_arena_array(state->arena, pack->conditions.count, sizeof *state->condition_facts);
    state->option_facts = pf_arena_array(state->arena, pack->patterns.count, sizeof *state->option_facts);
    if (!work.conditions || !work.live || !state->open || !state->condition_facts || !state->option_facts)
        return false;
    for (uint32_t i = 0; i < pack->conditions.count; i++)
        facts_of_named(&work, i);
    for (uint32_t i = 0; i < pack->patterns.count; i++)
        state->option_facts[i] = facts_of_options(&work, &pack->patterns.items[i].options);
    for (uint32_t i = 0; i < state->live_count; i++)
        if (facts_of_live(&work, &state->live[i]))
            state->open[state->open_count++] = &state->live[i];
    return true;
}
