// SPDX-License-Identifier: MIT
// Fuzz target: a baseline file, read, written, read again, and applied to findings.
#include "fuzz.h"

#include "report/baseline.h"

#include <string.h>

#define WORDS_A "0123456789abcdef0123456789abcdef"
#define WORDS_B "ffffffffffffffffffffffffffffffff"

static void apply(pf_arena *arena, const pf_baseline *baseline)
{
    static const pf_check_finding known[] = {
        {.id = "missing-number/users", .file = "a.md", .severity = PF_SEVERITY_WARNING, .fingerprint = WORDS_A},
        {.id = "missing-number/users", .file = "a.md", .severity = PF_SEVERITY_WARNING, .fingerprint = WORDS_A},
        {.id = "missing-pattern/large-blobs", .file = "b.md", .severity = PF_SEVERITY_WARNING, .fingerprint = WORDS_B},
    };
    static const char *const files[] = {"a.md", "b.md"};
    pf_check_finding findings[sizeof known / sizeof *known];
    size_t unmatched;
    memcpy(findings, known, sizeof known);
    fuzz_require(pf_baseline_apply(arena, (pf_baseline_place){0}, baseline, findings, 3, files, 2, &unmatched), "there is memory for a baseline");
}

// What is written is what is read again.
static void prove_round_trip(pf_arena *arena, const pf_baseline *baseline, pf_diagnostics *diagnostics)
{
    pf_buffer one, other;
    pf_baseline again;
    pf_buffer_init(&one);
    pf_buffer_init(&other);
    pf_baseline_write(baseline, &one);
    fuzz_require(!one.failed, "there is memory for a baseline");
    fuzz_prove_json(one.bytes, one.length);
    fuzz_prove_text(one.bytes, one.length);
    fuzz_require(pf_baseline_read(arena, "again.json", one.bytes, one.length, &again, diagnostics), "a baseline that was written can be read");
    pf_baseline_write(&again, &other);
    fuzz_require(one.length == other.length && memcmp(one.bytes, other.bytes, one.length) == 0, "a baseline is the same when it is written again");
    pf_buffer_release(&one);
    pf_buffer_release(&other);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    pf_arena arena;
    pf_input input;
    pf_input_problem problem;
    pf_baseline baseline;
    pf_messages *messages = pf_messages_new();
    pf_arena_init(&arena);
    if (pf_input_use_memory(&input, "fuzzed.json", (const char *)data, size, 0, &problem)) {
        if (pf_baseline_read(&arena, "fuzzed.json", input.bytes, input.length, &baseline, &messages->diagnostics)) {
            prove_round_trip(&arena, &baseline, &messages->diagnostics);
            apply(&arena, &baseline);
        } else {
            fuzz_require(pf_messages_errors(messages) > 0, "a baseline is refused with an error");
        }
    }
    fuzz_take_messages(messages);
    pf_messages_free(messages);
    pf_arena_release(&arena);
    return 0;
}
