// SPDX-License-Identifier: MIT
// The commands, and what they share.
#ifndef PF_CLI_COMMAND_H
#define PF_CLI_COMMAND_H

#include "cli/command_line.h"
#include "cli/messages.h"

// One run of a command.
typedef struct pf_invocation {
    const pf_command_line *options;
    const char **operands; // behind the command's name
    size_t operand_count;
    pf_messages *messages;
    size_t shown;    // of them
    int write_error; // errno of the first failed write to standard output, or 0
} pf_invocation;

// What an option does for one command, where that is not what the table of options says.
typedef struct pf_option_help {
    pf_option_bit bit;
    const char *help; // NULL behind the last one
} pf_option_help;

typedef struct pf_command {
    const char *name;                      // one word or two ("rules check")
    const char *synopsis;                  // of its operands
    const char *help;                      // a line
    int (*run)(pf_invocation *invocation); // gives the exit status
    unsigned accepted;                     // pf_option_bit
    size_t least, most;                    // operands
    const pf_option_help *helps;           // or NULL
} pf_command;

extern const pf_command pf_command_table[]; // the first is the default
extern const size_t pf_command_count;

int pf_cmd_recommend(pf_invocation *invocation);
int pf_cmd_check(pf_invocation *invocation);
int pf_cmd_quiz(pf_invocation *invocation);
int pf_cmd_ask(pf_invocation *invocation);
int pf_cmd_facts(pf_invocation *invocation);
int pf_cmd_explain(pf_invocation *invocation);
int pf_cmd_list(pf_invocation *invocation);
int pf_cmd_cheatsheet(pf_invocation *invocation);
int pf_cmd_show(pf_invocation *invocation);
int pf_cmd_rules_check(pf_invocation *invocation);
int pf_cmd_rules_test(pf_invocation *invocation);
int pf_cmd_rules_eval(pf_invocation *invocation);
int pf_cmd_rules_schema(pf_invocation *invocation);
int pf_cmd_rules_new(pf_invocation *invocation);
int pf_cmd_completion(pf_invocation *invocation);

// The command that the operands name, and how many of them do; the default one when they name none. NULL after a
// message.
const pf_command *pf_command_find(const pf_command_line *options, size_t *words);

// Whether the operands are only the first word of several commands ("rules").
bool pf_command_is_group(const pf_command_line *options);

// What the command's help says of an option.
const char *pf_command_option_help(const pf_command *command, const pf_option_info *option);

// Prints the help of one command, or of the program (NULL), to standard output.
void pf_help_print(const pf_command *command);

// The default rules, those of the rule folders, and those of `more` paths. NULL after messages.
pf_rules *pf_invocation_rules(pf_invocation *invocation, const char *const *more, size_t more_count);

// Shows what has been said since the last time. The exit status: PF_EXIT_ERROR after an error, else PF_EXIT_FINE.
int pf_invocation_status(pf_invocation *invocation);

// Shows messages that were not shown yet.
void pf_invocation_show_messages(pf_invocation *invocation);

// The rules, once they are known to have the pattern (NULL: none is asked for) and to take the settings. NULL after messages.
pf_rules *pf_invocation_accepting_rules(pf_invocation *invocation, const char *pattern);

// Analyses a file, or standard input ("-"), with the settings of the options; NULL after messages.
pf_analysis *pf_invocation_analyze(pf_invocation *invocation, const pf_rules *rules, const char *path);

// Says that somebody is waited for where the input is that of a terminal.
void pf_invocation_hint_input(const pf_invocation *invocation, const char *path);

// Writes a report to standard output and releases it.
void pf_invocation_put(pf_invocation *invocation, pf_output *output);

// Makes the report on the rules, of the user's own too, and writes it.
typedef bool (*pf_rules_writer)(const pf_rules *rules, pf_format format, pf_style style, pf_output *output, pf_messages *messages);
int pf_invocation_report_rules(pf_invocation *invocation, pf_rules_writer write);

// Makes one report on one text.
typedef bool (*pf_analysis_writer)(pf_invocation *invocation, const pf_analysis *analysis, pf_style style,
                                   pf_output *output);

// Makes the report on what --what-if changes, for one pattern or (NULL) all.
bool pf_invocation_what_if(pf_invocation *invocation, const pf_analysis *analysis, const char *pattern, pf_style style, pf_output *output);

// Analyses each path (standard input without any) and writes its report. One bad input does not hide the others. Nothing is
// read when there is no such `pattern` (NULL: none is asked for) or a setting is wrong.
int pf_invocation_each(pf_invocation *invocation, const char *pattern, const char *const *paths, size_t count,
                       pf_analysis_writer write);

#endif
