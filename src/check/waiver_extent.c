// SPDX-License-Identifier: MIT
// What a waiver holds for: the block or the section where it stands, or the whole document.
#include "check/waiver_extent.h"

#include "base/bytes.h"

static bool is_comment_block(const pf_block *block)
{
    return block->kind == PF_BLOCK_CODE && block->depth == 1;
}

// The bytes that a block's pieces cover.
static void extent_of(const pf_document *document, const pf_block *block, uint32_t *start, uint32_t *end)
{
    if (!block->piece_count)
        return;
    *start = document->pieces[block->first_piece].start;
    *end = document->pieces[block->first_piece + block->piece_count - 1].end;
}

bool pf_waiver_is_shown(const pf_document *document, uint32_t at)
{
    for (uint32_t i = 0; i < document->block_count; i++) {
        const pf_block *block = &document->blocks[i];
        for (uint32_t j = 0; !is_comment_block(block) && j < block->piece_count; j++) {
            const pf_piece *piece = &document->pieces[block->first_piece + j];
            if (at >= piece->start && at < piece->end)
                return true;
        }
    }
    return false;
}

static bool is_inside(const pf_document *document, uint32_t section, uint32_t outer)
{
    while (section != PF_NONE && section != outer)
        section = document->sections[section].parent;
    return section == outer;
}

static void hold_for_section(const pf_document *document, uint32_t section, pf_waiver *waiver)
{
    waiver->from = waiver->to = waiver->start;
    for (uint32_t i = 0; i < document->block_count; i++) {
        uint32_t start = 0, end = 0;
        if (!is_inside(document, document->blocks[i].section, section))
            continue;
        extent_of(document, &document->blocks[i], &start, &end);
        if (end > waiver->to)
            waiver->to = end;
        if (end && start < waiver->from)
            waiver->from = start;
    }
}

// The first block that ends behind a comment; PF_NONE behind the last one. `*before` becomes the last one that ends before it, or PF_NONE.
static uint32_t block_at(const pf_document *document, const pf_waiver *waiver, uint32_t *before)
{
    *before = PF_NONE;
    for (uint32_t i = 0; i < document->block_count; i++) {
        uint32_t start = 0, end = 0;
        if (is_comment_block(&document->blocks[i]))
            continue;
        extent_of(document, &document->blocks[i], &start, &end);
        if (end > waiver->start)
            return i;
        if (end)
            *before = i;
    }
    return PF_NONE;
}

static uint32_t line_ends_between(const pf_document *document, uint32_t from, uint32_t to, bool *blank_line)
{
    uint32_t count = 0;
    bool empty = false;
    *blank_line = false;
    for (uint32_t i = from; i < to; i++) {
        bool ends = document->source[i] == '\n';
        *blank_line = *blank_line || (ends && empty);
        empty = ends || (empty && is_blank(document->source[i]));
        count += ends;
    }
    return count;
}

static uint32_t indent_at(const pf_document *document, uint32_t at)
{
    uint32_t start = at, indent = 0;
    while (start > 0 && document->source[start - 1] != '\n')
        start--;
    while (start + indent < at && is_blank(document->source[start + indent]))
        indent++;
    return indent;
}

static bool stands_on_last_line(const pf_document *document, const pf_waiver *waiver, uint32_t block)
{
    uint32_t start = 0, end = 0;
    bool apart;
    extent_of(document, &document->blocks[block], &start, &end);
    return end <= waiver->start && line_ends_between(document, end, waiver->start, &apart) == 0;
}

// Whether a comment between two blocks belongs to the one before it: on its last line, or right below it and apart from what follows.
static bool belongs_to_before(const pf_document *document, const pf_waiver *waiver, uint32_t before, uint32_t next)
{
    uint32_t start = 0, end = 0;
    bool apart;
    if (before == PF_NONE)
        return false;
    if (stands_on_last_line(document, waiver, before))
        return true;
    extent_of(document, &document->blocks[before], &start, &end);
    line_ends_between(document, end, waiver->start, &apart);
    if (apart)
        return false;
    end = (uint32_t)document->length;
    if (next != PF_NONE)
        extent_of(document, &document->blocks[next], &end, &start);
    line_ends_between(document, waiver->end, end, &apart);
    return next == PF_NONE || apart || indent_at(document, waiver->start) > indent_at(document, end);
}

static uint32_t header_of(const pf_document *document, uint32_t block)
{
    return document->blocks[block].kind == PF_BLOCK_TABLE_HEADER ? block : document->blocks[block].table_header;
}

// A table is one block for a comment that stands outside of it, or in its header.
static void hold_for_table(const pf_document *document, uint32_t header, pf_waiver *waiver)
{
    uint32_t start = 0, end = 0;
    extent_of(document, &document->blocks[header], &waiver->from, &waiver->to);
    for (uint32_t i = header + 1; i < document->block_count && document->blocks[i].table_header == header; i++) {
        extent_of(document, &document->blocks[i], &start, &end);
        waiver->to = end > waiver->to ? end : waiver->to;
    }
}

static bool stands_under_heading(const pf_document *document, uint32_t block)
{
    while (block > 0 && is_comment_block(&document->blocks[block - 1]))
        block--;
    return block > 0 && pf_opens_section(document, block - 1) && document->blocks[block - 1].section == document->blocks[block].section;
}

void pf_waiver_find_extent(const pf_document *document, pf_waiver *waiver)
{
    uint32_t before, block = block_at(document, waiver, &before), start = 0, end = 0;
    waiver->from = waiver->to = waiver->start;
    if (waiver->of_file) {
        waiver->from = 0;
        waiver->to = UINT32_MAX;
        return;
    }
    if (block != PF_NONE)
        extent_of(document, &document->blocks[block], &start, &end);
    bool alone = block == PF_NONE || start > waiver->start; // else it stands inside the block
    bool behind = alone && belongs_to_before(document, waiver, before, block);
    if (behind) {
        block = before;
        extent_of(document, &document->blocks[block], &start, &end);
    }
    if (block == PF_NONE)
        return;
    if (pf_opens_section(document, block) || (alone && !behind && stands_under_heading(document, block))) {
        hold_for_section(document, document->blocks[block].section, waiver);
        return;
    }
    uint32_t header = header_of(document, block);
    if (header == block || (header != PF_NONE && behind && !stands_on_last_line(document, waiver, block))) {
        hold_for_table(document, header, waiver);
        return;
    }
    waiver->from = start;
    waiver->to = end;
}
