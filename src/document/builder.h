// SPDX-License-Identifier: MIT
// What the Markdown and the plain-text parser build a document with: containers, blocks and pieces in source order.
//
// A parser opens and closes containers (block quotes, list items, fences) and blocks, and adds runs of source text to
// the open block. A block that is closed goes through `pf_shape_block` (shape.h), which cuts lines and labels apart; in
// the end `pf_sections_assign` (sections.h) finds the headings among the blocks and gives every block its section. All
// functions that return bool return false once the builder has failed; `status` then says why.
#ifndef PF_DOCUMENT_BUILDER_H
#define PF_DOCUMENT_BUILDER_H

#include "document/document.h"

// A block quote, list item or fence of prose, or, as number 0, the document. Numbered in the order in which they open,
// so that those inside container `c` are exactly the numbers from c + 1 up to, not including, its `end`.
typedef struct pf_container {
    uint32_t parent; // PF_NONE for the document
    uint32_t end;
    uint32_t list;   // the list that an item belongs to; else PF_NONE
    uint32_t indent; // item: bytes of white space and quote marks before its line; PF_NONE until its first text
    uint8_t list_depth, quote_depth;
    bool has_block; // item: its first block has been seen
    bool is_fence;
} pf_container;

typedef struct pf_list {
    uint32_t outer; // the list that is open around it, else PF_NONE
    uint32_t item_count;
    bool numbered;
} pf_list;

// What could make a block a heading although no markup says so. Whether it is one depends on what follows.
typedef enum pf_heading_hint {
    PF_HINT_NONE,
    PF_HINT_TITLE,    // a short line without end punctuation; a heading only right above a list or table
    PF_HINT_COLON,    // a short line that ends with a colon
    PF_HINT_NUMBERED, // a short line behind a number: "3.1 Scale"
    PF_HINT_CAPITALS, // a short line in capitals
    PF_HINT_BOLD,     // a line in bold
} pf_heading_hint;

// What is known of a block beside its public part.
typedef struct pf_block_note {
    uint32_t container;
    uint8_t hint;    // pf_heading_hint
    bool after_rule; // a thematic break stands before it
} pf_block_note;

typedef struct pf_builder {
    pf_arena *arena;
    const char *source;
    size_t length;
    pf_document_status status;
    size_t reached; // how far the source has been read, as far as the parser tells

    pf_block *blocks;
    pf_block_note *notes; // one a block
    size_t block_count, block_capacity, note_capacity;
    pf_piece *pieces;
    size_t piece_count, piece_capacity;
    pf_container *containers;
    size_t container_count, container_capacity;
    pf_list *lists;
    size_t list_count, list_capacity;

    uint32_t container; // the innermost that is open
    uint32_t list;      // likewise, else PF_NONE
    bool after_rule;    // a thematic break stands before the next block
    bool block_is_open;
    uint8_t block_kind, block_level;
    uint32_t block_table_header;
    pf_piece *line_pieces; // of the open block
    size_t line_piece_count, line_piece_capacity;
    uint32_t known_offset, known_line; // a source byte, and where its line begins
} pf_builder;

bool pf_builder_init(pf_builder *builder, pf_arena *arena, const char *source, size_t length);

bool pf_builder_open_quote(pf_builder *builder);
bool pf_builder_open_fence(pf_builder *builder);
bool pf_builder_open_list(pf_builder *builder, bool numbered);
void pf_builder_close_list(pf_builder *builder);
bool pf_builder_open_item(pf_builder *builder);
void pf_builder_close_container(pf_builder *builder);

// `level` counts for headings and code alone, `table_header` for table rows.
void pf_builder_open_block(pf_builder *builder, pf_block_kind kind, uint8_t level, uint32_t table_header);

// The kind of prose that stands where the parser is: a list item's first block, or a paragraph.
pf_block_kind pf_builder_prose_kind(const pf_builder *builder);

// Adds source bytes [start, end) to the open block. A code block becomes one piece from its first to its last byte.
bool pf_builder_add(pf_builder *builder, pf_piece_kind kind, size_t start, size_t end, bool strong);

// As above for text in which bare URLs may stand; they are left out.
bool pf_builder_add_without_urls(pf_builder *builder, size_t start, size_t end, bool strong);

// The length of the URL at the beginning of [text, end), else 0.
size_t pf_url_length(const char *text, const char *end);

// Does nothing when no block is open; blocks without text vanish.
bool pf_builder_close_block(pf_builder *builder);

// Where the line begins in which source byte `offset` stands. Quick when asked in the order of the source.
uint32_t pf_builder_line_start(pf_builder *builder, uint32_t offset);

// Append a finished block, and then its pieces one after the other. Used by shape.c.
bool pf_builder_append_block(pf_builder *builder, pf_block block, pf_block_note note);
bool pf_builder_append_piece(pf_builder *builder, pf_piece piece);

// Fills in `document` from all that was built, or returns why that is not possible.
pf_document_status pf_builder_finish(pf_builder *builder, pf_document *document);

// The same for what could not be built to its end.
pf_document_status pf_builder_give_up(pf_builder *builder, pf_document *document);

#endif
