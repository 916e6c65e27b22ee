// SPDX-License-Identifier: MIT
// Tests of rules/: what is refused, with which message and where. How layers lie over one another is in test_layers.c.
#define _POSIX_C_SOURCE 200809L
#include "fixtures.h"

#include "base/limits.h"
#include "rules/node.h"


// --- YAML ---------------------------------------------------------------------------------------------------------

static void parse_gives(const char *yaml, size_t length, const char *expected)
{
    pf_arena arena;
    pf_arena_init(&arena);
    pf_diagnostics diagnostics;
    pf_diagnostics_init(&diagnostics);
    const pf_node *node = pf_node_parse(&arena, &pf_yaml_rules, "r.yaml", yaml, length, &diagnostics);
    char *messages = messages_of(&diagnostics);
    if (strncmp(messages, expected, strlen(expected)) != 0 || (*messages && !*expected))
        fail_msg("%s\ngives: %s\nnot: %s", yaml, messages, expected);
    assert_int_equal(diagnostics.errors, *expected ? 1 : 0);
    if (*expected)
        assert_null(node);
    free(messages);
    pf_diagnostics_release(&diagnostics);
    pf_arena_release(&arena);
}

static void refuses_yaml_that_is_more_than_data(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        {"a: &x 1\n", "r.yaml:1:4: error: anchors, aliases and tags are not allowed"},
        {"a:\n  - &x [1]\n", "r.yaml:2:5: error: anchors, aliases and tags"},
        {"a: 1\nb: *x\n", "r.yaml:2:4: error: anchors, aliases and tags"},
        {"a: !!str 1\n", "r.yaml:1:4: error: anchors, aliases and tags"},
        {"a: !thing {b: 1}\n", "r.yaml:1:4: error: anchors, aliases and tags"},
        {"a: 1\nb: 2\na: 3\n", "r.yaml:3:1: error: this key stands here twice"},
        {"a:\n  b: {c: 1, c: 2}\n", "r.yaml:2:13: error: this key stands here twice"},
        {"a: 1\n---\nb: 2\n", "r.yaml:2:1: error: a rule file holds one YAML document"},
        {"? [a, b]\n: 1\n", "r.yaml:1:3: error: a key must be a plain word"},
        {"? {a: b}\n: 1\n", "r.yaml:1:3: error: a key must be a plain word"},
        {"a: [1, 2\nb: 3\n", "r.yaml:2:2: error: this is no valid YAML"},
        {"a: b: c\n", "r.yaml:1:5: error: this is no valid YAML"},
        {"a: \"b\n", "r.yaml:2:1: error: this is no valid YAML"},
        {"a:\n\t- b\n", "r.yaml:2:1: error: this is no valid YAML"},
        {"a: \"b\\0c\"\n", "r.yaml:1:4: error: a NUL character"},
        {"  \xC3\xA9\xC3\xA9: [\xC3\xA9, *x]\n", "r.yaml:1:11: error: anchors"}, // columns are characters
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        parse_gives(wrong[i][0], strlen(wrong[i][0]), wrong[i][1]);
    parse_gives("", 0, "");
    parse_gives("# nothing\n", 10, "");
    parse_gives("a: \"*x\"\nb: '&y'\nc: |\n  !z\n", 26, "");
}

static void refuses_yaml_that_is_too_deep(void **state)
{
    (void)state;
    char yaml[2 * PF_LIMIT_YAML_DEPTH + 8];
    for (size_t depth = PF_LIMIT_YAML_DEPTH; depth <= PF_LIMIT_YAML_DEPTH + 1; depth++) {
        memset(yaml, '[', depth);
        memset(yaml + depth, ']', depth);
        parse_gives(yaml, 2 * depth, depth == PF_LIMIT_YAML_DEPTH ? "" : "r.yaml:1:33: error: nested too deeply");
    }
    memset(yaml, '[', sizeof yaml);
    parse_gives(yaml, sizeof yaml, "r.yaml:1:33: error: nested too deeply");
}

// Comparing every key with all before it would take minutes here.
static void finds_a_key_that_stands_twice_among_many(void **state)
{
    (void)state;
    pf_buffer yaml;
    pf_buffer_init(&yaml);
    for (unsigned i = 0; i < 100000; i++)
        pf_buffer_format(&yaml, "k%u: 1\n", i);
    parse_gives(yaml.bytes, yaml.length, "");
    pf_buffer_string(&yaml, "z: 1\nk5: 1\nk3: 1\n");
    parse_gives(yaml.bytes, yaml.length, "r.yaml:100002:1: error: this key stands here twice");
    pf_buffer_release(&yaml);
}

static void reads_a_tree_with_places(void **state)
{
    (void)state;
    static const char yaml[] = "a: [x, \"1\"]\nb:\n  c: |\n    text\n    more\n\n";
    pf_arena arena;
    pf_arena_init(&arena);
    pf_diagnostics diagnostics;
    pf_diagnostics_init(&diagnostics);
    const pf_node *root = pf_node_parse(&arena, &pf_yaml_rules, "r.yaml", yaml, strlen(yaml), &diagnostics);
    assert_non_null(root);
    assert_int_equal(root->kind, PF_NODE_MAPPING);
    assert_int_equal(root->count, 2);
    const pf_node *list = root->first, *map = list->next;
    assert_string_equal(list->key->text, "a");
    assert_int_equal(list->kind, PF_NODE_SEQUENCE);
    assert_string_equal(list->first->text, "x");
    assert_false(list->first->quoted);
    assert_true(list->last->quoted);
    assert_int_equal(list->last->place.line, 1);
    assert_int_equal(list->last->place.column, 8);
    assert_string_equal(map->first->text, "text\nmore");
    assert_null(map->next);
    pf_diagnostics_release(&diagnostics);
    pf_arena_release(&arena);
}

// --- Messages of the loader -----------------------------------------------------------------------------------------

// What all files of these tests begin with; the line after it is the eleventh.
#define HEAD                                                                                                           \
    "pattern: p\ntitle: T\nproblem: P\n"                                                                               \
    "facts:\n"                                                                                                         \
    "  - {name: users, title: users, dimension: count, of: [user]}\n"                                                  \
    "  - {name: job_time, title: time, dimension: duration, also: interval, of: [job]}\n"                              \
    "terms: {media: [video]}\n"                                                                                        \
    "conditions: {small: {fact: users, less_than: 50}}\n"                                                              \
    "signals:\n"                                                                                                       \
    "  - {id: one, phrases: [upload], certainty: 0.5, because: b}\n"

static void assert_messages(const char *const *yaml_and_expected, const rules_fixture *f)
{
    char *messages = messages_of(&f->diagnostics);
    if (strncmp(messages, yaml_and_expected[1], strlen(yaml_and_expected[1])) != 0)
        fail_msg("%s\ngives:\n%snot:\n%s", yaml_and_expected[0], messages, yaml_and_expected[1]);
    assert_null(f->rules);
    for (size_t i = 0; i < f->diagnostics.count; i++) {
        const pf_diagnostic *item = &f->diagnostics.items[i];
        if (!item->file || !item->line || !item->column)
            fail_msg("%s\ngives a message without a place:\n%s", yaml_and_expected[0], messages);
    }
    free(messages);
}

static void refuses(const char *const (*wrong)[2], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        rules_fixture f;
        try_rules(&f, wrong[i][0]);
        assert_messages(wrong[i], &f);
        close_rules(&f);
    }
}

#define REFUSES(wrong) refuses(wrong, sizeof wrong / sizeof wrong[0])

static void reads_what_is_right(void **state)
{
    (void)state;
    rules_fixture f;
    open_rules(&f, HEAD);
    assert_int_equal(f.rules->pack.patterns.count, 1);
    const pf_pattern *pattern = &f.rules->pack.patterns.items[pf_find_pattern(f.rules, "p")];
    assert_string_equal(pattern->title, "T");
    assert_int_equal(pattern->signals.count, 1);
    assert_int_equal(pf_find_fact(f.rules, "job_time"), 1);
    assert_int_equal(pf_find_fact(f.rules, "nothing"), PF_UNRESOLVED);
    assert_true(f.rules->pack.conditions.items[0].when.less_than.value == 50);
    close_rules(&f);
}

static void refuses_unknown_keys(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        {HEAD "optoins: []\n", "test.yaml:11:1: error: a rule file has no key 'optoins'; did you mean 'options'? [rule-unknown-key]\n"},
        {HEAD "  - {id: two, phrase: [a], certainty: 0.5, because: b}\n",
         "test.yaml:11:15: error: a signal has no key 'phrase'; did you mean 'phrases'? [rule-unknown-key]\n"},
        {HEAD "  - id: two\n    all:\n      - {fcat: users}\n",
         "test.yaml:13:10: error: a condition has no key 'fcat'; did you mean 'fact'? [rule-unknown-key]\n"},
        {HEAD "examples: {works: [x]}\n", "test.yaml:11:12: error: examples has no key 'works'; known here: fires, silent [rule-unknown-key]\n"},
    };
    REFUSES(wrong);
}

static void refuses_wrong_types(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        {"[a]\n", "test.yaml:1:1: error: a rule file must be a mapping (key: value) [rule-wrong-type]\n"},
        {"pattern: Large Blobs\n", "test.yaml:1:10: error: 'pattern' must be a name of lower-case letters"},
        {"pattern: -p\n", "test.yaml:1:10: error: 'pattern' must be a name"},
        {"pattern: p\ntitle: [T]\n", "test.yaml:2:8: error: 'title' must be a text [rule-wrong-type]\n"},
        {"pattern: p\ntitle: \"\"\n", "test.yaml:2:8: error: 'title' must be a text that is not empty [rule-wrong-type]\n"},
        {"pattern: p\nsignals: {a: 1}\n", "test.yaml:2:10: error: 'signals' must be a list [rule-wrong-type]\n"},
        {"pattern: p\nsignals: [a]\n", "test.yaml:2:11: error: a signal must be a mapping (key: value) [rule-wrong-type]\n"},
        {"terms: [a]\n", "test.yaml:1:8: error: 'terms' must be a mapping [rule-wrong-type]\n"},
        {"terms: {a: []}\n", "test.yaml:1:12: error: 'entries' must be a list of at least one phrase [rule-wrong-type]\n"},
        {"terms: {a: b}\n", "test.yaml:1:12: error: 'entries' must be a list [rule-wrong-type]\n"},
        {"terms: {A: [b]}\n", "test.yaml:1:9: error: 'name' must be a name of lower-case letters"},
        {HEAD "  - {id: two, phrases: [[a]], certainty: 0.5, because: b}\n", "test.yaml:11:25: error: 'phrases' must be a list of texts [rule-wrong-type]\n"},
        {HEAD "  - {id: two, phrases: [a], certainty: high, because: b}\n", "test.yaml:11:40: error: 'certainty' must be a number [rule-wrong-type]\n"},
        {HEAD "  - {id: two, phrases: [a], certainty: \"0.5\", because: b}\n", "test.yaml:11:40: error: 'certainty' must be a number"},
        {HEAD "  - {id: two, phrases: [a], certainty: .nan, because: b}\n", "test.yaml:11:40: error: 'certainty' must be a number"},
        {HEAD "  - {id: two, phrases: [a], certainty: 0.5x, because: b}\n", "test.yaml:11:40: error: 'certainty' must be a number"},
        {HEAD "  - {id: two, fact: users, known: maybe, certainty: 0.5, because: b}\n", "test.yaml:11:35: error: 'known' must be true or false"},
        {HEAD "  - {id: two, all: [{phrases: [a]}], within: page, certainty: 0.5, because: b}\n",
         "test.yaml:11:46: error: 'within' must be one of document, section, paragraph, sentence [rule-wrong-type]\n"},
        {"words: {spellings: [a]}\n", "test.yaml:1:21: error: 'spellings' must be a list [rule-wrong-type]\n"},
        {"words: {spellings: a}\n", "test.yaml:1:20: error: 'spellings' must be a list of lists [rule-wrong-type]\n"},
    };
    REFUSES(wrong);
}

static void refuses_numbers_out_of_range(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        {HEAD "  - {id: two, phrases: [a], certainty: 1.1, because: b}\n", "test.yaml:11:40: error: 'certainty' must lie between -1 and 1 [rule-out-of-range]\n"},
        {HEAD "  - {id: two, phrases: [a], certainty: -2, because: b}\n", "test.yaml:11:40: error: 'certainty' must lie between -1 and 1 [rule-out-of-range]\n"},
        {"sections: [{role: r, effect: denied, weight: 1.5, headings: [h]}]\n", "test.yaml:1:46: error: 'weight' must lie between 0 and 1 [rule-out-of-range]\n"},
    };
    REFUSES(wrong);
}

static void refuses_missing_keys(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        {"title: T\n", "test.yaml:1:1: error: these keys belong to a pattern"},
        {"pattern: p\ntitle: T\n", "test.yaml:1:1: error: a pattern needs 'title', 'problem' and 'signals' [rule-missing-key]\n"},
        {HEAD "  - {phrases: [a], certainty: 0.5, because: b}\n", "test.yaml:11:5: error: a signal needs the key 'id'"},
        {HEAD "  - {id: two, phrases: [a], because: b}\n", "test.yaml:11:5: error: the signal 'two' needs a 'certainty' other than 0 [rule-missing-key]\n"},
        {HEAD "  - {id: two, phrases: [a], certainty: 0, because: b}\n", "test.yaml:11:5: error: the signal 'two' needs a 'certainty'"},
        {HEAD "  - {id: two, phrases: [a], certainty: 0.5}\n", "test.yaml:11:5: error: the signal 'two' needs 'because' [rule-missing-key]\n"},
        {HEAD "  - {id: two, fact: users, certainty: 0.5, because: b}\n", "test.yaml:11:5: error: a fact needs at_least"},
        {HEAD "  - {id: two, regex: a, certainty: 0.5, because: b}\n", "test.yaml:11:5: error: a regex needs 'gate'"},
        {HEAD "options: [{name: o, title: T, text: t, when: w}]\n", "test.yaml:11:11: error: an option needs the key 'because'"},
        {"facts: [{name: f, dimension: count}]\n", "test.yaml:1:9: error: a fact needs the key 'title'"},
    };
    REFUSES(wrong);
}

static void refuses_what_says_nothing(void **state)
{
    (void)state;
    rules_fixture f;
    static const char *const empty[] = {"", "# a comment\n", "---\n...\n"};
    for (size_t i = 0; i < 2; i++) {
        try_rules(&f, empty[i]);
        char *messages = messages_of(&f.diagnostics);
        assert_string_equal(messages, "test.yaml: error: the rule file holds nothing: give it a pattern, systems, terms or facts, or remove it [rule-empty]\n");
        free(messages);
        close_rules(&f);
    }
    try_rules(&f, empty[2]);
    assert_null(f.rules);
    assert_int_equal(f.diagnostics.errors, 1);
    close_rules(&f);
}

static void refuses_bad_values(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        {HEAD "  - {id: two, fact: users, at_least: 10 MB, certainty: 0.5, because: b}\n",
         "test.yaml:11:38: error: '10 MB' is no count, which the fact 'users' is measured in: write it as in 5000 [rule-bad-unit]\n"},
        {HEAD "  - {id: two, fact: job_time, more_than: 3 parsec, certainty: 0.5, because: b}\n", "test.yaml:11:42: error: '3 parsec' is no duration"},
        {HEAD "  - {id: two, fact: users, less_than: many, certainty: 0.5, because: b}\n", "test.yaml:11:39: error: 'many' is no count"},
        {"facts: [{name: f, title: t, dimension: size, at_least: 5 seconds}]\n", "test.yaml:1:56: error: '5 seconds' is no size"},
        {HEAD "  - {id: two, regex: 'a(b', gate: a, certainty: 0.5, because: b}\n", "test.yaml:11:5: error: the regex does not compile: missing"},
        {HEAD "  - {id: two, phrases: [\"a .. \"], certainty: 0.5, because: b}\n",
         "test.yaml:11:25: error: the phrase \"a .. \" cannot be used: a phrase can neither begin nor end with a gap [rule-bad-phrase]\n"},
        {HEAD "  - {id: two, all: [{phrases: [a], unless: [b/c]}], certainty: 0.5, because: b}\n", "test.yaml:11:45: error: the phrase \"b/c\" cannot be used"},
        {HEAD "  - {id: two, regex: a, gate: \"..\", certainty: 0.5, because: b}\n", "test.yaml:11:5: error: the phrase \"..\" cannot be used"},
        {"terms: {a: [\"b .. c\"]}\n", "test.yaml:1:13: error: the phrase \"b .. c\" cannot be used: an entry of a word list is plain words"},
        {"denial: {stops: [\"a|\"]}\n", "test.yaml:1:18: error: the phrase \"a|\" cannot be used"},
    };
    REFUSES(wrong);
}

static void refuses_bad_formulas(void **state)
{
    (void)state;
    static const char *const formulas[][2] = {
        {"users *", "a fact, a number or ( is expected"}, {"", "must be a text that is not empty"}, {"users * (users + 1", ") is missing"},
        {"users users", "something stands behind its end"},  {"user * 2", "names a fact that does not exist"}, {"users ^ 2", "something stands behind"},
        {"2 + + 2", "is expected"}, {"-users", "names a fact that does not exist"},
        {"1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1", "it is too long"},
    };
    for (size_t i = 0; i < sizeof formulas / sizeof formulas[0]; i++) {
        char yaml[400];
        snprintf(yaml, sizeof yaml, "facts:\n  - {name: users, title: users, dimension: count}\n  - name: f\n    title: t\n    dimension: rate\n    derive:\n      - formula: \"%s\"\n", formulas[i][0]);
        rules_fixture f;
        try_rules(&f, yaml);
        char *messages = messages_of(&f.diagnostics);
        const char *place = *formulas[i][0] ? "test.yaml:7:9: error: the formula" : "test.yaml:7:18: error: 'formula'";
        if (f.rules || strncmp(messages, place, strlen(place)) != 0 || !strstr(messages, formulas[i][1]))
            fail_msg("%s gives: %s", formulas[i][0], messages);
        assert_int_equal(f.diagnostics.errors, 1);
        free(messages);
        close_rules(&f);
    }
}

static void refuses_names_of_nothing(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        {HEAD "  - {id: two, fact: user, at_least: 1, certainty: 0.5, because: b}\n",
         "test.yaml:11:5: error: there is no fact 'user'; did you mean 'users'? [rule-dangling]\n"},
        {HEAD "  - {id: two, is: smal, certainty: 0.5, because: b}\n", "test.yaml:11:5: error: there is no condition 'smal'; did you mean 'small'? [rule-dangling]\n"},
        {HEAD "  - {id: two, system: shop, certainty: 0.5, because: b}\n", "test.yaml:11:5: error: there is no system 'shop' [rule-dangling]\n"},
        {HEAD "  - {id: two, signal: ones, certainty: 0.5, because: b}\n", "test.yaml:11:5: error: there is no signal 'ones'; did you mean 'one'? [rule-dangling]\n"},
        {HEAD "  - {id: two, signal: q/one, certainty: 0.5, because: b}\n", "test.yaml:11:5: error: there is no pattern 'q'; did you mean 'p'? [rule-dangling]\n"},
        {HEAD "  - {id: two, phrases: [\"upload <medai>\"], certainty: 0.5, because: b}\n",
         "test.yaml:11:25: error: the phrase \"upload <medai>\" names the word list <medai>, which does not exist; did you mean <media>? [rule-dangling]\n"},
        {HEAD "  - {id: two, phrases: [a], certainty: 0.5, because: b, source: book}\n", "test.yaml:11:5: error: there is no source 'book' [rule-dangling]\n"},
        {HEAD "questions: [{fact: visits, ask: how}]\n", "test.yaml:11:13: error: there is no fact 'visits' [rule-dangling]\n"},
        {HEAD "systems:\n  - {id: s, title: S, names: [shop], parts: [{part: x, pattern: pp, because: b, certainty: 0.5}]}\n",
         "test.yaml:12:46: error: there is no pattern 'pp'; did you mean 'p'? [rule-dangling]\n"},
        {HEAD "options: [{name: o, title: T, text: t, when: w, because: b, choose: {is: tiny}}]\n", "test.yaml:11:69: error: there is no condition 'tiny' [rule-dangling]\n"},
        {HEAD "options: [{name: o, title: T, text: t, when: w, because: b, numbers: [users, user]}]\n",
         "test.yaml:11:78: error: there is no fact 'user'; did you mean 'users'? [rule-dangling]\n"},
        {HEAD "options: [{name: o, title: T, text: t, when: w, because: b}]\nconsiderations: [{name: c, text: t, of: [oo]}]\n",
         "test.yaml:12:18: error: there is no option 'oo'; did you mean 'o'? [rule-dangling]\n"},
        {"conditions: {a: {signal: one}}\n", "test.yaml:1:17: error: outside a pattern a signal is named pattern/signal [rule-dangling]\n"},
        {"extends: p\nsignals: [{id: a, phrases: [b], certainty: 0.5, because: c}]\n", "test.yaml:1:1: error: 'extends: p' names no pattern [rule-dangling]\n"},
    };
    REFUSES(wrong);
}

static void refuses_names_that_stand_for_two_things(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        {HEAD "  - {id: one, phrases: [a], certainty: 0.5, because: b}\n", "test.yaml:11:10: error: a signal 'one' stands in this list twice"},
        {HEAD "pitfalls: [{id: a, text: t}, {id: a, text: u}]\n", "test.yaml:11:35: error: a pitfall 'a' stands in this list twice"},
        {"facts: [{name: a, title: t, dimension: count}, {name: a, title: t, dimension: count}]\n", "test.yaml:1:55: error: a fact 'a' stands in this list twice"},
        {"terms: {a: [b], a: [c]}\n", "test.yaml:1:17: error: this key stands here twice"},
    };
    REFUSES(wrong);
    static const char one[] = "pattern: p\ntitle: T\nproblem: P\nsignals: [{id: a, phrases: [b], certainty: 0.5, because: c}]\n";
    const pf_rule_text files[] = {{"basics.yaml", test_basics, sizeof test_basics - 1}, {"a.yaml", one, sizeof one - 1}, {"b.yaml", one, sizeof one - 1}};
    rules_fixture f;
    open_rule_files(&f, NULL, files, 3);
    char *messages = messages_of(&f.diagnostics);
    assert_string_equal(messages, "b.yaml:1:1: error: pattern 'p' is defined twice, first in a.yaml:1: rename or remove one [rule-duplicate-id]\n");
    assert_null(f.rules);
    free(messages);
    close_rules(&f);
}

static void refuses_keys_that_contradict(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        {"pattern: p\nextends: q\ntitle: T\nproblem: P\nsignals: [{id: a, phrases: [b], certainty: 0.5, because: c}]\n",
         "test.yaml:1:1: error: a file has either 'pattern' or 'extends', not both [rule-conflict]\n"},
        {HEAD "  - {id: two, phrases: [a], fact: users, at_least: 1, certainty: 0.5, because: b}\n", "test.yaml:11:5: error: a condition has one of phrases, fact"},
        {HEAD "  - {id: two, fact: users, at_least: 1, unless: [a], certainty: 0.5, because: b}\n", "test.yaml:11:5: error: 'unless' goes with 'phrases' [rule-conflict]\n"},
        {HEAD "  - {id: two, phrases: [a], at_least: 1, certainty: 0.5, because: b}\n", "test.yaml:11:5: error: a bound such as 'at_least' goes with 'fact' [rule-conflict]\n"},
    };
    REFUSES(wrong);
}

// What would be read and then never looked at.
static void refuses_keys_without_their_partner(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        {HEAD "  - {id: two, phrases: [a], gate: b, certainty: 0.5, because: b}\n", "test.yaml:11:5: error: 'gate'"},
        {HEAD "  - {id: two, phrases: [a], within: sentence, certainty: 0.5, because: b}\n", "test.yaml:11:5: error: 'within'"},
        {HEAD "  - {id: two, all: [{phrases: [a]}], different: 2, certainty: 0.5, because: b}\n", "test.yaml:11:5: error: 'different'"},
        {HEAD "  - {id: two, all: [{phrases: [a]}], minimum: 2, certainty: 0.5, because: b}\n", "test.yaml:11:5: error: 'minimum'"},
    };
    REFUSES(wrong);
}

static void refuses_what_can_never_hold(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        {HEAD "  - {id: two, certainty: 0.5, because: b}\n", "test.yaml:11:5: error: the signal 'two' has no condition, so it can never fire: give it phrases or a fact [rule-never-fires]\n"},
        {HEAD "  - {id: two, all: [{phrases: [a]}, {}], certainty: 0.5, because: b}\n", "test.yaml:11:37: error: this condition says nothing"},
        {HEAD "  - {id: two, fact: users, at_least: 10, less_than: 5, certainty: 0.5, because: b}\n", "test.yaml:11:5: error: no value is at least 10 and less than 5 [rule-never-fires]\n"},
    };
    REFUSES(wrong);
}

static void refuses_bounds_that_no_value_meets(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        {HEAD "  - {id: two, fact: users, at_least: 5, less_than: 5, certainty: 0.5, because: b}\n", "test.yaml:11:5: error: no value is"},
        {HEAD "  - {id: two, fact: users, more_than: 5, at_most: 5, certainty: 0.5, because: b}\n", "test.yaml:11:5: error: no value is"},
        {HEAD "  - {id: two, fact: users, known: false, at_least: 5, certainty: 0.5, because: b}\n", "test.yaml:11:5: error: "},
        {HEAD "  - {id: two, any: [{phrases: [a]}], minimum: 2, certainty: 0.5, because: b}\n", "test.yaml:11:5: error: 'any' has fewer"},
    };
    REFUSES(wrong);
    rules_fixture f;
    open_rules(&f, HEAD "  - {id: two, fact: users, at_least: 5, at_most: 5, certainty: 0.5, because: b}\n");
    close_rules(&f);
}

static void refuses_empty_conditions_everywhere(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        {"conditions: {a: {}}\n", "test.yaml:1:17: error: this condition says nothing"},
        {HEAD "options: [{name: o, title: T, text: t, when: w, because: b, choose: {}}]\n", "test.yaml:11:69: error: this condition says nothing"},
        {HEAD "options: [{name: o, title: T, text: t, when: w, because: b, outgrown: {}}]\n", "test.yaml:11:71: error: this condition says nothing"},
        {HEAD "pitfalls: [{id: a, text: t, when: {}}]\n", "test.yaml:11:35: error: this condition says nothing"},
    };
    REFUSES(wrong);
}

static void refuses_cycles(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        {"conditions: {a: {is: a}}\n", "test.yaml:1:17: error: the condition 'a' leads back to itself [rule-cycle]\n"},
        {"conditions:\n  a: {all: [{is: b}]}\n  b: {none: [{any: [{is: a}]}]}\n", "test.yaml:2:6: error: the condition 'a' leads back to itself [rule-cycle]\n"},
        {HEAD "  - {id: two, signal: two, certainty: 0.5, because: b}\n", "test.yaml:11:5: error: the signal 'two' leads back to itself [rule-cycle]\n"},
        {HEAD "  - {id: two, signal: three, certainty: 0.5, because: b}\n  - {id: three, any: [{signal: p/two}], certainty: 0.5, because: b}\n",
         "test.yaml:11:5: error: the signal 'two' leads back to itself [rule-cycle]\n"},
    };
    REFUSES(wrong);
    rules_fixture f;
    open_rules(&f, "conditions:\n  a: {all: [{is: c}, {is: b}]}\n  b: {is: c}\n  c: {phrases: [x]}\n"); // none
    close_rules(&f);
}

static void refuses_too_many_spellings(void **state)
{
    (void)state;
    for (unsigned count = PF_LIMIT_SPELLINGS; count <= PF_LIMIT_SPELLINGS + 1; count++) {
        pf_buffer yaml;
        pf_buffer_init(&yaml);
        pf_buffer_string(&yaml, "words: {spellings: [[colour, color], [a0");
        for (unsigned i = 1; i < count; i++)
            pf_buffer_format(&yaml, ", a%u", i);
        pf_buffer_string(&yaml, "]]}\n");
        rules_fixture f;
        try_rules(&f, yaml.bytes);
        char *messages = messages_of(&f.diagnostics);
        assert_string_equal(messages, count <= PF_LIMIT_SPELLINGS ? "" : "test.yaml:1:38: error: 'spellings' has 33 elements, and 32 are "
                                                                         "the most: leave out what is not needed [rule-too-many]\n");
        free(messages);
        close_rules(&f);
        pf_buffer_release(&yaml);
    }
}

// As many conditions as told, each of which refers to another `width` times.
static char *chain_of(unsigned length, unsigned width, bool backwards)
{
    pf_buffer yaml;
    pf_buffer_init(&yaml);
    pf_buffer_format(&yaml, "conditions:\n  c%u: {phrases: [x]}\n", backwards ? length : 1);
    for (unsigned i = 1; i < length; i++) {
        unsigned name = backwards ? i : i + 1, before = backwards ? i + 1 : i;
        pf_buffer_format(&yaml, "  c%u: {any: [{is: c%u}", name, before);
        for (unsigned j = 1; j < width; j++)
            pf_buffer_format(&yaml, ", {is: c%u}", before);
        pf_buffer_string(&yaml, "]}\n");
    }
    return yaml.bytes;
}

static void follows_chains_of_conditions(void **state)
{
    (void)state;
    static const struct {
        unsigned length, width, errors;
    } cases[] = {{40, 1, 0}, {40, 9, 0}, {PF_LIMIT_CHAIN, 1, 0}, {PF_LIMIT_CHAIN + 1, 1, 1}, {4000, 2, 15}};
    for (size_t i = 0; i < 2 * (sizeof cases / sizeof cases[0]); i++) {
        char *yaml = chain_of(cases[i / 2].length, cases[i / 2].width, i % 2);
        rules_fixture f;
        try_rules(&f, yaml);
        assert_int_equal(f.diagnostics.errors, cases[i / 2].errors);
        if (cases[i / 2].errors)
            assert_string_equal(f.diagnostics.items[0].code, "rule-too-deep");
        close_rules(&f);
        free(yaml);
    }
    // What only leads to a cycle is none.
    static const char *const wrong[][2] = {
        {"conditions:\n  a: {is: b}\n  b: {any: [{is: b}, {is: b}]}\n", "test.yaml:3:6: error: the condition 'b' leads back to itself [rule-cycle]\n"},
    };
    REFUSES(wrong);
}

static void reports_every_mistake_at_once(void **state)
{
    (void)state;
    rules_fixture f;
    try_rules(&f, HEAD "  - {id: two, fact: user, at_least: 1, certainty: 0.5, because: b}\n  - {id: three, is: smal, certainty: 0.5, because: b}\n");
    assert_int_equal(f.diagnostics.errors, 2);
    close_rules(&f);
    const pf_rule_text files[] = {{"a.yaml", "a: 1\n", 5}, {"b.yaml", "b: [", 4}, {"c.yaml", "terms: 1\n", 9}};
    open_rule_files(&f, NULL, files, 3);
    assert_int_equal(f.diagnostics.errors, 3);
    assert_string_equal(f.diagnostics.items[1].file, "b.yaml");
    close_rules(&f);
}

static void reports_one_mistake_once(void **state)
{
    (void)state;
    rules_fixture f;
    try_rules(&f, HEAD "  - {id: two, phrases: [a], fact: users, at_least: 1, certainty: 0.5, because: b}\n");
    char *messages = messages_of(&f.diagnostics);
    if (f.diagnostics.errors != 1)
        fail_msg("one mistake gives:\n%s", messages);
    free(messages);
    close_rules(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_yaml_that_is_more_than_data),
        cmocka_unit_test(refuses_yaml_that_is_too_deep),
        cmocka_unit_test(finds_a_key_that_stands_twice_among_many),
        cmocka_unit_test(reads_a_tree_with_places),
        cmocka_unit_test(reads_what_is_right),
        cmocka_unit_test(refuses_unknown_keys),
        cmocka_unit_test(refuses_wrong_types),
        cmocka_unit_test(refuses_numbers_out_of_range),
        cmocka_unit_test(refuses_missing_keys),
        cmocka_unit_test(refuses_what_says_nothing),
        cmocka_unit_test(refuses_bad_values),
        cmocka_unit_test(refuses_bad_formulas),
        cmocka_unit_test(refuses_names_of_nothing),
        cmocka_unit_test(refuses_names_that_stand_for_two_things),
        cmocka_unit_test(refuses_keys_that_contradict),
        cmocka_unit_test(refuses_keys_without_their_partner),
        cmocka_unit_test(refuses_what_can_never_hold),
        cmocka_unit_test(refuses_bounds_that_no_value_meets),
        cmocka_unit_test(refuses_empty_conditions_everywhere),
        cmocka_unit_test(refuses_cycles),
        cmocka_unit_test(refuses_too_many_spellings),
        cmocka_unit_test(follows_chains_of_conditions),
        cmocka_unit_test(reports_every_mistake_at_once),
        cmocka_unit_test(reports_one_mistake_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
