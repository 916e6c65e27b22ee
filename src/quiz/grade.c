// SPDX-License-Identifier: MIT
// Compares what somebody picked for a text with what the engine found in it.
#include "quiz/grade.h"

static pf_verdict verdict_of(const pf_assessment *assessment, bool picked)
{
    if (pf_level_recommends(assessment->level))
        return picked ? PF_VERDICT_RIGHT : PF_VERDICT_MISSED;
    if (!picked)
        return PF_VERDICT_NONE;
    return assessment->level == PF_LEVEL_POSSIBLE ? PF_VERDICT_OPEN : PF_VERDICT_UNCALLED;
}

// The first pitfall of overuse, rather one that applies to this text, which stand first; where there is none, the first of all.
static const pf_pitfall *pitfall_of(const pf_assessment *assessment)
{
    for (size_t i = 0; i < assessment->pitfall_count; i++)
        if (assessment->pitfalls[i].pitfall->overuse)
            return assessment->pitfalls[i].pitfall;
    return assessment->pitfall_count ? assessment->pitfalls[0].pitfall : NULL;
}

bool pf_grade(pf_arena *arena, const pf_ruleset *rules, const pf_result *result, const bool *picked, pf_grades *grades)
{
    *grades = (pf_grades){.items = pf_arena_array(arena, result->assessment_count, sizeof *grades->items), .count = result->assessment_count};
    if (!grades->items)
        return false;
    for (size_t i = 0; i < grades->count; i++) {
        const pf_assessment *assessment = &result->assessments[i];
        pf_verdict verdict = verdict_of(assessment, picked[assessment->pattern - rules->pack.patterns.items]);
        grades->items[i] = (pf_graded){assessment, verdict, verdict == PF_VERDICT_UNCALLED ? pitfall_of(assessment) : NULL};
        grades->counts[verdict]++;
    }
    grades->all_right = !grades->counts[PF_VERDICT_MISSED] && !grades->counts[PF_VERDICT_UNCALLED];
    return true;
}
