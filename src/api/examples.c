// SPDX-License-Identifier: MIT
// Runs the examples of rule files: their own tests.
#include "api/handles.h"
#include "base/locale.h"
#include "base/visible.h"

#include <stdio.h>
#include <string.h>

typedef struct example_run {
    const pf_rules *rules;
    pf_messages *messages;
    pf_buffer *output;
    bool own_only; // only those of users' files, not of the default rules
    size_t passed, failed;
} example_run;

static pf_analysis *analyze(example_run *run, const char *text)
{
    return pf_analyze(run->rules, "example", text, strlen(text), NULL, 0, run->messages);
}

static void report(example_run *run, bool passed, const pf_string_item *example, const char *owner, const char *problem)
{
    run->passed += passed;
    run->failed += !passed;
    if (passed)
        return;
    if (example->place.line) {
        pf_visible_add_path(run->output, example->place.file);
        pf_buffer_format(run->output, ":%u:%u: ", example->place.line, example->place.column);
    }
    pf_buffer_format(run->output, "%s: %s: ", owner, problem);
    pf_visible_add(run->output, example->text);
    pf_buffer_character(run->output, '\n');
}

// Examples of the default rules carry no place.
static bool is_wanted_example(const example_run *run, const pf_string_item *example)
{
    return !run->own_only || example->place.line;
}

static void run_example(example_run *run, const pf_pattern *pattern, const pf_string_item *example, bool must_fire)
{
    if (!is_wanted_example(run, example))
        return;
    pf_analysis *analysis = analyze(run, example->text);
    const pf_assessment *assessment = analysis ? pf_assessment_of(&analysis->result, pattern) : NULL;
    char problem[128] = "cannot be read";
    if (assessment)
        snprintf(problem, sizeof problem, "%s, but its certainty is %.2f", must_fire ? "must be recommended" : "must not be recommended",
                 assessment->certainty);
    bool recommended = assessment && pf_level_recommends(assessment->level);
    report(run, assessment && recommended == must_fire, example, pattern->id, problem);
    pf_analysis_free(analysis);
}

static void run_pattern(example_run *run, const pf_pattern *pattern)
{
    for (size_t i = 0; i < pattern->examples.fires.count; i++)
        run_example(run, pattern, &pattern->examples.fires.items[i], true);
    for (size_t i = 0; i < pattern->examples.silent.count; i++)
        run_example(run, pattern, &pattern->examples.silent.items[i], false);
}

static void run_system(example_run *run, const pf_system *system)
{
    for (size_t i = 0; i < system->examples.count; i++) {
        if (!is_wanted_example(run, &system->examples.items[i]))
            continue;
        pf_analysis *analysis = analyze(run, system->examples.items[i].text);
        const pf_system *found = analysis ? analysis->result.system : NULL;
        char problem[160];
        snprintf(problem, sizeof problem, "must be recognised, but it reads like %s", found ? found->id : "nothing known");
        report(run, found == system, &system->examples.items[i], system->id, problem);
        pf_analysis_free(analysis);
    }
}

// Where a result is not what the scenario says of itself: " also fits x (0.61), does not fit y (0.20)".
static void write_differences(const pf_scenario *scenario, const pf_result *result, pf_buffer *differences)
{
    for (size_t i = 0; i < result->assessment_count; i++) {
        const pf_assessment *assessment = &result->assessments[i];
        bool fits = pf_level_recommends(assessment->level), expected = pf_strings_contain(&scenario->fits, assessment->pattern->id);
        if (fits != expected)
            pf_buffer_format(differences, "%s %s %s (%.2f)", differences->length ? "," : "", fits ? "also fits" : "does not fit",
                             assessment->pattern->id, assessment->certainty);
    }
}

static void run_scenario(example_run *run, const pf_scenario *scenario)
{
    if (run->own_only && !scenario->place.line)
        return;
    pf_string_item example = {scenario->title, scenario->place};
    pf_analysis *analysis = analyze(run, scenario->text);
    pf_buffer differences;
    pf_buffer_init(&differences);
    if (analysis)
        write_differences(scenario, &analysis->result, &differences);
    char problem[256] = "cannot be read";
    if (analysis)
        snprintf(problem, sizeof problem, "the scenario%.*s", (int)differences.length, differences.length ? differences.bytes : "");
    report(run, analysis && differences.length == 0 && !differences.failed, &example, scenario->id, problem);
    pf_buffer_release(&differences);
    pf_analysis_free(analysis);
}

static bool is_wanted(const char *id, const char *only)
{
    return !only || strcmp(id, only) == 0;
}

bool pf_rules_test(const pf_rules *rules, const char *only, pf_output *output, size_t *failed, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    example_run run = {rules, messages, &buffer, rules->rules->index_count > 1, 0, 0};
    const pf_pack *pack = &rules->rules->pack;
    for (size_t i = 0; i < pack->patterns.count; i++)
        if (is_wanted(pack->patterns.items[i].id, only))
            run_pattern(&run, &pack->patterns.items[i]);
    for (size_t i = 0; i < pack->systems.count; i++)
        if (is_wanted(pack->systems.items[i].id, only))
            run_system(&run, &pack->systems.items[i]);
    for (size_t i = 0; i < pack->scenarios.count; i++)
        if (is_wanted(pack->scenarios.items[i].id, only))
            run_scenario(&run, &pack->scenarios.items[i]);
    pf_buffer_format(&buffer, "%zu example%s passed, %zu failed\n", run.passed, run.passed == 1 ? "" : "s", run.failed);
    *failed = run.failed;
    return pf_output_take(&buffer, output, messages);
}
