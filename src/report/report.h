// SPDX-License-Identifier: MIT
// Results and knowledge as bytes, in each of the formats.
#ifndef PF_REPORT_REPORT_H
#define PF_REPORT_REPORT_H

#include "base/buffer.h"
#include "check/finding.h"
#include "engine/difference.h"
#include "engine/explain.h"
#include "engine/result.h"
#include "patfinder.h"
#include "quiz/exercise.h"
#include "quiz/progress.h"

typedef enum pf_report_status {
    PF_REPORT_OK,
    PF_REPORT_OUT_OF_MEMORY,
    PF_REPORT_NO_SUCH_FORMAT, // the report does not exist in that format; the output names those in which it does: "text or json"
} pf_report_status;

// Appends the names of the formats (by pf_format, `count` of them) that a report has. PF_REPORT_NO_SUCH_FORMAT.
pf_report_status pf_report_refuse(const bool *has, size_t count, pf_buffer *output);

// Each appends to `output`, whose contents are to be thrown away unless the status is PF_REPORT_OK.
pf_report_status pf_report_recommendation(const pf_result *result, pf_format format, pf_style style, pf_buffer *output);
pf_report_status pf_report_facts(const pf_result *result, pf_format format, pf_style style, pf_buffer *output);

// One question as it is asked, as text.
void pf_report_question(const pf_asked *asked, pf_style style, pf_buffer *output);

// The questions for facts that are not known, with what they decide.
pf_report_status pf_report_questions(const pf_result *result, pf_format format, pf_style style, pf_buffer *output);

// The explanation is of one of the result's assessments.
pf_report_status pf_report_explanation(const pf_result *result, const pf_explanation *explanation, pf_format format,
                                       pf_style style, pf_buffer *output);

// What other settings would change.
typedef struct pf_what_if {
    const pf_setting *settings; // those that come to the ones before, under the facts' own names
    size_t setting_count;
    pf_difference difference;
    const pf_pattern *pattern;  // that is asked for, or NULL
    pf_near_threshold nearest;  // to the facts that change
} pf_what_if;

// In short, as text: the facts that changed, and what is recommended now and was not, or the other way round.
void pf_report_turns(const pf_difference *difference, pf_style style, pf_buffer *output);

pf_report_status pf_report_what_if(const pf_what_if *what_if, pf_format format, pf_style style, pf_buffer *output);

// What a check found.
pf_report_status pf_report_findings(const pf_check_run *run, pf_format format, pf_style style, pf_buffer *output);

// The same of one text, as JSON on one line with its name.
pf_report_status pf_report_checked_text(const pf_check_run *run, const char *source, pf_buffer *output);

// The errors that stand for the report on a record, as JSON on one line.
pf_report_status pf_report_record_error(const char *source, const pf_diagnostics *said, pf_buffer *output);

// How much was read, and how many findings there are of each kind, as text.
pf_report_status pf_report_check_statistics(const pf_check_run *run, pf_buffer *output);

pf_report_status pf_report_list(const pf_pattern *patterns, size_t count, pf_format format, pf_style style,
                                pf_buffer *output);
pf_report_status pf_report_pattern(const pf_pattern *pattern, pf_format format, pf_style style, pf_buffer *output);
// All patterns on one page, as text, Markdown or HTML.
pf_report_status pf_report_cheatsheet(const pf_pattern *patterns, size_t count, pf_format format, pf_style style,
                                      pf_buffer *output);

// An exercise of the quiz that is answered, as text or JSON: its grades, and the answers to what was not asked.
pf_report_status pf_report_exercise(const pf_exercise *exercise, pf_format format, pf_style style, pf_buffer *output);

// How the quiz went so far, as text or JSON: recall for each pattern, what is due, streaks.
pf_report_status pf_report_progress(const pf_progress *progress, pf_format format, pf_style style, pf_buffer *output);

#endif
