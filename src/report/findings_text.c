// SPDX-License-Identifier: MIT
// Findings for people to read: a block for each, and a closing line.
#include "report/findings.h"
#include "report/layout.h"

#include <string.h>

// Pieces of evidence of a finding, unless all are asked for: a contradiction has two.
enum { EVIDENCE_SHOWN = 2 };

static pf_tone severity_tone(pf_severity severity)
{
    switch (severity) {
    case PF_SEVERITY_ERROR: return PF_TONE_BAD;
    case PF_SEVERITY_WARNING: return PF_TONE_FAIR;
    case PF_SEVERITY_INFO: return PF_TONE_PLAIN;
    default: return PF_TONE_DIM;
    }
}

// file:line:column: warning: id
static void put_head(pf_layout *layout, const pf_check_finding *finding)
{
    pf_layout_open(layout, 0, PF_TONE_PLAIN, NULL, 0, 2);
    pf_layout_string(layout, PF_TONE_LINK, finding->file);
    pf_layout_format(layout, PF_TONE_LINK, ":%u:%u: ", (unsigned)finding->place.first.line,
                     (unsigned)finding->place.first.column);
    pf_layout_string(layout, severity_tone(finding->severity), pf_severity_name(finding->severity));
    pf_layout_string(layout, PF_TONE_PLAIN, ": ");
    pf_layout_string(layout, PF_TONE_ID, finding->id);
    pf_layout_close(layout);
}

// Quoted words and why they count. Their line is named where it is not that of the finding.
static void put_evidence(pf_layout *layout, const pf_check_finding *finding, const pf_related *related)
{
    pf_layout_open(layout, 4, PF_TONE_PLAIN, "-", 6, 6);
    pf_layout_quote(layout, related->text, strlen(related->text));
    if (related->place.first.line != finding->place.first.line)
        pf_layout_format(layout, PF_TONE_DIM, " (line %u)", (unsigned)related->place.first.line);
    if (related->because) {
        pf_layout_string(layout, PF_TONE_PLAIN, ": ");
        pf_layout_string(layout, PF_TONE_PLAIN, related->because);
    }
    pf_layout_close(layout);
}

static void put_finding(pf_layout *layout, const pf_check_finding *finding, bool verbose)
{
    put_head(layout, finding);
    pf_layout_open(layout, 2, PF_TONE_PLAIN, NULL, 2, 2);
    pf_layout_string(layout, PF_TONE_HEADING, finding->message);
    pf_layout_string(layout, PF_TONE_HEADING, pf_finding_stop(finding->message));
    pf_layout_close(layout);
    for (size_t i = 0; i < finding->related_count && (verbose || i < EVIDENCE_SHOWN); i++)
        put_evidence(layout, finding, &finding->related[i]);
    pf_layout_open(layout, 2, PF_TONE_DIM, "To do:", 9, 9);
    pf_layout_string(layout, PF_TONE_PLAIN, finding->help);
    pf_layout_string(layout, PF_TONE_PLAIN, pf_finding_stop(finding->help));
    pf_layout_close(layout);
    pf_layout_blank(layout);
}

static void put_summary(pf_layout *layout, const pf_check_run *run)
{
    pf_buffer summary;
    pf_buffer_init(&summary);
    pf_findings_summary(run, &summary);
    bool clean = pf_findings_totals(run).counted == 0;
    pf_layout_paragraph(layout, 0, clean ? PF_TONE_GOOD : PF_TONE_HEADING, summary.bytes);
    layout->output->failed = layout->output->failed || summary.failed;
    pf_buffer_release(&summary);
}

void pf_findings_text(const pf_check_run *run, pf_look look, pf_buffer *output)
{
    pf_layout layout;
    pf_layout_init(&layout, output, look.style);
    for (size_t i = 0; i < run->count; i++)
        if (pf_check_counts(&run->findings[i]))
            put_finding(&layout, &run->findings[i], look.style.verbose);
    put_summary(&layout, run);
    pf_layout_release(&layout);
}
