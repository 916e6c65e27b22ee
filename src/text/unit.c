// SPDX-License-Identifier: MIT
// Reads units, and what stands behind "per".
#include "text/grammar.h"

#include <string.h>

enum { LONGEST_UNIT = 32, CONTEXT_WORDS = 24 };

// "per cent", "nautical mile": the unit named by the words at `i` and `i + 1`.
static const pf_lexicon_measure *two_words(const pf_parser *p, uint32_t i)
{
    char name[LONGEST_UNIT];
    if (!pf_is_kind(p, i + 1, PF_TOKEN_WORD))
        return NULL;
    size_t first = p->tokens[i].length, second = p->tokens[i + 1].length;
    if (first + second + 1 > sizeof name)
        return NULL;
    memcpy(name, pf_text_at(p, i), first);
    name[first] = ' ';
    memcpy(name + first + 1, pf_text_at(p, i + 1), second);
    uint32_t payload, word = pf_lexicon_find(p->lexicon, name, first + second + 1);
    if (!word || !pf_lexicon_sense_of(p->lexicon, word, PF_ROLE_MEASURE, name, first + second + 1, &payload))
        return NULL;
    return &p->lexicon->measures[payload];
}

// The sense is a unit that is written as token `i` is.
static bool is_unit_as_written(const pf_parser *p, uint32_t i, const pf_lexicon_sense *sense)
{
    return sense->role == PF_ROLE_MEASURE &&
           !(sense->exact && memcmp(p->lexicon->strings + sense->exact, pf_text_at(p, i), p->tokens[i].length) != 0);
}

// How many words near token `i` speak for a unit.
static uint32_t votes_for(const pf_parser *p, uint32_t i, uint32_t measure)
{
    uint32_t count = 0;
    for (uint32_t at = i > p->view.first + CONTEXT_WORDS ? i - CONTEXT_WORDS : p->view.first; at < p->view.end && at < i + CONTEXT_WORDS; at++) {
        const pf_lexicon_word *near = &p->lexicon->words[pf_word_at(p, at)];
        for (uint32_t n = 0; near->roles >> PF_ROLE_CONTEXT & 1 && n < near->sense_count; n++) {
            const pf_lexicon_sense *sense = &p->lexicon->senses[near->first_sense + n];
            count += sense->role == PF_ROLE_CONTEXT && sense->payload == measure;
        }
    }
    return count;
}

// Of several units with the same sign, the one that most words near by speak for; the first when none does. `votes` may
// be NULL.
static const pf_lexicon_measure *by_context(const pf_parser *p, uint32_t i, uint32_t *votes)
{
    const pf_lexicon_word *word = &p->lexicon->words[pf_word_at(p, i)];
    const pf_lexicon_sense *first = p->lexicon->senses + word->first_sense, *end = first + word->sense_count;
    const pf_lexicon_measure *best = NULL;
    uint32_t best_votes = 0, units = 0;
    for (const pf_lexicon_sense *sense = first; sense < end; sense++)
        units += is_unit_as_written(p, i, sense);
    for (const pf_lexicon_sense *sense = first; sense < end; sense++) {
        if (!is_unit_as_written(p, i, sense))
            continue;
        uint32_t count = units > 1 || votes ? votes_for(p, i, sense->payload) : 0; // the only one needs none
        if (!best || count > best_votes || (count == best_votes && p->tokens[i].space_before)) // "8 m" is a length, "5m" a time
            best = &p->lexicon->measures[sense->payload], best_votes = count;
    }
    if (votes)
        *votes = best_votes;
    return best;
}

const pf_lexicon_measure *pf_measure_at(const pf_parser *p, uint32_t i, bool attached, uint32_t *next)
{
    uint64_t roles = pf_roles_at(p, i);
    if (roles >> PF_ROLE_MEASURE_PART & 1) {
        const pf_lexicon_measure *measure = two_words(p, i);
        if (measure) {
            *next = i + 2;
            return measure;
        }
    }
    uint32_t payload;
    if (!(roles >> PF_ROLE_MEASURE & 1) || !pf_sense_at(p, i, PF_ROLE_MEASURE, &payload))
        return NULL;
    const pf_lexicon_measure *measure = &p->lexicon->measures[payload];
    if (p->tokens[i].length == 1) // only single letters stand for several units
        measure = by_context(p, i, NULL);
    if (!measure || (measure->attached && !attached))
        return NULL;
    *next = i + 1;
    if (pf_is_attached(p, i + 1) && pf_is_kind(p, i + 1, PF_TOKEN_NUMBER))
        return NULL; // m²
    return measure;
}

// "| MAU | 2B |", "Users: 5m": a plural stands in the label directly before the number.
static bool label_is_plural(const pf_parser *p, uint32_t first)
{
    uint32_t least = first > p->view.first + 6 ? first - 6 : p->view.first;
    bool worded_cue = pf_is(p, first - 1, PF_ROLE_CUE_WORD) && pf_is_kind(p, first - 1, PF_TOKEN_WORD);
    bool linked = pf_is(p, first - 1, PF_ROLE_LINK) || pf_is(p, first - 1, PF_ROLE_CUE_WORD);
    if (!linked || worded_cue)
        return false;
    return pf_plural_before(p, first, least) != PF_NONE;
}

bool pf_is_magnitude_here(const pf_parser *p, uint32_t first, uint32_t i)
{
    uint32_t payload, votes = 0;
    if (!pf_is(p, i, PF_ROLE_MEASURE) || !pf_sense_at(p, i, PF_ROLE_MEASURE, &payload))
        return true;
    pf_noun noun;
    if (pf_noun_read(p, i + 1, PF_COUNTED_MANY, &noun) && noun.plural && !pf_is(p, noun.last, PF_ROLE_MEASURE))
        return true;
    by_context(p, i, &votes);
    return !votes && label_is_plural(p, first);
}

static bool per_time(const pf_parser *p, uint32_t i, double amount, pf_per *per)
{
    uint32_t next;
    const pf_lexicon_measure *measure = pf_measure_at(p, i, true, &next);
    for (uint32_t k = 0; !measure && k < 2 && pf_is(p, i, PF_ROLE_UNIT_MODIFIER); k++) // "per working day"
        measure = pf_measure_at(p, ++i, false, &next);
    if (!measure || measure->dimension != PF_DIMENSION_DURATION)
        return false;
    per->seconds = measure->factor * amount;
    per->time = p->lexicon->strings + measure->name;
    per->next = next;
    return true;
}

// The words behind "per": a time, so many of a time, or a noun.
static bool per_what(const pf_parser *p, uint32_t i, bool noun_too, pf_per *per)
{
    pf_amount amount = {.value = 1};
    if (pf_is_kind(p, i, PF_TOKEN_NUMBER) || pf_is(p, i, PF_ROLE_NUMBER)) {
        if (pf_amount_read(p, i, &amount) != PF_READING_NUMBER)
            return false;
        i = amount.next;
        if (pf_is_sign(p, i, '-') && pf_is_attached(p, i))
            i++;
    }
    if (per_time(p, i, amount.value, per))
        return true;
    pf_noun noun;
    if (!noun_too || !pf_noun_read(p, i, PF_COUNTED_MANY, &noun))
        return false;
    uint32_t last = noun.last;
    if (noun.plural && noun.first != i &&
        amount.value == 1) { // "per user uploads": the plural is the next word's business
        noun.first = i;
        last = pf_group_end(p, i);
        noun.next = last + 1;
    }
    per->noun = noun.first;
    per->noun_last = last;
    per->amount = amount.value;
    per->next = noun.next;
    return true;
}

// Up to three verbs and the like between a quantity and its "per day": "are placed daily".
static uint32_t skip_flow(const pf_parser *p, uint32_t i)
{
    uint32_t at = i;
    while (at < i + 3 && pf_is(p, at, PF_ROLE_FLOW_VERB))
        at++;
    return at;
}

// The word in small letters, as the rules have it.
static const char *name_of_word(const pf_parser *p, uint32_t i)
{
    return p->lexicon->strings + p->lexicon->words[pf_word_at(p, i)].text;
}

// "a day", "an hour".
static bool time_with_article(const pf_parser *p, uint32_t i, pf_per *per)
{
    return pf_is(p, i, PF_ROLE_ARTICLE) && p->tokens[i].length <= PF_LEXICON_LONGEST_ONE && per_time(p, i + 1, 1, per) &&
           p->tokens[i + 1].length > 1;
}

bool pf_per_read(const pf_parser *p, uint32_t i, pf_per *per)
{
    if (!(pf_roles_at(p, i) & PF_PER_BEGINS))
        return false;
    *per = (pf_per){.noun = PF_NONE, .amount = 1};
    double seconds;
    uint32_t at = skip_flow(p, i);
    bool gap = at != i;
    if (pf_value_at(p, at, PF_ROLE_FREQUENCY, &seconds)) {
        pf_noun noun; // "200 users, monthly reports": an adverb has no noun behind it
        if (pf_noun_read(p, at + 1, PF_COUNTED_MANY, &noun))
            return false;
        *per = (pf_per){.seconds = seconds, .time = name_of_word(p, at), .noun = PF_NONE, .next = at + 1, .amount = 1};
        return true;
    }
    if (pf_is(p, at, PF_ROLE_PER) && time_with_article(p, at + 1, per)) // "each a day"
        return true;
    if (pf_is(p, at, PF_ROLE_PER) && pf_is(p, at + 1, PF_ROLE_PER) && per_time(p, at + 2, 1, per)) // "each per day"
        return true;
    bool each = pf_is(p, at, PF_ROLE_LINK); // "turbines each send": what stands behind "each" may be a verb
    if (pf_is(p, at, PF_ROLE_PER))
        return per_what(p, at + 1, !gap && !each, per) && (!gap || per->seconds > 0);
    if (pf_is(p, at, PF_ROLE_EVERY)) {
        per->repeats = pf_is_kind(p, at + 1, PF_TOKEN_NUMBER) || pf_is(p, at + 1, PF_ROLE_NUMBER);
        return per_what(p, at + 1, false, per);
    }
    if (time_with_article(p, at, per))
        return true;
    if (pf_is(p, i, PF_ROLE_FOR_EACH) && (pf_is(p, i + 1, PF_ROLE_PER) || pf_is(p, i + 1, PF_ROLE_EVERY)))
        return per_what(p, i + 2, true, per);
    return false;
}

bool pf_per_read_in_label(const pf_parser *p, uint32_t i, pf_per *per)
{
    bool article = pf_is(p, i, PF_ROLE_ARTICLE);
    if (!article && !pf_is(p, i, PF_ROLE_PER) && !pf_is(p, i, PF_ROLE_EVERY))
        return false;
    const uint64_t others = PF_ROLE_BIT(PF_ROLE_ARTICLE_BEFORE) | PF_ROLE_BIT(PF_ROLE_TIMES) |
                            PF_ROLE_BIT(PF_ROLE_OCCASION);
    if (article && (pf_roles_at(p, i - 1) & others))
        return false; // "Length of a day", "Backups twice a day"
    return pf_per_read(p, i, per) && per->seconds > 0;
}
