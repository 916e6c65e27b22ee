// SPDX-License-Identifier: MIT
// Tests of rules/: a user's rules over others. Judged by what the engine then says of a text.
#define _POSIX_C_SOURCE 200809L
#include "default_rules.h"
#include "fixtures.h"

static const char base_rules[] =
    "pattern: uploads\n"
    "title: Uploads\n"
    "problem: P\n"
    "facts:\n"
    "  - {name: users, title: users, dimension: count, of: [user]}\n"
    "terms: {media: [video]}\n"
    "conditions: {small: {fact: users, less_than: 50}}\n"
    "signals:\n"
    "  - {id: users-upload, phrases: [\"upload <media>\"], certainty: 0.6, because: media come in}\n"
    "  - {id: few-users, is: small, certainty: -0.5, because: they are few}\n"
    "options:\n"
    "  - {name: plain, title: Plain, text: t, when: w, because: b, choose: {fact: users, less_than: 1000}}\n"
    "  - {name: direct, title: Direct, text: t, when: w, because: b}\n"
    "trade_offs: [{gain: g, cost: c}]\n"
    "pitfalls: [{id: lost, text: lost}]\n"
    "questions: [{fact: users, ask: how many}]\n"
    "denial: {cues: [{id: no, effect: denied, direction: after, reach: 3, phrases: [no]}]}\n"
    "sections: [{role: non-goals, effect: denied, weight: 1, headings: [non-goal]}]\n";

typedef struct layers_fixture {
    rules_fixture base, user;
} layers_fixture;

static void open_layers(layers_fixture *f, const char *yaml)
{
    open_rules(&f->base, base_rules);
    open_layer(&f->user, &f->base, yaml);
}

static void close_layers(layers_fixture *f)
{
    close_rules(&f->user);
    close_rules(&f->base);
}

static void assert_certainty(const rules_fixture *f, const char *source, const char *pattern, double expected)
{
    result_fixture result;
    open_result(&result, f->rules, source);
    double certainty = assessment_of(&result, pattern)->certainty;
    if (certainty < expected - 1e-9 || certainty > expected + 1e-9)
        fail_msg("%s: %s is %g, not %g", source, pattern, certainty, expected);
    close_result(&result);
}

static void adds_a_pattern(void **state)
{
    (void)state;
    layers_fixture f;
    open_layers(&f, "pattern: prints\ntitle: Prints\nproblem: P\n"
                    "signals:\n"
                    "  - {id: prints, phrases: [\"print <media>\"], certainty: 0.7, because: b}\n"
                    "  - {id: many, fact: users, at_least: 1 million, certainty: 0.3, because: b}\n"
                    "  - {id: not-small, none: [{is: small}], certainty: 0.1, because: b}\n"
                    "  - {id: too, signal: uploads/users-upload, certainty: 0.5, because: b}\n");
    assert_int_equal(f.user.rules->pack.patterns.count, 2);
    assert_int_equal(pf_find_pattern(f.user.rules, "prints"), 1);
    assert_certainty(&f.user, "Print videos.", "prints", 1 - 0.3 * 0.9);
    assert_certainty(&f.user, "Upload videos.", "prints", 1 - 0.5 * 0.9);
    assert_certainty(&f.user, "Upload videos.", "uploads", 0.6);
    assert_certainty(&f.user, "Print videos for 2 million users.", "prints", 1 - 0.3 * 0.7 * 0.9);
    assert_certainty(&f.user, "Print no videos.", "prints", 0.1);
    // The rules below are as they were.
    assert_int_equal(f.base.rules->pack.patterns.count, 1);
    assert_certainty(&f.base, "Upload videos.", "uploads", 0.6);
    close_layers(&f);
}

static void extends_a_pattern(void **state)
{
    (void)state;
    layers_fixture f;
    open_layers(&f, "extends: uploads\n"
                    "title: Big uploads\n"
                    "signals:\n"
                    "  - {id: says-big, phrases: [big], certainty: 0.5, because: b}\n"
                    "options:\n"
                    "  - {name: huge, title: Huge, text: t, when: w, because: b}\n"
                    "trade_offs: [{gain: h, cost: d}]\n"
                    "pitfalls: [{id: lost, text: found}, {id: slow, text: slow}]\n");
    const pf_pattern *pattern = &f.user.rules->pack.patterns.items[0];
    assert_string_equal(pattern->title, "Big uploads");
    assert_string_equal(pattern->problem, "P");
    assert_int_equal(pattern->signals.count, 3);
    assert_string_equal(pattern->options.items[2].name, "huge");
    assert_int_equal(pattern->trade_offs.count, 2);
    assert_int_equal(pattern->pitfalls.count, 2);
    assert_string_equal(pattern->pitfalls.items[0].text, "found");
    assert_int_equal(pattern->questions.count, 1);
    assert_certainty(&f.user, "Upload big videos.", "uploads", 0.5);
    assert_certainty(&f.user, "Upload videos, big ones.", "uploads", 0.8);
    assert_certainty(&f.base, "Upload videos, big ones.", "uploads", 0.6);
    assert_string_equal(f.base.rules->pack.patterns.items[0].title, "Uploads");
    close_layers(&f);
}

static void replaces_a_signal(void **state)
{
    (void)state;
    layers_fixture f;
    open_layers(&f, "extends: uploads\nsignals:\n  - {id: users-upload, phrases: [\"send <media>\"], certainty: 0.4, "
                    "because: they are sent}\n");
    assert_certainty(&f.user, "Upload videos.", "uploads", 0);
    assert_certainty(&f.user, "Send videos.", "uploads", 0.4);
    assert_certainty(&f.user, "Send videos to 20 users.", "uploads", (0.4 - 0.5) / 0.6);
    close_layers(&f);
}

static void switches_a_signal_off(void **state)
{
    (void)state;
    layers_fixture f;
    open_layers(&f, "extends: uploads\nsignals:\n  - {id: users-upload, enabled: false}\n");
    assert_certainty(&f.user, "Upload videos.", "uploads", 0);
    assert_certainty(&f.user, "Upload videos for 20 users.", "uploads", -0.5);
    assert_certainty(&f.base, "Upload videos.", "uploads", 0.6);
    close_layers(&f);
}

static void adds_words_to_a_list(void **state)
{
    (void)state;
    layers_fixture f;
    open_layers(&f, "terms: {media: [slide deck]}\n");
    assert_certainty(&f.user, "Upload slide decks.", "uploads", 0.6);
    assert_certainty(&f.user, "Upload videos.", "uploads", 0.6);
    assert_certainty(&f.base, "Upload slide decks.", "uploads", 0);
    close_layers(&f);
}

static void replaces_a_condition(void **state)
{
    (void)state;
    layers_fixture f;
    open_layers(&f, "conditions: {small: {fact: users, less_than: 500}}\n");
    assert_certainty(&f.user, "We have 200 users.", "uploads", -0.5);
    assert_certainty(&f.base, "We have 200 users.", "uploads", 0);
    close_layers(&f);
}

static void adds_and_replaces_facts(void **state)
{
    (void)state;
    layers_fixture f;
    open_layers(&f, "facts:\n"
                    "  - {name: users, title: people, dimension: count, of: [tenant]}\n"
                    "  - {name: desks, title: desks, dimension: count, of: [desk], derive: [{formula: users * 2}]}\n");
    assert_certainty(&f.user, "We have 20 tenants.", "uploads", -0.5);
    assert_certainty(&f.user, "We have 20 users.", "uploads", 0);
    result_fixture result;
    open_result(&result, f.user.rules, "We have 20 tenants.");
    const pf_known_fact *desks = known_fact(&result, "desks");
    assert_non_null(desks);
    assert_true(desks->lower == 40);
    close_result(&result);
    close_layers(&f);
}

static void adds_systems_sections_and_denial(void **state)
{
    (void)state;
    layers_fixture f;
    open_layers(&f, "systems:\n"
                    "  - {id: tube, title: Tube, names: [tube], parts: [{part: clips, pattern: uploads, certainty: "
                    "0.5, because: b}]}\n"
                    "sections: [{role: dropped, effect: denied, weight: 1, headings: [dropped]}]\n"
                    "denial: {cues: [{id: sans, effect: denied, direction: after, reach: 3, phrases: [sans]}], stops: "
                    "[but], exceptions: [\"no problem\"]}\n");
    assert_certainty(&f.user, "A tube.", "uploads", 0.5);
    assert_certainty(&f.user, "# Dropped\n\nUpload videos.", "uploads", -0.3);
    assert_certainty(&f.user, "# Non-goals\n\nUpload videos.", "uploads", -0.3);
    assert_certainty(&f.user, "It works sans upload videos.", "uploads", -0.3);
    assert_certainty(&f.user, "No upload videos.", "uploads", -0.3);
    assert_certainty(&f.user, "No but upload videos.", "uploads", 0.6);
    assert_certainty(&f.user, "No problem, upload videos.", "uploads", 0.6);
    assert_certainty(&f.base, "No but upload videos.", "uploads", -0.3);
    close_layers(&f);
}

static void changes_levels(void **state)
{
    (void)state;
    layers_fixture f;
    open_layers(&f, "certainty: {likely: 0.7}\n");
    result_fixture result;
    open_result(&result, f.user.rules, "Upload videos.");
    assert_int_equal(assessment_of(&result, "uploads")->level, PF_LEVEL_POSSIBLE);
    close_result(&result);
    assert_true(f.user.rules->pack.certainty.strong == 0.8);
    assert_true(f.base.rules->pack.certainty.likely == 0.5);
    close_layers(&f);
}

static void changes_a_share_to_nothing(void **state)
{
    (void)state;
    layers_fixture f;
    open_layers(&f, "certainty: {denied: 0}\n");
    assert_certainty(&f.user, "No upload videos.", "uploads", 0);
    close_layers(&f);
}

static void layer_gives(const char *yaml, const char *expected)
{
    layers_fixture f;
    open_rules(&f.base, base_rules);
    try_layer(&f.user, &f.base, yaml);
    char *messages = messages_of(&f.user.diagnostics);
    if (f.user.rules || strncmp(messages, expected, strlen(expected)) != 0)
        fail_msg("%s\ngives:\n%s\nnot:\n%s", yaml, messages, expected);
    free(messages);
    close_layers(&f);
}

static void refuses_a_layer_that_does_not_fit(void **state)
{
    (void)state;
    layer_gives(
        "pattern: uploads\ntitle: T\nproblem: P\nsignals: [{id: a, phrases: [b], certainty: 0.5, because: c}]\n",
        "user.yaml:1:1: error: the pattern 'uploads' exists already: change it with 'extends: uploads', or choose "
        "another id [rule-duplicate-id]\n");
    layer_gives("extends: upload\nsignals: [{id: a, phrases: [b], certainty: 0.5, because: c}]\n",
                "user.yaml:1:1: error: 'extends: upload' names no pattern; did you mean 'uploads'? [rule-dangling]\n");
    layer_gives("extends: uploads\nsignals: [{id: a, phrases: [\"<medai>\"], certainty: 0.5, because: c}]\n",
                "user.yaml:2:29: error: the phrase \"<medai>\" names the word list <medai>, which does not exist; did "
                "you mean <media>? [rule-dangling]\n");
    layer_gives("conditions: {small: {is: small}}\n",
                "user.yaml:1:21: error: the condition 'small' leads back to itself [rule-cycle]\n");
}

// The signal below leads back to itself only through the user's condition.
static void says_where_a_cycle_through_both_layers_closes(void **state)
{
    (void)state;
    layer_gives("conditions: {small: {signal: uploads/few-users}}\n", "user.yaml:1:21: error: ");
}

static void refuses_other_units(void **state)
{
    (void)state;
    layer_gives("units: {measures: [{dimension: size, factor: 1, names: [byte]}]}\n", "user.yaml:1:");
    layer_gives("units: {magnitudes: [{words: [lakh], value: 100000}]}\n", "user.yaml:1:");
}

static void refuses_a_third_layer(void **state)
{
    (void)state;
    layers_fixture f;
    open_layers(&f, "terms: {media: [slide]}\n");
    rules_fixture third;
    try_layer(&third, &f.user, "terms: {media: [sketch]}\n");
    assert_null(third.rules);
    assert_int_equal(third.diagnostics.errors, 1);
    assert_string_equal(third.diagnostics.items[0].code, "rule-conflict");
    close_rules(&third);
    close_layers(&f);
}

// The default rules are constant: reading others over them must not write to them.
static void leaves_the_default_rules_alone(void **state)
{
    (void)state;
    rules_fixture f;
    open_rule_files(&f, default_rules(), &(pf_rule_text){"user.yaml", "terms: {a-list-of-mine: [gadget]}\n", 34},
                    1);
    assert_good(&f);
    assert_int_equal(f.rules->pack.patterns.count, default_rules()->pack.patterns.count);
    close_rules(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(adds_a_pattern),
        cmocka_unit_test(extends_a_pattern),
        cmocka_unit_test(replaces_a_signal),
        cmocka_unit_test(switches_a_signal_off),
        cmocka_unit_test(adds_words_to_a_list),
        cmocka_unit_test(replaces_a_condition),
        cmocka_unit_test(adds_and_replaces_facts),
        cmocka_unit_test(adds_systems_sections_and_denial),
        cmocka_unit_test(changes_levels),
        cmocka_unit_test(changes_a_share_to_nothing),
        cmocka_unit_test(refuses_a_layer_that_does_not_fit),
        cmocka_unit_test(says_where_a_cycle_through_both_layers_closes),
        cmocka_unit_test(refuses_other_units),
        cmocka_unit_test(refuses_a_third_layer),
        cmocka_unit_test(leaves_the_default_rules_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
