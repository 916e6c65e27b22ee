// SPDX-License-Identifier: MIT
// Tests of engine/: what follows from the evidence. The option to start with, pitfalls that apply, what is missing,
// what to ask, and what is not needed.
#define _POSIX_C_SOURCE 200809L
#include "fixtures.h"

#include <math.h>

static const char advice_rules[] =
    "pattern: uploads\n"
    "title: Uploads\n"
    "problem: P\n"
    "facts:\n"
    "  - {name: users, title: users, dimension: count, of: [user]}\n"
    "  - {name: daily, title: users a day, dimension: count, of: [daily user]}\n"
    "  - {name: file_size, title: size, dimension: size, context: [{phrases: [file], weight: 0.8}]}\n"
    "  - {name: seats, title: seats, dimension: count, of: [seat]}\n"
    "signals:\n"
    "  - {id: upload, phrases: [upload], certainty: 0.4, because: media come in}\n"
    "  - {id: many-daily, fact: daily, at_least: 5000, certainty: 0.5, because: many a day}\n"
    "  - {id: many, fact: users, at_least: 1000, certainty: 0.5, because: they are many}\n"
    "  - {id: large, fact: file_size, more_than: 1 MB, certainty: 0.3, because: they are large}\n"
    "  - {id: small, fact: file_size, less_than: 10 KB, certainty: -0.8, because: they fit a row}\n"
    "  - {id: rare, phrases: [rarely], certainty: -0.5, because: it is rare}\n"
    "options:\n"
    "  - {name: plain, title: Plain, text: t, when: w1, because: it is simple, choose: {fact: users, less_than: 100}}\n"
    "  - {name: middle, title: Middle, text: t, when: from 100 users, because: it is usual, outgrown: {fact: users, "
    "at_least: 10000}}\n"
    "  - {name: huge, title: Huge, text: t, when: from 10000 users, because: it scales, choose: {all: [{phrases: "
    "[global]}, {fact: users, at_least: 10000}]}}\n"
    "  - {name: last, title: Last, text: t, when: w4, because: nothing else is left, choose: {fact: file_size, "
    "at_least: 100 MB}}\n"
    "pitfalls:\n"
    "  - {id: general, text: general}\n"
    "  - {id: of-many, text: of many, when: {fact: users, at_least: 1000}}\n"
    "  - {id: of-none, text: of none, when: {phrases: [zzz]}}\n"
    "questions:\n"
    "  - {fact: seats, ask: how many seats}\n"
    "  - {fact: users, ask: how many}\n"
    "  - {fact: file_size, ask: how large}\n"
    "denial: {cues: [{id: no, effect: denied, direction: after, reach: 3, phrases: [no]}]}\n";

typedef struct advice_fixture {
    rules_fixture rules;
    result_fixture result;
    const pf_assessment *uploads;
} advice_fixture;

static void open_advice(advice_fixture *f, const char *source)
{
    open_rules(&f->rules, advice_rules);
    open_result(&f->result, f->rules.rules, source);
    f->uploads = assessment_of(&f->result, "uploads");
}

static void close_advice(advice_fixture *f)
{
    close_result(&f->result);
    close_rules(&f->rules);
}

// --- Options --------------------------------------------------------------------------------------------------------

// `fits` has a sign for each option: + fits, - does not, ? not known.
static void options_of(const char *source, const char *start_with, const char *fits)
{
    advice_fixture f;
    open_advice(&f, source);
    assert_int_equal(f.uploads->option_count, 4);
    char found[5] = "";
    for (size_t i = 0; i < 4; i++)
        found[i] = "?-+"[f.uploads->options[i].fits];
    const char *first = f.uploads->options[f.uploads->start_with].option->name;
    if (strcmp(found, fits) != 0 || strcmp(first, start_with) != 0)
        fail_msg("%s gives %s, starting with %s", source, found, first);
    close_advice(&f);
}

static void starts_with_the_simplest_that_is_justified(void **state)
{
    (void)state;
    options_of("Upload for 50 users.", "plain", "++-?");
    options_of("Upload for 500 users.", "middle", "-+-?");
    options_of("Upload.", "middle", "?+-?"); // what is not known justifies nothing
    options_of("Upload for 20000 users, global.", "huge", "--+?");
    options_of("Upload for 20000 users.", "last", "---?"); // not known is better than no
    options_of("Upload for 20000 users. A file has 200 MB.", "last", "---+");
    options_of("Upload for 20000 users. A file has 2 MB.", "last", "----"); // something has to be done
}

// Whatever the order of its parts: one that surely does not hold decides.
static void knows_what_is_out_of_the_question(void **state)
{
    (void)state;
    static const char *const orders[] = {"{phrases: [global]}, {fact: users, at_least: 5}",
                                         "{fact: users, at_least: 5}, {phrases: [global]}"};
    for (size_t i = 0; i < 2; i++) {
        char yaml[600];
        snprintf(
            yaml, sizeof yaml,
            "pattern: p\ntitle: T\nproblem: P\nfacts: [{name: users, title: users, dimension: count, of: [user]}]\n"
            "signals: [{id: a, phrases: [upload], certainty: 0.5, because: b}]\n"
            "options: [{name: o, title: O, text: t, when: w, because: b, choose: {all: [%s]}}]\n",
            orders[i]);
        rules_fixture rules;
        open_rules(&rules, yaml);
        result_fixture result;
        open_result(&result, rules.rules, "Upload.");
        if (assessment_of(&result, "p")->options[0].fits != PF_FALSE)
            fail_msg("%s is not known", orders[i]);
        close_result(&result);
        close_rules(&rules);
    }
}

static void says_why_an_option_fits(void **state)
{
    (void)state;
    advice_fixture f;
    open_advice(&f, "Upload for 50 users.");
    assert_string_equal(f.uploads->options[0].because, "it is simple [users: 50; counts below 100]");
    assert_string_equal(f.uploads->options[1].because, "it is usual");
    assert_string_equal(f.uploads->next_step, "Middle: from 100 users");
    close_advice(&f);
    open_advice(&f, "Upload for 20000 users.");
    assert_string_equal(f.uploads->options[1].because, "no longer enough, users: 20,000; counts from 10,000");
    assert_null(f.uploads->next_step); // nothing stands behind the last
    close_advice(&f);
}

static void puts_the_pitfalls_that_apply_first(void **state)
{
    (void)state;
    static const char *const orders[][3] = {{"of-many", "general", "of-none"}, {"general", "of-many", "of-none"}};
    static const char *const sources[] = {"Upload for 2000 users.", "Upload for 20 users."};
    for (size_t i = 0; i < 2; i++) {
        advice_fixture f;
        open_advice(&f, sources[i]);
        assert_int_equal(f.uploads->pitfall_count, 3);
        for (size_t j = 0; j < 3; j++)
            assert_string_equal(f.uploads->pitfalls[j].pitfall->id, orders[i][j]);
        assert_int_equal(f.uploads->pitfalls[0].applies, i == 0);
        assert_false(f.uploads->pitfalls[1].applies);
        close_advice(&f);
    }
}

// --- Questions ------------------------------------------------------------------------------------------------------

// The questions, each with what it decides, joined by blanks.
static void questions_of(const char *source, const char *expected)
{
    advice_fixture f;
    open_advice(&f, source);
    char found[200] = "";
    for (size_t i = 0; i < f.result.result.question_count; i++) {
        const pf_asked *asked = &f.result.result.questions[i];
        size_t used = strlen(found);
        snprintf(found + used, sizeof found - used, "%s%s", i ? " " : "", asked->fact->name);
        assert_int_equal(asked->decides_count, 1);
        assert_string_equal(asked->decides[0]->id, "uploads");
    }
    if (strcmp(found, expected) != 0)
        fail_msg("%s asks: %s", source, found);
    close_advice(&f);
}

static void asks_what_would_change_the_answer(void **state)
{
    (void)state;
    questions_of("Upload.", "users file_size"); // seats decide nothing
    questions_of("Upload for 500 users.", "file_size");
    questions_of("Upload for 500 users. A file has 2 MB.", "");
    questions_of("Upload for 20000 daily users.",
                 "users file_size"); // in two of four decades of users the option is another; only the smallest of six of sizes rules it out
    questions_of("Nothing at all.", "");
    questions_of("No upload.", "");
}

static void weighs_questions_by_what_answers_are_expected_to_change(void **state)
{
    (void)state;
    advice_fixture f;
    open_advice(&f, "Upload for 20000 daily users.");
    const pf_result *result = &f.result.result;
    assert_int_equal(result->question_count, 2);
    // Of the decades below 100, 1,000, 10,000 and above, the last two have another option: 2/4 × 1/2.
    assert_true(fabs(result->questions[0].weight - 0.25) < 1e-9);
    // Of the decades of sizes, one below 10 KB, two and two up to 100 MB, one above, the first rules it out: 1/6.
    assert_true(fabs(result->questions[1].weight - 1 / 6.0) < 1e-9);
    close_advice(&f);
}

static void assert_asked(const pf_ruleset *rules, const char *source, const char *ask)
{
    result_fixture result;
    open_result(&result, rules, source);
    assert_int_equal(result.result.question_count, 1);
    assert_string_equal(result.result.questions[0].ask, ask);
    close_result(&result);
}

// A question that decides several patterns is asked in words that suit all of them.
static void asks_in_words_that_suit_what_hangs_on_it(void **state)
{
    (void)state;
    rules_fixture base, rules;
    open_rules(&base, "pattern: p\ntitle: T\nproblem: P\n"
                      "facts:\n  - {name: users, title: users, ask: how many in all, dimension: count}\n"
                      "signals:\n"
                      "  - {id: upload, phrases: [upload], certainty: 0.3, because: b}\n"
                      "  - {id: many, all: [{phrases: [upload]}, {fact: users, at_least: 1000}], certainty: 0.5, because: b}\n"
                      "questions: [{fact: users, ask: how many who upload}]\n");
    open_layer(&rules, &base, "pattern: q\ntitle: T\nproblem: P\n"
                              "signals:\n"
                              "  - {id: mail, phrases: [mail], certainty: 0.3, because: b}\n"
                              "  - {id: much, all: [{phrases: [mail]}, {fact: users, at_least: 5000}], certainty: 0.5, because: b}\n");
    assert_asked(rules.rules, "Upload.", "how many who upload");
    assert_asked(rules.rules, "Upload. Mail.", "how many in all");
    close_rules(&rules);
    close_rules(&base);
}

// What one question tries must not show in the next: here only many users would decide.
static void asks_each_question_by_itself(void **state)
{
    (void)state;
    rules_fixture rules;
    open_rules(
        &rules,
        "pattern: p\ntitle: T\nproblem: P\n"
        "facts:\n  - {name: users, title: users, dimension: count}\n  - {name: seats, title: seats, dimension: count}\n"
        "signals:\n"
        "  - {id: upload, phrases: [upload], certainty: 0.3, because: b}\n"
        "  - {id: many, fact: users, at_least: 1000, certainty: 0.5, because: b}\n"
        "  - {id: roomy, fact: seats, at_least: 1000, certainty: 0.1, because: b}\n"
        "questions: [{fact: users, ask: u}, {fact: seats, ask: s}]\n");
    result_fixture result;
    open_result(&result, rules.rules, "Upload.");
    assert_int_equal(result.result.question_count, 1);
    assert_string_equal(result.result.questions[0].fact->name, "users");
    close_result(&result);
    close_rules(&rules);
}

// --- What is missing, and what is not needed -------------------------------------------------------------------------

static void says_what_is_missing(void **state)
{
    (void)state;
    advice_fixture f;
    open_advice(&f, "Upload. Take 50 seats.");
    assert_int_equal(f.uploads->level, PF_LEVEL_POSSIBLE);
    static const char *const missing[] = {"users a day is not stated; it would count from 5,000",
                                          "users is not stated; it would count from 1,000",
                                          "size is not stated; it would count from 1 MB"};
    assert_int_equal(f.uploads->missing_count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(f.uploads->missing[i], missing[i]);
    assert_null(f.uploads->unmet);
    close_advice(&f);
}

static void names_the_nearest_unmet_threshold(void **state)
{
    (void)state;
    advice_fixture f;
    open_advice(&f, "Upload for 100 users.");
    assert_string_equal(f.uploads->unmet, "users: 100; counts from 1,000");
    close_advice(&f);
    open_advice(&f, "Upload for 100 users. A file has 500 KB.");
    assert_string_equal(f.uploads->unmet, "size: 500 KB; counts from 1 MB");
    close_advice(&f);
    open_advice(&f, "Upload for 900 users. A file has 100 KB.");
    assert_string_equal(f.uploads->unmet, "users: 900; counts from 1,000");
    close_advice(&f);
    open_advice(&f, "Upload for 1000 users.");
    assert_null(f.uploads->unmet);
    close_advice(&f);
}

static void need_of(const char *source, pf_level level, const char *against)
{
    advice_fixture f;
    open_advice(&f, source);
    if (f.uploads->level != level)
        fail_msg("%s is %s", source, pf_level_name(f.uploads->level));
    assert_int_equal(!f.uploads->against, !against);
    if (against)
        assert_string_equal(f.uploads->against, against);
    close_advice(&f);
}

static void says_what_is_not_needed(void **state)
{
    (void)state;
    need_of("Upload. A file has 5 KB.", PF_LEVEL_NOT_NEEDED, "they fit a row");
    need_of("A file has 5 KB.", PF_LEVEL_NOT_NEEDED, "they fit a row"); // a number settles it
    need_of("No upload.", PF_LEVEL_NOT_NEEDED, "media come in");        // and so does a denial
    need_of("It is rarely done.", PF_LEVEL_SILENT, NULL);               // nothing there to speak against
    need_of("Upload, rarely.", PF_LEVEL_SILENT, NULL);                  // not enough against it
    need_of("Nothing at all.", PF_LEVEL_SILENT, NULL);
    need_of("Upload for 2000 users. There are 9000 daily users. A file has 5 KB.", PF_LEVEL_POSSIBLE,
            NULL); // more speaks for it
}

static void orders_patterns_by_level_and_certainty(void **state)
{
    (void)state;
    rules_fixture base, user;
    open_rules(&base, advice_rules);
    open_layer(&user, &base,
               "pattern: second\ntitle: T\nproblem: P\n"
               "signals: [{id: a, phrases: [upload], certainty: 0.45, because: b}]\n");
    static const char *const cases[][2] = {{"Upload.", "second"}, // of the same level the surer one
                                           {"Upload for 2000 users.", "uploads"},
                                           {"Nothing.", "uploads"}, // as the files have them
                                           {"Upload. A file has 5 KB.", "second"},
                                           {"A file has 5 KB.", "uploads"} /* not needed stands before silent */};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        result_fixture result;
        open_result(&result, user.rules, cases[i][0]);
        assert_int_equal(result.result.assessment_count, 2);
        assert_string_equal(result.result.assessments[0].pattern->id, cases[i][1]);
        close_result(&result);
    }
    close_rules(&user);
    close_rules(&base);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(starts_with_the_simplest_that_is_justified),
        cmocka_unit_test(knows_what_is_out_of_the_question),
        cmocka_unit_test(says_why_an_option_fits),
        cmocka_unit_test(puts_the_pitfalls_that_apply_first),
        cmocka_unit_test(asks_what_would_change_the_answer),
        cmocka_unit_test(weighs_questions_by_what_answers_are_expected_to_change),
        cmocka_unit_test(asks_in_words_that_suit_what_hangs_on_it),
        cmocka_unit_test(asks_each_question_by_itself),
        cmocka_unit_test(says_what_is_missing),
        cmocka_unit_test(names_the_nearest_unmet_threshold),
        cmocka_unit_test(says_what_is_not_needed),
        cmocka_unit_test(orders_patterns_by_level_and_certainty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
