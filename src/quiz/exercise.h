// SPDX-License-Identifier: MIT
// One text to practise on, with all that was answered so far: plain data for the reports.
#ifndef PF_QUIZ_EXERCISE_H
#define PF_QUIZ_EXERCISE_H

#include "engine/counterfactual.h"
#include "engine/difference.h"
#include "quiz/choices.h"
#include "quiz/grade.h"

typedef struct pf_exercise {
    const pf_scenario *scenario; // NULL: a text of the user's own
    const pf_ruleset *rules;
    const pf_result *result;
    unsigned hints; // so many were taken
    // Which patterns fit.
    bool *picked;     // of each pattern, by its position in the rules
    bool is_answered; // the grades are there
    pf_grades grades;
    // The same with another number, or without a sentence: which patterns fit then.
    const pf_counterfactual *change;     // the number, or NULL
    uint32_t omitted_start, omitted_end; // bytes of the sentence, where there is no number
    const pf_result *after;              // NULL: neither would change which patterns are recommended
    pf_difference difference;            // between the two
    bool *picked_after;
    bool is_answered_after;
    pf_grades grades_after;
    // Which option to start with, of a recommended pattern that has several.
    const pf_assessment *ladder; // NULL: there is none
    uint32_t option;             // the answer, in its options
    bool is_option_answered;
} pf_exercise;

// Whether the patterns were answered, and all that was answered is right; what was left out is not wrong.
bool pf_exercise_is_right(const pf_exercise *exercise);

// The options of a ladder by their names, simplest first; owned by the arena. `names` is NULL when memory is exhausted.
pf_choices pf_option_choices(pf_arena *arena, const pf_assessment *ladder);
// The patterns by their ids, in the order of the rules.
pf_choices pf_pattern_choices(pf_arena *arena, const pf_ruleset *rules);

#endif
