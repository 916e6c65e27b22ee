// SPDX-License-Identifier: MIT
// The JSON Schema of rule files, made from the records that the reader works by.
#include "rules/json_schema.h"

#include "rules/record.h"

#include <ctype.h>
#include <string.h>

enum { MOST_RECORDS = 64 };

// The records met so far; each becomes one definition.
typedef struct schema_writer {
    pf_buffer *buffer;
    const pf_record *records[MOST_RECORDS];
    size_t count;
} schema_writer;

static void write_string(pf_buffer *buffer, const char *text)
{
    pf_buffer_character(buffer, '"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            pf_buffer_character(buffer, '\\');
        pf_buffer_character(buffer, *text);
    }
    pf_buffer_character(buffer, '"');
}

static void write_name(pf_buffer *buffer, const pf_record *record)
{
    for (const char *at = record->name; *at; at++)
        pf_buffer_character(buffer, isalnum((unsigned char)*at) ? *at : '-');
}

static void remember(schema_writer *writer, const pf_record *record)
{
    for (size_t i = 0; i < writer->count; i++)
        if (writer->records[i] == record)
            return;
    if (writer->count < MOST_RECORDS)
        writer->records[writer->count++] = record;
}

static void write_reference(schema_writer *writer, const pf_record *record)
{
    remember(writer, record);
    pf_buffer_string(writer->buffer, "{\"$ref\": \"#/$defs/");
    write_name(writer->buffer, record);
    pf_buffer_string(writer->buffer, "\"}");
}

static void write_choices(pf_buffer *buffer, const char *const *choices)
{
    pf_buffer_string(buffer, "\"enum\": [");
    for (size_t i = 0; choices[i]; i++) {
        pf_buffer_string(buffer, i ? ", " : "");
        write_string(buffer, choices[i]);
    }
    pf_buffer_character(buffer, ']');
}

static void write_map(schema_writer *writer, const pf_record *record)
{
    pf_buffer_string(writer->buffer, "\"type\": \"object\", \"additionalProperties\": ");
    if (record->lone_field)
        pf_buffer_string(writer->buffer, "{\"type\": \"array\", \"minItems\": 1, \"items\": {\"$ref\": \"#/$defs/phrase\"}}");
    else
        write_reference(writer, record);
}

// YAML reads 5000 and 90 as numbers where rules take quantities, titles and words as texts.
#define ANY_TEXT "\"type\": [\"string\", \"number\", \"boolean\"]"
#define TEXT "{" ANY_TEXT ", \"minLength\": 1}"

static void write_type(schema_writer *writer, const pf_field *field)
{
    pf_buffer *buffer = writer->buffer;
    switch (field->kind) {
    case PF_FIELD_STRING: case PF_FIELD_VALUE:
        pf_buffer_string(buffer, ANY_TEXT ", \"minLength\": 1");
        if (field->most > 0)
            pf_buffer_format(buffer, ", \"maxLength\": %g", field->most);
        break;
    case PF_FIELD_ENDING: case PF_FIELD_INLINE:
        pf_buffer_string(buffer, ANY_TEXT);
        break;
    case PF_FIELD_ID:
        pf_buffer_string(buffer, "\"type\": \"string\", \"pattern\": \"^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$\"");
        break;
    case PF_FIELD_NUMBER:
        pf_buffer_string(buffer, "\"type\": \"number\"");
        if (field->least < field->most)
            pf_buffer_format(buffer, ", \"minimum\": %g, \"maximum\": %g", field->least, field->most);
        break;
    case PF_FIELD_BOOL: case PF_FIELD_FLAG:
        pf_buffer_string(buffer, "\"type\": \"boolean\"");
        break;
    case PF_FIELD_CHOICE:
        write_choices(buffer, field->choices);
        break;
    case PF_FIELD_STRINGS: case PF_FIELD_WORDS:
        pf_buffer_string(buffer, "\"type\": \"array\", \"items\": " TEXT);
        break;
    case PF_FIELD_PHRASES:
        pf_buffer_string(buffer, "\"type\": \"array\", \"minItems\": 1, \"items\": {\"$ref\": \"#/$defs/phrase\"}");
        break;
    case PF_FIELD_STRINGS_LIST:
        pf_buffer_string(buffer, "\"type\": \"array\", \"items\": {\"type\": \"array\", \"items\": " TEXT "}");
        break;
    case PF_FIELD_LIST:
        pf_buffer_string(buffer, "\"type\": \"array\", \"items\": ");
        write_reference(writer, field->record);
        break;
    case PF_FIELD_MAP:
        write_map(writer, field->record);
        break;
    case PF_FIELD_RECORD: case PF_FIELD_POINTER:
        pf_buffer_string(buffer, "\"allOf\": [");
        write_reference(writer, field->record);
        pf_buffer_character(buffer, ']');
        break;
    }
}

static void write_properties(schema_writer *writer, const pf_record *record, bool *any)
{
    for (size_t i = 0; i < record->field_count; i++) {
        const pf_field *field = &record->fields[i];
        if (field->defaults_only)
            continue;
        if (field->kind == PF_FIELD_INLINE) {
            write_properties(writer, field->record, any);
            continue;
        }
        pf_buffer_string(writer->buffer, *any ? ",\n        " : "\n        ");
        *any = true;
        write_string(writer->buffer, field->key);
        pf_buffer_string(writer->buffer, ": {\"description\": ");
        write_string(writer->buffer, field->about);
        pf_buffer_string(writer->buffer, ", ");
        write_type(writer, field);
        pf_buffer_character(writer->buffer, '}');
    }
}

static void write_required(schema_writer *writer, const pf_record *record)
{
    bool any = false;
    for (size_t i = 0; i < record->field_count; i++) {
        if (!record->fields[i].required)
            continue;
        pf_buffer_string(writer->buffer, any ? ", " : ",\n      \"required\": [");
        write_string(writer->buffer, record->fields[i].key);
        any = true;
    }
    if (any)
        pf_buffer_character(writer->buffer, ']');
}

static void write_record(schema_writer *writer, const pf_record *record)
{
    bool any = false;
    pf_buffer_string(writer->buffer, "\"description\": ");
    write_string(writer->buffer, record->about);
    pf_buffer_string(writer->buffer, ",\n      \"type\": \"object\", \"additionalProperties\": false,\n      \"properties\": {");
    write_properties(writer, record, &any);
    pf_buffer_string(writer->buffer, "\n      }");
    write_required(writer, record);
    if (record->constraints)
        pf_buffer_format(writer->buffer, ",\n      %s", record->constraints);
}

void pf_json_schema_of_rules(pf_buffer *buffer)
{
    schema_writer writer = {.buffer = buffer};
    pf_buffer_string(buffer, "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
                             "  \"$id\": \"urn:patfinder:schema:rules:1\",\n  \"title\": \"patfinder rule file\",\n  ");
    write_record(&writer, &pf_file_record);
    pf_buffer_string(buffer, ",\n  \"$defs\": {\n    \"phrase\": {\"description\": \"Words, alternatives (a|b), word lists (<name>) and gaps (..).\", "
                             ANY_TEXT ", \"minLength\": 1}");
    for (size_t i = 0; i < writer.count; i++) { // grows while it is written
        pf_buffer_string(buffer, ",\n    \"");
        write_name(buffer, writer.records[i]);
        pf_buffer_string(buffer, "\": {\n      ");
        write_record(&writer, writer.records[i]);
        pf_buffer_string(buffer, "\n    }");
    }
    pf_buffer_string(buffer, "\n  }\n}\n");
}
