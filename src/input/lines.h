// SPDX-License-Identifier: MIT
// A stream line by line, in memory for one line, however long the stream.
#ifndef PF_INPUT_LINES_H
#define PF_INPUT_LINES_H

#include "input/input.h"

typedef enum pf_lines_status {
    PF_LINES_LINE,
    PF_LINES_REFUSED, // a line is too long; the next call goes on behind it
    PF_LINES_END,
    PF_LINES_FAILED, // reading failed, or memory is exhausted
} pf_lines_status;

// Embedded by its owner.
typedef struct pf_lines {
    int descriptor; // stays the owner's
    size_t limit;   // bytes of a line
    void (*wait)(void *context);
    void *context;
    char *bytes;
    size_t capacity, start, end, searched; // start…end is read and not given yet; start…searched is known to have no line feed
    bool ended, skipping;                  // skipping: up to the next line feed belongs to a line that was refused
    uint32_t number;                       // of the line given or refused last, from 1
    const char *line;                      // given last, without its line feed; lives until the next call
    size_t length;
} pf_lines;

// `wait` (or NULL) is called before each read, which may take for ever: a caller that answers each line sends out by then what it has
// to say of those before.
void pf_lines_init(pf_lines *lines, int descriptor, size_t limit, void (*wait)(void *context), void *context);
void pf_lines_release(pf_lines *lines);

// `problem` is set when the status is PF_LINES_REFUSED or PF_LINES_FAILED. What follows the last line feed is a line unless it is empty.
pf_lines_status pf_lines_next(pf_lines *lines, pf_input_problem *problem);

#endif
