// SPDX-License-Identifier: MIT
// The same text with another number: which one would change what is recommended.
#include "engine/counterfactual.h"

#include "base/bytes.h"
#include "engine/suppose.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// In orders of magnitude: a number farther away than this makes another system of it.
enum { FARTHEST = 5 };

// A number in the unit in which people say it, and with one digit that counts: 206.3 s become "3 min".
typedef struct round_value {
    double value;
    const char *described; // NULL when memory is exhausted
} round_value;

// The number at the beginning of "3.44 min", without its commas; the rest follows at `*length`.
static double leading_number(const char *text, size_t *length)
{
    char digits[64];
    size_t count = 0;
    for (*length = 0; is_digit(text[*length]) || text[*length] == '.' || text[*length] == ','; ++*length)
        if (text[*length] != ',' && count + 1 < sizeof digits)
            digits[count++] = text[*length];
    digits[count] = '\0';
    return strtod(digits, NULL);
}

static double one_digit(double value)
{
    double unit = pow(10, floor(log10(value)));
    return round(value / unit) * unit;
}

static round_value round_for_people(pf_state *state, const pf_fact *fact, double value)
{
    const pf_lexicon *lexicon = state->rules->lexicon;
    pf_dimension dimension = (pf_dimension)fact->dimension;
    const char *exact = pf_quantity_format(state->arena, lexicon, dimension, value);
    if (!exact)
        return (round_value){value, NULL};
    size_t length;
    double number = leading_number(exact, &length);
    char written[128];
    pf_quantity quantity;
    int size = number > 0 ? snprintf(written, sizeof written, "%.10g%s", one_digit(number), exact + length) : 0;
    bool exhausted = false;
    bool read = size > 0 && (size_t)size < sizeof written && pf_quantity_parse(lexicon, written, (size_t)size, &quantity, &exhausted);
    if (exhausted)
        return (round_value){value, NULL};
    if (!read || !pf_fact_accepts(fact, &quantity) || !quantity.has_upper)
        return (round_value){value, exact};
    return (round_value){quantity.upper, pf_quantity_format(state->arena, lexicon, dimension, quantity.upper)};
}

// What is looked at: one fact, and what is known of it.
typedef struct fact_search {
    pf_state *state;
    const pf_result *result;
    uint32_t fact;
    const pf_known_fact *known; // NULL: nothing
    pf_trial trial;
} fact_search;

// From what the text says, if it says anything, in orders of magnitude.
static double distance(const fact_search *search, double value)
{
    double now = search->known ? pf_fact_value(search->known) : 0;
    return now > 0 ? fabs(log10(value / now)) : 0;
}

// The better of two changes something plainly, or more; of equal ones it is nearer to what the text says.
static bool is_better(const fact_search *search, const pf_counterfactual *one, const pf_counterfactual *best)
{
    if (one->is_plain != best->is_plain)
        return one->is_plain;
    if (one->weight != best->weight)
        return one->weight > best->weight;
    return one->weight > 0 && distance(search, one->instead.value.upper) < distance(search, best->instead.value.upper);
}

static void judge_changes(const fact_search *search, pf_counterfactual *one)
{
    for (size_t i = 0; i < search->result->assessment_count; i++) {
        one->weight += pf_weigh_change(search->trial.changes[i]);
        one->decides = one->decides || search->trial.changes[i] >= PF_CHANGE_BARELY;
        one->is_plain = one->is_plain || search->trial.changes[i] == PF_CHANGE_LEVEL;
    }
}

static bool try_span(fact_search *search, const pf_span *span, pf_counterfactual *best)
{
    pf_state *state = search->state;
    const pf_fact *fact = &state->rules->pack.facts.items[search->fact];
    round_value rounded = round_for_people(state, fact, span->value);
    pf_counterfactual one = {.instead = pf_give(state->rules, search->fact, rounded.value), .described = rounded.described};
    if (one.described && distance(search, rounded.value) > FARTHEST)
        return true;
    if (!one.described || !pf_suppose(state, &search->trial, rounded.value))
        return false;
    judge_changes(search, &one);
    if (is_better(search, &one, best))
        *best = one;
    return true;
}

// Appends what changes most, if anything does.
static bool search_fact(fact_search *search, pf_counterfactual *found, size_t *count)
{
    pf_spans spans;
    pf_counterfactual best = {0};
    if (!pf_trial_begin(search->state, search->result, search->fact, search->known != NULL, &search->trial) ||
        !pf_find_spans(search->state, search->fact, &spans))
        return false;
    for (size_t i = 0; i < spans.count; i++)
        if (!try_span(search, &spans.items[i], &best))
            return false;
    if (search->known) {
        const pf_quantity *quantity = &search->state->quantities[search->known->quantities[0]];
        best.stated = true;
        best.start = quantity->start;
        best.end = quantity->end;
    }
    if (best.weight > 0)
        found[(*count)++] = best;
    return true;
}

static int compare(const void *a, const void *b)
{
    const pf_counterfactual *left = a, *right = b;
    if (left->stated != right->stated)
        return left->stated ? -1 : 1;
    if (left->weight != right->weight)
        return left->weight > right->weight ? -1 : 1;
    return (left->instead.fact > right->instead.fact) - (left->instead.fact < right->instead.fact);
}

static bool search_facts(pf_state *state, const pf_result *result, pf_counterfactual *found, size_t *count)
{
    fact_search search = {.state = state, .result = result};
    for (size_t i = 0; i < result->fact_count; i++) {
        search.known = &result->facts[i];
        search.fact = pf_fact_number(state->rules, search.known->fact);
        bool stated = search.known->provenance == PF_STATED && search.known->quantity_count > 0;
        if (stated && !search_fact(&search, found, count))
            return false;
    }
    search.known = NULL;
    for (size_t i = 0; i < result->question_count; i++) {
        search.fact = pf_fact_number(state->rules, result->questions[i].fact);
        if (!search_fact(&search, found, count))
            return false;
    }
    return true;
}

pf_engine_status pf_find_counterfactuals(pf_arena *arena, const pf_ruleset *rules, const pf_text *text, const pf_given *given,
                                         size_t given_count, const pf_result *result, pf_counterfactual **found, size_t *count)
{
    pf_state state = {.arena = arena, .rules = rules, .text = text, .given = given, .given_count = given_count};
    *count = 0;
    *found = pf_arena_array(arena, result->fact_count + result->question_count, sizeof **found);
    bool done = *found && pf_state_prepare(&state) && pf_settle(&state) && search_facts(&state, result, *found, count);
    pf_state_release(&state);
    if (done && *count)
        qsort(*found, *count, sizeof **found, compare);
    if (!done && state.status.outcome == PF_ENGINE_OK)
        return pf_engine_exhausted();
    return state.status;
}
