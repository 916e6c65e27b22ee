// SPDX-License-Identifier: MIT
// What is not stated and would decide: missing facts, unmet thresholds, and the questions worth asking.
#include "engine/state.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_MISSING = 3, MOST_THRESHOLDS = 16, MOST_DEPTH = 8 };

// What a fact is compared with within a condition.
typedef struct threshold_list {
    uint32_t fact;
    double values[MOST_THRESHOLDS];
    size_t count;
} threshold_list;

static void collect(const pf_ruleset *rules, const pf_condition *condition, threshold_list *list, int depth)
{
    if (condition->kind == PF_CONDITION_FACT && condition->target == list->fact) {
        const pf_value *values[] = {&condition->at_least, &condition->more_than, &condition->at_most, &condition->less_than};
        for (size_t i = 0; i < 4; i++)
            if (values[i]->text && list->count < MOST_THRESHOLDS)
                list->values[list->count++] = values[i]->value;
    }
    if (depth == MOST_DEPTH)
        return;
    if (condition->kind == PF_CONDITION_IS)
        collect(rules, &rules->pack.conditions.items[condition->target].when, list, depth + 1);
    if (condition->kind == PF_CONDITION_SIGNAL)
        collect(rules, &rules->pack.patterns.items[condition->target_pattern].signals.items[condition->target].when, list, depth + 1);
    const pf_conditions *groups[] = {&condition->all, &condition->any, &condition->none};
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < groups[i]->count; j++)
            collect(rules, &groups[i]->items[j], list, depth + 1);
}

// The thresholds that the pattern's signals and options hold for the fact.
static threshold_list thresholds_of(const pf_ruleset *rules, const pf_pattern *pattern, uint32_t fact)
{
    threshold_list list = {.fact = fact};
    for (size_t i = 0; i < pattern->signals.count; i++)
        collect(rules, &pattern->signals.items[i].when, &list, 0);
    for (size_t i = 0; i < pattern->options.count; i++) {
        if (pattern->options.items[i].choose)
            collect(rules, pattern->options.items[i].choose, &list, 0);
        if (pattern->options.items[i].outgrown)
            collect(rules, pattern->options.items[i].outgrown, &list, 0);
    }
    return list;
}

static bool is_recommended(const pf_state *state, double certainty)
{
    return pf_level_of(&state->levels, certainty) <= PF_LEVEL_LIKELY;
}

// How much a value of the fact would change: 2 the recommendation, 1 the option to start with, 0 nothing. The state's facts are as before afterwards.
static int effect_of_value(pf_state *state, const pf_assessment *assessment, uint32_t fact, double value)
{
    pf_known_fact *table = pf_arena_array(state->arena, state->facts.count, sizeof *table);
    if (!table)
        return -1;
    memcpy(table, state->facts.items, state->facts.count * sizeof *table);
    pf_fact_table before = state->facts;
    state->facts.items = table;
    pf_quantity given = {.dimension = (uint8_t)state->rules->pack.facts.items[fact].dimension, .has_lower = true, .has_upper = true, .lower = value, .upper = value};
    bool set = pf_facts_set(state->arena, state->rules, &state->facts, fact, &given) && pf_facts_derive(state->arena, state->rules, &state->facts);
    int effect = -1;
    if (set) {
        uint32_t start;
        pf_memory_forget_facts(state);
        double certainty = pf_assess_certainty(state, assessment->pattern, &start);
        bool now = is_recommended(state, certainty), then = is_recommended(state, assessment->certainty);
        effect = now != then ? 2 : now && start != assessment->start_with;
    }
    state->facts = before;
    pf_memory_forget_facts(state);
    return effect;
}

// The most that a plausible value of the fact would change: half and double of each threshold.
static int effect_of_fact(pf_state *state, const pf_assessment *assessment, uint32_t fact)
{
    threshold_list list = thresholds_of(state->rules, assessment->pattern, fact);
    int most = 0;
    for (size_t i = 0; i < list.count && most < 2; i++)
        for (int side = 0; side < 2 && most < 2; side++) {
            int effect = effect_of_value(state, assessment, fact, side ? list.values[i] * 2 : list.values[i] / 2);
            if (effect < 0)
                return -1;
            most = effect > most ? effect : most;
        }
    return most;
}

typedef struct ranked_question {
    pf_asked asked;
    int weight;
} ranked_question;

static int compare_questions(const void *a, const void *b)
{
    const ranked_question *left = a, *right = b;
    if (left->weight != right->weight)
        return right->weight - left->weight;
    return left->asked.fact < right->asked.fact ? -1 : left->asked.fact > right->asked.fact;
}

static bool add_question(pf_state *state, ranked_question *questions, size_t *count, const pf_question *question, const pf_pattern *pattern, int weight)
{
    const pf_fact *fact = &state->rules->pack.facts.items[question->fact_index];
    size_t at = 0;
    while (at < *count && questions[at].asked.fact != fact)
        at++;
    pf_asked *asked = &questions[at].asked;
    const pf_pattern **decides = pf_arena_array(state->arena, asked->decides_count + 1, sizeof *decides);
    if (!decides)
        return false;
    if (at == *count) {
        ++*count;
        asked->question = question;
        asked->fact = fact;
    }
    if (asked->decides_count)
        memcpy(decides, asked->decides, asked->decides_count * sizeof *decides);
    decides[asked->decides_count++] = pattern;
    asked->decides = decides;
    questions[at].weight += weight;
    return true;
}

// Patterns of which nothing at all is said are not worth a question.
static bool is_worth_asking(const pf_assessment *assessment)
{
    return assessment->level <= PF_LEVEL_POSSIBLE;
}

static bool rank_questions(pf_state *state, const pf_result *result, ranked_question *questions, size_t *count)
{
    for (size_t i = 0; i < result->assessment_count; i++) {
        const pf_assessment *assessment = &result->assessments[i];
        const pf_questions *asked = &assessment->pattern->questions;
        for (size_t j = 0; is_worth_asking(assessment) && j < asked->count; j++) {
            uint32_t fact = asked->items[j].fact_index;
            int weight = state->facts.items[fact].fact ? 0 : effect_of_fact(state, assessment, fact);
            if (weight < 0 || (weight > 0 && !add_question(state, questions, count, &asked->items[j], assessment->pattern, weight)))
                return false;
        }
    }
    return true;
}

bool pf_find_questions(pf_state *state, pf_result *result)
{
    size_t most = 0, count = 0;
    for (size_t i = 0; i < result->assessment_count; i++)
        most += result->assessments[i].pattern->questions.count;
    ranked_question *questions = pf_arena_array(state->arena, most + 1, sizeof *questions);
    pf_asked *asked = pf_arena_array(state->arena, most, sizeof *asked);
    if (!questions || !asked || !rank_questions(state, result, questions, &count))
        return false;
    qsort(questions, count, sizeof *questions, compare_questions);
    for (size_t i = 0; i < count; i++)
        asked[i] = questions[i].asked;
    result->questions = asked;
    result->question_count = count;
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

// How many times a known number would have to be larger, or smaller, for the comparison to hold; 0 when it holds or nothing is known.
static double factor_to(const pf_state *state, const pf_condition *condition)
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
    double factor = condition->kind == PF_CONDITION_FACT ? factor_to(state, condition) : 0;
    if (factor > 1 && factor < found->factor)
        *found = (near_miss){condition, factor};
    const pf_conditions *groups[] = {&condition->all, &condition->any};
    for (size_t i = 0; i < 2 && depth < MOST_DEPTH; i++)
        for (size_t j = 0; j < groups[i]->count; j++)
            find_nearest(state, &groups[i]->items[j], found, depth + 1);
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
    if (found.condition)
        assessment->unmet = pf_write_comparison(state, found.condition);
    return !found.condition || assessment->unmet;
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
