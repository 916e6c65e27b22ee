// SPDX-License-Identifier: MIT
// Labels at the beginning of a block: "**Out of scope:** payments", "Non-goals: uploads".
#ifndef PF_DOCUMENT_LABEL_H
#define PF_DOCUMENT_LABEL_H

#include "document/document.h"

#include <stdbool.h>

// A label's end inside its block: all before `end` in pieces[piece] is label, all from `rest` on is what it labels.
typedef struct pf_label {
    size_t piece;
    uint32_t end, rest;
} pf_label;

// Finds a short label with something behind it: "**Out of scope:** payments", "Non-goals: uploads".
bool pf_label_find(const char *source, const pf_piece *pieces, size_t count, pf_label *label);

#endif
