// SPDX-License-Identifier: MIT
// What several formats say about a result in the same way: quoted words with their place, percentages, sums, base
// units.
#include "report/view.h"

#include "base/bytes.h"
#include "base/utf8.h"
#include "report/palette.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_QUESTIONS = 3 };

// Columns of a quotation at the most; of a longer one the first two thirds and the end are shown, since phrases with a
// gap are found by their first and last words.
enum { QUOTE_COLUMNS = 72, QUOTE_HEAD = 44, QUOTE_TAIL = 24 };

static const double LARGE_SHARE = 0.95; // of a clause: as good as the whole

void pf_view_init(pf_view *view, const pf_result *result)
{
    *view = (pf_view){.result = result};
    pf_line_index_init(&view->lines, result->source, result->source_length);
    size_t length = result->source_length;
    while (length > 0 && (result->source[length - 1] == '\n' || result->source[length - 1] == '\r'))
        length--;
    view->one_line = length == 0 || (!memchr(result->source, '\n', length) && !memchr(result->source, '\r', length));
}

void pf_view_release(pf_view *view)
{
    pf_line_index_release(&view->lines);
}

pf_spot pf_view_spot(pf_view *view, uint32_t start, uint32_t end)
{
    size_t length = view->result->source_length;
    size_t last = end < length ? end : length;
    size_t first = start < last ? start : last;
    return (pf_spot){view->result->source + first, last - first, pf_line_index_find(&view->lines, first)};
}

pf_excerpt pf_excerpt_of(const char *bytes, size_t length)
{
    size_t width = pf_utf8_display_width(bytes, length);
    if (width <= QUOTE_COLUMNS)
        return (pf_excerpt){length, length};
    size_t head = pf_utf8_fitting(bytes, length, QUOTE_HEAD);
    size_t tail = pf_utf8_fitting(bytes, length, width - QUOTE_TAIL);
    for (size_t at = head; at > head / 2; at--) { // rather between words
        if (is_blank(bytes[at])) {
            head = at;
            break;
        }
    }
    for (size_t at = tail; at < tail + (length - tail) / 2; at++) {
        if (is_blank(bytes[at])) {
            tail = at + 1;
            break;
        }
    }
    return (pf_excerpt){head, tail};
}

const char *pf_view_level_words(pf_level level)
{
    switch (level) {
    case PF_LEVEL_NOT_NEEDED: return "not needed";
    case PF_LEVEL_SILENT: return "nothing calls for it";
    default: return pf_level_name(level);
    }
}

size_t pf_view_recommended(const pf_result *result)
{
    size_t count = 0;
    while (count < result->assessment_count && pf_level_recommends(result->assessments[count].level))
        count++;
    return count;
}

size_t pf_view_hue(const pf_result *result, size_t index)
{
    return pf_hue_index((size_t)(result->assessments[index].pattern - result->pack->patterns.items));
}

size_t pf_view_questions(const pf_result *result)
{
    return result->question_count < MOST_QUESTIONS ? result->question_count : MOST_QUESTIONS;
}

int pf_percent(double certainty)
{
    int percent = (int)lround(certainty * 100);
    if (certainty < 1 && percent >= 100)
        return 99;
    return certainty > -1 && percent <= -100 ? -99 : percent;
}

const pf_option_result *pf_view_start(const pf_assessment *assessment)
{
    return assessment->start_with < assessment->option_count ? &assessment->options[assessment->start_with] : NULL;
}

const pf_option_result *pf_view_recommended_start(const pf_assessment *assessment)
{
    return pf_level_recommends(assessment->level) ? pf_view_start(assessment) : NULL;
}

// Whether the evidence quotes words that one of the chosen pieces quotes too.
static bool repeats(const pf_assessment *assessment, const size_t *chosen, size_t count, size_t index)
{
    const pf_evidence *evidence = &assessment->evidence[index];
    for (size_t i = 0; i < count; i++) {
        const pf_evidence *other = &assessment->evidence[chosen[i]];
        if (evidence->located && other->located && evidence->start < other->end && other->start < evidence->end)
            return true;
    }
    return false;
}

static bool contains(const size_t *chosen, size_t count, size_t index)
{
    for (size_t i = 0; i < count; i++)
        if (chosen[i] == index)
            return true;
    return false;
}

static int compare_indices(const void *a, const void *b)
{
    size_t left = *(const size_t *)a, right = *(const size_t *)b;
    return (left > right) - (left < right);
}

size_t pf_view_choose(const pf_assessment *assessment, size_t *chosen, size_t limit)
{
    size_t count = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < assessment->evidence_count && count < limit; i++) {
            if (assessment->evidence[i].certainty <= 0 || contains(chosen, count, i))
                continue;
            if (pass == 1 || !repeats(assessment, chosen, count, i))
                chosen[count++] = i;
        }
    }
    qsort(chosen, count, sizeof *chosen, compare_indices);
    return count;
}

const pf_evidence *pf_view_against(const pf_assessment *assessment)
{
    const pf_evidence *strongest = NULL;
    for (size_t i = 0; i < assessment->evidence_count; i++) {
        const pf_evidence *evidence = &assessment->evidence[i];
        if (evidence->certainty < 0 && (!strongest || evidence->certainty < strongest->certainty))
            strongest = evidence;
    }
    return strongest;
}

const char *pf_view_reason(const pf_assessment *assessment)
{
    const pf_evidence *evidence = pf_view_against(assessment);
    if (evidence && evidence->status == PF_EFFECT_DENIED) // its `because` tells why the words would count if they stood
        return "the text says no to what would call for it";
    if (assessment->against)
        return assessment->against;
    return evidence && evidence->because ? evidence->because : "";
}

const pf_pitfall_result *pf_view_pitfall(const pf_assessment *assessment, size_t index, size_t limit)
{
    size_t applying = 0;
    while (applying < assessment->pitfall_count && assessment->pitfalls[applying].applies)
        applying++;
    if (applying > 0)
        return index < applying && index < limit ? &assessment->pitfalls[index] : NULL;
    for (size_t i = 0; index == 0 && i < assessment->pitfall_count; i++)
        if (!assessment->pitfalls[i].pitfall->when)
            return &assessment->pitfalls[i];
    return NULL;
}

static void put_bounds(pf_buffer *buffer, const pf_condition *condition)
{
    const struct {
        const char *word;
        const pf_value *value;
    } bounds[] = {{"from", &condition->at_least}, {"above", &condition->more_than}, {"up to", &condition->at_most}, {"below", &condition->less_than}};
    const char *joint = pf_stored_text(condition->fact);
    for (size_t i = 0; i < sizeof bounds / sizeof bounds[0]; i++) {
        if (!bounds[i].value->text)
            continue;
        if (joint && buffer->length > 0)
            pf_buffer_string(buffer, "; ");
        pf_buffer_format(buffer, "%s %s %s", joint ? joint : "", bounds[i].word, pf_stored_text(bounds[i].value->text));
        joint = NULL;
    }
}

void pf_view_bounds(pf_buffer *buffer, const pf_condition *condition)
{
    put_bounds(buffer, condition);
    const pf_conditions *lists[] = {&condition->all, &condition->any}; // `none` holds what must not be
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < lists[i]->count; j++)
            pf_view_bounds(buffer, pf_condition_at(lists[i], j));
}

pf_sums pf_view_sums(const pf_assessment *assessment)
{
    pf_sums sums = {0};
    for (size_t i = 0; i < assessment->evidence_count; i++) {
        double certainty = assessment->evidence[i].certainty;
        double *side = certainty < 0 ? &sums.against : &sums.in_favour;
        *side = pf_combine(*side, certainty);
    }
    return sums;
}

double pf_view_share(const pf_evidence *evidence)
{
    return evidence->whole == 0 ? 1 : fabs(evidence->certainty / evidence->whole);
}

bool pf_view_is_weakened(const pf_evidence *evidence)
{
    return pf_view_share(evidence) < LARGE_SHARE || evidence->cause != PF_CAUSE_NONE;
}

pf_unheld_kind pf_view_unheld_kind(const pf_unheld *unheld)
{
    if (!unheld->signal)
        return PF_UNHELD_OPTION;
    return unheld->signal->certainty < 0 ? PF_UNHELD_AGAINST : PF_UNHELD_FOR;
}

bool pf_view_shows_number(const pf_explanation *explanation, size_t index, bool all)
{
    const pf_unheld *unheld = &explanation->numbers[index];
    for (size_t i = 0; !all && i < index; i++) {
        const pf_unheld *other = &explanation->numbers[i];
        if (other->known == unheld->known && pf_view_unheld_kind(other) == pf_view_unheld_kind(unheld))
            return false;
    }
    return true;
}

const char *pf_view_fits(int fits)
{
    return fits == PF_TRUE ? "yes" : fits == PF_FALSE ? "no" : "not known";
}

pf_clause_kind pf_view_clause_kind(const pf_clause_change *clause)
{
    if (!clause->after)
        return PF_CLAUSE_LOST;
    return clause->before ? PF_CLAUSE_CHANGED : PF_CLAUSE_GAINED;
}

bool pf_view_starts_anew(const pf_pattern_change *change)
{
    const pf_option_result *before = pf_view_recommended_start(change->before), *after = pf_view_recommended_start(change->after);
    return after && !(before && before->option == after->option);
}

bool pf_view_is_unchanged(const pf_pattern_change *change)
{
    return !change->decisive && pf_level_recommends(change->after->level);
}

bool pf_view_is_slight(const pf_pattern_change *change)
{
    return !change->decisive && change->clause_count > 0 && change->after->level <= PF_LEVEL_POSSIBLE;
}

bool pf_view_changes_slightly(const pf_difference *difference)
{
    for (size_t i = 0; i < difference->pattern_count; i++)
        if (pf_view_is_slight(&difference->patterns[i]))
            return true;
    return false;
}

const pf_pattern_change *pf_view_asked_change(const pf_what_if *what_if)
{
    const pf_pattern_change *change = what_if->difference.patterns;
    while (change->after->pattern != what_if->pattern)
        change++;
    return change;
}

const pf_known_fact *pf_view_unchanged_fact(const pf_what_if *what_if, const pf_setting *setting)
{
    const pf_difference *difference = &what_if->difference;
    for (size_t i = 0; i < difference->fact_count; i++)
        if (difference->facts[i].after && strcmp(difference->facts[i].after->fact->name, setting->fact) == 0)
            return NULL;
    for (size_t i = 0; i < difference->after->fact_count; i++)
        if (strcmp(difference->after->facts[i].fact->name, setting->fact) == 0)
            return &difference->after->facts[i];
    return NULL;
}

const char *pf_base_unit(int dimension)
{
    switch (dimension) {
    case PF_DIMENSION_SIZE: return "byte";
    case PF_DIMENSION_DURATION:
    case PF_DIMENSION_INTERVAL: return "second";
    case PF_DIMENSION_RATE: return "per second";
    case PF_DIMENSION_DATA_RATE: return "byte per second";
    case PF_DIMENSION_DISTANCE: return "metre";
    default: return "";
    }
}

void pf_number(char *text, size_t size, double value)
{
    char plain[64];
    if (fabs(value) < 1e15 && (fabs(value) >= 1e5 || value == floor(value)))
        snprintf(plain, sizeof plain, "%.0f", value);
    else if (fabs(value) >= 1e15)
        pf_power_format(plain, sizeof plain, value, 6);
    else
        snprintf(plain, sizeof plain, "%.6g", value);
    size_t whole = strspn(plain, "-0123456789"), used = 0;
    bool groups = plain[whole] == '\0' || plain[whole] == '.';
    size_t sign = plain[0] == '-';
    for (size_t i = 0; plain[i] && used + 2 < size; i++) {
        if (groups && i > sign && i < whole && (whole - i) % 3 == 0)
            text[used++] = ',';
        text[used++] = plain[i];
    }
    if (size > 0)
        text[used] = '\0';
}
