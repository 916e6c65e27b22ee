// SPDX-License-Identifier: MIT
// What the Markdown and the plain-text parser build a document with: containers, blocks and pieces in source order.
#include "document/builder.h"

#include "base/bytes.h"
#include "base/limits.h"
#include "document/sections.h"
#include "document/shape.h"

#include <string.h>

static bool fail(pf_builder *builder, pf_document_status status)
{
    if (builder->status == PF_DOCUMENT_OK)
        builder->status = status;
    return false;
}

// The new last element, without a value, of one of the builder's arrays; NULL when memory is exhausted.
static inline void *append(pf_builder *builder, void **items, size_t *count, size_t *capacity, size_t size)
{
    void *grown = *count < PF_NONE ? pf_arena_grow(builder->arena, *items, *count, capacity, size) : NULL;
    if (!grown) {
        fail(builder, PF_DOCUMENT_OUT_OF_MEMORY);
        return NULL;
    }
    *items = grown;
    return (char *)grown + (*count)++ * size;
}

static pf_container *append_container(pf_builder *builder)
{
    void *items = builder->containers;
    pf_container *container =
        append(builder, &items, &builder->container_count, &builder->container_capacity, sizeof *container);
    builder->containers = items;
    if (container)
        *container = (pf_container){.parent = PF_NONE, .end = PF_NONE, .list = PF_NONE, .indent = PF_NONE};
    return container;
}

bool pf_builder_init(pf_builder *builder, pf_arena *arena, const char *source, size_t length)
{
    *builder = (pf_builder){.arena = arena, .source = source, .length = length, .list = PF_NONE};
    return append_container(builder) != NULL;
}

static bool open_container(pf_builder *builder, uint32_t list, unsigned quotes)
{
    pf_container *container = append_container(builder);
    if (!container)
        return false;
    const pf_container *parent = &builder->containers[builder->container];
    unsigned list_depth = parent->list_depth + (list != PF_NONE ? 1u : 0u);
    unsigned quote_depth = parent->quote_depth + quotes;
    if (list_depth + quote_depth > PF_LIMIT_NESTING)
        return fail(builder, PF_DOCUMENT_TOO_DEEP);
    container->list_depth = (uint8_t)list_depth;
    container->quote_depth = (uint8_t)quote_depth;
    container->parent = builder->container;
    container->list = list;
    builder->container = (uint32_t)builder->container_count - 1;
    return true;
}

bool pf_builder_open_quote(pf_builder *builder)
{
    return open_container(builder, PF_NONE, 1);
}

bool pf_builder_open_fence(pf_builder *builder)
{
    bool fine = open_container(builder, PF_NONE, 0);
    builder->containers[builder->container].is_fence = fine;
    return fine;
}

bool pf_builder_open_item(pf_builder *builder)
{
    builder->lists[builder->list].item_count++;
    return open_container(builder, builder->list, 0);
}

void pf_builder_close_container(pf_builder *builder)
{
    pf_container *container = &builder->containers[builder->container];
    container->end = (uint32_t)builder->container_count;
    builder->container = container->parent;
}

bool pf_builder_open_list(pf_builder *builder, bool numbered)
{
    void *items = builder->lists;
    pf_list *list = append(builder, &items, &builder->list_count, &builder->list_capacity, sizeof *list);
    builder->lists = items;
    if (!list)
        return false;
    *list = (pf_list){.outer = builder->list, .numbered = numbered};
    builder->list = (uint32_t)builder->list_count - 1;
    return true;
}

void pf_builder_close_list(pf_builder *builder)
{
    builder->list = builder->lists[builder->list].outer;
}

void pf_builder_open_block(pf_builder *builder, pf_block_kind kind, uint8_t level, uint32_t table_header)
{
    builder->block_is_open = true;
    builder->block_kind = (uint8_t)kind;
    builder->block_level = level;
    builder->block_table_header = table_header;
    builder->line_piece_count = 0;
}

pf_block_kind pf_builder_prose_kind(const pf_builder *builder)
{
    const pf_container *container = &builder->containers[builder->container];
    return container->list != PF_NONE && !container->has_block ? PF_BLOCK_LIST_ITEM : PF_BLOCK_PARAGRAPH;
}

// Adjoining runs of the same kind become one piece; of code blocks even runs with something between.
static bool extend_last_piece(pf_builder *builder, pf_piece_kind kind, size_t start, size_t end, bool strong)
{
    if (builder->line_piece_count == 0)
        return false;
    pf_piece *last = &builder->line_pieces[builder->line_piece_count - 1];
    bool adjoins = start != end && last->kind == kind && last->strong == strong && last->end == start;
    if (!adjoins && builder->block_kind != PF_BLOCK_CODE)
        return false;
    last->end = (uint32_t)end;
    return true;
}

bool pf_builder_add(pf_builder *builder, pf_piece_kind kind, size_t start, size_t end, bool strong)
{
    bool is_break = kind == PF_PIECE_LINE;
    if ((start == end && kind != PF_PIECE_CELL && !is_break) || (is_break && builder->line_piece_count == 0))
        return true;
    if (extend_last_piece(builder, kind, start, end, strong))
        return true;
    void *items = builder->line_pieces;
    pf_piece *piece = append(builder, &items, &builder->line_piece_count, &builder->line_piece_capacity, sizeof *piece);
    builder->line_pieces = items;
    if (!piece)
        return false;
    *piece = (pf_piece){(uint32_t)start, (uint32_t)end, (uint8_t)kind, strong};
    return true;
}

static bool is_url_end(char byte)
{
    return (unsigned char)byte <= ' ' || strchr("<>\"`|", byte) != NULL;
}

size_t pf_url_length(const char *text, const char *end)
{
    static const char *const beginnings[] = {"http://", "https://", "ftp://", "www.", "mailto:"};
    size_t left = (size_t)(end - text);
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
        if (beginnings[i][0] != *text)
            continue;
        size_t length = strlen(beginnings[i]);
        if (left <= length || memcmp(text, beginnings[i], length) != 0)
            continue;
        while (length < left && !is_url_end(text[length]))
            length++;
        while (length > 0 && strchr(".,;:!?)]}'*_", text[length - 1])) // closes the sentence, not the URL
            length--;
        return length;
    }
    return 0;
}

// Whether two bytes stand in the text that a beginning of URLs has: ":/", "o:" or "ww". Most text has none, and is not looked at further.
static bool may_have_url(const char *text, const char *end)
{
    for (const char *at = text; (at = memchr(at, ':', (size_t)(end - at))) != NULL; at++)
        if ((at + 1 < end && at[1] == '/') || (at > text && at[-1] == 'o'))
            return true;
    for (const char *at = text; (at = memchr(at, 'w', (size_t)(end - at))) != NULL; at++)
        if (at + 1 < end && at[1] == 'w')
            return true;
    return false;
}

bool pf_builder_add_without_urls(pf_builder *builder, size_t start, size_t end, bool strong)
{
    const char *source = builder->source;
    size_t from = start;
    for (size_t at = may_have_url(source + start, source + end) ? start : end; at < end;) {
        char byte = source[at];
        bool could_begin = (byte == 'h' || byte == 'w' || byte == 'f' || byte == 'm') &&
                           (at == start || strchr(" \t(<[\"'", source[at - 1]));
        size_t url = could_begin ? pf_url_length(source + at, source + end) : 0;
        if (url == 0) {
            at++;
            continue;
        }
        if (!pf_builder_add(builder, PF_PIECE_TEXT, from, at, strong))
            return false;
        from = at += url;
    }
    return pf_builder_add(builder, PF_PIECE_TEXT, from, end, strong);
}

bool pf_builder_close_block(pf_builder *builder)
{
    if (!builder->block_is_open)
        return true;
    builder->block_is_open = false;
    size_t count = builder->line_piece_count;
    while (count > 0 && builder->line_pieces[count - 1].start == builder->line_pieces[count - 1].end)
        count--; // breaks and cell boundaries behind all text
    builder->line_piece_count = count;
    return count == 0 || pf_shape_block(builder);
}

// Looks no further back than to the byte that was asked for before: a long line may hold many blocks.
uint32_t pf_builder_line_start(pf_builder *builder, uint32_t offset)
{
    const char *source = builder->source;
    uint32_t at = offset, known = offset < builder->known_offset ? 0 : builder->known_offset;
    while (at > known && source[at - 1] != '\n' && source[at - 1] != '\r')
        at--;
    builder->known_line = at == known && known > 0 ? builder->known_line : at;
    builder->known_offset = offset;
    return builder->known_line;
}

bool pf_builder_append_block(pf_builder *builder, pf_block block, pf_block_note note)
{
    void *items = builder->blocks;
    pf_block *new_block = append(builder, &items, &builder->block_count, &builder->block_capacity, sizeof *new_block);
    builder->blocks = items;
    if (!new_block)
        return false;
    size_t note_count = builder->block_count - 1;
    items = builder->notes;
    pf_block_note *new_note = append(builder, &items, &note_count, &builder->note_capacity, sizeof *new_note);
    builder->notes = items;
    if (!new_note)
        return false;
    block.first_piece = (uint32_t)builder->piece_count;
    note.after_rule = builder->after_rule;
    builder->after_rule = false;
    *new_block = block;
    *new_note = note;
    return true;
}

bool pf_builder_append_piece(pf_builder *builder, pf_piece piece)
{
    void *items = builder->pieces;
    pf_piece *new_piece = append(builder, &items, &builder->piece_count, &builder->piece_capacity, sizeof *new_piece);
    builder->pieces = items;
    if (!new_piece)
        return false;
    *new_piece = piece;
    builder->blocks[builder->block_count - 1].piece_count++;
    return true;
}

pf_document_status pf_builder_give_up(pf_builder *builder, pf_document *document)
{
    size_t at = builder->reached;
    while (at < builder->length && is_blank(builder->source[at]))
        at++;
    document->too_deep = at;
    return builder->status != PF_DOCUMENT_OK ? builder->status : PF_DOCUMENT_OUT_OF_MEMORY;
}

pf_document_status pf_builder_finish(pf_builder *builder, pf_document *document)
{
    if (builder->status != PF_DOCUMENT_OK)
        return builder->status;
    builder->containers[0].end = (uint32_t)builder->container_count;
    *document = (pf_document){
        .source = builder->source,
        .length = builder->length,
        .blocks = builder->blocks,
        .block_count = (uint32_t)builder->block_count,
        .pieces = builder->pieces,
        .piece_count = (uint32_t)builder->piece_count,
    };
    if (!pf_sections_assign(builder, document))
        fail(builder, PF_DOCUMENT_OUT_OF_MEMORY);
    return builder->status;
}
