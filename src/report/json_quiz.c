// SPDX-License-Identifier: MIT
// An exercise of the quiz, as a JSON tree.
#include "report/json.h"

static json_t *scenario_object(pf_json *json, const pf_scenario *scenario)
{
    if (!scenario)
        return json_null();
    json_t *object = pf_json_object(json);
    pf_json_put_string(json, object, "id", scenario->id);
    pf_json_put_string(json, object, "title", scenario->title);
    pf_json_put_string(json, object, "text", scenario->text);
    return object;
}

// The ids of patterns for which it is so.
static json_t *picked_ids(pf_json *json, const pf_ruleset *rules, const bool *picked)
{
    json_t *ids = pf_json_array(json);
    for (size_t i = 0; i < rules->pack.patterns.count; i++)
        if (picked[i])
            pf_json_append(json, ids, pf_json_string(json, rules->pack.patterns.items[i].id));
    return ids;
}

static json_t *graded_ids(pf_json *json, const pf_grades *grades, pf_verdict verdict)
{
    json_t *ids = pf_json_array(json);
    for (size_t i = 0; i < grades->count; i++)
        if (grades->items[i].verdict == verdict)
            pf_json_append(json, ids, pf_json_string(json, grades->items[i].assessment->pattern->id));
    return ids;
}

static json_t *recommended_ids(pf_json *json, const pf_result *result)
{
    json_t *ids = pf_json_array(json);
    for (size_t i = 0; i < pf_view_recommended(result); i++)
        pf_json_append(json, ids, pf_json_string(json, result->assessments[i].pattern->id));
    return ids;
}

static json_t *graded_object(pf_json *json, pf_view *view, const pf_graded *graded)
{
    const pf_assessment *assessment = graded->assessment;
    json_t *object = pf_json_object(json);
    pf_json_put_string(json, object, "pattern", assessment->pattern->id);
    pf_json_put_string(json, object, "title", assessment->pattern->title);
    pf_json_put_string(json, object, "level", pf_level_name(assessment->level));
    pf_json_put_number(json, object, "certainty", assessment->certainty);
    pf_json_put(json, object, "evidence", pf_json_all_evidence(json, view, assessment));
    if (graded->verdict == PF_VERDICT_OPEN)
        pf_json_put(json, object, "missing", pf_json_strings(json, assessment->missing, assessment->missing_count));
    if (graded->verdict == PF_VERDICT_UNCALLED)
        pf_json_put_string(json, object, "pitfall", graded->pitfall ? graded->pitfall->text : NULL);
    return object;
}

static json_t *graded_array(pf_json *json, pf_view *view, const pf_grades *grades, pf_verdict verdict)
{
    json_t *array = pf_json_array(json);
    for (size_t i = 0; i < grades->count; i++)
        if (grades->items[i].verdict == verdict)
            pf_json_append(json, array, graded_object(json, view, &grades->items[i]));
    return array;
}

static json_t *words(pf_json *json, pf_view *view, uint32_t start, uint32_t end)
{
    pf_spot spot = pf_view_spot(view, start, end);
    return pf_json_bytes(json, spot.text, spot.length);
}

static json_t *change_object(pf_json *json, pf_view *view, const pf_exercise *exercise)
{
    const pf_counterfactual *change = exercise->change;
    if (!exercise->after)
        return json_null();
    bool answered = exercise->is_answered_after;
    json_t *object = pf_json_object(json);
    pf_json_put_string(json, object, "fact", change ? exercise->rules->pack.facts.items[change->instead.fact].name : NULL);
    pf_json_put_string(json, object, "value", change ? change->described : NULL);
    pf_json_put(json, object, "instead_of", change && change->stated ? words(json, view, change->start, change->end) : json_null());
    pf_json_put(json, object, "without", change ? json_null() : words(json, view, exercise->omitted_start, exercise->omitted_end));
    pf_json_put(json, object, "fits", recommended_ids(json, exercise->after));
    pf_json_put(json, object, "right", answered ? json_boolean(exercise->grades_after.all_right) : json_null());
    pf_json_put(json, object, "picks", answered ? picked_ids(json, exercise->rules, exercise->picked_after) : json_null());
    pf_json_put(json, object, "missed", answered ? graded_ids(json, &exercise->grades_after, PF_VERDICT_MISSED) : json_null());
    pf_json_put(json, object, "not_called_for", answered ? graded_ids(json, &exercise->grades_after, PF_VERDICT_UNCALLED) : json_null());
    return object;
}

static json_t *ladder_object(pf_json *json, const pf_exercise *exercise)
{
    const pf_assessment *ladder = exercise->ladder;
    if (!ladder)
        return json_null();
    json_t *object = pf_json_object(json), *options = pf_json_array(json);
    for (size_t i = 0; i < ladder->option_count; i++)
        pf_json_append(json, options, pf_json_string(json, ladder->options[i].option->name));
    pf_json_put_string(json, object, "pattern", ladder->pattern->id);
    pf_json_put(json, object, "options", options);
    pf_json_put_string(json, object, "start_with", pf_view_start(ladder)->option->name);
    pf_json_put_string(json, object, "because", pf_view_start(ladder)->because);
    pf_json_put(json, object, "right", exercise->is_option_answered ? json_boolean(exercise->option == ladder->start_with) : json_null());
    pf_json_put_string(json, object, "pick", exercise->is_option_answered ? ladder->options[exercise->option].option->name : NULL);
    return object;
}

json_t *pf_json_exercise(pf_json *json, const pf_exercise *exercise)
{
    pf_view view;
    pf_view_init(&view, exercise->result);
    const pf_grades *grades = &exercise->grades;
    json_t *root = pf_json_object(json);
    pf_json_put_string(json, root, "schema", "patfinder/quiz/1");
    pf_json_put_string(json, root, "source", exercise->scenario ? NULL : exercise->result->source_name);
    pf_json_put(json, root, "scenario", scenario_object(json, exercise->scenario));
    pf_json_put(json, root, "picks", picked_ids(json, exercise->rules, exercise->picked));
    pf_json_put(json, root, "hints", json_integer(exercise->hints));
    pf_json_put(json, root, "all_right", json_boolean(pf_exercise_is_right(exercise)));
    pf_json_put(json, root, "right", graded_array(json, &view, grades, PF_VERDICT_RIGHT));
    pf_json_put(json, root, "missed", graded_array(json, &view, grades, PF_VERDICT_MISSED));
    pf_json_put(json, root, "not_called_for", graded_array(json, &view, grades, PF_VERDICT_UNCALLED));
    pf_json_put(json, root, "open", graded_array(json, &view, grades, PF_VERDICT_OPEN));
    pf_json_put(json, root, "follow_up", change_object(json, &view, exercise));
    pf_json_put(json, root, "start_with", ladder_object(json, exercise));
    pf_view_release(&view);
    return root;
}
