// SPDX-License-Identifier: MIT
// All forms in which an English word is written: inflections, British and American spelling, known slips.
#include "match/inflection.h"

#include "match/hash.h"

#include <string.h>

enum { LONGEST_WORD = 64, FIRST_SLOTS = 1024 };

typedef struct form_link form_link;
struct form_link {
    const char *form;
    bool inflect;
    form_link *next;
};

struct pf_word_forms {
    const char *word;
    form_link *first;
};

bool pf_inflector_init(pf_inflector *inflector, pf_arena *arena)
{
    *inflector = (pf_inflector){.arena = arena, .mask = FIRST_SLOTS - 1};
    inflector->slots = pf_arena_array(arena, FIRST_SLOTS, sizeof *inflector->slots);
    return inflector->slots != NULL;
}

static pf_word_forms **find_slot(const pf_inflector *inflector, const char *word)
{
    size_t slot = pf_hash(word, strlen(word)) & inflector->mask;
    while (inflector->slots[slot] && strcmp(inflector->slots[slot]->word, word) != 0)
        slot = (slot + 1) & inflector->mask;
    return &inflector->slots[slot];
}

static bool enlarge(pf_inflector *inflector)
{
    pf_inflector larger = *inflector;
    larger.mask = inflector->mask * 2 + 1;
    larger.slots = pf_arena_array(inflector->arena, larger.mask + 1, sizeof *larger.slots);
    if (!larger.slots)
        return false;
    for (size_t i = 0; i <= inflector->mask; i++)
        if (inflector->slots[i])
            *find_slot(&larger, inflector->slots[i]->word) = inflector->slots[i];
    *inflector = larger;
    return true;
}

bool pf_inflector_add(pf_inflector *inflector, const char *word, const char *form, bool inflect)
{
    if (inflector->count * 2 > inflector->mask && !enlarge(inflector))
        return false;
    pf_word_forms **slot = find_slot(inflector, word);
    if (!*slot) {
        pf_word_forms *entry = pf_arena_alloc(inflector->arena, sizeof *entry);
        if (!entry)
            return false;
        entry->word = pf_arena_copy(inflector->arena, word, strlen(word));
        if (!entry->word)
            return false;
        *slot = entry;
        inflector->count++;
    }
    form_link *link = pf_arena_alloc(inflector->arena, sizeof *link);
    if (!link)
        return false;
    link->form = pf_arena_copy(inflector->arena, form, strlen(form));
    link->inflect = inflect;
    link->next = (*slot)->first;
    (*slot)->first = link;
    return link->form != NULL;
}

static bool is_vowel(char letter)
{
    return letter && strchr("aeiou", letter);
}

static bool ends_with(const char *word, size_t length, const char *ending)
{
    size_t size = strlen(ending);
    return length > size && memcmp(word + length - size, ending, size) == 0;
}

// The stem with another ending; there are so many that formatting them took an eighth of reading rules.
static const char *join(pf_arena *arena, const char *stem, size_t length, const char *ending)
{
    size_t size = strlen(ending);
    char *word = pf_arena_alloc(arena, length + size + 1);
    if (!word)
        return NULL;
    memcpy(word, stem, length);
    memcpy(word + length, ending, size);
    return word;
}

static bool add_form(pf_arena *arena, pf_forms *forms, const char *stem, size_t length, const char *ending)
{
    const char *form = join(arena, stem, length, ending);
    if (!form)
        return false;
    for (size_t i = 0; i < forms->count; i++)
        if (strcmp(forms->items[i], form) == 0)
            return true;
    const char **items = pf_arena_grow(arena, forms->items, forms->count, &forms->capacity, sizeof *items);
    if (!items)
        return false;
    forms->items = items;
    forms->items[forms->count++] = form;
    return true;
}

// Consonant, vowel, consonant at the end: the last may be doubled before -ed and -ing.
static bool may_double(const char *word, size_t length)
{
    return length >= 3 && !is_vowel(word[length - 1]) && !strchr("wxy", word[length - 1]) && is_vowel(word[length - 2]) &&
           !is_vowel(word[length - 3]);
}

static bool add_plural(pf_arena *arena, pf_forms *forms, const char *word, size_t length)
{
    bool sibilant = ends_with(word, length, "s") || ends_with(word, length, "x") || ends_with(word, length, "z") ||
                    ends_with(word, length, "ch") || ends_with(word, length, "sh");
    if (sibilant)
        return add_form(arena, forms, word, length, "es");
    if (word[length - 1] == 'y' && !is_vowel(word[length - 2]))
        return add_form(arena, forms, word, length - 1, "ies");
    if (word[length - 1] == 'o' && !add_form(arena, forms, word, length, "es"))
        return false;
    return add_form(arena, forms, word, length, "s");
}

static bool add_past_and_participle(pf_arena *arena, pf_forms *forms, const char *word, size_t length)
{
    char last = word[length - 1];
    if (ends_with(word, length, "ie"))
        return add_form(arena, forms, word, length, "d") && add_form(arena, forms, word, length - 2, "ying");
    if (last == 'e') {
        bool keeps = strchr("eoy", word[length - 2]) != NULL;
        return add_form(arena, forms, word, length, "d") && add_form(arena, forms, word, keeps ? length : length - 1, "ing");
    }
    if (last == 'y' && !is_vowel(word[length - 2]))
        return add_form(arena, forms, word, length - 1, "ied") && add_form(arena, forms, word, length, "ing");
    const char doubled_past[] = {last, 'e', 'd', '\0'}, doubled_participle[] = {last, 'i', 'n', 'g', '\0'};
    if (may_double(word, length) &&
        !(add_form(arena, forms, word, length, doubled_past) && add_form(arena, forms, word, length, doubled_participle)))
        return false;
    return add_form(arena, forms, word, length, "ed") && add_form(arena, forms, word, length, "ing");
}

static bool is_plain_word(const char *word, size_t length)
{
    return length >= 3 && length < LONGEST_WORD && strspn(word, "abcdefghijklmnopqrstuvwxyz") == length;
}

static bool add_regular(pf_arena *arena, pf_forms *forms, const char *word)
{
    size_t length = strlen(word);
    if (!add_form(arena, forms, word, length, ""))
        return false;
    if (length >= 2 && !is_plain_word(word, length))
        return add_form(arena, forms, word, length, "s");
    if (length < 2)
        return true;
    return add_plural(arena, forms, word, length) && add_past_and_participle(arena, forms, word, length);
}

// British and American endings that go over into each other by rule.
static const char *const endings[][2] = {{"ise", "ize"}, {"isation", "ization"}, {"yse", "yze"}, {"our", "or"}, {"re", "er"}, {"iser", "izer"}};

static bool add_spellings(pf_arena *arena, pf_forms *forms, const char *word)
{
    size_t length = strlen(word);
    if (!add_regular(arena, forms, word) || length < 5)
        return length < 5;
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        for (size_t side = 0; side < 2; side++) {
            if (!ends_with(word, length, endings[i][side]))
                continue;
            size_t stem = length - strlen(endings[i][side]);
            const char *other = join(arena, word, stem, endings[i][1 - side]);
            if (!other || !add_regular(arena, forms, other))
                return false;
        }
    return true;
}

bool pf_inflect(const pf_inflector *inflector, const char *word, pf_forms *forms)
{
    pf_arena *arena = inflector->arena;
    *forms = (pf_forms){0};
    if (!add_spellings(arena, forms, word))
        return false;
    const pf_word_forms *entry = *find_slot(inflector, word);
    for (const form_link *link = entry ? entry->first : NULL; link; link = link->next) {
        bool added = link->inflect ? add_spellings(arena, forms, link->form)
                                   : add_form(arena, forms, link->form, strlen(link->form), "");
        if (!added)
            return false;
    }
    return true;
}
