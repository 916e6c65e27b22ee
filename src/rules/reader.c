// SPDX-License-Identifier: MIT
// Reads a YAML tree into structs, strictly, as the records describe them.
#include "rules/reader.h"

#include "base/limits.h"
#include "base/utf8.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MAX_KEYS = 64 };

// Every PF_LIST has this shape.
typedef PF_LIST(void) any_list;

static bool complain(pf_reader *reader, const pf_node *node, const char *code, const char *message)
{
    pf_diagnostics_add(reader->diagnostics, PF_ERROR, code, node->place.file, node->place.line, node->place.column, "%s",
                       message);
    return false;
}

static bool complain_type(pf_reader *reader, const pf_field *field, const pf_node *node, const char *expected)
{
    pf_diagnostics_add(reader->diagnostics, PF_ERROR, reader->kind->wrong_type, node->place.file, node->place.line,
                       node->place.column, "'%s' must be %s", field->key ? field->key : "this", expected);
    return false;
}

static bool complain_length(pf_reader *reader, const pf_field *field, const pf_node *node, unsigned most)
{
    pf_diagnostics_add(reader->diagnostics, PF_ERROR, reader->kind->too_many, node->place.file, node->place.line, node->place.column,
                       "'%s' has %zu elements, and %u are the most: leave out what is not needed", field->key, (size_t)node->count, most);
    return false;
}

// Whether a text has more characters than its field may have.
static bool complain_characters(pf_reader *reader, const pf_field *field, const pf_node *node)
{
    size_t count = pf_utf8_count(node->text, strlen(node->text));
    if (field->kind != PF_FIELD_STRING || field->most <= 0 || (double)count <= field->most)
        return false;
    pf_diagnostics_add(reader->diagnostics, PF_ERROR, reader->kind->out_of_range, node->place.file, node->place.line, node->place.column,
                       "'%s' has %zu characters here, and %g are the most: say it in fewer words", field->key, count, field->most);
    return true;
}

static bool exhausted(pf_reader *reader, const pf_node *node)
{
    return complain(reader, node, "out-of-memory", "out of memory");
}

static const char *keep_text(pf_reader *reader, const pf_node *node)
{
    const char *text = pf_arena_copy(reader->keep, node->text, strlen(node->text));
    if (!text)
        exhausted(reader, node);
    return text;
}

static bool read_string(pf_reader *reader, const pf_field *field, const pf_node *node, void *slot)
{
    if (node->kind != PF_NODE_SCALAR)
        return complain_type(reader, field, node, "a text");
    bool is_null = !node->quoted && (strcmp(node->text, "~") == 0 || strcasecmp(node->text, "null") == 0);
    if (is_null || (!*node->text && field->kind != PF_FIELD_ENDING))
        return complain_type(reader, field, node, "a text that is not empty");
    if (complain_characters(reader, field, node))
        return false;
    const char *text = keep_text(reader, node);
    *(const char **)slot = text;
    return text != NULL;
}

static bool is_id(const char *text)
{
    size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-_");
    return length && !text[length] && text[0] != '-' && text[length - 1] != '-';
}

static bool read_id(pf_reader *reader, const pf_field *field, const pf_node *node, void *slot)
{
    if (node->kind != PF_NODE_SCALAR || !is_id(node->text))
        return complain_type(reader, field, node, "a name of lower-case letters, digits and hyphens, such as large-blobs");
    return read_string(reader, field, node, slot);
}

static bool read_number(pf_reader *reader, const pf_field *field, const pf_node *node, void *slot)
{
    char *end = NULL;
    double number = node->kind == PF_NODE_SCALAR && !node->quoted ? strtod(node->text, &end) : 0;
    if (!end || end == node->text || *end || !isfinite(number) || strpbrk(node->text, "xX"))
        return complain_type(reader, field, node, "a number");
    bool bounded = field->least < field->most;
    if (bounded && (number < field->least || number > field->most)) {
        pf_diagnostics_add(reader->diagnostics, PF_ERROR, reader->kind->out_of_range, node->place.file, node->place.line,
                           node->place.column, "'%s' must lie between %g and %g", field->key, field->least, field->most);
        return false;
    }
    *(double *)slot = number;
    return true;
}

static bool read_bool(pf_reader *reader, const pf_field *field, const pf_node *node, void *slot)
{
    bool yes = node->kind == PF_NODE_SCALAR && strcmp(node->text, "true") == 0;
    bool no = node->kind == PF_NODE_SCALAR && strcmp(node->text, "false") == 0;
    if (!yes && !no)
        return complain_type(reader, field, node, "true or false");
    *(int *)slot = yes ? PF_TRUE : PF_FALSE;
    return true;
}

static bool read_flag(pf_reader *reader, const pf_field *field, const pf_node *node, void *slot)
{
    int state = PF_UNSET;
    if (!read_bool(reader, field, node, &state))
        return false;
    *(bool *)slot = state == PF_TRUE;
    return true;
}

static bool read_choice(pf_reader *reader, const pf_field *field, const pf_node *node, void *slot)
{
    char expected[512] = "one of";
    size_t count = 0;
    for (; field->choices[count]; count++) {
        if (node->kind == PF_NODE_SCALAR && strcmp(node->text, field->choices[count]) == 0) {
            *(int *)slot = (int)count;
            return true;
        }
        size_t used = strlen(expected);
        snprintf(expected + used, sizeof expected - used, "%s %s", count ? "," : "", field->choices[count]);
    }
    return complain_type(reader, field, node, expected);
}

static bool read_value(pf_reader *reader, const pf_field *field, const pf_node *node, void *slot)
{
    pf_value *value = slot;
    value->place = node->place;
    return read_string(reader, field, node, &value->text);
}

static bool read_strings_into(pf_reader *reader, pf_arena *arena, const pf_field *field, const pf_node *node, pf_strings *list)
{
    if (node->kind != PF_NODE_SEQUENCE)
        return complain_type(reader, field, node, "a list");
    if (node->count > PF_LIMIT_PHRASES)
        return complain_length(reader, field, node, PF_LIMIT_PHRASES);
    list->place = node->place;
    list->items = pf_arena_array(arena, node->count, sizeof *list->items);
    if (!list->items)
        return exhausted(reader, node);
    bool good = true;
    for (const pf_node *child = node->first; child; child = child->next) {
        if (child->kind != PF_NODE_SCALAR || !*child->text) {
            good = complain_type(reader, field, child, "a list of texts");
            continue;
        }
        const char *text = pf_arena_copy(arena, child->text, strlen(child->text));
        if (!text)
            return exhausted(reader, child);
        list->items[list->count++] = (pf_string_item){text, child->place};
    }
    return good;
}

static bool read_words(pf_reader *reader, const pf_field *field, const pf_node *node, void *slot)
{
    pf_strings list = {0};
    if (!read_strings_into(reader, reader->scratch, field, node, &list))
        return false;
    const char **items = pf_arena_array(reader->keep, list.count, sizeof *items);
    if (!items)
        return exhausted(reader, node);
    for (size_t i = 0; i < list.count; i++)
        if (!(items[i] = pf_arena_copy(reader->keep, list.items[i].text, strlen(list.items[i].text))))
            return exhausted(reader, node);
    *(pf_words *)slot = (pf_words){items, list.count};
    return true;
}

static bool read_phrases(pf_reader *reader, const pf_field *field, const pf_node *node, void *slot)
{
    pf_strings list = {0};
    if (!read_strings_into(reader, reader->scratch, field, node, &list))
        return false;
    if (list.count == 0)
        return complain_type(reader, field, node, "a list of at least one phrase");
    pf_phrases *phrases = slot;
    phrases->items = list.items;
    phrases->count = list.count;
    return true;
}

// Conditions are what there is most of: see pf_condition.
static pf_arena *arena_for(const pf_reader *reader, const pf_record *record)
{
    return record == &pf_condition_record ? pf_arena_flat(reader->keep) : reader->keep;
}

static bool read_pointer(pf_reader *reader, const pf_field *field, const pf_node *node, void *slot)
{
    void *record = pf_arena_alloc(arena_for(reader, field->record), field->record->size);
    if (!record)
        return exhausted(reader, node);
    *(void **)slot = record;
    return pf_read_record(reader, field->record, node, record);
}

static bool read_field(pf_reader *reader, const pf_field *field, const pf_node *node, void *slot);

// A map's element gets its key as first field; a lone value stands for the second field.
static bool read_map_element(pf_reader *reader, const pf_record *record, const pf_node *node, char *element)
{
    const pf_field *fields = record->fields;
    if (!read_field(reader, &fields[0], node->key, element + fields[0].offset))
        return false;
    if (!record->lone_field)
        return pf_read_record(reader, record, node, element);
    if (record->place != SIZE_MAX)
        *(pf_origin *)(void *)(element + record->place) = node->key->place;
    return read_field(reader, &fields[1], node, element + fields[1].offset);
}

// Elements of a list that begin with an id must differ in it.
static bool check_new_name(pf_reader *reader, const pf_record *record, const char *items, size_t count, const pf_node *node)
{
    const pf_field *field = &record->fields[0];
    if (field->kind != PF_FIELD_ID || node->kind != PF_NODE_MAPPING)
        return true;
    for (const pf_node *child = node->first; child; child = child->next)
        for (size_t i = 0; strcmp(child->key->text, field->key) == 0 && child->kind == PF_NODE_SCALAR && i < count; i++) {
            const char *name = *(const char *const *)(const void *)(items + i * record->size + field->offset);
            if (!name || strcmp(name, child->text) != 0)
                continue;
            pf_diagnostics_add(reader->diagnostics, PF_ERROR, reader->kind->duplicate_id, child->place.file, child->place.line,
                               child->place.column, "%s '%s' stands in this list twice: rename or remove one", record->name, name);
            return false;
        }
    return true;
}

static bool read_list(pf_reader *reader, const pf_field *field, const pf_node *node, void *slot)
{
    bool map = field->kind == PF_FIELD_MAP;
    if (node->kind != (map ? PF_NODE_MAPPING : PF_NODE_SEQUENCE))
        return complain_type(reader, field, node, map ? "a mapping" : "a list");
    if (node->count > PF_LIMIT_RULES)
        return complain_length(reader, field, node, PF_LIMIT_RULES);
    any_list *list = slot;
    const pf_record *record = field->record;
    char *items = pf_arena_array(arena_for(reader, record), node->count, record->size);
    if (!items)
        return exhausted(reader, node);
    list->items = items;
    bool good = true;
    for (const pf_node *child = node->first; child; child = child->next) {
        good = check_new_name(reader, record, items, list->count, child) && good;
        char *element = items + list->count++ * record->size;
        bool read = map ? read_map_element(reader, record, child, element) : pf_read_record(reader, record, child, element);
        good = read && good;
    }
    return good;
}

static bool read_strings_list(pf_reader *reader, const pf_field *field, const pf_node *node, void *slot)
{
    if (node->kind != PF_NODE_SEQUENCE)
        return complain_type(reader, field, node, "a list of lists");
    PF_LIST(pf_strings) *list = slot;
    list->items = pf_arena_array(reader->keep, node->count, sizeof *list->items);
    if (!list->items)
        return exhausted(reader, node);
    bool good = true;
    for (const pf_node *child = node->first; child; child = child->next)
        if (child->count > PF_LIMIT_SPELLINGS)
            good = complain_length(reader, field, child, PF_LIMIT_SPELLINGS);
        else
            good = read_strings_into(reader, reader->keep, field, child, &list->items[list->count++]) && good;
    return good;
}

static bool read_field(pf_reader *reader, const pf_field *field, const pf_node *node, void *slot)
{
    switch (field->kind) {
    case PF_FIELD_STRING:
    case PF_FIELD_ENDING:
        return read_string(reader, field, node, slot);
    case PF_FIELD_ID:
        return read_id(reader, field, node, slot);
    case PF_FIELD_NUMBER:
        return read_number(reader, field, node, slot);
    case PF_FIELD_BOOL:
        return read_bool(reader, field, node, slot);
    case PF_FIELD_FLAG:
        return read_flag(reader, field, node, slot);
    case PF_FIELD_CHOICE:
        return read_choice(reader, field, node, slot);
    case PF_FIELD_VALUE:
        return read_value(reader, field, node, slot);
    case PF_FIELD_STRINGS:
        return read_strings_into(reader, reader->keep, field, node, slot);
    case PF_FIELD_WORDS:
        return read_words(reader, field, node, slot);
    case PF_FIELD_PHRASES:
        return read_phrases(reader, field, node, slot);
    case PF_FIELD_RECORD:
        return pf_read_record(reader, field->record, node, slot);
    case PF_FIELD_POINTER:
        return read_pointer(reader, field, node, slot);
    case PF_FIELD_LIST:
    case PF_FIELD_MAP:
        return read_list(reader, field, node, slot);
    case PF_FIELD_STRINGS_LIST:
        return read_strings_list(reader, field, node, slot);
    case PF_FIELD_INLINE:
        break;
    }
    return false;
}

// The field of that key, in the record or those inlined in it; `offset` becomes its place in the record.
static const pf_field *find_field(const pf_record *record, const char *key, size_t *offset)
{
    for (size_t i = 0; i < record->field_count; i++) {
        const pf_field *field = &record->fields[i];
        if (field->kind == PF_FIELD_INLINE) {
            const pf_field *inner = find_field(field->record, key, offset);
            if (inner) {
                *offset += field->offset;
                return inner;
            }
        } else if (strcmp(field->key, key) == 0) {
            *offset = field->offset;
            return field;
        }
    }
    return NULL;
}

static size_t list_keys(const pf_record *record, const char **keys, size_t count)
{
    for (size_t i = 0; i < record->field_count && count < MAX_KEYS; i++) {
        const pf_field *field = &record->fields[i];
        if (field->kind == PF_FIELD_INLINE)
            count = list_keys(field->record, keys, count);
        else
            keys[count++] = field->key;
    }
    return count;
}

static bool complain_key(pf_reader *reader, const pf_record *record, const pf_node *key)
{
    const char *keys[MAX_KEYS];
    size_t count = list_keys(record, keys, 0);
    const char *nearest = pf_nearest_name(key->text, keys, count);
    pf_buffer known;
    pf_buffer_init(&known);
    for (size_t i = 0; i < count && !nearest; i++)
        pf_buffer_format(&known, "%s%s", i ? ", " : "; known here: ", keys[i]);
    pf_diagnostics_add(reader->diagnostics, PF_ERROR, reader->kind->unknown_key, key->place.file, key->place.line,
                       key->place.column, "%s has no key '%s'%s%s%s", record->name, key->text,
                       nearest ? "; did you mean '" : (known.bytes ? known.bytes : ""), nearest ? nearest : "",
                       nearest ? "'?" : "");
    reader->diagnostics->exhausted = reader->diagnostics->exhausted || known.failed;
    pf_buffer_release(&known);
    return false;
}

static bool has_child(const pf_node *node, const char *key)
{
    for (const pf_node *child = node->first; child; child = child->next)
        if (strcmp(child->key->text, key) == 0)
            return true;
    return false;
}

static bool check_required(pf_reader *reader, const pf_record *record, const pf_node *node)
{
    bool good = true;
    for (size_t i = 0; i < record->field_count; i++) {
        const pf_field *field = &record->fields[i];
        if (!field->required || !field->key || has_child(node, field->key) || (i == 0 && node->key))
            continue;
        pf_diagnostics_add(reader->diagnostics, PF_ERROR, reader->kind->missing_key, node->place.file, node->place.line,
                           node->place.column, "%s needs the key '%s': %s", record->name, field->key, field->about);
        good = false;
    }
    return good;
}

static void set_places(const pf_record *record, const pf_origin *place, char *out)
{
    if (record->place != SIZE_MAX)
        *(pf_origin *)(void *)(out + record->place) = *place;
    for (size_t i = 0; i < record->field_count; i++)
        if (record->fields[i].kind == PF_FIELD_INLINE)
            set_places(record->fields[i].record, place, out + record->fields[i].offset);
}

bool pf_read_record(pf_reader *reader, const pf_record *record, const pf_node *node, void *out)
{
    if (node->kind != PF_NODE_MAPPING) {
        pf_diagnostics_add(reader->diagnostics, PF_ERROR, reader->kind->wrong_type, node->place.file, node->place.line,
                           node->place.column, "%s must be a mapping (key: value)", record->name);
        return false;
    }
    set_places(record, &node->place, out);
    bool good = check_required(reader, record, node);
    for (const pf_node *child = node->first; child; child = child->next) {
        size_t offset = 0;
        const pf_field *field = find_field(record, child->key->text, &offset);
        if (!field)
            good = complain_key(reader, record, child->key);
        else if (!read_field(reader, field, child, (char *)out + offset))
            good = false;
    }
    return good;
}
