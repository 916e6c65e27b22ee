// SPDX-License-Identifier: MIT
// Finds the noun that a number counts, and its singular.
#include "base/bytes.h"
#include "text/grammar.h"

#include <string.h>

// Words of a noun phrase; of words joined by hyphens; behind "and" up to the plural.
enum { LONGEST_PHRASE = 7, LONGEST_GROUP = 8, LONGEST_COORDINATION = 2 };

bool pf_sense_at(const pf_parser *p, uint32_t i, pf_role role, uint32_t *payload)
{
    uint32_t word = pf_word_at(p, i);
    return word && pf_lexicon_sense_of(p->lexicon, word, role, pf_text_at(p, i), p->tokens[i].length, payload);
}

bool pf_value_at(const pf_parser *p, uint32_t i, pf_role role, double *value)
{
    uint32_t payload;
    if (!pf_is(p, i, role) || !pf_sense_at(p, i, role, &payload))
        return false;
    *value = p->lexicon->values[payload];
    return true;
}

uint32_t pf_group_end(const pf_parser *p, uint32_t i)
{
    for (uint32_t k = 0; k < LONGEST_GROUP && pf_is_sign(p, i + 1, '-') && pf_is_attached(p, i + 1) &&
                         pf_is_attached(p, i + 2) && pf_is_kind(p, i + 2, PF_TOKEN_WORD);
         k++)
        i += 2;
    return i;
}

static bool are_equal(const char *left, const char *right, uint32_t length)
{
    uint32_t i = 0;
    while (i < length && left[i] == right[i])
        i++;
    return i == length;
}

// The longest ending of the word, as written (a capital S ends an abbreviation, not a plural), or NULL.
static const pf_lexicon_ending *ending_of(const pf_parser *p, uint32_t i)
{
    const pf_lexicon_ending *first = p->lexicon->endings, *end = first + p->lexicon->ending_count;
    const char *strings = p->lexicon->strings, *behind = p->source + pf_end_of(p, i);
    if (!(p->ending_letters & pf_letter_bit(behind[-1])))
        return NULL;
    for (const pf_lexicon_ending *ending = first; ending < end; ending++) {
        uint32_t size = ending->ending_length;
        if (p->tokens[i].length > size && are_equal(behind - size, strings + ending->ending, size))
            return ending;
    }
    return NULL;
}

static const uint64_t known_plural = PF_ROLE_BIT(PF_ROLE_PLURAL) | PF_ROLE_BIT(PF_ROLE_ALIAS);

// The ending that makes the word with these roles a plural, or NULL.
static const pf_lexicon_ending *plural_ending_of(const pf_parser *p, uint32_t i, uint64_t roles)
{
    const uint64_t no_plural = PF_ROLE_BIT(PF_ROLE_STOP) | PF_ROLE_BIT(PF_ROLE_NOT_PLURAL);
    if (p->tokens[i].length < 3 || (roles & no_plural))
        return NULL;
    const pf_lexicon_ending *ending = ending_of(p, i);
    return ending && (ending->ending_length != ending->singular_length) ? ending : NULL; // "ss" stays "ss": no plural
}

bool pf_is_plural(const pf_parser *p, uint32_t i)
{
    if (!pf_is_kind(p, i, PF_TOKEN_WORD))
        return false;
    uint64_t roles = pf_roles_at(p, i);
    return (roles & known_plural) || plural_ending_of(p, i, roles);
}

static bool begins_noun(const pf_parser *p, uint32_t i)
{
    const uint64_t ends = PF_ROLE_BIT(PF_ROLE_STOP) | PF_ROLE_BIT(PF_ROLE_PRONOUN) | PF_ROLE_BIT(PF_ROLE_QUANTIFIER);
    return pf_is_kind(p, i, PF_TOKEN_WORD) && (!(pf_roles_at(p, i) & ends) || pf_group_end(p, i) != i);
}

// "read/write requests": a slash inside a noun phrase, not one before a unit of time.
static bool goes_on_behind_slash(const pf_parser *p, uint32_t i)
{
    return pf_is_sign(p, i, '/') && pf_is_attached(p, i) && pf_is_attached(p, i + 1) && begins_noun(p, i + 1) &&
           !pf_is(p, i + 1, PF_ROLE_MEASURE);
}

// "electricity and gas meters": the plural behind "and" is what is counted; its modifiers stand before it.
static void go_on_behind_and(const pf_parser *p, pf_noun *noun)
{
    uint32_t i = noun->next;
    if (!pf_is(p, i, PF_ROLE_AND))
        return;
    const uint64_t another = PF_ROLE_BIT(PF_ROLE_NUMBER) | PF_ROLE_BIT(PF_ROLE_MAGNITUDE) | PF_ROLE_BIT(PF_ROLE_PART);
    for (uint32_t words = 0; words < LONGEST_COORDINATION && begins_noun(p, i + 1); words++) {
        if (pf_roles_at(p, i + 1) & another)
            return;
        i = pf_group_end(p, i + 1);
        if (pf_is_plural(p, i)) {
            noun->first = noun->last = i;
            noun->plural = true;
            noun->next = i + 1;
            return;
        }
    }
}

bool pf_noun_read(const pf_parser *p, uint32_t i, pf_counted counted, pf_noun *noun)
{
    *noun = (pf_noun){.first = PF_NONE, .frequency = PF_NONE, .next = i};
    while (pf_is_sign(p, i, '"') || pf_is_sign(p, i, '\''))
        i++;
    for (uint32_t words = 0; words < LONGEST_PHRASE && begins_noun(p, i); words++) {
        uint32_t last = pf_group_end(p, i);
        bool plural = pf_is_plural(p, last);
        if (plural && counted == PF_COUNTED_ONE && noun->first != PF_NONE)
            return true;
        if (pf_is(p, i, PF_ROLE_FREQUENCY))
            noun->frequency = i;
        else
            noun->first = i, noun->last = last, noun->plural = plural;
        noun->next = i = last + 1;
        bool modifies = plural && counted != PF_COUNTED_SHARE && pf_is(p, last, PF_ROLE_PLURAL_MODIFIER) &&
                        pf_is_plural(p, pf_group_end(p, i));
        if (plural && !modifies)
            return true;
        if (goes_on_behind_slash(p, i))
            i++;
    }
    if (noun->first != PF_NONE && counted == PF_COUNTED_MANY)
        go_on_behind_and(p, noun);
    return noun->first != PF_NONE;
}

uint32_t pf_plural_before(const pf_parser *p, uint32_t i, uint32_t least)
{
    while (i-- > least && pf_has_token(p, i))
        if (pf_is_plural(p, i) && !pf_is(p, i, PF_ROLE_MEASURE) && !pf_is(p, i, PF_ROLE_LINK) &&
            !pf_is(p, i, PF_ROLE_CUE_WORD))
            return i;
    return PF_NONE;
}

static const char *lower_copy(pf_parser *p, uint32_t start, uint32_t end, const char *tail, size_t tail_length)
{
    char *copy = pf_arena_alloc(p->arena, (size_t)(end - start) + tail_length + 1);
    if (!copy) {
        p->failed = true;
        return NULL;
    }
    for (uint32_t k = start; k < end; k++)
        copy[k - start] = to_lower(p->source[k]);
    memcpy(copy + (end - start), tail, tail_length);
    return copy;
}

const char *pf_singular(pf_parser *p, uint32_t first, uint32_t last)
{
    uint32_t offset, start = p->tokens[first].start, end = pf_end_of(p, last);
    uint64_t roles = pf_roles_at(p, last);
    if ((roles & known_plural) && (pf_sense_at(p, last, PF_ROLE_ALIAS, &offset) || pf_sense_at(p, last, PF_ROLE_PLURAL, &offset))) {
        const char *noun = p->lexicon->strings + offset;
        return lower_copy(p, start, p->tokens[last].start, noun, strlen(noun));
    }
    const pf_lexicon_ending *ending = pf_is_kind(p, last, PF_TOKEN_WORD) ? plural_ending_of(p, last, roles) : NULL;
    if (!ending)
        return lower_copy(p, start, end, "", 0);
    return lower_copy(p, start, end - ending->ending_length, p->lexicon->strings + ending->singular,
                      ending->singular_length);
}
