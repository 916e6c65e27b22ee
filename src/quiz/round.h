// SPDX-License-Identifier: MIT
// One round of a quiz, as the history keeps it and as progress is worked out from it.
#ifndef PF_QUIZ_ROUND_H
#define PF_QUIZ_ROUND_H

#include <stddef.h>
#include <stdint.h>

// Ids of patterns. `items` may be NULL where there are none.
typedef struct pf_ids {
    const char **items;
    size_t count;
} pf_ids;

typedef struct pf_round {
    int64_t time;         // seconds since 1970-01-01 UTC
    const char *scenario; // id, or NULL for a text of one's own
    pf_ids fits;          // what the engine finds strong or likely
    pf_ids open;          // what it finds possible: a pick of them counts neither way
    pf_ids picks;         // what was answered
    unsigned hints;       // 0..3
} pf_round;

#endif
