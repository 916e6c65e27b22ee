// SPDX-License-Identifier: MIT
// Waivers: comments in a document by which its author takes findings on himself.
#ifndef PF_CHECK_WAIVERS_H
#define PF_CHECK_WAIVERS_H

#include "check/judge.h"
#include "document/document.h"
#include "rules/ruleset.h"

// <!-- patfinder: ignore ID[, ID …] -- reason -->       for the block (paragraph, item, table row) in which it stands, also behind its
//                                                       words; alone on a line for the block (a whole table) that follows, or that
//                                                       ends right above when a blank line follows; for the whole section when it
//                                                       stands directly under the heading, in it or before it
// <!-- patfinder: ignore-file ID[, ID …] -- reason -->  for the whole document
// An ID is a finding's, or the beginning of it up to a slash ("missing-number").

// What came of an id that a waiver names.
typedef struct pf_waiver_use {
    bool used;     // it waived something
    bool repeated; // a waiver before it names the same id for the same place
} pf_waiver_use;

typedef struct pf_waiver {
    uint32_t start, end; // of the comment
    uint32_t from, to;   // bytes of the document for which it holds
    bool of_file;
    const char *const *ids;
    pf_waiver_use *uses; // one for each id
    size_t id_count;
    const char *reason;  // NULL when it gives none
    const char *problem; // why it cannot be read, with what to write instead; NULL: it can be
} pf_waiver;

typedef struct pf_waivers {
    pf_waiver *items;
    size_t count, capacity;
} pf_waivers;

// Reads the waivers of a document. False when memory is exhausted; results are owned by the arena.
bool pf_waivers_read(pf_arena *arena, const pf_document *document, const pf_ruleset *rules, pf_waivers *waivers);

// Notes which ids are named twice for the same place. False when memory is exhausted.
bool pf_waivers_note_repeated(pf_arena *arena, pf_waivers *waivers);

// Sets `waived` of the remarks from `first` on, and notes which waivers were of use. The time hardly grows faster than waivers and
// remarks together. False when memory is exhausted.
bool pf_waivers_apply(pf_waivers *waivers, pf_remarks *remarks, size_t first);

// Appends remarks on waivers that cannot be read, and on those that waived nothing or nothing more, and applies the waivers to them. Called
// when they were applied to all other remarks. False when memory is exhausted.
bool pf_waivers_judge(pf_waivers *waivers, pf_remarks *remarks);

#endif
