// SPDX-License-Identifier: MIT
// What the engine found in one text: plain data for the reports. Everything is owned by the analysis' arena or the rule set.
#ifndef PF_ENGINE_RESULT_H
#define PF_ENGINE_RESULT_H

#include "facts/facts.h"

typedef enum pf_level {
    PF_LEVEL_STRONG,     // recommended
    PF_LEVEL_LIKELY,     // recommended
    PF_LEVEL_POSSIBLE,   // considered
    PF_LEVEL_NOT_NEEDED, // something stated speaks against it
    PF_LEVEL_SILENT,     // nothing, or too little, speaks for it
} pf_level;

// What denies or weakens the words of a clause.
typedef enum pf_cause {
    PF_CAUSE_NONE,
    PF_CAUSE_CUE,     // other words of the text: "do not need"
    PF_CAUSE_HEADING, // the heading or the label of the part of the text that they stand in: "Non-goals"
} pf_cause;

// One clause for or against a pattern.
typedef struct pf_evidence {
    const char *signal;  // the signal's id; "system" when the kind of system speaks
    const char *because; // why it counts, a clause
    bool located;        // false for facts set from outside and conditions about the text as a whole
    uint32_t start, end; // bytes of the source
    double certainty;    // its contribution, negative when it speaks against
    int status;          // pf_effect: stated, denied, hypothetical, background
    const char *arithmetic; // how the number came about and what it was compared with ("50,000/s ÷ 500/s = 100:1; counts from 10:1"), or NULL
    const pf_fact *measured; // whose number was compared, or NULL
    double whole;        // what it would contribute if it were stated in full; its certainty is a share of this, turned round when it is denied
    int cause;           // pf_cause: of a share below 1
    uint32_t cause_start, cause_end; // bytes of the source
} pf_evidence;

typedef struct pf_option_result {
    const pf_option *option;
    int fits;            // pf_tristate: justified and enough / not / not known
    bool outgrown;       // does not fit because it is no longer enough
    const char *because; // in this text, with the number that decides
    const char *arithmetic; // that number alone, or NULL
} pf_option_result;

typedef struct pf_pitfall_result {
    const pf_pitfall *pitfall;
    bool applies; // its condition holds for this text
} pf_pitfall_result;

typedef struct pf_assessment {
    const pf_pattern *pattern;
    pf_level level;
    double certainty;           // -1..1
    const pf_evidence *evidence; // strongest first, for before against
    size_t evidence_count;
    const char *const *parts;   // parts of the recognised system that it serves ("uploads")
    size_t part_count;
    const pf_option_result *options; // simplest first
    size_t option_count;
    uint32_t start_with;        // index in options; PF_UNRESOLVED when the pattern has none
    const char *next_step;      // what would justify the next option, or NULL
    bool next_is_justified;     // by a number of this text
    const pf_pitfall_result *pitfalls; // those that apply first
    size_t pitfall_count;
    const char *const *missing; // considered: what is missing for a recommendation
    size_t missing_count;
    const char *against;        // not needed: the strongest reason against, or NULL
    const pf_fact *unmet_of;    // what the next is about
    const char *unmet;          // the nearest unmet threshold ("ratio 8:1; counts from 10:1"), or NULL
} pf_assessment;

typedef struct pf_asked {
    const char *ask; // in a person's words
    const pf_fact *fact;
    const pf_pattern *const *decides; // patterns whose recommendation, or option to start with, hangs on it
    size_t decides_count;
    double weight; // how many of those changes an answer is expected to bring: see pf_weigh_change
} pf_asked;

typedef struct pf_result {
    const char *source_name;
    const char *source;
    size_t source_length;
    const pf_text *text; // its sentences
    const pf_pack *pack; // the rules by which this was found
    const pf_system *system; // NULL when none was recognised
    uint32_t system_start, system_end; // its words
    const pf_assessment *assessments; // all patterns: by level, then certainty, then the rule files' order
    size_t assessment_count;
    double likely; // the certainty from which patterns are recommended in a text of this length
    const pf_known_fact *facts;
    size_t fact_count;
    const pf_quantity *quantities;
    uint32_t quantity_count;
    const pf_asked *questions; // most decisive first
    size_t question_count;
} pf_result;

// The assessment of a pattern of the rules.
const pf_assessment *pf_assessment_of(const pf_result *result, const pf_pattern *pattern);

bool pf_evidence_quotes(const pf_evidence *evidence); // whether there are words of the source to quote
bool pf_level_recommends(pf_level level);            // strong or likely
const char *pf_level_name(pf_level level);           // "strong", "likely", "possible", "not-needed", "silent"
const char *pf_provenance_name(pf_provenance provenance); // "stated", "derived", "set"
const char *pf_effect_name(int effect);              // "stated", "denied", "hypothetical", "background", "ignored"

#endif
