// SPDX-License-Identifier: MIT
// The formats json (indented by two) and ndjson (one line).
#include "report/json.h"

#include "report/writer.h"

static void finish(pf_json *json, json_t *root, pf_look look, pf_buffer *output)
{
    pf_json_finish(json, root, look.format == PF_FORMAT_NDJSON, output);
}

static void write_recommendation(const pf_result *result, pf_look look, pf_buffer *output)
{
    pf_json json = {0};
    finish(&json, pf_json_recommendation(&json, result), look, output);
}

static void write_facts(const pf_result *result, pf_look look, pf_buffer *output)
{
    pf_json json = {0};
    finish(&json, pf_json_facts(&json, result), look, output);
}

static void write_questions(const pf_result *result, pf_look look, pf_buffer *output)
{
    pf_json json = {0};
    finish(&json, pf_json_questions(&json, result), look, output);
}

static void write_explanation(const pf_result *result, const pf_explanation *explanation, pf_look look, pf_buffer *output)
{
    pf_json json = {0};
    finish(&json, pf_json_explanation(&json, result, explanation), look, output);
}

static void write_what_if(const pf_what_if *what_if, pf_look look, pf_buffer *output)
{
    pf_json json = {0};
    finish(&json, pf_json_what_if(&json, what_if), look, output);
}

static void write_list(const pf_pattern *patterns, size_t count, pf_look look, pf_buffer *output)
{
    pf_json json = {0};
    finish(&json, pf_json_list(&json, patterns, count), look, output);
}

static void write_pattern(const pf_pattern *pattern, pf_look look, pf_buffer *output)
{
    pf_json json = {0};
    finish(&json, pf_json_pattern(&json, pattern), look, output);
}

static void write_exercise(const pf_exercise *exercise, pf_look look, pf_buffer *output)
{
    pf_json json = {0};
    finish(&json, pf_json_exercise(&json, exercise), look, output);
}

static void write_progress(const pf_progress *progress, pf_look look, pf_buffer *output)
{
    pf_json json = {0};
    finish(&json, pf_json_progress(&json, progress), look, output);
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
