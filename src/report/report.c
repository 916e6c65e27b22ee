// SPDX-License-Identifier: MIT
// Results and knowledge as bytes: finds the format's writer.
#include "report/report.h"

#include "report/writer.h"

#include <string.h>

static const char *const names[] = {
    [PF_FORMAT_TEXT] = "text",     [PF_FORMAT_JSON] = "json",     [PF_FORMAT_NDJSON] = "ndjson", [PF_FORMAT_MARKDOWN] = "markdown",
    [PF_FORMAT_GNU] = "gnu",       [PF_FORMAT_SARIF] = "sarif",   [PF_FORMAT_GITHUB] = "github", [PF_FORMAT_GITLAB] = "gitlab",
    [PF_FORMAT_RDJSON] = "rdjson", [PF_FORMAT_JUNIT] = "junit",   [PF_FORMAT_HTML] = "html",     [PF_FORMAT_MERMAID] = "mermaid",
    [PF_FORMAT_DOT] = "dot",
};

static const pf_report_writer *const writers[] = {
    [PF_FORMAT_TEXT] = &pf_report_text,
    [PF_FORMAT_JSON] = &pf_report_json,
    [PF_FORMAT_NDJSON] = &pf_report_json,
    [PF_FORMAT_MARKDOWN] = &pf_report_markdown,
    [PF_FORMAT_HTML] = &pf_report_html,
    [PF_FORMAT_MERMAID] = &pf_report_mermaid,
    [PF_FORMAT_DOT] = &pf_report_dot,
};

static const pf_report_writer *find_writer(pf_format format)
{
    size_t index = (size_t)format;
    return index < sizeof writers / sizeof *writers ? writers[index] : NULL;
}

static pf_report_status status_of(const pf_buffer *output)
{
    return output->failed ? PF_REPORT_OUT_OF_MEMORY : PF_REPORT_OK;
}

pf_report_status pf_report_refuse(const bool *has, size_t count, pf_buffer *output)
{
    size_t left = 0;
    for (size_t i = 0; i < count; i++)
        left += has[i];
    for (size_t i = 0; i < count; i++)
        if (has[i])
            pf_buffer_format(output, "%s%s", names[i], --left > 1 ? ", " : left == 1 ? " or " : "");
    return output->failed ? PF_REPORT_OUT_OF_MEMORY : PF_REPORT_NO_SUCH_FORMAT;
}

// `report` is where the writers have the function that is missing.
static pf_report_status refuse(size_t report, pf_buffer *output)
{
    enum { COUNT = sizeof writers / sizeof *writers };
    bool has[COUNT] = {false};
    for (size_t i = 0; i < COUNT; i++) {
        void (*function)(void) = NULL;
        if (writers[i])
            memcpy(&function, (const char *)writers[i] + report, sizeof function);
        has[i] = function != NULL;
    }
    return pf_report_refuse(has, COUNT, output);
}

pf_report_status pf_report_recommendation(const pf_result *result, pf_format format, pf_style style, pf_buffer *output)
{
    const pf_report_writer *writer = find_writer(format);
    if (!writer || !writer->recommendation)
        return refuse(offsetof(pf_report_writer, recommendation), output);
    writer->recommendation(result, (pf_look){format, style}, output);
    return status_of(output);
}

pf_report_status pf_report_facts(const pf_result *result, pf_format format, pf_style style, pf_buffer *output)
{
    const pf_report_writer *writer = find_writer(format);
    if (!writer || !writer->facts)
        return refuse(offsetof(pf_report_writer, facts), output);
    writer->facts(result, (pf_look){format, style}, output);
    return status_of(output);
}

pf_report_status pf_report_questions(const pf_result *result, pf_format format, pf_style style, pf_buffer *output)
{
    const pf_report_writer *writer = find_writer(format);
    if (!writer || !writer->questions)
        return refuse(offsetof(pf_report_writer, questions), output);
    writer->questions(result, (pf_look){format, style}, output);
    return status_of(output);
}

pf_report_status pf_report_explanation(const pf_result *result, const pf_explanation *explanation, pf_format format,
                                       pf_style style, pf_buffer *output)
{
    const pf_report_writer *writer = find_writer(format);
    if (!writer || !writer->explanation)
        return refuse(offsetof(pf_report_writer, explanation), output);
    writer->explanation(result, explanation, (pf_look){format, style}, output);
    return status_of(output);
}

pf_report_status pf_report_what_if(const pf_what_if *what_if, pf_format format, pf_style style, pf_buffer *output)
{
    const pf_report_writer *writer = find_writer(format);
    if (!writer || !writer->what_if)
        return refuse(offsetof(pf_report_writer, what_if), output);
    writer->what_if(what_if, (pf_look){format, style}, output);
    return status_of(output);
}

pf_report_status pf_report_list(const pf_pattern *patterns, size_t count, pf_format format, pf_style style,
                                pf_buffer *output)
{
    const pf_report_writer *writer = find_writer(format);
    if (!writer || !writer->list)
        return refuse(offsetof(pf_report_writer, list), output);
    writer->list(patterns, count, (pf_look){format, style}, output);
    return status_of(output);
}

pf_report_status pf_report_pattern(const pf_pattern *pattern, pf_format format, pf_style style, pf_buffer *output)
{
    const pf_report_writer *writer = find_writer(format);
    if (!writer || !writer->pattern)
        return refuse(offsetof(pf_report_writer, pattern), output);
    writer->pattern(pattern, (pf_look){format, style}, output);
    return status_of(output);
}

pf_report_status pf_report_cheatsheet(const pf_pattern *patterns, size_t count, pf_format format, pf_style style,
                                      pf_buffer *output)
{
    const pf_report_writer *writer = find_writer(format);
    if (!writer || !writer->cheatsheet)
        return refuse(offsetof(pf_report_writer, cheatsheet), output);
    writer->cheatsheet(patterns, count, (pf_look){format, style}, output);
    return status_of(output);
}

pf_report_status pf_report_exercise(const pf_exercise *exercise, pf_format format, pf_style style, pf_buffer *output)
{
    const pf_report_writer *writer = find_writer(format);
    if (!writer || !writer->exercise)
        return refuse(offsetof(pf_report_writer, exercise), output);
    writer->exercise(exercise, (pf_look){format, style}, output);
    return status_of(output);
}

pf_report_status pf_report_progress(const pf_progress *progress, pf_format format, pf_style style, pf_buffer *output)
{
    const pf_report_writer *writer = find_writer(format);
    if (!writer || !writer->progress)
        return refuse(offsetof(pf_report_writer, progress), output);
    writer->progress(progress, (pf_look){format, style}, output);
    return status_of(output);
}
