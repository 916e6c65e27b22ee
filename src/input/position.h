// SPDX-License-Identifier: MIT
// Byte offsets as line and column.
#ifndef PF_INPUT_POSITION_H
#define PF_INPUT_POSITION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Both count from 1; columns count characters (code points). A byte order mark at the beginning takes no column.
typedef struct pf_position {
    uint32_t line, column;
} pf_position;

// The offset behind the next line end at or after `at`; `length` when there is none. `carriages`: whether a carriage return may be among the
// bytes; without them the search is some ten times as fast.
size_t pf_line_next(const char *bytes, size_t length, size_t at, bool carriages);

// The place of byte `offset` (at most `length`). Line feed, carriage return and the pair of both end a line, and belong
// to the line that they end. Looks at all bytes before the offset: for one question, not for many.
pf_position pf_position_find(const char *bytes, size_t length, size_t offset);

// Answers many questions: grows as far as it is asked, then a binary search each. Embedded by its owner; `bytes` is borrowed.
// When memory is exhausted it still answers, only slowly.
typedef struct pf_line_index {
    const char *bytes;
    size_t length;
    uint32_t *line_starts; // of the lines that were found so far
    size_t line_count, line_capacity;
    bool has_all_lines, has_carriages;
    uint32_t *characters; // before every block of bytes, once a line is longer than one; makes columns of very long lines cheap
} pf_line_index;

void pf_line_index_init(pf_line_index *index, const char *bytes, size_t length);
void pf_line_index_release(pf_line_index *index);
pf_position pf_line_index_find(pf_line_index *index, size_t offset);

#endif
