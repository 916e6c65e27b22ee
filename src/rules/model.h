// SPDX-License-Identifier: MIT
// The knowledge of rule files as plain structs: what a loader fills, a generator prints and the engine reads.
//
// Every array is a `pf_list`-shaped pair (items, count). Strings are NUL-terminated UTF-8. All memory belongs to the
// arena of the pack, or is constant data for the default pack. Fields under "resolved" are filled by rules/resolve.c.
#ifndef PF_RULES_MODEL_H
#define PF_RULES_MODEL_H

#include "rules/stored.h"
#include "text/lexicon.h"
#include "text/scope.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PF_UNRESOLVED UINT32_MAX

#define PF_LIST(type)                                                                                                  \
    struct {                                                                                                           \
        type *items;                                                                                                   \
        size_t count;                                                                                                  \
    }

// Where something stands in a rule file; line 0 in the default pack, which carries no places.
typedef struct pf_origin {
    const char *file;
    uint32_t line, column; // 1-based, in characters
} pf_origin;

typedef struct pf_string_item {
    const char *text;
    pf_origin place;
} pf_string_item;

typedef struct pf_strings {
    pf_string_item *items;
    size_t count;
    pf_origin place; // of the list
} pf_strings;

// A list of phrases that stand for the same thing. `set` names it in the phrase index.
typedef struct pf_phrases {
    pf_string_item *items; // not kept in the default pack: its index holds them compiled
    size_t count;
    uint32_t set; // resolved: index of the set, over all packs
} pf_phrases;

// A quantity written by a rule author ("10 MB"), in base units once resolved.
typedef struct pf_value {
    const char *text; // NULL when not given
    pf_origin place;
    double value; // resolved
} pf_value;

typedef enum pf_condition_kind {
    PF_CONDITION_NONE, // nothing given: an absent condition
    PF_CONDITION_PHRASES,
    PF_CONDITION_FACT,
    PF_CONDITION_REGEX,
    PF_CONDITION_IS,
    PF_CONDITION_SIGNAL,
    PF_CONDITION_SYSTEM,
    PF_CONDITION_ALL,
    PF_CONDITION_ANY,
    PF_CONDITION_NOT, // `none`
    PF_CONDITION_WORDS,
} pf_condition_kind;

typedef enum pf_scope { PF_SCOPE_DOCUMENT, PF_SCOPE_SECTION, PF_SCOPE_PARAGRAPH, PF_SCOPE_SENTENCE } pf_scope;
typedef enum pf_tristate { PF_UNSET, PF_FALSE, PF_TRUE } pf_tristate;

typedef struct pf_condition pf_condition;

typedef struct pf_conditions {
    pf_condition *stored; // see pf_condition_at
    size_t count;
} pf_conditions;


// What evaluating looks at most stands first, in few cache lines. There are so many conditions that those of the default rules are not
// copied: their texts are read by pf_stored_text, and their members by pf_condition_at.
struct pf_condition {
    // resolved
    int kind;          // pf_condition_kind
    uint32_t target;   // fact, named condition, signal (within `target_pattern`) or system
    uint32_t target_pattern;
    uint32_t gate_set; // regex: set of the gate word
    uint32_t number;   // regex: its index over all packs
    // as written
    int within; // pf_scope
    pf_phrases phrases, unless;
    double minimum;   // how many sentences with a phrase, or members of `any`; 0: one
    double different; // how many different words or phrases; 0: one
    pf_conditions all, any, none;
    const char *fact;
    pf_value at_least, more_than, at_most, less_than;
    int known; // pf_tristate
    const char *regex, *gate;
    const char *is, *signal, *system;
    double words; // how many words the text has at least
    pf_origin place;
    // resolved, and read by pf_stored_at
    const bool *required; // regex: see pf_required_bytes; NULL: none are known
    const void *compiled; // regex: see pf_regex_store; NULL: it is to be compiled
};

static inline pf_condition *pf_condition_at(const pf_conditions *conditions, size_t index)
{
    return (pf_condition *)pf_stored_at(conditions->stored) + index;
}

typedef struct pf_signal {
    pf_origin place;
    const char *id;
    pf_condition when;
    double certainty; // -1..1
    const char *because;
    const char *source; // id of an entry in the pattern's sources, or NULL
    int enabled;        // pf_tristate; PF_FALSE switches an inherited signal off
} pf_signal;

// What stands in diagrams, in the order of the ways through them.
typedef enum pf_tier {
    PF_TIER_CLIENT,
    PF_TIER_EDGE,
    PF_TIER_SERVICE,
    PF_TIER_BROKER,
    PF_TIER_WORKER,
    PF_TIER_STORE,
    PF_TIER_EXTERNAL,
} pf_tier;
enum { PF_TIERS = PF_TIER_EXTERNAL + 1 };

// One thing in all diagrams that name it.
typedef struct pf_diagram_node {
    pf_origin place;
    const char *id, *title;
    int tier; // pf_tier
} pf_diagram_node;

// What one node does to another, or sends it.
typedef struct pf_arrow {
    pf_origin place;
    const char *from, *to, *label;
    bool async;          // nobody waits for an answer
    bool if_both;        // only drawn where both nodes stand in the picture without it
    uint32_t ends[2];    // resolved: from and to, among the nodes of the pack
} pf_arrow;

// What stands on the cheat sheet instead of longer texts; NULL where that is to be cut.
typedef struct pf_option_in_short {
    pf_origin place;
    const char *title, *when;
} pf_option_in_short;

typedef struct pf_option {
    pf_origin place;
    const char *name, *title, *text;
    pf_option_in_short in_short;
    pf_strings technologies;
    pf_condition *choose, *outgrown; // NULL when absent
    pf_condition *excessive;         // the numbers that make it more than is needed; NULL: none
    pf_strings numbers;              // names of the facts of which one has to be known to tell whether it is needed
    const char *when, *because;
    pf_phrases terms;
    PF_LIST(pf_arrow) diagram; // in the order of time
} pf_option;

typedef struct pf_trade_off {
    pf_origin place;
    const char *gain, *cost;
} pf_trade_off;

typedef struct pf_pitfall {
    pf_origin place;
    const char *id, *text;
    const char *in_short; // for the cheat sheet, or NULL
    pf_condition *when; // NULL: of general interest
    bool overuse;       // of those who use the pattern where nothing calls for it
} pf_pitfall;

typedef struct pf_consideration {
    pf_origin place;
    const char *name, *text;
    pf_phrases terms;
    pf_strings of; // names of the options that cannot do without it; none: a check does not ask for it
} pf_consideration;

typedef struct pf_question {
    pf_origin place;
    const char *fact, *ask;
    uint32_t fact_index; // resolved
} pf_question;

typedef struct pf_source {
    pf_origin place;
    const char *id, *title, *url;
} pf_source;

typedef struct pf_examples {
    pf_origin place;
    pf_strings fires, silent;
} pf_examples;

typedef PF_LIST(pf_signal) pf_signals;
typedef PF_LIST(pf_option) pf_options;
typedef PF_LIST(pf_trade_off) pf_trade_offs;
typedef PF_LIST(pf_pitfall) pf_pitfalls;
typedef PF_LIST(pf_consideration) pf_considerations;
typedef PF_LIST(pf_question) pf_questions;
typedef PF_LIST(pf_source) pf_sources;

// What stands on the cheat sheet; NULL where it is made from the pattern's longer texts.
typedef struct pf_pattern_in_short {
    pf_origin place;
    const char *problem;
    const char *signs;   // words that give the pattern away
    const char *numbers; // from which on, and below which not
} pf_pattern_in_short;

typedef struct pf_pattern {
    pf_origin place;
    const char *id;      // `pattern:`, NULL in an extension
    const char *extends; // `extends:`, NULL in a pattern
    const char *title, *problem;
    pf_pattern_in_short in_short;
    pf_signals signals;
    pf_options options; // simplest first
    pf_trade_offs trade_offs;
    pf_pitfalls pitfalls;
    pf_considerations considerations;
    pf_phrases addressed; // words that show that a design speaks of it, looser than the terms of options
    pf_questions questions;
    pf_sources sources;
    pf_examples examples;
} pf_pattern;

typedef struct pf_term {
    pf_origin place;
    const char *name;
    pf_phrases entries;
} pf_term;

typedef struct pf_named_condition {
    pf_origin place;
    const char *name;
    pf_condition when;
} pf_named_condition;

typedef enum pf_audience { PF_AUDIENCE_EITHER, PF_AUDIENCE_PUBLIC, PF_AUDIENCE_ORGANISATION, PF_AUDIENCE_PROGRAM } pf_audience;

typedef struct pf_part {
    pf_origin place;
    const char *part, *pattern, *because;
    double certainty;
    uint32_t pattern_index; // resolved
} pf_part;
typedef PF_LIST(pf_part) pf_parts;

typedef struct pf_system {
    pf_origin place;
    const char *id, *title;
    pf_phrases names, description;
    pf_condition *when; // what texts that do not name it speak of; NULL when absent
    int audience; // pf_audience
    pf_parts parts;
    pf_strings examples;
} pf_system;

// A description of a system for somebody who wants to practise.
typedef struct pf_scenario {
    pf_origin place;
    const char *id, *title, *text;
    pf_strings fits; // ids of the patterns that it calls for, and of no others
} pf_scenario;

typedef enum pf_side { PF_SIDE_EITHER, PF_SIDE_BEFORE, PF_SIDE_AFTER } pf_side;

// Words near a quantity that make it this fact.
typedef struct pf_fact_context {
    pf_origin place;
    pf_phrases phrases;
    double weight; // 0..1
    double reach;  // words between the phrase and the quantity at most
    int side;      // pf_side: where the phrase stands, seen from the quantity
} pf_fact_context;
typedef PF_LIST(pf_fact_context) pf_fact_contexts;

typedef enum pf_operator { PF_PUSH_NUMBER, PF_PUSH_FACT, PF_ADD, PF_SUBTRACT, PF_MULTIPLY, PF_DIVIDE } pf_operator;

// One step of a formula in postfix order.
typedef struct pf_step {
    int operator; // pf_operator
    double number;
    uint32_t fact;
} pf_step;

typedef struct pf_derivation {
    pf_origin place;
    const char *formula; // "reads_per_second / writes_per_second"
    PF_LIST(pf_step) steps; // resolved
} pf_derivation;
typedef PF_LIST(pf_derivation) pf_derivations;

typedef enum pf_pick { PF_PICK_MAX, PF_PICK_MIN, PF_PICK_SUM, PF_PICK_FIRST } pf_pick;

typedef struct pf_fact {
    pf_origin place;
    const char *name, *title;
    const char *ask; // a question for it in a person's words, whatever it decides; or NULL
    int dimension; // pf_dimension
    int also;      // one more than a second dimension in which it may be stated (an interval for a duration); 0: none
    int pick;      // pf_pick: which of several stated values holds
    pf_phrases of; // head nouns that make a quantity this fact
    double of_weight;
    pf_fact_contexts context;
    pf_phrases unless; // words in the sentence that forbid it
    pf_value at_least, at_most; // what is plausible
    pf_strings inverted_by; // ratio: first nouns of "write:read", which state it the other way round
    int calculated; // pf_tristate; PF_FALSE: the result of a calculation in the text is not this fact
    int single;     // pf_tristate; PF_TRUE: two different values in one text contradict each other
    pf_derivations derive;
} pf_fact;

typedef struct pf_cue {
    pf_origin place;
    const char *id;
    int effect;    // pf_effect
    int direction; // pf_direction
    double reach;  // words
    int across;    // pf_tristate: reaches across ; : brackets and cell boundaries
    int lone;      // pf_tristate: only where it stands alone between signs
    pf_phrases phrases;
} pf_cue;
typedef PF_LIST(pf_cue) pf_cues;

typedef struct pf_denial {
    pf_origin place;
    pf_cues cues;
    pf_phrases stops, exceptions;
} pf_denial;

// What a section of a design document is about: the need, how it is met, or something else (neither requires nor adopts anything).
typedef enum pf_section_side { PF_SECTION_OPEN, PF_SECTION_NEED, PF_SECTION_DESIGN, PF_SECTION_ASIDE } pf_section_side;

typedef struct pf_section_rule {
    pf_origin place;
    const char *role;
    int effect; // pf_effect
    int side;   // pf_section_side
    int facts;  // pf_tristate; PF_FALSE: numbers there say nothing of the system
    double weight;
    pf_phrases headings;
    bool is_addition; // of `headings:`; what a team calls its sections goes before what is usual
} pf_section_rule;

// More headings of a role that there is already.
typedef struct pf_more_headings {
    pf_origin place;
    const char *role;
    pf_phrases phrases;
} pf_more_headings;

typedef struct pf_inflected {
    pf_origin place;
    const char *word;
    pf_strings forms;
} pf_inflected;
typedef PF_LIST(pf_inflected) pf_inflecteds;

typedef struct pf_word_rules {
    pf_origin place;
    pf_strings skipped;
    pf_inflecteds irregular, misspellings;
    PF_LIST(pf_strings) spellings;
    pf_strings unsure; // answers by which somebody says that he does not know
} pf_word_rules;

// How certainties turn into levels and how much evidence counts; see rules/certainty.yaml.
typedef struct pf_certainty {
    pf_origin place;
    double strong, likely, possible, not_needed; // levels
    double likely_long;  // what `likely` becomes in a long text, in which a single hint may be chance
    double denied;       // a denied signal counts this share of its certainty, against
    double denied_beside; // the same where another signal of the pattern is plainly stated, or several together are strong
    double hypothetical; // a hypothetical one this share, in favour
    double background;   // one about another or earlier system
    double system_short, system_long; // share of a system's parts in a text of up to / of at least so many words:
    double short_words, long_words;   // between the two lengths, this and `likely` change linearly
    double mention;      // share of a system that is only described or named in passing
} pf_certainty;

typedef PF_LIST(pf_pattern) pf_patterns;
typedef PF_LIST(pf_term) pf_terms;
typedef PF_LIST(pf_named_condition) pf_named_conditions;
typedef PF_LIST(pf_system) pf_systems;
typedef PF_LIST(pf_scenario) pf_scenarios;
typedef PF_LIST(pf_fact) pf_facts;
typedef PF_LIST(pf_diagram_node) pf_diagram_nodes;
typedef PF_LIST(pf_section_rule) pf_section_rules;
typedef PF_LIST(pf_more_headings) pf_more_headings_list;

// All that one layer of rule files says: the default rules, or all of a user's.
typedef struct pf_pack {
    pf_patterns patterns;
    pf_terms terms;
    pf_named_conditions conditions;
    pf_systems systems;
    pf_scenarios scenarios;
    pf_facts facts;
    pf_diagram_nodes nodes;
    pf_section_rules sections;
    pf_more_headings_list headings; // of this layer; merging makes them sections
    pf_denial denial;
    pf_word_rules words;
    pf_certainty certainty;
    pf_lexicon_source units;
} pf_pack;

#endif
