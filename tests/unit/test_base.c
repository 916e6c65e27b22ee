// SPDX-License-Identifier: MIT
// Tests of base/: arena, buffer, diagnostics and the names suggested for slips of the hand.
#define _POSIX_C_SOURCE 200809L
#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostics.h"
#include "base/runs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

// --- Arena --------------------------------------------------------------------------------------------------------

static void hands_out_zeroed_aligned_memory(void **state)
{
    (void)state;
    pf_arena arena;
    pf_arena_init(&arena);
    for (int round = 0; round < 2; round++) { // the second has memory that the first filled
        unsigned char *earlier = NULL;
        for (size_t size = 0; size < 300; size++) {
            unsigned char *bytes = pf_arena_alloc(&arena, size);
            assert_non_null(bytes);
            assert_ptr_not_equal(bytes, earlier);
            assert_int_equal((uintptr_t)bytes % _Alignof(max_align_t), 0);
            for (size_t i = 0; i < size; i++)
                assert_int_equal(bytes[i], 0);
            memset(bytes, 0xff, size); // must not show in what is handed out next
            earlier = bytes;
        }
        pf_arena_release(&arena);
        assert_null(arena.newest);
    }
    pf_arena_release(&arena);
}

static void hands_out_more_than_a_chunk(void **state)
{
    (void)state;
    pf_arena arena;
    pf_arena_init(&arena);
    char *small = pf_arena_copy(&arena, "kept", 4);
    char *large = pf_arena_alloc(&arena, 1 << 20);
    assert_non_null(large);
    memset(large, 'x', 1 << 20);
    assert_string_equal(small, "kept");
    assert_non_null(pf_arena_alloc(&arena, 100000));
    pf_arena_release(&arena);
}

static void hands_out_one_piece_after_a_reservation(void **state)
{
    (void)state;
    pf_arena arena;
    pf_arena_init(&arena);
    assert_non_null(pf_arena_alloc(&arena, 10));
    char *begin = pf_arena_reserve(&arena, 1 << 20);
    assert_non_null(begin);
    for (size_t i = 0; i < 1000; i++) {
        char *bytes = pf_arena_alloc(&arena, 1000);
        assert_true(bytes >= begin && bytes + 1000 <= begin + (1 << 20));
    }
    pf_arena_release(&arena);
}

static void refuses_what_no_memory_can_hold(void **state)
{
    (void)state;
    pf_arena arena;
    pf_arena_init(&arena);
    assert_null(pf_arena_alloc(&arena, SIZE_MAX));
    assert_null(pf_arena_alloc(&arena, SIZE_MAX - 8));
    assert_null(pf_arena_array(&arena, SIZE_MAX / 4 + 2, 4));
    assert_null(pf_arena_reserve(&arena, SIZE_MAX));
    assert_null(pf_arena_copy(&arena, "", SIZE_MAX));
    assert_non_null(pf_arena_array(&arena, 0, 8));
    assert_non_null(pf_arena_array(&arena, 8, 0));
    pf_arena_release(&arena);
}

static void copies_and_formats_strings(void **state)
{
    (void)state;
    pf_arena arena;
    pf_arena_init(&arena);
    assert_string_equal(pf_arena_copy(&arena, "upload it", 6), "upload");
    assert_string_equal(pf_arena_copy(&arena, NULL, 0), "");
    assert_memory_equal(pf_arena_copy(&arena, "a\0b", 3), "a\0b", 4);
    assert_string_equal(pf_arena_format(&arena, "%s:%d", "line", 7), "line:7");
    char blank[70000];
    memset(blank, ' ', sizeof blank);
    blank[sizeof blank - 1] = '\0';
    char *padded = pf_arena_format(&arena, "%s|", blank);
    assert_int_equal(strlen(padded), sizeof blank);
    assert_int_equal(padded[sizeof blank - 1], '|');
    pf_arena_release(&arena);
}

static void grows_arrays(void **state)
{
    (void)state;
    pf_arena arena;
    pf_arena_init(&arena);
    int *items = NULL;
    size_t capacity = 0;
    for (int i = 0; i < 1000; i++) {
        int *grown = pf_arena_grow(&arena, items, (size_t)i, &capacity, sizeof *items);
        assert_non_null(grown);
        assert_true(capacity > (size_t)i);
        items = grown;
        items[i] = i;
    }
    for (int i = 0; i < 1000; i++)
        assert_int_equal(items[i], i);
    assert_ptr_equal(pf_arena_grow(&arena, items, 3, &capacity, sizeof *items), items);
    size_t huge = SIZE_MAX / 2 + 1;
    assert_null(pf_arena_grow(&arena, items, huge, &huge, 1));
    assert_int_equal(items[999], 999);
    pf_arena_release(&arena);
}

static void grows_large_arrays_side_by_side(void **state)
{
    (void)state;
    enum { MANY = 50000 };
    pf_arena arena;
    pf_arena_init(&arena);
    uint32_t *numbers = NULL, *kept = NULL;
    char *letters = NULL;
    size_t number_capacity = 0, letter_capacity = 0;
    for (uint32_t i = 0; i < MANY; i++) {
        numbers = pf_arena_grow(&arena, numbers, i, &number_capacity, sizeof *numbers);
        letters = pf_arena_grow(&arena, letters, i, &letter_capacity, sizeof *letters);
        assert_true(numbers && letters);
        numbers[i] = i;
        letters[i] = (char)('a' + i % 26);
        if (i % 1000 == 0) { // among others in a chunk
            uint32_t *one = pf_arena_alloc(&arena, sizeof *one);
            assert_non_null(one);
            *one = i;
            kept = kept ? kept : one;
        }
    }
    for (uint32_t i = 0; i < MANY; i++)
        assert_true(numbers[i] == i && letters[i] == (char)('a' + i % 26));
    assert_int_equal(*kept, 0);
    pf_arena_release(&arena);
}

// --- Buffer -------------------------------------------------------------------------------------------------------

// The end of a run as one byte after the other tells it.
static size_t run_length(const char *bytes, size_t length)
{
    size_t at = 0;
    while (at < length && (is_letter(bytes[at]) || is_digit(bytes[at])))
        at++;
    return at;
}

static void finds_the_end_of_a_word(void **state)
{
    (void)state;
    char text[64];
    for (unsigned byte = 0; byte < 256; byte++)
        for (size_t at = 0; at < 40; at++) { // beyond two vectors
            memset(text, "aZ09"[at % 4], sizeof text);
            text[at] = (char)byte;
            for (size_t length = 0; length <= 41; length++) {
                size_t expected = run_length(text, length);
                assert_ptr_equal(pf_word_run_end(text, text + length, text + sizeof text), text + expected);
                assert_ptr_equal(pf_word_run_end(text, text + length, text + length), text + expected);
            }
        }
}

static void appends_to_a_buffer(void **state)
{
    (void)state;
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    assert_null(buffer.bytes);
    pf_buffer_append(&buffer, NULL, 0);
    assert_string_equal(buffer.bytes, "");
    pf_buffer_string(&buffer, "ab");
    pf_buffer_character(&buffer, 'c');
    pf_buffer_repeat(&buffer, '-', 3);
    pf_buffer_format(&buffer, "%u%s", 12u, "!");
    pf_buffer_append(&buffer, "x\0y", 3);
    assert_int_equal(buffer.length, 12);
    assert_memory_equal(buffer.bytes, "abc---12!x\0y", 13);
    assert_false(buffer.failed);
    pf_buffer_release(&buffer);
    assert_null(buffer.bytes);
    pf_buffer_release(&buffer);
}

static void grows_a_buffer_past_every_size(void **state)
{
    (void)state;
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    for (size_t i = 0; i < 2000; i++) {
        pf_buffer_character(&buffer, (char)('a' + i % 26));
        assert_int_equal(buffer.length, i + 1);
        assert_int_equal(buffer.bytes[i + 1], '\0');
    }
    for (size_t i = 0; i < 2000; i++)
        assert_int_equal(buffer.bytes[i], (char)('a' + i % 26));
    // A format that exactly fills what is left, then one character more.
    pf_buffer_format(&buffer, "%*s", (int)(buffer.capacity - buffer.length - 1), "");
    assert_int_equal(buffer.length, strlen(buffer.bytes));
    pf_buffer_format(&buffer, "%s", "z");
    assert_int_equal(buffer.bytes[buffer.length - 1], 'z');
    pf_buffer_release(&buffer);
}

static void stays_failed_once_it_has_failed(void **state)
{
    (void)state;
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    pf_buffer_string(&buffer, "kept");
    pf_buffer_append(&buffer, "x", SIZE_MAX / 2); // more than there is; nothing is read
    assert_true(buffer.failed);
    pf_buffer_string(&buffer, "dropped");
    pf_buffer_format(&buffer, "%d", 1);
    assert_string_equal(buffer.bytes, "kept");
    assert_true(buffer.failed);
    pf_buffer_release(&buffer);
    assert_false(buffer.failed);
}

// --- Diagnostics --------------------------------------------------------------------------------------------------

static void assert_written(const pf_diagnostic *diagnostic, const char *expected)
{
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    pf_diagnostic_write(diagnostic, &buffer);
    assert_string_equal(buffer.bytes, expected);
    pf_buffer_release(&buffer);
}

static void writes_where_and_what(void **state)
{
    (void)state;
    assert_written(&(pf_diagnostic){PF_ERROR, "rule-cycle", "a.yaml", 3, 5, "it turns"},
                   "a.yaml:3:5: error: it turns [rule-cycle]\n");
    assert_written(&(pf_diagnostic){PF_WARNING, "odd", "a.yaml", 3, 0, "it is odd"},
                   "a.yaml:3: warning: it is odd [odd]\n");
    assert_written(&(pf_diagnostic){PF_ERROR, "empty", "a.yaml", 0, 0, "nothing"}, "a.yaml: error: nothing [empty]\n");
    assert_written(&(pf_diagnostic){PF_ERROR, "usage", NULL, 0, 0, "no such"}, "patfinder: error: no such [usage]\n");
}

static void shows_controls_in_names(void **state)
{
    (void)state;
    assert_written(&(pf_diagnostic){PF_ERROR, "gone", "a\x1b[2J\xff\n.md", 0, 0, "no '\xE2\x80\xAE'"},
                   "a␛[2J\\xff .md: error: no '\\u202e' [gone]\n");
    assert_written(&(pf_diagnostic){PF_ERROR, "gone", "a.md", 0, 0, "\xEF\xBB\xBF\xF3\xA0\x81\x81##[x]"},
                   "a.md: error: \\ufeff\\U000e0041#\xE2\x80\x8B#[x] [gone]\n");
}

static void begins_no_line_with_a_command(void **state)
{
    (void)state;
    assert_written(&(pf_diagnostic){PF_ERROR, "gone", "::error::x", 0, 0, "none"}, "./::error::x: error: none [gone]\n");
    assert_written(&(pf_diagnostic){PF_ERROR, "gone", ":", 3, 1, "none"}, "./::3:1: error: none [gone]\n");
    assert_written(&(pf_diagnostic){PF_ERROR, "gone", " \xE3\x80\x80::x", 0, 0, "none"}, "./ \xE3\x80\x80::x: error: none [gone]\n");
    assert_written(&(pf_diagnostic){PF_ERROR, "gone", "a::b", 0, 0, "none"}, "a::b: error: none [gone]\n");
}

static void collects_messages_in_order(void **state)
{
    (void)state;
    pf_diagnostics diagnostics;
    pf_diagnostics_init(&diagnostics);
    char file[] = "a.yaml";
    for (uint32_t i = 1; i <= 50; i++)
        pf_diagnostics_add(&diagnostics, i % 2 ? PF_ERROR : PF_WARNING, "code", i == 50 ? NULL : file, i, 2,
                           "message %u", i);
    file[0] = 'b'; // names are copied
    assert_int_equal(diagnostics.count, 50);
    assert_int_equal(diagnostics.errors, 25);
    assert_false(diagnostics.exhausted);
    assert_string_equal(diagnostics.items[48].file, "a.yaml");
    assert_string_equal(diagnostics.items[48].message, "message 49");
    assert_int_equal(diagnostics.items[48].line, 49);
    assert_int_equal(diagnostics.items[48].severity, PF_ERROR);
    assert_null(diagnostics.items[49].file);
    pf_diagnostics_release(&diagnostics);
    assert_int_equal(diagnostics.count, 0);
    assert_int_equal(diagnostics.errors, 0);
}

// --- Names --------------------------------------------------------------------------------------------------------

static const char *nearest(const char *name)
{
    static const char *const candidates[] = {"large-blobs", NULL, "scaling-reads", "scaling-writes", "", "fact",
                                             "faces",       "id"};
    return pf_nearest_name(name, candidates, sizeof candidates / sizeof candidates[0]);
}

static void suggests_the_nearest_name(void **state)
{
    (void)state;
    assert_string_equal(nearest("large-blobs"), "large-blobs");
    assert_string_equal(nearest("large-blob"), "large-blobs");   // one left out
    assert_string_equal(nearest("large-blobss"), "large-blobs"); // one too many
    assert_string_equal(nearest("lerge-blobs"), "large-blobs");  // one changed
    assert_string_equal(nearest("alrge-blobs"), "large-blobs");  // two swapped
    assert_string_equal(nearest("scaling-raeds"), "scaling-reads");
    assert_string_equal(nearest("scaling-wrtes"), "scaling-writes");
    assert_string_equal(nearest("face"), "fact"); // of equally near ones the first
}

static void counts_a_swap_as_one_slip(void **state)
{
    (void)state;
    // Four letters allow one slip.
    assert_string_equal(nearest("fcat"), "fact");
    assert_null(nearest("tcaf"));
    assert_string_equal(nearest("di"), "id");
}

static void suggests_nothing_for_another_word(void **state)
{
    (void)state;
    assert_null(nearest(""));
    assert_null(nearest("realtime"));
    assert_null(nearest("large"));
    // A third of the letters may differ, no more: 11 letters allow 3.
    assert_string_equal(nearest("xxxge-blobs"), "large-blobs");
    assert_null(nearest("xxxxe-blobs"));
    char name[200];
    memset(name, 'a', sizeof name);
    name[sizeof name - 1] = '\0';
    assert_null(nearest(name));
    assert_null(pf_nearest_name("fact", NULL, 0));
    const char *const candidates[] = {name};
    assert_null(pf_nearest_name("fact", candidates, 1));
}

static void hints_at_names_of_a_list(void **state)
{
    (void)state;
    typedef struct thing {
        int number;
        const char *name;
    } thing;
    enum { MANY = 3000 }; // the last one counts as much as the first
    static thing things[MANY];
    things[MANY - 1].name = "contention";
    const struct {
        thing *items;
        size_t count;
    } list = {things, MANY};
    assert_string_equal(pf_did_you_mean("contentoin", PF_NAMES(list, thing, name), "").text, "; did you mean 'contention'?");
    assert_string_equal(pf_did_you_mean("realtime", PF_NAMES(list, thing, name), "; see the manual").text, "; see the manual");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hands_out_zeroed_aligned_memory),
        cmocka_unit_test(hands_out_more_than_a_chunk),
        cmocka_unit_test(hands_out_one_piece_after_a_reservation),
        cmocka_unit_test(refuses_what_no_memory_can_hold),
        cmocka_unit_test(copies_and_formats_strings),
        cmocka_unit_test(grows_arrays),
        cmocka_unit_test(grows_large_arrays_side_by_side),
        cmocka_unit_test(finds_the_end_of_a_word),
        cmocka_unit_test(appends_to_a_buffer),
        cmocka_unit_test(grows_a_buffer_past_every_size),
        cmocka_unit_test(stays_failed_once_it_has_failed),
        cmocka_unit_test(writes_where_and_what),
        cmocka_unit_test(shows_controls_in_names),
        cmocka_unit_test(begins_no_line_with_a_command),
        cmocka_unit_test(collects_messages_in_order),
        cmocka_unit_test(suggests_the_nearest_name),
        cmocka_unit_test(counts_a_swap_as_one_slip),
        cmocka_unit_test(suggests_nothing_for_another_word),
        cmocka_unit_test(hints_at_names_of_a_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
