// SPDX-License-Identifier: MIT
// What stands for the report on a record that cannot be used, so that each record has its line.
#include "report/json_writer.h"
#include "report/report.h"

// Lines and columns count from 1; 0 is none.
static void put_position(pf_json *json, const char *key, uint32_t position)
{
    if (position)
        pf_json_integer(json, key, position);
    else
        pf_json_null(json, key);
}

static void put_error(pf_json *json, const pf_diagnostic *error)
{
    pf_json_object(json, NULL);
    pf_json_string(json, "code", error->code);
    pf_json_string(json, "file", error->file);
    put_position(json, "line", error->line);
    put_position(json, "column", error->column);
    pf_json_string(json, "message", error->message);
    pf_json_close(json);
}

pf_report_status pf_report_record_error(const char *source, const pf_diagnostics *said, pf_buffer *output)
{
    pf_json json = pf_json_begin(output, true);
    pf_json_object(&json, NULL);
    pf_json_string(&json, "schema", "patfinder/record-error/1");
    pf_json_string(&json, "source", source);
    pf_json_array(&json, "errors");
    for (size_t i = 0; i < said->count; i++)
        if (said->items[i].severity == PF_ERROR)
            put_error(&json, &said->items[i]);
    pf_json_close(&json);
    pf_json_close(&json);
    pf_json_finish(&json);
    return output->failed ? PF_REPORT_OUT_OF_MEMORY : PF_REPORT_OK;
}
