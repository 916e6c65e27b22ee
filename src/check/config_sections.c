// SPDX-License-Identifier: MIT
// The headings that a configuration adds, as a rule file whose lines and columns are those of the configuration.
#include "check/config.h"

#include <string.h>

typedef struct placed_text {
    pf_buffer *buffer;
    uint32_t line, column; // where the next character comes
} placed_text;

static void put(placed_text *text, const char *string)
{
    pf_buffer_string(text->buffer, string);
    for (; *string; string++)
        text->column += ((unsigned char)*string & 0xC0) != 0x80;
}

// Goes on to a place, unless that is behind already.
static void go_to(placed_text *text, const pf_origin *place)
{
    for (; text->line < place->line; text->line++, text->column = 1)
        pf_buffer_character(text->buffer, '\n');
    for (; text->line == place->line && text->column < place->column; text->column++)
        pf_buffer_character(text->buffer, ' ');
}

// Whether it means itself without quotes, which would move what stands behind it.
static bool is_plain(const char *string)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    size_t length = strlen(string);
    size_t words = strspn(string, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -|'.=<>");
    return length && words == length && strchr(letters, string[0]) && string[length - 1] != ' ';
}

static void put_quoted(placed_text *text, const char *string)
{
    put(text, "\"");
    for (; *string; string++) {
        char escaped[8] = {*string};
        unsigned char byte = (unsigned char)*string;
        if (byte == '"' || byte == '\\')
            memcpy(escaped, (char[]){'\\', *string}, 2);
        else if (byte < ' ' || byte == 0x7F)
            memcpy(escaped, (char[]){'\\', 'x', "0123456789ABCDEF"[byte >> 4], "0123456789ABCDEF"[byte & 15]}, 4);
        put(text, escaped);
    }
    put(text, "\"");
}

static void put_scalar(placed_text *text, const char *string, const pf_origin *place)
{
    go_to(text, place);
    if (is_plain(string))
        put(text, string);
    else
        put_quoted(text, string);
}

static void put_headings(placed_text *text, const pf_check_headings *headings)
{
    put_scalar(text, headings->role, &headings->place);
    put(text, ": [");
    for (size_t i = 0; i < headings->headings.count; i++) {
        put_scalar(text, headings->headings.items[i].text, &headings->headings.items[i].place);
        put(text, ",");
    }
    put(text, "],");
}

void pf_check_config_sections(const pf_check_config *config, pf_buffer *buffer)
{
    placed_text text = {buffer, 1, 1};
    if (!config->sections.count)
        return;
    put(&text, "headings: {");
    for (size_t i = 0; i < config->sections.count; i++)
        if (config->sections.items[i].headings.count)
            put_headings(&text, &config->sections.items[i]);
    put(&text, "}\n");
}
