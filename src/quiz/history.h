// SPDX-License-Identifier: MIT
// The history of quizzes: history.jsonl in a folder such as $XDG_STATE_HOME/patfinder, one round a line, for example
// {"time":"2026-11-26T22:37:46Z","scenario":"photo-feed","fits":["large-blobs"],"open":[],"picks":["large-blobs"],"hints":0}
//
// No whole line is ever lost, whatever crashes, fills the disk or runs at the same time. What a line can be:
// - A round: a whole object with these keys; others are passed over. The last one need not have a line feed.
// - Blank: passed over.
// - Torn: the last line, without a line feed, an object that is not closed. A crash leaves it; reading passes over it without a word,
//   and the next round takes its place.
// - Corrupt: all else. Reading then sets the file aside as history.jsonl.corrupt-1, -2 and so on, and goes on with the others.
#ifndef PF_QUIZ_HISTORY_H
#define PF_QUIZ_HISTORY_H

#include "base/arena.h"
#include "base/diagnostics.h"
#include "quiz/round.h"

#include <stdbool.h>

typedef struct pf_history {
    pf_round *rounds; // in the order of the file
    size_t count, capacity;
} pf_history;

// Reads all rounds into the arena; where there is no file or no folder there are none. A corrupt file is set aside with a warning
// (history-corrupt); where that cannot be done, the warning says why. False, with an error, when the file cannot be read
// (history-not-read), has more than PF_LIMIT_HISTORY bytes (history-too-large), or memory is exhausted.
bool pf_history_read(const char *folder, pf_arena *arena, pf_history *history, pf_diagnostics *diagnostics);

// Appends a round; the folder, with those above it, and the file are made where they are missing. True when it is on the disk. Else
// false, with an error (history-not-written, history-too-large), and the file is as before. The arena is used meanwhile.
bool pf_history_append(const char *folder, const pf_round *round, pf_arena *arena, pf_diagnostics *diagnostics);

#endif
