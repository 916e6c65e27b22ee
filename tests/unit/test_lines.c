// SPDX-License-Identifier: MIT
// Tests of input/lines.h: a stream line by line, in whatever pieces it comes.
#include "input/lines.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

// What a pipe with those bytes gives: each line between bars, "?" for one that is refused.
static const char *lines_of(const char *bytes, size_t length, size_t limit)
{
    static char given[1024];
    int ends[2];
    size_t at = 0;
    pf_lines lines;
    pf_lines_status status;
    pf_input_problem problem;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], bytes, length), length);
    close(ends[1]);
    pf_lines_init(&lines, ends[0], limit, NULL, NULL);
    while ((status = pf_lines_next(&lines, &problem)) != PF_LINES_END) {
        assert_int_not_equal(status, PF_LINES_FAILED);
        if (status == PF_LINES_REFUSED)
            assert_string_equal(problem.code, "input-too-large");
        at += (size_t)(status == PF_LINES_LINE ? snprintf(given + at, sizeof given - at, "%u%.*s|", (unsigned)lines.number, (int)lines.length, lines.line)
                                               : snprintf(given + at, sizeof given - at, "%u?|", (unsigned)lines.number));
    }
    assert_int_equal(pf_lines_next(&lines, &problem), PF_LINES_END);
    pf_lines_release(&lines);
    close(ends[0]);
    given[at] = '\0';
    return given;
}

static void lines_end_with_line_feeds_or_the_stream(void **state)
{
    (void)state;
    assert_string_equal(lines_of("", 0, 9), "");
    assert_string_equal(lines_of("a\nbc\n", 5, 9), "1a|2bc|");
    assert_string_equal(lines_of("a\nbc", 4, 9), "1a|2bc|");
    assert_string_equal(lines_of("\n\na\r\n", 5, 9), "1|2|3a\r|");
}

static void a_line_beyond_the_limit_is_passed_over(void **state)
{
    (void)state;
    assert_string_equal(lines_of("1234\n12345\n1\n", 13, 4), "11234|2?|31|");
    assert_string_equal(lines_of("12345", 5, 4), "1?|");
    assert_string_equal(lines_of("12345\n", 6, 4), "1?|");
}

typedef struct dripping {
    int descriptor;
    const char *const *pieces; // up to NULL; then the descriptor is closed
    size_t next;
} dripping;

// Writes the next piece when it is waited for.
static void drip(void *context)
{
    dripping *source = context;
    const char *piece = source->pieces[source->next];
    if (piece)
        assert_int_equal(write(source->descriptor, piece, strlen(piece)), strlen(piece));
    else
        close(source->descriptor);
    source->next++;
}

// The line is refused as soon as it is too long, though its end has not come.
static void lines_come_in_pieces(void **state)
{
    static const char *const pieces[] = {"a", "b\nc", "\n", "12345678", "9", "0\nd", NULL};
    int ends[2];
    pf_lines lines;
    pf_input_problem problem;
    (void)state;
    assert_int_equal(pipe(ends), 0);
    dripping source = {ends[1], pieces, 0};
    pf_lines_init(&lines, ends[0], 6, drip, &source);
    assert_int_equal(pf_lines_next(&lines, &problem), PF_LINES_LINE);
    assert_memory_equal(lines.line, "ab", lines.length);
    assert_int_equal(source.next, 2);
    assert_int_equal(pf_lines_next(&lines, &problem), PF_LINES_LINE);
    assert_int_equal(pf_lines_next(&lines, &problem), PF_LINES_REFUSED);
    assert_int_equal(source.next, 4);
    assert_int_equal(pf_lines_next(&lines, &problem), PF_LINES_LINE);
    assert_memory_equal(lines.line, "d", lines.length);
    assert_int_equal(lines.number, 4);
    assert_int_equal(pf_lines_next(&lines, &problem), PF_LINES_END);
    pf_lines_release(&lines);
    close(ends[0]);
}

// Lines across the blocks that are read, and a stream that is longer than what is kept of it.
static void lines_longer_than_a_block(void **state)
{
    enum { LONGEST = 200000, LINES = 40 };
    (void)state;
    FILE *file = tmpfile();
    assert_non_null(file);
    for (int i = 0; i < LINES; i++)
        fprintf(file, "%0*d\n", 1 + i * (LONGEST / LINES), i);
    rewind(file);
    pf_lines lines;
    pf_input_problem problem;
    pf_lines_init(&lines, fileno(file), LONGEST, NULL, NULL);
    for (int i = 0; i < LINES; i++) {
        assert_int_equal(pf_lines_next(&lines, &problem), PF_LINES_LINE);
        assert_int_equal(lines.length, 1 + i * (LONGEST / LINES));
        assert_int_equal(strtol(lines.line, NULL, 10), i);
    }
    assert_int_equal(pf_lines_next(&lines, &problem), PF_LINES_END);
    assert_true(lines.capacity < 4 * LONGEST);
    pf_lines_release(&lines);
    fclose(file);
}

static void lines_of_what_cannot_be_read(void **state)
{
    pf_lines lines;
    pf_input_problem problem;
    (void)state;
    int descriptor = open("/", O_RDONLY);
    pf_lines_init(&lines, descriptor, 9, NULL, NULL);
    assert_int_equal(pf_lines_next(&lines, &problem), PF_LINES_FAILED);
    assert_string_equal(problem.code, "input-directory");
    pf_lines_release(&lines);
    close(descriptor);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_end_with_line_feeds_or_the_stream),
        cmocka_unit_test(a_line_beyond_the_limit_is_passed_over),
        cmocka_unit_test(lines_come_in_pieces),
        cmocka_unit_test(lines_longer_than_a_block),
        cmocka_unit_test(lines_of_what_cannot_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
