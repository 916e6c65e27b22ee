// SPDX-License-Identifier: MIT
// The formats json (indented by two) and ndjson (one line).
#include "report/json.h"

#include "report/writer.h"

static pf_json begin(pf_look look, pf_buffer *output)
{
    return pf_json_begin(output, look.format == PF_FORMAT_NDJSON);
}

static void write_recommendation(const pf_result *result, pf_look look, pf_buffer *output)
{
    pf_json json = begin(look, output);
    pf_json_recommendation(&json, result);
    pf_json_finish(&json);
}

static void write_facts(const pf_result *result, pf_look look, pf_buffer *output)
{
    pf_json json = begin(look, output);
    pf_json_facts(&json, result);
    pf_json_finish(&json);
}

static void write_questions(const pf_result *result, pf_look look, pf_buffer *output)
{
    pf_json json = begin(look, output);
    pf_json_questions(&json, result);
    pf_json_finish(&json);
}

static void write_explanation(const pf_result *result, const pf_explanation *explanation, pf_look look, pf_buffer *output)
{
    pf_json json = begin(look, output);
    pf_json_explanation(&json, result, explanation);
    pf_json_finish(&json);
}

static void write_what_if(const pf_what_if *what_if, pf_look look, pf_buffer *output)
{
    pf_json json = begin(look, output);
    pf_json_what_if(&json, what_if);
    pf_json_finish(&json);
}

static void write_list(const pf_pattern *patterns, size_t count, pf_look look, pf_buffer *output)
{
    pf_json json = begin(look, output);
    pf_json_list(&json, patterns, count);
    pf_json_finish(&json);
}

static void write_pattern(const pf_pattern *pattern, pf_look look, pf_buffer *output)
{
    pf_json json = begin(look, output);
    pf_json_pattern(&json, pattern);
    pf_json_finish(&json);
}

static void write_exercise(const pf_exercise *exercise, pf_look look, pf_buffer *output)
{
    pf_json json = begin(look, output);
    pf_json_exercise(&json, exercise);
    pf_json_finish(&json);
}

static void write_progress(const pf_progress *progress, pf_look look, pf_buffer *output)
{
    pf_json json = begin(look, output);
    pf_json_progress(&json, progress);
    pf_json_finish(&json);
}

const pf_report_writer pf_report_json = {
    .recommendation = write_recommendation,
    .facts = write_facts,
    .questions = write_questions,
    .explanation = write_explanation,
    .what_if = write_what_if,
    .list = write_list,
    .pattern = write_pattern,
    .exercise = write_exercise,
    .progress = write_progress,
};
