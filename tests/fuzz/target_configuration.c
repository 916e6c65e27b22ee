// SPDX-License-Identifier: MIT
// Fuzz target: the configuration of checks, .patfinder.yaml, and what is asked of it.
#include "fuzz.h"

#include "check/config.h"

#include <string.h>

enum { SELDOM = 8 };

static void ask(const pf_check_config *config)
{
    static const char *const paths[] = {"a.md", "docs/design/a.md", "docs", "drafts/old/b.txt"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        pf_check_expectations expectations = {0};
        pf_check_config_excludes(config, paths[i], i == 2);
        pf_check_config_severity(config, paths[i], "missing-pattern/scaling-reads", PF_SEVERITY_WARNING);
        pf_check_config_expect(config, paths[i], &expectations);
    }
}

// The headings as rules. What is wrong with them is said; else they can be used.
static void load_sections(const pf_check_config *config, pf_diagnostics *diagnostics)
{
    pf_buffer buffer;
    pf_arena keep, scratch;
    pf_buffer_init(&buffer);
    pf_check_config_sections(config, &buffer);
    fuzz_require(!buffer.failed, "there is memory for headings");
    pf_arena_init(&keep);
    pf_arena_init(&scratch);
    const pf_rule_text file = {config->file, buffer.bytes, buffer.length};
    size_t errors = diagnostics->errors;
    if (buffer.length && !pf_ruleset_layer(fuzz_default_ruleset(), &file, 1, &keep, &scratch, diagnostics))
        fuzz_require(diagnostics->errors > errors, "headings are refused with an error");
    pf_arena_release(&keep);
    pf_arena_release(&scratch);
    pf_buffer_release(&buffer);
}

static void read(const pf_input *input, bool dear, pf_diagnostics *diagnostics)
{
    pf_arena arena;
    pf_check_config config, own;
    pf_arena_init(&arena);
    bool good = pf_check_config_read(&arena, ".patfinder.yaml", "/srv/designs", input->bytes, input->length, &config, diagnostics);
    fuzz_require(good == (diagnostics->errors == 0), "a configuration is refused with an error, and only then");
    if (good) {
        pf_check_config_resolve(&config, fuzz_default_ruleset(), diagnostics);
        ask(&config);
    }
    if (good && dear)
        load_sections(&config, diagnostics);
    pf_check_config_read_own(&arena, "fuzzed.md", input->bytes, input->length, &own, diagnostics);
    pf_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    pf_input input;
    pf_input_problem problem;
    pf_messages *messages = pf_messages_new();
    if (pf_input_use_memory(&input, "fuzzed", (const char *)data, size, 0, &problem))
        read(&input, fuzz_draw(data, size, SELDOM) == 0, &messages->diagnostics);
    fuzz_take_messages(messages);
    pf_messages_free(messages);
    return 0;
}
