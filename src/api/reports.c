// SPDX-License-Identifier: MIT
// The reports of the public interface.
#include "api/handles.h"
#include "base/locale.h"
#include "report/report.h"

bool pf_report_take(pf_report_status status, pf_buffer *buffer, pf_output *output, pf_messages *messages)
{
    if (status == PF_REPORT_OK)
        return pf_output_take(buffer, output, messages);
    *output = (pf_output){0};
    pf_buffer_release(buffer);
    if (status == PF_REPORT_NO_SUCH_FORMAT)
        pf_diagnostics_add(&messages->diagnostics, PF_ERROR, "no-such-format", NULL, 0, 0, "this report does not exist in that format: take text or json");
    else
        pf_messages_exhausted(messages);
    return false;
}

bool pf_write_recommendation(const pf_analysis *analysis, pf_format format, pf_style style, pf_output *output, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    return pf_report_take(pf_report_recommendation(&analysis->result, format, style, &buffer), &buffer, output, messages);
}

bool pf_write_facts(const pf_analysis *analysis, pf_format format, pf_style style, pf_output *output, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    return pf_report_take(pf_report_facts(&analysis->result, format, style, &buffer), &buffer, output, messages);
}

bool pf_write_explanation(const pf_analysis *analysis, const char *pattern, pf_format format, pf_style style,
                          pf_output *output, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    *output = (pf_output){0};
    uint32_t index = pf_require_pattern(analysis->rules, pattern, messages);
    if (index == PF_UNRESOLVED)
        return false;
    const pf_result *result = &analysis->result;
    const pf_assessment *assessment = result->assessments;
    while (assessment->pattern != &analysis->rules->pack.patterns.items[index])
        assessment++;
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    return pf_report_take(pf_report_explanation(result, assessment, format, style, &buffer), &buffer, output, messages);
}

bool pf_write_list(const pf_rules *rules, pf_format format, pf_style style, pf_output *output, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    const pf_patterns *patterns = &rules->rules->pack.patterns;
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    return pf_report_take(pf_report_list(patterns->items, patterns->count, format, style, &buffer), &buffer, output, messages);
}

bool pf_write_pattern(const pf_rules *rules, const char *pattern, pf_format format, pf_style style, pf_output *output, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    *output = (pf_output){0};
    uint32_t index = pf_require_pattern(rules->rules, pattern, messages);
    if (index == PF_UNRESOLVED)
        return false;
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    return pf_report_take(pf_report_pattern(&rules->rules->pack.patterns.items[index], format, style, &buffer), &buffer, output, messages);
}
