// SPDX-License-Identifier: MIT
// Finds all phrases of one or two phrase indexes in a text.
#include "match/scan.h"

#include "match/scanner.h"

static bool scan_sentence(pf_scanner *scanner, uint32_t number)
{
    if (!pf_scan_words(scanner, &scanner->text->sentences[number]))
        return false;
    for (size_t at = 0; at < scanner->position_count; at++)
        pf_scan_paths(scanner, at);
    scanner->serial += (uint32_t)scanner->position_count;
    return !scanner->failed && pf_gather_sentence(&scanner->hits, number);
}

bool pf_scan(pf_arena *arena, const pf_text *text, const pf_index *const *indexes, size_t index_count, pf_hits *hits)
{
    const pf_index *top = indexes[index_count - 1];
    *hits = (pf_hits){0};
    if (!text->sentence_count)
        return true;
    pf_scanner scanner = {.arena = arena, .text = text, .indexes = indexes, .index_count = index_count,
                          .hits = {.arena = arena, .indexes = indexes}};
    scanner.newest = pf_arena_array(arena, top->note_count + (size_t)1, sizeof *scanner.newest);
    bool failed = !scanner.newest;
    if (!failed)
        scanner.newest[0] = UINT32_MAX;
    for (uint32_t i = 0; !failed && i < text->sentence_count; i++)
        failed = !scan_sentence(&scanner, i);
    failed = failed || !pf_group_hits(&scanner.hits, top->set_end, hits);
    pf_gathered_hits_release(&scanner.hits);
    hits->is_unfinished = scanner.is_unfinished;
    hits->unfinished = scanner.unfinished;
    return !failed;
}
