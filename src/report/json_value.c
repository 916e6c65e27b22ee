// SPDX-License-Identifier: MIT
// JSON values with one place for failure: what could not be made sets `failed`, and building goes on.
#include "report/json_value.h"

#include "base/utf8.h"
#include "base/visible.h"

#include <math.h>
#include <string.h>

enum { REAL_DIGITS = 12 };

static json_t *made(pf_json *json, json_t *value)
{
    if (!value)
        json->failed = true;
    return value;
}

json_t *pf_json_object(pf_json *json)
{
    return made(json, json_object());
}

json_t *pf_json_array(pf_json *json)
{
    return made(json, json_array());
}

static json_t *repaired(pf_json *json, const char *bytes, size_t length)
{
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    for (size_t at = 0; at < length;) {
        uint32_t code;
        size_t taken = pf_utf8_decode(bytes + at, length - at, &code);
        pf_buffer_append(&buffer, taken ? bytes + at : "\xEF\xBF\xBD", taken ? taken : 3);
        at += taken ? taken : 1;
    }
    json_t *value = buffer.failed ? NULL : json_stringn(buffer.bytes, buffer.length);
    pf_buffer_release(&buffer);
    return made(json, value);
}

json_t *pf_json_bytes(pf_json *json, const char *bytes, size_t length)
{
    if (length > 0 && pf_utf8_check(bytes, length) < length)
        return repaired(json, bytes, length);
    return made(json, json_stringn(length ? bytes : "", length));
}

json_t *pf_json_string(pf_json *json, const char *string)
{
    return string ? pf_json_bytes(json, string, strlen(string)) : json_null();
}

json_t *pf_json_buffer(pf_json *json, const pf_buffer *buffer)
{
    if (buffer->failed) {
        json->failed = true;
        return NULL;
    }
    return pf_json_bytes(json, buffer->bytes, buffer->length);
}

json_t *pf_json_visible(pf_json *json, const char *string)
{
    if (!string)
        return json_null();
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    pf_visible_add(&buffer, string);
    json_t *value = pf_json_buffer(json, &buffer);
    pf_buffer_release(&buffer);
    return value;
}

json_t *pf_json_number(pf_json *json, double value)
{
    if (!isfinite(value))
        return json_null();
    if (value == floor(value) && fabs(value) < 1e15)
        return made(json, json_integer((json_int_t)value));
    return made(json, json_real(value));
}

void pf_json_put(pf_json *json, json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new_nocheck(object, key, value) != 0)
        json->failed = true;
}

void pf_json_append(pf_json *json, json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) != 0)
        json->failed = true;
}

void pf_json_put_string(pf_json *json, json_t *object, const char *key, const char *string)
{
    pf_json_put(json, object, key, pf_json_string(json, string));
}

void pf_json_put_number(pf_json *json, json_t *object, const char *key, double value)
{
    pf_json_put(json, object, key, pf_json_number(json, value));
}

size_t pf_json_count(pf_json *json, json_t *counts, const char *key)
{
    json_int_t times = json_integer_value(json_object_get(counts, key)) + 1;
    pf_json_put(json, counts, key, made(json, json_integer(times)));
    return (size_t)times;
}

// The first character to escape, or `size`. Controls below U+007F are escaped by jansson, or lay the tree out.
static size_t find_harmful(const char *bytes, size_t size, uint32_t *code, size_t *taken)
{
    for (size_t at = 0; at < size; at += *taken ? *taken : 1) {
        *taken = 1;
        *code = (unsigned char)bytes[at];
        if (*code < 0x7F && *code != '#')
            continue;
        *taken = pf_utf8_decode(bytes + at, size - at, code);
        bool harmful = *taken && (pf_utf8_is_control(*code) || pf_utf8_is_bidi_control(*code));
        if (harmful || pf_visible_is_command(bytes + at, size - at))
            return at;
    }
    return size;
}

static int append(const char *bytes, size_t size, void *data)
{
    pf_buffer *output = data;
    while (size > 0) {
        uint32_t code = 0;
        size_t taken = 0, harmless = find_harmful(bytes, size, &code, &taken);
        pf_buffer_append(output, bytes, harmless);
        if (harmless == size)
            break;
        pf_buffer_format(output, "\\u%04X", (unsigned)code);
        bytes += harmless + taken;
        size -= harmless + taken;
    }
    return output->failed ? -1 : 0;
}

void pf_json_finish(pf_json *json, json_t *root, bool compact, pf_buffer *output)
{
    size_t flags = (compact ? JSON_COMPACT : JSON_INDENT(2)) | JSON_REAL_PRECISION(REAL_DIGITS);
    if (json->failed || json_dump_callback(root, append, output, flags) != 0)
        output->failed = true;
    pf_buffer_character(output, '\n');
    json_decref(root);
}
