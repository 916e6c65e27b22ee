// SPDX-License-Identifier: MIT
// What the numbers of a text mean: quantities in their context become typed facts, stated, derived or set from outside.
#ifndef PF_FACTS_FACTS_H
#define PF_FACTS_FACTS_H

#include "base/arena.h"
#include "match/scan.h"
#include "rules/ruleset.h"

typedef enum pf_provenance { PF_STATED, PF_DERIVED, PF_SET } pf_provenance;

// A fact with its value in base units; a missing bound is told by has_lower and has_upper.
typedef struct pf_known_fact {
    const pf_fact *fact;
    bool has_lower, has_upper;
    double lower, upper;
    pf_provenance provenance;
    const pf_derivation *derivation; // what it was worked out by, or NULL
    const char *value;      // described: for people ("100:1", "at most 20 min")
    const char *arithmetic; // described and derived: "50,000/s ÷ 500/s = 100:1"; else NULL
    uint32_t *quantities;   // positions of the quantities it comes from
    size_t quantity_count, quantity_capacity;
} pf_known_fact;

// What the facts are read from. Only stated words make facts: `affected` is of each token the first one from there on that its clause does
// not state, `without_facts` of each block. `memory`: zeros, one for each quantity, where the answers are kept, since they differ only by what
// is stated. `fact_sets`: of each sentence, bit n for the sets n, n + 64 … of phrases of facts that occur in it, as pf_fact_sets_mark tells.
typedef struct pf_fact_source {
    const pf_ruleset *rules;
    const pf_text *text;
    const pf_hits *hits;
    const uint32_t *affected;
    const bool *without_facts;
    const pf_quantity *quantities;
    uint32_t quantity_count;
    uint32_t *memory;
    const uint64_t *fact_sets;
} pf_fact_source;

// A value for every fact of the rule set, by its position; `fact` is NULL where nothing is known.
typedef struct pf_fact_table {
    pf_known_fact *items;
    size_t count;
} pf_fact_table;

// Whether a quantity has the dimension of the fact, or its second one; then it is brought into the first: "every 5 s" is a rate
// of 0.2 per second where a rate is wanted.
bool pf_fact_accepts(const pf_fact *fact, pf_quantity *quantity);

// The number that stands for a quantity where one is compared; see pf_fact_value.
double pf_quantity_value(const pf_quantity *quantity);

// All functions return false when memory is exhausted; results are owned by the arena.

// An empty table for the rule set.
bool pf_facts_init(pf_arena *arena, const pf_ruleset *rules, pf_fact_table *table);
// Reads the facts that the text states. A quantity serves the one fact whose head noun or context tells most; of several
// quantities for one fact the rule's `pick` decides.
bool pf_facts_read(pf_arena *arena, const pf_fact_source *source, pf_fact_table *table);
// Gives a fact a value from outside.
void pf_facts_set(const pf_ruleset *rules, pf_fact_table *table, uint32_t fact, const pf_quantity *value);
// Works out what follows from what is known, until nothing more does.
bool pf_facts_derive(pf_arena *arena, const pf_ruleset *rules, pf_fact_table *table);
// Puts the value of a known fact into words, and how it was worked out, unless that was done already.
bool pf_facts_describe(pf_arena *arena, const pf_ruleset *rules, pf_fact_table *table, uint32_t fact);

// The value for people, with its bounds ("2 to 3 GB", "at most 20 min"); NULL when memory is exhausted.
const char *pf_fact_describe(pf_arena *arena, const pf_lexicon *lexicon, const pf_known_fact *known);

// The value that stands for the fact where one number is compared: the upper bound, since one designs for the most, or the
// lower one where there is no other.
double pf_fact_value(const pf_known_fact *fact);

#endif
