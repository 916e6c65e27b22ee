// SPDX-License-Identifier: MIT
// How often strings came up: an object of jansson, which is a hash table, with a number for each.
#ifndef PF_REPORT_COUNTS_H
#define PF_REPORT_COUNTS_H

#include <jansson.h>
#include <stddef.h>

// How often `text` was counted in `counts` (json_object()), this time included; 0 when memory is exhausted.
size_t pf_count(json_t *counts, const char *text);

#endif
