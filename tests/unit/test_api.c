// SPDX-License-Identifier: MIT
// Tests of the public interface, through its header alone.
#define _POSIX_C_SOURCE 200809L
#include "patfinder.h"

#include <locale.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

// --- Helpers --------------------------------------------------------------------------------------------------------

static const char own_rules[] =
    "pattern: gadget-tracking\n"
    "title: Gadget tracking\n"
    "problem: Gadgets get lost.\n"
    "signals:\n"
    "  - {id: says-so, phrases: [\"track .. gadget\"], certainty: 0.9, because: gadgets are tracked}\n"
    "examples: {fires: [\"We track every gadget.\"], silent: [\"Track nothing.\", \"We track a gadget, too.\"]}\n";

typedef struct temporary_file {
    char folder[32], path[64];
} temporary_file;

// A file of that ending, in a folder of its own; removed by close_file.
static temporary_file open_file(const char *bytes, size_t length, const char *ending)
{
    temporary_file file = {.folder = "/tmp/patfinder-api-XXXXXX"};
    assert_non_null(mkdtemp(file.folder));
    snprintf(file.path, sizeof file.path, "%s/it%s", file.folder, ending);
    FILE *out = fopen(file.path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(bytes, 1, length, out), length);
    assert_int_equal(fclose(out), 0);
    return file;
}

static void close_file(temporary_file *file)
{
    assert_int_equal(unlink(file->path), 0);
    assert_int_equal(rmdir(file->folder), 0);
}

static pf_rules *load(const char *path, pf_messages *messages)
{
    pf_rules *rules = pf_rules_load(&path, path ? 1 : 0, messages);
    if (!rules)
        fail_msg("the rules are refused: %s", pf_messages_get(messages, 0).text);
    assert_int_equal(pf_messages_count(messages), 0);
    return rules;
}

static pf_analysis *analyze(const pf_rules *rules, const char *text, pf_messages *messages)
{
    return pf_analyze(rules, "prompt.md", text, strlen(text), NULL, 0, messages);
}

static bool recommends(const pf_rules *rules, const char *text, const char *pattern)
{
    pf_messages *messages = pf_messages_new();
    pf_analysis *analysis = analyze(rules, text, messages);
    assert_non_null(analysis);
    pf_output output;
    assert_true(pf_write_recommendation(analysis, PF_FORMAT_NDJSON, (pf_style){0}, &output, messages));
    char key[100];
    snprintf(key, sizeof key, "\"pattern\":\"%s\",\"title\"", pattern);
    const char *end = strstr(output.bytes, "\"considered\"");
    const char *found = strstr(output.bytes, key);
    bool recommended = end && found && found < end;
    pf_output_release(&output);
    pf_analysis_free(analysis);
    pf_messages_free(messages);
    return recommended;
}

static const char video_prompt[] =
    "Design a service where users upload videos up to 10 GB and we transcode them in about 20 minutes.\n";

// --- Rules ----------------------------------------------------------------------------------------------------------

static void tells_its_version(void **state)
{
    (void)state;
    assert_string_equal(pf_version(), PF_VERSION);
}

static void keeps_two_rule_sets_apart(void **state)
{
    (void)state;
    pf_messages *messages = pf_messages_new();
    temporary_file file = open_file(own_rules, strlen(own_rules), ".yaml");
    pf_rules *plain = load(NULL, messages), *own = load(file.path, messages);
    static const char text[] = "Staff track every gadget in the warehouse.";
    assert_true(recommends(own, text, "gadget-tracking"));
    assert_false(recommends(plain, text, "gadget-tracking"));
    assert_true(recommends(own, video_prompt, "large-blobs"));
    assert_true(recommends(plain, video_prompt, "large-blobs"));
    // One is freed, the other still works.
    pf_rules_free(plain);
    assert_true(recommends(own, text, "gadget-tracking"));
    pf_rules_free(own);
    close_file(&file);
    pf_messages_free(messages);
}

static void refuses_bad_rules_with_their_place(void **state)
{
    (void)state;
    static const char bad[] = "pattern: p\ntitel: T\n";
    temporary_file file = open_file(bad, strlen(bad), ".yaml");
    pf_messages *messages = pf_messages_new();
    const char *path = file.path;
    assert_null(pf_rules_load(&path, 1, messages));
    assert_int_equal(pf_messages_errors(messages), 1);
    pf_message message = pf_messages_get(messages, 0);
    assert_true(message.is_error);
    assert_string_equal(message.code, "rule-unknown-key");
    assert_string_equal(message.file, file.path);
    assert_int_equal(message.line, 2);
    assert_int_equal(message.column, 1);
    assert_non_null(strstr(message.text, "did you mean 'title'?"));
    pf_output line;
    assert_true(pf_messages_format(messages, 0, &line));
    char expected[200];
    snprintf(expected, sizeof expected, "%s:2:1: error: %s [rule-unknown-key]\n", file.path, message.text);
    assert_string_equal(line.bytes, expected);
    assert_int_equal(line.length, strlen(expected));
    pf_output_release(&line);
    pf_messages_free(messages);
    close_file(&file);
}

static void refuses_rules_that_are_not_there(void **state)
{
    (void)state;
    pf_messages *messages = pf_messages_new();
    const char *path = "/nowhere/at/all";
    assert_null(pf_rules_load(&path, 1, messages));
    assert_int_equal(pf_messages_errors(messages), 1);
    assert_string_equal(pf_messages_get(messages, 0).file, path);
    pf_messages_free(messages);
}

// --- Analyses -------------------------------------------------------------------------------------------------------

static void analyses_memory_and_files_alike(void **state)
{
    (void)state;
    pf_messages *messages = pf_messages_new();
    pf_rules *rules = load(NULL, messages);
    temporary_file file = open_file(video_prompt, strlen(video_prompt), ".md");
    // Bytes that are not NUL-terminated, and may go away afterwards.
    char *bytes = malloc(strlen(video_prompt));
    assert_non_null(bytes);
    memcpy(bytes, video_prompt, strlen(video_prompt));
    pf_analysis *memory = pf_analyze(rules, file.path, bytes, strlen(video_prompt), NULL, 0, messages);
    pf_analysis *read = pf_analyze_file(rules, file.path, NULL, 0, messages);
    assert_non_null(memory);
    assert_non_null(read);
    static const pf_format formats[] = {PF_FORMAT_TEXT, PF_FORMAT_JSON, PF_FORMAT_NDJSON, PF_FORMAT_MARKDOWN};
    for (size_t i = 0; i < 4; i++) {
        pf_output a, b;
        assert_true(pf_write_recommendation(memory, formats[i], (pf_style){0}, &a, messages));
        assert_true(pf_write_recommendation(read, formats[i], (pf_style){0}, &b, messages));
        assert_string_equal(a.bytes, b.bytes);
        assert_int_equal(a.length, strlen(a.bytes));
        assert_true(i % 3 == 0 || strstr(a.bytes, file.path)); // JSON says where it comes from
        pf_output_release(&a);
        pf_output_release(&b);
    }
    pf_analysis_free(memory);
    pf_analysis_free(read);
    free(bytes);
    close_file(&file);
    pf_rules_free(rules);
    pf_messages_free(messages);
}

static void reads_plain_text_by_its_name(void **state)
{
    (void)state;
    pf_messages *messages = pf_messages_new();
    pf_rules *rules = load(NULL, messages);
    // A struck-out need is none in Markdown; in plain text the tildes are just tildes.
    static const char text[] = "~~Users upload videos up to 10 GB.~~ It is a blog.";
    static const char *const names[] = {"a.md", "a.txt"};
    for (size_t i = 0; i < 2; i++) {
        pf_analysis *analysis = pf_analyze(rules, names[i], text, strlen(text), NULL, 0, messages);
        assert_non_null(analysis);
        pf_output output;
        assert_true(pf_write_facts(analysis, PF_FORMAT_JSON, (pf_style){0}, &output, messages));
        assert_int_equal(strstr(output.bytes, "object_size") != NULL, i);
        pf_output_release(&output);
        pf_analysis_free(analysis);
    }
    pf_rules_free(rules);
    pf_messages_free(messages);
}

static void refuses_bad_input(void **state)
{
    (void)state;
    pf_messages *messages = pf_messages_new();
    pf_rules *rules = load(NULL, messages);
    assert_null(pf_analyze(rules, "empty.md", "", 0, NULL, 0, messages));
    assert_null(pf_analyze(rules, "bytes.md", "good\nb\xff", 7, NULL, 0, messages));
    assert_null(pf_analyze_file(rules, "/nowhere.md", NULL, 0, messages));
    assert_null(pf_analyze_file(rules, "/tmp", NULL, 0, messages));
    assert_int_equal(pf_messages_count(messages), 4);
    assert_int_equal(pf_messages_errors(messages), 4);
    static const char *const files[] = {"empty.md", "bytes.md", "/nowhere.md", "/tmp"};
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(pf_messages_get(messages, i).file, files[i]);
    assert_int_equal(pf_messages_get(messages, 1).line, 2);
    assert_int_equal(pf_messages_get(messages, 1).column, 2);
    pf_rules_free(rules);
    pf_messages_free(messages);
}

static void takes_settings(void **state)
{
    (void)state;
    pf_messages *messages = pf_messages_new();
    pf_rules *rules = load(NULL, messages);
    const pf_setting settings[] = {{"read_write_ratio", "200:1"}, {"users", "about 5 million"}};
    pf_analysis *analysis = pf_analyze(rules, "p", "A web site.", 11, settings, 2, messages);
    assert_non_null(analysis);
    pf_output output;
    assert_true(pf_write_facts(analysis, PF_FORMAT_JSON, (pf_style){0}, &output, messages));
    assert_non_null(strstr(output.bytes, "\"read_write_ratio\""));
    assert_non_null(strstr(output.bytes, "\"provenance\": \"set\""));
    pf_output_release(&output);
    pf_analysis_free(analysis);
    pf_rules_free(rules);
    pf_messages_free(messages);
}

static void refuses_wrong_settings(void **state)
{
    (void)state;
    static const struct {
        pf_setting setting;
        const char *code, *text;
    } wrong[] = {
        {{"read_write_ration", "10:1"}, "unknown-fact", "did you mean 'read_write_ratio'?"},
        {{"zzzzzzzzzzzz", "1"}, "unknown-fact", "there is no fact 'zzzzzzzzzzzz'"},
        {{"object_size", "20 minutes"}, "bad-value", "'20 minutes' is no size"},
        {{"users", "many"}, "bad-value", "'many' is no count"},
        {{"users", ""}, "bad-value", "'' is no count"},
        {{"users", "5 million and more to come"}, "bad-value", "is no count"},
    };
    pf_messages *messages = pf_messages_new();
    pf_rules *rules = load(NULL, messages);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_null(pf_analyze(rules, "p", "A web site.", 11, &wrong[i].setting, 1, messages));
        assert_int_equal(pf_messages_count(messages), i + 1);
        pf_message message = pf_messages_get(messages, i);
        assert_string_equal(message.code, wrong[i].code);
        if (!strstr(message.text, wrong[i].text))
            fail_msg("%s=%s gives: %s", wrong[i].setting.fact, wrong[i].setting.value, message.text);
    }
    pf_rules_free(rules);
    pf_messages_free(messages);
}

static char *facts_of(const pf_analysis *analysis, pf_messages *messages)
{
    pf_output output;
    assert_true(pf_write_facts(analysis, PF_FORMAT_JSON, (pf_style){0}, &output, messages));
    return output.bytes;
}

static void analyzes_the_same_text_with_other_settings(void **state)
{
    (void)state;
    pf_messages *messages = pf_messages_new();
    pf_rules *rules = load(NULL, messages);
    static const char text[] = "A web site.";
    const pf_setting first[] = {{"users", "5 million"}}, other[] = {{"read_write_ratio", "200:1"}}, wrong[] = {{"users", "many"}};
    pf_analysis *analysis = pf_analyze(rules, "p", text, strlen(text), first, 1, messages);
    pf_analysis *again = pf_analyze_again(analysis, other, 1, messages);
    assert_non_null(again);
    pf_analysis *third = pf_analyze_again(again, first, 1, messages);
    assert_non_null(third);
    pf_analysis *direct = pf_analyze(rules, "p", text, strlen(text), other, 1, messages);
    char *before = facts_of(analysis, messages), *after = facts_of(again, messages), *last = facts_of(third, messages), *expected = facts_of(direct, messages);
    assert_string_equal(after, expected);
    assert_string_equal(last, before);
    assert_non_null(strstr(after, "\"read_write_ratio\""));
    assert_null(strstr(after, "\"users\"")); // of the first analysis, whose settings do not carry over
    assert_null(pf_analyze_again(analysis, wrong, 1, messages));
    assert_string_equal(pf_messages_get(messages, 0).code, "bad-value");
    free(before);
    free(after);
    free(last);
    free(expected);
    pf_analysis_free(direct);
    pf_analysis_free(third);
    pf_analysis_free(again);
    pf_analysis_free(analysis);
    pf_rules_free(rules);
    pf_messages_free(messages);
}

static void writes_what_other_settings_change(void **state)
{
    (void)state;
    pf_messages *messages = pf_messages_new();
    pf_rules *rules = load(NULL, messages);
    static const char text[] = "Search for the nearest of 200,000 shops.";
    const pf_setting few[] = {{"entity_count", "2000"}};
    pf_analysis *before = pf_analyze(rules, "p", text, strlen(text), NULL, 0, messages), *after = pf_analyze_again(before, few, 1, messages);
    pf_output output;
    assert_true(pf_write_difference(before, after, NULL, PF_FORMAT_NDJSON, (pf_style){0}, &output, messages));
    assert_non_null(strstr(output.bytes, "\"what_if\":[{\"fact\":\"entity_count\",\"value\":\"2000\"}]"));
    assert_non_null(strstr(output.bytes, "\"changes\":[{\"pattern\":\"proximity-services\""));
    pf_output_release(&output);
    // The other way round, what is lost is not given.
    assert_true(pf_write_difference(after, before, NULL, PF_FORMAT_NDJSON, (pf_style){0}, &output, messages));
    assert_non_null(strstr(output.bytes, "\"what_if\":[]"));
    pf_output_release(&output);
    assert_false(pf_write_difference(before, after, "proximity-service", PF_FORMAT_TEXT, (pf_style){0}, &output, messages));
    assert_null(output.bytes);
    assert_string_equal(pf_messages_get(messages, 0).code, "unknown-pattern");
    assert_false(pf_write_difference(before, after, NULL, PF_FORMAT_SARIF, (pf_style){0}, &output, messages));
    assert_string_equal(pf_messages_get(messages, 1).code, "no-such-format");
    pf_analysis_free(after);
    pf_analysis_free(before);
    pf_rules_free(rules);
    pf_messages_free(messages);
}

// --- Reports --------------------------------------------------------------------------------------------------------

typedef struct report_fixture {
    pf_messages *messages;
    pf_rules *rules;
    pf_analysis *analysis;
} report_fixture;

static void open_report(report_fixture *f)
{
    f->messages = pf_messages_new();
    f->rules = load(NULL, f->messages);
    f->analysis = analyze(f->rules, video_prompt, f->messages);
    assert_non_null(f->analysis);
}

static void close_report(report_fixture *f)
{
    pf_analysis_free(f->analysis);
    pf_rules_free(f->rules);
    pf_messages_free(f->messages);
}

static bool write_report(const report_fixture *f, int report, pf_format format, pf_output *output)
{
    const pf_style style = {.width = 100};
    switch (report) {
    case 0: return pf_write_recommendation(f->analysis, format, style, output, f->messages);
    case 1: return pf_write_facts(f->analysis, format, style, output, f->messages);
    case 2: return pf_write_explanation(f->analysis, "large-blobs", format, style, output, f->messages);
    case 3: return pf_write_list(f->rules, format, style, output, f->messages);
    default: return pf_write_pattern(f->rules, "large-blobs", format, style, output, f->messages);
    }
}

static void writes_every_report_in_its_formats(void **state)
{
    (void)state;
    static const char *const says[] = {"large-blobs", "object_size", "large-blobs", "scaling-reads", "presigned"};
    report_fixture f;
    open_report(&f);
    for (int report = 0; report < 5; report++)
        for (int format = PF_FORMAT_TEXT; format <= PF_FORMAT_MARKDOWN; format++) {
            pf_output output = {(char *)1, 7};
            size_t before = pf_messages_count(f.messages);
            if (!write_report(&f, report, (pf_format)format, &output)) {
                // A format that this report does not have.
                assert_string_equal(pf_messages_get(f.messages, before).code, "no-such-format");
                assert_null(output.bytes);
                assert_int_equal(output.length, 0);
                assert_int_equal(format, PF_FORMAT_MARKDOWN); // the others are there for all
                continue;
            }
            assert_int_equal(pf_messages_count(f.messages), before);
            assert_int_equal(output.length, strlen(output.bytes));
            assert_int_equal(output.bytes[output.length - 1], '\n');
            bool json = format == PF_FORMAT_JSON || format == PF_FORMAT_NDJSON;
            if (json && !strstr(output.bytes, says[report]))
                fail_msg("report %d says nothing of %s", report, says[report]);
            if (json)
                assert_int_equal(output.bytes[0], '{');
            if (format == PF_FORMAT_NDJSON)
                assert_ptr_equal(strchr(output.bytes, '\n'), output.bytes + output.length - 1);
            assert_null(strchr(output.bytes, '\x1b'));
            pf_output_release(&output);
            assert_null(output.bytes);
        }
    pf_output output = {(char *)1, 7};
    assert_false(pf_write_recommendation(f.analysis, (pf_format)9, (pf_style){0}, &output, f.messages));
    assert_null(output.bytes);
    assert_string_equal(pf_messages_get(f.messages, pf_messages_count(f.messages) - 1).code, "no-such-format");
    close_report(&f);
}

static void puts_all_patterns_on_a_cheat_sheet(void **state)
{
    (void)state;
    static const pf_format formats[] = {PF_FORMAT_TEXT, PF_FORMAT_MARKDOWN, PF_FORMAT_HTML};
    report_fixture f;
    open_report(&f);
    pf_output output;
    for (size_t i = 0; i < 3; i++) {
        assert_true(pf_write_cheatsheet(f.rules, formats[i], (pf_style){0}, &output, f.messages));
        assert_int_equal(output.length, strlen(output.bytes));
        assert_non_null(strstr(output.bytes, "contention"));
        assert_non_null(strstr(output.bytes, "Horizontal sharding"));
        assert_null(strstr(output.bytes, "\xE2\x80\xA6")); // what comes with the program is not cut
        pf_output_release(&output);
    }
    output = (pf_output){(char *)1, 7};
    assert_false(pf_write_cheatsheet(f.rules, PF_FORMAT_JSON, (pf_style){0}, &output, f.messages));
    assert_null(output.bytes);
    assert_int_equal(output.length, 0);
    pf_message refusal = pf_messages_get(f.messages, pf_messages_count(f.messages) - 1);
    assert_string_equal(refusal.code, "no-such-format");
    assert_non_null(strstr(refusal.text, "text, markdown or html"));
    close_report(&f);
}

static void lays_text_out_as_asked(void **state)
{
    (void)state;
    report_fixture f;
    open_report(&f);
    pf_output narrow, wide, colored;
    assert_true(pf_write_recommendation(f.analysis, PF_FORMAT_TEXT, (pf_style){.width = 50}, &narrow, f.messages));
    assert_true(pf_write_recommendation(f.analysis, PF_FORMAT_TEXT, (pf_style){.width = 120, .verbose = true}, &wide,
                                        f.messages));
    assert_true(pf_write_recommendation(f.analysis, PF_FORMAT_TEXT, (pf_style){.color = true}, &colored, f.messages));
    assert_non_null(strchr(colored.bytes, '\x1b'));
    assert_true(wide.length > narrow.length); // all there is to say, instead of the first of it
    pf_output_release(&narrow);
    pf_output_release(&wide);
    pf_output_release(&colored);
    close_report(&f);
}

static void refuses_unknown_patterns(void **state)
{
    (void)state;
    report_fixture f;
    open_report(&f);
    pf_output output = {(char *)1, 7};
    assert_false(pf_write_explanation(f.analysis, "large-blob", PF_FORMAT_TEXT, (pf_style){0}, &output, f.messages));
    assert_null(output.bytes);
    assert_false(pf_write_pattern(f.rules, "zzzzzzzz", PF_FORMAT_TEXT, (pf_style){0}, &output, f.messages));
    assert_int_equal(pf_messages_errors(f.messages), 2);
    assert_string_equal(pf_messages_get(f.messages, 0).code, "unknown-pattern");
    assert_non_null(strstr(pf_messages_get(f.messages, 0).text, "did you mean 'large-blobs'?"));
    assert_null(strstr(pf_messages_get(f.messages, 1).text, "did you mean"));
    close_report(&f);
}

// --- For authors of rules -------------------------------------------------------------------------------------------

static void runs_the_examples_of_rules(void **state)
{
    (void)state;
    temporary_file file = open_file(own_rules, strlen(own_rules), ".yaml");
    pf_messages *messages = pf_messages_new();
    pf_rules *rules = load(file.path, messages);
    pf_output output;
    size_t failed = 99;
    assert_true(pf_rules_test(rules, "gadget-tracking", &output, &failed, messages));
    assert_int_equal(failed, 1);
    char expected[200];
    snprintf(expected, sizeof expected, "%s:6:74: gadget-tracking: must not be recommended", file.path);
    assert_int_equal(strncmp(output.bytes, expected, strlen(expected)), 0);
    assert_non_null(strstr(output.bytes, "\n2 examples passed, 1 failed\n"));
    pf_output_release(&output);
    // Without a name all examples of the files loaded, and not those of the default rules.
    assert_true(pf_rules_test(rules, NULL, &output, &failed, messages));
    assert_non_null(strstr(output.bytes, "\n2 examples passed, 1 failed\n"));
    pf_output_release(&output);
    pf_rules_free(rules);
    pf_messages_free(messages);
    close_file(&file);
}

static void gives_schemas_and_templates(void **state)
{
    (void)state;
    pf_output output;
    assert_true(pf_rules_schema(&output));
    assert_non_null(strstr(output.bytes, "\"$schema\""));
    pf_output_release(&output);
    assert_true(pf_recommendation_schema(&output));
    assert_non_null(strstr(output.bytes, "\"urn:patfinder:schema:recommend:1\""));
    pf_output_release(&output);
    assert_true(pf_difference_schema(&output));
    assert_non_null(strstr(output.bytes, "\"urn:patfinder:schema:difference:1\""));
    pf_output_release(&output);
    assert_true(pf_check_schema(&output));
    assert_non_null(strstr(output.bytes, "\"urn:patfinder:schema:check:1\""));
    pf_output_release(&output);
    assert_true(pf_quiz_schema(&output));
    assert_non_null(strstr(output.bytes, "\"urn:patfinder:schema:quiz:1\""));
    pf_output_release(&output);
    assert_true(pf_quiz_progress_schema(&output));
    assert_non_null(strstr(output.bytes, "\"urn:patfinder:schema:quiz-stats:1\""));
    pf_output_release(&output);
    assert_true(pf_questions_schema(&output));
    assert_non_null(strstr(output.bytes, "\"urn:patfinder:schema:ask:1\""));
    pf_output_release(&output);
    pf_messages *messages = pf_messages_new();
    assert_false(pf_rules_template("Rate Limiting", &output, messages));
    assert_string_equal(pf_messages_get(messages, 0).code, "bad-pattern-id");
    assert_null(output.bytes);
    char long_id[62];
    memset(long_id, 'a', sizeof long_id - 1);
    long_id[61] = '\0';
    assert_false(pf_rules_template(long_id, &output, messages));
    assert_non_null(strstr(pf_messages_get(messages, 1).text, "use at most 60 characters"));
    assert_true(pf_rules_template(long_id + 1, &output, messages));
    pf_output_release(&output);
    pf_messages_free(messages);
    // What is given to begin with is good as it stands.
    messages = pf_messages_new();
    assert_true(pf_rules_template("rate-limiting", &output, messages));
    temporary_file file = open_file(output.bytes, output.length, ".yaml");
    pf_output_release(&output);
    pf_rules *rules = load(file.path, messages);
    size_t failed = 99;
    assert_true(pf_rules_test(rules, "rate-limiting", &output, &failed, messages));
    assert_string_equal(output.bytes, "2 examples passed, 0 failed\n");
    pf_output_release(&output);
    pf_rules_free(rules);
    pf_messages_free(messages);
    close_file(&file);
}

static void measures_rules_on_labelled_texts(void **state)
{
    (void)state;
    static const char texts[] = "texts:\n"
                                "  - {id: right, text: We track every gadget., must: [gadget-tracking]}\n"
                                "  - {id: wrong, text: Gadgets are nice., must: [gadget-tracking]}\n"
                                "  - {id: nothing, text: A blog.}\n";
    temporary_file own = open_file(own_rules, strlen(own_rules), ".yaml"),
                   file = open_file(texts, strlen(texts), ".yaml");
    pf_messages *messages = pf_messages_new();
    pf_rules *rules = load(own.path, messages);
    pf_output output = {0};
    assert_true(pf_rules_evaluate(rules, file.path, PF_FORMAT_TEXT, (pf_style){0}, true, &output, messages));
    char expected[200];
    snprintf(expected, sizeof expected, "%s:3: wrong: missed gadget-tracking (0.00)\n", file.path);
    assert_int_equal(strncmp(output.bytes, expected, strlen(expected)), 0);
    assert_non_null(strstr(output.bytes, "\nall                          1.000  0.500 0.667      1      0      1\n"));
    assert_non_null(strstr(output.bytes, "on 3 texts; 0 false alarms on the 1 text that calls for nothing\n"));
    pf_output_release(&output);
    assert_false(pf_rules_evaluate(rules, "/nowhere.yaml", PF_FORMAT_TEXT, (pf_style){0}, false, &output, messages));
    assert_int_equal(pf_messages_errors(messages), 1);
    assert_null(output.bytes);
    pf_rules_free(rules);
    pf_messages_free(messages);
    close_file(&file);
    close_file(&own);
}

static void suggests_names(void **state)
{
    (void)state;
    const char *const names[] = {"recommend", "facts", "explain"};
    assert_string_equal(pf_suggest("recomend", names, 3), "recommend");
    assert_null(pf_suggest("zzz", names, 3));
}

// Whether this machine has a locale that writes 0,5; the program is in it then.
static bool enter_comma_locale(void)
{
    static const char *const names[] = {"de_DE.UTF-8", "de_DE.utf8", "de_DE", "fr_FR.UTF-8", "es_ES.UTF-8", "it_IT.UTF-8", "pt_BR.UTF-8", "ru_RU.UTF-8"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (setlocale(LC_ALL, names[i]) && strcmp(localeconv()->decimal_point, ",") == 0)
            return true;
    setlocale(LC_ALL, "C");
    return false;
}

// All that a program asks of the library, one after the other.
static void ask_everything(const char *rule_file, const char *labelled, pf_output outputs[6])
{
    pf_messages *messages = pf_messages_new();
    pf_rules *rules = load(rule_file, messages);
    static const pf_setting setting = {"read_write_ratio", "2.5:1"};
    static const char text[] = "Staff track every gadget. 1.5 million daily users read 2.5 pages a day and upload videos of 4.5 GB.";
    pf_analysis *analysis = pf_analyze(rules, "prompt.md", text, strlen(text), &setting, 1, messages);
    assert_non_null(analysis);
    assert_true(pf_write_recommendation(analysis, PF_FORMAT_JSON, (pf_style){0}, &outputs[0], messages));
    assert_true(pf_write_facts(analysis, PF_FORMAT_TEXT, (pf_style){0}, &outputs[1], messages));
    assert_true(pf_write_explanation(analysis, "large-blobs", PF_FORMAT_TEXT, (pf_style){0}, &outputs[2], messages));
    assert_true(pf_write_pattern(rules, "gadget-tracking", PF_FORMAT_JSON, (pf_style){0}, &outputs[3], messages));
    assert_true(pf_rules_schema(&outputs[4]));
    assert_true(pf_rules_evaluate(rules, labelled, PF_FORMAT_TEXT, (pf_style){0}, true, &outputs[5], messages));
    pf_analysis_free(analysis);
    pf_rules_free(rules);
    pf_messages_free(messages);
}

static void gives_the_same_bytes_in_every_locale(void **state)
{
    (void)state;
    static const char labelled[] = "texts:\n  - {id: right, text: We track every gadget., must: [gadget-tracking]}\n";
    temporary_file own = open_file(own_rules, strlen(own_rules), ".yaml"), file = open_file(labelled, strlen(labelled), ".yaml");
    pf_output expected[6] = {0}, actual[6] = {0};
    ask_everything(own.path, file.path, expected);
    bool found = enter_comma_locale();
    if (found)
        ask_everything(own.path, file.path, actual);
    char half[8];
    snprintf(half, sizeof half, "%.1f", 0.5);
    setlocale(LC_ALL, "C");
    for (size_t i = 0; i < 6; i++) {
        if (found)
            assert_string_equal(actual[i].bytes, expected[i].bytes);
        pf_output_release(&expected[i]);
        pf_output_release(&actual[i]);
    }
    close_file(&file);
    close_file(&own);
    if (!found) {
        print_message("# this machine has no locale with a decimal comma\n");
        skip();
    }
    assert_string_equal(half, "0,5"); // the program itself stays where it was
}

enum { THREADS = 4, ROUNDS = 12 };

// What one of several threads makes of the texts, with the rules of all.
typedef struct text_reader {
    const pf_rules *rules;
    bool agrees; // with what one thread made of them
    pthread_t thread;
} text_reader;

static bool writes(const pf_rules *rules, const char *text, pf_output *output)
{
    pf_messages *messages = pf_messages_new();
    pf_analysis *analysis = messages ? analyze(rules, text, messages) : NULL;
    bool written = analysis && pf_write_recommendation(analysis, PF_FORMAT_JSON, (pf_style){0}, output, messages);
    pf_analysis_free(analysis);
    pf_messages_free(messages);
    return written;
}

// A regular expression of the rules is asked about the first, a number decides on the second.
static const char *const read_texts[] = {
    "Show the nearest one of the 20,000 shops; a report takes 20 minutes -> then it is mailed -> then filed -> closed. We track every gadget.",
    "10 million users read 50 times for each of their writes, and send each other messages.",
};
static pf_output alone[sizeof read_texts / sizeof *read_texts];

static void *read_all(void *context)
{
    text_reader *reader = context;
    reader->agrees = true;
    for (size_t i = 0; i < ROUNDS; i++) {
        size_t which = i % (sizeof read_texts / sizeof *read_texts);
        pf_output output = {0};
        reader->agrees = reader->agrees && writes(reader->rules, read_texts[which], &output) && strcmp(output.bytes, alone[which].bytes) == 0;
        pf_output_release(&output);
    }
    return NULL;
}

static void serves_several_threads_with_one_rule_set(void **state)
{
    (void)state;
    text_reader readers[THREADS];
    temporary_file file = open_file(own_rules, strlen(own_rules), ".yaml");
    pf_messages *messages = pf_messages_new();
    pf_rules *rules = load(file.path, messages);
    for (size_t i = 0; i < sizeof read_texts / sizeof *read_texts; i++)
        assert_true(writes(rules, read_texts[i], &alone[i]));
    for (size_t i = 0; i < THREADS; i++) {
        readers[i].rules = rules;
        assert_int_equal(pthread_create(&readers[i].thread, NULL, read_all, &readers[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(readers[i].thread, NULL), 0);
        assert_true(readers[i].agrees);
    }
    for (size_t i = 0; i < sizeof read_texts / sizeof *read_texts; i++)
        pf_output_release(&alone[i]);
    pf_rules_free(rules);
    pf_messages_free(messages);
    close_file(&file);
}

static void frees_nothing(void **state)
{
    (void)state;
    pf_rules_free(NULL);
    pf_analysis_free(NULL);
    pf_messages_free(NULL);
    pf_output output = {0};
    pf_output_release(&output);
    pf_output_release(&output);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_its_version),
        cmocka_unit_test(keeps_two_rule_sets_apart),
        cmocka_unit_test(refuses_bad_rules_with_their_place),
        cmocka_unit_test(refuses_rules_that_are_not_there),
        cmocka_unit_test(analyses_memory_and_files_alike),
        cmocka_unit_test(reads_plain_text_by_its_name),
        cmocka_unit_test(refuses_bad_input),
        cmocka_unit_test(takes_settings),
        cmocka_unit_test(refuses_wrong_settings),
        cmocka_unit_test(analyzes_the_same_text_with_other_settings),
        cmocka_unit_test(writes_what_other_settings_change),
        cmocka_unit_test(writes_every_report_in_its_formats),
        cmocka_unit_test(puts_all_patterns_on_a_cheat_sheet),
        cmocka_unit_test(lays_text_out_as_asked),
        cmocka_unit_test(refuses_unknown_patterns),
        cmocka_unit_test(runs_the_examples_of_rules),
        cmocka_unit_test(gives_schemas_and_templates),
        cmocka_unit_test(measures_rules_on_labelled_texts),
        cmocka_unit_test(suggests_names),
        cmocka_unit_test(gives_the_same_bytes_in_every_locale),
        cmocka_unit_test(serves_several_threads_with_one_rule_set),
        cmocka_unit_test(frees_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
