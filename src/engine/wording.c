// SPDX-License-Identifier: MIT
// Which occurrences of phrases say the same in other forms.
#include "engine/wording.h"

#include "base/bytes.h"

#include <string.h>

// Letters that forms of one word have in common at the least, and that an inflection adds or changes at the most.
enum { STEM = 4, ENDING = 3 };

static void spell(const pf_text *text, const pf_hit *hit, pf_wording *words)
{
    words->length = words->words = 0;
    words->initials = 0;
    for (uint32_t i = hit->first_token; i <= hit->last_token; i++) {
        const pf_token *token = &text->tokens[i];
        if (token->kind == PF_TOKEN_PUNCTUATION || pf_hit_skips(hit, i) || words->length + token->length >= sizeof words->letters)
            continue;
        words->initials |= UINT64_C(1) << (to_lower(text->document->source[token->start]) & 63);
        words->words++;
        for (uint32_t k = 0; k < token->length; k++)
            words->letters[words->length++] = to_lower(text->document->source[token->start + k]);
        words->letters[words->length++] = ' ';
    }
}

static size_t word_length(const pf_wording *words, size_t at)
{
    size_t end = at;
    while (end < words->length && words->letters[end] != ' ')
        end++;
    return end - at;
}

// Whether two words are forms of one: they go apart only at their ends, as inflections do ("uploads", "uploading").
static bool is_form(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t common = 0, shorter = a_length < b_length ? a_length : b_length, longer = a_length + b_length - shorter;
    while (common < shorter && a[common] == b[common]) // NOLINT(clang-analyzer-core.*): of both words all letters are written
        common++;
    return common == longer || (common >= STEM && longer - common <= ENDING);
}

static bool has_form(const pf_wording *words, const char *word, size_t length)
{
    for (size_t at = 0, size; at < words->length; at += size + 1) {
        size = word_length(words, at);
        if (is_form(words->letters + at, size, word, length))
            return true;
    }
    return false;
}

static bool has_all_forms(const pf_wording *words, const pf_wording *of)
{
    for (size_t at = 0, size; at < of->length; at += size + 1) {
        size = word_length(of, at);
        if (!has_form(words, of->letters + at, size))
            return false;
    }
    return true;
}

// "Real-time" and "realtime".
static bool is_same_run(const pf_wording *a, const pf_wording *b)
{
    size_t i = 0, j = 0;
    for (;;) {
        while (i < a->length && a->letters[i] == ' ')
            i++;
        while (j < b->length && b->letters[j] == ' ')
            j++;
        if (i == a->length || j == b->length || a->letters[i] != b->letters[j])
            return i == a->length && j == b->length;
        i++;
        j++;
    }
}

// Whether two wordings say the same in any order: "upload videos", "video uploads". Most differ in how many letters they have, or in those
// with which their words begin.
static bool is_same_wording(const pf_wording *a, const pf_wording *b)
{
    if (a->length - a->words == b->length - b->words && is_same_run(a, b))
        return true;
    return a->initials == b->initials && has_all_forms(a, b) && has_all_forms(b, a);
}

// Where a wording is remembered. A few of its letters tell most apart.
static uint32_t place_of(const pf_wording *words)
{
    uint32_t length = words->length;
    uint32_t letters = length > 1 ? (uint32_t)words->letters[0] + 7 * (uint32_t)words->letters[length / 2] + 13 * (uint32_t)words->letters[length - 2] : 0;
    return (letters + 29 * length) % PF_REMEMBERED_WORDINGS;
}

static bool is_remembered(const pf_variety *found, const pf_wording *words, uint32_t place)
{
    const pf_wording *other = &found->remembered[place];
    return found->is_remembered[place / 64] >> place % 64 & 1 && other->length == words->length && memcmp(other->letters, words->letters, words->length) == 0;
}

static void remember(pf_variety *found, const pf_wording *words, uint32_t place)
{
    found->remembered[place].length = words->length;
    memcpy(found->remembered[place].letters, words->letters, words->length);
    found->is_remembered[place / 64] |= UINT64_C(1) << place % 64;
}

// Whether one of the wordings says the same.
static bool is_there(pf_variety *found, const pf_wording *words)
{
    uint32_t place = place_of(words);
    if (is_remembered(found, words, place))
        return true;
    for (uint32_t i = 0; i < found->count; i++)
        if (is_same_wording(&found->words[i], words)) {
            remember(found, words, place);
            return true;
        }
    return false;
}

void pf_variety_init(pf_variety *found)
{
    found->count = 0;
    memset(found->is_remembered, 0, sizeof found->is_remembered);
}

void pf_variety_add(const pf_text *text, const pf_hit *hit, double most, pf_variety *found)
{
    if (found->count >= most)
        return;
    pf_wording *words = &found->words[found->count];
    spell(text, hit, words);
    found->count += !is_there(found, words);
}

bool pf_variety_has(const pf_text *text, const pf_hit *hit, pf_variety *found)
{
    pf_wording words;
    spell(text, hit, &words);
    return is_there(found, &words);
}
