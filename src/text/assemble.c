// SPDX-License-Identifier: MIT
// Makes a quantity of a number, what stands before and behind it, and its label.
#include "text/grammar.h"

#include <string.h>

// A quantity in the making: base unit = number * factor + extra.
typedef struct draft {
    const pf_item *item;
    const pf_tail *tail;
    pf_bounds before;
    pf_label label;
    bool labelled;
    pf_dimension dimension;
    double factor, extra;
    pf_quantity value;
} draft;

// MANY_TIMES: a second.
enum { MANY_TIMES = 20, SUBJECT_REACH = 8, FIRST_YEAR = 1900, LAST_YEAR = 2100, FINEST_RESOLUTION = 16, LONGEST_OF_SPEED = 3600 };

// The noun of "5% of the users", "20% growth".
static const char *share_of(pf_parser *p, uint32_t i)
{
    pf_noun noun;
    if (pf_is(p, i, PF_ROLE_OF)) {
        i++;
        for (uint32_t k = 0; k < 3 && pf_is(p, i, PF_ROLE_STOP) && !pf_is(p, i, PF_ROLE_PRONOUN); k++)
            i++;
    } else if (pf_is(p, i, PF_ROLE_CUE_WORD)) {
        return NULL; // "1% exceed 2 MB"
    }
    return pf_noun_read(p, i, PF_COUNTED_SHARE, &noun) ? pf_singular(p, noun.first, noun.last) : NULL;
}

static void apply_seconds(double seconds, draft *d)
{
    d->dimension = d->dimension == PF_DIMENSION_COUNT ? PF_DIMENSION_RATE : PF_DIMENSION_DATA_RATE;
    d->factor /= seconds;
}

// "per second" makes a rate of a count and a data rate of a size; all else that something is per is kept.
static void apply_per(pf_parser *p, const pf_per *per, draft *d)
{
    if (per->seconds > 0 && (d->dimension == PF_DIMENSION_COUNT || d->dimension == PF_DIMENSION_SIZE))
        apply_seconds(per->seconds, d);
    else if (per->seconds > 0 && !d->value.per)
        d->value.per = per->time;
    else if (per->noun != PF_NONE && !d->value.per)
        d->value.per = pf_singular(p, per->noun, per->noun_last);
}

// "ten reads for every write": a ratio when both are done.
static bool is_operation(const pf_parser *p, const char *noun)
{
    return noun && p->lexicon->words[pf_lexicon_find(p->lexicon, noun, strlen(noun))].roles >> PF_ROLE_OPERATION & 1;
}

// An interval or duration that was read in the label ("Daily orders: 5000", "Orders (a day): 5000") belongs to the number.
static void drop_time_in_label(pf_parser *p, const pf_label *label)
{
    if (label->time_first == PF_NONE || p->item_count == p->sentence_items)
        return;
    const pf_quantity *last = &p->items[p->item_count - 1];
    bool time = last->dimension == PF_DIMENSION_INTERVAL || last->dimension == PF_DIMENSION_DURATION;
    if (time && last->first_token + last->token_count > label->time_first)
        p->item_count--;
}

// "in 4K": so small a number with K and without a noun is a resolution.
static bool is_resolution(const pf_parser *p, const pf_item *item)
{
    uint32_t sign = item->from.next - 1;
    return pf_is_attached(p, sign) && pf_is_kind(p, sign, PF_TOKEN_WORD) && !item->is_range &&
           item->from.raw <= FINEST_RESOLUTION && item->from.value <= FINEST_RESOLUTION * 1000;
}

static bool is_bounded(const draft *d)
{
    return d->before.lower || d->before.upper || d->item->plus || d->tail->after.lower || d->tail->after.upper;
}

// The noun behind the number is what it counts: a plural, unless the number is one.
static bool counts_noun(const pf_parser *p, const draft *d)
{
    const pf_tail *tail = d->tail;
    if (tail->noun.first == PF_NONE)
        return false;
    bool one = d->item->from.value == 1 && !d->item->is_range;
    if (tail->noun.plural || tail->compound || one)
        return true;
    if (tail->per.seconds <= 0)
        return false;
    return pf_is(p, tail->noun.last, PF_ROLE_OCCASION) ||
           (d->item->from.magnified && tail->unit_next == tail->noun.last + 1);
}

// The label says what the number is; false when it does not say enough.
static bool read_labelled(pf_parser *p, draft *d)
{
    const pf_label *label = &d->label;
    const pf_amount *from = &d->item->from;
    if (label->measure) {
        d->dimension = (pf_dimension)label->measure->dimension;
        d->factor *= label->measure->factor;
        if (label->measure->of)
            d->value.of = p->lexicon->strings + label->measure->of;
        return true;
    }
    bool timed = d->tail->per.seconds > 0 || label->seconds > 0;
    bool limits = label->lower || label->upper;
    bool said = from->magnified || from->spelled || d->item->is_range || is_bounded(d);
    if (!label->plural && !timed && !from->magnified && !limits && !(label->strong && said))
        return false;
    d->value.of = label->of;
    bool loose = !label->strong && !label->plural; // "rising to 200k"
    if (loose && (p->counted || pf_is(p, d->before.first - 1, PF_ROLE_RANGE_JOINER)))
        d->value.of = p->counted;
    d->value.labelled = d->value.of && d->value.of == label->of;
    if (label->seconds > 0 && d->tail->per.seconds <= 0)
        apply_seconds(label->seconds, d);
    if (!from->magnified)
        d->factor *= label->magnitude;
    return true;
}

// A number with neither noun nor label.
static bool read_bare(pf_parser *p, draft *d)
{
    const pf_amount *from = &d->item->from;
    bool timed = d->tail->per.seconds > 0;
    if (from->indefinite)
        return d->tail->noun.first != PF_NONE || timed;
    if (timed) { // "emails go out at 1M/hour"
        uint32_t least = from->first > p->view.first + SUBJECT_REACH ? from->first - SUBJECT_REACH : p->view.first;
        uint32_t plural = pf_plural_before(p, from->first, least);
        d->value.of = plural != PF_NONE ? pf_singular(p, plural, plural) : p->counted;
        return !from->article;
    }
    if (p->lone_value)
        return true;
    d->value.of = pf_follows_operator(p, d->before.first) ? NULL : p->counted;
    if (from->magnified)
        return d->value.of || is_bounded(d) || !is_resolution(p, d->item);
    bool year = from->integer && from->value >= FIRST_YEAR && from->value <= LAST_YEAR;
    return d->value.of && is_bounded(d) && !year && !from->spelled;
}

// A number with no unit of its own: a count of the noun behind it, or what its label says. False: no quantity.
static bool read_count(pf_parser *p, draft *d)
{
    d->dimension = PF_DIMENSION_COUNT;
    if (counts_noun(p, d)) {
        d->value.of = pf_singular(p, d->tail->noun.first, d->tail->noun.last);
        if (d->tail->frequency > 0)
            apply_seconds(d->tail->frequency, d);
        return true;
    }
    const pf_amount *from = &d->item->from;
    bool plain = !from->magnified && !from->spelled && !d->item->is_range && !is_bounded(d);
    if (d->labelled && d->label.identifier && plain)
        return false; // "Version: 2"
    return (d->labelled && read_labelled(p, d)) || read_bare(p, d);
}

// "10,000 QPS reads", "100 qps of writes": what is done says more than the unit.
static const char *done_behind_rate(pf_parser *p, uint32_t at)
{
    if (pf_is(p, at, PF_ROLE_OF) || pf_is(p, at, PF_ROLE_FOR_EACH))
        at++;
    const char *noun = pf_is_kind(p, at, PF_TOKEN_WORD) && pf_is_plural(p, at) ? pf_singular(p, at, at) : NULL;
    return is_operation(p, noun) ? noun : NULL;
}

static void read_measured(pf_parser *p, draft *d)
{
    const pf_lexicon_measure *measure = d->tail->measure;
    d->dimension = (pf_dimension)measure->dimension;
    d->factor = measure->factor;
    d->extra = d->tail->extra;
    if (measure->of)
        d->value.of = p->lexicon->strings + measure->of;
    if (d->dimension == PF_DIMENSION_RATE) {
        const char *done = done_behind_rate(p, d->tail->unit_next);
        d->value.of = done ? done : d->value.of;
    }
    if (d->dimension == PF_DIMENSION_PERCENT) {
        d->value.of = d->labelled && d->label.of_link ? d->label.of : share_of(p, d->tail->unit_next);
        if (!d->value.of && d->labelled)
            d->value.of = d->label.of;
    }
    bool timed_label = d->labelled && d->label.strong && d->label.seconds > 0 && d->tail->per.seconds <= 0;
    if (timed_label && d->dimension == PF_DIMENSION_SIZE) // "Storage per year: 36 TB"
        apply_seconds(d->label.seconds, d);
}

// "200 reads per write": a ratio when both are done.
static void make_ratio(pf_parser *p, draft *d)
{
    if (d->tail->per.noun == PF_NONE || d->dimension != PF_DIMENSION_COUNT || !is_operation(p, d->value.of) ||
        !is_operation(p, d->value.per))
        return;
    d->dimension = PF_DIMENSION_RATIO;
    d->factor /= d->tail->per.amount;
    d->value.of = pf_arena_format(p->arena, "%s:%s", d->value.of, d->value.per);
    d->value.per = NULL;
    p->failed = p->failed || !d->value.of;
}

static void set_bounds(draft *d)
{
    pf_quantity *value = &d->value;
    const pf_item *item = d->item;
    const pf_bounds *after = &d->tail->after;
    value->approximate = d->before.about || after->about;
    value->lower = value->upper = item->from.value;
    value->has_lower = value->has_upper = true;
    if (item->is_range) {
        value->upper = item->to.value;
    } else if (item->from.indefinite) {
        value->upper = item->from.most;
        value->has_upper = item->from.most > 0;
    } else {
        bool lower = d->before.lower || after->lower || item->plus, upper = d->before.upper || after->upper;
        if (!lower && !upper && d->labelled) {
            lower = d->label.lower && !d->label.upper;
            upper = d->label.upper && !d->label.lower;
        }
        value->has_lower = !upper || lower;
        value->has_upper = !lower || upper;
    }
    value->lower = value->lower * d->factor + d->extra;
    value->upper = value->upper * d->factor + d->extra;
}

// "3 times a day": the gap instead of the rate, and bounds turned round.
static void make_interval(const pf_parser *p, draft *d)
{
    const pf_tail *tail = d->tail;
    if (tail->noun.first == PF_NONE || !pf_is(p, tail->noun.last, PF_ROLE_OCCASION) || tail->per.seconds <= 0)
        return;
    pf_quantity rate = d->value;
    if (rate.lower >= MANY_TIMES || rate.upper >= MANY_TIMES) { // "read 40,000 times a second" is a load, not a gap
        d->value.of = NULL;
        return;
    }
    d->value.has_lower = rate.has_upper && rate.upper > 0;
    d->value.has_upper = rate.has_lower && rate.lower > 0;
    d->value.lower = d->value.has_lower ? 1 / rate.upper : 0;
    d->value.upper = d->value.has_upper ? 1 / rate.lower : 0;
    d->value.of = NULL;
    d->dimension = PF_DIMENSION_INTERVAL;
}

// "9,000 reads and 30 writes per second": the time belongs to both. `first` is where the second begins.
static void share_time(pf_parser *p, const draft *d, uint32_t first)
{
    if (d->dimension != PF_DIMENSION_RATE || d->tail->per.seconds <= 0 || p->item_count == p->sentence_items)
        return;
    pf_quantity *before = &p->items[p->item_count - 1];
    uint32_t between = before->first_token + before->token_count;
    if (before->dimension != PF_DIMENSION_COUNT || between + 1 != first ||
        !(pf_is(p, between, PF_ROLE_AND) || pf_is_sign(p, between, ',')) || !is_operation(p, before->of) ||
        !is_operation(p, d->value.of))
        return;
    before->dimension = PF_DIMENSION_RATE;
    before->lower /= d->tail->per.seconds;
    before->upper /= d->tail->per.seconds;
}

void pf_item_emit(pf_parser *p, const pf_item *item, const pf_tail *tail, uint32_t next)
{
    draft d = {.item = item, .tail = tail, .factor = 1, .before = pf_bounds_before(p, item->from.first)};
    pf_bounds link = d.before;
    if (item->is_range && pf_is(p, link.first - 1, PF_ROLE_RANGE_OPENER))
        link.first--;
    bool percent = tail->measure && tail->measure->dimension == PF_DIMENSION_PERCENT;
    bool cue_links = percent && (link.lower || link.upper); // "error rate under 0.1%"
    d.labelled = pf_label_read(p, &link, !cue_links, &d.label) && !pf_is_operand(p, link.first, next) &&
                 !pf_is_operand(p, link.first, item->from.next);
    d.value.calculated = d.label.calculated;
    if (tail->measure)
        read_measured(p, &d);
    else if (!read_count(p, &d))
        return;
    if (d.labelled && d.dimension == PF_DIMENSION_RATE)
        drop_time_in_label(p, &d.label);
    if (d.dimension == PF_DIMENSION_DISTANCE && tail->per.seconds > 0 && tail->per.seconds <= LONGEST_OF_SPEED)
        return; // "80 km/h" is no distance
    apply_per(p, &tail->per, &d);
    apply_per(p, &tail->second_per, &d);
    make_ratio(p, &d);
    set_bounds(&d);
    make_interval(p, &d);
    share_time(p, &d, link.first);
    pf_emit(p, d.dimension, &d.value, link.first, next);
}
