// SPDX-License-Identifier: MIT
// Numbers as JSON writes them.
#ifndef PF_REPORT_JSON_NUMBER_H
#define PF_REPORT_JSON_NUMBER_H

#include <stddef.h>
#include <stdint.h>

enum { PF_JSON_NUMBER = 32 }; // bytes of the longest

// Both give the length of what they write, which no NUL ends.
size_t pf_json_write_integer(char text[PF_JSON_NUMBER], int64_t value);
// A finite number with 12 digits, and with a point or an exponent: "0.35", "1.0", "1e15". The locale must be "C".
size_t pf_json_write_real(char text[PF_JSON_NUMBER], double value);

#endif
