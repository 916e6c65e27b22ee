// SPDX-License-Identifier: MIT
// patfinder cheatsheet: all patterns on one page.
#include "cli/command.h"

int pf_cmd_cheatsheet(pf_invocation *invocation)
{
    return pf_invocation_report_rules(invocation, pf_write_cheatsheet);
}
