// SPDX-License-Identifier: MIT
// Tests of base/utf8: what is well-formed, code points there and back, widths.
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static size_t check(const char *bytes)
{
    return pf_utf8_check(bytes, strlen(bytes));
}

static void accepts_well_formed_text(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "a",
        "plain ASCII text that is longer than eight bytes",
        "\x7F",
        "\xC2\x80",
        "\xDF\xBF",
        "\xE0\xA0\x80",
        "\xED\x9F\xBF",
        "\xEE\x80\x80",
        "\xEF\xBF\xBF",
        "\xF0\x90\x80\x80",
        "\xF4\x8F\xBF\xBF",
        "aé€😀z",
        "eight by\xC3\xA9 then more",
        "seven b\xC3\xA9",
        "éééééééééééééé then ASCII again",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_int_equal(check(texts[i]), strlen(texts[i]));
}

static void names_the_first_bad_byte(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t bad;
    } cases[] = {
        {"\x80", 0}, // a continuation byte alone
        {"ab\xBF", 2},
        {"\xC0\xAF", 0}, // overlong forms
        {"\xC1\xBF", 0},
        {"x\xE0\x80\xAF", 1},
        {"\xE0\x9F\xBF", 0},
        {"\xF0\x80\x80\xAF", 0},
        {"\xF0\x8F\xBF\xBF", 0},
        {"\xED\xA0\x80", 0}, // surrogates
        {"ab\xED\xBF\xBF", 2},
        {"\xF4\x90\x80\x80", 0}, // beyond U+10FFFF
        {"\xF5\x80\x80\x80", 0},
        {"\xFE", 0},
        {"\xFF", 0},
        {"\xC3", 0}, // cut short
        {"\xE2\x82", 0},
        {"good\xF0\x9F\x98", 4},
        {"\xC3\x41", 0}, // not continued
        {"\xE2\x82\x41", 0},
        {"\xF0\x9F\x98\x41", 0},
        {"exactly 16 bytes\xFF", 16},
        {"longer than sixteen bytes \xE9t\xE9", 26},
        {"é\xFF", 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(check(cases[i].bytes), cases[i].bad);
}

static void does_not_read_behind_the_end(void **state)
{
    (void)state;
    // The sanitizer would tell: the buffer is as long as the text.
    static const char text[] = {'a', 'b', (char)0xE2, (char)0x82};
    for (size_t length = 0; length <= sizeof text; length++) {
        char *exact = malloc(length + 1);
        assert_non_null(exact);
        char *end = realloc(exact, length ? length : 1);
        assert_non_null(end);
        memcpy(end, text, length);
        assert_int_equal(pf_utf8_check(end, length), length < 2 ? length : 2);
        uint32_t code;
        if (length > 2)
            assert_int_equal(pf_utf8_decode(end + 2, length - 2, &code), 0);
        free(end);
    }
}

static void decodes_what_it_encodes(void **state)
{
    (void)state;
    for (uint32_t code = 0; code <= 0x110000; code++) {
        char bytes[PF_UTF8_MAX];
        size_t length = pf_utf8_encode(code, bytes);
        if ((code >= 0xD800 && code <= 0xDFFF) || code > 0x10FFFF) {
            assert_int_equal(length, 0);
            continue;
        }
        uint32_t back = 0;
        assert_int_equal(length, code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
        assert_int_equal(pf_utf8_decode(bytes, length, &back), length);
        assert_int_equal(back, code);
        assert_int_equal(pf_utf8_check(bytes, length), length);
    }
}

static void leaves_the_code_alone_when_nothing_is_decoded(void **state)
{
    (void)state;
    uint32_t code = 7;
    assert_int_equal(pf_utf8_decode("", 0, &code), 0);
    assert_int_equal(pf_utf8_decode("\xFF", 1, &code), 0);
    assert_int_equal(pf_utf8_decode("\xC3\xA9", 1, &code), 0);
    assert_int_equal(code, 7);
}

static void counts_code_points(void **state)
{
    (void)state;
    assert_int_equal(pf_utf8_count("", 0), 0);
    assert_int_equal(pf_utf8_count("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z", 11), 5);
}

static void knows_widths(void **state)
{
    (void)state;
    static const struct {
        uint32_t code;
        int width;
    } cases[] = {
        {'a', 1},     {' ', 1},     {0, 0},       {'\t', 0},    {0x7F, 0},    {0x9F, 0},    {0xA0, 1},    {0xAD, 1},
        {0xE9, 1},    {0x2FF, 1},   {0x300, 0},   {0x36F, 0},   {0x370, 1},   {0x10FF, 1},  {0x1100, 2},  {0x115F, 2},
        {0x1160, 0},  {0x200B, 0},  {0x200D, 0},  {0x2013, 1},  {0x2022, 1},  {0x2028, 0},  {0x202E, 0},  {0x20D0, 0},
        {0x2192, 1},  {0x231A, 2},  {0x2705, 2},  {0x3000, 2},  {0x3042, 2},  {0x4E2D, 2},  {0xAC00, 2},  {0xD7A3, 2},
        {0xD7A4, 1},  {0xFE0F, 0},  {0xFEFF, 0},  {0xFF01, 2},  {0xFF61, 1},  {0x1F600, 2}, {0x1F680, 2}, {0x1F321, 1},
        {0x20000, 2}, {0x3FFFD, 2}, {0x3FFFE, 1}, {0xE0001, 0}, {0xE0100, 0}, {0xE01EF, 0}, {0xF0000, 1}, {0x10FFFF, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(pf_utf8_width(cases[i].code), cases[i].width);
    assert_int_equal(pf_utf8_display_width("a\xE4\xB8\xAD"
                                           "e\xCC\x81\xF0\x9F\x98\x80\xFF",
                                           12),
                     1 + 2 + 1 + 2 + 1);
}

// Each cluster of a text ends at a '|', which is not part of it.
static void are_clusters(const char *parted)
{
    char text[200] = "";
    for (const char *at = parted; *at; at++)
        if (*at != '|')
            strncat(text, at, 1);
    const char *rest = text;
    for (const char *at = parted; *at;) {
        size_t expected = strcspn(at, "|");
        assert_int_equal(pf_utf8_cluster(rest, strlen(rest)).length, expected);
        rest += expected;
        at += expected + (at[expected] == '|');
    }
}

static void keeps_clusters_together(void **state)
{
    (void)state;
    are_clusters("a|b|é|中|文");
    are_clusters("e\u0301|x|e\u0301\u0302\u0323|y");
    are_clusters("👩\u200d👩\u200d👧|👍🏽|👍|❤\ufe0f\u200d🔥|1\ufe0f\u20e3|2");
    are_clusters("🇩🇪|🇫🇷|🇩|a|🇩🇪");
    are_clusters("का|म|कि|x");
    are_clusters("각|가");
    are_clusters("中\u200d|文"); // what is joined is no picture
    are_clusters("a|\xFF|b");
    assert_int_equal(pf_utf8_cluster("\xCC\x81", 2).length, 2); // a mark alone
}

static void measures_clusters_by_their_parts(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t columns;
    } cases[] = {
        {"e\u0301\u0302", 1}, {"❤", 1}, {"❤\ufe0f", 2}, {"1\ufe0f\u20e3", 2}, {"🇩🇪", 2}, {"👍🏽", 4}, {"👩\u200d👧", 4}, {"का", 2},
        {"각", 2}, {"\u06dd", 1}, {"", 0}, {"\xFF\xFE", 2}, {"視頻 🎬", 7},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(pf_utf8_display_width(cases[i].text, strlen(cases[i].text)), cases[i].columns);
}

static void knows_spaces_and_controls(void **state)
{
    (void)state;
    static const uint32_t spaces[] = {' ', '\t', '\n', '\r', '\v', '\f', 0xA0, 0x2003, 0x200B, 0x3000, 0xFEFF};
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        assert_true(pf_utf8_is_space(spaces[i]));
    assert_false(pf_utf8_is_space('a') || pf_utf8_is_space(0) || pf_utf8_is_space(0x2010));
    assert_true(pf_utf8_is_control(0) && pf_utf8_is_control(0x1B) && pf_utf8_is_control(0x7F));
    assert_true(pf_utf8_is_control(0x85) && pf_utf8_is_control(0x2028));
    assert_false(pf_utf8_is_control(' ') || pf_utf8_is_control(0xA0) || pf_utf8_is_control(0x200B));
    static const uint32_t bidi[] = {0x61C, 0x200E, 0x200F, 0x202A, 0x202E, 0x2066, 0x2069};
    for (size_t i = 0; i < sizeof bidi / sizeof *bidi; i++)
        assert_true(pf_utf8_is_bidi_control(bidi[i]));
    assert_false(pf_utf8_is_bidi_control('a') || pf_utf8_is_bidi_control(0x200D) || pf_utf8_is_bidi_control(0x202F) ||
                 pf_utf8_is_bidi_control(0x206A));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepts_well_formed_text),
        cmocka_unit_test(names_the_first_bad_byte),
        cmocka_unit_test(does_not_read_behind_the_end),
        cmocka_unit_test(decodes_what_it_encodes),
        cmocka_unit_test(leaves_the_code_alone_when_nothing_is_decoded),
        cmocka_unit_test(counts_code_points),
        cmocka_unit_test(knows_widths),
        cmocka_unit_test(keeps_clusters_together),
        cmocka_unit_test(measures_clusters_by_their_parts),
        cmocka_unit_test(knows_spaces_and_controls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
