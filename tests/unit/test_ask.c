// SPDX-License-Identifier: MIT
// Tests of the public interface for questions and for the quiz: what somebody may answer, and what becomes of it.
#define _POSIX_C_SOURCE 200809L
#include "patfinder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct ask_fixture {
    pf_messages *messages;
    pf_rules *rules;
} ask_fixture;

static int open_fixture(void **state)
{
    static ask_fixture fixture;
    fixture.messages = pf_messages_new();
    fixture.rules = pf_rules_load(NULL, 0, fixture.messages);
    *state = &fixture;
    return fixture.rules ? 0 : -1;
}

static int close_fixture(void **state)
{
    ask_fixture *f = *state;
    size_t errors = pf_messages_errors(f->messages);
    pf_rules_free(f->rules);
    pf_messages_free(f->messages);
    return errors ? -1 : 0;
}

static pf_analysis *analyze(const ask_fixture *f, const char *text)
{
    pf_analysis *analysis = pf_analyze(f->rules, "text.md", text, strlen(text), NULL, 0, f->messages);
    assert_non_null(analysis);
    return analysis;
}

// --- Answers to questions -------------------------------------------------------------------------------------------

static void answers(const ask_fixture *f, const char *fact, const char *line, pf_answer expected, const char *output)
{
    pf_output found;
    pf_answer answer = pf_answer_read(f->rules, fact, line, &found, f->messages);
    if (answer != expected || strcmp(found.bytes ? found.bytes : "", output) != 0)
        fail_msg("'%s' for %s: %d '%s'", line, fact, (int)answer, found.bytes);
    pf_output_release(&found);
}

static void reads_numbers_as_people_say_them(void **state)
{
    const ask_fixture *f = *state;
    answers(f, "read_write_ratio", "100:1", PF_ANSWER_VALUE, "100:1");
    answers(f, "read_write_ratio", "100 to 1", PF_ANSWER_VALUE, "100 to 1");
    answers(f, "read_write_ratio", "about 100", PF_ANSWER_VALUE, "about 100");
    answers(f, "daily_users", "about 5 million", PF_ANSWER_VALUE, "about 5 million");
    answers(f, "daily_users", "I guess 5 million a day.", PF_ANSWER_VALUE, "5 million");
    answers(f, "daily_users", "5M", PF_ANSWER_VALUE, "5M");
    answers(f, "users", "0 ro2 don\xE2\x80\x99t known-se000", PF_ANSWER_VALUE, "0 ro2 don\xE2\x80\x99t known-se000"); // a value as a whole alone
    answers(f, "task_duration", "20 min", PF_ANSWER_VALUE, "20 min");
    answers(f, "task_duration", "  maybe 20   minutes, or so!", PF_ANSWER_VALUE, "20 minutes");
    answers(f, "task_duration", "10 to 20 min", PF_ANSWER_VALUE, "10 to 20 min");
    answers(f, "reads_per_second", "500", PF_ANSWER_VALUE, "500");
    answers(f, "task_duration", "20 minutes typically, 3 hours at worst", PF_ANSWER_VALUE, "3 hours"); // what the rule picks
    answers(f, "object_size", "5 MB typically, 2 GB at most", PF_ANSWER_VALUE, "2 GB at most");
    answers(f, "reads_per_second", "30 per minute", PF_ANSWER_VALUE, "30 per minute");
    answers(f, "object_size", "some 10 GB each", PF_ANSWER_VALUE, "some 10 GB");
}

static void knows_that_somebody_does_not_know(void **state)
{
    const ask_fixture *f = *state;
    static const char *const lines[] = {"don't know", "Don’t know.", "I do not know", "no idea", "NOT SURE", "", "   ", "?", "-", "tbd"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        answers(f, "daily_users", lines[i], PF_ANSWER_UNSURE, "");
}

static void refuses(const ask_fixture *f, const char *fact, const char *line)
{
    pf_output said;
    if (pf_answer_read(f->rules, fact, line, &said, f->messages) != PF_ANSWER_WRONG)
        fail_msg("'%s' for %s is '%s'", line, fact, said.bytes);
    assert_non_null(strstr(said.bytes, "write it as in"));
    pf_output_release(&said);
}

static void says_how_to_answer(void **state)
{
    const ask_fixture *f = *state;
    answers(f, "task_duration", "many", PF_ANSWER_WRONG,
            "'many' is no duration, which the fact 'task_duration' (time one task takes) is measured in: write it as in 20 min");
    answers(f, "task_duration", "20", PF_ANSWER_WRONG,
            "'20' is no duration, which the fact 'task_duration' (time one task takes) is measured in: write it as in 20 min");
    answers(f, "speed", "20", PF_ANSWER_WRONG, "there is no fact 'speed'; the manual names all (FACTS)");
    static const char *const mixed[] = {"500 per second", "100 reads, 5 writes", "about 100:1, with 5 million users", "100 reads per second"};
    static const char *const foreign[] = {"500 users", "1000/s, 90% writes", "20 min", "500 per second, 3 million users", "2 per user"};
    for (size_t i = 0; i < sizeof mixed / sizeof *mixed; i++)
        refuses(f, "read_write_ratio", mixed[i]);
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
        refuses(f, "reads_per_second", foreign[i]);
    refuses(f, "daily_users", "500 per second");
    char long_line[4000];
    memset(long_line, 'x', sizeof long_line);
    long_line[sizeof long_line - 1] = '\0';
    pf_output output;
    assert_int_equal(pf_answer_read(f->rules, "users", long_line, &output, f->messages), PF_ANSWER_WRONG);
    pf_output_release(&output);
}

// Each answer may settle other questions; with all of them given nothing is left to ask.
static void stops_asking_when_nothing_would_change(void **state)
{
    const ask_fixture *f = *state;
    pf_analysis *analysis = analyze(f, "Users upload videos and watch those of others.");
    pf_analysis *now = analysis;
    pf_setting settings[64];
    size_t count = 0;
    while (pf_analysis_questions(now) > 0) {
        pf_open_fact open = pf_analysis_question(now, 0);
        assert_in_range(count, 0, 63);
        settings[count++] = (pf_setting){open.fact, open.example};
        if (now != analysis)
            pf_analysis_free(now);
        now = pf_analyze_again(analysis, settings, count, f->messages);
        assert_non_null(now);
    }
    pf_analysis_free(now);
    assert_in_range(count, 2, 63);
    pf_analysis_free(analysis);
}

// --- The quiz -------------------------------------------------------------------------------------------------------

static pf_quiz *open_quiz(const ask_fixture *f, unsigned long long seed)
{
    pf_quiz *quiz = pf_quiz_new(f->rules, &(pf_quiz_options){NULL, 1764000000, 0, seed}, f->messages);
    assert_non_null(quiz);
    return quiz;
}

// What is said to a line; freed by the caller.
static char *say(const ask_fixture *f, pf_quiz *quiz, const char *line, pf_quiz_reply expected)
{
    pf_output output;
    assert_int_equal(pf_quiz_answer(quiz, line, 1764000000, (pf_style){0}, &output, f->messages), expected);
    return output.bytes;
}

static void says(const ask_fixture *f, pf_quiz *quiz, const char *line, pf_quiz_reply expected, const char *words)
{
    char *said = say(f, quiz, line, expected);
    assert_non_null(said);
    if (!strstr(said, words))
        fail_msg("%s", said);
    free(said);
}

static const char map_text[] = "A map of 5 million restaurants that people search by distance.";

static void goes_through_three_steps(void **state)
{
    const ask_fixture *f = *state;
    pf_quiz *quiz = open_quiz(f, 1);
    pf_analysis *analysis = analyze(f, map_text);
    assert_true(pf_quiz_use(quiz, analysis, f->messages));
    assert_int_equal(pf_quiz_at(quiz), PF_QUIZ_PATTERNS);
    assert_false(pf_quiz_is_right(quiz));
    says(f, quiz, "?", PF_QUIZ_HINTED, "Hint 1 of 3.");
    says(f, quiz, "?", PF_QUIZ_HINTED, "[by distance]");
    says(f, quiz, "?", PF_QUIZ_HINTED, "counts from 100,000");
    says(f, quiz, "?", PF_QUIZ_NOT_UNDERSTOOD, "no more hints");
    says(f, quiz, "", PF_QUIZ_NOT_UNDERSTOOD, "no answer");
    says(f, quiz, "zebra", PF_QUIZ_NOT_UNDERSTOOD, "'zebra' is none of the choices");
    assert_false(pf_quiz_is_answered(quiz));
    says(f, quiz, " prox, reads ", PF_QUIZ_ANSWERED, "All right: 2 right.");
    assert_true(pf_quiz_is_answered(quiz));
    assert_int_equal(pf_quiz_at(quiz), PF_QUIZ_CHANGE);
    says(f, quiz, "?", PF_QUIZ_NOT_UNDERSTOOD, "no hints here");
    assert_true(pf_quiz_is_right(quiz));
    says(f, quiz, "=", PF_QUIZ_ANSWERED, "Not quite. Not called for: proximity-services.");
    assert_false(pf_quiz_is_right(quiz));
    assert_int_equal(pf_quiz_at(quiz), PF_QUIZ_OPTION);
    says(f, quiz, "a b", PF_QUIZ_NOT_UNDERSTOOD, "one option, please");
    says(f, quiz, "geospatial-index", PF_QUIZ_ANSWERED, "Right. Proximity-based services, start with A geospatial index");
    assert_int_equal(pf_quiz_at(quiz), PF_QUIZ_DONE);
    says(f, quiz, "a", PF_QUIZ_NOT_UNDERSTOOD, "nothing is asked any more");
    says(f, quiz, "q", PF_QUIZ_ENDED, "");
    pf_quiz_free(quiz);
    pf_analysis_free(analysis);
}

static void gives_answers_away_when_skipped(void **state)
{
    const ask_fixture *f = *state;
    pf_quiz *quiz = open_quiz(f, 1);
    pf_analysis *analysis = analyze(f, map_text);
    assert_true(pf_quiz_use(quiz, analysis, f->messages));
    says(f, quiz, "prox reads", PF_QUIZ_ANSWERED, "All right");
    says(f, quiz, "s", PF_QUIZ_SKIPPED, "→ nothing calls");
    says(f, quiz, "s", PF_QUIZ_SKIPPED, "start with A geospatial index");
    assert_true(pf_quiz_is_right(quiz)); // what was not answered is not wrong
    assert_true(pf_quiz_use(quiz, analysis, f->messages));
    says(f, quiz, "s", PF_QUIZ_SKIPPED, "");
    assert_int_equal(pf_quiz_at(quiz), PF_QUIZ_DONE);
    assert_false(pf_quiz_is_answered(quiz));
    pf_quiz_free(quiz);
    pf_analysis_free(analysis);
}

// Where no number would change anything, a sentence may.
static void asks_about_a_sentence_where_no_number_decides(void **state)
{
    const ask_fixture *f = *state;
    static const char text[] = "A museum shows which rooms are free.\n\nA visitor sees on his phone at once, without reloading, when somebody leaves a room.\n";
    pf_output question;
    pf_quiz *quiz = open_quiz(f, 1);
    pf_analysis *analysis = analyze(f, text);
    assert_true(pf_quiz_use(quiz, analysis, f->messages));
    says(f, quiz, "realtime", PF_QUIZ_ANSWERED, "All right: 1 right.");
    assert_int_equal(pf_quiz_at(quiz), PF_QUIZ_CHANGE);
    assert_true(pf_quiz_write_question(quiz, (pf_style){0}, &question, f->messages));
    assert_non_null(strstr(question.bytes, "The same, but without \"A visitor sees on his phone"));
    pf_output_release(&question);
    says(f, quiz, "none", PF_QUIZ_ANSWERED, "Right.");
    assert_true(pf_quiz_is_right(quiz));
    pf_quiz_free(quiz);
    pf_analysis_free(analysis);
}

// Facts from outside stay when another number is tried.
static void keeps_what_was_set(void **state)
{
    const ask_fixture *f = *state;
    const pf_setting settings[] = {{"entity_count", "2000"}};
    pf_quiz *quiz = open_quiz(f, 1);
    pf_analysis *analysis = pf_analyze(f->rules, "text.md", map_text, strlen(map_text), settings, 1, f->messages);
    assert_true(pf_quiz_use(quiz, analysis, f->messages));
    says(f, quiz, "proximity-services", PF_QUIZ_ANSWERED, "Not called for: Proximity-based services");
    pf_quiz_free(quiz);
    pf_analysis_free(analysis);
}

static char *scenario_of(const ask_fixture *f, pf_quiz *quiz)
{
    pf_output output;
    assert_true(pf_quiz_choose(quiz, f->messages));
    assert_true(pf_quiz_write_question(quiz, (pf_style){0}, &output, f->messages));
    return output.bytes;
}

static void shows_each_scenario_once_before_any_twice(void **state)
{
    const ask_fixture *f = *state;
    pf_quiz *quiz = open_quiz(f, 7);
    char *seen[40];
    for (size_t i = 0; i < 40; i++) {
        seen[i] = scenario_of(f, quiz);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(seen[i], seen[j]);
        free(say(f, quiz, "s", PF_QUIZ_SKIPPED));
    }
    for (size_t i = 0; i < 40; i++)
        free(seen[i]);
    pf_quiz_free(quiz);
}

static void shows_the_same_for_the_same_seed(void **state)
{
    const ask_fixture *f = *state;
    size_t same = 0;
    for (unsigned long long seed = 0; seed < 10; seed++) {
        pf_quiz *first = open_quiz(f, seed), *second = open_quiz(f, seed), *other = open_quiz(f, seed + 100);
        char *one = scenario_of(f, first), *two = scenario_of(f, second), *three = scenario_of(f, other);
        assert_string_equal(one, two);
        same += strcmp(one, three) == 0;
        free(one);
        free(two);
        free(three);
        pf_quiz_free(first);
        pf_quiz_free(second);
        pf_quiz_free(other);
    }
    assert_in_range(same, 0, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_numbers_as_people_say_them),
        cmocka_unit_test(knows_that_somebody_does_not_know),
        cmocka_unit_test(says_how_to_answer),
        cmocka_unit_test(stops_asking_when_nothing_would_change),
        cmocka_unit_test(goes_through_three_steps),
        cmocka_unit_test(gives_answers_away_when_skipped),
        cmocka_unit_test(asks_about_a_sentence_where_no_number_decides),
        cmocka_unit_test(keeps_what_was_set),
        cmocka_unit_test(shows_each_scenario_once_before_any_twice),
        cmocka_unit_test(shows_the_same_for_the_same_seed),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
