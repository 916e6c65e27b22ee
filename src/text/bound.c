// SPDX-License-Identifier: MIT
// Reads the words that bound a number or make it approximate, before it and behind it.
#include "text/grammar.h"

enum { NEGATION_REACH = 4, CUES_BEFORE = 4 };

static bool cue_matches(const pf_parser *p, const pf_lexicon_cue *cue, uint32_t first)
{
    for (uint32_t k = 0; k < cue->length; k++)
        if (pf_word_at(p, first + k) != p->lexicon->cue_words[cue->first_word + k])
            return false;
    return true;
}

// The longest cue whose last word is token `last`; `article`: one stands between it and the number.
static const pf_lexicon_cue *cue_ending_at(const pf_parser *p, uint32_t last, bool article)
{
    if (!pf_is(p, last, PF_ROLE_CUE_LAST))
        return NULL;
    const pf_lexicon_word *word = &p->lexicon->words[pf_word_at(p, last)];
    for (uint32_t k = 0; k < word->sense_count; k++) {
        const pf_lexicon_sense *sense = &p->lexicon->senses[word->first_sense + k];
        if (sense->role != PF_ROLE_CUE_LAST)
            continue;
        const pf_lexicon_cue *cue = &p->lexicon->cues[sense->payload];
        if ((cue->article || !article) && last + 1 >= p->view.first + cue->length &&
            cue_matches(p, cue, last + 1 - cue->length))
            return cue;
    }
    return NULL;
}

// "must not be longer than": a negation shortly before the cue, with no preposition between.
static bool is_negated(const pf_parser *p, uint32_t first)
{
    for (uint32_t k = 1; k <= NEGATION_REACH && pf_is_kind(p, first - k, PF_TOKEN_WORD); k++) {
        if (pf_is(p, first - k, PF_ROLE_NEGATION))
            return true;
        if (pf_is(p, first - k, PF_ROLE_FOR_EACH) || pf_is(p, first - k, PF_ROLE_AND) || pf_is(p, first - k, PF_ROLE_OR))
            return false;
    }
    return false;
}

static void apply(const pf_parser *p, const pf_lexicon_cue *cue, uint32_t first, pf_bounds *bounds)
{
    bool turned = cue->negatable && is_negated(p, first);
    bounds->about = bounds->about || cue->bound == PF_BOUND_ABOUT;
    bounds->lower = bounds->lower || cue->bound == (turned ? PF_BOUND_UPPER : PF_BOUND_LOWER);
    bounds->upper = bounds->upper || cue->bound == (turned ? PF_BOUND_LOWER : PF_BOUND_UPPER);
}

pf_bounds pf_bounds_before(const pf_parser *p, uint32_t i)
{
    pf_bounds bounds = {.first = i, .next = i};
    for (uint32_t k = 0; k < CUES_BEFORE && bounds.first > p->view.first; k++) {
        uint32_t last = bounds.first - 1;
        if (!(pf_roles_at(p, last) & (PF_ROLE_BIT(PF_ROLE_CUE_LAST) | PF_ROLE_BIT(PF_ROLE_ARTICLE))))
            break;
        const pf_lexicon_cue *cue = cue_ending_at(p, last, false);
        if (!cue && pf_is(p, last, PF_ROLE_ARTICLE) && last > p->view.first) {
            last--;
            cue = cue_ending_at(p, last, true);
        }
        if (!cue)
            break;
        uint32_t first = last + 1 - cue->length;
        if (cue->preposition && pf_is(p, first - 1, PF_ROLE_PREPOSITIONAL))
            break;
        apply(p, cue, first, &bounds);
        bounds.sign = p->tokens[last].kind == PF_TOKEN_PUNCTUATION;
        bounds.first = first;
        if (cue->bound != PF_BOUND_ABOUT)
            break;
    }
    return bounds;
}

static bool read_cue_at(const pf_parser *p, uint32_t i, pf_bounds *bounds)
{
    const pf_lexicon_word *word = &p->lexicon->words[pf_word_at(p, i)];
    for (uint32_t k = 0; k < word->sense_count; k++) {
        const pf_lexicon_sense *sense = &p->lexicon->senses[word->first_sense + k];
        if (sense->role != PF_ROLE_CUE_FIRST || !cue_matches(p, &p->lexicon->cues[sense->payload], i))
            continue;
        const pf_lexicon_cue *cue = &p->lexicon->cues[sense->payload];
        uint32_t next = i + cue->length;
        if (pf_is_kind(p, next, PF_TOKEN_NUMBER) || pf_is(p, next, PF_ROLE_NUMBER))
            continue; // it bounds the number behind it
        apply(p, cue, i, bounds);
        bounds->next = next;
        return true;
    }
    return false;
}

bool pf_bounds_after(const pf_parser *p, uint32_t i, pf_bounds *bounds)
{
    bounds->next = i;
    return pf_is(p, i, PF_ROLE_CUE_FIRST) && read_cue_at(p, i, bounds);
}
