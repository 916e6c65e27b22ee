// SPDX-License-Identifier: MIT
// Which option the stated facts justify, what would justify the next one, and which pitfalls apply.
#include "engine/state.h"

#include <string.h>

static pf_finding find(pf_state *state, const pf_condition *condition)
{
    return pf_evaluate(state, condition, pf_whole_text(state));
}

// The comparison that decided, for `because`.
static int judge(pf_state *state, const pf_option *option, const pf_condition **decisive)
{
    *decisive = NULL;
    if (option->outgrown) {
        pf_finding outgrown = find(state, option->outgrown);
        if (outgrown.standing == PF_STANDS) {
            *decisive = outgrown.fact;
            return PF_FALSE;
        }
    }
    if (!option->choose)
        return PF_TRUE;
    pf_finding choose = find(state, option->choose);
    *decisive = choose.fact;
    if (choose.standing == PF_STANDS)
        return PF_TRUE;
    return choose.unknown ? PF_UNSET : PF_FALSE;
}

// The simplest option that is justified and enough; else the simplest that is not excluded; else the last.
uint32_t pf_start_with(pf_state *state, const pf_pattern *pattern, int *fits)
{
    const pf_condition *decisive;
    uint32_t possible = PF_UNRESOLVED;
    for (uint32_t i = 0; i < pattern->options.count; i++) {
        int fit = fits ? fits[i] : judge(state, &pattern->options.items[i], &decisive);
        if (fit == PF_TRUE)
            return i;
        if (fit == PF_UNSET && possible == PF_UNRESOLVED)
            possible = i;
    }
    if (possible == PF_UNRESOLVED && pattern->options.count)
        possible = (uint32_t)pattern->options.count - 1;
    return possible;
}

static bool assess_ladder(pf_state *state, pf_assessment *assessment)
{
    const pf_options *options = &assessment->pattern->options;
    pf_option_result *results = pf_arena_array(state->arena, options->count, sizeof *results);
    int *fits = pf_arena_array(state->arena, options->count, sizeof *fits);
    if (!results || !fits)
        return false;
    for (size_t i = 0; i < options->count; i++) {
        const pf_condition *decisive;
        fits[i] = judge(state, &options->items[i], &decisive);
        const char *because = decisive ? pf_write_comparison(state, decisive) : options->items[i].because;
        if (!because)
            return false;
        results[i] = (pf_option_result){&options->items[i], fits[i], because};
    }
    assessment->options = results;
    assessment->option_count = options->count;
    assessment->start_with = pf_start_with(state, assessment->pattern, fits);
    return true;
}

// The step after the one to start with.
static bool find_next_step(pf_state *state, pf_assessment *assessment)
{
    uint32_t next = assessment->start_with == PF_UNRESOLVED ? PF_UNRESOLVED : assessment->start_with + 1;
    if (next >= assessment->option_count)
        return true;
    const pf_option *option = assessment->options[next].option;
    assessment->next_step = pf_arena_format(state->arena, "%s: %s", option->title, option->when);
    return assessment->next_step != NULL;
}

static bool assess_pitfalls(pf_state *state, pf_assessment *assessment)
{
    const pf_pitfalls *pitfalls = &assessment->pattern->pitfalls;
    pf_pitfall_result *results = pf_arena_array(state->arena, pitfalls->count, sizeof *results);
    if (!results)
        return false;
    size_t count = 0;
    for (int pass = 0; pass < 2; pass++) // those that apply first
        for (size_t i = 0; i < pitfalls->count; i++) {
            const pf_pitfall *pitfall = &pitfalls->items[i];
            bool applies = pitfall->when && find(state, pitfall->when).standing == PF_STANDS;
            if (applies == (pass == 0))
                results[count++] = (pf_pitfall_result){pitfall, applies};
        }
    assessment->pitfalls = results;
    assessment->pitfall_count = count;
    return true;
}

bool pf_assess_options(pf_state *state, pf_assessment *assessment)
{
    assessment->start_with = PF_UNRESOLVED;
    return assess_ladder(state, assessment) && find_next_step(state, assessment) && assess_pitfalls(state, assessment);
}
