// SPDX-License-Identifier: MIT
// Plain text as blocks of prose: blank lines, bullets, indentation, underlines and table rows give the structure.
#include "document/plain.h"

#include "base/limits.h"
#include "document/line.h"

#include <string.h>

// A list whose items can go on.
typedef struct open_list {
    unsigned indent;
    char style; // the bullet, or '1', 'a', ')' … for numbers; items of one list share it
} open_list;

typedef struct plain {
    pf_builder *builder;
    const pf_text_line *lines_given; // NULL: they are found in the source
    size_t at, end; // the next line, and where they end: offsets in the source, or numbers of given lines
    open_list lists[PF_LIMIT_NESTING];
    unsigned list_count;
    unsigned lines; // of the open block
    bool in_code;   // between two ``` lines
    bool in_table;
    uint32_t table_header;
} plain;

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\f' || byte == '\v';
}

static pf_text_line find_line(const char *source, size_t length, size_t at, size_t *next)
{
    pf_text_line line = {.start = (uint32_t)at};
    for (; line.start < length && is_blank(source[line.start]); line.start++)
        line.indent = source[line.start] == '\t' ? line.indent / 4 * 4 + 4 : line.indent + 1;
    line.end = line.start;
    while (line.end < length && source[line.end] != '\n' && source[line.end] != '\r')
        line.end++;
    *next = (size_t)line.end + (line.end < length);
    if ((size_t)line.end + 1 < length && source[line.end] == '\r' && source[line.end + 1] == '\n')
        *next = (size_t)line.end + 2;
    while (line.end > line.start && is_blank(source[line.end - 1]))
        line.end--;
    return line;
}

// The line at `state->at`, which is not the end.
static pf_text_line line_ahead(const plain *state, size_t *next)
{
    if (!state->lines_given)
        return find_line(state->builder->source, state->end, state->at, next);
    size_t at = state->at;
    *next = at + 1; // may be state->at
    return state->lines_given[at];
}

// Whether the line consists of these bytes alone, and of at least `least` of them.
static bool is_made_of(const char *source, pf_text_line line, const char *bytes, size_t least)
{
    for (size_t at = line.start; at < line.end; at++)
        if (!strchr(bytes, source[at]))
            return false;
    return line.end - line.start >= least;
}

static bool is_table_border(const char *source, pf_text_line line)
{
    return is_made_of(source, line, "+-=|: ", 3) &&
           (memchr(source + line.start, '|', line.end - line.start) || source[line.start] == '+');
}

static bool is_table_row(const char *source, pf_text_line line, bool in_table)
{
    unsigned bars = 0, spaced = 0;
    for (size_t at = line.start; at < line.end; at++) {
        bars += source[at] == '|';
        spaced += source[at] == '|' && at > line.start && is_blank(source[at - 1]) &&
                  (at + 1 == line.end || is_blank(source[at + 1]));
    }
    return (source[line.start] == '|' && bars > 1) || spaced > 1 || (in_table && spaced > 0);
}

static void close_list(plain *state)
{
    pf_builder_close_container(state->builder);
    pf_builder_close_list(state->builder);
    state->list_count--;
}

static bool end_block(plain *state)
{
    state->lines = 0;
    return pf_builder_close_block(state->builder);
}

static bool end_lists(plain *state)
{
    bool fine = end_block(state);
    while (state->list_count > 0)
        close_list(state);
    return fine;
}

static bool begin_block(plain *state, pf_block_kind kind, uint8_t level, uint32_t table_header)
{
    bool fine = end_block(state);
    pf_builder_open_block(state->builder, kind, level, table_header);
    return fine;
}

// What stands no further in than an item, with a blank line between, is not part of it.
static void leave_lists(plain *state, unsigned indent)
{
    while (state->list_count > 0 && indent <= state->lists[state->list_count - 1].indent)
        close_list(state);
}

static bool add_cells(plain *state, pf_text_line line)
{
    const char *source = state->builder->source;
    size_t at = line.start + (source[line.start] == '|');
    bool fine = true;
    while (fine && at < line.end) {
        const char *bar = memchr(source + at, '|', line.end - at);
        size_t end = bar ? (size_t)(bar - source) : line.end, text_end = end;
        while (at < text_end && is_blank(source[at]))
            at++;
        while (text_end > at && is_blank(source[text_end - 1]))
            text_end--;
        fine = pf_builder_add_without_urls(state->builder, at, text_end, false) &&
               (!bar || pf_builder_add(state->builder, PF_PIECE_CELL, end, end, false));
        at = end + 1;
    }
    return fine;
}

static bool is_border_ahead(const plain *state)
{
    size_t next;
    return state->at < state->end && is_table_border(state->builder->source, line_ahead(state, &next));
}

// A row is a header when a border stands right below it.
static bool read_row(plain *state, pf_text_line line)
{
    bool is_header = !state->in_table && is_border_ahead(state);
    if (!state->in_table)
        state->table_header = PF_NONE;
    state->in_table = true;
    if (!end_block(state))
        return false;
    leave_lists(state, line.indent);
    if (!begin_block(state, is_header ? PF_BLOCK_TABLE_HEADER : PF_BLOCK_TABLE_ROW, 0, state->table_header) ||
        !add_cells(state, line))
        return false;
    size_t before = state->builder->block_count;
    bool fine = end_block(state);
    if (is_header && state->builder->block_count > before)
        state->table_header = (uint32_t)before;
    return fine;
}

static bool read_hash_heading(plain *state, pf_text_line line, uint8_t level)
{
    const char *source = state->builder->source;
    size_t start = line.start + level, end = line.end;
    while (end > start && (source[end - 1] == '#' || is_blank(source[end - 1])))
        end--;
    while (start < end && is_blank(source[start]))
        start++;
    return end_lists(state) && begin_block(state, PF_BLOCK_HEADING, level, PF_NONE) &&
           pf_builder_add_without_urls(state->builder, start, end, false) && end_block(state);
}

// The number of # before a heading, as in Markdown; else 0.
static uint8_t hash_level(const char *source, pf_text_line line)
{
    size_t at = line.start;
    while (at < line.end && source[at] == '#')
        at++;
    size_t level = at - line.start;
    return level >= 1 && level <= 6 && at < line.end && is_blank(source[at]) ? (uint8_t)level : 0;
}

// The bullet or number that makes the line an item; sets what distinguishes its list from others.
static size_t item_marker(const plain *state, pf_text_line line, char *style)
{
    const char *source = state->builder->source;
    const pf_piece piece = {.start = (uint32_t)line.start, .end = (uint32_t)line.end, .kind = PF_PIECE_TEXT};
    bool is_certain;
    size_t length = pf_bullet_length(source, &piece, &is_certain);
    char first = source[line.start];
    bool is_number = (first >= '0' && first <= '9') || first == '(' || (first >= 'a' && first <= 'z') ||
                     (first >= 'A' && first <= 'Z');
    // A hyphen, star or number without blank, or a later number inside a paragraph, is chance; shape.c looks again.
    if (length == 0 || (!is_certain && !is_blank(source[line.start + length - 1])))
        return 0;
    bool in_paragraph = state->lines > 0 && state->list_count == 0;
    bool is_first = first == 'a' || first == '(' || (first == '1' && strchr(".)", source[line.start + 1]));
    if (is_number && in_paragraph && !is_first)
        return 0;
    *style = first;
    if (is_number) {
        char last = source[line.start];
        for (size_t at = line.start; at < line.start + length && !is_blank(source[at]); at++)
            last = source[at];
        *style = first == '(' ? '(' : first > '9' ? 'a' : last == '.' ? '1' : ')';
    }
    return length;
}

static bool read_item(plain *state, pf_text_line line, size_t marker, char style)
{
    state->builder->reached = line.start;
    if (!end_block(state))
        return false;
    while (state->list_count > 0 && state->lists[state->list_count - 1].indent > line.indent + 1)
        close_list(state);
    open_list *list = state->list_count ? &state->lists[state->list_count - 1] : NULL;
    bool is_same_level = list && line.indent <= list->indent + 1;
    if (is_same_level && list->style == style) {
        pf_builder_close_container(state->builder);
    } else {
        if (is_same_level)
            close_list(state);
        if (!pf_builder_open_list(state->builder, style == '1' || style == ')' || style == 'a' || style == '('))
            return false;
        if (state->list_count < PF_LIMIT_NESTING)
            state->lists[state->list_count++] = (open_list){line.indent, style};
    }
    if (!pf_builder_open_item(state->builder) || !begin_block(state, PF_BLOCK_LIST_ITEM, 0, PF_NONE))
        return false;
    state->lines = 1;
    return pf_builder_add_without_urls(state->builder, line.start + marker, line.end, false);
}

static bool read_text(plain *state, pf_text_line line)
{
    pf_builder *builder = state->builder;
    if (state->lines > 0) {
        state->lines++;
        return pf_builder_add(builder, PF_PIECE_LINE, line.start, line.start, false) &&
               pf_builder_add_without_urls(builder, line.start, line.end, false);
    }
    leave_lists(state, line.indent);
    if (!begin_block(state, pf_builder_prose_kind(builder), 0, PF_NONE))
        return false;
    state->lines = 1;
    return pf_builder_add_without_urls(builder, line.start, line.end, false);
}

// What a line of nothing else is made of, with = and - also for lines drawn with U+2550 and U+2500; else 0.
static char rule_mark(const char *source, pf_text_line line)
{
    const char first[] = {source[line.start], '\0'};
    size_t length = line.end - line.start, at = 0;
    if (length >= 3 && strchr("=-~*_#", *first) && is_made_of(source, line, first, 3))
        return *first;
    bool is_double = length >= 9 && memcmp(source + line.start, "\xE2\x95\x90", 3) == 0;
    while (length >= 9 && at + 3 <= length &&
           memcmp(source + line.start + at, is_double ? "\xE2\x95\x90" : "\xE2\x94\x80", 3) == 0)
        at += 3;
    return at > 0 && at == length ? is_double ? '=' : '-' : '\0';
}

// A line of = or - under a single line makes that a heading; anywhere else it is a rule.
static bool read_rule(plain *state, char mark)
{
    pf_builder *builder = state->builder;
    bool is_underline = state->lines == 1 && (mark == '=' || mark == '-' || mark == '~');
    if (is_underline) {
        builder->block_kind = PF_BLOCK_HEADING;
        builder->block_level = mark == '=' ? 1 : 2;
        return end_lists(state);
    }
    builder->after_rule = true;
    return end_lists(state);
}

static bool read_fence(plain *state)
{
    state->in_code = !state->in_code;
    if (!state->in_code)
        return end_block(state);
    return begin_block(state, PF_BLOCK_CODE, 0, PF_NONE);
}

// Plain text has no comments but those for this program, and of these only such as fill a line. One in a code fence is shown.
static bool is_comment(const plain *state, pf_text_line line)
{
    const char *text = state->builder->source + line.start;
    size_t length = line.end - line.start;
    return !state->lines_given && length >= 7 && memcmp(text, "<!--", 4) == 0 && memcmp(text + length - 3, "-->", 3) == 0;
}

static bool read_comment(plain *state, pf_text_line line)
{
    return begin_block(state, PF_BLOCK_CODE, 1, PF_NONE) && pf_builder_add(state->builder, PF_PIECE_TEXT, line.start, line.end, false) && end_block(state);
}

static bool read_line(plain *state, pf_text_line line)
{
    const char *source = state->builder->source;
    size_t length = line.end - line.start;
    if (length >= 3 && memcmp(source + line.start, "```", 3) == 0)
        return read_fence(state);
    if (state->in_code)
        return pf_builder_add(state->builder, PF_PIECE_TEXT, line.start, line.end, false);
    if (length == 0) {
        state->in_table = false;
        return end_block(state);
    }
    if (is_comment(state, line))
        return read_comment(state, line);
    if (is_table_border(source, line))
        return end_block(state);
    if (is_table_row(source, line, state->in_table))
        return read_row(state, line);
    state->in_table = false;
    char mark = rule_mark(source, line);
    if (mark)
        return read_rule(state, mark);
    uint8_t level = hash_level(source, line);
    if (level > 0)
        return read_hash_heading(state, line, level);
    char style;
    size_t marker = item_marker(state, line, &style);
    return marker ? read_item(state, line, marker, style) : read_text(state, line);
}

static bool read_lines(plain *state)
{
    while (state->at < state->end) {
        pf_text_line line = line_ahead(state, &state->at);
        if (!read_line(state, line))
            return false;
    }
    return end_lists(state);
}

bool pf_plain_read_lines(pf_builder *builder, const pf_text_line *lines, size_t count)
{
    plain state = {.builder = builder, .lines_given = lines, .end = count, .table_header = PF_NONE};
    return read_lines(&state);
}

pf_document_status pf_document_parse_plain(pf_arena *arena, const char *source, size_t length, pf_document *document)
{
    pf_builder builder;
    if (!pf_builder_init(&builder, arena, source, length))
        return PF_DOCUMENT_OUT_OF_MEMORY;
    plain state = {.builder = &builder, .end = length, .table_header = PF_NONE};
    state.at = length >= 3 && memcmp(source, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    return read_lines(&state) ? pf_builder_finish(&builder, document) : pf_builder_give_up(&builder, document);
}
