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

// A page and a picture for Mermaid are whole files, of which two behind one another are none.
static bool is_one_file(const pf_invocation *invocation)
{
    pf_format format = invocation->options->format;
    if (invocation->operand_count < 2 || (format != PF_FORMAT_HTML && format != PF_FORMAT_MERMAID))
        return true;
    const char *name = format == PF_FORMAT_HTML ? "html" : "mermaid";
    pf_cli_error("one-text", "--format %s makes one file of one text: name one FILE%s", name,
                 format == PF_FORMAT_HTML ? ", or take 'patfinder check --format html' for several" : ", or take --format dot for several");
    return false;
}

int pf_cmd_recommend(pf_invocation *invocation)
{
    if (!is_one_file(invocation))
        return PF_EXIT_ERROR;
    if (invocation->options->reads_records)
        return recommend_records(invocation);
    return pf_invocation_each(invocation, NULL, invocation->operands, invocation->operand_count, write_report);
}
