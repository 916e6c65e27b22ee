// SPDX-License-Identifier: MIT
// Finds the numbers that would make clauses hold which do not.
#include "engine/explain.h"

#include "engine/state.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_DEPTH = 8 };

// What a condition waits for.
typedef struct wait {
    bool possible;              // a number alone would make it hold, or it holds
    const pf_condition *number; // the comparison that does not hold; NULL: all holds
    double factor;              // as in pf_unheld
} wait;

static const wait never = {false, NULL, 0};

static bool is_nearer(const wait *a, const wait *b)
{
    if ((a->factor > 0) != (b->factor > 0))
        return a->factor > 0;
    return a->factor < b->factor;
}

static bool holds(pf_state *state, const pf_condition *condition)
{
    return pf_evaluate(state, condition, pf_whole_text(state)).standing == PF_STANDS;
}

static wait await_number(pf_state *state, const pf_condition *condition)
{
    if (holds(state, condition))
        return (wait){true, NULL, 0};
    if (condition->known == PF_FALSE)
        return never;
    bool known = state->facts.items[condition->target].fact != NULL;
    double factor = pf_factor_to(state, condition);
    return (wait){true, condition, known ? fmax(factor, 1) : 0};
}

static wait await(pf_state *state, const pf_condition *condition, int depth);

// Of several numbers that are wanted at once there is no one to name.
static wait await_all(pf_state *state, const pf_conditions *children, int depth)
{
    wait whole = {true, NULL, 0};
    for (size_t i = 0; i < children->count; i++) {
        wait child = await(state, pf_condition_at(children, i), depth);
        if (!child.possible || (child.number && whole.number && child.number->target != whole.number->target))
            return never;
        if (child.number && (!whole.number || is_nearer(&whole, &child)))
            whole = child;
    }
    return whole;
}

static wait await_any(pf_state *state, const pf_condition *condition, int depth)
{
    wait nearest = never;
    for (size_t i = 0; condition->minimum <= 1 && i < condition->any.count; i++) {
        wait child = await(state, pf_condition_at(&condition->any, i), depth);
        if (child.possible && !child.number)
            return child;
        if (child.possible && (!nearest.possible || is_nearer(&child, &nearest)))
            nearest = child;
    }
    return nearest;
}

static wait await(pf_state *state, const pf_condition *condition, int depth)
{
    const pf_pack *pack = &state->rules->pack;
    if (depth == MOST_DEPTH)
        return never;
    switch (condition->kind) {
    case PF_CONDITION_FACT:
        return await_number(state, condition);
    case PF_CONDITION_ALL:
        return await_all(state, &condition->all, depth + 1);
    case PF_CONDITION_ANY:
        return await_any(state, condition, depth + 1);
    case PF_CONDITION_IS:
        if (!holds(state, condition))
            return await(state, &pack->conditions.items[condition->target].when, depth + 1);
        break;
    case PF_CONDITION_SIGNAL:
        if (!holds(state, condition))
            return await(state, &pack->patterns.items[condition->target_pattern].signals.items[condition->target].when, depth + 1);
        break;
    default:
        break;
    }
    return (wait){holds(state, condition), NULL, 0};
}

static const char *write_lack(pf_state *state, const pf_condition *condition)
{
    const pf_fact *fact = &state->rules->pack.facts.items[condition->target];
    if (state->facts.items[condition->target].fact)
        return pf_write_comparison(state, condition);
    const char *counts = pf_write_threshold(state, condition);
    bool bounded = condition->at_least.text || condition->more_than.text || condition->at_most.text || condition->less_than.text;
    if (counts && !bounded)
        return pf_arena_format(state->arena, "%s is not stated", fact->title);
    return counts ? pf_arena_format(state->arena, "%s is not stated; it %s", fact->title, counts) : NULL;
}

// --- Lists ----------------------------------------------------------------------------------------------------------

typedef struct unheld_list {
    pf_unheld *items;
    size_t count;
} unheld_list;

// Appends to the list of the numbers when a number is what is waited for, else to the others, where there are some.
static bool add(pf_state *state, pf_unheld unheld, const pf_condition *condition, unheld_list *numbers, unheld_list *others)
{
    wait found = await(state, condition, 0);
    if (!found.possible || !found.number) {
        if (others)
            others->items[others->count++] = unheld;
        return true;
    }
    unheld.fact = &state->rules->pack.facts.items[found.number->target];
    unheld.known = state->facts.items[found.number->target].fact != NULL;
    unheld.factor = found.factor;
    unheld.lacks = write_lack(state, found.number);
    numbers->items[numbers->count++] = unheld;
    return unheld.lacks != NULL;
}

static bool add_signals(pf_state *state, const pf_pattern *pattern, unheld_list *numbers, unheld_list *others)
{
    uint32_t index = pf_pattern_number(state->rules, pattern);
    for (uint32_t i = 0; i < pattern->signals.count; i++) {
        const pf_signal *signal = &pattern->signals.items[i];
        bool absent = pf_evaluate_signal(state, index, i).standing == PF_ABSENT;
        if (signal->enabled != PF_FALSE && absent && !add(state, (pf_unheld){.signal = signal}, &signal->when, numbers, others))
            return false;
    }
    return true;
}

// Of the options, those that would come to fit.
static bool add_options(pf_state *state, const pf_assessment *assessment, unheld_list *numbers)
{
    for (size_t i = 0; i < assessment->option_count; i++) {
        const pf_option_result *result = &assessment->options[i];
        const pf_condition *choose = result->option->choose;
        if (choose && !add(state, (pf_unheld){.option = result->option}, choose, numbers, NULL))
            return false;
    }
    return true;
}

static bool counts(const pf_assessment *assessment, const char *signal)
{
    for (size_t i = 0; i < assessment->evidence_count; i++)
        if (assessment->evidence[i].signal == signal && assessment->evidence[i].status == PF_EFFECT_DENIED)
            return true;
    return false;
}

static bool find_denied(pf_state *state, pf_explanation *explanation)
{
    const pf_pattern *pattern = explanation->assessment->pattern;
    pf_evidence *denied = pf_arena_array(state->arena, pattern->signals.count, sizeof *denied);
    if (!denied)
        return false;
    for (uint32_t i = 0; i < pattern->signals.count; i++) {
        const pf_signal *signal = &pattern->signals.items[i];
        pf_finding finding = pf_evaluate_signal(state, pf_pattern_number(state->rules, pattern), i);
        if (finding.standing != PF_STANDS_DENIED || counts(explanation->assessment, signal->id))
            continue;
        pf_evidence *evidence = &denied[explanation->denied_count++];
        *evidence = (pf_evidence){.signal = signal->id, .because = signal->because, .located = finding.located,
                                  .start = finding.start, .end = finding.end, .status = PF_EFFECT_DENIED, .whole = signal->certainty};
        pf_find_cause(state, finding.cue, finding.start, evidence);
    }
    explanation->denied = denied;
    return true;
}

static double weight_of(const pf_unheld *unheld)
{
    return unheld->signal ? fabs(unheld->signal->certainty) : 0;
}

static int compare_unheld(const void *a, const void *b)
{
    const pf_unheld *left = a, *right = b;
    if (left->known != right->known)
        return left->known ? -1 : 1;
    if (left->factor != right->factor)
        return left->factor < right->factor ? -1 : 1;
    if (weight_of(left) != weight_of(right))
        return weight_of(left) > weight_of(right) ? -1 : 1;
    if (left->signal && right->signal) // as in the rules
        return left->signal < right->signal ? -1 : left->signal > right->signal;
    return left->option < right->option ? -1 : left->option > right->option;
}

static bool collect(pf_state *state, pf_explanation *explanation)
{
    const pf_assessment *assessment = explanation->assessment;
    const pf_pattern *pattern = assessment->pattern;
    unheld_list numbers = {pf_arena_array(state->arena, pattern->signals.count + assessment->option_count, sizeof *numbers.items), 0};
    unheld_list others = {pf_arena_array(state->arena, pattern->signals.count, sizeof *others.items), 0};
    if (!numbers.items || !others.items || !add_signals(state, pattern, &numbers, &others) || !add_options(state, assessment, &numbers))
        return false;
    qsort(numbers.items, numbers.count, sizeof *numbers.items, compare_unheld);
    qsort(others.items, others.count, sizeof *others.items, compare_unheld);
    explanation->numbers = numbers.items;
    explanation->number_count = numbers.count;
    explanation->others = others.items;
    explanation->other_count = others.count;
    return true;
}

pf_engine_status pf_engine_explain(pf_arena *arena, const pf_ruleset *rules, const pf_text *text, const pf_given *given, size_t given_count,
                                   const pf_assessment *assessment, pf_explanation *explanation)
{
    pf_state state = {.arena = arena, .rules = rules, .text = text, .given = given, .given_count = given_count};
    *explanation = (pf_explanation){.assessment = assessment};
    bool done = pf_state_prepare(&state) && find_denied(&state, explanation) && collect(&state, explanation);
    pf_state_release(&state);
    return done || state.status.outcome != PF_ENGINE_OK ? state.status : pf_engine_exhausted();
}
