// SPDX-License-Identifier: MIT
// What another value of a fact would change in what is recommended.
#ifndef PF_ENGINE_SUPPOSE_H
#define PF_ENGINE_SUPPOSE_H

#include "engine/state.h"

// A range of values of a fact that the rules do not tell apart.
typedef struct pf_span {
    double value; // one that stands for all, in base units
    double share; // how likely an answer lies there, where nothing is known; all together are 1
} pf_span;

typedef struct pf_spans {
    pf_span *items; // in the order of values
    size_t count;
} pf_spans;

// The spans between the numbers with which the rules compare the fact. Their shares go by their orders of magnitude, since numbers
// of which nothing is known are spread so (Benford 1938), and the two at the ends have one each. Values that are not plausible are
// left out. False when memory is exhausted.
bool pf_find_spans(pf_state *state, uint32_t fact, pf_spans *spans);

typedef enum pf_change {
    PF_CHANGE_NONE,
    PF_CHANGE_START,  // recommended as before, but starting with another option
    PF_CHANGE_BARELY, // recommended and was not, or the other way round, by a certainty close to where that begins
    PF_CHANGE_LEVEL,  // recommended and was not, or the other way round, plainly
} pf_change;

// A fact with one value, given from outside.
pf_given pf_give(const pf_ruleset *rules, uint32_t fact, double value);

// Whether the text speaks of a pattern at all: what it says nothing of is not to be made up by a number that it does not state either.
bool pf_is_spoken_of(const pf_assessment *assessment);

// Numbers that are tried for one fact, one after another.
typedef struct pf_trial {
    const pf_result *result;
    bool all;           // all patterns are of interest, not only those that the text speaks of
    pf_change *changes; // with the number that was tried last: what would change in each assessment of the result
    uint32_t fact;
    double value;       // that was tried last
    uint64_t changed;   // what facts it changed (pf_fact_bit); 0: none was tried yet
} pf_trial;

// Makes room for the changes; false when memory is exhausted.
bool pf_trial_begin(pf_state *state, const pf_result *result, uint32_t fact, bool all, pf_trial *trial);

// Supposes that the fact had this value alone. Afterwards the facts are as before, but what is remembered of them is not: more may be supposed
// of the state then, and nothing else be evaluated. False when memory is exhausted.
bool pf_suppose(pf_state *state, pf_trial *trial, double value);

// How much a change is: 1 when a pattern is recommended and was not, or the other way round, 1/2 when it starts with another option.
double pf_weigh_change(pf_change change);

#endif
