// SPDX-License-Identifier: MIT
// A text as blocks of prose with their place in the source: what Markdown and plain text have in common.
#ifndef PF_DOCUMENT_DOCUMENT_H
#define PF_DOCUMENT_DOCUMENT_H

#include "base/arena.h"

#include <stdint.h>

#define PF_NONE UINT32_MAX

// What a block is. Prose kinds are read; the others are kept only so that nothing is read twice or by mistake.
typedef enum pf_block_kind {
    PF_BLOCK_PARAGRAPH,
    PF_BLOCK_HEADING, // real (#, underlined) or evident (a line in bold alone, a short line that ends with a colon and stands above its content)
    PF_BLOCK_LIST_ITEM,
    PF_BLOCK_TABLE_HEADER, // one row
    PF_BLOCK_TABLE_ROW,
    PF_BLOCK_CODE,         // not prose: fenced code, comments and other HTML without text, front matter
} pf_block_kind;

typedef enum pf_piece_kind {
    PF_PIECE_TEXT,      // prose as it stands in the source
    PF_PIECE_CODE_SPAN, // `code` inside prose
    PF_PIECE_LINE,      // a line break inside the block (zero length)
    PF_PIECE_CELL,      // the boundary between two table cells (zero length)
} pf_piece_kind;

// A run of source bytes [start, end) without markup in it. Entities (&amp;) and link targets are left out.
typedef struct pf_piece {
    uint32_t start, end;
    uint8_t kind;   // pf_piece_kind
    uint8_t strong; // 1 inside ** **
} pf_piece;

typedef struct pf_block {
    uint8_t kind;        // pf_block_kind
    uint8_t depth;       // heading: level 1..6, evident headings 7; list item: nesting from 1; code: 1 for HTML without text
    uint8_t quote_depth; // number of block quotes around it
    uint32_t section;    // index of the innermost section that it belongs to (a heading belongs to the section it opens)
    uint32_t first_piece, piece_count;
    // A short label that opens the block ("**Out of scope:** payments", "Non-goals: uploads"): number of leading pieces cut so that the label is
    // exactly pieces [first_piece, first_piece + label_pieces); 0 without label. The colon belongs to neither.
    uint32_t label_pieces;
    uint32_t table_header; // table row: block index of its header row; else PF_NONE
} pf_block;

// A heading and all that stands under it. Section 0 is the whole text before or without headings (level 0).
typedef struct pf_section {
    uint32_t parent;        // PF_NONE for section 0
    uint8_t level;          // 0 root, 1..6 headings, 7 evident headings, 8 + nesting for list items that head a nested list ("- Non-goals:")
    uint32_t heading_block; // PF_NONE for section 0
} pf_section;

// All arrays are owned by the arena given to the parser; offsets are byte offsets in the source given to it.
typedef struct pf_document {
    const char *source;
    size_t length;
    const pf_block *blocks;
    uint32_t block_count;
    const pf_piece *pieces;
    uint32_t piece_count;
    const pf_section *sections;
    uint32_t section_count;
    size_t too_deep; // with PF_DOCUMENT_TOO_DEEP, where the first such line begins; nothing else is filled in then
} pf_document;

// Whether the block is the heading of the section that it belongs to.
static inline bool pf_opens_section(const pf_document *document, uint32_t block)
{
    return document->sections[document->blocks[block].section].heading_block == block;
}

typedef enum pf_document_status {
    PF_DOCUMENT_OK,
    PF_DOCUMENT_OUT_OF_MEMORY,
    PF_DOCUMENT_TOO_DEEP, // nesting beyond PF_LIMIT_NESTING
} pf_document_status;

// `source`: valid UTF-8, below 4 GiB, stays alive as long as the document. A UTF-8 byte order mark is skipped.
pf_document_status pf_document_parse_markdown(pf_arena *arena, const char *source, size_t length, pf_document *document);
pf_document_status pf_document_parse_plain(pf_arena *arena, const char *source, size_t length, pf_document *document);

#endif
