// SPDX-License-Identifier: MIT
// Makes findings of remarks: places in lines and columns, words, and what they are known by.
#include "check/gather.h"

#include "base/bytes.h"
#include "base/utf8.h"
#include "input/position.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_QUOTE = 160 };

static const pf_known_place beginning = {{1, 1, 1, 1}, 0};

void pf_gathering_init(pf_gathering *gathering)
{
    *gathering = (pf_gathering){0};
    pf_arena_init(&gathering->arena);
}

size_t pf_gathering_open(pf_gathering *gathering, const pf_checked *document)
{
    gathering->document = document;
    gathering->has_carriages = document->length > 0 && memchr(document->source, '\r', document->length);
    gathering->start = gathering->end = beginning;
    return gathering->count;
}

void pf_gathering_release(pf_gathering *gathering)
{
    pf_arena_release(&gathering->arena);
}

// --- Places ---------------------------------------------------------------------------------------------------------

static bool ends_line(const char *source, size_t length, size_t at)
{
    bool pair = source[at] == '\r' && at + 1 < length && source[at + 1] == '\n';
    return source[at] == '\n' || (source[at] == '\r' && !pair);
}

static void add_columns(pf_point *point, const char *bytes, size_t length)
{
    uint32_t characters = (uint32_t)pf_utf8_count(bytes, length);
    point->byte_column += (uint32_t)length;
    point->column += characters;
    point->utf16_column += characters;
    for (size_t i = 0; characters < length && i < length; i++)
        point->utf16_column += (unsigned char)bytes[i] >= 0xf0; // a pair of surrogates
}

// Walks from one point to a later offset, line by line. A byte order mark takes no column.
static void advance(const pf_gathering *gathering, pf_known_place *known, uint32_t offset)
{
    const pf_checked *document = gathering->document;
    uint32_t mark = (uint32_t)pf_utf8_mark_length(document->source, document->length);
    while (known->at < offset) {
        size_t next = pf_line_next(document->source, offset, known->at, gathering->has_carriages);
        if (ends_line(document->source, document->length, next - 1)) {
            known->point = (pf_point){known->point.line + 1, 1, 1, 1};
        } else {
            uint32_t visible = known->at > mark ? known->at : mark < offset ? mark : offset;
            add_columns(&known->point, document->source + visible, offset - visible);
        }
        known->at = (uint32_t)next;
    }
}

// Goes on from a known place when it lies before this one: remarks come nearly in the order of their places.
static pf_point point_at(const pf_gathering *gathering, pf_known_place *known, uint32_t offset)
{
    if (offset < known->at)
        *known = beginning;
    advance(gathering, known, offset);
    return known->point;
}

static pf_span span_of(pf_gathering *gathering, uint32_t start, uint32_t end)
{
    pf_span span = {.start = start, .end = end};
    span.first = point_at(gathering, &gathering->start, start);
    span.last = point_at(gathering, &gathering->end, end);
    return span;
}

// --- Words ----------------------------------------------------------------------------------------------------------

// The words at a place, with single blanks; a long run loses its end.
static const char *quote(pf_arena *arena, const pf_checked *document, uint32_t start, uint32_t end)
{
    enum { MOST_BYTES = LONGEST_QUOTE + 3 }; // the last character may be of four
    char *words = pf_arena_alloc(arena, (end - start < MOST_BYTES ? end - start : MOST_BYTES) + sizeof "…");
    size_t length = 0;
    for (uint32_t i = start; words && i < end; i++) {
        bool blank = is_blank(document->source[i]);
        if (blank && (!length || words[length - 1] == ' '))
            continue;
        bool whole = ((unsigned char)document->source[i] & 0xc0) != 0x80;
        if (length >= LONGEST_QUOTE && whole) {
            memcpy(words + length, "…", sizeof "…" - 1);
            length += sizeof "…" - 1;
            break;
        }
        words[length++] = blank ? ' ' : document->source[i];
    }
    if (words)
        words[length] = '\0';
    return words;
}

// FNV-1a, 64 bit (draft-eastlake-fnv).
static uint64_t hash(uint64_t seed, const char *text)
{
    for (; *text; text++)
        seed = (seed ^ (unsigned char)*text) * UINT64_C(1099511628211);
    return (seed ^ 0xff) * UINT64_C(1099511628211); // a boundary that no text has
}

static void take_fingerprint(pf_check_finding *finding, const char *words)
{
    uint64_t low = hash(hash(UINT64_C(14695981039346656037), finding->id), words);
    uint64_t high = hash(hash(low, words), finding->id);
    snprintf(finding->fingerprint, sizeof finding->fingerprint, "%016" PRIx64 "%016" PRIx64, high, low);
}

// --- Findings -------------------------------------------------------------------------------------------------------

static const char *copy(pf_arena *arena, const char *text)
{
    return pf_arena_copy(arena, text, strlen(text));
}

static bool add_related(pf_gathering *gathering, const pf_remark *remark, pf_check_finding *finding)
{
    pf_related *related = pf_arena_array(&gathering->arena, remark->evidence_count, sizeof *related);
    if (!related)
        return false;
    for (size_t i = 0; i < remark->evidence_count; i++) {
        const pf_evidence *evidence = remark->evidence[i];
        related[i].place = span_of(gathering, evidence->start, evidence->end);
        related[i].text = quote(&gathering->arena, gathering->document, evidence->start, evidence->end);
        related[i].because = copy(&gathering->arena, evidence->because);
        if (!related[i].text || !related[i].because)
            return false;
    }
    finding->related = related;
    finding->related_count = remark->evidence_count;
    return true;
}

bool pf_gather(pf_gathering *gathering, const pf_remark *remark, pf_severity severity)
{
    pf_arena *arena = &gathering->arena;
    pf_check_finding *grown = pf_arena_grow(arena, gathering->items, gathering->count, &gathering->capacity, sizeof *grown);
    const char *words = quote(arena, gathering->document, remark->start, remark->end);
    if (!grown || !words)
        return false;
    gathering->items = grown;
    pf_check_finding *finding = &grown[gathering->count];
    *finding = (pf_check_finding){.kind = remark->kind,
                                  .id = copy(arena, remark->id),
                                  .severity = severity,
                                  .file = copy(arena, gathering->document->file),
                                  .located = remark->located,
                                  .place = span_of(gathering, remark->start, remark->end),
                                  .message = copy(arena, remark->message),
                                  .help = copy(arena, remark->help),
                                  .waived = remark->waived ? copy(arena, remark->waived) : NULL};
    if (!finding->id || !finding->file || !finding->message || !finding->help || (remark->waived && !finding->waived))
        return false;
    take_fingerprint(finding, words);
    if (!add_related(gathering, remark, finding))
        return false;
    gathering->count++;
    return true;
}

static int compare(const void *a, const void *b)
{
    const pf_check_finding *left = a, *right = b;
    if (left->place.start != right->place.start)
        return left->place.start < right->place.start ? -1 : 1;
    if (left->severity != right->severity)
        return left->severity > right->severity ? -1 : 1;
    return strcmp(left->id, right->id);
}

void pf_gathering_sort(pf_gathering *gathering, size_t first)
{
    if (gathering->count > first)
        qsort(gathering->items + first, gathering->count - first, sizeof *gathering->items, compare);
}
