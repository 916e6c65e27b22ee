// SPDX-License-Identifier: MIT
// Text of others inside Markdown, such that it stays text: no markup, no HTML, no mention, no link comes of it.
//
// Character references are used instead of backslashes, since they also work inside HTML blocks. Hosts that turn
// "@name" and "#1" into links look at the rendered text, in which a reference has no effect: a space without width
// parts the sign from the name.
#include "report/markdown_text.h"

#include "base/visible.h"

#include <string.h>

static bool is_letter_or_digit(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
}

// Signs that begin a list item, a heading, a quotation, a rule or a table only at the beginning of a line.
static bool opens_block(char byte)
{
    return byte != '\0' && strchr("-+=:", byte) != NULL;
}

static bool is_special(char byte)
{
    return byte != '\0' && strchr("\\`*_[]<>&|~$", byte) != NULL;
}

// What stands before and after one ASCII character decides whether it could be markup.
static void add_ascii(pf_buffer *output, char byte, char before, char after)
{
    if (byte == '@' || byte == '#') {
        pf_buffer_format(output, "&#%d;&#8203;", byte);
        return;
    }
    bool first = before == '\0';
    bool numbers_item =
        (byte == '.' || byte == ')') && before >= '0' && before <= '9' && (after == ' ' || after == '\0');
    bool links =
        (byte == ':' && after == '/') || (byte == '.' && (before == 'w' || before == 'W') && is_letter_or_digit(after));
    if (is_special(byte) || (first && opens_block(byte)) || numbers_item || links)
        pf_buffer_format(output, "&#%d;", byte);
    else
        pf_buffer_character(output, byte);
}

// Letters and digits are never markup.
static size_t word_length(const char *bytes, size_t length)
{
    size_t at = 0;
    while (at < length && is_letter_or_digit(bytes[at]))
        at++;
    return at;
}

void pf_markdown_add(pf_buffer *output, const char *bytes, size_t length)
{
    char before = '\0';
    bool blank = true; // leading blanks are dropped, others made single
    for (size_t at = 0; at < length;) {
        size_t word = word_length(bytes + at, length - at);
        if (word > 0) {
            pf_buffer_append(output, bytes + at, word);
            at += word;
            before = bytes[at - 1];
            blank = false;
            continue;
        }
        pf_visible visible = pf_visible_next(bytes + at, length - at);
        at += visible.taken;
        if (visible.is_space) {
            if (!blank)
                pf_buffer_character(output, ' ');
            blank = true;
            before = before == '\0' ? before : ' ';
            continue;
        }
        blank = false;
        char after = at < length ? bytes[at] : '\0';
        for (size_t i = 0; i < visible.length; i++) {
            char byte = visible.bytes[i];
            if ((unsigned char)byte < 0x80)
                add_ascii(output, byte, before, i + 1 < visible.length ? visible.bytes[i + 1] : after);
            else
                pf_buffer_character(output, byte);
            before = byte;
        }
    }
}

void pf_markdown_string(pf_buffer *output, const char *string)
{
    if (string)
        pf_markdown_add(output, string, strlen(string));
}

void pf_markdown_quote(pf_buffer *output, const char *bytes, size_t length)
{
    pf_excerpt excerpt = pf_excerpt_of(bytes, length);
    pf_buffer_string(output, "“");
    pf_markdown_add(output, bytes, excerpt.head);
    if (excerpt.tail < length) {
        pf_buffer_string(output, " … ");
        pf_markdown_add(output, bytes + excerpt.tail, length - excerpt.tail);
    }
    pf_buffer_string(output, "”");
}

static bool is_plain_address(const char *url)
{
    if (strncmp(url, "https://", 8) != 0 && strncmp(url, "http://", 7) != 0)
        return false;
    for (const char *at = url; *at; at++)
        if (!is_letter_or_digit(*at) && !strchr("-._~:/?#@!$&()*+,;=%", *at))
            return false;
    return true;
}

void pf_markdown_link(pf_buffer *output, const char *url)
{
    if (!is_plain_address(url)) {
        pf_markdown_string(output, url);
        return;
    }
    pf_buffer_character(output, '<');
    pf_buffer_string(output, url);
    pf_buffer_character(output, '>');
}
