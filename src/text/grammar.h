// SPDX-License-Identifier: MIT
// The parts of the quantity parser: each reads one construction at a token of the current sentence.
#ifndef PF_TEXT_GRAMMAR_H
#define PF_TEXT_GRAMMAR_H

#include "base/bytes.h"
#include "text/quantity.h"

// The tokens of one sentence and what the lexicon knows of each. Most are never asked for, so that each is looked up when it is.
typedef struct pf_view {
    uint32_t first, end; // tokens
    uint32_t count;      // of them
    uint16_t *words;     // word numbers, by token - first
} pf_view;

enum { PF_NOT_LOOKED_UP = UINT16_MAX }; // no number of a word

typedef struct pf_parser {
    pf_arena *arena;
    const pf_text *text;
    const pf_lexicon *lexicon;
    const pf_lexicon_word *known; // the words of the lexicon
    uint16_t *characters;         // of each of ASCII, its word number and 1; 0: not looked up
    uint32_t ending_letters;      // bit of the last letter of each ending of a plural
    const char *source;
    const pf_token *tokens;
    pf_view view;
    uint32_t sentence;
    uint16_t *buffers[2]; // the words of the sentence, and of the header of the current table
    size_t buffer_sizes[2];
    pf_view header;
    uint32_t header_block; // PF_NONE: none seen
    uint32_t *columns;     // first token of each header cell
    size_t column_count, column_capacity;
    uint32_t column, column_token; // column of the table row that `column_token` is in
    uint32_t first_cell;           // the first token of the row that is no bar; PF_NONE: not looked for yet
    bool in_row;                   // the sentence is a table row with that header
    bool lone_value;               // pf_quantity_parse: a bare number is a count
    pf_quantity *items;
    size_t item_count, item_capacity;
    size_t sentence_items; // item_count when the sentence began
    const char *counted;   // the noun last counted in the sentence, or NULL: "500 users now and 2 million next year"
    bool failed;
} pf_parser;

// --- Tokens ----------------------------------------------------------------------------------------------------------

static inline bool pf_has_token(const pf_parser *p, uint32_t i)
{
    return i - p->view.first < p->view.count;
}

// quantity.c: looks up the word of a token that the view has.
uint32_t pf_word_look_up(const pf_parser *p, uint32_t i);

static inline uint32_t pf_word_at(const pf_parser *p, uint32_t i)
{
    if (!pf_has_token(p, i))
        return 0;
    uint32_t word = p->view.words[i - p->view.first];
    return word != PF_NOT_LOOKED_UP ? word : pf_word_look_up(p, i);
}

static inline uint64_t pf_roles_at(const pf_parser *p, uint32_t i)
{
    return p->known[pf_word_at(p, i)].roles;
}

static inline bool pf_is(const pf_parser *p, uint32_t i, pf_role role)
{
    return pf_roles_at(p, i) >> role & 1;
}

static inline bool pf_is_kind(const pf_parser *p, uint32_t i, pf_token_kind kind)
{
    return pf_has_token(p, i) && p->tokens[i].kind == kind;
}

static inline bool pf_is_sign(const pf_parser *p, uint32_t i, uint32_t code)
{
    return pf_is_kind(p, i, PF_TOKEN_PUNCTUATION) && p->tokens[i].code == code;
}

// The token stands directly behind the one before it.
static inline bool pf_is_attached(const pf_parser *p, uint32_t i)
{
    return i > p->view.first && i < p->view.end && !p->tokens[i].space_before;
}

static inline const char *pf_text_at(const pf_parser *p, uint32_t i)
{
    return p->source + p->tokens[i].start;
}

static inline uint32_t pf_end_of(const pf_parser *p, uint32_t i)
{
    return p->tokens[i].start + p->tokens[i].length;
}

static inline bool pf_is_capital(const pf_parser *p, uint32_t i)
{
    return pf_has_token(p, i) && is_upper(*pf_text_at(p, i));
}

static inline uint32_t pf_letter_bit(char letter)
{
    return UINT32_C(1) << (letter & 31);
}

// Whether the article at `i` may mean one: "a minute", "a million".
static inline bool pf_may_be_one(const pf_parser *p, uint32_t i)
{
    const uint64_t counted = PF_ROLE_BIT(PF_ROLE_MEASURE) | PF_ROLE_BIT(PF_ROLE_MEASURE_PART) | PF_ROLE_BIT(PF_ROLE_MAGNITUDE);
    return p->tokens[i].length <= PF_LEXICON_LONGEST_ONE && (pf_roles_at(p, i + 1) & counted);
}

bool pf_sense_at(const pf_parser *p, uint32_t i, pf_role role, uint32_t *payload);
bool pf_value_at(const pf_parser *p, uint32_t i, pf_role role, double *value);

// The token before `i` begins a word group with a hyphen: "sign-ups", "real-time". Returns the last token of the group
// at `i`.
uint32_t pf_group_end(const pf_parser *p, uint32_t i);

// --- Numbers (number.c) ----------------------------------------------------------------------------------------------

typedef struct pf_amount {
    uint32_t first, next; // tokens [first, next)
    double value;
    double raw;      // before the magnitude
    double most;     // "tens of thousands": ten times as much; 0: no upper bound ("thousands")
    bool magnified;  // has a magnitude or an exponent
    bool spelled;    // in words
    bool article;    // "a million"; "a" before a unit
    bool indefinite; // "thousands of"
    bool integer;    // digits alone, without separators
    bool decimal;
} pf_amount;

typedef enum pf_reading { PF_READING_NONE, PF_READING_VOID, PF_READING_NUMBER } pf_reading;

// Reads the number that begins at token `i`. VOID: digits that are no number (1.2.3, 007); `next` is then set too.
pf_reading pf_amount_read(const pf_parser *p, uint32_t i, pf_amount *amount);

// --- What no quantity is (void.c) ------------------------------------------------------------------------------------

// The number names, dates or prices something; moves `amount->next` behind everything that belongs to it.
bool pf_amount_is_void(const pf_parser *p, pf_amount *amount);

// The same for a range by what stands behind it: "5-10x faster".
bool pf_range_is_void(const pf_parser *p, pf_amount *to);

// --- Nouns (noun.c) --------------------------------------------------------------------------------------------------

typedef struct pf_noun {
    uint32_t first, last; // tokens of the head
    uint32_t next;        // behind the noun phrase
    uint32_t frequency;   // token of "daily" among its words, or PF_NONE
    bool plural;
} pf_noun;

bool pf_is_plural(const pf_parser *p, uint32_t i);

typedef enum pf_counted {
    PF_COUNTED_MANY,
    PF_COUNTED_ONE,   // behind the number one a second word with -s is a verb ("one admin approves")
    PF_COUNTED_SHARE, // behind "5% of" a mass noun may be the whole phrase ("5% of traffic comes")
} pf_counted;

// The noun phrase that begins at `i`.
bool pf_noun_read(const pf_parser *p, uint32_t i, pf_counted counted, pf_noun *noun);

// The nearest plural before token `i` (up to `least`), or PF_NONE.
uint32_t pf_plural_before(const pf_parser *p, uint32_t i, uint32_t least);

// Singular in small letters of the tokens [first, last]; NULL when memory is exhausted (p->failed).
const char *pf_singular(pf_parser *p, uint32_t first, uint32_t last);

// --- Units (unit.c) --------------------------------------------------------------------------------------------------

// The unit at `i`, which may be two words; `attached`: it stands directly behind digits.
const pf_lexicon_measure *pf_measure_at(const pf_parser *p, uint32_t i, bool attached, uint32_t *next);

// The word at `i` may be a magnitude as well as a unit ("m", "B"): which it is in this sentence.
bool pf_is_magnitude_here(const pf_parser *p, uint32_t first, uint32_t i);

typedef struct pf_per {
    double seconds;           // absorbed time, 0: none
    const char *time;         // its unit's name
    uint32_t noun, noun_last; // token of what it is per, or PF_NONE
    double amount;            // "per 100 requests"
    uint32_t next;
    bool repeats; // "every N units", which may also be an interval of its own
} pf_per;

// What the first word of these may be.
#define PF_PER_BEGINS                                                                                                  \
    (PF_ROLE_BIT(PF_ROLE_FLOW_VERB) | PF_ROLE_BIT(PF_ROLE_FREQUENCY) | PF_ROLE_BIT(PF_ROLE_PER) |                      \
     PF_ROLE_BIT(PF_ROLE_EVERY) | PF_ROLE_BIT(PF_ROLE_ARTICLE) | PF_ROLE_BIT(PF_ROLE_FOR_EACH))

// "per second", "/s", "a day", "each minute", "daily", "per user"; false if there is none at `i`.
bool pf_per_read(const pf_parser *p, uint32_t i, pf_per *per);

// The same in a label, where only a time counts, and only with a word before it: "Orders a day", "Orders every week".
bool pf_per_read_in_label(const pf_parser *p, uint32_t i, pf_per *per);

// --- Bounds (bound.c) ------------------------------------------------------------------------------------------------

typedef struct pf_bounds {
    bool lower, upper, about;
    bool sign;      // by a sign (<, ≥), which links to a label
    uint32_t first; // first token of the bounding words, or the token asked for
    uint32_t next;
} pf_bounds;

// The bounding words that end before token `i`.
pf_bounds pf_bounds_before(const pf_parser *p, uint32_t i);

// The bounding words that begin at token `i`: adds to `bounds` and moves `next`.
bool pf_bounds_after(const pf_parser *p, uint32_t i, pf_bounds *bounds);

// --- Labels (label.c) ------------------------------------------------------------------------------------------------

typedef struct pf_label {
    const char *of;                    // head noun, or NULL
    const pf_lexicon_measure *measure; // unit in the label, or NULL
    double seconds;                    // "per day" in the label, 0: none
    uint32_t time_first;               // where that begins in this sentence, or PF_NONE
    double magnitude;                  // "(millions)", 1: none
    bool plural, identifier, lower, upper;
    bool strong;          // linked by a colon, a cell or an equals sign
    bool of_link;         // linked by "of"
    bool calculated;      // a calculation stands between it and the number
    uint32_t first_token; // where the label begins
} pf_label;

// What the number behind the bounds is given for; false when there is no label.
bool pf_label_read(pf_parser *p, const pf_bounds *bounds, bool needs_link, pf_label *label);

// --- Arithmetic written out (calculation.c) --------------------------------------------------------------------------

// The number in the tokens [first, next) is multiplied, divided or added to something, so that a label is not about it alone.
bool pf_is_operand(const pf_parser *p, uint32_t first, uint32_t next);
bool pf_follows_operator(const pf_parser *p, uint32_t first);

// Where the calculation begins whose result stands behind the sign `equals`: at the sign that links it to its label, or at the
// beginning. PF_NONE when nothing is calculated before the sign.
uint32_t pf_calculation_first(const pf_parser *p, uint32_t equals);

// --- Ranges and lists (list.c) ---------------------------------------------------------------------------------------

// One number or range of a list.
typedef struct pf_item {
    pf_amount from, to; // `to` only of a range
    bool is_range;
    bool plus; // "50+"
} pf_item;

enum { PF_ITEMS_AT_ONCE = 64 }; // of a list; the rest is read as another list

// Reads the list that begins with `first` into `items`; returns the token behind it.
uint32_t pf_list_read(const pf_parser *p, const pf_amount *first, pf_item items[PF_ITEMS_AT_ONCE], uint32_t *count);

// A number in digits or words, or "a million", begins at `i`.
bool pf_reads_amount(const pf_parser *p, uint32_t i, pf_amount *amount);

// Token `i` joins the number at `first` and the one behind it to a range; "and" only after "between".
bool pf_joins_range(const pf_parser *p, uint32_t i, uint32_t first);

// "from 900 ms to 300 ms" after "bring down" is no range.
bool pf_is_change(const pf_parser *p, uint32_t first);

// --- Behind the number (tail.c) --------------------------------------------------------------------------------------

typedef struct pf_tail {
    const pf_lexicon_measure *measure;
    double extra;     // base units of the smaller unit: "1h30m"
    pf_noun noun;     // first PF_NONE: none
    bool compound;    // "16-core"
    double frequency; // seconds: "5,000 daily orders"; 0: none
    pf_per per, second_per;
    pf_bounds after;
    uint32_t unit_next; // behind the unit or noun
    uint32_t next;      // behind everything
} pf_tail;

pf_tail pf_tail_read(const pf_parser *p, uint32_t i, bool one);

// "1 MB to 5 GB", "between 5% and 10%": a second number with a unit of the same kind makes a range of both.
bool pf_tail_join(const pf_parser *p, pf_item *it, pf_tail *t);

// --- Putting it together (assemble.c) --------------------------------------------------------------------------------

// Emits the quantity of one number, if it is one; it ends before token `next`.
void pf_item_emit(pf_parser *p, const pf_item *item, const pf_tail *tail, uint32_t next);

// --- Constructions with a driver of their own ------------------------------------------------------------------------

// ratio.c: "10:1", "50 to 1"; true when a ratio (or something void that looks like one) was read, and `next` is set.
bool pf_ratio_at(pf_parser *p, pf_amount *amount, uint32_t *next);

// "read:write" of the pair of nouns nearest to the tokens [first, next), or NULL.
const char *pf_pair_near(pf_parser *p, uint32_t first, uint32_t next);

// frequency.c: "hourly", "every 5 s", "twice a day", "sub-second"; the token to go on at.
uint32_t pf_frequency_at(pf_parser *p, uint32_t i);
uint32_t pf_every_at(pf_parser *p, uint32_t i);
uint32_t pf_times_at(pf_parser *p, uint32_t i);
uint32_t pf_below_at(pf_parser *p, uint32_t i);

// quantity.c: appends; lower and upper as in `value`, with their has-flags. Skips values that are not finite.
void pf_emit(pf_parser *p, pf_dimension dimension, const pf_quantity *value, uint32_t first, uint32_t next);

#endif
