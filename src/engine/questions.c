// SPDX-License-Identifier: MIT
// What is not stated and would decide: missing facts, unmet thresholds, and the questions worth asking.
#include "engine/suppose.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_MISSING = 3, MOST_DEPTH = 8 };

static int compare_questions(const void *a, const void *b)
{
    const pf_asked *left = a, *right = b;
    if (left->weight != right->weight)
        return left->weight > right->weight ? -1 : 1;
    return left->fact < right->fact ? -1 : left->fact > right->fact;
}

static bool is_asked(const pf_asked *questions, size_t count, const pf_fact *fact)
{
    for (size_t i = 0; i < count; i++)
        if (questions[i].fact == fact)
            return true;
    return false;
}

// The questions for facts that are not known, each fact once.
static size_t list_open(const pf_state *state, const pf_result *result, pf_asked *questions)
{
    size_t count = 0;
    for (size_t i = 0; i < result->assessment_count; i++) {
        const pf_assessment *assessment = &result->assessments[i];
        const pf_questions *asked = &assessment->pattern->questions;
        for (size_t j = 0; pf_is_spoken_of(assessment) && j < asked->count; j++) {
            const pf_fact *fact = &state->rules->pack.facts.items[asked->items[j].fact_index];
            if (!state->facts.items[asked->items[j].fact_index].fact && !is_asked(questions, count, fact))
                questions[count++] = (pf_asked){.ask = asked->items[j].ask, .fact = fact};
        }
    }
    return count;
}

static const pf_question *find_question(const pf_pattern *pattern, const pf_fact *fact)
{
    for (size_t i = 0; i < pattern->questions.count; i++)
        if (strcmp(pattern->questions.items[i].fact, fact->name) == 0)
            return &pattern->questions.items[i];
    return NULL;
}

// In the words of the only pattern that hangs on it, or in such as suit all.
static void choose_words(pf_asked *asked)
{
    const pf_question *question = asked->decides_count == 1 ? find_question(asked->decides[0], asked->fact) : NULL;
    if (question)
        asked->ask = question->ask;
    else if (asked->fact->ask)
        asked->ask = asked->fact->ask;
}

// How much an answer is expected to change in each assessment.
static bool weigh_answers(pf_state *state, const pf_result *result, uint32_t fact, double *weights)
{
    pf_trial trial;
    pf_spans spans;
    if (!pf_trial_begin(state, result, fact, false, &trial) || !pf_find_spans(state, fact, &spans))
        return false;
    for (size_t i = 0; i < spans.count; i++) {
        if (!pf_suppose(state, &trial, spans.items[i].value))
            return false;
        for (size_t j = 0; j < result->assessment_count; j++)
            weights[j] += spans.items[i].share * pf_weigh_change(trial.changes[j]);
    }
    return true;
}

static bool weigh_question(pf_state *state, const pf_result *result, pf_asked *asked)
{
    size_t count = result->assessment_count;
    const pf_pattern **decides = pf_arena_array(state->arena, count, sizeof *decides);
    double *weights = pf_arena_array(state->arena, count, sizeof *weights);
    if (!decides || !weights || !weigh_answers(state, result, pf_fact_number(state->rules, asked->fact), weights))
        return false;
    for (size_t i = 0; i < count; i++) {
        asked->weight += weights[i];
        if (weights[i] > 0)
            decides[asked->decides_count++] = result->assessments[i].pattern;
    }
    asked->decides = decides;
    choose_words(asked);
    return true;
}

bool pf_find_questions(pf_state *state, pf_result *result)
{
    size_t most = 0, open;
    for (size_t i = 0; i < result->assessment_count; i++)
        most += result->assessments[i].pattern->questions.count;
    pf_asked *questions = pf_arena_array(state->arena, most, sizeof *questions);
    if (!questions || !pf_settle(state))
        return false;
    open = list_open(state, result, questions);
    for (size_t i = 0; i < open; i++)
        if (!weigh_question(state, result, &questions[i]))
            return false;
    if (open)
        qsort(questions, open, sizeof *questions, compare_questions);
    while (result->question_count < open && questions[result->question_count].weight > 0)
        result->question_count++;
    result->questions = questions;
    return true;
}

// The comparison of a positive signal that stands alone: what a number would have to reach.
static const pf_condition *lone_comparison(const pf_signal *signal)
{
    bool counts = signal->certainty > 0 && signal->enabled != PF_FALSE && signal->when.kind == PF_CONDITION_FACT;
    return counts && (signal->when.at_least.text || signal->when.more_than.text) ? &signal->when : NULL;
}

static bool add_missing(pf_state *state, const pf_condition *condition, const char **missing, uint32_t *facts, size_t *count)
{
    const pf_fact *fact = &state->rules->pack.facts.items[condition->target];
    const pf_value *bound = condition->at_least.text ? &condition->at_least : &condition->more_than;
    const char *from = pf_write_bound(state, condition->target, bound);
    const char *text = from ? pf_arena_format(state->arena, "%s is not stated; it would count from %s", fact->title, from) : NULL;
    for (size_t i = 0; i < *count; i++)
        if (facts[i] == condition->target)
            return true;
    facts[*count] = condition->target;
    missing[(*count)++] = text;
    return text != NULL;
}

double pf_factor_to(const pf_state *state, const pf_condition *condition)
{
    const pf_known_fact *known = &state->facts.items[condition->target];
    double value = known->fact ? pf_fact_value(known) : 0;
    const pf_value *lower = condition->at_least.text ? &condition->at_least : &condition->more_than;
    const pf_value *upper = condition->at_most.text ? &condition->at_most : &condition->less_than;
    if (value <= 0)
        return 0;
    if (lower->text && value < lower->value)
        return lower->value / value;
    return upper->text && upper->value > 0 && value > upper->value ? value / upper->value : 0;
}

typedef struct near_miss {
    const pf_condition *condition;
    double factor;
} near_miss;

// The comparison in a condition that is nearest to holding.
static void find_nearest(const pf_state *state, const pf_condition *condition, near_miss *found, int depth)
{
    double factor = condition->kind == PF_CONDITION_FACT ? pf_factor_to(state, condition) : 0;
    if (factor > 1 && factor < found->factor)
        *found = (near_miss){condition, factor};
    const pf_conditions *groups[] = {&condition->all, &condition->any};
    for (size_t i = 0; i < 2 && depth < MOST_DEPTH; i++)
        for (size_t j = 0; j < groups[i]->count; j++)
            find_nearest(state, pf_condition_at(groups[i], j), found, depth + 1);
}

static bool find_unmet(pf_state *state, pf_assessment *assessment)
{
    const pf_pattern *pattern = assessment->pattern;
    near_miss found = {NULL, INFINITY};
    for (uint32_t i = 0; i < pattern->signals.count; i++) {
        const pf_signal *signal = &pattern->signals.items[i];
        if (signal->certainty > 0 && signal->enabled != PF_FALSE)
            find_nearest(state, &signal->when, &found, 0);
    }
    if (!found.condition)
        return true;
    assessment->unmet_of = &state->rules->pack.facts.items[found.condition->target];
    assessment->unmet = pf_write_comparison(state, found.condition);
    return assessment->unmet != NULL;
}

bool pf_find_missing(pf_state *state, pf_assessment *assessment)
{
    const pf_signals *signals = &assessment->pattern->signals;
    const char **missing = pf_arena_array(state->arena, MOST_MISSING, sizeof *missing);
    uint32_t facts[MOST_MISSING];
    size_t count = 0;
    if (!missing)
        return false;
    for (size_t i = 0; i < signals->count && count < MOST_MISSING; i++) {
        const pf_condition *condition = lone_comparison(&signals->items[i]);
        bool is_missing = condition && !state->facts.items[condition->target].fact;
        if (is_missing && !add_missing(state, condition, missing, facts, &count))
            return false;
    }
    assessment->missing = missing;
    assessment->missing_count = count;
    return find_unmet(state, assessment);
}
