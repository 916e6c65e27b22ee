// SPDX-License-Identifier: MIT
// What other facts would change, for people to read.
#include "report/text.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { LABEL = 12, HANG = 14, FEW_CLAUSES = 3 };

typedef struct sheet {
    pf_layout *layout;
    pf_view *view;
    const pf_what_if *what_if;
    size_t few;    // clauses of one kind at the most
    size_t indent; // of what is said of a pattern
} sheet;

static void add_arrow(pf_layout *layout)
{
    pf_layout_string(layout, PF_TONE_DIM, " → ");
}

// --- Facts ----------------------------------------------------------------------------------------------------------

static void put_fact(pf_layout *layout, const pf_fact_change *change)
{
    const pf_known_fact *before = change->before, *after = change->after;
    pf_layout_open(layout, 2, PF_TONE_PLAIN, "-", 4, 4);
    pf_layout_format(layout, PF_TONE_PLAIN, "%s: ", (after ? after : before)->fact->title);
    pf_layout_string(layout, PF_TONE_DIM, before ? before->value : "not known");
    add_arrow(layout);
    pf_layout_string(layout, PF_TONE_HEADING, after ? after->value : "not known");
    if (after && after->arithmetic)
        pf_layout_format(layout, PF_TONE_DIM, " [%s]", after->arithmetic);
    pf_layout_close(layout);
}

static void put_facts(sheet *page)
{
    const pf_what_if *what_if = page->what_if;
    pf_layout_heading(page->layout, "What if");
    for (size_t i = 0; i < what_if->difference.fact_count; i++)
        put_fact(page->layout, &what_if->difference.facts[i]);
    for (size_t i = 0; i < what_if->setting_count; i++) {
        const pf_known_fact *same = pf_view_unchanged_fact(what_if, &what_if->settings[i]);
        if (!same)
            continue;
        pf_layout_open(page->layout, 2, PF_TONE_PLAIN, "-", 4, 4);
        pf_layout_format(page->layout, PF_TONE_PLAIN, "%s: ", same->fact->title);
        pf_layout_string(page->layout, PF_TONE_HEADING, same->value);
        pf_layout_string(page->layout, PF_TONE_DIM, ", as before");
        pf_layout_close(page->layout);
    }
}

// --- One pattern ----------------------------------------------------------------------------------------------------

static void open_row(sheet *page, const char *label)
{
    pf_layout_open(page->layout, page->indent, PF_TONE_DIM, label, page->indent + LABEL, page->indent + HANG);
}

// "strong, 99%"; where only the certainty is to be said again, "99%".
static void add_level(pf_layout *layout, const pf_assessment *assessment, bool again)
{
    pf_tone tone = pf_text_level_tone(assessment->level);
    if (!again)
        pf_layout_string(layout, tone, pf_view_level_words(assessment->level));
    if (again || assessment->evidence_count > 0)
        pf_layout_format(layout, tone, "%s%d%%", again ? "" : ", ", pf_percent(assessment->certainty));
}

// "Scaling reads (scaling-reads): possible, 44% → strong, 92%"
static void add_levels(pf_layout *layout, const pf_pattern_change *change)
{
    const pf_assessment *before = change->before, *after = change->after;
    bool same = before->level == after->level;
    pf_text_add_name(layout, after->pattern);
    pf_layout_string(layout, PF_TONE_PLAIN, ": ");
    if (same && pf_percent(before->certainty) == pf_percent(after->certainty)) {
        pf_layout_string(layout, PF_TONE_DIM, "still ");
        add_level(layout, after, false);
        return;
    }
    add_level(layout, before, false);
    add_arrow(layout);
    add_level(layout, after, same);
}

// The clause that tells why a pattern is not needed any more; NULL: no such.
static const pf_evidence *reason_of(const pf_pattern_change *change)
{
    bool turned = change->after->level == PF_LEVEL_NOT_NEEDED && change->before->level != PF_LEVEL_NOT_NEEDED;
    return turned ? pf_view_against(change->after) : NULL;
}

// The number that decides, as it is now. NULL: none, or it cannot be told.
static const char *number_of(const pf_pattern_change *change)
{
    const pf_clause_change *clause = change->clause_count ? &change->clauses[0] : NULL;
    if (!clause)
        return NULL;
    if (clause->after)
        return clause->after->arithmetic;
    bool misses = clause->before->certainty > 0 && clause->before->measured && clause->before->measured == change->after->unmet_of;
    return misses ? change->after->unmet : NULL;
}

// In short: what is recommended now and was not, or the other way round, and where the start is another, with the number that decides.
static void put_turn(pf_layout *layout, const pf_pattern_change *change)
{
    const char *number = number_of(change);
    pf_layout_open(layout, 2, PF_TONE_PLAIN, "-", 4, 4);
    add_levels(layout, change);
    if (pf_view_starts_anew(change))
        pf_layout_format(layout, PF_TONE_PLAIN, ", start with %s", pf_view_start(change->after)->option->title);
    if (number)
        pf_layout_format(layout, PF_TONE_DIM, " [%s]", number);
    pf_layout_close(layout);
}

void pf_text_turns(pf_layout *layout, const pf_difference *difference)
{
    for (size_t i = 0; i < difference->decisive_count; i++) {
        const pf_pattern_change *change = &difference->patterns[i];
        if (pf_level_recommends(change->before->level) || pf_level_recommends(change->after->level))
            put_turn(layout, change);
    }
}

void pf_report_turns(const pf_difference *difference, pf_style style, pf_buffer *output)
{
    pf_layout layout;
    pf_layout_init(&layout, output, style);
    for (size_t i = 0; i < difference->fact_count; i++)
        put_fact(&layout, &difference->facts[i]);
    pf_text_turns(&layout, difference);
    pf_layout_release(&layout);
}

static void put_start(sheet *page, const pf_pattern_change *change, bool with_reason)
{
    const pf_option_result *before = pf_view_recommended_start(change->before), *after = pf_view_recommended_start(change->after);
    if (!pf_view_starts_anew(change))
        return;
    open_row(page, "start with");
    if (before) {
        pf_layout_string(page->layout, PF_TONE_DIM, before->option->title);
        add_arrow(page->layout);
    }
    pf_layout_string(page->layout, PF_TONE_HEADING, after->option->title);
    if (with_reason && after->because)
        pf_layout_format(page->layout, PF_TONE_PLAIN, ": %s", after->because);
    pf_layout_close(page->layout);
}

static void add_certainty(pf_layout *layout, double certainty)
{
    pf_layout_format(layout, certainty < 0 ? PF_TONE_BAD : PF_TONE_GOOD, "%+.2f ", certainty);
}

static void put_clause(sheet *page, const char *label, const pf_clause_change *clause)
{
    const pf_evidence *evidence = clause->after ? clause->after : clause->before;
    assert(evidence);
    open_row(page, label);
    if (clause->before && clause->after) {
        pf_layout_format(page->layout, PF_TONE_DIM, "%+.2f", clause->before->certainty);
        add_arrow(page->layout);
    }
    add_certainty(page->layout, evidence->certainty);
    pf_layout_string(page->layout, PF_TONE_ID, evidence->signal);
    pf_layout_string(page->layout, PF_TONE_PLAIN, " ");
    pf_text_add_evidence(page->layout, page->view, evidence);
    pf_layout_close(page->layout);
}

static void put_clauses(sheet *page, const pf_pattern_change *change, pf_clause_kind kind, const pf_evidence *told)
{
    static const char *const labels[] = {"lost", "gained", "changed"}; // in the order of pf_clause_kind
    size_t count = 0;
    for (size_t i = 0; i < change->clause_count; i++) {
        if (pf_view_clause_kind(&change->clauses[i]) != kind || (told && change->clauses[i].after == told))
            continue;
        if (count++ < page->few)
            put_clause(page, count == 1 ? labels[kind] : NULL, &change->clauses[i]);
    }
    if (count <= page->few)
        return;
    open_row(page, NULL);
    pf_layout_format(page->layout, PF_TONE_DIM, "and %zu more (--verbose)", count - page->few);
    pf_layout_close(page->layout);
}

// Without the one that has been told already.
static void put_all_clauses(sheet *page, const pf_pattern_change *change, const pf_evidence *told)
{
    put_clauses(page, change, PF_CLAUSE_LOST, told);
    put_clauses(page, change, PF_CLAUSE_GAINED, told);
    put_clauses(page, change, PF_CLAUSE_CHANGED, told);
}

static void put_change(sheet *page, const pf_pattern_change *change)
{
    pf_layout_open(page->layout, 2, PF_TONE_PLAIN, "-", 4, 4);
    add_levels(page->layout, change);
    const pf_evidence *reason = reason_of(change);
    if (reason) {
        pf_layout_string(page->layout, PF_TONE_PLAIN, ": ");
        pf_text_add_evidence(page->layout, page->view, reason);
    }
    pf_layout_close(page->layout);
    put_start(page, change, true);
    put_all_clauses(page, change, reason);
}

// --- Nothing changes ------------------------------------------------------------------------------------------------

// The reason goes into the open paragraph.
static void add_reason(sheet *page)
{
    const pf_near_threshold *nearest = &page->what_if->nearest;
    if (page->what_if->difference.fact_count == 0)
        pf_layout_string(page->layout, PF_TONE_PLAIN, " This is known already.");
    else if (!nearest->pattern)
        pf_layout_format(page->layout, PF_TONE_PLAIN, " No rule%s compares this with a number.", page->what_if->pattern ? " of this pattern" : "");
    else {
        pf_layout_format(page->layout, PF_TONE_PLAIN, " The nearest number with which a rule compares %s is %s (", nearest->fact->title, nearest->bound);
        pf_layout_string(page->layout, PF_TONE_ID, nearest->pattern->id);
        pf_layout_string(page->layout, PF_TONE_PLAIN, ").");
    }
}

static void put_nothing(sheet *page, const char *sentence)
{
    pf_layout_blank(page->layout);
    pf_layout_open(page->layout, 0, PF_TONE_PLAIN, NULL, 0, 0);
    pf_layout_string(page->layout, PF_TONE_HEADING, sentence);
    add_reason(page);
    pf_layout_close(page->layout);
}

// --- The recommendation ---------------------------------------------------------------------------------------------

typedef bool (*change_test)(const pf_what_if *what_if, const pf_pattern_change *change);

static bool is_unchanged(const pf_what_if *what_if, const pf_pattern_change *change)
{
    (void)what_if;
    return pf_view_is_unchanged(change);
}

static bool is_another(const pf_what_if *what_if, const pf_pattern_change *change)
{
    return change->decisive && change->after->pattern != what_if->pattern;
}

// A line that names the patterns that pass the test; none when none does.
static void put_names(sheet *page, const char *before, change_test passes, const char *behind)
{
    const pf_difference *difference = &page->what_if->difference;
    size_t count = 0;
    for (size_t i = 0; i < difference->pattern_count; i++) {
        if (!passes(page->what_if, &difference->patterns[i]))
            continue;
        if (count++ == 0) {
            pf_layout_blank(page->layout);
            pf_layout_open(page->layout, 0, PF_TONE_PLAIN, NULL, 0, 2);
        }
        pf_layout_string(page->layout, PF_TONE_PLAIN, count == 1 ? before : ", ");
        pf_layout_string(page->layout, PF_TONE_ID, difference->patterns[i].after->pattern->id);
    }
    if (count == 0)
        return;
    pf_layout_string(page->layout, PF_TONE_PLAIN, behind);
    pf_layout_close(page->layout);
}

// What grows surer or less sure where nothing else changes.
static void put_slight_changes(sheet *page)
{
    const pf_difference *difference = &page->what_if->difference;
    for (size_t i = 0; i < difference->pattern_count; i++)
        if (pf_view_is_slight(&difference->patterns[i]))
            put_change(page, &difference->patterns[i]);
}

static void put_recommendation(sheet *page)
{
    const pf_difference *difference = &page->what_if->difference;
    put_facts(page);
    if (difference->decisive_count == 0) {
        put_nothing(page, pf_view_changes_slightly(difference) ? "Nothing changes but the certainty." : "Nothing changes.");
        put_slight_changes(page);
    } else {
        pf_layout_blank(page->layout);
        pf_layout_heading(page->layout, "What changes");
    }
    for (size_t i = 0; i < difference->decisive_count; i++)
        put_change(page, &difference->patterns[i]);
    put_names(page, "As before: ", is_unchanged, "");
}

// --- One pattern in detail ------------------------------------------------------------------------------------------

static void put_options(sheet *page, const pf_pattern_change *change)
{
    const pf_assessment *before = change->before, *after = change->after;
    const char *label = "options";
    for (size_t i = 0; i < after->option_count; i++) {
        const pf_option_result *then = &before->options[i], *now = &after->options[i];
        if (then->fits == now->fits)
            continue;
        open_row(page, label);
        pf_layout_string(page->layout, PF_TONE_HEADING, now->option->title);
        pf_layout_format(page->layout, PF_TONE_DIM, " (%s", pf_view_fits(then->fits));
        add_arrow(page->layout);
        pf_layout_string(page->layout, now->fits == PF_TRUE ? PF_TONE_GOOD : PF_TONE_PLAIN, pf_view_fits(now->fits));
        pf_layout_string(page->layout, PF_TONE_DIM, ")");
        if (now->because)
            pf_layout_format(page->layout, PF_TONE_PLAIN, ": %s", now->because);
        pf_layout_close(page->layout);
        label = NULL;
    }
}

static void put_sums(sheet *page, const pf_pattern_change *change)
{
    pf_sums before = pf_view_sums(change->before), after = pf_view_sums(change->after);
    open_row(page, "together");
    pf_layout_format(page->layout, PF_TONE_PLAIN, "for %.2f, against %.2f: ", before.in_favour, fabs(before.against));
    pf_layout_format(page->layout, PF_TONE_HEADING, "%.2f", change->before->certainty);
    add_arrow(page->layout);
    pf_layout_format(page->layout, PF_TONE_PLAIN, "for %.2f, against %.2f: ", after.in_favour, fabs(after.against));
    pf_layout_format(page->layout, PF_TONE_HEADING, "%.2f", change->after->certainty);
    pf_layout_close(page->layout);
}

static void put_next_step(sheet *page, const pf_pattern_change *change)
{
    const char *before = change->before->next_step, *after = change->after->next_step;
    if (!after || !pf_level_recommends(change->after->level) || (before && strcmp(before, after) == 0))
        return;
    open_row(page, "next");
    pf_layout_string(page->layout, PF_TONE_PLAIN, after);
    pf_layout_close(page->layout);
}

static void put_explanation(sheet *page)
{
    const pf_pattern_change *change = pf_view_asked_change(page->what_if);
    pf_layout_open(page->layout, 0, PF_TONE_PLAIN, NULL, 0, 2);
    add_levels(page->layout, change);
    pf_layout_close(page->layout);
    pf_layout_blank(page->layout);
    put_facts(page);
    if (change->any) {
        pf_layout_blank(page->layout);
        pf_layout_heading(page->layout, "What changes");
        put_all_clauses(page, change, NULL);
        if (change->clause_count > 0)
            put_sums(page, change);
        put_options(page, change);
        put_start(page, change, false);
        put_next_step(page, change);
    } else {
        put_nothing(page, "Nothing changes for it.");
    }
    put_names(page, "It also changes ", is_another, ": see 'recommend --what-if'.");
}

void pf_text_what_if(const pf_what_if *what_if, pf_look look, pf_buffer *output)
{
    pf_layout layout;
    pf_layout_init(&layout, output, look.style);
    pf_view view;
    pf_view_init(&view, what_if->difference.after);
    sheet page = {&layout, &view, what_if, what_if->pattern || look.style.verbose ? SIZE_MAX : FEW_CLAUSES, what_if->pattern ? 2 : 4};
    if (what_if->pattern)
        put_explanation(&page);
    else
        put_recommendation(&page);
    pf_view_release(&view);
    pf_layout_release(&layout);
}
