// SPDX-License-Identifier: MIT
// patfinder explain: why and why not one pattern, for each text.
#include "cli/command.h"

static bool write_report(pf_invocation *invocation, const pf_analysis *analysis, pf_style style, pf_output *output)
{
    if (invocation->options->given & PF_OPTION_WHAT_IF)
        return pf_invocation_what_if(invocation, analysis, invocation->operands[0], style, output);
    return pf_write_explanation(analysis, invocation->operands[0], invocation->options->format, style, output,
                                invocation->messages);
}

int pf_cmd_explain(pf_invocation *invocation)
{
    return pf_invocation_each(invocation, invocation->operands[0], invocation->operands + 1,
                              invocation->operand_count - 1, write_report);
}
