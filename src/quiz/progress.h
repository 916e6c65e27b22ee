// SPDX-License-Identifier: MIT
// What the rounds of a history tell together: how well each pattern is recognized, what is due, and how long all went well.
#ifndef PF_QUIZ_PROGRESS_H
#define PF_QUIZ_PROGRESS_H

#include "base/arena.h"
#include "quiz/fsrs.h"
#include "quiz/round.h"
#include "rules/model.h"

#include <stdbool.h>

// The id of the card for texts that need no pattern.
#define PF_CARD_NOTHING "nothing"

// What is asked again and again: whether a pattern is recognized, or that none is needed.
typedef struct pf_card {
    const char *id;
    const char *title;      // NULL: the rules no longer have the pattern; it is never due
    size_t asked, recalled; // reviews, and those of them that were not "again"
    // What follows means nothing, and is 0, as long as it was never asked.
    pf_fsrs_memory memory;
    double retrievability; // now
    int64_t last, due;     // seconds since 1970-01-01 UTC; due is the beginning of a local day
    int64_t days_left;     // from today to the day on which it is due; 0 or less: it is
} pf_card;

typedef struct pf_progress {
    // In this order: those that are due again, the least retrievable first; those never asked, which count as due; those not due yet,
    // by day; those that the rules no longer have but the history does. What is equal is in the order of retrievability, then of ids.
    const pf_card *cards;
    size_t count;
    size_t due; // so many at the beginning of the cards are due
    size_t rounds, all_right;
    size_t streak, best_streak; // rounds in a row that were all right: up to the last one, and the most ever
    size_t days;                // in a row with at least one round, up to today or yesterday
} pf_progress;

// When it is, and where.
typedef struct pf_clock {
    int64_t now;    // seconds since 1970-01-01 UTC
    int utc_offset; // seconds that local time is ahead of UTC; days of the past are counted by it too
} pf_clock;

// Replays `rounds`, in whatever order they are, in the order of their times. A round reviews each pattern that fits (picked: good, or
// hard where hints were taken; missed: again) and each picked one that neither fits nor is open (again); where none fits, the card
// PF_CARD_NOTHING as well (again when a pick was wrong). Between two reviews lie the days between their local dates; a time that lies
// behind the one after it counts as the same day, and one to come as now. False when memory is exhausted. The cards are the arena's; their strings are those of
// patterns and rounds.
bool pf_progress_replay(pf_arena *arena, const pf_patterns *patterns, const pf_round *rounds, size_t count, pf_clock clock, pf_progress *progress);

#endif
