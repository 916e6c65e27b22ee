// SPDX-License-Identifier: MIT
// Checks of the public interface: goes through the documents with the configuration and the rules of each.
#include "api/check.h"
#include "api/rule_paths.h"
#include "base/locale.h"
#include "check/front_matter.h"
#include "check/show.h"
#include "check/walk.h"
#include "report/report.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool exhausted(pf_messages *messages)
{
    pf_messages_exhausted(messages);
    return false;
}

// --- What is in force -----------------------------------------------------------------------------------------------

static bool read_command_line(pf_check *check)
{
    const pf_check_options *options = check->options;
    pf_check_expectations *lists = &check->command_line.expectations;
    pf_check_config_init(&check->command_line);
    if (options->has_fail_on)
        check->command_line.fail_on = (pf_value){.text = pf_severity_name(options->fail_on), .place = {PF_CHECK_COMMAND_LINE, 0, 0}};
    if (options->baseline)
        check->command_line.baseline = (pf_value){.text = options->baseline, .place = {PF_CHECK_COMMAND_LINE, 0, 0}};
    if (!pf_check_config_set_list(&check->arena, &check->command_line.rules, options->rules, options->rule_count))
        return false;
    for (size_t i = 0; i < options->standing_rule_count; i++)
        check->command_line.rules.items[i].place.file = PF_CHECK_RULE_FOLDER;
    return (!options->expect || pf_check_config_set_list(&check->arena, &lists->expect, options->expect, options->expect_count)) &&
           (!options->require || pf_check_config_set_list(&check->arena, &lists->require, options->require, options->require_count)) &&
           (!options->forbid || pf_check_config_set_list(&check->arena, &lists->forbid, options->forbid, options->forbid_count));
}

static pf_check *new_check(const pf_check_options *options, pf_messages *messages)
{
    pf_check *check = calloc(1, sizeof *check);
    if (!check) {
        pf_messages_exhausted(messages);
        return NULL;
    }
    check->options = options;
    check->settings = options->settings;
    check->setting_count = options->setting_count;
    check->messages = messages;
    pf_arena_init(&check->arena);
    bool begun = pf_check_configs_init(&check->configs, &check->arena, &messages->diagnostics); // says itself what is wrong
    if (begun && read_command_line(check))
        return check;
    if (begun)
        pf_messages_exhausted(messages);
    pf_check_free(check);
    return NULL;
}

static void release_texts(pf_check *check)
{
    for (size_t i = 0; i < check->document_count; i++)
        pf_input_release(&check->documents[i].text);
}

void pf_check_free(pf_check *check)
{
    if (!check)
        return;
    release_texts(check);
    for (size_t i = 0; i < check->rules_count; i++)
        pf_rules_free(check->rules[i].rules);
    for (size_t i = 0; i < check->gathering_count; i++)
        pf_gathering_release(&check->gatherings[i]);
    pf_arena_release(&check->arena);
    free(check);
}

// The default rules, those of the options, and those of a configuration with its headings.
static pf_rules *load_rules(pf_check *check, const pf_check_config *config)
{
    const pf_check_options *options = check->options;
    size_t own = config->rule_paths ? config->rules.count : 0, count = options->rule_count + own;
    const char **paths = pf_arena_array(&check->arena, count, sizeof *paths);
    pf_buffer headings;
    pf_buffer_init(&headings);
    pf_check_config_sections(config, &headings);
    const char *bytes = headings.failed ? NULL : pf_arena_copy(&check->arena, headings.bytes, headings.length);
    pf_rule_text text = {config->file, bytes, headings.length};
    pf_buffer_release(&headings);
    if (!paths || !bytes) {
        exhausted(check->messages);
        return NULL;
    }
    for (size_t i = 0; i < options->rule_count; i++)
        paths[i] = options->rules[i];
    for (size_t i = 0; i < own; i++)
        paths[options->rule_count + i] = config->rule_paths[i];
    return pf_rules_load_with(paths, count, text.length ? &text : NULL, check->messages);
}

static pf_rules *usable_rules(pf_check *check, const pf_check_config *config)
{
    pf_rules *rules = load_rules(check, config);
    const pf_check_options *options = check->options;
    if (rules && pf_check_config_resolve(config, rules->rules, &check->messages->diagnostics) &&
        pf_check_config_resolve(&check->command_line, rules->rules, &check->messages->diagnostics) &&
        pf_rules_accept(rules, NULL, options->settings, options->setting_count, check->messages))
        return rules;
    pf_rules_free(rules);
    return NULL;
}

static const pf_rules *rules_for(pf_check *check, const pf_check_config *config)
{
    for (size_t i = 0; i < check->rules_count; i++)
        if (check->rules[i].config == config)
            return check->rules[i].rules;
    config_rules *grown = pf_arena_grow(&check->arena, check->rules, check->rules_count, &check->rules_capacity, sizeof *grown);
    if (!grown) {
        exhausted(check->messages);
        return NULL;
    }
    check->rules = grown;
    grown[check->rules_count] = (config_rules){config, usable_rules(check, config)};
    return grown[check->rules_count++].rules;
}

// --- Documents -----------------------------------------------------------------------------------------------------

static bool is_folder(const char *path)
{
    struct stat status;
    return strcmp(path, "-") != 0 && stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

// Standard input and folders have the configuration that stands in the folder itself, or above it.
static bool find_target(pf_check *check, const char *path, pf_check_target *target)
{
    if (strcmp(path, "-") == 0)
        return pf_check_config_find_folder(&check->configs, ".", target);
    if (is_folder(path))
        return pf_check_config_find_folder(&check->configs, path, target);
    return pf_check_config_find(&check->configs, path, target);
}

const char *pf_check_baseline_of(const pf_check *check, const pf_check_config *config)
{
    return check->options->baseline ? check->options->baseline : config->baseline_path;
}

static void note_document(pf_check *check, pf_check_job *job, size_t first, size_t end)
{
    checked_document *grown = pf_arena_grow(&check->arena, check->documents, check->document_count, &check->document_capacity, sizeof *grown);
    if (!grown) {
        exhausted(check->messages);
        return;
    }
    check->documents = grown;
    const pf_check_config *config = job->target.config;
    grown[check->document_count++] = (checked_document){job->name, pf_check_baseline_of(check, config), first, end, config->fail_on_severity, job->rules, job->text,
                                                        job->outcome.is_design};
    job->text = (pf_input){0};
}

// Without rules it is not examined, for what was said.
static pf_check_job job_of(pf_check *check, const char *path)
{
    pf_check_job job = {.path = path, .name = strcmp(path, "-") == 0 ? PF_INPUT_STDIN_NAME : path};
    while (job.name[0] == '.' && job.name[1] == '/')
        job.name += 2 + strspn(job.name + 2, "/");
    if (find_target(check, path, &job.target))
        job.rules = rules_for(check, job.target.config);
    return job;
}

static void count_document(pf_check_run *run, const pf_check_outcome *outcome)
{
    run->documents++;
    run->not_designs += !outcome->is_design;
    run->without_design += outcome->is_design && !outcome->has_design;
}

static bool reserve_findings(pf_check *check, const pf_check_job *jobs, size_t count)
{
    size_t findings = 0;
    for (size_t i = 0; i < count; i++)
        findings += jobs[i].found;
    if (check->findings && findings <= check->finding_capacity)
        return true;
    size_t capacity = findings > 2 * check->finding_capacity ? findings : 2 * check->finding_capacity; // texts come without end
    check->findings = pf_arena_array(&check->arena, capacity, sizeof *check->findings);
    check->finding_capacity = check->findings ? capacity : 0;
    return check->findings || exhausted(check->messages);
}

// What was said and found of each document, in their order, whoever examined it when.
static void gather_jobs(pf_check *check, pf_check_job *jobs, size_t count)
{
    bool reserved = reserve_findings(check, jobs, count);
    for (size_t i = 0; i < count; i++) {
        pf_check_job *job = &jobs[i];
        pf_messages_join(check->messages, &job->said);
        if (!job->taken || !reserved)
            continue;
        size_t first = check->finding_count;
        for (size_t j = 0; j < job->found; j++)
            check->findings[check->finding_count++] = job->gathering->items[job->first + j];
        count_document(&check->run, &job->outcome);
        note_document(check, job, first, check->finding_count);
    }
    for (size_t i = 0; i < count; i++)
        pf_input_release(&jobs[i].text); // those that could not be noted
}

// --- All of them ----------------------------------------------------------------------------------------------------

static void check_files(pf_check *check, const pf_file_list *files)
{
    pf_check_job *jobs = pf_arena_array(&check->arena, files->count, sizeof *jobs);
    if (!jobs) {
        exhausted(check->messages);
        return;
    }
    for (size_t i = 0; i < files->count; i++)
        jobs[i] = job_of(check, files->paths[i]);
    if (pf_check_run_jobs(check, jobs, files->count))
        gather_jobs(check, jobs, files->count);
    else
        exhausted(check->messages);
}

static void note_skipped(pf_check *check, const pf_check_documents *documents)
{
    for (size_t i = 0; i < documents->skipped_count; i++) {
        const pf_string_item *by = documents->skipped[i].by;
        pf_diagnostics_add(&check->messages->diagnostics, PF_WARNING, "excluded", documents->skipped[i].path, 0, 0, "is excluded by '%s' (%s:%u)", by->text,
                           by->place.file ? by->place.file : PF_CHECK_CONFIG_NAME, (unsigned)by->place.line);
    }
}

// The level of the whole run is the least of those that configurations ask for.
static pf_severity least_level(const pf_check *check)
{
    pf_severity least = check->document_count ? PF_SEVERITY_OFF : PF_SEVERITY_WARNING;
    for (size_t i = 0; i < check->document_count; i++) {
        pf_severity level = check->documents[i].fail_on;
        if (level != PF_SEVERITY_OFF && (least == PF_SEVERITY_OFF || level < least))
            least = level;
    }
    return least;
}

// Each configuration decides on its own documents only; the command line decides on all.
static void settle_failures(pf_check *check)
{
    bool given = check->options->has_fail_on;
    check->run.fail_on = given ? check->options->fail_on : least_level(check);
    for (size_t i = 0; !given && i < check->document_count; i++) {
        const checked_document *document = &check->documents[i];
        for (size_t j = document->first; j < document->end; j++) {
            pf_check_finding *finding = &check->findings[j];
            finding->passes = document->fail_on == PF_SEVERITY_OFF || finding->severity < document->fail_on;
        }
    }
}

// False when memory is exhausted.
static bool list_texts(pf_check *check)
{
    pf_check_text_result *texts = pf_arena_array(&check->arena, check->document_count, sizeof *texts);
    for (size_t i = 0; texts && i < check->document_count; i++) {
        const checked_document *document = &check->documents[i];
        texts[i] = (pf_check_text_result){document->name, document->is_design, document->first, document->end};
    }
    check->run.texts = texts;
    check->run.text_count = check->document_count;
    return texts != NULL;
}

static void settle(pf_check *check)
{
    check->run.findings = check->findings;
    check->run.count = check->finding_count;
    settle_failures(check);
    if (check->options->keep_texts && !list_texts(check))
        exhausted(check->messages);
}

pf_check *pf_check_paths(const pf_check_options *options, const char *const *paths, size_t count, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    pf_check *check = new_check(options, messages);
    if (!check)
        return NULL;
    pf_check_documents documents;
    pf_check_walk(&check->configs, paths, count, &documents);
    check_files(check, &documents.files);
    note_skipped(check, &documents);
    if (!options->ignore_baselines && !pf_check_apply_baselines(check))
        exhausted(messages);
    settle(check);
    check->options = NULL; // the caller's
    return check;
}

// --- Texts one by one -----------------------------------------------------------------------------------------------

pf_check *pf_check_begin(const pf_check_options *options, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    pf_check *check = new_check(options, messages);
    if (!check)
        return NULL;
    bool found = find_target(check, "-", &check->texts.target);
    check->texts.rules = found ? rules_for(check, check->texts.target.config) : NULL;
    bool begun = check->texts.rules && pf_check_read_text_baseline(check);
    if (begun && pf_check_reserve_gatherings(check, 1))
        return check;
    if (begun)
        pf_messages_exhausted(messages);
    pf_check_free(check);
    return NULL;
}

static void forget_text(pf_check *check)
{
    release_texts(check);
    pf_gathering_release(check->gatherings);
    pf_gathering_init(check->gatherings);
    check->document_count = check->finding_count = 0;
    check->run = (pf_check_run){0};
}

bool pf_check_text(pf_check *check, const char *name, const char *bytes, size_t length)
{
    PF_IN_C_LOCALE;
    pf_input input;
    pf_input_problem problem;
    pf_check_job job = {.name = name, .rules = check->texts.rules, .target = check->texts.target};
    forget_text(check);
    bool read = pf_input_use_memory(&input, name, bytes, length, 0, &problem);
    pf_check_take(check, &job, check->gatherings, &input, read ? NULL : &problem, true);
    gather_jobs(check, &job, 1);
    if (!check->document_count)
        return false; // that was said
    if (!pf_check_apply_text_baseline(check))
        return exhausted(check->messages);
    settle(check);
    return true;
}

bool pf_write_checked_text(const pf_check *check, pf_output *output, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    return pf_report_take(pf_report_checked_text(&check->run, check->documents[0].name, &buffer), &buffer, output, messages);
}

size_t pf_check_failures(const pf_check *check)
{
    size_t failures = 0;
    for (size_t i = 0; i < check->run.count; i++)
        failures += pf_check_fails(&check->run, &check->run.findings[i]);
    return failures;
}

// Texts are analysed while the page is written, since what is found in all of them together would take fifty times their room.
typedef struct text_reader {
    const pf_check *check;
    pf_messages *messages;
    pf_analysis *latest;
} text_reader;

static const pf_result *recommend(void *context, size_t text)
{
    text_reader *reader = context;
    const checked_document *document = &reader->check->documents[text];
    pf_analysis_free(reader->latest);
    reader->latest = NULL;
    if (document->text.length > 0)
        reader->latest = pf_analyze(document->rules, document->name, document->text.bytes, document->text.length, reader->check->settings,
                                    reader->check->setting_count, reader->messages);
    return reader->latest ? &reader->latest->result : NULL;
}

bool pf_write_findings(const pf_check *check, pf_format format, pf_style style, pf_output *output, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    pf_buffer buffer;
    text_reader reader = {check, messages, NULL};
    size_t errors = pf_messages_errors(messages);
    pf_buffer_init(&buffer);
    pf_check_run run = check->run;
    run.said = &messages->diagnostics;
    run.recommend = recommend;
    run.context = &reader;
    pf_report_status status = pf_report_findings(&run, format, style, &buffer);
    pf_analysis_free(reader.latest);
    if (status == PF_REPORT_NO_SUCH_FORMAT && format == PF_FORMAT_HTML)
        pf_diagnostics_add(&messages->diagnostics, PF_ERROR, "no-such-format", NULL, 0, 0,
                           "a page shows the documents: make the check with keep_texts to have it in HTML");
    if (pf_messages_errors(messages) == errors)
        return pf_report_take(status, &buffer, output, messages);
    *output = (pf_output){0}; // a text could not be analysed, or there is none, which was said
    pf_buffer_release(&buffer);
    return false;
}

bool pf_write_check_statistics(const pf_check *check, pf_output *output, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    return pf_report_take(pf_report_check_statistics(&check->run, &buffer), &buffer, output, messages);
}

// What a file says of itself. False when it cannot be read, which was said.
static bool read_own(pf_check *check, const pf_rules *rules, const char *path, pf_check_config *own)
{
    pf_input input;
    pf_input_problem problem;
    pf_check_config_init(own);
    if (strcmp(path, "-") == 0 || is_folder(path))
        return true;
    bool read = pf_input_read_file(&input, path, 0, &problem), good = !read && pf_check_is_empty(&problem);
    pf_checked checked = {path, input.bytes, input.length};
    if (read)
        good = pf_front_matter_read(&check->arena, &checked, rules->rules, own, &check->messages->diagnostics);
    else if (!good)
        pf_input_problem_report(&problem, path, &check->messages->diagnostics);
    pf_input_release(&input);
    return good;
}

bool pf_write_check_configuration(const pf_check_options *options, const char *path, pf_output *output, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    pf_check_target target;
    pf_check_config own;
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    *output = (pf_output){0};
    pf_check *check = new_check(options, messages);
    bool found = check && find_target(check, path, &target);
    const pf_rules *rules = found ? rules_for(check, target.config) : NULL;
    found = rules && read_own(check, rules, path, &own);
    if (found)
        pf_check_show(target, path, is_folder(path), &own, &check->command_line, &buffer);
    pf_check_free(check);
    if (found)
        return pf_output_take(&buffer, output, messages);
    pf_buffer_release(&buffer);
    return false;
}
