// SPDX-License-Identifier: MIT
// What a line of prose looks like: its words, a bullet before it, a heading as a whole.
//
// All functions look at pieces of one block; `source` is what their offsets point into.
#ifndef PF_DOCUMENT_LINE_H
#define PF_DOCUMENT_LINE_H

#include "document/builder.h"

// The words of the text in the pieces, counted no further than `most` + 1.
unsigned pf_count_words(const char *source, const pf_piece *pieces, size_t count, unsigned most);

// Whether a letter or digit stands in the pieces at or behind source byte `from`.
bool pf_has_words(const char *source, const pf_piece *pieces, size_t count, uint32_t from);

// The last byte of the text in the pieces that is not white space; 0 when there is none.
unsigned char pf_last_byte(const char *source, const pf_piece *pieces, size_t count);

// A capital letter, or a letter beyond ASCII, whose case is not looked at.
bool pf_begins_with_capital(const char *source, const pf_piece *piece);

// Bytes of white space and quote marks at the beginning of the line that begins at `start` and in which byte `offset` stands.
uint32_t pf_line_indent(const char *source, uint32_t start, uint32_t offset);

// Whether a # stands between the beginning of the line and `offset`.
bool pf_is_hash_heading(const char *source, uint32_t start, uint32_t offset);

// The bytes of a bullet or number, with the blanks behind it, at the beginning of `piece`; 0 without one. `*is_certain`
// tells whether it is nothing but a bullet wherever it stands.
uint32_t pf_bullet_length(const char *source, const pf_piece *piece, bool *is_certain);

// Whether bold text goes on over the line break `line`, with nothing in the source that closes and opens it again.
bool pf_bold_goes_on(const char *source, const pf_piece *line);

// The parts of a number before a title: 2 for "3.1 Scale", 3 for "2.4.1. Data model"; 0 for "2.5 GB per file".
unsigned pf_number_parts(const char *source, const pf_piece *piece);

// What speaks for the line being a heading; the strongest sign counts.
pf_heading_hint pf_heading_hint_of(const char *source, const pf_piece *pieces, size_t count);

#endif
