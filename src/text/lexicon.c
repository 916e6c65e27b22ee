// SPDX-License-Identifier: MIT
// Compiles the words of numbers into tables of plain numbers, and looks words up in them.
#include "text/lexicon.h"

#include "base/bytes.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

// Everything that grows while the tables are made. `failed` sticks, so that callers check once.
typedef struct builder {
    pf_arena *arena;
    char *strings;
    size_t string_count, string_capacity;
    pf_lexicon_word *words;
    size_t word_count, word_capacity;
    uint16_t *slots;
    size_t slot_count;
    pf_lexicon_sense *senses;
    uint16_t *sense_words; // the word of each sense
    size_t sense_count, sense_capacity, sense_word_capacity;
    double *values;
    size_t value_count, value_capacity;
    uint16_t *cue_words;
    size_t cue_word_count, cue_word_capacity;
    bool failed;
} builder;

typedef struct word_list {
    pf_role role;
    size_t offset; // of a pf_words in pf_lexicon_source
} word_list;

#define LIST(role, field)                                                                                              \
    {                                                                                                                  \
        PF_ROLE_##role, offsetof(pf_lexicon_source, field)                                                             \
    }
static const word_list word_lists[] = {
    LIST(ARTICLE, articles),
    LIST(AND, conjunctions),
    LIST(OR, alternatives),
    LIST(RANGE_JOINER, range_joiners),
    LIST(RANGE_OPENER, range_openers),
    LIST(OF, of),
    LIST(NEGATION, negations),
    LIST(PREPOSITIONAL, prepositional),
    LIST(CHANGE, changes),
    LIST(BELOW, below),
    LIST(EXACTLY, exactly),
    LIST(PER, per),
    LIST(EVERY, every),
    LIST(OTHER, other),
    LIST(FOR_EACH, for_each),
    LIST(OCCASION, occasions),
    LIST(UNIT_MODIFIER, unit_modifiers),
    LIST(ARTICLE_BEFORE, article_before),
    LIST(LINK, links),
    LIST(FLOW_VERB, flow_verbs),
    LIST(RATIO_WORD, ratio_words),
    LIST(RATIO_JOINER, ratio_joiners),
    LIST(RATIO_VERB, ratio_verbs),
    LIST(OPERATION, operations),
    LIST(PLAIN_RATIO, plain_ratios),
    LIST(IDENTIFIER, identifiers),
    LIST(PRODUCT, products),
    LIST(VOID_AFTER, void_after),
    LIST(VOID_COMPOUND, void_compounds),
    LIST(MULTIPLE, multiples),
    LIST(COMPARED, compared),
    LIST(MONTH, months),
    LIST(YEAR_BEFORE, year_before),
    LIST(CLOCK, clock),
    LIST(CURRENCY, currencies),
    LIST(STATUS_CODE, status_codes),
    LIST(STATUS_NOUN, status_nouns),
    LIST(SCREEN_NOUN, screen_nouns),
    LIST(NAME_BEFORE_COLON, names_before_colon),
    LIST(STOP, stops),
    LIST(NOT_PLURAL, not_plural),
    LIST(PLURAL_MODIFIER, plural_modifiers),
    LIST(PEOPLE, people),
    LIST(STANDING, standing),
    LIST(LABEL_FILLER, label_fillers),
    LIST(GENERIC_LABEL, generic_labels),
    LIST(QUANTIFIER, quantifiers),
    LIST(PRONOUN, pronouns),
};
#undef LIST

// Words at which a quantity may begin.
static const uint64_t trigger_roles = PF_ROLE_BIT(PF_ROLE_NUMBER) | PF_ROLE_BIT(PF_ROLE_PART) |
                                      PF_ROLE_BIT(PF_ROLE_INDEFINITE) | PF_ROLE_BIT(PF_ROLE_FREQUENCY) |
                                      PF_ROLE_BIT(PF_ROLE_TIMES) | PF_ROLE_BIT(PF_ROLE_EVERY) |
                                      PF_ROLE_BIT(PF_ROLE_BELOW) | PF_ROLE_BIT(PF_ROLE_ARTICLE);

static uint32_t four_bytes(const char *text)
{
    uint32_t four;
    memcpy(&four, text, sizeof four);
    return four;
}

// Eight bytes with the letters of ASCII made small.
static inline uint64_t eight_small(uint64_t eight)
{
    const uint64_t each = UINT64_C(0x0101010101010101);
    uint64_t low = eight & each * 0x7F;
    uint64_t from_a = low + each * (0x80 - 'A'), behind_z = low + each * (0x7F - 'Z'); // in the highest bit of each byte
    return eight | ((from_a ^ behind_z) & ~eight & each * 0x80) >> 2;
}

// The first four bytes in small letters and the last four, which is all of most words. Depends on the order of bytes in numbers, as all
// of the compiled tables does.
static inline uint64_t key_of(const char *text, size_t length)
{
    const unsigned char *bytes = (const unsigned char *)text;
    if (length >= 4)
        return eight_small((uint64_t)four_bytes(text) << 32 | four_bytes(text + length - 4));
    if (length == 0)
        return 0;
    return eight_small((uint64_t)bytes[0] << 16 | (uint64_t)bytes[length / 2] << 8 | bytes[length - 1]); // all of one to three
}

static bool equal_small(const char *small_text, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (small_text[i] != to_lower(text[i]))
            return false;
    return true;
}

static inline uint32_t find_slot(const uint16_t *slots, size_t slot_count, const pf_lexicon_word *words, const char *strings,
                                 const char *text, size_t length)
{
    uint64_t key = key_of(text, length);
    size_t slot = (size_t)((key + length) * UINT64_C(0x9E3779B97F4A7C15) >> 40) & (slot_count - 1);
    while (slots[slot]) {
        const pf_lexicon_word *word = &words[slots[slot]];
        if (word->key == key && word->length == length && (length <= sizeof key || equal_small(strings + word->text, text, length)))
            break;
        slot = (slot + 1) & (slot_count - 1);
    }
    return (uint32_t)slot;
}

uint32_t pf_lexicon_find(const pf_lexicon *lexicon, const char *text, size_t length)
{
    return lexicon
        ->slots[find_slot(lexicon->slots, lexicon->slot_count, lexicon->words, lexicon->strings, text, length)];
}

bool pf_lexicon_sense_of(const pf_lexicon *lexicon, uint32_t word, pf_role role, const char *text, size_t length,
                         uint32_t *payload)
{
    const pf_lexicon_word *entry = &lexicon->words[word];
    if (!(entry->roles & PF_ROLE_BIT(role)))
        return false;
    for (uint32_t i = 0; i < entry->sense_count; i++) {
        const pf_lexicon_sense *sense = &lexicon->senses[entry->first_sense + i];
        if (sense->role != role || (sense->exact && memcmp(lexicon->strings + sense->exact, text, length) != 0))
            continue;
        *payload = sense->payload;
        return true;
    }
    return false;
}

// --- Building --------------------------------------------------------------------------------------------------------

// Offset of a copy of the text in the pool; 0 for nothing or on failure.
static uint32_t add_string(builder *b, const char *text, size_t length, bool in_small)
{
    if (length == 0 && b->string_count > 0)
        return 0;
    uint32_t offset = (uint32_t)b->string_count;
    for (size_t i = 0; i <= length; i++) {
        char *grown = pf_arena_grow(b->arena, b->strings, b->string_count, &b->string_capacity, 1);
        if (!grown || b->string_count >= UINT32_MAX) {
            b->failed = true;
            return 0;
        }
        b->strings = grown;
        char byte = i < length ? text[i] : '\0';
        b->strings[b->string_count++] = in_small ? to_lower(byte) : byte;
    }
    return offset;
}

static bool rehash(builder *b, size_t slot_count)
{
    uint16_t *slots = pf_arena_array(b->arena, slot_count, sizeof *slots);
    if (!slots) {
        b->failed = true;
        return false;
    }
    for (size_t i = 1; i < b->word_count; i++) {
        const pf_lexicon_word *word = &b->words[i];
        slots[find_slot(slots, slot_count, b->words, b->strings, b->strings + word->text, word->length)] = (uint16_t)i;
    }
    b->slots = slots;
    b->slot_count = slot_count;
    return true;
}

// The number of the word, which is added if it is new; 0 on failure.
static uint16_t add_word(builder *b, const char *text, size_t length)
{
    if (b->failed || length == 0 || length > UINT16_MAX)
        return 0;
    if (b->word_count * 2 >= b->slot_count && !rehash(b, b->slot_count * 2))
        return 0;
    uint32_t slot = find_slot(b->slots, b->slot_count, b->words, b->strings, text, length);
    if (b->slots[slot])
        return b->slots[slot];
    pf_lexicon_word *grown = pf_arena_grow(b->arena, b->words, b->word_count, &b->word_capacity, sizeof *grown);
    if (!grown || b->word_count >= UINT16_MAX) {
        b->failed = true;
        return 0;
    }
    b->words = grown;
    b->words[b->word_count] = (pf_lexicon_word){
        .key = key_of(text, length), .text = add_string(b, text, length, true), .length = (uint16_t)length};
    b->slots[slot] = (uint16_t)b->word_count;
    return (uint16_t)b->word_count++;
}

// Word 0 is none: what is added for an empty name would be a role of all unknown words.
static void add_sense(builder *b, uint16_t word, pf_role role, uint32_t payload, uint32_t exact)
{
    if (!word)
        return;
    pf_lexicon_sense *senses = pf_arena_grow(b->arena, b->senses, b->sense_count, &b->sense_capacity, sizeof *senses);
    uint16_t *words = pf_arena_grow(b->arena, b->sense_words, b->sense_count, &b->sense_word_capacity, sizeof *words);
    if (!senses || !words || b->failed || b->sense_count >= UINT16_MAX) {
        b->failed = true;
        return;
    }
    b->senses = senses;
    b->sense_words = words;
    b->senses[b->sense_count] = (pf_lexicon_sense){.exact = exact, .payload = payload, .role = (uint8_t)role};
    b->sense_words[b->sense_count++] = word;
    b->words[word].roles |= PF_ROLE_BIT(role);
}

static void add_senses(builder *b, const pf_words *list, bool exact, pf_role role, uint32_t payload)
{
    for (size_t i = 0; i < list->count && !b->failed; i++) {
        size_t length = strlen(list->items[i]);
        uint16_t word = add_word(b, list->items[i], length);
        add_sense(b, word, role, payload, exact ? add_string(b, list->items[i], length, false) : 0);
        const char *space = exact ? NULL : strchr(list->items[i], ' ');
        if (space && role == PF_ROLE_MEASURE)
            add_sense(b, add_word(b, list->items[i], (size_t)(space - list->items[i])), PF_ROLE_MEASURE_PART, 0, 0);
    }
}

static uint32_t add_value(builder *b, double value)
{
    double *grown = pf_arena_grow(b->arena, b->values, b->value_count, &b->value_capacity, sizeof *grown);
    if (!grown) {
        b->failed = true;
        return 0;
    }
    b->values = grown;
    b->values[b->value_count] = value;
    return (uint32_t)b->value_count++;
}

static void add_values(builder *b, const pf_value_source *items, size_t count, pf_role role)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t value = add_value(b, items[i].value);
        add_senses(b, &items[i].words, false, role, value);
        add_senses(b, &items[i].symbols, true, role, value);
    }
}

static void add_nouns(builder *b, const pf_noun_source *items, size_t count, pf_role role)
{
    for (size_t i = 0; i < count; i++)
        add_senses(b, &items[i].words, false, role, add_string(b, items[i].noun, strlen(items[i].noun), false));
}

static void add_measures(builder *b, const pf_lexicon_source *source, pf_lexicon *lexicon)
{
    pf_lexicon_measure *measures = pf_arena_array(b->arena, source->measures_count + 1, sizeof *measures);
    b->failed = b->failed || !measures;
    for (size_t i = 0; i < source->measures_count && !b->failed; i++) {
        const pf_measure_source *from = &source->measures[i];
        const pf_words *named = from->names.count ? &from->names : &from->symbols;
        const char *name = named->count ? named->items[0] : "";
        measures[i] = (pf_lexicon_measure){.factor = from->factor,
                                           .name = add_string(b, name, strlen(name), false),
                                           .of = from->of ? add_string(b, from->of, strlen(from->of), false) : 0,
                                           .dimension = (uint8_t)from->dimension,
                                           .article = from->article,
                                           .attached = from->attached};
        add_senses(b, &from->names, false, PF_ROLE_MEASURE, (uint32_t)i);
        add_senses(b, &from->symbols, true, PF_ROLE_MEASURE, (uint32_t)i);
        add_senses(b, &from->context, false, PF_ROLE_CONTEXT, (uint32_t)i);
    }
    lexicon->measures = measures;
    lexicon->measure_count = (uint32_t)source->measures_count;
}

// Cuts a phrase at spaces, and signs from each other; appends the word numbers to cue_words.
static size_t add_phrase(builder *b, const char *phrase)
{
    size_t length = 0;
    while (*phrase && !b->failed) {
        size_t part = strcspn(phrase, " ");
        bool is_sign = part > 0 && strchr("<>=+~.%-/", phrase[0]);
        size_t taken = is_sign ? 1 : part;
        if (taken) {
            uint16_t *grown =
                pf_arena_grow(b->arena, b->cue_words, b->cue_word_count, &b->cue_word_capacity, sizeof *grown);
            if (!grown) {
                b->failed = true;
                return 0;
            }
            b->cue_words = grown;
            b->cue_words[b->cue_word_count++] = add_word(b, phrase, taken);
            length++;
        }
        phrase += taken;
        phrase += strspn(phrase, " ");
    }
    return length;
}

static int longer_first(const void *left, const void *right)
{
    const pf_lexicon_cue *a = left, *b = right;
    if (a->length != b->length)
        return a->length > b->length ? -1 : 1;
    return a->first_word < b->first_word ? -1 : a->first_word > b->first_word;
}

static void add_cues(builder *b, const pf_lexicon_source *source, pf_lexicon *lexicon)
{
    pf_lexicon_cue *cues = NULL;
    size_t count = 0, capacity = 0;
    for (size_t i = 0; i < source->cues_count; i++) {
        const pf_cue_source *from = &source->cues[i];
        for (size_t k = 0; k < from->phrases.count; k++) {
            pf_lexicon_cue *grown = pf_arena_grow(b->arena, cues, count, &capacity, sizeof *grown);
            uint32_t first_word = (uint32_t)b->cue_word_count;
            size_t length = grown ? add_phrase(b, from->phrases.items[k]) : 0;
            if (length == 0 || length > UINT8_MAX || b->failed) {
                b->failed = true;
                return;
            }
            cues = grown;
            cues[count++] = (pf_lexicon_cue){first_word,    (uint8_t)length, (uint8_t)from->bound, (uint8_t)from->place,
                                             from->article, from->negatable, from->preposition};
        }
    }
    if (count)
        qsort(cues, count, sizeof *cues, longer_first);
    for (size_t i = 0; i < count; i++) {
        const uint16_t *words = b->cue_words + cues[i].first_word;
        bool before = cues[i].place == PF_PLACE_BEFORE;
        add_sense(b, words[before ? cues[i].length - 1 : 0],
                  before                            ? PF_ROLE_CUE_LAST
                  : cues[i].place == PF_PLACE_AFTER ? PF_ROLE_CUE_FIRST
                                                    : PF_ROLE_CUE_LABEL,
                  (uint32_t)i, 0);
        for (size_t k = 0; before && k < cues[i].length; k++)
            b->words[words[k]].roles |= PF_ROLE_BIT(PF_ROLE_CUE_WORD);
    }
    lexicon->cues = cues;
    lexicon->cue_count = (uint32_t)count;
}

static void add_abbreviations(builder *b, const pf_lexicon_source *source)
{
    for (size_t i = 0; i < source->abbreviations_count; i++)
        add_senses(b, &source->abbreviations[i].words, false, PF_ROLE_ABBREVIATION,
                   (uint32_t)source->abbreviations[i].before);
}

static int longer_ending(const void *left, const void *right)
{
    const pf_lexicon_ending *a = left, *b = right;
    return (int)b->ending_length - (int)a->ending_length;
}

static void add_endings(builder *b, const pf_lexicon_source *source, pf_lexicon *lexicon)
{
    pf_lexicon_ending *endings = pf_arena_array(b->arena, source->endings_count + 1, sizeof *endings);
    b->failed = b->failed || !endings;
    for (size_t i = 0; i < source->endings_count && !b->failed; i++) {
        size_t ending = strlen(source->endings[i].ending), singular = strlen(source->endings[i].singular);
        endings[i] = (pf_lexicon_ending){add_string(b, source->endings[i].ending, ending, false),
                                         add_string(b, source->endings[i].singular, singular, false), (uint8_t)ending,
                                         (uint8_t)singular};
    }
    if (!b->failed && source->endings_count)
        qsort(endings, source->endings_count, sizeof *endings, longer_ending);
    lexicon->endings = endings;
    lexicon->ending_count = (uint32_t)source->endings_count;
}

static void add_displays(builder *b, const pf_lexicon_source *source, pf_lexicon *lexicon)
{
    pf_lexicon_display *displays = pf_arena_array(b->arena, source->displays_count + 1, sizeof *displays);
    b->failed = b->failed || !displays;
    for (size_t i = 0; i < source->displays_count && !b->failed; i++) {
        const pf_display_source *from = &source->displays[i];
        displays[i] =
            (pf_lexicon_display){from->factor, from->least > 0 ? from->least : from->factor,
                                 add_string(b, from->text, strlen(from->text), false), (uint8_t)from->dimension};
    }
    lexicon->displays = displays;
    lexicon->display_count = (uint32_t)source->displays_count;
}

// Puts the senses of each word side by side, in the order in which they were added.
static void sort_senses(builder *b, pf_lexicon *lexicon)
{
    pf_lexicon_sense *sorted = pf_arena_array(b->arena, b->sense_count + 1, sizeof *sorted);
    if (!sorted) {
        b->failed = true;
        return;
    }
    for (size_t i = 0; i < b->sense_count; i++)
        b->words[b->sense_words[i]].sense_count++;
    uint16_t next = 0;
    for (size_t i = 0; i < b->word_count; i++) {
        b->words[i].first_sense = next;
        next = (uint16_t)(next + b->words[i].sense_count);
        b->words[i].sense_count = 0;
    }
    for (size_t i = 0; i < b->sense_count; i++) {
        pf_lexicon_word *word = &b->words[b->sense_words[i]];
        sorted[word->first_sense + word->sense_count++] = b->senses[i];
    }
    lexicon->senses = sorted;
    lexicon->sense_count = (uint32_t)b->sense_count;
}

static void add_triggers(builder *b, pf_lexicon *lexicon)
{
    uint64_t *triggers = pf_arena_array(b->arena, PF_LEXICON_KEYS + PF_LEXICON_LETTERS, sizeof *triggers);
    if (!triggers) {
        b->failed = true;
        return;
    }
    for (size_t i = 1; i < b->word_count; i++) {
        uint64_t roles = b->words[i].roles & trigger_roles;
        if (roles && (roles != PF_ROLE_BIT(PF_ROLE_ARTICLE) || b->words[i].length <= PF_LEXICON_LONGEST_ONE)) {
            const unsigned char *text = (const unsigned char *)b->strings + b->words[i].text;
            uint32_t key = pf_lexicon_key(text, b->words[i].length);
            triggers[key >> 6] |= UINT64_C(1) << (key & 63);
            triggers[PF_LEXICON_KEYS + (text[0] & 31u)] |= UINT64_C(1) << (b->words[i].length & 63);
        }
    }
    lexicon->triggers = triggers;
}

static void add_everything(builder *b, const pf_lexicon_source *source, pf_lexicon *lexicon)
{
    add_measures(b, source, lexicon);
    add_values(b, source->magnitudes, source->magnitudes_count, PF_ROLE_MAGNITUDE);
    add_values(b, source->numbers, source->numbers_count, PF_ROLE_NUMBER);
    add_values(b, source->parts, source->parts_count, PF_ROLE_PART);
    add_values(b, source->indefinite, source->indefinite_count, PF_ROLE_INDEFINITE);
    add_values(b, source->frequencies, source->frequencies_count, PF_ROLE_FREQUENCY);
    add_values(b, source->times, source->times_count, PF_ROLE_TIMES);
    add_nouns(b, source->aliases, source->aliases_count, PF_ROLE_ALIAS);
    add_nouns(b, source->plurals, source->plurals_count, PF_ROLE_PLURAL);
    add_cues(b, source, lexicon);
    add_abbreviations(b, source);
    for (size_t i = 0; i < sizeof word_lists / sizeof *word_lists; i++) {
        const pf_words *list = (const pf_words *)(const void *)((const char *)source + word_lists[i].offset);
        for (size_t k = 0; k < list->count && !b->failed; k++) {
            uint16_t word = add_word(b, list->items[k], strlen(list->items[k]));
            if (word)
                b->words[word].roles |= PF_ROLE_BIT(word_lists[i].role);
        }
    }
    add_endings(b, source, lexicon);
    add_displays(b, source, lexicon);
    if (!b->failed)
        sort_senses(b, lexicon);
    add_triggers(b, lexicon);
}

bool pf_lexicon_build(pf_arena *arena, const pf_lexicon_source *source, pf_lexicon *lexicon)
{
    builder b = {.arena = arena};
    *lexicon = (pf_lexicon){0};
    add_string(&b, "", 0, false);
    b.words = pf_arena_grow(arena, NULL, 0, &b.word_capacity, sizeof *b.words);
    if (!b.words || b.failed)
        return false;
    b.words[0] = (pf_lexicon_word){0};
    b.word_count = 1;
    if (!rehash(&b, 4096))
        return false;
    add_everything(&b, source, lexicon);
    lexicon->strings = b.strings;
    lexicon->strings_length = (uint32_t)b.string_count;
    lexicon->words = b.words;
    lexicon->word_count = (uint32_t)b.word_count;
    lexicon->slots = b.slots;
    lexicon->slot_count = (uint32_t)b.slot_count;
    lexicon->values = b.values;
    lexicon->value_count = (uint32_t)b.value_count;
    lexicon->cue_words = b.cue_words;
    lexicon->cue_word_count = (uint32_t)b.cue_word_count;
    return !b.failed;
}
