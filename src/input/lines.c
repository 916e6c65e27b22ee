// SPDX-License-Identifier: MIT
// Reads ahead by blocks and gives lines. A line that is longer than the limit is passed over without being kept.
#include "input/lines.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK = 64 * 1024 };

void pf_lines_init(pf_lines *lines, int descriptor, size_t limit, void (*wait)(void *context), void *context)
{
    *lines = (pf_lines){.descriptor = descriptor, .limit = limit, .wait = wait, .context = context};
}

void pf_lines_release(pf_lines *lines)
{
    free(lines->bytes);
    lines->bytes = NULL;
}

// Moves what is left to the beginning, and has room for a block behind it.
static bool make_room(pf_lines *lines)
{
    size_t kept = lines->end - lines->start;
    if (lines->start > 0)
        memmove(lines->bytes, lines->bytes + lines->start, kept);
    lines->start = 0;
    lines->searched = lines->end = kept;
    if (lines->capacity - kept >= BLOCK)
        return true;
    size_t larger = kept > BLOCK ? 2 * kept : 2 * BLOCK; // doubled, so that a long line is not copied once a block
    char *bytes = realloc(lines->bytes, larger);
    if (!bytes)
        return false;
    lines->bytes = bytes;
    lines->capacity = larger;
    return true;
}

static bool fill(pf_lines *lines, pf_input_problem *problem)
{
    size_t got;
    if (!make_room(lines))
        return pf_input_refuse_memory(problem);
    if (lines->wait)
        lines->wait(lines->context);
    if (!pf_input_read_some(lines->descriptor, lines->bytes + lines->end, lines->capacity - lines->end, &got, problem))
        return false;
    lines->end += got;
    lines->ended = got == 0;
    return true;
}

// The end of the line that begins at `start`, as far as it has been read; NULL when it has not.
static const char *find_end(pf_lines *lines)
{
    if (lines->searched < lines->end) {
        const char *feed = memchr(lines->bytes + lines->searched, '\n', lines->end - lines->searched);
        lines->searched = feed ? (size_t)(feed - lines->bytes) : lines->end;
        if (feed)
            return feed;
    }
    return lines->ended && lines->start < lines->end ? lines->bytes + lines->end : NULL;
}

// Takes the line that ends there. False when it is the rest of one that was refused.
static bool take(pf_lines *lines, const char *end)
{
    bool whole = !lines->skipping;
    lines->line = lines->bytes + lines->start;
    lines->length = (size_t)(end - lines->line);
    lines->start += lines->length + (end < lines->bytes + lines->end);
    lines->searched = lines->start;
    lines->number += whole;
    lines->skipping = false;
    return whole;
}

static pf_lines_status refuse(const pf_lines *lines, pf_input_problem *problem)
{
    pf_input_refuse_too_large(problem, lines->limit);
    return PF_LINES_REFUSED;
}

pf_lines_status pf_lines_next(pf_lines *lines, pf_input_problem *problem)
{
    for (;;) {
        const char *end = find_end(lines);
        if (end && take(lines, end))
            return lines->length > lines->limit ? refuse(lines, problem) : PF_LINES_LINE;
        if (end)
            continue;
        if (lines->ended)
            return PF_LINES_END;
        if (!lines->skipping && lines->end - lines->start > lines->limit) {
            lines->skipping = true;
            lines->number++;
            return refuse(lines, problem);
        }
        if (lines->skipping)
            lines->start = lines->end;
        if (!fill(lines, problem))
            return PF_LINES_FAILED;
    }
}
