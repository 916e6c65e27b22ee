// SPDX-License-Identifier: MIT
// What the rules know about patterns, for people to read.
#include "report/text.h"

static bool ends_sentence(char sign, char next)
{
    return (sign == '.' || sign == '!' || sign == '?') && (next == ' ' || next == '\n');
}

// The first sentence of a text.
static size_t first_sentence(const char *text)
{
    size_t at = 0;
    while (text[at] && !ends_sentence(text[at], text[at + 1]))
        at++;
    return at + (text[at] != '\0');
}

void pf_text_list(const pf_pattern *patterns, size_t count, pf_look look, pf_buffer *output)
{
    pf_layout layout;
    pf_layout_init(&layout, output, look.style);
    for (size_t i = 0; i < count; i++) {
        pf_layout_open(&layout, 0, PF_TONE_PLAIN, NULL, 0, 2);
        pf_layout_string(&layout, PF_TONE_ID, patterns[i].id);
        pf_layout_string(&layout, PF_TONE_PLAIN, ": ");
        pf_layout_string(&layout, PF_TONE_HEADING, patterns[i].title);
        pf_layout_close(&layout);
        if (!patterns[i].problem)
            continue;
        const char *problem = patterns[i].problem;
        pf_layout_open(&layout, 2, PF_TONE_PLAIN, NULL, 2, 2);
        pf_layout_add(&layout, PF_TONE_PLAIN, problem, first_sentence(problem));
        pf_layout_close(&layout);
    }
    pf_layout_release(&layout);
}

static void put_heading(pf_layout *layout, const char *heading)
{
    pf_layout_blank(layout);
    pf_layout_heading(layout, heading);
}

static void put_option(pf_layout *layout, const pf_option *option, size_t number)
{
    pf_layout_open(layout, 2, PF_TONE_PLAIN, NULL, 2, 5);
    pf_layout_format(layout, PF_TONE_PLAIN, "%zu. ", number);
    pf_layout_string(layout, PF_TONE_HEADING, option->title);
    pf_layout_string(layout, PF_TONE_PLAIN, " (");
    pf_layout_string(layout, PF_TONE_ID, option->name);
    pf_layout_string(layout, PF_TONE_PLAIN, ")");
    pf_layout_close(layout);
    pf_layout_paragraph(layout, 5, PF_TONE_PLAIN, option->text);
    if (option->when) {
        pf_layout_open(layout, 5, PF_TONE_DIM, "Take it", 14, 14);
        pf_layout_string(layout, PF_TONE_PLAIN, option->when);
        pf_layout_close(layout);
    }
    if (option->because) {
        pf_layout_open(layout, 5, PF_TONE_DIM, "Why", 14, 14);
        pf_layout_string(layout, PF_TONE_PLAIN, option->because);
        pf_layout_close(layout);
    }
    if (option->technologies.count == 0)
        return;
    pf_layout_open(layout, 5, PF_TONE_DIM, "With", 14, 14);
    for (size_t i = 0; i < option->technologies.count; i++) {
        pf_layout_string(layout, PF_TONE_PLAIN, i > 0 ? "; " : "");
        pf_layout_string(layout, PF_TONE_PLAIN, option->technologies.items[i].text);
    }
    pf_layout_close(layout);
}

static void put_options(pf_layout *layout, const pf_pattern *pattern)
{
    if (pattern->options.count > 0)
        put_heading(layout, "Options, simplest first");
    for (size_t i = 0; i < pattern->options.count; i++)
        put_option(layout, &pattern->options.items[i], i + 1);
}

// The thresholds of a signal, and where they come from.
static void put_numbers(pf_layout *layout, const pf_signal *signal)
{
    pf_buffer bounds;
    pf_buffer_init(&bounds);
    pf_view_bounds(&bounds, &signal->when);
    if (bounds.length > 0)
        pf_layout_format(layout, PF_TONE_DIM, " [%s]", bounds.bytes);
    if (signal->source)
        pf_layout_format(layout, PF_TONE_DIM, " (%s)", signal->source);
    layout->output->failed = layout->output->failed || bounds.failed;
    pf_buffer_release(&bounds);
}

static void put_signals(pf_layout *layout, const pf_pattern *pattern)
{
    if (pattern->signals.count > 0)
        put_heading(layout, "What speaks for or against it");
    for (size_t i = 0; i < pattern->signals.count; i++) {
        const pf_signal *signal = &pattern->signals.items[i];
        if (signal->enabled == PF_FALSE)
            continue;
        pf_layout_open(layout, 2, PF_TONE_PLAIN, NULL, 2, 8);
        pf_layout_format(layout, signal->certainty < 0 ? PF_TONE_BAD : PF_TONE_GOOD, "%+.2f ", signal->certainty);
        pf_layout_string(layout, PF_TONE_ID, signal->id);
        pf_layout_string(layout, PF_TONE_PLAIN, ": ");
        pf_layout_string(layout, PF_TONE_PLAIN, signal->because);
        put_numbers(layout, signal);
        pf_layout_close(layout);
    }
}

static void put_pitfalls(pf_layout *layout, const pf_pattern *pattern)
{
    if (pattern->pitfalls.count > 0)
        put_heading(layout, "Pitfalls");
    for (size_t i = 0; i < pattern->pitfalls.count; i++) {
        pf_layout_open(layout, 2, PF_TONE_PLAIN, "-", 4, 4);
        pf_layout_string(layout, PF_TONE_ID, pattern->pitfalls.items[i].id);
        pf_layout_string(layout, PF_TONE_PLAIN, ": ");
        pf_layout_string(layout, PF_TONE_PLAIN, pattern->pitfalls.items[i].text);
        pf_layout_close(layout);
    }
}

static void put_questions(pf_layout *layout, const pf_pattern *pattern)
{
    if (pattern->questions.count > 0)
        put_heading(layout, "Questions");
    for (size_t i = 0; i < pattern->questions.count; i++) {
        pf_layout_open(layout, 2, PF_TONE_PLAIN, "-", 4, 4);
        pf_layout_string(layout, PF_TONE_PLAIN, pattern->questions.items[i].ask);
        pf_layout_string(layout, PF_TONE_PLAIN, " (");
        pf_layout_string(layout, PF_TONE_ID, pattern->questions.items[i].fact);
        pf_layout_string(layout, PF_TONE_PLAIN, ")");
        pf_layout_close(layout);
    }
}

void pf_text_pattern(const pf_pattern *pattern, pf_look look, pf_buffer *output)
{
    pf_layout layout;
    pf_layout_init(&layout, output, look.style);
    pf_layout_open(&layout, 0, PF_TONE_PLAIN, NULL, 0, 2);
    pf_layout_string(&layout, PF_TONE_HEADING, pattern->title);
    pf_layout_string(&layout, PF_TONE_PLAIN, " (");
    pf_layout_string(&layout, PF_TONE_ID, pattern->id);
    pf_layout_string(&layout, PF_TONE_PLAIN, ")");
    pf_layout_close(&layout);
    pf_layout_paragraph(&layout, 0, PF_TONE_PLAIN, pattern->problem);
    put_options(&layout, pattern);
    if (pattern->trade_offs.count > 0)
        put_heading(&layout, "Trade-offs");
    pf_text_trade_offs(&layout, pattern, 2);
    put_pitfalls(&layout, pattern);
    if (pattern->considerations.count > 0)
        put_heading(&layout, "To consider");
    pf_text_considerations(&layout, pattern, 2);
    put_questions(&layout, pattern);
    put_signals(&layout, pattern);
    if (pattern->sources.count > 0)
        put_heading(&layout, "Sources");
    pf_text_sources(&layout, pattern, 2);
    pf_layout_release(&layout);
}
