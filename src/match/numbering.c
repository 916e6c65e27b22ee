// SPDX-License-Identifier: MIT
// A hash table from strings to numbers given out in order.
#include "match/numbering.h"

#include "match/hash.h"

#include <string.h>

enum { FIRST_NAMES = 512 };

bool pf_numbering_init(pf_numbering *numbering, pf_arena *arena, uint32_t next)
{
    *numbering = (pf_numbering){.mask = FIRST_NAMES - 1, .next = next};
    numbering->slots = pf_arena_array(arena, FIRST_NAMES, sizeof *numbering->slots);
    return numbering->slots != NULL;
}

static pf_named *find_name(const pf_numbering *numbering, const char *text)
{
    uint32_t slot = pf_hash(text, strlen(text)) & numbering->mask;
    while (numbering->slots[slot].text && strcmp(numbering->slots[slot].text, text) != 0)
        slot = (slot + 1) & numbering->mask;
    return &numbering->slots[slot];
}

static bool enlarge(pf_numbering *numbering, pf_arena *arena)
{
    pf_numbering larger = *numbering;
    larger.mask = numbering->mask * 2 + 1;
    larger.slots = pf_arena_array(arena, (size_t)larger.mask + 1, sizeof *larger.slots);
    if (!larger.slots)
        return false;
    for (uint32_t i = 0; i <= numbering->mask; i++)
        if (numbering->slots[i].text)
            *find_name(&larger, numbering->slots[i].text) = numbering->slots[i];
    *numbering = larger;
    return true;
}

bool pf_number_of(pf_numbering *numbering, pf_arena *arena, const char *text, uint32_t *number, bool *added)
{
    if (numbering->count * 2 > numbering->mask && !enlarge(numbering, arena))
        return false;
    pf_named *slot = find_name(numbering, text);
    *added = !slot->text;
    if (*added) {
        char *copy = pf_arena_copy(arena, text, strlen(text));
        if (!copy)
            return false;
        *slot = (pf_named){copy, numbering->next++};
        numbering->count++;
    }
    *number = slot->number;
    return true;
}
