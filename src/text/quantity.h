// SPDX-License-Identifier: MIT
// Quantities in prose: a number, its unit, its bounds, and the thing it counts.
#ifndef PF_TEXT_QUANTITY_H
#define PF_TEXT_QUANTITY_H

#include "base/arena.h"
#include "text/lexicon.h"
#include "text/token.h"

// An exact or approximate number has lower = upper; "at most 5" has no lower, "at least 5" no upper.
typedef struct pf_quantity {
    uint32_t first_token, token_count; // number, unit and the words that bound it or say per what
    uint32_t start, end;               // the same as source bytes
    uint32_t sentence;
    uint8_t dimension; // pf_dimension
    bool has_lower, has_upper;
    bool approximate;
    bool labelled;   // its noun stands in a label before it, maybe far away ("Views per second, evening: 2,200")
    bool calculated; // the result of a calculation that the text writes out ("30 × 2 KB = 60 KB")
    double lower, upper; // in the base unit; 0 when missing
    const char *of;      // head noun, singular, small letters ("read:write" of a ratio), or NULL
    const char *per;     // what it is per when that is no time ("5 GB/user": user), or NULL
} pf_quantity;

// All quantities of the text in its order; owned by the arena. False when memory is exhausted.
bool pf_quantities_find(pf_arena *arena, const pf_text *text, const pf_lexicon *lexicon, pf_quantity **quantities,
                        uint32_t *count);

// A value as an author or user writes it: "10 MB", "5000 per second", "10:1", "5 million", "about 20 min". False when
// the text is anything else or more, or memory is exhausted, which sets `*exhausted` (NULL: nobody asks). `of` and `per` are NULL;
// offsets are those in `text`.
bool pf_quantity_parse(const pf_lexicon *lexicon, const char *text, size_t length, pf_quantity *quantity, bool *exhausted);

// A large or small number for people, with so many digits at most: "10^30", "2.5 × 10^30". The locale must be "C". Finite numbers need 32
// bytes and twice as many as digits.
void pf_power_format(char *text, size_t size, double number, int significant);

// The value in the unit in which people say it: "20 min", "10 GB", "1,157/s", "5 million", "100:1", "32 %", "10^30 bytes". Owned by
// the arena; NULL when memory is exhausted.
const char *pf_quantity_format(pf_arena *arena, const pf_lexicon *lexicon, pf_dimension dimension, double value);

#endif
