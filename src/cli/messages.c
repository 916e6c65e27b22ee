// SPDX-License-Identifier: MIT
// Messages on standard error.
#include "cli/messages.h"

#include <stdarg.h>
#include <stdio.h>

enum { LONGEST_MESSAGE = 4096 };

void pf_cli_make_harmless(char *text)
{
    for (char *at = text; *at; at++)
        if ((unsigned char)*at < 0x20 || *at == 0x7F)
            *at = '?';
}

void pf_cli_error(const char *code, const char *format, ...)
{
    char text[LONGEST_MESSAGE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    pf_cli_make_harmless(text);
    fprintf(stderr, "patfinder: error: %s [%s]\n", text, code);
}

void pf_cli_hint(const char *text)
{
    fprintf(stderr, "patfinder: %s\n", text);
}

void pf_cli_show_messages(const pf_messages *messages, size_t *shown, bool quiet)
{
    for (; *shown < pf_messages_count(messages); ++*shown) {
        pf_output line = {0};
        if (quiet && !pf_messages_get(messages, *shown).is_error)
            continue;
        if (pf_messages_format(messages, *shown, &line))
            fwrite(line.bytes, 1, line.length, stderr);
        else
            pf_cli_error("out-of-memory", "memory is exhausted");
        pf_output_release(&line);
    }
}
