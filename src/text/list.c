// SPDX-License-Identifier: MIT
// Reads ranges ("5-10k", "two or three") and lists ("10, 50 and 100") of numbers.
#include "text/grammar.h"

bool pf_reads_amount(const pf_parser *p, uint32_t i, pf_amount *amount)
{
    bool may = pf_is_kind(p, i, PF_TOKEN_NUMBER) || pf_is(p, i, PF_ROLE_NUMBER) || pf_is(p, i, PF_ROLE_PART) ||
               (pf_is(p, i, PF_ROLE_ARTICLE) && pf_is(p, i + 1, PF_ROLE_MAGNITUDE));
    return may && pf_amount_read(p, i, amount) == PF_READING_NUMBER;
}

// "from 900 ms to 300 ms" after "bring down": not a range.
bool pf_is_change(const pf_parser *p, uint32_t first)
{
    for (uint32_t k = 1; k <= 8 && pf_is_kind(p, first - k, PF_TOKEN_WORD); k++)
        if (pf_is(p, first - k, PF_ROLE_CHANGE) && !(k == 1 && pf_is(p, first - k, PF_ROLE_CUE_LAST)))
            return true;
    return false;
}

bool pf_joins_range(const pf_parser *p, uint32_t i, uint32_t first)
{
    if (pf_is_sign(p, i, '-')) // "5-10", "5 - 10", but not "5 -10"
        return pf_has_token(p, i + 1) && pf_is_attached(p, i) == pf_is_attached(p, i + 1);
    if (pf_is(p, i, PF_ROLE_AND))
        return pf_is(p, pf_bounds_before(p, first).first - 1, PF_ROLE_RANGE_OPENER);
    return pf_is(p, i, PF_ROLE_RANGE_JOINER);
}

// A magnitude behind the second number holds for both: "5-10k".
static void share_magnitude(pf_amount *from, const pf_amount *to)
{
    if (to->magnified && !from->magnified && to->raw > 0 && from->value <= to->raw)
        from->value *= to->value / to->raw;
}

static bool read_range(const pf_parser *p, pf_item *it)
{
    pf_amount to;
    uint32_t joiner = it->from.next;
    bool is_or = pf_is(p, joiner, PF_ROLE_OR);
    if (!is_or && !pf_joins_range(p, joiner, it->from.first))
        return false;
    uint32_t at = joiner + 1;
    if (!is_or && pf_is(p, at, PF_ROLE_CUE_WORD) && pf_is_sign(p, at, '~'))
        at++;
    if (!pf_reads_amount(p, at, &to) || to.indefinite || (to.article && !to.magnified))
        return false;
    double raw = it->from.value;
    share_magnitude(&it->from, &to);
    bool close = it->from.spelled ? to.value <= 2 * it->from.value : to.value == it->from.value + 1; // "two or three"
    if (to.value < it->from.value || (is_or && !close) ||
        (!is_or && pf_is_change(p, it->from.first) && !pf_is_sign(p, joiner, '-'))) {
        it->from.value = raw;
        return false;
    }
    it->to = to;
    it->is_range = true;
    return true;
}

static uint32_t read_item(const pf_parser *p, const pf_amount *amount, pf_item *it)
{
    *it = (pf_item){.from = *amount};
    if (!amount->indefinite && read_range(p, it))
        return it->to.next;
    uint32_t next = amount->next;
    if (amount->spelled && pf_is_sign(p, next, '(') && pf_is_kind(p, next + 1, PF_TOKEN_NUMBER) &&
        pf_is_sign(p, next + 2, ')'))
        next += 3; // "five (5) files"
    if (pf_is_sign(p, next, '+') && pf_is_attached(p, next) && !pf_is_kind(p, next + 1, PF_TOKEN_NUMBER)) {
        it->plus = true;
        next++;
    }
    return next;
}

// The next number of a list at `i`: behind a comma, "and" or "or", perhaps with bounding words of its own.
static bool next_in_list(const pf_parser *p, uint32_t i, pf_amount *amount, bool *joined)
{
    uint32_t at = i;
    if (pf_is_sign(p, at, ','))
        at++;
    *joined = pf_is(p, at, PF_ROLE_AND) || pf_is(p, at, PF_ROLE_OR) || pf_is(p, at, PF_ROLE_RANGE_JOINER);
    if (*joined)
        at++;
    if (at == i)
        return false;
    for (uint32_t k = 0; k < 3 && pf_is(p, at, PF_ROLE_CUE_WORD) && !pf_is_kind(p, at, PF_TOKEN_NUMBER); k++)
        at++;
    return pf_reads_amount(p, at, amount) && !pf_amount_is_void(p, amount);
}

// The last number of an item.
static pf_amount *last_of(pf_item *it)
{
    return it->is_range ? &it->to : &it->from;
}

uint32_t pf_list_read(const pf_parser *p, const pf_amount *first, pf_item items[PF_ITEMS_AT_ONCE], uint32_t *count)
{
    uint32_t next = read_item(p, first, &items[0]), first_next = next;
    *count = 1;
    bool joined = false;
    pf_amount amount;
    while (*count < PF_ITEMS_AT_ONCE && !first->indefinite && !first->article && !joined &&
           next_in_list(p, next, &amount, &joined)) {
        next = read_item(p, &amount, &items[*count]);
        (*count)++;
    }
    if (*count == 2 && !joined) { // "At 9, 5 users"
        *count = 1;
        return first_next;
    }
    bool rising = true;
    for (uint32_t k = 1; k < *count; k++)
        rising = rising && last_of(&items[k - 1])->value < items[k].from.raw && !last_of(&items[k - 1])->magnified;
    for (uint32_t k = 0; rising && k + 1 < *count; k++) { // "1, 2 and 5 million", "1-2, 3-4 and 5 million"
        share_magnitude(&items[k].from, &items[*count - 1].from);
        if (items[k].is_range)
            share_magnitude(&items[k].to, &items[*count - 1].from);
    }
    return next;
}
