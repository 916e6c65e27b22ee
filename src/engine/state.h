// SPDX-License-Identifier: MIT
// What the parts of the engine share while one text is analysed.
#ifndef PF_ENGINE_STATE_H
#define PF_ENGINE_STATE_H

#include "engine/engine.h"
#include "text/scope.h"

// Whether and how a condition holds; better findings first.
typedef enum pf_standing { PF_ABSENT, PF_STANDS_DENIED, PF_STANDS_BACKGROUND, PF_STANDS_HYPOTHETICAL, PF_STANDS } pf_standing;

typedef struct pf_finding {
    pf_standing standing;
    double weight;  // of the section it stands in, 0..1
    bool also_denied; // phrases: a section of denials has them too
    uint32_t denied_start, denied_end; // there
    bool unknown;   // absent, but it hangs on a fact that is not known
    bool located;
    uint32_t start, end; // bytes, when located
    uint32_t cue;   // denied, background or hypothetical: the cue's first token; PF_UNRESOLVED for a section's effect
    const pf_condition *fact; // the comparison that decided, or NULL
    const pf_condition *counted; // the count of different words that decided, or NULL
    pf_range counted_hits;
} pf_finding;

// Tokens [first, end).
typedef struct pf_extent {
    uint32_t first, end;
} pf_extent;

// A signal that may hold: it is not switched off, and the text has the words that it needs. All others say nothing.
typedef struct pf_live_signal {
    const pf_signal *rule;
    uint64_t facts; // after pf_settle: that may change it, as pf_fact_bit
    bool known;     // whether it was evaluated, and no fact changed since
    pf_finding finding;
} pf_live_signal;

typedef struct pf_state pf_state;
struct pf_state {
    pf_arena *arena;
    const pf_ruleset *rules;
    const pf_text *text;
    const pf_given *given; // facts from outside
    size_t given_count;
    // What is read of the text once, whatever is passed over:
    pf_hits hits;
    uint8_t *effects;        // of each token (pf_effect), by its clause
    uint32_t *causes;        // of each token that a cue reached, the cue's first token
    uint32_t *affected;      // of each token, the first one from there on whose effect is not PF_EFFECT_STATED
    pf_marks cues;           // in the order of the text
    uint32_t *section_roles, *block_roles; // one more than the position of the section rule; 0: none
    bool has_own_sections;    // a heading that somebody added to the rules says that a section tells what is needed, or how it is met
    uint8_t *sides;           // of each block (pf_section_side), never PF_SECTION_OPEN
    const pf_quantity *quantities;
    uint32_t quantity_count;
    uint32_t *quantity_facts; // of each quantity, what pf_fact_of_quantity remembers
    const uint64_t *fact_sets; // of each sentence, see pf_fact_source
    uint32_t word_count;
    double length;           // 0 for a text of up to short_words, 1 for one from long_words on
    pf_certainty levels;     // of the rule set, with `likely` as this length asks for it
    pf_regexes *regexes;
    size_t dear_searches;    // see limits.h
    uint64_t **misses;       // of each regex, NULL or a bit for each sentence in which it is known not to match
    const pf_signal **signals; // those that may hold, pattern by pattern, in the order of the rules
    uint32_t live_count;     // of them
    pf_range *live_of;       // of each pattern, in `signals`
    uint32_t *live_places;   // of each signal of the rules, one more than its position in `signals`; 0: it does not hold
    // What it comes to where one side, or none, is passed over:
    int passed_over;          // the side (pf_section_side) of which nothing counts; PF_SECTION_OPEN: none
    bool brief;               // assessments are wanted with their evidence, without its arithmetic and all else
    double *weights;          // of each block, by its section
    uint8_t *section_effects; // of each block
    bool *without_facts;      // of each block
    bool denies;              // some section is one of denials
    pf_fact_table facts;
    pf_known_fact *stated, *supposed; // the facts that were not worked out from others, and room for them while a number is supposed
    uint64_t doubtful;        // what is remembered of these facts (pf_fact_bit) may be of a number that was only supposed
    const pf_system *system;
    double system_share;     // what its parts count, 0..1
    uint32_t system_start, system_end;
    pf_live_signal *live;    // as `signals`
    pf_live_signal **open;   // those of them that numbers can change; NULL before pf_settle
    uint32_t open_count;
    // After pf_settle: the facts (pf_fact_bit) that may change each named condition, and the options of each pattern.
    uint64_t *condition_facts, *option_facts;
    struct pf_memory *memory; // what signals and named conditions came to, until a fact changes
    pf_engine_status status; // the first failure sticks
};

// engine.c. False when memory is exhausted, here and below.
// Reads the text, and assesses nothing yet; pf_state_release when neither this state nor one of its sides is asked any more.
bool pf_state_prepare(pf_state *state);
void pf_state_release(pf_state *state);
// The same text without what stands on one side.
bool pf_state_pass_over(const pf_state *whole, pf_section_side passed_over, pf_state *state);
// Finds the phrases of the rules in a text.
bool pf_state_scan(pf_state *state, const pf_text *text, pf_hits *hits);
// What the facts of the state are read from.
pf_fact_source pf_state_fact_source(const pf_state *state);
// sections.c: effects and weights of sections and clauses.
bool pf_state_read_clauses(pf_state *state);
bool pf_state_read_sections(pf_state *state);
bool pf_state_weigh_sections(pf_state *state); // as one side, or none, is passed over
// cause.c: what denies or weakens the words at a byte of the text, which `cue` (a token, or PF_UNRESOLVED for the section) reaches.
void pf_find_cause(const pf_state *state, uint32_t cue, uint32_t at, pf_evidence *evidence);
// system.c: the kind of system that the text describes.
void pf_state_find_system(pf_state *state);
// memory.c: findings that are asked for more than once.
typedef struct pf_memory pf_memory;
bool pf_state_list_signals(pf_state *state); // those that may hold
bool pf_memory_init(pf_state *state);
void pf_memory_forget(pf_state *state);
// Forgets what may come out otherwise when one of these facts (pf_fact_bit) changes, once it is settled what cannot.
void pf_memory_forget_facts(pf_state *state, uint64_t facts);
// Whether the text has no phrase of a set that is needed; PF_UNRESOLVED: none is.
bool pf_lacks_words(const pf_state *state, uint32_t set);
// The signal among the live ones, or NULL.
pf_live_signal *pf_find_live(const pf_state *state, uint32_t pattern, uint32_t signal);
// settle.c: finds the facts that can change signals, named conditions and options in this text. False when memory is exhausted.
bool pf_settle(pf_state *state);
const pf_finding *pf_evaluate_live(pf_state *state, pf_live_signal *signal);
pf_finding pf_evaluate_signal(pf_state *state, uint32_t pattern, uint32_t signal);
pf_finding *pf_memory_of_condition(pf_state *state, uint32_t condition, bool *known);
// evaluate.c: whether a condition of pattern `pattern` holds in an extent.
pf_finding pf_evaluate(pf_state *state, const pf_condition *condition, pf_extent extent);
// What an occurrence of a phrase says, by its clause and its section.
pf_finding pf_finding_of_hit(const pf_state *state, const pf_hit *hit);
// "7 of them: see, map, follow": what a count of different words found; NULL when memory is exhausted.
const char *pf_write_count(pf_state *state, const pf_finding *finding);
pf_extent pf_whole_text(const pf_state *state);
pf_extent pf_extent_of_sentence(const pf_state *state, uint32_t sentence);
// assess.c: one pattern; false when memory is exhausted.
bool pf_assess(pf_state *state, const pf_pattern *pattern, pf_assessment *assessment);
double pf_weigh(pf_state *state, const pf_pattern *pattern);
pf_level pf_level_of(const pf_certainty *levels, double certainty);
// options.c: the ladder of options, the pitfalls.
bool pf_assess_options(pf_state *state, pf_assessment *assessment);
uint32_t pf_start_with(pf_state *state, const pf_pattern *pattern, int *fits);
// questions.c: facts that would change the answer; what is missing.
bool pf_find_missing(pf_state *state, pf_assessment *assessment);
bool pf_find_questions(pf_state *state, pf_result *result);
// How many times a known number would have to be larger, or smaller, for the comparison to hold; 0 when it holds or nothing is known.
double pf_factor_to(const pf_state *state, const pf_condition *condition);
// "counts from 10:1"; NULL when memory is exhausted.
const char *pf_write_threshold(pf_state *state, const pf_condition *condition);
// Writes what a comparison found: "50,000/s ÷ 500/s = 100:1; counts from 10:1".
const char *pf_write_comparison(pf_state *state, const pf_condition *condition);
// A bound of the rules in the unit in which people say it: "100,000", "10/s".
const char *pf_write_bound(pf_state *state, uint32_t fact, const pf_value *value);

#endif
