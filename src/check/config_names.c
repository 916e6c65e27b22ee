// SPDX-License-Identifier: MIT
// Proves the names in a configuration against the rules.
#include "check/config.h"
#include "check/finding_id.h"

#include <string.h>

static void check_ids(const pf_check_severities *severities, const pf_ruleset *rules, pf_diagnostics *diagnostics)
{
    for (size_t i = 0; i < severities->count; i++) {
        const pf_check_severity *entry = &severities->items[i];
        pf_hint hint;
        if (!pf_check_id_exists(rules, entry->id, &hint))
            pf_diagnostics_add(diagnostics, PF_ERROR, "config-unknown-finding", entry->place.file, entry->place.line, entry->place.column,
                               "there is no finding '%s'%s", entry->id, hint.text);
    }
}

static void check_patterns(const pf_strings *ids, const pf_ruleset *rules, pf_diagnostics *diagnostics)
{
    for (size_t i = 0; i < ids->count; i++) {
        const pf_string_item *item = &ids->items[i];
        if (pf_find_pattern(rules, item->text) != PF_UNRESOLVED)
            continue;
        const char *otherwise = strcmp(item->text, "none") == 0 ? ": an empty list, [], says that there is none" : "; patfinder list names them";
        pf_hint hint = pf_did_you_mean(item->text, PF_NAMES(rules->pack.patterns, pf_pattern, id), otherwise);
        pf_diagnostics_add(diagnostics, PF_ERROR, "config-unknown-pattern", item->place.file, item->place.line, item->place.column,
                           "there is no pattern '%s'%s", item->text, hint.text);
    }
}

static const pf_string_item *find(const pf_strings *ids, const char *id)
{
    for (size_t i = 0; i < ids->count; i++)
        if (strcmp(ids->items[i].text, id) == 0)
            return &ids->items[i];
    return NULL;
}

static void refuse(const pf_string_item *item, const char *problem, pf_diagnostics *diagnostics)
{
    pf_diagnostics_add(diagnostics, PF_ERROR, "config-contradiction", item->place.file, item->place.line, item->place.column,
                       "'%s' %s, so that no text could do right: correct one of the lists", item->text, problem);
}

// What the same voice wants and does not want cannot be met by any document.
static void check_agreement(const pf_check_expectations *lists, pf_diagnostics *diagnostics)
{
    for (size_t i = 0; i < lists->forbid.count; i++) {
        const pf_string_item *item = &lists->forbid.items[i];
        if (find(&lists->expect, item->text))
            refuse(item, "is forbidden and expected", diagnostics);
        else if (find(&lists->require, item->text))
            refuse(item, "is forbidden and required", diagnostics);
    }
    for (size_t i = 0; lists->expect.items && i < lists->require.count; i++)
        if (!find(&lists->expect, lists->require.items[i].text))
            refuse(&lists->require.items[i], "is required and not among what is expected", diagnostics);
}

static void check_expectations(const pf_check_expectations *expectations, const pf_ruleset *rules, pf_diagnostics *diagnostics)
{
    size_t errors = diagnostics->errors;
    check_patterns(&expectations->expect, rules, diagnostics);
    check_patterns(&expectations->require, rules, diagnostics);
    check_patterns(&expectations->forbid, rules, diagnostics);
    if (diagnostics->errors == errors)
        check_agreement(expectations, diagnostics);
}

bool pf_check_config_resolve(const pf_check_config *config, const pf_ruleset *rules, pf_diagnostics *diagnostics)
{
    size_t errors = diagnostics->errors;
    check_ids(&config->severities, rules, diagnostics);
    check_expectations(&config->expectations, rules, diagnostics);
    for (size_t i = 0; i < config->overrides.count; i++) {
        check_ids(&config->overrides.items[i].severities, rules, diagnostics);
        check_expectations(&config->overrides.items[i].expectations, rules, diagnostics);
    }
    return diagnostics->errors == errors;
}
