// SPDX-License-Identifier: MIT
// What a good reviewer would say of one document.
#ifndef PF_CHECK_JUDGE_H
#define PF_CHECK_JUDGE_H

#include "check/finding.h"
#include "engine/examine.h"

// The patterns that a document is expected to call for.
typedef struct pf_expectations {
    bool exact;              // `expect` was given: these and no others
    const char *const *expect;
    size_t expect_count;
    const char *const *require; // these, and maybe others
    size_t require_count;
    const char *const *forbid;  // none of these
    size_t forbid_count;
} pf_expectations;

// A finding before its severity is known, with places in bytes. Strings belong to the arena of the document or the rules.
typedef struct pf_remark {
    const pf_check_kind *kind;
    const char *id;
    bool located;
    uint32_t start, end;
    const char *message, *help;
    const pf_evidence *const *evidence; // of what is located
    size_t evidence_count;
} pf_remark;

typedef struct pf_remarks {
    pf_arena *arena;
    pf_remark *items;
    size_t count, capacity;
} pf_remarks;

// Appends what there is to say. Nothing is said of a text that is no design document but what was expected of it. False when memory is
// exhausted.
bool pf_judge(const pf_examination *examination, const pf_expectations *expectations, pf_remarks *remarks);

// The kind of that name; NULL when there is none.
const pf_check_kind *pf_check_kind_find(const char *name, size_t length);

bool pf_remark_add(pf_remarks *remarks, const pf_remark *remark);

#endif
