// SPDX-License-Identifier: MIT
// The format text: its writer, and what several of its reports have in common.
#include "report/text.h"

#include "report/passage.h"

#include <math.h>
#include <string.h>

const pf_report_writer pf_report_text = {
    .recommendation = pf_text_recommendation,
    .facts = pf_text_facts,
    .questions = pf_text_questions,
    .explanation = pf_text_explanation,
    .what_if = pf_text_what_if,
    .list = pf_text_list,
    .pattern = pf_text_pattern,
    .cheatsheet = pf_text_cheatsheet,
    .exercise = pf_text_exercise,
    .progress = pf_text_progress,
};

pf_tone pf_text_level_tone(pf_level level)
{
    switch (level) {
    case PF_LEVEL_STRONG: return PF_TONE_GOOD;
    case PF_LEVEL_LIKELY: return PF_TONE_FAIR;
    default: return PF_TONE_DIM;
    }
}

void pf_text_add_name(pf_layout *layout, const pf_pattern *pattern)
{
    pf_layout_string(layout, PF_TONE_HEADING, pattern->title);
    pf_layout_string(layout, PF_TONE_PLAIN, " (");
    pf_layout_string(layout, PF_TONE_ID, pattern->id);
    pf_layout_string(layout, PF_TONE_PLAIN, ")");
}

void pf_text_bar(char bar[PF_TEXT_BAR_SIZE], double certainty)
{
    static const char *const eighths[] = {"░", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"};
    int all = PF_TEXT_BAR_COLUMNS * 8, filled = (int)lround(certainty * all);
    if (certainty > 0 && filled < 1)
        filled = 1;
    if (certainty < 1 && filled >= all)
        filled = all - 1;
    for (int at = 0; at < PF_TEXT_BAR_COLUMNS; at++, bar += PF_TEXT_CELL_SIZE, filled -= 8)
        memcpy(bar, eighths[filled < 0 ? 0 : filled > 8 ? 8 : filled], PF_TEXT_CELL_SIZE);
    *bar = '\0';
}

void pf_text_add_bar(pf_layout *layout, const pf_assessment *assessment)
{
    char bar[PF_TEXT_BAR_SIZE];
    if (assessment->certainty <= 0)
        return;
    pf_text_bar(bar, assessment->certainty);
    pf_layout_string(layout, PF_TONE_PLAIN, " ");
    pf_layout_string(layout, pf_text_level_tone(assessment->level), bar);
}

void pf_text_add_verdict(pf_layout *layout, const pf_assessment *assessment)
{
    pf_tone tone = pf_text_level_tone(assessment->level);
    pf_text_add_name(layout, assessment->pattern);
    pf_layout_string(layout, PF_TONE_PLAIN, ": ");
    pf_layout_string(layout, tone, pf_view_level_words(assessment->level));
    if (assessment->level != PF_LEVEL_SILENT || assessment->evidence_count > 0)
        pf_layout_format(layout, tone, ", %d%%", pf_percent(assessment->certainty));
}

// Where words of the source stand, and a note: (line 3, denied).
static void add_place(pf_layout *layout, pf_view *view, uint32_t start, const char *note)
{
    if (view->one_line && !note)
        return;
    pf_layout_string(layout, PF_TONE_DIM, " (");
    if (!view->one_line)
        pf_layout_format(layout, PF_TONE_DIM, "line %u%s", (unsigned)pf_view_spot(view, start, start).position.line, note ? ", " : "");
    pf_layout_string(layout, PF_TONE_DIM, note);
    pf_layout_string(layout, PF_TONE_DIM, ")");
}

void pf_text_add_spot(pf_layout *layout, pf_view *view, uint32_t start, uint32_t end)
{
    pf_spot spot = pf_view_spot(view, start, end);
    pf_layout_quote(layout, spot.text, spot.length);
    add_place(layout, view, start, NULL);
}

void pf_text_add_evidence(pf_layout *layout, pf_view *view, const pf_evidence *evidence)
{
    const char *note = evidence->status == PF_EFFECT_STATED ? NULL : pf_effect_name(evidence->status);
    if (pf_evidence_quotes(evidence)) {
        pf_passage_quote(layout, view->result->text, evidence->start, evidence->end);
        add_place(layout, view, evidence->start, note);
        pf_layout_string(layout, PF_TONE_PLAIN, ": ");
    } else if (note) {
        pf_layout_format(layout, PF_TONE_DIM, "(%s) ", note);
    }
    pf_layout_string(layout, PF_TONE_PLAIN, evidence->because);
    if (evidence->arithmetic) {
        pf_layout_string(layout, PF_TONE_DIM, " [");
        pf_layout_string(layout, PF_TONE_DIM, evidence->arithmetic);
        pf_layout_string(layout, PF_TONE_DIM, "]");
    }
}

static void add_provenance(pf_layout *layout, pf_view *view, const pf_known_fact *known)
{
    if (known->provenance == PF_SET)
        return;
    pf_layout_string(layout, PF_TONE_PLAIN, ",");
    if (known->arithmetic) {
        pf_layout_string(layout, PF_TONE_DIM, " ");
        pf_layout_string(layout, PF_TONE_DIM, known->arithmetic);
    }
    const char *joint = known->arithmetic ? ", from " : " ";
    for (size_t i = 0; i < known->quantity_count; i++) {
        if (known->quantities[i] >= view->result->quantity_count)
            continue;
        const pf_quantity *quantity = &view->result->quantities[known->quantities[i]];
        pf_layout_string(layout, PF_TONE_DIM, joint);
        pf_text_add_spot(layout, view, quantity->start, quantity->end);
        joint = ", ";
    }
}

void pf_text_known_facts(pf_layout *layout, pf_view *view)
{
    const pf_result *result = view->result;
    for (size_t i = 0; i < result->fact_count; i++) {
        const pf_known_fact *known = &result->facts[i];
        pf_layout_open(layout, 2, PF_TONE_PLAIN, "-", 4, 4);
        pf_layout_string(layout, PF_TONE_PLAIN, known->fact->title ? known->fact->title : known->fact->name);
        pf_layout_string(layout, PF_TONE_PLAIN, ": ");
        pf_layout_string(layout, PF_TONE_HEADING, known->value);
        if (known->provenance != PF_STATED)
            pf_layout_format(layout, PF_TONE_PLAIN, " (%s)", pf_provenance_name(known->provenance));
        add_provenance(layout, view, known);
        pf_layout_close(layout);
    }
}

static void add_decides(pf_layout *layout, const pf_asked *asked, const char *joint)
{
    for (size_t i = 0; i < asked->decides_count; i++, joint = ", ") {
        pf_layout_string(layout, PF_TONE_DIM, joint);
        pf_layout_string(layout, PF_TONE_ID, asked->decides[i]->id);
    }
}

void pf_report_question(const pf_asked *asked, pf_style style, pf_buffer *output)
{
    pf_layout layout;
    pf_layout_init(&layout, output, style);
    pf_layout_heading(&layout, asked->ask);
    pf_layout_open(&layout, 2, PF_TONE_PLAIN, NULL, 2, 2);
    add_decides(&layout, asked, "Decides ");
    const char *example = pf_dimension_example((pf_dimension)asked->fact->dimension);
    pf_layout_format(&layout, PF_TONE_DIM, ". Something like %s, or \"don't know\"; q ends.", example);
    pf_layout_close(&layout);
    pf_layout_release(&layout);
}

void pf_text_question(pf_layout *layout, const pf_asked *asked, bool short_form)
{
    bool decides = !short_form && asked->decides_count > 0;
    pf_layout_open(layout, 2, PF_TONE_PLAIN, "-", 4, 4);
    pf_layout_string(layout, PF_TONE_PLAIN, asked->ask);
    if (decides)
        add_decides(layout, asked, " Decides ");
    pf_layout_string(layout, PF_TONE_DIM, decides ? "; --set " : " --set ");
    pf_layout_string(layout, PF_TONE_DIM, asked->fact->name);
    pf_layout_string(layout, PF_TONE_DIM, "=…");
    pf_layout_close(layout);
}

void pf_text_questions(const pf_result *result, pf_look look, pf_buffer *output)
{
    pf_layout layout;
    pf_layout_init(&layout, output, look.style);
    pf_layout_heading(&layout, result->question_count ? "Answers that could change what is recommended, the most telling first"
                                                      : "No answer would change what is recommended.");
    for (size_t i = 0; i < result->question_count; i++)
        pf_text_question(&layout, &result->questions[i], false);
    pf_layout_release(&layout);
}

void pf_text_options(pf_layout *layout, const pf_assessment *assessment, size_t indent)
{
    for (size_t i = 0; i < assessment->option_count; i++) {
        const pf_option_result *option = &assessment->options[i];
        bool fits = option->fits == PF_TRUE, unknown = option->fits == PF_UNSET;
        pf_layout_open(layout, indent, fits ? PF_TONE_GOOD : PF_TONE_DIM,
                       fits      ? "yes"
                       : unknown ? "?"
                                 : "no",
                       indent + 4, indent + 4);
        pf_layout_string(layout, PF_TONE_HEADING, option->option->title);
        if (i == assessment->start_with)
            pf_layout_string(layout, PF_TONE_GOOD, " (start here)");
        if (option->because) {
            pf_layout_string(layout, PF_TONE_PLAIN, ": ");
            pf_layout_string(layout, PF_TONE_PLAIN, option->because);
        }
        pf_layout_close(layout);
    }
}

void pf_text_trade_offs(pf_layout *layout, const pf_pattern *pattern, size_t indent)
{
    for (size_t i = 0; i < pattern->trade_offs.count; i++) {
        pf_layout_open(layout, indent, PF_TONE_GOOD, "+", indent + 2, indent + 2);
        pf_layout_string(layout, PF_TONE_PLAIN, pattern->trade_offs.items[i].gain);
        pf_layout_close(layout);
        pf_layout_open(layout, indent, PF_TONE_BAD, "-", indent + 2, indent + 2);
        pf_layout_string(layout, PF_TONE_PLAIN, pattern->trade_offs.items[i].cost);
        pf_layout_close(layout);
    }
}

void pf_text_considerations(pf_layout *layout, const pf_pattern *pattern, size_t indent)
{
    for (size_t i = 0; i < pattern->considerations.count; i++) {
        pf_layout_open(layout, indent, PF_TONE_PLAIN, "-", indent + 2, indent + 2);
        pf_layout_string(layout, PF_TONE_ID, pattern->considerations.items[i].name);
        pf_layout_string(layout, PF_TONE_PLAIN, ": ");
        pf_layout_string(layout, PF_TONE_PLAIN, pattern->considerations.items[i].text);
        pf_layout_close(layout);
    }
}

void pf_text_sources(pf_layout *layout, const pf_pattern *pattern, size_t indent)
{
    for (size_t i = 0; i < pattern->sources.count; i++) {
        const pf_source *source = &pattern->sources.items[i];
        pf_layout_open(layout, indent, PF_TONE_PLAIN, "-", indent + 2, indent + 2);
        pf_layout_string(layout, PF_TONE_PLAIN, source->title);
        pf_layout_close(layout);
        if (!source->url)
            continue;
        pf_layout_open(layout, indent + 2, PF_TONE_PLAIN, NULL, indent + 2, indent + 2);
        pf_layout_string(layout, PF_TONE_LINK, source->url);
        pf_layout_close(layout);
    }
}
