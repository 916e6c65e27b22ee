// SPDX-License-Identifier: MIT
// patfinder cheatsheet: all patterns on one page.
#include "cli/command.h"
#include "cli/terminal.h"

int pf_cmd_cheatsheet(pf_invocation *invocation)
{
    pf_rules *rules = pf_invocation_rules(invocation, NULL, 0);
    if (!rules)
        return PF_EXIT_ERROR;
    pf_output output = {0};
    const pf_command_line *options = invocation->options;
    bool written = pf_write_cheatsheet(rules, options->format, pf_terminal_style(options), &output, invocation->messages);
    pf_invocation_put(invocation, &output);
    pf_rules_free(rules);
    int status = pf_invocation_status(invocation);
    return written ? status : PF_EXIT_ERROR;
}
