// SPDX-License-Identifier: MIT
// patfinder rules eval: measures the rules on labelled texts.
#include "cli/command.h"
#include "cli/terminal.h"

int pf_cmd_rules_eval(pf_invocation *invocation)
{
    pf_rules *rules = pf_invocation_rules(invocation, NULL, 0);
    if (!rules)
        return PF_EXIT_ERROR;
    pf_output output = {0};
    const pf_command_line *options = invocation->options;
    bool list_errors = (options->given & PF_OPTION_ERRORS) != 0;
    bool measured = pf_rules_evaluate(rules, invocation->operands[0], options->format, pf_terminal_style(options),
                                      list_errors, &output, invocation->messages);
    pf_invocation_put(invocation, &output);
    pf_rules_free(rules);
    int status = pf_invocation_status(invocation);
    return measured ? status : PF_EXIT_ERROR;
}
