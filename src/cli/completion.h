// SPDX-License-Identifier: MIT
// What shells are told of the commands and options, so that they can complete command lines.
#ifndef PF_CLI_COMPLETION_H
#define PF_CLI_COMPLETION_H

#include "cli/command.h"

// What can be offered for a value or an operand.
typedef enum pf_completion_kind {
    PF_COMPLETE_NOTHING,
    PF_COMPLETE_WORDS,    // fixed ones
    PF_COMPLETE_FILES,    // and folders
    PF_COMPLETE_PATTERN,  // an id
    PF_COMPLETE_PATTERNS, // ids between commas
} pf_completion_kind;

typedef struct pf_completion {
    pf_completion_kind kind;
    char name[24];   // what stands for it in the help
    char words[128]; // with a blank between them
    bool repeats;    // there may be more of it
} pf_completion;

// Of an option with a value: the words are those that the command's help names.
pf_completion pf_complete_value(const pf_command *command, const pf_option_info *option);

// Of the operand that `synopsis` begins with, and moves behind. False when there is none.
bool pf_complete_operand(const char **synopsis, pf_completion *completion);

// The option at or behind `index` that the command takes (or, of the first command, --version, which stands for itself), and moves to
// it; NULL when there is none.
const pf_option_info *pf_complete_option(const pf_command *command, size_t *index);

// The first words of all commands, and the second ones of those that begin with `group`; one blank between them.
void pf_complete_print_commands(void);
void pf_complete_print_group(const char *group);
// All options with a value, as a command line may have them, with `separator` between them.
void pf_complete_print_valued(const char *separator);
// In single quotes.
void pf_complete_print_quoted(const char *text);

void pf_complete_bash(void);
void pf_complete_zsh(void);
void pf_complete_fish(void);

#endif
