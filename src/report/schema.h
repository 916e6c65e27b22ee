// SPDX-License-Identifier: MIT
// The JSON Schemas (draft 2020-12) of `recommend --format json`, also with `--what-if`, and `check --format json`.
#ifndef PF_REPORT_SCHEMA_H
#define PF_REPORT_SCHEMA_H

#include "base/buffer.h"

void pf_json_schema_of_recommendation(pf_buffer *buffer);
void pf_json_schema_of_difference(pf_buffer *buffer);
void pf_json_schema_of_check(pf_buffer *buffer);

#endif
