// SPDX-License-Identifier: MIT
// Messages on standard error.
#include "cli/messages.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { LONGEST_MESSAGE = 4096 };

// Whether a code point is written in as few bytes as it takes, and is one.
static bool is_well_formed(unsigned code, size_t length)
{
    static const unsigned least[] = {0, 0, 0x80, 0x800, 0x10000};
    return code >= least[length] && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
}

// The bytes of the character that begins here, in UTF-8; 0 when it is none.
static size_t read_character(const unsigned char *at, unsigned *code)
{
    size_t more = *at < 0x80 ? 0 : *at >= 0xF0 && *at < 0xF5 ? 3 : *at >= 0xE0 && *at < 0xF0 ? 2 : *at >= 0xC2 && *at < 0xE0 ? 1 : SIZE_MAX;
    if (more == SIZE_MAX)
        return 0;
    *code = more == 0 ? *at : *at & (0x3Fu >> more);
    for (size_t i = 1; i <= more; i++) {
        if ((at[i] & 0xC0) != 0x80)
            return 0;
        *code = *code << 6 | (at[i] & 0x3Fu);
    }
    return is_well_formed(*code, more + 1) ? more + 1 : 0;
}

// Controls, also those above 0x7F, and marks that change the direction of text or hide it.
static bool is_harmful(unsigned code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x61C || code == 0x200E || code == 0x200F || (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x206F) || code == 0xFEFF || (code >= 0xFFF9 && code <= 0xFFFB) || (code >= 0xE0000 && code <= 0xE007F);
}

// As runners of workflows take it anywhere in a line: "##[group]", "##vso[...]".
static bool opens_command(const char *at)
{
    return at[0] == '#' && at[1] == '#' && (at[2] == '[' || (at[2] >= 'a' && at[2] <= 'z') || (at[2] >= 'A' && at[2] <= 'Z'));
}

void pf_cli_make_harmless(char *text)
{
    for (char *at = text; *at;) {
        unsigned code = 0;
        size_t length = read_character((unsigned char *)at, &code);
        if (length == 0 || is_harmful(code))
            memset(at, '?', length ? length : 1);
        else if (opens_command(at))
            at[1] = '?';
        at += length ? length : 1;
    }
}

static void write_message(char text[LONGEST_MESSAGE], const char *format, va_list arguments)
{
    vsnprintf(text, LONGEST_MESSAGE, format, arguments);
    pf_cli_make_harmless(text);
}

void pf_cli_error(const char *code, const char *format, ...)
{
    char text[LONGEST_MESSAGE];
    va_list arguments;
    va_start(arguments, format);
    write_message(text, format, arguments);
    va_end(arguments);
    fprintf(stderr, "patfinder: error: %s [%s]\n", text, code);
}

void pf_cli_hint(const char *text)
{
    fprintf(stderr, "patfinder: %s\n", text);
}

void pf_cli_show_messages(pf_messages *messages, size_t *shown, bool quiet)
{
    for (; *shown < pf_messages_count(messages); ++*shown) {
        pf_output line = {0};
        if (quiet && !pf_messages_get(messages, *shown).is_error)
            continue;
        if (pf_messages_format(messages, *shown, &line))
            fwrite(line.bytes, 1, line.length, stderr);
        else if (*shown + 1 == pf_messages_count(messages)) // there is an error for it, which cannot be shown either
            pf_cli_error("out-of-memory", "out of memory");
        pf_output_release(&line);
    }
}
