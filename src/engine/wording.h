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
    uint32_t length, words;
    uint64_t initials; // a bit for each letter that a word begins with
} pf_wording;

enum { PF_REMEMBERED_WORDINGS = 256 };

// The wordings of the first occurrences that differ; pf_variety_init before use.
typedef struct pf_variety {
    pf_wording words[PF_LIMIT_DIFFERENT];
    uint32_t count;
    // Wordings that are known to be there already, each in the place that its letters tell: in long texts most occurrences say what others
    // said before, letter by letter, and comparing forms took a tenth of all the time.
    uint64_t is_remembered[PF_REMEMBERED_WORDINGS / 64]; // a bit for each place
    pf_wording remembered[PF_REMEMBERED_WORDINGS];
} pf_variety;

void pf_variety_init(pf_variety *found);

// Takes an occurrence in, unless there is one of the same words already ("uploads", "uploading") or there are `most`.
void pf_variety_add(const pf_text *text, const pf_hit *hit, double most, pf_variety *found);
// Whether one of them has the same words, in whatever form and order.
bool pf_variety_has(const pf_text *text, const pf_hit *hit, pf_variety *found);

#endif
