// SPDX-License-Identifier: MIT
// JSON, written straight into the output in the order in which it is read. Not by jansson, whose trees and checks took 13.5 of the 41
// million instructions of a recommendation on 16 KB: it reads JSON here.
#ifndef PF_REPORT_JSON_WRITER_H
#define PF_REPORT_JSON_WRITER_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PF_JSON_DEPTH = 16 }; // of objects and arrays inside one another

typedef struct pf_json {
    pf_buffer *output; // borrowed; `failed` there once memory is exhausted
    bool compact;      // on one line, else indented by two
    bool follows;      // something stands before what comes next in its object or array
    unsigned depth;
    char closing[PF_JSON_DEPTH]; // of the objects and arrays that are open
} pf_json;

pf_json pf_json_begin(pf_buffer *output, bool compact);
// Ends it with a line feed.
void pf_json_finish(pf_json *json);

// What is written has a key in an object, and NULL for one in an array or alone. Keys are our own words: nothing in them is escaped.
void pf_json_object(pf_json *json, const char *key);
void pf_json_array(pf_json *json, const char *key);
void pf_json_close(pf_json *json); // the innermost of both

// In all strings that is escaped which could harm where the bytes are shown: controls, marks that change the direction of text or hide it,
// and what runners of workflows take for commands anywhere in a line. Bytes that are not UTF-8 (in a file's name) become U+FFFD.
void pf_json_string(pf_json *json, const char *key, const char *string); // NULL becomes null
void pf_json_bytes(pf_json *json, const char *key, const char *bytes, size_t length);
void pf_json_buffer(pf_json *json, const char *key, const pf_buffer *buffer); // of one that failed the output fails

// With 12 digits, a whole number without a fraction; null for what is no number.
void pf_json_number(pf_json *json, const char *key, double value);
void pf_json_integer(pf_json *json, const char *key, int64_t value);
void pf_json_boolean(pf_json *json, const char *key, bool value);
void pf_json_null(pf_json *json, const char *key);

#endif
