// SPDX-License-Identifier: MIT
// Tests of how the progress of the quiz is reported: the table at several widths, bars, streaks, and JSON.
#include "progress_support.h"

#include "base/utf8.h"
#include "report/report.h"

#include <jansson.h>
#include <stdlib.h>

// 3 of 4 blobs are recalled, the last one today; reads are due, writes were never asked; "gone" is no longer in the rules.
static void fill(history *h)
{
    for (int day = 0; day < 4; day++)
        add_round(h, NOON - (3 - day) * DAY, "blobs", day ? "blobs" : "");
    add_round(h, NOON - 3 * DAY - HOUR, "reads gone", "");
}

static int set_up_filled(void **state)
{
    set_up(state);
    fill(*state);
    return 0;
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up_filled, tear_down)
#define TEST_EMPTY(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

// A report as of noon; the caller frees it.
static char *report(history *h, pf_format format, pf_style style)
{
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    assert_int_equal(pf_report_progress(replay_at(h, NOON, 0), format, style, &buffer), PF_REPORT_OK);
    assert_int_equal(pf_utf8_check(buffer.bytes, buffer.length), buffer.length);
    return buffer.bytes;
}

static void assert_report(history *h, unsigned width, const char *expected)
{
    char *text = report(h, PF_FORMAT_TEXT, (pf_style){.width = width});
    assert_string_equal(text, expected);
    free(text);
}

// --- Text -------------------------------------------------------------------------------------------------------------

static void test_table_with_titles(void **state)
{
    assert_report(*state, 60,
                  "Pattern               Recall           Asked  Due\n"
                  "Scaling reads         ░░░░░░░░░░   0%      1  now\n"
                  "No pattern needed                          0  never asked\n"
                  "Scaling writes                             0  never asked\n"
                  "Handling large blobs  ███████░░░  75%      4  in 7 days\n"
                  "gone                  ░░░░░░░░░░   0%      1  not in rules\n"
                  "\n"
                  "Rounds  5 (3 all right)\n"
                  "Streak  3 all right in a row (best 3)\n"
                  "Days    4 in a row\n");
}

static void test_table_with_ids_where_titles_are_too_wide(void **state)
{
    assert_report(*state, 57,
                  "Pattern  Recall           Asked  Due\n"
                  "reads    ░░░░░░░░░░   0%      1  now\n"
                  "nothing                       0  never asked\n"
                  "writes                        0  never asked\n"
                  "blobs    ███████░░░  75%      4  in 7 days\n"
                  "gone     ░░░░░░░░░░   0%      1  not in rules\n"
                  "\n"
                  "Rounds  5 (3 all right)\n"
                  "Streak  3 all right in a row (best 3)\n"
                  "Days    4 in a row\n");
}

static void test_names_stand_above_where_it_is_narrow(void **state)
{
    assert_report(*state, 40,
                  "Pattern\n"
                  "  Recall           Asked  Due\n"
                  "Scaling reads\n"
                  "  ░░░░░░░░░░   0%      1  now\n"
                  "No pattern needed\n"
                  "                       0  never asked\n"
                  "Scaling writes\n"
                  "                       0  never asked\n"
                  "Handling large blobs\n"
                  "  ███████░░░  75%      4  in 7 days\n"
                  "gone\n"
                  "  ░░░░░░░░░░   0%      1  not in rules\n"
                  "\n"
                  "Rounds  5 (3 all right)\n"
                  "Streak  3 all right in a row (best 3)\n"
                  "Days    4 in a row\n");
}

static size_t widest_line(const char *text)
{
    size_t widest = 0;
    while (*text) {
        size_t length = strcspn(text, "\n");
        size_t width = pf_utf8_display_width(text, length);
        widest = width > widest ? width : widest;
        text += length + (text[length] == '\n');
    }
    return widest;
}

// Wide characters, and what no rules confine any more: the id of a pattern that is gone.
static void test_nothing_is_wider_than_the_terminal(void **state)
{
    history *h = *state;
    add_round(h, NOON - 4 * DAY, "an-id-that-is-longer-than-a-line-of-any-terminal-and-ends-in-something-more-than-that", "");
    add_round(h, NOON - 4 * DAY, "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字", "");
    for (unsigned width = 40; width <= 100; width++) {
        char *text = report(h, PF_FORMAT_TEXT, (pf_style){.width = width});
        assert_true(widest_line(text) <= width);
        assert_null(strstr(text, " \n"));
        assert_true(width < 60 || strstr(text, "\nScaling reads         ░")); // those that are gone do not widen the table
        free(text);
    }
}

static void test_columns_stay_in_line_with_names_of_any_script(void **state)
{
    history *h = *state;
    add_round(h, NOON, "漢字漢字漢字漢字漢", "漢字漢字漢字漢字漢");
    char *text = report(h, PF_FORMAT_TEXT, (pf_style){.width = 80});
    assert_non_null(strstr(text, "\n漢字漢字漢字漢字漢    ██████████ 100%      1  not in rules\n"));
    free(text);
}

static void test_controls_in_ids_become_visible(void **state)
{
    history *h = *state;
    add_round(h, NOON, "", "::x\x1b[2J ##[group]y");
    char *text = report(h, PF_FORMAT_TEXT, (pf_style){.width = 80});
    assert_null(strchr(text, '\x1b'));
    assert_null(strstr(text, "\n::"));
    assert_null(strstr(text, "##[group]"));
    free(text);
}

static void test_color_only_when_asked(void **state)
{
    char *plain = report(*state, PF_FORMAT_TEXT, (pf_style){.width = 60});
    char *colored = report(*state, PF_FORMAT_TEXT, (pf_style){.width = 60, .color = true});
    assert_null(strchr(plain, '\x1b'));
    assert_non_null(strstr(colored, "\x1b[32m█\x1b[0m"));
    assert_non_null(strstr(colored, "\x1b[33mnow\x1b[0m\n"));
    assert_non_null(strstr(colored, "\x1b[33mnever asked\x1b[0m\n"));
    assert_non_null(strstr(colored, "\x1b[2min 7 days\x1b[0m\n"));
    free(plain);
    free(colored);
}

// A bar is full only when nothing was ever missed.
static void test_bars_do_not_flatter(void **state)
{
    history *h = *state;
    for (int i = 0; i < 33; i++)
        add_round(h, NOON - 5 * DAY, "writes", i ? "writes" : "");
    char *text = report(h, PF_FORMAT_TEXT, (pf_style){.width = 80});
    assert_non_null(strstr(text, "█████████░  97%     33  "));
    free(text);
}

static void test_days_to_come_are_counted(void **state)
{
    history *h = *state;
    add_round(h, NOON, "writes", "writes");
    char *text = report(h, PF_FORMAT_TEXT, (pf_style){.width = 80});
    assert_non_null(strstr(text, "  in 2 days\n"));
    free(text);
    h->rounds[h->count - 1].hints = 1;
    text = report(h, PF_FORMAT_TEXT, (pf_style){.width = 80});
    assert_non_null(strstr(text, "  tomorrow\n"));
    free(text);
}

static void test_empty_history_says_how_to_begin(void **state)
{
    assert_report(*state, 80,
                  "There are no rounds of the quiz yet.\n"
                  "Begin   patfinder quiz, or with a system of your own: patfinder quiz FILE\n");
}

// --- JSON -------------------------------------------------------------------------------------------------------------

static json_t *report_json(history *h)
{
    char *text = report(h, PF_FORMAT_JSON, (pf_style){0});
    json_t *root = json_loads(text, 0, NULL);
    assert_non_null(root);
    free(text);
    return root;
}

static void assert_compact(const json_t *value, const char *expected)
{
    char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(12));
    assert_string_equal(text, expected);
    free(text);
}

static void test_json(void **state)
{
    json_t *root = report_json(*state), *cards = json_object_get(root, "cards");
    assert_int_equal(json_array_size(cards), 5);
    assert_compact(json_array_get(cards, 0), "{\"pattern\":\"reads\",\"title\":\"Scaling reads\",\"asked\":1,\"recalled\":0,\"recall\":0,"
                                             "\"stability\":0.212,\"difficulty\":6.4133,\"retrievability\":0.65950321,"
                                             "\"last\":\"2026-11-23T11:00:00Z\",\"due\":\"2026-11-24T00:00:00Z\"}");
    assert_compact(json_array_get(cards, 1), "{\"pattern\":\"nothing\",\"title\":\"No pattern needed\",\"asked\":0,\"recalled\":0,\"recall\":null,"
                                             "\"stability\":null,\"difficulty\":null,\"retrievability\":null,\"last\":null,\"due\":null}");
    assert_compact(json_object_get(json_array_get(cards, 3), "recall"), "0.75");
    json_t *gone = json_array_get(cards, 4);
    assert_compact(json_object_get(gone, "pattern"), "\"gone\"");
    assert_compact(json_object_get(gone, "title"), "null");
    assert_compact(json_object_get(gone, "last"), "\"2026-11-23T11:00:00Z\"");
    assert_compact(json_object_get(gone, "due"), "null");
    json_object_del(root, "cards");
    assert_compact(root, "{\"schema\":\"patfinder/quiz-stats/1\",\"rounds\":5,\"all_right\":3,\"streak\":{\"rounds\":3,\"best\":3,\"days\":4}}");
    json_decref(root);
}

// A clock may be wrong by any number of years; what is due may then lie beyond all that can be written.
static void test_json_has_years_of_four_digits(void **state)
{
    history *h = *state;
    add_round(h, INT64_C(-62135596800), "blobs", "blobs"); // 0001-01-01
    json_t *root = report_json(h), *blobs = json_array_get(json_object_get(root, "cards"), 0);
    assert_compact(json_object_get(blobs, "last"), "\"0001-01-01T00:00:00Z\"");
    json_decref(root);
    h->rounds[0].time = INT64_C(253402300799); // 9999-12-31, which is as good as now
    root = report_json(h);
    json_t *cards = json_object_get(root, "cards"), *known = json_array_get(cards, json_array_size(cards) - 1);
    assert_compact(json_object_get(known, "last"), "\"2026-11-26T12:00:00Z\"");
    json_decref(root);
}

static void test_json_of_an_empty_history_has_all_cards(void **state)
{
    json_t *root = report_json(*state);
    assert_int_equal(json_array_size(json_object_get(root, "cards")), 4);
    json_object_del(root, "cards");
    assert_compact(root, "{\"schema\":\"patfinder/quiz-stats/1\",\"rounds\":0,\"all_right\":0,\"streak\":{\"rounds\":0,\"best\":0,\"days\":0}}");
    json_decref(root);
}

static void test_ndjson_is_one_line(void **state)
{
    char *text = report(*state, PF_FORMAT_NDJSON, (pf_style){0});
    assert_ptr_equal(strchr(text, '\n'), text + strlen(text) - 1);
    free(text);
}

static void test_status_tells_why_not(void **state)
{
    const pf_progress *progress = replay_at(*state, NOON, 0);
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    assert_int_equal(pf_report_progress(progress, PF_FORMAT_MARKDOWN, (pf_style){0}, &buffer), PF_REPORT_NO_SUCH_FORMAT);
    assert_int_equal(pf_report_progress(progress, PF_FORMAT_SARIF, (pf_style){0}, &buffer), PF_REPORT_NO_SUCH_FORMAT);
    buffer.failed = true;
    assert_int_equal(pf_report_progress(progress, PF_FORMAT_TEXT, (pf_style){0}, &buffer), PF_REPORT_OUT_OF_MEMORY);
    assert_int_equal(pf_report_progress(progress, PF_FORMAT_JSON, (pf_style){0}, &buffer), PF_REPORT_OUT_OF_MEMORY);
    pf_buffer_release(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        // clang-format off
        TEST(test_table_with_titles), TEST(test_table_with_ids_where_titles_are_too_wide),
        TEST(test_names_stand_above_where_it_is_narrow), TEST(test_nothing_is_wider_than_the_terminal),
        TEST(test_columns_stay_in_line_with_names_of_any_script), TEST(test_controls_in_ids_become_visible),
        TEST(test_color_only_when_asked), TEST(test_bars_do_not_flatter), TEST(test_days_to_come_are_counted),
        TEST_EMPTY(test_empty_history_says_how_to_begin), TEST(test_json),
        TEST_EMPTY(test_json_has_years_of_four_digits), TEST_EMPTY(test_json_of_an_empty_history_has_all_cards), TEST(test_ndjson_is_one_line),
        TEST(test_status_tells_why_not),
        // clang-format on
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
