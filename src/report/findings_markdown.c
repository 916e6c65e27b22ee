// SPDX-License-Identifier: MIT
// Findings as a Markdown table, fit for the summary of a job or a comment on a change.
#include "report/findings.h"
#include "report/markdown_text.h"

#include <string.h>

// GitHub drops a job's summary of more than 1 MiB altogether; this leaves room for what else a job says.
enum { MOST_BYTES = 900 * 1024 };

static void put_row(pf_buffer *output, const pf_check_finding *finding)
{
    pf_buffer_format(output, "| %s | ", pf_severity_name(finding->severity));
    pf_markdown_string(output, finding->file);
    pf_buffer_format(output, ":%u | ", (unsigned)finding->place.first.line);
    pf_markdown_string(output, finding->message);
    pf_buffer_string(output, " (");
    pf_markdown_string(output, finding->id);
    pf_buffer_character(output, ')');
    if (finding->related_count > 0) {
        pf_buffer_string(output, "<br>");
        pf_markdown_quote(output, finding->related[0].text, strlen(finding->related[0].text));
    }
    pf_buffer_string(output, " | ");
    pf_markdown_string(output, finding->help);
    pf_buffer_string(output, " |\n");
}

void pf_findings_markdown(const pf_check_run *run, pf_look look, pf_buffer *output)
{
    (void)look;
    pf_finding_totals totals = pf_findings_totals(run);
    size_t shown = 0;
    pf_findings_summary(run, output);
    pf_buffer_string(output, ".\n");
    if (totals.counted > 0)
        pf_buffer_string(output, "\n| Severity | Place | Finding | What to do |\n|---|---|---|---|\n");
    pf_worst_first walk = pf_findings_worst_first(run);
    for (const pf_check_finding *finding; output->length < MOST_BYTES && (finding = pf_findings_next(&walk)); shown++)
        put_row(output, finding);
    if (shown < totals.counted)
        pf_buffer_format(output, "\n%zu more are left out, since the summary of a job has a limit.\n",
                         totals.counted - shown);
}
