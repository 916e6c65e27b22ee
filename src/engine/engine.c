// SPDX-License-Identifier: MIT
// Rule set × text → result: runs the parts of the engine in order.
#include "engine/engine.h"

#include "engine/state.h"
#include "facts/assign.h"

#include <math.h>
#include <stdlib.h>

pf_fact_source pf_state_fact_source(const pf_state *state)
{
    return (pf_fact_source){state->rules, state->text, &state->hits, state->affected, state->without_facts, state->quantities, state->quantity_count,
                            state->quantity_facts, state->fact_sets};
}

static bool read_facts(pf_state *state)
{
    pf_fact_source source = pf_state_fact_source(state);
    if (!pf_facts_init(state->arena, state->rules, &state->facts) || !pf_facts_read(state->arena, &source, &state->facts))
        return false;
    for (size_t i = 0; i < state->given_count; i++)
        pf_facts_set(state->rules, &state->facts, state->given[i].fact, &state->given[i].value);
    return pf_facts_derive(state->arena, state->rules, &state->facts);
}

bool pf_state_scan(pf_state *state, const pf_text *text, pf_hits *hits)
{
    if (!pf_scan(state->arena, text, state->rules->indexes, state->rules->index_count, hits))
        return false;
    if (hits->is_unfinished)
        state->status = (pf_engine_status){.outcome = PF_ENGINE_PHRASE_LIMIT, .start = text->tokens[hits->unfinished].start};
    return !hits->is_unfinished;
}

// Finds the words and numbers of the text that rules speak of.
static bool search(pf_state *state)
{
    pf_quantity *quantities;
    if (!pf_state_scan(state, state->text, &state->hits) ||
        !pf_quantities_find(state->arena, state->text, state->rules->lexicon, &quantities, &state->quantity_count))
        return false;
    state->quantities = quantities;
    state->quantity_facts = pf_arena_array(state->arena, state->quantity_count, sizeof *state->quantity_facts);
    state->fact_sets = pf_fact_sets_mark(state->arena, state->rules, state->text, &state->hits);
    return state->quantity_facts && state->fact_sets;
}

// How long the text is, and what that asks for.
static void measure_length(pf_state *state)
{
    pf_certainty *levels = &state->levels;
    *levels = state->rules->pack.certainty;
    for (uint32_t i = 0; i < state->text->token_count; i++)
        state->word_count += state->text->tokens[i].kind != PF_TOKEN_PUNCTUATION;
    double way = (state->word_count - levels->short_words) / fmax(levels->long_words - levels->short_words, 1);
    state->length = fmin(fmax(way, 0), 1);
    levels->likely += state->length * (fmax(levels->likely_long, levels->likely) - levels->likely);
}

// What the text comes to as one side, or none, is passed over.
static bool take_side(pf_state *state)
{
    if (!pf_state_weigh_sections(state) || !read_facts(state) || !pf_memory_init(state))
        return false;
    pf_state_find_system(state);
    return true;
}

bool pf_state_prepare(pf_state *state)
{
    state->regexes = pf_regexes_take(state->rules->regexes, state->rules->regex_count);
    state->misses = pf_arena_array(state->arena, state->rules->regex_count, sizeof *state->misses);
    if (!state->regexes || !state->misses || !search(state) || !pf_state_read_clauses(state) || !pf_state_read_sections(state) ||
        !pf_state_list_signals(state))
        return false;
    measure_length(state);
    return take_side(state);
}

bool pf_state_pass_over(const pf_state *whole, pf_section_side passed_over, pf_state *state)
{
    *state = *whole;
    state->passed_over = (int)passed_over;
    state->system = NULL;
    return take_side(state);
}

static int compare_assessments(const void *a, const void *b)
{
    const pf_assessment *left = a, *right = b;
    if (left->level != right->level)
        return (int)left->level - (int)right->level;
    if (left->certainty != right->certainty)
        return left->certainty > right->certainty ? -1 : 1;
    return left->pattern < right->pattern ? -1 : left->pattern > right->pattern;
}

static bool assess_patterns(pf_state *state, pf_result *result)
{
    const pf_patterns *patterns = &state->rules->pack.patterns;
    pf_assessment *assessments = pf_arena_array(state->arena, patterns->count, sizeof *assessments);
    if (!assessments)
        return false;
    for (size_t i = 0; i < patterns->count; i++)
        if (!pf_assess(state, &patterns->items[i], &assessments[i]))
            return false;
    qsort(assessments, patterns->count, sizeof *assessments, compare_assessments);
    result->assessments = assessments;
    result->assessment_count = patterns->count;
    return true;
}

static bool list_facts(pf_state *state, pf_result *result)
{
    pf_known_fact *facts = pf_arena_array(state->arena, state->facts.count, sizeof *facts);
    if (!facts)
        return false;
    for (uint32_t i = 0; i < state->facts.count; i++) {
        if (!state->facts.items[i].fact)
            continue;
        if (!pf_facts_describe(state->arena, state->rules, &state->facts, i))
            return false;
        facts[result->fact_count++] = state->facts.items[i];
    }
    result->facts = facts;
    result->quantities = state->quantities;
    result->quantity_count = state->quantity_count;
    return true;
}

void pf_state_release(pf_state *state)
{
    pf_regexes_give_back(state->rules->regexes, state->regexes);
}

static pf_engine_status run(pf_state *state, pf_result *result)
{
    const pf_text *text = state->text;
    *result = (pf_result){.source = text->document->source, .source_length = text->document->length, .text = text, .pack = &state->rules->pack};
    bool done = pf_state_prepare(state) && assess_patterns(state, result) && list_facts(state, result) && pf_find_questions(state, result);
    result->likely = state->levels.likely;
    result->system = state->system;
    result->system_start = state->system_start;
    result->system_end = state->system_end;
    if (!done && state->status.outcome == PF_ENGINE_OK)
        return pf_engine_exhausted();
    return state->status;
}

pf_engine_status pf_engine_run(pf_arena *arena, const pf_ruleset *rules, const pf_text *text, const pf_given *given,
                               size_t given_count, pf_result *result)
{
    pf_state state = {.arena = arena, .rules = rules, .text = text, .given = given, .given_count = given_count};
    pf_engine_status status = run(&state, result);
    pf_state_release(&state);
    return status;
}

const pf_assessment *pf_assessment_of(const pf_result *result, const pf_pattern *pattern)
{
    const pf_assessment *assessment = result->assessments;
    while (assessment->pattern != pattern)
        assessment++;
    return assessment;
}

const char *pf_level_name(pf_level level)
{
    static const char *const names[] = {"strong", "likely", "possible", "not-needed", "silent"};
    return names[level];
}

bool pf_evidence_quotes(const pf_evidence *evidence)
{
    return evidence->located && evidence->end > evidence->start;
}

bool pf_level_recommends(pf_level level)
{
    return level == PF_LEVEL_STRONG || level == PF_LEVEL_LIKELY;
}

const char *pf_provenance_name(pf_provenance provenance)
{
    static const char *const names[] = {"stated", "derived", "set"};
    return names[provenance];
}

const char *pf_effect_name(int effect)
{
    static const char *const names[] = {"stated", "denied", "hypothetical", "background", "ignored"};
    return names[effect];
}
