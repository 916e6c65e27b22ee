// SPDX-License-Identifier: MIT
// Reads JSON, and tells what is wrong with a text from having no memory for it.
#ifndef PF_INPUT_JSON_H
#define PF_INPUT_JSON_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

// As json_loadb(). When it gives NULL, either `*exhausted` is true, or the error says what is wrong with the bytes.
json_t *pf_json_load(const char *bytes, size_t length, size_t flags, json_error_t *error, bool *exhausted);

#endif
