// SPDX-License-Identifier: MIT
// Tests of facts/: which quantity of a text is which fact, what follows from it, and what is set from outside.
#define _POSIX_C_SOURCE 200809L
#include "fixtures.h"


static const char fact_rules[] =
    "facts:\n"
    "  - {name: users, title: users, dimension: count, pick: max, of: [user, member], at_least: 2, at_most: 10 "
    "million}\n"
    "  - {name: daily_users, title: users a day, dimension: count, of: [daily user]}\n"
    "  - {name: smallest, title: smallest, dimension: size, pick: min, context: [{phrases: [thumbnail], weight: 0.8, "
    "reach: 3}]}\n"
    "  - name: object_size\n"
    "    title: size of a file\n"
    "    dimension: size\n"
    "    pick: max\n"
    "    context:\n"
    "      - {phrases: [file], weight: 0.6, reach: 3}\n"
    "      - {phrases: [upload], weight: 0.7, reach: 3, side: before}\n"
    "      - {phrases: [each], weight: 0.7, reach: 3, side: after}\n"
    "    unless: [quota]\n"
    "  - {name: seats, title: seats, dimension: count, pick: sum, of: [seat]}\n"
    "  - {name: halls, title: halls, dimension: count, pick: first, of: [hall]}\n"
    "  - {name: job_time, title: time of a job, dimension: duration, also: interval, context: [{phrases: [job], "
    "weight: 0.8}]}\n"
    "  - {name: posts_per_user, title: posts of a user, dimension: count, of: [post]}\n"
    "  - {name: posts, title: posts a day, dimension: count, derive: [{formula: daily_users * posts_per_user}, "
    "{formula: users * posts_per_user}]}\n"
    "  - {name: posts_rate, title: posts per second, dimension: rate, derive: [{formula: posts / 86400}]}\n"
    "  - {name: rest, title: rest, dimension: count, derive: [{formula: seats - halls * (2 + 1)}]}\n"
    "denial:\n"
    "  cues:\n"
    "    - {id: no, effect: denied, direction: after, reach: 8, phrases: [not]}\n"
    "    - {id: later, effect: hypothetical, direction: after, reach: 8, phrases: [later]}\n"
    "    - {id: old, effect: background, direction: after, reach: 8, phrases: [formerly]}\n";

typedef struct facts_fixture {
    rules_fixture rules;
    result_fixture result;
} facts_fixture;

static void open_facts_given(facts_fixture *f, const char *source, const char *fact, const char *value)
{
    open_rules(&f->rules, fact_rules);
    pf_given given = {0};
    if (fact) {
        given.fact = pf_find_fact(f->rules.rules, fact);
        assert_true(pf_quantity_parse(f->rules.rules->lexicon, value, strlen(value), &given.value, NULL));
    }
    open_result_given(&f->result, f->rules.rules, source, &given, fact != NULL);
}

static void open_facts(facts_fixture *f, const char *source)
{
    open_facts_given(f, source, NULL, NULL);
}

static void close_facts(facts_fixture *f)
{
    close_result(&f->result);
    close_rules(&f->rules);
}

// All facts of the text: "name value provenance" or, when derived, "name: arithmetic"; joined by "; ".
static void assert_known(const facts_fixture *f, const char *source, const char *expected)
{
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    pf_buffer_string(&buffer, "");
    for (size_t i = 0; i < f->result.result.fact_count; i++) {
        const pf_known_fact *known = &f->result.result.facts[i];
        assert_int_equal(known->provenance == PF_DERIVED, known->arithmetic != NULL);
        pf_buffer_format(&buffer, "%s%s: %s%s", buffer.length ? "; " : "", known->fact->name,
                         known->arithmetic ? known->arithmetic : known->value,
                         known->provenance == PF_SET ? " (set)" : "");
    }
    if (strcmp(buffer.bytes, expected) != 0)
        fail_msg("%s\ngives: %s\nnot:   %s", source, buffer.bytes, expected);
    pf_buffer_release(&buffer);
}

static void text_states(const char *source, const char *expected)
{
    facts_fixture f;
    open_facts(&f, source);
    assert_known(&f, source, expected);
    close_facts(&f);
}

static void reads_head_nouns(void **state)
{
    (void)state;
    text_states("The club has 500 members.", "users: 500");
    text_states("It serves 3 million users.", "users: 3,000,000");
    text_states("It has 500 tables.", "");
    text_states("There are 400 daily users.", "daily_users: 400"); // the longer noun tells more
    text_states("Users pay 12.", "");
    text_states("", "");
}

static void reads_context_within_its_reach(void **state)
{
    (void)state;
    text_states("A file has 5 MB.", "object_size: 5 MB");
    text_states("A file in our store has 5 MB.", "");
    text_states("We take 5 MB. A file is large.", "");
    text_states("Upload at most 5 MB.", "object_size: at most 5 MB");
    text_states("5 MB is what they upload.", ""); // on the other side
    text_states("Take 5 MB each.", "object_size: 5 MB");
    text_states("Each takes 5 MB.", "");
    text_states("A job takes 5 minutes.", "job_time: 300 s");
    text_states("The job runs every 20 seconds.", "job_time: 20 s"); // an interval will do
    text_states("A job takes 5 MB.", "");
}

static void reads_context_from_headings_and_tables(void **state)
{
    (void)state;
    text_states("## Each file\n\nAt most 5 MB.\n", "object_size: at most 5 MB");
    text_states("## Job\n\n## Other\n\nWe wait 5 seconds.\n", "");
    text_states("| what | file |\n|---|---|\n| photos | 5 MB |\n", "object_size: 5 MB");
    // The noun stands in the header above the number.
    text_states("| region | users | halls |\n|---|---|---|\n| north | 500 | 20 |\n", "users: 500; halls: 20");
}

static void asks_what_the_head_noun_is(void **state)
{
    (void)state;
    text_states("It has 500 member services.", ""); // a word before the head noun is none
    text_states("It has 500 members per hall.", ""); // what is per something else is no total
    text_states("There are 500 people a seat.", ""); // nor is a word behind
}

static void gives_words_to_the_nearest_quantity(void **state)
{
    (void)state;
    text_states("Upload 5 MB, a quota has 9 MB.", "object_size: 5 MB"); // the quota is that of the other
    text_states("A quota of 9 MB, a file has 5 MB.", "object_size: 5 MB");
    text_states("A file has 5 MB quota, 9 MB there.",
                ""); // what is forbidden to the one the other does not inherit
    text_states("400 daily users, 600 members.", "users: 600; daily_users: 400");
}

static void takes_no_noun_phrase_over_another_number(void **state)
{
    (void)state;
    rules_fixture rules;
    open_rules(
        &rules,
        "facts:\n  - {name: users, title: users, dimension: count, of: [user]}\n"
        "  - {name: concurrent, title: at once, dimension: count, of: [\"user ..6 at once\"], of_weight: 0.8}\n");
    static const char *const texts[][2] = {{"There are 500 users at once.", "concurrent"},
                                           {"There are 500 users, 40 at once.", "users"}};
    for (size_t i = 0; i < 2; i++) {
        result_fixture result;
        open_result(&result, rules.rules, texts[i][0]);
        assert_int_equal(result.result.fact_count, 1);
        assert_string_equal(result.result.facts[0].fact->name, texts[i][1]);
        close_result(&result);
    }
    close_rules(&rules);
}

static void leaves_out_what_unless_and_plausibility_forbid(void **state)
{
    (void)state;
    text_states("A file has 5 MB of a quota.", "");
    text_states("A file has 5 MB. The quota is large.", "object_size: 5 MB");
    text_states("It has 1 user.", "");
    text_states("It has 2 users.", "users: 2");
    text_states("It has 10 million users.", "users: 10,000,000");
    text_states("It has 11 million users.", "");
}

static void leaves_out_what_is_not_stated(void **state)
{
    (void)state;
    text_states("It is not for 500 users.", "");
    text_states("It later serves 500 users.", "");
    text_states("It formerly served 500 users.", "");
    text_states("It is not for 500 users. It has 20 users.", "users: 20");
}

static void sums_up_many_quantities(void **state)
{
    (void)state;
    enum { COUNT = 60000 }; // with a list of its own for each sum it would take 7 GB
    pf_buffer source;
    pf_buffer_init(&source);
    for (int i = 0; i < COUNT; i++)
        pf_buffer_string(&source, "There are 2 seats. ");
    facts_fixture f;
    open_facts(&f, source.bytes);
    const pf_known_fact *seats = known_fact(&f.result, "seats");
    assert_int_equal(seats->quantity_count, COUNT);
    for (uint32_t i = 0; i < COUNT; i++)
        assert_int_equal(seats->quantities[i], i);
    assert_string_equal(seats->value, "120,000");
    close_facts(&f);
    pf_buffer_release(&source);
}

static void picks_one_of_several(void **state)
{
    (void)state;
    text_states("There are 20 users. There are 500 users. There are 90 users.", "users: 500");
    text_states("A thumbnail has 9 KB, a thumbnail has 3 KB, a thumbnail has 5 KB.", "smallest: 3 KB");
    text_states("There are 20 seats. There are 500 seats. There are 30 seats.", "seats: 550");
    text_states("There are 20 halls. There are 500 halls.", "halls: 20");
    facts_fixture f;
    open_facts(&f, "There are up to 500 seats. There are 20 seats.");
    const pf_known_fact *seats = known_fact(&f.result, "seats");
    assert_int_equal(seats->quantity_count, 2);
    assert_int_equal(seats->quantities[1], 1);
    assert_false(seats->has_lower);
    assert_true(seats->has_upper && seats->upper == 520);
    assert_string_equal(seats->value, "at most 520");
    close_facts(&f);
}

static void keeps_bounds(void **state)
{
    (void)state;
    text_states("It has at least 500 users.", "users: at least 500");
    text_states("It has up to 500 users.", "users: at most 500");
    text_states("It has 100-500 users.", "users: 100 to 500");
    facts_fixture f;
    open_facts(&f, "It has at least 500 users.");
    const pf_known_fact *users = known_fact(&f.result, "users");
    assert_true(users->has_lower && !users->has_upper && users->lower == 500);
    assert_true(pf_fact_value(users) == 500);
    assert_int_equal(users->provenance, PF_STATED);
    assert_int_equal(users->quantity_count, 1);
    close_facts(&f);
    open_facts(&f, "It has 100-500 users.");
    assert_true(pf_fact_value(known_fact(&f.result, "users")) == 500); // one designs for the most
    close_facts(&f);
}

static void derives_facts_with_their_arithmetic(void **state)
{
    (void)state;
    text_states("400 daily users write 216 posts.",
                "daily_users: 400; posts_per_user: 216; posts: 400 × 216 = 86,400; posts_rate: 86,400 ÷ 86400 = 1/s");
    // The second formula, where the first has not what it needs.
    text_states("4000 users write 216 posts.",
                "users: 4,000; posts_per_user: 216; posts: 4,000 × 216 = 864,000; posts_rate: 864,000 ÷ 86400 = 10/s");
    text_states("There are 50 seats in 4 halls.", "seats: 50; halls: 4; rest: 50 − 4 × (2 + 1) = 38");
    text_states("There are 5 seats in 4 halls.", "seats: 5; halls: 4"); // fewer than none is nothing
    facts_fixture f;
    open_facts(&f, "400 daily users write 216 posts.");
    const pf_known_fact *rate = known_fact(&f.result, "posts_rate");
    assert_int_equal(rate->provenance, PF_DERIVED);
    assert_true(rate->lower == 1 && rate->upper == 1);
    assert_int_equal(rate->quantity_count, 2); // both numbers of the text
    close_facts(&f);
}

static void derives_bounds(void **state)
{
    (void)state;
    facts_fixture f;
    open_facts(&f, "Up to 400 daily users write 216 posts.");
    const pf_known_fact *posts = known_fact(&f.result, "posts");
    assert_true(!posts->has_lower && posts->has_upper && posts->upper == 86400);
    close_facts(&f);
    open_facts(&f, "There are 20-50 seats in 1-4 halls.");
    const pf_known_fact *rest = known_fact(&f.result, "rest");
    assert_true(rest->has_lower && rest->lower == 8 && rest->has_upper && rest->upper == 47);
    close_facts(&f);
}

static void prefers_what_is_stated_or_set(void **state)
{
    (void)state;
    facts_fixture f;
    open_facts_given(&f, "It has 20 users and 4 posts.", "users", "500");
    assert_known(&f, "",
                 "users: 500 (set); posts_per_user: 4; posts: 500 × 4 = 2,000; posts_rate: 2,000 ÷ 86400 = 0.0231/s");
    assert_int_equal(known_fact(&f.result, "users")->quantity_count, 0);
    close_facts(&f);
    open_facts_given(&f, "It has 20 users and 4 posts.", "posts", "864000");
    assert_string_equal(known_fact(&f.result, "posts_rate")->value, "10/s");
    assert_int_equal(known_fact(&f.result, "posts")->provenance, PF_SET);
    close_facts(&f);
}

static void derives_from_names_and_numbers_of_any_form(void **state)
{
    (void)state;
    static const char *const formulas[][2] = {{"p95 * 2", "5 MB × 2 = 10 MB"},
                                              {"p95 + 1e6", "5 MB + 1e6 = 6 MB"},
                                              {"file-size + p95", "5 MB + 5 MB = 10 MB"}};
    for (size_t i = 0; i < sizeof formulas / sizeof formulas[0]; i++) {
        char yaml[500];
        snprintf(yaml, sizeof yaml,
                 "facts:\n  - {name: p95, title: size, dimension: size, of: [file], context: [{phrases: [file], "
                 "weight: 0.8}]}\n"
                 "  - {name: file-size, title: size, dimension: size, derive: [{formula: p95}]}\n"
                 "  - {name: volume, title: volume, dimension: size, derive: [{formula: %s}]}\n",
                 formulas[i][0]);
        rules_fixture rules;
        open_rules(&rules, yaml);
        result_fixture result;
        open_result(&result, rules.rules, "A file has 5 MB.");
        const pf_known_fact *volume = known_fact(&result, "volume");
        assert_non_null(volume);
        assert_string_equal(volume->arithmetic, formulas[i][1]);
        close_result(&result);
        close_rules(&rules);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_head_nouns),
        cmocka_unit_test(reads_context_within_its_reach),
        cmocka_unit_test(reads_context_from_headings_and_tables),
        cmocka_unit_test(asks_what_the_head_noun_is),
        cmocka_unit_test(gives_words_to_the_nearest_quantity),
        cmocka_unit_test(takes_no_noun_phrase_over_another_number),
        cmocka_unit_test(leaves_out_what_unless_and_plausibility_forbid),
        cmocka_unit_test(leaves_out_what_is_not_stated),
        cmocka_unit_test(picks_one_of_several),
        cmocka_unit_test(sums_up_many_quantities),
        cmocka_unit_test(keeps_bounds),
        cmocka_unit_test(derives_facts_with_their_arithmetic),
        cmocka_unit_test(derives_bounds),
        cmocka_unit_test(prefers_what_is_stated_or_set),
        cmocka_unit_test(derives_from_names_and_numbers_of_any_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
