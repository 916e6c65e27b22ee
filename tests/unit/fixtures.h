// SPDX-License-Identifier: MIT
// For tests of what works on words and rules: texts cut into words, rule sets from YAML in the test, results of the
// engine, and messages as they are shown.
//
// Define _POSIX_C_SOURCE as 200809L before including this.
#ifndef PF_TESTS_FIXTURES_H
#define PF_TESTS_FIXTURES_H

#include "document/document.h"
#include "engine/engine.h"
#include "rules/ruleset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// --- Texts --------------------------------------------------------------------------------------------------------

typedef struct text_fixture {
    pf_arena arena;
    pf_document document;
    pf_text text;
} text_fixture;

static inline void open_text(text_fixture *f, const char *source, const pf_lexicon *lexicon)
{
    pf_arena_init(&f->arena);
    assert_int_equal(pf_document_parse_markdown(&f->arena, source, strlen(source), &f->document), PF_DOCUMENT_OK);
    assert_true(pf_text_split(&f->arena, &f->document, lexicon, &f->text));
}

static inline void close_text(text_fixture *f)
{
    pf_arena_release(&f->arena);
}

// The position of the first token that is this word; fails when there is none.
static inline uint32_t token_of(const text_fixture *f, const char *word)
{
    for (uint32_t i = 0; i < f->text.token_count; i++) {
        const pf_token *token = &f->text.tokens[i];
        if (token->length == strlen(word) && memcmp(f->document.source + token->start, word, token->length) == 0)
            return i;
    }
    fail_msg("no token '%s' in: %s", word, f->document.source);
    return 0;
}

// --- Rules --------------------------------------------------------------------------------------------------------

typedef struct rules_fixture {
    pf_arena keep, scratch;
    pf_diagnostics diagnostics;
    pf_ruleset *rules; // NULL when anything is wrong with them
} rules_fixture;

static inline void open_rule_files(rules_fixture *f, const pf_ruleset *base, const pf_rule_text *files, size_t count)
{
    pf_arena_init(&f->keep);
    pf_arena_init(&f->scratch);
    pf_diagnostics_init(&f->diagnostics);
    f->rules = pf_ruleset_layer(base, files, count, &f->keep, &f->scratch, &f->diagnostics);
}

static inline void close_rules(rules_fixture *f)
{
    pf_diagnostics_release(&f->diagnostics);
    pf_arena_release(&f->scratch);
    pf_arena_release(&f->keep);
}

// All messages, as they are shown; freed by the caller.
static inline char *messages_of(const pf_diagnostics *diagnostics)
{
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    pf_buffer_string(&buffer, "");
    for (size_t i = 0; i < diagnostics->count; i++)
        pf_diagnostic_write(&diagnostics->items[i], &buffer);
    assert_false(buffer.failed);
    return buffer.bytes;
}

// What the tests' rule sets have in common: words passed over, levels and shares (round numbers of their own), a few
// units.
static const char test_basics[] =
    "words:\n"
    "  skipped: [a, an, the, their]\n"
    "certainty: {strong: 0.8, likely: 0.5, possible: 0.2, not_needed: -0.2, denied: 0.5, denied_beside: 0.2, hypothetical: 0.25, "
    "background: 0.75,\n"
    "            system_short: 1, system_long: 0.5, mention: 0.25, short_words: 20, long_words: 40}\n"
    "units:\n"
    "  measures:\n"
    "    - {dimension: size, factor: 1000, symbols: [KB]}\n"
    "    - {dimension: size, factor: 1000000, symbols: [MB]}\n"
    "    - {dimension: duration, factor: 1, names: [second, seconds], article: true}\n"
    "    - {dimension: duration, factor: 60, names: [minute, minutes], article: true}\n"
    "    - {dimension: duration, factor: 86400, names: [day, days], article: true}\n"
    "  magnitudes:\n"
    "    - {words: [million], value: 1000000}\n"
    "  cues:\n"
    "    - {bound: upper, place: before, phrases: [up to, at most]}\n"
    "    - {bound: lower, place: before, phrases: [at least]}\n"
    "  endings: [{ending: s, singular: \"\"}]\n"
    "  displays:\n"
    "    - {dimension: count, factor: 1, text: \"\"}\n"
    "    - {dimension: size, factor: 1000, text: \" KB\"}\n"
    "    - {dimension: size, factor: 1000000, text: \" MB\"}\n"
    "    - {dimension: duration, factor: 1, text: \" s\"}\n"
    "    - {dimension: rate, factor: 1, text: /s}\n"
    "    - {dimension: ratio, factor: 1, text: \":1\"}\n"
    "  articles: [a, an, the]\n"
    "  per: [per, a]\n"
    "  range_joiners: [to, \"-\"]\n"
    "  every: [every]\n"
    "  stops: [in, of, for, with, and, at, per, is, are, to]\n";

// Reads the basics above and one file more, called "test.yaml", as a rule set of its own.
static inline void try_rules(rules_fixture *f, const char *yaml)
{
    const pf_rule_text files[] = {{"basics.yaml", test_basics, sizeof test_basics - 1},
                                  {"test.yaml", yaml, strlen(yaml)}};
    open_rule_files(f, NULL, files, 2);
}

// Reads the file "user.yaml" over a rule set.
static inline void try_layer(rules_fixture *f, const rules_fixture *base, const char *yaml)
{
    pf_ruleset_strip(base->rules); // as the default rules are, which are constant
    open_rule_files(f, base->rules, &(pf_rule_text){"user.yaml", yaml, strlen(yaml)}, 1);
}

static inline void assert_good(const rules_fixture *f)
{
    char *messages = messages_of(&f->diagnostics);
    if (!f->rules || *messages)
        fail_msg("unexpected messages:\n%s", messages);
    free(messages);
}

static inline void open_rules(rules_fixture *f, const char *yaml)
{
    try_rules(f, yaml);
    assert_good(f);
}

static inline void open_layer(rules_fixture *f, const rules_fixture *base, const char *yaml)
{
    try_layer(f, base, yaml);
    assert_good(f);
}

// --- Results ------------------------------------------------------------------------------------------------------

typedef struct result_fixture {
    text_fixture text;
    pf_result result;
} result_fixture;

static inline void open_result_given(result_fixture *f, const pf_ruleset *rules, const char *source,
                                     const pf_given *given, size_t count)
{
    open_text(&f->text, source, rules->lexicon);
    assert_int_equal(pf_engine_run(&f->text.arena, rules, &f->text.text, given, count, &f->result).outcome, PF_ENGINE_OK);
}

static inline void open_result(result_fixture *f, const pf_ruleset *rules, const char *source)
{
    open_result_given(f, rules, source, NULL, 0);
}

static inline void close_result(result_fixture *f)
{
    close_text(&f->text);
}

static inline const pf_assessment *assessment_of(const result_fixture *f, const char *pattern)
{
    for (size_t i = 0; i < f->result.assessment_count; i++)
        if (strcmp(f->result.assessments[i].pattern->id, pattern) == 0)
            return &f->result.assessments[i];
    fail_msg("no assessment of %s", pattern);
    return NULL;
}

static inline const pf_known_fact *known_fact(const result_fixture *f, const char *name)
{
    for (size_t i = 0; i < f->result.fact_count; i++)
        if (strcmp(f->result.facts[i].fact->name, name) == 0)
            return &f->result.facts[i];
    return NULL;
}

#endif
