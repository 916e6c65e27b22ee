// SPDX-License-Identifier: MIT
// Lines of plain text inside a document of another kind: what stands in a Markdown fence without being code.
#ifndef PF_DOCUMENT_PLAIN_H
#define PF_DOCUMENT_PLAIN_H

#include "document/builder.h"

// One line of source bytes [start, end) without its indentation and trailing blanks.
typedef struct pf_text_line {
    uint32_t start, end;
    uint32_t indent; // columns, tabs to multiples of 4
} pf_text_line;

// Reads the lines as pf_document_parse_plain does, inside the container that is open. False once the builder has
// failed.
bool pf_plain_read_lines(pf_builder *builder, const pf_text_line *lines, size_t count);

#endif
