// SPDX-License-Identifier: MIT
// Tests of check/judge: what is said of a document with the rules below, from its examination to remarks.
#define _POSIX_C_SOURCE 200809L
#include "fixtures.h"

#include "check/judge.h"

static const char judge_rules[] =
    "pattern: post\n"
    "title: Sending letters\n"
    "problem: P\n"
    "facts:\n"
    "  - {name: envelopes, title: envelopes, dimension: count, of: [envelope], of_weight: 1, single: true}\n"
    "  - {name: depots, title: depots, dimension: count, of: [depot], of_weight: 1}\n"
    "signals:\n"
    "  - {id: letters, phrases: [letter], certainty: 0.6, because: letters are posted}\n"
    "  - {id: registered, phrases: [registered], certainty: 0.6, because: somebody signs}\n"
    "  - {id: paper, phrases: [paper], certainty: 0.3, because: it may be posted}\n"
    "  - {id: many, fact: envelopes, at_least: 1000, certainty: 0.4, because: so many}\n"
    "  - {id: few, fact: envelopes, less_than: 20, certainty: -0.4, because: so few}\n"
    "options:\n"
    "  - {name: printer, title: A printer, text: t, when: always, because: b, terms: [printer], outgrown: {fact: envelopes, at_least: 500}}\n"
    "  - name: machine\n"
    "    title: A machine\n"
    "    text: t\n"
    "    when: from 500 on\n"
    "    because: b\n"
    "    terms: [machine]\n"
    "    choose: {fact: envelopes, at_least: 500}\n"
    "    excessive: {fact: envelopes, less_than: 100}\n"
    "  - {name: franker, title: A franker, text: t, when: w, because: b, terms: [franker], numbers: [envelopes, depots]}\n"
    "addressed: [envelope stock]\n"
    "considerations:\n"
    "  - {name: returned, text: Say what comes back., of: [machine], terms: [undeliverable]}\n"
    "  - {name: stock, text: Say who buys paper., terms: [stock]}\n"
    "questions:\n"
    "  - {fact: envelopes, ask: How many?}\n"
    "sections:\n"
    "  - {role: requirements, effect: stated, side: need, weight: 1, headings: [requirement]}\n"
    "  - {role: design, effect: stated, side: design, weight: 1, headings: [design]}\n"
    "  - {role: notes, effect: stated, side: aside, weight: 1, headings: [note]}\n"
    "  - {role: alternatives, effect: hypothetical, side: aside, weight: 1, headings: [alternative]}\n"
    "  - {role: non-goals, effect: denied, side: aside, weight: 1, headings: [non-goal]}\n"
    "  - {role: growth, effect: stated, side: open, weight: 1, headings: [growth]}\n"
    "denial:\n"
    "  cues:\n"
    "    - {id: no, effect: denied, direction: after, reach: 3, phrases: [no]}\n"
    "    - {id: perhaps, effect: hypothetical, direction: after, reach: 3, phrases: [perhaps]}\n";

static const char told_apart[] = "conditions:\n"
                                 "  design-document: {phrases: [requirement]}\n";

static rules_fixture shared, choosy;

static int open_shared(void **state)
{
    (void)state;
    char both[sizeof judge_rules + sizeof told_apart];
    open_rules(&shared, judge_rules);
    snprintf(both, sizeof both, "%s%s", judge_rules, told_apart);
    open_rules(&choosy, both);
    return 0;
}

static int close_shared(void **state)
{
    (void)state;
    close_rules(&choosy);
    close_rules(&shared);
    return 0;
}

// --- Judging --------------------------------------------------------------------------------------------------------

typedef struct judged {
    text_fixture text;
    pf_examination examination;
    pf_remarks remarks;
} judged;

static void open_judged(judged *f, const pf_ruleset *rules, const char *source, const pf_given *given, size_t count,
                        const pf_check_expectations *expectations)
{
    static const pf_check_expectations nothing = {0};
    open_text(&f->text, source, rules->lexicon);
    assert_int_equal(pf_engine_examine(&f->text.arena, rules, &f->text.text, given, count, &f->examination).outcome, PF_ENGINE_OK);
    f->remarks = (pf_remarks){.arena = &f->text.arena};
    assert_true(pf_judge(&f->examination, expectations ? expectations : &nothing, &f->remarks));
}

static void close_judged(judged *f)
{
    pf_examination_release(&f->examination);
    close_text(&f->text);
}

static void assert_ids(const judged *f, const char *source, const char *expected)
{
    char ids[1024] = "";
    for (size_t i = 0; i < f->remarks.count; i++)
        snprintf(ids + strlen(ids), sizeof ids - strlen(ids), "%s%s", i ? " " : "", f->remarks.items[i].id);
    if (strcmp(ids, expected) != 0)
        fail_msg("%s\ngives \"%s\", not \"%s\"", source, ids, expected);
}

static void says(const char *source, const char *expected)
{
    judged f;
    open_judged(&f, shared.rules, source, NULL, 0, NULL);
    assert_ids(&f, source, expected);
    close_judged(&f);
}

// A document in which the requirements and the design say these things.
#define DESIGN(need, design) "# Requirements\n\n" need "\n\n# Design\n\n" design "\n"
#define MISSING "missing-pattern/post"
#define RETURNED "missing-consideration/post/returned"
#define EXCESS "over-engineering/post/machine"
#define NUMBER "missing-number/envelopes"
#define CONFLICT "contradiction/envelopes"

// --- Needs ----------------------------------------------------------------------------------------------------------

static void misses_what_is_clearly_needed_and_never_spoken_of(void **state)
{
    (void)state;
    says(DESIGN("Send registered letters.", "A table."), MISSING);
    says(DESIGN("Send letters.", "A table."), "");
    says(DESIGN("Send no letters, and no registered ones.", "A table."), "");
    says(DESIGN("Perhaps send registered letters.", "A table."), "");
    says(DESIGN("A table.", "A table.") "\n# Non-goals\n\nSend registered letters.\n", "");
    says(DESIGN("A table.", "A table.") "\n# Alternatives\n\nSend registered letters.\n", "");
    says(DESIGN("> Send registered letters.", "A table."), "");
}

static void takes_the_name_of_an_option_for_an_answer(void **state)
{
    (void)state;
    says(DESIGN("Send registered letters.", "A printer."), "");
    says(DESIGN("Send registered letters.", "Perhaps a printer."), "");
    says(DESIGN("Send registered letters.", "We need no printer."), "");
    says(DESIGN("Send registered letters.", "A table.") "\n# Alternatives\n\nA printer.\n", "");
    says(DESIGN("Send registered letters.", "A table.") "\n# Notes\n\nA printer.\n", "");
    says(DESIGN("Send registered letters.", "A table.\n\n> A printer."), "");
}

static void takes_looser_words_outside_of_the_needs_for_an_answer(void **state)
{
    (void)state;
    says(DESIGN("Send registered letters.", "Envelope stock is on a shelf."), "");
    says(DESIGN("Send registered letters.", "A table.") "\n# Notes\n\nEnvelope stock.\n", "");
    says(DESIGN("Send registered letters, with envelope stock.", "A table."), MISSING);
    says(DESIGN("Send registered letters.", "A table.\n\n```\nenvelope stock\n```"), "");
}

static void takes_the_words_of_the_need_for_an_answer(void **state)
{
    (void)state;
    says(DESIGN("Send registered letters.", "We send letters."), "");
    says(DESIGN("Send registered letters.", "A table.\n\n> We send letters."), MISSING);
}

static void misses_nothing_in_a_design_that_is_not_there(void **state)
{
    (void)state;
    says("# Requirements\n\nSend registered letters.\n", "");
    says("Send registered letters.\n", "");
    says("# Requirements\n\nSend registered letters.\n\n# Design\n", "");
    says("# Requirements\n\nSend registered letters.\n\n# Design\n\n## Parts\n\nA table.\n", MISSING);
}

static void shows_the_strongest_evidence_for_a_need(void **state)
{
    (void)state;
    static const char source[] = DESIGN("Paper is out. Send\nregistered letters.", "A table.");
    judged f;
    open_judged(&f, shared.rules, source, NULL, 0, NULL);
    assert_ids(&f, source, MISSING);
    const pf_remark *remark = &f.remarks.items[0];
    assert_int_equal(remark->evidence_count, 3);
    assert_true(remark->located);
    assert_int_equal(remark->start, remark->evidence[0]->start);
    assert_true(remark->evidence[0]->certainty >= remark->evidence[1]->certainty && remark->evidence[1]->certainty > remark->evidence[2]->certainty);
    assert_string_equal(remark->evidence[2]->because, "it may be posted");
    assert_non_null(strstr(remark->help, "(A printer, A machine, A franker)"));
    close_judged(&f);
}

// --- Adoption -------------------------------------------------------------------------------------------------------

static void adopts_what_the_design_plainly_states(void **state)
{
    (void)state;
    says(DESIGN("A table.", "A machine."), RETURNED);
    says(DESIGN("A table.", "No machine."), "");
    says(DESIGN("A table.", "Perhaps a machine."), "");
    says(DESIGN("A table.", "> A machine."), "");
    says(DESIGN("A table.", "```\na = machine();\n```"), "");
    says(DESIGN("A table.", "[x](machine.html) <!-- machine -->"), "");
    says(DESIGN("A table.", "A printer."), "");
}

static void adopts_nothing_outside_of_the_design(void **state)
{
    (void)state;
    says(DESIGN("A machine.", "A table."), "");
    says(DESIGN("A table.", "A table.") "\n# Notes\n\nA machine.\n", "");
    says(DESIGN("A table.", "A table.") "\n# Alternatives\n\nA machine.\n", "");
    says(DESIGN("A table.", "A table.") "\n# Non-goals\n\nA machine.\n", "");
    says(DESIGN("A table.", "A table.\n\n## Alternatives\n\nA machine."), "");
    says("# Growth\n\nA machine.\n\n" DESIGN("A table.", "A table."), "");
    says(DESIGN("A table.", "A table.") "\n# Growth\n\nA machine.\n", RETURNED);
    says(DESIGN("A table.", "A table.") "\n# Unheard of\n\nA machine.\n", RETURNED);
}

static void takes_all_that_is_stated_where_there_is_no_design(void **state)
{
    (void)state;
    says("A machine.\n", RETURNED);
    says("# Requirements\n\nA machine.\n", RETURNED);
    says("# Notes\n\nA machine.\n", "");
    says("# Alternatives\n\nA machine.\n", "");
}

static void finds_a_consideration_in_any_section(void **state)
{
    (void)state;
    says(DESIGN("A table.", "A machine. Undeliverable ones wait."), "");
    says(DESIGN("Undeliverable ones wait.", "A machine."), "");
    says(DESIGN("A table.", "A machine.") "\n# Notes\n\nUndeliverable ones wait.\n", "");
    says(DESIGN("A table.", "A machine.") "\n# Alternatives\n\nThrow undeliverable ones away.\n", "");
    says(DESIGN("A table.", "A machine.") "\n# Non-goals\n\nUndeliverable ones.\n", "");
    says(DESIGN("A table.", "A machine.\n\n```\nx = undeliverable();\n```"), ""); // a listing answers
    says(DESIGN("A table.", "A table.\n\n```\na machine\n```"), "");           // and adopts nothing
    says(DESIGN("A table.", "A machine.") "\n<!-- undeliverable -->\n", RETURNED);
}

static void stands_where_the_option_is_adopted_first(void **state)
{
    (void)state;
    static const char source[] = DESIGN("A machine is heard.", "It is a machine. The machine hums.");
    judged f;
    open_judged(&f, shared.rules, source, NULL, 0, NULL);
    assert_ids(&f, source, RETURNED);
    assert_ptr_equal(source + f.remarks.items[0].start, strstr(source, "machine. The"));
    assert_string_equal(f.remarks.items[0].message, "A machine is adopted, and nothing is said of returned");
    assert_string_equal(f.remarks.items[0].help, "say what comes back");
    close_judged(&f);
}

// --- Excess ---------------------------------------------------------------------------------------------------------

static void finds_excess_by_a_stated_number(void **state)
{
    (void)state;
    says(DESIGN("60 envelopes.", "A machine, undeliverable ones wait."), EXCESS);
    says(DESIGN("At most 60 envelopes.", "A machine, undeliverable ones wait."), EXCESS);
    says(DESIGN("A table.", "A machine, undeliverable ones wait.") "\n# Notes\n\n60 envelopes.\n", EXCESS);
    says(DESIGN("700 envelopes.", "A machine, undeliverable ones wait."), "");
    says(DESIGN("At least 60 envelopes.", "A machine, undeliverable ones wait."), "");
    says(DESIGN("Few envelopes.", "A machine, undeliverable ones wait."), "");
    says(DESIGN("60 depots.", "A machine, undeliverable ones wait."), "");
}

static void finds_no_excess_in_what_is_not_adopted(void **state)
{
    (void)state;
    says(DESIGN("60 envelopes.", "A printer."), "");
    says(DESIGN("60 envelopes, and a machine.", "A table."), "");
    says(DESIGN("60 envelopes.", "A table.") "\n# Alternatives\n\nA machine.\n", "");
}

static void takes_a_number_from_outside(void **state)
{
    (void)state;
    static const char source[] = DESIGN("A table.", "A machine, undeliverable ones wait.");
    pf_given given = {.fact = pf_find_fact(shared.rules, "envelopes")};
    assert_true(pf_quantity_parse(shared.rules->lexicon, "60", 2, &given.value, NULL));
    judged f;
    open_judged(&f, shared.rules, source, &given, 1, NULL);
    assert_ids(&f, source, EXCESS);
    close_judged(&f);
}

static void says_how_much_is_too_little_and_what_will_do(void **state)
{
    (void)state;
    judged f;
    open_judged(&f, shared.rules, DESIGN("60 envelopes.", "A machine, undeliverable ones wait."), NULL, 0, NULL);
    assert_string_equal(f.remarks.items[0].message, "A machine is more than the document asks for (envelopes: 60; counts below 100)");
    assert_string_equal(f.remarks.items[0].help, "start with A printer, or correct the number (this step is taken from 500 on)");
    assert_int_equal(f.remarks.items[0].evidence_count, 1);
    assert_int_equal(f.remarks.items[0].evidence[0]->start, strlen("# Requirements\n\n"));
    assert_int_equal(f.remarks.items[0].evidence[0]->end, strlen("# Requirements\n\n60 envelopes"));
    close_judged(&f);
}

// --- Numbers --------------------------------------------------------------------------------------------------------

static void asks_for_the_number_on_which_a_step_hangs(void **state)
{
    (void)state;
    says(DESIGN("On paper.", "A franker."), NUMBER);
    says(DESIGN("A table.", "A franker."), NUMBER);
    says(DESIGN("On paper, 700 envelopes.", "A franker."), "");
    says(DESIGN("On paper, from 3 depots.", "A franker."), ""); // one of the numbers will do
    says(DESIGN("On paper.", "A printer."), "");
    says(DESIGN("On paper.", "A table."), "");
    says(DESIGN("Send registered letters.", "A franker."), ""); // called for without a number
}

static void finds_two_values_of_one_thing(void **state)
{
    (void)state;
    says(DESIGN("700 envelopes.", "There are 2000 envelopes."), CONFLICT);
    says(DESIGN("700 envelopes. Later, 2000 envelopes.", "A table."), CONFLICT);
    says(DESIGN("700 envelopes.", "There are 2000 envelopes.\n\nOr 9000 envelopes."), CONFLICT); // once
    says(DESIGN("700 envelopes.", "There are 800 envelopes."), "");
    says(DESIGN("7 depots.", "There are 40 depots."), "");
}

static void compares_only_what_is_plainly_the_same(void **state)
{
    (void)state;
    says(DESIGN("At most 700 envelopes.", "There are 2000 envelopes."), "");
    says(DESIGN("At least 700 envelopes.", "There are 2000 envelopes."), "");
    says(DESIGN("700 white envelopes.", "There are 2000 padded envelopes."), "");
    says(DESIGN("700 envelopes here, 2000 envelopes there.", "A table."), "");
    says(DESIGN("700 envelopes.", "A table.") "\n# Alternatives\n\nFor 2000 envelopes.\n", "");
    says(DESIGN("700 envelopes.", "A table.") "\n# Notes\n\nOf 2000 envelopes.\n", "");
    says(DESIGN("700 envelopes.", "> There are 2000 envelopes."), "");
}

static void quotes_both_values(void **state)
{
    (void)state;
    judged f;
    open_judged(&f, shared.rules, DESIGN("700 envelopes.", "It has 2000\n  envelopes."), NULL, 0, NULL);
    assert_int_equal(f.remarks.count, 1);
    assert_string_equal(f.remarks.items[0].message, "envelopes: \"2000 envelopes\" here, \"700 envelopes\" before");
    assert_int_equal(f.remarks.items[0].evidence_count, 1);
    assert_true(f.remarks.items[0].evidence[0]->start < f.remarks.items[0].start);
    close_judged(&f);
}

// --- Expectations ---------------------------------------------------------------------------------------------------

static pf_string_item post[] = {{.text = "post"}};
static const pf_strings named = {.items = post, .count = 1}, none = {.items = post};

static void expects(const char *source, pf_check_expectations expectations, const char *words)
{
    judged f;
    open_judged(&f, choosy.rules, source, NULL, 0, &expectations);
    assert_ids(&f, source, words ? "expectation/post" : "");
    if (words && !strstr(f.remarks.items[0].message, words))
        fail_msg("%s\nsays \"%s\", not \"%s\"", source, f.remarks.items[0].message, words);
    if (words)
        assert_int_equal(f.remarks.items[0].located, strstr(words, "the text calls for it") || strstr(words, "was not expected"));
    close_judged(&f);
}

static void compares_with_what_was_expected(void **state)
{
    (void)state;
    static const char calls[] = "Send letters.\n", silent[] = "A table.\n";
    expects(calls, (pf_check_expectations){0}, NULL);
    expects(calls, (pf_check_expectations){.expect = named}, NULL);
    expects(silent, (pf_check_expectations){.expect = named}, "is expected, and the text does not call for it");
    expects(calls, (pf_check_expectations){.expect = none}, "is called for, and was not expected");
    expects(silent, (pf_check_expectations){.expect = none}, NULL);
    expects(calls, (pf_check_expectations){.require = named}, NULL);
    expects(silent, (pf_check_expectations){.require = named}, "is required, and the text does not call for it");
    expects(calls, (pf_check_expectations){.forbid = named}, "is forbidden, and the text calls for it");
    expects(silent, (pf_check_expectations){.forbid = named}, NULL);
    expects(silent, (pf_check_expectations){.expect = named, .require = named}, "is expected"); // once
    expects("On paper.\n", (pf_check_expectations){.require = named}, "is required");           // a hint is no call
}

static void asks_the_needs_for_what_was_expected(void **state)
{
    (void)state;
    expects("# Design\n\nWe send letters.\n", (pf_check_expectations){.require = named}, "is required");
}

static void says_nothing_of_other_documents(void **state)
{
    (void)state;
    static const char source[] = "# Design\n\nA machine.\n";
    judged f;
    open_judged(&f, choosy.rules, source, NULL, 0, NULL);
    assert_false(f.examination.is_design);
    assert_true(f.examination.has_design);
    assert_ids(&f, source, "");
    close_judged(&f);
    open_judged(&f, choosy.rules, DESIGN("A table.", "A machine."), NULL, 0, NULL);
    assert_true(f.examination.is_design);
    assert_ids(&f, source, RETURNED);
    close_judged(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(misses_what_is_clearly_needed_and_never_spoken_of),
        cmocka_unit_test(takes_the_name_of_an_option_for_an_answer),
        cmocka_unit_test(takes_looser_words_outside_of_the_needs_for_an_answer),
        cmocka_unit_test(takes_the_words_of_the_need_for_an_answer),
        cmocka_unit_test(misses_nothing_in_a_design_that_is_not_there),
        cmocka_unit_test(shows_the_strongest_evidence_for_a_need),
        cmocka_unit_test(adopts_what_the_design_plainly_states),
        cmocka_unit_test(adopts_nothing_outside_of_the_design),
        cmocka_unit_test(takes_all_that_is_stated_where_there_is_no_design),
        cmocka_unit_test(finds_a_consideration_in_any_section),
        cmocka_unit_test(stands_where_the_option_is_adopted_first),
        cmocka_unit_test(finds_excess_by_a_stated_number),
        cmocka_unit_test(finds_no_excess_in_what_is_not_adopted),
        cmocka_unit_test(takes_a_number_from_outside),
        cmocka_unit_test(says_how_much_is_too_little_and_what_will_do),
        cmocka_unit_test(asks_for_the_number_on_which_a_step_hangs),
        cmocka_unit_test(finds_two_values_of_one_thing),
        cmocka_unit_test(compares_only_what_is_plainly_the_same),
        cmocka_unit_test(quotes_both_values),
        cmocka_unit_test(compares_with_what_was_expected),
        cmocka_unit_test(asks_the_needs_for_what_was_expected),
        cmocka_unit_test(says_nothing_of_other_documents),
    };
    return cmocka_run_group_tests(tests, open_shared, close_shared);
}
