// SPDX-License-Identifier: MIT
// What a character is to the splitter: space, letter, digit, or a sign and the ASCII sign that it stands for.
#include "text/character.h"

#include <stddef.h>

#define SPACE PF_CHARACTER_SPACE
#define LETTER PF_CHARACTER_LETTER
#define DIGIT PF_CHARACTER_DIGIT
#define SIGN PF_CHARACTER_SIGN
#define HIGH PF_CHARACTER_HIGH
#define RAISED PF_CHARACTER_SUPERSCRIPT
#define TIMES_2(c) c, c
#define TIMES_4(c) TIMES_2(c), TIMES_2(c)
#define TIMES_8(c) TIMES_4(c), TIMES_4(c)
#define TIMES_16(c) TIMES_8(c), TIMES_8(c)
#define TIMES_26(c) TIMES_16(c), TIMES_8(c), TIMES_2(c)
#define TIMES_32(c) TIMES_16(c), TIMES_16(c)

// clang-format off
const uint8_t pf_character_class[256] = {
    TIMES_32(SPACE),                                 // control characters
    SPACE, TIMES_8(SIGN), TIMES_4(SIGN), TIMES_2(SIGN), SIGN, // ! to /
    TIMES_8(DIGIT), TIMES_2(DIGIT),
    TIMES_4(SIGN), TIMES_2(SIGN), SIGN,              // : to @
    TIMES_26(LETTER),
    TIMES_4(SIGN), TIMES_2(SIGN),                    // [ to `
    TIMES_26(LETTER),
    TIMES_4(SIGN), SPACE,                            // { to ~, delete
    TIMES_32(HIGH), TIMES_32(HIGH), TIMES_32(HIGH), TIMES_32(HIGH),
};
// clang-format on

uint32_t pf_character_decode(const unsigned char *bytes, uint32_t *length)
{
    if (bytes[0] < 0xE0) {
        *length = 2;
        return (bytes[0] & 0x1Fu) << 6 | (bytes[1] & 0x3Fu);
    }
    if (bytes[0] < 0xF0) {
        *length = 3;
        return (bytes[0] & 0x0Fu) << 12 | (bytes[1] & 0x3Fu) << 6 | (bytes[2] & 0x3Fu);
    }
    *length = 4;
    return (bytes[0] & 0x07u) << 18 | (bytes[1] & 0x3Fu) << 12 | (bytes[2] & 0x3Fu) << 6 | (bytes[3] & 0x3Fu);
}

typedef struct range {
    uint32_t first, last;
    uint8_t class;
} range;

// What is not a letter above ASCII; sorted. Source: the code charts of the Unicode Standard.
// clang-format off
static const range ranges[] = {
    {0x80, 0xA0, SPACE}, {0xA1, 0xA9, SIGN}, {0xAB, 0xAC, SIGN}, {0xAD, 0xAD, SPACE}, {0xAE, 0xB1, SIGN},
    {0xB2, 0xB3, RAISED}, {0xB4, 0xB4, SIGN}, {0xB6, 0xB8, SIGN}, {0xB9, 0xB9, RAISED}, {0xBB, 0xBB, SIGN},
    {0xBF, 0xBF, SIGN}, {0xD7, 0xD7, SIGN}, {0xF7, 0xF7, SIGN}, {0x1680, 0x1680, SPACE}, {0x2000, 0x200F, SPACE},
    {0x2010, 0x2027, SIGN}, {0x2028, 0x202F, SPACE}, {0x2030, 0x205E, SIGN}, {0x205F, 0x206F, SPACE},
    {0x2070, 0x2070, RAISED}, {0x2074, 0x2079, RAISED}, {0x207A, 0x207E, SIGN}, {0x2080, 0x208E, SIGN},
    {0x20A0, 0x20CF, SIGN}, {0x2100, 0x2101, SIGN}, {0x2103, 0x2109, SIGN}, {0x2114, 0x2114, SIGN},
    {0x2116, 0x2118, SIGN}, {0x2120, 0x2123, SIGN}, {0x2190, 0x2BFF, SIGN}, {0x2E00, 0x2E7F, SIGN},
    {0x3000, 0x3000, SPACE}, {0x3001, 0x3004, SIGN}, {0x3008, 0x3020, SIGN}, {0xD800, 0xF8FF, SIGN},
    {0xFE00, 0xFE0F, SPACE}, {0xFE10, 0xFE1F, SIGN}, {0xFE30, 0xFE6F, SIGN}, {0xFEFF, 0xFEFF, SPACE},
    {0xFF00, 0xFF20, SIGN},
    {0xFF3B, 0xFF40, SIGN}, {0xFF5B, 0xFF65, SIGN}, {0xFFE0, 0xFFFF, SIGN}, {0x1F000, 0x1FAFF, SIGN},
    {0xE0000, 0x10FFFF, SPACE},
};
// clang-format on

pf_character pf_character_of(uint32_t code)
{
    size_t low = 0, high = sizeof ranges / sizeof *ranges;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (code > ranges[middle].last)
            low = middle + 1;
        else if (code < ranges[middle].first)
            high = middle;
        else
            return ranges[middle].class;
    }
    return LETTER;
}

uint32_t pf_character_fold(uint32_t code)
{
    if (code < 0x80)
        return code;
    if (code >= 0xFF01 && code <= 0xFF5E) // full-width forms of ASCII
        return code - 0xFEE0;
    // clang-format off
    switch (code) {
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212: case 0xFE58: case 0xFE63:
        return '-';
    case 0x2018: case 0x2019: case 0x201A: case 0x201B: case 0x2032: case 0xB4:
        return '\'';
    case 0x201C: case 0x201D: case 0x201E: case 0x201F: case 0x2033: case 0xAB: case 0xBB: case 0x2039: case 0x203A:
        return '"';
    case 0x2026: case 0x3002:
        return '.';
    case 0x3001:
        return ',';
    case 0x2022: case 0x2023: case 0x2043: case 0x25CF: case 0x25E6: case 0x25AA: case 0xB7: case 0x2219:
        return '*';
    case 0x2044: case 0x2215:
        return '/';
    case 0x223C: case 0x301C:
        return '~';
    default: return code;
    } // clang-format on
}
