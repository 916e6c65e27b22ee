// SPDX-License-Identifier: MIT
// Bytes without one of which a regular expression cannot match.
#include "match/required.h"

#include "base/bytes.h"

#include <stdint.h>
#include <string.h>

enum { DEEPEST = 32 };

// Of a part of an expression: the bytes of which it needs one.
typedef struct byte_set {
    bool known; // else it may do without any
    bool bytes[256];
} byte_set;

typedef struct reader {
    const char *at;
    bool gives_up; // something stands there that is not understood
    int depth;
} reader;

static byte_set read_alternatives(reader *r);

static size_t count_bytes(const byte_set *set)
{
    size_t count = 0;
    for (size_t i = 0; i < 256; i++)
        count += set->bytes[i];
    return count;
}

static void add_byte(byte_set *set, char byte)
{
    set->bytes[(unsigned char)byte] = true;
    // Letters and blanks are everywhere, and letters have other cases.
    if (is_letter(byte) || (is_blank(byte) && byte != '\n'))
        set->known = false;
}

// Adds the first byte of a character. Those beyond ASCII may be letters with other cases, but for the dashes, quotes, arrows and other
// signs of U+2000 to U+20FF and U+2180 to U+27FF.
static void add_character(reader *r, byte_set *set)
{
    unsigned char first = (unsigned char)r->at[0], second = first ? (unsigned char)r->at[1] : 0;
    add_byte(set, *r->at);
    if (first >= 0x80 && !(first == 0xe2 && ((second >= 0x80 && second <= 0x83) || (second >= 0x86 && second <= 0x9f))))
        set->known = false;
    r->at++;
    while (((unsigned char)*r->at & 0xc0) == 0x80)
        r->at++;
}

// Behind a backslash.
static void add_escape(reader *r, byte_set *set)
{
    char byte = *r->at;
    if (byte == 'd')
        memset(set->bytes + '0', true, 10);
    else if (byte == 'n')
        set->bytes['\n'] = true;
    else if (byte && strchr("wWsSDbBhtr", byte))
        set->known = false;
    else if (!byte || is_letter(byte) || is_digit(byte) || (unsigned char)byte >= 0x80)
        r->gives_up = true; // \x41, \p{L}, \1 and the like
    else
        add_byte(set, byte);
    r->at += byte != '\0';
}

// Behind the bracket that opens a class.
static byte_set read_class(reader *r)
{
    byte_set set = {.known = *r->at != '^'};
    r->at += *r->at == '^';
    for (bool first = true; *r->at && (first || *r->at != ']') && !r->gives_up; first = false) {
        if (r->at[0] == '[' && (r->at[1] == ':' || r->at[1] == '.' || r->at[1] == '=')) {
            r->gives_up = true;
        } else if (*r->at == '\\') {
            r->at++;
            add_escape(r, &set);
        } else if (r->at[1] == '-' && r->at[2] && r->at[2] != ']') {
            for (int byte = (unsigned char)r->at[0]; byte <= (unsigned char)r->at[2]; byte++)
                add_byte(&set, (char)byte);
            r->gives_up = (unsigned char)r->at[0] >= 0x80 || (unsigned char)r->at[2] >= 0x80 || r->at[2] == '\\';
            r->at += 3;
        } else {
            add_character(r, &set);
        }
    }
    r->gives_up = r->gives_up || *r->at != ']';
    r->at += *r->at == ']';
    return set;
}

// Behind the bracket that opens a group.
static byte_set read_group(reader *r)
{
    bool looks = false; // at what stands before or behind, which is no part of the match but must be there; nothing is learnt from it
    if (*r->at == '*' || ++r->depth > DEEPEST)
        r->gives_up = true;
    if (*r->at == '?') {
        r->at++;
        looks = *r->at == '=' || *r->at == '!' || (*r->at == '<' && (r->at[1] == '=' || r->at[1] == '!'));
        size_t flags = strspn(r->at, "-i");
        if (looks)
            r->at += *r->at == '<' ? 2 : 1;
        else if (r->at[flags] == ':')
            r->at += flags + 1;
        else
            r->gives_up = true;
    }
    byte_set set = read_alternatives(r);
    r->gives_up = r->gives_up || *r->at != ')';
    r->at += *r->at == ')';
    r->depth--;
    if (looks)
        return (byte_set){0};
    return set;
}

static byte_set read_atom(reader *r)
{
    byte_set set = {.known = true};
    char byte = *r->at;
    if (byte == '(' || byte == '[' || byte == '\\')
        r->at++;
    if (byte == '(')
        return read_group(r);
    if (byte == '[')
        return read_class(r);
    if (byte == '\\') {
        add_escape(r, &set);
    } else {
        set.known = byte != '.' && byte != '^' && byte != '$';
        add_character(r, &set);
    }
    return set;
}

// Passes over a quantifier; whether it allows none.
static bool read_quantifier(reader *r)
{
    bool none = *r->at == '*' || *r->at == '?' || (*r->at == '{' && (r->at[1] == '0' || r->at[1] == ','));
    if (*r->at == '{' && !is_digit(r->at[1]))
        r->gives_up = true;
    if (*r->at == '{')
        r->at += strcspn(r->at, "}");
    if (*r->at == '*' || *r->at == '?' || *r->at == '+' || *r->at == '}')
        r->at++;
    else
        return false;
    r->at += *r->at == '?' || *r->at == '+'; // lazy or possessive
    return none;
}

// Of all that must be there one after the other, the rarest.
static byte_set read_sequence(reader *r)
{
    byte_set best = {0};
    while (*r->at && *r->at != '|' && *r->at != ')' && !r->gives_up) {
        byte_set set = read_atom(r);
        bool none = read_quantifier(r);
        if (set.known && !none && (!best.known || count_bytes(&set) < count_bytes(&best)))
            best = set;
    }
    return best;
}

static byte_set read_alternatives(reader *r)
{
    byte_set all = read_sequence(r);
    while (*r->at == '|' && !r->gives_up) {
        r->at++;
        byte_set other = read_sequence(r);
        all.known = all.known && other.known;
        for (size_t i = 0; i < 256; i++)
            all.bytes[i] = all.bytes[i] || other.bytes[i];
    }
    return all;
}

bool pf_required_bytes(const char *expression, bool bytes[256])
{
    reader r = {.at = expression};
    byte_set set = read_alternatives(&r);
    memcpy(bytes, set.bytes, sizeof set.bytes);
    return set.known && !r.gives_up && !*r.at;
}

bool pf_has_required(const bool *bytes, const char *text, size_t length)
{
    size_t at = 0;
    while (bytes && at < length && !bytes[(unsigned char)text[at]])
        at++;
    return !bytes || at < length;
}
