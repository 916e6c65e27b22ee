// SPDX-License-Identifier: MIT
// Paragraphs wrapped to a width, with labels, hanging indents and colours; and rows of cells.
#include "report/layout.h"

#include "base/utf8.h"
#include "base/visible.h"
#include "report/line.h"
#include "report/view.h"

#include <stdarg.h>
#include <string.h>

enum { DEFAULT_WIDTH = 80, LEAST_WIDTH = 20, LEAST_HANG = 2 };

static const char NO_WIDTH_SPACE[] = "\xE2\x80\x8B";

static const char *const escapes[] = {
    [PF_TONE_PLAIN] = "",        [PF_TONE_HEADING] = "\x1b[1m", [PF_TONE_ID] = "\x1b[36m",
    [PF_TONE_GOOD] = "\x1b[32m", [PF_TONE_FAIR] = "\x1b[33m",   [PF_TONE_BAD] = "\x1b[31m",
    [PF_TONE_DIM] = "\x1b[2m",   [PF_TONE_QUOTE] = "\x1b[35m",  [PF_TONE_LINK] = "",
};

void pf_layout_init(pf_layout *layout, pf_buffer *output, pf_style style)
{
    *layout = (pf_layout){.output = output, .width = style.width ? style.width : DEFAULT_WIDTH, .color = style.color};
    if (layout->width < LEAST_WIDTH)
        layout->width = LEAST_WIDTH;
    pf_buffer_init(&layout->text);
    pf_buffer_init(&layout->tones);
}

void pf_layout_release(pf_layout *layout)
{
    pf_buffer_release(&layout->text);
    pf_buffer_release(&layout->tones);
}

static void switch_tone(pf_layout *layout, pf_tone from, pf_tone to)
{
    if (!layout->color || strcmp(escapes[from], escapes[to]) == 0)
        return;
    if (escapes[from][0])
        pf_buffer_string(layout->output, "\x1b[0m");
    pf_buffer_string(layout->output, escapes[to]);
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static void clear(pf_buffer *buffer)
{
    buffer->length = 0;
}

void pf_layout_open(pf_layout *layout, size_t indent, pf_tone tone, const char *label, size_t column, size_t hang)
{
    clear(&layout->text);
    clear(&layout->tones);
    size_t most = layout->width / 4;
    size_t deeper = hang > column ? smaller(hang - column, LEAST_HANG) : 0; // is kept, so that paragraphs are told apart
    indent = smaller(indent, most);
    column = smaller(column, most);
    layout->hang = smaller(hang, most + deeper);
    pf_buffer_repeat(layout->output, ' ', indent);
    layout->first = indent;
    if (label) {
        switch_tone(layout, PF_TONE_PLAIN, tone);
        pf_buffer_string(layout->output, label);
        switch_tone(layout, tone, PF_TONE_PLAIN);
        layout->first += pf_utf8_display_width(label, strlen(label));
    }
    if (layout->first < column || label) {
        size_t gap = layout->first < column ? column - layout->first : 1;
        pf_buffer_repeat(layout->output, ' ', gap);
        layout->first += gap;
    }
}

void pf_layout_open_last_cell(pf_layout *layout, size_t column)
{
    clear(&layout->text);
    clear(&layout->tones);
    layout->first = layout->hang = column;
}

static void add_visible(pf_layout *layout, pf_tone tone, const char *bytes, size_t length)
{
    pf_buffer_append(&layout->text, bytes, length);
    pf_buffer_repeat(&layout->tones, (char)tone, length);
    layout->output->failed = layout->output->failed || layout->text.failed || layout->tones.failed;
}

static bool is_behind_blank(const pf_layout *layout)
{
    return layout->text.length == 0 || layout->text.bytes[layout->text.length - 1] == ' ';
}

// Bytes that are shown as they are, but for blanks behind blanks.
static void add_plain(pf_layout *layout, pf_tone tone, const char *bytes, size_t length)
{
    bool behind_blank = is_behind_blank(layout);
    size_t start = 0;
    for (size_t at = 0; at < length; at++) {
        bool is_blank = bytes[at] == ' ';
        if (is_blank && behind_blank) {
            add_visible(layout, tone, bytes + start, at - start);
            start = at + 1;
        }
        behind_blank = is_blank;
    }
    add_visible(layout, tone, bytes + start, length - start);
}

void pf_layout_add(pf_layout *layout, pf_tone tone, const char *bytes, size_t length)
{
    for (size_t at = 0; at < length && !layout->output->failed;) {
        size_t plain = pf_visible_plain(bytes + at, length - at);
        add_plain(layout, tone, bytes + at, plain);
        at += plain;
        if (at == length)
            break;
        pf_visible visible = pf_visible_next(bytes + at, length - at);
        at += visible.taken;
        if (!visible.is_space || !is_behind_blank(layout))
            add_visible(layout, tone, visible.bytes, visible.length);
    }
}

void pf_layout_string(pf_layout *layout, pf_tone tone, const char *string)
{
    if (string)
        pf_layout_add(layout, tone, string, strlen(string));
}

void pf_layout_format(pf_layout *layout, pf_tone tone, const char *format, ...)
{
    pf_buffer text;
    pf_buffer_init(&text);
    va_list arguments;
    va_start(arguments, format);
    pf_buffer_format_list(&text, format, arguments);
    va_end(arguments);
    pf_layout_string(layout, tone, text.bytes);
    layout->output->failed = layout->output->failed || text.failed;
    pf_buffer_release(&text);
}

void pf_layout_quote(pf_layout *layout, const char *bytes, size_t length)
{
    pf_excerpt excerpt = pf_excerpt_of(bytes, length);
    pf_layout_string(layout, PF_TONE_QUOTE, "\"");
    pf_layout_add(layout, PF_TONE_QUOTE, bytes, excerpt.head);
    if (excerpt.tail < length) {
        pf_layout_string(layout, PF_TONE_QUOTE, " … ");
        pf_layout_add(layout, PF_TONE_QUOTE, bytes + excerpt.tail, length - excerpt.tail);
    }
    pf_layout_string(layout, PF_TONE_QUOTE, "\"");
}

// The same as line_end where a column is a byte and the last blank tells it, as in nearly all lines; else 0.
static size_t plain_line_end(const pf_buffer *text, size_t start, size_t room)
{
    size_t rest = text->length - start;
    if (pf_visible_plain(text->bytes + start, smaller(rest, room + 1)) < smaller(rest, room + 1))
        return 0;
    if (rest <= room)
        return text->length;
    for (size_t at = start + room; at > start; at--)
        if (text->bytes[at] == ' ')
            return at;
    return 0;
}

// The end of the line that begins at `start`: the last place to break within `room` columns, else as many clusters as fit, and at
// least one.
static size_t line_end(const pf_layout *layout, size_t start, size_t room)
{
    const pf_buffer *text = &layout->text;
    size_t width = 0, breakable = 0, plain_end = plain_line_end(text, start, room);
    uint32_t before = ' ';
    if (plain_end > 0)
        return plain_end;
    for (size_t at = start; at < text->length;) {
        pf_cluster cluster = pf_utf8_cluster(text->bytes + at, text->length - at);
        if (at > start && pf_line_may_break(before, cluster.code))
            breakable = at;
        bool fits = width + cluster.columns <= room || cluster.code == ' ';
        if (!fits && breakable)
            return breakable;
        if (!fits && at > start && layout->tones.bytes[at] != PF_TONE_LINK)
            return at;
        width += cluster.columns;
        before = cluster.code;
        at += cluster.length;
    }
    return text->length;
}

static void put_line(pf_layout *layout, size_t start, size_t end)
{
    if (pf_visible_opens_command(layout->text.bytes + start, end - start))
        pf_buffer_string(layout->output, NO_WIDTH_SPACE);
    pf_tone tone = PF_TONE_PLAIN;
    for (size_t at = start; at < end;) {
        pf_tone next = (pf_tone)layout->tones.bytes[at];
        size_t run = at;
        while (run < end && layout->tones.bytes[run] == (char)next)
            run++;
        switch_tone(layout, tone, next);
        pf_buffer_append(layout->output, layout->text.bytes + at, run - at);
        tone = next;
        at = run;
    }
    switch_tone(layout, tone, PF_TONE_PLAIN);
    pf_buffer_character(layout->output, '\n');
}

static void trim_end(pf_buffer *output)
{
    while (output->length > 0 && output->bytes[output->length - 1] == ' ')
        output->length--;
}

void pf_layout_close(pf_layout *layout)
{
    const pf_buffer *text = &layout->text;
    if (layout->output->failed)
        return;
    if (text->length == 0) {
        pf_layout_end_row(layout);
        return;
    }
    size_t column = layout->first;
    for (size_t at = 0; at < text->length;) {
        size_t room = layout->width > column ? layout->width - column : 1;
        size_t end = line_end(layout, at, room);
        size_t last = end;
        while (last > at && text->bytes[last - 1] == ' ')
            last--;
        put_line(layout, at, last);
        at = end;
        while (at < text->length && text->bytes[at] == ' ')
            at++;
        column = layout->hang;
        if (at < text->length)
            pf_buffer_repeat(layout->output, ' ', column);
    }
}

size_t pf_layout_columns(const char *string)
{
    size_t columns = 0;
    for (size_t length = strlen(string); length > 0;) {
        pf_visible visible = pf_visible_next(string, length);
        size_t taken = visible.taken;
        bool is_itself = visible.length == taken && memcmp(visible.bytes, string, taken) == 0;
        if (is_itself) {
            pf_cluster cluster = pf_utf8_cluster(string, length);
            columns += cluster.columns;
            taken = cluster.length;
        } else {
            columns += pf_utf8_display_width(visible.bytes, visible.length);
        }
        string += taken;
        length -= taken;
    }
    return columns;
}

void pf_layout_cell(pf_layout *layout, pf_tone tone, const char *string, size_t width)
{
    if (pf_visible_opens_command(string, strlen(string)))
        pf_buffer_string(layout->output, NO_WIDTH_SPACE);
    switch_tone(layout, PF_TONE_PLAIN, tone);
    pf_visible_add(layout->output, string);
    switch_tone(layout, tone, PF_TONE_PLAIN);
    size_t taken = pf_layout_columns(string);
    pf_buffer_repeat(layout->output, ' ', width > taken ? width - taken : 0);
}

void pf_layout_end_row(pf_layout *layout)
{
    trim_end(layout->output);
    pf_buffer_character(layout->output, '\n');
}

void pf_layout_blank(pf_layout *layout)
{
    pf_buffer_character(layout->output, '\n');
}

void pf_layout_paragraph(pf_layout *layout, size_t indent, pf_tone tone, const char *string)
{
    pf_layout_open(layout, indent, PF_TONE_PLAIN, NULL, indent, indent);
    pf_layout_string(layout, tone, string);
    pf_layout_close(layout);
}

void pf_layout_heading(pf_layout *layout, const char *string)
{
    pf_layout_paragraph(layout, 0, PF_TONE_HEADING, string);
}
