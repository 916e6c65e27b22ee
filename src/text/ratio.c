// SPDX-License-Identifier: MIT
// Reads ratios ("10:1", "50 to 1") and the pair of nouns that they are of ("reads to writes", "read/write").
#include "text/grammar.h"

#include <string.h>

enum { PAIR_BEFORE = 12, PAIR_AFTER = 7 };

static bool is_pair_word(const pf_parser *p, uint32_t i)
{
    const uint64_t no = PF_ROLE_BIT(PF_ROLE_STOP) | PF_ROLE_BIT(PF_ROLE_ARTICLE) | PF_ROLE_BIT(PF_ROLE_NUMBER) |
                        PF_ROLE_BIT(PF_ROLE_RATIO_WORD) | PF_ROLE_BIT(PF_ROLE_MEASURE);
    return pf_is_kind(p, i, PF_TOKEN_WORD) && !(pf_roles_at(p, i) & no);
}

// A pair that begins at `i`: "reads to writes", "read/write", "read-to-write", "reads outnumber writes"; the second
// word, or PF_NONE.
static uint32_t pair_at(const pf_parser *p, uint32_t i)
{
    if (!is_pair_word(p, i))
        return PF_NONE;
    uint32_t joiner = i + 1;
    if (pf_is_sign(p, joiner, '-') && pf_is_attached(p, joiner) && pf_is(p, joiner + 1, PF_ROLE_RATIO_JOINER) &&
        pf_is_sign(p, joiner + 2, '-'))
        return is_pair_word(p, joiner + 3) ? joiner + 3 : PF_NONE;
    bool joins = pf_is(p, joiner, PF_ROLE_RATIO_JOINER) && (!pf_is_sign(p, joiner, '-') || pf_is_attached(p, joiner));
    if (pf_is_sign(p, joiner, ':') && pf_is_attached(p, joiner) != pf_is_attached(p, joiner + 1))
        joins = false; // "Reads: writes …" is a label
    if (pf_is(p, joiner, PF_ROLE_AND) && pf_is(p, i - 1, PF_ROLE_RANGE_OPENER))
        joins = true; // "the ratio between reads and writes"
    if (!joins && !pf_is(p, joiner, PF_ROLE_RATIO_VERB))
        return PF_NONE;
    return is_pair_word(p, joiner + 1) ? joiner + 1 : PF_NONE;
}

static const char *pair_name(pf_parser *p, uint32_t first, uint32_t second)
{
    const char *a = pf_singular(p, first, first), *b = pf_singular(p, second, second);
    char *name = a && b ? pf_arena_format(p->arena, "%s:%s", a, b) : NULL;
    p->failed = p->failed || !name;
    return name;
}

const char *pf_pair_near(pf_parser *p, uint32_t first, uint32_t next)
{
    for (uint32_t k = 2; k <= PAIR_BEFORE && first >= p->view.first + k; k++) {
        uint32_t second = pair_at(p, first - k);
        if (second != PF_NONE && second < first)
            return pair_name(p, first - k, second);
    }
    for (uint32_t i = next; i < next + PAIR_AFTER && i < p->view.end; i++) {
        uint32_t second = pair_at(p, i);
        if (second != PF_NONE)
            return pair_name(p, i, second);
    }
    return NULL;
}

static bool ratio_word_near(const pf_parser *p, uint32_t first, uint32_t next)
{
    uint32_t from = first > p->view.first + PAIR_BEFORE ? first - PAIR_BEFORE : p->view.first;
    for (uint32_t i = from; i < next + PAIR_AFTER && i < p->view.end; i++)
        if (pf_is(p, i, PF_ROLE_RATIO_WORD))
            return true;
    return false;
}

typedef struct ratio {
    uint32_t first, next;
    double value;
    bool colon, split;
} ratio;

// "a:b", "a to b", "a-to-b" with plain numbers, "a/b" that make a hundred together.
static bool read_ratio(const pf_parser *p, const pf_amount *amount, ratio *r)
{
    pf_amount second;
    uint32_t at = amount->next;
    bool attached = pf_is_attached(p, at) && pf_is_attached(p, at + 1);
    bool spaced =
        pf_is_sign(p, at, ':') && !pf_is_attached(p, at) && pf_has_token(p, at + 1) && !pf_is_attached(p, at + 1);
    r->colon = pf_is_sign(p, at, ':') && (attached || spaced);
    bool hyphens =
        pf_is_sign(p, at, '-') && attached && pf_is(p, at + 1, PF_ROLE_RANGE_JOINER) && pf_is_sign(p, at + 2, '-');
    bool word = pf_is_kind(p, at, PF_TOKEN_WORD) && pf_is(p, at, PF_ROLE_RATIO_JOINER);
    r->split = pf_is_sign(p, at, '/') && attached;
    if (!r->colon && !hyphens && !word && !r->split)
        return false;
    at += hyphens ? 3 : 1;
    if (pf_amount_read(p, at, &second) != PF_READING_NUMBER || second.indefinite || second.article || second.value <= 0)
        return false;
    r->first = amount->first;
    r->next = second.next;
    r->value = amount->value / second.value;
    return !r->split || amount->value + second.value == 100;
}

// "10:30": hours and minutes.
static bool is_clock(const pf_parser *p, const pf_amount *amount, const ratio *r)
{
    uint32_t minutes = amount->next + 1;
    return r->colon && amount->integer && amount->value <= 24 && r->next == minutes + 1 &&
           p->tokens[minutes].length == 2 && *pf_text_at(p, minutes) < '6';
}

// "1:1 chat", "16:9": as written, known for no quantity.
static bool is_plain(const pf_parser *p, const ratio *r)
{
    uint32_t start = p->tokens[r->first].start, end = pf_end_of(p, r->next - 1);
    uint32_t word = pf_lexicon_find(p->lexicon, p->source + start, end - start);
    return p->lexicon->words[word].roles >> PF_ROLE_PLAIN_RATIO & 1;
}

static bool counts(const pf_parser *p, uint32_t i)
{
    uint32_t next;
    pf_noun noun;
    if (pf_measure_at(p, i, true, &next))
        return true;
    return pf_noun_read(p, i, PF_COUNTED_MANY, &noun) && noun.plural && noun.first == i && pair_at(p, i) == PF_NONE;
}

// A ratio in the sense of the text, and not a time, a range or a score.
static bool is_ratio(const pf_parser *p, const pf_amount *amount, const ratio *r, bool paired)
{
    if (p->lone_value)
        return r->colon || (r->next == p->view.end && !paired);
    bool spoken = paired || ratio_word_near(p, r->first, r->next);
    if (!r->colon) {
        bool to_one = r->value == amount->value && amount->value > 1; // "50 to 1"
        return (spoken || to_one) && !counts(p, r->next) && !pf_is(p, amount->first - 1, PF_ROLE_RANGE_OPENER);
    }
    bool chained = pf_is_attached(p, r->next) && pf_is_sign(p, r->next, ':') && pf_is_attached(p, r->next + 1);
    if (chained || pf_is(p, r->next, PF_ROLE_VOID_AFTER))
        return false;
    return spoken || (!is_clock(p, amount, r) && !is_plain(p, r));
}

bool pf_ratio_at(pf_parser *p, pf_amount *amount, uint32_t *next)
{
    ratio r, other;
    if (amount->article || amount->indefinite || !read_ratio(p, amount, &r))
        return false;
    const char *of = pf_pair_near(p, r.first, r.next);
    if (!is_ratio(p, amount, &r, of != NULL)) {
        *next = r.next;
        if (pf_is_sign(p, r.next, ':') || pf_is_sign(p, r.next, '.'))
            *next = r.next + 1;
        return r.colon;
    }
    pf_bounds bounds = pf_bounds_before(p, r.first);
    pf_quantity value = {.lower = r.value, .upper = r.value, .of = of};
    *next = r.next;
    pf_amount second = {.first = r.next};
    bool joined = pf_is(p, r.next, PF_ROLE_RANGE_JOINER) ||
                  (pf_is(p, r.next, PF_ROLE_AND) && pf_is(p, r.first - 1, PF_ROLE_RANGE_OPENER));
    if (joined && pf_amount_read(p, r.next + 1, &second) == PF_READING_NUMBER && read_ratio(p, &second, &other) &&
        other.value >= r.value) {
        value.upper = other.value;
        *next = other.next;
        bounds.lower = bounds.upper = false;
    } else {
        pf_bounds_after(p, *next, &bounds);
        *next = bounds.next > r.next ? bounds.next : r.next;
    }
    value.has_lower = !bounds.upper;
    value.has_upper = !bounds.lower;
    value.approximate = bounds.about;
    pf_emit(p, PF_DIMENSION_RATIO, &value, bounds.first, *next);
    return true;
}
