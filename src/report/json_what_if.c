// SPDX-License-Identifier: MIT
// What other facts would change, as JSON.
#include "report/json.h"

// Where it is not known, null.
static void put_fact(pf_json *json, const char *key, pf_view *view, const pf_known_fact *known)
{
    if (known)
        pf_json_fact(json, key, view, known);
    else
        pf_json_null(json, key);
}

static void put_facts(pf_json *json, const pf_difference *difference, pf_view *before, pf_view *after)
{
    pf_json_array(json, "facts");
    for (size_t i = 0; i < difference->fact_count; i++) {
        const pf_fact_change *change = &difference->facts[i];
        pf_json_object(json, NULL);
        pf_json_string(json, "name", (change->after ? change->after : change->before)->fact->name);
        put_fact(json, "before", before, change->before);
        put_fact(json, "after", after, change->after);
        pf_json_close(json);
    }
    pf_json_close(json);
}

static void put_verdict(pf_json *json, const char *key, const pf_assessment *assessment)
{
    const pf_option_result *start = pf_view_recommended_start(assessment);
    pf_json_object(json, key);
    pf_json_string(json, "level", pf_level_name(assessment->level));
    pf_json_number(json, "certainty", assessment->certainty);
    pf_json_string(json, "start_with", start ? start->option->name : NULL);
    pf_json_close(json);
}

static void put_clause(pf_json *json, pf_view *view, const pf_clause_change *clause)
{
    if (pf_view_clause_kind(clause) != PF_CLAUSE_CHANGED) {
        pf_json_evidence(json, NULL, view, clause->after ? clause->after : clause->before);
        return;
    }
    pf_json_object(json, NULL);
    pf_json_evidence(json, "before", view, clause->before);
    pf_json_evidence(json, "after", view, clause->after);
    pf_json_close(json);
}

static void put_clauses(pf_json *json, const char *key, pf_view *view, const pf_pattern_change *change, pf_clause_kind kind)
{
    pf_json_array(json, key);
    for (size_t i = 0; i < change->clause_count; i++)
        if (pf_view_clause_kind(&change->clauses[i]) == kind)
            put_clause(json, view, &change->clauses[i]);
    pf_json_close(json);
}

// The options whose fit changes.
static void put_options(pf_json *json, const pf_pattern_change *change)
{
    pf_json_array(json, "options");
    for (size_t i = 0; i < change->after->option_count; i++) {
        const pf_option_result *before = &change->before->options[i], *after = &change->after->options[i];
        if (before->fits == after->fits)
            continue;
        pf_json_object(json, NULL);
        pf_json_string(json, "name", after->option->name);
        pf_json_string(json, "title", after->option->title);
        pf_json_tristate(json, "before", before->fits);
        pf_json_tristate(json, "after", after->fits);
        pf_json_string(json, "because", after->because);
        pf_json_close(json);
    }
    pf_json_close(json);
}

static void put_change(pf_json *json, pf_view *view, const pf_pattern_change *change)
{
    pf_json_object(json, NULL);
    pf_json_string(json, "pattern", change->after->pattern->id);
    pf_json_string(json, "title", change->after->pattern->title);
    put_verdict(json, "before", change->before);
    put_verdict(json, "after", change->after);
    put_clauses(json, "gained", view, change, PF_CLAUSE_GAINED);
    put_clauses(json, "lost", view, change, PF_CLAUSE_LOST);
    put_clauses(json, "changed", view, change, PF_CLAUSE_CHANGED);
    put_options(json, change);
    pf_json_string(json, "next_step", change->after->next_step);
    pf_json_close(json);
}

static void put_settings(pf_json *json, const pf_what_if *what_if)
{
    pf_json_array(json, "what_if");
    for (size_t i = 0; i < what_if->setting_count; i++) {
        pf_json_object(json, NULL);
        pf_json_string(json, "fact", what_if->settings[i].fact);
        pf_json_string(json, "value", what_if->settings[i].value);
        pf_json_close(json);
    }
    pf_json_close(json);
}

static void put_nearest(pf_json *json, const pf_near_threshold *threshold)
{
    if (!threshold->pattern) {
        pf_json_null(json, "nearest_threshold");
        return;
    }
    pf_json_object(json, "nearest_threshold");
    pf_json_string(json, "pattern", threshold->pattern->id);
    pf_json_string(json, "fact", threshold->fact->name);
    pf_json_string(json, "value", threshold->bound);
    pf_json_close(json);
}

// Whether a change is to be shown in full: any of the pattern that is asked for, else each decisive one.
static bool is_asked(const pf_what_if *what_if, const pf_pattern_change *change)
{
    return what_if->pattern ? change->after->pattern == what_if->pattern && change->any : change->decisive;
}

static void put_changes(pf_json *json, pf_view *view, const pf_what_if *what_if)
{
    const pf_difference *difference = &what_if->difference;
    pf_json_array(json, "changes");
    for (size_t i = 0; i < difference->pattern_count; i++)
        if (is_asked(what_if, &difference->patterns[i]))
            put_change(json, view, &difference->patterns[i]);
    pf_json_close(json);
    pf_json_array(json, "other_changes");
    for (size_t i = 0; i < difference->pattern_count; i++)
        if (difference->patterns[i].decisive && !is_asked(what_if, &difference->patterns[i]))
            pf_json_string(json, NULL, difference->patterns[i].after->pattern->id);
    pf_json_close(json);
    pf_json_array(json, "unchanged");
    for (size_t i = 0; i < difference->pattern_count; i++)
        if (pf_view_is_unchanged(&difference->patterns[i]))
            pf_json_string(json, NULL, difference->patterns[i].after->pattern->id);
    pf_json_close(json);
}

void pf_json_what_if(pf_json *json, const pf_what_if *what_if)
{
    const pf_difference *difference = &what_if->difference;
    pf_view before, after;
    pf_view_init(&before, difference->before);
    pf_view_init(&after, difference->after);
    pf_json_root(json, "patfinder/difference/1", difference->after);
    pf_json_string(json, "pattern", what_if->pattern ? what_if->pattern->id : NULL);
    put_settings(json, what_if);
    put_facts(json, difference, &before, &after);
    put_changes(json, &after, what_if);
    put_nearest(json, &what_if->nearest);
    pf_json_close(json);
    pf_view_release(&before);
    pf_view_release(&after);
}
