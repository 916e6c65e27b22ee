// SPDX-License-Identifier: MIT
// What commands share: loading rules, going through inputs, showing messages.
#include "cli/command.h"
#include "cli/folders.h"
#include "cli/terminal.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { LONGEST_NAME = 4096 };

static bool is_quiet(const pf_invocation *invocation)
{
    return (invocation->options->given & PF_OPTION_QUIET) != 0;
}

void pf_invocation_show_messages(pf_invocation *invocation)
{
    pf_cli_show_messages(invocation->messages, &invocation->shown, is_quiet(invocation));
}

int pf_invocation_status(pf_invocation *invocation)
{
    pf_invocation_show_messages(invocation);
    return pf_messages_errors(invocation->messages) > 0 ? PF_EXIT_ERROR : PF_EXIT_FINE;
}

void pf_invocation_put(pf_invocation *invocation, pf_output *output)
{
    errno = 0;
    if (output->length > 0 && fwrite(output->bytes, 1, output->length, stdout) < output->length &&
        invocation->write_error == 0)
        invocation->write_error = errno;
    pf_output_release(output);
}

pf_rules *pf_invocation_rules(pf_invocation *invocation, const char *const *more, size_t more_count)
{
    pf_folders folders;
    pf_rules *rules = NULL;
    if (pf_folders_find(&folders, invocation->options, more, more_count)) {
        rules = pf_rules_load(folders.paths, folders.count, invocation->messages);
        pf_invocation_show_messages(invocation);
    }
    pf_folders_release(&folders);
    return rules;
}

// Between several reports of text there is a line that says what the next one is about; the other formats name their
// source.
static void put_separator(const pf_invocation *invocation, const char *path, bool first)
{
    pf_format format = invocation->options->format;
    char name[LONGEST_NAME];
    snprintf(name, sizeof name, "%s", strcmp(path, "-") == 0 ? "<stdin>" : path);
    pf_cli_make_harmless(name);
    if (format == PF_FORMAT_TEXT)
        printf("%s==> %s <==\n", first ? "" : "\n", name);
    else if (format == PF_FORMAT_MARKDOWN && !first)
        putchar('\n');
}

void pf_invocation_hint_input(const pf_invocation *invocation, const char *path)
{
    if (strcmp(path, "-") == 0 && pf_terminal_input() && !is_quiet(invocation))
        pf_cli_hint("reading from the terminal; end with Ctrl-D");
}

pf_analysis *pf_invocation_analyze(pf_invocation *invocation, const pf_rules *rules, const char *path)
{
    const pf_command_line *options = invocation->options;
    pf_invocation_hint_input(invocation, path);
    return pf_analyze_file(rules, path, options->settings, options->setting_count, invocation->messages);
}

static bool report_on(pf_invocation *invocation, const pf_rules *rules, const char *path, pf_analysis_writer write,
                      pf_output *output)
{
    pf_analysis *analysis = pf_invocation_analyze(invocation, rules, path);
    bool written = analysis && write(invocation, analysis, pf_terminal_style(invocation->options), output);
    pf_analysis_free(analysis);
    return written;
}

pf_rules *pf_invocation_accepting_rules(pf_invocation *invocation, const char *pattern)
{
    const pf_command_line *options = invocation->options;
    pf_rules *rules = pf_invocation_rules(invocation, NULL, 0);
    size_t count = options->setting_count + options->what_if_count;
    if (!rules || pf_rules_accept(rules, pattern, options->settings, count, invocation->messages))
        return rules;
    pf_invocation_show_messages(invocation);
    pf_rules_free(rules);
    return NULL;
}

bool pf_invocation_what_if(pf_invocation *invocation, const pf_analysis *analysis, const char *pattern, pf_style style, pf_output *output)
{
    const pf_command_line *options = invocation->options;
    size_t count = options->setting_count + options->what_if_count;
    pf_analysis *after = pf_analyze_again(analysis, options->settings, count, invocation->messages);
    bool written = after && pf_write_difference(analysis, after, pattern, options->format, style, output, invocation->messages);
    pf_analysis_free(after);
    return written;
}

int pf_invocation_report_rules(pf_invocation *invocation, pf_rules_writer write)
{
    pf_rules *rules = pf_invocation_rules(invocation, NULL, 0);
    if (!rules)
        return PF_EXIT_ERROR;
    pf_output output = {0};
    const pf_command_line *options = invocation->options;
    bool written = write(rules, options->format, pf_terminal_style(options), &output, invocation->messages);
    pf_invocation_put(invocation, &output);
    pf_rules_free(rules);
    int status = pf_invocation_status(invocation);
    return written ? status : PF_EXIT_ERROR;
}

int pf_invocation_each(pf_invocation *invocation, const char *pattern, const char *const *paths, size_t count,
                       pf_analysis_writer write)
{
    static const char *const standard_input[] = {"-"};
    const char *const *inputs = count > 0 ? paths : standard_input;
    size_t input_count = count > 0 ? count : 1;
    pf_rules *rules = pf_invocation_accepting_rules(invocation, pattern);
    if (!rules)
        return PF_EXIT_ERROR;
    bool failed = false, first = true;
    for (size_t i = 0; i < input_count && !ferror(stdout); i++) {
        pf_output output = {0};
        if (report_on(invocation, rules, inputs[i], write, &output)) {
            if (input_count > 1)
                put_separator(invocation, inputs[i], first);
            pf_invocation_put(invocation, &output);
            first = false;
        } else {
            failed = true;
        }
        pf_invocation_show_messages(invocation);
    }
    pf_rules_free(rules);
    return failed || pf_messages_errors(invocation->messages) > 0 ? PF_EXIT_ERROR : PF_EXIT_FINE;
}
