// SPDX-License-Identifier: MIT
// A text, or some of its sentences, with telling words highlighted: in a colour, or in [brackets] where there is none.
#ifndef PF_REPORT_PASSAGE_H
#define PF_REPORT_PASSAGE_H

#include "document/document.h"
#include "engine/result.h"
#include "report/layout.h"

enum { PF_MOST_HIGHLIGHTS = 32 };

// Stretches [start, end) of the source, in its order, none touching another. Begins as {0}.
typedef struct pf_highlights {
    struct {
        uint32_t start, end;
    } items[PF_MOST_HIGHLIGHTS];
    size_t count;
} pf_highlights;

// Joins it with those that it touches; more than there is room for are left out.
void pf_highlights_add(pf_highlights *highlights, uint32_t start, uint32_t end);

// The whole document, block by block; code and comments are left out.
void pf_passage_document(pf_layout *layout, const pf_document *document, const pf_highlights *highlights, size_t indent);

// The sentences that hold a highlight, `most` at most; of a long one what stands around its highlights.
void pf_passage_sentences(pf_layout *layout, const pf_text *text, const pf_highlights *highlights, size_t indent, size_t most);

// Stretch [start, end) of the source in quotation marks, highlighted within some words of its sentence; alone where it is long, or the
// whole sentence.
void pf_passage_quote(pf_layout *layout, const pf_text *text, uint32_t start, uint32_t end);

#endif
