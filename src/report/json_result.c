// SPDX-License-Identifier: MIT
// What was found in a text, as JSON trees: recommendation, facts, explanation.
#include "report/json.h"

json_t *pf_json_strings(pf_json *json, const char *const *items, size_t count)
{
    json_t *array = pf_json_array(json);
    for (size_t i = 0; i < count; i++)
        pf_json_append(json, array, pf_json_string(json, items[i]));
    return array;
}

static void put_integer(pf_json *json, json_t *object, const char *key, size_t value)
{
    pf_json_put(json, object, key, json_integer((json_int_t)value));
}

static void put_span(pf_json *json, json_t *object, pf_view *view, uint32_t start, uint32_t end)
{
    pf_spot spot = pf_view_spot(view, start, end);
    pf_json_put(json, object, "text", pf_json_bytes(json, spot.text, spot.length));
    put_integer(json, object, "line", spot.position.line);
    put_integer(json, object, "column", spot.position.column);
    put_integer(json, object, "start", start);
    put_integer(json, object, "end", end);
}

static void put_no_span(pf_json *json, json_t *object)
{
    static const char *const keys[] = {"text", "line", "column", "start", "end"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        pf_json_put(json, object, keys[i], json_null());
}

json_t *pf_json_evidence(pf_json *json, pf_view *view, const pf_evidence *evidence)
{
    json_t *object = pf_json_object(json);
    pf_json_put_string(json, object, "signal", evidence->signal);
    pf_json_put_string(json, object, "because", evidence->because);
    if (evidence->located)
        put_span(json, object, view, evidence->start, evidence->end);
    else
        put_no_span(json, object);
    pf_json_put_number(json, object, "certainty", evidence->certainty);
    pf_json_put_string(json, object, "status", pf_effect_name(evidence->status));
    pf_json_put_string(json, object, "arithmetic", evidence->arithmetic);
    return object;
}

json_t *pf_json_all_evidence(pf_json *json, pf_view *view, const pf_assessment *assessment)
{
    json_t *array = pf_json_array(json);
    for (size_t i = 0; i < assessment->evidence_count; i++)
        pf_json_append(json, array, pf_json_evidence(json, view, &assessment->evidence[i]));
    return array;
}

static json_t *system_object(pf_json *json, pf_view *view)
{
    const pf_result *result = view->result;
    if (!result->system)
        return json_null();
    json_t *evidence = pf_json_array(json);
    if (result->system_end > result->system_start) {
        json_t *span = pf_json_object(json);
        put_span(json, span, view, result->system_start, result->system_end);
        pf_json_append(json, evidence, span);
    }
    json_t *object = pf_json_object(json);
    pf_json_put_string(json, object, "id", result->system->id);
    pf_json_put_string(json, object, "title", result->system->title);
    pf_json_put(json, object, "evidence", evidence);
    return object;
}

json_t *pf_json_tristate(int value)
{
    if (value == PF_UNSET)
        return json_null();
    return json_boolean(value == PF_TRUE);
}

static void put_options(pf_json *json, json_t *object, const pf_assessment *assessment)
{
    const pf_option_result *start = pf_view_start(assessment);
    pf_json_put_string(json, object, "start_with", start ? start->option->name : NULL);
    json_t *array = pf_json_array(json);
    for (size_t i = 0; i < assessment->option_count; i++) {
        const pf_option_result *option = &assessment->options[i];
        json_t *item = pf_json_object(json);
        pf_json_put_string(json, item, "name", option->option->name);
        pf_json_put_string(json, item, "title", option->option->title);
        pf_json_put(json, item, "fits", pf_json_tristate(option->fits));
        pf_json_put_string(json, item, "because", option->because);
        pf_json_append(json, array, item);
    }
    pf_json_put(json, object, "options", array);
    pf_json_put_string(json, object, "next_step", assessment->next_step);
}

static json_t *pitfalls(pf_json *json, const pf_assessment *assessment)
{
    json_t *array = pf_json_array(json);
    for (size_t i = 0; i < assessment->pitfall_count; i++) {
        const pf_pitfall_result *pitfall = &assessment->pitfalls[i];
        json_t *item = pf_json_object(json);
        pf_json_put_string(json, item, "id", pitfall->pitfall->id);
        pf_json_put_string(json, item, "text", pitfall->pitfall->text);
        pf_json_put(json, item, "applies", pitfall->applies ? json_true() : json_null());
        pf_json_append(json, array, item);
    }
    return array;
}

static json_t *recommended(pf_json *json, pf_view *view, const pf_assessment *assessment)
{
    const pf_pattern *pattern = assessment->pattern;
    json_t *object = pf_json_object(json);
    pf_json_put_string(json, object, "pattern", pattern->id);
    pf_json_put_string(json, object, "title", pattern->title);
    pf_json_put_string(json, object, "level", pf_level_name(assessment->level));
    pf_json_put_number(json, object, "certainty", assessment->certainty);
    pf_json_put(json, object, "evidence", pf_json_all_evidence(json, view, assessment));
    pf_json_put(json, object, "parts", pf_json_strings(json, assessment->parts, assessment->part_count));
    put_options(json, object, assessment);
    pf_json_put(json, object, "trade_offs", pf_json_trade_offs(json, pattern));
    pf_json_put(json, object, "pitfalls", pitfalls(json, assessment));
    pf_json_put(json, object, "considerations", pf_json_considerations(json, pattern));
    return object;
}

static json_t *considered(pf_json *json, pf_view *view, const pf_assessment *assessment)
{
    json_t *object = pf_json_object(json);
    pf_json_put_string(json, object, "pattern", assessment->pattern->id);
    pf_json_put_string(json, object, "title", assessment->pattern->title);
    pf_json_put_number(json, object, "certainty", assessment->certainty);
    pf_json_put(json, object, "missing", pf_json_strings(json, assessment->missing, assessment->missing_count));
    pf_json_put(json, object, "evidence", pf_json_all_evidence(json, view, assessment));
    return object;
}

static json_t *not_needed(pf_json *json, pf_view *view, const pf_assessment *assessment)
{
    json_t *object = pf_json_object(json);
    pf_json_put_string(json, object, "pattern", assessment->pattern->id);
    pf_json_put_string(json, object, "title", assessment->pattern->title);
    pf_json_put_number(json, object, "certainty", assessment->certainty);
    pf_json_put_string(json, object, "because", pf_view_reason(assessment));
    pf_json_put(json, object, "evidence", pf_json_all_evidence(json, view, assessment));
    return object;
}

static void append_quoted(pf_json *json, json_t *array, pf_view *view, const pf_known_fact *fact)
{
    for (size_t i = 0; i < fact->quantity_count; i++) {
        if (fact->quantities[i] >= view->result->quantity_count)
            continue;
        const pf_quantity *quantity = &view->result->quantities[fact->quantities[i]];
        pf_spot spot = pf_view_spot(view, quantity->start, quantity->end);
        pf_json_append(json, array, pf_json_bytes(json, spot.text, spot.length));
    }
}

static void put_bounds(pf_json *json, json_t *object, bool has_lower, double lower, bool has_upper, double upper)
{
    pf_json_put(json, object, "lower", has_lower ? pf_json_number(json, lower) : json_null());
    pf_json_put(json, object, "upper", has_upper ? pf_json_number(json, upper) : json_null());
}

json_t *pf_json_fact(pf_json *json, pf_view *view, const pf_known_fact *known)
{
    json_t *from = pf_json_array(json);
    if (known->arithmetic)
        pf_json_append(json, from, pf_json_string(json, known->arithmetic));
    append_quoted(json, from, view, known);
    json_t *object = pf_json_object(json);
    pf_json_put_string(json, object, "name", known->fact->name);
    pf_json_put_string(json, object, "title", known->fact->title);
    put_bounds(json, object, known->has_lower, known->lower, known->has_upper, known->upper);
    pf_json_put_string(json, object, "unit", pf_base_unit(known->fact->dimension));
    pf_json_put_string(json, object, "provenance", pf_provenance_name(known->provenance));
    pf_json_put(json, object, "from", from);
    pf_json_put_string(json, object, "value", known->value);
    return object;
}

static json_t *facts(pf_json *json, pf_view *view)
{
    json_t *array = pf_json_array(json);
    for (size_t i = 0; i < view->result->fact_count; i++)
        pf_json_append(json, array, pf_json_fact(json, view, &view->result->facts[i]));
    return array;
}

// The first `count` of them.
static json_t *questions(pf_json *json, const pf_result *result, size_t count)
{
    json_t *array = pf_json_array(json);
    for (size_t i = 0; i < count; i++) {
        const pf_asked *asked = &result->questions[i];
        json_t *decides = pf_json_array(json);
        for (size_t j = 0; j < asked->decides_count; j++)
            pf_json_append(json, decides, pf_json_string(json, asked->decides[j]->id));
        json_t *object = pf_json_object(json);
        pf_json_put_string(json, object, "fact", asked->fact->name);
        pf_json_put_string(json, object, "ask", asked->ask);
        pf_json_put(json, object, "decides", decides);
        pf_json_put_string(json, object, "example", pf_dimension_example((pf_dimension)asked->fact->dimension));
        pf_json_put_number(json, object, "weight", asked->weight);
        pf_json_append(json, array, object);
    }
    return array;
}

json_t *pf_json_root(pf_json *json, const char *schema, const pf_result *result)
{
    json_t *root = pf_json_object(json);
    pf_json_put_string(json, root, "schema", schema);
    pf_json_put_string(json, root, "source", result->source_name);
    return root;
}

json_t *pf_json_recommendation(pf_json *json, const pf_result *result)
{
    pf_view view;
    pf_view_init(&view, result);
    json_t *fitting = pf_json_array(json), *possible = pf_json_array(json), *unneeded = pf_json_array(json);
    for (size_t i = 0; i < result->assessment_count; i++) {
        const pf_assessment *assessment = &result->assessments[i];
        if (pf_level_recommends(assessment->level))
            pf_json_append(json, fitting, recommended(json, &view, assessment));
        else if (assessment->level == PF_LEVEL_POSSIBLE)
            pf_json_append(json, possible, considered(json, &view, assessment));
        else if (assessment->level == PF_LEVEL_NOT_NEEDED)
            pf_json_append(json, unneeded, not_needed(json, &view, assessment));
    }
    json_t *root = pf_json_root(json, "patfinder/recommend/1", result);
    pf_json_put(json, root, "system", system_object(json, &view));
    pf_json_put(json, root, "recommendations", fitting);
    pf_json_put(json, root, "considered", possible);
    pf_json_put(json, root, "not_needed", unneeded);
    pf_json_put(json, root, "facts", facts(json, &view));
    pf_json_put(json, root, "questions", questions(json, result, pf_view_questions(result)));
    pf_view_release(&view);
    return root;
}

json_t *pf_json_questions(pf_json *json, const pf_result *result)
{
    json_t *root = pf_json_root(json, "patfinder/ask/1", result);
    pf_json_put(json, root, "questions", questions(json, result, result->question_count));
    return root;
}

static json_t *quantity_object(pf_json *json, pf_view *view, const pf_quantity *quantity)
{
    json_t *object = pf_json_object(json);
    put_span(json, object, view, quantity->start, quantity->end);
    pf_json_put_string(json, object, "dimension", pf_dimension_name((pf_dimension)quantity->dimension));
    put_bounds(json, object, quantity->has_lower, quantity->lower, quantity->has_upper, quantity->upper);
    pf_json_put(json, object, "approximate", json_boolean(quantity->approximate));
    pf_json_put_string(json, object, "of", quantity->of);
    pf_json_put_string(json, object, "per", quantity->per);
    return object;
}

json_t *pf_json_facts(pf_json *json, const pf_result *result)
{
    pf_view view;
    pf_view_init(&view, result);
    json_t *quantities = pf_json_array(json);
    for (uint32_t i = 0; i < result->quantity_count; i++)
        pf_json_append(json, quantities, quantity_object(json, &view, &result->quantities[i]));
    json_t *root = pf_json_root(json, "patfinder/facts/1", result);
    pf_json_put(json, root, "quantities", quantities);
    pf_json_put(json, root, "facts", facts(json, &view));
    pf_view_release(&view);
    return root;
}

// What denies or weakens a clause, with its place; or null.
static json_t *cause_object(pf_json *json, pf_view *view, const pf_evidence *evidence)
{
    if (evidence->cause == PF_CAUSE_NONE)
        return json_null();
    json_t *object = pf_json_object(json);
    pf_json_put_string(json, object, "kind", evidence->cause == PF_CAUSE_CUE ? "cue" : "heading");
    put_span(json, object, view, evidence->cause_start, evidence->cause_end);
    return object;
}

static json_t *explained_evidence(pf_json *json, pf_view *view, const pf_evidence *items, size_t count)
{
    json_t *array = pf_json_array(json);
    for (size_t i = 0; i < count; i++) {
        json_t *object = pf_json_evidence(json, view, &items[i]);
        pf_json_put_number(json, object, "whole", items[i].whole);
        pf_json_put(json, object, "cause", cause_object(json, view, &items[i]));
        pf_json_append(json, array, object);
    }
    return array;
}

static json_t *unheld_object(pf_json *json, const pf_unheld *unheld)
{
    json_t *object = pf_json_object(json);
    pf_json_put_string(json, object, "signal", unheld->signal ? unheld->signal->id : NULL);
    pf_json_put(json, object, "certainty", unheld->signal ? pf_json_number(json, unheld->signal->certainty) : json_null());
    pf_json_put_string(json, object, "option", unheld->option ? unheld->option->name : NULL);
    pf_json_put_string(json, object, "because", unheld->signal ? unheld->signal->because : unheld->option->because);
    pf_json_put_string(json, object, "fact", unheld->fact ? unheld->fact->name : NULL);
    pf_json_put(json, object, "factor", unheld->known ? pf_json_number(json, unheld->factor) : json_null());
    pf_json_put_string(json, object, "lacks", unheld->lacks);
    return object;
}

// The clauses that wait for a number, and behind them those that wait for words.
static json_t *not_held(pf_json *json, const pf_explanation *explanation)
{
    json_t *array = pf_json_array(json);
    for (size_t i = 0; i < explanation->number_count; i++)
        pf_json_append(json, array, unheld_object(json, &explanation->numbers[i]));
    for (size_t i = 0; i < explanation->other_count; i++)
        pf_json_append(json, array, unheld_object(json, &explanation->others[i]));
    return array;
}

json_t *pf_json_explanation(pf_json *json, const pf_result *result, const pf_explanation *explanation)
{
    const pf_assessment *assessment = explanation->assessment;
    pf_view view;
    pf_view_init(&view, result);
    pf_sums sums = pf_view_sums(assessment);
    json_t *root = pf_json_root(json, "patfinder/explain/1", result);
    pf_json_put_string(json, root, "pattern", assessment->pattern->id);
    pf_json_put_string(json, root, "title", assessment->pattern->title);
    pf_json_put_string(json, root, "level", pf_level_name(assessment->level));
    pf_json_put_number(json, root, "certainty", assessment->certainty);
    pf_json_put_number(json, root, "certainty_for", sums.in_favour);
    pf_json_put_number(json, root, "certainty_against", sums.against);
    pf_json_put(json, root, "evidence", explained_evidence(json, &view, assessment->evidence, assessment->evidence_count));
    pf_json_put(json, root, "denied", explained_evidence(json, &view, explanation->denied, explanation->denied_count));
    pf_json_put(json, root, "parts", pf_json_strings(json, assessment->parts, assessment->part_count));
    pf_json_put_string(json, root, "against", assessment->against ? pf_view_reason(assessment) : NULL);
    pf_json_put_string(json, root, "unmet", assessment->unmet);
    pf_json_put(json, root, "missing", pf_json_strings(json, assessment->missing, assessment->missing_count));
    pf_json_put(json, root, "not_held", not_held(json, explanation));
    put_options(json, root, assessment);
    pf_json_put(json, root, "pitfalls", pitfalls(json, assessment));
    pf_view_release(&view);
    return root;
}
