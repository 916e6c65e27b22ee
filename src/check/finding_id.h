// SPDX-License-Identifier: MIT
// Ids of findings: a kind, then what it is about ("missing-consideration/scaling-reads/invalidation").
#ifndef PF_CHECK_FINDING_ID_H
#define PF_CHECK_FINDING_ID_H

#include "check/finding.h"
#include "rules/ruleset.h"

// Whether findings of that id, or of ids that begin with its parts, can exist with these rules. When not, `hint` becomes the end of
// a message: what is wrong with it and, where one is near, "; did you mean '...'?".
bool pf_check_id_exists(const pf_ruleset *rules, const char *id, pf_hint *hint);

// Whether `prefix` is `id` itself or its first parts: "missing-pattern" covers "missing-pattern/scaling-reads".
bool pf_check_id_covers(const char *prefix, const char *id);

// The kind of a finding by its name, the first part of an id; NULL when there is none.
const pf_check_kind *pf_check_find_kind(const char *id);

#endif
