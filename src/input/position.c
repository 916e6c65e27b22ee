// SPDX-License-Identifier: MIT
// Byte offsets as line and column.
#include "input/position.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { CHARACTER_BLOCK = 1024 };

// The offset behind the next line end at or after `at`; `length` when there is none.
static size_t next_line(const char *bytes, size_t length, size_t at)
{
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
        size_t next = next_line(bytes, length, start);
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

static bool build(pf_line_index *index)
{
    const char *bytes = index->bytes;
    size_t length = index->length, count = 1;
    for (size_t at = next_line(bytes, length, 0); at < length; at = next_line(bytes, length, at))
        count++;
    count += ends_line(bytes, length);
    uint32_t *starts = malloc(count * sizeof *starts);
    uint32_t *characters = malloc((length / CHARACTER_BLOCK + 1) * sizeof *characters);
    if (!starts || !characters) {
        free(starts);
        free(characters);
        return false;
    }
    size_t at = 0;
    for (size_t line = 0; line < count; line++) {
        starts[line] = (uint32_t)at;
        at = next_line(bytes, length, at);
    }
    size_t total = 0;
    for (size_t block = 0; block <= length / CHARACTER_BLOCK; block++) {
        characters[block] = (uint32_t)total;
        size_t start = block * CHARACTER_BLOCK;
        size_t rest = length - start;
        total += pf_utf8_count(bytes + start, rest < CHARACTER_BLOCK ? rest : CHARACTER_BLOCK);
    }
    index->line_starts = starts;
    index->line_count = count;
    index->characters = characters;
    return true;
}

static size_t characters_before(const pf_line_index *index, size_t offset)
{
    size_t block = offset / CHARACTER_BLOCK, start = block * CHARACTER_BLOCK;
    return index->characters[block] + pf_utf8_count(index->bytes + start, offset - start);
}

pf_position pf_line_index_find(pf_line_index *index, size_t offset)
{
    if (offset > index->length)
        offset = index->length;
    if (!index->line_starts && !build(index))
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
    size_t before = characters_before(index, offset) - characters_before(index, start);
    return (pf_position){(uint32_t)low + 1, column_of(before, index->bytes, index->length, start, offset)};
}
