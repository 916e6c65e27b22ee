// SPDX-License-Identifier: MIT
// Documents made by hand for the unit tests of what reads them.
#ifndef PF_TESTS_SUPPORT_H
#define PF_TESTS_SUPPORT_H

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include "document/document.h"

#include <string.h>

// A document of one block a paragraph (cut at empty lines). A line break is a PF_PIECE_LINE, a tab a PF_PIECE_CELL, and
// what stands between backquotes a code span; a paragraph with a tab is a table row.
static inline pf_document support_document(pf_arena *arena, const char *source)
{
    size_t length = strlen(source), block_count = 0, piece_count = 0;
    pf_block *blocks = pf_arena_array(arena, length + 1, sizeof *blocks);
    pf_piece *pieces = pf_arena_array(arena, length * 2 + 2, sizeof *pieces);
    assert_non_null(blocks);
    assert_non_null(pieces);
    for (size_t at = 0; at < length;) {
        const char *gap = strstr(source + at, "\n\n");
        size_t end = gap ? (size_t)(gap - source) : length;
        pf_block *block = &blocks[block_count++];
        *block = (pf_block){.kind = PF_BLOCK_PARAGRAPH, .first_piece = (uint32_t)piece_count, .table_header = PF_NONE};
        uint8_t kind = PF_PIECE_TEXT;
        size_t start = at;
        for (; at <= end; at++) {
            char byte = at < end ? source[at] : '\n';
            if (byte != '\n' && byte != '\t' && byte != '`')
                continue;
            if (at > start)
                pieces[piece_count++] = (pf_piece){.start = (uint32_t)start, .end = (uint32_t)at, .kind = kind};
            if (byte == '`')
                kind = kind == PF_PIECE_TEXT ? PF_PIECE_CODE_SPAN : PF_PIECE_TEXT;
            else if (at < end)
                pieces[piece_count++] = (pf_piece){
                    .start = (uint32_t)at, .end = (uint32_t)at, .kind = byte == '\t' ? PF_PIECE_CELL : PF_PIECE_LINE};
            if (byte == '\t')
                block->kind = PF_BLOCK_TABLE_ROW;
            start = at + 1;
        }
        block->piece_count = (uint32_t)piece_count - block->first_piece;
        at = gap ? end + 2 : length;
    }
    return (pf_document){.source = source,
                         .length = length,
                         .blocks = blocks,
                         .block_count = (uint32_t)block_count,
                         .pieces = pieces,
                         .piece_count = (uint32_t)piece_count};
}

#endif
