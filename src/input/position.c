// SPDX-License-Identifier: MIT
// Byte offsets as line and column.
#include "input/position.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { CHARACTER_BLOCK = 1024, FIRST_LINES = 256 };

size_t pf_line_next(const char *bytes, size_t length, size_t at, bool carriages)
{
    if (!carriages) {
        const char *feed = memchr(bytes + at, '\n', length - at);
        return feed ? (size_t)(feed - bytes) + 1 : length;
    }
    while (at < length && bytes[at] != '\n' && bytes[at] != '\r')
        at++;
    if (at + 1 < length && bytes[at] == '\r' && bytes[at + 1] == '\n')
        at++;
    return at < length ? at + 1 : length;
}

// Whether the text ends with a line end, so that an empty last line begins at `length`.
static bool ends_line(const char *bytes, size_t length)
{
    return length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r');
}

static size_t byte_order_mark(const char *bytes, size_t length)
{
    return length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

static uint32_t column_of(size_t characters_before, const char *bytes, size_t length, size_t line_start, size_t offset)
{
    bool behind_mark = line_start == 0 && byte_order_mark(bytes, length) && offset > 0;
    return (uint32_t)(characters_before + 1 - behind_mark);
}

pf_position pf_position_find(const char *bytes, size_t length, size_t offset)
{
    if (offset > length)
        offset = length;
    uint32_t line = 1;
    size_t start = 0;
    for (;;) {
        size_t next = pf_line_next(bytes, length, start, true);
        if (next > offset || (next == length && !(next > start && ends_line(bytes, length))))
            break;
        start = next;
        line++;
        if (start == length)
            break;
    }
    size_t before = pf_utf8_count(bytes + start, offset - start);
    return (pf_position){line, column_of(before, bytes, length, start, offset)};
}

void pf_line_index_init(pf_line_index *index, const char *bytes, size_t length)
{
    *index = (pf_line_index){.bytes = bytes, .length = length};
}

void pf_line_index_release(pf_line_index *index)
{
    free(index->line_starts);
    free(index->characters);
    pf_line_index_init(index, index->bytes, index->length);
}

static bool add_line(pf_line_index *index, size_t start)
{
    if (index->line_count == index->line_capacity) {
        size_t capacity = index->line_capacity ? 2 * index->line_capacity : FIRST_LINES;
        uint32_t *starts = realloc(index->line_starts, capacity * sizeof *starts);
        if (!starts)
            return false;
        index->line_starts = starts;
        index->line_capacity = capacity;
    }
    index->line_starts[index->line_count++] = (uint32_t)start;
    return true;
}

// Finds the lines up to the first that begins at `offset` or behind it, or all. False when memory is exhausted.
static bool find_lines(pf_line_index *index, size_t offset)
{
    const char *bytes = index->bytes;
    size_t length = index->length;
    if (index->line_count == 0) {
        index->has_all_lines = length == 0;
        index->has_carriages = length > 0 && memchr(bytes, '\r', length);
        if (!add_line(index, 0))
            return false;
    }
    while (!index->has_all_lines && index->line_starts[index->line_count - 1] < offset) {
        size_t next = pf_line_next(bytes, length, index->line_starts[index->line_count - 1], index->has_carriages);
        index->has_all_lines = next == length;
        if ((next < length || ends_line(bytes, length)) && !add_line(index, next))
            return false;
    }
    return true;
}

// Counts the characters before every block.
static bool count_characters(pf_line_index *index)
{
    size_t length = index->length, total = 0;
    uint32_t *characters = malloc((length / CHARACTER_BLOCK + 1) * sizeof *characters);
    if (!characters)
        return false;
    for (size_t start = 0; start <= length; start += CHARACTER_BLOCK) {
        characters[start / CHARACTER_BLOCK] = (uint32_t)total;
        size_t rest = length - start;
        total += pf_utf8_count(index->bytes + start, rest < CHARACTER_BLOCK ? rest : CHARACTER_BLOCK);
    }
    index->characters = characters;
    return true;
}

static size_t characters_before(const pf_line_index *index, size_t offset)
{
    size_t block = offset / CHARACTER_BLOCK, start = block * CHARACTER_BLOCK;
    return index->characters[block] + pf_utf8_count(index->bytes + start, offset - start);
}

// Only where a line is longer than a block the blocks are needed.
static size_t characters_between(pf_line_index *index, size_t start, size_t end)
{
    if (end - start <= CHARACTER_BLOCK || (!index->characters && !count_characters(index)))
        return pf_utf8_count(index->bytes + start, end - start);
    return characters_before(index, end) - characters_before(index, start);
}

pf_position pf_line_index_find(pf_line_index *index, size_t offset)
{
    if (offset > index->length)
        offset = index->length;
    if (!find_lines(index, offset))
        return pf_position_find(index->bytes, index->length, offset);
    size_t low = 0, high = index->line_count;
    while (high - low > 1) { // the line looked for is in [low, high)
        size_t middle = low + (high - low) / 2;
        if (index->line_starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    size_t start = index->line_starts[low];
    size_t before = characters_between(index, start, offset);
    return (pf_position){(uint32_t)low + 1, column_of(before, index->bytes, index->length, start, offset)};
}
