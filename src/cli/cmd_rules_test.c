// SPDX-License-Identifier: MIT
// patfinder rules test: runs the examples of rule files.
#include "cli/command.h"

int pf_cmd_rules_test(pf_invocation *invocation)
{
    pf_rules *rules = pf_invocation_rules(invocation, invocation->operands, invocation->operand_count);
    if (!rules)
        return PF_EXIT_ERROR;
    pf_output output = {0};
    size_t failed = 0;
    bool tested = pf_rules_test(rules, NULL, &output, &failed, invocation->messages);
    pf_invocation_put(invocation, &output);
    pf_rules_free(rules);
    int status = pf_invocation_status(invocation);
    if (!tested || status != PF_EXIT_FINE)
        return PF_EXIT_ERROR;
    return failed > 0 ? PF_EXIT_FAILED : PF_EXIT_FINE;
}
