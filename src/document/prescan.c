// SPDX-License-Identifier: MIT
// What must be known of a Markdown text before it is parsed.
#include "document/prescan.h"

#include "base/limits.h"

#include <string.h>
#include <strings.h>

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static size_t find_byte(const char *source, size_t at, size_t end, char byte)
{
    const char *found = memchr(source + at, byte, end - at);
    return found ? (size_t)(found - source) : end;
}

// A walk over the lines of a text. The next line end of either kind is kept, as one of them may not be used at all.
typedef struct line_walk {
    const char *source;
    size_t length;
    size_t start, end;     // the line
    size_t feed, carriage; // at or behind its end
} line_walk;

static void find_end(line_walk *line)
{
    if (line->feed < line->start)
        line->feed = find_byte(line->source, line->start, line->length, '\n');
    if (line->carriage < line->start)
        line->carriage = find_byte(line->source, line->start, line->length, '\r');
    line->end = line->feed < line->carriage ? line->feed : line->carriage;
}

static line_walk first_line(const char *source, size_t length)
{
    line_walk line = {.source = source, .length = length};
    line.feed = find_byte(source, 0, length, '\n');
    line.carriage = find_byte(source, 0, length, '\r');
    find_end(&line);
    return line;
}

// Where the next line begins.
static size_t behind_line(const line_walk *line)
{
    size_t end = line->end;
    if (end + 1 < line->length && line->source[end] == '\r' && line->source[end + 1] == '\n')
        return end + 2;
    return end < line->length ? end + 1 : end;
}

// Goes on to the line, or what is left of one, that begins at `offset`.
static void go_to(line_walk *line, size_t offset)
{
    line->start = offset;
    find_end(line);
}

static void next_line(line_walk *line)
{
    go_to(line, behind_line(line));
}

// Whether the line [start, end) is the mark and nothing else but blanks behind it.
static bool is_mark(const char *source, size_t start, size_t end, const char *mark)
{
    while (end > start && is_blank(source[end - 1]))
        end--;
    return end - start == strlen(mark) && memcmp(source + start, mark, end - start) == 0;
}

static bool has_key(const char *line, size_t length, char separator)
{
    if (length == 0 || is_blank(line[0]) || line[0] == separator)
        return false;
    const char *found = memchr(line, separator, length);
    return found && (separator != ':' || found + 1 == line + length || is_blank(found[1]));
}

size_t pf_front_matter_length(const char *source, size_t length)
{
    bool is_yaml = length > 3 && memcmp(source, "---", 3) == 0;
    if (!is_yaml && !(length > 3 && memcmp(source, "+++", 3) == 0))
        return 0;
    line_walk line = first_line(source, length);
    if (!is_mark(source, 0, line.end, is_yaml ? "---" : "+++"))
        return 0;
    next_line(&line);
    bool has_keys = false;
    for (size_t first = line.start; line.start < length; next_line(&line)) {
        size_t start = line.start, end = line.end;
        if (is_mark(source, start, end, is_yaml ? "---" : "+++") || (is_yaml && is_mark(source, start, end, "...")))
            return has_keys || start == first ? behind_line(&line) : 0;
        if (start == first && is_mark(source, start, end, "")) // a rule, and a paragraph below it
            return 0;
        has_keys = has_keys || has_key(source + start, end - start, is_yaml ? ':' : '=');
    }
    return 0;
}

// The length of a quote mark, bullet or number at the beginning of the text, else 0.
static size_t marker_length(const char *text, size_t length)
{
    if (text[0] == '>')
        return 1;
    size_t at = 0;
    while (at < length && at < 9 && text[at] >= '0' && text[at] <= '9')
        at++;
    bool is_number = at > 0 && at < length && (text[at] == '.' || text[at] == ')');
    bool is_bullet = at == 0 && (text[0] == '-' || text[0] == '+' || text[0] == '*');
    if (!is_number && !is_bullet)
        return 0;
    at++;
    return at == length || is_blank(text[at]) ? at : 0;
}

// "- - - - -" is a thematic break, not a nest of lists.
static bool is_thematic_break(const char *line, size_t length)
{
    size_t at = 0;
    while (at < length && (line[at] == '>' || is_blank(line[at])))
        at++;
    char mark = at < length ? line[at] : 0;
    if (mark != '-' && mark != '*')
        return false;
    while (at < length && (line[at] == mark || is_blank(line[at])))
        at++;
    return at == length;
}

static bool is_line_too_deep(const char *line, size_t length)
{
    size_t markers = 0, indentation = 0;
    if (length <= PF_LIMIT_NESTING) // no room for that many marks
        return false;
    for (size_t at = 0; at < length;) {
        size_t marker = marker_length(line + at, length - at);
        if (!is_blank(line[at]) && marker == 0)
            break;
        indentation += markers == 0 && marker == 0;
        markers += marker > 0;
        at += marker ? marker : 1;
    }
    if (markers == 0 || (markers <= PF_LIMIT_NESTING && indentation <= PF_LIMIT_INDENTATION))
        return false;
    return !is_thematic_break(line, length);
}

// The marks that opened the code fence that a line stands in; none: 0.
typedef struct open_fence {
    char mark;
    size_t length;
} open_fence;

// The offset behind quote marks and blanks at the beginning of a line.
static size_t behind_quotes(const char *line, size_t length)
{
    size_t at = 0;
    while (at < length && (line[at] == '>' || is_blank(line[at])))
        at++;
    return at;
}

// Goes on to the next line; returns whether that is the content of a fence.
static bool take_fence(open_fence *fence, const char *line, size_t length)
{
    size_t at = behind_quotes(line, length), rest = at;
    char mark = at < length && (line[at] == '`' || line[at] == '~') ? line[at] : '\0';
    while (mark && rest < length && line[rest] == mark)
        rest++;
    bool is_fence = rest - at >= 3;
    if (!fence->mark) {
        if (is_fence && (mark == '~' || !memchr(line + rest, '`', length - rest)))
            *fence = (open_fence){mark, rest - at};
        return false;
    }
    bool closes = is_fence && mark == fence->mark && rest - at >= fence->length && is_mark(line, rest, length, "");
    if (closes)
        fence->mark = '\0';
    return !closes;
}

size_t pf_markdown_find_too_deep(const char *source, size_t length)
{
    open_fence fence = {0};
    for (line_walk line = first_line(source, length); line.start < length; next_line(&line)) {
        const char *text = source + line.start;
        size_t size = line.end - line.start;
        if (!take_fence(&fence, text, size) && is_line_too_deep(text, size))
            return line.start;
    }
    return length;
}

// Makes text of a line that begins with markers.
static void drop_markers(char *line, size_t length)
{
    size_t at = 0;
    while (at < length && is_blank(line[at]))
        at++;
    if (at < length)
        line[at] = '.';
}

// Whether no paragraph goes on into this line: it is empty, or an item with text begins in it. Other lines may begin
// something new as well, but then a long run costs no more than a link that is not seen as one.
static bool ends_paragraph(const char *line, size_t length)
{
    size_t at = 0;
    while (at < length && (line[at] == '>' || is_blank(line[at])))
        at++;
    if (at == length)
        return true;
    if (line[at] != '-' && line[at] != '+' && line[at] != '*')
        return false;
    size_t text = at + 1;
    while (text < length && is_blank(line[text]))
        text++;
    return text > at + 1 && text < length;
}

static void drop_brackets(char *text, size_t length)
{
    for (size_t at = 0; at < length; at++)
        if (text[at] == '[' || text[at] == ']')
            text[at] = '.';
}

// Whether the line defines a link ("[a]: target") with a target that is longer than any that people write.
static bool defines_long_link(const char *line, size_t length)
{
    size_t at = behind_quotes(line, length);
    return length > PF_LIMIT_LINK_TARGET && at < length && line[at] == '[';
}

static const char *find_in(const char *from, const char *end, const char *mark, size_t length)
{
    for (; (size_t)(end - from) >= length; from++) {
        from = memchr(from, mark[0], (size_t)(end - from) - length + 1);
        if (!from || memcmp(from, mark, length) == 0)
            return from;
    }
    return NULL;
}

static bool ensure_copy(pf_arena *arena, const char *source, size_t length, char **copy)
{
    if (!*copy)
        *copy = pf_arena_copy(arena, source, length);
    return *copy != NULL;
}

// Comments that end on their line: "<!-- a -- b -->" is one to CommonMark 0.31, but not to md4c 0.4.8, which takes it for prose.
static bool drop_inner_dashes(pf_arena *arena, const char *source, size_t length, size_t start, size_t end, char **copy)
{
    const char *stop = source + end, *close;
    for (const char *open = find_in(source + start, stop, "<!--", 4); open; open = find_in(close, stop, "<!--", 4)) {
        close = find_in(open + 4, stop, "-->", 3);
        if (!close)
            return true;
        for (const char *at = open + 4; (at = find_in(at, close, "--", 2)) != NULL; at += 2) {
            if (!ensure_copy(arena, source, length, copy))
                return false;
            memset(*copy + (at - source), ' ', 2);
        }
    }
    return true;
}

static bool opens_drawing(const char *line, size_t length)
{
    size_t at = 0;
    while (at < length && is_blank(line[at]))
        at++;
    return length - at >= 4 && strncasecmp(line + at, "<svg", 4) == 0 && (length - at == 4 || is_blank(line[at + 4]) || line[at + 4] == '>');
}

// Drawings in the text: what stands in an SVG element is markup and labels. HTML would say so to md4c, but the attributes of JSX do not.
static bool drop_drawings(pf_arena *arena, const char *source, size_t length, char **copy)
{
    const char *close = find_in(source, source + length, "</svg>", 6);
    if (!close)
        return true;
    for (line_walk line = first_line(source, length); line.start < length;) {
        if (!opens_drawing(source + line.start, line.end - line.start)) {
            next_line(&line);
            continue;
        }
        close = find_in(source + line.start, source + length, "</svg>", 6);
        if (!close)
            return true;
        if (!ensure_copy(arena, source, length, copy))
            return false;
        size_t behind = (size_t)(close - source) + 6;
        for (size_t at = line.start; at < behind; at++)
            if (source[at] != '\n' && source[at] != '\r')
                (*copy)[at] = ' ';
        go_to(&line, behind < length ? behind + 1 : length); // a line end, or a blank before the next drawing
    }
    return true;
}

const char *pf_without_costly_marks(pf_arena *arena, const char *source, size_t length)
{
    char *copy = NULL;
    size_t run = 0, lines = 0;
    if (!drop_drawings(arena, source, length, &copy))
        return NULL;
    bool has_comments = find_in(source, source + length, "<!--", 4);
    for (line_walk line = first_line(source, length); line.start < length; next_line(&line)) {
        size_t start = line.start, end = line.end;
        if (is_line_too_deep(source + start, end - start)) {
            if (!ensure_copy(arena, source, length, &copy))
                return NULL;
            drop_markers(copy + start, end - start);
        }
        if (defines_long_link(source + start, end - start)) {
            if (!ensure_copy(arena, source, length, &copy))
                return NULL;
            drop_brackets(copy + start, end - start);
        }
        if (has_comments && !drop_inner_dashes(arena, source, length, start, end, &copy))
            return NULL;
        if (ends_paragraph(source + start, end - start)) {
            run = start;
            lines = 0;
        }
        if (++lines <= PF_LIMIT_LINK_LINES)
            continue;
        if (!ensure_copy(arena, source, length, &copy))
            return NULL;
        drop_brackets(copy + run, end - run);
        run = end;
    }
    return copy ? copy : source;
}
