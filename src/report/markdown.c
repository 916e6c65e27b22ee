// SPDX-License-Identifier: MIT
// The format markdown: its writer, and what several of its reports have in common.
#include "report/markdown.h"

const pf_report_writer pf_report_markdown = {
    .recommendation = pf_markdown_recommendation,
    .facts = pf_markdown_facts,
    .explanation = pf_markdown_explanation,
    .what_if = pf_markdown_what_if,
    .list = pf_markdown_list,
    .pattern = pf_markdown_pattern,
    .cheatsheet = pf_markdown_cheatsheet,
};

void pf_markdown_name(pf_buffer *output, const pf_pattern *pattern)
{
    pf_markdown_string(output, pattern->title);
    pf_buffer_string(output, " (");
    pf_markdown_string(output, pattern->id);
    pf_buffer_character(output, ')');
}

// Quoted words and, unless the text has a single line, where they stand, with a note or NULL.
static void add_spot(pf_buffer *output, pf_view *view, uint32_t start, uint32_t end, const char *note)
{
    pf_spot spot = pf_view_spot(view, start, end);
    pf_markdown_quote(output, spot.text, spot.length);
    if (!view->one_line)
        pf_buffer_format(output, " (line %u%s%s)", (unsigned)spot.position.line, note ? ", " : "", note ? note : "");
    else if (note)
        pf_buffer_format(output, " (%s)", note);
}

void pf_markdown_evidence(pf_buffer *output, pf_view *view, const pf_evidence *evidence)
{
    const char *note = evidence->status == PF_EFFECT_STATED ? NULL : pf_effect_name(evidence->status);
    if (pf_evidence_quotes(evidence)) {
        add_spot(output, view, evidence->start, evidence->end, note);
        pf_buffer_string(output, ": ");
    } else if (note) {
        pf_buffer_format(output, "(%s) ", note);
    }
    pf_markdown_string(output, evidence->because);
    if (evidence->arithmetic) {
        pf_buffer_string(output, " (");
        pf_markdown_string(output, evidence->arithmetic);
        pf_buffer_character(output, ')');
    }
}

void pf_markdown_options(pf_buffer *output, const pf_assessment *assessment)
{
    if (assessment->option_count == 0)
        return;
    pf_buffer_string(output, "\n| Option, simplest first | Fits | Because |\n|---|---|---|\n");
    for (size_t i = 0; i < assessment->option_count; i++) {
        const pf_option_result *option = &assessment->options[i];
        pf_buffer_string(output, "| ");
        pf_markdown_string(output, option->option->title);
        if (i == assessment->start_with)
            pf_buffer_string(output, " **(start here)**");
        pf_buffer_format(output, " | %s | ", pf_view_fits(option->fits));
        pf_markdown_string(output, option->because);
        pf_buffer_string(output, " |\n");
    }
}

void pf_markdown_known_facts(pf_buffer *output, pf_view *view)
{
    const pf_result *result = view->result;
    if (result->fact_count == 0)
        return;
    pf_buffer_string(output, "\n| Fact | Value | From |\n|---|---|---|\n");
    for (size_t i = 0; i < result->fact_count; i++) {
        const pf_known_fact *known = &result->facts[i];
        pf_buffer_string(output, "| ");
        pf_markdown_string(output, known->fact->title ? known->fact->title : known->fact->name);
        pf_buffer_string(output, " | ");
        pf_markdown_string(output, known->value);
        pf_buffer_format(output, " | %s", pf_provenance_name(known->provenance));
        const char *joint = ": ";
        if (known->arithmetic) {
            pf_buffer_string(output, joint);
            pf_markdown_string(output, known->arithmetic);
            joint = ", ";
        }
        for (size_t j = 0; j < known->quantity_count; j++, joint = ", ") {
            if (known->quantities[j] >= result->quantity_count)
                continue;
            const pf_quantity *quantity = &result->quantities[known->quantities[j]];
            pf_buffer_string(output, joint);
            add_spot(output, view, quantity->start, quantity->end, NULL);
        }
        pf_buffer_string(output, " |\n");
    }
}

void pf_markdown_trade_offs(pf_buffer *output, const pf_pattern *pattern)
{
    if (pattern->trade_offs.count == 0)
        return;
    pf_buffer_string(output, "\n| Gain | Cost |\n|---|---|\n");
    for (size_t i = 0; i < pattern->trade_offs.count; i++) {
        pf_buffer_string(output, "| ");
        pf_markdown_string(output, pattern->trade_offs.items[i].gain);
        pf_buffer_string(output, " | ");
        pf_markdown_string(output, pattern->trade_offs.items[i].cost);
        pf_buffer_string(output, " |\n");
    }
}

void pf_markdown_considerations(pf_buffer *output, const pf_pattern *pattern)
{
    if (pattern->considerations.count == 0)
        return;
    pf_buffer_string(output, "\n**To consider**\n\n");
    for (size_t i = 0; i < pattern->considerations.count; i++) {
        pf_buffer_string(output, "- *");
        pf_markdown_string(output, pattern->considerations.items[i].name);
        pf_buffer_string(output, "*: ");
        pf_markdown_string(output, pattern->considerations.items[i].text);
        pf_buffer_character(output, '\n');
    }
}

void pf_markdown_sources(pf_buffer *output, const pf_pattern *pattern)
{
    if (pattern->sources.count == 0)
        return;
    pf_buffer_string(output, "\n**Sources**\n\n");
    for (size_t i = 0; i < pattern->sources.count; i++) {
        pf_buffer_string(output, "- ");
        pf_markdown_string(output, pattern->sources.items[i].title);
        if (pattern->sources.items[i].url) {
            pf_buffer_string(output, ": ");
            pf_markdown_link(output, pattern->sources.items[i].url);
        }
        pf_buffer_character(output, '\n');
    }
}
