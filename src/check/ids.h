// SPDX-License-Identifier: MIT
// The ids of findings: which there are, and which prefixes of them.
#ifndef PF_CHECK_IDS_H
#define PF_CHECK_IDS_H

#include "base/arena.h"
#include "rules/ruleset.h"

#include <stdbool.h>

// Whether `prefix` is the id itself or its beginning up to a slash: "missing-number" and "missing-number/users".
bool pf_finding_id_matches(const char *prefix, const char *id);

// Whether findings of this rule set can have the id, or one that begins with it and a slash: `*problem` becomes NULL, or what is wrong
// with it, with the nearest that there is. False when memory is exhausted.
bool pf_finding_id_check(pf_arena *arena, const pf_ruleset *rules, const char *id, const char **problem);

#endif
