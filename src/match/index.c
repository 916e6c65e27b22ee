// SPDX-License-Identifier: MIT
// Looks up the words of a phrase index.
#include "match/index.h"

#include "base/search.h"
#include "match/hash.h"

#include <string.h>

uint32_t pf_index_form(const pf_index *index, const char *form, size_t length, uint32_t hash)
{
    for (uint32_t slot = hash & index->slot_mask; index->slots[slot].number; slot = (slot + 1) & index->slot_mask) {
        if (index->slots[slot].hash != hash)
            continue;
        const pf_form *candidate = &index->forms[index->slots[slot].number - 1];
        if (candidate[1].text - candidate->text == length && memcmp(index->form_bytes + candidate->text, form, length) == 0)
            return index->slots[slot].number;
    }
    return 0;
}

bool pf_index_profile_in(const pf_index *index, uint32_t profile, uint32_t class)
{
    const pf_profile *own = &index->profiles[profile];
    const uint32_t *classes = index->profile_classes + own->classes;
    size_t count = own[1].classes - own->classes;
    size_t at = pf_first_at_least(classes, sizeof *classes, count, class);
    return at < count && classes[at] == class;
}

uint32_t pf_trie_next(const pf_trie *trie, uint32_t node, uint32_t symbol)
{
    if (!(trie->symbols[node] & pf_symbol_bit(symbol)))
        return 0;
    uint32_t slot = pf_hash_pair(node, symbol) & trie->edge_mask;
    for (; trie->edges[slot].child; slot = (slot + 1) & trie->edge_mask)
        if (trie->edges[slot].node == node && trie->edges[slot].symbol == symbol)
            return trie->edges[slot].child;
    return 0;
}
