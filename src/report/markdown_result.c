// SPDX-License-Identifier: MIT
// What was found in a text, as Markdown: recommendation, facts, explanation.
#include "report/diagram.h"
#include "report/markdown.h"

#include <math.h>
#include <string.h>

enum { FEW_EVIDENCE = 5, FEW_PITFALLS = 3 };

static void put_title(pf_buffer *output, const char *before, const pf_result *result)
{
    pf_buffer_format(output, "## %s", before);
    pf_markdown_string(output, result->source_name);
    pf_buffer_string(output, "\n");
}

static void put_system(pf_buffer *output, pf_view *view)
{
    const pf_result *result = view->result;
    if (!result->system)
        return;
    pf_buffer_string(output, "\nThis reads like: **");
    pf_markdown_string(output, result->system->title);
    pf_buffer_string(output, "**");
    if (result->system_end > result->system_start) {
        pf_spot spot = pf_view_spot(view, result->system_start, result->system_end);
        pf_buffer_string(output, ", from ");
        pf_markdown_quote(output, spot.text, spot.length);
    }
    pf_buffer_string(output, ".\n");
}

static void put_table(pf_buffer *output, const pf_result *result, size_t recommended)
{
    if (recommended == 0) {
        pf_buffer_format(output, "\n**Nothing in this text calls for one of the %zu patterns.**\n",
                         result->assessment_count);
        return;
    }
    pf_buffer_string(output, "\n| Pattern | Certainty | Start with |\n|---|---|---|\n");
    for (size_t i = 0; i < recommended; i++) {
        const pf_assessment *assessment = &result->assessments[i];
        const pf_option_result *start = pf_view_start(assessment);
        pf_buffer_format(output, "| %zu. ", i + 1);
        pf_markdown_name(output, assessment->pattern);
        pf_buffer_format(output, " | %s, %d%% | ", pf_level_name(assessment->level), pf_percent(assessment->certainty));
        pf_markdown_string(output, start ? start->option->title : NULL);
        pf_buffer_string(output, " |\n");
    }
}

// Where it is shown, as on the hosts of many repositories, a block in that language is drawn.
static void put_picture(pf_buffer *output, const pf_result *result)
{
    pf_arena arena;
    pf_drawing drawing;
    pf_arena_init(&arena);
    if (!pf_drawing_make(&arena, result, &drawing)) {
        output->failed = true;
    } else if (drawing.step_count > 0) {
        pf_buffer_string(output, "\n```mermaid\n");
        pf_mermaid_drawing(output, &drawing);
        pf_buffer_string(output, "```\n");
    }
    pf_arena_release(&arena);
}

static void put_labelled(pf_buffer *output, const char *label, const char *title, const char *text)
{
    pf_buffer_format(output, "\n**%s:** ", label);
    pf_markdown_string(output, title);
    if (title && text)
        pf_buffer_string(output, ": ");
    pf_markdown_string(output, text);
    pf_buffer_character(output, '\n');
}

static void put_pitfalls(pf_buffer *output, const pf_assessment *assessment, bool all)
{
    size_t shown = 0;
    for (size_t i = 0;; i++) {
        const pf_pitfall_result *pitfall = all ? (i < assessment->pitfall_count ? &assessment->pitfalls[i] : NULL)
                                               : pf_view_pitfall(assessment, i, FEW_PITFALLS);
        if (!pitfall)
            return;
        pf_buffer_string(output, shown++ == 0 ? "\n**Beware:**\n\n- " : "- ");
        pf_markdown_string(output, pitfall->pitfall->text);
        pf_buffer_character(output, '\n');
    }
}

static void put_details(pf_buffer *output, pf_view *view, const pf_assessment *assessment, bool verbose)
{
    const pf_option_result *start = pf_view_start(assessment);
    pf_buffer_string(output, "\n<details>\n<summary>");
    pf_markdown_string(output, assessment->pattern->title);
    pf_buffer_string(output, ": why, and how to start</summary>\n\n");
    for (size_t i = 0; i < assessment->evidence_count && (verbose || i < FEW_EVIDENCE); i++) {
        pf_buffer_string(output, "- ");
        pf_markdown_evidence(output, view, &assessment->evidence[i]);
        pf_buffer_character(output, '\n');
    }
    if (start)
        put_labelled(output, "Start with", start->option->title, start->because);
    if (assessment->next_step)
        put_labelled(output, "Next", NULL, assessment->next_step);
    put_pitfalls(output, assessment, verbose);
    if (verbose) {
        pf_markdown_options(output, assessment);
        pf_markdown_trade_offs(output, assessment->pattern);
        pf_markdown_considerations(output, assessment->pattern);
        pf_markdown_sources(output, assessment->pattern);
    }
    pf_buffer_string(output, "\n</details>\n");
}

static void put_considered(pf_buffer *output, pf_view *view, const pf_assessment *assessment)
{
    (void)view;
    pf_buffer_string(output, "- ");
    pf_markdown_name(output, assessment->pattern);
    pf_buffer_format(output, ", %d%%", pf_percent(assessment->certainty));
    const char *joint = ": missing ";
    for (size_t i = 0; i < assessment->missing_count; i++, joint = "; ") {
        pf_buffer_string(output, joint);
        pf_markdown_string(output, assessment->missing[i]);
    }
    if (assessment->missing_count == 0 && assessment->unmet) {
        pf_buffer_string(output, ": ");
        pf_markdown_string(output, assessment->unmet);
    }
    pf_buffer_character(output, '\n');
}

static void put_not_needed(pf_buffer *output, pf_view *view, const pf_assessment *assessment)
{
    const pf_evidence *evidence = pf_view_against(assessment);
    pf_buffer_string(output, "- ");
    pf_markdown_name(output, assessment->pattern);
    pf_buffer_string(output, ": ");
    pf_markdown_string(output, pf_view_reason(assessment));
    if (evidence && pf_evidence_quotes(evidence)) {
        pf_spot spot = pf_view_spot(view, evidence->start, evidence->end);
        pf_buffer_string(output, ", ");
        pf_markdown_quote(output, spot.text, spot.length);
    }
    if (evidence && evidence->arithmetic) {
        pf_buffer_string(output, " (");
        pf_markdown_string(output, evidence->arithmetic);
        pf_buffer_character(output, ')');
    }
    pf_buffer_character(output, '\n');
}

static void put_level(pf_buffer *output, pf_view *view, pf_level level, const char *heading,
                      void (*put)(pf_buffer *, pf_view *, const pf_assessment *))
{
    const pf_result *result = view->result;
    bool opened = false;
    for (size_t i = 0; i < result->assessment_count; i++) {
        if (result->assessments[i].level != level)
            continue;
        if (!opened)
            pf_buffer_format(output, "\n### %s\n\n", heading);
        opened = true;
        put(output, view, &result->assessments[i]);
    }
}

static void put_questions(pf_buffer *output, const pf_result *result)
{
    if (result->question_count > 0)
        pf_buffer_string(output, "\n### Answers that could change this\n\n");
    for (size_t i = 0; i < pf_view_questions(result); i++) {
        pf_buffer_string(output, "- ");
        pf_markdown_string(output, result->questions[i].ask);
        pf_buffer_character(output, '\n');
    }
}

void pf_markdown_recommendation(const pf_result *result, pf_look look, pf_buffer *output)
{
    pf_view view;
    pf_view_init(&view, result);
    size_t recommended = pf_view_recommended(result);
    put_title(output, "Design patterns for ", result);
    put_system(output, &view);
    put_table(output, result, recommended);
    put_picture(output, result);
    for (size_t i = 0; i < recommended; i++)
        put_details(output, &view, &result->assessments[i], look.style.verbose);
    put_level(output, &view, PF_LEVEL_POSSIBLE, "Considered", put_considered);
    put_level(output, &view, PF_LEVEL_NOT_NEEDED, "Not needed", put_not_needed);
    if (result->fact_count > 0)
        pf_buffer_string(output, "\n### Numbers understood\n");
    pf_markdown_known_facts(output, &view);
    put_questions(output, result);
    pf_view_release(&view);
}

static void put_bound(pf_buffer *output, bool present, double value, const char *unit)
{
    char text[64];
    pf_number(text, sizeof text, value);
    if (present)
        pf_buffer_format(output, "%s%s%s", text, unit[0] ? " " : "", unit);
    pf_buffer_string(output, " | ");
}

void pf_markdown_facts(const pf_result *result, pf_look look, pf_buffer *output)
{
    (void)look;
    pf_view view;
    pf_view_init(&view, result);
    put_title(output, "Quantities and facts in ", result);
    if (result->quantity_count > 0)
        pf_buffer_string(output, "\n| Text | Line | Dimension | Lower | Upper | Of |\n|---|---|---|---|---|---|\n");
    else
        pf_buffer_string(output, "\nNo quantity was found in this text.\n");
    for (uint32_t i = 0; i < result->quantity_count; i++) {
        const pf_quantity *quantity = &result->quantities[i];
        pf_spot spot = pf_view_spot(&view, quantity->start, quantity->end);
        const char *unit = pf_base_unit(quantity->dimension);
        pf_buffer_string(output, "| ");
        pf_markdown_quote(output, spot.text, spot.length);
        pf_buffer_format(output, " | %u | ", (unsigned)spot.position.line);
        pf_markdown_string(output, pf_dimension_name((pf_dimension)quantity->dimension));
        pf_buffer_string(output, " | ");
        put_bound(output, quantity->has_lower, quantity->lower, unit);
        put_bound(output, quantity->has_upper, quantity->upper, unit);
        pf_markdown_string(output, quantity->of);
        pf_buffer_string(output, " |\n");
    }
    pf_markdown_known_facts(output, &view);
    pf_view_release(&view);
}

static void put_note(pf_buffer *output, const char *label, const char *text)
{
    if (text)
        put_labelled(output, label, NULL, text);
}

static void add_cause(pf_buffer *output, pf_view *view, const pf_evidence *evidence)
{
    if (!pf_view_is_weakened(evidence) || (evidence->certainty == 0 && evidence->cause == PF_CAUSE_NONE))
        return;
    bool counts = evidence->certainty != 0;
    pf_buffer_string(output, " (");
    if (counts)
        pf_buffer_format(output, "%d%% of %.2f", pf_percent(pf_view_share(evidence)), fabs(evidence->whole));
    if (evidence->cause != PF_CAUSE_NONE) {
        pf_spot cause = pf_view_spot(view, evidence->cause_start, evidence->cause_end), own = pf_view_spot(view, evidence->start, evidence->end);
        const char *effect = evidence->status == PF_EFFECT_STATED ? "weakened" : pf_effect_name(evidence->status);
        pf_buffer_format(output, "%s%s by ", counts ? ": " : "", effect);
        pf_markdown_quote(output, cause.text, cause.length);
        if (cause.position.line != own.position.line)
            pf_buffer_format(output, ", line %u", (unsigned)cause.position.line);
    }
    pf_buffer_character(output, ')');
}

static void put_denied(pf_buffer *output, pf_view *view, const pf_explanation *explanation)
{
    if (explanation->denied_count > 0)
        pf_buffer_string(output, "\n**Denied as well, which counts no further**\n\n");
    for (size_t i = 0; i < explanation->denied_count; i++) {
        pf_buffer_string(output, "- ");
        pf_markdown_string(output, explanation->denied[i].signal);
        pf_buffer_string(output, ", ");
        pf_markdown_evidence(output, view, &explanation->denied[i]);
        add_cause(output, view, &explanation->denied[i]);
        pf_buffer_character(output, '\n');
    }
}

static void put_unheld(pf_buffer *output, const pf_unheld *unheld, bool with_reason)
{
    if (unheld->signal)
        pf_buffer_format(output, "- %+.2f ", unheld->signal->certainty);
    else
        pf_buffer_string(output, "- option ");
    pf_markdown_string(output, unheld->signal ? unheld->signal->id : unheld->option->name);
    const char *because = unheld->signal ? unheld->signal->because : unheld->option->because;
    pf_buffer_string(output, ": ");
    pf_markdown_string(output, with_reason ? because : unheld->lacks);
    if (with_reason && unheld->lacks) {
        pf_buffer_string(output, " (");
        pf_markdown_string(output, unheld->lacks);
        pf_buffer_character(output, ')');
    }
    pf_buffer_character(output, '\n');
}

static void put_numbers(pf_buffer *output, const pf_explanation *explanation, bool known, const char *heading, bool all)
{
    bool opened = false;
    for (size_t i = 0; i < explanation->number_count; i++) {
        if (explanation->numbers[i].known != known || !pf_view_shows_number(explanation, i, all))
            continue;
        if (!opened)
            pf_buffer_format(output, "\n**%s**\n\n", heading);
        opened = true;
        put_unheld(output, &explanation->numbers[i], all);
    }
}

static void put_others(pf_buffer *output, const pf_explanation *explanation)
{
    if (explanation->other_count > 0)
        pf_buffer_string(output, "\n**Other clauses, which do not hold**\n\n");
    for (size_t i = 0; i < explanation->other_count; i++)
        put_unheld(output, &explanation->others[i], true);
}

void pf_markdown_explanation(const pf_result *result, const pf_explanation *explanation, pf_look look, pf_buffer *output)
{
    const pf_assessment *assessment = explanation->assessment;
    pf_view view;
    pf_view_init(&view, result);
    pf_buffer_string(output, "## ");
    pf_markdown_name(output, assessment->pattern);
    pf_buffer_format(output, ": %s, %d%%\n", pf_view_level_words(assessment->level), pf_percent(assessment->certainty));
    if (assessment->evidence_count > 0)
        pf_buffer_string(output, "\n| Certainty | Signal | Evidence |\n|---|---|---|\n");
    else
        pf_buffer_string(output, "\nNothing in this text speaks for or against it.\n");
    for (size_t i = 0; i < assessment->evidence_count; i++) {
        const pf_evidence *evidence = &assessment->evidence[i];
        pf_buffer_format(output, "| %+.2f | ", evidence->certainty);
        pf_markdown_string(output, evidence->signal);
        pf_buffer_string(output, " | ");
        pf_markdown_evidence(output, &view, evidence);
        add_cause(output, &view, evidence);
        pf_buffer_string(output, " |\n");
    }
    if (assessment->evidence_count > 0) {
        pf_sums sums = pf_view_sums(assessment);
        pf_buffer_format(output, "\nFor %.2f, against %.2f, together **%.2f**.\n", sums.in_favour, fabs(sums.against),
                         assessment->certainty);
    }
    put_denied(output, &view, explanation);
    put_note(output, "What speaks against it most", assessment->against ? pf_view_reason(assessment) : NULL);
    put_numbers(output, explanation, true, "Thresholds that are not reached, nearest first", look.style.verbose);
    put_numbers(output, explanation, false, "Numbers that are not stated", look.style.verbose);
    pf_markdown_options(output, assessment);
    if (look.style.verbose)
        put_others(output, explanation);
    pf_view_release(&view);
}
