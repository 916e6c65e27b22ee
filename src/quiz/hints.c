// SPDX-License-Identifier: MIT
// Three hints for somebody who does not see which patterns a text calls for; none of them names a pattern.
#include "quiz/hints.h"

#include <math.h>

static bool recommends(const pf_result *result)
{
    return result->assessment_count && pf_level_recommends(result->assessments[0].level);
}

// Whether the hints are about a pattern: one that is recommended, or where there is none, any.
static bool is_about(const pf_result *result, const pf_assessment *assessment)
{
    return !recommends(result) || pf_level_recommends(assessment->level);
}

// The strongest clause that quotes words; one that measures a number, which is for the last hint, only where there is no other.
static void add_words(pf_quiz_hint *hint, const pf_assessment *assessment)
{
    const pf_evidence *number = NULL, *words = NULL;
    for (size_t i = 0; i < assessment->evidence_count && !words; i++) {
        const pf_evidence *evidence = &assessment->evidence[i];
        if (!pf_evidence_quotes(evidence))
            continue;
        words = evidence->measured ? NULL : evidence;
        number = number ? number : evidence;
    }
    if ((words || number) && hint->word_count < PF_HINT_WORDS)
        hint->words[hint->word_count++] = words ? words : number;
}

// A number that is compared with several thresholds is shown with the one that tells most.
static void add_number(pf_quiz_hint *hint, const pf_fact *fact, const char *comparison)
{
    for (size_t i = 0; i < hint->number_count; i++)
        if (hint->facts[i] == fact)
            return;
    if (hint->number_count == PF_HINT_NUMBERS)
        return;
    hint->facts[hint->number_count] = fact;
    hint->numbers[hint->number_count++] = comparison;
}

static void add_numbers(pf_quiz_hint *hint, const pf_assessment *assessment)
{
    for (size_t i = 0; i < assessment->evidence_count; i++)
        if (assessment->evidence[i].measured)
            add_number(hint, assessment->evidence[i].measured, assessment->evidence[i].arithmetic);
    if (!pf_level_recommends(assessment->level) && assessment->unmet)
        add_number(hint, assessment->unmet_of, assessment->unmet);
}

// The recommended pattern that is most certain; where there is none, the one for which most speaks, whatever speaks against it.
// The result assesses at least one.
static const pf_assessment *most_tempting(const pf_result *result)
{
    const pf_assessment *most = &result->assessments[0];
    double most_support = -1;
    if (recommends(result))
        return most;
    for (size_t i = 0; i < result->assessment_count; i++) {
        const pf_assessment *assessment = &result->assessments[i];
        double support = 0;
        for (size_t j = 0; j < assessment->evidence_count; j++)
            support = fmax(assessment->evidence[j].certainty, support);
        if (support > most_support) {
            most = assessment;
            most_support = support;
        }
    }
    return most;
}

pf_quiz_hint pf_quiz_hint_of(const pf_result *result, unsigned tier)
{
    pf_quiz_hint hint = {.tier = tier};
    if (tier == 1 && result->assessment_count)
        hint.problem = most_tempting(result)->pattern->problem;
    for (size_t i = 0; i < result->assessment_count; i++) {
        const pf_assessment *assessment = &result->assessments[i];
        if (tier == 2 && is_about(result, assessment))
            add_words(&hint, assessment);
        if (tier == 3 && is_about(result, assessment))
            add_numbers(&hint, assessment);
    }
    return hint;
}
