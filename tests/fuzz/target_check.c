// SPDX-License-Identifier: MIT
// Fuzz target: documents through check, with front matter and waivers, in all formats.
#include "fuzz.h"

#include <string.h>

enum { SELDOM = 16 };

static const pf_style styles[] = {{0, false, false}, {0, false, true}, {20, true, true}};
enum { STYLES = sizeof styles / sizeof *styles, FORMATS = PF_FORMAT_JUNIT + 1 };

// Of one that expects nothing of documents, and of one that expects what most of them lack.
typedef struct checks {
    pf_messages *messages;
    pf_check *usual, *strict;
} checks;

// The configuration of the working directory, which has to have none, holds for both.
static checks *begun_checks(void)
{
    static const char *const require[] = {"contention"}, *const forbid[] = {"scaling-reads", "large-blobs"};
    static const pf_check_options usual = {.keep_texts = true};
    static const pf_check_options strict = {.require = require, .require_count = 1, .forbid = forbid, .forbid_count = 2, .has_fail_on = true,
                                            .fail_on = PF_SEVERITY_HINT};
    static checks all;
    if (!all.messages) {
        all.messages = pf_messages_new();
        all.usual = pf_check_begin(&usual, all.messages);
        all.strict = pf_check_begin(&strict, all.messages);
        fuzz_require(all.usual && all.strict, "a check can begin in this folder");
    }
    return &all;
}

static void write_findings(pf_check *check, pf_format format, pf_style style, pf_messages *messages)
{
    pf_output output;
    bool written = pf_write_findings(check, format, style, &output, messages);
    fuzz_take_output(written, format, style.color && format == PF_FORMAT_TEXT, &output, messages);
}

static void write_rest(pf_check *check, pf_messages *messages)
{
    pf_output output;
    bool written = pf_write_check_statistics(check, &output, messages);
    fuzz_take_output(written, PF_FORMAT_TEXT, false, &output, messages);
    written = pf_write_baseline(check, "baseline.json", &output, messages);
    fuzz_take_output(written, PF_FORMAT_JSON, false, &output, messages);
}

static void prove_same(pf_check *check, const char *bytes, size_t size, pf_messages *messages)
{
    pf_output one, other;
    fuzz_require(pf_write_checked_text(check, &one, messages) && pf_check_text(check, "fuzzed.md", bytes, size) &&
                     pf_write_checked_text(check, &other, messages),
                 "a document that was checked can be checked again");
    fuzz_require(one.length == other.length && memcmp(one.bytes, other.bytes, one.length) == 0, "the same document has the same findings");
    pf_output_release(&one);
    pf_output_release(&other);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    checks *all = begun_checks();
    size_t drawn = fuzz_draw(data, size, 1 << 16), dear = drawn / FORMATS / STYLES % SELDOM;
    pf_check *check = dear % 2 ? all->strict : all->usual;
    pf_output output;
    bool checked = pf_check_text(check, "fuzzed.md", (const char *)data, size);
    fuzz_require(checked || pf_messages_errors(all->messages) > 0, "a document is refused with an error");
    write_findings(check, (pf_format)(drawn % FORMATS), styles[drawn / FORMATS % STYLES], all->messages);
    write_findings(check, PF_FORMAT_SARIF, styles[0], all->messages);
    if (check == all->usual)
        write_findings(check, PF_FORMAT_HTML, styles[0], all->messages);
    if (checked) {
        bool written = pf_write_checked_text(check, &output, all->messages);
        fuzz_take_output(written, PF_FORMAT_NDJSON, false, &output, all->messages);
    }
    if (dear < 2)
        write_rest(check, all->messages);
    if (checked && dear == SELDOM - 1)
        prove_same(check, (const char *)data, size, all->messages);
    fuzz_take_messages(all->messages);
    return 0;
}
