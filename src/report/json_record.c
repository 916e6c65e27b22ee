// SPDX-License-Identifier: MIT
// What stands for the report on a record that cannot be used, so that each record has its line.
#include "report/json_value.h"
#include "report/report.h"

// Lines and columns count from 1; 0 is none.
static void put_position(pf_json *json, json_t *object, const char *key, uint32_t position)
{
    pf_json_put(json, object, key, position ? pf_json_number(json, position) : json_null());
}

static json_t *error_object(pf_json *json, const pf_diagnostic *error)
{
    json_t *object = pf_json_object(json);
    pf_json_put_string(json, object, "code", error->code);
    pf_json_put_string(json, object, "file", error->file);
    put_position(json, object, "line", error->line);
    put_position(json, object, "column", error->column);
    pf_json_put_string(json, object, "message", error->message);
    return object;
}

pf_report_status pf_report_record_error(const char *source, const pf_diagnostics *said, pf_buffer *output)
{
    pf_json json = {0};
    json_t *root = pf_json_object(&json), *errors = pf_json_array(&json);
    for (size_t i = 0; i < said->count; i++)
        if (said->items[i].severity == PF_ERROR)
            pf_json_append(&json, errors, error_object(&json, &said->items[i]));
    pf_json_put_string(&json, root, "schema", "patfinder/record-error/1");
    pf_json_put_string(&json, root, "source", source);
    pf_json_put(&json, root, "errors", errors);
    pf_json_finish(&json, root, true, output);
    return output->failed ? PF_REPORT_OUT_OF_MEMORY : PF_REPORT_OK;
}
