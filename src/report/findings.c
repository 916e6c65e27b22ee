// SPDX-License-Identifier: MIT
// Findings as bytes: finds the format's writer. Also what several formats say in the same way.
#include "report/findings.h"

#include "base/bytes.h"
#include "base/visible.h"

#include <string.h>

static pf_findings_writer *const writers[] = {
    [PF_FORMAT_TEXT] = pf_findings_text,     [PF_FORMAT_JSON] = pf_findings_json,
    [PF_FORMAT_NDJSON] = pf_findings_json,   [PF_FORMAT_MARKDOWN] = pf_findings_markdown,
    [PF_FORMAT_GNU] = pf_findings_gnu,       [PF_FORMAT_SARIF] = pf_findings_sarif,
    [PF_FORMAT_GITHUB] = pf_findings_github, [PF_FORMAT_GITLAB] = pf_findings_gitlab,
    [PF_FORMAT_RDJSON] = pf_findings_rdjson, [PF_FORMAT_JUNIT] = pf_findings_junit,
    [PF_FORMAT_HTML] = pf_findings_html,
};

enum { WRITERS = sizeof writers / sizeof *writers };

static pf_report_status refuse(bool are_texts_missing, pf_buffer *output)
{
    bool has[WRITERS];
    for (size_t i = 0; i < WRITERS; i++)
        has[i] = writers[i] && !(i == PF_FORMAT_HTML && are_texts_missing);
    return pf_report_refuse(has, WRITERS, output);
}

// "No findings" would be no answer where nothing could be read: people have been told why.
static bool has_no_answer(const pf_check_run *run, pf_format format)
{
    bool for_people = format == PF_FORMAT_TEXT || format == PF_FORMAT_MARKDOWN || format == PF_FORMAT_HTML;
    return for_people && run->documents == 0 && pf_check_errors(run) > 0;
}

pf_report_status pf_report_findings(const pf_check_run *run, pf_format format, pf_style style, pf_buffer *output)
{
    size_t index = (size_t)format;
    bool are_texts_missing = !run->texts && run->documents > 0;
    if (index >= WRITERS || !writers[index] || (format == PF_FORMAT_HTML && are_texts_missing))
        return refuse(are_texts_missing, output);
    if (!has_no_answer(run, format))
        writers[index](run, (pf_look){format, style}, output);
    return output->failed ? PF_REPORT_OUT_OF_MEMORY : PF_REPORT_OK;
}

pf_worst_first pf_findings_worst_first(const pf_check_run *run)
{
    return (pf_worst_first){.run = run, .severity = PF_SEVERITY_ERROR};
}

const pf_check_finding *pf_findings_next(pf_worst_first *walk)
{
    for (; walk->severity >= PF_SEVERITY_HINT; walk->severity--, walk->next = 0) {
        while (walk->next < walk->run->count) {
            const pf_check_finding *finding = &walk->run->findings[walk->next++];
            if (pf_check_counts(finding) && (int)finding->severity == walk->severity)
                return finding;
        }
    }
    return NULL;
}

pf_finding_totals pf_findings_totals(const pf_check_run *run)
{
    pf_finding_totals totals = {0};
    for (size_t i = 0; i < run->count; i++) {
        const pf_check_finding *finding = &run->findings[i];
        totals.waived += finding->waived != NULL;
        totals.baselined += finding->baselined && !finding->waived;
        totals.counted += pf_check_counts(finding);
    }
    return totals;
}

void pf_findings_count(pf_buffer *output, pf_severity severity, size_t count)
{
    bool plural = count != 1 && severity != PF_SEVERITY_INFO;
    pf_buffer_format(output, "%zu %s%s", count, pf_severity_name(severity), plural ? "s" : "");
}

static void add_counts(const pf_check_run *run, pf_buffer *output)
{
    const char *joint = "";
    for (int severity = PF_SEVERITY_ERROR; severity >= PF_SEVERITY_HINT; severity--) {
        size_t count = pf_check_tally(run, (pf_severity)severity);
        if (count == 0)
            continue;
        pf_buffer_string(output, joint);
        pf_findings_count(output, (pf_severity)severity, count);
        joint = ", ";
    }
    if (joint[0] == '\0')
        pf_buffer_string(output, "No findings");
}

void pf_findings_summary(const pf_check_run *run, pf_buffer *output)
{
    pf_finding_totals totals = pf_findings_totals(run);
    const struct {
        size_t count;
        const char *one, *many, *joint; // `joint` stands before it, unless it comes first
    } notes[] = {
        {totals.waived, "waived", "waived", ""},
        {totals.baselined, "in the baseline", "in the baseline", ", "},
        {run->not_designs, "is no design document", "are no design documents", "; "},
        {run->without_design, "has no design section", "have no design section", "; "},
    };
    add_counts(run, output);
    pf_buffer_format(output, " in %zu document%s", run->documents, run->documents == 1 ? "" : "s");
    bool opened = false;
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
        if (notes[i].count == 0)
            continue;
        const char *words = notes[i].count == 1 ? notes[i].one : notes[i].many;
        pf_buffer_format(output, "%s%zu %s", opened ? notes[i].joint : " (", notes[i].count, words);
        opened = true;
    }
    if (opened)
        pf_buffer_character(output, ')');
}

const char *pf_finding_path(const pf_check_finding *finding)
{
    const char *path = finding->file;
    while (strncmp(path, "./", 2) == 0)
        path += 2 + strspn(path + 2, "/");
    return path;
}

const char *pf_finding_stop(const char *sentence)
{
    size_t length = strlen(sentence);
    return length && sentence[length - 1] == '?' ? "" : ".";
}

size_t pf_finding_capital(pf_buffer *output, const char *sentence)
{
    if (!is_lower(*sentence))
        return 0;
    pf_buffer_character(output, (char)(*sentence - 'a' + 'A'));
    return 1;
}

void pf_finding_sentences(pf_buffer *output, const pf_check_finding *finding, const char *between)
{
    pf_visible_add(output, finding->message);
    pf_buffer_format(output, "%s%s", pf_finding_stop(finding->message), between);
    size_t capital = pf_finding_capital(output, finding->help);
    pf_visible_add(output, finding->help + capital);
    pf_buffer_string(output, pf_finding_stop(finding->help));
}
