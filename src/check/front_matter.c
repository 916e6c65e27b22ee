// SPDX-License-Identifier: MIT
// Finds the key `patfinder` in front matter and reads it as a configuration.
#include "check/front_matter.h"

#include "base/bytes.h"
#include "base/utf8.h"
#include "document/prescan.h"

#include <string.h>

static const char *next_line(const char *at, const char *end)
{
    while (at < end && *at != '\n')
        at++;
    return at < end ? at + 1 : end;
}

// What stands behind the colon of the key, when a line begins with it; else NULL.
static const char *behind_key(const char *line, const char *end)
{
    static const char *const keys[] = {"patfinder", "'patfinder'", "\"patfinder\""};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        size_t length = strlen(keys[i]);
        if ((size_t)(end - line) <= length || memcmp(line, keys[i], length) != 0)
            continue;
        for (line += length; line < end && (*line == ' ' || *line == '\t');)
            line++;
        return line < end && *line == ':' ? line + 1 : NULL;
    }
    return NULL;
}

// The line that begins with the key, or NULL.
static const char *find_key(const char *at, const char *end)
{
    while (at < end && !behind_key(at, end))
        at = next_line(at, end);
    return at < end ? at : NULL;
}

// Where the lines of a key end: the next line that is neither blank nor indented nor a comment, and closes nothing, is another key's.
static const char *end_of_key(const char *key, const char *end)
{
    const char *at = next_line(key, end);
    while (at < end && (is_blank(*at) || *at == '#' || *at == '}'))
        at = next_line(at, end);
    return at;
}

// A copy in which all that is not the key's value is blank, so that lines and columns stay what they are.
static char *value_alone(pf_arena *arena, const char *source, const char *value, const char *end)
{
    char *copy = pf_arena_copy(arena, source, (size_t)(end - source));
    for (size_t i = 0; copy && i < (size_t)(value - source); i++)
        if (copy[i] != '\n')
            copy[i] = ' ';
    return copy;
}

static bool refuse_second(const char *file, const char *source, const char *key, pf_diagnostics *diagnostics)
{
    uint32_t line = 1;
    for (const char *at = source; at < key; at++)
        line += *at == '\n';
    pf_diagnostics_add(diagnostics, PF_ERROR, "config-duplicate-key", file, line, 1, "this key stands here twice: keep one of them");
    return false;
}

bool pf_front_matter_read(pf_arena *arena, const pf_checked *document, const pf_ruleset *rules, pf_check_config *own,
                          pf_diagnostics *diagnostics)
{
    pf_check_config_init(own);
    size_t mark = pf_utf8_mark_length(document->source, document->length);
    const char *source = document->source + mark;
    size_t length = pf_front_matter_length(source, document->length - mark);
    const char *end = source + length, *key = length > 3 && memcmp(source, "---", 3) == 0 ? find_key(source, end) : NULL;
    if (!key)
        return true;
    const char *behind = end_of_key(key, end), *second = find_key(behind, end);
    if (second)
        return refuse_second(document->file, source, second, diagnostics);
    char *value = value_alone(arena, source, behind_key(key, end), behind);
    if (!value) {
        pf_diagnostics_add(diagnostics, PF_ERROR, "out-of-memory", document->file, 0, 0, "out of memory");
        return false;
    }
    return pf_check_config_read_own(arena, document->file, value, (size_t)(behind - source), own, diagnostics) &&
           pf_check_config_resolve(own, rules, diagnostics);
}
