// SPDX-License-Identifier: MIT
// The JSON Schemas (draft 2020-12) of what commands give with `--format json`.
#ifndef PF_REPORT_SCHEMA_H
#define PF_REPORT_SCHEMA_H

#include "base/buffer.h"

void pf_json_schema_of_recommendation(pf_buffer *buffer);
void pf_json_schema_of_difference(pf_buffer *buffer);
void pf_json_schema_of_check(pf_buffer *buffer);
void pf_json_schema_of_check_record(pf_buffer *buffer);
void pf_json_schema_of_record_error(pf_buffer *buffer);
void pf_json_schema_of_quiz(pf_buffer *buffer);
void pf_json_schema_of_progress(pf_buffer *buffer); // of the quiz
void pf_json_schema_of_questions(pf_buffer *buffer);

#endif
