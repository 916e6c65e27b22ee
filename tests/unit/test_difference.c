// SPDX-License-Identifier: MIT
// Tests of engine/difference: what other facts change, and how far the next change is.
#define _POSIX_C_SOURCE 200809L
#include "fixtures.h"

#include "engine/difference.h"
#include "engine/suppose.h"

static const char difference_rules[] =
    "pattern: uploads\n"
    "title: Uploads\n"
    "problem: P\n"
    "facts:\n"
    "  - {name: users, title: users, dimension: count, of: [user]}\n"
    "  - {name: seats, title: seats, dimension: count, of: [seat]}\n"
    "  - {name: rooms, title: rooms, dimension: count, of: [room]}\n"
    "  - {name: rows, title: rows, dimension: count, of: [row]}\n"
    "  - {name: doors, title: doors, dimension: count, of: [door]}\n"
    "signals:\n"
    "  - {id: upload, phrases: [upload], certainty: 0.4, because: media come in}\n"
    "  - {id: many, fact: users, at_least: 1000, certainty: 0.5, because: they are many}\n"
    "  - {id: huge, fact: users, at_least: 100000, certainty: 0.3, because: they are very many}\n"
    "  - {id: few, fact: users, less_than: 10, certainty: -0.9, because: they are few}\n"
    "  - {id: hall, fact: seats, at_least: 700, certainty: 0.7, because: they sit in a hall}\n"
    "  - {id: archive, phrases: [archive], certainty: 0.3, because: what is kept}\n"
    "options:\n"
    "  - {name: plain, title: Plain, text: t, when: w1, because: it is simple, outgrown: {any: [{fact: users, at_least: 10000}, {fact: rooms, at_least: 10}]}}\n"
    "  - {name: large, title: Large, text: t, when: w2, because: it scales}\n"
    "questions:\n"
    "  - {fact: users, ask: how many}\n"
    "denial: {cues: [{id: no, effect: denied, direction: after, reach: 3, phrases: [no]}]}\n";
static const char other_rules[] =
    "pattern: seating\n"
    "title: Seating\n"
    "problem: P\n"
    "signals:\n"
    "  - {id: seat, fact: seats, at_least: 500, certainty: 0.7, because: there are seats}\n"
    "  - {id: row, fact: rows, at_least: 40, certainty: 0.2, because: they stand in rows}\n"
    "questions:\n"
    "  - {fact: seats, ask: how many}\n";

typedef struct difference_fixture {
    rules_fixture rules;
    result_fixture before, after;
    pf_difference difference;
} difference_fixture;

static void open_difference(difference_fixture *f, const char *source, const char *fact, double value)
{
    const pf_rule_text files[] = {{"basics.yaml", test_basics, sizeof test_basics - 1},
                                  {"uploads.yaml", difference_rules, sizeof difference_rules - 1},
                                  {"seating.yaml", other_rules, sizeof other_rules - 1}};
    open_rule_files(&f->rules, NULL, files, 3);
    assert_good(&f->rules);
    pf_given given = pf_give(f->rules.rules, pf_find_fact(f->rules.rules, fact), value);
    open_result(&f->before, f->rules.rules, source);
    open_result_given(&f->after, f->rules.rules, source, &given, 1);
    assert_true(pf_compare(&f->after.text.arena, &f->before.result, &f->after.result, &f->difference));
    assert_int_equal(f->difference.pattern_count, 2);
}

static void close_difference(difference_fixture *f)
{
    close_result(&f->after);
    close_result(&f->before);
    close_rules(&f->rules);
}

static const pf_pattern_change *change_of(const difference_fixture *f, const char *pattern)
{
    for (size_t i = 0; i < f->difference.pattern_count; i++)
        if (strcmp(f->difference.patterns[i].after->pattern->id, pattern) == 0)
            return &f->difference.patterns[i];
    fail_msg("no change of %s", pattern);
    return NULL;
}

static void tells_the_clauses_that_are_lost_and_gained(void **state)
{
    (void)state;
    difference_fixture f;
    open_difference(&f, "5,000 users upload.", "users", 5);
    const pf_pattern_change *change = change_of(&f, "uploads");
    assert_true(change->decisive && change->any);
    assert_int_equal(f.difference.decisive_count, 1);
    assert_ptr_equal(change, &f.difference.patterns[0]);
    assert_int_equal(change->before->level, PF_LEVEL_LIKELY);
    assert_int_equal(change->after->level, PF_LEVEL_NOT_NEEDED);
    assert_int_equal(change->clause_count, 2); // the one that says most first, and not the one that stays
    assert_string_equal(change->clauses[0].after->signal, "few");
    assert_null(change->clauses[0].before);
    assert_string_equal(change->clauses[1].before->signal, "many");
    assert_null(change->clauses[1].after);
    assert_false(change_of(&f, "seating")->any);
    close_difference(&f);
}

static void tells_another_option_to_start_with(void **state)
{
    (void)state;
    difference_fixture f;
    open_difference(&f, "5,000 users upload.", "users", 20000);
    const pf_pattern_change *change = change_of(&f, "uploads");
    assert_int_equal(change->before->level, change->after->level);
    assert_true(change->decisive);
    assert_int_equal(change->clause_count, 0);
    close_difference(&f);
    // It says nothing of a pattern that is not recommended.
    open_difference(&f, "Upload.", "rooms", 20);
    change = change_of(&f, "uploads");
    assert_int_equal(change->after->level, PF_LEVEL_POSSIBLE);
    assert_true(change->before->start_with != change->after->start_with);
    assert_true(change->any && !change->decisive);
    close_difference(&f);
    open_difference(&f, "Upload.", "rooms", 5);
    assert_false(change_of(&f, "uploads")->any);
    close_difference(&f);
}

static void takes_not_needed_and_not_called_for_as_one(void **state)
{
    (void)state;
    difference_fixture f;
    open_difference(&f, "A page.", "users", 5);
    const pf_pattern_change *change = change_of(&f, "uploads");
    assert_int_equal(change->before->level, PF_LEVEL_SILENT);
    assert_int_equal(change->after->level, PF_LEVEL_NOT_NEEDED);
    assert_true(change->any && !change->decisive);
    close_difference(&f);
}

static void puts_first_what_is_recommended_now_or_no_longer(void **state)
{
    (void)state;
    difference_fixture f;
    open_difference(&f, "5,000 users upload.", "seats", 800);
    assert_int_equal(f.difference.decisive_count, 2);
    assert_int_equal(change_of(&f, "uploads")->after->level, PF_LEVEL_STRONG);
    assert_string_equal(f.difference.patterns[0].after->pattern->id, "seating");
    assert_int_equal(f.difference.patterns[0].before->level, PF_LEVEL_SILENT);
    close_difference(&f);
}

static void tells_the_facts_that_change(void **state)
{
    (void)state;
    difference_fixture f;
    open_difference(&f, "5,000 users upload in 3 rooms.", "users", 5000);
    assert_int_equal(f.difference.fact_count, 0); // the same value, though from elsewhere
    close_difference(&f);
    open_difference(&f, "5,000 users upload in 3 rooms.", "users", 5001);
    assert_int_equal(f.difference.fact_count, 1);
    assert_string_equal(f.difference.facts[0].before->value, "5,000");
    assert_string_equal(f.difference.facts[0].after->value, "5,001");
    close_difference(&f);
    open_difference(&f, "5,000 users upload in 3 rooms.", "seats", 7);
    assert_int_equal(f.difference.fact_count, 1);
    assert_null(f.difference.facts[0].before);
    close_difference(&f);
    // The other way round it is not known any more.
    open_difference(&f, "5,000 users upload in 3 rooms.", "seats", 7);
    pf_difference back;
    assert_true(pf_compare(&f.after.text.arena, &f.after.result, &f.before.result, &back));
    assert_int_equal(back.fact_count, 1);
    assert_null(back.facts[0].after);
    close_difference(&f);
}

static void is_near(const char *fact, double value, const char *only, const char *pattern, const char *bound)
{
    difference_fixture f;
    open_difference(&f, "5,000 users upload.", fact, value);
    pf_near_threshold nearest;
    const pf_pattern *asked = only ? change_of(&f, only)->after->pattern : NULL;
    assert_true(pf_nearest_threshold(&f.after.text.arena, f.rules.rules, &f.difference, asked, &nearest));
    if (!pattern)
        assert_null(nearest.pattern);
    if (pattern) {
        assert_non_null(nearest.pattern);
        assert_string_equal(nearest.pattern->id, pattern);
        assert_string_equal(nearest.fact->name, fact);
        assert_string_equal(nearest.bound, bound);
    }
    close_difference(&f);
}

static void finds_the_nearest_threshold(void **state)
{
    (void)state;
    is_near("users", 2000, NULL, "uploads", "1,000");  // below
    is_near("users", 9000, NULL, "uploads", "10,000"); // above, of an option
    is_near("users", 2, NULL, "uploads", "10");
    is_near("users", 5000, NULL, NULL, NULL); // nothing is new
    is_near("rooms", 3, NULL, "uploads", "10");
    is_near("doors", 3, NULL, NULL, NULL);    // no rule asks
    is_near("seats", 3, NULL, "uploads", "700"); // of seating, nothing is said
    is_near("rows", 3, NULL, "seating", "40"); // no other asks
    is_near("seats", 3, "seating", "seating", "500");
    is_near("users", 2000, "seating", NULL, NULL);
    is_near("users", 2000, "uploads", "uploads", "1,000");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_the_clauses_that_are_lost_and_gained),
        cmocka_unit_test(tells_another_option_to_start_with),
        cmocka_unit_test(takes_not_needed_and_not_called_for_as_one),
        cmocka_unit_test(puts_first_what_is_recommended_now_or_no_longer),
        cmocka_unit_test(tells_the_facts_that_change),
        cmocka_unit_test(finds_the_nearest_threshold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
