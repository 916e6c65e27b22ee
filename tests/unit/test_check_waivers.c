// SPDX-License-Identifier: MIT
// Tests of check/waivers: which places of a document a waiver reaches, what it says, and whether it was of use.
#define _POSIX_C_SOURCE 200809L
#include "fixtures.h"

#include "check/finding_id.h"
#include "check/waivers.h"

static const char waiver_rules[] =
    "pattern: post\n"
    "title: Sending letters\n"
    "problem: P\n"
    "facts:\n"
    "  - {name: envelopes, title: envelopes, dimension: count, of: [envelope]}\n"
    "signals:\n"
    "  - {id: letters, phrases: [letter], certainty: 0.6, because: b}\n"
    "options:\n"
    "  - {name: printer, title: A printer, text: t, when: w, because: b}\n"
    "considerations:\n"
    "  - {name: returned, text: t}\n";

static rules_fixture shared;

static int open_shared(void **state)
{
    (void)state;
    open_rules(&shared, waiver_rules);
    return 0;
}

static int close_shared(void **state)
{
    (void)state;
    close_rules(&shared);
    return 0;
}

typedef pf_document_status parser(pf_arena *arena, const char *source, size_t length, pf_document *document);

typedef struct waiver_fixture {
    pf_arena arena;
    pf_document document;
    pf_waivers waivers;
    pf_remarks remarks;
} waiver_fixture;

static void open_waivers(waiver_fixture *f, parser *parse, const char *source)
{
    *f = (waiver_fixture){.remarks = {.arena = &f->arena}};
    pf_arena_init(&f->arena);
    assert_int_equal(parse(&f->arena, source, strlen(source), &f->document), PF_DOCUMENT_OK);
    assert_true(pf_waivers_read(&f->arena, &f->document, shared.rules, &f->waivers));
}

static void close_waivers(waiver_fixture *f)
{
    pf_arena_release(&f->arena);
}

static const char *reason_for(waiver_fixture *f, const char *id, bool located, size_t at)
{
    pf_remark remark = {.kind = pf_check_find_kind(id), .id = id, .located = located, .start = (uint32_t)at, .end = (uint32_t)at + 1};
    pf_remarks alone = {.arena = &f->arena, .items = &remark, .count = 1};
    assert_true(pf_waivers_apply(&f->waivers, &alone, 0));
    return remark.waived;
}

// --- Reach ----------------------------------------------------------------------------------------------------------

#define IGNORE "<!-- patfinder: ignore missing-pattern/post -- known -->"
#define IGNORE_FILE "<!-- patfinder: ignore-file missing-pattern/post -- known -->"

// The places @1, @2 and so on of the text at which the finding is waived, as "12".
static void reaches_in(parser *parse, const char *source, const char *expected)
{
    waiver_fixture f;
    char reached[16] = "";
    open_waivers(&f, parse, source);
    for (const char *at = source; (at = strchr(at, '@')) != NULL; at++)
        if (reason_for(&f, "missing-pattern/post", true, (size_t)(at - source)))
            strncat(reached, at + 1, 1);
    if (strcmp(reached, expected) != 0)
        fail_msg("%s\nis waived at \"%s\", not at \"%s\"", source, reached, expected);
    close_waivers(&f);
}

static void reaches(const char *source, const char *expected)
{
    reaches_in(pf_document_parse_markdown, source, expected);
}

static void waives_in_the_block_in_which_it_stands(void **state)
{
    (void)state;
    reaches("@1\n\n@2 a " IGNORE " b\n@3\n\n@4\n", "23");
    reaches("@1\n\n@2 a " IGNORE "\n\n@3\n", "2");
    reaches("- @1\n- @2 " IGNORE "\n- @3\n", "2");
    reaches("- @1\n- @2\n  " IGNORE "\n- @3\n", "2");
    reaches("| @1 | b |\n|---|---|\n| @2 | c " IGNORE " |\n| @3 | d |\n", "2");
    reaches("> @1 " IGNORE "\n\n@2\n", "1");
}

static void waives_in_the_block_that_follows(void **state)
{
    (void)state;
    reaches("@1\n\n" IGNORE "\n\n@2\n@3\n\n@4\n", "23");
    reaches("@1\n\n" IGNORE "\n@2\n\n@3\n", "2");
    reaches("@1\n" IGNORE "\n@2\n", "2");
    reaches(IGNORE "\n\n- @1\n- @2\n", "1");
    reaches("- @1\n" IGNORE "\n- @2\n", "2");
    reaches("@1\n\n<!-- a note -->\n" IGNORE "\n<!-- another -->\n\n@2\n", "2");
    reaches("@1\n\n<!-- patfinder: ignore\n missing-pattern/post\n-- known -->\n\n@2\n\n@3\n", "2");
}

static void takes_a_table_for_one_block(void **state)
{
    (void)state;
    reaches(IGNORE "\n\n| @1 | b |\n|---|---|\n| @2 | c |\n| @3 | d |\n\n@4\n", "123");
    reaches("@1\n\n" IGNORE "\n| @2 | b |\n|---|---|\n| @3 | c |\n\n| @4 | b |\n|---|---|\n| @5 | c |\n", "23");
    reaches("| @1 | b |\n|---|---|\n| @2 | c |\n| @3 | d |\n" IGNORE "\n\n@4\n", "123");
    reaches("| @1 | b |\n|---|---|\n| @2 | c |\n\n" IGNORE "\n\n@3\n", "3");
    reaches("| @1 | b " IGNORE " |\n|---|---|\n| @2 | c |\n", "12");
    reaches("| " IGNORE " @1 | b |\n|---|---|\n| @2 | c |\n", "12");
    reaches("- @1\n\n  | @2 | b |\n  |---|---|\n  | @3 | c |\n  " IGNORE "\n\n- @4\n", "23");
}

static void waives_in_the_row_in_which_it_stands(void **state)
{
    (void)state;
    reaches("| @1 | b |\n|---|---|\n| @2 | c |\n| " IGNORE " @3 | d |\n| @4 | e |\n", "3");
    reaches("| @1 | b |\n|---|---|\n| @2 | c |\n| @3 | d | " IGNORE "\n| @4 | e |\n", "3");
    reaches("@1 | b\n---|---\n@2 | c " IGNORE "\n@3 | d\n", "2");
    reaches("| @1 | b |\n|---|---|\n| @2 | c |\n" IGNORE "\n| @3 | d |\n| @4 | e |\n", "3");
}

static void waives_in_the_block_right_above(void **state)
{
    (void)state;
    reaches("@1\n\n@2\n" IGNORE "\n\n@3\n", "2");
    reaches("@1\n\n@2\n" IGNORE "\n", "2");
    reaches("@1\n\n" IGNORE "\n", "");
}

static void waives_in_the_section_whose_heading_is_near(void **state)
{
    (void)state;
    reaches("@1\n\n## A @2\n\n" IGNORE "\n\n@3\n\n- @4\n\n### B\n\n@5\n\n## C\n\n@6\n", "2345");
    reaches("@1\n\n## A @2\n" IGNORE "\n@3\n\n@4\n\n## C\n\n@5\n", "234");
    reaches("@1\n\n" IGNORE "\n\n## A @2\n\n@3\n\n@4\n\n## C\n\n@5\n", "234");
    reaches("@1\n\n## A @2 " IGNORE "\n\n@3\n\n@4\n\n## C\n\n@5\n", "234");
    reaches("## A\n\n<!-- a note -->\n\n" IGNORE "\n\n@1\n\n@2\n\n## B\n\n@3\n", "12");
    reaches("## A\n\n" IGNORE "\n\n## B\n\n@1\n", "1");
    reaches("## A @1\n" IGNORE "\n\n## B\n\n@2\n", "1");
    reaches("@1\n\nTitle @2\n---\n\n@3\n\n" IGNORE "\n\n@4\n\n@5\n", "4");
}

static void waives_in_the_file(void **state)
{
    (void)state;
    reaches("@1\n\n## A @2\n\n- @3 " IGNORE_FILE "\n\n@4\n", "1234");
    reaches("@1\n\n" IGNORE_FILE "\n", "1");
    waiver_fixture f;
    open_waivers(&f, pf_document_parse_markdown, "a\n\n" IGNORE_FILE "\n");
    assert_string_equal(reason_for(&f, "missing-pattern/post", false, 0), "known");
    close_waivers(&f);
    open_waivers(&f, pf_document_parse_markdown, "a " IGNORE "\n");
    assert_null(reason_for(&f, "missing-pattern/post", false, 0)); // it has no place
    close_waivers(&f);
}

static void waives_nothing_where_it_is_shown(void **state)
{
    (void)state;
    reaches("@1 `" IGNORE_FILE "`\n", "");
    reaches("@1\n\n```html\n" IGNORE_FILE "\n```\n\n@2\n", "");
    reaches("@1\n\n```\nMembers can write to the office, and they do.\n\n" IGNORE_FILE "\n\nThe office answers within a day.\n```\n", "");
    reaches("- @1\n\n  ```html\n  " IGNORE_FILE "\n  ```\n\n@2\n", "");
    reaches("@1 \\" IGNORE_FILE "\n", "");
    reaches("---\ntitle: \"" IGNORE_FILE "\"\n---\n\n@1\n", "");
    reaches("@1 <!-- it says patfinder: ignore-file missing-pattern/post -- known -->\n", "");
    reaches("@1 <!-- patfinder: ignore-file missing-pattern/post -- known\n", "");
}

static void waives_in_plain_text_on_a_line_of_its_own(void **state)
{
    (void)state;
    reaches_in(pf_document_parse_plain, "@1\n\n" IGNORE "\n@2\n\n@3\n", "2");
    reaches_in(pf_document_parse_plain, "@1\n\n@2\n" IGNORE "\n\n@3\n", "2");
    reaches_in(pf_document_parse_plain, "@1\n\nTITLE @2\n\n" IGNORE "\n\n@3\n\n@4\n", "234");
    reaches_in(pf_document_parse_plain, "@1\n\n  " IGNORE_FILE "\n", "1");
    reaches_in(pf_document_parse_plain, "@1 as in " IGNORE_FILE "\n", "");
    reaches_in(pf_document_parse_plain, "@1\n```\n" IGNORE_FILE "\n```\n", "");
}

static void keeps_line_ends_and_marks_apart(void **state)
{
    (void)state;
    reaches("\xEF\xBB\xBF@1\r\n\r\n@2\r\n" IGNORE "\r\n\r\n@3\r\n", "2");
    reaches("@1\r\n\r\n" IGNORE "\r\n@2\r\n\r\n@3\r\n", "2");
}

// --- What it says ---------------------------------------------------------------------------------------------------

static void waives_by_id_or_its_first_parts(void **state)
{
    (void)state;
    static const struct {
        const char *ids, *finding;
        bool waived;
    } cases[] = {
        {"missing-pattern", "missing-pattern/post", true},
        {"missing-consideration/post", "missing-consideration/post/returned", true},
        {"missing-consideration/post/returned", "missing-consideration/post/returned", true},
        {"contradiction, missing-pattern/post", "missing-pattern/post", true},
        {"contradiction missing-pattern/post", "missing-pattern/post", true},
        {"contradiction ,missing-number,missing-pattern", "missing-number/envelopes", true},
        {"missing-consideration/post/returned", "missing-consideration/post", false},
        {"missing-pattern/post", "missing-number/envelopes", false},
        {"missing-number", "missing-pattern/post", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char source[256];
        snprintf(source, sizeof source, "<!--patfinder:ignore-file %s--because-->\n", cases[i].ids);
        waiver_fixture f;
        open_waivers(&f, pf_document_parse_markdown, source);
        const char *reason = reason_for(&f, cases[i].finding, false, 0);
        if (cases[i].waived != (reason != NULL) || (reason && strcmp(reason, "because") != 0))
            fail_msg("%s: %s is waived because of %s", source, cases[i].finding, reason ? reason : "nothing");
        close_waivers(&f);
    }
}

static void keeps_the_reason_as_it_is_written(void **state)
{
    (void)state;
    waiver_fixture f;
    open_waivers(&f, pf_document_parse_markdown, "<!-- patfinder: ignore-file missing-pattern --  by hand -- see #7: \xC3\xBC  -->\n");
    assert_string_equal(reason_for(&f, "missing-pattern/post", false, 0), "by hand -- see #7: \xC3\xBC");
    close_waivers(&f);
    open_waivers(&f, pf_document_parse_markdown,
                 "<!-- patfinder: ignore-file missing-pattern -- first -->\n<!-- patfinder: ignore-file missing-pattern -- second -->\n");
    assert_string_equal(reason_for(&f, "missing-pattern/post", false, 0), "first");
    close_waivers(&f);
}

static void explains_what_cannot_be_read(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        {"ignore missing-pattern/post", "it gives no reason behind '--'"},
        {"ignore missing-pattern/post - known", "it gives no reason behind '--'"},
        {"ignore missing-pattern/post \xE2\x80\x94 known", "it gives no reason behind '--'"},
        {"ignore-file missing-pattern/post --", "it gives no reason behind '--'"},
        {"ignore missing-pattern/post -- ", "it gives no reason behind '--'"},
        {"ignore -- known", "it names no finding"},
        {"ignore", "it names no finding"},
        {"", "it says neither 'ignore' nor 'ignore-file'"},
        {"ignored missing-pattern -- known", "it says neither 'ignore' nor 'ignore-file'"},
        {"ignore missing-patern -- known", "there is no finding 'missing-patern'; did you mean 'missing-pattern'?"},
        {"ignore missing-pattern, contradiction/envelope -- known", "there is no finding 'contradiction/envelope': there is no such fact; did you mean 'envelopes'?"},
        {"ignore missing-pattern/* -- known", "there is no finding 'missing-pattern/*': there is no such pattern"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char source[256];
        snprintf(source, sizeof source, "a\n\n<!-- patfinder: %s -->\n\nb\n", wrong[i][0]);
        waiver_fixture f;
        open_waivers(&f, pf_document_parse_markdown, source);
        assert_null(reason_for(&f, "missing-pattern/post", true, strlen(source) - 2));
        assert_true(pf_waivers_judge(&f.waivers, &f.remarks));
        const char *message = f.remarks.count ? f.remarks.items[0].message : "";
        if (f.remarks.count != 1 || strcmp(f.remarks.items[0].id, "bad-waiver") != 0 || !strstr(message, wrong[i][1]))
            fail_msg("%s\nsays \"%s\", not \"%s\"", source, message, wrong[i][1]);
        assert_int_equal(f.remarks.items[0].start, 3);
        assert_int_equal(f.remarks.items[0].end, strlen(source) - 4);
        close_waivers(&f);
    }
}

// --- Use ------------------------------------------------------------------------------------------------------------

static void assert_remarks(waiver_fixture *f, const char *expected)
{
    char ids[256] = "";
    assert_true(pf_waivers_judge(&f->waivers, &f->remarks));
    for (size_t i = 0; i < f->remarks.count; i++)
        snprintf(ids + strlen(ids), sizeof ids - strlen(ids), "%s: %s\n", f->remarks.items[i].id, f->remarks.items[i].message);
    assert_string_equal(ids, expected);
}

static void reports_each_id_that_waived_nothing(void **state)
{
    (void)state;
    waiver_fixture f;
    open_waivers(&f, pf_document_parse_markdown, "<!-- patfinder: ignore-file missing-pattern, contradiction, missing-number/envelopes -- known -->\n");
    assert_non_null(reason_for(&f, "contradiction/envelopes", false, 0));
    assert_remarks(&f, "unused-waiver: there is no 'missing-pattern' here to waive\n"
                       "unused-waiver: there is no 'missing-number/envelopes' here to waive\n");
    assert_int_equal(f.remarks.items[0].start, 0);
    close_waivers(&f);
}

static void counts_every_waiver_that_covers_a_finding_as_used(void **state)
{
    (void)state;
    waiver_fixture f;
    open_waivers(&f, pf_document_parse_markdown, IGNORE "\n\na\n\n" IGNORE_FILE "\n\n" IGNORE "\n\nb\n");
    assert_non_null(reason_for(&f, "missing-pattern/post", true, strlen(IGNORE) + 2));
    assert_remarks(&f, "unused-waiver: there is no 'missing-pattern/post' here to waive\n");
    assert_true(f.remarks.items[0].start > strlen(IGNORE) + strlen(IGNORE_FILE));
    close_waivers(&f);
}

static void reports_one_that_is_there_already(void **state)
{
    (void)state;
    waiver_fixture f;
    open_waivers(&f, pf_document_parse_markdown, IGNORE "\n" IGNORE "\na\n\n<!-- patfinder: ignore-file missing-pattern -- known -->\n");
    assert_non_null(reason_for(&f, "missing-pattern/post", true, 2 * strlen(IGNORE) + 2));
    assert_remarks(&f, "unused-waiver: 'missing-pattern/post' is waived here already, by a waiver before this one\n");
    assert_int_equal(f.remarks.items[0].start, strlen(IGNORE) + 1);
    close_waivers(&f);
}

static void reports_a_waiver_of_unused_waivers_where_there_are_none(void **state)
{
    (void)state;
    static const char waiver[] = "<!-- patfinder: ignore-file unused-waiver -- old ones -->\n";
    waiver_fixture f;
    open_waivers(&f, pf_document_parse_markdown, waiver);
    assert_remarks(&f, "unused-waiver: there is no 'unused-waiver' here to waive\n");
    assert_null(f.remarks.items[0].waived);
    close_waivers(&f);
    open_waivers(&f, pf_document_parse_markdown, "<!-- patfinder: ignore-file unused-waiver -- old ones -->\n\n" IGNORE_FILE "\n");
    assert_remarks(&f, "unused-waiver: there is no 'missing-pattern/post' here to waive\n");
    assert_string_equal(f.remarks.items[0].waived, "old ones");
    close_waivers(&f);
}

static void counts_a_waiver_of_bad_waivers_as_used(void **state)
{
    (void)state;
    waiver_fixture f;
    open_waivers(&f, pf_document_parse_markdown, "<!-- patfinder: ignore-file bad-waiver -- old ones -->\n\n<!-- patfinder: ignore x -->\n");
    assert_remarks(&f, "bad-waiver: this waiver cannot be read: it gives no reason behind '--'\n");
    assert_string_equal(f.remarks.items[0].waived, "old ones");
    close_waivers(&f);
}

static void complains_of_one_that_is_not_closed(void **state)
{
    (void)state;
    waiver_fixture f;
    open_waivers(&f, pf_document_parse_markdown, "a\n\n<!-- patfinder: ignore-file bad-waiver -- y\n\nb\n");
    assert_remarks(&f, "bad-waiver: this waiver cannot be read: it is not closed with '-->'\n");
    assert_null(f.remarks.items[0].waived);
    close_waivers(&f);
}

static void complains_of_one_that_is_closed_by_another_comment(void **state)
{
    (void)state;
    waiver_fixture f;
    open_waivers(&f, pf_document_parse_markdown, "<!-- patfinder: ignore-file missing-pattern -- y\n\nb\n\n<!-- a note -->\n");
    assert_remarks(&f, "bad-waiver: this waiver cannot be read: it is not closed with '-->'\n");
    close_waivers(&f);
}

static void complains_of_one_that_begins_nearly_right(void **state)
{
    (void)state;
    static const char *const beginnings[] = {"patfinder ignore", "patfinder-ignore", "Patfinder: ignore", "PATFINDER:ignore-file", "patfinder : ignore", "Patfinder: Ignore", "PATFINDER: IGNORE"};
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
        char source[128];
        snprintf(source, sizeof source, "<!-- %s missing-pattern -- y -->\n", beginnings[i]);
        waiver_fixture f;
        open_waivers(&f, pf_document_parse_markdown, source);
        assert_remarks(&f, "bad-waiver: this waiver cannot be read: it does not begin with 'patfinder: ignore'\n");
        close_waivers(&f);
    }
}

static void finds_nothing_where_there_is_no_waiver(void **state)
{
    (void)state;
    static const char *const sources[] = {"", "a\n", "<!-- a -->\n", "a <!-- patfinder -->\n", "<!-- patfinder was run on 3 May -->\n", "<!-- patfinders ignore -->\n", "<!--\n"};
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        waiver_fixture f;
        open_waivers(&f, pf_document_parse_markdown, sources[i]);
        assert_int_equal(f.waivers.count, 0);
        assert_remarks(&f, "");
        close_waivers(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(waives_in_the_block_in_which_it_stands),
        cmocka_unit_test(waives_in_the_block_that_follows),
        cmocka_unit_test(takes_a_table_for_one_block),
        cmocka_unit_test(waives_in_the_row_in_which_it_stands),
        cmocka_unit_test(waives_in_the_block_right_above),
        cmocka_unit_test(waives_in_the_section_whose_heading_is_near),
        cmocka_unit_test(waives_in_the_file),
        cmocka_unit_test(waives_nothing_where_it_is_shown),
        cmocka_unit_test(waives_in_plain_text_on_a_line_of_its_own),
        cmocka_unit_test(keeps_line_ends_and_marks_apart),
        cmocka_unit_test(waives_by_id_or_its_first_parts),
        cmocka_unit_test(keeps_the_reason_as_it_is_written),
        cmocka_unit_test(explains_what_cannot_be_read),
        cmocka_unit_test(reports_each_id_that_waived_nothing),
        cmocka_unit_test(counts_every_waiver_that_covers_a_finding_as_used),
        cmocka_unit_test(reports_one_that_is_there_already),
        cmocka_unit_test(reports_a_waiver_of_unused_waivers_where_there_are_none),
        cmocka_unit_test(counts_a_waiver_of_bad_waivers_as_used),
        cmocka_unit_test(complains_of_one_that_is_not_closed),
        cmocka_unit_test(complains_of_one_that_is_closed_by_another_comment),
        cmocka_unit_test(complains_of_one_that_begins_nearly_right),
        cmocka_unit_test(finds_nothing_where_there_is_no_waiver),
    };
    return cmocka_run_group_tests(tests, open_shared, close_shared);
}
