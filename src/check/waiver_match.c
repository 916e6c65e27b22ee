// SPDX-License-Identifier: MIT
// Brings waivers and remarks together by the ids that both name, all at once.
#include "check/waivers.h"

#include "base/search.h"

#include <stdlib.h>
#include <string.h>

enum { NOWHERE = UINT32_MAX - 1 }; // where a remark about the document as a whole stands: only a waiver of the file reaches it

typedef struct id_text {
    const char *text;
    size_t length;
} id_text;

// An id that a waiver names.
typedef struct claim {
    id_text id;
    pf_waiver *waiver;
    size_t number;
} claim;

// An id by which a remark may be waived: its own, or the first parts of it.
typedef struct ask {
    id_text id;
    uint32_t at;
    size_t remark;
    size_t next; // the first one from this on, of the same id, that no waiver has reached yet
} ask;

static int compare_ids(id_text a, id_text b)
{
    int order = memcmp(a.text, b.text, a.length < b.length ? a.length : b.length);
    return order ? order : (a.length > b.length) - (a.length < b.length);
}

static int compare_numbers(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

// By id, then as they stand in the document.
static int compare_claims(const void *a, const void *b)
{
    const claim *left = a, *right = b;
    int order = compare_ids(left->id, right->id);
    if (!order)
        order = compare_numbers(left->waiver->start, right->waiver->start);
    return order ? order : compare_numbers(left->number, right->number);
}

// By id, then by what they hold for, then as they stand in the document.
static int compare_reach(const void *a, const void *b)
{
    const claim *left = a, *right = b;
    int order = compare_ids(left->id, right->id);
    if (!order)
        order = compare_numbers(left->waiver->from, right->waiver->from);
    if (!order)
        order = compare_numbers(left->waiver->to, right->waiver->to);
    return order ? order : compare_claims(a, b);
}

static int compare_asks(const void *a, const void *b)
{
    const ask *left = a, *right = b;
    int order = compare_ids(left->id, right->id);
    return order ? order : compare_numbers(left->at, right->at);
}

// Those of waivers that can be read. NULL when memory is exhausted.
static claim *list_claims(pf_arena *arena, const pf_waivers *waivers, size_t *count)
{
    size_t most = 0;
    for (size_t i = 0; i < waivers->count; i++)
        most += waivers->items[i].problem ? 0 : waivers->items[i].id_count;
    claim *claims = pf_arena_array(arena, most, sizeof *claims);
    *count = 0;
    for (size_t i = 0; claims && *count < most; i++) {
        pf_waiver *waiver = &waivers->items[i];
        for (size_t j = 0; !waiver->problem && j < waiver->id_count; j++)
            claims[(*count)++] = (claim){{waiver->ids[j], strlen(waiver->ids[j])}, waiver, j};
    }
    return claims;
}

bool pf_waivers_note_repeated(pf_arena *arena, pf_waivers *waivers)
{
    size_t count;
    claim *claims = list_claims(arena, waivers, &count);
    if (claims && count)
        qsort(claims, count, sizeof *claims, compare_reach);
    for (size_t i = 1; claims && i < count; i++) {
        const pf_waiver *one = claims[i - 1].waiver, *other = claims[i].waiver;
        bool alike = compare_ids(claims[i - 1].id, claims[i].id) == 0 && one->from == other->from && one->to == other->to;
        claims[i].waiver->uses[claims[i].number].repeated = alike;
    }
    return claims != NULL;
}

static size_t count_parts(const char *id)
{
    size_t count = 1;
    for (; *id; id++)
        count += *id == '/';
    return count;
}

static void ask_by_each_part(ask *asks, size_t *count, const pf_remark *remark, size_t number)
{
    for (size_t length = 0;; length++) {
        if (remark->id[length] != '/' && remark->id[length])
            continue;
        asks[(*count)++] = (ask){{remark->id, length}, remark->located ? remark->start : NOWHERE, number, 0};
        if (!remark->id[length])
            return;
    }
}

static ask *list_asks(pf_arena *arena, const pf_remarks *remarks, size_t first, size_t *count)
{
    size_t most = 0;
    for (size_t i = first; i < remarks->count; i++)
        most += count_parts(remarks->items[i].id);
    ask *asks = pf_arena_array(arena, most, sizeof *asks);
    *count = 0;
    for (size_t i = first; asks && i < remarks->count; i++)
        ask_by_each_part(asks, count, &remarks->items[i], i - first);
    if (asks && most)
        qsort(asks, most, sizeof *asks, compare_asks);
    for (size_t i = 0; asks && i < most; i++)
        asks[i].next = i;
    return asks;
}

// The asks of one id, by place.
typedef struct ask_range {
    ask *asks;
    size_t first, end;
} ask_range;

static size_t first_behind(const ask_range *range, uint32_t from)
{
    return range->first + PF_FIRST_AT_LEAST(range->asks + range->first, at, range->end - range->first, from);
}

// Follows `next`, and shortens the way for those that come after.
static size_t first_open(const ask_range *range, size_t at)
{
    while (at < range->end && range->asks[at].next != at) {
        size_t next = range->asks[at].next;
        if (next < range->end)
            range->asks[at].next = range->asks[next].next;
        at = next;
    }
    return at;
}

// Waivers come as they stand in the document: the first that reaches a remark gives the reason, and all that do are of use.
static void settle(const claim *settled, const ask_range *range, const pf_waiver **by)
{
    const pf_waiver *waiver = settled->waiver;
    size_t at = first_behind(range, waiver->from);
    if (at < range->end && range->asks[at].at < waiver->to)
        settled->waiver->uses[settled->number].used = true;
    for (at = first_open(range, at); at < range->end && range->asks[at].at < waiver->to; at = first_open(range, at)) {
        const pf_waiver **first = &by[range->asks[at].remark];
        *first = *first && (*first)->start < waiver->start ? *first : waiver;
        range->asks[at].next = at + 1;
    }
}

static size_t end_of_id(const ask *asks, size_t count, size_t first)
{
    size_t end = first;
    while (end < count && compare_ids(asks[end].id, asks[first].id) == 0)
        end++;
    return end;
}

static void settle_all(const claim *claims, size_t claim_count, ask *asks, size_t ask_count, const pf_waiver **by)
{
    ask_range range = {asks, 0, 0};
    for (size_t i = 0; i < claim_count; i++) {
        while (range.first < ask_count && compare_ids(asks[range.first].id, claims[i].id) < 0)
            range.first = range.end = range.end > range.first ? range.end : range.first + 1;
        if (range.first == ask_count)
            return;
        if (compare_ids(asks[range.first].id, claims[i].id) != 0)
            continue;
        if (range.end <= range.first)
            range.end = end_of_id(asks, ask_count, range.first);
        settle(&claims[i], &range, by);
    }
}

bool pf_waivers_apply(pf_waivers *waivers, pf_remarks *remarks, size_t first)
{
    size_t claim_count, ask_count;
    if (!waivers->count || first == remarks->count)
        return true;
    claim *claims = list_claims(remarks->arena, waivers, &claim_count);
    ask *asks = claims ? list_asks(remarks->arena, remarks, first, &ask_count) : NULL;
    const pf_waiver **by = asks ? pf_arena_array(remarks->arena, remarks->count - first, sizeof *by) : NULL;
    if (!by)
        return false;
    if (claim_count)
        qsort(claims, claim_count, sizeof *claims, compare_claims);
    settle_all(claims, claim_count, asks, ask_count, by);
    for (size_t i = first; i < remarks->count; i++)
        remarks->items[i].waived = by[i - first] ? by[i - first]->reason : NULL;
    return true;
}
