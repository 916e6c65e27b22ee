// SPDX-License-Identifier: MIT
// An exercise of the quiz, step by step for people to read.
#ifndef PF_REPORT_QUIZ_H
#define PF_REPORT_QUIZ_H

#include "quiz/hints.h"
#include "report/report.h"

// Each appends to `output`; failures end up in `output->failed`.

void pf_quiz_put_task(const pf_exercise *exercise, pf_style style, pf_buffer *output);  // the scenario, if it is one, and the patterns to choose from
void pf_quiz_put_hint(const pf_exercise *exercise, const pf_quiz_hint *hint, pf_style style, pf_buffer *output);
void pf_quiz_put_grades(const pf_exercise *exercise, pf_style style, pf_buffer *output); // what is right, missed, not called for
void pf_quiz_put_change(const pf_exercise *exercise, pf_style style, pf_buffer *output); // the same with another number: what fits then?
void pf_quiz_put_change_grades(const pf_exercise *exercise, pf_style style, pf_buffer *output);
void pf_quiz_put_ladder(const pf_exercise *exercise, pf_style style, pf_buffer *output); // which option to start with?
void pf_quiz_put_ladder_grade(const pf_exercise *exercise, pf_style style, pf_buffer *output);

#endif
