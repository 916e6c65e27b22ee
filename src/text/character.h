// SPDX-License-Identifier: MIT
// What a character is to the splitter: space, letter, digit, or a sign and the ASCII sign that it stands for.
#ifndef PF_TEXT_CHARACTER_H
#define PF_TEXT_CHARACTER_H

#include <stdint.h>

typedef enum pf_character {
    PF_CHARACTER_SPACE,
    PF_CHARACTER_LETTER,
    PF_CHARACTER_DIGIT,
    PF_CHARACTER_SIGN,
    PF_CHARACTER_HIGH,        // first byte of a longer character: ask pf_character_of
    PF_CHARACTER_SUPERSCRIPT, // a raised digit (only from pf_character_of)
} pf_character;

extern const uint8_t pf_character_class[256];

// Decodes the character at `bytes` (valid UTF-8, a first byte of 0x80 or more); stores its length and code point.
uint32_t pf_character_decode(const unsigned char *bytes, uint32_t *length);

pf_character pf_character_of(uint32_t code);

// The sign of the same meaning in ASCII (dashes '-', quotes '\'' '"', ellipsis '.', bullets '*'), or the code itself.
uint32_t pf_character_fold(uint32_t code);

#endif
