// SPDX-License-Identifier: MIT
// Whether a condition holds in a text, how surely, and where.
#include "base/limits.h"
#include "engine/state.h"
#include "engine/wording.h"
#include "match/required.h"

#include <math.h>
#include <string.h>

pf_extent pf_whole_text(const pf_state *state)
{
    return (pf_extent){0, state->text->token_count};
}

static bool is_better(const pf_finding *a, const pf_finding *b)
{
    if (a->standing != b->standing)
        return a->standing > b->standing;
    return a->standing != PF_ABSENT && a->weight > b->weight;
}

static pf_standing standing_of(int effect)
{
    switch (effect) {
    case PF_EFFECT_STATED:
        return PF_STANDS;
    case PF_EFFECT_HYPOTHETICAL:
        return PF_STANDS_HYPOTHETICAL;
    case PF_EFFECT_BACKGROUND:
        return PF_STANDS_BACKGROUND;
    case PF_EFFECT_DENIED:
        return PF_STANDS_DENIED;
    default:
        return PF_ABSENT;
    }
}

static int section_effect_of(const pf_state *state, const pf_hit *hit)
{
    return state->section_effects[state->text->sentences[hit->sentence].block];
}

// What a clause or section makes of an occurrence. `cue` becomes what did; where a section has an effect, that is taken for it.
static inline int effect_of_hit(const pf_state *state, const pf_hit *hit, uint32_t *cue)
{
    int effect = section_effect_of(state, hit);
    bool by_section = effect != PF_EFFECT_STATED;
    *cue = PF_UNRESOLVED;
    for (uint32_t i = state->affected[hit->first_token]; i <= hit->last_token; i++) {
        // A cue among the words of the phrase belongs to what the phrase says ("without .. refresh"), but not one in a gap
        // ("videos .. upload": "Videos will not be uploaded").
        uint32_t cause = state->causes[i];
        bool own_cue = !by_section && cause >= hit->first_token && cause <= hit->last_token && !pf_hit_skips(hit, cause);
        int stronger = own_cue ? effect : pf_effect_stronger(effect, state->effects[i]);
        *cue = stronger == effect || by_section ? *cue : cause;
        effect = stronger;
    }
    return effect;
}

static pf_standing standing_of_hit(const pf_state *state, const pf_hit *hit)
{
    uint32_t cue;
    return standing_of(effect_of_hit(state, hit, &cue));
}

pf_finding pf_finding_of_hit(const pf_state *state, const pf_hit *hit)
{
    uint32_t cue;
    int effect = effect_of_hit(state, hit, &cue);
    const pf_token *first = &state->text->tokens[hit->first_token], *last = &state->text->tokens[hit->last_token];
    uint32_t block = state->text->sentences[hit->sentence].block;
    uint32_t start = first->start, end = last->start + last->length;
    return (pf_finding){.standing = standing_of(effect), .weight = state->weights[block], .located = true, .start = start, .end = end, .cue = cue,
                        .also_denied = state->section_effects[block] == PF_EFFECT_DENIED, .denied_start = start, .denied_end = end};
}

// Whether an occurrence that stands so is better than what was found before: a finding of it is made only then.
static bool improves(const pf_state *state, const pf_hit *hit, pf_standing standing, const pf_finding *best)
{
    pf_finding finding = {.standing = standing, .weight = state->weights[state->text->sentences[hit->sentence].block]};
    return is_better(&finding, best);
}

static void note_denial(pf_finding *whole, const pf_finding *part)
{
    if (!part->also_denied || whole->also_denied)
        return;
    whole->also_denied = true;
    whole->denied_start = part->denied_start;
    whole->denied_end = part->denied_end;
}

pf_extent pf_extent_of_sentence(const pf_state *state, uint32_t sentence)
{
    const pf_sentence *at = &state->text->sentences[sentence];
    return (pf_extent){at->first_token, at->first_token + at->token_count};
}

static bool occurs_in_sentence(const pf_state *state, uint32_t set, uint32_t sentence)
{
    pf_extent extent = pf_extent_of_sentence(state, sentence);
    return pf_hits_between(&state->hits, set, extent.first, extent.end).count > 0;
}

static bool counts(const pf_state *state, const pf_condition *condition, const pf_hit *hit)
{
    return condition->unless.set == PF_UNRESOLVED || !occurs_in_sentence(state, condition->unless.set, hit->sentence);
}

// Whether all that is stated is denied too, in the same words, in a section of denials. Other words of the list may mean another thing: to
// leave out video chat says nothing against swiping.
static void look_for_denial(const pf_state *state, const pf_condition *condition, pf_range hits, pf_finding *finding)
{
    pf_variety denied;
    pf_variety_init(&denied);
    pf_finding denial = {0};
    for (uint32_t i = 0; i < hits.count; i++) {
        const pf_hit *hit = pf_hit_at(&state->hits, hits.first + i);
        if (section_effect_of(state, hit) != PF_EFFECT_DENIED || !counts(state, condition, hit))
            continue;
        pf_variety_add(state->text, hit, PF_LIMIT_DIFFERENT, &denied);
        if (!denial.also_denied)
            denial = pf_finding_of_hit(state, hit);
    }
    for (uint32_t i = 0; denied.count && i < hits.count; i++) {
        const pf_hit *hit = pf_hit_at(&state->hits, hits.first + i);
        bool stands = counts(state, condition, hit) && standing_of_hit(state, hit) == PF_STANDS;
        if (stands && !pf_variety_has(state->text, hit, &denied))
            return;
    }
    note_denial(finding, &denial);
}

static void count_different(const pf_state *state, const pf_condition *condition, pf_range hits, pf_variety *different)
{
    pf_variety_init(different);
    for (uint32_t i = 0; i < hits.count && different->count < condition->different; i++) {
        const pf_hit *hit = pf_hit_at(&state->hits, hits.first + i);
        if (counts(state, condition, hit) && standing_of_hit(state, hit) == PF_STANDS)
            pf_variety_add(state->text, hit, condition->different, different);
    }
}

const char *pf_write_count(pf_state *state, const pf_finding *finding)
{
    pf_variety different;
    count_different(state, finding->counted, finding->counted_hits, &different);
    pf_buffer list;
    pf_buffer_init(&list);
    pf_buffer_format(&list, "%u of them: ", (unsigned)different.count);
    for (uint32_t i = 0; i < different.count; i++) {
        pf_buffer_string(&list, i ? ", " : "");
        pf_buffer_append(&list, different.words[i].letters, different.words[i].length - 1);
    }
    const char *text = list.failed ? NULL : pf_arena_copy(state->arena, list.bytes, list.length);
    pf_buffer_release(&list);
    return text;
}

static pf_finding evaluate_phrases(const pf_state *state, const pf_condition *condition, pf_extent extent)
{
    pf_finding best = {0};
    pf_range hits = pf_hits_between(&state->hits, condition->phrases.set, extent.first, extent.end);
    uint32_t sentences = 0, newest = PF_UNRESOLVED;
    for (uint32_t i = 0; i < hits.count; i++) {
        const pf_hit *hit = pf_hit_at(&state->hits, hits.first + i);
        if (!counts(state, condition, hit))
            continue;
        pf_standing standing = standing_of_hit(state, hit);
        if (improves(state, hit, standing, &best))
            best = pf_finding_of_hit(state, hit);
        sentences += standing == PF_STANDS && hit->sentence != newest;
        newest = standing == PF_STANDS ? hit->sentence : newest;
        if (sentences >= condition->minimum && best.standing == PF_STANDS && best.weight >= 1)
            break; // nothing better follows
    }
    if (sentences < condition->minimum)
        return (pf_finding){0};
    if (condition->different > 0) {
        pf_variety different;
        count_different(state, condition, hits, &different);
        best.counted = condition;
        best.counted_hits = hits;
        if (different.count < condition->different)
            return (pf_finding){0};
        return best;
    }
    if (best.standing == PF_STANDS && state->denies)
        look_for_denial(state, condition, hits, &best);
    return best;
}

static bool compare(const pf_condition *condition, double value)
{
    // A quantity is read from decimal text: leave room for the last digits.
    double slack = fabs(value) * 1e-9;
    return (!condition->at_least.text || value >= condition->at_least.value - slack) &&
           (!condition->more_than.text || value > condition->more_than.value + slack) &&
           (!condition->at_most.text || value <= condition->at_most.value + slack) &&
           (!condition->less_than.text || value < condition->less_than.value - slack);
}

// "At least 5,000" is not less than 10,000; "at most 5" is no 3 or more.
static bool holds_for(const pf_condition *condition, const pf_known_fact *known)
{
    bool wants_less = condition->at_most.text || condition->less_than.text;
    if (wants_less && !known->has_upper)
        return false;
    return compare(condition, pf_fact_value(known));
}

static pf_finding evaluate_fact(const pf_state *state, const pf_condition *condition)
{
    const pf_known_fact *known = &state->facts.items[condition->target];
    bool is_known = known->fact != NULL;
    bool holds = condition->known == PF_UNSET || (condition->known == PF_TRUE) == is_known;
    bool bounded = condition->at_least.text || condition->more_than.text || condition->at_most.text || condition->less_than.text;
    if (bounded)
        holds = holds && is_known && holds_for(condition, known);
    if (!holds)
        return (pf_finding){.unknown = !is_known};
    pf_finding finding = {.standing = PF_STANDS, .weight = 1, .fact = is_known ? condition : NULL};
    if (is_known && known->quantity_count) {
        const pf_quantity *quantity = &state->quantities[known->quantities[0]];
        finding.located = true;
        finding.start = quantity->start;
        finding.end = quantity->end;
    }
    return finding;
}

static pf_regex *get_regex(pf_state *state, const pf_condition *condition)
{
    pf_regex **slot = &state->regexes->items[condition->number];
    if (!*slot)
        *slot = pf_regex_restore(pf_stored_at(condition->compiled));
    if (!*slot) {
        char problem[8];
        *slot = pf_regex_new(pf_stored_text(condition->regex), problem, sizeof problem);
    }
    if (!*slot)
        state->status = pf_engine_exhausted(); // it compiled when the rules were loaded
    return *slot;
}

// What a regex comes to in one sentence; it is tried there once, however many gate words there are.
typedef struct sentence_match {
    uint32_t sentence; // PF_UNRESOLVED: none tried yet
    bool found;
    uint32_t start, end; // bytes of the source
} sentence_match;

// Where it is noted in which sentences the regex of that number does not match; NULL when memory is exhausted.
static uint64_t *get_misses(pf_state *state, uint32_t number)
{
    uint64_t **misses = &state->misses[number];
    if (!*misses)
        *misses = pf_arena_array(state->arena, state->text->sentence_count / 64 + 1, sizeof **misses);
    if (!*misses)
        state->status = pf_engine_exhausted();
    return *misses;
}

static size_t most_dear_searches(const pf_state *state)
{
    return PF_LIMIT_REGEX_DEAR + state->text->document->length / 1024;
}

// What the regex comes to in a text without the bytes that it needs is known before it is compiled.
static pf_regex_status search(pf_state *state, const pf_condition *condition, const char *text, size_t length, size_t *start, size_t *end)
{
    if (!pf_has_required(pf_stored_at(condition->required), text, length))
        return PF_REGEX_NO_MATCH;
    pf_regex *regex = get_regex(state, condition);
    pf_regex_status status = regex ? pf_regex_search(regex, text, length, start, end, &state->dear_searches) : PF_REGEX_NO_MATCH;
    return state->dear_searches > most_dear_searches(state) ? PF_REGEX_DEAR : status;
}

// After an error the text has no result, so that nothing more is tried.
static sentence_match search_sentence(pf_state *state, const pf_condition *condition, uint64_t *misses, uint32_t number)
{
    const pf_text *text = state->text;
    pf_byte_span span = pf_sentence_span(text, &text->sentences[number]);
    size_t start = 0, end = 0;
    if (state->status.outcome != PF_ENGINE_OK || (misses[number / 64] >> number % 64 & 1))
        return (sentence_match){.sentence = number};
    pf_regex_status status = search(state, condition, text->document->source + span.start, span.end - span.start, &start, &end);
    if (status == PF_REGEX_OUT_OF_MEMORY)
        state->status = pf_engine_exhausted();
    else if (status != PF_REGEX_MATCH && status != PF_REGEX_NO_MATCH)
        state->status = (pf_engine_status){PF_ENGINE_REGEX_LIMIT, span.start, status, pf_stored_text(condition->regex)};
    if (status == PF_REGEX_NO_MATCH)
        misses[number / 64] |= UINT64_C(1) << number % 64;
    return (sentence_match){number, status == PF_REGEX_MATCH, span.start + (uint32_t)start, span.start + (uint32_t)end};
}

static pf_finding evaluate_regex(pf_state *state, const pf_condition *condition, pf_extent extent)
{
    pf_finding best = {0};
    sentence_match match = {.sentence = PF_UNRESOLVED};
    pf_range hits = pf_hits_between(&state->hits, condition->gate_set, extent.first, extent.end);
    uint64_t *misses = hits.count ? get_misses(state, condition->number) : NULL;
    for (uint32_t i = 0; misses && i < hits.count; i++) {
        const pf_hit *hit = pf_hit_at(&state->hits, hits.first + i);
        if (hit->sentence != match.sentence)
            match = search_sentence(state, condition, misses, hit->sentence);
        if (!match.found)
            continue;
        pf_finding finding = pf_finding_of_hit(state, hit);
        finding.start = match.start;
        finding.end = match.end;
        if (is_better(&finding, &best))
            best = finding;
    }
    return best;
}

static pf_finding evaluate_named(pf_state *state, uint32_t index);

static bool is_small_audience(pf_state *state)
{
    uint32_t index = state->rules->small_audience;
    return index != PF_UNRESOLVED && evaluate_named(state, index).standing == PF_STANDS;
}

// The audience that everybody knows a kind of system to have counts like words that say so; a stated small scale wins.
static pf_finding judge_named(pf_state *state, uint32_t index)
{
    const pf_ruleset *rules = state->rules;
    if (index == rules->public_product && is_small_audience(state))
        return (pf_finding){0};
    pf_finding finding = pf_evaluate(state, &rules->pack.conditions.items[index].when, pf_whole_text(state));
    int audience = state->system ? state->system->audience : PF_AUDIENCE_EITHER;
    bool known = (index == rules->public_product && audience == PF_AUDIENCE_PUBLIC) ||
                 (index == rules->single_user_program && audience == PF_AUDIENCE_PROGRAM);
    if (known && finding.standing != PF_STANDS)
        return (pf_finding){.standing = PF_STANDS, .weight = 1, .located = true, .start = state->system_start, .end = state->system_end};
    return finding;
}

static pf_finding evaluate_named(pf_state *state, uint32_t index)
{
    bool known;
    pf_finding *finding = pf_memory_of_condition(state, index, &known);
    if (!known)
        *finding = judge_named(state, index);
    return *finding;
}

// Whether all cannot hold, as far as a look tells: the text has none of the phrases that one of them is about.
static bool lacks_phrases(const pf_state *state, const pf_conditions *children)
{
    for (size_t i = 0; i < children->count; i++)
        if (pf_condition_at(children, i)->kind == PF_CONDITION_PHRASES && !pf_hits_of(&state->hits, pf_condition_at(children, i)->phrases.set).count)
            return true;
    return false;
}

// All must hold; the weakest tells how, the first that is located tells where. Not known only when none surely fails.
static pf_finding evaluate_all(pf_state *state, const pf_conditions *children, pf_extent extent)
{
    pf_finding result = {.standing = PF_STANDS, .weight = 1, .cue = PF_UNRESOLVED};
    if (lacks_phrases(state, children))
        return (pf_finding){0};
    for (size_t i = 0; i < children->count; i++) {
        pf_finding child = pf_evaluate(state, pf_condition_at(children, i), extent);
        if (child.standing == PF_ABSENT && !child.unknown)
            return (pf_finding){0};
        if (child.standing == PF_ABSENT)
            result.unknown = true;
        if (child.standing < result.standing) {
            result.standing = child.standing;
            result.cue = child.cue;
        }
        result.weight = fmin(result.weight, child.weight);
        note_denial(&result, &child);
        if (child.fact && !result.fact)
            result.fact = child.fact;
        if (child.located && !result.located) {
            result.located = true;
            result.start = child.start;
            result.end = child.end;
        }
    }
    if (result.unknown)
        return (pf_finding){.unknown = true};
    return result;
}

static pf_finding evaluate_any(pf_state *state, const pf_condition *condition, pf_extent extent)
{
    const pf_conditions *children = &condition->any;
    pf_finding best = {0};
    bool unknown = false;
    size_t standing = 0;
    for (size_t i = 0; i < children->count; i++) {
        pf_finding child = pf_evaluate(state, pf_condition_at(children, i), extent);
        standing += child.standing == PF_STANDS;
        unknown = unknown || child.unknown;
        if (is_better(&child, &best))
            best = child;
        if (best.standing == PF_STANDS && best.weight >= 1 && (double)standing >= condition->minimum)
            break; // nothing better follows
    }
    if ((double)standing < condition->minimum)
        return (pf_finding){.unknown = unknown};
    best.unknown = best.standing == PF_ABSENT && unknown;
    return best;
}

static pf_finding evaluate_none(pf_state *state, const pf_conditions *children, pf_extent extent)
{
    bool unknown = false;
    for (size_t i = 0; i < children->count; i++) {
        pf_finding child = pf_evaluate(state, pf_condition_at(children, i), extent);
        if (child.standing == PF_STANDS)
            return (pf_finding){0};
        unknown = unknown || child.unknown;
    }
    return (pf_finding){.standing = PF_STANDS, .weight = 1, .unknown = unknown};
}

static pf_finding evaluate_group(pf_state *state, const pf_condition *condition, pf_extent extent)
{
    switch (condition->kind) {
    case PF_CONDITION_ALL:
        return evaluate_all(state, &condition->all, extent);
    case PF_CONDITION_ANY:
        return evaluate_any(state, condition, extent);
    default:
        return evaluate_none(state, &condition->none, extent);
    }
}

// The paragraph or section round a sentence. Sentences are in the order of the text.
static pf_extent extent_around(const pf_state *state, uint32_t sentence, int scope)
{
    const pf_text *text = state->text;
    const pf_block *blocks = text->document->blocks;
    if (scope == PF_SCOPE_SENTENCE)
        return pf_extent_of_sentence(state, sentence);
    uint32_t block = text->sentences[sentence].block, first = sentence, last = sentence;
#define SAME(other) (scope == PF_SCOPE_PARAGRAPH ? text->sentences[other].block == block : blocks[text->sentences[other].block].section == blocks[block].section)
    while (first > 0 && SAME(first - 1))
        first--;
    while (last + 1 < text->sentence_count && SAME(last + 1))
        last++;
#undef SAME
    return (pf_extent){pf_extent_of_sentence(state, first).first, pf_extent_of_sentence(state, last).end};
}

static uint32_t sentence_of(const pf_state *state, uint32_t token)
{
    uint32_t low = 0, high = state->text->sentence_count;
    while (low + 1 < high) {
        uint32_t middle = (low + high) / 2;
        if (state->text->sentences[middle].first_token <= token)
            low = middle;
        else
            high = middle;
    }
    return low;
}

// Tries units of the text one after another: those that hold the anchor, or all.
static pf_finding evaluate_units(pf_state *state, const pf_condition *condition, pf_extent extent)
{
    pf_finding best = {0};
    uint32_t anchor = pf_required_set(condition);
    bool anchored = anchor != PF_UNRESOLVED;
    pf_range hits = anchored ? pf_hits_between(&state->hits, anchor, extent.first, extent.end) : (pf_range){0};
    uint32_t hit = 0, token = extent.first;
    while (token < extent.end) {
        if (anchored) {
            while (hit < hits.count && pf_hit_at(&state->hits, hits.first + hit)->first_token < token)
                hit++;
            if (hit == hits.count)
                break;
            token = pf_hit_at(&state->hits, hits.first + hit)->first_token;
        }
        pf_extent unit = extent_around(state, sentence_of(state, token), condition->within);
        pf_finding finding = evaluate_group(state, condition, unit);
        if (is_better(&finding, &best))
            best = finding;
        best.unknown = best.unknown || finding.unknown;
        token = unit.end;
    }
    best.unknown = best.unknown && best.standing == PF_ABSENT;
    return best;
}

pf_finding pf_evaluate(pf_state *state, const pf_condition *condition, pf_extent extent)
{
    const pf_pack *pack = &state->rules->pack;
    switch (condition->kind) {
    case PF_CONDITION_PHRASES:
        return evaluate_phrases(state, condition, extent);
    case PF_CONDITION_FACT:
        return evaluate_fact(state, condition);
    case PF_CONDITION_REGEX:
        return evaluate_regex(state, condition, extent);
    case PF_CONDITION_IS:
        return evaluate_named(state, condition->target);
    case PF_CONDITION_SIGNAL:
        return pf_evaluate_signal(state, condition->target_pattern, condition->target);
    case PF_CONDITION_SYSTEM:
        if (!state->system || state->system != &pack->systems.items[condition->target])
            return (pf_finding){0};
        return (pf_finding){.standing = PF_STANDS, .weight = 1, .located = true, .start = state->system_start, .end = state->system_end};
    case PF_CONDITION_WORDS:
        return (pf_finding){.standing = state->word_count >= condition->words ? PF_STANDS : PF_ABSENT, .weight = 1};
    case PF_CONDITION_NONE:
        return (pf_finding){0};
    default:
        if (condition->within == PF_SCOPE_DOCUMENT)
            return evaluate_group(state, condition, extent);
        return evaluate_units(state, condition, extent);
    }
}
