// SPDX-License-Identifier: MIT
// Tests of the baseline: what it knows again, and what its file may hold.
#define _POSIX_C_SOURCE 200809L
#include "fixtures.h"

#include "report/baseline.h"

#define WORDS_A "0123456789abcdef0123456789abcdef"
#define WORDS_B "ffffffffffffffffffffffffffffffff"

static pf_check_finding finding(const char *file, const char *id, const char *fingerprint, uint32_t line)
{
    pf_check_finding made = {.id = id, .file = file, .place = {.first = {line, 1, 1, 1}}, .severity = PF_SEVERITY_WARNING};
    memcpy(made.fingerprint, fingerprint, sizeof made.fingerprint);
    return made;
}

typedef struct baseline_fixture {
    pf_arena arena;
    pf_diagnostics diagnostics;
    pf_baseline baseline;
} baseline_fixture;

static void open_fixture(baseline_fixture *f)
{
    pf_arena_init(&f->arena);
    pf_diagnostics_init(&f->diagnostics);
}

static void close_fixture(baseline_fixture *f)
{
    pf_diagnostics_release(&f->diagnostics);
    pf_arena_release(&f->arena);
}

static bool read_baseline(baseline_fixture *f, const char *json)
{
    return pf_baseline_read(&f->arena, "known.json", json, strlen(json), &f->baseline, &f->diagnostics);
}

static const pf_baseline_place nowhere = {0};

static void writes_one_sorted_finding_a_line_and_reads_it_again(void **state)
{
    (void)state;
    baseline_fixture f;
    open_fixture(&f);
    pf_check_finding findings[] = {
        finding("b.md", "missing-number/users", WORDS_A, 1), finding("a.md", "missing-pattern/large-blobs", WORDS_B, 9),
        finding("a.md", "missing-pattern/large-blobs", WORDS_A, 3), finding("a.md", "missing-pattern/large-blobs", WORDS_B, 2),
        finding("a \"b\".md", "contradiction/users", WORDS_A, 2), finding("c.md", "contradiction/users", WORDS_A, 2),
    };
    findings[5].waived = "we know";
    assert_true(pf_baseline_collect(&f.arena, nowhere, findings, 6, &f.baseline));
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    pf_baseline_write(&f.baseline, &buffer);
    static const char expected[] = "{\"schema\": \"patfinder/baseline/1\", \"findings\": [\n"
                                   "{\"id\":\"contradiction/users\",\"file\":\"a \\\"b\\\".md\",\"fingerprint\":\"" WORDS_A "\",\"count\":1},\n"
                                   "{\"id\":\"missing-pattern/large-blobs\",\"file\":\"a.md\",\"fingerprint\":\"" WORDS_A "\",\"count\":1},\n"
                                   "{\"id\":\"missing-pattern/large-blobs\",\"file\":\"a.md\",\"fingerprint\":\"" WORDS_B "\",\"count\":2},\n"
                                   "{\"id\":\"missing-number/users\",\"file\":\"b.md\",\"fingerprint\":\"" WORDS_A "\",\"count\":1}\n"
                                   "]}\n";
    assert_string_equal(buffer.bytes, expected);
    assert_true(read_baseline(&f, buffer.bytes));
    pf_buffer again;
    pf_buffer_init(&again);
    pf_baseline_write(&f.baseline, &again);
    assert_string_equal(again.bytes, expected);
    pf_buffer_release(&again);
    pf_buffer_release(&buffer);
    close_fixture(&f);
}

static void writes_an_empty_baseline(void **state)
{
    (void)state;
    baseline_fixture f;
    open_fixture(&f);
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    assert_true(pf_baseline_collect(&f.arena, nowhere, NULL, 0, &f.baseline));
    pf_baseline_write(&f.baseline, &buffer);
    assert_string_equal(buffer.bytes, "{\"schema\": \"patfinder/baseline/1\", \"findings\": []}\n");
    assert_true(read_baseline(&f, buffer.bytes));
    pf_check_finding one = finding("a.md", "contradiction/users", WORDS_A, 1);
    size_t unmatched;
    assert_true(pf_baseline_apply(&f.arena, nowhere, &f.baseline, &one, 1, (const char *const[]){"a.md"}, 1, &unmatched));
    assert_false(one.baselined);
    assert_int_equal(unmatched, 0);
    pf_buffer_release(&buffer);
    close_fixture(&f);
}

#define ENTRY(file, id, words, count) "{\"id\":\"" id "\",\"file\":\"" file "\",\"fingerprint\":\"" words "\",\"count\":" count "}"
#define BASELINE(entries) "{\"schema\": \"patfinder/baseline/1\", \"findings\": [" entries "]}"

static void knows_findings_by_their_words_as_often_as_they_count(void **state)
{
    (void)state;
    baseline_fixture f;
    open_fixture(&f);
    assert_true(read_baseline(&f, BASELINE(ENTRY("a.md", "contradiction/users", WORDS_A, "2") "," ENTRY("a.md", "contradiction/users", WORDS_B, "3") ","
                                               ENTRY("other.md", "contradiction/users", WORDS_A, "1"))));
    pf_check_finding findings[] = {
        finding("a.md", "contradiction/users", WORDS_A, 100), finding("a.md", "contradiction/users", WORDS_A, 200),
        finding("a.md", "contradiction/users", WORDS_A, 300), finding("a.md", "contradiction/steps", WORDS_A, 1),
        finding("b.md", "contradiction/users", WORDS_A, 1),   finding("a.md", "contradiction/users", WORDS_B, 1),
        finding("a.md", "contradiction/users", WORDS_B, 2),
    };
    findings[5].waived = "a waiver comes first";
    static const bool known[] = {true, true, false, false, false, false, true};
    size_t unmatched;
    assert_true(pf_baseline_apply(&f.arena, nowhere, &f.baseline, findings, 7, (const char *const[]){"b.md", "a.md"}, 2, &unmatched));
    for (size_t i = 0; i < 7; i++)
        if (findings[i].baselined != known[i])
            fail_msg("finding %zu is %s", i, known[i] ? "new" : "known");
    assert_int_equal(unmatched, 2); // of WORDS_B; other.md was not looked at
    close_fixture(&f);
}

static void names_documents_from_the_folder_of_the_baseline(void **state)
{
    (void)state;
    baseline_fixture f;
    open_fixture(&f);
    pf_check_finding there = finding("docs/a.md", "contradiction/users", WORDS_A, 1);
    assert_true(pf_baseline_collect(&f.arena, (pf_baseline_place){"/srv/docs", "/srv"}, &there, 1, &f.baseline));
    assert_string_equal(f.baseline.entries[0].file, "a.md");
    static const char *const names[][2] = {{"a.md", "/srv/docs"}, {"../docs/a.md", "/srv/src"}, {"/srv/docs/a.md", "/"}, {"./docs//a.md", "/srv"}};
    for (size_t i = 0; i < 4; i++) {
        pf_check_finding one = finding(names[i][0], "contradiction/users", WORDS_A, 1);
        size_t unmatched;
        assert_true(pf_baseline_apply(&f.arena, (pf_baseline_place){"/srv/docs", names[i][1]}, &f.baseline, &one, 1, &one.file, 1, &unmatched));
        if (!one.baselined || unmatched)
            fail_msg("%s from %s is new", names[i][0], names[i][1]);
    }
    pf_check_finding outside = finding("README.md", "contradiction/users", WORDS_A, 1);
    assert_true(pf_baseline_collect(&f.arena, (pf_baseline_place){"/srv/docs", "/srv"}, &outside, 1, &f.baseline));
    assert_string_equal(f.baseline.entries[0].file, "../README.md");
    close_fixture(&f);
}

static void takes_the_greater_count_where_branches_were_merged(void **state)
{
    (void)state;
    baseline_fixture f;
    open_fixture(&f);
    assert_true(read_baseline(&f, BASELINE(ENTRY("b.md", "x", WORDS_A, "1") "," ENTRY("a.md", "x", WORDS_A, "1") "," ENTRY("a.md", "x", WORDS_A, "2"))));
    assert_int_equal(f.baseline.count, 2);
    assert_string_equal(f.baseline.entries[0].file, "a.md");
    assert_int_equal(f.baseline.entries[0].count, 2);
    close_fixture(&f);
}

static void refuses_what_is_no_baseline(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        {"{\"schema\": \"patfinder/baseline/1\",\n<<<<<<< HEAD\n", "known.json:2:1: error: this is no valid JSON: "},
        {"", "known.json:1: error: this is no valid JSON: "},
        {"[]", "known.json: error: this is no baseline of this version of patfinder"},
        {"{\"schema\": \"patfinder/baseline/2\", \"findings\": []}", "write it anew with --write-baseline [baseline-version]"},
        {"{\"schema\": \"patfinder/baseline/1\"}", "a baseline has the keys 'schema' and 'findings' (a list) and no others [baseline-bad-finding]"},
        {"{\"schema\": \"patfinder/baseline/1\", \"findings\": [], \"x\": 1}", "a baseline has the keys"},
        {BASELINE(ENTRY("a.md", "x", WORDS_A, "1") ",3"), "known.json: error: finding 2 of the list needs 'id', 'file' and 'fingerprint'"},
        {BASELINE("{\"id\":\"x\",\"file\":\"a\",\"fingerprint\":\"" WORDS_A "\",\"line\":3}"), "finding 1 of the list needs"},
        {BASELINE(ENTRY("", "x", WORDS_A, "1")), "that is no text, or an empty one"},
        {BASELINE(ENTRY("a", "x", WORDS_A, "0")), "has a 'count' that is no whole number from 1 to 1,000,000"},
        {BASELINE(ENTRY("a", "x", WORDS_A, "1.5")), "has a 'count' that is no whole number"},
        {BASELINE(ENTRY("a", "x", "abc", "1")), "has a 'fingerprint' that is not 32 hexadecimal digits [baseline-bad-finding]"},
        {BASELINE("") "x", ": error: this is no valid JSON: end of file expected"},
        {"{\"schema\": \"patfinder/baseline/1\", \"schema\": \"patfinder/baseline/1\", \"findings\": []}", "duplicate object key"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        baseline_fixture f;
        open_fixture(&f);
        bool good = read_baseline(&f, wrong[i][0]);
        char *messages = messages_of(&f.diagnostics);
        if (good || !strstr(messages, wrong[i][1]) || f.diagnostics.errors != 1)
            fail_msg("%s\ngives: %s\nnot: %s", wrong[i][0], messages, wrong[i][1]);
        free(messages);
        close_fixture(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_one_sorted_finding_a_line_and_reads_it_again),
        cmocka_unit_test(writes_an_empty_baseline),
        cmocka_unit_test(knows_findings_by_their_words_as_often_as_they_count),
        cmocka_unit_test(names_documents_from_the_folder_of_the_baseline),
        cmocka_unit_test(takes_the_greater_count_where_branches_were_merged),
        cmocka_unit_test(refuses_what_is_no_baseline),
    };
    return cmocka_run_group_tests_name("check_baseline", tests, NULL, NULL);
}
