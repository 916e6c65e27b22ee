// SPDX-License-Identifier: MIT
// Reads what stands behind a number: its unit or noun, bounding words, and per what it is.
#include "text/grammar.h"

// "h30m" behind "1": the unit and the rest, which the splitter took for one word.
static bool read_packed(const pf_parser *p, uint32_t i, pf_tail *t)
{
    if (!pf_is_attached(p, i) || !pf_is_kind(p, i, PF_TOKEN_WORD) || pf_word_at(p, i) != 0)
        return false;
    const char *text = pf_text_at(p, i);
    uint32_t length = p->tokens[i].length, at = 0;
    const pf_lexicon_measure *unit = NULL;
    double number = 1;
    t->extra = 0;
    while (at < length) {
        uint32_t letters = at, payload;
        while (letters < length && !(text[letters] >= '0' && text[letters] <= '9'))
            letters++;
        uint32_t word = pf_lexicon_find(p->lexicon, text + at, letters - at);
        if (!word || !pf_lexicon_sense_of(p->lexicon, word, PF_ROLE_MEASURE, text + at, letters - at, &payload))
            return false;
        const pf_lexicon_measure *measure = &p->lexicon->measures[payload];
        if (measure->dimension != PF_DIMENSION_DURATION || (unit && measure->factor >= unit->factor))
            return false;
        if (!unit)
            unit = measure;
        else
            t->extra += number * measure->factor;
        number = 0;
        for (at = letters; at < length && text[at] >= '0' && text[at] <= '9' && at - letters < 9; at++)
            number = number * 10 + (text[at] - '0');
        if (at == letters && at < length)
            return false;
    }
    t->measure = unit;
    t->next = i + 1;
    return unit && number == 0;
}

// "2 years and 3 months", "2 days 6 hours", "an hour and a half".
static void read_smaller_units(const pf_parser *p, pf_tail *t)
{
    const pf_lexicon_measure *smallest = t->measure;
    for (;;) {
        pf_amount amount;
        double part;
        uint32_t at = t->next, next;
        if (pf_is(p, at, PF_ROLE_AND) && pf_is(p, at + 1, PF_ROLE_ARTICLE) &&
            pf_value_at(p, at + 2, PF_ROLE_PART, &part)) {
            t->extra += part * smallest->factor;
            t->next = at + 3;
            return;
        }
        bool is_and = pf_is(p, at, PF_ROLE_AND);
        bool plain = pf_is_kind(p, at + is_and, PF_TOKEN_NUMBER) || pf_is(p, at + is_and, PF_ROLE_NUMBER);
        if (!plain || !pf_reads_amount(p, at + is_and, &amount) || amount.magnified)
            return;
        at = amount.next;
        const pf_lexicon_measure *measure = pf_measure_at(p, at, true, &next);
        if (!measure || measure->dimension != t->measure->dimension || measure->factor >= smallest->factor)
            return;
        t->extra += amount.value * measure->factor;
        t->next = next;
        smallest = measure;
    }
}

static bool read_unit(const pf_parser *p, uint32_t i, pf_tail *t)
{
    uint32_t at = i, next;
    if (pf_is_sign(p, at, '-') && pf_is_attached(p, at) && pf_is_attached(p, at + 1))
        at++;
    const pf_lexicon_measure *measure = pf_measure_at(p, at, pf_is_attached(p, at), &next);
    for (uint32_t k = 0; !measure && k < 2 && pf_is(p, at, PF_ROLE_UNIT_MODIFIER); k++)
        measure = pf_measure_at(p, ++at, false, &next);
    if (!measure)
        return read_packed(p, i, t);
    t->measure = measure;
    t->compound = at > i;
    t->next = next;
    if (measure->dimension == PF_DIMENSION_DURATION || measure->dimension == PF_DIMENSION_DISTANCE)
        read_smaller_units(p, t);
    return true;
}

// "ten 8-core machines", "two 10 Gbit/s links": the noun behind a number that describes it, which is left to be read.
static void read_described_noun(const pf_parser *p, uint32_t i, pf_tail *t)
{
    pf_amount amount;
    pf_noun noun;
    uint32_t next;
    if (!pf_is_kind(p, i, PF_TOKEN_NUMBER) || !pf_reads_amount(p, i, &amount))
        return;
    uint32_t at = amount.next;
    if (pf_is_sign(p, at, '-') && pf_is_attached(p, at) && pf_is_attached(p, at + 1))
        at = pf_group_end(p, at + 1) + 1;
    else if (pf_measure_at(p, at, true, &next))
        at = next;
    if (pf_is_sign(p, at, '/') && pf_is_attached(p, at))
        at += 2;
    if (at > amount.next && pf_noun_read(p, at, PF_COUNTED_MANY, &noun) && noun.plural)
        t->noun = noun;
}

static void read_noun(const pf_parser *p, uint32_t i, bool one, pf_tail *t)
{
    if (pf_is_sign(p, i, '-') && pf_is_attached(p, i) && pf_is_attached(p, i + 1) &&
        pf_is_kind(p, i + 1, PF_TOKEN_WORD)) {
        t->noun = (pf_noun){.first = i + 1, .last = i + 1, .frequency = PF_NONE, .next = i + 2};
        t->compound = true;
    } else {
        if (pf_is(p, i, PF_ROLE_OF)) { // "100 of the users"
            i++;
            while (pf_is(p, i, PF_ROLE_STOP) && !pf_is(p, i, PF_ROLE_PRONOUN) && pf_is(p, i, PF_ROLE_ARTICLE))
                i++;
        }
        if (!pf_noun_read(p, i, one ? PF_COUNTED_ONE : PF_COUNTED_MANY, &t->noun))
            return;
    }
    t->next = t->noun.next;
    double seconds;
    if (t->noun.frequency != PF_NONE && !pf_is(p, t->noun.last, PF_ROLE_PEOPLE) &&
        pf_value_at(p, t->noun.frequency, PF_ROLE_FREQUENCY, &seconds))
        t->frequency = seconds;
}

// "500 GB of photos arrive daily": what is measured stands between unit and "per".
static uint32_t behind_measured(const pf_parser *p, const pf_tail *t)
{
    pf_noun noun;
    if (t->measure && pf_is(p, t->next, PF_ROLE_OF) && pf_noun_read(p, t->next + 1, PF_COUNTED_MANY, &noun))
        return noun.next;
    if (t->measure && t->measure->dimension == PF_DIMENSION_SIZE && pf_noun_read(p, t->next, PF_COUNTED_MANY, &noun) &&
        noun.plural)
        return noun.next; // "5 MB files per day" is left to the noun: only used when a time follows
    return t->next;
}

static void read_per(const pf_parser *p, pf_tail *t)
{
    pf_per per;
    bool found = pf_per_read(p, t->next, &per);
    if (!found) {
        uint32_t behind = behind_measured(p, t);
        found = behind != t->next && pf_per_read(p, behind, &per);
    }
    if (!found)
        return;
    if (per.repeats && (t->noun.first == PF_NONE || pf_is(p, t->noun.last, PF_ROLE_STANDING)))
        return; // "poll 500 devices every 10 minutes" is a count and an interval
    t->per = per;
    t->next = per.next;
    if (pf_per_read(p, t->next, &per) && !per.repeats) {
        t->second_per = per;
        t->next = per.next;
    }
}

// Whether anything of a tail begins at `i`: nothing does at the end, and seldom at a sign.
static bool may_begin(const pf_parser *p, uint32_t i)
{
    const uint64_t telling = PF_ROLE_BIT(PF_ROLE_CUE_FIRST) | PF_ROLE_BIT(PF_ROLE_MEASURE) | PF_ROLE_BIT(PF_ROLE_MEASURE_PART) |
                             PF_ROLE_BIT(PF_ROLE_UNIT_MODIFIER) | PF_ROLE_BIT(PF_ROLE_OF) | PF_PER_BEGINS;
    if (!pf_is_kind(p, i, PF_TOKEN_PUNCTUATION))
        return pf_has_token(p, i);
    uint32_t code = p->tokens[i].code;
    return code == '-' || code == '"' || code == '\'' || (pf_roles_at(p, i) & telling);
}

pf_tail pf_tail_read(const pf_parser *p, uint32_t i, bool one)
{
    pf_tail t = {.noun = {.first = PF_NONE, .last = PF_NONE, .frequency = PF_NONE}, .unit_next = i, .next = i};
    t.per.noun = t.second_per.noun = PF_NONE;
    if (!may_begin(p, i))
        return t;
    if (pf_bounds_after(p, t.next, &t.after) && t.after.next > t.next) // "5 or more users"
        t.next = t.after.next;
    if (!read_unit(p, t.next, &t))
        read_noun(p, t.next, one, &t);
    if (!t.measure && t.noun.first == PF_NONE && !pf_is_attached(p, t.next))
        read_described_noun(p, t.next, &t);
    t.unit_next = t.next;
    if (t.next != i && pf_bounds_after(p, t.next, &t.after)) // not asked before
        t.next = t.after.next;
    read_per(p, &t);
    if (t.next != t.unit_next && pf_bounds_after(p, t.next, &t.after))
        t.next = t.after.next;
    return t;
}

// "1 MB to 5 GB", "between 5% and 10%": a second number with a unit of the same kind makes a range.
bool pf_tail_join(const pf_parser *p, pf_item *it, pf_tail *t)
{
    pf_amount to;
    if (!t->measure || it->is_range || it->plus || t->extra > 0 || t->per.seconds > 0 ||
        !pf_joins_range(p, t->next, it->from.first))
        return false;
    if (!pf_is_sign(p, t->next, '-') && pf_is_change(p, it->from.first))
        return false;
    if (!pf_reads_amount(p, t->next + 1, &to) || to.indefinite)
        return false;
    pf_tail second = pf_tail_read(p, to.next, false);
    if (!second.measure || second.measure->dimension != t->measure->dimension)
        return false;
    to.value = (to.value * second.measure->factor + second.extra) / t->measure->factor;
    if (to.value < it->from.value)
        return false;
    it->to = to;
    it->is_range = true;
    second.measure = t->measure;
    second.extra = 0;
    *t = second;
    return true;
}
