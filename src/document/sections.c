// SPDX-License-Identifier: MIT
// Finds the headings among the blocks and gives every block its section.
#include "document/sections.h"

#include "base/limits.h"
#include "document/line.h"

#include <string.h>

enum { EVIDENT_LEVEL = 7, ITEM_LEVEL = 8 };

typedef struct open_section {
    uint32_t section;
    uint32_t container; // the section ends with it
    uint8_t level;
    uint8_t hint;     // evident headings: what kind
    uint8_t parts;    // those with a number: "3.1" has two
    bool covers_list; // ends at the first paragraph behind its list, table or fence
} open_section;

typedef struct outline_state {
    pf_builder *builder;
    pf_section *sections;
    size_t section_count, section_capacity;
    open_section *open; // never empty: the root is its first
    size_t open_count, open_capacity;
} outline_state;

static open_section *innermost(const outline_state *outline)
{
    return &outline->open[outline->open_count - 1];
}

static bool push(outline_state *outline, open_section new_section, uint32_t heading_block)
{
    pf_arena *arena = outline->builder->arena;
    pf_section *sections =
        pf_arena_grow(arena, outline->sections, outline->section_count, &outline->section_capacity, sizeof *sections);
    open_section *open =
        pf_arena_grow(arena, outline->open, outline->open_count, &outline->open_capacity, sizeof *open);
    if (!sections || !open)
        return false;
    outline->sections = sections;
    outline->open = open;
    uint32_t parent = outline->open_count ? innermost(outline)->section : PF_NONE;
    new_section.section = (uint32_t)outline->section_count;
    sections[outline->section_count++] = (pf_section){parent, new_section.level, heading_block};
    open[outline->open_count++] = new_section;
    return true;
}

static bool is_inside(const pf_builder *builder, uint32_t inner, uint32_t outer)
{
    return inner >= outer && inner < builder->containers[outer].end;
}

// The block after `index` when it stands in `container` or in one inside it, with no thematic break between; else NULL.
static const pf_block *next_inside(const pf_builder *builder, size_t index, uint32_t container)
{
    size_t next = index + 1;
    if (next == builder->block_count || builder->notes[next].after_rule ||
        !is_inside(builder, builder->notes[next].container, container))
        return NULL;
    return &builder->blocks[next];
}

static bool is_short_title(const pf_builder *builder, const pf_block *block)
{
    const pf_piece *pieces = &builder->pieces[block->first_piece];
    unsigned char last = pf_last_byte(builder->source, pieces, block->piece_count);
    return last && !strchr(".!;,", last) &&
           pf_count_words(builder->source, pieces, block->piece_count, PF_LIMIT_HEADING_WORDS) <=
               PF_LIMIT_HEADING_WORDS;
}

// Whether block `index` is the only item of a numbered list.
static bool is_only_number(const pf_builder *builder, size_t index)
{
    uint32_t list = builder->containers[builder->notes[index].container].list;
    return list != PF_NONE && builder->lists[list].numbered && builder->lists[list].item_count == 1;
}

// Whether block `index` is the first of a fence of prose that stands right in `container`.
static bool opens_fence(const pf_builder *builder, size_t index, uint32_t container)
{
    uint32_t inner = builder->notes[index].container;
    while (inner > container && builder->containers[inner].parent != container)
        inner = builder->containers[inner].parent;
    return inner > container && builder->containers[inner].is_fence;
}

// Whether a paragraph that looks like a heading has something to stand over.
static bool is_evident_heading(const pf_builder *builder, size_t index)
{
    const pf_block_note *note = &builder->notes[index];
    const pf_block *next = note->hint ? next_inside(builder, index, note->container) : NULL;
    if (next && opens_fence(builder, index + 1, note->container))
        return true;
    if (!next || next->kind == PF_BLOCK_HEADING)
        return false;
    if (note->hint == PF_HINT_TITLE)
        return next->kind != PF_BLOCK_CODE && next->kind != PF_BLOCK_PARAGRAPH && !is_only_number(builder, index + 1);
    return note->hint != PF_HINT_COLON || next->kind != PF_BLOCK_CODE;
}

// A numbered list of one short item with other text behind it: "1. Requirements", and then its paragraphs or bullets.
static bool is_lone_number(const pf_builder *builder, size_t index)
{
    uint32_t item = builder->notes[index].container;
    if (!is_only_number(builder, index))
        return false;
    const pf_block *next = next_inside(builder, index, builder->containers[item].parent);
    return next && next->kind != PF_BLOCK_HEADING && !is_inside(builder, builder->notes[index + 1].container, item) &&
           builder->blocks[index].label_pieces == 0 && is_short_title(builder, &builder->blocks[index]);
}

// Under a line with a colon a single item may be just that: "Out of scope:", "1. Payments", and then other paragraphs.
static bool is_only_item_of_colon(const outline_state *outline, size_t index)
{
    const pf_section *section = &outline->sections[innermost(outline)->section];
    return innermost(outline)->covers_list && section->heading_block + 1 == index &&
           outline->builder->blocks[index + 1].kind != PF_BLOCK_LIST_ITEM;
}

// A list item over a nested list or further paragraphs, either short or with a label.
static bool is_item_title(const pf_builder *builder, size_t index)
{
    const pf_block *next = next_inside(builder, index, builder->notes[index].container);
    return next && next->kind != PF_BLOCK_CODE &&
           (builder->blocks[index].label_pieces > 0 || is_short_title(builder, &builder->blocks[index]));
}

static bool open_heading(outline_state *outline, size_t index)
{
    uint32_t container = outline->builder->notes[index].container;
    uint8_t level = outline->builder->blocks[index].depth;
    while (innermost(outline)->container == container && innermost(outline)->level >= level &&
           innermost(outline)->level < ITEM_LEVEL)
        outline->open_count--;
    return push(outline, (open_section){.container = container, .level = level}, (uint32_t)index);
}

// Ends the evident sections that another one of this kind ends: those of the same kind, those that stand below it,
// and those under a line with a colon, the weakest of headings, unless its list is what the numbers belong to.
static void close_evident(outline_state *outline, uint32_t container, uint8_t hint, uint8_t parts)
{
    for (size_t at = outline->open_count; at-- > 0;) {
        const open_section *open = &outline->open[at];
        if (open->container != container || open->level != EVIDENT_LEVEL)
            break;
        bool is_under_colon = open->covers_list && hint == PF_HINT_NUMBERED && parts == 1;
        bool is_ended =
            (open->hint == PF_HINT_COLON && !is_under_colon) || (open->hint == hint && open->parts >= parts);
        if (is_ended)
            outline->open_count = at;
    }
}

static bool open_evident(outline_state *outline, size_t index, uint32_t container, uint8_t hint, uint8_t parts)
{
    const pf_builder *builder = outline->builder;
    bool covers_list = hint == PF_HINT_COLON && (builder->blocks[index + 1].kind != PF_BLOCK_PARAGRAPH ||
                                                 opens_fence(builder, index + 1, container));
    builder->blocks[index].kind = PF_BLOCK_HEADING;
    builder->blocks[index].depth = EVIDENT_LEVEL;
    builder->blocks[index].label_pieces = 0;
    close_evident(outline, container, hint, parts);
    return push(outline,
                (open_section){
                    .container = container,
                    .level = EVIDENT_LEVEL,
                    .hint = hint,
                    .parts = parts,
                    .covers_list = covers_list,
                },
                (uint32_t)index);
}

// Ends what ends before block `index` because of where it stands.
static void close_before(outline_state *outline, size_t index)
{
    const pf_builder *builder = outline->builder;
    const pf_block_note *note = &builder->notes[index];
    while (!is_inside(builder, note->container, innermost(outline)->container))
        outline->open_count--;
    while (note->after_rule && innermost(outline)->container == note->container &&
           innermost(outline)->level == EVIDENT_LEVEL)
        outline->open_count--;
}

static bool assign(outline_state *outline, size_t index)
{
    const pf_builder *builder = outline->builder;
    pf_block *block = &builder->blocks[index];
    const pf_block_note *note = &builder->notes[index];
    bool fine = true;
    close_before(outline, index);
    if (block->kind == PF_BLOCK_HEADING) {
        fine = open_heading(outline, index);
    } else if (block->kind == PF_BLOCK_PARAGRAPH && is_evident_heading(builder, index)) {
        unsigned parts =
            note->hint == PF_HINT_NUMBERED ? pf_number_parts(builder->source, &builder->pieces[block->first_piece]) : 0;
        uint8_t hint = note->hint == PF_HINT_TITLE ? PF_HINT_COLON : note->hint; // equally weak
        fine = open_evident(outline, index, note->container, hint, (uint8_t)parts);
    } else if (block->kind == PF_BLOCK_LIST_ITEM && is_lone_number(builder, index) &&
               !is_only_item_of_colon(outline, index)) {
        fine = open_evident(outline, index, builder->containers[note->container].parent, PF_HINT_NUMBERED, 1);
    } else if (block->kind == PF_BLOCK_LIST_ITEM && is_item_title(builder, index)) {
        uint8_t level = (uint8_t)(ITEM_LEVEL + block->depth);
        fine = push(outline, (open_section){.container = note->container, .level = level}, (uint32_t)index);
    } else if (block->kind == PF_BLOCK_PARAGRAPH) {
        while (innermost(outline)->covers_list && innermost(outline)->container == note->container)
            outline->open_count--;
    }
    block->section = innermost(outline)->section;
    return fine;
}

bool pf_sections_assign(pf_builder *builder, pf_document *document)
{
    outline_state outline = {.builder = builder};
    bool fine = push(&outline, (open_section){0}, PF_NONE);
    for (size_t i = 0; fine && i < builder->block_count; i++)
        fine = assign(&outline, i);
    document->sections = outline.sections;
    document->section_count = (uint32_t)outline.section_count;
    return fine;
}
