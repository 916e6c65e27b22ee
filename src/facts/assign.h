// SPDX-License-Identifier: MIT
// Decides which fact each quantity of a text is.
#ifndef PF_FACTS_ASSIGN_H
#define PF_FACTS_ASSIGN_H

#include "facts/facts.h"

// The fact whose head nouns or context phrases tell most of this quantity; PF_UNRESOLVED when none tells enough.
uint32_t pf_fact_of_quantity(const pf_fact_source *source, const pf_quantity *quantity);

// For pf_fact_source: which sets of the facts occur in each sentence. Owned by the arena; NULL when memory is exhausted.
uint64_t *pf_fact_sets_mark(pf_arena *arena, const pf_ruleset *rules, const pf_text *text, const pf_hits *hits);

// The token of the head noun where it stands in the quantity itself ("300 weather stations"), else PF_NONE ("Stations: 300").
uint32_t pf_noun_within(const pf_text *text, const pf_quantity *quantity);

// The first sentence of a block, or of one behind it when it has none.
uint32_t pf_first_sentence_of(const pf_text *text, uint32_t block);

#endif
