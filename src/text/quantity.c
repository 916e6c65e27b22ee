// SPDX-License-Identifier: MIT
// Finds quantities: goes to each number of a sentence and puts together what its parts say.
#include "base/utf8.h"
#include "text/grammar.h"

#include <math.h>
#include <string.h>

// One number or range of a list: "10, 50 and 100 users".
typedef struct item {
    pf_amount from, to; // `to` only of a range
    bool is_range;
    bool plus; // "50+"
} item;

enum { ITEMS_AT_ONCE = 64 }; // of a list; the rest is read as another list

// What stands behind the numbers.
typedef struct tail {
    const pf_lexicon_measure *measure;
    double extra; // base units of the smaller unit: "1h30m"
    pf_noun noun; // first PF_NONE: none
    bool compound; // "16-core"
    bool modifies; // daily orders
    double frequency;
    pf_per per, second_per;
    pf_bounds after;
    uint32_t next;
    uint32_t unit_next; // behind the unit or noun
} tail;

static const uint64_t starts_at_word = PF_ROLE_BIT(PF_ROLE_NUMBER) | PF_ROLE_BIT(PF_ROLE_PART) | PF_ROLE_BIT(PF_ROLE_INDEFINITE) |
                                       PF_ROLE_BIT(PF_ROLE_ARTICLE);

void pf_emit(pf_parser *p, pf_dimension dimension, const pf_quantity *value, uint32_t first, uint32_t next)
{
    if ((value->has_lower && !isfinite(value->lower)) || (value->has_upper && !isfinite(value->upper)))
        return;
    pf_quantity *grown = pf_arena_grow(p->arena, p->items, p->item_count, &p->item_capacity, sizeof *grown);
    if (!grown) {
        p->failed = true;
        return;
    }
    p->items = grown;
    pf_quantity *quantity = &p->items[p->item_count++];
    *quantity = *value;
    quantity->dimension = (uint8_t)dimension;
    quantity->lower = value->has_lower ? value->lower : 0;
    quantity->upper = value->has_upper ? value->upper : 0;
    quantity->sentence = p->sentence;
    quantity->first_token = first;
    quantity->token_count = next - first;
    quantity->start = p->tokens[first].start;
    quantity->end = pf_end_of(p, next - 1);
}

// --- Numbers, ranges, lists -----------------------------------------------------------------------------------------------

static bool reads_amount(const pf_parser *p, uint32_t i, pf_amount *amount)
{
    bool may = pf_is_kind(p, i, PF_TOKEN_NUMBER) || pf_is(p, i, PF_ROLE_NUMBER) || pf_is(p, i, PF_ROLE_PART) ||
               (pf_is(p, i, PF_ROLE_ARTICLE) && pf_is(p, i + 1, PF_ROLE_MAGNITUDE));
    return may && pf_amount_read(p, i, amount) == PF_READING_NUMBER;
}

// "from 900 ms to 300 ms" after "bring down": not a range.
static bool is_change(const pf_parser *p, uint32_t first)
{
    for (uint32_t k = 1; k <= 8 && pf_is_kind(p, first - k, PF_TOKEN_WORD); k++)
        if (pf_is(p, first - k, PF_ROLE_CHANGE) && !(k == 1 && pf_is(p, first - k, PF_ROLE_CUE_LAST)))
            return true;
    return false;
}

static bool is_joiner(const pf_parser *p, uint32_t i, uint32_t first)
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

static bool read_range(const pf_parser *p, item *it)
{
    pf_amount to;
    uint32_t joiner = it->from.next;
    bool or = pf_is(p, joiner, PF_ROLE_OR);
    if (!or && !is_joiner(p, joiner, it->from.first))
        return false;
    uint32_t at = joiner + 1;
    if (!or && pf_is(p, at, PF_ROLE_CUE_WORD) && pf_is_sign(p, at, '~'))
        at++;
    if (!reads_amount(p, at, &to) || to.indefinite || (to.article && !to.magnified))
        return false;
    double raw = it->from.value;
    share_magnitude(&it->from, &to);
    bool close = it->from.spelled ? to.value <= 2 * it->from.value : to.value == it->from.value + 1; // "two or three"
    if (to.value < it->from.value || (or && !close) || (!or && is_change(p, it->from.first) && !pf_is_sign(p, joiner, '-'))) {
        it->from.value = raw;
        return false;
    }
    it->to = to;
    it->is_range = true;
    return true;
}

static uint32_t read_item(const pf_parser *p, const pf_amount *amount, item *it)
{
    *it = (item){.from = *amount};
    if (!amount->indefinite && read_range(p, it))
        return it->to.next;
    uint32_t next = amount->next;
    if (amount->spelled && pf_is_sign(p, next, '(') && pf_is_kind(p, next + 1, PF_TOKEN_NUMBER) && pf_is_sign(p, next + 2, ')'))
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
    return reads_amount(p, at, amount) && !pf_amount_is_void(p, amount);
}

static uint32_t read_list(const pf_parser *p, const pf_amount *first, item *items, uint32_t *count)
{
    uint32_t next = read_item(p, first, &items[0]), first_next = next;
    *count = 1;
    bool joined = false;
    pf_amount amount;
    while (*count < ITEMS_AT_ONCE && !first->indefinite && !first->article && !joined && next_in_list(p, next, &amount, &joined)) {
        next = read_item(p, &amount, &items[*count]);
        (*count)++;
    }
    if (*count == 2 && !joined) { // "At 9, 5 users"
        *count = 1;
        return first_next;
    }
    bool rising = true;
    for (uint32_t k = 1; k < *count; k++)
        rising = rising && items[k - 1].from.value < items[k].from.raw && !items[k - 1].from.magnified;
    for (uint32_t k = 0; rising && k + 1 < *count; k++) // "1, 2 and 5 million"
        share_magnitude(&items[k].from, &items[*count - 1].from);
    return next;
}

// --- Behind the number -----------------------------------------------------------------------------------------------------

// "h30m" behind "1": the unit and the rest, which the splitter took for one word.
static bool read_packed(const pf_parser *p, uint32_t i, tail *t)
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
static void read_smaller_units(const pf_parser *p, tail *t)
{
    const pf_lexicon_measure *smallest = t->measure;
    for (;;) {
        pf_amount amount;
        double part;
        uint32_t at = t->next, next;
        if (pf_is(p, at, PF_ROLE_AND) && pf_is(p, at + 1, PF_ROLE_ARTICLE) && pf_value_at(p, at + 2, PF_ROLE_PART, &part)) {
            t->extra += part * smallest->factor;
            t->next = at + 3;
            return;
        }
        bool and = pf_is(p, at, PF_ROLE_AND);
        bool plain = pf_is_kind(p, at + and, PF_TOKEN_NUMBER) || pf_is(p, at + and, PF_ROLE_NUMBER);
        if (!plain || !reads_amount(p, at + and, &amount) || amount.magnified)
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

static bool read_unit(const pf_parser *p, uint32_t i, tail *t)
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

static void read_noun(const pf_parser *p, uint32_t i, bool one, tail *t)
{
    if (pf_is_sign(p, i, '-') && pf_is_attached(p, i) && pf_is_attached(p, i + 1) && pf_is_kind(p, i + 1, PF_TOKEN_WORD)) {
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
    if (t->noun.frequency != PF_NONE && !pf_is(p, t->noun.last, PF_ROLE_PEOPLE) && pf_value_at(p, t->noun.frequency, PF_ROLE_FREQUENCY, &seconds))
        t->frequency = seconds;
}

// "500 GB of photos arrive daily": what is measured stands between unit and "per".
static uint32_t behind_measured(const pf_parser *p, const tail *t)
{
    pf_noun noun;
    if (t->measure && pf_is(p, t->next, PF_ROLE_OF) && pf_noun_read(p, t->next + 1, PF_COUNTED_MANY, &noun))
        return noun.next;
    if (t->measure && t->measure->dimension == PF_DIMENSION_SIZE && pf_noun_read(p, t->next, PF_COUNTED_MANY, &noun) && noun.plural)
        return noun.next; // "5 MB files per day" is left to the noun: only used when a time follows
    return t->next;
}

static void read_per(const pf_parser *p, tail *t)
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

static tail read_tail(const pf_parser *p, uint32_t i, bool one)
{
    tail t = {.noun = {.first = PF_NONE, .last = PF_NONE, .frequency = PF_NONE}, .next = i};
    t.per.noun = t.second_per.noun = PF_NONE;
    if (pf_bounds_after(p, t.next, &t.after) && t.after.next > t.next) // "5 or more users"
        t.next = t.after.next;
    if (!read_unit(p, t.next, &t))
        read_noun(p, t.next, one, &t);
    t.unit_next = t.next;
    if (pf_bounds_after(p, t.next, &t.after))
        t.next = t.after.next;
    read_per(p, &t);
    if (pf_bounds_after(p, t.next, &t.after))
        t.next = t.after.next;
    return t;
}

// --- Putting it together ----------------------------------------------------------------------------------------------------

// The noun of "5% of the users", "20% growth".
static const char *share_of(pf_parser *p, uint32_t i)
{
    pf_noun noun;
    if (pf_is(p, i, PF_ROLE_OF)) {
        i++;
        for (uint32_t k = 0; k < 3 && pf_is(p, i, PF_ROLE_STOP) && !pf_is(p, i, PF_ROLE_PRONOUN); k++)
            i++;
    }
    return pf_noun_read(p, i, PF_COUNTED_SHARE, &noun) ? pf_singular(p, noun.first, noun.last) : NULL;
}

static void apply_time(const pf_parser *p, const pf_per *per, pf_dimension *dimension, double *factor, pf_quantity *value, pf_parser *owner)
{
    (void)p;
    bool absorbs = *dimension == PF_DIMENSION_COUNT || *dimension == PF_DIMENSION_SIZE;
    if (per->seconds > 0 && absorbs) {
        *dimension = *dimension == PF_DIMENSION_COUNT ? PF_DIMENSION_RATE : PF_DIMENSION_DATA_RATE;
        *factor /= per->seconds;
    } else if (per->seconds > 0 && !value->per) {
        value->per = per->time;
    } else if (per->noun != PF_NONE && !value->per) {
        value->per = pf_singular(owner, per->noun, per->noun_last);
    }
}

// "ten reads for every write": a ratio when both are done.
static bool is_operation(const pf_parser *p, const char *noun)
{
    return noun && p->lexicon->words[pf_lexicon_find(p->lexicon, noun, strlen(noun))].roles >> PF_ROLE_OPERATION & 1;
}

// An interval that was read in the label ("Daily orders: 5000") belongs to the number.
static void drop_interval_in_label(pf_parser *p, const pf_label *label)
{
    if (label->seconds > 0 && p->item_count > p->sentence_items) {
        const pf_quantity *last = &p->items[p->item_count - 1];
        if (last->dimension == PF_DIMENSION_INTERVAL && last->first_token >= label->first_token)
            p->item_count--;
    }
}

// The noun counted before in the sentence: "500 users now and 2 million next year".
static const char *noun_before(const pf_parser *p)
{
    for (size_t k = p->item_count; k > p->sentence_items; k--)
        if ((p->items[k - 1].dimension == PF_DIMENSION_COUNT || p->items[k - 1].dimension == PF_DIMENSION_RATE) && p->items[k - 1].of)
            return p->items[k - 1].of;
    return NULL;
}

typedef struct reading {
    pf_dimension dimension;
    double factor, extra;
    pf_quantity value;
} reading;

// "in 4K": so small a number with K and without a noun is a resolution.
static bool bare_resolution(const pf_parser *p, const item *it)
{
    uint32_t sign = it->from.next - 1;
    return pf_is_attached(p, sign) && pf_is_kind(p, sign, PF_TOKEN_WORD) && !it->is_range && it->from.raw <= 16 && it->from.value <= 16000;
}

// A number with no unit: a count of the noun behind it, or what its label says. False: no quantity.
static bool read_count(pf_parser *p, const item *it, const tail *t, pf_label *label, bool labelled, const pf_bounds *bounds, reading *r)
{
    r->dimension = PF_DIMENSION_COUNT;
    bool bare = !it->from.magnified && !it->from.spelled && !it->is_range && !it->plus && !bounds->lower && !bounds->upper && !t->after.next;
    bool one = it->from.value == 1 && !it->is_range;
    bool noun = t->noun.first != PF_NONE &&
                (t->noun.plural || t->compound || one || pf_is(p, t->noun.last, PF_ROLE_PLURAL) || (it->from.magnified && t->unit_next == t->noun.last + 1 && t->per.seconds > 0));
    if (noun) {
        r->value.of = pf_singular(p, t->noun.first, t->noun.last);
        if (t->frequency > 0)
            apply_time(p, &(pf_per){.seconds = t->frequency, .noun = PF_NONE}, &r->dimension, &r->factor, &r->value, p);
        return true;
    }
    if (labelled && label->identifier && bare)
        return false;
    if (labelled && label->measure) {
        r->dimension = (pf_dimension)label->measure->dimension;
        r->factor *= label->measure->factor;
        if (label->measure->of)
            r->value.of = p->lexicon->strings + label->measure->of;
        return true;
    }
    bool timed = t->per.seconds > 0 || (labelled && label->seconds > 0);
    if (labelled && (label->plural || timed || it->from.magnified || (label->strong && !bare))) {
        r->value.of = label->of;
        if (!label->strong && !label->plural && noun_before(p))
            r->value.of = noun_before(p);
        if (label->seconds > 0 && t->per.seconds <= 0)
            apply_time(p, &(pf_per){.seconds = label->seconds, .noun = PF_NONE}, &r->dimension, &r->factor, &r->value, p);
        if (!it->from.magnified)
            r->factor *= label->magnitude;
        return true;
    }
    if (it->from.indefinite)
        return t->noun.first != PF_NONE || timed;
    if (timed) {
        uint32_t least = it->from.first > p->view.first + 8 ? it->from.first - 8 : p->view.first;
        uint32_t plural = pf_plural_before(p, it->from.first, least);
        if (plural != PF_NONE)
            r->value.of = pf_singular(p, plural, plural);
        return !it->from.article;
    }
    if (p->lone_value)
        return true;
    bool year = it->from.integer && it->from.value >= 1900 && it->from.value <= 2100;
    bool bounded = bounds->lower || bounds->upper || it->plus;
    r->value.of = noun_before(p);
    if (bare_resolution(p, it) && !r->value.of && !bounded)
        return false;
    return it->from.magnified || (bounded && !year && !it->from.spelled && r->value.of);
}

static void set_bounds(const item *it, const pf_bounds *before, const pf_bounds *after, const pf_label *label, reading *r)
{
    pf_quantity *value = &r->value;
    value->approximate = before->about || after->about;
    if (it->is_range) {
        value->lower = it->from.value;
        value->upper = it->to.value;
        value->has_lower = value->has_upper = true;
    } else {
        bool lower = before->lower || after->lower || it->plus, upper = before->upper || after->upper;
        if (!lower && !upper && label) {
            lower = label->lower && !label->upper;
            upper = label->upper && !label->lower;
        }
        value->lower = it->from.value;
        value->upper = it->from.most > 0 ? it->from.most : it->from.value;
        value->has_lower = it->from.indefinite || !upper || lower;
        value->has_upper = it->from.indefinite ? it->from.most > 0 : !lower || upper;
    }
    value->lower = value->lower * r->factor + r->extra;
    value->upper = value->upper * r->factor + r->extra;
}

// "3 times a day": the gap, and bounds turned round.
static bool make_interval(const pf_parser *p, const tail *t, reading *r)
{
    if (t->noun.first == PF_NONE || !pf_is(p, t->noun.last, PF_ROLE_OCCASION) || t->per.seconds <= 0)
        return false;
    pf_quantity turned = r->value; // a rate so far
    turned.lower = r->value.has_upper && r->value.upper > 0 ? 1 / r->value.upper : 0;
    turned.upper = r->value.has_lower && r->value.lower > 0 ? 1 / r->value.lower : 0;
    turned.has_lower = r->value.has_upper;
    turned.has_upper = r->value.has_lower;
    turned.of = NULL;
    r->value = turned;
    r->dimension = PF_DIMENSION_INTERVAL;
    return true;
}

static void emit_item(pf_parser *p, const item *it, const tail *t, uint32_t next)
{
    reading r = {.factor = 1};
    pf_bounds before = pf_bounds_before(p, it->from.first);
    pf_label label = {0};
    pf_bounds link = before;
    if (it->is_range && pf_is(p, before.first - 1, PF_ROLE_RANGE_OPENER))
        link.first--;
    link.next = it->from.first;
    bool labelled = pf_label_read(p, &link, !(t->measure && t->measure->dimension == PF_DIMENSION_PERCENT), &label);
    if (t->measure) {
        r.dimension = (pf_dimension)t->measure->dimension;
        r.factor = t->measure->factor;
        r.extra = t->extra;
        if (t->measure->of)
            r.value.of = p->lexicon->strings + t->measure->of;
        if (r.dimension == PF_DIMENSION_PERCENT) {
            r.value.of = share_of(p, t->unit_next);
            if (!r.value.of && labelled)
                r.value.of = label.of;
        }
    } else if (!read_count(p, it, t, &label, labelled, &before, &r)) {
        return;
    }
    if (labelled && r.dimension == PF_DIMENSION_RATE)
        drop_interval_in_label(p, &label);
    apply_time(p, &t->per, &r.dimension, &r.factor, &r.value, p);
    apply_time(p, &t->second_per, &r.dimension, &r.factor, &r.value, p);
    if (t->per.noun != PF_NONE && r.dimension == PF_DIMENSION_COUNT && is_operation(p, r.value.of) && is_operation(p, r.value.per)) {
        r.dimension = PF_DIMENSION_RATIO;
        r.factor /= t->per.amount;
        r.value.of = pf_arena_format(p->arena, "%s:%s", r.value.of, r.value.per);
        r.value.per = NULL;
        p->failed = p->failed || !r.value.of;
    }
    set_bounds(it, &before, &t->after, labelled ? &label : NULL, &r);
    make_interval(p, t, &r);
    if (r.extra > 0 && it->is_range)
        return;
    uint32_t first = before.first;
    if (it->is_range && link.first < before.first)
        first = link.first;
    pf_emit(p, r.dimension, &r.value, first, next);
}

// "1 MB to 5 GB", "between 5% and 10%": a second number with a unit of the same kind makes a range.
static bool join_measured(const pf_parser *p, item *it, tail *t)
{
    pf_amount to;
    if (!t->measure || it->is_range || it->plus || t->extra > 0 || t->per.seconds > 0 || !is_joiner(p, t->next, it->from.first))
        return false;
    if (!pf_is_sign(p, t->next, '-') && is_change(p, it->from.first))
        return false;
    if (!reads_amount(p, t->next + 1, &to) || to.indefinite)
        return false;
    tail second = read_tail(p, to.next, false);
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

static uint32_t quantity_at(pf_parser *p, uint32_t i)
{
    pf_amount amount;
    item items[ITEMS_AT_ONCE];
    uint32_t count, next;
    pf_reading kind = pf_amount_read(p, i, &amount);
    if (kind == PF_READING_NONE)
        return i + 1;
    if (pf_is_kind(p, i, PF_TOKEN_NUMBER) && kind == PF_READING_NUMBER && pf_ratio_at(p, &amount, &next))
        return next;
    if (pf_amount_is_void(p, &amount) || kind == PF_READING_VOID)
        return amount.next;
    if (amount.spelled && pf_ratio_at(p, &amount, &next))
        return next;
    next = read_list(p, &amount, items, &count);
    tail t = read_tail(p, next, items[count - 1].from.value == 1 && !items[count - 1].is_range);
    if (count == 1)
        join_measured(p, &items[0], &t);
    for (uint32_t k = 0; k < count; k++)
        emit_item(p, &items[k], &t, k + 1 < count ? (items[k].is_range ? items[k].to.next : items[k].from.next) : t.next);
    bool used = t.measure || (t.noun.first != PF_NONE && t.noun.plural) || t.per.seconds > 0;
    return used ? t.next : next;
}

static uint32_t read_at(pf_parser *p, uint32_t i)
{
    uint64_t roles = pf_roles_at(p, i);
    if (roles >> PF_ROLE_FREQUENCY & 1)
        return pf_frequency_at(p, i);
    if (roles >> PF_ROLE_EVERY & 1)
        return pf_every_at(p, i);
    if (roles >> PF_ROLE_TIMES & 1)
        return pf_times_at(p, i);
    if (roles >> PF_ROLE_BELOW & 1)
        return pf_below_at(p, i);
    if (p->tokens[i].kind == PF_TOKEN_NUMBER || (roles & starts_at_word))
        return quantity_at(p, i);
    return i + 1;
}

// --- Sentences ------------------------------------------------------------------------------------------------------------

static bool has_trigger(const pf_parser *p, const pf_sentence *sentence)
{
    for (uint32_t k = 0; k < sentence->token_count; k++) {
        const pf_token *token = &p->tokens[sentence->first_token + k];
        if (token->kind == PF_TOKEN_NUMBER)
            return true;
        if (token->kind != PF_TOKEN_WORD ||
            !pf_lexicon_may_trigger(p->lexicon, (const unsigned char *)p->source + token->start, token->length))
            continue;
        uint32_t word = pf_lexicon_find(p->lexicon, p->source + token->start, token->length);
        const uint64_t others = PF_ROLE_BIT(PF_ROLE_FREQUENCY) | PF_ROLE_BIT(PF_ROLE_EVERY) | PF_ROLE_BIT(PF_ROLE_TIMES) | PF_ROLE_BIT(PF_ROLE_BELOW);
        if (p->lexicon->words[word].roles & (starts_at_word | others))
            return true;
    }
    return false;
}

// Looks the tokens of the sentence up.
static bool make_view(pf_parser *p, const pf_sentence *sentence, int buffer, pf_view *view)
{
    if (p->buffer_sizes[buffer] < sentence->token_count) {
        size_t size = (size_t)sentence->token_count * 2;
        p->buffers[buffer] = pf_arena_array(p->arena, size, sizeof *p->buffers[buffer]);
        p->buffer_sizes[buffer] = p->buffers[buffer] ? size : 0;
        if (!p->buffers[buffer])
            return false;
    }
    for (uint32_t k = 0; k < sentence->token_count; k++) {
        const pf_token *token = &p->tokens[sentence->first_token + k];
        char sign = (char)token->code;
        bool folded = token->kind == PF_TOKEN_PUNCTUATION && token->code < 0x80;
        p->buffers[buffer][k] = (uint16_t)pf_lexicon_find(p->lexicon, folded ? &sign : p->source + token->start, folded ? 1 : token->length);
    }
    *view = (pf_view){sentence->first_token, sentence->first_token + sentence->token_count, p->buffers[buffer]};
    return true;
}

static bool add_column(pf_parser *p, uint32_t token)
{
    uint32_t *grown = pf_arena_grow(p->arena, p->columns, p->column_count, &p->column_capacity, sizeof *grown);
    if (!grown)
        return false;
    p->columns = grown;
    p->columns[p->column_count++] = token;
    return true;
}

static bool remember_header(pf_parser *p, const pf_sentence *sentence)
{
    if (!make_view(p, sentence, 1, &p->header))
        return false;
    p->header_block = sentence->block;
    p->column_count = 0;
    for (uint32_t i = p->header.first; i < p->header.end; i++) {
        bool boundary = p->tokens[i].code == '|';
        if (i != p->header.first && !boundary)
            continue;
        if (boundary && i == p->header.first && !add_column(p, i)) // the first cell is empty
            return false;
        if (!add_column(p, boundary ? i + 1 : i))
            return false;
    }
    return true;
}

static bool read_sentence(pf_parser *p, uint32_t index)
{
    const pf_sentence *sentence = &p->text->sentences[index];
    const pf_block *block = &p->text->document->blocks[sentence->block];
    if (block->kind == PF_BLOCK_TABLE_HEADER && !remember_header(p, sentence))
        return false;
    if (!has_trigger(p, sentence))
        return true;
    if (!make_view(p, sentence, 0, &p->view))
        return false;
    p->sentence = index;
    p->sentence_items = p->item_count;
    p->column_token = p->view.end;
    p->in_row = block->kind == PF_BLOCK_TABLE_ROW && block->table_header != PF_NONE && block->table_header == p->header_block;
    for (uint32_t i = p->view.first; i < p->view.end && !p->failed;)
        i = read_at(p, i);
    return !p->failed;
}

bool pf_quantities_find(pf_arena *arena, const pf_text *text, const pf_lexicon *lexicon, pf_quantity **quantities, uint32_t *count)
{
    pf_parser p = {.arena = arena,
                   .text = text,
                   .lexicon = lexicon,
                   .source = text->document->source,
                   .tokens = text->tokens,
                   .header_block = PF_NONE};
    for (uint32_t i = 0; i < text->sentence_count; i++)
        if (!read_sentence(&p, i))
            return false;
    *quantities = p.items;
    *count = (uint32_t)p.item_count;
    return true;
}

bool pf_quantity_parse(const pf_lexicon *lexicon, const char *text, size_t length, pf_quantity *quantity)
{
    if (length == 0 || length > UINT32_MAX / 2 || pf_utf8_check(text, length) != length)
        return false;
    pf_arena arena;
    pf_arena_init(&arena);
    pf_piece piece = {.end = (uint32_t)length, .kind = PF_PIECE_TEXT};
    pf_block block = {.kind = PF_BLOCK_TABLE_ROW, .piece_count = 1, .table_header = PF_NONE};
    pf_document document = {.source = text, .length = length, .blocks = &block, .block_count = 1, .pieces = &piece, .piece_count = 1};
    pf_text split;
    bool found = pf_text_split(&arena, &document, lexicon, &split) && split.sentence_count == 1;
    pf_parser p = {.arena = &arena, .text = &split, .lexicon = lexicon, .source = text, .tokens = split.tokens, .header_block = PF_NONE,
                   .lone_value = true};
    found = found && read_sentence(&p, 0) && p.item_count == 1 && p.items[0].token_count == split.token_count;
    if (found) {
        *quantity = p.items[0];
        quantity->of = quantity->per = NULL;
    }
    pf_arena_release(&arena);
    return found;
}
