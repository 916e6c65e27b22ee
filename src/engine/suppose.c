// SPDX-License-Identifier: MIT
// What another value of a fact would change in what is recommended.
#include "engine/suppose.h"

#include "base/search.h"

#include <math.h>
#include <string.h>

// Certainties that are not farther apart are close.
static const double CLOSE = 0.1;

static bool is_plausible(const pf_fact *fact, double value)
{
    return !(fact->at_least.text && value < fact->at_least.value) && !(fact->at_most.text && value > fact->at_most.value);
}

static void add_span(pf_spans *spans, const pf_fact *fact, double value, double decades)
{
    bool exists = fact->dimension != PF_DIMENSION_COUNT || value >= 1; // there is no half of a thing
    if (exists && is_plausible(fact, value))
        spans->items[spans->count++] = (pf_span){value, decades};
}

static void share_out(pf_spans *spans)
{
    double all = 0;
    for (size_t i = 0; i < spans->count; i++)
        all += spans->items[i].share;
    for (size_t i = 0; i < spans->count; i++)
        spans->items[i].share /= all;
}

bool pf_find_spans(pf_state *state, uint32_t fact, pf_spans *spans)
{
    const pf_ruleset *rules = state->rules;
    const pf_fact *rule = &rules->pack.facts.items[fact];
    const double decade = sqrt(10); // half of one, in each direction
    double before = 0;
    size_t first = PF_FIRST_AT_LEAST(rules->thresholds, fact, rules->threshold_count, fact);
    size_t end = PF_FIRST_AT_LEAST(rules->thresholds, fact, rules->threshold_count, fact + 1);
    *spans = (pf_spans){.items = pf_arena_array(state->arena, end - first + 1, sizeof *spans->items)};
    if (!spans->items)
        return false;
    for (size_t i = first; i < end; i++) {
        double value = rules->thresholds[i].value;
        if (value <= before)
            continue;
        if (before > 0)
            add_span(spans, rule, sqrt(before * value), log10(value / before));
        else
            add_span(spans, rule, value / decade, 1);
        before = value;
    }
    if (before > 0)
        add_span(spans, rule, before * decade, 1);
    share_out(spans);
    return true;
}

// Whether a fact is as it was.
static bool is_same(const pf_known_fact *a, const pf_known_fact *b)
{
    bool same_bounds = !a->fact || (a->has_lower == b->has_lower && a->has_upper == b->has_upper && a->lower == b->lower && a->upper == b->upper);
    return a->fact == b->fact && same_bounds;
}

// The facts that are not as they were (pf_fact_bit).
static uint64_t find_changed(const pf_state *state, const pf_fact_table *before)
{
    uint64_t changed = 0;
    for (uint32_t i = 0; i < before->count; i++)
        changed |= is_same(&state->facts.items[i], &before->items[i]) ? 0 : pf_fact_bit(i);
    return changed;
}

// Whether one of these facts may change the certainty of a pattern.
static bool may_tell(const pf_state *state, const pf_assessment *assessment, uint64_t facts)
{
    pf_range range = state->live_of[pf_pattern_number(state->rules, assessment->pattern)];
    for (uint32_t i = range.first; i < range.first + range.count; i++)
        if (state->live[i].facts & facts)
            return true;
    return false;
}

static bool starts_otherwise(pf_state *state, const pf_assessment *assessment, uint64_t changed)
{
    return state->option_facts[pf_pattern_number(state->rules, assessment->pattern)] & changed &&
           pf_start_with(state, assessment->pattern, NULL) != assessment->start_with;
}

static pf_change judge_change(pf_state *state, const pf_assessment *assessment, uint64_t changed)
{
    double certainty = may_tell(state, assessment, changed) ? pf_weigh(state, assessment->pattern) : assessment->certainty;
    bool now = pf_level_recommends(pf_level_of(&state->levels, certainty));
    if (now != pf_level_recommends(assessment->level))
        return fabs(certainty - state->levels.likely) < CLOSE ? PF_CHANGE_BARELY : PF_CHANGE_LEVEL;
    return now && starts_otherwise(state, assessment, changed) ? PF_CHANGE_START : PF_CHANGE_NONE;
}

// Whether a pattern compares the fact with a number that lies between the value that was tried last and this one.
static bool is_between(const pf_state *state, const pf_trial *trial, size_t pattern, double value)
{
    const pf_ruleset *rules = state->rules;
    double least = fmin(trial->value, value), most = fmax(trial->value, value);
    for (size_t i = PF_FIRST_AT_LEAST(rules->thresholds, fact, rules->threshold_count, trial->fact); i < rules->threshold_count; i++) {
        const pf_threshold *threshold = &rules->thresholds[i];
        if (threshold->fact != trial->fact)
            break;
        if (threshold->pattern == pattern && threshold->value >= least && threshold->value <= most)
            return true;
    }
    return false;
}

// A pattern comes out as with the value before, where nothing but this fact changed then and now, and no number lies between.
static bool judge_changes(pf_state *state, pf_trial *trial, double value, uint64_t changed)
{
    const pf_result *result = trial->result;
    bool alone = changed == pf_fact_bit(trial->fact) && trial->changed == changed;
    pf_memory_forget_facts(state, changed | state->doubtful);
    state->doubtful = changed;
    for (size_t i = 0; i < result->assessment_count; i++) {
        const pf_assessment *assessment = &result->assessments[i];
        if (!trial->all && !pf_is_spoken_of(assessment))
            trial->changes[i] = PF_CHANGE_NONE;
        else if (!alone || is_between(state, trial, pf_pattern_number(state->rules, assessment->pattern), value))
            trial->changes[i] = judge_change(state, assessment, changed);
    }
    trial->value = value;
    trial->changed = changed;
    return state->status.outcome == PF_ENGINE_OK;
}

// The facts without those that were worked out from others.
static bool list_stated(pf_state *state)
{
    const pf_fact_table *facts = &state->facts;
    state->stated = pf_arena_array(state->arena, facts->count, sizeof *state->stated);
    state->supposed = pf_arena_array(state->arena, facts->count, sizeof *state->supposed);
    for (size_t i = 0; state->stated && i < facts->count; i++)
        if (facts->items[i].fact && facts->items[i].provenance != PF_DERIVED)
            state->stated[i] = facts->items[i];
    return state->stated && state->supposed;
}

pf_given pf_give(const pf_ruleset *rules, uint32_t fact, double value)
{
    uint8_t dimension = (uint8_t)rules->pack.facts.items[fact].dimension;
    return (pf_given){fact, {.dimension = dimension, .has_lower = true, .has_upper = true, .lower = value, .upper = value}};
}

bool pf_trial_begin(pf_state *state, const pf_result *result, uint32_t fact, bool all, pf_trial *trial)
{
    *trial = (pf_trial){.result = result, .all = all, .fact = fact};
    trial->changes = pf_arena_array(state->arena, result->assessment_count, sizeof *trial->changes);
    return trial->changes && (state->stated || list_stated(state));
}

bool pf_suppose(pf_state *state, pf_trial *trial, double value)
{
    pf_fact_table before = state->facts;
    pf_given given = pf_give(state->rules, trial->fact, value);
    memcpy(state->supposed, state->stated, before.count * sizeof *state->stated);
    state->facts.items = state->supposed;
    pf_facts_set(state->rules, &state->facts, trial->fact, &given.value);
    bool good = pf_facts_derive(state->arena, state->rules, &state->facts);
    uint64_t changed = find_changed(state, &before);
    good = good && judge_changes(state, trial, value, changed);
    state->facts = before;
    return good;
}

bool pf_is_spoken_of(const pf_assessment *assessment)
{
    return assessment->level <= PF_LEVEL_POSSIBLE;
}

double pf_weigh_change(pf_change change)
{
    return change >= PF_CHANGE_BARELY ? 1 : change == PF_CHANGE_START ? 0.5 : 0;
}
