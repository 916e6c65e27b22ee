// SPDX-License-Identifier: MIT
// The baseline as a JSON file.
#include "report/baseline.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "input/json.h"
#include "report/json_writer.h"

#include <jansson.h>
#include <string.h>

static const char schema[] = "patfinder/baseline/1";

enum { FINGERPRINT_DIGITS = 32 };

static void write_entry(const pf_baseline_entry *entry, pf_buffer *buffer)
{
    pf_json json = pf_json_begin(buffer, true);
    pf_json_object(&json, NULL);
    pf_json_string(&json, "id", entry->id);
    pf_json_string(&json, "file", entry->file);
    pf_json_string(&json, "fingerprint", entry->fingerprint);
    pf_json_integer(&json, "count", entry->count);
    pf_json_close(&json);
}

void pf_baseline_write(const pf_baseline *baseline, pf_buffer *buffer)
{
    pf_buffer_format(buffer, "{\"schema\": \"%s\", \"findings\": [", schema);
    for (size_t i = 0; i < baseline->count; i++) {
        pf_buffer_string(buffer, i ? ",\n" : "\n");
        write_entry(&baseline->entries[i], buffer);
    }
    pf_buffer_string(buffer, baseline->count ? "\n]}\n" : "]}\n");
}

typedef struct baseline_reader {
    pf_arena *arena;
    const char *file;
    pf_diagnostics *diagnostics;
} baseline_reader;

static bool refuse(const baseline_reader *reader, const char *code, const char *message)
{
    pf_diagnostics_add(reader->diagnostics, PF_ERROR, code, reader->file, 0, 0, "%s", message);
    return false;
}

static bool complain(const baseline_reader *reader, size_t number, const char *code, const char *problem)
{
    pf_diagnostics_add(reader->diagnostics, PF_ERROR, code, reader->file, 0, 0, "finding %zu of the list %s", number + 1, problem);
    return false;
}

// Whether an object has these keys and no others; the last one may be missing.
static bool has_keys(const json_t *object, const char *const *keys, size_t count, size_t needed)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        bool has = json_object_get(object, keys[i]) != NULL;
        found += has;
        if (!has && i < needed)
            return false;
    }
    return json_object_size(object) == found;
}

static const char *keep(const baseline_reader *reader, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return pf_arena_copy(reader->arena, json_string_value(value), json_string_length(value));
}

static bool read_entry(const baseline_reader *reader, size_t number, const json_t *object, pf_baseline_entry *entry)
{
    static const char *const keys[] = {"id", "file", "fingerprint", "count"};
    if (!json_is_object(object) || !has_keys(object, keys, 4, 3))
        return complain(reader, number, "baseline-bad-finding", "needs 'id', 'file' and 'fingerprint', may have 'count', and has no other keys");
    for (size_t i = 0; i < 3; i++)
        if (!json_is_string(json_object_get(object, keys[i])) || !json_string_length(json_object_get(object, keys[i])))
            return complain(reader, number, "baseline-bad-finding", "has an 'id', 'file' or 'fingerprint' that is no text, or an empty one");
    const json_t *count = json_object_get(object, "count");
    json_int_t times = count ? json_integer_value(count) : 1;
    if (times < 1 || times > PF_LIMIT_BASELINE_COUNT)
        return complain(reader, number, "baseline-bad-finding", "has a 'count' that is no whole number from 1 to 1,000,000");
    *entry = (pf_baseline_entry){keep(reader, object, "id"), keep(reader, object, "file"), keep(reader, object, "fingerprint"), (uint32_t)times};
    if (!entry->id || !entry->file || !entry->fingerprint)
        return refuse(reader, "out-of-memory", "out of memory");
    if (strlen(entry->fingerprint) != FINGERPRINT_DIGITS || strspn(entry->fingerprint, "0123456789abcdef") != FINGERPRINT_DIGITS)
        return complain(reader, number, "baseline-bad-finding", "has a 'fingerprint' that is not 32 hexadecimal digits");
    return true;
}

static bool read_findings(const baseline_reader *reader, const json_t *findings, pf_baseline *baseline)
{
    bool good = true;
    size_t count = json_array_size(findings);
    baseline->entries = pf_arena_array(reader->arena, count, sizeof *baseline->entries);
    if (!baseline->entries)
        return refuse(reader, "out-of-memory", "out of memory");
    for (size_t i = 0; i < count; i++)
        good = read_entry(reader, i, json_array_get(findings, i), &baseline->entries[i]) && good;
    baseline->count = good ? count : 0;
    pf_baseline_sort(baseline, false);
    return good;
}

static bool read_root(const baseline_reader *reader, const json_t *root, pf_baseline *baseline)
{
    static const char *const keys[] = {"schema", "findings"};
    const json_t *findings = json_object_get(root, "findings");
    const char *version = json_string_value(json_object_get(root, "schema"));
    if (!version || strcmp(version, schema) != 0)
        return refuse(reader, "baseline-version", "this is no baseline of this version of patfinder, whose 'schema' is patfinder/baseline/1: "
                                                  "write it anew with --write-baseline");
    if (!has_keys(root, keys, 2, 2) || !json_is_array(findings))
        return refuse(reader, "baseline-bad-finding", "a baseline has the keys 'schema' and 'findings' (a list) and no others");
    return read_findings(reader, findings, baseline);
}

bool pf_baseline_read(pf_arena *arena, const char *file, const char *bytes, size_t length, pf_baseline *baseline, pf_diagnostics *diagnostics)
{
    baseline_reader reader = {arena, file, diagnostics};
    json_error_t error;
    *baseline = (pf_baseline){0};
    size_t mark = pf_utf8_mark_length(bytes, length);
    bool exhausted;
    json_t *root = pf_json_load(bytes + mark, length - mark, JSON_REJECT_DUPLICATES, &error, &exhausted);
    if (exhausted)
        return refuse(&reader, "out-of-memory", "out of memory");
    if (!root) {
        // A configuration may name any file: the log of its run is not to show what stands there.
        char *shown = strstr(error.text, " near '");
        if (shown)
            *shown = '\0';
        pf_diagnostics_add(diagnostics, PF_ERROR, "baseline-syntax", file, error.line > 0 ? (uint32_t)error.line : 0,
                           error.column > 0 ? (uint32_t)error.column : 0, "this is no valid JSON: %s", error.text);
        return false;
    }
    bool good = read_root(&reader, root, baseline);
    json_decref(root);
    return good;
}
