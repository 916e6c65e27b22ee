// SPDX-License-Identifier: MIT
// Compares what somebody picked for a text with what the engine found in it.
#ifndef PF_QUIZ_GRADE_H
#define PF_QUIZ_GRADE_H

#include "engine/result.h"

typedef enum pf_verdict {
    PF_VERDICT_RIGHT,    // picked, and recommended
    PF_VERDICT_MISSED,   // recommended, and not picked
    PF_VERDICT_UNCALLED, // picked, and nothing or too little calls for it
    PF_VERDICT_OPEN,     // picked, and considered: it counts neither way
    PF_VERDICT_NONE,     // neither picked nor recommended
} pf_verdict;
enum { PF_VERDICTS = PF_VERDICT_NONE + 1 };

typedef struct pf_graded {
    const pf_assessment *assessment;
    pf_verdict verdict;
    const pf_pitfall *pitfall; // of PF_VERDICT_UNCALLED: what one would run into; NULL when its pattern has none
} pf_graded;

typedef struct pf_grades {
    pf_graded *items; // in the order of the assessments
    size_t count;
    size_t counts[PF_VERDICTS];
    bool all_right; // nothing missed, and nothing picked that is not called for
} pf_grades;

// `picked`: of each pattern, by its position in the rules. False when memory is exhausted.
bool pf_grade(pf_arena *arena, const pf_ruleset *rules, const pf_result *result, const bool *picked, pf_grades *grades);

#endif
