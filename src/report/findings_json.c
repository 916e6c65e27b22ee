// SPDX-License-Identifier: MIT
// Findings as JSON: all of them with what is known of each, the silenced ones too. As ndjson, a line for each.
#include "report/findings.h"
#include "report/json_writer.h"

static void put_place(pf_json *json, const pf_span *place)
{
    pf_json_integer(json, "line", place->first.line);
    pf_json_integer(json, "column", place->first.column);
    pf_json_integer(json, "end_line", place->last.line);
    pf_json_integer(json, "end_column", place->last.column);
    pf_json_integer(json, "start", place->start);
    pf_json_integer(json, "end", place->end);
}

static void put_evidence(pf_json *json, const pf_check_finding *finding)
{
    pf_json_array(json, "evidence");
    for (size_t i = 0; i < finding->related_count; i++) {
        const pf_related *related = &finding->related[i];
        pf_json_object(json, NULL);
        pf_json_string(json, "text", related->text);
        pf_json_string(json, "because", related->because);
        put_place(json, &related->place);
        pf_json_close(json);
    }
    pf_json_close(json);
}

// With the schema when it stands alone.
static void put_finding(pf_json *json, const char *schema, const pf_check_finding *finding)
{
    pf_json_object(json, NULL);
    if (schema)
        pf_json_string(json, "schema", schema);
    pf_json_string(json, "id", finding->id);
    pf_json_string(json, "kind", finding->kind->name);
    pf_json_string(json, "severity", pf_severity_name(finding->severity));
    pf_json_string(json, "file", finding->file);
    pf_json_boolean(json, "located", finding->located);
    put_place(json, &finding->place);
    pf_json_string(json, "message", finding->message);
    pf_json_string(json, "help", finding->help);
    put_evidence(json, finding);
    pf_json_string(json, "fingerprint", finding->fingerprint);
    pf_json_string(json, "waived", finding->waived);
    pf_json_boolean(json, "baselined", finding->baselined);
    pf_json_close(json);
}

static bool any_fails(const pf_check_run *run)
{
    for (size_t i = 0; i < run->count; i++)
        if (pf_check_fails(run, &run->findings[i]))
            return true;
    return false;
}

static void put_count(pf_json *json, const char *key, size_t count)
{
    pf_json_integer(json, key, (int64_t)count);
}

static void put_summary(pf_json *json, const pf_check_run *run)
{
    pf_finding_totals totals = pf_findings_totals(run);
    pf_json_object(json, "summary");
    for (int severity = PF_SEVERITY_ERROR; severity >= PF_SEVERITY_HINT; severity--)
        put_count(json, pf_severity_name((pf_severity)severity), pf_check_tally(run, (pf_severity)severity));
    put_count(json, "waived", totals.waived);
    put_count(json, "baselined", totals.baselined);
    put_count(json, "documents", run->documents);
    put_count(json, "not_designs", run->not_designs);
    put_count(json, "without_design", run->without_design);
    pf_json_string(json, "fail_on", pf_severity_name(run->fail_on));
    pf_json_boolean(json, "failed", any_fails(run));
    pf_json_close(json);
}

static void put_findings(pf_json *json, const pf_check_run *run)
{
    pf_json_array(json, "findings");
    for (size_t i = 0; i < run->count; i++)
        put_finding(json, NULL, &run->findings[i]);
    pf_json_close(json);
    put_summary(json, run);
}

static void write_document(const pf_check_run *run, pf_buffer *output)
{
    pf_json json = pf_json_begin(output, false);
    pf_json_object(&json, NULL);
    pf_json_string(&json, "schema", "patfinder/check/1");
    put_findings(&json, run);
    pf_json_close(&json);
    pf_json_finish(&json);
}

pf_report_status pf_report_checked_text(const pf_check_run *run, const char *source, pf_buffer *output)
{
    pf_json json = pf_json_begin(output, true);
    pf_json_object(&json, NULL);
    pf_json_string(&json, "schema", "patfinder/check-record/1");
    pf_json_string(&json, "source", source);
    put_findings(&json, run);
    pf_json_close(&json);
    pf_json_finish(&json);
    return output->failed ? PF_REPORT_OUT_OF_MEMORY : PF_REPORT_OK;
}

static void write_lines(const pf_check_run *run, pf_buffer *output)
{
    for (size_t i = 0; i < run->count; i++) {
        pf_json json = pf_json_begin(output, true);
        put_finding(&json, "patfinder/finding/1", &run->findings[i]);
        pf_json_finish(&json);
    }
}

void pf_findings_json(const pf_check_run *run, pf_look look, pf_buffer *output)
{
    if (look.format == PF_FORMAT_NDJSON)
        write_lines(run, output);
    else
        write_document(run, output);
}
