// SPDX-License-Identifier: MIT
// Cuts the prose of a document into words, numbers, signs and sentences, in one pass over the bytes.
#include "text/token.h"

#include "base/runs.h"
#include "text/character.h"

#include <string.h>

enum { LONGEST_TOKEN = (1 << 21) - 8 }; // pf_token.length has 21 bits; room for a last character

typedef struct splitter {
    pf_arena *arena;
    const pf_document *document;
    const pf_lexicon *lexicon; // NULL: no abbreviations are known
    const unsigned char *bytes;
    const char *readable; // the end of the source
    pf_token *tokens;
    size_t token_count, token_capacity;
    pf_sentence *sentences;
    size_t sentence_count, sentence_capacity;
    uint32_t block;
    uint32_t sentence_first; // first token of the open sentence
    uint32_t stop;           // . ! ? that may end the sentence, or PF_NONE
    bool space;              // white space since the last token
    bool row;                // in a table row, which is one sentence
    bool failed;
} splitter;

static void close_sentence(splitter *s)
{
    uint32_t count = (uint32_t)s->token_count - s->sentence_first;
    s->stop = PF_NONE;
    if (count == 0)
        return;
    pf_sentence *grown = pf_arena_grow(s->arena, s->sentences, s->sentence_count, &s->sentence_capacity, sizeof *grown);
    if (!grown) {
        s->failed = true;
        return;
    }
    s->sentences = grown;
    s->sentences[s->sentence_count++] = (pf_sentence){s->sentence_first, count, s->block};
    s->sentence_first = (uint32_t)s->token_count;
}

// What may follow the dot behind the word that ends just before token `dot` without a new sentence; 0: anything begins
// one.
static pf_abbreviation abbreviation_before(const splitter *s, uint32_t dot)
{
    if (!s->lexicon)
        return 0;
    uint32_t first = dot - 1; // back over "e.g", "u.s"
    while (first > s->sentence_first + 1 && !s->tokens[first].space_before && s->tokens[first - 1].code == '.' &&
           s->tokens[first - 2].kind == PF_TOKEN_WORD && !s->tokens[first - 1].space_before && dot - first < 8)
        first -= 2;
    uint32_t start = s->tokens[first].start, end = s->tokens[dot].start;
    uint32_t word = pf_lexicon_find(s->lexicon, s->document->source + start, end - start);
    uint32_t kind = 0;
    pf_lexicon_sense_of(s->lexicon, word, PF_ROLE_ABBREVIATION, s->document->source + start, end - start, &kind);
    return (pf_abbreviation)kind;
}

static bool dot_ends_sentence(const splitter *s, uint32_t dot, const pf_token *next)
{
    if (dot == s->sentence_first)
        return false;
    const pf_token *before = &s->tokens[dot - 1];
    bool next_is_small = is_lower((char)s->bytes[next->start]);
    if (before->kind == PF_TOKEN_NUMBER)
        return dot - 1 != s->sentence_first; // "1. Users can": the number of a list item
    if (before->kind == PF_TOKEN_PUNCTUATION)
        return before->code != '.' || !next_is_small; // ellipsis
    switch (abbreviation_before(s, dot)) {
    case PF_ABBREVIATION_ANY: return false;
    case PF_ABBREVIATION_NUMBER:
        if (next->kind == PF_TOKEN_NUMBER)
            return false;
        break;
    case PF_ABBREVIATION_LOWER:
        if (next_is_small || next->kind == PF_TOKEN_NUMBER)
            return false;
        break;
    }
    if (before->length == 1 && is_letter((char)s->bytes[before->start])) {
        if (dot - 1 > s->sentence_first && s->tokens[dot - 2].kind == PF_TOKEN_NUMBER)
            return true; // "in 10 s. The next"
        return is_lower((char)s->bytes[before->start]) && !next_is_small && s->bytes[before->start] != 'e';
    }
    return s->lexicon || !next_is_small;
}

// Called before a token is added while a stop is open: closes the sentence, keeps the stop open, or drops it.
static void resolve_stop(splitter *s, const pf_token *next)
{
    uint32_t code = next->code;
    if (!next->space_before) {
        if (code == '"' || code == '\'' || code == ')' || code == ']' || code == '*')
            return;
        s->stop = code == '.' || code == '!' || code == '?' ? (uint32_t)s->token_count : PF_NONE;
        return;
    }
    if (s->tokens[s->stop].code != '.' || dot_ends_sentence(s, s->stop, next))
        close_sentence(s);
    s->stop = PF_NONE;
}

// Makes room for one more token.
static bool grow(splitter *s)
{
    pf_token *grown = s->token_count < PF_NONE - 1
                          ? pf_arena_grow(s->arena, s->tokens, s->token_count, &s->token_capacity, sizeof *grown)
                          : NULL;
    s->failed = s->failed || !grown;
    if (grown)
        s->tokens = grown;
    return grown != NULL;
}

static inline void push(splitter *s, uint32_t start, uint32_t end, pf_token_kind kind, uint32_t code)
{
    pf_token token = {.start = start,
                      .length = (end - start) & 0x1FFFFFu,
                      .kind = kind & 3u,
                      .space_before = s->space,
                      .code = code & 0xFFu};
    if (s->stop != PF_NONE)
        resolve_stop(s, &token);
    if (s->token_count == s->token_capacity && !grow(s))
        return;
    s->tokens[s->token_count++] = token;
    s->space = false;
}

// The end of the letters and digits of ASCII at `at`.
static inline uint32_t word_run_end(const splitter *s, uint32_t at, uint32_t end)
{
    const char *source = (const char *)s->bytes;
    return (uint32_t)(pf_word_run_end(source + at, source + end, s->readable) - source);
}

// The apostrophe at `at` (ASCII or U+2019): its length, or 0 if there is none.
static uint32_t apostrophe_at(const splitter *s, uint32_t at, uint32_t end)
{
    const unsigned char *bytes = s->bytes + at;
    if (at < end && bytes[0] == '\'')
        return 1;
    return end - at >= 3 && at < end && bytes[0] == 0xE2 && bytes[1] == 0x80 && bytes[2] == 0x99 ? 3 : 0;
}

static bool continues_word(const splitter *s, uint32_t at, uint32_t end, uint32_t *length)
{
    if (at >= end)
        return false;
    uint8_t class = pf_character_class[s->bytes[at]];
    *length = 1;
    if (class != PF_CHARACTER_HIGH)
        return class == PF_CHARACTER_LETTER || class == PF_CHARACTER_DIGIT;
    return pf_character_of(pf_character_decode(s->bytes + at, length)) == PF_CHARACTER_LETTER;
}

// A word in which other letters or apostrophes may stand.
static uint32_t scan_long_word(splitter *s, uint32_t start, uint32_t end)
{
    uint32_t at = start, length;
    for (;;) {
        at = word_run_end(s, at, end);
        if (at - start >= LONGEST_TOKEN) {
            at = start + LONGEST_TOKEN;
            while ((s->bytes[at] & 0xC0) == 0x80)
                at--;
            break;
        }
        if (at >= end)
            break;
        uint32_t mark = apostrophe_at(s, at, end);
        if (!mark) {
            if (!continues_word(s, at, end, &length))
                break;
            at += length;
            continue;
        }
        uint32_t after = at + mark, next;
        bool letter_follows = continues_word(s, after, end, &length);
        bool is_possessive =
            letter_follows && (s->bytes[after] | 0x20) == 's' && !continues_word(s, after + 1, end, &next);
        if (letter_follows && !is_possessive) {
            at = after;
            continue;
        }
        push(s, start, at, PF_TOKEN_WORD, 0);
        if (is_possessive)
            return after + 1;
        return (s->bytes[at - 1] | 0x20) == 's' ? after : at; // "users' posts"
    }
    push(s, start, at, PF_TOKEN_WORD, 0);
    return at;
}

// Nearly all words are nothing but letters of ASCII.
static inline uint32_t scan_word(splitter *s, uint32_t start, uint32_t end)
{
    uint32_t at = word_run_end(s, start, end);
    if (at - start >= LONGEST_TOKEN || (at < end && (s->bytes[at] == '\'' || s->bytes[at] >= 0x80)))
        return scan_long_word(s, start, end);
    push(s, start, at, PF_TOKEN_WORD, 0);
    return at;
}

static uint32_t scan_number(splitter *s, uint32_t start, uint32_t end)
{
    uint32_t at = start;
    while (at < end && at - start < LONGEST_TOKEN) {
        unsigned char byte = s->bytes[at];
        if (pf_character_class[byte] != PF_CHARACTER_DIGIT) {
            bool joins = byte == '.' || byte == ',' || byte == '_';
            if (!joins || at + 1 >= end || pf_character_class[s->bytes[at + 1]] != PF_CHARACTER_DIGIT)
                break;
        }
        at++;
    }
    push(s, start, at, PF_TOKEN_NUMBER, 0);
    return at;
}

static uint32_t scan_superscript(splitter *s, uint32_t start, uint32_t end)
{
    uint32_t at = start, length;
    while (at < end && at - start < LONGEST_TOKEN && s->bytes[at] >= 0x80 &&
           pf_character_of(pf_character_decode(s->bytes + at, &length)) == PF_CHARACTER_SUPERSCRIPT)
        at += length;
    push(s, start, at, PF_TOKEN_NUMBER, 0);
    return at;
}

static uint32_t scan_sign(splitter *s, uint32_t start, uint32_t length, uint32_t code)
{
    uint32_t folded = code < 0x80 ? code : pf_character_fold(code);
    folded = folded < 0x100 ? folded : PF_SIGN_OTHER;
    push(s, start, start + length, PF_TOKEN_PUNCTUATION, folded);
    if (!s->row && !s->failed && (folded == '.' || folded == '!' || folded == '?'))
        s->stop = (uint32_t)s->token_count - 1;
    return start + length;
}

static uint32_t scan_high(splitter *s, uint32_t at, uint32_t end)
{
    uint32_t length, code = pf_character_decode(s->bytes + at, &length);
    switch (pf_character_of(code)) {
    case PF_CHARACTER_SPACE: s->space = true; return at + length;
    case PF_CHARACTER_SUPERSCRIPT: return scan_superscript(s, at, end);
    case PF_CHARACTER_SIGN: return scan_sign(s, at, length, code);
    default: return scan_long_word(s, at, end);
    }
}

static void split_piece(splitter *s, uint32_t at, uint32_t end)
{
    while (at < end && !s->failed) {
        uint8_t class = pf_character_class[s->bytes[at]]; // the most frequent first
        if (class == PF_CHARACTER_SPACE) {
            s->space = true;
            at++;
        } else if (class == PF_CHARACTER_LETTER) {
            at = scan_word(s, at, end);
        } else if (class == PF_CHARACTER_SIGN) {
            at = scan_sign(s, at, 1, s->bytes[at]);
        } else if (class == PF_CHARACTER_DIGIT) {
            at = scan_number(s, at, end);
        } else {
            at = scan_high(s, at, end);
        }
    }
}

// The colon behind a label stands between its pieces and the next one: it is a token like any other.
static void push_label_colon(splitter *s, const pf_block *block)
{
    const pf_piece *next = &s->document->pieces[block->first_piece + block->label_pieces];
    for (uint32_t at = next[-1].end; at < next->start; at++) {
        if (pf_character_class[s->bytes[at]] == PF_CHARACTER_SPACE)
            s->space = true;
        else if (s->bytes[at] == ':')
            push(s, at, at + 1, PF_TOKEN_PUNCTUATION, ':');
    }
}

// "> 100k users": Markdown takes the sign for a quotation mark, but before a number it is meant as "more than".
static void push_quoted_greater(splitter *s, const pf_block *block)
{
    if (block->quote_depth == 0 || block->piece_count == 0)
        return;
    uint32_t at = s->document->pieces[block->first_piece].start;
    if (pf_character_class[s->bytes[at]] != PF_CHARACTER_DIGIT || at < 2 || s->bytes[at - 1] != ' ' ||
        s->bytes[at - 2] != '>')
        return;
    push(s, at - 2, at - 1, PF_TOKEN_PUNCTUATION, '>');
    s->space = true;
}

static void split_block(splitter *s, uint32_t index)
{
    const pf_block *block = &s->document->blocks[index];
    s->block = index;
    s->space = true;
    s->row = block->kind == PF_BLOCK_TABLE_ROW || block->kind == PF_BLOCK_TABLE_HEADER;
    push_quoted_greater(s, block);
    for (uint32_t i = 0; i < block->piece_count && !s->failed; i++) {
        const pf_piece *piece = &s->document->pieces[block->first_piece + i];
        if (i > 0 && i == block->label_pieces)
            push_label_colon(s, block);
        if (piece->kind == PF_PIECE_LINE || piece->kind == PF_PIECE_CELL)
            s->space = true;
        if (piece->kind == PF_PIECE_CELL) {
            push(s, piece->start, piece->start, PF_TOKEN_PUNCTUATION, '|');
            s->space = true;
        }
        if (piece->kind == PF_PIECE_TEXT || piece->kind == PF_PIECE_CODE_SPAN)
            split_piece(s, piece->start, piece->end);
    }
    close_sentence(s);
}

bool pf_token_is_dash(const pf_text *text, const pf_token *token)
{
    const char *bytes = text->document->source + token->start;
    return token->length == 3 && memcmp(bytes, "\xE2\x80", 2) == 0 && (bytes[2] == '\x94' || bytes[2] == '\x95');
}

bool pf_text_split(pf_arena *arena, const pf_document *document, const pf_lexicon *lexicon, pf_text *text)
{
    splitter s = {.arena = arena,
                  .document = document,
                  .lexicon = lexicon,
                  .bytes = (const unsigned char *)document->source,
                  .readable = document->source + document->length,
                  .token_capacity = document->length / 4 + 16, // a guess; prose has a token every five bytes
                  .stop = PF_NONE};
    s.tokens = pf_arena_array(arena, s.token_capacity, sizeof *s.tokens);
    if (!s.tokens)
        return false;
    for (uint32_t i = 0; i < document->block_count && !s.failed; i++)
        if (document->blocks[i].kind != PF_BLOCK_CODE)
            split_block(&s, i);
    *text = (pf_text){document, s.tokens, (uint32_t)s.token_count, s.sentences, (uint32_t)s.sentence_count};
    return !s.failed;
}

uint32_t pf_sentence_at(const pf_text *text, uint32_t byte)
{
    uint32_t low = 0, high = text->sentence_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (pf_sentence_span(text, &text->sentences[middle]).end <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    bool holds = low < text->sentence_count && pf_sentence_span(text, &text->sentences[low]).start <= byte;
    return holds ? low : text->sentence_count;
}
