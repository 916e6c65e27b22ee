// SPDX-License-Identifier: MIT
// Findings that are asked for more than once: of signals and of named conditions.
#include "engine/state.h"

typedef struct remembered {
    bool known;
    pf_finding finding;
} remembered;

struct pf_memory {
    remembered **conditions; // NULL stands for what nobody has asked for yet, as most of it never is
    uint32_t *asked;         // those that somebody has asked for
    uint32_t asked_count;
    remembered spare;        // when memory is exhausted
};

bool pf_lacks_words(const pf_state *state, uint32_t set)
{
    return set != PF_UNRESOLVED && !pf_hits_of(&state->hits, set).count;
}

static bool is_live(const pf_state *state, uint32_t pattern, uint32_t signal)
{
    const pf_ruleset *rules = state->rules;
    return !pf_lacks_words(state, rules->signal_sets[pf_signal_number(rules, pattern, signal)]) &&
           rules->pack.patterns.items[pattern].signals.items[signal].enabled != PF_FALSE;
}

static uint32_t find_places(pf_state *state)
{
    const pf_patterns *patterns = &state->rules->pack.patterns;
    uint32_t count = 0;
    for (uint32_t i = 0; i < patterns->count; i++) {
        state->live_of[i].first = count;
        for (uint32_t j = 0; j < patterns->items[i].signals.count; j++)
            if (is_live(state, i, j))
                state->live_places[pf_signal_number(state->rules, i, j)] = ++count;
        state->live_of[i].count = count - state->live_of[i].first;
    }
    return count;
}

bool pf_state_list_signals(pf_state *state)
{
    const pf_patterns *patterns = &state->rules->pack.patterns;
    state->live_places = pf_arena_array(state->arena, state->rules->signal_count, sizeof *state->live_places);
    state->live_of = pf_arena_array(state->arena, patterns->count, sizeof *state->live_of);
    if (!state->live_places || !state->live_of)
        return false;
    state->live_count = find_places(state);
    state->signals = pf_arena_array(state->arena, state->live_count, sizeof *state->signals);
    for (uint32_t i = 0; state->signals && i < patterns->count; i++)
        for (uint32_t j = 0; j < patterns->items[i].signals.count; j++) {
            uint32_t place = state->live_places[pf_signal_number(state->rules, i, j)];
            if (place)
                state->signals[place - 1] = &patterns->items[i].signals.items[j];
        }
    return state->signals != NULL;
}

bool pf_memory_init(pf_state *state)
{
    size_t conditions = state->rules->pack.conditions.count;
    pf_memory *memory = state->memory = pf_arena_alloc(state->arena, sizeof *memory);
    state->live = pf_arena_array(state->arena, state->live_count, sizeof *state->live);
    if (!memory || !state->live)
        return false;
    memory->conditions = pf_arena_array(state->arena, conditions, sizeof *memory->conditions);
    memory->asked = pf_arena_array(state->arena, conditions, sizeof *memory->asked);
    for (uint32_t i = 0; i < state->live_count; i++)
        state->live[i].rule = state->signals[i];
    return memory->conditions && memory->asked;
}

void pf_memory_forget(pf_state *state)
{
    const pf_memory *memory = state->memory;
    for (uint32_t i = 0; i < memory->asked_count; i++)
        memory->conditions[memory->asked[i]]->known = false;
    for (uint32_t i = 0; i < state->live_count; i++)
        state->live[i].known = false;
}

void pf_memory_forget_facts(pf_state *state, uint64_t facts)
{
    const pf_memory *memory = state->memory;
    for (uint32_t i = 0; i < memory->asked_count; i++)
        if (state->condition_facts[memory->asked[i]] & facts)
            memory->conditions[memory->asked[i]]->known = false;
    for (uint32_t i = 0; i < state->open_count; i++)
        if (state->open[i]->facts & facts)
            state->open[i]->known = false;
}

const pf_finding *pf_evaluate_live(pf_state *state, pf_live_signal *signal)
{
    if (!signal->known)
        signal->finding = pf_evaluate(state, &signal->rule->when, pf_whole_text(state));
    signal->known = true;
    return &signal->finding;
}

pf_live_signal *pf_find_live(const pf_state *state, uint32_t pattern, uint32_t signal)
{
    uint32_t place = state->live_places[pf_signal_number(state->rules, pattern, signal)];
    return place ? &state->live[place - 1] : NULL;
}

pf_finding pf_evaluate_signal(pf_state *state, uint32_t pattern, uint32_t signal)
{
    pf_live_signal *live = pf_find_live(state, pattern, signal);
    return live ? *pf_evaluate_live(state, live) : (pf_finding){0};
}

pf_finding *pf_memory_of_condition(pf_state *state, uint32_t condition, bool *known)
{
    pf_memory *memory = state->memory;
    remembered **slot = &memory->conditions[condition];
    if (!*slot && (*slot = pf_arena_alloc(state->arena, sizeof **slot)))
        memory->asked[memory->asked_count++] = condition;
    if (!*slot) {
        state->status = pf_engine_exhausted();
        memory->spare = (remembered){0};
        *known = false;
        return &memory->spare.finding;
    }
    *known = (*slot)->known;
    (*slot)->known = true;
    return &(*slot)->finding;
}
