// SPDX-License-Identifier: MIT
// Classes of bytes, the same in every locale.
#ifndef PF_BASE_BYTES_H
#define PF_BASE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What is asked of nearly every byte of a text is looked up.
enum { PF_BYTE_BLANK = 1, PF_BYTE_WORD = 2 };
extern const uint8_t pf_byte_classes[256];

static inline bool is_blank(char byte)
{
    return pf_byte_classes[(unsigned char)byte] & PF_BYTE_BLANK;
}

static inline bool is_all_blank(const char *bytes, size_t length)
{
    while (length > 0 && is_blank(bytes[length - 1]))
        length--;
    return length == 0;
}

static inline bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static inline bool is_upper(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

static inline bool is_lower(char byte)
{
    return byte >= 'a' && byte <= 'z';
}

static inline char to_lower(char byte)
{
    return is_upper(byte) ? (char)(byte - 'A' + 'a') : byte;
}

// Whether two strings are the same but for the case of their letters.
static inline bool is_same_word(const char *a, const char *b)
{
    while (*a && to_lower(*a) == to_lower(*b)) {
        a++;
        b++;
    }
    return !*a && !*b;
}

static inline bool is_letter(char byte)
{
    return is_upper(byte) || is_lower(byte);
}

// A letter, a digit, or a part of a character beyond ASCII.
static inline bool is_word_byte(char byte)
{
    return pf_byte_classes[(unsigned char)byte] & PF_BYTE_WORD;
}

#endif
