// SPDX-License-Identifier: MIT
// The phrase language of rule files: words, alternatives, word lists and gaps.
#include "match/phrase.h"

#include "base/bytes.h"
#include "base/limits.h"

#include <stdlib.h>
#include <string.h>

static bool is_phrase_byte(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte >= 0x80 || byte == '\'' || byte == '-';
}

// What a scan would never find, since it looks at no longer words and runs.
static const char *check_length(const char *word, const char *end)
{
    size_t parts = 1, length = 0;
    for (; word < end; word++) {
        length = *word == '-' ? 0 : length + 1;
        parts += *word == '-';
        if (length > PF_LIMIT_WORD)
            return "a word has more than 48 bytes, and none so long is looked for: shorten it";
    }
    return parts > PF_LIMIT_ENTRY_WORDS ? "more than 12 words are joined by hyphens: write them apart" : NULL;
}

static const char *check_alternatives(const char *text)
{
    const char *at = text;
    for (;;) {
        if (*at == '<') {
            size_t name = strcspn(at, ">|");
            if (name < 2 || at[name] != '>')
                return "a word list is written <name>";
            at += name + 1;
            if (!*at)
                return NULL;
            if (*at++ != '|')
                return "a word list is written <name>, apart from other words";
            continue;
        }
        if (*at == '=')
            at++;
        if (!is_phrase_byte((unsigned char)*at) || *at == '-')
            return "an alternative is empty: write a|b without spaces round the bar";
        const char *word = at;
        while (is_phrase_byte((unsigned char)*at))
            at++;
        if (at - word > 2 && at[-1] == 's' && at[-2] == '\'')
            return "a possessive 's is not seen in texts: write the word without it";
        if (at[-1] == '-')
            return "a word ends in a hyphen";
        const char *problem = check_length(word, at);
        if (problem)
            return problem;
        if (!*at)
            return NULL;
        if (*at++ != '|')
            return "a word holds a sign that can never match: only letters, digits, ' and - stand in words";
    }
}

static char *lower(pf_arena *arena, const char *text, size_t length)
{
    char *copy = pf_arena_copy(arena, text, length);
    for (char *at = copy; at && *at; at++)
        *at = to_lower(*at);
    return copy;
}

static const char *parse_gap(const char *text, pf_element *element)
{
    element->kind = PF_ELEMENT_GAP;
    element->gap = PF_GAP_WORDS;
    if (!text[2])
        return NULL;
    char *end;
    unsigned long words = strtoul(text + 2, &end, 10);
    if (*end || text[2] < '0' || text[2] > '9' || words > PF_LIMIT_GAP)
        return "a gap is written .. or ..n with n from 0 to 20";
    element->gap = (uint32_t)words;
    return NULL;
}

static const char *parse_element(pf_arena *arena, const char *text, size_t length, pf_element *element)
{
    char *word = lower(arena, text, length);
    if (!word)
        return "out of memory";
    element->text = word;
    if (word[0] == '.' && word[1] == '.')
        return parse_gap(word, element);
    if (word[0] == '<' && length > 2 && strcspn(word, ">") == length - 1) {
        word[length - 1] = '\0';
        element->kind = PF_ELEMENT_TERM;
        element->text = word + 1;
        return NULL;
    }
    element->kind = PF_ELEMENT_WORDS;
    return check_alternatives(word);
}

const char *pf_phrase_parse(pf_arena *arena, const char *text, pf_phrase *phrase)
{
    size_t capacity = 0;
    *phrase = (pf_phrase){0};
    for (const char *at = text; *at;) {
        size_t blank = strspn(at, " \t\n");
        at += blank;
        size_t length = strcspn(at, " \t\n");
        if (length == 0)
            break;
        pf_element *elements = pf_arena_grow(arena, phrase->elements, phrase->count, &capacity, sizeof *elements);
        if (!elements)
            return "out of memory";
        phrase->elements = elements;
        elements[phrase->count] = (pf_element){0};
        const char *problem = parse_element(arena, at, length, &elements[phrase->count++]);
        if (problem)
            return problem;
        at += length;
    }
    if (phrase->count == 0)
        return "the phrase is empty";
    for (size_t i = 0; i < phrase->count; i++) {
        bool edge = i == 0 || i + 1 == phrase->count;
        if (phrase->elements[i].kind != PF_ELEMENT_GAP)
            continue;
        if (edge)
            return "a phrase can neither begin nor end with a gap";
        if (phrase->elements[i - 1].kind == PF_ELEMENT_GAP)
            return "two gaps stand side by side: write one";
    }
    return NULL;
}
