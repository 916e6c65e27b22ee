// SPDX-License-Identifier: MIT
// What was found in a text, as JSON: recommendation, facts, explanation.
#include "report/json.h"

#include <assert.h>

void pf_json_strings(pf_json *json, const char *key, const char *const *items, size_t count)
{
    pf_json_array(json, key);
    for (size_t i = 0; i < count; i++)
        pf_json_string(json, NULL, items[i]);
    pf_json_close(json);
}

static void put_span(pf_json *json, pf_view *view, uint32_t start, uint32_t end)
{
    pf_spot spot = pf_view_spot(view, start, end);
    pf_json_bytes(json, "text", spot.text, spot.length);
    pf_json_integer(json, "line", spot.position.line);
    pf_json_integer(json, "column", spot.position.column);
    pf_json_integer(json, "start", start);
    pf_json_integer(json, "end", end);
}

static void put_no_span(pf_json *json)
{
    static const char *const keys[] = {"text", "line", "column", "start", "end"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        pf_json_null(json, keys[i]);
}

// Opens its object.
static void open_evidence(pf_json *json, const char *key, pf_view *view, const pf_evidence *evidence)
{
    pf_json_object(json, key);
    pf_json_string(json, "signal", evidence->signal);
    pf_json_string(json, "because", evidence->because);
    if (evidence->located)
        put_span(json, view, evidence->start, evidence->end);
    else
        put_no_span(json);
    pf_json_number(json, "certainty", evidence->certainty);
    pf_json_string(json, "status", pf_effect_name(evidence->status));
    pf_json_string(json, "arithmetic", evidence->arithmetic);
}

void pf_json_evidence(pf_json *json, const char *key, pf_view *view, const pf_evidence *evidence)
{
    open_evidence(json, key, view, evidence);
    pf_json_close(json);
}

void pf_json_all_evidence(pf_json *json, const char *key, pf_view *view, const pf_assessment *assessment)
{
    pf_json_array(json, key);
    for (size_t i = 0; i < assessment->evidence_count; i++)
        pf_json_evidence(json, NULL, view, &assessment->evidence[i]);
    pf_json_close(json);
}

static void put_system(pf_json *json, pf_view *view)
{
    const pf_result *result = view->result;
    if (!result->system) {
        pf_json_null(json, "system");
        return;
    }
    pf_json_object(json, "system");
    pf_json_string(json, "id", result->system->id);
    pf_json_string(json, "title", result->system->title);
    pf_json_array(json, "evidence");
    if (result->system_end > result->system_start) {
        pf_json_object(json, NULL);
        put_span(json, view, result->system_start, result->system_end);
        pf_json_close(json);
    }
    pf_json_close(json);
    pf_json_close(json);
}

void pf_json_tristate(pf_json *json, const char *key, int value)
{
    if (value == PF_UNSET)
        pf_json_null(json, key);
    else
        pf_json_boolean(json, key, value == PF_TRUE);
}

static void put_options(pf_json *json, const pf_assessment *assessment)
{
    const pf_option_result *start = pf_view_start(assessment);
    pf_json_string(json, "start_with", start ? start->option->name : NULL);
    pf_json_array(json, "options");
    for (size_t i = 0; i < assessment->option_count; i++) {
        const pf_option_result *option = &assessment->options[i];
        pf_json_object(json, NULL);
        pf_json_string(json, "name", option->option->name);
        pf_json_string(json, "title", option->option->title);
        pf_json_tristate(json, "fits", option->fits);
        pf_json_string(json, "because", option->because);
        pf_json_close(json);
    }
    pf_json_close(json);
    pf_json_string(json, "next_step", assessment->next_step);
}

static void put_pitfalls(pf_json *json, const pf_assessment *assessment)
{
    pf_json_array(json, "pitfalls");
    for (size_t i = 0; i < assessment->pitfall_count; i++) {
        const pf_pitfall_result *pitfall = &assessment->pitfalls[i];
        pf_json_object(json, NULL);
        pf_json_string(json, "id", pitfall->pitfall->id);
        pf_json_string(json, "text", pitfall->pitfall->text);
        pf_json_tristate(json, "applies", pitfall->applies ? PF_TRUE : PF_UNSET);
        pf_json_close(json);
    }
    pf_json_close(json);
}

static void put_recommended(pf_json *json, pf_view *view, const pf_assessment *assessment)
{
    const pf_pattern *pattern = assessment->pattern;
    pf_json_object(json, NULL);
    pf_json_string(json, "pattern", pattern->id);
    pf_json_string(json, "title", pattern->title);
    pf_json_string(json, "level", pf_level_name(assessment->level));
    pf_json_number(json, "certainty", assessment->certainty);
    pf_json_all_evidence(json, "evidence", view, assessment);
    pf_json_strings(json, "parts", assessment->parts, assessment->part_count);
    put_options(json, assessment);
    pf_json_trade_offs(json, "trade_offs", pattern);
    put_pitfalls(json, assessment);
    pf_json_considerations(json, "considerations", pattern);
    pf_json_close(json);
}

static void put_considered(pf_json *json, pf_view *view, const pf_assessment *assessment)
{
    pf_json_object(json, NULL);
    pf_json_string(json, "pattern", assessment->pattern->id);
    pf_json_string(json, "title", assessment->pattern->title);
    pf_json_number(json, "certainty", assessment->certainty);
    pf_json_strings(json, "missing", assessment->missing, assessment->missing_count);
    pf_json_all_evidence(json, "evidence", view, assessment);
    pf_json_close(json);
}

static void put_not_needed(pf_json *json, pf_view *view, const pf_assessment *assessment)
{
    pf_json_object(json, NULL);
    pf_json_string(json, "pattern", assessment->pattern->id);
    pf_json_string(json, "title", assessment->pattern->title);
    pf_json_number(json, "certainty", assessment->certainty);
    pf_json_string(json, "because", pf_view_reason(assessment));
    pf_json_all_evidence(json, "evidence", view, assessment);
    pf_json_close(json);
}

static void put_quoted(pf_json *json, pf_view *view, const pf_known_fact *fact)
{
    for (size_t i = 0; i < fact->quantity_count; i++) {
        if (fact->quantities[i] >= view->result->quantity_count)
            continue;
        const pf_quantity *quantity = &view->result->quantities[fact->quantities[i]];
        pf_spot spot = pf_view_spot(view, quantity->start, quantity->end);
        pf_json_bytes(json, NULL, spot.text, spot.length);
    }
}

static void put_number_if(pf_json *json, const char *key, bool known, double value)
{
    if (known)
        pf_json_number(json, key, value);
    else
        pf_json_null(json, key);
}

void pf_json_fact(pf_json *json, const char *key, pf_view *view, const pf_known_fact *known)
{
    pf_json_object(json, key);
    pf_json_string(json, "name", known->fact->name);
    pf_json_string(json, "title", known->fact->title);
    put_number_if(json, "lower", known->has_lower, known->lower);
    put_number_if(json, "upper", known->has_upper, known->upper);
    pf_json_string(json, "unit", pf_base_unit(known->fact->dimension));
    pf_json_string(json, "provenance", pf_provenance_name(known->provenance));
    pf_json_array(json, "from");
    if (known->arithmetic)
        pf_json_string(json, NULL, known->arithmetic);
    put_quoted(json, view, known);
    pf_json_close(json);
    pf_json_string(json, "value", known->value);
    pf_json_close(json);
}

static void put_facts(pf_json *json, pf_view *view)
{
    pf_json_array(json, "facts");
    for (size_t i = 0; i < view->result->fact_count; i++)
        pf_json_fact(json, NULL, view, &view->result->facts[i]);
    pf_json_close(json);
}

// The first `count` of them.
static void put_questions(pf_json *json, const pf_result *result, size_t count)
{
    pf_json_array(json, "questions");
    for (size_t i = 0; i < count; i++) {
        const pf_asked *asked = &result->questions[i];
        pf_json_object(json, NULL);
        pf_json_string(json, "fact", asked->fact->name);
        pf_json_string(json, "ask", asked->ask);
        pf_json_array(json, "decides");
        for (size_t j = 0; j < asked->decides_count; j++)
            pf_json_string(json, NULL, asked->decides[j]->id);
        pf_json_close(json);
        pf_json_string(json, "example", pf_dimension_example((pf_dimension)asked->fact->dimension));
        pf_json_number(json, "weight", asked->weight);
        pf_json_close(json);
    }
    pf_json_close(json);
}

void pf_json_root(pf_json *json, const char *schema, const pf_result *result)
{
    pf_json_object(json, NULL);
    pf_json_string(json, "schema", schema);
    pf_json_string(json, "source", result->source_name);
}

void pf_json_recommendation(pf_json *json, const pf_result *result)
{
    const pf_assessment *assessments = result->assessments;
    pf_view view;
    pf_view_init(&view, result);
    pf_json_root(json, "patfinder/recommend/1", result);
    put_system(json, &view);
    pf_json_array(json, "recommendations");
    for (size_t i = 0; i < result->assessment_count; i++)
        if (pf_level_recommends(assessments[i].level))
            put_recommended(json, &view, &assessments[i]);
    pf_json_close(json);
    pf_json_array(json, "considered");
    for (size_t i = 0; i < result->assessment_count; i++)
        if (assessments[i].level == PF_LEVEL_POSSIBLE)
            put_considered(json, &view, &assessments[i]);
    pf_json_close(json);
    pf_json_array(json, "not_needed");
    for (size_t i = 0; i < result->assessment_count; i++)
        if (assessments[i].level == PF_LEVEL_NOT_NEEDED)
            put_not_needed(json, &view, &assessments[i]);
    pf_json_close(json);
    put_facts(json, &view);
    put_questions(json, result, pf_view_questions(result));
    pf_json_close(json);
    pf_view_release(&view);
}

void pf_json_questions(pf_json *json, const pf_result *result)
{
    pf_json_root(json, "patfinder/ask/1", result);
    put_questions(json, result, result->question_count);
    pf_json_close(json);
}

static void put_quantity(pf_json *json, pf_view *view, const pf_quantity *quantity)
{
    pf_json_object(json, NULL);
    put_span(json, view, quantity->start, quantity->end);
    pf_json_string(json, "dimension", pf_dimension_name((pf_dimension)quantity->dimension));
    put_number_if(json, "lower", quantity->has_lower, quantity->lower);
    put_number_if(json, "upper", quantity->has_upper, quantity->upper);
    pf_json_boolean(json, "approximate", quantity->approximate);
    pf_json_string(json, "of", quantity->of);
    pf_json_string(json, "per", quantity->per);
    pf_json_close(json);
}

void pf_json_facts(pf_json *json, const pf_result *result)
{
    pf_view view;
    pf_view_init(&view, result);
    pf_json_root(json, "patfinder/facts/1", result);
    pf_json_array(json, "quantities");
    for (uint32_t i = 0; i < result->quantity_count; i++)
        put_quantity(json, &view, &result->quantities[i]);
    pf_json_close(json);
    put_facts(json, &view);
    pf_json_close(json);
    pf_view_release(&view);
}

// What denies or weakens a clause, with its place; or null.
static void put_cause(pf_json *json, pf_view *view, const pf_evidence *evidence)
{
    if (evidence->cause == PF_CAUSE_NONE) {
        pf_json_null(json, "cause");
        return;
    }
    pf_json_object(json, "cause");
    pf_json_string(json, "kind", evidence->cause == PF_CAUSE_CUE ? "cue" : "heading");
    put_span(json, view, evidence->cause_start, evidence->cause_end);
    pf_json_close(json);
}

static void put_explained(pf_json *json, const char *key, pf_view *view, const pf_evidence *items, size_t count)
{
    pf_json_array(json, key);
    for (size_t i = 0; i < count; i++) {
        open_evidence(json, NULL, view, &items[i]);
        pf_json_number(json, "whole", items[i].whole);
        put_cause(json, view, &items[i]);
        pf_json_close(json);
    }
    pf_json_close(json);
}

static void put_unheld(pf_json *json, const pf_unheld *unheld)
{
    assert(unheld->signal || unheld->option);
    pf_json_object(json, NULL);
    pf_json_string(json, "signal", unheld->signal ? unheld->signal->id : NULL);
    put_number_if(json, "certainty", unheld->signal != NULL, unheld->signal ? unheld->signal->certainty : 0);
    pf_json_string(json, "option", unheld->option ? unheld->option->name : NULL);
    pf_json_string(json, "because", unheld->signal ? unheld->signal->because : unheld->option->because);
    pf_json_string(json, "fact", unheld->fact ? unheld->fact->name : NULL);
    put_number_if(json, "factor", unheld->known, unheld->factor);
    pf_json_string(json, "lacks", unheld->lacks);
    pf_json_close(json);
}

// The clauses that wait for a number, and behind them those that wait for words.
static void put_not_held(pf_json *json, const pf_explanation *explanation)
{
    pf_json_array(json, "not_held");
    for (size_t i = 0; i < explanation->number_count; i++)
        put_unheld(json, &explanation->numbers[i]);
    for (size_t i = 0; i < explanation->other_count; i++)
        put_unheld(json, &explanation->others[i]);
    pf_json_close(json);
}

void pf_json_explanation(pf_json *json, const pf_result *result, const pf_explanation *explanation)
{
    const pf_assessment *assessment = explanation->assessment;
    pf_view view;
    pf_view_init(&view, result);
    pf_sums sums = pf_view_sums(assessment);
    pf_json_root(json, "patfinder/explain/1", result);
    pf_json_string(json, "pattern", assessment->pattern->id);
    pf_json_string(json, "title", assessment->pattern->title);
    pf_json_string(json, "level", pf_level_name(assessment->level));
    pf_json_number(json, "certainty", assessment->certainty);
    pf_json_number(json, "certainty_for", sums.in_favour);
    pf_json_number(json, "certainty_against", sums.against);
    put_explained(json, "evidence", &view, assessment->evidence, assessment->evidence_count);
    put_explained(json, "denied", &view, explanation->denied, explanation->denied_count);
    pf_json_strings(json, "parts", assessment->parts, assessment->part_count);
    pf_json_string(json, "against", assessment->against ? pf_view_reason(assessment) : NULL);
    pf_json_string(json, "unmet", assessment->unmet);
    pf_json_strings(json, "missing", assessment->missing, assessment->missing_count);
    put_not_held(json, explanation);
    put_options(json, assessment);
    put_pitfalls(json, assessment);
    pf_json_close(json);
    pf_view_release(&view);
}
