// SPDX-License-Identifier: MIT
// The prose in blocks of raw HTML: many writers of Markdown set their tables, lists and headings in HTML.
#include "document/html.h"

#include "base/bytes.h"

#include <string.h>
#include <strings.h>

enum { LONGEST_NAME = 11, LONGEST_ENTITY = 10 };

typedef enum tag_effect {
    TAG_INLINE, // and what is not known
    TAG_BLOCK,
    TAG_HEADING, // h1 to h6: the level is the digit
    TAG_BREAK,
    TAG_TABLE,
    TAG_ROW,
    TAG_CELL,
    TAG_HEADER_CELL,
    TAG_STRONG,
    TAG_CODE,
    TAG_RAW, // holds no prose
} tag_effect;

typedef struct tag_name {
    const char *name;
    tag_effect effect;
} tag_name;

static const tag_name tag_names[] = {
    {"address", TAG_BLOCK}, {"article", TAG_BLOCK}, {"aside", TAG_BLOCK}, {"b", TAG_STRONG}, {"blockquote", TAG_BLOCK}, {"body", TAG_BLOCK},
    {"br", TAG_BREAK}, {"caption", TAG_BLOCK}, {"center", TAG_BLOCK}, {"code", TAG_CODE}, {"dd", TAG_BLOCK}, {"details", TAG_BLOCK},
    {"div", TAG_BLOCK}, {"dl", TAG_BLOCK}, {"dt", TAG_BLOCK}, {"figcaption", TAG_BLOCK}, {"figure", TAG_BLOCK}, {"footer", TAG_BLOCK},
    {"h1", TAG_HEADING}, {"h2", TAG_HEADING}, {"h3", TAG_HEADING}, {"h4", TAG_HEADING}, {"h5", TAG_HEADING}, {"h6", TAG_HEADING},
    {"header", TAG_BLOCK}, {"hr", TAG_BLOCK}, {"kbd", TAG_CODE}, {"li", TAG_BLOCK}, {"main", TAG_BLOCK}, {"nav", TAG_BLOCK}, {"ol", TAG_BLOCK},
    {"p", TAG_BLOCK}, {"pre", TAG_RAW}, {"script", TAG_RAW}, {"section", TAG_BLOCK}, {"strong", TAG_STRONG}, {"style", TAG_RAW},
    {"summary", TAG_BLOCK}, {"svg", TAG_RAW}, {"table", TAG_TABLE}, {"td", TAG_CELL}, {"template", TAG_RAW}, {"textarea", TAG_RAW},
    {"th", TAG_HEADER_CELL}, {"title", TAG_RAW}, {"tr", TAG_ROW}, {"tt", TAG_CODE}, {"ul", TAG_BLOCK},
};

// Where the reader is within the source.
typedef enum html_place { IN_TEXT, IN_TAG, IN_QUOTED_VALUE, IN_COMMENT, IN_RAW } html_place;

typedef struct html_reader {
    pf_builder *builder; // NULL: only to see whether there is text
    pf_html *html;
    const char *source;
    html_place place;
    char quote;
    size_t name, name_length; // of the tag, in the source
    bool closing;
    size_t raw, raw_length; // name of the element without prose that is open
    bool has_text;
} html_reader;

static bool is_name(char byte)
{
    return is_letter(byte) || is_digit(byte);
}

static tag_effect effect_of(const char *name, size_t length)
{
    for (size_t i = 0; length <= LONGEST_NAME && i < sizeof tag_names / sizeof *tag_names; i++)
        if (strlen(tag_names[i].name) == length && strncasecmp(tag_names[i].name, name, length) == 0)
            return tag_names[i].effect;
    return TAG_INLINE;
}

// --- Tags ---------------------------------------------------------------------------------------------------------------

// One break, however many tags and line ends ask for it.
static bool add_break(html_reader *reader, size_t at)
{
    pf_builder *builder = reader->builder;
    if (!builder->block_is_open || builder->line_piece_count == 0)
        return true;
    uint8_t last = builder->line_pieces[builder->line_piece_count - 1].kind;
    return last == PF_PIECE_LINE || last == PF_PIECE_CELL || pf_builder_add(builder, PF_PIECE_LINE, at, at, false);
}

// Ends the open block, unless it is a table row, whose cells may hold blocks.
static bool part(html_reader *reader)
{
    if (reader->html->in_row)
        return add_break(reader, reader->name);
    return pf_builder_close_block(reader->builder);
}

static bool close_row(html_reader *reader)
{
    pf_builder *builder = reader->builder;
    size_t before = builder->block_count;
    bool is_header = builder->block_is_open && builder->block_kind == PF_BLOCK_TABLE_HEADER;
    reader->html->in_row = false;
    if (!pf_builder_close_block(builder))
        return false;
    if (is_header && builder->block_count > before)
        reader->html->table_header = (uint32_t)before;
    return true;
}

static bool open_cell(html_reader *reader, bool is_header)
{
    pf_builder *builder = reader->builder;
    if (reader->html->in_row && builder->block_is_open) {
        pf_piece *last = builder->line_piece_count ? &builder->line_pieces[builder->line_piece_count - 1] : NULL;
        if (!last || last->kind != PF_PIECE_LINE)
            return pf_builder_add(builder, PF_PIECE_CELL, reader->name, reader->name, false);
        last->kind = PF_PIECE_CELL;
        return true;
    }
    if (!pf_builder_close_block(builder))
        return false;
    reader->html->in_row = true;
    pf_builder_open_block(builder, is_header ? PF_BLOCK_TABLE_HEADER : PF_BLOCK_TABLE_ROW, 0, is_header ? PF_NONE : reader->html->table_header);
    return true;
}

static void count_open(unsigned *open, bool closing)
{
    if (!closing)
        ++*open;
    else if (*open > 0)
        --*open;
}

static bool apply_block_tag(html_reader *reader, tag_effect effect)
{
    pf_builder *builder = reader->builder;
    switch (effect) {
    case TAG_HEADING:
        if (!part(reader))
            return false;
        if (!reader->closing && !reader->html->in_row)
            pf_builder_open_block(builder, PF_BLOCK_HEADING, (uint8_t)(reader->source[reader->name + 1] - '0'), PF_NONE);
        return true;
    case TAG_TABLE:
        reader->html->table_header = reader->closing ? reader->html->table_header : PF_NONE;
        return close_row(reader);
    case TAG_ROW: return close_row(reader);
    case TAG_CELL:
    case TAG_HEADER_CELL: return reader->closing || open_cell(reader, effect == TAG_HEADER_CELL);
    case TAG_BREAK: return add_break(reader, reader->name);
    default: return part(reader);
    }
}

static bool apply_tag(html_reader *reader)
{
    tag_effect effect = effect_of(reader->source + reader->name, reader->name_length);
    reader->place = IN_TEXT;
    if (effect == TAG_RAW && !reader->closing) {
        reader->place = IN_RAW;
        reader->raw = reader->name;
        reader->raw_length = reader->name_length;
    }
    if (!reader->builder || effect == TAG_INLINE)
        return true;
    if (effect == TAG_STRONG || effect == TAG_CODE) {
        count_open(effect == TAG_STRONG ? &reader->html->strong : &reader->html->code, reader->closing);
        return true;
    }
    return apply_block_tag(reader, effect);
}

// --- Text ---------------------------------------------------------------------------------------------------------------

static bool add_text(html_reader *reader, size_t start, size_t end)
{
    for (size_t i = start; !reader->has_text && i < end; i++)
        reader->has_text = is_word_byte(reader->source[i]);
    pf_builder *builder = reader->builder;
    if (!builder || start == end)
        return true;
    if (!builder->block_is_open) {
        while (start < end && is_blank(reader->source[start]))
            start++;
        if (start == end)
            return true;
        pf_builder_open_block(builder, pf_builder_prose_kind(builder), 0, PF_NONE);
    }
    if (reader->html->code)
        return pf_builder_add(builder, PF_PIECE_CODE_SPAN, start, end, reader->html->strong > 0);
    return pf_builder_add_without_urls(builder, start, end, reader->html->strong > 0);
}

// The end of an entity ("&amp;") that begins at `at`, else `at`. Entities are left out, as those of Markdown are.
static size_t entity_end(const char *source, size_t at, size_t end)
{
    size_t i = at + 1;
    while (i < end && i - at < LONGEST_ENTITY && (is_name(source[i]) || source[i] == '#'))
        i++;
    return i < end && source[i] == ';' && i > at + 1 ? i + 1 : at;
}

// Reads a tag's beginning at `at`, where `<` stands. The byte to go on at; `at` when it is no tag.
static size_t open_tag(html_reader *reader, size_t at, size_t end)
{
    const char *source = reader->source;
    if (end - at >= 4 && memcmp(source + at, "<!--", 4) == 0) {
        reader->place = IN_COMMENT;
        return at + 4;
    }
    size_t name = at + 1;
    reader->closing = name < end && source[name] == '/';
    name += reader->closing;
    bool is_declaration = name < end && (source[name] == '!' || source[name] == '?');
    if (name >= end || !(is_letter(source[name]) || is_declaration))
        return at;
    reader->name = name;
    for (reader->name_length = 0; name < end && is_name(source[name]); name++)
        reader->name_length++;
    reader->place = IN_TAG;
    return is_declaration ? name + 1 : name;
}

// Text up to the next tag, comment or entity.
static bool read_text(html_reader *reader, size_t *at, size_t end)
{
    const char *source = reader->source;
    size_t start = *at, i = start;
    for (; i < end; i++) {
        size_t next = source[i] == '<' ? open_tag(reader, i, end) : source[i] == '&' ? entity_end(source, i, end) : i;
        if (next != i) {
            *at = next;
            return add_text(reader, start, i);
        }
    }
    *at = end;
    return add_text(reader, start, end);
}

static bool read_tag(html_reader *reader, size_t *at)
{
    char byte = reader->source[(*at)++];
    if (reader->place == IN_QUOTED_VALUE) {
        reader->place = byte == reader->quote ? IN_TAG : IN_QUOTED_VALUE;
        return true;
    }
    if ((byte == '"' || byte == '\'') && reader->source[*at - 2] == '=') {
        reader->quote = byte;
        reader->place = IN_QUOTED_VALUE;
    }
    return byte != '>' || apply_tag(reader);
}

static void skip_comment(html_reader *reader, size_t *at, size_t end)
{
    for (size_t i = *at; i + 3 <= end; i++)
        if (memcmp(reader->source + i, "-->", 3) == 0) {
            reader->place = IN_TEXT;
            *at = i + 3;
            return;
        }
    *at = end;
}

// Up to the closing tag of the element without prose.
static void skip_raw(html_reader *reader, size_t *at, size_t end)
{
    const char *source = reader->source;
    for (size_t i = *at; i + 2 + reader->raw_length <= end; i++)
        if (source[i] == '<' && source[i + 1] == '/' && strncasecmp(source + i + 2, source + reader->raw, reader->raw_length) == 0) {
            reader->place = IN_TEXT;
            *at = i;
            return;
        }
    *at = end;
}

static bool read_line(html_reader *reader, size_t at, size_t end)
{
    bool fine = true;
    while (fine && at < end)
        switch (reader->place) {
        case IN_TEXT: fine = read_text(reader, &at, end); break;
        case IN_TAG:
        case IN_QUOTED_VALUE: fine = read_tag(reader, &at); break;
        case IN_COMMENT: skip_comment(reader, &at, end); break;
        case IN_RAW: skip_raw(reader, &at, end); break;
        }
    return fine;
}

static bool read_lines(html_reader *reader, const pf_text_line *lines, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t start = lines[i].start, end = lines[i].end;
        while (start < end && is_blank(reader->source[start]))
            start++;
        if (!read_line(reader, start, end))
            return false;
        if (reader->builder && reader->place == IN_TEXT && !add_break(reader, end))
            return false;
    }
    return true;
}

bool pf_html_has_text(const char *source, const pf_text_line *lines, size_t count)
{
    html_reader reader = {.source = source};
    read_lines(&reader, lines, count);
    return reader.has_text;
}

bool pf_html_read(pf_builder *builder, pf_html *html, const pf_text_line *lines, size_t count)
{
    html_reader reader = {.builder = builder, .html = html, .source = builder->source};
    return read_lines(&reader, lines, count) && (html->in_row || pf_builder_close_block(builder));
}

bool pf_html_take_tag(pf_builder *builder, pf_html *html, size_t start, size_t end)
{
    html_reader reader = {.builder = builder, .html = html, .source = builder->source};
    return read_line(&reader, start, end);
}
