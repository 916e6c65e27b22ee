// SPDX-License-Identifier: MIT
// Findings of one run, gathered document by document. They outlive the documents.
#ifndef PF_CHECK_GATHER_H
#define PF_CHECK_GATHER_H

#include "check/judge.h"

// The document that remarks are about.
typedef struct pf_checked {
    const char *file;   // as reports call it
    const char *source;
    size_t length;
} pf_checked;

// A place in it that was asked for.
typedef struct pf_known_place {
    pf_point point;
    uint32_t at; // its offset
} pf_known_place;

// Embedded by its owner.
typedef struct pf_gathering {
    pf_arena arena; // of all that the findings hold
    pf_check_finding *items;
    size_t count, capacity;
    const pf_checked *document; // the one that is gathered from
    bool has_carriages;         // it has a carriage return
    pf_known_place start, end;  // of the words in it whose place was asked for last
} pf_gathering;

void pf_gathering_init(pf_gathering *gathering);
void pf_gathering_release(pf_gathering *gathering);

// Goes on to a document, which stays alive while its remarks are gathered. Gives the number of findings before it.
size_t pf_gathering_open(pf_gathering *gathering, const pf_checked *document);

// Makes a finding of a remark about that document. Everything is copied. False when memory is exhausted.
bool pf_gather(pf_gathering *gathering, const pf_remark *remark, pf_severity severity);

// Brings the findings from `first` on, those of one document, into the order of their places.
void pf_gathering_sort(pf_gathering *gathering, size_t first);

#endif
