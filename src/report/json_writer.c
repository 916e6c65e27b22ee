// SPDX-License-Identifier: MIT
// JSON, written straight into the output in the order in which it is read.
#include "report/json_writer.h"

#include "base/utf8.h"
#include "base/visible.h"
#include "report/json_number.h"

#include <math.h>
#include <string.h>

enum { INDENT = 2, BEFORE_KEY = 2 + INDENT * PF_JSON_DEPTH, AROUND_KEY = 4 };

pf_json pf_json_begin(pf_buffer *output, bool compact)
{
    return (pf_json){.output = output, .compact = compact};
}

void pf_json_finish(pf_json *json)
{
    pf_buffer_character(json->output, '\n');
}

// --- Layout ---------------------------------------------------------------------------------------------------------

static char *put_line(const pf_json *json, char *at)
{
    if (json->compact)
        return at;
    *at = '\n';
    memset(at + 1, ' ', INDENT * PF_JSON_DEPTH); // of a constant size, which is faster than as many as are needed
    return at + 1 + INDENT * json->depth;
}

static char *put_key(const pf_json *json, char *at, const char *key, size_t length)
{
    *at++ = '"';
    memcpy(at, key, length);
    at += length;
    *at++ = '"';
    *at++ = ':';
    if (!json->compact)
        *at++ = ' ';
    return at;
}

// What stands before a value, and room for `size` bytes of it, for the caller to write; NULL when memory is exhausted.
static char *begin_value(pf_json *json, const char *key, size_t size)
{
    size_t key_length = key ? strlen(key) : 0;
    char *at = pf_buffer_room(json->output, BEFORE_KEY + key_length + AROUND_KEY + size);
    if (!at)
        return NULL;
    if (json->follows)
        *at++ = ',';
    json->follows = true;
    if (json->depth > 0)
        at = put_line(json, at);
    return key ? put_key(json, at, key, key_length) : at;
}

static void put_value(pf_json *json, const char *key, const char *value, size_t length)
{
    char *at = begin_value(json, key, length);
    if (!at)
        return;
    memcpy(at, value, length);
    pf_buffer_written(json->output, at + length);
}

static void open_group(pf_json *json, const char *key, const char *opening, char closing)
{
    put_value(json, key, opening, 1);
    json->follows = false;
    json->closing[json->depth++] = closing;
}

void pf_json_object(pf_json *json, const char *key)
{
    open_group(json, key, "{", '}');
}

void pf_json_array(pf_json *json, const char *key)
{
    open_group(json, key, "[", ']');
}

void pf_json_close(pf_json *json)
{
    char *at = pf_buffer_room(json->output, BEFORE_KEY + 1);
    bool empty = !json->follows;
    json->depth--;
    json->follows = true;
    if (!at)
        return;
    if (!empty)
        at = put_line(json, at);
    *at++ = json->closing[json->depth];
    pf_buffer_written(json->output, at);
}

// --- Strings --------------------------------------------------------------------------------------------------------

static char short_escape(uint32_t code)
{
    switch (code) {
    case '"': return '"';
    case '\\': return '\\';
    case '\b': return 'b';
    case '\f': return 'f';
    case '\n': return 'n';
    case '\r': return 'r';
    case '\t': return 't';
    default: return '\0';
    }
}

// A pair of surrogates for what lies beyond the first plane.
static void put_escape(pf_buffer *output, uint32_t code)
{
    if (code > 0xFFFF)
        pf_buffer_format(output, "\\u%04X\\u%04X", (unsigned)(0xD7C0 + (code >> 10)), (unsigned)(0xDC00 | (code & 0x3FF)));
    else
        pf_buffer_format(output, "\\u%04X", (unsigned)code);
}

// The character that begins with a special byte; the number of its bytes.
static size_t put_special(pf_buffer *output, const char *bytes, size_t length)
{
    uint32_t code = 0;
    size_t taken = pf_utf8_decode(bytes, length, &code);
    char escape = short_escape(code);
    if (taken == 0)
        pf_buffer_string(output, "\xEF\xBF\xBD");
    else if (escape)
        pf_buffer_append(output, (const char[]){'\\', escape}, 2);
    else if (pf_utf8_is_harmful(code) || pf_visible_is_command(bytes, length))
        put_escape(output, code);
    else
        pf_buffer_append(output, bytes, taken);
    return taken ? taken : 1;
}

void pf_json_bytes(pf_json *json, const char *key, const char *bytes, size_t length)
{
    size_t plain = pf_visible_plain(bytes, length);
    char *at = begin_value(json, key, plain + 2);
    if (!at)
        return;
    *at++ = '"';
    if (plain > 0)
        memcpy(at, bytes, plain);
    at += plain;
    if (plain == length)
        *at++ = '"';
    pf_buffer_written(json->output, at);
    if (plain == length)
        return;
    for (size_t done = plain; done < length; done += plain) {
        done += put_special(json->output, bytes + done, length - done);
        plain = pf_visible_plain(bytes + done, length - done);
        pf_buffer_append(json->output, bytes + done, plain);
    }
    pf_buffer_character(json->output, '"');
}

void pf_json_string(pf_json *json, const char *key, const char *string)
{
    if (string)
        pf_json_bytes(json, key, string, strlen(string));
    else
        pf_json_null(json, key);
}

void pf_json_buffer(pf_json *json, const char *key, const pf_buffer *buffer)
{
    pf_json_bytes(json, key, buffer->bytes, buffer->length);
    json->output->failed = json->output->failed || buffer->failed;
}

// --- Other values ---------------------------------------------------------------------------------------------------

void pf_json_number(pf_json *json, const char *key, double value)
{
    char text[PF_JSON_NUMBER];
    if (!isfinite(value)) {
        pf_json_null(json, key);
    } else if (value == floor(value) && fabs(value) < 1e15) {
        pf_json_integer(json, key, (int64_t)value);
    } else {
        size_t length = pf_json_write_real(text, value);
        put_value(json, key, text, length);
    }
}

void pf_json_integer(pf_json *json, const char *key, int64_t value)
{
    char text[PF_JSON_NUMBER];
    size_t length = pf_json_write_integer(text, value);
    put_value(json, key, text, length);
}

void pf_json_boolean(pf_json *json, const char *key, bool value)
{
    put_value(json, key, value ? "true" : "false", value ? 4 : 5);
}

void pf_json_null(pf_json *json, const char *key)
{
    put_value(json, key, "null", 4);
}
