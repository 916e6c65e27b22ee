// SPDX-License-Identifier: MIT
// What other facts would change, as a JSON tree.
#include "report/json.h"

// Where it is not known, null.
static void put_fact(pf_json *json, json_t *object, const char *key, pf_view *view, const pf_known_fact *known)
{
    pf_json_put(json, object, key, known ? pf_json_fact(json, view, known) : json_null());
}

static json_t *facts(pf_json *json, const pf_difference *difference, pf_view *before, pf_view *after)
{
    json_t *array = pf_json_array(json);
    for (size_t i = 0; i < difference->fact_count; i++) {
        const pf_fact_change *change = &difference->facts[i];
        json_t *object = pf_json_object(json);
        pf_json_put_string(json, object, "name", (change->after ? change->after : change->before)->fact->name);
        put_fact(json, object, "before", before, change->before);
        put_fact(json, object, "after", after, change->after);
        pf_json_append(json, array, object);
    }
    return array;
}

static json_t *verdict(pf_json *json, const pf_assessment *assessment)
{
    const pf_option_result *start = pf_view_recommended_start(assessment);
    json_t *object = pf_json_object(json);
    pf_json_put_string(json, object, "level", pf_level_name(assessment->level));
    pf_json_put_number(json, object, "certainty", assessment->certainty);
    pf_json_put_string(json, object, "start_with", start ? start->option->name : NULL);
    return object;
}

static json_t *clauses(pf_json *json, pf_view *view, const pf_pattern_change *change, pf_clause_kind kind)
{
    json_t *array = pf_json_array(json);
    for (size_t i = 0; i < change->clause_count; i++) {
        const pf_clause_change *clause = &change->clauses[i];
        if (pf_view_clause_kind(clause) != kind)
            continue;
        json_t *item = pf_json_evidence(json, view, clause->after ? clause->after : clause->before);
        if (kind == PF_CLAUSE_CHANGED) {
            json_t *pair = pf_json_object(json);
            pf_json_put(json, pair, "before", pf_json_evidence(json, view, clause->before));
            pf_json_put(json, pair, "after", item);
            item = pair;
        }
        pf_json_append(json, array, item);
    }
    return array;
}

// The options whose fit changes.
static json_t *options(pf_json *json, const pf_pattern_change *change)
{
    json_t *array = pf_json_array(json);
    for (size_t i = 0; i < change->after->option_count; i++) {
        const pf_option_result *before = &change->before->options[i], *after = &change->after->options[i];
        if (before->fits == after->fits)
            continue;
        json_t *object = pf_json_object(json);
        pf_json_put_string(json, object, "name", after->option->name);
        pf_json_put_string(json, object, "title", after->option->title);
        pf_json_put(json, object, "before", pf_json_tristate(before->fits));
        pf_json_put(json, object, "after", pf_json_tristate(after->fits));
        pf_json_put_string(json, object, "because", after->because);
        pf_json_append(json, array, object);
    }
    return array;
}

static json_t *change_object(pf_json *json, pf_view *view, const pf_pattern_change *change)
{
    json_t *object = pf_json_object(json);
    pf_json_put_string(json, object, "pattern", change->after->pattern->id);
    pf_json_put_string(json, object, "title", change->after->pattern->title);
    pf_json_put(json, object, "before", verdict(json, change->before));
    pf_json_put(json, object, "after", verdict(json, change->after));
    pf_json_put(json, object, "gained", clauses(json, view, change, PF_CLAUSE_GAINED));
    pf_json_put(json, object, "lost", clauses(json, view, change, PF_CLAUSE_LOST));
    pf_json_put(json, object, "changed", clauses(json, view, change, PF_CLAUSE_CHANGED));
    pf_json_put(json, object, "options", options(json, change));
    pf_json_put_string(json, object, "next_step", change->after->next_step);
    return object;
}

static json_t *settings(pf_json *json, const pf_what_if *what_if)
{
    json_t *array = pf_json_array(json);
    for (size_t i = 0; i < what_if->setting_count; i++) {
        json_t *object = pf_json_object(json);
        pf_json_put_string(json, object, "fact", what_if->settings[i].fact);
        pf_json_put_string(json, object, "value", what_if->settings[i].value);
        pf_json_append(json, array, object);
    }
    return array;
}

static json_t *nearest(pf_json *json, const pf_near_threshold *threshold)
{
    if (!threshold->pattern)
        return json_null();
    json_t *object = pf_json_object(json);
    pf_json_put_string(json, object, "pattern", threshold->pattern->id);
    pf_json_put_string(json, object, "fact", threshold->fact->name);
    pf_json_put_string(json, object, "value", threshold->bound);
    return object;
}

json_t *pf_json_what_if(pf_json *json, const pf_what_if *what_if)
{
    const pf_difference *difference = &what_if->difference;
    pf_view before, after;
    pf_view_init(&before, difference->before);
    pf_view_init(&after, difference->after);
    json_t *changes = pf_json_array(json), *unchanged = pf_json_array(json), *others = pf_json_array(json);
    for (size_t i = 0; i < difference->pattern_count; i++) {
        const pf_pattern_change *change = &difference->patterns[i];
        bool asked = what_if->pattern ? change->after->pattern == what_if->pattern && change->any : change->decisive;
        if (asked)
            pf_json_append(json, changes, change_object(json, &after, change));
        else if (change->decisive)
            pf_json_append(json, others, pf_json_string(json, change->after->pattern->id));
        if (pf_view_is_unchanged(change))
            pf_json_append(json, unchanged, pf_json_string(json, change->after->pattern->id));
    }
    json_t *root = pf_json_root(json, "patfinder/difference/1", difference->after);
    pf_json_put_string(json, root, "pattern", what_if->pattern ? what_if->pattern->id : NULL);
    pf_json_put(json, root, "what_if", settings(json, what_if));
    pf_json_put(json, root, "facts", facts(json, difference, &before, &after));
    pf_json_put(json, root, "changes", changes);
    pf_json_put(json, root, "other_changes", others);
    pf_json_put(json, root, "unchanged", unchanged);
    pf_json_put(json, root, "nearest_threshold", nearest(json, &what_if->nearest));
    pf_view_release(&before);
    pf_view_release(&after);
    return root;
}
