// SPDX-License-Identifier: MIT
// Results and knowledge as bytes: finds the format's writer.
#include "report/report.h"

#include "report/writer.h"

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

pf_report_status pf_report_recommendation(const pf_result *result, pf_format format, pf_style style, pf_buffer *output)
{
    const pf_report_writer *writer = find_writer(format);
    if (!writer || !writer->recommendation)
        return PF_REPORT_NO_SUCH_FORMAT;
    writer->recommendation(result, (pf_look){format, style}, output);
    return status_of(output);
}

pf_report_status pf_report_facts(const pf_result *result, pf_format format, pf_style style, pf_buffer *output)
{
    const pf_report_writer *writer = find_writer(format);
    if (!writer || !writer->facts)
        return PF_REPORT_NO_SUCH_FORMAT;
    writer->facts(result, (pf_look){format, style}, output);
    return status_of(output);
}

pf_report_status pf_report_questions(const pf_result *result, pf_format format, pf_style style, pf_buffer *output)
{
    const pf_report_writer *writer = find_writer(format);
    if (!writer || !writer->questions)
        return PF_REPORT_NO_SUCH_FORMAT;
    writer->questions(result, (pf_look){format, style}, output);
    return status_of(output);
}

pf_report_status pf_report_explanation(const pf_result *result, const pf_explanation *explanation, pf_format format,
                                       pf_style style, pf_buffer *output)
{
    const pf_report_writer *writer = find_writer(format);
    if (!writer || !writer->explanation)
        return PF_REPORT_NO_SUCH_FORMAT;
    writer->explanation(result, explanation, (pf_look){format, style}, output);
    return status_of(output);
}

pf_report_status pf_report_what_if(const pf_what_if *what_if, pf_format format, pf_style style, pf_buffer *output)
{
    const pf_report_writer *writer = find_writer(format);
    if (!writer || !writer->what_if)
        return PF_REPORT_NO_SUCH_FORMAT;
    writer->what_if(what_if, (pf_look){format, style}, output);
    return status_of(output);
}

pf_report_status pf_report_list(const pf_pattern *patterns, size_t count, pf_format format, pf_style style,
                                pf_buffer *output)
{
    const pf_report_writer *writer = find_writer(format);
    if (!writer || !writer->list)
        return PF_REPORT_NO_SUCH_FORMAT;
    writer->list(patterns, count, (pf_look){format, style}, output);
    return status_of(output);
}

pf_report_status pf_report_pattern(const pf_pattern *pattern, pf_format format, pf_style style, pf_buffer *output)
{
    const pf_report_writer *writer = find_writer(format);
    if (!writer || !writer->pattern)
        return PF_REPORT_NO_SUCH_FORMAT;
    writer->pattern(pattern, (pf_look){format, style}, output);
    return status_of(output);
}

pf_report_status pf_report_cheatsheet(const pf_pattern *patterns, size_t count, pf_format format, pf_style style,
                                      pf_buffer *output)
{
    const pf_report_writer *writer = find_writer(format);
    if (!writer || !writer->cheatsheet)
        return PF_REPORT_NO_SUCH_FORMAT;
    writer->cheatsheet(patterns, count, (pf_look){format, style}, output);
    return status_of(output);
}

pf_report_status pf_report_exercise(const pf_exercise *exercise, pf_format format, pf_style style, pf_buffer *output)
{
    const pf_report_writer *writer = find_writer(format);
    if (!writer || !writer->exercise)
        return PF_REPORT_NO_SUCH_FORMAT;
    writer->exercise(exercise, (pf_look){format, style}, output);
    return status_of(output);
}

pf_report_status pf_report_progress(const pf_progress *progress, pf_format format, pf_style style, pf_buffer *output)
{
    const pf_report_writer *writer = find_writer(format);
    if (!writer || !writer->progress)
        return PF_REPORT_NO_SUCH_FORMAT;
    writer->progress(progress, (pf_look){format, style}, output);
    return status_of(output);
}
