// SPDX-License-Identifier: MIT
// Tests of match/regex: what matches where, what is refused, and that hostile expressions end.
#define _POSIX_C_SOURCE 200809L
#include "match/regex.h"
#include "match/required.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static pf_regex_status search(const char *pattern, const char *text, size_t length, size_t *start, size_t *end)
{
    char problem[200] = "";
    pf_regex *regex = pf_regex_new(pattern, problem, sizeof problem);
    if (!regex)
        fail_msg("%s: %s", pattern, problem);
    size_t dear = 0;
    pf_regex_status status = pf_regex_search(regex, text, length, start, end, &dear);
    pf_regex_free(regex);
    return status;
}

static void assert_match(const char *pattern, const char *text, size_t start, size_t end)
{
    size_t from = 99, to = 99;
    assert_int_equal(search(pattern, text, strlen(text), &from, &to), PF_REGEX_MATCH);
    assert_int_equal(from, start);
    assert_int_equal(to, end);
}

static void assert_no_match(const char *pattern, const char *text)
{
    size_t from = 99, to = 99;
    assert_int_equal(search(pattern, text, strlen(text), &from, &to), PF_REGEX_NO_MATCH);
    assert_int_equal(from, 99);
}

static void finds_the_first_match(void **state)
{
    (void)state;
    assert_match("\\bp9\\d\\b", "p50 and p95 and p99", 8, 11);
    assert_match("(read|write)s?", "writes", 0, 6);
    assert_match("x*", "abc", 0, 0);
    assert_match("(?<=to )\\w+", "up to ten", 6, 9);
    assert_match("up \\Kto", "up to ten", 3, 5);
    assert_no_match("p9\\d", "p50");
    assert_no_match("a", "");
}

// \K in a group that a look-ahead calls sets the beginning behind the end.
static void never_ends_before_it_begins(void **state)
{
    (void)state;
    assert_match("(?(DEFINE)(?<n>every \\K))to (?=(?&n))", "up to every reader", 6, 12);
}

// What is looked for, before anything is matched, must be part of every match.
static void asks_for_bytes_that_every_match_has(void **state)
{
    (void)state;
    static const struct {
        const char *expression, *bytes; // NULL: none are asked for
    } cases[] = {
        {"a\\d+ ?(gb|tb)", "0123456789"},
        {"\\b[a-z]+(_[a-z]+)+ ?\\(", "_"},
        {"[,.' ]x|y", NULL},
        {"(->|=>) [^\\n]{2,70}? (->|\xE2\x86\x92)", "-="},
        {"(\xE2\x86\x92|\xE2\x87\x92) x", "\xE2"},
        {"a-?b", NULL},
        {"a-*b", NULL},
        {"a-{0,2}b", NULL},
        {"a-{1,2}b", "-"},
        {"a-+?b", "-"},
        {"(?:#|!)x", "#!"},
        {"(?=#)x", NULL},
        {"(?<!#)x;", ";"},
        {"(?-i:A#)", "#"},
        {"(?x) # a remark\n b", NULL},
        {"x\\Q#", NULL},
        {"\\x23", NULL},
        {"[[:punct:]]", NULL},
        {"[^#]", NULL},
        {"[]#]", "]#"},
        {"[*-/]:", ":"},
        {"[+-.]", "+,-."},
        {"\xC3\xBF", NULL}, // its other case begins with another byte
        {"\xE2\x84\xAA", NULL}, // the Kelvin sign is a k
        {"#|", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bool bytes[256];
        bool known = pf_required_bytes(cases[i].expression, bytes);
        if (known != (cases[i].bytes != NULL))
            fail_msg("%s: %s", cases[i].expression, known ? "asks" : "asks for nothing");
        for (int byte = 1; known && byte < 256; byte++)
            if (bytes[byte] != (strchr(cases[i].bytes, byte) != NULL))
                fail_msg("%s: byte %c", cases[i].expression, byte);
    }
    assert_match("\xC3\xBF", "a \xC5\xB8", 2, 4);
    assert_match("a\\d", "ba7", 1, 3);
    assert_no_match("a\\d", "ba");
}

static void ignores_case_in_all_of_utf8(void **state)
{
    (void)state;
    assert_match("LIVE map", "a Live Map", 2, 10);
    assert_match("É.x", "  éßx", 2, 7); // one character, not one byte
    assert_no_match("(?-i)LIVE", "live");
}

static void stops_at_the_end_of_the_text(void **state)
{
    (void)state;
    size_t start, end;
    char *bytes = malloc(4); // no NUL behind it, so that reading on shows
    assert_non_null(bytes);
    memcpy(bytes, "live", 4);
    assert_int_equal(search("live$", bytes, 4, &start, &end), PF_REGEX_MATCH);
    assert_int_equal(search("live", bytes, 3, &start, &end), PF_REGEX_NO_MATCH);
    assert_int_equal(search("liv$", bytes, 3, &start, &end), PF_REGEX_MATCH);
    free(bytes);
}

static void says_what_is_wrong_and_where(void **state)
{
    (void)state;
    char problem[200] = "";
    assert_null(pf_regex_new("ab(c", problem, sizeof problem));
    assert_non_null(strstr(problem, "parenthesis"));
    assert_non_null(strstr(problem, "at offset 4"));
    assert_null(pf_regex_new("a**", problem, 8));
    assert_int_equal(strlen(problem), 7); // cut to the room there is
    assert_null(pf_regex_new("\xff", problem, sizeof problem));
    assert_null(pf_regex_new("a\\Cb", problem, sizeof problem)); // single bytes could cut a character
    pf_regex_free(NULL);
}

// Stored in memory of `arena`, with the byte at `offset` changed.
static pf_regex *restore_changed(pf_arena *arena, size_t offset, unsigned char change)
{
    pf_regex *regex = pf_regex_new("(read|write)s? \\d+", NULL, 0);
    assert_non_null(regex);
    unsigned char *stored = (unsigned char *)(uintptr_t)pf_regex_store(regex, arena);
    assert_non_null(stored);
    pf_regex_free(regex);
    stored[offset] ^= change;
    return pf_regex_restore(stored);
}

// Behind the mark that opens what is stored, the version of the library stands.
static void restores_what_the_same_library_stored(void **state)
{
    (void)state;
    pf_arena arena;
    pf_arena_init(&arena);
    pf_regex *regex = restore_changed(&arena, 4, 0);
    assert_non_null(regex);
    size_t start = 99, end = 99, dear = 0;
    assert_int_equal(pf_regex_search(regex, "10 WRITES 20", 12, &start, &end, &dear), PF_REGEX_MATCH);
    assert_int_equal(start, 3);
    assert_int_equal(end, 12);
    assert_int_equal(pf_regex_search(regex, "writes", 6, &start, &end, &dear), PF_REGEX_NO_MATCH);
    pf_regex_free(regex);
    assert_null(restore_changed(&arena, 4, 1));
    assert_null(pf_regex_restore(NULL));
    pf_arena_release(&arena);
}

static void ends_catastrophic_searches(void **state)
{
    (void)state;
    static const char *const patterns[] = {"^(a+)+$", "^(a|a)*$", "(?=(a+)+$)b|^(a|aa)+$", "(a*)*b"};
    char text[5001];
    memset(text, 'a', sizeof text - 2);
    text[sizeof text - 2] = '!';
    text[sizeof text - 1] = '\0';
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
        size_t start, end;
        pf_regex_status status = search(patterns[i], text, strlen(text), &start, &end);
        if (status == PF_REGEX_MATCH)
            fail_msg("%s cannot match", patterns[i]);
    }
    size_t start, end;
    assert_int_equal(search("^(a+)+$", text, strlen(text), &start, &end), PF_REGEX_STEPS);
    // A million steps, which a library would allow by itself.
    assert_int_equal(search("^(a+)+$", "aaaaaaaaaaaaaaaaaaaa!", 21, &start, &end), PF_REGEX_STEPS);
    assert_int_equal(search("^(a+)+$", "aaaaaaaa!", 9, &start, &end), PF_REGEX_NO_MATCH);
    assert_int_equal(search("(x+x+)+y", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", 40, &start, &end),
                     PF_REGEX_NO_MATCH);
    assert_int_equal(
        search("^(\\w+\\s?)+$", "every word of this sentence may be cut in very many ways!", 57, &start, &end),
        PF_REGEX_STEPS);
}

static void takes_plain_expressions_on_long_sentences(void **state)
{
    (void)state;
    static char text[200001];
    memset(text, 'a', sizeof text - 1);
    memcpy(text + sizeof text - 5, "live", 4);
    assert_match("\\blive|live\\b", text, sizeof text - 5, sizeof text - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(asks_for_bytes_that_every_match_has),
        cmocka_unit_test(finds_the_first_match),
        cmocka_unit_test(never_ends_before_it_begins),
        cmocka_unit_test(ignores_case_in_all_of_utf8),
        cmocka_unit_test(stops_at_the_end_of_the_text), cmocka_unit_test(says_what_is_wrong_and_where),
        cmocka_unit_test(restores_what_the_same_library_stored),
        cmocka_unit_test(ends_catastrophic_searches),   cmocka_unit_test(takes_plain_expressions_on_long_sentences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
