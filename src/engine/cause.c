// SPDX-License-Identifier: MIT
// What denies or weakens a clause: the words of a cue, or a heading.
#include "engine/state.h"

// Of several cues of the same effect that begin at the token, the longest one.
static void take_cue(const pf_state *state, uint32_t cue, pf_evidence *evidence)
{
    const pf_token *tokens = state->text->tokens;
    uint32_t last = cue;
    for (size_t i = 0; i < state->cues.count; i++)
        if (state->cues.items[i].first_token == cue && state->cues.items[i].effect == evidence->status)
            last = state->cues.items[i].last_token;
    evidence->cause = PF_CAUSE_CUE;
    evidence->cause_start = tokens[cue].start;
    evidence->cause_end = tokens[last].start + tokens[last].length;
}

static uint32_t block_at(const pf_state *state, uint32_t at)
{
    const pf_text *text = state->text;
    uint32_t low = 0, high = text->sentence_count;
    while (low + 1 < high) {
        uint32_t middle = (low + high) / 2;
        if (text->tokens[text->sentences[middle].first_token].start <= at)
            low = middle;
        else
            high = middle;
    }
    return text->sentences[low].block;
}

static void take_pieces(const pf_document *document, const pf_block *block, uint32_t count, pf_evidence *evidence)
{
    if (count == 0)
        return;
    evidence->cause = PF_CAUSE_HEADING;
    evidence->cause_start = document->pieces[block->first_piece].start;
    evidence->cause_end = document->pieces[block->first_piece + count - 1].end;
}

// The label of the block, when it says what the block is, else the outermost heading that says so.
static void take_heading(const pf_state *state, uint32_t at, pf_evidence *evidence)
{
    const pf_document *document = state->text->document;
    uint32_t number = block_at(state, at);
    const pf_block *block = &document->blocks[number];
    uint32_t section = block->section, role = state->block_roles[number];
    if (role != state->section_roles[section]) {
        take_pieces(document, block, block->label_pieces, evidence);
        return;
    }
    while (document->sections[section].parent != PF_NONE && state->section_roles[document->sections[section].parent] == role)
        section = document->sections[section].parent;
    if (!role || document->sections[section].heading_block == PF_NONE)
        return;
    const pf_block *heading = &document->blocks[document->sections[section].heading_block];
    take_pieces(document, heading, heading->label_pieces ? heading->label_pieces : heading->piece_count, evidence);
}

void pf_find_cause(const pf_state *state, uint32_t cue, uint32_t at, pf_evidence *evidence)
{
    if (cue != PF_UNRESOLVED)
        take_cue(state, cue, evidence);
    else
        take_heading(state, at, evidence);
}
