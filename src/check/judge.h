// SPDX-License-Identifier: MIT
// What a good reviewer would say of one document.
#ifndef PF_CHECK_JUDGE_H
#define PF_CHECK_JUDGE_H

#include "check/config.h"
#include "engine/examine.h"

// A finding before its severity is known, with places in bytes. Strings belong to the arena of the document or the rules.
typedef struct pf_remark {
    const pf_check_kind *kind;
    const char *id;
    bool located;
    uint32_t start, end;
    const char *message, *help;
    const pf_evidence *const *evidence; // of what is located
    size_t evidence_count;
    const char *waived; // the reason that a waiver gives, or NULL
} pf_remark;

typedef struct pf_remarks {
    pf_arena *arena;
    pf_remark *items;
    size_t count, capacity;
} pf_remarks;

// Appends what there is to say. Nothing is said of a text that is no design document but what was expected of it. False when memory is
// exhausted; pf_examination_status tells when the rest failed otherwise.
bool pf_judge(pf_examination *examination, const pf_check_expectations *expectations, pf_remarks *remarks);

bool pf_remark_add(pf_remarks *remarks, const pf_remark *remark);

#endif
