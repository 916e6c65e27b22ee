// SPDX-License-Identifier: MIT
// The frozen rule set: all layers of rule files merged, resolved and compiled. Read-only once made; may be shared by threads.
#ifndef PF_RULES_RULESET_H
#define PF_RULES_RULESET_H

#include "base/diagnostics.h"
#include "match/regex.h"
#include "match/scan.h"
#include "rules/model.h"
#include "text/quantity.h"

typedef struct pf_set_list {
    const uint32_t *items;
    size_t count;
} pf_set_list;

// A number with which a pattern compares a fact, in its signals or options; 0 where it only asks whether the fact is known.
typedef struct pf_threshold {
    uint32_t fact, pattern;
    double value;
} pf_threshold;

// Elements of a higher layer stand behind those of the lower one, or in the place of the one with the same name, so that an
// index means the same in both.
typedef struct pf_ruleset {
    pf_pack pack;      // patterns and shared knowledge, merged
    pf_set_list stops, exceptions; // of denial, of all layers
    const pf_index *indexes[PF_LAYERS];
    size_t index_count;
    const pf_lexicon *lexicon;
    uint32_t regex_count;
    pf_regex_pool *regexes; // of whoever loaded the rules, or NULL
    // Signals are numbered over all patterns.
    const uint32_t *first_signals; // of each pattern, the number of its first signal
    uint32_t signal_count;
    const uint32_t *signal_sets;   // of each signal: phrases without one of which it does not hold, or PF_UNRESOLVED
    const pf_threshold *thresholds; // in the order of facts and values
    size_t threshold_count;
    // Positions of the conditions that the engine itself asks for; PF_UNRESOLVED when the rules have none of that name.
    uint32_t small_audience, public_product, single_user_program, design_document, design_section, differs_by_circumstance;
} pf_ruleset;

// The positions of what belongs to the rule set.
static inline uint32_t pf_pattern_number(const pf_ruleset *rules, const pf_pattern *pattern)
{
    return (uint32_t)(pattern - rules->pack.patterns.items);
}

static inline uint32_t pf_fact_number(const pf_ruleset *rules, const pf_fact *fact)
{
    return (uint32_t)(fact - rules->pack.facts.items);
}

static inline uint32_t pf_signal_number(const pf_ruleset *rules, uint32_t pattern, uint32_t signal)
{
    return rules->first_signals[pattern] + signal;
}

// A fact among others in one word. Rules with more than 64 facts have some share a bit, so that more than is needed is worked out anew.
static inline uint64_t pf_fact_bit(uint32_t fact)
{
    return UINT64_C(1) << fact % 64;
}

// The set of phrases of which a text, or the part of it that is asked, must have one for the condition to hold; PF_UNRESOLVED when it may
// hold without any.
uint32_t pf_required_set(const pf_condition *condition);

// Whether a fact is a number of that dimension (pf_dimension): of its own, or of its second one.
static inline bool pf_fact_measures(const pf_fact *fact, int dimension)
{
    return dimension == fact->dimension || (fact->also && dimension == fact->also - 1);
}

// One rule file in memory; `name` is what messages call it.
typedef struct pf_rule_text {
    const char *name;
    const char *bytes;
    size_t length;
} pf_rule_text;

// Reads rule files as a layer over `base` (NULL: the default rules themselves are being read). The new rule set uses the
// memory of `keep` and of `base`. `scratch` may be released only when messages and phrases' texts are no longer wanted.
// Returns NULL, with errors among the diagnostics, when anything is wrong.
pf_ruleset *pf_ruleset_layer(const pf_ruleset *base, const pf_rule_text *files, size_t count, pf_arena *keep,
                             pf_arena *scratch, pf_diagnostics *diagnostics);

// Forgets where things stood in rule files and the texts of phrases, so that nothing points outside `keep` any more.
void pf_ruleset_strip(pf_ruleset *rules);

// The default rules, compiled into the program. What holds pointers is a copy in `keep`; all else stands in the program and is read from
// there. NULL when memory is exhausted.
const pf_ruleset *pf_ruleset_default(pf_arena *keep);

// Positions by name; PF_UNRESOLVED when there is none.
uint32_t pf_find_pattern(const pf_ruleset *rules, const char *id);
uint32_t pf_find_fact(const pf_ruleset *rules, const char *name);

bool pf_strings_contain(const pf_strings *strings, const char *string);

#endif
