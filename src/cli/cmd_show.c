// SPDX-License-Identifier: MIT
// patfinder show: all that is known of one pattern.
#include "cli/command.h"
#include "cli/terminal.h"

int pf_cmd_show(pf_invocation *invocation)
{
    pf_rules *rules = pf_invocation_rules(invocation, NULL, 0);
    if (!rules)
        return PF_EXIT_ERROR;
    pf_output output = {0};
    const pf_command_line *options = invocation->options;
    bool written = pf_write_pattern(rules, invocation->operands[0], options->format, pf_terminal_style(options),
                                    &output, invocation->messages);
    pf_invocation_put(invocation, &output);
    pf_rules_free(rules);
    int status = pf_invocation_status(invocation);
    return written ? status : PF_EXIT_ERROR;
}
