// SPDX-License-Identifier: MIT
// The steps in which an index is frozen. Each fills its part of the index from what the builder and the steps before it have; all return
// false when memory is exhausted.
#ifndef PF_MATCH_FREEZER_H
#define PF_MATCH_FREEZER_H

#include "match/builder.h"

typedef struct pf_freezer {
    pf_index_builder *builder;
    pf_arena *keep, *named, *scratch; // for tables of numbers, for what holds pointers, for neither
    pf_index *index;
    const char **texts; // of each form
    uint32_t *skipped; // the forms of skipped words
    uint32_t *weights;  // of each form
    const pf_range *lexemes; // of each form, in lexeme_items
    const uint32_t *lexeme_items;
    bool *within; // of each lexeme: it stands in an entry behind its first word
} pf_freezer;

// Numbers that are collected one by one, to be kept as one array.
typedef struct pf_number_list {
    uint32_t *items;
    size_t count, capacity;
} pf_number_list;

bool pf_append_number(pf_freezer *f, pf_number_list *list, uint32_t number);

// Sorts the numbers from `from` on, each of which stays once.
void pf_sort_numbers(pf_number_list *list, size_t from);

// A copy among the tables of numbers; NULL when memory is exhausted.
void *pf_keep_array(pf_freezer *f, const void *items, size_t count, size_t size);

// The forms with their profiles, and how common they and the classes are.
bool pf_freeze_forms(pf_freezer *f);

// The paths, and the companions of each.
bool pf_freeze_paths(pf_freezer *f);

// The candidates of each profile, when paths are frozen.
bool pf_freeze_candidates(pf_freezer *f);

#endif
