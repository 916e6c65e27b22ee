// SPDX-License-Identifier: MIT
// One round as a line of the history, and what is wrong with a line that is none.
#ifndef PF_QUIZ_HISTORY_LINE_H
#define PF_QUIZ_HISTORY_LINE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "quiz/round.h"

#include <stdbool.h>

typedef enum pf_line_kind { PF_LINE_ROUND, PF_LINE_BLANK, PF_LINE_CORRUPT, PF_LINE_NO_MEMORY } pf_line_kind;

// Why a line is corrupt, and at which of its bytes that shows.
typedef struct pf_line_flaw {
    char message[256];
    size_t offset;
} pf_line_flaw;

// Reads a line without its line feed; `round` then lies in the arena. Keys that are not known are passed over: a later version may
// write more. `flaw` is filled in for a corrupt line only.
pf_line_kind pf_history_line_read(pf_arena *arena, const char *bytes, size_t length, pf_round *round, pf_line_flaw *flaw);

// Appends a round as a line, all in ASCII, with its line feed. False when it cannot be written: memory is exhausted, an id is not
// in UTF-8, or the time is in no year from 0 to 9999.
bool pf_history_line_write(const pf_round *round, pf_buffer *buffer);

// Whether the bytes, which no line feed ends, are what a crash leaves of a line: an object that begins and is not closed. Never true
// for a whole round, nor for what was never a round.
bool pf_history_line_is_torn(const char *bytes, size_t length);

#endif
