// SPDX-License-Identifier: MIT
// Cuts code blocks into lines.
#include "document/code_lines.h"

#include "document/prescan.h"

#include <string.h>

typedef struct code_lines {
    pf_arena *arena;
    pf_piece *pieces;
    pf_block *blocks;
    size_t count, piece_capacity, block_capacity;
} code_lines;

static bool append(code_lines *lines, uint32_t start, uint32_t end)
{
    lines->pieces = pf_arena_grow(lines->arena, lines->pieces, lines->count, &lines->piece_capacity, sizeof *lines->pieces);
    lines->blocks = pf_arena_grow(lines->arena, lines->blocks, lines->count, &lines->block_capacity, sizeof *lines->blocks);
    if (!lines->pieces || !lines->blocks)
        return false;
    lines->pieces[lines->count] = (pf_piece){.start = start, .end = end, .kind = PF_PIECE_TEXT};
    lines->blocks[lines->count] =
        (pf_block){.kind = PF_BLOCK_LIST_ITEM, .depth = 1, .first_piece = (uint32_t)lines->count, .piece_count = 1, .table_header = PF_NONE};
    lines->count++;
    return true;
}

static bool append_lines(code_lines *lines, const char *source, uint32_t start, uint32_t end)
{
    while (start < end) {
        const char *feed = memchr(source + start, '\n', end - start);
        uint32_t stop = feed ? (uint32_t)(feed - source) : end;
        if (stop > start && !append(lines, start, stop))
            return false;
        start = stop + 1;
    }
    return true;
}

bool pf_document_of_code(pf_arena *arena, const pf_document *document, pf_document *code)
{
    code_lines lines = {.arena = arena};
    size_t front = pf_front_matter_length(document->source, document->length);
    for (uint32_t i = 0; i < document->block_count; i++) {
        const pf_block *block = &document->blocks[i];
        if (block->kind != PF_BLOCK_CODE || block->depth > 0)
            continue;
        for (uint32_t j = 0; j < block->piece_count; j++) {
            const pf_piece *piece = &document->pieces[block->first_piece + j];
            if (piece->start >= front && !append_lines(&lines, document->source, piece->start, piece->end))
                return false;
        }
    }
    pf_section *root = pf_arena_alloc(arena, sizeof *root);
    if (!root)
        return false;
    *root = (pf_section){.parent = PF_NONE, .heading_block = PF_NONE};
    *code = (pf_document){.source = document->source, .length = document->length, .blocks = lines.blocks, .block_count = (uint32_t)lines.count,
                          .pieces = lines.pieces, .piece_count = (uint32_t)lines.count, .sections = root, .section_count = 1};
    return true;
}
