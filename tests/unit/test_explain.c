// SPDX-License-Identifier: MIT
// Tests of engine/explain and engine/cause: what denies or weakens a clause, and what those that do not hold wait for.
#define _POSIX_C_SOURCE 200809L
#include "fixtures.h"

#include "engine/explain.h"

static const char explain_rules[] =
    "pattern: uploads\n"
    "title: Uploads\n"
    "problem: P\n"
    "facts:\n"
    "  - {name: users, title: users, dimension: count, of: [user]}\n"
    "  - {name: seats, title: seats, dimension: count, of: [seat]}\n"
    "conditions:\n"
    "  crowded: {any: [{fact: users, at_least: 4000}, {fact: seats, at_least: 50}]}\n"
    "signals:\n"
    "  - {id: upload, phrases: [upload, send away], certainty: 0.4, because: b1}\n"
    "  - {id: archive, phrases: [archive], certainty: 0.6, because: b2}\n"
    "  - {id: many, fact: users, at_least: 1000, certainty: 0.5, because: b3}\n"
    "  - {id: huge, fact: users, at_least: 100000, certainty: 0.3, because: b4}\n"
    "  - {id: few, fact: users, less_than: 10, certainty: -0.9, because: b5}\n"
    "  - {id: sitting, fact: seats, at_least: 70, certainty: 0.2, because: b6}\n"
    "  - {id: seen, fact: seats, known: true, certainty: 0.1, because: b7}\n"
    "  - {id: both, all: [{phrases: [archive]}, {fact: users, at_least: 3000}], certainty: 0.1, because: b8}\n"
    "  - {id: crowd, is: crowded, certainty: 0.15, because: b9}\n"
    "  - {id: off, fact: users, at_least: 2000, certainty: 0.1, because: b10, enabled: false}\n"
    "options:\n"
    "  - {name: plain, title: Plain, text: t, when: w1, because: c1}\n"
    "  - {name: large, title: Large, text: t, when: w2, because: c2, choose: {fact: users, at_least: 5000}}\n"
    "questions:\n"
    "  - {fact: users, ask: how many}\n"
    "sections:\n"
    "  - {role: non-goals, effect: denied, weight: 1, headings: [non-goal, out of scope]}\n"
    "  - {role: weak, effect: stated, weight: 0.5, headings: [alternative]}\n"
    "denial:\n"
    "  cues:\n"
    "    - {id: no, effect: denied, direction: after, reach: 3, phrases: [no, do not]}\n"
    "    - {id: no-longer, effect: background, direction: after, reach: 3, phrases: [no longer]}\n"
    "    - {id: perhaps, effect: hypothetical, direction: after, reach: 3, phrases: [perhaps]}\n";

typedef struct explain_fixture {
    rules_fixture rules;
    result_fixture result;
    pf_explanation explanation;
} explain_fixture;

static void open_explanation(explain_fixture *f, const char *source)
{
    open_rules(&f->rules, explain_rules);
    open_result(&f->result, f->rules.rules, source);
    text_fixture *text = &f->result.text;
    const pf_assessment *assessment = assessment_of(&f->result, "uploads");
    assert_int_equal(pf_engine_explain(&text->arena, f->rules.rules, &text->text, NULL, 0, assessment, &f->explanation).outcome, PF_ENGINE_OK);
}

static void close_explanation(explain_fixture *f)
{
    close_result(&f->result);
    close_rules(&f->rules);
}

static const pf_evidence *clause_of(const explain_fixture *f, const char *signal)
{
    const pf_assessment *assessment = f->explanation.assessment;
    for (size_t i = 0; i < assessment->evidence_count; i++)
        if (strcmp(assessment->evidence[i].signal, signal) == 0)
            return &assessment->evidence[i];
    fail_msg("no evidence from %s", signal);
    return NULL;
}

// The clause of the signal "upload" is weakened by these words of the source.
static void is_caused(const char *source, pf_cause cause, const char *words)
{
    explain_fixture f;
    open_explanation(&f, source);
    const pf_evidence *evidence = clause_of(&f, "upload");
    if (evidence->cause != (int)cause)
        fail_msg("%s: a cause of kind %d", source, evidence->cause);
    size_t length = evidence->cause_end - evidence->cause_start;
    if (words && (length != strlen(words) || memcmp(source + evidence->cause_start, words, length) != 0))
        fail_msg("%s: '%.*s'", source, (int)length, source + evidence->cause_start);
    close_explanation(&f);
}

static void names_the_words_that_deny_or_weaken(void **state)
{
    (void)state;
    is_caused("They upload.", PF_CAUSE_NONE, NULL);
    is_caused("There is no upload.", PF_CAUSE_CUE, "no");
    is_caused("They do not upload.", PF_CAUSE_CUE, "do not");
    is_caused("There is no way to send away.", PF_CAUSE_CUE, "no"); // which reaches the first word only
    is_caused("Perhaps they upload.", PF_CAUSE_CUE, "Perhaps");
    is_caused("They no longer upload.", PF_CAUSE_CUE, "no"); // both reach it, and denial is the stronger one
}

static void names_the_heading_that_denies_or_weakens(void **state)
{
    (void)state;
    is_caused("# T\n\nWe write.\n\n## Non-goals\n\nThey upload.", PF_CAUSE_HEADING, "Non-goals");
    is_caused("# T\n\nWe write.\n\n## Non-goals\n\nWe draw.\n\n### More\n\nThey upload.", PF_CAUSE_HEADING, "Non-goals");
    is_caused("# T\n\nWe write.\n\n## Non-goals\n\n- Pictures: upload", PF_CAUSE_HEADING, "Non-goals");
    is_caused("# T\n\nWe write.\n\n- Out of scope: upload", PF_CAUSE_HEADING, "Out of scope");
    is_caused("# T\n\nWe write.\n\n## Alternatives\n\nThey upload.", PF_CAUSE_HEADING, "Alternatives");
    is_caused("# T\n\nWe write.\n\n## More\n\nThey upload.", PF_CAUSE_NONE, NULL);
}

static void tells_what_a_clause_would_contribute(void **state)
{
    (void)state;
    explain_fixture f;
    open_explanation(&f, "# T\n\nWe write.\n\n## Alternatives\n\nThey upload.");
    assert_true(clause_of(&f, "upload")->whole == 0.4 && clause_of(&f, "upload")->certainty == 0.2);
    close_explanation(&f);
}

static void lists_what_is_denied_besides(void **state)
{
    (void)state;
    explain_fixture f;
    open_explanation(&f, "There is no upload and no archive.");
    assert_string_equal(clause_of(&f, "archive")->signal, "archive"); // which says more
    assert_int_equal(f.explanation.denied_count, 1);
    assert_string_equal(f.explanation.denied[0].signal, "upload");
    assert_int_equal(f.explanation.denied[0].cause, PF_CAUSE_CUE);
    close_explanation(&f);
    static const char parts[] = "4,000 users have no archive.";
    open_explanation(&f, parts);
    assert_int_equal(f.explanation.denied_count, 1);
    assert_string_equal(f.explanation.denied[0].signal, "both"); // of its parts, the denied one tells the cue
    assert_memory_equal(parts + f.explanation.denied[0].cause_start, "no ", 3);
    close_explanation(&f);
}

// The signals and options that wait for a number, in order, with what they lack.
static void waits_for(const char *source, const char *expected)
{
    explain_fixture f;
    open_explanation(&f, source);
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    for (size_t i = 0; i < f.explanation.number_count; i++) {
        const pf_unheld *unheld = &f.explanation.numbers[i];
        pf_buffer_format(&buffer, "%s: %s\n", unheld->signal ? unheld->signal->id : unheld->option->name, unheld->lacks);
    }
    pf_buffer_string(&buffer, "");
    assert_string_equal(buffer.bytes, expected);
    pf_buffer_release(&buffer);
    close_explanation(&f);
}

static void lists_numbers_by_nearness(void **state)
{
    (void)state;
    // Those that are not known come last, what says most first; `both` lacks its words, and `off` is switched off.
    waits_for("2,000 users.", "crowd: users: 2,000; counts from 4,000\n"
                              "large: users: 2,000; counts from 5,000\n"
                              "huge: users: 2,000; counts from 100,000\n"
                              "few: users: 2,000; counts below 10\n"
                              "sitting: seats is not stated; it counts from 70\n"
                              "seen: seats is not stated\n");
    waits_for("2,000 users and an archive, 80 seats.", "both: users: 2,000; counts from 3,000\n"
                                                       "large: users: 2,000; counts from 5,000\n"
                                                       "huge: users: 2,000; counts from 100,000\n"
                                                       "few: users: 2,000; counts below 10\n");
}

static void lists_the_others_by_weight(void **state)
{
    (void)state;
    explain_fixture f;
    open_explanation(&f, "2,000 users.");
    assert_int_equal(f.explanation.other_count, 3);
    assert_string_equal(f.explanation.others[0].signal->id, "archive");
    assert_string_equal(f.explanation.others[1].signal->id, "upload");
    assert_string_equal(f.explanation.others[2].signal->id, "both");
    assert_null(f.explanation.others[0].lacks);
    close_explanation(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_the_words_that_deny_or_weaken),
        cmocka_unit_test(names_the_heading_that_denies_or_weakens),
        cmocka_unit_test(tells_what_a_clause_would_contribute),
        cmocka_unit_test(lists_what_is_denied_besides),
        cmocka_unit_test(lists_numbers_by_nearness),
        cmocka_unit_test(lists_the_others_by_weight),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
