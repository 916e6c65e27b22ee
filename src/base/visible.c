// SPDX-License-Identifier: MIT
// Text of others made safe to show: what would move the cursor, change colours or reorder the line becomes a visible
// sign.
#include "base/visible.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

#define PARTED_SIGN "#\xE2\x80\x8B" // with a space without width

enum { CONTROL_PICTURES = 0x2400, DELETE_PICTURE = 0x2421 };

enum { BLOCK = 16 };

typedef signed char block __attribute__((vector_size(BLOCK))); // the compiler makes of it what the machine has

static bool is_special(char byte)
{
    return (signed char)byte < 0x20 || byte == 0x7F || byte == '"' || byte == '#' || byte == '\\';
}

// Whether is_special is true of one of BLOCK bytes.
static bool has_special(const char *bytes)
{
    block all;
    memcpy(&all, bytes, sizeof all);
    block special = (all < 0x20) | (all == 0x7F) | (all == '"') | (all == '#') | (all == '\\');
    uint64_t halves[2];
    memcpy(halves, &special, sizeof halves);
    return (halves[0] | halves[1]) != 0;
}

size_t pf_visible_plain(const char *bytes, size_t length)
{
    size_t at = 0;
    while (length - at >= BLOCK && !has_special(bytes + at))
        at += BLOCK;
    if (length >= BLOCK && length - at < BLOCK && !has_special(bytes + length - BLOCK)) // the rest, with some of what is known
        return length;
    while (at < length && !is_special(bytes[at]))
        at++;
    return at;
}

static void set_code(pf_visible *visible, uint32_t code)
{
    visible->length = pf_utf8_encode(code, visible->bytes);
}

// As \xXX, \uXXXX or \U00XXXXXX.
static void set_escape(pf_visible *visible, char kind, int digits, uint32_t value)
{
    visible->length =
        (size_t)snprintf(visible->bytes, sizeof visible->bytes, "\\%c%0*x", kind, digits, (unsigned)value & 0x1FFFFF);
}

bool pf_visible_is_command(const char *bytes, size_t length)
{
    if (length < 3 || bytes[0] != '#' || bytes[1] != '#')
        return false;
    char next = bytes[2];
    return next == '[' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
}

// Of the white space at the beginning, as runners take it away.
static size_t blank_length(const char *bytes, size_t length)
{
    size_t at = 0;
    uint32_t code = 0;
    for (size_t taken; (taken = pf_utf8_decode(bytes + at, length - at, &code)) > 0 && pf_utf8_is_space(code);)
        at += taken;
    return at;
}

bool pf_visible_opens_command(const char *bytes, size_t length)
{
    size_t blanks = blank_length(bytes, length);
    return length - blanks >= 2 && bytes[blanks] == ':' && bytes[blanks + 1] == ':';
}

pf_visible pf_visible_next(const char *bytes, size_t length)
{
    pf_visible visible = {.taken = 1};
    uint32_t code = 0;
    size_t taken = pf_utf8_decode(bytes, length, &code);
    if (taken == 0) {
        set_escape(&visible, 'x', 2, (unsigned char)bytes[0]);
        return visible;
    }
    visible.taken = taken;
    visible.is_space = code < 0x80 && pf_utf8_is_space(code);
    if (visible.is_space) {
        set_code(&visible, ' ');
    } else if (pf_visible_is_command(bytes, length)) {
        memcpy(visible.bytes, PARTED_SIGN, visible.length = sizeof PARTED_SIGN - 1);
    } else if (code < 0x20) {
        set_code(&visible, CONTROL_PICTURES + code);
    } else if (code == 0x7F) {
        set_code(&visible, DELETE_PICTURE);
    } else if (pf_utf8_is_harmful(code)) {
        set_escape(&visible, code > 0xFFFF ? 'U' : 'u', code > 0xFFFF ? 8 : 4, code);
    } else {
        memcpy(visible.bytes, bytes, taken);
        visible.length = taken;
        visible.combines = pf_utf8_width(code) == 0;
    }
    return visible;
}

void pf_visible_add(pf_buffer *output, const char *string)
{
    for (size_t length = strlen(string); length > 0;) {
        size_t plain = pf_visible_plain(string, length);
        pf_visible visible = {0};
        if (plain < length)
            visible = pf_visible_next(string + plain, length - plain);
        pf_buffer_append(output, string, plain);
        pf_buffer_append(output, visible.bytes, visible.length);
        string += plain + visible.taken;
        length -= plain + visible.taken;
    }
}

void pf_visible_add_path(pf_buffer *output, const char *path)
{
    if (path[blank_length(path, strlen(path))] == ':')
        pf_buffer_string(output, "./");
    pf_visible_add(output, path);
}
