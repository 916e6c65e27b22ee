// SPDX-License-Identifier: MIT
// Findings as JSON: all of them with what is known of each, the silenced ones too. As ndjson, a line for each.
#include "report/findings.h"
#include "report/json_value.h"

static void put_place(pf_json *json, json_t *object, const pf_span *place)
{
    pf_json_put_number(json, object, "line", place->first.line);
    pf_json_put_number(json, object, "column", place->first.column);
    pf_json_put_number(json, object, "end_line", place->last.line);
    pf_json_put_number(json, object, "end_column", place->last.column);
    pf_json_put_number(json, object, "start", place->start);
    pf_json_put_number(json, object, "end", place->end);
}

static json_t *evidence_array(pf_json *json, const pf_check_finding *finding)
{
    json_t *array = pf_json_array(json);
    for (size_t i = 0; i < finding->related_count; i++) {
        const pf_related *related = &finding->related[i];
        json_t *object = pf_json_object(json);
        pf_json_put_string(json, object, "text", related->text);
        pf_json_put_string(json, object, "because", related->because);
        put_place(json, object, &related->place);
        pf_json_append(json, array, object);
    }
    return array;
}

static void fill(pf_json *json, json_t *object, const pf_check_finding *finding)
{
    pf_json_put_string(json, object, "id", finding->id);
    pf_json_put_string(json, object, "kind", finding->kind->name);
    pf_json_put_string(json, object, "severity", pf_severity_name(finding->severity));
    pf_json_put_string(json, object, "file", finding->file);
    pf_json_put(json, object, "located", json_boolean(finding->located));
    put_place(json, object, &finding->place);
    pf_json_put_string(json, object, "message", finding->message);
    pf_json_put_string(json, object, "help", finding->help);
    pf_json_put(json, object, "evidence", evidence_array(json, finding));
    pf_json_put_string(json, object, "fingerprint", finding->fingerprint);
    pf_json_put_string(json, object, "waived", finding->waived);
    pf_json_put(json, object, "baselined", json_boolean(finding->baselined));
}

static bool any_fails(const pf_check_run *run)
{
    for (size_t i = 0; i < run->count; i++)
        if (pf_check_fails(run, &run->findings[i]))
            return true;
    return false;
}

static json_t *summary(pf_json *json, const pf_check_run *run)
{
    json_t *object = pf_json_object(json);
    for (int severity = PF_SEVERITY_ERROR; severity >= PF_SEVERITY_HINT; severity--)
        pf_json_put_number(json, object, pf_severity_name((pf_severity)severity),
                           (double)pf_check_tally(run, (pf_severity)severity));
    pf_finding_totals totals = pf_findings_totals(run);
    pf_json_put_number(json, object, "waived", (double)totals.waived);
    pf_json_put_number(json, object, "baselined", (double)totals.baselined);
    pf_json_put_number(json, object, "documents", (double)run->documents);
    pf_json_put_number(json, object, "not_designs", (double)run->not_designs);
    pf_json_put_number(json, object, "without_design", (double)run->without_design);
    pf_json_put_string(json, object, "fail_on", pf_severity_name(run->fail_on));
    pf_json_put(json, object, "failed", json_boolean(any_fails(run)));
    return object;
}

static void put_findings(pf_json *json, json_t *root, const pf_check_run *run)
{
    json_t *findings = pf_json_array(json);
    for (size_t i = 0; i < run->count; i++) {
        json_t *object = pf_json_object(json);
        fill(json, object, &run->findings[i]);
        pf_json_append(json, findings, object);
    }
    pf_json_put(json, root, "findings", findings);
    pf_json_put(json, root, "summary", summary(json, run));
}

static void write_document(const pf_check_run *run, pf_buffer *output)
{
    pf_json json = {0};
    json_t *root = pf_json_object(&json);
    pf_json_put_string(&json, root, "schema", "patfinder/check/1");
    put_findings(&json, root, run);
    pf_json_finish(&json, root, false, output);
}

pf_report_status pf_report_checked_text(const pf_check_run *run, const char *source, pf_buffer *output)
{
    pf_json json = {0};
    json_t *root = pf_json_object(&json);
    pf_json_put_string(&json, root, "schema", "patfinder/check-record/1");
    pf_json_put_string(&json, root, "source", source);
    put_findings(&json, root, run);
    pf_json_finish(&json, root, true, output);
    return output->failed ? PF_REPORT_OUT_OF_MEMORY : PF_REPORT_OK;
}

static void write_lines(const pf_check_run *run, pf_buffer *output)
{
    for (size_t i = 0; i < run->count; i++) {
        pf_json json = {0};
        json_t *root = pf_json_object(&json);
        pf_json_put_string(&json, root, "schema", "patfinder/finding/1");
        fill(&json, root, &run->findings[i]);
        pf_json_finish(&json, root, true, output);
    }
}

void pf_findings_json(const pf_check_run *run, pf_look look, pf_buffer *output)
{
    if (look.format == PF_FORMAT_NDJSON)
        write_lines(run, output);
    else
        write_document(run, output);
}
