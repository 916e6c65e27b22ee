// SPDX-License-Identifier: MIT
// Fuzz target: texts through recommend, facts, explain and ask, in all formats.
#include "fuzz.h"

#include <string.h>

enum { SELDOM = 16 };

static const pf_style styles[] = {{0, false, false}, {0, false, true}, {20, true, true}, {10000, true, false}};
static const pf_format formats[] = {PF_FORMAT_TEXT, PF_FORMAT_JSON, PF_FORMAT_NDJSON, PF_FORMAT_MARKDOWN};
static const pf_format pictures[] = {PF_FORMAT_HTML, PF_FORMAT_MERMAID, PF_FORMAT_DOT};
enum { STYLES = sizeof styles / sizeof *styles, FORMATS = sizeof formats / sizeof *formats };

static pf_messages *messages;

static void take(bool written, pf_format format, pf_style style, pf_output *output)
{
    fuzz_take_output(written, format, style.color && format == PF_FORMAT_TEXT, output, messages);
}

// One report in one format, and all in JSON, which can be proved.
static void write_some(const pf_analysis *analysis, pf_style style, size_t drawn)
{
    pf_format format = formats[drawn % FORMATS];
    size_t questions = pf_analysis_questions(analysis);
    pf_output output;
    take(pf_write_recommendation(analysis, PF_FORMAT_JSON, style, &output, messages), PF_FORMAT_JSON, style, &output);
    take(pf_write_facts(analysis, PF_FORMAT_JSON, style, &output, messages), PF_FORMAT_JSON, style, &output);
    take(pf_write_recommendation(analysis, format, style, &output, messages), format, style, &output);
    format = pictures[drawn % 3];
    take(pf_write_recommendation(analysis, format, style, &output, messages), format, style, &output);
    format = formats[drawn % FORMATS];
    if (drawn % 3 == 0)
        take(pf_write_facts(analysis, format, style, &output, messages), format, style, &output);
    if (drawn % 3 == 1)
        take(pf_write_questions(analysis, format, style, &output, messages), format, style, &output);
    if (drawn % 3 == 2 && questions)
        take(pf_write_question(analysis, drawn % questions, style, &output, messages), PF_FORMAT_TEXT, style, &output);
}

static void explain(const pf_analysis *analysis, pf_style style, size_t drawn)
{
    const pf_patterns *patterns = &fuzz_default_ruleset()->pack.patterns;
    const char *pattern = patterns->items[drawn / SELDOM % patterns->count].id;
    pf_output output;
    pf_format format = formats[drawn % FORMATS];
    take(pf_write_explanation(analysis, pattern, format, style, &output, messages), format, style, &output);
}

// The first question, answered with the example that it gives itself.
static void change_fact(const pf_analysis *analysis, pf_style style)
{
    if (!pf_analysis_questions(analysis))
        return;
    pf_open_fact open = pf_analysis_question(analysis, 0);
    pf_setting setting = {open.fact, open.example};
    pf_analysis *after = pf_analyze_again(analysis, &setting, 1, messages);
    fuzz_require(after != NULL, "the example of a question can be a setting");
    for (size_t i = 0; i < FORMATS; i++) {
        pf_output output;
        take(pf_write_difference(analysis, after, NULL, formats[i], style, &output, messages), formats[i], style, &output);
    }
    pf_output output;
    take(pf_write_turns(analysis, after, style, &output, messages), PF_FORMAT_TEXT, style, &output);
    pf_analysis_free(after);
}

static void prove_same(const pf_analysis *analysis, const pf_analysis *again)
{
    pf_output one, other;
    fuzz_require(pf_write_recommendation(analysis, PF_FORMAT_JSON, styles[0], &one, messages) &&
                     pf_write_recommendation(again, PF_FORMAT_JSON, styles[0], &other, messages),
                 "a report can be written");
    fuzz_require(one.length == other.length && memcmp(one.bytes, other.bytes, one.length) == 0, "the same text gives the same report");
    pf_output_release(&one);
    pf_output_release(&other);
}

static pf_analysis *analyze(const uint8_t *data, size_t size, bool plain)
{
    pf_analysis *analysis = pf_analyze(fuzz_default_rules(), plain ? "fuzzed.txt" : "fuzzed.md", (const char *)data, size, NULL, 0, messages);
    fuzz_require(analysis || pf_messages_errors(messages) > 0, "a text is refused with an error");
    return analysis;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t drawn = fuzz_draw(data, size, 1 << 16), dear = drawn / STYLES / FORMATS % SELDOM;
    bool plain = dear < SELDOM / 4;
    pf_style style = styles[drawn / FORMATS % STYLES];
    messages = messages ? messages : pf_messages_new();
    pf_analysis *analysis = analyze(data, size, plain);
    if (analysis)
        write_some(analysis, style, drawn);
    if (analysis && dear % 8 == 0) {
        explain(analysis, style, drawn);
        change_fact(analysis, style);
    }
    if (analysis && dear == SELDOM - 1) {
        pf_analysis *again = analyze(data, size, plain);
        prove_same(analysis, again);
        pf_analysis_free(again);
    }
    pf_analysis_free(analysis);
    fuzz_take_messages(messages);
    return 0;
}
