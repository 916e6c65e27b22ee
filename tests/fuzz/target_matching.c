// SPDX-License-Identifier: MIT
// Fuzz target: a rule with a phrase (the first line) and a regular expression (the second) for a text (the rest).
#include "fuzz.h"

#include "match/phrase.h"
#include "match/regex.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { SELDOM = 8 }; // an explanation looks for what would change it

// A JSON string is one of YAML too.
static void add_quoted(pf_buffer *buffer, const char *text)
{
    json_t *string = json_string(text);
    char *quoted = string ? json_dumps(string, JSON_ENCODE_ANY | JSON_ENSURE_ASCII) : NULL;
    fuzz_require(quoted != NULL, "a string can be quoted");
    pf_buffer_string(buffer, quoted);
    free(quoted);
    json_decref(string);
}

static void write_rule(pf_buffer *buffer, const char *phrase, const char *regex)
{
    pf_buffer_string(buffer, "pattern: fuzzed\ntitle: Fuzzed\nproblem: What is looked for.\nsignals:\n"
                             "  - {id: phrase, certainty: 0.6, because: of a phrase, phrases: [");
    add_quoted(buffer, phrase);
    pf_buffer_string(buffer, "]}\n  - {id: regex, certainty: 0.6, because: of an expression, regex: ");
    add_quoted(buffer, regex);
    pf_buffer_string(buffer, ", gate: user}\noptions:\n  - {name: way, title: Way, text: A way., when: always, because: it is one}\n");
    fuzz_require(!buffer->failed, "there is memory for a rule");
}

static void parse_phrase(const char *text)
{
    pf_arena arena;
    pf_phrase phrase;
    pf_arena_init(&arena);
    const char *problem = pf_phrase_parse(&arena, text, &phrase);
    if (problem)
        fuzz_prove_text(problem, strlen(problem));
    pf_arena_release(&arena);
}

// What the engine does with each sentence that has the gate.
static void search(const char *pattern, const char *text, size_t length)
{
    char problem[128];
    size_t start, end, dear = 0;
    pf_regex *regex = pf_regex_new(pattern, problem, sizeof problem);
    if (!regex)
        fuzz_prove_text(problem, strlen(problem));
    else if (pf_regex_search(regex, text, length, &start, &end, &dear) == PF_REGEX_MATCH)
        fuzz_require(start <= end && end <= length, "a match lies in its text");
    pf_regex_free(regex);
}

static void run_rule(const pf_buffer *rule, const char *text, size_t length, bool explains)
{
    static const pf_style usual = {0};
    fuzz_layer layer;
    fuzz_layer_open(&layer, rule->bytes, rule->length);
    if (layer.loaded) {
        pf_analysis *analysis = pf_analyze(&layer.rules, "fuzzed.txt", text, length, NULL, 0, layer.messages);
        pf_output output = {0};
        bool written = analysis && (explains ? pf_write_explanation(analysis, "fuzzed", PF_FORMAT_JSON, usual, &output, layer.messages)
                                             : pf_write_recommendation(analysis, PF_FORMAT_JSON, usual, &output, layer.messages));
        fuzz_take_output(written, PF_FORMAT_JSON, false, &output, layer.messages);
        pf_analysis_free(analysis);
    }
    fuzz_layer_close(&layer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_parts parts;
    pf_input input;
    pf_input_problem problem;
    fuzz_parts_open(&parts, data, size, '\n', 3);
    if (parts.count == 3 && pf_input_use_memory(&input, "fuzzed", (const char *)data, size, 0, &problem)) { // rules and texts are valid
        pf_buffer rule;
        pf_buffer_init(&rule);
        write_rule(&rule, parts.items[0], parts.items[1]);
        parse_phrase(parts.items[0]);
        search(parts.items[1], parts.items[2], parts.lengths[2]);
        run_rule(&rule, parts.items[2], parts.lengths[2], fuzz_draw(data, size, SELDOM) == 0);
        pf_buffer_release(&rule);
    }
    fuzz_parts_close(&parts);
    return 0;
}
