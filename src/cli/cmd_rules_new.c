// SPDX-License-Identifier: MIT
// patfinder rules new: a rule file to start from.
#include "cli/command.h"

int pf_cmd_rules_new(pf_invocation *invocation)
{
    pf_output output = {0};
    bool made = pf_rules_template(invocation->operands[0], &output, invocation->messages);
    pf_invocation_put(invocation, &output);
    int status = pf_invocation_status(invocation);
    return made ? status : PF_EXIT_ERROR;
}
