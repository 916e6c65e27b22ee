// SPDX-License-Identifier: MIT
// patfinder list: the patterns that are known.
#include "cli/command.h"

int pf_cmd_list(pf_invocation *invocation)
{
    return pf_invocation_report_rules(invocation, pf_write_list);
}
