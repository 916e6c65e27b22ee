// SPDX-License-Identifier: MIT
// An id is a kind of finding, then what it is about: a pattern and one of its options or considerations, or a fact.
#include "check/ids.h"

#include "base/diagnostics.h"
#include "check/finding.h"

#include <string.h>

bool pf_finding_id_matches(const char *prefix, const char *id)
{
    size_t length = strlen(prefix);
    return strncmp(prefix, id, length) == 0 && (id[length] == '\0' || id[length] == '/');
}

// The parts of an id between its slashes; NULL behind the last one.
enum { KIND, SUBJECT, DETAIL, PARTS };

static bool split(pf_arena *arena, const char *id, const char *parts[PARTS + 1])
{
    memset(parts, 0, sizeof *parts * (PARTS + 1));
    for (size_t i = 0; id && i <= PARTS; i++) {
        const char *slash = strchr(id, '/');
        parts[i] = pf_arena_copy(arena, id, slash ? (size_t)(slash - id) : strlen(id));
        if (!parts[i])
            return false;
        id = slash ? slash + 1 : NULL;
    }
    return true;
}

static bool complain(pf_arena *arena, const char *what, const char *name, pf_names names, const char **problem)
{
    pf_hint hint = pf_did_you_mean(name, names, "");
    *problem = pf_arena_format(arena, "there is no %s '%s'%s", what, name, hint.text);
    return *problem != NULL;
}

static bool check_detail(pf_arena *arena, const pf_pattern *pattern, const char *kind, const char *detail, const char **problem)
{
    bool of_option = strcmp(kind, "over-engineering") == 0, of_consideration = strcmp(kind, "missing-consideration") == 0;
    for (size_t i = 0; of_option && i < pattern->options.count; i++)
        if (strcmp(pattern->options.items[i].name, detail) == 0)
            return true;
    for (size_t i = 0; of_consideration && i < pattern->considerations.count; i++)
        if (strcmp(pattern->considerations.items[i].name, detail) == 0)
            return true;
    if (of_option)
        return complain(arena, "option", detail, PF_NAMES(pattern->options, pf_option, name), problem);
    if (of_consideration)
        return complain(arena, "consideration", detail, PF_NAMES(pattern->considerations, pf_consideration, name), problem);
    *problem = pf_arena_format(arena, "'%s' stands for no part of such a finding", detail);
    return *problem != NULL;
}

static bool check_subject(pf_arena *arena, const pf_ruleset *rules, const char *const *parts, const char **problem)
{
    const char *kind = parts[KIND];
    if (strcmp(kind, "missing-number") == 0 || strcmp(kind, "contradiction") == 0) {
        if (pf_find_fact(rules, parts[SUBJECT]) == PF_UNRESOLVED)
            return complain(arena, "fact", parts[SUBJECT], PF_NAMES(rules->pack.facts, pf_fact, name), problem);
        return !parts[DETAIL] || complain(arena, "finding", parts[DETAIL], (pf_names){NULL, 0, 0, 0}, problem);
    }
    uint32_t pattern = pf_find_pattern(rules, parts[SUBJECT]);
    if (pattern == PF_UNRESOLVED)
        return complain(arena, "pattern", parts[SUBJECT], PF_NAMES(rules->pack.patterns, pf_pattern, id), problem);
    return !parts[DETAIL] || check_detail(arena, &rules->pack.patterns.items[pattern], kind, parts[DETAIL], problem);
}

bool pf_finding_id_check(pf_arena *arena, const pf_ruleset *rules, const char *id, const char **problem)
{
    const char *parts[PARTS + 1];
    *problem = NULL;
    if (!split(arena, id, parts))
        return false;
    bool known = false;
    for (size_t i = 0; i < pf_check_kind_count; i++)
        known = known || strcmp(pf_check_kinds[i].name, parts[KIND]) == 0;
    if (!known)
        return complain(arena, "finding", parts[KIND], (pf_names){&pf_check_kinds[0].name, pf_check_kind_count, sizeof *pf_check_kinds, 0}, problem);
    return !parts[SUBJECT] || check_subject(arena, rules, parts, problem);
}
