// SPDX-License-Identifier: MIT
// Which option the stated facts justify, what would justify the next one, and which pitfalls apply.
#include "engine/state.h"

#include <string.h>

static pf_finding find(pf_state *state, const pf_condition *condition)
{
    return pf_evaluate(state, condition, pf_whole_text(state));
}

// What an option comes to in this text.
typedef struct option_verdict {
    int fits; // pf_tristate
    bool outgrown;
    const pf_condition *decisive; // the comparison that decided, for `because`; or NULL
} option_verdict;

static option_verdict judge(pf_state *state, const pf_option *option)
{
    if (option->outgrown) {
        pf_finding outgrown = find(state, option->outgrown);
        if (outgrown.standing == PF_STANDS)
            return (option_verdict){PF_FALSE, true, outgrown.fact};
    }
    if (!option->choose)
        return (option_verdict){PF_TRUE, false, NULL};
    pf_finding choose = find(state, option->choose);
    if (choose.standing == PF_STANDS)
        return (option_verdict){PF_TRUE, false, choose.fact};
    return (option_verdict){choose.unknown ? PF_UNSET : PF_FALSE, false, choose.fact};
}

// Why an option fits or does not: its advantage, or when it is the right one, with the number that decided.
static bool explain(pf_state *state, const option_verdict *verdict, pf_option_result *result)
{
    const pf_option *option = result->option;
    result->fits = verdict->fits;
    result->outgrown = verdict->outgrown;
    result->arithmetic = verdict->decisive ? pf_write_comparison(state, verdict->decisive) : NULL;
    if (verdict->decisive && !result->arithmetic)
        return false;
    if (verdict->outgrown && result->arithmetic)
        result->because = pf_arena_format(state->arena, "no longer enough, %s", result->arithmetic);
    else if (result->arithmetic)
        result->because = pf_arena_format(state->arena, "%s [%s]", option->because, result->arithmetic);
    else
        result->because = option->choose || verdict->fits != PF_TRUE ? option->when : option->because;
    return result->because != NULL;
}

// The simplest option that is justified and enough; else the simplest that is not excluded; else the last.
uint32_t pf_start_with(pf_state *state, const pf_pattern *pattern, int *fits)
{
    uint32_t possible = PF_UNRESOLVED;
    for (uint32_t i = 0; i < pattern->options.count; i++) {
        int fit = fits ? fits[i] : judge(state, &pattern->options.items[i]).fits;
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
        option_verdict verdict = judge(state, &options->items[i]);
        fits[i] = verdict.fits;
        results[i].option = &options->items[i];
        if (!explain(state, &verdict, &results[i]))
            return false;
    }
    assessment->options = results;
    assessment->option_count = options->count;
    assessment->start_with = pf_start_with(state, assessment->pattern, fits);
    return true;
}

// The step after the one to start with: the first that fits too or hangs on what is not known; else the first that nothing
// calls for yet.
static uint32_t next_option(const pf_assessment *assessment)
{
    uint32_t unjustified = PF_UNRESOLVED;
    for (size_t i = (size_t)assessment->start_with + 1; i < assessment->option_count; i++) {
        const pf_option_result *option = &assessment->options[i];
        if (option->fits != PF_FALSE)
            return (uint32_t)i;
        if (!option->outgrown && unjustified == PF_UNRESOLVED)
            unjustified = (uint32_t)i;
    }
    return unjustified;
}

static bool find_next_step(pf_state *state, pf_assessment *assessment)
{
    uint32_t next = assessment->start_with == PF_UNRESOLVED ? PF_UNRESOLVED : next_option(assessment);
    if (next == PF_UNRESOLVED)
        return true;
    const pf_option_result *option = &assessment->options[next];
    bool justified = option->fits == PF_TRUE && option->arithmetic;
    assessment->next_is_justified = justified;
    assessment->next_step = pf_arena_format(state->arena, "%s: %s%s", option->option->title, justified ? "justified already, " : "",
                                            justified ? option->arithmetic : option->option->when);
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
