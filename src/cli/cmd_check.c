// SPDX-License-Identifier: MIT
// patfinder check: what a reviewer would say of design documents.
#define _GNU_SOURCE // sched_getaffinity
#include "cli/file.h"
#include "cli/folders.h"
#include "cli/progress.h"
#include "cli/records.h"
#include "cli/terminal.h"

#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { MOST_USUAL_JOBS = 16 }; // each takes memory

static const char *const working_folder[] = {"."};

// What an option leaves without effect.
static const struct exclusion {
    pf_option_bit option;
    const char *name, *instead;
    unsigned useless;
} exclusions[] = {
    {PF_OPTION_SHOW_CONFIG, "show-config", "checks nothing",
     PF_OPTION_WRITE_BASELINE | PF_OPTION_STATS | PF_OPTION_FORMAT | PF_OPTION_VERBOSE | PF_OPTION_SET | PF_OPTION_INPUT | PF_OPTION_JOBS},
    {PF_OPTION_WRITE_BASELINE, "write-baseline", "accepts all findings, and reports none",
     PF_OPTION_BASELINE | PF_OPTION_FAIL_ON | PF_OPTION_FORMAT | PF_OPTION_VERBOSE},
    {PF_OPTION_INPUT, "input ndjson", "answers each record by itself", PF_OPTION_WRITE_BASELINE | PF_OPTION_STATS | PF_OPTION_JOBS},
};

static bool is_in_force(const pf_command_line *line, const struct exclusion *exclusion)
{
    return line->given & exclusion->option && (exclusion->option != PF_OPTION_INPUT || line->reads_records);
}

static bool options_agree(const pf_command_line *line)
{
    for (size_t i = 0; i < sizeof exclusions / sizeof *exclusions; i++) {
        const struct exclusion *exclusion = &exclusions[i];
        const char *useless = is_in_force(line, exclusion) ? pf_command_line_unaccepted(line, ~exclusion->useless) : NULL;
        if (useless) {
            pf_cli_error("useless-option", "--%s %s, so that --%s would do nothing: leave one of them out", exclusion->name, exclusion->instead, useless);
            return false;
        }
    }
    return true;
}

// Those that the process may use: a container or taskset(1) may leave it fewer than there are.
static long count_processors(void)
{
#ifdef __linux__
    cpu_set_t usable;
    if (sched_getaffinity(0, sizeof usable, &usable) == 0)
        return CPU_COUNT(&usable);
#endif
    return sysconf(_SC_NPROCESSORS_ONLN);
}

static size_t threads_for(const pf_command_line *line)
{
    long processors = count_processors();
    return line->jobs ? line->jobs : processors < 1 ? 1 : processors < MOST_USUAL_JOBS ? (size_t)processors : MOST_USUAL_JOBS;
}

static pf_check_options options_of(const pf_command_line *line, const pf_folders *folders)
{
    pf_check_options options = {
        .rules = folders->paths,
        .rule_count = folders->count,
        .standing_rule_count = folders->count - line->rule_count,
        .settings = line->settings,
        .setting_count = line->setting_count,
        .has_fail_on = (line->given & PF_OPTION_FAIL_ON) != 0,
        .fail_on = line->fail_on,
        .baseline = line->baseline,
        .threads = threads_for(line),
        .keep_texts = line->format == PF_FORMAT_HTML,
        .ignore_baselines = (line->given & PF_OPTION_WRITE_BASELINE) != 0,
    };
    options.expect = pf_word_list_words(&line->expect, &options.expect_count);
    options.require = pf_word_list_words(&line->require, &options.require_count);
    options.forbid = pf_word_list_words(&line->forbid, &options.forbid_count);
    return options;
}

// Not after an error: it would lack what could not be read.
static bool write_baseline(pf_invocation *invocation, pf_check *run)
{
    if (pf_invocation_status(invocation) != PF_EXIT_FINE)
        return false;
    const char *path = invocation->options->write_baseline;
    pf_output output = {0};
    bool written = pf_write_baseline(run, path, &output, invocation->messages);
    if (written && strcmp(path, "-") == 0)
        pf_invocation_put(invocation, &output);
    else
        written = written && pf_file_replace(path, &output);
    pf_output_release(&output);
    return written;
}

static bool write_findings(pf_invocation *invocation, const pf_check *run)
{
    const pf_command_line *line = invocation->options;
    pf_output output = {0};
    if (!pf_write_findings(run, line->format, pf_terminal_style(line), &output, invocation->messages))
        return false;
    pf_invocation_put(invocation, &output);
    return true;
}

static bool write_statistics(pf_invocation *invocation, const pf_check *run)
{
    pf_output output = {0};
    if (!pf_write_check_statistics(run, &output, invocation->messages))
        return false;
    fputs(output.bytes, stderr);
    pf_output_release(&output);
    return true;
}

// With --write-baseline all findings of now are accepted, so that none of them fails the run.
static int check(pf_invocation *invocation, const pf_check_options *options, const char *const *paths, size_t count)
{
    const pf_command_line *line = invocation->options;
    pf_progress progress;
    pf_progress_begin(&progress, (line->given & PF_OPTION_QUIET) != 0);
    pf_check_options shown = *options;
    shown.progress = pf_progress_show;
    shown.context = &progress;
    pf_check *run = pf_check_paths(&shown, paths, count, invocation->messages);
    pf_progress_end(&progress);
    bool accepting = (line->given & PF_OPTION_WRITE_BASELINE) != 0;
    bool done = run && (accepting ? write_baseline(invocation, run) : write_findings(invocation, run));
    if (done && line->given & PF_OPTION_STATS)
        done = write_statistics(invocation, run);
    bool failed = done && !accepting && pf_check_failures(run) > 0;
    pf_check_free(run);
    int status = pf_invocation_status(invocation);
    if (!done)
        return PF_EXIT_ERROR;
    return status == PF_EXIT_FINE && failed ? PF_EXIT_FAILED : status;
}

// What a check of records goes through.
typedef struct record_check {
    pf_check *run;
    bool failed; // a record has findings that fail it
} record_check;

static bool write_record(pf_invocation *invocation, void *context, const pf_text_record *record, pf_output *output)
{
    record_check *check = context;
    if (!pf_check_text(check->run, record->source, record->text, record->length))
        return false;
    check->failed = check->failed || pf_check_failures(check->run) > 0;
    return pf_write_checked_text(check->run, output, invocation->messages);
}

static int check_records(pf_invocation *invocation, const pf_check_options *options)
{
    record_check check = {pf_check_begin(options, invocation->messages), false};
    int status = pf_invocation_status(invocation);
    if (check.run)
        status = pf_records_each(invocation, write_record, &check);
    pf_check_free(check.run);
    return status == PF_EXIT_FINE && check.failed ? PF_EXIT_FAILED : status;
}

static int show_configuration(pf_invocation *invocation, const pf_check_options *options, const char *const *paths, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        pf_output output = {0};
        if (pf_write_check_configuration(options, paths[i], &output, invocation->messages))
            pf_invocation_put(invocation, &output);
    }
    return pf_invocation_status(invocation);
}

int pf_cmd_check(pf_invocation *invocation)
{
    bool named = invocation->operand_count > 0, shows = (invocation->options->given & PF_OPTION_SHOW_CONFIG) != 0;
    pf_folders folders;
    int status = PF_EXIT_ERROR;
    bool reads_records = invocation->options->reads_records;
    if (!options_agree(invocation->options) || (reads_records && !pf_records_format_fits(invocation->options)))
        return PF_EXIT_ERROR;
    if (pf_folders_find(&folders, invocation->options, NULL, 0)) {
        pf_check_options options = options_of(invocation->options, &folders);
        if (reads_records)
            status = check_records(invocation, &options);
        else
            status = (shows ? show_configuration : check)(invocation, &options, named ? invocation->operands : working_folder,
                                                          named ? invocation->operand_count : 1);
    }
    pf_folders_release(&folders);
    return status;
}
