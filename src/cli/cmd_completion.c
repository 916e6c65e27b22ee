// SPDX-License-Identifier: MIT
// patfinder completion: prints what lets a shell complete command lines.
#include "cli/completion.h"

#include <string.h>

int pf_cmd_completion(pf_invocation *invocation)
{
    static const char *const shells[] = {"bash", "zsh", "fish"};
    static void (*const print[])(void) = {pf_complete_bash, pf_complete_zsh, pf_complete_fish};
    const char *shell = invocation->operands[0];
    for (size_t i = 0; i < sizeof shells / sizeof *shells; i++)
        if (strcmp(shells[i], shell) == 0) {
            print[i]();
            return PF_EXIT_FINE;
        }
    pf_cli_error("unknown-shell", "there are no completions for '%s'; 'completion' takes bash, zsh or fish", shell);
    return PF_EXIT_ERROR;
}
