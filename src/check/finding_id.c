// SPDX-License-Identifier: MIT
// Ids of findings: a kind, then what it is about.
#include "check/finding_id.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { LONGEST_PART = 64, MOST_PARTS = 3 };

typedef enum part_kind { PART_NONE, PART_PATTERN, PART_OPTION, PART_CONSIDERATION, PART_FACT } part_kind;

// What the second and third part of a kind's ids name.
static const struct id_shape {
    const char *kind;
    part_kind parts[2];
} shapes[] = {
    {"missing-pattern", {PART_PATTERN}},
    {"missing-consideration", {PART_PATTERN, PART_CONSIDERATION}},
    {"over-engineering", {PART_PATTERN, PART_OPTION}},
    {"missing-number", {PART_FACT}},
    {"contradiction", {PART_FACT}},
    {"expectation", {PART_PATTERN}},
};

typedef struct id_parts {
    char items[MOST_PARTS][LONGEST_PART + 1];
    size_t count;
} id_parts;

static bool split(const char *id, id_parts *parts)
{
    for (parts->count = 0; parts->count < MOST_PARTS; id++) {
        size_t length = strcspn(id, "/");
        if (length == 0 || length > LONGEST_PART)
            return false;
        snprintf(parts->items[parts->count++], LONGEST_PART + 1, "%.*s", (int)length, id);
        id += length;
        if (!*id)
            return true;
    }
    return false;
}

static bool has_name(pf_names names, const char *name)
{
    for (size_t i = 0; i < names.count; i++) {
        const char *known = pf_name_at(&names, i);
        if (known && strcmp(known, name) == 0)
            return true;
    }
    return false;
}

static part_kind kind_of_part(const char *kind, size_t number)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (strcmp(shapes[i].kind, kind) == 0)
            return shapes[i].parts[number - 1];
    return PART_NONE;
}

// `pattern` is the one of the id's part before, where the kind's shape has one.
static pf_names names_of(const pf_ruleset *rules, part_kind kind, const pf_pattern *pattern)
{
    assert(pattern || (kind != PART_OPTION && kind != PART_CONSIDERATION));
    switch (kind) {
    case PART_PATTERN:
        return PF_NAMES(rules->pack.patterns, pf_pattern, id);
    case PART_OPTION:
        return PF_NAMES(pattern->options, pf_option, name);
    case PART_CONSIDERATION:
        return PF_NAMES(pattern->considerations, pf_consideration, name);
    case PART_FACT:
        return PF_NAMES(rules->pack.facts, pf_fact, name);
    case PART_NONE:
        break;
    }
    return (pf_names){0};
}

static bool refuse_part(part_kind kind, const char *part, pf_names names, pf_hint *hint)
{
    static const char *const titles[] = {[PART_PATTERN] = "pattern", [PART_OPTION] = "option of this pattern",
                                         [PART_CONSIDERATION] = "consideration of this pattern", [PART_FACT] = "fact"};
    pf_hint nearest = pf_did_you_mean(part, names, "");
    snprintf(hint->text, sizeof hint->text, ": there is no such %s%.90s", titles[kind], nearest.text);
    return false;
}

static bool refuse_kind(const pf_ruleset *rules, const char *id, const char *kind, pf_hint *hint)
{
    pf_names names = {pf_check_kinds, pf_check_kind_count, sizeof *pf_check_kinds, offsetof(pf_check_kind, name)};
    *hint = pf_did_you_mean(kind, names, "; patfinder-check(1) lists the findings");
    if (has_name(names_of(rules, PART_PATTERN, NULL), id))
        snprintf(hint->text, sizeof hint->text, "; did you mean 'missing-pattern/%.64s'?", id);
    return false;
}

bool pf_check_id_exists(const pf_ruleset *rules, const char *id, pf_hint *hint)
{
    id_parts parts;
    *hint = (pf_hint){": an id is a kind of finding and what it is about, such as missing-pattern/scaling-reads"};
    if (!split(id, &parts))
        return false;
    if (!pf_check_find_kind(parts.items[0]))
        return refuse_kind(rules, id, parts.items[0], hint);
    const pf_pattern *pattern = NULL;
    for (size_t i = 1; i < parts.count; i++) {
        part_kind kind = kind_of_part(parts.items[0], i);
        pf_names names = names_of(rules, kind, pattern);
        if (kind == PART_NONE) {
            snprintf(hint->text, sizeof hint->text, ": ids of this kind end before '/%.64s'", parts.items[i]);
            return false;
        }
        if (!has_name(names, parts.items[i]))
            return refuse_part(kind, parts.items[i], names, hint);
        if (kind == PART_PATTERN)
            pattern = &rules->pack.patterns.items[pf_find_pattern(rules, parts.items[i])];
    }
    return true;
}

bool pf_check_id_covers(const char *prefix, const char *id)
{
    size_t length = strlen(prefix);
    return strncmp(prefix, id, length) == 0 && (id[length] == '\0' || id[length] == '/');
}

const pf_check_kind *pf_check_find_kind(const char *id)
{
    for (size_t i = 0; i < pf_check_kind_count; i++)
        if (pf_check_id_covers(pf_check_kinds[i].name, id))
            return &pf_check_kinds[i];
    return NULL;
}
