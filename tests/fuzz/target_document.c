// SPDX-License-Identifier: MIT
// Fuzz target: texts read as Markdown and as plain text. Blocks, pieces and sections lie where they may.
#include "fuzz.h"

#include "base/utf8.h"
#include "document/document.h"

#include <string.h>

static bool begins_character(const pf_document *document, size_t at)
{
    return at == document->length || ((unsigned char)document->source[at] & 0xC0) != 0x80;
}

static void prove_piece(const pf_document *document, const pf_piece *piece)
{
    fuzz_require(piece->start <= piece->end && piece->end <= document->length, "a piece lies in its source");
    fuzz_require(begins_character(document, piece->start) && begins_character(document, piece->end), "a piece has whole characters");
    fuzz_require((piece->kind != PF_PIECE_LINE && piece->kind != PF_PIECE_CELL) || piece->start == piece->end, "a boundary has no length");
}

static void prove_block(const pf_document *document, uint32_t index)
{
    const pf_block *block = &document->blocks[index];
    fuzz_require(block->first_piece + block->piece_count <= document->piece_count, "the pieces of a block are there");
    fuzz_require(block->label_pieces <= block->piece_count, "a label is a part of its block");
    fuzz_require(block->section < document->section_count, "the section of a block is there");
    fuzz_require(block->table_header == PF_NONE || block->table_header < index, "the header of a table stands above its rows");
    for (uint32_t i = 0; i < block->piece_count; i++)
        prove_piece(document, &document->pieces[block->first_piece + i]);
}

static void prove_document(const pf_document *document)
{
    for (uint32_t i = 0; i < document->block_count; i++)
        prove_block(document, i);
    for (uint32_t i = 0; i < document->section_count; i++) {
        const pf_section *section = &document->sections[i];
        fuzz_require(i == 0 ? section->parent == PF_NONE : section->parent < i, "a section lies in one before it");
        fuzz_require(section->heading_block == PF_NONE || section->heading_block < document->block_count, "the heading of a section is there");
    }
}

static void parse(pf_document_status (*parser)(pf_arena *, const char *, size_t, pf_document *), const pf_input *input)
{
    pf_arena arena;
    pf_document document;
    pf_arena_init(&arena);
    pf_document_status status = parser(&arena, input->bytes, input->length, &document);
    fuzz_require(status != PF_DOCUMENT_OUT_OF_MEMORY, "there is memory for a document");
    if (status == PF_DOCUMENT_OK)
        prove_document(&document);
    pf_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    pf_input input;
    pf_input_problem problem;
    if (pf_input_use_memory(&input, "fuzzed", (const char *)data, size, 0, &problem)) {
        parse(pf_document_parse_markdown, &input);
        parse(pf_document_parse_plain, &input);
    } else {
        fuzz_prove_text(problem.message, strlen(problem.message));
    }
    pf_input_release(&input);
    return 0;
}
