// SPDX-License-Identifier: MIT
// Findings as a code quality report of GitLab.
#include "report/findings.h"
#include "report/json_value.h"

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
static json_t *fingerprint(pf_json *json, json_t *seen, const pf_check_finding *finding)
{
    pf_buffer text;
    pf_buffer_init(&text);
    pf_buffer_format(&text, "%s:%s", finding->fingerprint, pf_finding_path(finding));
    size_t times = text.failed ? 0 : pf_json_count(json, seen, text.bytes);
    if (times > 1)
        pf_buffer_format(&text, ":%zu", times);
    json_t *value = pf_json_buffer(json, &text);
    pf_buffer_release(&text);
    return value;
}

static json_t *location(pf_json *json, const pf_check_finding *finding)
{
    json_t *lines = pf_json_object(json), *object = pf_json_object(json);
    pf_json_put_number(json, lines, "begin", finding->place.first.line);
    pf_json_put_string(json, object, "path", pf_finding_path(finding));
    pf_json_put(json, object, "lines", lines);
    return object;
}

void pf_findings_gitlab(const pf_check_run *run, pf_look look, pf_buffer *output)
{
    (void)look;
    pf_json json = {0};
    json_t *root = pf_json_array(&json), *seen = pf_json_object(&json);
    for (size_t i = 0; i < run->count; i++) {
        const pf_check_finding *finding = &run->findings[i];
        if (!pf_check_counts(finding))
            continue;
        json_t *object = pf_json_object(&json);
        pf_json_put(&json, object, "description", pf_json_visible(&json, finding->message));
        pf_json_put_string(&json, object, "check_name", finding->id);
        pf_json_put(&json, object, "fingerprint", fingerprint(&json, seen, finding));
        pf_json_put_string(&json, object, "severity", severity_of(finding->severity));
        pf_json_put(&json, object, "location", location(&json, finding));
        pf_json_append(&json, root, object);
    }
    json_decref(seen);
    pf_json_finish(&json, root, false, output);
}
