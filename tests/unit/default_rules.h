// SPDX-License-Identifier: MIT
#ifndef DEFAULT_RULES_H
#define DEFAULT_RULES_H

#include "rules/ruleset.h"

// The default rules, for all tests of a program.
static inline const pf_ruleset *default_rules(void)
{
    static pf_arena arena;
    static const pf_ruleset *rules;
    if (!rules)
        rules = pf_ruleset_default(&arena);
    return rules;
}

#endif
