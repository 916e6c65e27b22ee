// SPDX-License-Identifier: MIT
// Findings as SARIF 2.1.0, with what GitHub's code scanning makes use of, and within its limits.
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
    json_t *rules;   // an array, in the order of their first result
    json_t *indices; // the id of each: its index there
    json_t *seen;    // how often each fingerprint came up in each file
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

static json_t *object_of(pf_json *json, const char *key, json_t *value)
{
    json_t *object = pf_json_object(json);
    pf_json_put(json, object, key, value);
    return object;
}

// --- Rules ----------------------------------------------------------------------------------------------------------

// What the kind of finding is about: the second part of the id, or "".
static const char *subject_of(const pf_check_finding *finding)
{
    const char *slash = strchr(finding->id, '/');
    return slash ? slash + 1 : "";
}

static json_t *short_description(pf_json *json, const pf_check_finding *finding)
{
    pf_buffer text;
    pf_buffer_init(&text);
    const char *subject = subject_of(finding);
    pf_buffer_format(&text, "%s%s%s", finding->kind->title, subject[0] ? ": " : "", subject);
    json_t *object = text.failed ? NULL : pf_sarif_text(json, text.bytes);
    json->failed = json->failed || text.failed;
    pf_buffer_release(&text);
    return object;
}

static json_t *help(pf_json *json, const pf_check_kind *kind)
{
    pf_buffer markdown;
    pf_buffer_init(&markdown);
    pf_markdown_string(&markdown, kind->description);
    pf_buffer_string(&markdown, "\n\n**What to do**: ");
    pf_markdown_string(&markdown, kind->help);
    json_t *object = pf_sarif_text(json, kind->help);
    pf_json_put(json, object, "markdown", pf_json_buffer(json, &markdown));
    pf_buffer_release(&markdown);
    return object;
}

// Far below the 20 tags that GitHub takes of a rule: the kind, and the pattern or fact that it is about.
static json_t *rule_properties(pf_json *json, const pf_check_finding *finding)
{
    json_t *tags = pf_json_array(json), *object = pf_json_object(json);
    pf_json_append(json, tags, pf_json_string(json, "system-design"));
    pf_json_append(json, tags, pf_json_string(json, finding->kind->name));
    const char *subject = subject_of(finding);
    if (subject[0])
        pf_json_append(json, tags, pf_json_bytes(json, subject, strcspn(subject, "/")));
    pf_json_put(json, object, "tags", tags);
    pf_json_put_string(json, object, "problem.severity", problem_severity(finding->kind->severity));
    return object;
}

static json_t *rule(pf_json *json, const pf_check_finding *finding)
{
    const pf_check_kind *kind = finding->kind;
    json_t *object = pf_json_object(json);
    json_t *level = pf_json_string(json, level_of(kind->severity));
    pf_json_put_string(json, object, "id", finding->id);
    pf_json_put(json, object, "name", pf_sarif_name(json, finding->id));
    pf_json_put(json, object, "shortDescription", short_description(json, finding));
    pf_json_put(json, object, "fullDescription", pf_sarif_text(json, kind->description));
    pf_json_put(json, object, "help", help(json, kind));
    pf_json_put(json, object, "defaultConfiguration", object_of(json, "level", level));
    pf_json_put(json, object, "properties", rule_properties(json, finding));
    return object;
}

// The index of the finding's rule, which is made for the first of its findings.
static size_t rule_index(sarif *log, const pf_check_finding *finding)
{
    json_t *known = json_object_get(log->indices, finding->id);
    if (known)
        return (size_t)json_integer_value(known);
    size_t index = json_array_size(log->rules);
    pf_json_append(&log->json, log->rules, rule(&log->json, finding));
    pf_json_put_number(&log->json, log->indices, finding->id, (double)index);
    return index;
}

// --- Results --------------------------------------------------------------------------------------------------------

// Without `located` the first line, which is all that a finding about a document can point at.
static json_t *physical_location(pf_json *json, const char *path, const pf_span *place, bool located)
{
    json_t *region = pf_json_object(json), *object = pf_json_object(json);
    pf_json_put_number(json, region, "startLine", place->first.line);
    if (located) {
        pf_json_put_number(json, region, "startColumn", place->first.utf16_column);
        pf_json_put_number(json, region, "endLine", place->last.line);
        pf_json_put_number(json, region, "endColumn", place->last.utf16_column);
    }
    pf_json_put(json, object, "artifactLocation", pf_sarif_artifact(json, path));
    pf_json_put(json, object, "region", region);
    return object;
}

static json_t *related_locations(pf_json *json, const pf_check_finding *finding)
{
    json_t *array = pf_json_array(json);
    for (size_t i = 0; i < finding->related_count && i < MOST_RELATED; i++) {
        const pf_related *related = &finding->related[i];
        json_t *object = pf_json_object(json);
        pf_json_put_number(json, object, "id", (double)(i + 1));
        pf_json_put(json, object, "physicalLocation",
                    physical_location(json, pf_finding_path(finding), &related->place, true));
        pf_json_put(json, object, "message", pf_sarif_text(json, related->because ? related->because : related->text));
        pf_json_append(json, array, object);
    }
    return array;
}

// GitHub takes results of one rule, file and fingerprint for one, so the fingerprint has the number of its occurrence
// in the file.
static json_t *fingerprints(sarif *log, const pf_check_finding *finding)
{
    pf_buffer text;
    pf_buffer_init(&text);
    pf_buffer_format(&text, "%s:%s", finding->fingerprint, finding->file);
    size_t times = text.failed ? 0 : pf_json_count(&log->json, log->seen, text.bytes);
    text.length = 0;
    pf_buffer_format(&text, "%s:%zu", finding->fingerprint, times);
    json_t *object = pf_json_object(&log->json);
    pf_json_put(&log->json, object, "primaryLocationLineHash", pf_json_buffer(&log->json, &text));
    pf_buffer_release(&text);
    return object;
}

static json_t *result(sarif *log, const pf_check_finding *finding)
{
    pf_json *json = &log->json;
    json_t *object = pf_json_object(json), *locations = pf_json_array(json);
    json_t *place = physical_location(json, pf_finding_path(finding), &finding->place, finding->located);
    pf_json_append(json, locations, object_of(json, "physicalLocation", place));
    pf_json_put_string(json, object, "ruleId", finding->id);
    pf_json_put_number(json, object, "ruleIndex", (double)rule_index(log, finding));
    pf_json_put_string(json, object, "level", level_of(finding->severity));
    pf_json_put(json, object, "message", pf_sarif_message(json, finding));
    pf_json_put(json, object, "locations", locations);
    if (finding->related_count > 0)
        pf_json_put(json, object, "relatedLocations", related_locations(json, finding));
    pf_json_put(json, object, "partialFingerprints", fingerprints(log, finding));
    return object;
}

// Without those that are waived or in the baseline: GitHub shows a suppressed result as an open alert
// (github.com/github/codeql-action, issue 1230), and closes the alert of one that is no longer listed.
static json_t *results(sarif *log, const pf_check_run *run)
{
    json_t *array = pf_json_array(&log->json);
    pf_worst_first walk = pf_findings_worst_first(run);
    const pf_check_finding *finding;
    while (json_array_size(array) < MOST_RESULTS && !log->json.failed && (finding = pf_findings_next(&walk)))
        pf_json_append(&log->json, array, result(log, finding));
    return array;
}

// --- The run --------------------------------------------------------------------------------------------------------

// `code`: the message that the manual describes, or NULL.
static void notify(pf_json *json, json_t *notifications, const char *level, const char *code, const char *text)
{
    json_t *object = object_of(json, "message", pf_sarif_text(json, text));
    pf_json_put_string(json, object, "level", level);
    if (code)
        pf_json_put(json, object, "descriptor", object_of(json, "id", pf_json_string(json, code)));
    pf_json_append(json, notifications, object);
}

// What could not be read: the results are not all that there is to say.
static void notify_errors(pf_json *json, json_t *notifications, const pf_check_run *run)
{
    for (size_t i = 0; run->said && i < run->said->count; i++) {
        const pf_diagnostic *said = &run->said->items[i];
        if (said->severity != PF_ERROR)
            continue;
        pf_buffer line;
        pf_buffer_init(&line);
        pf_diagnostic_write(said, &line);
        json->failed = json->failed || line.failed;
        if (!line.failed) {
            line.bytes[line.length - 1] = '\0'; // the line feed
            notify(json, notifications, "error", said->code, line.bytes);
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

static json_t *invocations(pf_json *json, const pf_check_run *run)
{
    json_t *notifications = pf_json_array(json), *invocation = pf_json_object(json), *array = pf_json_array(json);
    size_t count = pf_findings_totals(run).counted;
    char text[128];
    if (count > MOST_RESULTS) {
        snprintf(text, sizeof text, "Only %d of %zu findings are listed, the worst.", MOST_RESULTS, count);
        notify(json, notifications, "warning", NULL, text);
    } else if (count > SHOWN_RESULTS) {
        snprintf(text, sizeof text, "GitHub shows only %d of these %zu findings.", SHOWN_RESULTS, count);
        notify(json, notifications, "warning", NULL, text);
    }
    if (cuts_related(run)) {
        snprintf(text, sizeof text, "Only %d pieces of evidence of a finding are listed, the strongest.", MOST_RELATED);
        notify(json, notifications, "warning", NULL, text);
    }
    notify_errors(json, notifications, run);
    pf_json_put(json, invocation, "executionSuccessful", json_boolean(pf_check_errors(run) == 0));
    pf_json_put(json, invocation, "toolExecutionNotifications", notifications);
    pf_json_append(json, array, invocation);
    return array;
}

static json_t *tool(sarif *log)
{
    pf_json *json = &log->json;
    json_t *driver = pf_json_object(json);
    pf_json_put_string(json, driver, "name", "patfinder");
    pf_json_put_string(json, driver, "version", PF_VERSION);
    pf_json_put_string(json, driver, "semanticVersion", PF_VERSION);
    pf_json_put(json, driver, "rules", log->rules);
    return object_of(json, "driver", driver);
}

// The folder itself is left to the reader of the log, who knows where the sources are.
static json_t *base_ids(pf_json *json)
{
    json_t *root =
        object_of(json, "description", pf_sarif_text(json, "The folder in which the documents were checked."));
    return object_of(json, "%SRCROOT%", root);
}

void pf_findings_sarif(const pf_check_run *run, pf_look look, pf_buffer *output)
{
    (void)look;
    sarif log = {0};
    pf_json *json = &log.json;
    log.rules = pf_json_array(json);
    log.indices = pf_json_object(json);
    log.seen = pf_json_object(json);
    json_t *found = results(&log, run), *body = pf_json_object(json);
    pf_json_put(json, body, "tool", tool(&log));
    pf_json_put(json, body, "invocations", invocations(json, run));
    pf_json_put(json, body, "automationDetails", object_of(json, "id", pf_json_string(json, "patfinder/check/")));
    pf_json_put(json, body, "columnKind", pf_json_string(json, "utf16CodeUnits"));
    pf_json_put(json, body, "originalUriBaseIds", base_ids(json));
    pf_json_put(json, body, "results", found);
    json_t *runs = pf_json_array(json), *root = pf_json_object(json);
    pf_json_append(json, runs, body);
    pf_json_put_string(json, root, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    pf_json_put_string(json, root, "version", "2.1.0");
    pf_json_put(json, root, "runs", runs);
    json_decref(log.indices);
    json_decref(log.seen);
    pf_json_finish(json, root, false, output);
}
