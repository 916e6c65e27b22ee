// SPDX-License-Identifier: MIT
// What the rules know about patterns, as JSON trees.
#include "report/json.h"
#include "report/view.h"

static json_t *strings(pf_json *json, const pf_strings *list)
{
    json_t *array = pf_json_array(json);
    for (size_t i = 0; i < list->count; i++)
        pf_json_append(json, array, pf_json_string(json, list->items[i].text));
    return array;
}

json_t *pf_json_trade_offs(pf_json *json, const pf_pattern *pattern)
{
    json_t *array = pf_json_array(json);
    for (size_t i = 0; i < pattern->trade_offs.count; i++) {
        const pf_trade_off *trade_off = &pattern->trade_offs.items[i];
        json_t *object = pf_json_object(json);
        pf_json_put_string(json, object, "gain", trade_off->gain);
        pf_json_put_string(json, object, "cost", trade_off->cost);
        pf_json_append(json, array, object);
    }
    return array;
}

json_t *pf_json_considerations(pf_json *json, const pf_pattern *pattern)
{
    json_t *array = pf_json_array(json);
    for (size_t i = 0; i < pattern->considerations.count; i++) {
        const pf_consideration *consideration = &pattern->considerations.items[i];
        json_t *object = pf_json_object(json);
        pf_json_put_string(json, object, "name", consideration->name);
        pf_json_put_string(json, object, "text", consideration->text);
        pf_json_append(json, array, object);
    }
    return array;
}

static json_t *signals(pf_json *json, const pf_pattern *pattern)
{
    json_t *array = pf_json_array(json);
    for (size_t i = 0; i < pattern->signals.count; i++) {
        const pf_signal *signal = &pattern->signals.items[i];
        if (signal->enabled == PF_FALSE)
            continue;
        json_t *object = pf_json_object(json);
        pf_json_put_string(json, object, "id", signal->id);
        pf_json_put_number(json, object, "certainty", signal->certainty);
        pf_json_put_string(json, object, "because", signal->because);
        pf_buffer bounds;
        pf_buffer_init(&bounds);
        pf_view_bounds(&bounds, &signal->when);
        pf_json_put_string(json, object, "numbers", bounds.length ? bounds.bytes : NULL);
        pf_buffer_release(&bounds);
        pf_json_put_string(json, object, "source", signal->source);
        pf_json_append(json, array, object);
    }
    return array;
}

static json_t *options(pf_json *json, const pf_pattern *pattern)
{
    json_t *array = pf_json_array(json);
    for (size_t i = 0; i < pattern->options.count; i++) {
        const pf_option *option = &pattern->options.items[i];
        json_t *object = pf_json_object(json);
        pf_json_put_string(json, object, "name", option->name);
        pf_json_put_string(json, object, "title", option->title);
        pf_json_put_string(json, object, "text", option->text);
        pf_json_put(json, object, "technologies", strings(json, &option->technologies));
        pf_json_put_string(json, object, "when", option->when);
        pf_json_put_string(json, object, "because", option->because);
        pf_json_append(json, array, object);
    }
    return array;
}

static json_t *pitfalls(pf_json *json, const pf_pattern *pattern)
{
    json_t *array = pf_json_array(json);
    for (size_t i = 0; i < pattern->pitfalls.count; i++) {
        const pf_pitfall *pitfall = &pattern->pitfalls.items[i];
        json_t *object = pf_json_object(json);
        pf_json_put_string(json, object, "id", pitfall->id);
        pf_json_put_string(json, object, "text", pitfall->text);
        pf_json_put(json, object, "conditional", json_boolean(pitfall->when != NULL));
        pf_json_append(json, array, object);
    }
    return array;
}

static json_t *questions(pf_json *json, const pf_pattern *pattern)
{
    json_t *array = pf_json_array(json);
    for (size_t i = 0; i < pattern->questions.count; i++) {
        json_t *object = pf_json_object(json);
        pf_json_put_string(json, object, "fact", pattern->questions.items[i].fact);
        pf_json_put_string(json, object, "ask", pattern->questions.items[i].ask);
        pf_json_append(json, array, object);
    }
    return array;
}

static json_t *sources(pf_json *json, const pf_pattern *pattern)
{
    json_t *array = pf_json_array(json);
    for (size_t i = 0; i < pattern->sources.count; i++) {
        const pf_source *source = &pattern->sources.items[i];
        json_t *object = pf_json_object(json);
        pf_json_put_string(json, object, "id", source->id);
        pf_json_put_string(json, object, "title", source->title);
        pf_json_put_string(json, object, "url", source->url);
        pf_json_append(json, array, object);
    }
    return array;
}

json_t *pf_json_list(pf_json *json, const pf_pattern *patterns, size_t count)
{
    json_t *array = pf_json_array(json);
    for (size_t i = 0; i < count; i++) {
        json_t *object = pf_json_object(json);
        pf_json_put_string(json, object, "pattern", patterns[i].id);
        pf_json_put_string(json, object, "title", patterns[i].title);
        pf_json_put_string(json, object, "problem", patterns[i].problem);
        pf_json_append(json, array, object);
    }
    json_t *root = pf_json_object(json);
    pf_json_put_string(json, root, "schema", "patfinder/list/1");
    pf_json_put(json, root, "patterns", array);
    return root;
}

json_t *pf_json_pattern(pf_json *json, const pf_pattern *pattern)
{
    json_t *root = pf_json_object(json);
    pf_json_put_string(json, root, "schema", "patfinder/pattern/1");
    pf_json_put_string(json, root, "pattern", pattern->id);
    pf_json_put_string(json, root, "title", pattern->title);
    pf_json_put_string(json, root, "problem", pattern->problem);
    pf_json_put(json, root, "signals", signals(json, pattern));
    pf_json_put(json, root, "options", options(json, pattern));
    pf_json_put(json, root, "trade_offs", pf_json_trade_offs(json, pattern));
    pf_json_put(json, root, "pitfalls", pitfalls(json, pattern));
    pf_json_put(json, root, "considerations", pf_json_considerations(json, pattern));
    pf_json_put(json, root, "questions", questions(json, pattern));
    pf_json_put(json, root, "sources", sources(json, pattern));
    return root;
}
