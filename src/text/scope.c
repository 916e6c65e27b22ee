// SPDX-License-Identifier: MIT
// Which words of a text are denied, merely possible or about something else: the NegEx and ConText algorithms.
#include "text/scope.h"

int pf_effect_stronger(int a, int b)
{
    static const int strength[] = {[PF_EFFECT_STATED] = 0, [PF_EFFECT_HYPOTHETICAL] = 1, [PF_EFFECT_BACKGROUND] = 2,
                                   [PF_EFFECT_DENIED] = 3, [PF_EFFECT_IGNORED] = 4};
    return strength[b] > strength[a] ? b : a;
}

// The marks of each sentence stand together and in the order of the sentences, but not within one.
static bool is_inside(const pf_mark *inner, pf_marks outer)
{
    for (size_t i = 0; i < outer.count; i++)
        if (outer.items[i].first_token <= inner->first_token && outer.items[i].last_token >= inner->last_token)
            return true;
    return false;
}

static bool ends_clause(const pf_token *token)
{
    switch (token->kind == PF_TOKEN_PUNCTUATION ? token->code : 0) {
    case ';': case ':': case '(': case ')': case '[': case ']': case '|':
        return true;
    default:
        return false;
    }
}

static bool begins_stop(uint32_t token, pf_marks stops)
{
    for (size_t i = 0; i < stops.count; i++)
        if (stops.items[i].first_token <= token && token <= stops.items[i].last_token)
            return true;
    return false;
}

// Where effects are written.
typedef struct cue_reach {
    const pf_text *text;
    pf_marks stops;
    uint8_t *effects;
    uint32_t *causes;
} cue_reach;

static void mark_word(const cue_reach *reach, const pf_mark *cue, uint32_t token)
{
    int effect = pf_effect_stronger(reach->effects[token], cue->effect);
    if (effect == reach->effects[token])
        return;
    reach->effects[token] = (uint8_t)effect;
    reach->causes[token] = cue->first_token;
}

// Marks words from `token` on in steps of `step` until the reach, a stop or the end of the clause.
static void mark_words(const cue_reach *reach, const pf_mark *cue, uint32_t token, uint32_t end, int step)
{
    uint32_t words = 0;
    for (; token != end; token += (uint32_t)step) {
        if ((!cue->across && ends_clause(&reach->text->tokens[token])) || begins_stop(token, reach->stops))
            return;
        if (reach->text->tokens[token].kind == PF_TOKEN_PUNCTUATION)
            continue;
        if (cue->reach && words++ == cue->reach)
            return;
        mark_word(reach, cue, token);
    }
}

// "Out of scope: maps and chat": a cue that opens the sentence and announces a list holds for all of it.
static bool is_label(const cue_reach *reach, const pf_mark *cue, const pf_sentence *sentence)
{
    uint32_t behind = cue->last_token + 1;
    return cue->first_token == sentence->first_token && behind < sentence->first_token + sentence->token_count &&
           reach->text->tokens[behind].code == ':';
}

static void apply_cue(const cue_reach *reach, const pf_mark *cue)
{
    const pf_sentence *sentence = &reach->text->sentences[cue->sentence];
    uint32_t end = sentence->first_token + sentence->token_count;
    pf_mark label = *cue;
    label.reach = 0;
    if (cue->direction != PF_DIRECTION_SENTENCE && is_label(reach, cue, sentence))
        mark_words(reach, &label, cue->last_token + 2, end, 1);
    else if (cue->direction == PF_DIRECTION_SENTENCE)
        for (uint32_t i = sentence->first_token; i < end; i++)
            mark_word(reach, cue, i);
    else if (cue->direction == PF_DIRECTION_AFTER)
        mark_words(reach, cue, cue->last_token + 1, end, 1);
    else if (cue->first_token > sentence->first_token)
        mark_words(reach, cue, cue->first_token - 1, sentence->first_token - 1, -1);
}

// The marks of the sentence, which begin at *next; *next moves behind them.
static pf_marks marks_of(pf_marks all, uint32_t sentence, size_t *next)
{
    while (*next < all.count && all.items[*next].sentence < sentence)
        ++*next;
    size_t first = *next;
    while (*next < all.count && all.items[*next].sentence == sentence)
        ++*next;
    return (pf_marks){all.items + first, *next - first};
}

void pf_scope_apply(const pf_text *text, pf_marks cues, pf_marks stops, pf_marks exceptions, uint8_t *effects, uint32_t *causes)
{
    size_t next_cue = 0, next_stop = 0, next_exception = 0;
    while (next_cue < cues.count) {
        uint32_t sentence = cues.items[next_cue].sentence;
        pf_marks own = marks_of(cues, sentence, &next_cue);
        pf_marks own_stops = marks_of(stops, sentence, &next_stop);
        pf_marks own_exceptions = marks_of(exceptions, sentence, &next_exception);
        const cue_reach reach = {text, own_stops, effects, causes};
        for (size_t i = 0; i < own.count; i++)
            if (!is_inside(&own.items[i], own_exceptions))
                apply_cue(&reach, &own.items[i]);
    }
}
