// SPDX-License-Identifier: MIT
// Findings that are asked for more than once: of signals and of named conditions.
#include "engine/state.h"

#include <string.h>

typedef struct remembered {
    bool known;
    pf_finding finding;
} remembered;

struct pf_memory {
    remembered *conditions;
    size_t condition_count;
    remembered *signals;
    size_t signal_count;
    size_t *first_signal; // of each pattern, in `signals`
};

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
    return memory->first_signal && memory->conditions && memory->signals;
}

void pf_memory_forget(pf_state *state)
{
    memset(state->memory->conditions, 0, state->memory->condition_count * sizeof *state->memory->conditions);
    memset(state->memory->signals, 0, state->memory->signal_count * sizeof *state->memory->signals);
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
    return recall(&state->memory->signals[state->memory->first_signal[pattern] + signal], known);
}

pf_finding *pf_memory_of_condition(pf_state *state, uint32_t condition, bool *known)
{
    return recall(&state->memory->conditions[condition], known);
}
