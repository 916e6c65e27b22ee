// SPDX-License-Identifier: MIT
// Runs of a check made by hand for the unit tests of its reports.
#ifndef PF_TESTS_FINDINGS_SUPPORT_H
#define PF_TESTS_FINDINGS_SUPPORT_H

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
// clang-format on

#include "report/report.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// clang-format off
static const pf_check_kind missing_pattern = {"missing-pattern", "A need without an answer", "A need is never answered.", "Answer <it>.", PF_SEVERITY_WARNING};
static const pf_check_kind missing_number = {"missing-number", "A decision without its number", "A number is not stated.", "State it.", PF_SEVERITY_HINT};
static const pf_check_kind contradiction = {"contradiction", "Two numbers for one thing", "Two numbers differ.", "Correct one.", PF_SEVERITY_ERROR};

static const pf_related seats[] = {
    {{90, 100, {4, 7, 8, 9}, {4, 17, 18, 19}}, "go for the same seats", "many want one thing at once"},
    {{300, 320, {9, 1, 1, 1}, {9, 21, 21, 21}}, "no seat is sold twice", "it must hold however many buy"},
    {{400, 407, {11, 2, 2, 2}, {11, 9, 9, 9}}, "on sale", "everybody comes at once"},
};
static const pf_check_finding contention = {
    .kind = &missing_pattern, .id = "missing-pattern/contention", .severity = PF_SEVERITY_WARNING, .file = "./docs/tickets.md", .located = true,
    .place = {90, 100, {4, 7, 8, 9}, {4, 17, 18, 19}}, .message = "The requirements call for dealing with contention, and the design never speaks of it",
    .help = "say how two buyers of one seat are told apart", .related = seats, .related_count = 3, .fingerprint = "00112233445566778899aabbccddeeff"};
static const pf_check_finding object_size = {
    .kind = &missing_number, .id = "missing-number/object_size", .severity = PF_SEVERITY_HINT, .file = "./docs/tickets.md",
    .place = {0, 0, {1, 1, 1, 1}, {1, 1, 1, 1}}, .message = "The size of a file is not stated",
    .help = "state how large the largest file is", .fingerprint = "10112233445566778899aabbccddeeff"};

#define BIDI "\xE2\x80\xAE"
static const char hostile_words[] = "\x1b[31m \xC2\x9B ::set-env name=x::y ##[add-mask]a ##vso[b] [x](1) <b>&amp; `c` | @all #1 \r\n## Head \"q\" " BIDI "100%";
static const pf_related hostile_evidence[] = {{{30, 40, {3, 1, 1, 1}, {4, 2, 2, 2}}, hostile_words, hostile_words}};
static const pf_check_finding hostile = {
    .kind = &contradiction, .id = "contradiction/users", .severity = PF_SEVERITY_ERROR, .file = " ::error::\xC3\x9C,1%:[x].md", .located = true,
    .place = {30, 40, {3, 1, 1, 1}, {4, 2, 2, 2}}, .message = hostile_words, .help = hostile_words, .related = hostile_evidence, .related_count = 1,
    .fingerprint = "20112233445566778899aabbccddeeff"};
// clang-format on

// Two findings that count, one waived, one in the baseline.
static pf_check_finding usual[4];
static inline pf_check_run usual_run(void)
{
    for (size_t i = 0; i < 4; i++)
        usual[i] = contention;
    usual[1] = object_size;
    usual[2].waived = "one <till> only";
    usual[3].baselined = true;
    return (pf_check_run){
        .findings = usual, .count = 4, .documents = 3, .not_designs = 2, .fail_on = PF_SEVERITY_WARNING};
}

static inline pf_check_run run_of(const pf_check_finding *findings, size_t count)
{
    return (pf_check_run){.findings = findings, .count = count, .documents = 1, .fail_on = PF_SEVERITY_WARNING};
}

// The caller frees it.
static inline char *styled(pf_check_run run, pf_format format, pf_style style)
{
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    pf_buffer_append(&buffer, "", 0);
    assert_int_equal(pf_report_findings(&run, format, style, &buffer), PF_REPORT_OK);
    return buffer.bytes;
}

static inline char *report(pf_check_run run, pf_format format)
{
    return styled(run, format, (pf_style){.width = 80});
}

static inline void assert_report(pf_check_run run, pf_format format, const char *expected)
{
    char *text = report(run, format);
    assert_string_equal(text, expected);
    free(text);
}

static inline json_t *parsed(pf_check_run run, pf_format format)
{
    char *text = report(run, format);
    json_error_t error;
    json_t *root = json_loads(text, 0, &error);
    if (!root)
        print_error("%d: %s\n", error.line, error.text);
    assert_non_null(root);
    free(text);
    return root;
}

// The value at a path such as "runs/0/results".
static inline json_t *at(json_t *value, const char *path)
{
    while (*path) {
        char key[64];
        size_t length = strcspn(path, "/");
        snprintf(key, sizeof key, "%.*s", (int)length, path);
        value = json_is_array(value) ? json_array_get(value, (size_t)atoi(key)) : json_object_get(value, key);
        if (!value)
            print_error("nothing at %s\n", path);
        assert_non_null(value);
        path += length + (path[length] == '/');
    }
    return value;
}

static const char *string_at(json_t *value, const char *path)
{
    const char *string = json_string_value(at(value, path));
    assert_non_null(string);
    return string;
}

static inline int number_at(json_t *value, const char *path)
{
    return (int)json_integer_value(at(value, path));
}

static inline pf_check_finding *copies(const pf_check_finding *finding, size_t count)
{
    pf_check_finding *many = malloc(count * sizeof *many);
    assert_non_null(many);
    for (size_t i = 0; i < count; i++)
        many[i] = *finding;
    return many;
}

static inline size_t count_of(const char *text, const char *piece)
{
    size_t count = 0;
    while ((text = strstr(text, piece))) {
        count++;
        text += strlen(piece);
    }
    return count;
}

#endif
