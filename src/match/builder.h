// SPDX-License-Identifier: MIT
// Builds a phrase index from phrases and word lists.
#ifndef PF_MATCH_BUILDER_H
#define PF_MATCH_BUILDER_H

#include "match/index.h"
#include "match/inflection.h"
#include "match/numbering.h"
#include "match/phrase.h"
#include "match/trie.h"

// A text in which common words are common.
typedef struct pf_index_text {
    const char *bytes;
    size_t length;
} pf_index_text;

typedef struct pf_index_builder {
    pf_arena *scratch;
    const pf_inflector *inflector;
    const pf_index *base; // the layer below, or NULL
    pf_numbering lexemes, classes, forms;
    pf_pairs form_lexemes;  // form, lexeme
    pf_pairs parents;       // class, word list that includes it
    size_t inclusions;      // of word lists in others
    pf_trie_builder entries, phrases;
    pf_class_name *names;
    size_t name_count, name_capacity;
    const char *const *skipped;
    size_t skipped_count;
    pf_index_text *texts;
    size_t text_count, text_capacity;
    uint32_t set_end;
} pf_index_builder;

// `base` and `inflector` must outlive the builder; all its memory is that of `scratch`. All functions return false when memory is exhausted.
bool pf_index_builder_init(pf_index_builder *builder, pf_arena *scratch, const pf_inflector *inflector, const pf_index *base);

// Makes a word list known by name, so that phrases may use it; naming it twice is allowed.
bool pf_index_declare_term(pf_index_builder *builder, const char *name);

// Adds an entry to a declared word list. `*problem` becomes NULL or what is wrong with the entry.
bool pf_index_add_entry(pf_index_builder *builder, const char *name, const char *entry, const char **problem);

// Adds a phrase to a set. `*problem` as above; `*unknown_term` becomes the name of a word list that is not declared.
bool pf_index_add_phrase(pf_index_builder *builder, uint32_t set, const char *phrase, const char **problem, const char **unknown_term);

// Words that are passed over between two words of a phrase.
void pf_index_set_skipped(pf_index_builder *builder, const char *const *words, size_t count);

// A text whose words are counted, so that phrases are looked for where they have a rare one. It must outlive the builder.
bool pf_index_add_text(pf_index_builder *builder, const char *bytes, size_t length);

// Copies the finished index into `keep`.
bool pf_index_freeze(pf_index_builder *builder, pf_arena *keep, pf_index *index);

#endif
