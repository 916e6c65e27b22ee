// SPDX-License-Identifier: MIT
// Rule sets and analyses of the public interface.
#include "api/handles.h"
#include "api/rule_paths.h"
#include "base/bytes.h"
#include "base/locale.h"
#include "document/document.h"
#include "input/position.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN_OF_REGEX = 60 };

pf_rules *pf_rules_load_with(const char *const *paths, size_t count, const pf_rule_text *more, pf_messages *messages)
{
    pf_rules *rules = calloc(1, sizeof *rules);
    if (!rules) {
        pf_messages_exhausted(messages);
        return NULL;
    }
    pf_arena_init(&rules->keep);
    pf_arena_init(&rules->scratch);
    rules->rules = pf_ruleset_default(&rules->keep);
    if (!rules->rules)
        pf_messages_exhausted(messages);
    else if (count || more)
        rules->rules = pf_rule_paths_load(rules->rules, paths, count, more, &rules->keep, &rules->scratch, &messages->diagnostics);
    if (!rules->rules) {
        pf_rules_free(rules);
        return NULL;
    }
    rules->own = *rules->rules;
    rules->own.regexes = &rules->regexes;
    rules->rules = &rules->own;
    return rules;
}

pf_rules *pf_rules_load(const char *const *paths, size_t count, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    return pf_rules_load_with(paths, count, NULL, messages);
}

void pf_rules_free(pf_rules *rules)
{
    if (!rules)
        return;
    pf_regex_pool_release(&rules->regexes);
    pf_arena_release(&rules->keep);
    pf_arena_release(&rules->scratch);
    free(rules);
}

uint32_t pf_require_pattern(const pf_ruleset *rules, const char *id, pf_messages *messages)
{
    const pf_patterns *patterns = &rules->pack.patterns;
    uint32_t index = pf_find_pattern(rules, id);
    if (index != PF_UNRESOLVED)
        return index;
    pf_hint hint = pf_did_you_mean(id, PF_NAMES(*patterns, pf_pattern, id), "; 'patfinder list' names all");
    pf_diagnostics_add(&messages->diagnostics, PF_ERROR, "unknown-pattern", NULL, 0, 0, "there is no pattern '%s'%s", id, hint.text);
    return PF_UNRESOLVED;
}

static bool complain_fact(const pf_ruleset *rules, const char *name, pf_messages *messages)
{
    const pf_facts *facts = &rules->pack.facts;
    pf_hint hint = pf_did_you_mean(name, PF_NAMES(*facts, pf_fact, name), "; the manual names all (FACTS)");
    pf_diagnostics_add(&messages->diagnostics, PF_ERROR, "unknown-fact", NULL, 0, 0, "there is no fact '%s'%s", name, hint.text);
    return false;
}

static bool complain_value(const pf_fact *fact, const char *value, pf_messages *messages)
{
    pf_dimension dimension = (pf_dimension)fact->dimension;
    pf_diagnostics_add(&messages->diagnostics, PF_ERROR, "bad-value", NULL, 0, 0,
                       "'%s' is no %s, which the fact '%s' (%s) is measured in: write it as in %s", value,
                       dimension == PF_DIMENSION_DATA_RATE ? "data rate" : pf_dimension_name(dimension), fact->name, fact->title,
                       pf_dimension_example(dimension));
    return false;
}

// Whether nothing but a number is written: its last word is one, or makes one of what stands before it, as in "5 million" and not in
// "5 users" or "5 per user".
static bool is_bare(const pf_lexicon *lexicon, const char *text, const pf_quantity *whole, bool *exhausted)
{
    pf_quantity part;
    size_t start = strlen(text);
    while (start > 0 && !is_blank(text[start - 1]))
        start--;
    if (whole->dimension != PF_DIMENSION_COUNT)
        return false;
    return pf_quantity_parse(lexicon, text + start, strlen(text + start), &part, exhausted) ||
           (pf_quantity_parse(lexicon, text, start, &part, exhausted) && part.upper != whole->upper);
}

static void imply_unit(const pf_lexicon *lexicon, const pf_fact *fact, const char *text, pf_quantity *quantity, bool *exhausted)
{
    if (pf_fact_implies_unit(fact) && is_bare(lexicon, text, quantity, exhausted))
        quantity->dimension = (uint8_t)fact->dimension;
}

bool pf_setting_parse(const pf_ruleset *rules, uint32_t index, const char *value, pf_given *given, bool *exhausted)
{
    const pf_fact *fact = &rules->pack.facts.items[index];
    given->fact = index;
    if (!pf_quantity_parse(rules->lexicon, value, strlen(value), &given->value, exhausted))
        return false;
    imply_unit(rules->lexicon, fact, value, &given->value, exhausted);
    bool is_share = fact->dimension == PF_DIMENSION_PERCENT && fact->at_most.text; // more than the whole is no share
    return !*exhausted && pf_fact_accepts(fact, &given->value) && !(is_share && pf_quantity_value(&given->value) > fact->at_most.value);
}

bool pf_setting_read(const pf_ruleset *rules, const pf_setting *setting, pf_given *given, pf_messages *messages)
{
    uint32_t fact = pf_find_fact(rules, setting->fact);
    bool exhausted = false;
    if (fact == PF_UNRESOLVED)
        return complain_fact(rules, setting->fact, messages);
    if (pf_setting_parse(rules, fact, setting->value, given, &exhausted))
        return true;
    if (!exhausted)
        return complain_value(&rules->pack.facts.items[fact], setting->value, messages);
    pf_messages_exhausted(messages);
    return false;
}

bool pf_rules_accept(const pf_rules *rules, const char *pattern, const pf_setting *settings, size_t setting_count, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    bool accepted = !pattern || pf_require_pattern(rules->rules, pattern, messages) != PF_UNRESOLVED;
    pf_given given;
    for (size_t i = 0; i < setting_count; i++)
        accepted = pf_setting_read(rules->rules, &settings[i], &given, messages) && accepted;
    return accepted;
}

static bool has_text_ending(const char *name)
{
    size_t length = strlen(name);
    return length > 4 && strcmp(name + length - 4, ".txt") == 0;
}

// md4c 0.4.8 looks at the byte behind a text that ends within a link, and goes astray when that is a bracket. What was read has a NUL
// there; of the caller's memory a copy is made. NULL when there is none for it.
static const char *ended_text(pf_arena *arena, const pf_input *input)
{
    bool ends = input->owned || !input->length || input->bytes[input->length - 1] == '\n';
    return ends ? input->bytes : pf_arena_copy(arena, input->bytes, input->length);
}

static pf_document_status parse(pf_arena *arena, const pf_input *input, pf_document *document)
{
    if (has_text_ending(input->name))
        return pf_document_parse_plain(arena, input->bytes, input->length, document);
    const char *text = ended_text(arena, input);
    return text ? pf_document_parse_markdown(arena, text, input->length, document) : PF_DOCUMENT_OUT_OF_MEMORY;
}

static void report_depth(const pf_input *input, size_t at, pf_messages *messages)
{
    pf_position place = pf_position_find(input->bytes, input->length, at);
    pf_diagnostics_add(&messages->diagnostics, PF_ERROR, "input-too-deep", input->name, place.line, place.column,
                       "lists or quotes are nested too deeply: flatten the document");
}

bool pf_document_read(pf_arena *arena, const pf_input *input, pf_document *document, pf_messages *messages)
{
    pf_document_status status = parse(arena, input, document);
    if (status == PF_DOCUMENT_TOO_DEEP)
        report_depth(input, document->too_deep, messages);
    else if (status != PF_DOCUMENT_OK)
        pf_messages_exhausted_by(messages, input->name);
    return status == PF_DOCUMENT_OK;
}

static void report_regex(const pf_engine_status *status, const char *name, const pf_document *document, pf_messages *messages)
{
    static const char *const problems[] = {
        [PF_REGEX_STEPS] = "takes too many steps on this sentence",
        [PF_REGEX_DEPTH] = "takes steps that are nested too deeply on this sentence",
        [PF_REGEX_HEAP] = "takes too much memory on this sentence",
        [PF_REGEX_DEAR] = "takes, with all before it, too many steps on this text",
    };
    pf_position place = pf_position_find(document->source, document->length, status->start);
    pf_diagnostics_add(&messages->diagnostics, PF_ERROR, "regex-limit", name, place.line, place.column,
                       "a regular expression of the rules %s: simplify '%.*s%s', or split the sentence", problems[status->limit],
                       SHOWN_OF_REGEX, status->regex, strlen(status->regex) > SHOWN_OF_REGEX ? "…" : "");
}

static void refuse_at(size_t start, const char *code, const char *name, const pf_document *document, pf_messages *messages, const char *problem)
{
    pf_position place = pf_position_find(document->source, document->length, start);
    pf_diagnostics_add(&messages->diagnostics, PF_ERROR, code, name, place.line, place.column, "%s", problem);
}

bool pf_engine_status_report(pf_engine_status status, const char *name, const pf_document *document, pf_messages *messages)
{
    if (status.outcome == PF_ENGINE_REGEX_LIMIT)
        report_regex(&status, name, document, messages);
    else if (status.outcome == PF_ENGINE_PHRASE_LIMIT)
        refuse_at(status.start, "phrase-limit", name, document, messages,
                  "a phrase of the rules can be looked for in too many ways from here on: take repeated words out, or give the phrase fewer gaps");
    else if (status.outcome == PF_ENGINE_FINDINGS_LIMIT)
        refuse_at(status.start, "too-many-findings", name, document, messages,
                  "there is more to say of this document than can be listed, this too: split it, or take out waivers that are of no use");
    else if (status.outcome == PF_ENGINE_OUT_OF_MEMORY)
        pf_messages_exhausted_by(messages, name);
    return status.outcome == PF_ENGINE_OK;
}

// What the settings say, and a copy of them.
static bool read_settings(pf_analysis *analysis, const pf_setting *settings, size_t count, pf_messages *messages)
{
    analysis->given = pf_arena_array(&analysis->arena, count, sizeof *analysis->given);
    analysis->settings = pf_arena_array(&analysis->arena, count, sizeof *analysis->settings);
    if (!analysis->given || !analysis->settings) {
        pf_messages_exhausted(messages);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!pf_setting_read(analysis->rules, &settings[i], &analysis->given[i], messages))
            return false;
        const char *value = pf_arena_copy(&analysis->arena, settings[i].value, strlen(settings[i].value));
        analysis->settings[i] = (pf_setting){analysis->rules->pack.facts.items[analysis->given[i].fact].name, value};
        if (!value) {
            pf_messages_exhausted(messages);
            return false;
        }
    }
    analysis->given_count = analysis->setting_count = count;
    return true;
}

static bool run_engine(pf_analysis *analysis, pf_messages *messages)
{
    pf_engine_status status = pf_engine_run(&analysis->arena, analysis->rules, analysis->text, analysis->given, analysis->given_count,
                                            &analysis->result);
    analysis->result.source_name = analysis->input.name;
    return pf_engine_status_report(status, analysis->input.name, analysis->text->document, messages);
}

static bool read_text(pf_analysis *analysis, pf_messages *messages)
{
    pf_document *document = pf_arena_alloc(&analysis->arena, sizeof *document);
    pf_text *text = pf_arena_alloc(&analysis->arena, sizeof *text);
    if (document && text && !pf_document_read(&analysis->arena, &analysis->input, document, messages))
        return false;
    if (document && text && pf_text_split(&analysis->arena, document, analysis->rules->lexicon, text)) {
        analysis->text = text;
        return true;
    }
    pf_messages_exhausted_by(messages, analysis->input.name);
    return false;
}

static pf_analysis *new_analysis(const pf_ruleset *rules, pf_messages *messages)
{
    pf_analysis *analysis = calloc(1, sizeof *analysis);
    if (!analysis) {
        pf_messages_exhausted(messages);
        return NULL;
    }
    analysis->rules = rules;
    pf_arena_init(&analysis->arena);
    return analysis;
}

static pf_analysis *finish(pf_analysis *analysis, const char *name, bool read, const pf_input_problem *problem,
                           const pf_setting *settings, size_t count, pf_messages *messages)
{
    if (!read)
        pf_input_problem_report(problem, name, &messages->diagnostics);
    if (read && read_text(analysis, messages) && read_settings(analysis, settings, count, messages) && run_engine(analysis, messages))
        return analysis;
    pf_analysis_free(analysis);
    return NULL;
}

pf_analysis *pf_analyze(const pf_rules *rules, const char *name, const char *bytes, size_t length,
                        const pf_setting *settings, size_t setting_count, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    pf_analysis *analysis = new_analysis(rules->rules, messages);
    if (!analysis)
        return NULL;
    pf_input_problem problem;
    const char *copy = pf_arena_copy(&analysis->arena, name, strlen(name));
    bool read = copy && pf_input_use_memory(&analysis->input, copy, bytes, length, 0, &problem);
    if (copy)
        return finish(analysis, name, read, &problem, settings, setting_count, messages);
    pf_messages_exhausted(messages);
    pf_analysis_free(analysis);
    return NULL;
}

pf_analysis *pf_analyze_file(const pf_rules *rules, const char *path, const pf_setting *settings, size_t setting_count,
                             pf_messages *messages)
{
    PF_IN_C_LOCALE;
    pf_analysis *analysis = new_analysis(rules->rules, messages);
    if (!analysis)
        return NULL;
    pf_input_problem problem;
    const char *name = strcmp(path, "-") == 0 ? PF_INPUT_STDIN_NAME : path;
    const char *copy = pf_arena_copy(&analysis->arena, name, strlen(name));
    bool read = copy && pf_input_read_file(&analysis->input, path, 0, &problem);
    analysis->input.name = copy;
    if (copy)
        return finish(analysis, name, read, &problem, settings, setting_count, messages);
    pf_messages_exhausted(messages);
    pf_analysis_free(analysis);
    return NULL;
}

// An analysis of the same text that has still to be run.
static pf_analysis *share_text(const pf_analysis *analysis, pf_messages *messages)
{
    pf_analysis *again = new_analysis(analysis->rules, messages);
    if (!again)
        return NULL;
    again->input = analysis->input;
    again->input.owned = NULL; // stays with the first one
    again->text = analysis->text;
    return again;
}

static pf_analysis *discard(pf_analysis *analysis)
{
    pf_analysis_free(analysis);
    return NULL;
}

pf_analysis *pf_analyze_again(const pf_analysis *analysis, const pf_setting *settings, size_t setting_count, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    pf_analysis *again = share_text(analysis, messages);
    if (!again)
        return NULL;
    return read_settings(again, settings, setting_count, messages) && run_engine(again, messages) ? again : discard(again);
}

pf_analysis *pf_analysis_instead(const pf_analysis *analysis, const pf_given *instead, pf_messages *messages)
{
    pf_analysis *again = share_text(analysis, messages);
    size_t count = analysis->given_count;
    if (!again)
        return NULL;
    again->given = pf_arena_array(&again->arena, count + 1, sizeof *again->given);
    if (!again->given) {
        pf_messages_exhausted(messages);
        return discard(again);
    }
    for (size_t i = 0; i < count; i++)
        again->given[i] = analysis->given[i];
    again->given[count] = *instead;
    again->given_count = count + 1;
    return run_engine(again, messages) ? again : discard(again);
}

void pf_analysis_free(pf_analysis *analysis)
{
    if (!analysis)
        return;
    pf_input_release(&analysis->input);
    pf_arena_release(&analysis->arena);
    free(analysis);
}
