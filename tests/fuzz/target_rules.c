// SPDX-License-Identifier: MIT
// Fuzz target: a rule file as a user's layer over the default rules, and a text by these. The text stands behind a NUL; without one it
// is one of ours.
#include "fuzz.h"

#include "base/limits.h"

#include <string.h>

enum { SELDOM = 16 };

static const char usual_text[] = "# Photo board\n\nStaff upload photos of 5 MB and track every gadget. 200 users, 50 requests per second.\n\n"
                                 "## Out of scope\n\n- No payments.\n\n## Design\n\nWidgets are kept in PostgreSQL; a queue may come later.\n";

static void write_reports(const fuzz_layer *layer, const pf_analysis *analysis)
{
    static const pf_style verbose = {.verbose = true};
    pf_output output;
    bool written = pf_write_recommendation(analysis, PF_FORMAT_JSON, verbose, &output, layer->messages);
    fuzz_take_output(written, PF_FORMAT_JSON, false, &output, layer->messages);
    written = pf_write_recommendation(analysis, PF_FORMAT_TEXT, verbose, &output, layer->messages);
    fuzz_take_output(written, PF_FORMAT_TEXT, false, &output, layer->messages);
    static const pf_format pictures[] = {PF_FORMAT_HTML, PF_FORMAT_MERMAID, PF_FORMAT_DOT};
    for (size_t i = 0; i < 3; i++) {
        written = pf_write_recommendation(analysis, pictures[i], verbose, &output, layer->messages);
        fuzz_take_output(written, pictures[i], false, &output, layer->messages);
    }
    written = pf_write_list(&layer->rules, PF_FORMAT_JSON, verbose, &output, layer->messages);
    fuzz_take_output(written, PF_FORMAT_JSON, false, &output, layer->messages);
}

// The pattern that stands last, which is the user's when there is a new one.
static void write_pattern(const fuzz_layer *layer, const pf_analysis *analysis, pf_format format)
{
    static const pf_style usual = {0};
    const pf_patterns *patterns = &layer->rules.rules->pack.patterns;
    const char *id = patterns->items[patterns->count - 1].id;
    pf_output output;
    bool written = pf_write_pattern(&layer->rules, id, format, usual, &output, layer->messages);
    fuzz_take_output(written, format, false, &output, layer->messages);
    pf_format sheet = format == PF_FORMAT_JSON ? PF_FORMAT_HTML : format == PF_FORMAT_NDJSON ? PF_FORMAT_TEXT : format;
    written = pf_write_cheatsheet(&layer->rules, sheet, usual, &output, layer->messages);
    fuzz_take_output(written, sheet, false, &output, layer->messages);
    written = pf_write_explanation(analysis, id, format, usual, &output, layer->messages);
    fuzz_take_output(written, format, false, &output, layer->messages);
}

static void run_examples(const fuzz_layer *layer)
{
    size_t failed;
    pf_output output;
    bool written = pf_rules_test(&layer->rules, NULL, &output, &failed, layer->messages);
    fuzz_take_output(written, PF_FORMAT_TEXT, false, &output, layer->messages);
}

static void use(const fuzz_layer *layer, const char *text, size_t length, size_t drawn)
{
    static const pf_format formats[] = {PF_FORMAT_TEXT, PF_FORMAT_JSON, PF_FORMAT_MARKDOWN, PF_FORMAT_NDJSON};
    pf_analysis *analysis = pf_analyze(&layer->rules, "fuzzed.md", text, length, NULL, 0, layer->messages);
    fuzz_require(analysis || pf_messages_errors(layer->messages) > 0, "a text is refused with an error");
    if (analysis) {
        write_reports(layer, analysis);
        write_pattern(layer, analysis, formats[drawn % 4]);
    }
    pf_analysis_free(analysis);
    if (drawn % SELDOM == 0)
        run_examples(layer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_parts parts;
    pf_input input;
    pf_input_problem problem;
    fuzz_parts_open(&parts, data, size, '\0', 2);
    if (pf_input_use_memory(&input, "fuzzed.yaml", parts.items[0], parts.lengths[0], PF_LIMIT_RULE_FILE, &problem)) {
        fuzz_layer layer;
        bool given = parts.count > 1;
        fuzz_layer_open(&layer, input.bytes, input.length);
        if (layer.loaded)
            use(&layer, given ? parts.items[1] : usual_text, given ? parts.lengths[1] : sizeof usual_text - 1, fuzz_draw(data, size, 1 << 16));
        fuzz_layer_close(&layer);
    }
    pf_input_release(&input);
    fuzz_parts_close(&parts);
    return 0;
}
