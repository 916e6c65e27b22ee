// SPDX-License-Identifier: MIT
// patfinder recommend: which patterns fit each text, and why; or what other facts would change.
#include "cli/records.h"

static bool write_report(pf_invocation *invocation, const pf_analysis *analysis, pf_style style, pf_output *output)
{
    if (invocation->options->given & PF_OPTION_WHAT_IF)
        return pf_invocation_what_if(invocation, analysis, NULL, style, output);
    return pf_write_recommendation(analysis, invocation->options->format, style, output, invocation->messages);
}

static bool write_record(pf_invocation *invocation, void *rules, const pf_text_record *record, pf_output *output)
{
    const pf_command_line *options = invocation->options;
    pf_analysis *analysis = pf_analyze(rules, record->source, record->text, record->length, options->settings, options->setting_count,
                                       invocation->messages);
    bool written = analysis && write_report(invocation, analysis, (pf_style){0}, output);
    pf_analysis_free(analysis);
    return written;
}

static int recommend_records(pf_invocation *invocation)
{
    pf_rules *rules = pf_records_format_fits(invocation->options) ? pf_invocation_accepting_rules(invocation, NULL) : NULL;
    int status = rules ? pf_records_each(invocation, write_record, rules) : PF_EXIT_ERROR;
    pf_rules_free(rules);
    return status;
}

int pf_cmd_recommend(pf_invocation *invocation)
{
    if (invocation->options->reads_records)
        return recommend_records(invocation);
    return pf_invocation_each(invocation, NULL, invocation->operands, invocation->operand_count, write_report);
}
