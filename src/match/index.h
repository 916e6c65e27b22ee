// SPDX-License-Identifier: MIT
// The frozen phrase index: from the words of a text to the phrases of which they may be part.
//
// A surface form ("uploads") belongs to lexemes (upload). A class is a word list, an alternation or a single lexeme; its
// entries are lexemes or runs of them. A phrase is a path: classes in their order, with or without a gap between two of them.
// Most words begin some class or other, and few phrases are there. So each path is looked for only where its rarest class,
// the anchor, begins, and where another one, its companion, stands next to it or at least in the same sentence. That is told by
// signatures: two bits for each class, which others share (Bloom 1970), so that they tell surely only what is not there.
// Only arrays and numbers: the default index is constant data, a user's is built at run time, and both are scanned together.
// Classes and sets are numbered over all indexes of a rule set; forms, lexemes, nodes and paths within one.
#ifndef PF_MATCH_INDEX_H
#define PF_MATCH_INDEX_H

#include "base/arena.h"

typedef struct pf_range {
    uint32_t first, count;
} pf_range;

typedef struct pf_form_slot {
    uint32_t hash;
    uint32_t number; // of the form, from 1; 0: empty slot
} pf_form_slot;

// A surface form.
typedef struct pf_form {
    uint32_t text; // in `form_bytes`, to where that of the next form begins
    uint32_t profile;
} pf_form;

// What a word means to phrases; most inflections of a word mean the same. Each list begins at this number and ends where that of the
// next profile begins.
typedef struct pf_profile {
    uint32_t classes; // in `profile_classes`: those of which it is an entry, ascending
    uint32_t notes;   // in `profile_notes`: what those of them are noted as that are companions of some path with gaps between
    uint32_t sets;    // in `profile_sets`: those of the phrases that are the word alone, ascending
    // In `candidates`: the longer paths that are anchored in one of its classes, those with the companion directly behind it first, then
    // those with it directly before, then all others.
    uint32_t behind, before, others;
    uint32_t starts;  // in `profile_starts`: the nodes of entries of several words that begin with it
    uint32_t lexemes; // in `profile_lexemes`: those that stand within entries of several words
    uint32_t skipped; // 1: passed over between two words of a phrase
} pf_profile;

typedef struct pf_signature {
    uint64_t bits[8];
} pf_signature;

typedef struct pf_edge {
    uint32_t node, symbol, child; // child 0: empty slot
} pf_edge;

// The entries of word lists: node 0 is the root, symbols are lexemes.
typedef struct pf_trie {
    const pf_edge *edges; // hash table
    uint32_t edge_mask;
    const uint64_t *symbols; // of each node, a bit for each symbol that leads on from it (its number modulo 64): spares look-ups
    const pf_range *accepts; // of each node, in `accepted`: the classes
    const uint32_t *accepted;
    uint32_t node_count;
} pf_trie;

// Articles between two words of a phrase are passed over, up to so many.
enum { PF_MOST_SKIPPED = 3, PF_ADJACENT = UINT8_MAX };

// One class of a path, and the words at most between it and the one before; PF_ADJACENT: none but articles.
typedef struct pf_path_step {
    uint32_t class;
    uint32_t gap;
} pf_path_step;

typedef struct pf_path {
    uint32_t first; // in `steps`
    uint16_t count; // of its steps
    uint16_t anchor; // the step with the anchor
    pf_range sets;   // in `path_sets`
} pf_path;

// Where the companion of a path stands, seen from the anchor: directly behind or before it, or with gaps between.
typedef enum pf_whereabouts { PF_UNTOLD, PF_BEHIND, PF_BEFORE, PF_LATER, PF_EARLIER } pf_whereabouts;

typedef struct pf_companion {
    uint32_t note;  // PF_BEHIND, PF_BEFORE: the pf_signature_places of its class; PF_LATER, PF_EARLIER: what its class is noted as; else 0
    uint8_t where;  // pf_whereabouts
    uint8_t steps;  // PF_EARLIER: from it to the anchor
    uint16_t words; // PF_EARLIER: that many before the anchor it begins at the most, where no step takes more than one word
} pf_companion;

// A path that is anchored in a word.
typedef struct pf_candidate {
    uint32_t note; // of its companion
    uint32_t path;
} pf_candidate;

typedef struct pf_class_name {
    const char *name; // of a word list
    uint32_t class;
} pf_class_name;

typedef struct pf_index {
    const char *form_bytes;
    const pf_form_slot *slots; // hash table
    uint32_t slot_mask;
    const pf_form *forms; // one more than there are: where the lists of the last one end
    uint32_t form_count;
    const uint32_t *form_weights; // how common each word is: its occurrences in the texts of the rule files, and one
    const pf_profile *profiles; // one more than there are
    const pf_signature *signatures; // of each profile
    uint32_t profile_count;
    const uint32_t *profile_classes, *profile_notes, *profile_sets, *profile_starts, *profile_lexemes;
    const pf_candidate *candidates;
    pf_trie entries;
    const pf_path *paths; // those with the same anchor stand together, that of a single step first
    const pf_companion *companions; // of each path
    const uint32_t *notes; // of each class: what it is noted as, from 1; 0: it is not. Numbered over all indexes, as classes are.
    uint32_t note_count;   // of all indexes up to this one
    const pf_path_step *steps;
    const uint32_t *path_sets;
    const pf_range *anchored; // of each class, in `paths`
    uint32_t path_count;
    bool anchors_below; // some path is anchored in a class of the index below
    const uint32_t *weights; // of each class: those of its entries
    const pf_class_name *names;
    uint32_t name_count;
    const pf_range *parents; // of each class: the word lists that include it, in `parent_items`; for the next layer
    const uint32_t *parent_items;
    bool includes_below; // some word list includes one of the index below
    uint32_t class_end; // one more than the highest class known
    uint32_t set_end;   // one more than the highest set known
} pf_index;

// The number of a form (in lower case, of that pf_hash) from 1, or 0.
uint32_t pf_index_form(const pf_index *index, const char *form, size_t length, uint32_t hash);

// Whether words of that profile are by themselves entries of the class.
bool pf_index_profile_in(const pf_index *index, uint32_t profile, uint32_t class);

// The bits of a class in a signature, in either half of the number (Knuth's multiplicative hash, so that classes with near numbers do not
// share them).
static inline uint32_t pf_signature_places(uint32_t class)
{
    uint32_t hash = class * 2654435769u;
    return hash >> 23 | (hash >> 14 & 511) << 16;
}

static inline bool pf_signature_is_set(const pf_signature *signature, uint32_t places)
{
    uint32_t first = places & 0xffff, second = places >> 16;
    return signature->bits[first / 64] >> first % 64 & signature->bits[second / 64] >> second % 64 & 1;
}

static inline bool pf_signature_has(const pf_signature *signature, uint32_t class)
{
    return pf_signature_is_set(signature, pf_signature_places(class));
}

static inline void pf_signature_add(pf_signature *signature, uint32_t class)
{
    uint32_t places = pf_signature_places(class), first = places & 0xffff, second = places >> 16;
    signature->bits[first / 64] |= UINT64_C(1) << first % 64;
    signature->bits[second / 64] |= UINT64_C(1) << second % 64;
}

static inline void pf_signature_join(pf_signature *signature, const pf_signature *other)
{
    for (size_t i = 0; i < sizeof signature->bits / sizeof *signature->bits; i++)
        signature->bits[i] |= other->bits[i];
}

// The child of `node` by `symbol`, or 0.
uint32_t pf_trie_next(const pf_trie *trie, uint32_t node, uint32_t symbol);

#endif
