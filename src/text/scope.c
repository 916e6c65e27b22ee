// SPDX-License-Identifier: MIT
// Which words of a text are denied, merely possible or about something else: the NegEx and ConText algorithms.
#include "text/scope.h"

#include <string.h>

int pf_effect_stronger(int a, int b)
{
    static const int strength[] = {[PF_EFFECT_STATED] = 0, [PF_EFFECT_HYPOTHETICAL] = 1, [PF_EFFECT_BACKGROUND] = 2,
                                   [PF_EFFECT_DENIED] = 3, [PF_EFFECT_IGNORED] = 4};
    return strength[b] > strength[a] ? b : a;
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

typedef struct stretch {
    uint32_t first, end; // tokens
} stretch;

enum { EFFECTS = PF_EFFECT_IGNORED + 1 };

// What the last cues without a reach went through to the end of their clause or sentence; another of the kind stops there, since it would
// come as far, or a sentence full of them would take their number times its length.
typedef struct done_stretches {
    stretch clauses[EFFECTS][2][2]; // not across and across, backward and forward
    stretch sentences[EFFECTS];
} done_stretches;

// Where effects are written.
typedef struct cue_reach {
    const pf_text *text;
    const uint8_t *stops; // of each token, whether a stop covers it
    done_stretches *done;
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

static bool holds(const stretch *done, uint32_t token)
{
    return done && token >= done->first && token < done->end;
}

// Marks words from `token` on in steps of `step` until the reach, a stop or the end of the clause.
static void mark_words(const cue_reach *reach, const pf_mark *cue, uint32_t token, uint32_t end, int step)
{
    stretch *done = cue->reach ? NULL : &reach->done->clauses[cue->effect][cue->across][step > 0];
    uint32_t words = 0, from = token;
    for (; token != end && !holds(done, token); token += (uint32_t)step) {
        if ((!cue->across && ends_clause(&reach->text->tokens[token])) || reach->stops[token])
            break;
        if (reach->text->tokens[token].kind == PF_TOKEN_PUNCTUATION)
            continue;
        if (cue->reach && words++ == cue->reach)
            break;
        mark_word(reach, cue, token);
    }
    if (done && step > 0)
        *done = (stretch){from, holds(done, token) ? done->end : token};
    else if (done)
        *done = (stretch){holds(done, token) ? done->first : token + 1, from + 1};
}

static void mark_sentence(const cue_reach *reach, const pf_mark *cue, const pf_sentence *sentence)
{
    stretch *done = &reach->done->sentences[cue->effect], all = {sentence->first_token, sentence->first_token + sentence->token_count};
    for (uint32_t i = all.first; i < all.end && !holds(done, i); i++)
        mark_word(reach, cue, i);
    *done = all;
}

// "Out of scope: maps and chat": a cue that opens the sentence and announces a list holds for all of it.
static bool is_label(const cue_reach *reach, const pf_mark *cue, const pf_sentence *sentence)
{
    uint32_t behind = cue->last_token + 1;
    return cue->first_token == sentence->first_token && behind < sentence->first_token + sentence->token_count &&
           reach->text->tokens[behind].code == ':';
}

static bool is_sign(const pf_text *text, uint32_t token)
{
    return text->tokens[token].kind == PF_TOKEN_PUNCTUATION;
}

// Whether a cue stands alone: signs or the sentence's ends on both sides.
static bool stands_alone(const pf_text *text, const pf_mark *cue, const pf_sentence *sentence)
{
    uint32_t end = sentence->first_token + sentence->token_count;
    bool before = cue->first_token == sentence->first_token || is_sign(text, cue->first_token - 1);
    return before && (cue->last_token + 1 == end || is_sign(text, cue->last_token + 1));
}

// "I: No" answers the sentence before, when that is a question.
static void apply_answer(const cue_reach *reach, const pf_mark *cue, const pf_sentence *sentence)
{
    enum { OPENING_TOKENS = 3 };
    if (cue->sentence == 0 || cue->first_token >= sentence->first_token + OPENING_TOKENS)
        return;
    const pf_sentence *question = sentence - 1;
    uint32_t end = question->first_token + question->token_count;
    if (reach->text->tokens[end - 1].code != '?')
        return;
    for (uint32_t i = question->first_token; i < end; i++)
        mark_word(reach, cue, i);
}

static void apply_cue(const cue_reach *reach, const pf_mark *cue)
{
    const pf_sentence *sentence = &reach->text->sentences[cue->sentence];
    uint32_t end = sentence->first_token + sentence->token_count;
    pf_mark label = *cue;
    label.reach = 0;
    if (cue->lone && !stands_alone(reach->text, cue, sentence))
        return;
    if (cue->direction == PF_DIRECTION_QUESTION)
        apply_answer(reach, cue, sentence);
    else if (cue->direction != PF_DIRECTION_SENTENCE && is_label(reach, cue, sentence))
        mark_words(reach, &label, cue->last_token + 2, end, 1);
    else if (cue->direction == PF_DIRECTION_SENTENCE)
        mark_sentence(reach, cue, sentence);
    else if (cue->direction == PF_DIRECTION_AFTER)
        mark_words(reach, cue, cue->last_token + 1, end, 1);
    else if (cue->first_token > sentence->first_token)
        mark_words(reach, cue, cue->first_token - 1, sentence->first_token - 1, -1);
}

// Whether an exception covers a cue. `farthest`: of each token, the last token of exceptions that begin at it or before it in its
// sentence, plus one.
static bool is_excepted(const uint32_t *farthest, const pf_mark *cue)
{
    return farthest[cue->first_token] > cue->last_token;
}

static uint32_t *reach_of_exceptions(pf_arena *arena, const pf_text *text, pf_marks exceptions)
{
    uint32_t *farthest = pf_arena_array(arena, text->token_count, sizeof *farthest);
    for (size_t i = 0; farthest && i < exceptions.count; i++) {
        const pf_mark *mark = &exceptions.items[i];
        if (farthest[mark->first_token] < mark->last_token + 1)
            farthest[mark->first_token] = mark->last_token + 1;
    }
    for (uint32_t i = 0; farthest && i < text->sentence_count; i++) {
        const pf_sentence *sentence = &text->sentences[i];
        for (uint32_t k = 1; k < sentence->token_count; k++) {
            uint32_t token = sentence->first_token + k;
            if (farthest[token] < farthest[token - 1])
                farthest[token] = farthest[token - 1];
        }
    }
    return farthest;
}

bool pf_scope_apply(pf_arena *arena, const pf_text *text, pf_marks cues, pf_marks stops, pf_marks exceptions, uint8_t *effects, uint32_t *causes)
{
    uint8_t *stopped = pf_arena_alloc(arena, text->token_count);
    uint32_t *farthest = reach_of_exceptions(arena, text, exceptions);
    if (!stopped || !farthest)
        return false;
    memset(stopped, 0, text->token_count);
    for (size_t i = 0; i < stops.count; i++)
        for (uint32_t token = stops.items[i].first_token; token <= stops.items[i].last_token; token++)
            stopped[token] = 1;
    done_stretches done = {0};
    const cue_reach reach = {text, stopped, &done, effects, causes};
    for (size_t i = 0; i < cues.count; i++)
        if (!is_excepted(farthest, &cues.items[i]))
            apply_cue(&reach, &cues.items[i]);
    return true;
}
