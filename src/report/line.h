// SPDX-License-Identifier: MIT
// Where a line of a paragraph ends.
#ifndef PF_REPORT_LINE_H
#define PF_REPORT_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Whether a line may end between two clusters that begin with these characters: before a blank, and beside wide characters, whose scripts
// put no blanks between words; but a line does not begin with a closing mark, nor end with an opening one.
bool pf_line_may_break(uint32_t before, uint32_t after);

#endif
