// SPDX-License-Identifier: MIT
// Reads the words of a sentence, and what classes begin at each of them.
#include "match/scanner.h"

#include "base/bytes.h"
#include "base/limits.h"
#include "match/hash.h"

const pf_signature pf_no_classes;

// The word in lower case, with a plain apostrophe; 0 when it is longer than any form.
static size_t fold(const char *word, size_t length, char *folded)
{
    size_t size = 0;
    for (size_t i = 0; i < length; i++) {
        if (size == PF_LIMIT_WORD)
            return 0;
        unsigned char byte = (unsigned char)word[i];
        if (byte == 0xe2 && i + 2 < length && (unsigned char)word[i + 1] == 0x80 && (unsigned char)word[i + 2] == 0x99) {
            folded[size++] = '\'';
            i += 2;
        } else {
            folded[size++] = to_lower((char)byte);
        }
    }
    return size;
}

// The signature of a position, to be added to.
static pf_signature *make_own(const pf_signature **signature, pf_signature *own)
{
    if (*signature != own) {
        *own = **signature;
        *signature = own;
    }
    return own;
}

static void add_profile(const pf_scanner *scanner, pf_word_position *position, size_t layer, uint32_t profile)
{
    const pf_index *index = scanner->indexes[layer];
    const pf_signature *signature = &index->signatures[profile];
    position->profiles[layer] = profile + 1;
    position->skipped = position->skipped || index->profiles[profile].skipped;
    if (position->begins == &pf_no_classes)
        position->begins = signature;
    else
        pf_signature_join(make_own(&position->begins, &scanner->begins[position - scanner->positions]), signature);
}

static void look_up(const pf_scanner *scanner, const pf_token *token, pf_word_position *position)
{
    char form[PF_LIMIT_WORD];
    size_t length = fold(scanner->text->document->source + token->start, token->length, form);
    uint32_t hash = pf_hash(form, length);
    for (size_t i = 0; length && i < scanner->index_count; i++) {
        uint32_t number = pf_index_form(scanner->indexes[i], form, length, hash);
        if (number)
            add_profile(scanner, position, i, scanner->indexes[i]->forms[number - 1].profile);
    }
    position->ends = position->begins;
}

// Signs that phrases do not reach across: all but hyphens within a word, quotes, slashes, ampersands and the like.
static bool is_break(const pf_text *text, const pf_token *token, const pf_token *next)
{
    switch (token->code) {
    case '-':
        return (token->space_before && next->space_before) || pf_token_is_dash(text, token);
    case ',': case ';': case ':': case '(': case ')': case '[': case ']': case '{': case '}': case '|': case '.': case '!': case '?': case '*':
        return true;
    default:
        return false;
    }
}

static bool reserve_positions(pf_scanner *scanner, size_t count)
{
    if (scanner->position_capacity >= count)
        return true;
    scanner->positions = pf_arena_array(scanner->arena, count, sizeof *scanner->positions);
    scanner->begins = pf_arena_array(scanner->arena, count, sizeof *scanner->begins);
    scanner->ends = pf_arena_array(scanner->arena, count, sizeof *scanner->ends);
    bool reserved = scanner->positions && scanner->begins && scanner->ends;
    scanner->position_capacity = reserved ? count : 0;
    return reserved;
}

static bool add_positions(pf_scanner *scanner, const pf_sentence *sentence)
{
    if (!reserve_positions(scanner, sentence->token_count))
        return false;
    scanner->position_count = 0;
    bool breaks = true;
    for (uint32_t i = 0; i < sentence->token_count; i++) {
        uint32_t number = sentence->first_token + i;
        const pf_token *token = &scanner->text->tokens[number];
        if (token->kind == PF_TOKEN_PUNCTUATION) {
            breaks = breaks || i + 1 == sentence->token_count || is_break(scanner->text, token, token + 1);
            continue;
        }
        pf_word_position *position = &scanner->positions[scanner->position_count++];
        *position = (pf_word_position){.token = number, .breaks_before = breaks, .begins = &pf_no_classes};
        look_up(scanner, token, position);
        breaks = false;
    }
    return true;
}

// --- The classes that begin at each word --------------------------------------------------------------------------

static void note(pf_scanner *scanner, size_t at, uint32_t class)
{
    uint32_t number = scanner->indexes[scanner->index_count - 1]->notes[class];
    if (number)
        scanner->newest[number] = scanner->serial + (uint32_t)at + 1;
}

static bool add_run(pf_scanner *scanner, size_t at, uint32_t class, uint32_t words)
{
    pf_class_run *runs = pf_arena_grow(scanner->arena, scanner->runs, scanner->run_count, &scanner->run_capacity, sizeof *runs);
    if (!runs)
        return false;
    scanner->runs = runs;
    runs[scanner->run_count++] = (pf_class_run){class, words};
    note(scanner, at, class);
    size_t last = at + words - 1;
    pf_signature_add(make_own(&scanner->positions[at].begins, &scanner->begins[at]), class);
    pf_signature_add(make_own(&scanner->positions[last].ends, &scanner->ends[last]), class);
    if (words > scanner->longest_run)
        scanner->longest_run = words;
    return true;
}

// Word lists of the layer above that include this one of `layer`.
static bool add_runs_above(pf_scanner *scanner, size_t at, size_t layer, uint32_t class, uint32_t words)
{
    if (layer + 1 == scanner->index_count || !scanner->indexes[layer + 1]->includes_below)
        return true;
    const pf_index *above = scanner->indexes[layer + 1];
    pf_range parents = above->parents[class];
    for (uint32_t i = 0; i < parents.count; i++) {
        uint32_t parent = above->parent_items[parents.first + i];
        if (parent >= scanner->indexes[layer]->class_end && !add_run(scanner, at, parent, words))
            return false;
    }
    return true;
}

// Follows the entries of several words of one layer from word `start` on; `words` of them have led to `node`.
static bool follow_entries(pf_scanner *scanner, size_t layer, uint32_t node, size_t start, uint32_t words)
{
    size_t at = start + words;
    const pf_index *index = scanner->indexes[layer];
    pf_range accepts = words > 1 ? index->entries.accepts[node] : (pf_range){0};
    for (uint32_t i = 0; i < accepts.count; i++) {
        uint32_t class = index->entries.accepted[accepts.first + i];
        if (!add_run(scanner, start, class, words) || !add_runs_above(scanner, start, layer, class, words))
            return false;
    }
    if (at == scanner->position_count || words == PF_LIMIT_ENTRY_WORDS || scanner->positions[at].breaks_before)
        return true;
    uint32_t number = scanner->positions[at].profiles[layer];
    for (uint32_t i = number ? index->profiles[number - 1].lexemes : 0; number && i < index->profiles[number].lexemes; i++) {
        uint32_t child = pf_trie_next(&index->entries, node, index->profile_lexemes[i]);
        if (child && !follow_entries(scanner, layer, child, start, words + 1))
            return false;
    }
    return true;
}

static void note_all(uint32_t *newest, const uint32_t *notes, const uint32_t *end, uint32_t serial)
{
    for (; notes < end; notes++)
        newest[*notes] = serial;
}

// The classes of the word by itself are those of its profile; only what the signature cannot tell is noted of them.
static bool find_classes_of(pf_scanner *scanner, size_t layer, size_t at)
{
    const pf_index *index = scanner->indexes[layer];
    uint32_t number = scanner->positions[at].profiles[layer];
    if (!number)
        return true;
    const pf_profile *profile = &index->profiles[number - 1];
    note_all(scanner->newest, index->profile_notes + profile->notes, index->profile_notes + profile[1].notes, scanner->serial + (uint32_t)at + 1);
    bool above = layer + 1 < scanner->index_count && scanner->indexes[layer + 1]->includes_below;
    for (uint32_t i = profile->classes; above && i < profile[1].classes; i++)
        if (!add_runs_above(scanner, at, layer, index->profile_classes[i], 1))
            return false;
    for (uint32_t i = profile->starts; i < profile[1].starts; i++)
        if (!follow_entries(scanner, layer, index->profile_starts[i], at, 1))
            return false;
    return true;
}

static bool find_classes(pf_scanner *scanner)
{
    scanner->run_count = 0;
    scanner->longest_run = 1;
    for (size_t at = 0; at < scanner->position_count; at++) {
        uint32_t first = (uint32_t)scanner->run_count;
        for (size_t layer = 0; layer < scanner->index_count; layer++)
            if (!find_classes_of(scanner, layer, at))
                return false;
        scanner->positions[at].runs = (pf_range){first, (uint32_t)scanner->run_count - first};
    }
    return true;
}

bool pf_scan_words(pf_scanner *scanner, const pf_sentence *sentence)
{
    return add_positions(scanner, sentence) && find_classes(scanner);
}
