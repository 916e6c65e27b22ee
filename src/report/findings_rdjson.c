// SPDX-License-Identifier: MIT
// Findings as reviewdog reads them: a DiagnosticResult, whose columns count bytes of UTF-8.
#include "report/findings.h"
#include "report/json_writer.h"
#include "report/markdown_text.h"

static const char *severity_of(pf_severity severity)
{
    switch (severity) {
    case PF_SEVERITY_ERROR: return "ERROR";
    case PF_SEVERITY_WARNING: return "WARNING";
    default: return "INFO";
    }
}

static void put_position(pf_json *json, const char *key, const pf_point *point)
{
    pf_json_object(json, key);
    pf_json_integer(json, "line", point->line);
    pf_json_integer(json, "column", point->byte_column);
    pf_json_close(json);
}

// What is about a document as a whole has no range.
static void put_location(pf_json *json, const pf_check_finding *finding)
{
    pf_json_object(json, "location");
    pf_json_string(json, "path", pf_finding_path(finding));
    if (finding->located) {
        pf_json_object(json, "range");
        put_position(json, "start", &finding->place.first);
        put_position(json, "end", &finding->place.last);
        pf_json_close(json);
    }
    pf_json_close(json);
}

static void put_diagnostic(pf_json *json, const pf_check_finding *finding)
{
    pf_buffer message;
    pf_buffer_init(&message);
    pf_finding_sentences(&message, finding, "\n");
    pf_json_object(json, NULL);
    pf_markdown_json(json, "message", &message); // which reviewdog puts into comments as it is
    put_location(json, finding);
    pf_json_string(json, "severity", severity_of(finding->severity));
    pf_json_object(json, "code");
    pf_json_string(json, "value", finding->id);
    pf_json_close(json);
    pf_json_close(json);
    pf_buffer_release(&message);
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
    pf_json json = pf_json_begin(output, false);
    pf_json_object(&json, NULL);
    pf_json_object(&json, "source");
    pf_json_string(&json, "name", "patfinder");
    pf_json_close(&json);
    pf_json_string(&json, "severity", severity_of(worst(run)));
    pf_json_array(&json, "diagnostics");
    for (size_t i = 0; i < run->count; i++)
        if (pf_check_counts(&run->findings[i]))
            put_diagnostic(&json, &run->findings[i]);
    pf_json_close(&json);
    pf_json_close(&json);
    pf_json_finish(&json);
}
