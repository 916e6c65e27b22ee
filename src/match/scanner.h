// SPDX-License-Identifier: MIT
// The state of a scan: the sentence at hand, and what has been found so far.
#ifndef PF_MATCH_SCANNER_H
#define PF_MATCH_SCANNER_H

#include "match/gather.h"
#include "match/scan.h"

enum { PF_TRIED_PATHS = 512 };

// An entry of a class that begins at a word: one of several words, or of a list that includes one of the layer below.
typedef struct pf_class_run {
    uint32_t class, words;
} pf_class_run;

// A word of the sentence at hand.
typedef struct pf_word_position {
    uint32_t token;
    bool breaks_before; // a comma, bracket, dash or other sign that no phrase reaches across but by a gap
    bool skipped;       // an article or the like
    uint32_t profiles[PF_LAYERS]; // one more than that of the word in each layer, or 0
    pf_range runs;
    const pf_signature *begins, *ends; // the classes that begin at the word, and those that end with it
} pf_word_position;

// Up to where a path was looked for last. Few are looked for at one time, and one that is forgotten is looked for again.
typedef struct pf_tried_path {
    const pf_path *path;
    uint32_t end; // serial number behind the last word it was looked for from
} pf_tried_path;

typedef struct pf_scanner {
    pf_arena *arena;
    const pf_text *text;
    const pf_index *const *indexes;
    size_t index_count;
    pf_word_position *positions;
    size_t position_count, position_capacity;
    pf_signature *begins, *ends; // of each position, where its own is no other's
    pf_class_run *runs;
    size_t run_count, run_capacity;
    uint32_t longest_run; // words
    pf_gathered_hits hits;
    uint32_t *newest; // of each note: the serial number, from 1, of the last word so far at which its class begins; of note 0, more than any
    pf_tried_path tried[PF_TRIED_PATHS];
    uint32_t serial;   // of the first word of the sentence
    bool failed;
    bool is_unfinished; // as in pf_hits
    uint32_t unfinished;
} pf_scanner;

// Of words that belong to none; known by its address.
extern const pf_signature pf_no_classes;

// Reads the words of a sentence and finds the classes that begin at each. False when memory is exhausted.
bool pf_scan_words(pf_scanner *scanner, const pf_sentence *sentence);

// Looks for the paths that have their anchor at that word of the sentence, and gathers what it finds.
void pf_scan_paths(pf_scanner *scanner, size_t at);

#endif
