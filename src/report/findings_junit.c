// SPDX-License-Identifier: MIT
// Findings as JUnit XML: a suite for each document, a test for each finding, failed when the finding fails the run.
#include "report/findings.h"
#include "report/markup.h"

#include <string.h>

static void add_attribute(pf_buffer *output, const char *name, const char *value)
{
    pf_buffer_format(output, " %s=\"", name);
    pf_markup_string(output, value);
    pf_buffer_character(output, '"');
}

static void open_suite(pf_buffer *output, const char *element, const char *name, size_t tests, size_t failures,
                       size_t errors)
{
    pf_buffer_format(output, "<%s", element);
    add_attribute(output, "name", name);
    pf_buffer_format(output, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" time=\"0\">\n", tests, failures, errors);
}

// Where, what, and what to do: on the line of the tag, so that no text of others begins one.
static void add_details(pf_buffer *output, const pf_check_finding *finding)
{
    pf_markup_string(output, finding->file);
    pf_buffer_format(output, ":%u:%u: ", (unsigned)finding->place.first.line, (unsigned)finding->place.first.column);
    pf_buffer sentences;
    pf_buffer_init(&sentences);
    pf_finding_sentences(&sentences, finding, " ");
    if (!sentences.failed)
        pf_markup_string(output, sentences.bytes);
    output->failed = output->failed || sentences.failed;
    pf_buffer_release(&sentences);
}

static void put_case(pf_buffer *output, const pf_check_run *run, const pf_check_finding *finding)
{
    pf_buffer_string(output, "    <testcase name=\"");
    pf_markup_string(output, finding->id);
    pf_buffer_format(output, " (%u:%u)\"", (unsigned)finding->place.first.line, (unsigned)finding->place.first.column);
    add_attribute(output, "classname", pf_finding_path(finding));
    pf_buffer_string(output, " time=\"0\">\n");
    bool fails = pf_check_fails(run, finding);
    pf_buffer_string(output, fails ? "      <failure" : "      <system-out>");
    if (fails) {
        add_attribute(output, "message", finding->message);
        add_attribute(output, "type", pf_severity_name(finding->severity));
        pf_buffer_character(output, '>');
    }
    add_details(output, finding);
    pf_buffer_string(output, fails ? "</failure>\n" : "</system-out>\n");
    pf_buffer_string(output, "    </testcase>\n");
}

// Those from `first` on that count and are of the same document; `*end` is the index behind the document's last
// finding.
static pf_finding_totals totals_of_document(const pf_check_run *run, size_t first, size_t *end, size_t *failures)
{
    size_t last = first;
    for (*failures = 0; last < run->count && strcmp(run->findings[last].file, run->findings[first].file) == 0; last++)
        *failures += pf_check_fails(run, &run->findings[last]);
    *end = last;
    return pf_findings_totals(&(pf_check_run){.findings = run->findings + first, .count = last - first});
}

static size_t put_document(pf_buffer *output, const pf_check_run *run, size_t first)
{
    size_t end, failures;
    pf_finding_totals totals = totals_of_document(run, first, &end, &failures);
    if (totals.counted == 0)
        return end;
    pf_buffer_string(output, "  ");
    open_suite(output, "testsuite", pf_finding_path(&run->findings[first]), totals.counted, failures, 0);
    for (size_t i = first; i < end; i++)
        if (pf_check_counts(&run->findings[i]))
            put_case(output, run, &run->findings[i]);
    pf_buffer_string(output, "  </testsuite>\n");
    return end;
}

static void put_error(pf_buffer *output, const pf_diagnostic *said)
{
    pf_buffer line;
    pf_buffer_init(&line);
    pf_diagnostic_write(said, &line);
    pf_buffer_string(output, "    <testcase");
    add_attribute(output, "name", said->code);
    add_attribute(output, "classname", said->file ? said->file : "patfinder");
    pf_buffer_string(output, " time=\"0\">\n      <error");
    add_attribute(output, "message", said->message);
    add_attribute(output, "type", said->code);
    pf_buffer_character(output, '>');
    if (!line.failed) {
        line.bytes[line.length - 1] = '\0'; // the line feed
        pf_markup_string(output, line.bytes);
    }
    output->failed = output->failed || line.failed;
    pf_buffer_release(&line);
    pf_buffer_string(output, "</error>\n    </testcase>\n");
}

// What could not be read: a test of its own that ended in an error.
static void put_errors(pf_buffer *output, const pf_check_run *run)
{
    size_t errors = pf_check_errors(run);
    pf_buffer_string(output, "  ");
    open_suite(output, "testsuite", "patfinder", errors, 0, errors);
    for (size_t i = 0; i < run->said->count; i++)
        if (run->said->items[i].severity == PF_ERROR)
            put_error(output, &run->said->items[i]);
    pf_buffer_string(output, "  </testsuite>\n");
}

// Readers take a report without any test for a broken one.
static void put_passed(pf_buffer *output)
{
    pf_buffer_string(output, "  ");
    open_suite(output, "testsuite", "patfinder", 1, 0, 0);
    pf_buffer_string(output,
                     "    <testcase name=\"no findings\" classname=\"patfinder\" time=\"0\"/>\n  </testsuite>\n");
}

void pf_findings_junit(const pf_check_run *run, pf_look look, pf_buffer *output)
{
    (void)look;
    size_t failures = 0, errors = pf_check_errors(run), tests = pf_findings_totals(run).counted + errors;
    for (size_t i = 0; i < run->count; i++)
        failures += pf_check_fails(run, &run->findings[i]);
    pf_buffer_string(output, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    open_suite(output, "testsuites", "patfinder", tests ? tests : 1, failures, errors);
    for (size_t i = 0; i < run->count;)
        i = put_document(output, run, i);
    if (errors > 0)
        put_errors(output, run);
    if (tests == 0)
        put_passed(output);
    pf_buffer_string(output, "</testsuites>\n");
}
