// SPDX-License-Identifier: MIT
// The page on one text, and its parts: the answer, the text with its marks, the patterns, the picture, the numbers, and the rest.
#include "report/html_report.h"

#include "report/diagram.h"
#include "report/html_pattern.h"

#include <math.h>
#include <string.h>

// Bytes from which on a text is long, and the width up to which a picture is legible on paper that stands upright.
enum { SHORT_TEXT = 1200, UPRIGHT = 840 };

// --- Marks ----------------------------------------------------------------------------------------------------------

// What is recommended has a number, with a minus sign at what speaks against it; what is considered or left out has a sign alone.
static const char *label_of(const pf_html_part *part, size_t index, bool against)
{
    switch (part->view->result->assessments[index].level) {
    case PF_LEVEL_STRONG:
    case PF_LEVEL_LIKELY: return pf_arena_format(part->arena, "%s%zu", against ? "−" : "", index + 1);
    case PF_LEVEL_POSSIBLE: return "?";
    default: return "–";
    }
}

static bool add_marks(pf_html_part *part, size_t index)
{
    const pf_result *result = part->view->result;
    const pf_assessment *assessment = &result->assessments[index];
    const char *labels[] = {label_of(part, index, false), label_of(part, index, true)};
    const char *style = pf_arena_format(part->arena, "p%zu", pf_view_hue(result, index));
    for (size_t i = 0; i < assessment->evidence_count; i++) {
        const pf_evidence *evidence = &assessment->evidence[i];
        if (!pf_evidence_quotes(evidence))
            continue;
        const char *title = pf_arena_format(part->arena, "%s %+.2f", assessment->pattern->title, evidence->certainty);
        part->marks[part->mark_count++] = (pf_html_mark){evidence->start, evidence->end, style, labels[evidence->certainty < 0], title, evidence->because,
                                                         evidence->arithmetic, fabs(evidence->certainty), 0};
        if (!title)
            return false;
    }
    return labels[0] && labels[1] && style;
}

static size_t count_evidence(const pf_result *result)
{
    size_t count = 0;
    for (size_t i = 0; i < result->assessment_count; i++)
        count += result->assessments[i].evidence_count;
    return count;
}

void pf_html_part_open(pf_html_part *part, pf_view *view, pf_arena *arena, const char *prefix, unsigned level, const pf_html_mark *others,
                       size_t other_count, pf_buffer *output)
{
    *part = (pf_html_part){.output = output, .arena = arena, .view = view, .prefix = prefix, .level = level};
    part->marks = pf_arena_array(arena, other_count + count_evidence(view->result), sizeof *part->marks);
    bool made = part->marks != NULL;
    for (size_t i = 0; made && i < other_count; i++)
        part->marks[part->mark_count++] = others[i];
    for (size_t i = 0; made && i < view->result->assessment_count; i++)
        made = view->result->assessments[i].level == PF_LEVEL_SILENT || add_marks(part, i);
    if (!made) {
        part->mark_count = 0;
        output->failed = true;
    }
    pf_html_place_marks(part->marks, part->mark_count);
}

// --- The answer -----------------------------------------------------------------------------------------------------

static void put_system(const pf_html_part *part)
{
    const pf_result *result = part->view->result;
    if (!result->system)
        return;
    pf_buffer_string(part->output, "<p class=\"system\">This reads like: <strong>");
    pf_markup_string(part->output, result->system->title);
    pf_buffer_string(part->output, "</strong>");
    if (result->system_end > result->system_start) {
        pf_buffer_string(part->output, ", from ");
        pf_html_quote(part, result->system_start, result->system_end);
    }
    pf_buffer_string(part->output, "</p>\n");
}

void pf_html_answer(const pf_html_part *part)
{
    const pf_result *result = part->view->result;
    size_t recommended = pf_view_recommended(result);
    put_system(part);
    if (recommended == 0) {
        pf_buffer_format(part->output, "<p class=\"system\"><strong>Nothing in this text calls for one of the %zu patterns.</strong></p>\n",
                         result->assessment_count);
        return;
    }
    pf_buffer_string(part->output, "<ol class=\"answer\">\n");
    for (size_t i = 0; i < recommended; i++) {
        const pf_assessment *assessment = &result->assessments[i];
        const pf_option_result *start = pf_view_start(assessment);
        pf_buffer_format(part->output, "<li class=\"p%zu\"><a href=\"#%s-p%zu\">", pf_view_hue(result, i), part->prefix, i);
        pf_html_number(part, i);
        pf_buffer_string(part->output, "<span class=\"name\">");
        pf_markup_string(part->output, assessment->pattern->title);
        pf_buffer_string(part->output, "</span>");
        pf_html_bar(part, assessment);
        pf_buffer_string(part->output, "<span class=\"begin\">");
        if (start)
            pf_markup_string(part->output, start->option->title);
        pf_buffer_string(part->output, "</span></a></li>\n");
    }
    pf_buffer_string(part->output, "</ol>\n");
}

void pf_html_text(const pf_html_part *part)
{
    const pf_result *result = part->view->result;
    pf_buffer_format(part->output, "<section class=\"text\" tabindex=\"0\" aria-labelledby=\"%s-text\">", part->prefix);
    pf_html_heading(part, 0, "text", "The text");
    pf_html_source(part->output, result->source, result->source_length, part->marks, part->mark_count, part->prefix);
    pf_buffer_string(part->output, "</section>\n");
}

static void put_patterns(const pf_html_part *part)
{
    size_t recommended = pf_view_recommended(part->view->result);
    if (recommended == 0)
        return;
    pf_buffer_string(part->output, recommended > 1 ? "<section class=\"several\">" : "<section>");
    pf_html_heading(part, 0, NULL, "The patterns");
    for (size_t i = 0; i < recommended; i++)
        pf_html_pattern(part, i);
    pf_buffer_string(part->output, "</section>\n");
}

// --- The picture ----------------------------------------------------------------------------------------------------

// The steps in words: what the picture says, for those who do not see it.
static void put_steps(const pf_html_part *part, const pf_drawing *drawing, size_t pattern)
{
    pf_buffer_string(part->output, "<ol>\n");
    for (size_t i = 0; i < drawing->step_count; i++) {
        const pf_drawn_step *step = &drawing->steps[i];
        if (step->pattern != pattern)
            continue;
        const pf_drawn_line *line = &drawing->lines[step->line];
        pf_buffer_format(part->output, "<li><b>%s</b> <span><span>", step->name);
        pf_markup_string(part->output, drawing->nodes[line->from]->title);
        pf_buffer_string(part->output, step->arrow->async ? " ⇢ " : " → ");
        pf_markup_string(part->output, drawing->nodes[line->to]->title);
        pf_buffer_string(part->output, ":</span> ");
        pf_markup_string(part->output, step->arrow->label);
        pf_buffer_string(part->output, "</span></li>\n");
    }
    pf_buffer_string(part->output, "</ol>\n");
}

static void put_picture(const pf_html_part *part, const pf_drawing *drawing)
{
    pf_placing placing;
    if (!pf_placing_make(part->arena, drawing, &placing)) {
        part->output->failed = true;
        return;
    }
    pf_buffer_format(part->output, "<section class=\"picture%s\">", placing.width > UPRIGHT ? " wide" : "");
    pf_html_heading(part, 0, NULL, "In one picture");
    pf_buffer_string(part->output, "<div class=\"canvas\" tabindex=\"0\" role=\"group\" aria-label=\"Diagram\">\n");
    pf_svg_drawing(drawing, &placing, part->output);
    pf_buffer_string(part->output, "</div>\n<div class=\"legend\">\n");
    for (size_t i = 0; i < drawing->recommended; i++) {
        const pf_assessment *assessment = &part->view->result->assessments[i];
        const pf_option *option = pf_drawing_option(assessment);
        pf_buffer_format(part->output, "<div class=\"p%zu\">", pf_view_hue(part->view->result, i));
        pf_html_open_heading(part, 1, NULL);
        pf_html_number(part, i);
        pf_markup_string(part->output, option ? option->title : assessment->pattern->title);
        pf_html_close_heading(part, 1);
        if (option)
            put_steps(part, drawing, i);
        else
            pf_buffer_string(part->output, "<p class=\"note\">Its rules have no diagram.</p>\n");
        pf_buffer_string(part->output, "</div>\n");
    }
    pf_buffer_string(part->output, "</div>\n<p class=\"note\">A dashed arrow is one that nobody waits for.</p>\n</section>\n");
}

static void draw(const pf_html_part *part)
{
    pf_drawing drawing;
    if (!pf_drawing_make(part->arena, part->view->result, &drawing))
        part->output->failed = true;
    else if (drawing.step_count > 0)
        put_picture(part, &drawing);
    else if (drawing.is_too_large)
        pf_buffer_format(part->output, "<p class=\"note\">%s.</p>\n", pf_drawing_nothing(&drawing));
}

// A short text comes first, since beside its patterns it would leave most of a column empty; a long one stands beside them.
void pf_html_body(const pf_html_part *part)
{
    const pf_result *result = part->view->result;
    if (pf_view_recommended(result) == 0 || result->source_length < SHORT_TEXT) {
        pf_buffer_string(part->output, "<div class=\"stacked\">\n");
        pf_html_text(part);
        draw(part);
        put_patterns(part);
    } else {
        draw(part);
        pf_buffer_string(part->output, "<div class=\"beside\">\n");
        pf_html_text(part);
        put_patterns(part);
    }
    pf_buffer_string(part->output, "</div>\n");
}

// --- The rest -------------------------------------------------------------------------------------------------------

static void put_fact(const pf_html_part *part, const pf_known_fact *known)
{
    const pf_result *result = part->view->result;
    pf_buffer_string(part->output, "<tr><th scope=\"row\">");
    pf_markup_string(part->output, known->fact->title ? known->fact->title : known->fact->name);
    pf_buffer_string(part->output, "</th><td><strong>");
    pf_markup_string(part->output, known->value);
    pf_buffer_format(part->output, "</strong></td><td>%s</td><td>", pf_provenance_name(known->provenance));
    pf_markup_string(part->output, known->arithmetic);
    const char *joint = known->arithmetic ? ", from " : "";
    for (size_t i = 0; i < known->quantity_count; i++) {
        if (known->quantities[i] >= result->quantity_count)
            continue;
        const pf_quantity *quantity = &result->quantities[known->quantities[i]];
        pf_buffer_string(part->output, joint);
        pf_html_quote(part, quantity->start, quantity->end);
        joint = ", ";
    }
    pf_buffer_string(part->output, "</td></tr>\n");
}

static void put_facts(const pf_html_part *part)
{
    const pf_result *result = part->view->result;
    if (result->fact_count == 0)
        return;
    pf_buffer_string(part->output, "<section class=\"numbers\">");
    pf_html_heading(part, 0, "numbers", "Numbers understood");
    pf_buffer_format(part->output, "<div class=\"canvas\" tabindex=\"0\" role=\"group\" aria-labelledby=\"%s-numbers\"><table>\n"
                                   "<thead><tr><th scope=\"col\">Fact</th><th scope=\"col\">Value</th><th scope=\"col\">How</th><th scope=\"col\">From</th></tr></thead>\n<tbody>\n",
                     part->prefix);
    for (size_t i = 0; i < result->fact_count; i++)
        put_fact(part, &result->facts[i]);
    pf_buffer_string(part->output, "</tbody></table></div></section>\n");
}

static void put_considered(const pf_html_part *part, const pf_assessment *assessment)
{
    pf_buffer_format(part->output, ", %d%%", pf_percent(assessment->certainty));
    const char *joint = ": missing ";
    for (size_t i = 0; i < assessment->missing_count; i++, joint = "; ") {
        pf_buffer_string(part->output, joint);
        pf_markup_string(part->output, assessment->missing[i]);
    }
    if (assessment->missing_count == 0 && assessment->unmet) {
        pf_buffer_string(part->output, ": ");
        pf_markup_string(part->output, assessment->unmet);
    }
}

static void put_not_needed(const pf_html_part *part, const pf_assessment *assessment)
{
    const pf_evidence *evidence = pf_view_against(assessment);
    pf_buffer_string(part->output, ": ");
    pf_markup_string(part->output, pf_view_reason(assessment));
    if (evidence && pf_evidence_quotes(evidence)) {
        pf_buffer_string(part->output, ", ");
        pf_html_quote(part, evidence->start, evidence->end);
    }
    if (evidence)
        pf_html_arithmetic(part->output, evidence->arithmetic);
}

static void put_level(const pf_html_part *part, pf_level level, const char *heading, void (*put)(const pf_html_part *, const pf_assessment *))
{
    const pf_result *result = part->view->result;
    bool opened = false;
    for (size_t i = 0; i < result->assessment_count; i++) {
        if (result->assessments[i].level != level)
            continue;
        if (!opened) {
            pf_buffer_string(part->output, "<section>");
            pf_html_heading(part, 0, NULL, heading);
            pf_buffer_string(part->output, "<ul>\n");
        }
        opened = true;
        pf_buffer_format(part->output, "<li class=\"p%zu\"><strong>", pf_view_hue(result, i));
        pf_markup_string(part->output, result->assessments[i].pattern->title);
        pf_buffer_string(part->output, "</strong>");
        put(part, &result->assessments[i]);
        pf_buffer_string(part->output, "</li>\n");
    }
    if (opened)
        pf_buffer_string(part->output, "</ul></section>\n");
}

static void put_questions(const pf_html_part *part)
{
    const pf_result *result = part->view->result;
    if (result->question_count == 0)
        return;
    pf_buffer_string(part->output, "<section>");
    pf_html_heading(part, 0, NULL, "Answers that could change this");
    pf_buffer_string(part->output, "<ul>\n");
    for (size_t i = 0; i < pf_view_questions(result); i++) {
        const pf_asked *asked = &result->questions[i];
        pf_buffer_string(part->output, "<li>");
        pf_markup_string(part->output, asked->ask);
        pf_buffer_string(part->output, " <small>");
        const char *joint = "Decides ";
        for (size_t j = 0; j < asked->decides_count; j++, joint = ", ") {
            pf_buffer_string(part->output, joint);
            pf_markup_string(part->output, asked->decides[j]->title);
        }
        pf_buffer_string(part->output, ". <code>--set ");
        pf_markup_string(part->output, asked->fact->name);
        pf_buffer_string(part->output, "=…</code></small></li>\n");
    }
    pf_buffer_string(part->output, "</ul></section>\n");
}

void pf_html_rest(const pf_html_part *part)
{
    put_facts(part);
    pf_buffer_string(part->output, "<div class=\"rest\">\n");
    put_level(part, PF_LEVEL_POSSIBLE, "Considered, but too little speaks for them", put_considered);
    put_level(part, PF_LEVEL_NOT_NEEDED, "Not needed", put_not_needed);
    put_questions(part);
    pf_buffer_string(part->output, "</div>\n");
}

// --- The page -------------------------------------------------------------------------------------------------------

static void put_page(const pf_html_part *part)
{
    pf_buffer_string(part->output, "<header><h1>Design patterns for <span class=\"file\">");
    pf_markup_string(part->output, part->view->result->source_name);
    pf_buffer_string(part->output, "</span></h1>\n");
    pf_html_answer(part);
    pf_buffer_string(part->output, "</header>\n<main>\n");
    pf_html_body(part);
    pf_html_rest(part);
    pf_buffer_string(part->output, "</main>\n");
    pf_html_footer(part->output);
}

void pf_html_recommendation(const pf_result *result, pf_look look, pf_buffer *output)
{
    (void)look;
    pf_arena arena;
    pf_view view;
    pf_html_part part;
    pf_arena_init(&arena);
    pf_view_init(&view, result);
    pf_buffer title;
    pf_buffer_init(&title);
    pf_buffer_format(&title, "Design patterns for %s", result->source_name);
    pf_html_report_open(output, title.failed ? "" : title.bytes);
    output->failed = output->failed || title.failed;
    pf_html_part_open(&part, &view, &arena, "t1", 2, NULL, 0, output);
    put_page(&part);
    pf_html_close(output);
    pf_buffer_release(&title);
    pf_view_release(&view);
    pf_arena_release(&arena);
}
