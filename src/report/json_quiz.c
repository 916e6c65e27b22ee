// SPDX-License-Identifier: MIT
// An exercise of the quiz, as JSON.
#include "report/json.h"

static void put_scenario(pf_json *json, const pf_scenario *scenario)
{
    if (!scenario) {
        pf_json_null(json, "scenario");
        return;
    }
    pf_json_object(json, "scenario");
    pf_json_string(json, "id", scenario->id);
    pf_json_string(json, "title", scenario->title);
    pf_json_string(json, "text", scenario->text);
    pf_json_close(json);
}

// The ids of patterns for which it is so.
static void put_picked(pf_json *json, const char *key, const pf_ruleset *rules, const bool *picked)
{
    pf_json_array(json, key);
    for (size_t i = 0; i < rules->pack.patterns.count; i++)
        if (picked[i])
            pf_json_string(json, NULL, rules->pack.patterns.items[i].id);
    pf_json_close(json);
}

static void put_graded_ids(pf_json *json, const char *key, const pf_grades *grades, pf_verdict verdict)
{
    pf_json_array(json, key);
    for (size_t i = 0; i < grades->count; i++)
        if (grades->items[i].verdict == verdict)
            pf_json_string(json, NULL, grades->items[i].assessment->pattern->id);
    pf_json_close(json);
}

static void put_recommended_ids(pf_json *json, const char *key, const pf_result *result)
{
    pf_json_array(json, key);
    for (size_t i = 0; i < pf_view_recommended(result); i++)
        pf_json_string(json, NULL, result->assessments[i].pattern->id);
    pf_json_close(json);
}

static void put_graded(pf_json *json, pf_view *view, const pf_graded *graded)
{
    const pf_assessment *assessment = graded->assessment;
    pf_json_object(json, NULL);
    pf_json_string(json, "pattern", assessment->pattern->id);
    pf_json_string(json, "title", assessment->pattern->title);
    pf_json_string(json, "level", pf_level_name(assessment->level));
    pf_json_number(json, "certainty", assessment->certainty);
    pf_json_all_evidence(json, "evidence", view, assessment);
    if (graded->verdict == PF_VERDICT_OPEN)
        pf_json_strings(json, "missing", assessment->missing, assessment->missing_count);
    if (graded->verdict == PF_VERDICT_UNCALLED)
        pf_json_string(json, "pitfall", graded->pitfall ? graded->pitfall->text : NULL);
    pf_json_close(json);
}

static void put_all_graded(pf_json *json, const char *key, pf_view *view, const pf_grades *grades, pf_verdict verdict)
{
    pf_json_array(json, key);
    for (size_t i = 0; i < grades->count; i++)
        if (grades->items[i].verdict == verdict)
            put_graded(json, view, &grades->items[i]);
    pf_json_close(json);
}

static void put_words(pf_json *json, const char *key, pf_view *view, uint32_t start, uint32_t end)
{
    pf_spot spot = pf_view_spot(view, start, end);
    pf_json_bytes(json, key, spot.text, spot.length);
}

// What is changed: a fact, or a sentence that is left out.
static void put_changed(pf_json *json, pf_view *view, const pf_exercise *exercise)
{
    const pf_counterfactual *change = exercise->change;
    pf_json_string(json, "fact", change ? exercise->rules->pack.facts.items[change->instead.fact].name : NULL);
    pf_json_string(json, "value", change ? change->described : NULL);
    if (change && change->stated)
        put_words(json, "instead_of", view, change->start, change->end);
    else
        pf_json_null(json, "instead_of");
    if (change)
        pf_json_null(json, "without");
    else
        put_words(json, "without", view, exercise->omitted_start, exercise->omitted_end);
}

static void put_answer(pf_json *json, const pf_exercise *exercise)
{
    static const char *const keys[] = {"right", "picks", "missed", "not_called_for"};
    for (size_t i = 0; !exercise->is_answered_after && i < sizeof keys / sizeof *keys; i++)
        pf_json_null(json, keys[i]);
    if (!exercise->is_answered_after)
        return;
    pf_json_boolean(json, "right", exercise->grades_after.all_right);
    put_picked(json, "picks", exercise->rules, exercise->picked_after);
    put_graded_ids(json, "missed", &exercise->grades_after, PF_VERDICT_MISSED);
    put_graded_ids(json, "not_called_for", &exercise->grades_after, PF_VERDICT_UNCALLED);
}

static void put_follow_up(pf_json *json, pf_view *view, const pf_exercise *exercise)
{
    if (!exercise->after) {
        pf_json_null(json, "follow_up");
        return;
    }
    pf_json_object(json, "follow_up");
    put_changed(json, view, exercise);
    put_recommended_ids(json, "fits", exercise->after);
    put_answer(json, exercise);
    pf_json_close(json);
}

static void put_ladder(pf_json *json, const pf_exercise *exercise)
{
    const pf_assessment *ladder = exercise->ladder;
    if (!ladder) {
        pf_json_null(json, "start_with");
        return;
    }
    bool answered = exercise->is_option_answered;
    pf_json_object(json, "start_with");
    pf_json_string(json, "pattern", ladder->pattern->id);
    pf_json_array(json, "options");
    for (size_t i = 0; i < ladder->option_count; i++)
        pf_json_string(json, NULL, ladder->options[i].option->name);
    pf_json_close(json);
    pf_json_string(json, "start_with", pf_view_start(ladder)->option->name);
    pf_json_string(json, "because", pf_view_start(ladder)->because);
    pf_json_tristate(json, "right", !answered ? PF_UNSET : exercise->option == ladder->start_with ? PF_TRUE : PF_FALSE);
    pf_json_string(json, "pick", answered ? ladder->options[exercise->option].option->name : NULL);
    pf_json_close(json);
}

void pf_json_exercise(pf_json *json, const pf_exercise *exercise)
{
    pf_view view;
    pf_view_init(&view, exercise->result);
    const pf_grades *grades = &exercise->grades;
    pf_json_object(json, NULL);
    pf_json_string(json, "schema", "patfinder/quiz/1");
    pf_json_string(json, "source", exercise->scenario ? NULL : exercise->result->source_name);
    put_scenario(json, exercise->scenario);
    put_picked(json, "picks", exercise->rules, exercise->picked);
    pf_json_integer(json, "hints", exercise->hints);
    pf_json_boolean(json, "all_right", pf_exercise_is_right(exercise));
    put_all_graded(json, "right", &view, grades, PF_VERDICT_RIGHT);
    put_all_graded(json, "missed", &view, grades, PF_VERDICT_MISSED);
    put_all_graded(json, "not_called_for", &view, grades, PF_VERDICT_UNCALLED);
    put_all_graded(json, "open", &view, grades, PF_VERDICT_OPEN);
    put_follow_up(json, &view, exercise);
    put_ladder(json, exercise);
    pf_json_close(json);
    pf_view_release(&view);
}
