// SPDX-License-Identifier: MIT
// Finds the key `patfinder` in front matter and reads it as a configuration.
#include "check/front_matter.h"

#include "base/bytes.h"
#include "document/prescan.h"

#include <string.h>

static const char KEY[] = "patfinder:";

static const char *next_line(const char *at, const char *end)
{
    while (at < end && *at != '\n')
        at++;
    return at < end ? at + 1 : end;
}

// Where the lines of the key begin and end: the next line that is neither blank nor indented is another key's.
static const char *find_key(const char *at, const char *end, const char **behind)
{
    size_t length = sizeof KEY - 1;
    for (; at < end; at = next_line(at, end)) {
        if ((size_t)(end - at) < length || memcmp(at, KEY, length) != 0)
            continue;
        *behind = next_line(at, end);
        while (*behind < end && is_blank(**behind))
            *behind = next_line(*behind, end);
        return at;
    }
    return NULL;
}

// A copy in which all that is not the key's value is blank, so that lines and columns stay what they are.
static char *value_alone(pf_arena *arena, const char *source, const char *key, const char *behind)
{
    size_t length = (size_t)(behind - source), begin = (size_t)(key - source) + sizeof KEY - 1;
    char *copy = pf_arena_copy(arena, source, length);
    for (size_t i = 0; copy && i < begin; i++)
        if (copy[i] != '\n')
            copy[i] = ' ';
    return copy;
}

static bool is_own_business(const pf_check_config *own, const pf_checked *document, pf_diagnostics *diagnostics)
{
    if (!own->exclude.count && !own->overrides.count && !own->rules.count && !own->sections.count && !own->baseline.text && !own->fail_on.text)
        return true;
    pf_diagnostics_add(diagnostics, PF_ERROR, "config-misplaced", document->file, 1, 1,
                       "a document can set only expect, require, forbid and severities: write the rest into %s", PF_CHECK_CONFIG_NAME);
    return false;
}

bool pf_front_matter_read(pf_arena *arena, const pf_checked *document, const pf_ruleset *rules, pf_check_config *own,
                          pf_diagnostics *diagnostics)
{
    pf_check_config_init(own);
    bool has_mark = document->length >= 3 && memcmp(document->source, "\xef\xbb\xbf", 3) == 0;
    const char *source = document->source + (has_mark ? 3 : 0), *behind;
    size_t length = pf_front_matter_length(source, document->length - (has_mark ? 3 : 0));
    const char *key = length > 3 && memcmp(source, "---", 3) == 0 ? find_key(source, source + length, &behind) : NULL;
    if (!key)
        return true;
    char *value = value_alone(arena, source, key, behind);
    if (!value) {
        pf_diagnostics_add(diagnostics, PF_ERROR, "out-of-memory", document->file, 0, 0, "memory is exhausted");
        return false;
    }
    return pf_check_config_read(arena, document->file, ".", value, (size_t)(behind - source), own, diagnostics) &&
           is_own_business(own, document, diagnostics) && pf_check_config_resolve(own, rules, diagnostics);
}
