// SPDX-License-Identifier: MIT
// The frozen phrase index: words to lexemes, lexemes to classes, classes to phrase sets.
//
// A surface form ("uploads") belongs to lexemes (upload). A class is a word list, an alternation or a single lexeme; its
// entries are lexemes or runs of them. A phrase is a path of classes and gaps; at its end stands the set it belongs to.
// Only arrays and numbers: the default index is constant data, a user's is built at run time, and both are scanned together.
// Classes and sets are numbered over all indexes of a rule set; forms, lexemes and nodes within one.
#ifndef PF_MATCH_INDEX_H
#define PF_MATCH_INDEX_H

#include "base/arena.h"

typedef struct pf_range {
    uint32_t first, count;
} pf_range;

typedef struct pf_form_slot {
    uint32_t hash;
    uint32_t text;   // offset in `form_bytes`
    uint16_t length; // 0: empty slot
    uint16_t skipped; // 1: passed over between two words of a phrase
    pf_range lexemes; // in `form_lexemes`
} pf_form_slot;

typedef struct pf_edge {
    uint32_t node, symbol, child; // child 0: empty slot
} pf_edge;

typedef struct pf_gap {
    uint32_t words, child;
} pf_gap;

// An edge from a known node.
typedef struct pf_way {
    uint32_t symbol, child;
} pf_way;

// Node 0 is the root. A symbol is a lexeme in the trie of entries, a class in the trie of phrases.
typedef struct pf_trie {
    const pf_edge *edges; // hash table
    uint32_t edge_mask;
    const uint64_t *symbols; // of each node, a bit for each symbol that leads on from it (its number modulo 64): spares look-ups
    const uint32_t *first;   // of each symbol below `first_end`: the root's child, or 0
    uint32_t first_end;
    const pf_range *ways;    // of each node, in `way_items`: its edges once more
    const pf_way *way_items;
    const pf_range *accepts; // of each node, in `accepted`
    const uint32_t *accepted;
    const pf_range *gaps; // of each node, in `gap_items`
    const pf_gap *gap_items;
    uint32_t node_count;
} pf_trie;

typedef struct pf_class_name {
    const char *name; // of a word list
    uint32_t class;
} pf_class_name;

typedef struct pf_index {
    const char *form_bytes;
    const pf_form_slot *forms; // hash table
    uint32_t form_mask;
    const uint32_t *form_lexemes;
    pf_trie entries; // accepts classes
    pf_trie phrases; // accepts sets
    const pf_class_name *names;
    uint32_t name_count;
    const pf_range *parents; // of each class from 0: the word lists that include it, in `parent_items`; for the next layer's builder
    const uint32_t *parent_items;
    uint32_t class_end; // one more than the highest class known
    uint32_t set_end;   // one more than the highest set known
} pf_index;

#endif
