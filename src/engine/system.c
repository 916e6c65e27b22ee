// SPDX-License-Identifier: MIT
// Recognises the kind of system that a text describes.
#include "engine/state.h"

#include <math.h>

// Sentences at the beginning of a text in which a name says what the text is about, and in how many others it must come
// back to say so.
enum { OPENING_SENTENCES = 2, RETURNING_SENTENCES = 3 };

typedef struct candidate {
    const pf_system *system;
    double share;        // how surely the text is about it, 0..1
    uint32_t words;      // of the name: the longer, the more particular
    uint32_t start, end; // bytes
} candidate;

static bool is_title(const pf_state *state, const pf_hit *hit)
{
    const pf_document *document = state->text->document;
    const pf_block *block = &document->blocks[state->text->sentences[hit->sentence].block];
    return block->kind == PF_BLOCK_HEADING && block->depth == 1;
}

static bool is_stated(const pf_state *state, const pf_hit *hit)
{
    uint32_t block = state->text->sentences[hit->sentence].block;
    return state->affected[hit->first_token] > hit->last_token && state->section_effects[block] == PF_EFFECT_STATED;
}

static bool is_better(const candidate *a, const candidate *b)
{
    if (a->share != b->share)
        return a->share > b->share;
    if (a->words != b->words)
        return a->words > b->words;
    return b->system && a->start < b->start;
}

static void consider(const pf_state *state, const pf_system *system, uint32_t set, bool named, candidate *best)
{
    double mention = state->levels.mention;
    pf_range hits = pf_hits_of(&state->hits, set);
    uint32_t sentences = 0, newest = PF_UNRESOLVED;
    for (uint32_t i = 0; i < hits.count; i++) {
        const pf_hit *hit = pf_hit_at(&state->hits, hits.first + i);
        bool opening = hit->sentence < OPENING_SENTENCES || is_title(state, hit);
        sentences += hit->sentence != newest;
        newest = hit->sentence;
        if (!opening && (!named || sentences < RETURNING_SENTENCES))
            continue;
        const pf_token *first = &state->text->tokens[hit->first_token], *last = &state->text->tokens[hit->last_token];
        candidate found = {system, !opening ? mention : named ? 1 : sqrt(mention), hit->last_token - hit->first_token + 1,
                           first->start, last->start + last->length};
        if (is_stated(state, hit) && is_better(&found, best))
            *best = found;
    }
}

// A text that speaks of all that a kind of system is made of is about it, whatever it is called.
static void consider_condition(pf_state *state, const pf_system *system, candidate *best)
{
    if (!system->when)
        return;
    pf_finding finding = pf_evaluate(state, system->when, pf_whole_text(state));
    candidate found = {system, sqrt(state->levels.mention), 1, finding.start, finding.end};
    if (finding.standing == PF_STANDS && finding.located && is_better(&found, best))
        *best = found;
}

// A long text says itself what it needs; of a short one the kind of system tells most.
static double share_by_length(const pf_state *state)
{
    return state->levels.system_short + state->length * (state->levels.system_long - state->levels.system_short);
}

void pf_state_find_system(pf_state *state)
{
    const pf_systems *systems = &state->rules->pack.systems;
    candidate best = {0};
    for (size_t i = 0; i < systems->count; i++) {
        consider(state, &systems->items[i], systems->items[i].names.set, true, &best);
        consider(state, &systems->items[i], systems->items[i].description.set, false, &best);
        consider_condition(state, &systems->items[i], &best);
    }
    pf_memory_forget(state); // what conditions came to while no system was known
    if (!best.system)
        return;
    state->system = best.system;
    state->system_share = best.share * share_by_length(state);
    state->system_start = best.start;
    state->system_end = best.end;
}
