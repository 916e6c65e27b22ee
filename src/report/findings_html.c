// SPDX-License-Identifier: MIT
// Findings as a page: each document with what is to be said of it, its text with the places marked, and what is recommended for it.
#include "report/findings.h"
#include "report/html_pattern.h"

#include <string.h>

// By pf_severity: the sign of a finding, and the class whose colours it has.
static const char *const signs[] = {"", "·", "i", "!", "✗"};
static const char *const styles[] = {"", "p9", "p1", "p2", "p0"};

enum { OVER_EVIDENCE = 2 }; // certainties are 1 at the most

static size_t count_in(const pf_check_run *run, const pf_check_text_result *text)
{
    size_t count = 0;
    for (size_t i = text->first; i < text->end; i++)
        count += pf_check_counts(&run->findings[i]);
    return count;
}

// --- The documents in short -----------------------------------------------------------------------------------------

static void put_index(pf_buffer *output, const pf_check_run *run)
{
    if (run->text_count < 2)
        return;
    pf_buffer_string(output, "<nav aria-label=\"Documents\"><ul class=\"index\">\n");
    for (size_t i = 0; i < run->text_count; i++) {
        size_t count = count_in(run, &run->texts[i]);
        pf_buffer_format(output, "<li><a href=\"#d%zu\">", i + 1);
        pf_markup_string(output, run->texts[i].name);
        if (!run->texts[i].is_design)
            pf_buffer_string(output, "</a> no design document");
        else if (count == 0)
            pf_buffer_string(output, "</a> no findings");
        else
            pf_buffer_format(output, "</a> <strong>%zu finding%s</strong>", count, count == 1 ? "" : "s");
        pf_buffer_string(output, "</li>\n");
    }
    pf_buffer_string(output, "</ul></nav>\n");
}

// --- Findings -------------------------------------------------------------------------------------------------------

// With a capital, as sentences begin.
static void put_sentence(pf_buffer *output, const char *sentence)
{
    size_t capital = pf_finding_capital(output, sentence);
    pf_markup_string(output, sentence + capital);
    pf_buffer_string(output, pf_finding_stop(sentence));
}

static void put_place(const pf_html_part *part, const pf_check_finding *finding)
{
    pf_buffer_format(part->output, "line %u", (unsigned)finding->place.first.line);
    if (finding->located && finding->place.end > finding->place.start) {
        pf_buffer_string(part->output, ", ");
        pf_html_quote(part, finding->place.start, finding->place.end);
    }
}

static void put_related(const pf_html_part *part, const pf_check_finding *finding)
{
    for (size_t i = 0; i < finding->related_count; i++) {
        const pf_related *related = &finding->related[i];
        pf_buffer_string(part->output, i == 0 ? "<ul><li>" : "<li>");
        pf_html_quote(part, related->place.start, related->place.end);
        pf_buffer_string(part->output, ": ");
        pf_markup_string(part->output, related->because);
        pf_buffer_string(part->output, "</li>\n");
    }
    if (finding->related_count > 0)
        pf_buffer_string(part->output, "</ul>\n");
}

static void put_finding(const pf_html_part *part, const pf_check_finding *finding)
{
    pf_buffer_format(part->output, "<article class=\"%s finding\">\n", styles[finding->severity]);
    pf_html_open_heading(part, 1, NULL);
    pf_buffer_format(part->output, "<span class=\"number\">%s %s</span> ", signs[finding->severity], pf_severity_name(finding->severity));
    put_sentence(part->output, finding->message);
    pf_html_close_heading(part, 1);
    pf_buffer_string(part->output, "<p>");
    put_sentence(part->output, finding->help);
    pf_buffer_string(part->output, "</p>\n<p><small>");
    put_place(part, finding);
    pf_buffer_string(part->output, " · <code>");
    pf_markup_string(part->output, finding->id);
    pf_buffer_string(part->output, "</code></small></p>\n");
    put_related(part, finding);
    pf_buffer_string(part->output, "</article>\n");
}

static void put_findings(const pf_html_part *part, const pf_check_run *run, const pf_check_text_result *text)
{
    if (count_in(run, text) == 0)
        return;
    pf_buffer_string(part->output, "<section class=\"findings\">");
    pf_html_heading(part, 0, NULL, "Findings");
    for (int severity = PF_SEVERITY_ERROR; severity >= PF_SEVERITY_HINT; severity--)
        for (size_t i = text->first; i < text->end; i++)
            if ((int)run->findings[i].severity == severity && pf_check_counts(&run->findings[i]))
                put_finding(part, &run->findings[i]);
    pf_buffer_string(part->output, "</section>\n");
}

static void put_accepted(const pf_html_part *part, const pf_check_run *run, const pf_check_text_result *text)
{
    bool opened = false;
    for (size_t i = text->first; i < text->end; i++) {
        const pf_check_finding *finding = &run->findings[i];
        if (pf_check_counts(finding))
            continue;
        if (!opened)
            pf_buffer_string(part->output, "<details><summary>Accepted</summary>\n<ul>\n");
        opened = true;
        pf_buffer_string(part->output, "<li>");
        put_sentence(part->output, finding->message);
        pf_buffer_format(part->output, " <small>line %u, %s", (unsigned)finding->place.first.line, finding->waived ? "waived: " : "in the baseline");
        pf_markup_string(part->output, finding->waived);
        pf_buffer_string(part->output, "</small></li>\n");
    }
    if (opened)
        pf_buffer_string(part->output, "</ul></details>\n");
}

// --- A document -----------------------------------------------------------------------------------------------------

// What is said of words of the document, as marks. NULL when memory is exhausted.
static pf_html_mark *marks_of(pf_arena *arena, const pf_check_run *run, const pf_check_text_result *text, size_t *count)
{
    pf_html_mark *marks = pf_arena_array(arena, text->end - text->first, sizeof *marks);
    *count = 0;
    for (size_t i = text->first; marks && i < text->end; i++) {
        const pf_check_finding *finding = &run->findings[i];
        if (!finding->located || !pf_check_counts(finding) || finding->place.end <= finding->place.start)
            continue;
        marks[(*count)++] = (pf_html_mark){finding->place.start, finding->place.end, styles[finding->severity], signs[finding->severity],
                                           pf_severity_name(finding->severity), finding->message, finding->help, OVER_EVIDENCE, 0};
    }
    return marks;
}

static void put_text(pf_buffer *output, pf_arena *arena, const pf_check_run *run, const pf_check_text_result *text, const pf_result *result,
                     const char *prefix)
{
    pf_view view;
    pf_html_part part;
    size_t count;
    pf_view_init(&view, result);
    const pf_html_mark *marks = marks_of(arena, run, text, &count);
    output->failed = output->failed || !marks || !prefix;
    pf_html_part_open(&part, &view, arena, prefix, 3, marks, count, output);
    put_findings(&part, run, text);
    put_accepted(&part, run, text);
    if (text->is_design) {
        pf_html_answer(&part);
        pf_html_body(&part);
        pf_html_rest(&part);
    } else {
        pf_html_text(&part);
    }
    pf_view_release(&view);
}

static void put_document(pf_buffer *output, const pf_check_run *run, size_t index)
{
    const pf_check_text_result *text = &run->texts[index];
    pf_arena arena;
    pf_arena_init(&arena);
    bool open = run->text_count == 1 || count_in(run, text) > 0;
    pf_buffer_format(output, "<details class=\"document\" id=\"d%zu\"%s><summary><h2>", index + 1, open ? " open" : "");
    pf_markup_string(output, text->name);
    pf_buffer_string(output, text->is_design ? "</h2></summary>\n" : "</h2> no design document: nothing was judged</summary>\n");
    const pf_result *result = run->recommend(run->context, index);
    if (result)
        put_text(output, &arena, run, text, result, pf_arena_format(&arena, "t%zu", index + 1));
    pf_buffer_string(output, "</details>\n");
    pf_arena_release(&arena);
}

void pf_findings_html(const pf_check_run *run, pf_look look, pf_buffer *output)
{
    (void)look;
    pf_html_report_open(output, "Check of design documents");
    pf_buffer_string(output, "<header><h1>Check of design documents</h1>\n<p class=\"system\">");
    pf_findings_summary(run, output);
    pf_buffer_string(output, ".</p>\n");
    put_index(output, run);
    pf_buffer_string(output, "</header>\n<main>\n");
    for (size_t i = 0; i < run->text_count; i++)
        put_document(output, run, i);
    pf_buffer_string(output, "</main>\n");
    pf_html_footer(output);
    pf_html_close(output);
}
