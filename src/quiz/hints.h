// SPDX-License-Identifier: MIT
// Three hints for somebody who does not see which patterns a text calls for; none of them names a pattern.
#ifndef PF_QUIZ_HINTS_H
#define PF_QUIZ_HINTS_H

#include "engine/result.h"

enum { PF_HINTS = 3, PF_HINT_WORDS = 6, PF_HINT_NUMBERS = 4 };

// One hint: only the parts of its tier are set.
typedef struct pf_quiz_hint {
    unsigned tier;       // 1 to PF_HINTS
    const char *problem; // 1, a nudge: that of the recommended pattern which is most certain, else of the one for which most speaks
    const pf_evidence *words[PF_HINT_WORDS]; // 2, the telling words: the strongest of each recommended pattern, else of each pattern
    size_t word_count;
    const char *numbers[PF_HINT_NUMBERS];  // 3, the telling numbers: each with what it is compared with
    const pf_fact *facts[PF_HINT_NUMBERS]; // of each number
    size_t number_count;
} pf_quiz_hint;

// What it points to belongs to the result and its rules.
pf_quiz_hint pf_quiz_hint_of(const pf_result *result, unsigned tier);

#endif
