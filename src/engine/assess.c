// SPDX-License-Identifier: MIT
// Weighs all that speaks for and against one pattern.
#include "engine/certainty.h"
#include "engine/state.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// All that speaks for (0..1) and all that speaks against (-1..0).
typedef struct cf_balance {
    double positive, negative;
} cf_balance;

static void add_certainty(cf_balance *balance, double certainty)
{
    if (certainty > 0)
        balance->positive = pf_combine(balance->positive, certainty);
    else if (certainty < 0)
        balance->negative = pf_combine(balance->negative, certainty);
}

pf_level pf_level_of(const pf_certainty *levels, double certainty)
{
    const double slack = 1e-9;
    if (certainty >= levels->strong - slack)
        return PF_LEVEL_STRONG;
    if (certainty >= levels->likely - slack)
        return PF_LEVEL_LIKELY;
    if (certainty >= levels->possible - slack)
        return PF_LEVEL_POSSIBLE;
    return PF_LEVEL_SILENT;
}

// How a pattern's signals are weighed in one text.
typedef struct evidence_scale {
    const pf_certainty *levels;
    double denied;   // the share with which a denied signal counts against
    double left_out; // and one that stands in a section of denials
} evidence_scale;

// What a signal contributes as far as it is stated, or may be.
static double contribution(const evidence_scale *scale, const pf_signal *signal, const pf_finding *finding)
{
    double certainty = signal->certainty * finding->weight;
    switch (finding->standing) {
    case PF_STANDS:
        return certainty;
    case PF_STANDS_HYPOTHETICAL:
        return certainty * scale->levels->hypothetical;
    case PF_STANDS_BACKGROUND:
        return certainty * scale->levels->background;
    default:
        return 0;
    }
}

// What the denial of a signal says against the pattern: 0 when it is not denied, or itself speaks against.
static double denial(const evidence_scale *scale, const pf_signal *signal, const pf_finding *finding)
{
    if (signal->certainty <= 0)
        return 0;
    if (finding->standing == PF_STANDS_DENIED)
        return -signal->certainty * finding->weight * (finding->also_denied ? scale->left_out : scale->denied);
    return finding->also_denied ? -signal->certainty * scale->left_out : 0;
}

static int effect_of(pf_standing standing)
{
    switch (standing) {
    case PF_STANDS_HYPOTHETICAL:
        return PF_EFFECT_HYPOTHETICAL;
    case PF_STANDS_BACKGROUND:
        return PF_EFFECT_BACKGROUND;
    default:
        return PF_EFFECT_STATED;
    }
}

const char *pf_write_bound(pf_state *state, uint32_t fact, const pf_value *value)
{
    pf_dimension dimension = (pf_dimension)state->rules->pack.facts.items[fact].dimension;
    return pf_quantity_format(state->arena, state->rules->lexicon, dimension, value->value);
}

const char *pf_write_threshold(pf_state *state, const pf_condition *condition)
{
    const pf_value *lower = condition->at_least.text ? &condition->at_least : &condition->more_than;
    const pf_value *upper = condition->at_most.text ? &condition->at_most : &condition->less_than;
    const char *from = lower->text ? pf_write_bound(state, condition->target, lower) : NULL;
    const char *to = upper->text ? pf_write_bound(state, condition->target, upper) : NULL;
    if ((lower->text && !from) || (upper->text && !to))
        return NULL;
    if (from && to)
        return pf_arena_format(state->arena, "counts from %s to %s", from, to);
    if (from)
        return pf_arena_format(state->arena, "counts from %s", from);
    if (condition->at_most.text)
        return pf_arena_format(state->arena, "counts up to %s", to);
    return to ? pf_arena_format(state->arena, "counts below %s", to) : "it is known";
}

const char *pf_write_comparison(pf_state *state, const pf_condition *condition)
{
    const pf_known_fact *known = &state->facts.items[condition->target];
    const char *counts = pf_write_threshold(state, condition);
    if (!known->fact || !counts || !pf_facts_describe(state->arena, state->rules, &state->facts, condition->target))
        return NULL;
    return pf_arena_format(state->arena, "%s: %s; %s", known->fact->title, known->arithmetic ? known->arithmetic : known->value, counts);
}

static bool serves(const pf_state *state, const pf_part *part, const pf_pattern *pattern)
{
    return part->pattern_index == pf_pattern_number(state->rules, pattern);
}

static double part_certainty(const pf_state *state, const pf_part *part)
{
    return part->certainty * state->system_share;
}

typedef struct live_signals {
    pf_live_signal *items;
    uint32_t count;
} live_signals;

static live_signals live_of(const pf_state *state, const pf_pattern *pattern)
{
    pf_range range = state->live_of[pf_pattern_number(state->rules, pattern)];
    return (live_signals){state->live + range.first, range.count};
}

// What is denied of a pattern that is plainly wanted otherwise says little: the text denies one form of it, not the need. What is left out
// as a non-goal says as little where several signals together are as plain. All signals of the pattern are evaluated here; afterwards their
// findings are known.
static evidence_scale scale_of(pf_state *state, const pf_pattern *pattern)
{
    const pf_certainty *levels = &state->levels;
    evidence_scale scale = {levels, levels->denied, levels->denied};
    double together = 0;
    live_signals live = live_of(state, pattern);
    for (uint32_t i = 0; i < live.count; i++) {
        const pf_finding *finding = pf_evaluate_live(state, &live.items[i]);
        double certainty = live.items[i].rule->certainty * finding->weight;
        if (finding->standing != PF_STANDS || finding->also_denied || certainty <= 0)
            continue;
        together = pf_combine(together, certainty);
        if (certainty >= levels->likely)
            scale.denied = levels->denied_beside;
    }
    if (together >= levels->strong)
        scale.left_out = levels->denied_beside;
    scale.left_out = fmin(scale.left_out, scale.denied);
    return scale;
}

// The denied signal that says most against a pattern. The others add nothing: to deny one thing in several words, or several forms of it,
// is to deny it once.
static pf_live_signal *strongest_denial(const pf_state *state, const pf_pattern *pattern, const evidence_scale *scale, double *certainty)
{
    live_signals live = live_of(state, pattern);
    pf_live_signal *strongest = NULL;
    *certainty = 0;
    for (uint32_t i = 0; i < live.count; i++) {
        double against = denial(scale, live.items[i].rule, &live.items[i].finding);
        if (against >= *certainty)
            continue;
        strongest = live.items + i;
        *certainty = against;
    }
    return strongest;
}

double pf_weigh(pf_state *state, const pf_pattern *pattern)
{
    evidence_scale scale = scale_of(state, pattern);
    cf_balance balance = {0};
    double denied;
    live_signals live = live_of(state, pattern);
    for (uint32_t i = 0; i < live.count; i++)
        add_certainty(&balance, contribution(&scale, live.items[i].rule, &live.items[i].finding));
    strongest_denial(state, pattern, &scale, &denied);
    add_certainty(&balance, denied);
    for (size_t i = 0; state->system && i < state->system->parts.count; i++)
        if (serves(state, &state->system->parts.items[i], pattern))
            add_certainty(&balance, part_certainty(state, &state->system->parts.items[i]));
    return pf_combine(balance.positive, balance.negative);
}

// What speaks for it comes first, each side with its strongest first.
static int compare_evidence(const void *a, const void *b)
{
    const pf_evidence *left = a, *right = b;
    if ((left->certainty > 0) != (right->certainty > 0))
        return left->certainty > 0 ? -1 : 1;
    if (fabs(left->certainty) != fabs(right->certainty))
        return fabs(left->certainty) > fabs(right->certainty) ? -1 : 1;
    if (left->start != right->start)
        return left->start < right->start ? -1 : 1;
    return strcmp(left->signal, right->signal);
}

// The number that decided, or else the count that did, if one did. False when memory is exhausted.
static bool add_arithmetic(pf_state *state, const pf_finding *finding, pf_evidence *evidence)
{
    if (state->brief || (!finding->fact && !finding->counted))
        return true;
    evidence->measured = finding->fact ? &state->rules->pack.facts.items[finding->fact->target] : NULL;
    evidence->arithmetic = finding->fact ? pf_write_comparison(state, finding->fact) : pf_write_count(state, finding);
    return evidence->arithmetic != NULL;
}

static bool add_signal(pf_state *state, pf_live_signal *live, const evidence_scale *scale, pf_evidence *evidence, size_t *count)
{
    const pf_signal *signal = live->rule;
    const pf_finding *finding = &live->finding;
    double certainty = contribution(scale, signal, finding);
    if (certainty == 0)
        return true;
    pf_evidence *slot = &evidence[(*count)++];
    *slot = (pf_evidence){.signal = signal->id, .because = signal->because, .located = finding->located, .start = finding->start, .end = finding->end,
                          .certainty = certainty, .status = effect_of(finding->standing), .whole = signal->certainty};
    if (finding->located && certainty != signal->certainty)
        pf_find_cause(state, finding->standing == PF_STANDS ? PF_UNRESOLVED : finding->cue, finding->start, slot);
    return add_arithmetic(state, finding, slot);
}

static bool add_denial(pf_state *state, const pf_pattern *pattern, const evidence_scale *scale, pf_evidence *evidence, size_t *count)
{
    double certainty;
    pf_live_signal *live = strongest_denial(state, pattern, scale, &certainty);
    if (!live)
        return true;
    const pf_signal *signal = live->rule;
    const pf_finding *finding = &live->finding;
    pf_evidence *slot = &evidence[(*count)++];
    *slot = (pf_evidence){.signal = signal->id, .because = signal->because, .located = true, .start = finding->denied_start, .end = finding->denied_end,
                          .certainty = certainty, .status = PF_EFFECT_DENIED, .whole = signal->certainty};
    bool by_section = finding->standing != PF_STANDS_DENIED;
    pf_find_cause(state, by_section ? PF_UNRESOLVED : finding->cue, by_section ? finding->denied_start : finding->start, slot);
    if (by_section)
        return true;
    slot->located = finding->located;
    slot->start = finding->start;
    slot->end = finding->end;
    return add_arithmetic(state, finding, slot);
}

static void add_parts(pf_state *state, pf_assessment *assessment, pf_evidence *evidence, size_t *count, const char **parts)
{
    for (size_t i = 0; state->system && i < state->system->parts.count; i++) {
        const pf_part *part = &state->system->parts.items[i];
        if (!serves(state, part, assessment->pattern))
            continue;
        evidence[(*count)++] = (pf_evidence){.signal = "system", .because = part->because, .located = true, .start = state->system_start,
                                             .end = state->system_end, .certainty = part_certainty(state, part),
                                             .status = PF_EFFECT_STATED, .whole = part->certainty};
        parts[assessment->part_count++] = part->part;
    }
}

static bool collect_evidence(pf_state *state, pf_assessment *assessment)
{
    const pf_pattern *pattern = assessment->pattern;
    size_t parts_most = state->system ? state->system->parts.count : 0, count = 0;
    live_signals live = live_of(state, pattern);
    pf_evidence *evidence = pf_arena_array(state->arena, live.count + 1 + parts_most, sizeof *evidence);
    const char **parts = pf_arena_array(state->arena, parts_most, sizeof *parts);
    if (!evidence || !parts)
        return false;
    evidence_scale scale = scale_of(state, pattern);
    for (uint32_t i = 0; i < live.count; i++)
        if (!add_signal(state, &live.items[i], &scale, evidence, &count))
            return false;
    if (!add_denial(state, pattern, &scale, evidence, &count))
        return false;
    add_parts(state, assessment, evidence, &count, parts);
    qsort(evidence, count, sizeof *evidence, compare_evidence);
    assessment->evidence = evidence;
    assessment->evidence_count = count;
    assessment->parts = parts;
    return true;
}

// Said not to be needed: something stated speaks against it, and there was something to speak against or a number that settles it.
static void judge_need(const pf_state *state, pf_assessment *assessment)
{
    const pf_evidence *worst = NULL;
    bool support = false, settled = false;
    for (size_t i = 0; i < assessment->evidence_count; i++) {
        const pf_evidence *evidence = &assessment->evidence[i];
        support = support || evidence->certainty > 0;
        if (evidence->certainty >= 0 || !(evidence->located || evidence->arithmetic))
            continue;
        settled = settled || evidence->arithmetic || evidence->status == PF_EFFECT_DENIED;
        if (!worst || evidence->certainty < worst->certainty || (evidence->certainty == worst->certainty && evidence->arithmetic && !worst->arithmetic))
            worst = evidence;
    }
    if (!worst || !(support || settled) || assessment->certainty > state->levels.not_needed)
        return;
    assessment->level = PF_LEVEL_NOT_NEEDED;
    assessment->against = worst->because;
}

bool pf_assess(pf_state *state, const pf_pattern *pattern, pf_assessment *assessment)
{
    *assessment = (pf_assessment){.pattern = pattern};
    assessment->certainty = pf_weigh(state, pattern);
    assessment->level = pf_level_of(&state->levels, assessment->certainty);
    if (!collect_evidence(state, assessment))
        return false;
    if (state->brief)
        return true;
    if (!pf_assess_options(state, assessment) || !pf_find_missing(state, assessment))
        return false;
    if (assessment->level == PF_LEVEL_SILENT)
        judge_need(state, assessment);
    return true;
}
