// SPDX-License-Identifier: MIT
// What other facts would change, as Markdown.
#include "report/markdown.h"

static void put_facts(pf_buffer *output, const pf_what_if *what_if)
{
    const pf_difference *difference = &what_if->difference;
    pf_buffer_string(output, "\n| Fact | Before | After |\n|---|---|---|\n");
    for (size_t i = 0; i < difference->fact_count; i++) {
        const pf_known_fact *before = difference->facts[i].before, *after = difference->facts[i].after;
        pf_buffer_string(output, "| ");
        pf_markdown_string(output, (after ? after : before)->fact->title);
        pf_buffer_string(output, " | ");
        pf_markdown_string(output, before ? before->value : "not known");
        pf_buffer_string(output, " | ");
        pf_markdown_string(output, after ? after->value : "not known");
        if (after && after->arithmetic) {
            pf_buffer_string(output, " (");
            pf_markdown_string(output, after->arithmetic);
            pf_buffer_character(output, ')');
        }
        pf_buffer_string(output, " |\n");
    }
    for (size_t i = 0; i < what_if->setting_count; i++) {
        const pf_known_fact *same = pf_view_unchanged_fact(what_if, &what_if->settings[i]);
        if (!same)
            continue;
        pf_buffer_string(output, "| ");
        pf_markdown_string(output, same->fact->title);
        pf_buffer_string(output, " | ");
        pf_markdown_string(output, same->value);
        pf_buffer_string(output, " | as before |\n");
    }
}

static void add_level(pf_buffer *output, const pf_assessment *assessment, bool again)
{
    if (!again)
        pf_buffer_string(output, pf_view_level_words(assessment->level));
    if (again || assessment->evidence_count > 0)
        pf_buffer_format(output, "%s%d%%", again ? "" : ", ", pf_percent(assessment->certainty));
}

static void put_levels(pf_buffer *output, const pf_pattern_change *change)
{
    const pf_assessment *before = change->before, *after = change->after;
    bool same = before->level == after->level;
    pf_buffer_string(output, "\n**");
    pf_markdown_name(output, after->pattern);
    pf_buffer_string(output, ":** ");
    if (same && pf_percent(before->certainty) == pf_percent(after->certainty)) {
        pf_buffer_string(output, "still ");
        add_level(output, after, false);
    } else {
        add_level(output, before, false);
        pf_buffer_string(output, " → ");
        add_level(output, after, same);
    }
    pf_buffer_string(output, "\n\n");
}

static void put_start(pf_buffer *output, const pf_pattern_change *change)
{
    const pf_option_result *before = pf_view_recommended_start(change->before), *after = pf_view_recommended_start(change->after);
    if (!pf_view_starts_anew(change))
        return;
    pf_buffer_string(output, "- Start with: ");
    if (before) {
        pf_markdown_string(output, before->option->title);
        pf_buffer_string(output, " → ");
    }
    pf_markdown_string(output, after->option->title);
    if (after->because)
        pf_buffer_string(output, ": ");
    pf_markdown_string(output, after->because);
    pf_buffer_character(output, '\n');
}

static void put_clauses(pf_buffer *output, pf_view *view, const pf_pattern_change *change)
{
    static const char *const labels[] = {"Lost", "Gained", "Changed"}; // in the order of pf_clause_kind
    for (int kind = PF_CLAUSE_LOST; kind <= PF_CLAUSE_CHANGED; kind++)
        for (size_t i = 0; i < change->clause_count; i++) {
            const pf_clause_change *clause = &change->clauses[i];
            const pf_evidence *evidence = clause->after ? clause->after : clause->before;
            if ((int)pf_view_clause_kind(clause) != kind)
                continue;
            pf_buffer_format(output, "- %s: ", labels[kind]);
            if (kind == PF_CLAUSE_CHANGED)
                pf_buffer_format(output, "%+.2f → ", clause->before->certainty);
            pf_buffer_format(output, "%+.2f ", evidence->certainty);
            pf_markdown_string(output, evidence->signal);
            pf_buffer_string(output, ", ");
            pf_markdown_evidence(output, view, evidence);
            pf_buffer_character(output, '\n');
        }
}

static void put_options(pf_buffer *output, const pf_pattern_change *change)
{
    for (size_t i = 0; i < change->after->option_count; i++) {
        const pf_option_result *before = &change->before->options[i], *after = &change->after->options[i];
        if (before->fits == after->fits)
            continue;
        pf_buffer_string(output, "- Option ");
        pf_markdown_string(output, after->option->title);
        pf_buffer_format(output, " (%s → %s): ", pf_view_fits(before->fits), pf_view_fits(after->fits));
        pf_markdown_string(output, after->because);
        pf_buffer_character(output, '\n');
    }
}

// Adds the name of a pattern behind `joint`; what stands before the next one.
static const char *add_name(pf_buffer *output, const char *joint, const pf_pattern_change *change)
{
    pf_buffer_string(output, joint);
    pf_markdown_string(output, change->after->pattern->id);
    return ", ";
}

static void end_names(pf_buffer *output, const char *joint)
{
    if (joint[0] == ',')
        pf_buffer_string(output, ".\n");
}

static void put_nothing(pf_buffer *output, const pf_what_if *what_if, const char *sentence)
{
    const pf_near_threshold *nearest = &what_if->nearest;
    pf_buffer_format(output, "**%s**", sentence);
    if (what_if->difference.fact_count == 0) {
        pf_buffer_string(output, " This is known already.");
    } else if (!nearest->pattern) {
        pf_buffer_format(output, " No rule%s compares this with a number.", what_if->pattern ? " of this pattern" : "");
    } else {
        pf_buffer_string(output, " The nearest number with which a rule compares ");
        pf_markdown_string(output, nearest->fact->title);
        pf_buffer_string(output, " is ");
        pf_markdown_string(output, nearest->bound);
        pf_buffer_string(output, " (");
        pf_markdown_string(output, nearest->pattern->id);
        pf_buffer_string(output, ").");
    }
    pf_buffer_character(output, '\n');
}

static void put_recommendation(pf_buffer *output, pf_view *view, const pf_what_if *what_if)
{
    const pf_difference *difference = &what_if->difference;
    if (difference->decisive_count == 0) {
        pf_buffer_character(output, '\n');
        put_nothing(output, what_if, pf_view_changes_slightly(difference) ? "Nothing changes but the certainty." : "Nothing changes.");
    }
    for (size_t i = 0; i < difference->pattern_count; i++) {
        const pf_pattern_change *change = &difference->patterns[i];
        if (i >= difference->decisive_count && (difference->decisive_count > 0 || !pf_view_is_slight(change)))
            continue;
        put_levels(output, change);
        put_start(output, change);
        put_clauses(output, view, change);
    }
    const char *joint = "\nAs before: ";
    for (size_t i = 0; i < difference->pattern_count; i++)
        if (pf_view_is_unchanged(&difference->patterns[i]))
            joint = add_name(output, joint, &difference->patterns[i]);
    end_names(output, joint);
}

static void put_explanation(pf_buffer *output, pf_view *view, const pf_what_if *what_if)
{
    const pf_difference *difference = &what_if->difference;
    const pf_pattern_change *change = pf_view_asked_change(what_if);
    put_levels(output, change);
    put_clauses(output, view, change);
    put_options(output, change);
    put_start(output, change);
    if (!change->any)
        put_nothing(output, what_if, "Nothing changes for it.");
    const char *joint = "\nIt also changes ";
    for (size_t i = 0; i < difference->decisive_count; i++)
        if (difference->patterns[i].after->pattern != what_if->pattern)
            joint = add_name(output, joint, &difference->patterns[i]);
    end_names(output, joint);
}

void pf_markdown_what_if(const pf_what_if *what_if, pf_look look, pf_buffer *output)
{
    (void)look;
    pf_view view;
    pf_view_init(&view, what_if->difference.after);
    pf_buffer_string(output, "## What would change in ");
    pf_markdown_string(output, what_if->difference.after->source_name);
    pf_buffer_character(output, '\n');
    put_facts(output, what_if);
    if (what_if->pattern)
        put_explanation(output, &view, what_if);
    else
        put_recommendation(output, &view, what_if);
    pf_view_release(&view);
}
