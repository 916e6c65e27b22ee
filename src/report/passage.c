// SPDX-License-Identifier: MIT
// A text, or some of its sentences, with telling words highlighted.
#include "report/passage.h"

#include "base/bytes.h"
#include "base/utf8.h"
#include "report/line.h"

#include <string.h>

// Of a sentence longer than LONG_SENTENCE bytes, so many are shown on each side of what is highlighted.
enum { LONG_SENTENCE = 280, AROUND = 110 };
// Columns of what is quoted on each side of a highlight of SHORT_MARK bytes at the most; a longer one stands alone.
enum { SHORT_MARK = 48, CONTEXT = 20 };

void pf_highlights_add(pf_highlights *highlights, uint32_t start, uint32_t end)
{
    size_t first = 0, last;
    if (start >= end)
        return;
    while (first < highlights->count && highlights->items[first].end < start)
        first++;
    for (last = first; last < highlights->count && highlights->items[last].start <= end; last++) {
        start = highlights->items[last].start < start ? highlights->items[last].start : start;
        end = highlights->items[last].end > end ? highlights->items[last].end : end;
    }
    if (first == last && highlights->count == PF_MOST_HIGHLIGHTS)
        return;
    memmove(&highlights->items[first + 1], &highlights->items[last], (highlights->count - last) * sizeof *highlights->items);
    highlights->count += first + 1 - last;
    highlights->items[first].start = start;
    highlights->items[first].end = end;
}

static pf_byte_span overlap(pf_byte_span a, pf_byte_span b)
{
    pf_byte_span both = {a.start > b.start ? a.start : b.start, a.end < b.end ? a.end : b.end};
    return both.start < both.end ? both : (pf_byte_span){0, 0};
}

static void add_bytes(pf_layout *layout, const pf_document *document, pf_tone tone, pf_byte_span range)
{
    if (range.start < range.end)
        pf_layout_add(layout, tone, document->source + range.start, range.end - range.start);
}

static void put_bracket(pf_layout *layout, const char *bracket)
{
    if (!layout->color)
        pf_layout_string(layout, PF_TONE_QUOTE, bracket);
}

// One piece; a highlight may reach over several of them, and has its brackets only at its own ends.
static void add_piece(pf_layout *layout, const pf_document *document, pf_byte_span piece, pf_tone tone, const pf_highlights *highlights)
{
    for (size_t i = 0; i < highlights->count; i++) {
        pf_byte_span mark = {highlights->items[i].start, highlights->items[i].end};
        pf_byte_span inside = overlap(piece, mark);
        if (inside.start == inside.end)
            continue;
        add_bytes(layout, document, tone, (pf_byte_span){piece.start, inside.start});
        if (inside.start == mark.start)
            put_bracket(layout, "[");
        add_bytes(layout, document, PF_TONE_QUOTE, inside);
        if (inside.end == mark.end)
            put_bracket(layout, "]");
        piece.start = inside.end;
    }
    add_bytes(layout, document, tone, piece);
}

// Whether a piece is the first behind a label, of which the range shows something: the colon between them is in neither.
static bool is_labelled(const pf_document *document, const pf_block *block, uint32_t index, pf_byte_span range)
{
    const pf_piece *piece = &document->pieces[block->first_piece + index];
    return index > 0 && index == block->label_pieces && piece->kind != PF_PIECE_LINE && piece[-1].end > range.start && piece->start < range.end;
}

// What of a block lies in the range.
static void add_block(pf_layout *layout, const pf_document *document, const pf_block *block, pf_byte_span range, pf_tone tone,
                      const pf_highlights *highlights)
{
    for (uint32_t i = 0; i < block->piece_count; i++) {
        const pf_piece *piece = &document->pieces[block->first_piece + i];
        if (piece->kind == PF_PIECE_LINE && piece->start > range.start && piece->start < range.end)
            pf_layout_string(layout, tone, " ");
        if (piece->kind == PF_PIECE_CELL && piece->start > range.start && piece->start < range.end)
            pf_layout_string(layout, tone, " | ");
        if (is_labelled(document, block, i, range))
            pf_layout_string(layout, tone, ": ");
        add_piece(layout, document, overlap((pf_byte_span){piece->start, piece->end}, range), tone, highlights);
    }
}

static void put_block(pf_layout *layout, const pf_document *document, const pf_block *block, const pf_highlights *highlights, size_t indent)
{
    bool is_item = block->kind == PF_BLOCK_LIST_ITEM;
    size_t column = indent + (is_item ? 2u * block->depth : 0);
    pf_tone tone = block->kind == PF_BLOCK_HEADING ? PF_TONE_HEADING : PF_TONE_PLAIN;
    pf_layout_open(layout, is_item ? column - 2 : indent, PF_TONE_PLAIN, is_item ? "-" : NULL, column, column);
    add_block(layout, document, block, (pf_byte_span){0, (uint32_t)document->length}, tone, highlights);
    pf_layout_close(layout);
}

static bool stands_together(const pf_block *block, const pf_block *next)
{
    bool is_row = block->kind == PF_BLOCK_TABLE_HEADER || block->kind == PF_BLOCK_TABLE_ROW;
    return (block->kind == PF_BLOCK_LIST_ITEM && next->kind == PF_BLOCK_LIST_ITEM) || (is_row && next->kind == PF_BLOCK_TABLE_ROW);
}

void pf_passage_document(pf_layout *layout, const pf_document *document, const pf_highlights *highlights, size_t indent)
{
    const pf_block *before = NULL;
    for (uint32_t i = 0; i < document->block_count; i++) {
        const pf_block *block = &document->blocks[i];
        if (block->kind == PF_BLOCK_CODE)
            continue;
        if (before && !stands_together(before, block))
            pf_layout_blank(layout);
        put_block(layout, document, block, highlights, indent);
        before = block;
    }
}

// Cuts a long sentence down to what stands around its highlights, at blanks.
static pf_byte_span cut(const pf_text *text, pf_byte_span sentence, const pf_highlights *highlights)
{
    const char *source = text->document->source;
    pf_byte_span shown = {sentence.end, sentence.start};
    if (sentence.end - sentence.start <= LONG_SENTENCE)
        return sentence;
    for (size_t i = 0; i < highlights->count; i++) {
        pf_byte_span inside = overlap(sentence, (pf_byte_span){highlights->items[i].start, highlights->items[i].end});
        if (inside.start == inside.end)
            continue;
        shown.start = inside.start < shown.start ? inside.start : shown.start;
        shown.end = inside.end > shown.end ? inside.end : shown.end;
    }
    shown.start = shown.start - sentence.start > AROUND ? shown.start - AROUND : sentence.start;
    shown.end = sentence.end - shown.end > AROUND ? shown.end + AROUND : sentence.end;
    while (shown.start > sentence.start && !is_blank(source[shown.start - 1]))
        shown.start--;
    while (shown.end < sentence.end && !is_blank(source[shown.end]))
        shown.end++;
    return shown;
}

// The first character that begins at `at` or behind it.
static uint32_t character_start(const char *source, uint32_t at)
{
    while (((unsigned char)source[at] & 0xC0) == 0x80)
        at++;
    return at;
}

// Some words before a stretch: from the first place within CONTEXT columns on at which a line may begin.
static uint32_t context_start(const char *source, pf_byte_span sentence, pf_byte_span mark)
{
    const uint32_t most = CONTEXT * PF_UTF8_MAX;
    uint32_t at = mark.start - sentence.start > most ? character_start(source, mark.start - most) : sentence.start;
    size_t left = pf_utf8_display_width(source + at, mark.start - at);
    for (uint32_t before = at == sentence.start ? ' ' : 0; at < mark.start;) {
        pf_cluster cluster = pf_utf8_cluster(source + at, mark.start - at);
        bool begins = !is_blank(source[at]) && (before == ' ' || pf_line_may_break(before, cluster.code));
        if (begins && left <= CONTEXT)
            return at;
        before = is_blank(source[at]) ? ' ' : cluster.code;
        left -= cluster.columns;
        at += (uint32_t)cluster.length;
    }
    return mark.start;
}

// Some words behind it.
static uint32_t context_end(const char *source, pf_byte_span sentence, pf_byte_span mark)
{
    uint32_t best = mark.end, before = 0;
    size_t taken = 0;
    for (uint32_t at = mark.end; at < sentence.end;) {
        pf_cluster cluster = pf_utf8_cluster(source + at, sentence.end - at);
        uint32_t code = is_blank(source[at]) ? ' ' : cluster.code;
        if (pf_line_may_break(before, code))
            best = at;
        taken += cluster.columns;
        if (taken > CONTEXT)
            return best;
        before = code;
        at += (uint32_t)cluster.length;
    }
    return sentence.end;
}

static void quote_within(pf_layout *layout, const pf_text *text, const pf_sentence *sentence, pf_byte_span shown, pf_byte_span mark)
{
    pf_byte_span whole = pf_sentence_span(text, sentence);
    pf_highlights highlights = {.count = 0};
    pf_highlights_add(&highlights, mark.start, mark.end);
    pf_layout_string(layout, PF_TONE_PLAIN, shown.start > whole.start ? "\"…" : "\"");
    add_block(layout, text->document, &text->document->blocks[sentence->block], shown, PF_TONE_PLAIN, &highlights);
    pf_layout_string(layout, PF_TONE_PLAIN, shown.end < whole.end ? "…\"" : "\"");
}

void pf_passage_quote(pf_layout *layout, const pf_text *text, uint32_t start, uint32_t end)
{
    const char *source = text->document->source;
    uint32_t index = end - start <= SHORT_MARK ? pf_sentence_at(text, start) : text->sentence_count;
    const pf_sentence *sentence = index < text->sentence_count ? &text->sentences[index] : NULL;
    pf_byte_span whole = sentence ? pf_sentence_span(text, sentence) : (pf_byte_span){start, end}, mark = {start, end}, shown = mark;
    if (end <= whole.end)
        shown = (pf_byte_span){context_start(source, whole, mark), context_end(source, whole, mark)};
    if (sentence && (shown.start < start || shown.end > end))
        quote_within(layout, text, sentence, shown, mark);
    else
        pf_layout_quote(layout, source + start, end - start);
}

static bool has_highlight(pf_byte_span range, const pf_highlights *highlights)
{
    for (size_t i = 0; i < highlights->count; i++) {
        pf_byte_span inside = overlap(range, (pf_byte_span){highlights->items[i].start, highlights->items[i].end});
        if (inside.start < inside.end)
            return true;
    }
    return false;
}

static void put_sentence(pf_layout *layout, const pf_text *text, const pf_sentence *sentence, const pf_highlights *highlights, size_t indent)
{
    pf_byte_span whole = pf_sentence_span(text, sentence), shown = cut(text, whole, highlights);
    pf_layout_open(layout, indent, PF_TONE_PLAIN, NULL, indent, indent);
    if (shown.start > whole.start)
        pf_layout_string(layout, PF_TONE_DIM, "… ");
    add_block(layout, text->document, &text->document->blocks[sentence->block], shown, PF_TONE_PLAIN, highlights);
    if (shown.end < whole.end)
        pf_layout_string(layout, PF_TONE_DIM, " …");
    pf_layout_close(layout);
}

void pf_passage_sentences(pf_layout *layout, const pf_text *text, const pf_highlights *highlights, size_t indent, size_t most)
{
    for (uint32_t i = 0; i < text->sentence_count && most > 0; i++) {
        const pf_sentence *sentence = &text->sentences[i];
        if (!has_highlight(pf_sentence_span(text, sentence), highlights))
            continue;
        put_sentence(layout, text, sentence, highlights, indent);
        most--;
    }
}
