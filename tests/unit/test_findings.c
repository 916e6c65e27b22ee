// SPDX-License-Identifier: MIT
// Tests of the reports of a check on runs made by hand: the bytes of each format, what is silenced, and documents that
// would rather be a command, a tag, a link or a colour. SARIF is tested in test_sarif.c.
#include "findings_support.h"

#include "base/utf8.h"

static const pf_format formats[] = {PF_FORMAT_TEXT,   PF_FORMAT_JSON,  PF_FORMAT_NDJSON, PF_FORMAT_MARKDOWN,
                                    PF_FORMAT_GNU,    PF_FORMAT_SARIF, PF_FORMAT_GITHUB, PF_FORMAT_GITLAB,
                                    PF_FORMAT_RDJSON, PF_FORMAT_JUNIT};

// --- Text -----------------------------------------------------------------------------------------------------------

static void test_text(void **state)
{
    (void)state;
    assert_report(usual_run(), PF_FORMAT_TEXT,
                  "./docs/tickets.md:4:7: warning: missing-pattern/contention\n"
                  "  The requirements call for dealing with contention, and the design never speaks\n"
                  "  of it.\n"
                  "    - \"go for the same seats\": many want one thing at once\n"
                  "    - \"no seat is sold twice\" (line 9): it must hold however many buy\n"
                  "  To do: say how two buyers of one seat are told apart.\n"
                  "\n"
                  "./docs/tickets.md:1:1: hint: missing-number/object_size\n"
                  "  The size of a file is not stated.\n"
                  "  To do: state how large the largest file is.\n"
                  "\n"
                  "1 warning, 1 hint in 3 documents (1 waived, 1 in the baseline; 2 are no design\n"
                  "documents)\n");
}

static void test_text_style(void **state)
{
    (void)state;
    char *text = styled(usual_run(), PF_FORMAT_TEXT, (pf_style){.width = 80, .verbose = true, .color = true});
    assert_non_null(strstr(text, "\x1b[35m\"on sale\"\x1b[0m\x1b[2m (line 11)\x1b[0m: everybody comes at once\n"));
    assert_non_null(strstr(text, "\x1b[33mwarning\x1b[0m: \x1b[36mmissing-pattern/contention\x1b[0m\n"));
    free(text);
    text = styled(usual_run(), PF_FORMAT_TEXT, (pf_style){.width = 40});
    assert_non_null(strstr(
        text, "  The requirements call for dealing with\n  contention, and the design never\n  speaks of it.\n"));
    free(text);
}

static void test_closing_line(void **state)
{
    (void)state;
    pf_check_run run = {.documents = 1};
    assert_report(run, PF_FORMAT_TEXT, "No findings in 1 document\n");
    run.documents = 12;
    run.not_designs = 1;
    run.without_design = 3;
    assert_report(run, PF_FORMAT_TEXT,
                  "No findings in 12 documents (1 is no design document; 3 have no design section)\n");
    pf_check_finding both = contention; // waived and in the baseline: counted once
    both.waived = "a reason";
    both.baselined = true;
    run = run_of(&both, 1);
    assert_report(run, PF_FORMAT_TEXT, "No findings in 1 document (1 waived)\n");
    pf_check_finding *many = copies(&contention, 5);
    many[0].severity = many[1].severity = PF_SEVERITY_ERROR;
    many[2].severity = many[3].severity = PF_SEVERITY_INFO;
    char *text = report(run_of(many, 5), PF_FORMAT_TEXT);
    assert_non_null(strstr(text, "\n\n2 errors, 1 warning, 2 info in 1 document\n"));
    free(text);
    free(many);
}

// --- One line each --------------------------------------------------------------------------------------------------

static void test_gnu(void **state)
{
    (void)state;
    assert_report(
        usual_run(), PF_FORMAT_GNU,
        "./docs/tickets.md:4:7: warning: The requirements call for dealing with contention, and the design never "
        "speaks of it [missing-pattern/contention]\n"
        "./docs/tickets.md:1:1: note: The size of a file is not stated [missing-number/object_size]\n");
    assert_report((pf_check_run){.documents = 1}, PF_FORMAT_GNU, "");
    char *text = report(run_of(&hostile, 1), PF_FORMAT_GNU);
    assert_int_equal(count_of(text, "\n"), 1);
    assert_ptr_equal(strstr(text, "./ ::error::\xC3\x9C,1%:[x].md:3:1: error: "), text); // not a command
    free(text);
}

static void test_github(void **state)
{
    (void)state;
    assert_report(
        usual_run(), PF_FORMAT_GITHUB,
        "::warning file=docs/tickets.md,line=4,endLine=4,col=7,endColumn=17,title=missing-pattern/contention::"
        "The requirements call for dealing with contention, and the design never speaks of it.%0A"
        "Say how two buyers of one seat are told apart.\n"
        "::notice file=docs/tickets.md,line=1,title=missing-number/object_size::"
        "The size of a file is not stated.%0AState how large the largest file is.\n");
    assert_report((pf_check_run){.documents = 1}, PF_FORMAT_GITHUB, "");
    char *text = report(run_of(&hostile, 1), PF_FORMAT_GITHUB); // on two lines, so without columns
    const char *head =
        "::error file= %3A%3Aerror%3A%3A\xC3\x9C%2C1%25%3A[x].md,line=3,endLine=4,title=contradiction/users::";
    assert_memory_equal(text, head, strlen(head));
    assert_non_null(strstr(text, "100%25.%0A"));
    assert_int_equal(count_of(text, "\n"), 1);
    free(text);
}

static void test_github_shows_ten_of_a_level(void **state)
{
    (void)state;
    pf_check_finding *many = copies(&contention, 34);
    for (size_t i = 0; i < 11; i++)
        many[i].severity = PF_SEVERITY_HINT; // notices, the worst of which come first
    many[11].severity = PF_SEVERITY_INFO;
    many[33].severity = PF_SEVERITY_ERROR;
    char *text = report(run_of(many, 34), PF_FORMAT_GITHUB);
    assert_int_equal(count_of(text, "::error "), 1);
    assert_ptr_equal(strstr(text, "::error "), text);
    assert_int_equal(count_of(text, "::warning "), 10);
    assert_int_equal(count_of(text, "::notice "), 10);
    assert_non_null(
        strstr(text, "\nAnd 11 more warnings, 2 more notices; GitHub shows 10 of a level for each step.\n"));
    free(text);
    text = report(run_of(many + 11, 11), PF_FORMAT_GITHUB); // one info, ten warnings: nothing is left out
    assert_null(strstr(text, "more"));
    free(text);
    free(many);
}

// --- JSON -----------------------------------------------------------------------------------------------------------

static void test_json(void **state)
{
    (void)state;
    json_t *root = parsed(usual_run(), PF_FORMAT_JSON);
    assert_string_equal(string_at(root, "schema"), "patfinder/check/1");
    assert_int_equal(json_array_size(at(root, "findings")), 4);
    assert_string_equal(string_at(root, "findings/0/kind"), "missing-pattern");
    assert_string_equal(string_at(root, "findings/0/severity"), "warning");
    assert_string_equal(string_at(root, "findings/0/fingerprint"), contention.fingerprint);
    assert_int_equal(number_at(root, "findings/0/line"), 4);
    assert_int_equal(number_at(root, "findings/0/column"), 7); // in characters
    assert_int_equal(number_at(root, "findings/0/end_column"), 17);
    assert_int_equal(number_at(root, "findings/0/start"), 90);
    assert_int_equal(number_at(root, "findings/0/evidence/2/line"), 11);
    assert_string_equal(string_at(root, "findings/0/evidence/2/because"), "everybody comes at once");
    assert_true(json_is_null(at(root, "findings/0/waived")));
    assert_true(json_is_false(at(root, "findings/1/located")));
    assert_string_equal(string_at(root, "findings/2/waived"), "one <till> only");
    assert_true(json_is_true(at(root, "findings/3/baselined")));
    char *summary = json_dumps(at(root, "summary"), JSON_COMPACT);
    assert_string_equal(summary,
                        "{\"error\":0,\"warning\":1,\"info\":0,\"hint\":1,\"waived\":1,\"baselined\":1,\"documents\":3,"
                        "\"not_designs\":2,\"without_design\":0,\"fail_on\":\"warning\",\"failed\":true}");
    free(summary);
    json_decref(root);
}

static void test_json_keeps_the_text_as_it_is(void **state)
{
    (void)state;
    json_t *root = parsed(run_of(&hostile, 1), PF_FORMAT_JSON);
    assert_string_equal(string_at(root, "findings/0/message"), hostile_words);
    assert_string_equal(string_at(root, "findings/0/evidence/0/text"), hostile_words);
    json_decref(root);
}

static void test_json_fails_as_asked(void **state)
{
    (void)state;
    pf_check_run run = usual_run();
    run.fail_on = PF_SEVERITY_ERROR;
    json_t *root = parsed(run, PF_FORMAT_JSON);
    assert_true(json_is_false(at(root, "summary/failed")));
    json_decref(root);
    run.fail_on = PF_SEVERITY_OFF;
    root = parsed(run, PF_FORMAT_JSON);
    assert_true(json_is_false(at(root, "summary/failed")));
    json_decref(root);
}

static void test_ndjson(void **state)
{
    (void)state;
    assert_report((pf_check_run){.documents = 1}, PF_FORMAT_NDJSON, "");
    assert_report(
        run_of(&object_size, 1), PF_FORMAT_NDJSON,
        "{\"schema\":\"patfinder/finding/1\",\"id\":\"missing-number/object_size\",\"kind\":\"missing-number\","
        "\"severity\":\"hint\",\"file\":\"./docs/tickets.md\",\"located\":false,\"line\":1,\"column\":1,\"end_line\":1,"
        "\"end_column\":1,\"start\":0,\"end\":0,\"message\":\"The size of a file is not stated\","
        "\"help\":\"state how large the largest file is\",\"evidence\":[],"
        "\"fingerprint\":\"10112233445566778899aabbccddeeff\",\"waived\":null,\"baselined\":false}\n");
    char *text = report(usual_run(), PF_FORMAT_NDJSON);
    assert_int_equal(count_of(text, "\n"), 4);
    free(text);
}

static void test_gitlab(void **state)
{
    (void)state;
    assert_report((pf_check_run){.documents = 1}, PF_FORMAT_GITLAB, "[]\n");
    json_t *root = parsed(usual_run(), PF_FORMAT_GITLAB);
    assert_int_equal(json_array_size(root), 2);
    char *first = json_dumps(at(root, "0"), JSON_COMPACT);
    assert_string_equal(
        first, "{\"description\":\"The requirements call for dealing with contention, and the design never speaks "
               "of it\",\"check_name\":\"missing-pattern/contention\","
               "\"fingerprint\":\"00112233445566778899aabbccddeeff:docs/tickets.md\",\"severity\":\"major\","
               "\"location\":{\"path\":\"docs/tickets.md\",\"lines\":{\"begin\":4}}}");
    assert_string_equal(string_at(root, "1/severity"), "info");
    free(first);
    json_decref(root);
}

static void test_gitlab_fingerprints_are_unique(void **state)
{
    (void)state;
    pf_check_finding *many = copies(&contention, 3);
    many[0].severity = PF_SEVERITY_ERROR;
    many[1].severity = PF_SEVERITY_INFO;
    many[2].file = "other.md";
    json_t *root = parsed(run_of(many, 3), PF_FORMAT_GITLAB);
    assert_string_equal(string_at(root, "0/fingerprint"), "00112233445566778899aabbccddeeff:docs/tickets.md");
    assert_string_equal(string_at(root, "1/fingerprint"), "00112233445566778899aabbccddeeff:docs/tickets.md:2");
    assert_string_equal(string_at(root, "2/fingerprint"), "00112233445566778899aabbccddeeff:other.md");
    assert_string_equal(string_at(root, "0/severity"), "critical");
    assert_string_equal(string_at(root, "1/severity"), "minor");
    json_decref(root);
    free(many);
}

static void test_rdjson(void **state)
{
    (void)state;
    json_t *root = parsed(usual_run(), PF_FORMAT_RDJSON);
    char *text = json_dumps(root, JSON_COMPACT);
    assert_string_equal(
        text, "{\"source\":{\"name\":\"patfinder\"},\"severity\":\"WARNING\",\"diagnostics\":["
              "{\"message\":\"The requirements call for dealing with contention, and the design never speaks of it.\\n"
              "Say how two buyers of one seat are told apart.\",\"location\":{\"path\":\"docs/tickets.md\","
              "\"range\":{\"start\":{\"line\":4,\"column\":8},\"end\":{\"line\":4,\"column\":18}}},"
              "\"severity\":\"WARNING\",\"code\":{\"value\":\"missing-pattern/contention\"}},"
              "{\"message\":\"The size of a file is not stated.\\nState how large the largest file is.\","
              "\"location\":{\"path\":\"docs/tickets.md\"},\"severity\":\"INFO\","
              "\"code\":{\"value\":\"missing-number/object_size\"}}]}");
    free(text);
    json_decref(root);
}

// --- JUnit and Markdown ---------------------------------------------------------------------------------------------

static void test_junit(void **state)
{
    (void)state;
    assert_report(usual_run(), PF_FORMAT_JUNIT,
                  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<testsuites name=\"patfinder\" tests=\"2\" failures=\"1\" errors=\"0\" time=\"0\">\n"
                  "  <testsuite name=\"docs/tickets.md\" tests=\"2\" failures=\"1\" errors=\"0\" time=\"0\">\n"
                  "    <testcase name=\"missing-pattern/contention (4:7)\" classname=\"docs/tickets.md\" time=\"0\">\n"
                  "      <failure message=\"The requirements call for dealing with contention, and the design never "
                  "speaks of it\" "
                  "type=\"warning\">./docs/tickets.md:4:7: "
                  "The requirements call for dealing with contention, and the design never speaks of it. "
                  "Say how two buyers of one seat are told apart.</failure>\n"
                  "    </testcase>\n"
                  "    <testcase name=\"missing-number/object_size (1:1)\" classname=\"docs/tickets.md\" time=\"0\">\n"
                  "      <system-out>./docs/tickets.md:1:1: "
                  "The size of a file is not stated. State how large the largest file is.</system-out>\n"
                  "    </testcase>\n"
                  "  </testsuite>\n"
                  "</testsuites>\n");
    assert_report((pf_check_run){.documents = 1}, PF_FORMAT_JUNIT,
                  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<testsuites name=\"patfinder\" tests=\"1\" failures=\"0\" errors=\"0\" time=\"0\">\n"
                  "  <testsuite name=\"patfinder\" tests=\"1\" failures=\"0\" errors=\"0\" time=\"0\">\n"
                  "    <testcase name=\"no findings\" classname=\"patfinder\" time=\"0\"/>\n"
                  "  </testsuite>\n"
                  "</testsuites>\n");
}

static void test_junit_escapes(void **state)
{
    (void)state;
    pf_check_finding *two = copies(&contention, 2);
    two[0].message = "a <b> & \"c\" \xEF\xBF\xBE\x01\xFF";
    two[1].file = "other.md";
    char *text = report(run_of(two, 2), PF_FORMAT_JUNIT);
    assert_non_null(strstr(text, "message=\"a &lt;b&gt; &amp; &quot;c&quot; \xEF\xBF\xBD\xE2\x90\x81\\xff\""));
    assert_int_equal(count_of(text, "<testsuite "), 2);
    free(text);
    free(two);
}

static void test_markdown(void **state)
{
    (void)state;
    assert_report(
        usual_run(), PF_FORMAT_MARKDOWN,
        "1 warning, 1 hint in 3 documents (1 waived, 1 in the baseline; 2 are no design documents).\n"
        "\n"
        "| Severity | Place | Finding | What to do |\n"
        "|---|---|---|---|\n"
        "| warning | ./docs/tickets.md:4 | The requirements call for dealing with contention, and the design never "
        "speaks "
        "of it (missing-pattern/contention)<br>“go for the same seats” | say how two buyers of one seat are told apart "
        "|\n"
        "| hint | ./docs/tickets.md:1 | The size of a file is not stated (missing-number/object&#95;size) | state how "
        "large the largest file is |\n");
    assert_report((pf_check_run){.documents = 2}, PF_FORMAT_MARKDOWN, "No findings in 2 documents.\n");
}

static void test_markdown_has_a_limit(void **state)
{
    (void)state;
    enum { MANY = 6000 };
    pf_check_finding *many = copies(&contention, MANY);
    char *text = report(run_of(many, MANY), PF_FORMAT_MARKDOWN);
    assert_true(strlen(text) < 1024 * 1024);
    size_t shown = count_of(text, "| warning |");
    char closing[64];
    snprintf(closing, sizeof closing, "|\n\n%zu more are left out", MANY - shown);
    assert_true(shown > 3000);
    assert_non_null(strstr(text, closing));
    free(text);
    free(many);
}

// --- All formats ----------------------------------------------------------------------------------------------------

// A line that the runner of a workflow would obey. It passes over all of Unicode's blanks.
static bool has_command(const char *text)
{
    while (*text) {
        size_t blanks = strspn(text, " \t\n");
        text += blanks;
        if (strncmp(text, "\xC2\xA0", 2) == 0)
            text += 2;
        else if (strncmp(text, "::", 2) == 0)
            return true;
        else
            text += strcspn(text, "\n");
    }
    return false;
}

static void assert_harmless(const char *text, pf_format format)
{
    assert_int_equal(pf_utf8_check(text, strlen(text)), strlen(text));
    assert_null(strchr(text, '\x1b'));
    assert_null(strchr(text, '\r'));
    assert_null(strstr(text, "\xC2\x9B"));
    assert_null(strstr(text, BIDI));
    assert_null(strstr(text, "##[add"));
    assert_null(strstr(text, "##vso"));
    if (format != PF_FORMAT_GITHUB)
        assert_false(has_command(text));
}

static void test_hostile_text_is_harmless(void **state)
{
    (void)state;
    static const char *const words[] = {hostile_words, "::error::a",
                                        "\xC2\xA0::error::b \xC2\xA0::error::c ::error::d"};
    for (size_t i = 0; i < 3 * sizeof formats / sizeof *formats; i++) {
        pf_related related = hostile_evidence[0];
        related.text = related.because = words[i % 3];
        pf_check_finding finding = hostile;
        finding.message = finding.help = words[i % 3];
        finding.related = &related;
        if (i % 3 == 2)
            finding.file = words[2];
        for (unsigned width = 20; width <= 120; width++) {
            char *text = styled(run_of(&finding, 1), formats[i / 3], (pf_style){.width = width, .verbose = true});
            assert_harmless(text, formats[i / 3]);
            free(text);
        }
    }
}

static void test_markdown_stays_text(void **state)
{
    (void)state;
    char *text = report(run_of(&hostile, 1), PF_FORMAT_MARKDOWN);
    assert_null(strstr(text, "[x]"));
    assert_null(strstr(text, "<b>"));
    assert_null(strstr(text, "@all"));
    assert_non_null(strstr(text, "&#35;&#8203;1 "));
    assert_int_equal(count_of(text, "|"), 15); // those of the table
    assert_int_equal(count_of(text, "\n"), 5);
    free(text);
}

static void test_failures(void **state)
{
    (void)state;
    pf_check_run run = usual_run();
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        pf_buffer buffer;
        pf_buffer_init(&buffer);
        buffer.failed = true;
        assert_int_equal(pf_report_findings(&run, formats[i], (pf_style){0}, &buffer), PF_REPORT_OUT_OF_MEMORY);
        pf_buffer_release(&buffer);
    }
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    assert_int_equal(pf_report_findings(&run, (pf_format)99, (pf_style){0}, &buffer), PF_REPORT_NO_SUCH_FORMAT);
    assert_non_null(strstr(buffer.bytes, "text, json, ndjson, markdown, gnu, "));
    assert_null(strstr(buffer.bytes, "html")); // without the texts
    pf_buffer_release(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_text_style),
        cmocka_unit_test(test_closing_line),
        cmocka_unit_test(test_gnu),
        cmocka_unit_test(test_github),
        cmocka_unit_test(test_github_shows_ten_of_a_level),
        cmocka_unit_test(test_json),
        cmocka_unit_test(test_json_keeps_the_text_as_it_is),
        cmocka_unit_test(test_json_fails_as_asked),
        cmocka_unit_test(test_ndjson),
        cmocka_unit_test(test_gitlab),
        cmocka_unit_test(test_gitlab_fingerprints_are_unique),
        cmocka_unit_test(test_rdjson),
        cmocka_unit_test(test_junit),
        cmocka_unit_test(test_junit_escapes),
        cmocka_unit_test(test_markdown),
        cmocka_unit_test(test_markdown_has_a_limit),
        cmocka_unit_test(test_hostile_text_is_harmless),
        cmocka_unit_test(test_markdown_stays_text),
        cmocka_unit_test(test_failures),
    };
    return cmocka_run_group_tests_name("findings", tests, NULL, NULL);
}
