// SPDX-License-Identifier: MIT
// The JSON Schema (draft 2020-12) of rule files, made from the records.
#ifndef PF_RULES_JSON_SCHEMA_H
#define PF_RULES_JSON_SCHEMA_H

#include "base/buffer.h"

void pf_json_schema_of_rules(pf_buffer *buffer);

#endif
