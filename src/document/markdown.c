// SPDX-License-Identifier: MIT
// Markdown (CommonMark with tables, strikethrough and task lists; parsed by md4c) as blocks of prose.
//
// md4c hands out texts as pointers into the source, which is where the offsets come from. Breaks and replaced
// indentation are static strings of its own and are told apart by their address. Fences that do not name a language of
// code are collected line by line, and read as plain text when they contain prose.
#include "base/limits.h"
#include "base/bytes.h"
#include "document/fence.h"
#include "document/html.h"
#include "document/prescan.h"

#include <md4c.h>
#include <string.h>

// What the tildes around the current text mean.
typedef enum tilde { TILDE_NONE, TILDE_OPENED, TILDE_STRUCK_OUT, TILDE_APPROXIMATION } tilde;

typedef struct markdown {
    pf_builder builder;
    const char *parsed;  // what md4c sees: the source, or a copy of the same length
    bool has_wide_table; // parsing was given up for it
    bool in_fence;       // that could be prose; its lines are collected
    bool in_html;        // likewise
    pf_html html;
    pf_text_line *lines; // of the fence or the HTML
    size_t line_count, line_capacity;
    uint32_t indent;   // of the line to come
    bool is_line_open; // the last line goes on
    size_t at;         // how far the source has been read
    unsigned strong, image, link;
    tilde tilde;
    bool is_table_head;
    bool is_first_cell;
    uint32_t table_header;
} markdown;

// What a callback returns. md4c 0.4.8 forgets positive results on the way up, against its documentation.
static int result(bool fine)
{
    return fine ? 0 : -1;
}

static bool open_table(markdown *state, const MD_BLOCK_TABLE_DETAIL *table)
{
    state->table_header = PF_NONE;
    state->has_wide_table = table->col_count > PF_LIMIT_TABLE_COLUMNS;
    return !state->has_wide_table;
}

static bool open_row(markdown *state)
{
    pf_block_kind kind = state->is_table_head ? PF_BLOCK_TABLE_HEADER : PF_BLOCK_TABLE_ROW;
    pf_builder_open_block(&state->builder, kind, 0, state->is_table_head ? PF_NONE : state->table_header);
    state->is_first_cell = true;
    return true;
}

static bool open_cell(markdown *state)
{
    bool fine = state->is_first_cell || pf_builder_add(&state->builder, PF_PIECE_CELL, state->at, state->at, false);
    state->is_first_cell = false;
    return fine;
}

static bool close_row(markdown *state)
{
    size_t before = state->builder.block_count;
    bool fine = pf_builder_close_block(&state->builder);
    if (state->is_table_head && state->builder.block_count > before)
        state->table_header = (uint32_t)before;
    return fine;
}

static void open_code(markdown *state, const MD_BLOCK_CODE_DETAIL *code)
{
    state->in_fence = code->fence_char && pf_fence_can_be_prose(code->lang.text, code->lang.size);
    state->line_count = 0;
    state->indent = 0;
    state->is_line_open = false;
    if (!state->in_fence)
        pf_builder_open_block(&state->builder, PF_BLOCK_CODE, 0, PF_NONE);
}

static bool append_line(markdown *state, size_t start, size_t end)
{
    pf_builder *builder = &state->builder;
    pf_text_line *lines =
        pf_arena_grow(builder->arena, state->lines, state->line_count, &state->line_capacity, sizeof *lines);
    if (!lines)
        return false;
    state->lines = lines;
    lines[state->line_count++] = (pf_text_line){(uint32_t)start, (uint32_t)end, state->indent};
    return true;
}

// What md4c puts between the texts of a fence: the indentation of a line, and its end.
static bool add_fence_blanks(markdown *state, const char *bytes, size_t size)
{
    if (size > 0 && *bytes == ' ')
        state->indent += (uint32_t)size;
    if (size == 0 || *bytes != '\n')
        return true;
    bool fine = state->is_line_open || append_line(state, state->at, state->at);
    state->is_line_open = false;
    state->indent = 0;
    return fine;
}

// A line is one text, or several when there are zero bytes in it.
static bool add_fence_text(markdown *state, size_t start, size_t end)
{
    const char *source = state->builder.source;
    while (start < end && is_blank(source[start]) && !state->is_line_open)
        start++;
    while (end > start && is_blank(source[end - 1]))
        end--;
    if (state->is_line_open && start < end)
        state->lines[state->line_count - 1].end = (uint32_t)end;
    if (state->is_line_open || start == end)
        return true;
    state->is_line_open = true;
    return append_line(state, start, end);
}

// Prose is read as plain text; its sections end with the fence.
static bool close_fence(markdown *state)
{
    pf_builder *builder = &state->builder;
    const pf_text_line *lines = state->lines;
    state->in_fence = false;
    if (pf_fence_is_prose(builder->source, lines, state->line_count)) {
        if (!pf_builder_open_fence(builder) || !pf_plain_read_lines(builder, lines, state->line_count))
            return false;
        pf_builder_close_container(builder);
        builder->after_rule = false; // a rule at its end
        return true;
    }
    pf_builder_open_block(builder, PF_BLOCK_CODE, 0, PF_NONE);
    bool fine = true;
    for (size_t i = 0; fine && i < state->line_count; i++)
        fine = pf_builder_add(builder, PF_PIECE_TEXT, lines[i].start, lines[i].end, false);
    return fine && pf_builder_close_block(builder);
}

// HTML without text, such as a comment, is kept as code.
static bool close_html(markdown *state)
{
    pf_builder *builder = &state->builder;
    state->in_html = false;
    if (pf_html_has_text(builder->source, state->lines, state->line_count))
        return pf_html_read(builder, &state->html, state->lines, state->line_count);
    pf_builder_open_block(builder, PF_BLOCK_CODE, 1, PF_NONE);
    bool fine = true;
    for (size_t i = 0; fine && i < state->line_count; i++)
        fine = pf_builder_add(builder, PF_PIECE_TEXT, state->lines[i].start, state->lines[i].end, false);
    return fine && pf_builder_close_block(builder);
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    markdown *state = user;
    pf_builder *builder = &state->builder;
    builder->reached = state->at;
    if (type != MD_BLOCK_TH && type != MD_BLOCK_TD && !pf_builder_close_block(builder)) // text of a tight list item
        return result(false);
    state->html.in_row = false;
    switch (type) {
    case MD_BLOCK_QUOTE: return result(pf_builder_open_quote(builder));
    case MD_BLOCK_UL:
    case MD_BLOCK_OL: return result(pf_builder_open_list(builder, type == MD_BLOCK_OL));
    case MD_BLOCK_LI: return result(pf_builder_open_item(builder));
    case MD_BLOCK_HR: builder->after_rule = true; return 0;
    case MD_BLOCK_H:
        pf_builder_open_block(builder, PF_BLOCK_HEADING, (uint8_t)((MD_BLOCK_H_DETAIL *)detail)->level, PF_NONE);
        return 0;
    case MD_BLOCK_CODE: open_code(state, detail); return 0;
    case MD_BLOCK_HTML:
        state->in_html = true;
        state->line_count = 0;
        return 0;
    case MD_BLOCK_P: pf_builder_open_block(builder, pf_builder_prose_kind(builder), 0, PF_NONE); return 0;
    case MD_BLOCK_TABLE: return result(open_table(state, detail));
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY: state->is_table_head = type == MD_BLOCK_THEAD; return 0;
    case MD_BLOCK_TR: return result(open_row(state));
    case MD_BLOCK_TH:
    case MD_BLOCK_TD: return result(open_cell(state));
    default: return 0;
    }
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    (void)detail;
    markdown *state = user;
    pf_builder *builder = &state->builder;
    switch (type) {
    case MD_BLOCK_TH:
    case MD_BLOCK_TD: return 0;
    case MD_BLOCK_TR: return result(close_row(state));
    case MD_BLOCK_CODE: return result(state->in_fence ? close_fence(state) : pf_builder_close_block(builder));
    case MD_BLOCK_HTML: return result(close_html(state));
    default: break;
    }
    if (!pf_builder_close_block(builder))
        return result(false);
    if (type == MD_BLOCK_QUOTE || type == MD_BLOCK_LI)
        pf_builder_close_container(builder);
    else if (type == MD_BLOCK_UL || type == MD_BLOCK_OL)
        pf_builder_close_list(builder);
    return 0;
}

static bool add_break(markdown *state)
{
    return !state->builder.block_is_open || pf_builder_add(&state->builder, PF_PIECE_LINE, state->at, state->at, false);
}

// An address is its own link text where a URL or mail address stands bare in the text.
static bool is_address(const char *text, const char *end)
{
    size_t length = (size_t)(end - text);
    if (pf_url_length(text, end) == length)
        return true;
    return memchr(text, '@', length) && !memchr(text, ' ', length);
}

static bool add_text(markdown *state, MD_TEXTTYPE type, size_t start, size_t end)
{
    pf_builder *builder = &state->builder;
    if (!builder->block_is_open)
        pf_builder_open_block(builder, pf_builder_prose_kind(builder), 0, PF_NONE);
    if (builder->block_kind == PF_BLOCK_CODE)
        return pf_builder_add(builder, PF_PIECE_TEXT, start, end, false);
    if (type == MD_TEXT_CODE)
        return pf_builder_add(builder, PF_PIECE_CODE_SPAN, start, end, state->strong > 0);
    const char *source = builder->source;
    if (state->link && is_address(source + start, source + end))
        return true;
    return pf_builder_add_without_urls(builder, start, end, state->strong > 0);
}

// Writers mean "about" by a single tilde ("10~20 GB and 30~40 GB"), and strike out with two. Both look the same to
// md4c, but not in the source, where `start` is the first text behind the mark.
static bool is_single_tilde(const markdown *state, size_t start)
{
    const char *source = state->builder.source;
    while (start > state->at && source[start - 1] != '~')
        start--;
    return start > state->at && !(start > state->at + 1 && source[start - 2] == '~');
}

static int enter_span(MD_SPANTYPE type, void *detail, void *user)
{
    (void)detail;
    markdown *state = user;
    state->strong += type == MD_SPAN_STRONG;
    state->image += type == MD_SPAN_IMG;
    state->link += type == MD_SPAN_A;
    if (type == MD_SPAN_DEL)
        state->tilde = TILDE_OPENED;
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *user)
{
    (void)detail;
    markdown *state = user;
    state->strong -= type == MD_SPAN_STRONG;
    state->image -= type == MD_SPAN_IMG;
    state->link -= type == MD_SPAN_A;
    if (type != MD_SPAN_DEL)
        return 0;
    bool is_text = state->tilde == TILDE_APPROXIMATION && !state->image && state->at < state->builder.length &&
                   state->builder.source[state->at] == '~';
    state->tilde = TILDE_NONE;
    state->at += is_text;
    return result(!is_text || add_text(state, MD_TEXT_NORMAL, state->at - 1, state->at));
}

static int text(MD_TEXTTYPE type, const MD_CHAR *bytes, MD_SIZE size, void *user)
{
    markdown *state = user;
    pf_builder *builder = &state->builder;
    if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR)
        return result(state->image || add_break(state));
    uintptr_t source = (uintptr_t)state->parsed, address = (uintptr_t)bytes;
    bool is_source = address >= source && address < source + builder->length;
    if (!is_source)
        return result(!state->in_fence || add_fence_blanks(state, bytes, size));
    size_t start = address - source, end = start + size;
    if (state->in_html) {
        state->at = end;
        state->indent = 0;
        return result(append_line(state, start, end));
    }
    if (state->in_fence) {
        state->at = end;
        return result(add_fence_text(state, start, end));
    }
    bool is_code_block = builder->block_is_open && builder->block_kind == PF_BLOCK_CODE;
    bool fine = true;
    if (state->tilde == TILDE_OPENED) {
        state->tilde = is_single_tilde(state, start) ? TILDE_APPROXIMATION : TILDE_STRUCK_OUT;
        if (state->tilde == TILDE_APPROXIMATION && builder->source[start - 1] == '~')
            start--;
    }
    if (type == MD_TEXT_HTML && !is_code_block)
        fine = pf_html_take_tag(builder, &state->html, start, end);
    else if (type != MD_TEXT_ENTITY && type != MD_TEXT_NULLCHAR && !state->image && state->tilde != TILDE_STRUCK_OUT)
        fine = add_text(state, type, start, end);
    state->at = end;
    return result(fine);
}

static size_t count(const char *bytes, size_t length, char wanted)
{
    size_t found = 0;
    for (const char *at = bytes, *end = bytes + length; (at = memchr(at, wanted, (size_t)(end - at))) != NULL; at++)
        found++;
    return found;
}

static size_t count_definitions(const char *source, size_t length)
{
    size_t found = 0;
    for (const char *at = source, *end = source + length; (at = memchr(at, ']', (size_t)(end - at))) != NULL; at++)
        found += at + 1 < end && at[1] == ':';
    return found;
}

// md4c 0.4.8 goes astray where it lacks memory in two places. A definition of a link it takes for text when it cannot enlarge its list of
// them, and writes the next one beyond that list. Of a target with escapes or entities it makes a copy, which it frees twice when it cannot
// enlarge what it notes of them. So there has to be room for all of these, and for what it notes of lines before; it enlarges each by
// half, from one place to another. Other threads may take that room while it reads.
static bool has_room(const char *source, size_t length)
{
    enum { DEFINITION = 3 * 48, LINE = 3 * 32, ESCAPE = 3 * 2 * 2 * 4 };
    size_t definitions = count_definitions(source, length), escapes = count(source, length, '\\') + count(source, length, '&');
    size_t room = definitions > 0 ? definitions * DEFINITION + (count(source, length, '\n') + 1) * LINE : 0;
    if (escapes > 0)
        room += length + escapes * ESCAPE;
    return room == 0 || pf_has_room(room);
}

static int parse(markdown *state, size_t from, unsigned flags)
{
    const MD_PARSER parser = {
        .flags = flags,
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = text,
    };
    pf_builder *builder = &state->builder;
    if (!has_room(state->parsed + from, builder->length - from))
        return -1;
    return md_parse(state->parsed + from, (MD_SIZE)(builder->length - from), &parser, state);
}

// Front matter would be a rule and a heading to md4c; it is kept from it.
static bool begin(markdown *state, pf_arena *arena, const char *source, size_t length, size_t start, size_t front)
{
    *state = (markdown){.at = start, .table_header = PF_NONE, .html = {.table_header = PF_NONE}};
    state->parsed = pf_without_costly_marks(arena, source, length);
    pf_builder *builder = &state->builder;
    if (!state->parsed || !pf_builder_init(builder, arena, source, length))
        return false;
    if (front == 0)
        return true;
    size_t end = start + front;
    while (source[end - 1] == '\n' || source[end - 1] == '\r')
        end--;
    pf_builder_open_block(builder, PF_BLOCK_CODE, 0, PF_NONE);
    return pf_builder_add(builder, PF_PIECE_TEXT, start, end, false) && pf_builder_close_block(builder);
}

pf_document_status pf_document_parse_markdown(pf_arena *arena, const char *source, size_t length, pf_document *document)
{
    // No indented code: prompts are often indented as a whole. Bare URLs are left to the builder: md4c 0.4.8 takes
    // quadratic time for them.
    unsigned flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_PERMISSIVEEMAILAUTOLINKS |
                     MD_FLAG_NOINDENTEDCODEBLOCKS;
    size_t start = length >= 3 && memcmp(source, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    size_t front = pf_front_matter_length(source + start, length - start);
    size_t too_deep = start + front + pf_markdown_find_too_deep(source + start + front, length - start - front);
    if (too_deep < length) {
        document->too_deep = too_deep;
        return PF_DOCUMENT_TOO_DEEP;
    }
    markdown state;
    if (!begin(&state, arena, source, length, start, front))
        return PF_DOCUMENT_OUT_OF_MEMORY;
    int failure = parse(&state, start + front, flags);
    if (failure && state.has_wide_table) {
        if (!begin(&state, arena, source, length, start, front))
            return PF_DOCUMENT_OUT_OF_MEMORY;
        failure = parse(&state, start + front, flags & ~(unsigned)MD_FLAG_TABLES);
    }
    if (failure)
        return pf_builder_give_up(&state.builder, document);
    return pf_builder_finish(&state.builder, document);
}
