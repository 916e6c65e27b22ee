// SPDX-License-Identifier: MIT
// The same text without one of its sentences.
#include "api/omission.h"

#include "base/bytes.h"

// Each sentence that is tried costs an analysis.
enum { MOST_TRIED = 16, LONGEST_TEXT = 32 * 1024 };

static bool recommends_any(const pf_result *result)
{
    return result->assessment_count && pf_level_recommends(result->assessments[0].level);
}

typedef struct candidates {
    uint32_t sentences[MOST_TRIED];
    size_t count;
} candidates;

static void add_candidate(const pf_text *text, const pf_evidence *evidence, candidates *found)
{
    uint32_t sentence = pf_evidence_quotes(evidence) ? pf_sentence_at(text, evidence->start) : text->sentence_count;
    if (sentence == text->sentence_count || found->count == MOST_TRIED)
        return;
    for (size_t i = 0; i < found->count; i++)
        if (found->sentences[i] == sentence)
            return;
    found->sentences[found->count++] = sentence;
}

// The strongest clauses come first, and so do the patterns that are surest.
static void find_candidates(const pf_analysis *analysis, candidates *found)
{
    const pf_result *result = &analysis->result;
    bool in_favour = recommends_any(result);
    for (size_t i = 0; i < result->assessment_count; i++)
        for (size_t j = 0; j < result->assessments[i].evidence_count; j++) {
            const pf_evidence *evidence = &result->assessments[i].evidence[j];
            if (in_favour ? pf_level_recommends(result->assessments[i].level) && evidence->certainty > 0 : evidence->certainty < 0)
                add_candidate(analysis->text, evidence, found);
        }
}

// The text with blanks in the place of a sentence, its lines as they were.
static char *blank_out(pf_arena *arena, const pf_input *input, uint32_t start, uint32_t end)
{
    char *source = pf_arena_copy(arena, input->bytes, input->length);
    for (uint32_t i = start; source && i < end; i++)
        source[i] = source[i] == '\n' || source[i] == '\r' ? source[i] : ' ';
    return source;
}

// How many patterns fall away; where none was recommended, how many come up. 0 when some turn the other way, which would confuse.
static size_t count_turned(const pf_result *before, const pf_result *after)
{
    size_t gone = 0, come = 0;
    for (size_t i = 0; i < before->assessment_count; i++) {
        const pf_assessment *assessment = &before->assessments[i];
        bool then = pf_level_recommends(assessment->level), now = pf_level_recommends(pf_assessment_of(after, assessment->pattern)->level);
        gone += then && !now;
        come += now && !then;
    }
    return recommends_any(before) ? (come ? 0 : gone) : come;
}

// Takes the sentence when fewer patterns turn without it than without the best so far, and some.
static bool try_sentence(const pf_rules *rules, const pf_analysis *analysis, pf_arena *arena, uint32_t number, size_t *fewest,
                         pf_omission *best, pf_messages *messages)
{
    pf_byte_span span = pf_sentence_span(analysis->text, &analysis->text->sentences[number]);
    pf_omission one = {.start = span.start, .end = span.end};
    const char *source = blank_out(arena, &analysis->input, one.start, one.end);
    if (!source) {
        pf_messages_exhausted(messages);
        return false;
    }
    if (is_all_blank(source, analysis->input.length))
        return true;
    one.without = pf_analyze(rules, analysis->input.name, source, analysis->input.length, analysis->settings, analysis->setting_count, messages);
    if (!one.without)
        return false;
    size_t turned = count_turned(&analysis->result, &one.without->result);
    bool is_better = turned > 0 && turned < *fewest;
    pf_analysis_free(is_better ? best->without : one.without);
    if (!is_better)
        return true;
    *best = one;
    *fewest = turned;
    return true;
}

bool pf_find_omission(const pf_rules *rules, const pf_analysis *analysis, pf_arena *arena, pf_omission *omission, pf_messages *messages)
{
    candidates found = {.count = 0};
    size_t fewest = SIZE_MAX;
    *omission = (pf_omission){0};
    if (analysis->input.length > LONGEST_TEXT)
        return true;
    find_candidates(analysis, &found);
    for (size_t i = 0; i < found.count; i++)
        if (!try_sentence(rules, analysis, arena, found.sentences[i], &fewest, omission, messages)) {
            pf_analysis_free(omission->without);
            *omission = (pf_omission){0};
            return false;
        }
    return true;
}
