// SPDX-License-Identifier: MIT
// Findings as reviewdog reads them: a DiagnosticResult, whose columns count bytes of UTF-8.
#include "report/findings.h"
#include "report/json_value.h"

static const char *severity_of(pf_severity severity)
{
    switch (severity) {
    case PF_SEVERITY_ERROR: return "ERROR";
    case PF_SEVERITY_WARNING: return "WARNING";
    default: return "INFO";
    }
}

static json_t *position(pf_json *json, const pf_point *point)
{
    json_t *object = pf_json_object(json);
    pf_json_put_number(json, object, "line", point->line);
    pf_json_put_number(json, object, "column", point->byte_column);
    return object;
}

// What is about a document as a whole has no range.
static json_t *location(pf_json *json, const pf_check_finding *finding)
{
    json_t *object = pf_json_object(json);
    pf_json_put_string(json, object, "path", pf_finding_path(finding));
    if (!finding->located)
        return object;
    json_t *range = pf_json_object(json);
    pf_json_put(json, range, "start", position(json, &finding->place.first));
    pf_json_put(json, range, "end", position(json, &finding->place.last));
    pf_json_put(json, object, "range", range);
    return object;
}

static json_t *diagnostic(pf_json *json, const pf_check_finding *finding)
{
    pf_buffer message;
    pf_buffer_init(&message);
    pf_finding_sentences(&message, finding, "\n");
    json_t *object = pf_json_object(json), *code = pf_json_object(json);
    pf_json_put(json, object, "message", pf_json_buffer(json, &message));
    pf_json_put(json, object, "location", location(json, finding));
    pf_json_put_string(json, object, "severity", severity_of(finding->severity));
    pf_json_put_string(json, code, "value", finding->id);
    pf_json_put(json, object, "code", code);
    pf_buffer_release(&message);
    return object;
}

static pf_severity worst(const pf_check_run *run)
{
    pf_worst_first walk = pf_findings_worst_first(run);
    const pf_check_finding *finding = pf_findings_next(&walk);
    return finding ? finding->severity : PF_SEVERITY_OFF;
}

void pf_findings_rdjson(const pf_check_run *run, pf_look look, pf_buffer *output)
{
    (void)look;
    pf_json json = {0};
    json_t *root = pf_json_object(&json), *source = pf_json_object(&json), *diagnostics = pf_json_array(&json);
    for (size_t i = 0; i < run->count; i++)
        if (pf_check_counts(&run->findings[i]))
            pf_json_append(&json, diagnostics, diagnostic(&json, &run->findings[i]));
    pf_json_put_string(&json, source, "name", "patfinder");
    pf_json_put(&json, root, "source", source);
    pf_json_put_string(&json, root, "severity", severity_of(worst(run)));
    pf_json_put(&json, root, "diagnostics", diagnostics);
    pf_json_finish(&json, root, false, output);
}
