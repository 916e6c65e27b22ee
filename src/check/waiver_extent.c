// SPDX-License-Identifier: MIT
// What a waiver holds for: the block or the section where it stands, or the whole document.
#include "check/waiver_extent.h"

static bool line_ends_between(const pf_waiver_map *map, uint32_t from, uint32_t to)
{
    return from < to && map->lines[pf_waiver_map_line(map, from)].end < to;
}

static bool blank_line_between(const pf_waiver_map *map, uint32_t from, uint32_t to)
{
    uint32_t line = pf_waiver_map_line(map, from) + 1;
    uint32_t blank = from < to && line < map->line_count ? map->lines[line].blank : map->line_count;
    return blank < map->line_count && map->lines[blank].end < to;
}

static uint32_t indent_at(const pf_waiver_map *map, uint32_t at)
{
    const pf_mapped_line *line = &map->lines[pf_waiver_map_line(map, at)];
    return line->start + line->indent < at ? line->indent : at - line->start;
}

static bool stands_on_last_line(const pf_waiver_map *map, const pf_waiver *waiver, uint32_t block)
{
    uint32_t end = map->blocks[block].end;
    return end <= waiver->start && !line_ends_between(map, end, waiver->start);
}

// Whether a comment between two blocks belongs to the one before it: on its last line, or right below it and apart from what follows.
static bool belongs_to_before(const pf_waiver_map *map, const pf_waiver *waiver, uint32_t before, uint32_t next)
{
    if (before == PF_NONE)
        return false;
    if (stands_on_last_line(map, waiver, before))
        return true;
    if (blank_line_between(map, map->blocks[before].end, waiver->start))
        return false;
    if (next == map->document->block_count)
        return true;
    uint32_t start = map->blocks[next].start;
    return blank_line_between(map, waiver->end, start) || indent_at(map, waiver->start) > indent_at(map, start);
}

static void hold_for_section(const pf_waiver_map *map, uint32_t section, pf_waiver *waiver)
{
    const pf_mapped_span *words = &map->sections[section];
    waiver->from = words->start < waiver->start ? words->start : waiver->start;
    waiver->to = words->end > waiver->start ? words->end : waiver->start;
}

static uint32_t header_of(const pf_document *document, uint32_t block)
{
    return document->blocks[block].kind == PF_BLOCK_TABLE_HEADER ? block : document->blocks[block].table_header;
}

// Comments between the heading and the block do not count.
static bool stands_under_heading(const pf_waiver_map *map, uint32_t block)
{
    const pf_document *document = map->document;
    uint32_t heading = map->blocks[block].ahead;
    return heading != PF_NONE && pf_opens_section(document, heading) && document->blocks[heading].section == document->blocks[heading + 1].section;
}

// `alone`: outside of all blocks; `behind`: it belongs to a block that ends before it.
static void hold_for(const pf_waiver_map *map, uint32_t block, bool alone, bool behind, pf_waiver *waiver)
{
    const pf_document *document = map->document;
    uint32_t header = header_of(document, block);
    if (pf_opens_section(document, block) || (alone && !behind && stands_under_heading(map, block))) {
        hold_for_section(map, document->blocks[block].section, waiver);
        return;
    }
    // A table is one block for a comment that stands outside of it, or in its header.
    bool of_table = header == block || (header != PF_NONE && behind && !stands_on_last_line(map, waiver, block));
    waiver->from = map->blocks[of_table ? header : block].start;
    waiver->to = of_table ? map->blocks[header].table_end : map->blocks[block].end;
}

void pf_waiver_find_extent(const pf_waiver_map *map, pf_waiver *waiver)
{
    uint32_t block = pf_waiver_map_block(map, waiver->start), count = map->document->block_count, before = map->blocks[block].worded;
    waiver->from = waiver->of_file ? 0 : waiver->start;
    waiver->to = waiver->of_file ? UINT32_MAX : waiver->start;
    if (waiver->of_file)
        return;
    bool alone = block == count || map->blocks[block].start > waiver->start; // else it stands inside the block
    bool behind = alone && belongs_to_before(map, waiver, before, block);
    if (behind)
        block = before;
    if (block < count)
        hold_for(map, block, alone, behind, waiver);
}
