// SPDX-License-Identifier: MIT
// Reads what a number is given for when that stands before it: "Users: 4M", "| reads/sec | 50k |", "the timeout is 30
// s".
#include "text/grammar.h"

enum { LABEL_REACH = 16, LINK_REACH = 7, BRACKET_REACH = 6, SHORTEST_CALENDAR_TIME = 86400 };

// A unit, a magnitude or "per day" in the tokens [first, end), which end a label.
static void read_unit(const pf_parser *p, uint32_t first, uint32_t end, pf_label *label)
{
    for (uint32_t i = first; i < end; i++) {
        uint32_t next;
        double value;
        pf_per per;
        if (pf_per_read_in_label(p, i, &per)) {
            label->seconds = per.seconds;
            label->time_first = i;
            i = per.next - 1;
        } else if (pf_value_at(p, i, PF_ROLE_MAGNITUDE, &value) &&
                   (!pf_is(p, i, PF_ROLE_MEASURE) || pf_text_at(p, i)[0] == 'M')) {
            label->magnitude = value;
        } else {
            const pf_lexicon_measure *measure = pf_measure_at(p, i, true, &next);
            if (measure)
                label->measure = measure;
        }
    }
}

// The word at `last` is the time of "per day", "a day", "every working day": no unit of its own.
static bool is_time_of_per(const pf_parser *p, uint32_t first, uint32_t last)
{
    while (last > first && pf_is(p, last - 1, PF_ROLE_UNIT_MODIFIER))
        last--;
    bool article = pf_is(p, last - 1, PF_ROLE_ARTICLE) && p->tokens[last - 1].length <= PF_LEXICON_LONGEST_ONE;
    return last > first && (article || pf_is(p, last - 1, PF_ROLE_PER) || pf_is(p, last - 1, PF_ROLE_EVERY));
}

// "In 2 years", "in two years", "next year": when it is, not what it is measured in ("Retention days").
static bool is_point_in_time(const pf_parser *p, uint32_t first, uint32_t last, const pf_lexicon_measure *measure)
{
    if (measure->dimension != PF_DIMENSION_DURATION)
        return false;
    bool counted = last > first && (pf_is_kind(p, last - 1, PF_TOKEN_NUMBER) || pf_is(p, last - 1, PF_ROLE_NUMBER));
    return counted || (measure->factor >= SHORTEST_CALENDAR_TIME && !pf_is_plural(p, last));
}

// Takes a unit off the end of the label: "Timeout (s)", "Latency in ms", "Storage, GB"; returns the new end.
static uint32_t take_unit(const pf_parser *p, uint32_t first, uint32_t end, pf_label *label)
{
    uint32_t last = end - 1;
    if (pf_is_sign(p, last, ')') || pf_is_sign(p, last, ']')) {
        for (uint32_t i = last; i > first && last - i < BRACKET_REACH; i--) {
            if (!pf_is_sign(p, i, '(') && !pf_is_sign(p, i, '['))
                continue;
            read_unit(p, i + 1, last, label);
            return i;
        }
        return end;
    }
    uint32_t next;
    const pf_lexicon_measure *measure = pf_measure_at(p, last, false, &next);
    if (!measure || is_time_of_per(p, first, last) || is_point_in_time(p, first, last, measure) || (last == first && pf_is(p, last, PF_ROLE_CUE_LABEL)))
        return end;
    label->measure = measure;
    while (last > first &&
           (pf_is_sign(p, last - 1, ',') || (pf_is(p, last - 1, PF_ROLE_STOP) && !pf_is_plural(p, last - 1))))
        last--;
    return last;
}

static void read_bounds(const pf_parser *p, uint32_t first, uint32_t end, pf_label *label)
{
    for (uint32_t i = first; i < end; i++) {
        uint32_t payload;
        if (!pf_is(p, i, PF_ROLE_CUE_LABEL) || !pf_sense_at(p, i, PF_ROLE_CUE_LABEL, &payload))
            continue;
        const pf_lexicon_cue *cue = &p->lexicon->cues[payload];
        bool matches = true;
        for (uint32_t k = 1; k < cue->length; k++)
            matches = matches && pf_word_at(p, i + k) == p->lexicon->cue_words[cue->first_word + k];
        label->lower = label->lower || (matches && cue->bound == PF_BOUND_LOWER);
        label->upper = label->upper || (matches && cue->bound == PF_BOUND_UPPER);
    }
}

// The head noun: of the first noun phrase that is not mere filler ("number of"), or of the last one.
static void read_head(pf_parser *p, uint32_t first, uint32_t end, bool of_last, pf_label *label)
{
    uint32_t head_first = PF_NONE, head_last = PF_NONE;
    bool open = false;
    for (uint32_t i = first; i < end; i++) {
        uint32_t last = pf_group_end(p, i);
        if (last >= end)
            last = i;
        bool is_word = pf_is_kind(p, i, PF_TOKEN_WORD) &&
                       (last != i || !(pf_roles_at(p, i) & (PF_ROLE_BIT(PF_ROLE_STOP) | PF_ROLE_BIT(PF_ROLE_ARTICLE))));
        if (!is_word) {
            if (head_first != PF_NONE && !of_last)
                break;
            open = false;
            continue;
        }
        bool filler = pf_is(p, i, PF_ROLE_LABEL_FILLER) && last == i;
        bool plural = pf_is_plural(p, last);
        if (!filler && !(open && label->plural && !plural)) {
            head_first = i;
            head_last = last;
            label->plural = plural;
            open = true;
        }
        i = last;
    }
    if (head_first == PF_NONE)
        return;
    label->identifier = pf_is(p, head_last, PF_ROLE_IDENTIFIER) || pf_is(p, head_last, PF_ROLE_PRODUCT);
    if (!pf_is_plural(p, head_last))
        head_first = head_last;
    label->of = pf_singular(p, head_first, head_last);
}

// Reads the label in the tokens [first, end) of the current view.
static void read_region(pf_parser *p, uint32_t first, uint32_t end, bool of_last, pf_label *label)
{
    *label = (pf_label){.magnitude = 1, .time_first = PF_NONE, .first_token = first};
    while (first < end && p->tokens[first].kind == PF_TOKEN_PUNCTUATION)
        first++;
    if (first >= end)
        return;
    uint32_t whole = end;
    end = take_unit(p, first, end, label);
    read_bounds(p, first, label->measure ? end : whole, label); // "(min)" is a unit, "(max)" a bound
    double seconds = 0;
    uint32_t adverb = PF_NONE;
    bool people = false;
    const uint64_t telling = PF_ROLE_BIT(PF_ROLE_ARTICLE) | PF_ROLE_BIT(PF_ROLE_PER) | PF_ROLE_BIT(PF_ROLE_EVERY) |
                             PF_ROLE_BIT(PF_ROLE_FREQUENCY) | PF_ROLE_BIT(PF_ROLE_PEOPLE) | PF_ROLE_BIT(PF_ROLE_MEASURE) |
                             PF_ROLE_BIT(PF_ROLE_MEASURE_PART); // all that the rest of the loop asks for
    for (uint32_t i = first; i < end; i++) {
        pf_per per;
        uint32_t next;
        if (!(pf_roles_at(p, i) & telling))
            continue;
        if (i > first && pf_per_read_in_label(p, i, &per)) {
            label->seconds = per.seconds;
            label->time_first = i;
            end = i;
            break;
        }
        if (pf_value_at(p, i, PF_ROLE_FREQUENCY, &seconds)) {
            adverb = i;
            continue;
        }
        people = people || pf_is(p, i, PF_ROLE_PEOPLE);
        const pf_lexicon_measure *measure = pf_measure_at(p, i, false, &next);
        if (measure && measure->of && !label->measure)
            label->measure = measure;
    }
    if (seconds > 0 && !people && label->seconds <= 0) {
        label->seconds = seconds;
        label->time_first = adverb;
    }
    read_head(p, first, end, of_last, label);
}

// The header cell above the number, read as a label; false when it says nothing of its own ("Value").
static bool read_header(pf_parser *p, uint32_t column, pf_label *label, bool *generic)
{
    if (!p->in_row || column >= p->column_count || column == 0)
        return false;
    uint32_t first = p->columns[column],
             end = column + 1 < p->column_count ? p->columns[column + 1] - 1 : p->header.end;
    pf_view row = p->view;
    p->view = p->header;
    read_region(p, first, end, false, label);
    const uint64_t empty = PF_ROLE_BIT(PF_ROLE_GENERIC_LABEL) | PF_ROLE_BIT(PF_ROLE_STOP) |
                           PF_ROLE_BIT(PF_ROLE_MEASURE) | PF_ROLE_BIT(PF_ROLE_MAGNITUDE) | PF_ROLE_BIT(PF_ROLE_PER);
    *generic = true;
    for (uint32_t i = first; i < end; i++)
        *generic = *generic && (!pf_is_kind(p, i, PF_TOKEN_WORD) || (pf_roles_at(p, i) & empty));
    *generic = *generic || !label->of;
    p->view = row;
    return true;
}

static uint32_t column_of(pf_parser *p, uint32_t token)
{
    if (p->column_token > token || p->column_token < p->view.first) {
        p->column_token = p->view.first;
        p->column = 0;
    }
    for (; p->column_token < token; p->column_token++)
        p->column += pf_is_sign(p, p->column_token, '|');
    return p->column;
}

// Looked for once a row, which may begin with any number of empty cells.
static uint32_t first_cell(pf_parser *p)
{
    if (p->first_cell == PF_NONE)
        for (p->first_cell = p->view.first; pf_is_sign(p, p->first_cell, '|');)
            p->first_cell++;
    return p->first_cell;
}

// A table row: the label is its first cell, or the header above the number, or both together.
static bool read_cell(pf_parser *p, uint32_t number, pf_label *label)
{
    uint32_t first = first_cell(p), end;
    for (end = first; end < number && end - first < LABEL_REACH && !pf_is_sign(p, end, '|');)
        end++;
    if (end >= number || !pf_is_sign(p, end, '|'))
        return false;
    pf_label header;
    bool generic = true;
    read_region(p, first, end, false, label);
    label->strong = true;
    if (!read_header(p, column_of(p, number), &header, &generic))
        return true;
    label->lower = label->lower || header.lower;
    label->upper = label->upper || header.upper;
    label->magnitude = header.magnitude > 1 ? header.magnitude : label->magnitude;
    label->measure = label->measure ? label->measure : header.measure;
    if (header.seconds > 0) {
        label->seconds = header.seconds;
        label->time_first = PF_NONE;
    }
    if (!generic) {
        label->of = header.of;
        label->plural = header.plural;
        label->identifier = header.identifier;
    }
    return true;
}

// The first token of the phrase that ends before `end`.
static uint32_t region_start(const pf_parser *p, uint32_t end)
{
    uint32_t at = end;
    bool in_brackets = false;
    while (at > p->view.first && end - at < LABEL_REACH) {
        const pf_token *token = &p->tokens[at - 1];
        uint32_t code = token->code;
        if (code == ')' || code == ']')
            in_brackets = at == end;
        bool opens = code == '(' || code == '[';
        if (opens && !in_brackets)
            break;
        if (opens)
            in_brackets = false;
        else if (!in_brackets &&
                 (token->kind == PF_TOKEN_NUMBER || code == '|' || code == ';' || code == '.' || code == ',' ||
                  code == ':' || code == '!' || code == '?' || (code == '-' && token->space_before)))
            break;
        if (at < end && !in_brackets && (pf_roles_at(p, at - 1) & (PF_ROLE_BIT(PF_ROLE_AND) | PF_ROLE_BIT(PF_ROLE_OR))))
            break;
        at--;
    }
    return at;
}

bool pf_label_read(pf_parser *p, const pf_bounds *bounds, bool needs_link, pf_label *label)
{
    uint32_t end = bounds->first;
    *label = (pf_label){.magnitude = 1, .time_first = PF_NONE, .first_token = end};
    if (end <= p->view.first)
        return false;
    if (pf_is_sign(p, end - 1, '|'))
        return read_cell(p, bounds->next, label);
    bool strong = bounds->sign, linked = bounds->sign, of = false;
    uint32_t calculation = PF_NONE;
    for (uint32_t k = 0; k < LINK_REACH && end > p->view.first && pf_is(p, end - 1, PF_ROLE_LINK); k++) {
        end--;
        strong = strong || pf_is_sign(p, end, ':') || pf_is_sign(p, end, '=');
        if (pf_is_sign(p, end, '='))
            calculation = pf_calculation_first(p, end);
        linked = true;
        of = pf_is(p, end, PF_ROLE_OF);
        if (pf_is_sign(p, end, ':') || of)
            break;
    }
    if (calculation != PF_NONE) {
        end = calculation;
        label->calculated = true;
    }
    if ((needs_link && !linked) || end <= p->view.first)
        return false;
    uint32_t first = region_start(p, end);
    bool behind_number = !strong && pf_is_kind(p, first - 1, PF_TOKEN_NUMBER); // the words are that number's
    if (first == end || behind_number)
        return false;
    bool calculated = label->calculated;
    read_region(p, first, end, of, label);
    label->calculated = calculated;
    label->strong = strong;
    label->of_link = of;
    if (pf_is_sign(p, first - 1, '|') || p->in_row) { // "| Load | up to 5k |" has its label in the first cell
        pf_label cell;
        if (!label->of && read_cell(p, bounds->next, &cell))
            *label = cell;
    }
    return label->of || label->measure || label->seconds > 0 || label->lower || label->upper;
}
