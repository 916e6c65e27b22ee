// SPDX-License-Identifier: MIT
// Reads intervals that are not told by a number alone: "hourly", "every 5 s", "twice a day"; and "sub-second".
#include "text/grammar.h"

static bool is_duration(const pf_lexicon_measure *measure)
{
    return measure && measure->dimension == PF_DIMENSION_DURATION;
}

static void emit_interval(pf_parser *p, double lower, double upper, const pf_bounds *bounds, uint32_t next)
{
    pf_quantity value = {.lower = lower,
                         .upper = upper,
                         .has_lower = !bounds->upper,
                         .has_upper = !bounds->lower,
                         .approximate = bounds->about};
    pf_emit(p, PF_DIMENSION_INTERVAL, &value, bounds->first, next);
}

// The bounds before token `i`, turned round: a bound on how often is the opposite bound on the gap.
static pf_bounds turned_bounds(const pf_parser *p, uint32_t i)
{
    pf_bounds bounds = pf_bounds_before(p, i);
    bool lower = bounds.lower;
    bounds.lower = bounds.upper;
    bounds.upper = lower;
    return bounds;
}

uint32_t pf_frequency_at(pf_parser *p, uint32_t i)
{
    double seconds;
    bool people =
        pf_is(p, i + 1, PF_ROLE_PEOPLE) ||
        (pf_is_kind(p, i + 1, PF_TOKEN_WORD) && pf_is(p, i + 2, PF_ROLE_PEOPLE) && !pf_is(p, i + 1, PF_ROLE_STOP));
    if (people || !pf_value_at(p, i, PF_ROLE_FREQUENCY, &seconds))
        return i + 1;
    pf_bounds bounds = pf_bounds_before(p, i);
    emit_interval(p, seconds, seconds, &bounds, i + 1);
    return i + 1;
}

// "every second user" tells no time.
static bool is_ordinal(const pf_parser *p, uint32_t i, uint32_t next)
{
    return pf_is(p, i, PF_ROLE_OTHER) && pf_is_kind(p, next, PF_TOKEN_WORD) && !pf_is(p, next, PF_ROLE_STOP) &&
           !pf_is_plural(p, next) && !pf_is(p, next, PF_ROLE_CUE_FIRST);
}

// The number or range behind "every".
static bool read_numbers(const pf_parser *p, uint32_t *at, pf_amount *from, double *upper)
{
    pf_amount to;
    if (pf_amount_read(p, *at, from) != PF_READING_NUMBER)
        return false;
    *upper = from->value;
    *at = from->next;
    if (pf_is(p, *at, PF_ROLE_RANGE_JOINER) && pf_amount_read(p, *at + 1, &to) == PF_READING_NUMBER &&
        to.value >= from->value) {
        *upper = to.value;
        *at = to.next;
    }
    if (pf_is_sign(p, *at, '-') && pf_is_attached(p, *at)) // "every 5-minute window"
        ++*at;
    return true;
}

uint32_t pf_every_at(pf_parser *p, uint32_t i)
{
    uint32_t at = i + 1, next = i + 1;
    pf_bounds bounds = turned_bounds(p, i);
    const pf_lexicon_measure *measure = pf_is(p, at, PF_ROLE_OTHER) ? pf_measure_at(p, at + 1, false, &next) : NULL;
    if (is_duration(measure)) { // "every other day"
        emit_interval(p, 2 * measure->factor, 2 * measure->factor, &bounds, next);
        return next;
    }
    for (uint32_t k = 1; k <= 2; k++) // "every ~5 s", "every at most 5 s"
        if (pf_is_kind(p, at + k, PF_TOKEN_NUMBER) && pf_bounds_before(p, at + k).first == at) {
            at += k;
            break;
        }
    bool digits = pf_is_kind(p, at, PF_TOKEN_NUMBER);
    pf_amount amount = {.first = at};
    double upper = 1;
    bool numbered =
        (digits || pf_is(p, at, PF_ROLE_NUMBER) || pf_is(p, at, PF_ROLE_PART)) && read_numbers(p, &at, &amount, &upper);
    if (digits && !numbered)
        return i + 1;
    if (!numbered)
        amount.value = 1;
    measure = numbered || (pf_has_token(p, at) && p->tokens[at].length > 1) ? pf_measure_at(p, at, true, &next) : NULL;
    if (!is_duration(measure) || (!numbered && is_ordinal(p, at, next)))
        return i + 1;
    bounds.about = bounds.about || pf_bounds_before(p, amount.first).about;
    emit_interval(p, amount.value * measure->factor, upper * measure->factor, &bounds, next);
    return next;
}

uint32_t pf_times_at(pf_parser *p, uint32_t i)
{
    double times;
    pf_per per;
    if (!pf_value_at(p, i, PF_ROLE_TIMES, &times) || !pf_per_read(p, i + 1, &per) || per.seconds <= 0)
        return i + 1;
    pf_bounds bounds = turned_bounds(p, i);
    emit_interval(p, per.seconds / times, per.seconds / times, &bounds, per.next);
    return per.next;
}

uint32_t pf_below_at(pf_parser *p, uint32_t i)
{
    uint32_t at = i + 1, next;
    pf_amount amount = {.value = 1};
    if (pf_is_sign(p, at, '-') && pf_is_attached(p, at))
        at++;
    if (pf_is_kind(p, at, PF_TOKEN_NUMBER)) {
        if (pf_amount_read(p, at, &amount) != PF_READING_NUMBER)
            return i + 1;
        at = amount.next;
        if (pf_is_sign(p, at, '-') && pf_is_attached(p, at))
            at++;
    }
    const pf_lexicon_measure *measure = pf_measure_at(p, at, true, &next);
    if (!measure)
        return i + 1;
    pf_quantity value = {.upper = amount.value * measure->factor, .has_upper = true};
    pf_emit(p, (pf_dimension)measure->dimension, &value, i, next);
    return next;
}
