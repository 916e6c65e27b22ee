// SPDX-License-Identifier: MIT
// Which occurrences of phrases say the same in other forms.
#ifndef PF_ENGINE_WORDING_H
#define PF_ENGINE_WORDING_H

#include "base/limits.h"
#include "match/scan.h"
#include "rules/model.h"

// The words of an occurrence without those in its gaps, in small letters, with a blank behind each.
typedef struct pf_wording {
    char letters[PF_LIMIT_WORD * 2];
    size_t length;
} pf_wording;

// The wordings of the first occurrences that differ. Only `count` is to be set (to 0) before use.
typedef struct pf_variety {
    pf_wording words[PF_MOST_DIFFERENT];
    uint32_t count;
} pf_variety;

// Takes an occurrence in, unless there is one of the same words already ("uploads", "uploading") or there are `most`.
void pf_variety_add(const pf_text *text, const pf_hit *hit, double most, pf_variety *found);
// Whether one of them has the same words, in whatever form and order.
bool pf_variety_has(const pf_text *text, const pf_hit *hit, const pf_variety *found);

#endif
