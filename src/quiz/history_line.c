// SPDX-License-Identifier: MIT
// One round as a line of the history, a JSON object.
#include "quiz/history_line.h"

#include "base/bytes.h"
#include "base/utf8.h"
#include "input/json.h"
#include "quiz/utc.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_HINTS = 3 };

static pf_line_kind corrupt(pf_line_flaw *flaw, size_t offset, const char *message)
{
    snprintf(flaw->message, sizeof flaw->message, "%s", message);
    flaw->offset = offset;
    return PF_LINE_CORRUPT;
}

static pf_line_kind keep(pf_arena *arena, const json_t *string, const char **copy)
{
    *copy = pf_arena_copy(arena, json_string_value(string), json_string_length(string));
    return *copy ? PF_LINE_ROUND : PF_LINE_NO_MEMORY;
}

static pf_line_kind read_ids(pf_arena *arena, const json_t *list, pf_ids *ids, pf_line_flaw *flaw, const char *message)
{
    size_t count = json_array_size(list);
    if (!json_is_array(list))
        return corrupt(flaw, 0, message);
    *ids = (pf_ids){pf_arena_array(arena, count, sizeof *ids->items), count};
    if (!ids->items)
        return PF_LINE_NO_MEMORY;
    for (size_t i = 0; i < count; i++) {
        const json_t *id = json_array_get(list, i);
        if (!json_string_length(id))
            return corrupt(flaw, 0, message);
        if (keep(arena, id, &ids->items[i]) != PF_LINE_ROUND)
            return PF_LINE_NO_MEMORY;
    }
    return PF_LINE_ROUND;
}

static pf_line_kind read_scalars(pf_arena *arena, const json_t *root, pf_round *round, pf_line_flaw *flaw)
{
    const json_t *time = json_object_get(root, "time"), *scenario = json_object_get(root, "scenario"), *hints = json_object_get(root, "hints");
    if (!json_is_string(time) || !pf_utc_read(json_string_value(time), &round->time))
        return corrupt(flaw, 0, "'time' is no time such as \"2026-11-26T22:37:46Z\"");
    if (!json_is_null(scenario) && !json_string_length(scenario))
        return corrupt(flaw, 0, "'scenario' is neither an id nor null");
    if (!json_is_integer(hints) || json_integer_value(hints) < 0 || json_integer_value(hints) > MOST_HINTS)
        return corrupt(flaw, 0, "'hints' is no whole number from 0 to 3");
    round->hints = (unsigned)json_integer_value(hints);
    return json_is_null(scenario) ? PF_LINE_ROUND : keep(arena, scenario, &round->scenario);
}

static pf_line_kind read_root(pf_arena *arena, const json_t *root, pf_round *round, pf_line_flaw *flaw)
{
    *round = (pf_round){0};
    if (!json_is_object(root))
        return corrupt(flaw, 0, "it is no JSON object");
    pf_line_kind kind = read_scalars(arena, root, round, flaw);
    if (kind == PF_LINE_ROUND)
        kind = read_ids(arena, json_object_get(root, "fits"), &round->fits, flaw, "'fits' is no list of ids");
    if (kind == PF_LINE_ROUND)
        kind = read_ids(arena, json_object_get(root, "open"), &round->open, flaw, "'open' is no list of ids");
    if (kind == PF_LINE_ROUND)
        kind = read_ids(arena, json_object_get(root, "picks"), &round->picks, flaw, "'picks' is no list of ids");
    return kind;
}

pf_line_kind pf_history_line_read(pf_arena *arena, const char *bytes, size_t length, pf_round *round, pf_line_flaw *flaw)
{
    if (is_all_blank(bytes, length))
        return PF_LINE_BLANK;
    const char *nul = memchr(bytes, '\0', length);
    if (nul)
        return corrupt(flaw, (size_t)(nul - bytes), "a NUL byte stands in it");
    size_t valid = pf_utf8_check(bytes, length);
    if (valid < length)
        return corrupt(flaw, valid, "a byte that is not UTF-8 stands in it");
    json_error_t error;
    bool exhausted;
    json_t *root = pf_json_load(bytes, length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error, &exhausted);
    if (exhausted)
        return PF_LINE_NO_MEMORY;
    if (!root)
        return corrupt(flaw, error.position > 0 ? (size_t)error.position - 1 : 0, error.text);
    pf_line_kind kind = read_root(arena, root, round, flaw);
    json_decref(root);
    return kind;
}

static json_t *list_of(const pf_ids *ids)
{
    json_t *list = json_array();
    for (size_t i = 0; i < ids->count; i++)
        if (json_array_append_new(list, json_string(ids->items[i])) != 0) {
            json_decref(list);
            return NULL;
        }
    return list;
}

static bool put(json_t *root, const char *key, json_t *value)
{
    return json_object_set_new(root, key, value) == 0;
}

bool pf_history_line_write(const pf_round *round, pf_buffer *buffer)
{
    char time[PF_UTC_SIZE];
    if (!pf_utc_write(round->time, time))
        return false;
    json_t *root = json_object();
    bool made = put(root, "time", json_string(time)) &&
                put(root, "scenario", round->scenario ? json_string(round->scenario) : json_null()) &&
                put(root, "fits", list_of(&round->fits)) && put(root, "open", list_of(&round->open)) &&
                put(root, "picks", list_of(&round->picks)) && put(root, "hints", json_integer((json_int_t)round->hints));
    char *line = made ? json_dumps(root, JSON_COMPACT | JSON_ENSURE_ASCII) : NULL;
    if (line) {
        pf_buffer_string(buffer, line);
        pf_buffer_character(buffer, '\n');
    }
    bool written = line && !buffer->failed;
    free(line);
    json_decref(root);
    return written;
}

// Cut anywhere, also within a character.
static bool may_be_cut_text(const char *bytes, size_t length)
{
    return length - pf_utf8_check(bytes, length) < PF_UTF8_MAX && !memchr(bytes, '\0', length);
}

bool pf_history_line_is_torn(const char *bytes, size_t length)
{
    size_t depth = 0;
    bool in_string = false;
    if (!may_be_cut_text(bytes, length))
        return false;
    for (size_t i = pf_utf8_mark_length(bytes, length); i < length; i++) {
        char byte = bytes[i];
        if (in_string && byte == '\\')
            i++;
        else if (byte == '"')
            in_string = !in_string;
        else if (!in_string && byte == '{')
            depth++;
        else if (!in_string && byte == '}' && depth > 0)
            depth--;
        if (depth == 0 && !is_blank(byte))
            return false; // closed, or never begun
    }
    return depth > 0;
}
