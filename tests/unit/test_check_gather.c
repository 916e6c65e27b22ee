// SPDX-License-Identifier: MIT
// Tests of check/gather: where a finding lies, in lines and in columns of three kinds.
#include "check/gather.h"

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <string.h>

// The finding at [start, end) of the document that is open.
static const pf_check_finding *found(pf_gathering *gathering, uint32_t start, uint32_t end)
{
    pf_remark remark = {.kind = &pf_check_kinds[0], .id = "id", .message = "m", .help = "h", .located = true, .start = start, .end = end};
    assert_true(pf_gather(gathering, &remark, PF_SEVERITY_INFO));
    return &gathering->items[gathering->count - 1];
}

static void assert_point(const pf_point *point, uint32_t line, uint32_t column, uint32_t byte_column, uint32_t utf16_column)
{
    assert_int_equal(point->line, line);
    assert_int_equal(point->column, column);
    assert_int_equal(point->byte_column, byte_column);
    assert_int_equal(point->utf16_column, utf16_column);
}

static void places_have_columns_of_three_kinds(void **state)
{
    (void)state;
    static const char text[] = "\xEF\xBB\xBFone\n" // 0: a byte order mark, which takes no column
                               "\xC3\xA9\xF0\x9F\x98\x80two\r\n" // 7
                               "\rthree\n\n"; // 18: an empty line, then one that a line feed ends, then an empty one
    static const struct {
        uint32_t offset, line, column, byte_column, utf16_column;
    } places[] = {
        {0, 1, 1, 1, 1}, {3, 1, 1, 1, 1}, {5, 1, 3, 3, 3}, {6, 1, 4, 4, 4}, // the line feed belongs to its line
        {7, 2, 1, 1, 1}, {9, 2, 2, 3, 2}, {13, 2, 3, 7, 4}, {16, 2, 6, 10, 7}, {17, 2, 7, 11, 8}, // carriage return and line feed are one end
        {18, 3, 1, 1, 1}, {19, 4, 1, 1, 1}, {22, 4, 4, 4, 4}, {24, 4, 6, 6, 6}, {25, 5, 1, 1, 1}, {26, 6, 1, 1, 1},
    };
    enum { COUNT = sizeof places / sizeof *places };
    pf_checked document = {"file", text, sizeof text - 1};
    pf_gathering gathering;
    pf_gathering_init(&gathering);
    pf_gathering_open(&gathering, &document);
    for (size_t i = 0; i < COUNT * COUNT; i++) { // also backwards
        size_t first = i % COUNT < i / COUNT ? i % COUNT : i / COUNT, last = i % COUNT < i / COUNT ? i / COUNT : i % COUNT;
        const pf_check_finding *finding = found(&gathering, places[first].offset, places[last].offset);
        assert_point(&finding->place.first, places[first].line, places[first].column, places[first].byte_column, places[first].utf16_column);
        assert_point(&finding->place.last, places[last].line, places[last].column, places[last].byte_column, places[last].utf16_column);
    }
    pf_gathering_release(&gathering);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_have_columns_of_three_kinds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
