// SPDX-License-Identifier: MIT
// Tests of the scheduler against what the package ts-fsrs makes of the same reviews.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fsrs_vectors.h"
#include "quiz/fsrs.h"

#include <math.h>

enum { VECTORS = sizeof fsrs_vectors / sizeof *fsrs_vectors };

static void assert_near(double value, double expected, const char *what, size_t vector)
{
    if (!(fabs(value - expected) <= 1e-7 * expected))
        fail_msg("vector %zu: %s %.10g, but ts-fsrs has %.10g", vector, what, value, expected);
}

// The states of a card are our own from its first review on, so that what differs adds up.
static void test_reviews_end_as_in_ts_fsrs(void **state)
{
    (void)state;
    pf_fsrs_memory memory = {0};
    for (size_t i = 0; i < VECTORS; i++) {
        const fsrs_vector *expected = &fsrs_vectors[i];
        pf_fsrs_rating rating = (pf_fsrs_rating)expected->rating;
        if (expected->days >= 0)
            assert_near(pf_fsrs_retrievability(memory.stability, expected->days), expected->retrievability, "retrievability", i);
        memory = expected->days < 0 ? pf_fsrs_first(rating) : pf_fsrs_next(memory, rating, expected->days);
        assert_near(memory.stability, expected->stability, "stability", i);
        assert_near(memory.difficulty, expected->difficulty, "difficulty", i);
        assert_int_equal(pf_fsrs_interval(memory.stability), expected->interval);
    }
}

// Vectors that leave a formula or a limit out would prove nothing of it.
static void test_vectors_reach_every_case(void **state)
{
    (void)state;
    size_t cases[5][2] = {0}, shortest = 0, longest = 0, least = 0, easiest = 0, reviews = 0;
    for (size_t i = 0; i < VECTORS; i++) {
        const fsrs_vector *vector = &fsrs_vectors[i];
        if (vector->days >= 0)
            cases[vector->rating][vector->days > 0]++;
        reviews += vector->days >= 0;
        shortest += vector->interval == 1;
        longest += vector->interval == 36500;
        least += vector->stability == 0.001;
        easiest += vector->difficulty == 1;
    }
    for (int rating = PF_FSRS_AGAIN; rating <= PF_FSRS_EASY; rating++)
        assert_true(cases[rating][0] >= 5 && cases[rating][1] >= 20);
    assert_true(shortest && longest && least && easiest);
    assert_true(reviews >= 200);
}

static void test_stability_is_when_nine_of_ten_are_recalled(void **state)
{
    (void)state;
    for (double stability = 0.5; stability < 40000; stability *= 3) {
        assert_true(fabs(pf_fsrs_retrievability(stability, stability) - 0.9) <= 1e-8);
        assert_true(pf_fsrs_retrievability(stability, 0) == 1);
        assert_true(pf_fsrs_retrievability(stability, 2 * stability) < 0.9);
    }
}

static void test_intervals_are_whole_days_within_limits(void **state)
{
    (void)state;
    assert_int_equal(pf_fsrs_interval(0.001), 1);
    assert_int_equal(pf_fsrs_interval(1.4), 1);
    assert_int_equal(pf_fsrs_interval(2.5), 3);
    assert_int_equal(pf_fsrs_interval(36500), 36500);
    assert_int_equal(pf_fsrs_interval(1e9), 36500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reviews_end_as_in_ts_fsrs),
        cmocka_unit_test(test_vectors_reach_every_case),
        cmocka_unit_test(test_stability_is_when_nine_of_ten_are_recalled),
        cmocka_unit_test(test_intervals_are_whole_days_within_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
