// SPDX-License-Identifier: MIT
// What a line of prose looks like: its words, a bullet before it, a heading as a whole.
#include "document/line.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "base/bytes.h"

#include <string.h>

// Bytes in which the quote marks, list markers and # before a heading stand.
enum { MOST_MARKERS = 4 * PF_LIMIT_INDENTATION };

unsigned pf_count_words(const char *source, const pf_piece *pieces, size_t count, unsigned most)
{
    unsigned words = 0;
    bool in_word = false;
    for (size_t i = 0; i < count && words <= most; i++) {
        uint32_t at = pieces[i].start, end = pieces[i].end;
        if (at == end) // a break
            in_word = false;
        while (at < end && words <= most) {
            while (at < end && !in_word) {
                in_word = is_word_byte(source[at++]);
                words += in_word;
            }
            while (at < end && in_word)
                in_word = !is_blank(source[at++]);
        }
    }
    return words;
}

unsigned char pf_last_byte(const char *source, const pf_piece *pieces, size_t count)
{
    while (count-- > 0)
        for (uint32_t at = pieces[count].end; at > pieces[count].start; at--)
            if (!is_blank(source[at - 1]))
                return (unsigned char)source[at - 1];
    return 0;
}

bool pf_begins_with_capital(const char *source, const pf_piece *piece)
{
    return is_upper(source[piece->start]) || (unsigned char)source[piece->start] >= 0x80;
}

uint32_t pf_line_indent(const char *source, uint32_t start, uint32_t offset)
{
    uint32_t at = start;
    while (at < offset && at - start <= PF_LIMIT_INDENTATION && (source[at] == ' ' || source[at] == '\t' || source[at] == '>'))
        at++;
    return at - start;
}

bool pf_is_hash_heading(const char *source, uint32_t start, uint32_t offset)
{
    uint32_t length = offset - start;
    return memchr(source + start, '#', length < MOST_MARKERS ? length : MOST_MARKERS) != NULL;
}

// Signs that are bullets wherever they begin a line.
static bool is_bullet_sign(uint32_t code)
{
    switch (code) {
    case 0x00B7: // middle dot
    case 0x2022: // bullet
    case 0x2023: // triangular bullet
    case 0x2043: // hyphen bullet
    case 0x2192: // rightwards arrow
    case 0x2219: // bullet operator
    case 0x25A0: // squares
    case 0x25A1:
    case 0x25AA:
    case 0x25AB:
    case 0x25B8: // triangles
    case 0x25BA:
    case 0x25CB: // circles
    case 0x25CF:
    case 0x25E6:
    case 0x27A2: // arrowheads
    case 0x27A4:
    case 0xF0B7: // a bullet of the Symbol font, pasted from a word processor
        return true;
    default: return false;
    }
}

// The bytes of "12." or "12)" or "a)" or "(3)" at the beginning of the text, else 0.
static uint32_t number_length(const char *text, uint32_t length)
{
    uint32_t at = length > 0 && text[0] == '(';
    uint32_t first = at;
    while (at < length && at - first < 3 && is_digit(text[at]))
        at++;
    bool has_digits = at > first;
    if (!has_digits && at < length && (is_lower(text[at]) || is_upper(text[at])))
        at++;
    if (at == first || at >= length)
        return 0;
    return text[at] == ')' || (text[at] == '.' && has_digits && first == 0) ? at + 1 : 0;
}

// The bytes of ASCII blanks and no-break spaces at the beginning of the text.
static uint32_t blanks_length(const char *text, uint32_t length)
{
    uint32_t at = 0;
    while (at < length) {
        if (is_blank(text[at]))
            at++;
        else if (length - at >= 2 && memcmp(text + at, "\xC2\xA0", 2) == 0)
            at += 2;
        else
            break;
    }
    return at;
}

uint32_t pf_bullet_length(const char *source, const pf_piece *piece, bool *is_certain)
{
    const char *text = source + piece->start;
    uint32_t length = piece->end - piece->start, code, taken;
    *is_certain = false;
    if (piece->kind != PF_PIECE_TEXT || piece->strong)
        return 0;
    taken = (uint32_t)pf_utf8_decode(text, length, &code);
    if (taken == 0)
        return 0;
    bool is_sign = is_bullet_sign(code);
    bool is_dash = code == '-' || code == '*' || code == '+' || code == 0x2013 || code == 0x2014;
    if (!is_sign && !is_dash && (taken = number_length(text, length)) == 0)
        return 0;
    uint32_t blanks = blanks_length(text + taken, length - taken);
    bool needs_letter = is_dash && blanks == 0; // "-5" and "--" are no items
    if (taken + blanks < length && needs_letter && (!is_word_byte(text[taken]) || is_digit(text[taken])))
        return 0;
    if (!is_sign && !is_dash && blanks == 0)
        return 0;
    *is_certain = is_sign;
    return taken + blanks;
}

bool pf_has_words(const char *source, const pf_piece *pieces, size_t count, uint32_t from)
{
    for (size_t i = 0; i < count; i++)
        for (uint32_t at = pieces[i].start > from ? pieces[i].start : from; at < pieces[i].end; at++)
            if (is_word_byte(source[at]))
                return true;
    return false;
}

bool pf_bold_goes_on(const char *source, const pf_piece *line)
{
    if (!line[-1].strong || !line[1].strong)
        return false;
    for (uint32_t at = line[-1].end; at < line[1].start; at++)
        if (source[at] == '*' || source[at] == '_')
            return false;
    return true;
}

static bool is_bold(const char *source, const pf_piece *pieces, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!pieces[i].strong && pf_has_words(source, &pieces[i], 1, 0))
            return false;
    return true;
}

unsigned pf_number_parts(const char *source, const pf_piece *piece)
{
    uint32_t at = piece->start, end = piece->end;
    unsigned parts = 0;
    while (at < end && is_digit(source[at])) {
        uint32_t first = at;
        while (at < end && is_digit(source[at]))
            at++;
        if (at - first > 2)
            return 0;
        parts++;
        if (at < end && (source[at] == '.' || source[at] == ')'))
            at++;
    }
    uint32_t word = at;
    while (word < end && is_blank(source[word]))
        word++;
    bool has_title = word > at && word + 2 < end && is_upper(source[word]) && is_lower(source[word + 1]) &&
                     is_lower(source[word + 2]);
    return has_title && parts > 1 ? parts : 0;
}

// Only capitals, and at least one word of four of them, so that "API" or "SLA 99.9" is none.
static bool is_in_capitals(const char *source, const pf_piece *pieces, size_t count)
{
    unsigned run = 0, longest = 0;
    for (size_t i = 0; i < count; i++)
        for (uint32_t at = pieces[i].start; at < pieces[i].end; at++) {
            if (is_lower(source[at]) || (unsigned char)source[at] >= 0x80)
                return false;
            run = is_upper(source[at]) ? run + 1 : 0;
            longest = run > longest ? run : longest;
        }
    return longest >= 4;
}

pf_heading_hint pf_heading_hint_of(const char *source, const pf_piece *pieces, size_t count)
{
    unsigned char last = pf_last_byte(source, pieces, count); // first, since it tells most lines of prose
    if (strchr(".!;,", last))
        return PF_HINT_NONE;
    unsigned words = pf_count_words(source, pieces, count, PF_LIMIT_BOLD_HEADING_WORDS);
    if (words == 0 || words > PF_LIMIT_BOLD_HEADING_WORDS)
        return PF_HINT_NONE;
    if (is_bold(source, pieces, count))
        return PF_HINT_BOLD;
    if (words > PF_LIMIT_HEADING_WORDS)
        return PF_HINT_NONE;
    if (pf_number_parts(source, &pieces[0]))
        return PF_HINT_NUMBERED;
    if (is_in_capitals(source, pieces, count))
        return PF_HINT_CAPITALS;
    if (last == ':')
        return PF_HINT_COLON;
    bool is_title = words <= PF_LIMIT_LABEL_WORDS && pf_begins_with_capital(source, &pieces[0]) &&
                    (is_word_byte((char)last) || last == ')');
    return is_title ? PF_HINT_TITLE : PF_HINT_NONE;
}
