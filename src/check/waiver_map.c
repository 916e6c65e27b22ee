// SPDX-License-Identifier: MIT
// Measures a document once: what a search through all of it would find for each waiver anew.
#include "check/waiver_map.h"

#include "base/bytes.h"
#include "base/search.h"

#include <stdlib.h>

bool pf_is_comment_block(const pf_block *block)
{
    return block->kind == PF_BLOCK_CODE && block->depth == 1;
}

// --- Blocks and sections --------------------------------------------------------------------------------------------

static uint32_t greater(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static void measure_words(const pf_waiver_map *map, uint32_t number)
{
    const pf_document *document = map->document;
    const pf_block *block = &document->blocks[number];
    pf_mapped_block *place = &map->blocks[number];
    if (!block->piece_count)
        return;
    place->start = document->pieces[block->first_piece].start;
    place->end = document->pieces[block->first_piece + block->piece_count - 1].end;
    place->table_end = place->end;
    if (block->table_header != PF_NONE)
        map->blocks[block->table_header].table_end = greater(map->blocks[block->table_header].table_end, place->end);
}

static void measure_blocks(const pf_waiver_map *map)
{
    uint32_t worded = PF_NONE, ahead = PF_NONE, reach = 0;
    for (uint32_t i = 0; i <= map->document->block_count; i++) {
        pf_mapped_block *place = &map->blocks[i];
        bool is_there = i < map->document->block_count;
        if (is_there)
            measure_words(map, i);
        place->worded = worded;
        place->ahead = ahead;
        if (is_there && !pf_is_comment_block(&map->document->blocks[i])) {
            reach = greater(reach, place->end);
            ahead = i;
            worded = place->end ? i : worded;
        }
        place->reach = reach;
    }
}

static void widen(pf_mapped_span *span, uint32_t start, uint32_t end)
{
    span->start = start < span->start ? start : span->start;
    span->end = greater(span->end, end);
}

// A section stands behind the one that it lies in.
static void measure_sections(const pf_waiver_map *map)
{
    const pf_document *document = map->document;
    for (uint32_t i = 0; i < document->section_count; i++)
        map->sections[i] = (pf_mapped_span){UINT32_MAX, 0};
    for (uint32_t i = 0; i < document->block_count; i++)
        if (map->blocks[i].end)
            widen(&map->sections[document->blocks[i].section], map->blocks[i].start, map->blocks[i].end);
    for (uint32_t i = document->section_count; i-- > 1;)
        if (document->sections[i].parent != PF_NONE)
            widen(&map->sections[document->sections[i].parent], map->sections[i].start, map->sections[i].end);
}

uint32_t pf_waiver_map_block(const pf_waiver_map *map, uint32_t at)
{
    return (uint32_t)PF_FIRST_AT_LEAST(map->blocks, reach, map->document->block_count, at + 1);
}

// --- What is shown --------------------------------------------------------------------------------------------------

static int compare(const void *a, const void *b)
{
    const pf_mapped_span *left = a, *right = b;
    return (left->start > right->start) - (left->start < right->start);
}

static void measure_shown(pf_waiver_map *map)
{
    const pf_document *document = map->document;
    for (uint32_t i = 0; i < document->block_count; i++) {
        const pf_block *block = &document->blocks[i];
        for (uint32_t j = 0; !pf_is_comment_block(block) && j < block->piece_count; j++) {
            const pf_piece *piece = &document->pieces[block->first_piece + j];
            map->shown[map->shown_count++] = (pf_mapped_span){piece->start, piece->end};
        }
    }
    if (map->shown_count)
        qsort(map->shown, map->shown_count, sizeof *map->shown, compare);
    for (size_t i = 1; i < map->shown_count; i++)
        map->shown[i].end = greater(map->shown[i].end, map->shown[i - 1].end);
}

bool pf_waiver_map_is_shown(const pf_waiver_map *map, uint32_t at)
{
    size_t behind = PF_FIRST_AT_LEAST(map->shown, start, map->shown_count, at + 1);
    return behind > 0 && map->shown[behind - 1].end > at;
}

// --- Lines ----------------------------------------------------------------------------------------------------------

static uint32_t count_lines(const pf_document *document)
{
    uint32_t count = 1;
    for (size_t i = 0; i < document->length; i++)
        count += document->source[i] == '\n';
    return count;
}

static void measure_lines(const pf_waiver_map *map)
{
    const char *source = map->document->source;
    uint32_t at = 0;
    for (uint32_t i = 0; i < map->line_count; i++) {
        pf_mapped_line *line = &map->lines[i];
        *line = (pf_mapped_line){.start = at, .end = at, .blank = map->line_count};
        while (line->end < map->document->length && source[line->end] != '\n')
            line->end++;
        while (at + line->indent < line->end && is_blank(source[at + line->indent]))
            line->indent++;
        at = line->end + 1;
    }
    for (uint32_t i = map->line_count - 1; i-- > 0;) {
        pf_mapped_line *line = &map->lines[i];
        line->blank = line->start + line->indent == line->end ? i : line[1].blank;
    }
}

uint32_t pf_waiver_map_line(const pf_waiver_map *map, uint32_t at)
{
    return (uint32_t)PF_FIRST_AT_LEAST(map->lines, end, map->line_count - 1, at);
}

bool pf_waiver_map_make(pf_arena *arena, const pf_document *document, pf_waiver_map *map)
{
    *map = (pf_waiver_map){.document = document, .line_count = count_lines(document)};
    map->blocks = pf_arena_array(arena, (size_t)document->block_count + 1, sizeof *map->blocks);
    map->sections = pf_arena_array(arena, document->section_count, sizeof *map->sections);
    map->shown = pf_arena_array(arena, document->piece_count, sizeof *map->shown);
    map->lines = pf_arena_array(arena, map->line_count, sizeof *map->lines);
    if (!map->blocks || !map->sections || !map->shown || !map->lines)
        return false;
    measure_blocks(map);
    measure_sections(map);
    measure_shown(map);
    measure_lines(map);
    return true;
}
