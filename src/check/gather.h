// SPDX-License-Identifier: MIT
// Findings of one run, gathered document by document. They outlive the documents.
#ifndef PF_CHECK_GATHER_H
#define PF_CHECK_GATHER_H

#include "check/judge.h"

// Embedded by its owner.
typedef struct pf_gathering {
    pf_arena arena; // of all that the findings hold
    pf_check_finding *items;
    size_t count, capacity;
} pf_gathering;

void pf_gathering_init(pf_gathering *gathering);
void pf_gathering_release(pf_gathering *gathering);

// The document that remarks are about.
typedef struct pf_checked {
    const char *file;   // as reports call it
    const char *source;
    size_t length;
} pf_checked;

// Makes a finding of a remark. `waived` is the reason for which it is waived, or NULL. Everything is copied. False when memory is exhausted.
bool pf_gather(pf_gathering *gathering, const pf_checked *document, const pf_remark *remark, pf_severity severity, const char *waived);

// Brings the findings from `first` on, those of one document, into the order of their places.
void pf_gathering_sort(pf_gathering *gathering, size_t first);

#endif
