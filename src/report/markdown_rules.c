// SPDX-License-Identifier: MIT
// What the rules know about patterns, as Markdown.
#include "report/markdown.h"
#include "report/view.h"

void pf_markdown_list(const pf_pattern *patterns, size_t count, pf_look look, pf_buffer *output)
{
    (void)look;
    pf_buffer_string(output, "| Pattern | Title | Problem |\n|---|---|---|\n");
    for (size_t i = 0; i < count; i++) {
        pf_buffer_string(output, "| ");
        pf_markdown_string(output, patterns[i].id);
        pf_buffer_string(output, " | ");
        pf_markdown_string(output, patterns[i].title);
        pf_buffer_string(output, " | ");
        pf_markdown_string(output, patterns[i].problem);
        pf_buffer_string(output, " |\n");
    }
}

static void put_item(pf_buffer *output, const char *label, const char *text)
{
    if (!text)
        return;
    pf_buffer_format(output, "   - %s ", label);
    pf_markdown_string(output, text);
    pf_buffer_string(output, "\n");
}

static void put_options(pf_buffer *output, const pf_pattern *pattern)
{
    if (pattern->options.count > 0)
        pf_buffer_string(output, "\n**Options, simplest first**\n\n");
    for (size_t i = 0; i < pattern->options.count; i++) {
        const pf_option *option = &pattern->options.items[i];
        pf_buffer_string(output, "1. **");
        pf_markdown_string(output, option->title);
        pf_buffer_string(output, "** (");
        pf_markdown_string(output, option->name);
        pf_buffer_string(output, "): ");
        pf_markdown_string(output, option->text);
        pf_buffer_character(output, '\n');
        put_item(output, "Take it", option->when);
        put_item(output, "Why:", option->because);
        for (size_t j = 0; j < option->technologies.count; j++) {
            pf_buffer_string(output, j == 0 ? "   - With " : "; ");
            pf_markdown_string(output, option->technologies.items[j].text);
        }
        if (option->technologies.count > 0)
            pf_buffer_character(output, '\n');
    }
}

static void put_signals(pf_buffer *output, const pf_pattern *pattern)
{
    if (pattern->signals.count > 0)
        pf_buffer_string(output, "\n| Certainty | Signal | Because | Numbers | Source |\n|---|---|---|---|---|\n");
    for (size_t i = 0; i < pattern->signals.count; i++) {
        const pf_signal *signal = &pattern->signals.items[i];
        if (signal->enabled == PF_FALSE)
            continue;
        pf_buffer_format(output, "| %+.2f | ", signal->certainty);
        pf_markdown_string(output, signal->id);
        pf_buffer_string(output, " | ");
        pf_markdown_string(output, signal->because);
        pf_buffer_string(output, " | ");
        pf_buffer bounds;
        pf_buffer_init(&bounds);
        pf_view_bounds(&bounds, &signal->when);
        pf_markdown_string(output, bounds.length ? bounds.bytes : NULL);
        output->failed = output->failed || bounds.failed;
        pf_buffer_release(&bounds);
        pf_buffer_string(output, " | ");
        pf_markdown_string(output, signal->source);
        pf_buffer_string(output, " |\n");
    }
}

void pf_markdown_pattern(const pf_pattern *pattern, pf_look look, pf_buffer *output)
{
    (void)look;
    pf_buffer_string(output, "## ");
    pf_markdown_string(output, pattern->title);
    pf_buffer_string(output, " (");
    pf_markdown_string(output, pattern->id);
    pf_buffer_string(output, ")\n\n");
    pf_markdown_string(output, pattern->problem);
    pf_buffer_character(output, '\n');
    put_options(output, pattern);
    pf_markdown_trade_offs(output, pattern);
    if (pattern->pitfalls.count > 0)
        pf_buffer_string(output, "\n**Pitfalls**\n\n");
    for (size_t i = 0; i < pattern->pitfalls.count; i++) {
        pf_buffer_string(output, "- ");
        pf_markdown_string(output, pattern->pitfalls.items[i].text);
        pf_buffer_character(output, '\n');
    }
    pf_markdown_considerations(output, pattern);
    if (pattern->questions.count > 0)
        pf_buffer_string(output, "\n**Questions**\n\n");
    for (size_t i = 0; i < pattern->questions.count; i++) {
        pf_buffer_string(output, "- ");
        pf_markdown_string(output, pattern->questions.items[i].ask);
        pf_buffer_character(output, '\n');
    }
    put_signals(output, pattern);
    pf_markdown_sources(output, pattern);
}
