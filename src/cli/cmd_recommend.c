// SPDX-License-Identifier: MIT
// patfinder recommend: which patterns fit each text, and why; or what other facts would change.
#include "cli/command.h"

static bool write_report(pf_invocation *invocation, const pf_analysis *analysis, pf_style style, pf_output *output)
{
    if (invocation->options->given & PF_OPTION_WHAT_IF)
        return pf_invocation_what_if(invocation, analysis, NULL, style, output);
    return pf_write_recommendation(analysis, invocation->options->format, style, output, invocation->messages);
}

int pf_cmd_recommend(pf_invocation *invocation)
{
    return pf_invocation_each(invocation, NULL, invocation->operands, invocation->operand_count, write_report);
}
