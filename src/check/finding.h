// SPDX-License-Identifier: MIT
// What a check of documents found: plain data for the reports. All strings belong to the run.
#ifndef PF_CHECK_FINDING_H
#define PF_CHECK_FINDING_H

#include "base/diagnostics.h"
#include "engine/result.h"
#include "patfinder.h"

#include <stdint.h>

// A place between two characters, in the columns that formats ask for; all count from 1.
typedef struct pf_point {
    uint32_t line;
    uint32_t column;       // in characters (code points)
    uint32_t byte_column;  // in bytes of UTF-8
    uint32_t utf16_column; // in code units of UTF-16
} pf_point;

typedef struct pf_span {
    uint32_t start, end; // bytes of the document
    pf_point first;      // before the first character
    pf_point last;       // behind the last one
} pf_span;

// Words of the document that led to a finding.
typedef struct pf_related {
    pf_span place;
    const char *text;    // the words, blanks made single
    const char *because; // why they count, a clause
} pf_related;

// A kind of finding. Its name is the first part of its findings' ids.
typedef struct pf_check_kind {
    const char *name;        // "missing-pattern"
    const char *title;       // in a few words
    const char *description; // when it is reported, and why it matters: a sentence or two
    const char *help;        // how to mend or silence it
    pf_severity severity;    // unless the configuration says otherwise
} pf_check_kind;

extern const pf_check_kind pf_check_kinds[];
extern const size_t pf_check_kind_count;

typedef struct pf_check_finding {
    const pf_check_kind *kind;
    const char *id;          // "missing-pattern/scaling-reads"
    pf_severity severity;    // never PF_SEVERITY_OFF
    const char *file;        // as reports call it, with '/' between its parts
    bool located;            // else it is about the document as a whole, and `place` is its beginning
    pf_span place;
    const char *message;     // what is wrong here: one sentence without a full stop
    const char *help;        // what to do: one sentence without a full stop
    const pf_related *related; // evidence, strongest first
    size_t related_count;
    char fingerprint[33];    // 32 hexadecimal digits: the same for the same finding in the same words, wherever they stand
    const char *waived;      // the reason that a waiver in the document gives, or NULL
    bool baselined;          // it is in the baseline
    bool passes;             // it never fails the run: its document's configuration asks for worse
} pf_check_finding;

// A document with its findings, those from `first` to `end` of the run.
typedef struct pf_check_text_result {
    const char *name;
    bool is_design;
    size_t first, end;
} pf_check_text_result;

// One run over any number of documents.
typedef struct pf_check_run {
    const pf_check_finding *findings; // by document in the order given, then by place
    size_t count;
    const pf_check_text_result *texts; // in the order of the findings; NULL where they are not kept
    size_t text_count;
    // What is recommended for one of them, until the next one is asked for; NULL for one that is empty, or after an error.
    const pf_result *(*recommend)(void *context, size_t text);
    void *context;
    size_t documents;       // read
    size_t not_designs;     // of them no design documents: nothing was judged
    size_t without_design;  // requirements without a design: judged by what they have
    pf_severity fail_on;    // findings of this severity and worse fail the run, unless they pass; off: none does
    const pf_diagnostics *said; // what was said meanwhile, or NULL; after an error what could not be read is missing
} pf_check_run;

// Whether it is neither waived nor in the baseline.
bool pf_check_counts(const pf_check_finding *finding);
// Whether it makes the run fail.
bool pf_check_fails(const pf_check_run *run, const pf_check_finding *finding);
// The errors among what was said.
size_t pf_check_errors(const pf_check_run *run);
// Those of exactly this severity that count.
size_t pf_check_tally(const pf_check_run *run, pf_severity severity);
const char *pf_severity_name(pf_severity severity); // "off", "hint", "info", "warning", "error"

#endif
