// SPDX-License-Identifier: MIT
// For tests of document/: documents as readable text, and what holds of every document.
//
// The dump has a block a line:
//     kind depth [quote n] section: text
// "#3<1=7" instead of a section's number is the block that opens it, with the parent and the level of the section.
// In the text [ ] is a label, *x* strong, `x` a code span, " / " a line break, " | " a cell boundary, and ^ stands
// between pieces that adjoin in the source.
#ifndef PF_TESTS_DOCUMENT_DUMP_H
#define PF_TESTS_DOCUMENT_DUMP_H

#include "document/document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef pf_document_status parser(pf_arena *arena, const char *source, size_t length, pf_document *document);

static void print_pieces(FILE *out, const pf_document *document, const pf_block *block)
{
    const pf_piece *pieces = &document->pieces[block->first_piece];
    for (uint32_t i = 0; i < block->piece_count; i++) {
        bool is_text = pieces[i].start < pieces[i].end;
        if (block->label_pieces > 0 && i == block->label_pieces)
            fputs("]", out);
        else if (i > 0 && is_text && pieces[i - 1].start < pieces[i - 1].end && pieces[i - 1].end == pieces[i].start)
            fputs("^", out);
        if (block->label_pieces > 0 && i == 0)
            fputs("[", out);
        const char *mark = pieces[i].kind == PF_PIECE_CODE_SPAN ? "`" : pieces[i].strong ? "*" : "";
        if (is_text)
            fprintf(out, "%s%.*s%s", mark, (int)(pieces[i].end - pieces[i].start), document->source + pieces[i].start,
                    mark);
        else
            fputs(pieces[i].kind == PF_PIECE_LINE ? " / " : " | ", out);
    }
}

static char *dump(const pf_document *document)
{
    static const char *const kinds[] = {"paragraph", "heading", "item", "header", "row", "code"};
    char *text = NULL;
    size_t length;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    for (uint32_t i = 0; i < document->block_count; i++) {
        const pf_block *block = &document->blocks[i];
        const pf_section *section = &document->sections[block->section];
        fputs(kinds[block->kind], out);
        if (block->depth)
            fprintf(out, " %u", block->depth);
        if (block->quote_depth)
            fprintf(out, " quote %u", block->quote_depth);
        fprintf(out, " #%u", block->section);
        if (section->heading_block == i)
            fprintf(out, "<%u=%u", section->parent, section->level);
        if (block->table_header != PF_NONE)
            fprintf(out, " under %u", block->table_header);
        fputs(": ", out);
        print_pieces(out, document, block);
        fputs("\n", out);
    }
    assert_int_equal(fclose(out), 0);
    return text;
}

// What holds of every document, whatever its text.
static void assert_sound(const pf_document *document)
{
    uint32_t next_piece = 0, last = 0;
    for (uint32_t i = 0; i < document->block_count; i++) {
        const pf_block *block = &document->blocks[i];
        assert_int_equal(block->first_piece, next_piece);
        next_piece += block->piece_count;
        assert_true(block->piece_count > 0);
        assert_true(block->label_pieces < block->piece_count);
        assert_true(block->section < document->section_count);
        if (block->table_header != PF_NONE)
            assert_true(block->table_header < i && document->blocks[block->table_header].kind == PF_BLOCK_TABLE_HEADER);
    }
    assert_int_equal(next_piece, document->piece_count);
    for (uint32_t i = 0; i < document->piece_count; i++) {
        const pf_piece *piece = &document->pieces[i];
        assert_true(last <= piece->start && piece->start <= piece->end && piece->end <= document->length);
        bool is_text = piece->kind == PF_PIECE_TEXT || piece->kind == PF_PIECE_CODE_SPAN;
        assert_int_equal(piece->start < piece->end, is_text);
        last = piece->end;
    }
    assert_true(document->section_count > 0 && document->sections[0].parent == PF_NONE);
    for (uint32_t i = 1; i < document->section_count; i++) {
        assert_true(document->sections[i].parent < i);
        assert_int_equal(document->blocks[document->sections[i].heading_block].section, i);
    }
}

static void assert_blocks(parser *parse, const char *source, size_t length, const char *expected)
{
    // In memory of exactly this size, so that reading behind it shows.
    char *copy = malloc(length ? length : 1);
    assert_non_null(copy);
    memcpy(copy, source, length);
    pf_arena arena;
    pf_arena_init(&arena);
    pf_document document;
    assert_int_equal(parse(&arena, copy, length, &document), PF_DOCUMENT_OK);
    assert_ptr_equal(document.source, copy);
    assert_int_equal(document.length, length);
    char *text = dump(&document);
    assert_sound(&document);
    assert_string_equal(text, expected);
    free(text);
    pf_arena_release(&arena);
    free(copy);
}

#endif
