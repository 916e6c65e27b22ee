// SPDX-License-Identifier: MIT
// Findings as a code quality report of GitLab.
#include "base/visible.h"
#include "report/counts.h"
#include "report/findings.h"
#include "report/json_writer.h"
#include "report/markdown_text.h"

static const char *severity_of(pf_severity severity)
{
    switch (severity) {
    case PF_SEVERITY_ERROR: return "critical";
    case PF_SEVERITY_WARNING: return "major";
    case PF_SEVERITY_INFO: return "minor";
    default: return "info";
    }
}

// GitLab takes findings of one fingerprint for one. The file is part of it, so that what happens to one document
// changes nothing about the same finding in another, and a number from the second time on.
static void put_fingerprint(pf_json *json, json_t *seen, const pf_check_finding *finding)
{
    pf_buffer text;
    pf_buffer_init(&text);
    pf_buffer_format(&text, "%s:%s", finding->fingerprint, pf_finding_path(finding));
    size_t times = text.failed ? 0 : pf_count(seen, text.bytes);
    if (times > 1)
        pf_buffer_format(&text, ":%zu", times);
    text.failed = text.failed || times == 0;
    pf_json_buffer(json, "fingerprint", &text);
    pf_buffer_release(&text);
}

static void put_description(pf_json *json, const pf_check_finding *finding)
{
    pf_buffer text;
    pf_buffer_init(&text);
    pf_visible_add(&text, finding->message);
    pf_markdown_json(json, "description", &text);
    pf_buffer_release(&text);
}

static void put_location(pf_json *json, const pf_check_finding *finding)
{
    pf_json_object(json, "location");
    pf_json_string(json, "path", pf_finding_path(finding));
    pf_json_object(json, "lines");
    pf_json_integer(json, "begin", finding->place.first.line);
    pf_json_close(json);
    pf_json_close(json);
}

void pf_findings_gitlab(const pf_check_run *run, pf_look look, pf_buffer *output)
{
    (void)look;
    pf_json json = pf_json_begin(output, false);
    json_t *seen = json_object();
    pf_json_array(&json, NULL);
    for (size_t i = 0; i < run->count; i++) {
        const pf_check_finding *finding = &run->findings[i];
        if (!pf_check_counts(finding))
            continue;
        pf_json_object(&json, NULL);
        put_description(&json, finding);
        pf_json_string(&json, "check_name", finding->id);
        put_fingerprint(&json, seen, finding);
        pf_json_string(&json, "severity", severity_of(finding->severity));
        put_location(&json, finding);
        pf_json_close(&json);
    }
    json_decref(seen);
    pf_json_close(&json);
    pf_json_finish(&json);
}
