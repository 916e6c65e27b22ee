// SPDX-License-Identifier: MIT
// UTF-8: validation, code points, and how wide a code point stands on a terminal.
#ifndef PF_BASE_UTF8_H
#define PF_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Bytes that a code point takes at the most.
#define PF_UTF8_MAX 4

// The offset of the first byte that is not part of well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates,
// nothing beyond U+10FFFF, nothing cut short); `length` when all is well.
size_t pf_utf8_check(const char *bytes, size_t length);

// The bytes of a byte order mark at the beginning, which is no content; else 0.
size_t pf_utf8_mark_length(const char *bytes, size_t length);

// Reads the code point at the beginning of `bytes` and returns its length, 1 to 4; 0 when `length` is 0 or the bytes
// are not well-formed (`*code` is then untouched).
size_t pf_utf8_decode(const char *bytes, size_t length, uint32_t *code);

// Writes `code` and returns its length; 0 for a surrogate or a number beyond U+10FFFF.
size_t pf_utf8_encode(uint32_t code, char bytes[PF_UTF8_MAX]);

// The number of code points in well-formed UTF-8 (of other bytes: of those that do not continue a character).
size_t pf_utf8_count(const char *bytes, size_t length);

// Columns on a terminal: 0 for combining marks, format characters and controls, 2 for wide characters and emoji,
// else 1.
int pf_utf8_width(uint32_t code);

// What is read as one character and never parted: a letter with its marks, two letters that are a flag, pictures joined into one.
typedef struct pf_cluster {
    size_t length;  // in bytes, at least 1
    size_t columns; // a byte that is no UTF-8 has one
    uint32_t code;  // its first character, 0 for such a byte
} pf_cluster;

// The cluster at the beginning of `bytes`, of which there is at least one. Terminals differ in the columns of joined pictures: some draw
// one picture of 2 columns, others (xterm, VTE, tmux of old) its parts. Counted are those of the parts, and 2 for a narrow sign that
// U+FE0F makes a picture: a line that ends a little early does no harm, one that is too long would be broken anywhere.
pf_cluster pf_utf8_cluster(const char *bytes, size_t length);

// The sum of the columns of all clusters.
size_t pf_utf8_display_width(const char *bytes, size_t length);

// How many bytes at the beginning, whole clusters, take so many columns at the most.
size_t pf_utf8_fitting(const char *bytes, size_t length, size_t columns);

// White space: ASCII blanks and line ends, the byte order mark, and Unicode's spaces, also those without width.
bool pf_utf8_is_space(uint32_t code);

// C0 controls (line feed and tab among them), delete, C1 controls, line and paragraph separator.
bool pf_utf8_is_control(uint32_t code);

// Marks that change the order in which text is shown and can so disguise it (Unicode property Bidi_Control).
bool pf_utf8_is_bidi_control(uint32_t code);

// What hides what a text says, since nothing of it is seen: the byte order mark within a text, annotations, deprecated
// format characters, and tags, of which a text of its own can be made.
bool pf_utf8_is_hidden(uint32_t code);

// Any of the three: to be shown by a sign, or escaped.
bool pf_utf8_is_harmful(uint32_t code);

#endif
