// SPDX-License-Identifier: MIT
// Text of others inside XML and HTML: what is markup becomes a reference, and what could not be seen becomes visible.
#include "report/markup.h"

#include "base/bytes.h"
#include "base/visible.h"

#include <string.h>

// XML 1.0 has no way to write U+FFFE and U+FFFF, and HTML calls them an error.
static bool is_no_character(const pf_visible *visible)
{
    return visible->length == 3 &&
           (memcmp(visible->bytes, "\xEF\xBF\xBE", 3) == 0 || memcmp(visible->bytes, "\xEF\xBF\xBF", 3) == 0);
}

static void add_byte(pf_buffer *output, char byte)
{
    switch (byte) {
    case '&': pf_buffer_string(output, "&amp;"); break;
    case '<': pf_buffer_string(output, "&lt;"); break;
    case '>': pf_buffer_string(output, "&gt;"); break;
    case '"': pf_buffer_string(output, "&quot;"); break;
    default: pf_buffer_character(output, byte); break;
    }
}

void pf_markup_add(pf_buffer *output, const char *bytes, size_t length)
{
    while (length > 0) {
        pf_visible visible = pf_visible_next(bytes, length);
        if (is_no_character(&visible))
            pf_buffer_string(output, "\xEF\xBF\xBD");
        else
            for (size_t i = 0; i < visible.length; i++)
                add_byte(output, visible.bytes[i]);
        bytes += visible.taken;
        length -= visible.taken;
    }
}

void pf_markup_string(pf_buffer *output, const char *string)
{
    if (string)
        pf_markup_add(output, string, strlen(string));
}

// Whoever prints a page among the lines of a log has no command in it.
static void add_line(pf_buffer *output, const char *bytes, size_t length)
{
    if (pf_visible_opens_command(bytes, length)) {
        size_t colon = (size_t)((const char *)memchr(bytes, ':', length) - bytes);
        pf_markup_add(output, bytes, colon);
        pf_buffer_string(output, "&#58;");
        bytes += colon + 1;
        length -= colon + 1;
    }
    pf_markup_add(output, bytes, length);
}

void pf_markup_lines(pf_buffer *output, const char *bytes, size_t length)
{
    for (size_t at = 0; at < length;) {
        size_t plain = at;
        while (plain < length && bytes[plain] != '\t' && bytes[plain] != '\n' && bytes[plain] != '\r')
            plain++;
        add_line(output, bytes + at, plain - at);
        bool ends_twice = plain + 1 < length && bytes[plain] == '\r' && bytes[plain + 1] == '\n';
        if (plain < length && !ends_twice)
            pf_buffer_string(output, bytes[plain] == '\t' ? "&#9;" : "\n");
        at = plain + 1;
    }
}

bool pf_markup_is_address(const char *url)
{
    if (strncmp(url, "https://", 8) != 0 && strncmp(url, "http://", 7) != 0)
        return false;
    for (const char *at = url; *at; at++)
        if (!is_letter(*at) && !is_digit(*at) && !strchr("-._~:/?#@!$&()*+,;=%", *at))
            return false;
    return true;
}
