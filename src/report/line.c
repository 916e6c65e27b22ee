// SPDX-License-Identifier: MIT
// Where a line of a paragraph ends.
#include "report/line.h"

#include "base/utf8.h"

// clang-format off
static const uint32_t closing[] = { // also small kana and signs of lengthening and repetition, which belong to what they follow
    0x3001, 0x3002, 0x3005, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0x3017, 0x3019, 0x301B, 0x301E, 0x301F, 0x3041, 0x3043,
    0x3045, 0x3047, 0x3049, 0x3063, 0x3083, 0x3085, 0x3087, 0x309D, 0x309E, 0x30A1, 0x30A3, 0x30A5, 0x30A7, 0x30A9, 0x30C3, 0x30E3,
    0x30E5, 0x30E7, 0x30FB, 0x30FC, 0x30FD, 0x30FE, 0xFF01, 0xFF05, 0xFF09, 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF3D, 0xFF5D,
    0xFF60,
};
static const uint32_t opening[] = {
    0x3008, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0x3016, 0x3018, 0x301A, 0x301D, 0xFF08, 0xFF3B, 0xFF5B, 0xFF5F,
};
// clang-format on

static bool is_among(const uint32_t *codes, size_t count, uint32_t code)
{
    for (size_t i = 0; i < count; i++)
        if (codes[i] == code)
            return true;
    return false;
}

static bool is_word(uint32_t code)
{
    return (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
}

bool pf_line_may_break(uint32_t before, uint32_t after)
{
    if (after == ' ')
        return true;
    bool behind_wide = pf_utf8_width(before) == 2, before_wide = pf_utf8_width(after) == 2;
    if (!(behind_wide && (before_wide || is_word(after))) && !(before_wide && is_word(before)))
        return false;
    return !is_among(closing, sizeof closing / sizeof *closing, after) && !is_among(opening, sizeof opening / sizeof *opening, before);
}
