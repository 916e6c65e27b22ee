// SPDX-License-Identifier: MIT
// What two results for one text have not in common.
#include "engine/difference.h"

#include "engine/state.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_same(double a, double b)
{
    return fabs(a - b) <= fmax(fabs(a), fabs(b)) * 1e-9;
}

static bool recommends(const pf_assessment *assessment)
{
    return pf_level_recommends(assessment->level);
}

// --- Facts ----------------------------------------------------------------------------------------------------------

static const pf_known_fact *find_fact(const pf_result *result, const pf_fact *fact)
{
    for (size_t i = 0; i < result->fact_count; i++)
        if (result->facts[i].fact == fact)
            return &result->facts[i];
    return NULL;
}

static bool is_same_bound(bool has, double bound, bool has_other, double other)
{
    return has == has_other && (!has || is_same(bound, other));
}

static bool is_same_value(const pf_known_fact *a, const pf_known_fact *b)
{
    return a && b && is_same_bound(a->has_lower, a->lower, b->has_lower, b->lower) && is_same_bound(a->has_upper, a->upper, b->has_upper, b->upper);
}

static bool compare_facts(pf_arena *arena, pf_difference *difference)
{
    const pf_result *before = difference->before, *after = difference->after;
    pf_fact_change *changes = pf_arena_array(arena, before->fact_count + after->fact_count, sizeof *changes);
    if (!changes)
        return false;
    for (int pass = 0; pass < 2; pass++) // those that were given first
        for (size_t i = 0; i < after->fact_count; i++) {
            const pf_known_fact *now = &after->facts[i], *then = find_fact(before, now->fact);
            if ((now->provenance == PF_SET) == (pass == 0) && !is_same_value(then, now))
                changes[difference->fact_count++] = (pf_fact_change){then, now};
        }
    for (size_t i = 0; i < before->fact_count; i++)
        if (!find_fact(after, before->facts[i].fact))
            changes[difference->fact_count++] = (pf_fact_change){&before->facts[i], NULL};
    difference->facts = changes;
    return true;
}

// --- Patterns -------------------------------------------------------------------------------------------------------

// Whether both are the same clause: a signal may count for a pattern and, where it is denied, against it, and a system has several parts.
static bool is_same_clause(const pf_evidence *a, const pf_evidence *b)
{
    return a->signal == b->signal && a->because == b->because && (a->status == PF_EFFECT_DENIED) == (b->status == PF_EFFECT_DENIED);
}

static const pf_evidence *find_clause(const pf_assessment *assessment, const pf_evidence *evidence)
{
    for (size_t i = 0; i < assessment->evidence_count; i++)
        if (is_same_clause(&assessment->evidence[i], evidence))
            return &assessment->evidence[i];
    return NULL;
}

static double weight_of(const pf_clause_change *change)
{
    return fabs((change->after ? change->after->certainty : 0) - (change->before ? change->before->certainty : 0));
}

static const char *name_of(const pf_clause_change *change)
{
    return change->after ? change->after->signal : change->before->signal;
}

static int compare_clauses(const void *a, const void *b)
{
    const pf_clause_change *left = a, *right = b;
    double difference = weight_of(right) - weight_of(left);
    if (fabs(difference) > 1e-9)
        return difference > 0 ? 1 : -1;
    return strcmp(name_of(left), name_of(right));
}

static bool find_clauses(pf_arena *arena, pf_pattern_change *change)
{
    const pf_assessment *before = change->before, *after = change->after;
    pf_clause_change *clauses = pf_arena_array(arena, before->evidence_count + after->evidence_count, sizeof *clauses);
    if (!clauses)
        return false;
    for (size_t i = 0; i < before->evidence_count; i++) {
        const pf_evidence *then = &before->evidence[i], *now = find_clause(after, then);
        if (!now || !is_same(then->certainty, now->certainty))
            clauses[change->clause_count++] = (pf_clause_change){then, now};
    }
    for (size_t i = 0; i < after->evidence_count; i++)
        if (!find_clause(before, &after->evidence[i]))
            clauses[change->clause_count++] = (pf_clause_change){NULL, &after->evidence[i]};
    qsort(clauses, change->clause_count, sizeof *clauses, compare_clauses);
    change->clauses = clauses;
    return true;
}

static bool has_other_options(const pf_assessment *before, const pf_assessment *after)
{
    for (size_t i = 0; i < before->option_count; i++)
        if (before->options[i].fits != after->options[i].fits)
            return true;
    return before->start_with != after->start_with;
}

// What is not needed is not recommended either way, whether or not something speaks against it.
static bool is_other_level(pf_level a, pf_level b)
{
    return a != b && (a <= PF_LEVEL_POSSIBLE || b <= PF_LEVEL_POSSIBLE);
}

static bool compare_pattern(pf_arena *arena, pf_pattern_change *change)
{
    const pf_assessment *before = change->before, *after = change->after;
    bool restarts = recommends(before) && recommends(after) && before->start_with != after->start_with;
    change->decisive = is_other_level(before->level, after->level) || restarts;
    if (!find_clauses(arena, change))
        return false;
    change->any = before->level != after->level || change->clause_count > 0 || has_other_options(before, after) ||
                  !is_same(before->certainty, after->certainty);
    return true;
}

// 0: it is recommended now, or no longer; 1: it changes otherwise; 2: it stays.
static int rank_of(const pf_pattern_change *change)
{
    if (recommends(change->before) != recommends(change->after))
        return 0;
    return change->decisive ? 1 : 2;
}

static int compare_changes(const void *a, const void *b)
{
    const pf_pattern_change *left = a, *right = b;
    if (rank_of(left) != rank_of(right))
        return rank_of(left) - rank_of(right);
    return left->after < right->after ? -1 : left->after > right->after; // as in the result
}

static bool compare_patterns(pf_arena *arena, pf_difference *difference)
{
    const pf_result *after = difference->after;
    pf_pattern_change *changes = pf_arena_array(arena, after->assessment_count, sizeof *changes);
    if (!changes)
        return false;
    for (size_t i = 0; i < after->assessment_count; i++) {
        pf_pattern_change *change = &changes[difference->pattern_count++];
        change->after = &after->assessments[i];
        change->before = pf_assessment_of(difference->before, change->after->pattern);
        if (!compare_pattern(arena, change))
            return false;
        difference->decisive_count += change->decisive;
    }
    qsort(changes, difference->pattern_count, sizeof *changes, compare_changes);
    difference->patterns = changes;
    return true;
}

bool pf_compare(pf_arena *arena, const pf_result *before, const pf_result *after, pf_difference *difference)
{
    *difference = (pf_difference){.before = before, .after = after};
    return compare_facts(arena, difference) && compare_patterns(arena, difference);
}

// --- Thresholds -----------------------------------------------------------------------------------------------------

typedef struct nearness {
    pf_near_threshold *nearest;
    double bound, factor; // how many times the bound, or the value, is the larger one
} nearness;

static void look_at(nearness *found, const pf_ruleset *rules, const pf_pattern *pattern, const pf_known_fact *known)
{
    double value = pf_fact_value(known);
    for (size_t i = 0; i < rules->threshold_count; i++) {
        const pf_threshold *threshold = &rules->thresholds[i];
        double bound = threshold->value;
        bool is_of = &rules->pack.patterns.items[threshold->pattern] == pattern && &rules->pack.facts.items[threshold->fact] == known->fact;
        if (!is_of || bound <= 0 || value <= 0)
            continue;
        double factor = bound > value ? bound / value : value / bound;
        if (factor >= found->factor)
            continue;
        *found->nearest = (pf_near_threshold){pattern, known->fact, NULL};
        found->bound = bound;
        found->factor = factor;
    }
}

// A pattern of which the text says nothing comes in only where no other has a threshold.
bool pf_nearest_threshold(pf_arena *arena, const pf_ruleset *rules, const pf_difference *difference, const pf_pattern *pattern,
                          pf_near_threshold *nearest)
{
    nearness found = {nearest, 0, INFINITY};
    *nearest = (pf_near_threshold){0};
    for (int pass = 0; pass < 2 && !nearest->pattern; pass++)
        for (size_t i = 0; i < difference->pattern_count; i++) {
            const pf_assessment *assessment = difference->patterns[i].after;
            bool is_wanted = pattern ? assessment->pattern == pattern : pass == 1 || assessment->level != PF_LEVEL_SILENT;
            for (size_t j = 0; is_wanted && j < difference->fact_count; j++)
                if (difference->facts[j].after)
                    look_at(&found, rules, assessment->pattern, difference->facts[j].after);
        }
    if (nearest->pattern)
        nearest->bound = pf_quantity_format(arena, rules->lexicon, (pf_dimension)nearest->fact->dimension, found.bound);
    return !nearest->pattern || nearest->bound;
}
