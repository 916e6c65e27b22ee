// SPDX-License-Identifier: MIT
// The default rules, compiled into the program by src/tools/compile_rules.c.
#include "rules/ruleset.h"

extern const pf_ruleset pf_rules_image __attribute__((visibility("hidden")));

const pf_ruleset *pf_ruleset_default(void)
{
    return &pf_rules_image;
}
