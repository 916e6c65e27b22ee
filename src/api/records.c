// SPDX-License-Identifier: MIT
// Records of the public interface: newline-delimited JSON, an object with an id and a text on each line.
#include "api/handles.h"
#include "base/bytes.h"
#include "base/limits.h"
#include "base/locale.h"
#include "base/utf8.h"
#include "input/json.h"
#include "input/lines.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Whole numbers up to it are the same as a double.
#define MOST_EXACT 999999999999999.0
#define EXAMPLE "{\"id\": \"a\", \"text\": \"...\"}"

struct pf_records {
    pf_arena arena; // of the name
    const char *name;
    pf_lines lines;
    json_t *latest;
    pf_buffer source; // of a record without an id, or whose id is a number
};

// --- The stream -----------------------------------------------------------------------------------------------------

static pf_records *new_records(const char *name, pf_messages *messages)
{
    pf_records *records = calloc(1, sizeof *records);
    if (records) {
        pf_arena_init(&records->arena);
        pf_buffer_init(&records->source);
        records->name = pf_arena_copy(&records->arena, name, strlen(name));
    }
    if (records && records->name)
        return records;
    free(records);
    pf_messages_exhausted(messages);
    return NULL;
}

pf_records *pf_records_open(const char *path, void (*wait)(void *context), void *context, pf_messages *messages)
{
    bool is_input = strcmp(path, "-") == 0;
    pf_records *records = new_records(is_input ? PF_INPUT_STDIN_NAME : path, messages);
    if (!records)
        return NULL;
    pf_input_problem problem;
    int descriptor = is_input ? STDIN_FILENO : pf_input_open(path, &problem);
    pf_lines_init(&records->lines, descriptor, PF_LIMIT_RECORD, wait, context);
    if (descriptor >= 0)
        return records;
    pf_input_problem_report(&problem, path, &messages->diagnostics);
    pf_records_close(records);
    return NULL;
}

void pf_records_close(pf_records *records)
{
    if (!records)
        return;
    if (records->lines.descriptor > STDIN_FILENO)
        close(records->lines.descriptor);
    pf_lines_release(&records->lines);
    json_decref(records->latest);
    pf_buffer_release(&records->source);
    pf_arena_release(&records->arena);
    free(records);
}

// --- One record -----------------------------------------------------------------------------------------------------

static pf_record_status fail(pf_records *records, const char *code, size_t column, const char *message, pf_messages *messages)
{
    pf_diagnostics_add(&messages->diagnostics, PF_ERROR, code, records->name, records->lines.number, (uint32_t)column, "%s", message);
    return PF_RECORD_WRONG;
}

// What is wrong with the bytes of a line, in the place that they have in the stream. A stream that begins in another encoding has no
// lines to go on with.
static pf_record_status refuse_line(const pf_records *records, pf_input_problem problem, pf_messages *messages)
{
    bool is_foreign = strcmp(problem.code, "input-utf16") == 0 || strcmp(problem.code, "input-utf32") == 0;
    problem.line = records->lines.number;
    pf_input_problem_report(&problem, records->name, &messages->diagnostics);
    return is_foreign && records->lines.number == 1 ? PF_RECORD_END : PF_RECORD_WRONG;
}

// Of what a record of a sentence costs this is less than a hundredth (callgrind), so that a parser for records alone would gain nothing.
// Where a whole number is beyond 64 bits, as that of another key may be, all are read as they can be.
static json_t *parse(const char *bytes, size_t length, json_error_t *error, bool *exhausted)
{
    const size_t flags = JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_ALLOW_NUL;
    json_t *root = pf_json_load(bytes, length, flags, error, exhausted);
    if (!root && !*exhausted && json_error_code(error) == json_error_numeric_overflow)
        root = pf_json_load(bytes, length, flags | JSON_DECODE_INT_AS_REAL, error, exhausted);
    return root;
}

static pf_record_status read_json(pf_records *records, const char *bytes, size_t length, pf_messages *messages)
{
    json_error_t error;
    bool exhausted;
    json_decref(records->latest);
    records->latest = parse(bytes, length, &error, &exhausted);
    if (records->latest)
        return PF_RECORD_READ;
    if (exhausted) {
        pf_messages_exhausted_by(messages, records->name);
        return PF_RECORD_WRONG;
    }
    pf_diagnostics_add(&messages->diagnostics, PF_ERROR, "record-syntax", records->name, records->lines.number,
                       error.column > 0 ? (uint32_t)error.column : 1, "this is no valid JSON: %s; write one object a line: " EXAMPLE, error.text);
    return PF_RECORD_WRONG;
}

static bool name_by_line(pf_records *records, pf_text_record *record)
{
    records->source.length = 0;
    pf_buffer_format(&records->source, "%s:%u", records->name, (unsigned)records->lines.number);
    record->source = records->source.bytes;
    return !records->source.failed;
}

static bool name_by_number(pf_records *records, pf_text_record *record, const json_t *id)
{
    double real = json_number_value(id);
    bool is_whole = json_is_integer(id) || (real == floor(real) && fabs(real) <= MOST_EXACT);
    records->source.length = 0;
    if (json_is_integer(id))
        pf_buffer_format(&records->source, "%" JSON_INTEGER_FORMAT, json_integer_value(id));
    else
        pf_buffer_format(&records->source, "%.0f", is_whole ? real : 0);
    record->source = records->source.bytes;
    return is_whole;
}

static bool name_by_string(pf_text_record *record, const json_t *id)
{
    record->source = json_string_value(id);
    return record->source && strlen(record->source) == json_string_length(id);
}

// An id of null or "" is as good as none.
static pf_record_status read_id(pf_records *records, pf_text_record *record, pf_messages *messages)
{
    const json_t *id = json_object_get(records->latest, "id");
    bool none = !id || json_is_null(id) || (json_is_string(id) && json_string_length(id) == 0);
    if (none || (json_is_number(id) ? name_by_number(records, record, id) : name_by_string(record, id)))
        return PF_RECORD_READ;
    name_by_line(records, record);
    return fail(records, "record-wrong-type", 0, "'id' is to be a string without NUL, or a whole number of at most 64 bits", messages);
}

static pf_record_status read_text(pf_records *records, pf_text_record *record, pf_messages *messages)
{
    const json_t *text = json_object_get(records->latest, "text");
    if (!text)
        return fail(records, "record-missing-text", 0, "the record has no 'text': write " EXAMPLE, messages);
    if (!json_is_string(text))
        return fail(records, "record-wrong-type", 0, "'text' is to be a string", messages);
    record->text = json_string_value(text);
    record->length = json_string_length(text);
    return PF_RECORD_READ;
}

static pf_record_status read_record(pf_records *records, pf_text_record *record, pf_messages *messages)
{
    const pf_lines *lines = &records->lines;
    size_t mark = pf_utf8_mark_length(lines->line, lines->length);
    pf_input_problem problem;
    pf_input input;
    if (!pf_input_use_memory(&input, records->name, lines->line, lines->length, 0, &problem))
        return refuse_line(records, problem, messages);
    if (read_json(records, lines->line + mark, lines->length - mark, messages) != PF_RECORD_READ)
        return PF_RECORD_WRONG;
    if (!json_is_object(records->latest))
        return fail(records, "record-wrong-type", 1, "a record is to be an object: write " EXAMPLE, messages);
    pf_record_status status = read_id(records, record, messages);
    return status == PF_RECORD_READ ? read_text(records, record, messages) : status;
}

// A byte order mark is no content, also where streams that have one were put together.
static bool is_blank_line(const pf_lines *lines)
{
    size_t mark = pf_utf8_mark_length(lines->line, lines->length);
    return is_all_blank(lines->line + mark, lines->length - mark);
}

pf_record_status pf_records_next(pf_records *records, pf_text_record *record, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    pf_input_problem problem;
    pf_lines_status status;
    do
        status = pf_lines_next(&records->lines, &problem);
    while (status == PF_LINES_LINE && is_blank_line(&records->lines));
    *record = (pf_text_record){0};
    if (status == PF_LINES_END)
        return PF_RECORD_END;
    if (status == PF_LINES_FAILED) {
        pf_input_problem_report(&problem, records->name, &messages->diagnostics);
        return PF_RECORD_END;
    }
    if (!name_by_line(records, record)) {
        pf_messages_exhausted(messages);
        return PF_RECORD_END;
    }
    return status == PF_LINES_LINE ? read_record(records, record, messages) : refuse_line(records, problem, messages);
}

bool pf_write_record_error(const char *source, pf_output *output, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    return pf_report_take(pf_report_record_error(source, &messages->diagnostics, &buffer), &buffer, output, messages);
}
