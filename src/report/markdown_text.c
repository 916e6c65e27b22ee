// SPDX-License-Identifier: MIT
// Text of others inside Markdown, such that it stays text: no markup, no HTML, no mention, no link comes of it.
//
// Character references are used instead of backslashes, since they also work inside HTML blocks. Hosts that turn
// "@name" and "#1" into links look at the rendered text, in which a reference has no effect: a space without width
// parts the sign from the name.
#include "report/markdown_text.h"

#include "base/bytes.h"
#include "base/visible.h"
#include "report/markup.h"

#include <string.h>

#define PART "&#8203;"              // a space without width
#define PLAIN_PART "\xE2\x80\x8B" // the same in text that need not be Markdown

static bool is_letter_or_digit(char byte)
{
    return is_letter(byte) || is_digit(byte);
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

// Before the name of somebody, or the number of something, that the host of the text knows: "@name", "#1", "!1", "GH-1"; and within
// addresses.
static bool links(char byte, char before, char after)
{
    switch (byte) {
    case '@':
    case '#': return true;
    case '!':
    case '$':
    case '%':
    case '&':
    case '~': return is_digit(after);
    case '-': return (before == 'H' || before == 'h') && is_digit(after);
    case ':': return after == '/';
    case '.': return (before == 'W' || before == 'w') && is_letter_or_digit(after);
    default: return false;
    }
}

// What stands before and after one ASCII character decides whether it could be markup.
static void add_ascii(pf_buffer *output, char byte, char before, char after)
{
    if (links(byte, before, after)) {
        pf_buffer_format(output, "&#%d;" PART, byte);
        return;
    }
    bool first = before == '\0';
    bool numbers_item = (byte == '.' || byte == ')') && is_digit(before) && (after == ' ' || after == '\0');
    if (is_special(byte) || (first && opens_block(byte)) || numbers_item)
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
    if (length > 0 && *bytes != ':' && pf_visible_opens_command(bytes, length)) // behind blanks that are none of Markdown
        pf_buffer_string(output, PART);
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

// Whether a line that begins so is more than a line of a paragraph: a heading, an item, a quotation, code, a table.
static bool begins_block(const char *line)
{
    size_t digits = strspn(line, "0123456789");
    bool numbers = digits > 0 && (line[digits] == '.' || line[digits] == ')') && (line[digits + 1] == ' ' || line[digits + 1] == '\0');
    return numbers || (*line && strchr(" #>-+*=_|`~:", *line));
}

// Whether `at`, which stands behind `before`, ends what makes a link, an element or a mention with what follows.
static bool opens_markup(const char *at, char before)
{
    size_t reference = at[0] == '&' ? 1 + strspn(at + 1, "#0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") : 0;
    switch (at[0]) {
    case '<': return is_letter(at[1]) || (at[1] && strchr("/!?", at[1]));
    case ']': return at[1] && strchr("([:", at[1]);
    case '&': return at[reference] == ';';
    case '@': return is_letter_or_digit(at[1]);
    case '#':
    case '!': return is_digit(at[1]);
    case ':': return at[1] == '/' || at[1] == '\\';
    case 'w': return strncmp(at, "www.", 4) == 0;
    case '-': return links('-', before, at[1]);
    default: return false;
    }
}

void pf_markdown_json(pf_json *json, const char *key, const pf_buffer *visible)
{
    pf_buffer parted;
    pf_buffer_init(&parted);
    char before = '\n';
    for (const char *at = visible->failed || visible->length == 0 ? "" : visible->bytes; *at; before = *at++) {
        if (before == '\n' && begins_block(at))
            pf_buffer_string(&parted, PLAIN_PART);
        pf_buffer_character(&parted, *at);
        if (opens_markup(at, before))
            pf_buffer_string(&parted, PLAIN_PART);
    }
    parted.failed = parted.failed || visible->failed;
    pf_json_buffer(json, key, &parted);
    pf_buffer_release(&parted);
}

void pf_markdown_link(pf_buffer *output, const char *url)
{
    if (!pf_markup_is_address(url)) {
        pf_markdown_string(output, url);
        return;
    }
    pf_buffer_character(output, '<');
    pf_buffer_string(output, url);
    pf_buffer_character(output, '>');
}
