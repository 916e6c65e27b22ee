// SPDX-License-Identifier: MIT
// Table rows inside paragraphs: tables that stand right under a line of text, which Markdown does not know as such.
#ifndef PF_DOCUMENT_ROWS_H
#define PF_DOCUMENT_ROWS_H

#include "document/builder.h"

// Whether the line begins and ends with a bar: "| a | b |".
bool pf_is_row(const char *source, const pf_piece *pieces, size_t count);

// Whether it is the line between header and rows: "|---|:-:|".
bool pf_is_row_border(const char *source, const pf_piece *pieces, size_t count);

// Appends the pieces of a row to the last block, cut into cells.
bool pf_append_cells(pf_builder *builder, const pf_piece *pieces, size_t count);

#endif
