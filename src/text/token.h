// SPDX-License-Identifier: MIT
// Words, numbers and punctuation of a document, cut into sentences.
#ifndef PF_TEXT_TOKEN_H
#define PF_TEXT_TOKEN_H

#include "base/arena.h"
#include "document/document.h"
#include "text/lexicon.h"

// WORD: a run of letters, with digits and apostrophes inside ("s3", "don't", "mp4"); a possessive 's is cut off into
// nothing. NUMBER: a run of digits with . or , or _ between digits ("1,000.5"); letters behind it start a word ("10GB"
// = "10" "GB", space_before 0). A run of raised digits is a NUMBER of its own ("10⁶" = "10" "⁶"). ½ ¼ ¾ count as
// letters. PUNCTUATION: one code point. Hyphens always stand alone ("real-time" = "real" "-" "time").
typedef enum pf_token_kind { PF_TOKEN_WORD, PF_TOKEN_NUMBER, PF_TOKEN_PUNCTUATION } pf_token_kind;

enum { PF_SIGN_OTHER = 0x80 }; // a control character, which is no sign

// Eight bytes, since there is one for every five bytes of prose.
typedef struct pf_token {
    uint32_t start;            // byte offset in the source
    uint32_t length : 21;      // bytes; what is longer becomes several tokens
    uint32_t kind : 2;         // pf_token_kind
    uint32_t space_before : 1; // white space, a line break, a cell boundary or the block's beginning stands before it
    // Punctuation: code point, folded to ASCII where there is an ASCII sign of the same meaning (all dashes and hyphens '-', quotes
    // '\'' '"', ellipsis '.', bullets '*'), PF_SIGN_OTHER beyond Latin-1; cell boundary '|'; else 0
    uint32_t code : 8;
} pf_token;

// A sentence, list item, heading, or table row (one sentence a row; '|' punctuation between the cells).
typedef struct pf_sentence {
    uint32_t first_token, token_count;
    uint32_t block;
} pf_sentence;

typedef struct pf_text {
    const pf_document *document;
    const pf_token *tokens;
    uint32_t token_count;
    const pf_sentence *sentences;
    uint32_t sentence_count;
} pf_text;

// Cuts all prose blocks (not PF_BLOCK_CODE) into tokens and sentences; arrays are owned by the arena. The lexicon knows
// the abbreviations whose dot ends no sentence; with NULL a dot before a small letter ends none. False when memory is
// exhausted.
bool pf_text_split(pf_arena *arena, const pf_document *document, const pf_lexicon *lexicon, pf_text *text);

// Bytes [start, end) of the source.
typedef struct pf_byte_span {
    uint32_t start, end;
} pf_byte_span;

// From the first token of a sentence to its last; both 0 when it has none.
static inline pf_byte_span pf_sentence_span(const pf_text *text, const pf_sentence *sentence)
{
    if (sentence->token_count == 0)
        return (pf_byte_span){0, 0};
    const pf_token *first = &text->tokens[sentence->first_token], *last = first + sentence->token_count - 1;
    return (pf_byte_span){first->start, last->start + last->length};
}

// The position of the sentence that holds a byte of the source; their number when none does.
uint32_t pf_sentence_at(const pf_text *text, uint32_t byte);

// Whether punctuation is a dash that parts what it stands between, with blanks or without: U+2014, U+2015.
bool pf_token_is_dash(const pf_text *text, const pf_token *token);

#endif
