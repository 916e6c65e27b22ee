// SPDX-License-Identifier: MIT
// Tests of what a history tells: what a round reviews, what is due when, in which order, and streaks.
#include "progress_support.h"

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

static void assert_card(const pf_progress *progress, const char *id, size_t asked, size_t recalled)
{
    const pf_card *card = card_of(progress, id);
    if (card->asked != asked || card->recalled != recalled)
        fail_msg("%s: asked %zu, recalled %zu", id, card->asked, card->recalled);
}

static void assert_memory(const pf_progress *progress, const char *id, pf_fsrs_memory expected)
{
    const pf_card *card = card_of(progress, id);
    assert_true(card->memory.stability == expected.stability);
    assert_true(card->memory.difficulty == expected.difficulty);
}

// The ids of all cards in their order, with '|' behind those that are due.
static void assert_order(const pf_progress *progress, const char *expected)
{
    char text[200] = "";
    for (size_t i = 0; i < progress->count; i++) {
        strcat(strcat(text, i == progress->due ? "| " : ""), progress->cards[i].id);
        strcat(text, " ");
    }
    strcat(text, progress->due == progress->count ? "|" : "");
    assert_string_equal(text, expected);
}

// --- What a round reviews ---------------------------------------------------------------------------------------------

static void test_round_reviews_what_fits_and_wrong_picks(void **state)
{
    history *h = *state;
    pf_round *round = add_round(h, NOON, "blobs reads", "blobs writes gone");
    round->open = ids_of(&h->arena, "gone unseen");
    const pf_progress *progress = replay_at(h, NOON, 0);
    assert_card(progress, "blobs", 1, 1);
    assert_card(progress, "reads", 1, 0);  // missed
    assert_card(progress, "writes", 1, 0); // not called for
    assert_card(progress, "nothing", 0, 0);
    assert_int_equal(progress->count, 4); // what was open is no card
    assert_memory(progress, "blobs", pf_fsrs_first(PF_FSRS_GOOD));
    assert_memory(progress, "reads", pf_fsrs_first(PF_FSRS_AGAIN));
    assert_memory(progress, "writes", pf_fsrs_first(PF_FSRS_AGAIN));
    assert_int_equal(progress->rounds, 1);
    assert_int_equal(progress->all_right, 0);
}

static void test_hints_make_it_hard(void **state)
{
    history *h = *state;
    add_round(h, NOON, "blobs reads", "blobs")->hints = 1;
    add_round(h, NOON, "", "")->hints = 3;
    const pf_progress *progress = replay_at(h, NOON, 0);
    assert_memory(progress, "blobs", pf_fsrs_first(PF_FSRS_HARD));
    assert_memory(progress, "nothing", pf_fsrs_first(PF_FSRS_HARD));
    assert_memory(progress, "reads", pf_fsrs_first(PF_FSRS_AGAIN));
    assert_int_equal(progress->all_right, 1);
}

static void test_texts_that_need_nothing_have_a_card(void **state)
{
    history *h = *state;
    add_round(h, NOON, "", "");
    add_round(h, NOON, "", "reads");
    add_round(h, NOON, "", "blobs")->open = ids_of(&h->arena, "blobs");
    const pf_progress *progress = replay_at(h, NOON, 0);
    assert_card(progress, "nothing", 3, 2);
    assert_card(progress, "reads", 1, 0);
    assert_card(progress, "blobs", 0, 0);
    assert_int_equal(progress->all_right, 2);
}

static void test_pattern_named_twice_is_reviewed_once(void **state)
{
    history *h = *state;
    add_round(h, NOON, "blobs blobs", "blobs reads blobs reads");
    const pf_progress *progress = replay_at(h, NOON, 0);
    assert_card(progress, "blobs", 1, 1);
    assert_card(progress, "reads", 1, 0);
}

static void test_roles_end_with_their_round(void **state)
{
    history *h = *state;
    add_round(h, NOON, "blobs", "blobs")->open = ids_of(&h->arena, "reads");
    add_round(h, NOON + HOUR, "blobs", "blobs reads");
    const pf_progress *progress = replay_at(h, NOON, 0);
    assert_card(progress, "reads", 1, 0);
    assert_card(progress, "blobs", 2, 2);
}

// --- Days -------------------------------------------------------------------------------------------------------------

static pf_fsrs_memory good_after(double days)
{
    return pf_fsrs_next(pf_fsrs_first(PF_FSRS_GOOD), PF_FSRS_GOOD, days);
}

// From 23:30 to 0:30 is a day; when it is midnight depends on the offset.
static void test_days_are_local_dates(void **state)
{
    history *h = *state;
    int64_t late = NOON + 11 * HOUR + HOUR / 2;
    add_round(h, late, "blobs", "blobs");
    add_round(h, late + HOUR, "blobs", "blobs");
    assert_memory(replay_at(h, late + HOUR, 0), "blobs", good_after(1));
    assert_memory(replay_at(h, late + HOUR, 2 * HOUR), "blobs", good_after(0));
    assert_memory(replay_at(h, late + HOUR, -2 * HOUR), "blobs", good_after(0));
    h->rounds[1].time = late + 3 * HOUR;
    assert_memory(replay_at(h, late + 3 * HOUR, -2 * HOUR), "blobs", good_after(1));
}

static void test_rounds_are_replayed_in_order_of_time(void **state)
{
    history *h = *state;
    add_round(h, NOON + 5 * DAY, "blobs", "blobs");
    add_round(h, NOON, "blobs", "");
    add_round(h, NOON + 2 * DAY, "blobs", "blobs");
    const pf_progress *progress = replay_at(h, NOON + 5 * DAY, 0);
    pf_fsrs_memory expected = pf_fsrs_next(pf_fsrs_first(PF_FSRS_AGAIN), PF_FSRS_GOOD, 2);
    assert_memory(progress, "blobs", pf_fsrs_next(expected, PF_FSRS_GOOD, 3));
    assert_int_equal(card_of(progress, "blobs")->last, NOON + 5 * DAY);
    assert_int_equal(progress->streak, 2);
}

static void test_rounds_of_one_time_keep_their_order(void **state)
{
    history *h = *state;
    for (int i = 0; i < MOST_ROUNDS; i++)
        add_round(h, NOON, "blobs", i < MOST_ROUNDS / 2 ? "" : "blobs");
    assert_int_equal(replay_at(h, NOON, 0)->streak, MOST_ROUNDS / 2);
}

// The last round lies in the future: the clock was set back.
static void test_clock_set_back(void **state)
{
    history *h = *state;
    add_round(h, NOON + 3 * DAY, "blobs", "blobs");
    const pf_progress *progress = replay_at(h, NOON, 0);
    const pf_card *card = card_of(progress, "blobs");
    assert_true(card->retrievability == 1);
    assert_int_equal(card->days_left, 2); // as if it had been answered now
    assert_int_equal(card->last, NOON);
    assert_int_equal(progress->days, 0);
    assert_int_equal(progress->streak, 1);
}

static void test_times_before_1970(void **state)
{
    history *h = *state;
    add_round(h, -HOUR, "blobs", "blobs");
    add_round(h, HOUR, "blobs", "blobs");
    const pf_progress *progress = replay_at(h, HOUR, 0);
    assert_memory(progress, "blobs", good_after(1));
    assert_int_equal(progress->days, 2);
}

// --- What is due --------------------------------------------------------------------------------------------------------

// A first "good" holds for 2.3065 days, so that it is asked on the second day after.
static void test_due_is_the_beginning_of_a_local_day(void **state)
{
    history *h = *state;
    add_round(h, NOON, "blobs", "blobs");
    int64_t midnight = NOON + DAY + 12 * HOUR - 2 * HOUR;
    const pf_progress *progress = replay_at(h, midnight - 1, 2 * HOUR);
    const pf_card *card = card_of(progress, "blobs");
    assert_int_equal(card->due, midnight);
    assert_int_equal(card->days_left, 1);
    assert_true(card->retrievability == pf_fsrs_retrievability(2.3065, 1));
    assert_order(progress, "nothing reads writes | blobs ");
    progress = replay_at(h, midnight, 2 * HOUR);
    assert_int_equal(card_of(progress, "blobs")->days_left, 0);
    assert_order(progress, "blobs nothing reads writes |");
    assert_int_equal(card_of(replay_at(h, midnight + 4 * DAY, 2 * HOUR), "blobs")->days_left, -4);
}

static void test_most_forgotten_comes_first(void **state)
{
    history *h = *state;
    add_round(h, NOON, "reads", "reads");        // good: 2.3 days
    add_round(h, NOON, "writes", "");            // again: 0.2 days
    add_round(h, NOON, "blobs", "blobs")->hints = 1; // hard: 1.3 days
    const pf_progress *progress = replay_at(h, NOON + DAY, 0);
    assert_order(progress, "writes blobs nothing | reads ");
    assert_order(replay_at(h, NOON + 2 * DAY, 0), "writes blobs reads nothing |");
    assert_order(replay_at(h, NOON, 0), "nothing | blobs writes reads "); // in 1, 1 and 2 days
}

static void test_patterns_that_are_gone_are_never_due(void **state)
{
    history *h = *state;
    add_round(h, NOON - 100 * DAY, "gone", "older");
    add_round(h, NOON - 100 * DAY, "reads", "reads");
    const pf_progress *progress = replay_at(h, NOON, 0);
    assert_order(progress, "reads blobs nothing writes | gone older ");
    assert_null(card_of(progress, "gone")->title);
    assert_card(progress, "gone", 1, 0);
    assert_int_equal(progress->rounds, 2);
}

static void test_empty_history_is_all_due(void **state)
{
    const pf_progress *progress = replay_at(*state, NOON, 0);
    assert_order(progress, "blobs nothing reads writes |");
    assert_int_equal(progress->rounds + progress->all_right + progress->streak + progress->best_streak + progress->days, 0);
}

// --- Streaks ------------------------------------------------------------------------------------------------------------

static void test_streak_of_rounds(void **state)
{
    history *h = *state;
    static const char *const picks[] = {"blobs", "blobs", "blobs", "", "blobs", "blobs reads", "blobs", "blobs"};
    for (size_t i = 0; i < sizeof picks / sizeof *picks; i++)
        add_round(h, NOON + (int64_t)i, "blobs", picks[i]);
    const pf_progress *progress = replay_at(h, NOON, 0);
    assert_int_equal(progress->streak, 2);
    assert_int_equal(progress->best_streak, 3);
    assert_int_equal(progress->all_right, 6);
    assert_int_equal(progress->rounds, 8);
}

static size_t days_at(history *h, int days_later)
{
    return replay_at(h, NOON + days_later * (int64_t)DAY, 0)->days;
}

static void test_streak_of_days(void **state)
{
    history *h = *state;
    static const int days[] = {0, 2, 3, 3, 4}; // none on day 1
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        add_round(h, NOON + days[i] * (int64_t)DAY + (int64_t)i, "blobs", "");
    assert_int_equal(days_at(h, 4), 3);
    assert_int_equal(days_at(h, 5), 3); // there is still time today
    assert_int_equal(days_at(h, 6), 0);
    assert_int_equal(days_at(h, 3), 2); // what is to come counts for nothing
    assert_int_equal(days_at(h, 1), 1);
    assert_int_equal(days_at(h, -1), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        // clang-format off
        TEST(test_round_reviews_what_fits_and_wrong_picks), TEST(test_hints_make_it_hard),
        TEST(test_texts_that_need_nothing_have_a_card), TEST(test_pattern_named_twice_is_reviewed_once),
        TEST(test_roles_end_with_their_round), TEST(test_days_are_local_dates),
        TEST(test_rounds_are_replayed_in_order_of_time), TEST(test_rounds_of_one_time_keep_their_order),
        TEST(test_clock_set_back), TEST(test_times_before_1970),
        TEST(test_due_is_the_beginning_of_a_local_day), TEST(test_most_forgotten_comes_first),
        TEST(test_patterns_that_are_gone_are_never_due), TEST(test_empty_history_is_all_due),
        TEST(test_streak_of_rounds), TEST(test_streak_of_days),
        // clang-format on
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
