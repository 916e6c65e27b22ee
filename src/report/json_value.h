// SPDX-License-Identifier: MIT
// JSON values with one place for failure: what could not be made sets `failed`, and building goes on.
#ifndef PF_REPORT_JSON_VALUE_H
#define PF_REPORT_JSON_VALUE_H

#include "base/buffer.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct pf_json {
    bool failed;
} pf_json;

json_t *pf_json_object(pf_json *json);
json_t *pf_json_array(pf_json *json);
// NULL becomes null. Bytes that are not UTF-8 (in a file's name) become U+FFFD.
json_t *pf_json_string(pf_json *json, const char *string);
json_t *pf_json_bytes(pf_json *json, const char *bytes, size_t length);
// Text that another program will show to people: see base/visible.h.
json_t *pf_json_visible(pf_json *json, const char *string);
json_t *pf_json_buffer(pf_json *json, const pf_buffer *buffer);
// A whole number without a fraction; null for what is no number.
json_t *pf_json_number(pf_json *json, double value);

// Both take `value` over. Keys are written in the order in which they were put.
void pf_json_put(pf_json *json, json_t *object, const char *key, json_t *value);
void pf_json_append(pf_json *json, json_t *array, json_t *value);
void pf_json_put_string(pf_json *json, json_t *object, const char *key, const char *string);
void pf_json_put_number(pf_json *json, json_t *object, const char *key, double value);

// How often `key` was counted in the object `counts`, this time included.
size_t pf_json_count(pf_json *json, json_t *counts, const char *key);

// Writes `root` with a line feed behind it, and frees it. What could harm where the bytes are shown is escaped: other controls
// than jansson's, marks that change the direction of text, and what runners of workflows take for commands anywhere in a line.
void pf_json_finish(pf_json *json, json_t *root, bool compact, pf_buffer *output);

#endif
