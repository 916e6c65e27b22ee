// SPDX-License-Identifier: MIT
// Text of others made safe to show: what would move the cursor, change colours or reorder the line becomes a visible
// sign.
#include "base/visible.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

#define PARTED_SIGN "#\xE2\x80\x8B" // with a space without width

enum { CONTROL_PICTURES = 0x2400, DELETE_PICTURE = 0x2421 };

static void set_code(pf_visible *visible, uint32_t code)
{
    visible->length = pf_utf8_encode(code, visible->bytes);
}

// As \xXX or \uXXXX.
static void set_escape(pf_visible *visible, char kind, int digits, uint32_t value)
{
    visible->length =
        (size_t)snprintf(visible->bytes, sizeof visible->bytes, "\\%c%0*x", kind, digits, (unsigned)value & 0xFFFF);
}

bool pf_visible_is_command(const char *bytes, size_t length)
{
    if (length < 3 || bytes[0] != '#' || bytes[1] != '#')
        return false;
    char next = bytes[2];
    return next == '[' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
}

bool pf_visible_opens_command(const char *bytes, size_t length)
{
    uint32_t code = 0;
    for (size_t taken; (taken = pf_utf8_decode(bytes, length, &code)) > 0 && pf_utf8_is_space(code);) {
        bytes += taken;
        length -= taken;
    }
    return length >= 2 && bytes[0] == ':' && bytes[1] == ':';
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
    } else if (pf_utf8_is_control(code) || pf_utf8_is_bidi_control(code)) {
        set_escape(&visible, 'u', 4, code);
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
        pf_visible visible = pf_visible_next(string, length);
        pf_buffer_append(output, visible.bytes, visible.length);
        string += visible.taken;
        length -= visible.taken;
    }
}
