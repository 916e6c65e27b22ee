// SPDX-License-Identifier: MIT
// Gives prose the structure that its lines show without markup: items behind unknown bullets, heading lines, labels.
#include "document/shape.h"

#include "base/limits.h"
#include "document/label.h"
#include "document/line.h"
#include "document/rows.h"

// Where the block that is being put together stands.
typedef struct target {
    uint8_t kind;
    uint8_t level; // headings
    uint32_t container;
    uint32_t table_header;
} target;

// The lines of the open block that look like items and like labelled lines. One such line can be chance, two are not.
typedef struct tally {
    unsigned bullets, labels;
} tally;

typedef enum line_role { ROLE_TEXT, ROLE_BULLET, ROLE_HEADING, ROLE_LABELLED, ROLE_ROW } line_role;

static size_t line_end(const pf_piece *pieces, size_t from, size_t count)
{
    while (from < count && pieces[from].kind != PF_PIECE_LINE)
        from++;
    return from;
}

static tally count_roles(const pf_builder *builder)
{
    const char *source = builder->source;
    const pf_piece *pieces = builder->line_pieces;
    tally found = {0};
    size_t to = line_end(pieces, 0, builder->line_piece_count);
    if (to == builder->line_piece_count)
        return found; // a single line, which is not compared with others
    for (size_t from = 0; from < builder->line_piece_count; from = to + 1) {
        to = line_end(pieces, from, builder->line_piece_count);
        pf_label label;
        bool is_certain;
        if (from == to)
            continue;
        if (pf_bullet_length(source, &pieces[from], &is_certain))
            found.bullets++;
        else if (pf_begins_with_capital(source, &pieces[from]) &&
                 pf_label_find(source, pieces + from, to - from, &label))
            found.labels++;
    }
    return found;
}

// As pf_bold_goes_on for a piece that stands at the beginning or end of a line, or nowhere.
static bool is_bold_over_break(const pf_builder *builder, const pf_piece *piece)
{
    const pf_piece *first = builder->line_pieces, *end = first + builder->line_piece_count;
    return piece > first && piece + 1 < end && pf_bold_goes_on(builder->source, piece);
}

// A line with a colon in the middle of a paragraph must look more like a heading than one at its beginning, and bold
// text of several lines is none.
static bool is_heading_line(const pf_builder *builder, const pf_piece *pieces, size_t count, bool is_first)
{
    pf_heading_hint hint = pf_heading_hint_of(builder->source, pieces, count);
    if (hint == PF_HINT_NONE || hint == PF_HINT_TITLE)
        return false;
    if (hint == PF_HINT_COLON && !is_first && !pf_begins_with_capital(builder->source, pieces))
        return false;
    return hint != PF_HINT_BOLD ||
           (!is_bold_over_break(builder, pieces + count) && (is_first || !is_bold_over_break(builder, pieces - 1)));
}

static line_role role_of(const pf_builder *builder, const pf_piece *pieces, size_t count, bool is_first,
                         const tally *found)
{
    bool is_certain = false, is_item = builder->block_kind == PF_BLOCK_LIST_ITEM;
    pf_label label;
    if (count == 0)
        return ROLE_TEXT;
    if (!(is_first && is_item) && pf_is_row(builder->source, pieces, count))
        return ROLE_ROW;
    if (!(is_first && is_item) && pf_bullet_length(builder->source, pieces, &is_certain) &&
        (is_certain || found->bullets > 1))
        return ROLE_BULLET;
    if (!(is_first && is_item) && is_heading_line(builder, pieces, count, is_first))
        return ROLE_HEADING;
    if (!is_first && found->labels > 1 && pf_begins_with_capital(builder->source, pieces) &&
        pf_label_find(builder->source, pieces, count, &label))
        return ROLE_LABELLED;
    return ROLE_TEXT;
}

// Without text: breaks, and what is left of a bullet with nothing behind it.
static bool is_empty(const pf_piece *piece)
{
    return piece->kind == PF_PIECE_LINE || (piece->kind != PF_PIECE_CELL && piece->start == piece->end);
}

static bool append_pieces(pf_builder *builder, const pf_piece *pieces, size_t count, const pf_label *label)
{
    for (size_t i = 0; i < count; i++) {
        pf_piece piece = pieces[i];
        if (label && i == label->piece) {
            pf_piece head = piece;
            head.end = label->end;
            if (head.start < head.end && !pf_builder_append_piece(builder, head))
                return false;
            pf_block *block = &builder->blocks[builder->block_count - 1];
            block->label_pieces = block->piece_count;
            piece.start = label->rest;
        }
        if (piece.kind != PF_PIECE_LINE && is_empty(&piece))
            continue;
        if (!pf_builder_append_piece(builder, piece))
            return false;
    }
    return true;
}

static bool append(pf_builder *builder, const target *to, const pf_piece *pieces, size_t count)
{
    while (count > 0 && is_empty(&pieces[count - 1]))
        count--;
    for (; count > 0 && is_empty(pieces); pieces++)
        count--;
    if (count == 0)
        return true;
    const pf_container *container = &builder->containers[to->container];
    bool is_prose = to->kind == PF_BLOCK_LIST_ITEM || to->kind == PF_BLOCK_PARAGRAPH;
    bool is_line = line_end(pieces, 0, count) == count;
    bool has_level = to->kind == PF_BLOCK_HEADING || to->kind == PF_BLOCK_CODE;
    pf_block block = {
        .kind = to->kind,
        .depth = has_level ? to->level : container->list_depth,
        .quote_depth = container->quote_depth,
        .table_header = to->table_header,
    };
    pf_block_note note = {.container = to->container};
    if (to->kind == PF_BLOCK_PARAGRAPH && is_line)
        note.hint = (uint8_t)pf_heading_hint_of(builder->source, pieces, count);
    pf_label label;
    bool has_label = is_prose && note.hint != PF_HINT_BOLD && pf_label_find(builder->source, pieces, count, &label);
    if (has_label)
        note.hint = PF_HINT_NONE;
    return pf_builder_append_block(builder, block, note) &&
           append_pieces(builder, pieces, count, has_label ? &label : NULL);
}

// The container that a later line of a block belongs to. Markdown lets a paragraph in a list run on without
// indentation, so that in "- a\n- b\n**Scale**\n- c" the heading is part of item b; by its indentation it stands
// outside the list.
static uint32_t container_by_indent(pf_builder *builder, uint32_t offset)
{
    uint32_t indent = pf_line_indent(builder->source, pf_builder_line_start(builder, offset), offset);
    uint32_t container = builder->container;
    for (;;) {
        const pf_container *at = &builder->containers[container];
        if (at->list == PF_NONE || at->indent == PF_NONE || at->indent < indent)
            return container;
        container = at->parent;
    }
}

// Opens the item for a bullet that the parser did not know, in the list that `*list` stands for or in a new one.
static bool open_bullet_item(pf_builder *builder, uint32_t outside, uint32_t *list, uint32_t *container)
{
    uint32_t parser_container = builder->container, parser_list = builder->list;
    builder->container = outside;
    bool fine = *list != PF_NONE || pf_builder_open_list(builder, false);
    if (fine) {
        *list = builder->list = *list != PF_NONE ? *list : builder->list;
        fine = pf_builder_open_item(builder);
    }
    if (fine) {
        *container = builder->container;
        builder->containers[*container].has_block = true;
        pf_builder_close_container(builder);
    }
    builder->container = parser_container;
    builder->list = parser_list;
    return fine;
}

// The state of cutting a block at its lines.
typedef struct shaper_state {
    pf_builder *builder;
    tally found;
    target to;        // the block that is being put together,
    size_t start;     // and its first piece
    uint32_t outside; // the container that the lines stand in
    uint32_t list;    // of the items behind unknown bullets
    uint32_t row;     // the block that a line of dashes would make the header of a table
    uint32_t header;  // of the table
    bool after_heading, after_row;
} shaper_state;

// Ends the block that is being put together before the line at piece `from`.
static bool flush(shaper_state *shaper, size_t from)
{
    size_t start = shaper->start;
    shaper->start = from;
    return from == start || append(shaper->builder, &shaper->to, shaper->builder->line_pieces + start, from - start);
}

static bool take_bullet(shaper_state *shaper, pf_piece *piece)
{
    bool is_certain;
    piece->start += pf_bullet_length(shaper->builder->source, piece, &is_certain);
    shaper->to = (target){.kind = PF_BLOCK_LIST_ITEM, .table_header = PF_NONE};
    return open_bullet_item(shaper->builder, shaper->outside, &shaper->list, &shaper->to.container);
}

// A row becomes a block at once; the line of dashes below the first makes that the header.
static bool take_row(shaper_state *shaper, const pf_piece *pieces, size_t count)
{
    pf_builder *builder = shaper->builder;
    bool is_border = pf_is_row_border(builder->source, pieces, count);
    shaper->start += count;
    shaper->after_row = !is_border;
    if (is_border) {
        if (shaper->row != PF_NONE && shaper->header == PF_NONE) {
            builder->blocks[shaper->row].kind = PF_BLOCK_TABLE_HEADER;
            shaper->header = shaper->row;
        }
        shaper->row = PF_NONE;
        return true;
    }
    if (!pf_has_words(builder->source, pieces, count, 0))
        return true; // it becomes no block; the last one is something else
    const pf_container *container = &builder->containers[shaper->outside];
    pf_block block = {
        .kind = PF_BLOCK_TABLE_ROW,
        .quote_depth = container->quote_depth,
        .table_header = shaper->header,
    };
    shaper->row = (uint32_t)builder->block_count;
    return pf_builder_append_block(builder, block, (pf_block_note){.container = shaper->outside}) &&
           pf_append_cells(builder, pieces, count);
}

static bool take_line(shaper_state *shaper, size_t from, size_t end)
{
    pf_builder *builder = shaper->builder;
    pf_piece *pieces = &builder->line_pieces[from];
    line_role role = role_of(builder, pieces, end - from, from == 0, &shaper->found);
    bool after_other = shaper->after_heading || shaper->header != PF_NONE || shaper->after_row;
    if (role == ROLE_TEXT && !after_other)
        return true;
    if (!flush(shaper, from))
        return false;
    shaper->after_heading = role == ROLE_HEADING;
    if (from > 0 && role != ROLE_TEXT)
        shaper->outside = container_by_indent(builder, pieces->start);
    if (role != ROLE_BULLET)
        shaper->list = PF_NONE;
    if (role == ROLE_ROW)
        return take_row(shaper, pieces, end - from);
    shaper->row = shaper->header = PF_NONE;
    shaper->after_row = false;
    if (role == ROLE_BULLET)
        return take_bullet(shaper, pieces);
    if (from > 0)
        shaper->to = (target){.kind = PF_BLOCK_PARAGRAPH, .container = shaper->outside, .table_header = PF_NONE};
    return true;
}

// Cuts a paragraph or list item into blocks at its lines.
static bool shape_lines(pf_builder *builder, target to)
{
    size_t count = builder->line_piece_count;
    shaper_state shaper = {
        .builder = builder,
        .found = count_roles(builder),
        .to = to,
        .outside = to.container,
        .list = PF_NONE,
        .row = PF_NONE,
        .header = PF_NONE,
    };
    for (size_t from = 0, end; from < count; from = end + 1) {
        end = line_end(builder->line_pieces, from, count);
        if (!take_line(&shaper, from, end))
            return false;
    }
    return flush(&shaper, count);
}

// A paragraph with a line of dashes right under it is a heading to Markdown, but rarely to its writer.
static bool is_mistaken_heading(pf_builder *builder)
{
    const pf_piece *pieces = builder->line_pieces;
    size_t count = builder->line_piece_count;
    if (pf_is_hash_heading(builder->source, pf_builder_line_start(builder, pieces[0].start), pieces[0].start))
        return false;
    return line_end(pieces, 0, count) < count || pf_last_byte(builder->source, pieces, count) == '.' ||
           pf_count_words(builder->source, pieces, count, PF_LIMIT_BOLD_HEADING_WORDS) > PF_LIMIT_BOLD_HEADING_WORDS;
}

// Notes the place of a list item's line in the source, once its first text is known.
static void enter_containers(pf_builder *builder, uint32_t offset)
{
    pf_container *container = &builder->containers[builder->container];
    container->has_block = true;
    if (container->indent != PF_NONE)
        return;
    uint32_t indent = pf_line_indent(builder->source, pf_builder_line_start(builder, offset), offset);
    for (uint32_t i = builder->container; i != PF_NONE && builder->containers[i].indent == PF_NONE;
         i = builder->containers[i].parent)
        builder->containers[i].indent = indent;
}

bool pf_shape_block(pf_builder *builder)
{
    target to = {builder->block_kind, builder->block_level, builder->container, builder->block_table_header};
    if (to.kind == PF_BLOCK_HEADING && is_mistaken_heading(builder))
        builder->block_kind = to.kind = (uint8_t)pf_builder_prose_kind(builder);
    bool is_prose = to.kind == PF_BLOCK_PARAGRAPH || to.kind == PF_BLOCK_LIST_ITEM;
    if (to.kind != PF_BLOCK_CODE)
        enter_containers(builder, builder->line_pieces[0].start);
    if (is_prose)
        return shape_lines(builder, to);
    return append(builder, &to, builder->line_pieces, builder->line_piece_count);
}
