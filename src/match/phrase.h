// SPDX-License-Identifier: MIT
// The phrase language of rule files: words, alternatives, word lists and gaps.
#ifndef PF_MATCH_PHRASE_H
#define PF_MATCH_PHRASE_H

#include "base/arena.h"

enum { PF_GAP_WORDS = 5 }; // where none are told

typedef enum pf_element_kind {
    PF_ELEMENT_WORDS, // one of several alternatives
    PF_ELEMENT_TERM,  // <name>
    PF_ELEMENT_GAP,   // ..n
} pf_element_kind;

typedef struct pf_element {
    pf_element_kind kind;
    const char *text; // lower case: "a|=b|real-time"; a term's name
    uint32_t gap;     // words
} pf_element;

typedef struct pf_phrase {
    pf_element *elements;
    size_t count;
} pf_phrase;

// Parses one phrase. NULL when it is well-formed, else what is wrong with it (a constant clause that tells how to mend it).
const char *pf_phrase_parse(pf_arena *arena, const char *text, pf_phrase *phrase);

#endif
