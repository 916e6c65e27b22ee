// SPDX-License-Identifier: MIT
// patfinder: finds the command and runs it, and sees to it that all output has arrived.
#define _XOPEN_SOURCE 700 // realpath
#include "cli/command.h"
#include "cli/fence.h"
#include "cli/folders.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool operands_fit(const pf_command *command, size_t count)
{
    if (count < command->least)
        pf_cli_error("missing-operand", "'%s' needs an operand: patfinder %s %s", command->name, command->name,
                     command->synopsis);
    else if (count > command->most)
        pf_cli_error("surplus-operand", "'%s' takes %s: patfinder %s%s%s", command->name,
                     command->most == 0 ? "no operands" : "one operand", command->name,
                     command->synopsis[0] ? " " : "", command->synopsis); // no command takes more than one but not any
    return count >= command->least && count <= command->most;
}

// What the command may write, freed by the caller: a baseline, the history of quizzes, or "". NULL when memory is exhausted.
static char *written_by(const pf_command *command, const pf_command_line *options)
{
    if (options->given & PF_OPTION_WRITE_BASELINE)
        return strdup(options->write_baseline);
    return command->accepted & PF_OPTION_NO_HISTORY && !(options->given & PF_OPTION_NO_HISTORY) ? pf_history_path() : strdup("");
}

// Where that is written when it is a link.
static bool raise_fence(const pf_command *command, const pf_command_line *options)
{
    char *written = written_by(command, options), *target = written ? realpath(written, NULL) : NULL;
    bool known = written && (target || errno != ENOMEM);
    if (known)
        pf_fence_raise(target ? target : *written ? written : NULL);
    free(target);
    free(written);
    return known;
}

static int run(const pf_command *command, const pf_command_line *options, size_t words, int *write_error)
{
    pf_invocation invocation = {
        .options = options,
        .operands = options->operands + words,
        .operand_count = options->operand_count - words,
        .messages = pf_messages_new(),
    };
    int status = PF_EXIT_ERROR;
    bool fenced = raise_fence(command, options);
    if (!invocation.messages || !fenced)
        pf_cli_error("out-of-memory", "out of memory");
    else
        status = command->run(&invocation);
    pf_messages_free(invocation.messages);
    *write_error = invocation.write_error;
    return status;
}

static int dispatch(const pf_command_line *options, int *write_error)
{
    if (options->given & PF_OPTION_VERSION) {
        printf("patfinder %s\n", pf_version());
        return PF_EXIT_FINE;
    }
    bool names_command = options->operand_count > 0 && !pf_command_is_group(options);
    if (options->given & PF_OPTION_HELP && !names_command) {
        pf_help_print(NULL);
        return PF_EXIT_FINE;
    }
    size_t words;
    const pf_command *command = pf_command_find(options, &words);
    if (!command)
        return PF_EXIT_ERROR;
    if (options->given & PF_OPTION_HELP) {
        pf_help_print(command);
        return PF_EXIT_FINE;
    }
    const char *unaccepted = pf_command_line_unaccepted(options, command->accepted);
    if (unaccepted) {
        pf_cli_error("misplaced-option", "'%s' does not take --%s; 'patfinder %s --help' lists what it takes",
                     command->name, unaccepted, command->name);
        return PF_EXIT_ERROR;
    }
    if (!operands_fit(command, options->operand_count - words))
        return PF_EXIT_ERROR;
    return run(command, options, words, write_error);
}

// A full disk or a closed pipe shows at the latest here, and must not look like success.
static int finish(int status, int write_error)
{
    bool failed = ferror(stdout) != 0;
    errno = 0;
    if (fflush(stdout) != 0)
        failed = true;
    if (fclose(stdout) != 0)
        failed = true;
    if (!failed)
        return status;
    int reason = write_error ? write_error : errno;
    pf_cli_error("write-failed", "cannot write the output: %s", reason ? strerror(reason) : "a write failed");
    return PF_EXIT_ERROR;
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); // what cannot be written is told
    pf_command_line options;
    int status = PF_EXIT_ERROR, write_error = 0;
    if (pf_command_line_parse(&options, argc, argv))
        status = dispatch(&options, &write_error);
    pf_command_line_release(&options);
    return finish(status, write_error);
}
