// SPDX-License-Identifier: MIT
// Findings that are asked for more than once: of signals and of named conditions.
#include "engine/state.h"

#include <string.h>

enum { NOT_ASKED, FREE, DEPENDENT };

typedef struct remembered {
    bool known;
    uint8_t on_facts; // whether it may come out otherwise when a fact changes
    pf_finding finding;
} remembered;

// NULL stands for what nobody has asked for yet, as most of it never is.
struct pf_memory {
    remembered **conditions;
    size_t condition_count;
    remembered **signals;
    size_t signal_count;
    size_t *first_signal; // of each pattern, in `signals`
    remembered spare;     // when memory is exhausted
};

static remembered *open_slot(pf_state *state, remembered **slot)
{
    if (!*slot)
        *slot = pf_arena_alloc(state->arena, sizeof **slot);
    if (*slot)
        return *slot;
    state->status = PF_ENGINE_OUT_OF_MEMORY;
    state->memory->spare = (remembered){0};
    return &state->memory->spare;
}

bool pf_memory_init(pf_state *state)
{
    const pf_pack *pack = &state->rules->pack;
    pf_memory *memory = pf_arena_alloc(state->arena, sizeof *memory);
    if (!memory)
        return false;
    state->memory = memory;
    memory->condition_count = pack->conditions.count;
    memory->first_signal = pf_arena_array(state->arena, pack->patterns.count, sizeof *memory->first_signal);
    for (size_t i = 0; memory->first_signal && i < pack->patterns.count; i++) {
        memory->first_signal[i] = memory->signal_count;
        memory->signal_count += pack->patterns.items[i].signals.count;
    }
    memory->conditions = pf_arena_array(state->arena, memory->condition_count, sizeof *memory->conditions);
    memory->signals = pf_arena_array(state->arena, memory->signal_count, sizeof *memory->signals);
    if (memory->conditions && state->rules->public_product != PF_UNRESOLVED)
        open_slot(state, &memory->conditions[state->rules->public_product])->on_facts = DEPENDENT; // facts tell a small audience, which speaks against it
    return memory->first_signal && memory->conditions && memory->signals;
}

static void forget_all(remembered **slots, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slots[i])
            slots[i]->known = false;
}

void pf_memory_forget(pf_state *state)
{
    forget_all(state->memory->conditions, state->memory->condition_count);
    forget_all(state->memory->signals, state->memory->signal_count);
    state->small_audience = PF_UNSET;
}

static bool depends_on_facts(pf_state *state, const pf_condition *condition);

static bool slot_depends(pf_state *state, remembered *slot, const pf_condition *condition)
{
    if (slot->on_facts == NOT_ASKED)
        slot->on_facts = depends_on_facts(state, condition) ? DEPENDENT : FREE;
    return slot->on_facts == DEPENDENT;
}

static remembered **slot_of_signal(const pf_memory *memory, uint32_t pattern, uint32_t signal)
{
    return &memory->signals[memory->first_signal[pattern] + signal];
}

static bool depends_on_facts(pf_state *state, const pf_condition *condition)
{
    const pf_pack *pack = &state->rules->pack;
    pf_memory *memory = state->memory;
    if (condition->kind == PF_CONDITION_FACT)
        return true;
    if (condition->kind == PF_CONDITION_IS)
        return slot_depends(state, open_slot(state, &memory->conditions[condition->target]), &pack->conditions.items[condition->target].when);
    if (condition->kind == PF_CONDITION_SIGNAL)
        return slot_depends(state, open_slot(state, slot_of_signal(memory, condition->target_pattern, condition->target)),
                            &pack->patterns.items[condition->target_pattern].signals.items[condition->target].when);
    const pf_conditions *groups[] = {&condition->all, &condition->any, &condition->none};
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < groups[i]->count; j++)
            if (depends_on_facts(state, &groups[i]->items[j]))
                return true;
    return false;
}

void pf_memory_forget_facts(pf_state *state)
{
    const pf_pack *pack = &state->rules->pack;
    pf_memory *memory = state->memory;
    for (size_t i = 0; i < memory->condition_count; i++)
        if (memory->conditions[i] && memory->conditions[i]->known && slot_depends(state, memory->conditions[i], &pack->conditions.items[i].when))
            memory->conditions[i]->known = false;
    for (uint32_t i = 0; i < pack->patterns.count; i++)
        for (uint32_t j = 0; j < pack->patterns.items[i].signals.count; j++) {
            remembered *slot = *slot_of_signal(memory, i, j);
            if (slot && slot->known && slot_depends(state, slot, &pack->patterns.items[i].signals.items[j].when))
                slot->known = false;
        }
    state->small_audience = PF_UNSET;
}

static pf_finding *recall(remembered *slot, bool *known)
{
    *known = slot->known;
    slot->known = true;
    return &slot->finding;
}

pf_finding *pf_memory_of_signal(pf_state *state, uint32_t pattern, uint32_t signal, bool *known)
{
    return recall(open_slot(state, slot_of_signal(state->memory, pattern, signal)), known);
}

bool pf_signal_lacks_words(const pf_state *state, uint32_t pattern, uint32_t signal)
{
    uint32_t set = state->rules->signal_sets[state->memory->first_signal[pattern] + signal];
    return set != PF_UNRESOLVED && !pf_hits_of(&state->hits, set).count;
}

pf_finding *pf_memory_of_condition(pf_state *state, uint32_t condition, bool *known)
{
    return recall(open_slot(state, &state->memory->conditions[condition]), known);
}
