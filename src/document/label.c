// SPDX-License-Identifier: MIT
// Labels at the beginning of a block: "**Out of scope:** payments", "Non-goals: uploads".
#include "document/label.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "base/bytes.h"
#include "document/line.h"

#include <string.h>

// Sets the label's end at byte `end` of pieces[piece], without the blanks before it.
static bool set_label(const char *source, const pf_piece *pieces, size_t count, size_t piece, uint32_t end,
                      uint32_t rest, pf_label *label)
{
    if (!pf_has_words(source, pieces + piece, count - piece, rest))
        return false;
    while (end > pieces[piece].start && is_blank(source[end - 1]))
        end--;
    *label = (pf_label){piece, end, rest};
    return true;
}

// The bytes of a spaced dash, or of a colon, at the beginning of the text behind a label; else 0.
static uint32_t separator_length(const char *text, uint32_t length)
{
    uint32_t at = 0, code;
    while (at < length && is_blank(text[at]))
        at++;
    uint32_t taken = (uint32_t)pf_utf8_decode(text + at, length - at, &code);
    if (taken == 0)
        return 0;
    if (code == ':')
        return at + taken;
    bool is_dash = code == '-' || code == 0x2013 || code == 0x2014;
    if (is_dash && code == '-' && at + 1 < length && text[at + 1] == '-')
        taken++;
    bool is_spaced = at > 0 && (at + taken == length || is_blank(text[at + taken]));
    return is_dash && (is_spaced || code == 0x2014) ? at + taken : 0;
}

// The offset of a colon, full stop or spaced dash at the end of bold text, which separates it from what follows; else
// 0.
static uint32_t closing_separator(const char *source, const pf_piece *piece, bool has_more)
{
    uint32_t end = piece->end;
    while (end > piece->start && is_blank(source[end - 1]))
        end--;
    if (end - piece->start < 2)
        return 0;
    char last = source[end - 1];
    if (last == ':' || (last == '.' && has_more) || (last == '-' && has_more && is_blank(source[end - 2])))
        return end - 1;
    bool is_dash =
        end - piece->start > 3 && memcmp(source + end - 3, "\xE2\x80", 2) == 0 && (last == '\x93' || last == '\x94');
    return is_dash && has_more ? end - 3 : 0;
}

static bool find_strong_label(const char *source, const pf_piece *pieces, size_t count, pf_label *label)
{
    size_t strong = 0;
    while (strong < count && pieces[strong].strong && pieces[strong].start < pieces[strong].end)
        strong++;
    if (strong == 0 || pf_count_words(source, pieces, strong, PF_LIMIT_HEADING_WORDS) > PF_LIMIT_HEADING_WORDS)
        return false;
    const pf_piece *end_piece = &pieces[strong - 1];
    uint32_t inside = closing_separator(source, end_piece, strong < count);
    if (inside)
        return set_label(source, pieces, count, strong - 1, inside, end_piece->end, label);
    if (strong == count)
        return false;
    const pf_piece *next = &pieces[strong];
    if (next->kind == PF_PIECE_LINE)
        return (strong + 1 == count || !pf_bold_goes_on(source, next)) &&
               set_label(source, pieces, count, strong, next->start, next->start, label);
    uint32_t separator = separator_length(source + next->start, next->end - next->start);
    return separator && next->kind == PF_PIECE_TEXT &&
           set_label(source, pieces, count, strong, next->start, next->start + separator, label);
}

static bool ends_word(const char *source, const pf_piece *piece, uint32_t at)
{
    return at + 1 == piece->end || is_blank(source[at + 1]);
}

// Whether a colon stands in the first line's text: without one there is nothing to count words for.
static bool has_colon(const char *source, const pf_piece *pieces, size_t count)
{
    for (size_t i = 0; i < count && pieces[i].start < pieces[i].end; i++)
        if (pieces[i].kind == PF_PIECE_TEXT && memchr(source + pieces[i].start, ':', pieces[i].end - pieces[i].start))
            return true;
    return false;
}

static bool find_plain_label(const char *source, const pf_piece *pieces, size_t count, pf_label *label)
{
    unsigned words = 0;
    bool in_word = false;
    if (!has_colon(source, pieces, count))
        return false;
    for (size_t i = 0; i < count && pieces[i].start < pieces[i].end; i++) {
        if (pieces[i].kind != PF_PIECE_TEXT) {
            words++;
            continue;
        }
        for (uint32_t at = pieces[i].start; at < pieces[i].end; at++) {
            char byte = source[at];
            if (byte == ':' && ends_word(source, &pieces[i], at))
                return words > 0 && set_label(source, pieces, count, i, at, at + 1, label);
            bool stops = byte == '.' || byte == '!' || byte == '?' || byte == ';';
            if (stops && ends_word(source, &pieces[i], at))
                return false;
            bool is_start = !in_word && is_word_byte(byte);
            words += is_start;
            if (words > PF_LIMIT_LABEL_WORDS)
                return false;
            in_word = !is_blank(byte) && (in_word || is_start);
        }
    }
    return false;
}

bool pf_label_find(const char *source, const pf_piece *pieces, size_t count, pf_label *label)
{
    return find_strong_label(source, pieces, count, label) || find_plain_label(source, pieces, count, label);
}
