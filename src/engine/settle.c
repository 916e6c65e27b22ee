// SPDX-License-Identifier: MIT
// What no number can change in this text: most signals that look at a fact also ask for words that the text does not have.
#include "engine/state.h"

typedef struct settling {
    pf_state *state;
    bool *conditions, *live; // those that were looked at
} settling;

// The facts that may change what a condition comes to; 0 when it is settled. `whole`: it is asked of the whole text.
static uint64_t facts_of(settling *work, const pf_condition *condition, bool whole);

static uint64_t facts_of_named(settling *work, uint32_t index)
{
    pf_state *state = work->state;
    const pf_ruleset *rules = state->rules;
    uint64_t *facts = &state->condition_facts[index];
    if (!*facts || work->conditions[index])
        return *facts;
    work->conditions[index] = true;
    uint64_t audience = index == rules->public_product && rules->small_audience != PF_UNRESOLVED ? facts_of_named(work, rules->small_audience) : 0;
    return *facts = facts_of(work, &rules->pack.conditions.items[index].when, true) | audience;
}

static uint64_t facts_of_live(settling *work, pf_live_signal *signal)
{
    bool *known = &work->live[signal - work->state->live];
    if (signal->facts && !*known)
        signal->facts = facts_of(work, &signal->rule->when, true);
    *known = true;
    return signal->facts;
}

static uint64_t facts_of_signal(settling *work, uint32_t pattern, uint32_t index)
{
    pf_live_signal *signal = pf_find_live(work->state, pattern, index);
    return signal ? facts_of_live(work, signal) : 0;
}

// What stands in the whole text need not stand in a part of it, but what it does not have no part has.
static bool is_absent(settling *work, const pf_condition *condition, bool whole)
{
    bool is_group = condition->kind == PF_CONDITION_ALL || condition->kind == PF_CONDITION_ANY || condition->kind == PF_CONDITION_NOT;
    if (is_group && !whole)
        return false;
    pf_finding finding = pf_evaluate(work->state, condition, pf_whole_text(work->state));
    return finding.standing == PF_ABSENT && !finding.unknown;
}

static uint64_t facts_of_all(settling *work, const pf_conditions *children, bool whole)
{
    uint64_t all = 0;
    for (size_t i = 0; i < children->count; i++) {
        uint64_t facts = facts_of(work, pf_condition_at(children, i), whole);
        if (!facts && is_absent(work, pf_condition_at(children, i), whole))
            return 0;
        all |= facts;
    }
    return all;
}

static uint64_t facts_of_members(settling *work, const pf_conditions *children, bool whole)
{
    uint64_t all = 0;
    for (size_t i = 0; i < children->count; i++)
        all |= facts_of(work, pf_condition_at(children, i), whole);
    return all;
}

static uint64_t facts_of(settling *work, const pf_condition *condition, bool whole)
{
    whole = whole && condition->within == PF_SCOPE_DOCUMENT;
    switch (condition->kind) {
    case PF_CONDITION_FACT:
        return pf_fact_bit(condition->target);
    case PF_CONDITION_IS:
        return facts_of_named(work, condition->target);
    case PF_CONDITION_SIGNAL:
        return facts_of_signal(work, condition->target_pattern, condition->target);
    case PF_CONDITION_ALL:
        return facts_of_all(work, &condition->all, whole);
    case PF_CONDITION_ANY:
        return facts_of_members(work, &condition->any, whole);
    case PF_CONDITION_NOT:
        return facts_of_members(work, &condition->none, whole);
    default:
        return 0;
    }
}

bool pf_settle(pf_state *state)
{
    settling work = {.state = state,
                         .conditions = pf_arena_array(state->arena, state->rules->pack.conditions.count, sizeof(bool)),
                         .live = pf_arena_array(state->arena, state->live_count, sizeof(bool))};
    state->open = pf_arena_array(state->arena, state->live_count, sizeof *state->open);
    if (!work.conditions || !work.live || !state->open)
        return false;
    for (uint32_t i = 0; i < state->live_count; i++)
        if (facts_of_live(&work, &state->live[i]))
            state->open[state->open_count++] = &state->live[i];
    return true;
}
