// SPDX-License-Identifier: MIT
// Tests of check/: what a configuration says, what is wrong with it, and which of its entries hold.
#define _POSIX_C_SOURCE 200809L
#include "default_rules.h"
#include "fixtures.h"

#include "check/config.h"
#include "check/finding_id.h"
#include "check/show.h"

typedef struct config_fixture {
    pf_arena arena;
    pf_diagnostics diagnostics;
    pf_check_config config;
    bool good; // read, and all names exist
} config_fixture;

static void try_config(config_fixture *f, const char *yaml)
{
    pf_arena_init(&f->arena);
    pf_diagnostics_init(&f->diagnostics);
    f->good = pf_check_config_read(&f->arena, "docs/.patfinder.yaml", "/srv/docs", yaml, strlen(yaml), &f->config, &f->diagnostics) &&
              pf_check_config_resolve(&f->config, default_rules(), &f->diagnostics);
}

static void open_config(config_fixture *f, const char *yaml)
{
    try_config(f, yaml);
    char *messages = messages_of(&f->diagnostics);
    if (!f->good || *messages)
        fail_msg("%s\ngives: %s", yaml, messages);
    free(messages);
}

static void close_config(config_fixture *f)
{
    pf_diagnostics_release(&f->diagnostics);
    pf_arena_release(&f->arena);
}

static const char complete[] =
    "fail_on: error\n"
    "severities: {missing-number: off, missing-pattern/scaling-reads: error, missing-pattern: warning}\n"
    "exclude: [\"drafts/**\", \"*.tmp.md\"]\n"
    "overrides:\n"
    "  - paths: [\"legacy/**\"]\n"
    "    severities: {missing-pattern: hint}\n"
    "    forbid: []\n"
    "  - paths: [\"legacy/new/*\"]\n"
    "    severities: {missing-pattern/large-blobs: warning}\n"
    "    expect: [large-blobs]\n"
    "rules: [team-rules, /etc/rules]\n"
    "sections:\n"
    "  requirements: [what we need]\n"
    "require: [scaling-reads]\n"
    "forbid: [contention]\n"
    "baseline: known.json\n";

static void reads_every_key(void **state)
{
    (void)state;
    config_fixture f;
    open_config(&f, complete);
    assert_int_equal(f.config.fail_on_severity, PF_SEVERITY_ERROR);
    assert_int_equal(f.config.severities.count, 3);
    assert_string_equal(f.config.severities.items[1].id, "missing-pattern/scaling-reads");
    assert_int_equal(f.config.severities.items[1].place.line, 2);
    assert_int_equal(f.config.overrides.count, 2);
    assert_string_equal(f.config.rule_paths[0], "docs/team-rules");
    assert_string_equal(f.config.rule_paths[1], "/etc/rules");
    assert_string_equal(f.config.baseline_path, "docs/known.json");
    assert_int_equal(f.config.baseline.place.line, 16);
    assert_string_equal(f.config.sections.items[0].role, "requirements");
    close_config(&f);
}

static void takes_an_empty_file_for_one_that_says_nothing(void **state)
{
    (void)state;
    static const char *const empty[] = {"", "# nothing yet\n", "{}\n"};
    for (size_t i = 0; i < 3; i++) {
        config_fixture f;
        open_config(&f, empty[i]);
        assert_int_equal(f.config.fail_on_severity, PF_SEVERITY_WARNING);
        assert_null(f.config.expectations.expect.items);
        assert_null(pf_check_config_excludes(&f.config, "a.md", false));
        close_config(&f);
    }
}

static void refuses_what_is_wrong(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        {"fail-on: error\n", "docs/.patfinder.yaml:1:1: error: a configuration has no key 'fail-on'; did you mean 'fail_on'? [config-unknown-key]"},
        {"zebra: 1\n", ":1:1: error: a configuration has no key 'zebra'; known here: fail_on, severities, exclude, overrides, rules, sections, "
                       "expect, require, forbid, baseline [config-unknown-key]"},
        {"fail_on: warnign\n", ":1:10: error: there is no severity 'warnign'; did you mean 'warning'? [config-unknown-severity]"},
        {"severities:\n  contradiction: fatal\n", ":2:18: error: there is no severity 'fatal': write error, warning, info, hint or off [config-unknown-severity]"},
        {"severities: {contradiction: no}\n", ":1:29: error: there is no severity 'no'; did you mean 'off'? [config-unknown-severity]"},
        {"severities: {contradiction: FALSE}\n", "there is no severity 'FALSE'; did you mean 'off'? ["},
        {"severities: {contradiction: n}\n", "there is no severity 'n'; did you mean 'off'? ["},
        {"severities: {contradiction: Off}\n", "there is no severity 'Off'; did you mean 'off'? ["},
        {"fail_on: warn\n", "there is no severity 'warn'; did you mean 'warning'? ["},
        {"severities: [a]\n", ":1:13: error: 'severities' must be a mapping [config-wrong-type]"},
        {"severities: {contradiction: [a]}\n", ":1:29: error: 'severity' must be a text [config-wrong-type]"},
        {"severities: {missing-patern: off}\n", ":1:14: error: there is no finding 'missing-patern'; did you mean 'missing-pattern'? [config-unknown-finding]"},
        {"severities: {scaling-reads: off}\n", "'scaling-reads'; did you mean 'missing-pattern/scaling-reads'? [config-unknown-finding]"},
        {"severities: {xyzzy: off}\n", "there is no finding 'xyzzy'; patfinder-check(1) lists the findings [config-unknown-finding]"},
        {"severities: {missing-pattern/scaling-raeds: off}\n", "'missing-pattern/scaling-raeds': there is no such pattern; did you mean 'scaling-reads'? ["},
        {"severities: {missing-consideration/scaling-reads/cache-invalidatoin: off}\n", ": there is no such consideration of this pattern; did you mean 'cache-invalidation'?"},
        {"severities: {over-engineering/scaling-reads/replicas: off}\n", ": there is no such option of this pattern"},
        {"severities: {missing-number/read_write_ratoi: off}\n", ": there is no such fact; did you mean 'read_write_ratio'?"},
        {"severities: {bad-waiver/x: off}\n", ": ids of this kind end before '/x'"},
        {"severities: {missing-pattern/: off}\n", ": an id is a kind of finding and what it is about"},
        {"severities: {contradiction: off, contradiction: hint}\n", ":1:34: error: this key stands here twice: keep one of them [config-duplicate-key]"},
        {"exclude: drafts\n", ":1:10: error: 'exclude' must be a list [config-wrong-type]"},
        {"exclude: [a, \"[\"]\n", ":1:14: error: the glob \"[\" cannot be used: '[' is not closed with ']'"},
        {"exclude: [../x]\n", ":1:11: error: the glob \"../x\" cannot be used: names start from the folder of the configuration"},
        {"overrides: [{severities: {}}]\n", ":1:13: error: an override needs the key 'paths'"},
        {"overrides: [{paths: [a], exclude: [b]}]\n", ":1:26: error: an override has no key 'exclude'"},
        {"overrides: [{paths: [], forbid: [contention]}]\n", ":1:21: error: 'paths' takes in no document: name a glob that does, such as archive/ [config-no-effect]"},
        {"overrides: [{paths: [\"!a\"], forbid: [contention]}]\n", ":1:21: error: 'paths' takes in no document"},
        {"overrides: [{paths: [a]}]\n", ":1:13: error: this override says nothing: give it severities, expect, require or forbid [config-no-effect]"},
        {"overrides: [{paths: [a], severities: {}}]\n", ":1:13: error: this override says nothing"},
        {"overrides:\n  - paths: [a]\n    require: [large-blob]\n", ":3:15: error: there is no pattern 'large-blob'; did you mean 'large-blobs'? [config-unknown-pattern]"},
        {"require: [contention]\nforbid: [large-blobs, contention]\n", ":2:23: error: 'contention' is forbidden and required, so that no text could do right: "
                                                                     "correct one of the lists [config-contradiction]"},
        {"expect: [contention]\nforbid: [contention]\n", ":2:10: error: 'contention' is forbidden and expected, so"},
        {"expect: []\nrequire: [contention]\n", ":2:11: error: 'contention' is required and not among what is expected, so"},
        {"expect: [none]\n", ":1:10: error: there is no pattern 'none': an empty list, [], says that there is none [config-unknown-pattern]"},
        {"expect: [caching]\n", ":1:10: error: there is no pattern 'caching'; patfinder list names them [config-unknown-pattern]"},
        {"rules: [{a: b}]\n", ":1:9: error: 'rules' must be a list of texts [config-wrong-type]"},
        {"baseline: ''\n", ":1:11: error: 'baseline' must be a text that is not empty [config-wrong-type]"},
        {"a: [\n", ": error: this is no valid YAML"},
        {"rules: &x [a]\n", ":1:8: error: anchors, aliases and tags are not allowed in configurations"},
        {"- a\n", ":1:1: error: a configuration must be a mapping (key: value) [config-wrong-type]"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        config_fixture f;
        try_config(&f, wrong[i][0]);
        char *messages = messages_of(&f.diagnostics);
        if (f.good || !strstr(messages, wrong[i][1]) || f.diagnostics.errors != 1)
            fail_msg("%s\ngives: %s\nnot: %s", wrong[i][0], messages, wrong[i][1]);
        free(messages);
        close_config(&f);
    }
}

static void knows_ids_of_findings(void **state)
{
    (void)state;
    static const char *const good[] = {"missing-pattern", "missing-pattern/large-blobs", "missing-number/users", "unused-waiver",
                                       "contradiction/read_write_ratio", "expectation/contention", "over-engineering/scaling-reads/read-replicas"};
    pf_hint hint;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!pf_check_id_exists(default_rules(), good[i], &hint))
            fail_msg("%s%s", good[i], hint.text);
    assert_true(pf_check_id_covers("missing-pattern", "missing-pattern/large-blobs"));
    assert_false(pf_check_id_covers("missing-pattern/large", "missing-pattern/large-blobs"));
    assert_false(pf_check_id_covers("missing-pattern/large-blobs", "missing-pattern"));
    assert_string_equal(pf_check_find_kind("missing-number/users")->name, "missing-number");
    assert_null(pf_check_find_kind("missing-numbers"));
}

static void lets_the_longest_id_and_the_latest_override_decide(void **state)
{
    (void)state;
    static const struct {
        const char *path, *id;
        pf_severity expected;
    } cases[] = {
        {"a.md", "missing-number/users", PF_SEVERITY_OFF},
        {"a.md", "missing-pattern/scaling-reads", PF_SEVERITY_ERROR},
        {"a.md", "missing-pattern/large-blobs", PF_SEVERITY_WARNING},
        {"a.md", "contradiction/users", PF_SEVERITY_INFO},                  // nothing is said: the default
        {"a.md", "missing-pattern/scaling-reads-too", PF_SEVERITY_WARNING}, // the longer id is no part of it
        {"legacy/a.md", "missing-pattern/scaling-reads", PF_SEVERITY_HINT}, // though the id of the other is longer
        {"legacy/a.md", "missing-number/users", PF_SEVERITY_OFF},
        {"legacy/new/a.md", "missing-pattern/large-blobs", PF_SEVERITY_WARNING},
        {"legacy/new/a.md", "missing-pattern/contention", PF_SEVERITY_HINT},
        {"other/legacy/new/a.md", "missing-pattern/contention", PF_SEVERITY_WARNING},
    };
    config_fixture f;
    open_config(&f, complete);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pf_severity severity = pf_check_config_severity(&f.config, cases[i].path, cases[i].id, PF_SEVERITY_INFO);
        if (severity != cases[i].expected)
            fail_msg("%s in %s is %s", cases[i].id, cases[i].path, pf_severity_name(severity));
    }
    close_config(&f);
}

static void replaces_expectations_list_by_list(void **state)
{
    (void)state;
    config_fixture f;
    open_config(&f, complete);
    pf_check_expectations top = {0}, legacy = {0}, new = {0};
    pf_check_config_expect(&f.config, "a.md", &top);
    assert_null(top.expect.items);
    assert_string_equal(top.require.items[0].text, "scaling-reads");
    assert_string_equal(top.forbid.items[0].text, "contention");
    pf_check_config_expect(&f.config, "legacy/a.md", &legacy);
    assert_int_equal(legacy.require.count, 1);
    assert_int_equal(legacy.forbid.count, 0); // given, and empty
    assert_non_null(legacy.forbid.items);
    pf_check_config_expect(&f.config, "legacy/new/a.md", &new);
    assert_int_equal(new.expect.count, 1);
    close_config(&f);
}

// --- Sections -----------------------------------------------------------------------------------------------------

static void open_sections(config_fixture *f, rules_fixture *rules, const char *yaml)
{
    open_config(f, yaml);
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    pf_check_config_sections(&f->config, &buffer);
    assert_false(buffer.failed);
    open_rule_files(rules, default_rules(), &(pf_rule_text){f->config.file, buffer.bytes, buffer.length}, 1);
    pf_buffer_release(&buffer);
}

static bool recommends(const pf_ruleset *rules, const char *text, const char *pattern)
{
    result_fixture result;
    open_result(&result, rules, text);
    bool recommended = assessment_of(&result, pattern)->level <= PF_LEVEL_LIKELY;
    close_result(&result);
    return recommended;
}

static void adds_headings_to_roles(void **state)
{
    (void)state;
    static const char outside[] = "# What will never happen here\nUsers upload videos of 2 GB.\n";
    static const char planned[] = "# Future scope\nUsers upload videos.\n# Non-goals\nLive updates in the browser.\n";
    assert_true(recommends(default_rules(), outside, "large-blobs"));
    config_fixture f;
    rules_fixture rules;
    open_sections(&f, &rules, "sections:\n  non-goals:\n    - \"what will =never happen\"\n  requirements: [goals, future scope]\n");
    assert_good(&rules);
    assert_false(recommends(rules.rules, outside, "large-blobs"));
    assert_true(recommends(default_rules(), "Users upload videos.", "large-blobs"));
    assert_false(recommends(default_rules(), planned, "large-blobs")); // a heading of the future, else
    assert_true(recommends(rules.rules, planned, "large-blobs"));
    assert_false(recommends(rules.rules, planned, "realtime-updates")); // "goals" fits less of the heading than "non-goals"
    close_rules(&rules);
    close_config(&f);
}

static void points_at_the_configuration_when_a_heading_is_wrong(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        {"sections:\n  requirement: [a]\n", "docs/.patfinder.yaml:2:3: error: there is no section role 'requirement' to add headings to; did you mean 'requirements'? "},
        {"sections: {requirements: [what we need, \"a <nothing>\"]}\n", ":1:41: error: the phrase \"a <nothing>\" names the word list"},
        {"fail_on: error\nsections:\n  design:\n    - plan\n    - 'ou\"r' \n  goals: []\n  requirements:\n    - \"x <nothing>\"\n", ":8:7: error: the phrase \"x <nothing>\""},
        {"sections: {design: [\"a \\\\ b\"]}\n", ":1:21: error: the phrase \"a \\ b\" cannot be used"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        config_fixture f;
        rules_fixture rules;
        open_sections(&f, &rules, wrong[i][0]);
        char *messages = messages_of(&rules.diagnostics);
        if (rules.rules || !strstr(messages, wrong[i][1]))
            fail_msg("%s\ngives: %s\nnot: %s", wrong[i][0], messages, wrong[i][1]);
        free(messages);
        close_rules(&rules);
        close_config(&f);
    }
}

// --- Showing it ---------------------------------------------------------------------------------------------------

static void assert_shown(const char *shown, const char *start, const char *origin)
{
    const char *line = strstr(shown, start);
    const char *end = line ? strchr(line, '\n') : NULL;
    const char *comment = line ? strstr(line, "# ") : NULL;
    if (!end || !comment || comment > end || strncmp(comment + 2, origin, strlen(origin)) != 0 || comment + 2 + strlen(origin) != end)
        fail_msg("no line '%s … # %s' in:\n%s", start, origin, shown);
}

static void shows_what_is_in_force_and_from_where(void **state)
{
    (void)state;
    config_fixture f;
    open_config(&f, complete);
    pf_check_config command_line;
    pf_check_config_init(&command_line);
    pf_check_config own;
    static const char matter[] = "\nforbid: [large-blobs]\nrequire: []\nseverities: {contradiction: hint, over-engineering/scaling-reads: off}\n";
    assert_true(pf_check_config_read_own(&f.arena, "docs/legacy/a.md", matter, strlen(matter), &own, &f.diagnostics));
    pf_value level = {"error", {PF_CHECK_COMMAND_LINE, 0, 0}, 0};
    command_line.severities = (pf_check_severities){&(pf_check_severity){level.place, "contradiction", level, PF_SEVERITY_ERROR}, 1};
    assert_true(pf_check_config_set_list(&f.arena, &command_line.expectations.require, (const char *const[]){"contention"}, 1));
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    pf_check_show((pf_check_target){&f.config, "legacy/a.md"}, "docs/legacy/a.md", false, &own, &command_line, &buffer);
    assert_false(buffer.failed);
    assert_non_null(strstr(buffer.bytes, "# docs/legacy/a.md: checked as docs/.patfinder.yaml says\n"));
    assert_shown(buffer.bytes, "fail_on: \"error\"", "docs/.patfinder.yaml:1");
    assert_shown(buffer.bytes, "  missing-pattern: hint", "docs/.patfinder.yaml:6");
    assert_null(strstr(buffer.bytes, "missing-pattern/scaling-reads")); // the override goes before it
    assert_null(strstr(buffer.bytes, "missing-pattern/large-blobs"));   // for other documents
    assert_shown(buffer.bytes, "  missing-number: off", "docs/.patfinder.yaml:2");
    assert_shown(buffer.bytes, "  over-engineering: warning", "default");
    assert_shown(buffer.bytes, "  contradiction: error", "command line");
    assert_shown(buffer.bytes, "  over-engineering/scaling-reads: off", "docs/legacy/a.md:4");
    assert_shown(buffer.bytes, "  - \"large-blobs\"", "docs/legacy/a.md:2");
    assert_shown(buffer.bytes, "  - \"drafts/**\"", "docs/.patfinder.yaml:3");
    assert_shown(buffer.bytes, "  - \"contention\"", "command line");
    assert_shown(buffer.bytes, "    - \"what we need\"", "docs/.patfinder.yaml:13");
    assert_shown(buffer.bytes, "baseline: \"known.json\"", "docs/.patfinder.yaml:16");

    config_fixture again; // what is shown says the same
    open_config(&again, buffer.bytes);
    assert_int_equal(pf_check_config_severity(&again.config, "a.md", "missing-pattern/large-blobs", PF_SEVERITY_OFF), PF_SEVERITY_HINT);
    close_config(&again);
    pf_buffer_release(&buffer);

    pf_buffer_init(&buffer);
    pf_check_show((pf_check_target){&f.config, "drafts/a.md"}, "docs/drafts/a.md", false, NULL, NULL, &buffer);
    assert_non_null(strstr(buffer.bytes, "# docs/drafts/a.md: not checked, since \"drafts/**\" excludes it (docs/.patfinder.yaml:3)\n"));
    assert_shown(buffer.bytes, "  missing-pattern/scaling-reads: error", "docs/.patfinder.yaml:2");
    pf_buffer_release(&buffer);
    close_config(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_key),
        cmocka_unit_test(takes_an_empty_file_for_one_that_says_nothing),
        cmocka_unit_test(refuses_what_is_wrong),
        cmocka_unit_test(knows_ids_of_findings),
        cmocka_unit_test(lets_the_longest_id_and_the_latest_override_decide),
        cmocka_unit_test(replaces_expectations_list_by_list),
        cmocka_unit_test(adds_headings_to_roles),
        cmocka_unit_test(points_at_the_configuration_when_a_heading_is_wrong),
        cmocka_unit_test(shows_what_is_in_force_and_from_where),
    };
    return cmocka_run_group_tests_name("check_config", tests, NULL, NULL);
}
