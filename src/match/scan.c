// SPDX-License-Identifier: MIT
// Finds all phrases of one or two phrase indexes in a text.
#include "match/scan.h"

#include "base/bytes.h"
#include "base/limits.h"
#include "match/hash.h"

#include <string.h>

enum { MOST_SKIPPED = 3, FEW_WAYS = 16 };

// A class that begins at a word, and how many words its entry has.
typedef struct class_span {
    uint32_t class, words;
} class_span;

// A word of the sentence at hand.
typedef struct word_position {
    uint32_t token;
    bool breaks_before; // a comma, bracket, dash or other sign that no phrase reaches across but by a gap
    bool skipped;       // an article or the like
    pf_range spans;
    uint64_t classes; // bits of the classes of its spans
    const uint64_t *members; // a bit for each class of its spans
    pf_range lexemes[PF_LAYERS]; // in the form_lexemes of each layer
} word_position;

typedef struct scan_state {
    pf_arena *arena;
    const pf_text *text;
    const pf_index *const *indexes;
    size_t index_count;
    word_position *positions;
    size_t position_count, position_capacity;
    class_span *spans;
    size_t span_count, span_capacity;
    pf_hit *hits;
    size_t hit_count, hit_capacity;
    uint64_t *members; // of the words of the sentence
    size_t member_words, member_capacity; // of one word; words that there is room for
    uint64_t *where; // of each class: bit n: it begins at word n of the sentence; in sentences of up to 64 words
    uint32_t *last_start; // of each set: word serial, from 1, where its newest hit began
    size_t *newest;       // of each set: that hit
    uint32_t serial;      // of the first word of the sentence
    uint32_t sentence, start, steps;
    uint64_t gaps; // of the way taken: bit n: word start + n is in a gap
    bool failed;
} scan_state;

static uint64_t bit(size_t distance)
{
    return distance < 64 ? UINT64_C(1) << distance : 0;
}

static uint32_t lowest_bit(uint64_t bits)
{
    return (uint32_t)__builtin_ctzll(bits);
}

static const pf_form_slot *find_form(const pf_index *index, const char *form, size_t length, uint32_t hash)
{
    for (uint32_t slot = hash & index->form_mask; index->forms[slot].length; slot = (slot + 1) & index->form_mask) {
        const pf_form_slot *candidate = &index->forms[slot];
        if (candidate->hash == hash && candidate->length == length &&
            memcmp(index->form_bytes + candidate->text, form, length) == 0)
            return candidate;
    }
    return NULL;
}

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

static void look_up(const scan_state *scanner, const pf_token *token, word_position *position)
{
    char form[PF_LIMIT_WORD];
    size_t length = fold(scanner->text->document->source + token->start, token->length, form);
    if (!length)
        return;
    uint32_t hash = pf_hash(form, length);
    for (size_t i = 0; i < scanner->index_count; i++) {
        const pf_form_slot *slot = find_form(scanner->indexes[i], form, length, hash);
        if (!slot)
            continue;
        position->lexemes[i] = slot->lexemes;
        position->skipped = position->skipped || slot->skipped;
    }
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

static bool add_position(scan_state *scanner, const pf_token *token, uint32_t number, bool breaks)
{
    word_position *positions = pf_arena_grow(scanner->arena, scanner->positions, scanner->position_count,
                                        &scanner->position_capacity, sizeof *positions);
    if (!positions)
        return false;
    scanner->positions = positions;
    word_position *position = &positions[scanner->position_count++];
    memset(position, 0, sizeof *position);
    position->token = number;
    position->breaks_before = breaks;
    look_up(scanner, token, position);
    return true;
}

static bool add_positions(scan_state *scanner, const pf_sentence *sentence)
{
    scanner->position_count = 0;
    bool breaks = true;
    for (uint32_t i = 0; i < sentence->token_count; i++) {
        uint32_t number = sentence->first_token + i;
        const pf_token *token = &scanner->text->tokens[number];
        if (token->kind == PF_TOKEN_PUNCTUATION) {
            breaks = breaks || i + 1 == sentence->token_count || is_break(scanner->text, token, token + 1);
            continue;
        }
        if (!add_position(scanner, token, number, breaks))
            return false;
        breaks = false;
    }
    return true;
}

static uint32_t find_child(const pf_trie *trie, uint32_t node, uint32_t symbol)
{
    if (node == 0)
        return symbol < trie->first_end ? trie->first[symbol] : 0;
    if (!(trie->symbols[node] & pf_symbol_bit(symbol)))
        return 0;
    uint32_t slot = pf_hash_pair(node, symbol) & trie->edge_mask;
    for (; trie->edges[slot].child; slot = (slot + 1) & trie->edge_mask)
        if (trie->edges[slot].node == node && trie->edges[slot].symbol == symbol)
            return trie->edges[slot].child;
    return 0;
}

static bool add_span(scan_state *scanner, uint32_t class, uint32_t words)
{
    class_span *spans = pf_arena_grow(scanner->arena, scanner->spans, scanner->span_count, &scanner->span_capacity, sizeof *spans);
    if (!spans)
        return false;
    scanner->spans = spans;
    spans[scanner->span_count++] = (class_span){class, words};
    return true;
}

// Word lists of the layer above that include this one of `layer`.
static bool add_spans_above(scan_state *scanner, size_t layer, uint32_t class, uint32_t words)
{
    if (layer + 1 == scanner->index_count)
        return true;
    const pf_index *above = scanner->indexes[layer + 1];
    pf_range parents = above->parents[class];
    for (uint32_t i = 0; i < parents.count; i++) {
        uint32_t parent = above->parent_items[parents.first + i];
        if (parent >= scanner->indexes[layer]->class_end && !add_span(scanner, parent, words))
            return false;
    }
    return true;
}

static bool add_spans(scan_state *scanner, size_t layer, uint32_t node, uint32_t words)
{
    const pf_trie *trie = &scanner->indexes[layer]->entries;
    pf_range accepts = trie->accepts[node];
    for (uint32_t i = 0; i < accepts.count; i++) {
        uint32_t class = trie->accepted[accepts.first + i];
        if (!add_span(scanner, class, words) || !add_spans_above(scanner, layer, class, words))
            return false;
    }
    return true;
}

// Follows the entries of one layer from `node` at word `at`; `words` are behind it.
static bool find_entries(scan_state *scanner, size_t layer, uint32_t node, size_t at, uint32_t words)
{
    const pf_index *index = scanner->indexes[layer];
    if (words && !add_spans(scanner, layer, node, words))
        return false;
    if (at == scanner->position_count || words == PF_LIMIT_ENTRY_WORDS || (words && scanner->positions[at].breaks_before))
        return true;
    pf_range lexemes = scanner->positions[at].lexemes[layer];
    for (uint32_t i = 0; i < lexemes.count; i++) {
        uint32_t child = find_child(&index->entries, node, index->form_lexemes[lexemes.first + i]);
        if (child && !find_entries(scanner, layer, child, at + 1, words + 1))
            return false;
    }
    return true;
}

// Room for the classes of each word of the sentence.
static bool clear_members(scan_state *scanner)
{
    size_t count = scanner->position_count;
    if (count > scanner->member_capacity) {
        scanner->member_capacity = count * 2;
        scanner->members = pf_arena_array(scanner->arena, scanner->member_capacity * scanner->member_words, sizeof *scanner->members);
        return scanner->members != NULL;
    }
    memset(scanner->members, 0, count * scanner->member_words * sizeof *scanner->members);
    return true;
}

static bool find_classes(scan_state *scanner)
{
    scanner->span_count = 0;
    if (scanner->position_count && !clear_members(scanner))
        return false;
    for (size_t at = 0; at < scanner->position_count; at++) {
        uint32_t first = (uint32_t)scanner->span_count;
        for (size_t layer = 0; layer < scanner->index_count; layer++)
            if (!find_entries(scanner, layer, 0, at, 0))
                return false;
        scanner->positions[at].spans = (pf_range){first, (uint32_t)scanner->span_count - first};
        uint64_t *members = scanner->members + at * scanner->member_words;
        for (size_t i = first; i < scanner->span_count; i++) {
            uint32_t class = scanner->spans[i].class;
            scanner->positions[at].classes |= pf_symbol_bit(class);
            members[class / 64] |= pf_symbol_bit(class);
            scanner->where[class] |= bit(at);
        }
        scanner->positions[at].members = members;
    }
    return true;
}

// The words in gaps as tokens.
static uint64_t gap_tokens(const scan_state *scanner)
{
    uint64_t tokens = 0;
    const word_position *first = &scanner->positions[scanner->start];
    for (uint32_t i = 0; i < 64 && scanner->gaps >> i; i++)
        if (scanner->gaps >> i & 1)
            tokens |= bit(first[i].token - first->token);
    return tokens;
}

static void add_hit(scan_state *scanner, uint32_t set, uint32_t last)
{
    uint32_t serial = scanner->serial + scanner->start + 1, last_token = scanner->positions[last].token;
    if (scanner->last_start[set] == serial) {
        pf_hit *before = &scanner->hits[scanner->newest[set]];
        if (last_token < before->last_token) {
            before->last_token = last_token;
            before->gaps = gap_tokens(scanner);
        }
        return;
    }
    pf_hit *hits = pf_arena_grow(scanner->arena, scanner->hits, scanner->hit_count, &scanner->hit_capacity, sizeof *hits);
    if (!hits) {
        scanner->failed = true;
        return;
    }
    scanner->last_start[set] = serial;
    scanner->newest[set] = scanner->hit_count;
    scanner->hits = hits;
    hits[scanner->hit_count++] = (pf_hit){set, scanner->sentence, scanner->positions[scanner->start].token, last_token, gap_tokens(scanner)};
}

static void follow(scan_state *scanner, const pf_trie *trie, uint32_t node, size_t at);

// Takes the class `way` leads on by, as often as the word begins with it: an entry may have several words.
static void take(scan_state *scanner, const pf_trie *trie, const pf_way *way, size_t at)
{
    pf_range spans = scanner->positions[at].spans;
    for (uint32_t i = 0; i < spans.count; i++) {
        class_span span = scanner->spans[spans.first + i];
        if (span.class == way->symbol)
            follow(scanner, trie, way->child, at + span.words);
    }
}

// Takes every class that begins at word `at`. Where few ways lead on they are tried one by one, else the classes of the word.
static void step(scan_state *scanner, const pf_trie *trie, uint32_t node, size_t at)
{
    const word_position *position = &scanner->positions[at];
    pf_range spans = position->spans, ways = trie->ways[node];
    if (!(position->classes & trie->symbols[node]))
        return;
    if (ways.count <= FEW_WAYS) {
        for (uint32_t i = 0; i < ways.count; i++) {
            const pf_way *way = &trie->way_items[ways.first + i];
            if (position->members[way->symbol / 64] & pf_symbol_bit(way->symbol))
                take(scanner, trie, way, at);
        }
        return;
    }
    for (uint32_t i = 0; i < spans.count; i++) {
        class_span span = scanner->spans[spans.first + i];
        uint32_t child = find_child(trie, node, span.class);
        if (child)
            follow(scanner, trie, child, at + span.words);
    }
}

// Goes through the words of a gap one by one.
static void walk(scan_state *scanner, const pf_trie *trie, pf_gap gap, size_t at)
{
    for (size_t next = at; next < scanner->position_count && next <= at + gap.words; next++) {
        step(scanner, trie, gap.child, next);
        scanner->gaps |= bit(next - scanner->start);
    }
}

// The bits [from, end).
static uint64_t bits(size_t from, size_t end)
{
    uint64_t below = end < 64 ? bit(end) - 1 : UINT64_MAX;
    return below & ~(from < 64 ? bit(from) - 1 : UINT64_MAX);
}

// The same where few ways lead on behind the gap: goes at once to the words that they ask for.
static void leap(scan_state *scanner, const pf_trie *trie, pf_gap gap, size_t at)
{
    pf_range ways = trie->ways[gap.child];
    uint64_t before = scanner->gaps, window = bits(at, at + gap.words + 1);
    for (uint32_t i = 0; i < ways.count; i++) {
        const pf_way *way = &trie->way_items[ways.first + i];
        for (uint64_t words = scanner->where[way->symbol] & window; words; words &= words - 1) {
            size_t next = lowest_bit(words);
            scanner->gaps = before | bits(at - scanner->start, next - scanner->start);
            take(scanner, trie, way, next);
        }
    }
}

// Stands at `node` before word `at`: takes what ends here, then goes on to the next word, across articles, and into the gaps.
static void follow(scan_state *scanner, const pf_trie *trie, uint32_t node, size_t at)
{
    if (scanner->steps++ > PF_LIMIT_PHRASE_STEPS)
        return;
    pf_range accepts = trie->accepts[node];
    for (uint32_t i = 0; i < accepts.count; i++)
        add_hit(scanner, trie->accepted[accepts.first + i], (uint32_t)at - 1);
    for (size_t next = at; next < scanner->position_count && next <= at + MOST_SKIPPED; next++) {
        if (scanner->positions[next].breaks_before)
            break;
        step(scanner, trie, node, next);
        if (!scanner->positions[next].skipped)
            break;
    }
    pf_range gaps = trie->gaps[node];
    for (uint32_t i = 0; i < gaps.count; i++) {
        pf_gap gap = trie->gap_items[gaps.first + i];
        uint64_t before = scanner->gaps;
        if (scanner->position_count <= 64 && trie->ways[gap.child].count <= FEW_WAYS)
            leap(scanner, trie, gap, at);
        else
            walk(scanner, trie, gap, at);
        scanner->gaps = before;
    }
}

static void forget_classes(scan_state *scanner)
{
    for (size_t i = 0; i < scanner->span_count; i++)
        scanner->where[scanner->spans[i].class] = 0;
}

static bool scan_sentence(scan_state *scanner, const pf_sentence *sentence)
{
    forget_classes(scanner);
    if (!add_positions(scanner, sentence) || !find_classes(scanner))
        return false;
    for (size_t at = 0; at < scanner->position_count; at++) {
        scanner->start = (uint32_t)at;
        for (size_t layer = 0; layer < scanner->index_count; layer++) {
            scanner->steps = 0;
            step(scanner, &scanner->indexes[layer]->phrases, 0, at);
        }
    }
    scanner->serial += (uint32_t)scanner->position_count;
    return !scanner->failed;
}

static bool group_hits(const scan_state *scanner, uint32_t set_end, pf_hits *hits)
{
    pf_range *sets = pf_arena_array(scanner->arena, set_end, sizeof *sets);
    pf_hit *items = pf_arena_array(scanner->arena, scanner->hit_count, sizeof *items);
    if (!sets || !items)
        return false;
    for (size_t i = 0; i < scanner->hit_count; i++)
        sets[scanner->hits[i].set].count++;
    uint32_t first = 0;
    for (uint32_t i = 0; i < set_end; i++) {
        sets[i].first = first;
        first += sets[i].count;
        sets[i].count = 0;
    }
    for (size_t i = 0; i < scanner->hit_count; i++) {
        pf_range *set = &sets[scanner->hits[i].set];
        items[set->first + set->count++] = scanner->hits[i];
    }
    *hits = (pf_hits){items, sets, set_end};
    return true;
}

bool pf_scan(pf_arena *arena, const pf_text *text, const pf_index *const *indexes, size_t index_count, pf_hits *hits)
{
    uint32_t set_end = indexes[index_count - 1]->set_end;
    scan_state scanner = {.arena = arena, .text = text, .indexes = indexes, .index_count = index_count};
    scanner.last_start = pf_arena_array(arena, set_end, sizeof *scanner.last_start);
    scanner.newest = pf_arena_array(arena, set_end, sizeof *scanner.newest);
    scanner.member_words = indexes[index_count - 1]->class_end / 64 + 1;
    scanner.where = pf_arena_array(arena, indexes[index_count - 1]->class_end, sizeof *scanner.where);
    if (!scanner.last_start || !scanner.newest || !scanner.where)
        return false;
    for (uint32_t i = 0; i < text->sentence_count; i++) {
        scanner.sentence = i;
        if (!scan_sentence(&scanner, &text->sentences[i]))
            return false;
    }
    return group_hits(&scanner, set_end, hits);
}

bool pf_hit_skips(const pf_hit *hit, uint32_t token)
{
    return token >= hit->first_token && hit->gaps & bit(token - hit->first_token);
}

pf_range pf_hits_of(const pf_hits *hits, uint32_t set)
{
    return set < hits->set_end ? hits->sets[set] : (pf_range){0};
}

// The number of hits in the range that begin before `token`; hits of a set are in the order of the text.
static uint32_t count_before(const pf_hits *hits, pf_range range, uint32_t token)
{
    uint32_t low = 0, high = range.count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (hits->items[range.first + middle].first_token < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

pf_range pf_hits_between(const pf_hits *hits, uint32_t set, uint32_t first, uint32_t end)
{
    pf_range range = pf_hits_of(hits, set);
    uint32_t from = count_before(hits, range, first), to = end > first ? count_before(hits, range, end) : from;
    return (pf_range){range.first + from, to - from};
}
