// SPDX-License-Identifier: MIT
// Finds the headings among the blocks and gives every block its section.
#ifndef PF_DOCUMENT_SECTIONS_H
#define PF_DOCUMENT_SECTIONS_H

#include "document/builder.h"

// Fills in the sections of `document`, and kind, depth and section of its blocks. False when memory is exhausted.
bool pf_sections_assign(pf_builder *builder, pf_document *document);

#endif
