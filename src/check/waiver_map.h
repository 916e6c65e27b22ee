// SPDX-License-Identifier: MIT
// Where the blocks, sections and lines of a document lie, so that each of many waivers finds its place at once.
#ifndef PF_CHECK_WAIVER_MAP_H
#define PF_CHECK_WAIVER_MAP_H

#include "base/arena.h"
#include "document/document.h"

typedef struct pf_mapped_block {
    uint32_t start, end; // of its words; 0 and 0 when it has none
    uint32_t reach;      // the greatest end of the blocks up to this one, comments aside
    uint32_t worded;     // the last block ahead of it that has words and is no comment, or PF_NONE
    uint32_t ahead;      // the last block ahead of it that is no comment, or PF_NONE
    uint32_t table_end;  // of the header of a table: where its last row ends
} pf_mapped_block;

typedef struct pf_mapped_line {
    uint32_t start, end; // without the line feed
    uint32_t indent;     // blanks at its beginning
    uint32_t blank;      // the first line from this one on that is blank, or the number of lines; the last line of a text never is
} pf_mapped_line;

typedef struct pf_mapped_span {
    uint32_t start, end;
} pf_mapped_span;

// All arrays belong to the arena that it was made with.
typedef struct pf_waiver_map {
    const pf_document *document;
    pf_mapped_block *blocks;  // one more than the document has, for what stands behind the last
    pf_mapped_span *sections; // the words of each with the sections inside it; start UINT32_MAX: none
    pf_mapped_span *shown;    // what a reader sees, by start; `end`: the greatest up to here
    size_t shown_count;
    pf_mapped_line *lines;
    uint32_t line_count;
} pf_waiver_map;

// False when memory is exhausted. Takes time and memory in proportion to the document.
bool pf_waiver_map_make(pf_arena *arena, const pf_document *document, pf_waiver_map *map);

// A comment in HTML, or other HTML without text.
bool pf_is_comment_block(const pf_block *block);

// Whether a reader sees what stands at `at`: prose or code.
bool pf_waiver_map_is_shown(const pf_waiver_map *map, uint32_t at);

// The first block that ends behind `at`, comments aside; the number of blocks behind the last one.
uint32_t pf_waiver_map_block(const pf_waiver_map *map, uint32_t at);

// The line of `at`; its line feed belongs to it.
uint32_t pf_waiver_map_line(const pf_waiver_map *map, uint32_t at);

#endif
