// SPDX-License-Identifier: MIT
// patfinder facts: the quantities of each text, and what they mean.
#include "cli/command.h"

static bool write_report(pf_invocation *invocation, const pf_analysis *analysis, pf_style style, pf_output *output)
{
    return pf_write_facts(analysis, invocation->options->format, style, output, invocation->messages);
}

int pf_cmd_facts(pf_invocation *invocation)
{
    return pf_invocation_each(invocation, NULL, invocation->operands, invocation->operand_count, write_report);
}
