// SPDX-License-Identifier: MIT
// What a configuration says about a document and its findings.
#include "check/config.h"
#include "check/finding_id.h"
#include "check/glob.h"

#include <string.h>

const pf_string_item *pf_check_config_excludes(const pf_check_config *config, const char *path, bool is_folder)
{
    return pf_glob_find(&config->exclude, path, is_folder);
}

static const pf_check_severity *find_longest(const pf_check_severities *severities, const char *id)
{
    const pf_check_severity *longest = NULL;
    for (size_t i = 0; i < severities->count; i++) {
        const pf_check_severity *entry = &severities->items[i];
        if (pf_check_id_covers(entry->id, id) && (!longest || strlen(entry->id) > strlen(longest->id)))
            longest = entry;
    }
    return longest;
}

const pf_check_severity *pf_check_config_find_severity(const pf_check_config *config, const char *path, const char *id)
{
    for (size_t i = config->overrides.count; i > 0; i--) {
        const pf_check_override *override = &config->overrides.items[i - 1];
        const pf_check_severity *entry = find_longest(&override->severities, id);
        if (entry && pf_glob_find(&override->paths, path, false))
            return entry;
    }
    return find_longest(&config->severities, id);
}

pf_severity pf_check_config_severity(const pf_check_config *config, const char *path, const char *id, pf_severity otherwise)
{
    const pf_check_severity *entry = pf_check_config_find_severity(config, path, id);
    return entry ? entry->severity : otherwise;
}

static void replace(pf_check_expectations *expectations, const pf_check_expectations *given)
{
    if (given->expect.items)
        expectations->expect = given->expect;
    if (given->require.items)
        expectations->require = given->require;
    if (given->forbid.items)
        expectations->forbid = given->forbid;
}

void pf_check_config_expect(const pf_check_config *config, const char *path, pf_check_expectations *expectations)
{
    replace(expectations, &config->expectations);
    for (size_t i = 0; i < config->overrides.count; i++)
        if (pf_glob_find(&config->overrides.items[i].paths, path, false))
            replace(expectations, &config->overrides.items[i].expectations);
}
