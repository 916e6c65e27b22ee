// SPDX-License-Identifier: MIT
// Why and why not one pattern, for people to read: every clause, the sum of their certainties, and what would flip it.
#include "report/text.h"

#include <math.h>

enum { FEW_DENIED = 3 };

// What weakens a clause, and to which share: [30% of 0.60: hypothetical by "may"].
static void add_cause(pf_layout *layout, pf_view *view, const pf_evidence *evidence)
{
    if (!pf_view_is_weakened(evidence) || (evidence->certainty == 0 && evidence->cause == PF_CAUSE_NONE))
        return;
    bool counts = evidence->certainty != 0;
    pf_layout_string(layout, PF_TONE_DIM, " [");
    if (counts)
        pf_layout_format(layout, PF_TONE_DIM, "%d%% of %.2f", pf_percent(pf_view_share(evidence)), fabs(evidence->whole));
    if (evidence->cause != PF_CAUSE_NONE) {
        pf_spot cause = pf_view_spot(view, evidence->cause_start, evidence->cause_end), own = pf_view_spot(view, evidence->start, evidence->end);
        const char *effect = evidence->status == PF_EFFECT_STATED ? "weakened" : pf_effect_name(evidence->status);
        pf_layout_format(layout, PF_TONE_DIM, "%s%s by ", counts ? ": " : "", effect);
        pf_layout_quote(layout, cause.text, cause.length);
        if (cause.position.line != own.position.line)
            pf_layout_format(layout, PF_TONE_DIM, " (line %u)", (unsigned)cause.position.line);
    }
    pf_layout_string(layout, PF_TONE_DIM, "]");
}

// The evidence of one sign, strongest first.
static void put_side(pf_layout *layout, pf_view *view, const pf_assessment *assessment, bool in_favour)
{
    bool opened = false;
    for (size_t i = 0; i < assessment->evidence_count; i++) {
        const pf_evidence *evidence = &assessment->evidence[i];
        if ((evidence->certainty >= 0) != in_favour)
            continue;
        if (!opened) {
            pf_layout_blank(layout);
            pf_layout_heading(layout, in_favour ? "For" : "Against");
            opened = true;
        }
        pf_layout_open(layout, 2, PF_TONE_PLAIN, NULL, 2, 8);
        pf_layout_format(layout, in_favour ? PF_TONE_GOOD : PF_TONE_BAD, "%+.2f ", evidence->certainty);
        pf_layout_string(layout, PF_TONE_ID, evidence->signal);
        pf_layout_string(layout, PF_TONE_PLAIN, " ");
        pf_text_add_evidence(layout, view, evidence);
        add_cause(layout, view, evidence);
        pf_layout_close(layout);
    }
}

// One line for each clause that joins those before it.
static void put_running(pf_layout *layout, const pf_assessment *assessment, bool in_favour)
{
    double sum = 0;
    size_t count = 0;
    for (size_t i = 0; i < assessment->evidence_count; i++) {
        double certainty = assessment->evidence[i].certainty;
        if (certainty == 0 || (certainty > 0) != in_favour)
            continue;
        double next = pf_combine(sum, certainty);
        pf_layout_open(layout, 2, PF_TONE_DIM, count == 0 ? (in_favour ? "for" : "against") : NULL, 12, 12);
        if (count == 0)
            pf_layout_format(layout, PF_TONE_PLAIN, "%.2f", certainty);
        else
            pf_layout_format(layout, PF_TONE_PLAIN, "%.2f %c %.2f × (1 - %.2f) = %.2f", sum, in_favour ? '+' : '-',
                             certainty < 0 ? -certainty : certainty, sum < 0 ? -sum : sum, next);
        pf_layout_close(layout);
        sum = next;
        count++;
    }
}

static void put_sum(pf_layout *layout, const pf_assessment *assessment, double likely)
{
    pf_sums sums = pf_view_sums(assessment);
    if (assessment->evidence_count == 0)
        return;
    pf_layout_blank(layout);
    pf_layout_heading(layout, "How they add up");
    put_running(layout, assessment, true);
    put_running(layout, assessment, false);
    double against = -sums.against;
    pf_layout_open(layout, 2, PF_TONE_DIM, "together", 12, 12);
    if (sums.in_favour > 0 && against > 0 && sums.in_favour < 1 && against < 1)
        pf_layout_format(layout, PF_TONE_PLAIN, "(%.2f - %.2f) / (1 - %.2f) = ", sums.in_favour, against,
                         sums.in_favour < against ? sums.in_favour : against);
    pf_layout_format(layout, PF_TONE_HEADING, "%.2f", assessment->certainty);
    pf_layout_format(layout, PF_TONE_PLAIN, ", %s", pf_view_level_words(assessment->level));
    if (assessment->level == PF_LEVEL_POSSIBLE)
        pf_layout_format(layout, PF_TONE_PLAIN, " (recommended from %.2f in a text of this length)", likely);
    pf_layout_close(layout);
}

static void put_note(pf_layout *layout, const char *heading, const char *const *items, size_t count)
{
    if (count == 0 || !items[0])
        return;
    pf_layout_blank(layout);
    pf_layout_heading(layout, heading);
    for (size_t i = 0; i < count; i++)
        pf_layout_paragraph(layout, 2, PF_TONE_PLAIN, items[i]);
}

static void put_options(pf_layout *layout, const pf_assessment *assessment)
{
    if (assessment->option_count == 0)
        return;
    pf_layout_blank(layout);
    pf_layout_heading(layout, "Options, simplest first");
    pf_text_options(layout, assessment, 2);
    put_note(layout, "Next step", &assessment->next_step, 1);
}

static void put_hidden(pf_layout *layout, size_t count)
{
    pf_layout_open(layout, 2, PF_TONE_PLAIN, NULL, 2, 8);
    pf_layout_format(layout, PF_TONE_DIM, "and %zu more (--verbose)", count);
    pf_layout_close(layout);
}

// What is denied beside the denial that counts.
static void put_denied(pf_layout *layout, pf_view *view, const pf_explanation *explanation, bool all)
{
    size_t shown = 0;
    for (; shown < explanation->denied_count && (all || shown < FEW_DENIED); shown++) {
        const pf_evidence *evidence = &explanation->denied[shown];
        if (shown == 0) {
            pf_layout_blank(layout);
            pf_layout_heading(layout, "Denied as well, which counts no further");
        }
        pf_layout_open(layout, 2, PF_TONE_PLAIN, NULL, 2, 8);
        pf_layout_string(layout, PF_TONE_ID, evidence->signal);
        pf_layout_string(layout, PF_TONE_PLAIN, " ");
        pf_text_add_evidence(layout, view, evidence);
        add_cause(layout, view, evidence);
        pf_layout_close(layout);
    }
    if (shown < explanation->denied_count)
        put_hidden(layout, explanation->denied_count - shown);
}

// Either what it lacks, or, with it, why it would count.
static void put_unheld(pf_layout *layout, const pf_unheld *unheld, bool with_reason)
{
    pf_layout_open(layout, 2, PF_TONE_PLAIN, NULL, 2, 8);
    if (unheld->signal) {
        pf_layout_format(layout, PF_TONE_DIM, "%+.2f ", unheld->signal->certainty);
        pf_layout_string(layout, PF_TONE_ID, unheld->signal->id);
    } else {
        pf_layout_string(layout, PF_TONE_DIM, "option ");
        pf_layout_string(layout, PF_TONE_ID, unheld->option->name);
    }
    const char *because = unheld->signal ? unheld->signal->because : unheld->option->because;
    pf_layout_format(layout, PF_TONE_PLAIN, ": %s", with_reason ? because : unheld->lacks);
    if (with_reason && unheld->lacks)
        pf_layout_format(layout, PF_TONE_DIM, " [%s]", unheld->lacks);
    pf_layout_close(layout);
}

// The clauses that wait for numbers, either those that are known, or those that are not.
static void put_numbers(pf_layout *layout, const pf_explanation *explanation, bool known, const char *heading, bool all)
{
    size_t shown = 0, hidden = 0;
    for (size_t i = 0; i < explanation->number_count; i++) {
        if (explanation->numbers[i].known != known)
            continue;
        if (!pf_view_shows_number(explanation, i, all)) {
            hidden++;
            continue;
        }
        if (shown++ == 0) {
            pf_layout_blank(layout);
            pf_layout_heading(layout, heading);
        }
        put_unheld(layout, &explanation->numbers[i], all);
    }
    if (hidden > 0)
        put_hidden(layout, hidden);
}

static void put_others(pf_layout *layout, const pf_explanation *explanation)
{
    if (explanation->other_count == 0)
        return;
    pf_layout_blank(layout);
    pf_layout_heading(layout, "Other clauses, which do not hold");
    for (size_t i = 0; i < explanation->other_count; i++)
        put_unheld(layout, &explanation->others[i], true);
}

void pf_text_explanation(const pf_result *result, const pf_explanation *explanation, pf_look look, pf_buffer *output)
{
    const pf_assessment *assessment = explanation->assessment;
    pf_layout layout;
    pf_layout_init(&layout, output, look.style);
    pf_view view;
    pf_view_init(&view, result);
    pf_layout_open(&layout, 0, PF_TONE_PLAIN, NULL, 0, 2);
    pf_text_add_verdict(&layout, assessment);
    pf_text_add_bar(&layout, assessment);
    pf_layout_close(&layout);
    if (assessment->evidence_count == 0) {
        pf_layout_blank(&layout);
        pf_layout_paragraph(&layout, 0, PF_TONE_PLAIN, "Nothing in this text speaks for or against it.");
    }
    put_side(&layout, &view, assessment, true);
    put_side(&layout, &view, assessment, false);
    put_denied(&layout, &view, explanation, look.style.verbose);
    put_sum(&layout, assessment, result->likely);
    const char *reason = assessment->against ? pf_view_reason(assessment) : NULL;
    put_note(&layout, "What speaks against it most", &reason, 1);
    put_numbers(&layout, explanation, true, "Thresholds that are not reached, nearest first", look.style.verbose);
    put_numbers(&layout, explanation, false, "Numbers that are not stated", look.style.verbose);
    put_options(&layout, assessment);
    if (look.style.verbose)
        put_others(&layout, explanation);
    pf_view_release(&view);
    pf_layout_release(&layout);
}
