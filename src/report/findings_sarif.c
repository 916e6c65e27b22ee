// SPDX-License-Identifier: MIT
// Findings as SARIF 2.1.0, with what GitHub's code scanning makes use of, and within its limits.
#include "report/counts.h"
#include "report/findings.h"
#include "report/markdown_text.h"
#include "report/sarif_text.h"

#include <stdio.h>
#include <string.h>

// What GitHub's code scanning takes of a run before it refuses it, what it shows of that, and the locations of a
// result.
enum { MOST_RESULTS = 25000, SHOWN_RESULTS = 5000, MOST_RELATED = 999 };

typedef struct sarif {
    pf_json json;
    json_t *rules; // the id of each: its place from 1 on, in the order of their first result
    json_t *seen;  // how often each fingerprint came up in each file
} sarif;

static const char *level_of(pf_severity severity)
{
    switch (severity) {
    case PF_SEVERITY_ERROR: return "error";
    case PF_SEVERITY_WARNING: return "warning";
    case PF_SEVERITY_OFF: return "none";
    default: return "note";
    }
}

// In the words of queries of CodeQL.
static const char *problem_severity(pf_severity severity)
{
    return severity >= PF_SEVERITY_WARNING ? pf_severity_name(severity) : "recommendation";
}

static void put_object_of(pf_json *json, const char *key, const char *member, const char *value)
{
    pf_json_object(json, key);
    pf_json_string(json, member, value);
    pf_json_close(json);
}

// --- Rules ----------------------------------------------------------------------------------------------------------

// What the kind of finding is about: the second part of the id, or "".
static const char *subject_of(const pf_check_finding *finding)
{
    const char *slash = strchr(finding->id, '/');
    return slash ? slash + 1 : "";
}

static void put_short_description(pf_json *json, const pf_check_finding *finding)
{
    pf_buffer text;
    pf_buffer_init(&text);
    const char *subject = subject_of(finding);
    pf_buffer_format(&text, "%s%s%s", finding->kind->title, subject[0] ? ": " : "", subject);
    pf_sarif_text(json, "shortDescription", text.failed ? "" : text.bytes);
    json->output->failed = json->output->failed || text.failed;
    pf_buffer_release(&text);
}

static void put_help(pf_json *json, const pf_check_kind *kind)
{
    pf_buffer markdown;
    pf_buffer_init(&markdown);
    pf_markdown_string(&markdown, kind->description);
    pf_buffer_string(&markdown, "\n\n**What to do**: ");
    pf_markdown_string(&markdown, kind->help);
    pf_sarif_help(json, "help", kind->help, &markdown);
    pf_buffer_release(&markdown);
}

// Far below the 20 tags that GitHub takes of a rule: the kind, and the pattern or fact that it is about.
static void put_rule_properties(pf_json *json, const pf_check_finding *finding)
{
    const char *subject = subject_of(finding);
    pf_json_object(json, "properties");
    pf_json_array(json, "tags");
    pf_json_string(json, NULL, "system-design");
    pf_json_string(json, NULL, finding->kind->name);
    if (subject[0])
        pf_json_bytes(json, NULL, subject, strcspn(subject, "/"));
    pf_json_close(json);
    pf_json_string(json, "problem.severity", problem_severity(finding->kind->severity));
    pf_json_close(json);
}

static void put_rule(pf_json *json, const pf_check_finding *finding)
{
    const pf_check_kind *kind = finding->kind;
    pf_json_object(json, NULL);
    pf_json_string(json, "id", finding->id);
    pf_sarif_name(json, "name", finding->id);
    put_short_description(json, finding);
    pf_sarif_text(json, "fullDescription", kind->description);
    put_help(json, kind);
    put_object_of(json, "defaultConfiguration", "level", level_of(kind->severity));
    put_rule_properties(json, finding);
    pf_json_close(json);
}

// Of the findings that become results; each rule is made for the first of its findings.
static void put_rules(sarif *log, const pf_check_run *run)
{
    pf_worst_first walk = pf_findings_worst_first(run);
    const pf_check_finding *finding;
    pf_json_array(&log->json, "rules");
    for (size_t i = 0; i < MOST_RESULTS && !log->json.output->failed && (finding = pf_findings_next(&walk)); i++) {
        if (json_object_get(log->rules, finding->id))
            continue;
        json_int_t place = (json_int_t)json_object_size(log->rules) + 1;
        put_rule(&log->json, finding);
        if (json_object_set_new_nocheck(log->rules, finding->id, json_integer(place)) != 0)
            log->json.output->failed = true;
    }
    pf_json_close(&log->json);
}

// --- Results --------------------------------------------------------------------------------------------------------

// Without `located` the first line, which is all that a finding about a document can point at.
static void put_location(pf_json *json, const char *path, const pf_span *place, bool located)
{
    pf_json_object(json, "physicalLocation");
    pf_sarif_artifact(json, "artifactLocation", path);
    pf_json_object(json, "region");
    pf_json_integer(json, "startLine", place->first.line);
    if (located) {
        pf_json_integer(json, "startColumn", place->first.utf16_column);
        pf_json_integer(json, "endLine", place->last.line);
        pf_json_integer(json, "endColumn", place->last.utf16_column);
    }
    pf_json_close(json);
    pf_json_close(json);
}

static void put_related_locations(pf_json *json, const pf_check_finding *finding)
{
    pf_json_array(json, "relatedLocations");
    for (size_t i = 0; i < finding->related_count && i < MOST_RELATED; i++) {
        const pf_related *related = &finding->related[i];
        pf_json_object(json, NULL);
        pf_json_integer(json, "id", (int64_t)(i + 1));
        put_location(json, pf_finding_path(finding), &related->place, true);
        pf_sarif_text(json, "message", related->because ? related->because : related->text);
        pf_json_close(json);
    }
    pf_json_close(json);
}

// GitHub takes results of one rule, file and fingerprint for one, so the fingerprint has the number of its occurrence
// in the file.
static void put_fingerprints(sarif *log, const pf_check_finding *finding)
{
    pf_buffer text;
    pf_buffer_init(&text);
    pf_buffer_format(&text, "%s:%s", finding->fingerprint, finding->file);
    size_t times = text.failed ? 0 : pf_count(log->seen, text.bytes);
    text.failed = text.failed || times == 0;
    text.length = 0;
    pf_buffer_format(&text, "%s:%zu", finding->fingerprint, times);
    pf_json_object(&log->json, "partialFingerprints");
    pf_json_buffer(&log->json, "primaryLocationLineHash", &text);
    pf_json_close(&log->json);
    pf_buffer_release(&text);
}

static void put_result(sarif *log, const pf_check_finding *finding)
{
    pf_json *json = &log->json;
    pf_json_object(json, NULL);
    pf_json_string(json, "ruleId", finding->id);
    pf_json_integer(json, "ruleIndex", json_integer_value(json_object_get(log->rules, finding->id)) - 1);
    pf_json_string(json, "level", level_of(finding->severity));
    pf_sarif_message(json, "message", finding);
    pf_json_array(json, "locations");
    pf_json_object(json, NULL);
    put_location(json, pf_finding_path(finding), &finding->place, finding->located);
    pf_json_close(json);
    pf_json_close(json);
    if (finding->related_count > 0)
        put_related_locations(json, finding);
    put_fingerprints(log, finding);
    pf_json_close(json);
}

// Without those that are waived or in the baseline: GitHub shows a suppressed result as an open alert
// (github.com/github/codeql-action, issue 1230), and closes the alert of one that is no longer listed.
static void put_results(sarif *log, const pf_check_run *run)
{
    pf_worst_first walk = pf_findings_worst_first(run);
    const pf_check_finding *finding;
    pf_json_array(&log->json, "results");
    for (size_t i = 0; i < MOST_RESULTS && !log->json.output->failed && (finding = pf_findings_next(&walk)); i++)
        put_result(log, finding);
    pf_json_close(&log->json);
}

// --- The run --------------------------------------------------------------------------------------------------------

// `code`: the message that the manual describes, or NULL.
static void notify(pf_json *json, const char *level, const char *code, const char *text)
{
    pf_json_object(json, NULL);
    pf_sarif_notice(json, "message", text, code);
    pf_json_string(json, "level", level);
    if (code)
        put_object_of(json, "descriptor", "id", code);
    pf_json_close(json);
}

// What could not be read: the results are not all that there is to say.
static void notify_errors(pf_json *json, const pf_check_run *run)
{
    for (size_t i = 0; run->said && i < run->said->count; i++) {
        const pf_diagnostic *said = &run->said->items[i];
        if (said->severity != PF_ERROR)
            continue;
        pf_buffer line;
        pf_buffer_init(&line);
        pf_diagnostic_write(said, &line);
        json->output->failed = json->output->failed || line.failed;
        if (!line.failed) {
            line.bytes[line.length - strlen(said->code) - sizeof " []"] = '\0'; // the code, which is told apart, and the line feed
            notify(json, "error", said->code, line.bytes);
        }
        pf_buffer_release(&line);
    }
}

static bool cuts_related(const pf_check_run *run)
{
    for (size_t i = 0; i < run->count; i++)
        if (pf_check_counts(&run->findings[i]) && run->findings[i].related_count > MOST_RELATED)
            return true;
    return false;
}

static void notify_limits(pf_json *json, const pf_check_run *run)
{
    size_t count = pf_findings_totals(run).counted;
    char text[128];
    if (count > MOST_RESULTS) {
        snprintf(text, sizeof text, "Only %d of %zu findings are listed, the worst.", MOST_RESULTS, count);
        notify(json, "warning", NULL, text);
    } else if (count > SHOWN_RESULTS) {
        snprintf(text, sizeof text, "GitHub shows only %d of these %zu findings.", SHOWN_RESULTS, count);
        notify(json, "warning", NULL, text);
    }
    if (cuts_related(run)) {
        snprintf(text, sizeof text, "Only %d pieces of evidence of a finding are listed, the strongest.", MOST_RELATED);
        notify(json, "warning", NULL, text);
    }
}

static void put_invocations(pf_json *json, const pf_check_run *run)
{
    pf_json_array(json, "invocations");
    pf_json_object(json, NULL);
    pf_json_boolean(json, "executionSuccessful", pf_check_errors(run) == 0);
    pf_json_array(json, "toolExecutionNotifications");
    notify_limits(json, run);
    notify_errors(json, run);
    pf_json_close(json);
    pf_json_close(json);
    pf_json_close(json);
}

static void put_tool(sarif *log, const pf_check_run *run)
{
    pf_json *json = &log->json;
    pf_json_object(json, "tool");
    pf_json_object(json, "driver");
    pf_json_string(json, "name", "patfinder");
    pf_json_string(json, "version", PF_VERSION);
    pf_json_string(json, "semanticVersion", PF_VERSION);
    put_rules(log, run);
    pf_json_close(json);
    pf_json_close(json);
}

// The folder itself is left to the reader of the log, who knows where the sources are.
static void put_base_ids(pf_json *json)
{
    pf_json_object(json, "originalUriBaseIds");
    pf_json_object(json, "%SRCROOT%");
    pf_sarif_text(json, "description", "The folder in which the documents were checked.");
    pf_json_close(json);
    pf_json_close(json);
}

static void put_run(sarif *log, const pf_check_run *run)
{
    pf_json *json = &log->json;
    pf_json_object(json, NULL);
    put_tool(log, run);
    put_invocations(json, run);
    put_object_of(json, "automationDetails", "id", "patfinder/check/");
    pf_json_string(json, "columnKind", "utf16CodeUnits");
    put_base_ids(json);
    put_results(log, run);
    pf_json_close(json);
}

void pf_findings_sarif(const pf_check_run *run, pf_look look, pf_buffer *output)
{
    (void)look;
    sarif log = {pf_json_begin(output, false), json_object(), json_object()};
    pf_json *json = &log.json;
    pf_json_object(json, NULL);
    pf_json_string(json, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    pf_json_string(json, "version", "2.1.0");
    pf_json_array(json, "runs");
    put_run(&log, run);
    pf_json_close(json);
    pf_json_close(json);
    pf_json_finish(json);
    json_decref(log.rules);
    json_decref(log.seen);
}
