// SPDX-License-Identifier: MIT
// The lines of a document's code blocks: sketches, schemas and listings, which say nothing by themselves and yet show what was thought of.
#ifndef PF_DOCUMENT_CODE_LINES_H
#define PF_DOCUMENT_CODE_LINES_H

#include "document/document.h"

// Makes a document of which each line of code is a block, with the places of `document`. Without front matter, comments and other HTML.
// False when memory is exhausted.
bool pf_document_of_code(pf_arena *arena, const pf_document *document, pf_document *code);

#endif
