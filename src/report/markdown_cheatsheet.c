// SPDX-License-Identifier: MIT
// The cheat sheet as Markdown: a section for each pattern, with a table of its options.
#include "report/cheatsheet.h"
#include "report/markdown.h"

// Escapes what is in `text`, and empties it.
static void add_text(pf_buffer *output, pf_buffer *text)
{
    pf_markdown_add(output, text->bytes, text->length);
    text->length = 0;
}

static void put_line(pf_buffer *output, const char *label, pf_buffer *text)
{
    if (text->length == 0)
        return;
    pf_buffer_format(output, "- *%s:* ", label);
    add_text(output, text);
    pf_buffer_character(output, '\n');
}

static void put_options(pf_buffer *output, const pf_pattern *pattern, pf_buffer *text)
{
    if (pattern->options.count > 0)
        pf_buffer_string(output, "\n| | Options, simplest first | Take it | With |\n|---|---|---|---|\n");
    for (size_t i = 0; i < pattern->options.count; i++) {
        const pf_option *option = &pattern->options.items[i];
        pf_buffer_format(output, "| %zu | **", i + 1);
        pf_cheatsheet_option(option, text);
        add_text(output, text);
        pf_buffer_string(output, "** | ");
        pf_cheatsheet_when(option, text);
        add_text(output, text);
        pf_buffer_string(output, " | ");
        pf_cheatsheet_technologies(option, text);
        add_text(output, text);
        pf_buffer_string(output, " |\n");
    }
}

static void put_pitfalls(pf_buffer *output, const pf_pattern *pattern, pf_buffer *text)
{
    size_t count = pf_cheatsheet_pitfall_count(pattern);
    if (count > 0)
        pf_buffer_string(output, "\nPitfalls:\n\n");
    for (size_t i = 0; i < count; i++) {
        pf_buffer_string(output, "- ");
        pf_cheatsheet_pitfall(pattern, i, text);
        add_text(output, text);
        pf_buffer_character(output, '\n');
    }
}

static void put_pattern(pf_buffer *output, const pf_pattern *pattern, pf_buffer *text)
{
    pf_buffer_string(output, "### ");
    pf_cheatsheet_title(pattern, text);
    add_text(output, text);
    pf_buffer_string(output, " (");
    pf_markdown_string(output, pattern->id);
    pf_buffer_string(output, ")\n\n");
    pf_cheatsheet_problem(pattern, text);
    put_line(output, "Problem", text);
    pf_cheatsheet_signs(pattern, text);
    put_line(output, "Signs", text);
    pf_cheatsheet_numbers(pattern, text);
    put_line(output, "Numbers", text);
    put_options(output, pattern, text);
    put_pitfalls(output, pattern, text);
    pf_buffer_character(output, '\n');
}

void pf_markdown_cheatsheet(const pf_pattern *patterns, size_t count, pf_look look, pf_buffer *output)
{
    (void)look;
    pf_buffer text;
    pf_buffer_init(&text);
    pf_buffer_string(output, "## System-design patterns at a glance\n\n");
    for (size_t i = 0; i < count; i++)
        put_pattern(output, &patterns[i], &text);
    pf_buffer_string(output, PF_CHEATSHEET_ADVICE " `patfinder show PATTERN` says all of one.\n");
    output->failed = output->failed || text.failed;
    pf_buffer_release(&text);
}
