// SPDX-License-Identifier: MIT
// The words of numbers: units, magnitudes, number words, bounds, and what a number may not be; from rules/units.yaml.
#ifndef PF_TEXT_LEXICON_H
#define PF_TEXT_LEXICON_H

#include "base/arena.h"

typedef enum pf_dimension {
    PF_DIMENSION_COUNT,     // things
    PF_DIMENSION_SIZE,      // bytes
    PF_DIMENSION_DURATION,  // seconds
    PF_DIMENSION_RATE,      // events per second
    PF_DIMENSION_DATA_RATE, // bytes per second
    PF_DIMENSION_RATIO,     // a / b
    PF_DIMENSION_PERCENT,   // fraction of 1
    PF_DIMENSION_DISTANCE,  // metres
    PF_DIMENSION_INTERVAL,  // seconds between occurrences
    PF_DIMENSIONS,
} pf_dimension;

// "count", "data_rate" and so on, as written in rule files; static.
const char *pf_dimension_name(pf_dimension dimension);

// How a value of the dimension may be written: "5 MB", "10:1"; static.
const char *pf_dimension_example(pf_dimension dimension);

// --- The source: mirrors the key `units` of a rule file one to one ---------------------------------------------------

typedef struct pf_words {
    const char *const *items;
    size_t count;
} pf_words;

// names match in any case, symbols only as written. A name may be two words.
typedef struct pf_measure_source {
    int dimension; // pf_dimension
    double factor; // base units in one
    pf_words names, symbols;
    pf_words context; // words near by that speak for this sense of a symbol that several records share ("m")
    const char *of;   // the thing counted when the unit says it (QPS: query), or NULL
    bool article;     // "a minute" is one minute
    bool attached;    // only directly behind the digits ("500us")
} pf_measure_source;

// Words with a number: magnitudes (million: 1e6), number words (seven: 7), parts (half: 0.5), indefinite numbers
// (hundreds: 100), adverbs of frequency (daily: 86400 s), times (twice: 2).
typedef struct pf_value_source {
    pf_words words, symbols; // in any case; as written
    double value;
} pf_value_source;

typedef enum pf_bound { PF_BOUND_LOWER, PF_BOUND_UPPER, PF_BOUND_ABOUT } pf_bound;

typedef enum pf_place {
    PF_PLACE_BEFORE, // directly before the number
    PF_PLACE_AFTER,  // directly behind the number, its unit or its noun
    PF_PLACE_LABEL,  // anywhere in what the number is given for ("Max size: 5 MB", "the limit is 5")
} pf_place;

typedef struct pf_cue_source {
    pf_words phrases;
    int bound;        // pf_bound
    int place;        // pf_place
    bool article;     // an article may stand between cue and number ("within a 5-mile radius")
    bool negatable;   // turns round after a negation ("must not be longer than")
    bool preposition; // no bound behind the words of `prepositional` ("spread over 3 zones")
} pf_cue_source;

typedef struct pf_noun_source {
    pf_words words;
    const char *noun; // singular
} pf_noun_source;

typedef struct pf_ending_source {
    const char *ending, *singular; // "ies", "y"
} pf_ending_source;

typedef enum pf_abbreviation { PF_ABBREVIATION_ANY = 1, PF_ABBREVIATION_NUMBER, PF_ABBREVIATION_LOWER } pf_abbreviation;

typedef struct pf_abbreviation_source {
    pf_words words; // without the last dot
    int before;     // pf_abbreviation: the dot ends no sentence before anything, a number, a small letter
} pf_abbreviation_source;

typedef struct pf_display_source {
    int dimension;
    double factor;    // base units in one
    double least;     // smallest value (in base units) shown in this unit; 0: the factor
    const char *text; // behind the number, with its space if it wants one
} pf_display_source;

#define PF_LIST(type, name)                                                                                            \
    const type *name;                                                                                                  \
    size_t name##_count

typedef struct pf_lexicon_source {
    PF_LIST(pf_measure_source, measures);
    PF_LIST(pf_value_source, magnitudes);
    PF_LIST(pf_value_source, numbers);
    PF_LIST(pf_value_source, parts);
    PF_LIST(pf_value_source, indefinite);
    PF_LIST(pf_value_source, frequencies);
    PF_LIST(pf_value_source, times);
    PF_LIST(pf_cue_source, cues);
    PF_LIST(pf_noun_source, aliases);
    PF_LIST(pf_noun_source, plurals);
    PF_LIST(pf_ending_source, endings);
    PF_LIST(pf_abbreviation_source, abbreviations);
    PF_LIST(pf_display_source, displays);
    // Grammar
    pf_words articles, conjunctions, alternatives, range_joiners, range_openers, of, negations, prepositional, changes,
        below, exactly, per, every, other, for_each, occasions, unit_modifiers, article_before, links, flow_verbs;
    // Ratios
    pf_words ratio_words, ratio_joiners, ratio_verbs, operations, plain_ratios;
    // No quantities
    pf_words identifiers, products, void_after, void_compounds, multiples, compared, months, year_before, clock,
        currencies, status_codes, status_nouns, screen_nouns, names_before_colon;
    // Head nouns
    pf_words stops, not_plural, plural_modifiers, people, standing, label_fillers, generic_labels, quantifiers,
        pronouns;
} pf_lexicon_source;

#undef PF_LIST

// --- The compiled form: arrays of plain numbers, offsets into `strings`; a generator prints it as C initialisers -----

// What a word may be; a word can be many things. Bit numbers in pf_lexicon_word.roles.
typedef enum pf_role {
    // with a payload in the sense
    PF_ROLE_MEASURE,      // index in measures
    PF_ROLE_MEASURE_PART, // first of two words of a measure's name
    PF_ROLE_CONTEXT,      // index in measures
    PF_ROLE_MAGNITUDE,    // index in values
    PF_ROLE_NUMBER,       // index in values
    PF_ROLE_PART,         // index in values
    PF_ROLE_INDEFINITE,   // index in values
    PF_ROLE_FREQUENCY,    // index in values
    PF_ROLE_TIMES,        // index in values
    PF_ROLE_CUE_LAST,     // index in cues: last word of a cue that stands before the number
    PF_ROLE_CUE_FIRST,    // index in cues: first word of a cue that stands behind it
    PF_ROLE_CUE_LABEL,    // index in cues
    PF_ROLE_CUE_WORD,     // any word of a cue that stands before the number
    PF_ROLE_ALIAS,        // offset of the noun
    PF_ROLE_PLURAL,       // offset of the singular
    PF_ROLE_ABBREVIATION, // pf_abbreviation
    // word lists, in the order of pf_lexicon_source
    PF_ROLE_ARTICLE,
    PF_ROLE_AND,
    PF_ROLE_OR,
    PF_ROLE_RANGE_JOINER,
    PF_ROLE_RANGE_OPENER,
    PF_ROLE_OF,
    PF_ROLE_NEGATION,
    PF_ROLE_PREPOSITIONAL,
    PF_ROLE_CHANGE,
    PF_ROLE_BELOW,
    PF_ROLE_EXACTLY,
    PF_ROLE_PER,
    PF_ROLE_EVERY,
    PF_ROLE_OTHER,
    PF_ROLE_FOR_EACH,
    PF_ROLE_OCCASION,
    PF_ROLE_UNIT_MODIFIER,
    PF_ROLE_ARTICLE_BEFORE,
    PF_ROLE_LINK,
    PF_ROLE_FLOW_VERB,
    PF_ROLE_RATIO_WORD,
    PF_ROLE_RATIO_JOINER,
    PF_ROLE_RATIO_VERB,
    PF_ROLE_OPERATION,
    PF_ROLE_PLAIN_RATIO,
    PF_ROLE_IDENTIFIER,
    PF_ROLE_PRODUCT,
    PF_ROLE_VOID_AFTER,
    PF_ROLE_VOID_COMPOUND,
    PF_ROLE_MULTIPLE,
    PF_ROLE_COMPARED,
    PF_ROLE_MONTH,
    PF_ROLE_YEAR_BEFORE,
    PF_ROLE_CLOCK,
    PF_ROLE_CURRENCY,
    PF_ROLE_STATUS_CODE,
    PF_ROLE_STATUS_NOUN,
    PF_ROLE_SCREEN_NOUN,
    PF_ROLE_NAME_BEFORE_COLON,
    PF_ROLE_STOP,
    PF_ROLE_NOT_PLURAL,
    PF_ROLE_PLURAL_MODIFIER,
    PF_ROLE_PEOPLE,
    PF_ROLE_STANDING,
    PF_ROLE_LABEL_FILLER,
    PF_ROLE_GENERIC_LABEL,
    PF_ROLE_QUANTIFIER,
    PF_ROLE_PRONOUN,
    PF_ROLES,
} pf_role;

_Static_assert(PF_ROLES <= 64, "the roles of a word are bits of a 64-bit number");

#define PF_ROLE_BIT(role) (UINT64_C(1) << (role))

typedef struct pf_lexicon_word {
    uint64_t roles;
    uint64_t key;  // its first and last bytes, see lexicon.c
    uint32_t text; // in small letters
    uint16_t first_sense, sense_count;
    uint16_t length;
} pf_lexicon_word;

typedef struct pf_lexicon_sense {
    uint32_t exact; // offset of the only spelling that has this sense, or 0: any case
    uint32_t payload;
    uint8_t role;
} pf_lexicon_sense;

typedef struct pf_lexicon_measure {
    double factor;
    uint32_t name, of; // offsets; 0: none
    uint8_t dimension, article, attached;
} pf_lexicon_measure;

typedef struct pf_lexicon_cue {
    uint32_t first_word; // in cue_words
    uint8_t length, bound, place, article, negatable, preposition;
} pf_lexicon_cue;

typedef struct pf_lexicon_ending {
    uint32_t ending, singular;
    uint8_t ending_length, singular_length;
} pf_lexicon_ending;

typedef struct pf_lexicon_display {
    double factor, least;
    uint32_t text;
    uint8_t dimension;
} pf_lexicon_display;

enum {
    PF_LEXICON_KEYS = 1024, // numbers of 64 bits for those of pf_lexicon_key
    PF_LEXICON_LETTERS = 32,
    PF_LEXICON_LONGEST_ONE = 2, // bytes of an article that can mean one ("a", "an"), not "the"
};

typedef struct pf_lexicon {
    const char *strings; // offset 0 is the empty string
    uint32_t strings_length;
    const pf_lexicon_word *words; // word 0 is no word
    uint32_t word_count;
    const uint16_t *slots; // open addressing: word number or 0; slot_count is a power of two
    uint32_t slot_count;
    const pf_lexicon_sense *senses;
    uint32_t sense_count;
    const pf_lexicon_measure *measures;
    uint32_t measure_count;
    const double *values;
    uint32_t value_count;
    const pf_lexicon_cue *cues;
    uint32_t cue_count;
    const uint16_t *cue_words; // word numbers
    uint32_t cue_word_count;
    const pf_lexicon_ending *endings; // longest first
    uint32_t ending_count;
    const pf_lexicon_display *displays;
    uint32_t display_count;
    const uint64_t
        *triggers; // of the words at which a quantity may begin, see pf_lexicon_may_trigger
} pf_lexicon;

// Builds the tables in the arena; strings are copied. False when memory is exhausted or the source has too many words.
bool pf_lexicon_build(pf_arena *arena, const pf_lexicon_source *source, pf_lexicon *lexicon);

// The number of the word with these bytes in any (ASCII) case, or 0.
uint32_t pf_lexicon_find(const pf_lexicon *lexicon, const char *text, size_t length);

// The payload of the word's sense in this role for this spelling; false when it has none.
bool pf_lexicon_sense_of(const pf_lexicon *lexicon, uint32_t word, pf_role role, const char *text, size_t length,
                         uint32_t *payload);

// The bit in `triggers` for a word with these bytes (length > 0).
static inline uint32_t pf_lexicon_key(const unsigned char *text, uint32_t length)
{
    uint32_t second = length > 1 ? text[1] : 0;
    return (text[0] & 31u) | (second & 31u) << 5 | (text[length - 1] & 31u) << 10 | (length >> 1 & 1u) << 15;
}

// A cheap sieve: by the first letter and the length, which already tell most words, and then by pf_lexicon_key.
static inline bool pf_lexicon_may_trigger(const pf_lexicon *lexicon, const unsigned char *text, uint32_t length)
{
    if (!(lexicon->triggers[PF_LEXICON_KEYS + (text[0] & 31u)] >> (length & 63) & 1))
        return false;
    uint32_t key = pf_lexicon_key(text, length);
    return lexicon->triggers[key >> 6] >> (key & 63) & 1;
}

#endif
