// SPDX-License-Identifier: MIT
// All forms in which an English word is written: inflections, British and American spelling, known slips.
#ifndef PF_MATCH_INFLECTION_H
#define PF_MATCH_INFLECTION_H

#include "base/arena.h"

// A word and other forms of it, from the rule files.
typedef struct pf_word_forms pf_word_forms;

// What regular orthography does not give. Embedded by its owner; all memory is the arena's.
typedef struct pf_inflector {
    pf_arena *arena;
    pf_word_forms **slots; // hash table of words
    size_t mask, count;
} pf_inflector;

// The forms of one word, without duplicates; strings are the arena's.
typedef struct pf_forms {
    const char **items;
    size_t count, capacity;
} pf_forms;

// False when memory is exhausted, as in all functions here.
bool pf_inflector_init(pf_inflector *inflector, pf_arena *arena);

// `form` is an inflection ("sent" of "send"), another spelling or a slip: it is added to all forms of `word`, together with its
// own regular inflections when `inflect` is set.
bool pf_inflector_add(pf_inflector *inflector, const char *word, const char *form, bool inflect);

// All forms of `word` (lower case), itself first. The regular rules are those of English orthography (Huddleston and Pullum, The
// Cambridge Grammar of the English Language, 2002, chapter 18); where a final consonant may or may not be doubled, both are given.
bool pf_inflect(const pf_inflector *inflector, const char *word, pf_forms *forms);

#endif
