// SPDX-License-Identifier: MIT
// Tests of SARIF made of runs by hand: results, rules, escapes, and the limits of GitHub's code scanning.
#include "findings_support.h"

static void test_sarif_result(void **state)
{
    (void)state;
    json_t *root = parsed(usual_run(), PF_FORMAT_SARIF), *result = at(root, "runs/0/results/0");
    assert_string_equal(string_at(root, "version"), "2.1.0");
    assert_string_equal(string_at(root, "runs/0/columnKind"), "utf16CodeUnits");
    assert_string_equal(string_at(root, "runs/0/tool/driver/semanticVersion"), PF_VERSION);
    assert_string_equal(string_at(root, "runs/0/automationDetails/id"), "patfinder/check/");
    assert_string_equal(string_at(result, "message/text"),
                        "The requirements call for dealing with contention, and the design never speaks of it. "
                        "Say how two buyers of one seat are told apart. "
                        "Evidence: [“go for the same seats”](1), [“no seat is sold twice”](2), [“on sale”](3).");
    char *location = json_dumps(at(result, "locations"), JSON_COMPACT);
    assert_string_equal(
        location,
        "[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"docs/tickets.md\",\"uriBaseId\":\"%SRCROOT%\"},"
        "\"region\":{\"startLine\":4,\"startColumn\":9,\"endLine\":4,\"endColumn\":19}}}]");
    free(location);
    assert_int_equal(number_at(result, "relatedLocations/1/id"), 2);
    assert_int_equal(number_at(result, "relatedLocations/1/physicalLocation/region/startLine"), 9);
    assert_string_equal(string_at(result, "relatedLocations/1/message/text"), "it must hold however many buy");
    json_t *unlocated = at(root, "runs/0/results/1");
    assert_string_equal(string_at(unlocated, "level"), "note");
    assert_null(json_object_get(at(unlocated, "locations/0/physicalLocation/region"), "startColumn"));
    json_decref(root);
}

static void test_sarif_leaves_out_what_does_not_count(void **state)
{
    (void)state;
    pf_check_run run = usual_run();
    usual[2] = contention;
    usual[1].waived = "one <till> only";
    json_t *root = parsed(run, PF_FORMAT_SARIF), *results = at(root, "runs/0/results");
    assert_int_equal(json_array_size(results), 2);
    assert_int_equal(json_array_size(at(root, "runs/0/tool/driver/rules")), 1);
    assert_string_equal(string_at(results, "0/partialFingerprints/primaryLocationLineHash"),
                        "00112233445566778899aabbccddeeff:1");
    assert_string_equal(string_at(results, "1/partialFingerprints/primaryLocationLineHash"),
                        "00112233445566778899aabbccddeeff:2");
    json_decref(root);
}

static void test_sarif_rules(void **state)
{
    (void)state;
    json_t *root = parsed(usual_run(), PF_FORMAT_SARIF), *rules = at(root, "runs/0/tool/driver/rules");
    assert_int_equal(json_array_size(rules), 2);
    char *rule = json_dumps(at(rules, "0"), JSON_COMPACT);
    assert_string_equal(rule, "{\"id\":\"missing-pattern/contention\",\"name\":\"MissingPatternContention\","
                              "\"shortDescription\":{\"text\":\"A need without an answer: contention\"},"
                              "\"fullDescription\":{\"text\":\"A need is never answered.\"},"
                              "\"help\":{\"text\":\"Answer <it>.\","
                              "\"markdown\":\"A need is never answered.\\n\\n**What to do**: Answer &#60;it&#62;.\"},"
                              "\"defaultConfiguration\":{\"level\":\"warning\"},"
                              "\"properties\":{\"tags\":[\"system-design\",\"missing-pattern\",\"contention\"],"
                              "\"problem.severity\":\"warning\"}}");
    free(rule);
    assert_string_equal(string_at(rules, "1/properties/problem.severity"), "recommendation");
    json_t *results = at(root, "runs/0/results");
    for (size_t i = 0; i < json_array_size(results); i++) {
        json_t *result = json_array_get(results, i);
        json_t *its_rule = json_array_get(rules, (size_t)number_at(result, "ruleIndex"));
        assert_string_equal(string_at(its_rule, "id"), string_at(result, "ruleId"));
    }
    json_decref(root);
}

static void test_sarif_escapes(void **state)
{
    (void)state;
    json_t *root = parsed(run_of(&hostile, 1), PF_FORMAT_SARIF), *result = at(root, "runs/0/results/0");
    assert_string_equal(string_at(result, "locations/0/physicalLocation/artifactLocation/uri"),
                        "%20%3A%3Aerror%3A%3A%C3%9C%2C1%25%3A%5Bx%5D.md");
    const char *message = string_at(result, "message/text");
    assert_null(strstr(message, " [x]"));
    assert_non_null(strstr(message, "\\[x\\](1) <b>"));
    json_decref(root);
    pf_check_finding absolute = contention;
    absolute.file = "/srv/a b.md";
    root = parsed(run_of(&absolute, 1), PF_FORMAT_SARIF);
    json_t *artifact = at(root, "runs/0/results/0/locations/0/physicalLocation/artifactLocation");
    assert_string_equal(string_at(artifact, "uri"), "file:///srv/a%20b.md");
    assert_null(json_object_get(artifact, "uriBaseId"));
    json_decref(root);
}

static void test_sarif_clean(void **state)
{
    (void)state;
    char *text = report((pf_check_run){.documents = 1}, PF_FORMAT_SARIF);
    assert_non_null(strstr(text, "\"results\": []\n"));
    assert_non_null(strstr(text, "\"toolExecutionNotifications\": []\n"));
    free(text);
}

static size_t utf16_length(const char *text)
{
    size_t units = 0;
    for (; *text; text++)
        units += ((unsigned char)*text & 0xC0) != 0x80 ? (unsigned char)*text >= 0xF0 ? 2 : 1 : 0;
    return units;
}

static void test_sarif_limits_of_strings(void **state)
{
    (void)state;
    enum { SIGNS = 700 };
    char message[SIGNS * 4 + 1] = "";
    for (size_t i = 0; i < SIGNS; i++)
        memcpy(message + i * 4, "\xF0\x9F\x98\x80", 5);
    pf_check_finding long_one = contention;
    long_one.message = message;
    json_t *root = parsed(run_of(&long_one, 1), PF_FORMAT_SARIF);
    const char *text = string_at(root, "runs/0/results/0/message/text");
    assert_true(utf16_length(text) <= 1024 && utf16_length(text) >= 1022);
    assert_string_equal(text + strlen(text) - 3, "…");
    json_decref(root);
    message[480 * 4] = '\0'; // room for one link, not for two
    root = parsed(run_of(&long_one, 1), PF_FORMAT_SARIF);
    text = string_at(root, "runs/0/results/0/message/text");
    assert_string_equal(strstr(text, "apart."), "apart.");
    json_decref(root);
}

static void test_sarif_limits_of_results(void **state)
{
    (void)state;
    enum { MANY = 25001 };
    pf_check_finding *many = copies(&object_size, MANY);
    many[MANY - 1] = contention; // the worst stands last, and is kept
    json_t *root = parsed(run_of(many, MANY), PF_FORMAT_SARIF);
    assert_int_equal(json_array_size(at(root, "runs/0/results")), 25000);
    assert_string_equal(string_at(root, "runs/0/results/0/ruleId"), "missing-pattern/contention");
    assert_string_equal(string_at(root, "runs/0/invocations/0/toolExecutionNotifications/0/message/text"),
                        "Only 25000 of 25001 findings are listed, the worst.");
    json_decref(root);
    root = parsed(run_of(many, 5001), PF_FORMAT_SARIF);
    assert_int_equal(json_array_size(at(root, "runs/0/results")), 5001);
    assert_string_equal(string_at(root, "runs/0/invocations/0/toolExecutionNotifications/0/message/text"),
                        "GitHub shows only 5000 of these 5001 findings.");
    json_decref(root);
    free(many);
}

static void test_sarif_limits_of_evidence(void **state)
{
    (void)state;
    enum { MANY = 1200 };
    pf_related *related = malloc(MANY * sizeof *related);
    assert_non_null(related);
    for (size_t i = 0; i < MANY; i++)
        related[i] = seats[0];
    pf_check_finding finding = contention;
    finding.related = related;
    finding.related_count = MANY;
    json_t *root = parsed(run_of(&finding, 1), PF_FORMAT_SARIF);
    assert_int_equal(json_array_size(at(root, "runs/0/results/0/relatedLocations")), 999); // and one location
    assert_non_null(
        strstr(string_at(root, "runs/0/invocations/0/toolExecutionNotifications/0/message/text"), "Only 999 pieces"));
    json_decref(root);
    free(related);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sarif_result),
        cmocka_unit_test(test_sarif_leaves_out_what_does_not_count),
        cmocka_unit_test(test_sarif_rules),
        cmocka_unit_test(test_sarif_escapes),
        cmocka_unit_test(test_sarif_clean),
        cmocka_unit_test(test_sarif_limits_of_strings),
        cmocka_unit_test(test_sarif_limits_of_results),
        cmocka_unit_test(test_sarif_limits_of_evidence),
    };
    return cmocka_run_group_tests_name("sarif", tests, NULL, NULL);
}
