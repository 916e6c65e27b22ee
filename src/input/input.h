// SPDX-License-Identifier: MIT
// A file, standard input or memory as bounded, valid UTF-8 text, and the place of an offset in it as line and column.
#ifndef PF_INPUT_INPUT_H
#define PF_INPUT_INPUT_H

#include "base/diagnostics.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The name that standard input goes by in messages and results.
#define PF_INPUT_STDIN_NAME "<stdin>"

// Text that has passed all checks: no NUL, valid UTF-8, not blank, at most the limit. May begin with a byte order mark.
// Embedded by its owner; `pf_input_release` frees it, also after a failure, and more than once.
typedef struct pf_input {
    const char *name; // borrowed from the caller
    const char *bytes;
    size_t length;
    char *owned; // the same bytes when they were read, with a NUL behind them; NULL when the caller's memory is used
} pf_input;

// Why an input was refused.
typedef struct pf_input_problem {
    const char *code;  // stable, see input.c; stands in the manual
    char message[192]; // what is wrong and how to mend it, in one line without the name
    uint32_t line;     // 1-based; 0: the input as a whole
    uint32_t column;   // 1-based, in characters
} pf_input_problem;

// Reads `path`, or standard input for "-". `limit` is in bytes, at most PF_LIMIT_INPUT; 0 stands for PF_LIMIT_INPUT.
// False when it is refused: `problem` then says why.
bool pf_input_read_file(pf_input *input, const char *path, size_t limit, pf_input_problem *problem);

// The same for files that a program opens by itself and would wait for without a word: a pipe or a device is refused.
bool pf_input_read_regular(pf_input *input, const char *path, size_t limit, pf_input_problem *problem);

// Reads `descriptor` to its end, and leaves it open.
bool pf_input_read_descriptor(pf_input *input, int descriptor, const char *name, size_t limit,
                              pf_input_problem *problem);

// What reading is made of: opens a file, -1 when that fails; takes the next bytes, none at the end, however long they take to
// come. A caller that finds an input too large or has no memory for it says so in the same words: both give false.
int pf_input_open(const char *path, pf_input_problem *problem);
bool pf_input_read_some(int descriptor, char *bytes, size_t size, size_t *got, pf_input_problem *problem);
bool pf_input_refuse_too_large(pf_input_problem *problem, size_t limit);
bool pf_input_refuse_memory(pf_input_problem *problem);

// Checks text that is already in memory; it is borrowed and must outlive `input`.
bool pf_input_use_memory(pf_input *input, const char *name, const char *bytes, size_t length, size_t limit,
                         pf_input_problem *problem);

// Adds what is wrong to the diagnostics, as an error in the input of that name.
void pf_input_problem_report(const pf_input_problem *problem, const char *name, pf_diagnostics *diagnostics);

void pf_input_release(pf_input *input);

#endif
