// SPDX-License-Identifier: MIT
// What the rules know about patterns, as JSON.
#include "report/json.h"
#include "report/view.h"

static void put_strings(pf_json *json, const char *key, const pf_strings *list)
{
    pf_json_array(json, key);
    for (size_t i = 0; i < list->count; i++)
        pf_json_string(json, NULL, list->items[i].text);
    pf_json_close(json);
}

void pf_json_trade_offs(pf_json *json, const char *key, const pf_pattern *pattern)
{
    pf_json_array(json, key);
    for (size_t i = 0; i < pattern->trade_offs.count; i++) {
        const pf_trade_off *trade_off = &pattern->trade_offs.items[i];
        pf_json_object(json, NULL);
        pf_json_string(json, "gain", trade_off->gain);
        pf_json_string(json, "cost", trade_off->cost);
        pf_json_close(json);
    }
    pf_json_close(json);
}

void pf_json_considerations(pf_json *json, const char *key, const pf_pattern *pattern)
{
    pf_json_array(json, key);
    for (size_t i = 0; i < pattern->considerations.count; i++) {
        const pf_consideration *consideration = &pattern->considerations.items[i];
        pf_json_object(json, NULL);
        pf_json_string(json, "name", consideration->name);
        pf_json_string(json, "text", consideration->text);
        pf_json_close(json);
    }
    pf_json_close(json);
}

static void put_numbers(pf_json *json, const pf_signal *signal)
{
    pf_buffer bounds;
    pf_buffer_init(&bounds);
    pf_view_bounds(&bounds, &signal->when);
    pf_json_string(json, "numbers", bounds.length ? bounds.bytes : NULL);
    json->output->failed = json->output->failed || bounds.failed;
    pf_buffer_release(&bounds);
}

static void put_signals(pf_json *json, const pf_pattern *pattern)
{
    pf_json_array(json, "signals");
    for (size_t i = 0; i < pattern->signals.count; i++) {
        const pf_signal *signal = &pattern->signals.items[i];
        if (signal->enabled == PF_FALSE)
            continue;
        pf_json_object(json, NULL);
        pf_json_string(json, "id", signal->id);
        pf_json_number(json, "certainty", signal->certainty);
        pf_json_string(json, "because", signal->because);
        put_numbers(json, signal);
        pf_json_string(json, "source", signal->source);
        pf_json_close(json);
    }
    pf_json_close(json);
}

static void put_options(pf_json *json, const pf_pattern *pattern)
{
    pf_json_array(json, "options");
    for (size_t i = 0; i < pattern->options.count; i++) {
        const pf_option *option = &pattern->options.items[i];
        pf_json_object(json, NULL);
        pf_json_string(json, "name", option->name);
        pf_json_string(json, "title", option->title);
        pf_json_string(json, "text", option->text);
        put_strings(json, "technologies", &option->technologies);
        pf_json_string(json, "when", option->when);
        pf_json_string(json, "because", option->because);
        pf_json_close(json);
    }
    pf_json_close(json);
}

static void put_pitfalls(pf_json *json, const pf_pattern *pattern)
{
    pf_json_array(json, "pitfalls");
    for (size_t i = 0; i < pattern->pitfalls.count; i++) {
        const pf_pitfall *pitfall = &pattern->pitfalls.items[i];
        pf_json_object(json, NULL);
        pf_json_string(json, "id", pitfall->id);
        pf_json_string(json, "text", pitfall->text);
        pf_json_boolean(json, "conditional", pitfall->when != NULL);
        pf_json_close(json);
    }
    pf_json_close(json);
}

static void put_questions(pf_json *json, const pf_pattern *pattern)
{
    pf_json_array(json, "questions");
    for (size_t i = 0; i < pattern->questions.count; i++) {
        pf_json_object(json, NULL);
        pf_json_string(json, "fact", pattern->questions.items[i].fact);
        pf_json_string(json, "ask", pattern->questions.items[i].ask);
        pf_json_close(json);
    }
    pf_json_close(json);
}

static void put_sources(pf_json *json, const pf_pattern *pattern)
{
    pf_json_array(json, "sources");
    for (size_t i = 0; i < pattern->sources.count; i++) {
        const pf_source *source = &pattern->sources.items[i];
        pf_json_object(json, NULL);
        pf_json_string(json, "id", source->id);
        pf_json_string(json, "title", source->title);
        pf_json_string(json, "url", source->url);
        pf_json_close(json);
    }
    pf_json_close(json);
}

void pf_json_list(pf_json *json, const pf_pattern *patterns, size_t count)
{
    pf_json_object(json, NULL);
    pf_json_string(json, "schema", "patfinder/list/1");
    pf_json_array(json, "patterns");
    for (size_t i = 0; i < count; i++) {
        pf_json_object(json, NULL);
        pf_json_string(json, "pattern", patterns[i].id);
        pf_json_string(json, "title", patterns[i].title);
        pf_json_string(json, "problem", patterns[i].problem);
        pf_json_close(json);
    }
    pf_json_close(json);
    pf_json_close(json);
}

void pf_json_pattern(pf_json *json, const pf_pattern *pattern)
{
    pf_json_object(json, NULL);
    pf_json_string(json, "schema", "patfinder/pattern/1");
    pf_json_string(json, "pattern", pattern->id);
    pf_json_string(json, "title", pattern->title);
    pf_json_string(json, "problem", pattern->problem);
    put_signals(json, pattern);
    put_options(json, pattern);
    pf_json_trade_offs(json, "trade_offs", pattern);
    put_pitfalls(json, pattern);
    pf_json_considerations(json, "considerations", pattern);
    put_questions(json, pattern);
    put_sources(json, pattern);
    pf_json_close(json);
}
