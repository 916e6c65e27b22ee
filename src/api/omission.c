// SPDX-License-Identifier: MIT
// The same text without one of its sentences.
#include "api/omission.h"

#include "base/bytes.h"

// Each sentence that is tried costs an analysis.
enum { MOST_TRIED = 16, LONGEST_TEXT = 32 * 1024 };

static bool recommends(const pf_assessment *assessment)
{
    return assessment->level <= PF_LEVEL_LIKELY;
}

static bool recommends_any(const pf_result *result)
{
    return result->assessment_count && recommends(&result->assessments[0]);
}

// The sentence that holds a byte; their number when none does.
static uint32_t sentence_at(const pf_text *text, uint32_t byte)
{
    for (uint32_t i = 0; i < text->sentence_count; i++) {
        const pf_sentence *sentence = &text->sentences[i];
        const pf_token *first = &text->tokens[sentence->first_token], *last = first + sentence->token_count - 1;
        if (sentence->token_count && byte >= first->start && byte < last->start + last->length)
            return i;
    }
    return text->sentence_count;
}

typedef struct candidates {
    uint32_t sentences[MOST_TRIED];
    size_t count;
} candidates;

static void add_candidate(const pf_text *text, const pf_evidence *evidence, candidates *found)
{
    uint32_t sentence = evidence->located && evidence->end > evidence->start ? sentence_at(text, evidence->start) : text->sentence_count;
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
            if (in_favour ? recommends(&result->assessments[i]) && evidence->certainty > 0 : evidence->certainty < 0)
                add_candidate(analysis->text, evidence, found);
        }
}

static bool is_all_blank(const char *bytes, size_t length)
{
    size_t at = 0;
    while (at < length && is_blank(bytes[at]))
        at++;
    return at == length;
}

// The text with blanks in the place of a sentence, its lines as they were.
static char *blank_out(pf_arena *arena, const pf_input *input, uint32_t start, uint32_t end)
{
    char *source = pf_arena_copy(arena, input->bytes, input->length);
    for (uint32_t i = start; source && i < end; i++)
        source[i] = source[i] == '\n' || source[i] == '\r' ? source[i] : ' ';
    return source;
}

static const pf_assessment *same_pattern(const pf_result *result, const pf_assessment *assessment)
{
    for (size_t i = 0; i < result->assessment_count; i++)
        if (result->assessments[i].pattern == assessment->pattern)
            return &result->assessments[i];
    return assessment;
}

// How many patterns fall away; where none was recommended, how many come up. 0 when some turn the other way, which would confuse.
static size_t count_turned(const pf_result *before, const pf_result *after)
{
    size_t gone = 0, come = 0;
    for (size_t i = 0; i < before->assessment_count; i++) {
        bool then = recommends(&before->assessments[i]), now = recommends(same_pattern(after, &before->assessments[i]));
        gone += then && !now;
        come += now && !then;
    }
    return recommends_any(before) ? (come ? 0 : gone) : come;
}

// Takes the sentence when fewer patterns turn without it than without the best so far, and some.
static bool try_sentence(const pf_rules *rules, const pf_analysis *analysis, pf_arena *arena, uint32_t number, size_t *fewest, pf_omission *best, pf_messages *messages)
{
    const pf_text *text = analysis->text;
    const pf_token *first = &text->tokens[text->sentences[number].first_token], *last = first + text->sentences[number].token_count - 1;
    pf_omission one = {.start = first->start, .end = last->start + last->length};
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
