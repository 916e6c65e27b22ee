// SPDX-License-Identifier: MIT
// A YAML file as a tree of scalars, sequences and mappings with their places.
#include "rules/node.h"

#include "base/limits.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

const pf_yaml_kind pf_yaml_rules = {
    .one = "a rule file",
    .many = "rule files",
    .syntax = "rule-syntax",
    .too_deep = "rule-too-deep",
    .duplicate_key = "rule-duplicate-key",
    .unknown_key = "rule-unknown-key",
    .missing_key = "rule-missing-key",
    .wrong_type = "rule-wrong-type",
    .out_of_range = "rule-out-of-range",
    .too_many = "rule-too-many",
    .duplicate_id = "rule-duplicate-id",
};
// It has no numbers and no lists of named things.
const pf_yaml_kind pf_yaml_config = {
    .one = "a configuration",
    .many = "configurations",
    .syntax = "config-syntax",
    .too_deep = "config-too-deep",
    .duplicate_key = "config-duplicate-key",
    .unknown_key = "config-unknown-key",
    .missing_key = "config-missing-key",
    .wrong_type = "config-wrong-type",
    .too_many = "config-too-many",
};

typedef struct tree_builder {
    pf_arena *arena;
    const pf_yaml_kind *kind;
    const char *file;
    pf_diagnostics *diagnostics;
    pf_node *open[PF_LIMIT_YAML_DEPTH];
    size_t depth;
    pf_node *pending_key; // a mapping's key that waits for its value
    pf_node *root;
    bool failed;
} tree_builder;

static void refuse_at(tree_builder *builder, const char *code, pf_origin place, const char *message)
{
    pf_diagnostics_add(builder->diagnostics, PF_ERROR, code, place.file, place.line, place.column, "%s", message);
    builder->failed = true;
}

static void fail(tree_builder *builder, const char *code, yaml_mark_t mark, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static void fail(tree_builder *builder, const char *code, yaml_mark_t mark, const char *format, ...)
{
    char message[192];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    refuse_at(builder, code, (pf_origin){builder->file, (uint32_t)mark.line + 1, (uint32_t)mark.column + 1}, message);
}

static pf_node *new_node(tree_builder *builder, pf_node_kind kind, yaml_mark_t mark)
{
    pf_node *node = pf_arena_alloc(builder->arena, sizeof *node);
    if (!node) {
        fail(builder, "out-of-memory", mark, "out of memory");
        return NULL;
    }
    node->kind = kind;
    node->place = (pf_origin){builder->file, (uint32_t)mark.line + 1, (uint32_t)mark.column + 1};
    return node;
}

static void append(pf_node *parent, pf_node *child)
{
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
    parent->count++;
}

// Puts a finished or just opened node where the parse stands.
static void place_node(tree_builder *builder, pf_node *node, yaml_mark_t mark)
{
    if (builder->depth == 0) {
        builder->root = node;
        return;
    }
    pf_node *parent = builder->open[builder->depth - 1];
    if (parent->kind == PF_NODE_SEQUENCE) {
        append(parent, node);
        return;
    }
    if (!builder->pending_key) {
        if (node->kind != PF_NODE_SCALAR)
            fail(builder, builder->kind->syntax, mark, "a key must be a plain word, not a list or mapping");
        builder->pending_key = node;
        return;
    }
    node->key = builder->pending_key;
    builder->pending_key = NULL;
    append(parent, node);
}

static void open_node(tree_builder *builder, pf_node_kind kind, const yaml_event_t *event)
{
    if (builder->depth == PF_LIMIT_YAML_DEPTH) {
        fail(builder, builder->kind->too_deep, event->start_mark, "nested too deeply for %s", builder->kind->one);
        return;
    }
    pf_node *node = new_node(builder, kind, event->start_mark);
    if (!node)
        return;
    place_node(builder, node, event->start_mark);
    builder->open[builder->depth++] = node;
}

static void add_scalar(tree_builder *builder, const yaml_event_t *event)
{
    pf_node *node = new_node(builder, PF_NODE_SCALAR, event->start_mark);
    if (!node)
        return;
    const char *bytes = (const char *)event->data.scalar.value;
    size_t length = event->data.scalar.length;
    if (memchr(bytes, '\0', length)) {
        fail(builder, builder->kind->syntax, event->start_mark, "a NUL character in a string");
        return;
    }
    while (length && event->data.scalar.style >= YAML_LITERAL_SCALAR_STYLE && bytes[length - 1] == '\n')
        length--;
    node->text = pf_arena_copy(builder->arena, bytes, length);
    node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    if (node->text)
        place_node(builder, node, event->start_mark);
    else
        fail(builder, "out-of-memory", event->start_mark, "out of memory");
}

// Anchors would let a small file grow without bounds, and tags mean nothing here.
static bool has_anchor_or_tag(const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return event->data.scalar.anchor || event->data.scalar.tag;
    case YAML_SEQUENCE_START_EVENT:
        return event->data.sequence_start.anchor || event->data.sequence_start.tag;
    case YAML_MAPPING_START_EVENT:
        return event->data.mapping_start.anchor || event->data.mapping_start.tag;
    default:
        return event->type == YAML_ALIAS_EVENT;
    }
}

static int compare_places(const pf_node *a, const pf_node *b)
{
    int lines = (a->place.line > b->place.line) - (a->place.line < b->place.line);
    return lines ? lines : (a->place.column > b->place.column) - (a->place.column < b->place.column);
}

static int compare_keys(const void *a, const void *b)
{
    const pf_node *left = *(const pf_node *const *)a, *right = *(const pf_node *const *)b;
    int order = strcmp(left->text, right->text);
    return order ? order : compare_places(left, right);
}

// Finds keys that stand twice by sorting: comparing each with all before it would take too long for some hundred thousand.
static void check_keys(tree_builder *builder, const pf_node *mapping)
{
    const pf_node **keys = pf_arena_array(builder->arena, mapping->count, sizeof *keys);
    if (!keys) {
        refuse_at(builder, "out-of-memory", mapping->place, "out of memory");
        return;
    }
    size_t count = 0;
    for (const pf_node *child = mapping->first; child; child = child->next)
        keys[count++] = child->key;
    qsort(keys, count, sizeof *keys, compare_keys);
    const pf_node *first = NULL;
    for (size_t i = 1; i < count; i++)
        if (strcmp(keys[i - 1]->text, keys[i]->text) == 0 && (!first || compare_places(keys[i], first) < 0))
            first = keys[i];
    if (first)
        refuse_at(builder, builder->kind->duplicate_key, first->place, "this key stands here twice: keep one of them");
}

static void take_event(tree_builder *builder, const yaml_event_t *event)
{
    if (has_anchor_or_tag(event)) {
        fail(builder, builder->kind->syntax, event->start_mark,
             "anchors, aliases and tags are not allowed in %s: write the value out (quote it if it begins with & * or !)", builder->kind->many);
        return;
    }
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        if (builder->root)
            fail(builder, builder->kind->syntax, event->start_mark, "%s holds one YAML document: remove the second", builder->kind->one);
        break;
    case YAML_SCALAR_EVENT:
        add_scalar(builder, event);
        break;
    case YAML_SEQUENCE_START_EVENT:
        open_node(builder, PF_NODE_SEQUENCE, event);
        break;
    case YAML_MAPPING_START_EVENT:
        open_node(builder, PF_NODE_MAPPING, event);
        break;
    case YAML_SEQUENCE_END_EVENT:
        builder->depth--;
        break;
    case YAML_MAPPING_END_EVENT:
        check_keys(builder, builder->open[--builder->depth]);
        break;
    default:
        break;
    }
}

static void report_syntax(tree_builder *builder, const yaml_parser_t *parser)
{
    const char *context = parser->context ? parser->context : "";
    if (!parser->problem) // YAML_MEMORY_ERROR, which the parser does not always set
        fail(builder, "out-of-memory", parser->mark, "out of memory");
    else
        fail(builder, builder->kind->syntax, parser->problem_mark, "this is no valid YAML: %s%s%s", parser->problem, *context ? " " : "", context);
}

pf_node *pf_node_parse(pf_arena *arena, const pf_yaml_kind *kind, const char *file, const char *bytes, size_t length,
                       pf_diagnostics *diagnostics)
{
    tree_builder builder = {.arena = arena, .kind = kind, .file = file, .diagnostics = diagnostics};
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser)) {
        fail(&builder, "out-of-memory", (yaml_mark_t){0}, "out of memory");
        return NULL;
    }
    size_t mark = pf_utf8_mark_length(bytes, length);
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes + mark, length - mark);
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    for (bool done = false; !done && !builder.failed;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            report_syntax(&builder, &parser);
            break;
        }
        take_event(&builder, &event);
        done = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return builder.failed ? NULL : builder.root;
}
