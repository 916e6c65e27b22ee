// SPDX-License-Identifier: MIT
// The recommendation for people to read: the answer first, then what was considered, left out, understood and not
// known.
#include "report/text.h"

enum { INDENT = 3, COLUMN = 11, HANG = 13 };
enum { FEW_EVIDENCE = 2, FEW_PITFALLS = 1 };

typedef struct pf_page {
    pf_layout *layout;
    pf_view *view;
    const pf_result *result;
    bool verbose;
} pf_page;

// A line of the table below a pattern: `label` for its first line, NULL for those that continue it.
static void open_row(pf_page *page, const char *label)
{
    pf_layout_open(page->layout, INDENT, PF_TONE_DIM, label, COLUMN, HANG);
}

static void put_row(pf_page *page, const char *label, const char *text)
{
    open_row(page, label);
    pf_layout_string(page->layout, PF_TONE_PLAIN, text);
    pf_layout_close(page->layout);
}

static void put_system(pf_page *page)
{
    const pf_result *result = page->result;
    if (!result->system)
        return;
    pf_layout_open(page->layout, 0, PF_TONE_PLAIN, NULL, 0, 2);
    pf_layout_string(page->layout, PF_TONE_PLAIN, "This reads like: ");
    pf_layout_string(page->layout, PF_TONE_HEADING, result->system->title);
    if (result->system_end > result->system_start) {
        pf_layout_string(page->layout, PF_TONE_PLAIN, ", from ");
        pf_text_add_spot(page->layout, page->view, result->system_start, result->system_end);
    }
    pf_layout_close(page->layout);
}

static void put_summary(pf_page *page, size_t recommended)
{
    size_t all = page->result->assessment_count;
    pf_layout_open(page->layout, 0, PF_TONE_PLAIN, NULL, 0, 2);
    if (recommended == 0)
        pf_layout_format(page->layout, PF_TONE_HEADING, "Nothing in this text calls for one of the %zu patterns.", all);
    else
        pf_layout_format(page->layout, PF_TONE_PLAIN, "%zu of %zu patterns %s:", recommended, all,
                         recommended == 1 ? "fits" : "fit");
    pf_layout_close(page->layout);
}

static void put_clause(pf_page *page, const char *label, const pf_evidence *evidence)
{
    open_row(page, label);
    if (page->verbose)
        pf_layout_format(page->layout, evidence->certainty < 0 ? PF_TONE_BAD : PF_TONE_GOOD, "%+.2f ",
                         evidence->certainty);
    pf_text_add_evidence(page->layout, page->view, evidence);
    pf_layout_close(page->layout);
}

// The best reasons, and the best one against.
static void put_some_evidence(pf_page *page, const pf_assessment *assessment)
{
    size_t chosen[FEW_EVIDENCE];
    size_t count = pf_view_choose(assessment, chosen, FEW_EVIDENCE);
    for (size_t i = 0; i < count; i++)
        put_clause(page, i == 0 ? "Why" : NULL, &assessment->evidence[chosen[i]]);
    const pf_evidence *against = pf_view_against(assessment);
    if (against)
        put_clause(page, "But", against);
}

static void put_evidence(pf_page *page, const pf_assessment *assessment)
{
    if (!page->verbose) {
        put_some_evidence(page, assessment);
        return;
    }
    for (size_t i = 0; i < assessment->evidence_count; i++)
        put_clause(page, i == 0 ? "Why" : NULL, &assessment->evidence[i]);
}

static void put_start(pf_page *page, const pf_assessment *assessment)
{
    const pf_option_result *start = pf_view_start(assessment);
    if (!start)
        return;
    open_row(page, "Start");
    pf_layout_string(page->layout, PF_TONE_HEADING, start->option->title);
    if (start->because) {
        pf_layout_string(page->layout, PF_TONE_PLAIN, ": ");
        pf_layout_string(page->layout, PF_TONE_PLAIN, start->because);
    }
    pf_layout_close(page->layout);
    if (page->verbose && start->option->text)
        put_row(page, NULL, start->option->text);
    if (assessment->next_step && (page->verbose || assessment->next_is_justified))
        put_row(page, "Next", assessment->next_step);
}

static void put_pitfalls(pf_page *page, const pf_assessment *assessment)
{
    if (!page->verbose) {
        const pf_pitfall_result *pitfall;
        for (size_t i = 0; (pitfall = pf_view_pitfall(assessment, i, FEW_PITFALLS)); i++)
            put_row(page, i == 0 ? "Beware" : NULL, pitfall->pitfall->text);
        return;
    }
    for (size_t i = 0; i < assessment->pitfall_count; i++) {
        const pf_pitfall_result *pitfall = &assessment->pitfalls[i];
        open_row(page, i == 0 ? "Beware" : NULL);
        if (pitfall->applies)
            pf_layout_string(page->layout, PF_TONE_FAIR, "applies here: ");
        pf_layout_string(page->layout, PF_TONE_PLAIN, pitfall->pitfall->text);
        pf_layout_close(page->layout);
    }
}

static void put_details(pf_page *page, const pf_assessment *assessment)
{
    pf_layout *layout = page->layout;
    const pf_pattern *pattern = assessment->pattern;
    if (assessment->option_count > 0) {
        pf_layout_paragraph(layout, INDENT, PF_TONE_DIM, "Options, simplest first");
        pf_text_options(layout, assessment, INDENT + 2);
    }
    if (pattern->trade_offs.count > 0) {
        pf_layout_paragraph(layout, INDENT, PF_TONE_DIM, "Trade-offs");
        pf_text_trade_offs(layout, pattern, INDENT + 2);
    }
    if (pattern->considerations.count > 0) {
        pf_layout_paragraph(layout, INDENT, PF_TONE_DIM, "To consider");
        pf_text_considerations(layout, pattern, INDENT + 2);
    }
    if (pattern->sources.count > 0) {
        pf_layout_paragraph(layout, INDENT, PF_TONE_DIM, "Sources");
        pf_text_sources(layout, pattern, INDENT + 2);
    }
}

// Number, name, the parts of the system that it serves, and the certainty where no summary stands before.
static void put_head(pf_page *page, size_t number, const pf_assessment *assessment, bool summarised)
{
    pf_layout_open(page->layout, 0, PF_TONE_PLAIN, NULL, 0, INDENT);
    pf_layout_format(page->layout, PF_TONE_PLAIN, "%zu. ", number);
    if (summarised) {
        pf_text_add_name(page->layout, assessment->pattern);
    } else {
        pf_text_add_verdict(page->layout, assessment);
        pf_text_add_bar(page->layout, assessment);
    }
    const char *joint = ", for ";
    for (size_t i = 0; i < assessment->part_count; i++, joint = ", ") {
        pf_layout_string(page->layout, PF_TONE_PLAIN, joint);
        pf_layout_string(page->layout, PF_TONE_PLAIN, assessment->parts[i]);
    }
    pf_layout_close(page->layout);
}

static void put_recommended(pf_page *page, const pf_assessment *assessment)
{
    put_evidence(page, assessment);
    put_start(page, assessment);
    put_pitfalls(page, assessment);
    if (page->verbose)
        put_details(page, assessment);
}

static void put_all_recommended(pf_page *page, size_t recommended)
{
    bool summarised = recommended > 1;
    if (summarised)
        pf_text_summary(page->layout, page->result, recommended);
    for (size_t i = 0; i < recommended; i++) {
        pf_layout_blank(page->layout);
        put_head(page, i + 1, &page->result->assessments[i], summarised);
        put_recommended(page, &page->result->assessments[i]);
    }
}

static void open_item(pf_page *page)
{
    pf_layout_open(page->layout, 2, PF_TONE_PLAIN, "-", 4, 4);
}

static void add_name(pf_page *page, const pf_pattern *pattern)
{
    pf_layout_string(page->layout, PF_TONE_PLAIN, pattern->title);
    pf_layout_string(page->layout, PF_TONE_PLAIN, " (");
    pf_layout_string(page->layout, PF_TONE_ID, pattern->id);
    pf_layout_string(page->layout, PF_TONE_PLAIN, ")");
}

static void put_all_evidence(pf_page *page, const pf_assessment *assessment)
{
    for (size_t i = 0; page->verbose && i < assessment->evidence_count; i++) {
        const pf_evidence *evidence = &assessment->evidence[i];
        pf_layout_open(page->layout, 4, PF_TONE_PLAIN, NULL, 4, 6);
        pf_layout_format(page->layout, evidence->certainty < 0 ? PF_TONE_BAD : PF_TONE_GOOD, "%+.2f ",
                         evidence->certainty);
        pf_text_add_evidence(page->layout, page->view, evidence);
        pf_layout_close(page->layout);
    }
}

static void put_considered(pf_page *page, const pf_assessment *assessment)
{
    open_item(page);
    add_name(page, assessment->pattern);
    pf_layout_format(page->layout, PF_TONE_DIM, ", %d%%", pf_percent(assessment->certainty));
    pf_text_add_bar(page->layout, assessment);
    const char *joint = ": missing ";
    for (size_t i = 0; i < assessment->missing_count; i++, joint = "; ") {
        pf_layout_string(page->layout, PF_TONE_PLAIN, joint);
        pf_layout_string(page->layout, PF_TONE_PLAIN, assessment->missing[i]);
    }
    if (assessment->missing_count == 0 && assessment->unmet) {
        pf_layout_string(page->layout, PF_TONE_PLAIN, ": ");
        pf_layout_string(page->layout, PF_TONE_PLAIN, assessment->unmet);
    }
    pf_layout_close(page->layout);
    put_all_evidence(page, assessment);
}

static void put_not_needed(pf_page *page, const pf_assessment *assessment)
{
    open_item(page);
    add_name(page, assessment->pattern);
    pf_layout_string(page->layout, PF_TONE_PLAIN, ": ");
    pf_layout_string(page->layout, PF_TONE_PLAIN, pf_view_reason(assessment));
    const pf_evidence *evidence = pf_view_against(assessment);
    if (evidence && pf_evidence_quotes(evidence)) {
        pf_layout_string(page->layout, PF_TONE_PLAIN, ", ");
        pf_text_add_spot(page->layout, page->view, evidence->start, evidence->end);
    }
    if (evidence && evidence->arithmetic)
        pf_layout_format(page->layout, PF_TONE_DIM, " [%s]", evidence->arithmetic);
    pf_layout_close(page->layout);
    put_all_evidence(page, assessment);
}

// All assessments of one level under a heading.
static void put_level(pf_page *page, pf_level level, const char *heading, void (*put)(pf_page *, const pf_assessment *))
{
    bool opened = false;
    for (size_t i = 0; i < page->result->assessment_count; i++) {
        const pf_assessment *assessment = &page->result->assessments[i];
        if (assessment->level != level)
            continue;
        if (!opened) {
            pf_layout_blank(page->layout);
            pf_layout_heading(page->layout, heading);
            opened = true;
        }
        put(page, assessment);
    }
}

static void put_facts(pf_page *page)
{
    if (page->result->fact_count == 0)
        return;
    pf_layout_blank(page->layout);
    pf_layout_heading(page->layout, "Numbers understood");
    pf_text_known_facts(page->layout, page->view);
}

static void put_questions(pf_page *page)
{
    if (page->result->question_count == 0)
        return;
    pf_layout_blank(page->layout);
    pf_layout_heading(page->layout, "Answers that could change this");
    for (size_t i = 0; i < pf_view_questions(page->result); i++)
        pf_text_question(page->layout, &page->result->questions[i], !page->verbose);
}

static void put_more(pf_page *page, size_t recommended)
{
    if (page->verbose || recommended == 0)
        return;
    pf_layout_blank(page->layout);
    pf_layout_paragraph(page->layout, 0, PF_TONE_DIM, "--verbose: all evidence, options, pitfalls, trade-offs and sources.");
}

void pf_text_recommendation(const pf_result *result, pf_look look, pf_buffer *output)
{
    pf_layout layout;
    pf_layout_init(&layout, output, look.style);
    pf_view view;
    pf_view_init(&view, result);
    pf_page page = {&layout, &view, result, look.style.verbose};
    size_t recommended = pf_view_recommended(result);
    put_system(&page);
    put_summary(&page, recommended);
    put_all_recommended(&page, recommended);
    put_level(&page, PF_LEVEL_POSSIBLE, "Considered, but too little speaks for them", put_considered);
    put_level(&page, PF_LEVEL_NOT_NEEDED, "Not needed", put_not_needed);
    put_facts(&page);
    put_questions(&page);
    put_more(&page, recommended);
    pf_view_release(&view);
    pf_layout_release(&layout);
}
