// SPDX-License-Identifier: MIT
// The same text without one of its sentences.
#ifndef PF_API_OMISSION_H
#define PF_API_OMISSION_H

#include "api/handles.h"

typedef struct pf_omission {
    uint32_t start, end;  // bytes of the sentence
    pf_analysis *without; // the text with blanks in its place; freed with pf_analysis_free, before the first analysis; NULL: there is none
} pf_omission;

// Of the sentences on which it rests what is recommended, the one without which some patterns fall away, but as few as possible; where
// nothing is recommended, of those that speak against it the one without which some come up. Of several the one that tells most. Long texts
// are not tried. False, with an error among the messages, when memory is exhausted. The arena has to outlive what is found.
bool pf_find_omission(const pf_rules *rules, const pf_analysis *analysis, pf_arena *arena, pf_omission *omission, pf_messages *messages);

#endif
