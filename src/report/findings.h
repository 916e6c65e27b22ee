// SPDX-License-Identifier: MIT
// The reports of a check, one writer a format, and what several of them say in the same way.
#ifndef PF_REPORT_FINDINGS_H
#define PF_REPORT_FINDINGS_H

#include "report/writer.h"

typedef void pf_findings_writer(const pf_check_run *run, pf_look look, pf_buffer *output);

pf_findings_writer pf_findings_text, pf_findings_json, pf_findings_markdown, pf_findings_gnu, pf_findings_sarif,
    pf_findings_github, pf_findings_gitlab, pf_findings_rdjson, pf_findings_junit, pf_findings_html;

// A walk over the findings that count, from the worst to the least; those of one severity in the order of the run.
typedef struct pf_worst_first {
    const pf_check_run *run;
    size_t next;
    int severity;
} pf_worst_first;

pf_worst_first pf_findings_worst_first(const pf_check_run *run);
const pf_check_finding *pf_findings_next(pf_worst_first *walk); // NULL at the end

// How many are waived, how many are in the baseline without being waived too, and how many count.
typedef struct pf_finding_totals {
    size_t waived, baselined, counted;
} pf_finding_totals;

pf_finding_totals pf_findings_totals(const pf_check_run *run);

// Appends "2 warnings, 1 hint in 3 documents (1 waived, 4 in the baseline; 2 are no design documents)".
void pf_findings_summary(const pf_check_run *run, pf_buffer *output);
// Appends "2 warnings".
void pf_findings_count(pf_buffer *output, pf_severity severity, size_t count);

// The file as other tools look it up: without "./" before it.
const char *pf_finding_path(const pf_check_finding *finding);
// What ends a message or what to do: nothing when it ends with a question.
const char *pf_finding_stop(const char *sentence);
// Appends the first letter of a sentence as a capital, when it is a small one; how many bytes of the sentence that was.
size_t pf_finding_capital(pf_buffer *output, const char *sentence);
// Appends the message and what to do, both safe to show and with a full stop, and `between` between them.
void pf_finding_sentences(pf_buffer *output, const pf_check_finding *finding, const char *between);

#endif
