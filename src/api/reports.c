// SPDX-License-Identifier: MIT
// The reports of the public interface.
#include "api/handles.h"
#include "base/locale.h"
#include "engine/difference.h"
#include "report/report.h"

#include <string.h>

bool pf_report_take(pf_report_status status, pf_buffer *buffer, pf_output *output, pf_messages *messages)
{
    if (status == PF_REPORT_OK)
        return pf_output_take(buffer, output, messages);
    *output = (pf_output){0};
    if (status == PF_REPORT_NO_SUCH_FORMAT)
        pf_diagnostics_add(&messages->diagnostics, PF_ERROR, "no-such-format", NULL, 0, 0, "this report does not exist in that format: take %s",
                           buffer->bytes);
    else
        pf_messages_exhausted(messages);
    pf_buffer_release(buffer);
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
    const pf_assessment *assessment = pf_assessment_of(result, &analysis->rules->pack.patterns.items[index]);
    pf_arena arena;
    pf_arena_init(&arena);
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    pf_explanation explanation;
    pf_engine_status explained = pf_engine_explain(&arena, analysis->rules, analysis->text, analysis->given, analysis->given_count,
                                                   assessment, &explanation);
    bool written = pf_engine_status_report(explained, result->source_name, result->text->document, messages) &&
                   pf_report_take(pf_report_explanation(result, &explanation, format, style, &buffer), &buffer, output, messages);
    pf_arena_release(&arena);
    return written;
}

// How many settings, from the first one on, both have.
static size_t common_settings(const pf_analysis *before, const pf_analysis *after)
{
    size_t count = 0;
    while (count < before->setting_count && count < after->setting_count && strcmp(before->settings[count].fact, after->settings[count].fact) == 0 &&
           strcmp(before->settings[count].value, after->settings[count].value) == 0)
        count++;
    return count;
}

// False when memory is exhausted.
static bool compare(pf_arena *arena, const pf_analysis *before, const pf_analysis *after, pf_what_if *what_if)
{
    size_t common = common_settings(before, after);
    what_if->settings = after->settings + common;
    what_if->setting_count = after->setting_count - common;
    return pf_compare(arena, &before->result, &after->result, &what_if->difference) &&
           pf_nearest_threshold(arena, after->rules, &what_if->difference, what_if->pattern, &what_if->nearest);
}

bool pf_write_difference(const pf_analysis *before, const pf_analysis *after, const char *pattern, pf_format format, pf_style style,
                         pf_output *output, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    *output = (pf_output){0};
    pf_what_if what_if = {0};
    uint32_t index = pattern ? pf_require_pattern(after->rules, pattern, messages) : 0;
    if (index == PF_UNRESOLVED)
        return false;
    what_if.pattern = pattern ? &after->rules->pack.patterns.items[index] : NULL;
    pf_arena arena;
    pf_arena_init(&arena);
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    pf_report_status status = PF_REPORT_OUT_OF_MEMORY;
    if (compare(&arena, before, after, &what_if))
        status = pf_report_what_if(&what_if, format, style, &buffer);
    pf_arena_release(&arena);
    return pf_report_take(status, &buffer, output, messages);
}

bool pf_write_turns(const pf_analysis *before, const pf_analysis *after, pf_style style, pf_output *output, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    pf_arena arena;
    pf_difference difference;
    pf_buffer buffer;
    pf_arena_init(&arena);
    pf_buffer_init(&buffer);
    buffer.failed = !pf_compare(&arena, &before->result, &after->result, &difference);
    if (!buffer.failed)
        pf_report_turns(&difference, style, &buffer);
    pf_arena_release(&arena);
    return pf_output_take(&buffer, output, messages);
}

bool pf_write_list(const pf_rules *rules, pf_format format, pf_style style, pf_output *output, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    const pf_patterns *patterns = &rules->rules->pack.patterns;
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    return pf_report_take(pf_report_list(patterns->items, patterns->count, format, style, &buffer), &buffer, output, messages);
}

bool pf_write_cheatsheet(const pf_rules *rules, pf_format format, pf_style style, pf_output *output, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    const pf_patterns *patterns = &rules->rules->pack.patterns;
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    return pf_report_take(pf_report_cheatsheet(patterns->items, patterns->count, format, style, &buffer), &buffer, output, messages);
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
