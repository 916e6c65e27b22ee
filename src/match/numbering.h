// SPDX-License-Identifier: MIT
// A hash table from strings to numbers given out in order.
#ifndef PF_MATCH_NUMBERING_H
#define PF_MATCH_NUMBERING_H

#include "base/arena.h"

typedef struct pf_named {
    const char *text; // NULL: empty slot
    uint32_t number;
} pf_named;

typedef struct pf_numbering {
    pf_named *slots;
    uint32_t mask, count, next;
} pf_numbering;

// The first number given out will be `next`. False when memory is exhausted; all memory is the arena's, here and below.
bool pf_numbering_init(pf_numbering *numbering, pf_arena *arena, uint32_t next);

// The number of `text`; a new one when it has none, told by `*added`. False when memory is exhausted.
bool pf_number_of(pf_numbering *numbering, pf_arena *arena, const char *text, uint32_t *number, bool *added);

#endif
