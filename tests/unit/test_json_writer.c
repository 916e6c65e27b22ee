// SPDX-License-Identifier: MIT
// Tests of report/json_writer: its layout is that of jansson, its numbers those of printf, and it escapes what could harm where it is shown.
#include "report/json_writer.h"

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// What the writer gives for one value, without the line feed; freed by the next call.
static const char *written(void (*write)(pf_json *json, const void *value), const void *value, bool compact)
{
    static pf_buffer output;
    pf_buffer_release(&output);
    pf_buffer_init(&output);
    pf_json json = pf_json_begin(&output, compact);
    write(&json, value);
    pf_json_finish(&json);
    assert_false(output.failed);
    assert_int_equal(output.bytes[output.length - 1], '\n');
    output.bytes[--output.length] = '\0';
    return output.bytes;
}

static void assert_dumped(json_t *value, size_t flags, const char *text)
{
    char *dumped = json_dumps(value, flags);
    assert_non_null(dumped);
    assert_string_equal(text, dumped);
    free(dumped);
}

static void write_nested(pf_json *json, const void *value)
{
    (void)value;
    pf_json_object(json, NULL);
    pf_json_array(json, "none");
    pf_json_close(json);
    pf_json_array(json, "some");
    pf_json_object(json, NULL);
    pf_json_close(json);
    pf_json_integer(json, NULL, -7);
    pf_json_array(json, NULL);
    pf_json_boolean(json, NULL, true);
    pf_json_boolean(json, NULL, false);
    pf_json_close(json);
    pf_json_close(json);
    pf_json_string(json, "text", "with / and \b\f\n\r\t\x01\"\\");
    pf_json_string(json, "missing", NULL);
    pf_json_close(json);
}

static void test_layout_is_that_of_jansson(void **state)
{
    (void)state;
    json_t *root = json_pack("{s:[], s:[{}, i, [b, b]], s:s, s:n}", "none", "some", -7, 1, 0, "text", "with / and \b\f\n\r\t\x01\"\\", "missing");
    assert_non_null(root);
    assert_dumped(root, JSON_INDENT(2), written(write_nested, NULL, false));
    assert_dumped(root, JSON_COMPACT, written(write_nested, NULL, true));
    json_decref(root);
}

static void write_deepest(pf_json *json, const void *value)
{
    (void)value;
    for (unsigned i = 0; i < PF_JSON_DEPTH; i++)
        pf_json_array(json, NULL);
    for (unsigned i = 0; i < PF_JSON_DEPTH; i++)
        pf_json_close(json);
}

static void test_nests_as_deep_as_it_says(void **state)
{
    (void)state;
    json_t *root = json_array();
    for (unsigned i = 1; i < PF_JSON_DEPTH; i++) {
        json_t *outer = json_array();
        json_array_append_new(outer, root);
        root = outer;
    }
    assert_dumped(root, JSON_INDENT(2), written(write_deepest, NULL, false));
    json_decref(root);
}

static void write_number(pf_json *json, const void *value)
{
    pf_json_number(json, NULL, *(const double *)value);
}

static void assert_number(double value, const char *expected)
{
    assert_string_equal(written(write_number, &value, false), expected);
}

static void test_numbers_have_twelve_digits(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *expected;
    } cases[] = {
        {0, "0"}, {-0.0, "0"}, {-1, "-1"}, {999999999999999, "999999999999999"}, {-999999999999999, "-999999999999999"},
        {1e15, "1e15"}, {-1.5e300, "-1.5e300"}, {5e-324, "4.94065645841e-324"}, {9.9e-5, "9.9e-5"}, {0.0001, "0.0001"},
        {0.35, "0.35"}, {-0.35, "-0.35"}, {100.5, "100.5"}, {2.0 / 3, "0.666666666667"}, {1.0 / 3 * 100, "33.3333333333"},
        {0.99999999999951, "1.0"}, {0.99999999999949, "0.999999999999"}, {99999999999.96, "100000000000.0"}, {123456789012.25, "123456789012.0"},
        {999999999999.5, "1e12"}, {1234567890123.5, "1.23456789012e12"}, {NAN, "null"}, {-INFINITY, "null"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_number(cases[i].value, cases[i].expected);
}

static void assert_printed(double value)
{
    char printed[32];
    snprintf(printed, sizeof printed, "%.12g", value);
    const char *text = written(write_number, &value, false);
    bool whole = value == floor(value);
    if (strtod(text, NULL) != (whole ? value : strtod(printed, NULL)) || (!whole && strlen(text) > strlen(printed) + 2))
        fail_msg("%.17g: %s, but printf writes %s", value, text, printed);
}

// Also many of thirteen digits that end with a five, between which and the next digit a rounding can go wrong.
static void test_numbers_of_all_sizes_are_those_of_printf(void **state)
{
    (void)state;
    uint64_t random = 88172645463325252u; // xorshift, Marsaglia 2003
    for (int i = 0; i < 40000; i++) {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        double scale = pow(10, (int)(random % 19) - 6);
        assert_printed(ldexp((double)(random >> 11), -53) * scale);
        assert_printed((double)(random >> 40) / 1000 * (random & 1 ? 1 : -1));
        assert_printed(((double)(random % 1000000000000) + 0.5) / 1e12 * scale);
    }
}

typedef struct bytes {
    const char *start;
    size_t length;
} bytes;

static void write_bytes(pf_json *json, const void *value)
{
    const bytes *text = value;
    pf_json_bytes(json, NULL, text->start, text->length);
}

// `special` as it is written among letters: at each place, since the plain ones are looked at several at a time.
static void assert_escaped(const char *special, size_t length, const char *escaped)
{
    for (size_t before = 0; before < 20; before++) {
        for (size_t after = 0; after < 20; after++) {
            char text[64], expected[64];
            memset(text, 'a', sizeof text);
            memcpy(text + before, special, length);
            snprintf(expected, sizeof expected, "\"%.*s%s%.*s\"", (int)before, "aaaaaaaaaaaaaaaaaaaa", escaped, (int)after, "aaaaaaaaaaaaaaaaaaaa");
            bytes value = {text, before + length + after};
            assert_string_equal(written(write_bytes, &value, false), expected);
        }
    }
}

static void test_strings_are_escaped_at_each_place(void **state)
{
    (void)state;
    static const struct {
        const char *special, *escaped;
    } cases[] = {
        {"", ""},
        {"\"", "\\\""},
        {"\\", "\\\\"},
        {"\n", "\\n"},
        {"\x1F", "\\u001F"},
        {" ~!$[", " ~!$["},
        {"\x7F", "\\u007F"},
        {"\xC2\x9B", "\\u009B"},
        {"\xE2\x80\xAE", "\\u202E"},         // turns the direction of text
        {"\xE2\x80\xA8", "\\u2028"},         // a line separator
        {"\xEF\xBB\xBF", "\\uFEFF"},         // is not seen
        {"\xF3\xA0\x81\x81", "\\uDB40\\uDC41"}, // nor is this letter of a tag
        {"\xC3\xA9\xF0\x9F\x98\x80", "\xC3\xA9\xF0\x9F\x98\x80"},
        {"\xFF", "\xEF\xBF\xBD"},            // no UTF-8
        {"\xE2\x82", "\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"# ", "# "},
        {"##[group]", "\\u0023#[group]"},    // a command of a runner of workflows
        {"###vso", "#\\u0023#vso"},
        {"##!", "##!"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_escaped(cases[i].special, strlen(cases[i].special), cases[i].escaped);
    assert_escaped("", 1, "\\u0000");
}

static void test_exhausted_memory_shows_in_the_output(void **state)
{
    (void)state;
    pf_buffer output = {.failed = true}, text = {.failed = true};
    pf_json json = pf_json_begin(&output, false);
    write_nested(&json, NULL);
    pf_json_finish(&json);
    assert_true(output.failed && output.length == 0);
    pf_buffer_init(&output);
    json = pf_json_begin(&output, false);
    pf_json_buffer(&json, NULL, &text);
    assert_true(output.failed);
    pf_buffer_release(&output);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_layout_is_that_of_jansson),
        cmocka_unit_test(test_nests_as_deep_as_it_says),
        cmocka_unit_test(test_numbers_have_twelve_digits),
        cmocka_unit_test(test_numbers_of_all_sizes_are_those_of_printf),
        cmocka_unit_test(test_strings_are_escaped_at_each_place),
        cmocka_unit_test(test_exhausted_memory_shows_in_the_output),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
