// SPDX-License-Identifier: MIT
// patfinder rules check: looks for mistakes in rule files.
#include "cli/command.h"

#include <stdio.h>

int pf_cmd_rules_check(pf_invocation *invocation)
{
    pf_rules *rules = pf_invocation_rules(invocation, invocation->operands, invocation->operand_count);
    int status = rules ? pf_invocation_status(invocation) : PF_EXIT_ERROR;
    if (status == PF_EXIT_FINE && !(invocation->options->given & PF_OPTION_QUIET))
        printf("no mistakes found\n");
    pf_rules_free(rules);
    return status;
}
