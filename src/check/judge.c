// SPDX-License-Identifier: MIT
// Needs without an answer, answers without a need, and questions left open.
#include "check/judge.h"

#include "base/bytes.h"
#include "check/finding_id.h"

#include <string.h>

enum { MOST_EVIDENCE = 3, MOST_NAMED = 3 };

bool pf_remark_add(pf_remarks *remarks, const pf_remark *remark)
{
    if (!remark->id || !remark->message || !remark->help)
        return false;
    pf_remark *grown = pf_arena_grow(remarks->arena, remarks->items, remarks->count, &remarks->capacity, sizeof *grown);
    if (!grown)
        return false;
    remarks->items = grown;
    grown[remarks->count++] = *remark;
    return true;
}

// Takes the strongest located clauses for the pattern as evidence, and the first of them as the place.
static bool take_evidence(pf_remarks *remarks, const pf_assessment *assessment, pf_remark *remark)
{
    const pf_evidence **evidence = pf_arena_array(remarks->arena, MOST_EVIDENCE, sizeof *evidence);
    if (!evidence)
        return false;
    for (size_t i = 0; i < assessment->evidence_count && remark->evidence_count < MOST_EVIDENCE; i++)
        if (assessment->evidence[i].located && assessment->evidence[i].certainty > 0)
            evidence[remark->evidence_count++] = &assessment->evidence[i];
    remark->evidence = evidence;
    if (remark->evidence_count && !remark->located) {
        remark->located = true;
        remark->start = evidence[0]->start;
        remark->end = evidence[0]->end;
    }
    return true;
}

// --- Needs without an answer ----------------------------------------------------------------------------------------

// "" without any.
static const char *name_options(pf_arena *arena, const pf_pattern *pattern)
{
    const char *names = "";
    for (size_t i = 0; names && i < pattern->options.count && i < MOST_NAMED; i++)
        names = pf_arena_format(arena, "%s%s%s", names, i ? ", " : "", pattern->options.items[i].title);
    return names && *names ? pf_arena_format(arena, ", the simplest first (%s)", names) : names;
}

static bool judge_need(pf_examination *examination, const pf_pattern_use *use, pf_remarks *remarks)
{
    if (!examination->has_design || use->addressed)
        return true;
    const pf_assessment *need = pf_examine_need(examination, use->pattern);
    bool answered = false;
    if (!need || (need->level == PF_LEVEL_STRONG && !pf_examine_design(examination, use->pattern, &answered)))
        return false;
    if (need->level != PF_LEVEL_STRONG || answered)
        return true;
    const char *names = name_options(remarks->arena, use->pattern);
    pf_remark remark = {.kind = pf_check_find_kind("missing-pattern")};
    if (!names || !take_evidence(remarks, need, &remark))
        return false;
    const char *because = remark.evidence_count ? remark.evidence[0]->because : use->pattern->title;
    remark.id = pf_arena_format(remarks->arena, "missing-pattern/%s", use->pattern->id);
    remark.message = pf_arena_format(remarks->arena, "%s: the requirements call for it (%s), and the design never speaks of it", use->pattern->title, because);
    remark.help = pf_arena_format(remarks->arena, "say how it is met%s, or name it among the non-goals", names);
    return pf_remark_add(remarks, &remark);
}

// --- Answers without a need -----------------------------------------------------------------------------------------

// The only evidence of a remark: words at a place, and why they count.
static bool take_words(pf_remarks *remarks, const char *signal, const char *because, uint32_t start, uint32_t end, pf_remark *remark)
{
    pf_evidence *words = pf_arena_alloc(remarks->arena, sizeof *words);
    const pf_evidence **evidence = pf_arena_alloc(remarks->arena, sizeof *evidence);
    if (!words || !evidence)
        return false;
    *words = (pf_evidence){.signal = signal, .because = because, .located = true, .start = start, .end = end};
    *evidence = words;
    remark->evidence = evidence;
    remark->evidence_count = 1;
    return true;
}

// What to do about a step too many. `simple`: the one to start with, or NULL when none is simpler.
static const char *advise_on_excess(pf_arena *arena, const pf_option_use *option, const pf_option *simple)
{
    const char *otherwise = option->arithmetic ? "correct the number" : "say why more is needed";
    if (!simple)
        return pf_arena_format(arena, "leave it out, or %s (this step is taken %s)", otherwise, option->option->when);
    return pf_arena_format(arena, "start with %s, or %s (this step is taken %s)", simple->title, otherwise, option->option->when);
}

static bool judge_excess(const pf_pattern_use *use, const pf_option_use *option, pf_remarks *remarks)
{
    if (!option->excessive)
        return true;
    size_t taken = (size_t)(option - use->options), start = use->start_with == PF_UNRESOLVED || use->start_with == taken ? 0 : use->start_with;
    const char *arithmetic = option->arithmetic, *because = arithmetic ? "states the number" : "says why less is enough";
    pf_remark remark = {.kind = pf_check_find_kind("over-engineering"), .located = true, .start = option->start, .end = option->end};
    if (option->number_located && !take_words(remarks, option->option->name, because, option->number_start, option->number_end, &remark))
        return false;
    remark.id = pf_arena_format(remarks->arena, "over-engineering/%s/%s", use->pattern->id, option->option->name);
    remark.message = pf_arena_format(remarks->arena, "%s is more than the document asks for%s%s%s", option->option->title, arithmetic ? " (" : "",
                                     arithmetic ? arithmetic : "", arithmetic ? ")" : "");
    remark.help = advise_on_excess(remarks->arena, option, start == taken ? NULL : &use->pattern->options.items[start]);
    return pf_remark_add(remarks, &remark);
}

// --- Questions left open --------------------------------------------------------------------------------------------

static const pf_option_use *adopted_option(const pf_pattern_use *use, const pf_consideration *consideration)
{
    for (size_t i = 0; i < consideration->of.count; i++)
        for (size_t j = 0; j < use->pattern->options.count; j++)
            if (use->options[j].adopted && strcmp(use->options[j].option->name, consideration->of.items[i].text) == 0)
                return &use->options[j];
    return NULL;
}

// "cache-invalidation" as words.
static const char *in_words(pf_arena *arena, const char *name)
{
    char *words = pf_arena_copy(arena, name, strlen(name));
    for (char *at = words; at && *at; at++)
        if (*at == '-')
            *at = ' ';
    return words;
}

// A sentence of the rules as a part of another one: without its full stop, and with a small letter first.
static const char *as_part(pf_arena *arena, const char *text)
{
    size_t length = strlen(text);
    char *part = pf_arena_copy(arena, text, length && text[length - 1] == '.' ? length - 1 : length);
    if (part && is_lower(part[0] ? part[1] : part[0]))
        part[0] = to_lower(part[0]);
    return part;
}

static bool judge_consideration(const pf_pattern_use *use, size_t number, pf_remarks *remarks)
{
    const pf_consideration *consideration = &use->pattern->considerations.items[number];
    const pf_option_use *option = use->considered[number] ? NULL : adopted_option(use, consideration);
    if (!option)
        return true;
    const char *words = in_words(remarks->arena, consideration->name);
    pf_remark remark = {.kind = pf_check_find_kind("missing-consideration"), .located = true, .start = option->start, .end = option->end};
    remark.id = pf_arena_format(remarks->arena, "missing-consideration/%s/%s", use->pattern->id, consideration->name);
    remark.message = words ? pf_arena_format(remarks->arena, "%s is adopted, and nothing is said of %s", option->option->title, words) : NULL;
    remark.help = as_part(remarks->arena, consideration->text);
    return pf_remark_add(remarks, &remark);
}

static const char *question_for(const pf_pattern *pattern, const pf_fact *fact)
{
    for (size_t i = 0; i < pattern->questions.count; i++)
        if (strcmp(pattern->questions.items[i].fact, fact->name) == 0)
            return pattern->questions.items[i].ask;
    return NULL;
}

// A step that the design takes with none of the numbers stated that would tell whether it is called for.
static const pf_option_use *unfounded_step(const pf_pattern_use *use)
{
    for (size_t i = 0; i < use->pattern->options.count; i++)
        if (use->options[i].unstated)
            return &use->options[i];
    return NULL;
}

// Needs that clearly call for the pattern are enough.
static bool judge_number(pf_examination *examination, const pf_pattern_use *use, pf_remarks *remarks)
{
    const pf_option_use *option = unfounded_step(use);
    const pf_assessment *need = option ? pf_examine_need(examination, use->pattern) : NULL;
    if (!need || need->level == PF_LEVEL_STRONG)
        return need || !option;
    const char *question = question_for(use->pattern, option->unstated);
    pf_remark remark = {.kind = pf_check_find_kind("missing-number"), .located = true, .start = option->start, .end = option->end};
    if (!take_evidence(remarks, need, &remark))
        return false;
    remark.id = pf_arena_format(remarks->arena, "missing-number/%s", option->unstated->name);
    remark.message = pf_arena_format(remarks->arena, "%s: whether it is called for hangs on a number that is not stated, %s", option->option->title, option->unstated->title);
    remark.help = pf_arena_format(remarks->arena, "state it, a rough number will do%s%s%s", question ? " (" : "", question ? question : "", question ? ")" : "");
    return pf_remark_add(remarks, &remark);
}

// Of a text, with single blanks.
static const char *words_at(pf_arena *arena, const char *source, uint32_t start, uint32_t end)
{
    char *words = pf_arena_copy(arena, source + start, end - start);
    size_t length = 0;
    for (const char *at = words; at && *at; at++)
        if (!is_blank(*at) || (length && words[length - 1] != ' '))
            words[length++] = is_blank(*at) ? ' ' : *at;
    if (words)
        words[length] = '\0';
    return words;
}

static bool judge_conflict(const pf_examination *examination, const pf_conflict *conflict, pf_remarks *remarks)
{
    const char *source = examination->source;
    const pf_quantity *first = conflict->first, *second = conflict->second;
    pf_remark remark = {.kind = pf_check_find_kind("contradiction"), .located = true, .start = second->start, .end = second->end};
    if (!take_words(remarks, conflict->fact->name, "stated first", first->start, first->end, &remark))
        return false;
    remark.id = pf_arena_format(remarks->arena, "contradiction/%s", conflict->fact->name);
    const char *here = words_at(remarks->arena, source, second->start, second->end), *earlier = words_at(remarks->arena, source, first->start, first->end);
    remark.message = here && earlier ? pf_arena_format(remarks->arena, "%s: \"%s\" here, \"%s\" before", conflict->fact->title, here, earlier) : NULL;
    remark.help = "correct one of them, or say in what they differ";
    return pf_remark_add(remarks, &remark);
}

// --- Expectations ---------------------------------------------------------------------------------------------------

static bool add_expectation(pf_remarks *remarks, const pf_assessment *assessment, const char *format)
{
    const pf_pattern *pattern = assessment->pattern;
    pf_remark remark = {.kind = pf_check_find_kind("expectation")};
    if (pf_level_recommends(assessment->level) && !take_evidence(remarks, assessment, &remark))
        return false;
    remark.id = pf_arena_format(remarks->arena, "expectation/%s", pattern->id);
    remark.message = pf_arena_format(remarks->arena, "%s (%s) %s", pattern->title, pattern->id, format);
    remark.help = "correct the document, or what is expected of it";
    return pf_remark_add(remarks, &remark);
}

static bool judge_expectation(pf_examination *examination, const pf_pattern *pattern, const pf_check_expectations *expectations, pf_remarks *remarks)
{
    bool expected = pf_strings_contain(&expectations->expect, pattern->id), required = pf_strings_contain(&expectations->require, pattern->id);
    bool forbidden = pf_strings_contain(&expectations->forbid, pattern->id);
    if (!expectations->expect.items && !required && !forbidden)
        return true;
    const pf_assessment *need = pf_examine_need(examination, pattern);
    if (!need)
        return false;
    bool called_for = pf_level_recommends(need->level);
    if (expected && !called_for)
        return add_expectation(remarks, need, "is expected, and the text does not call for it");
    if (required && !called_for)
        return add_expectation(remarks, need, "is required, and the text does not call for it");
    if (forbidden && called_for)
        return add_expectation(remarks, need, "is forbidden, and the text calls for it");
    if (expectations->expect.items && called_for && !expected)
        return add_expectation(remarks, need, "is called for, and was not expected");
    return true;
}

// --- All of it ------------------------------------------------------------------------------------------------------

static bool judge_pattern(pf_examination *examination, const pf_pattern_use *use, pf_remarks *remarks)
{
    if (!judge_need(examination, use, remarks))
        return false;
    for (size_t i = 0; i < use->pattern->options.count; i++)
        if (!judge_excess(use, &use->options[i], remarks))
            return false;
    for (size_t i = 0; i < use->pattern->considerations.count; i++)
        if (!judge_consideration(use, i, remarks))
            return false;
    return judge_number(examination, use, remarks);
}

static bool judge_design(pf_examination *examination, pf_remarks *remarks)
{
    for (size_t i = 0; i < examination->pattern_count; i++)
        if (!judge_pattern(examination, &examination->patterns[i], remarks))
            return false;
    for (size_t i = 0; i < examination->conflict_count; i++)
        if (!judge_conflict(examination, &examination->conflicts[i], remarks))
            return false;
    return true;
}

bool pf_judge(pf_examination *examination, const pf_check_expectations *expectations, pf_remarks *remarks)
{
    const pf_patterns *patterns = &examination->rules->pack.patterns;
    for (size_t i = 0; i < patterns->count; i++)
        if (!judge_expectation(examination, &patterns->items[i], expectations, remarks))
            return false;
    return !examination->is_design || judge_design(examination, remarks);
}
