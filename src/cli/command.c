// SPDX-License-Identifier: MIT
// The table of commands, which also prints the help, and the choice of one.
#include "cli/command.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    COMMON = PF_OPTION_QUIET | PF_OPTION_HELP,
    RULES = COMMON | PF_OPTION_RULES | PF_OPTION_NO_USER_RULES,
    REPORT = RULES | PF_OPTION_FORMAT | PF_OPTION_COLOR | PF_OPTION_WIDTH,
    ANALYSIS = REPORT | PF_OPTION_SET,
    QUIZ = ANALYSIS | PF_OPTION_ANSWERS | PF_OPTION_SEED | PF_OPTION_NO_HISTORY | PF_OPTION_STATS,
    CHECK = ANALYSIS | PF_OPTION_INPUT | PF_OPTION_VERBOSE | PF_OPTION_FAIL_ON | PF_OPTION_EXPECT | PF_OPTION_REQUIRE | PF_OPTION_FORBID | PF_OPTION_BASELINE |
            PF_OPTION_JOBS | PF_OPTION_WRITE_BASELINE | PF_OPTION_SHOW_CONFIG | PF_OPTION_STATS,
};

static const pf_option_help recommend_helps[] = {
    {PF_OPTION_FORMAT, "text (default), json, ndjson, markdown, html, mermaid or dot"},
    {0, NULL},
};
static const pf_option_help check_helps[] = {
    {PF_OPTION_FORMAT, "text (default), gnu, json, ndjson, sarif, github, gitlab, rdjson, junit, markdown or html"},
    {PF_OPTION_QUIET, "no warnings about the run, and no progress; findings are not affected"},
    {PF_OPTION_VERBOSE, "all evidence of each finding, instead of the first pieces"},
    {PF_OPTION_STATS, "also say how much was read, and how many findings there are of each kind"},
    {0, NULL},
};
static const pf_option_help quiz_helps[] = {
    {PF_OPTION_FORMAT, "text (default), json or ndjson"},
    {PF_OPTION_STATS, "ask nothing; show recall of each pattern, what is due, and streaks"},
    {0, NULL},
};
static const pf_option_help explain_helps[] = {
    {PF_OPTION_VERBOSE, "also the clauses that do not hold"},
    {0, NULL},
};
static const pf_option_help cheatsheet_helps[] = {
    {PF_OPTION_FORMAT, "text (default), markdown or html"},
    {0, NULL},
};
static const pf_option_help plain_helps[] = {
    {PF_OPTION_FORMAT, "text (default), json or ndjson"},
    {0, NULL},
};

const pf_command pf_command_table[] = {
    {"recommend", "[FILE...]", "which patterns fit, and why (the default)", pf_cmd_recommend,
     ANALYSIS | PF_OPTION_INPUT | PF_OPTION_WHAT_IF | PF_OPTION_VERBOSE, 0, SIZE_MAX, recommend_helps},
    {"check", "[PATH...]", "what a reviewer would say of design documents", pf_cmd_check, CHECK, 0, SIZE_MAX, check_helps},
    {"quiz", "[FILE]", "practise: say which patterns fit, and be graded", pf_cmd_quiz, QUIZ, 0, 1, quiz_helps},
    {"ask", "[FILE]", "be asked what would change the answer, then told", pf_cmd_ask, ANALYSIS | PF_OPTION_VERBOSE, 0, 1, plain_helps},
    {"explain", "PATTERN [FILE...]", "why and why not, clause by clause", pf_cmd_explain,
     ANALYSIS | PF_OPTION_WHAT_IF | PF_OPTION_VERBOSE, 1, SIZE_MAX, explain_helps},
    {"facts", "[FILE...]", "the numbers that were found, and what they mean", pf_cmd_facts, ANALYSIS, 0, SIZE_MAX, NULL},
    {"list", "", "the patterns that are known", pf_cmd_list, REPORT, 0, 0, NULL},
    {"cheatsheet", "", "all patterns on one page, to print or to look at", pf_cmd_cheatsheet, REPORT, 0, 0, cheatsheet_helps},
    {"show", "PATTERN", "all that is known of one pattern", pf_cmd_show, REPORT, 1, 1, NULL},
    {"rules check", "[PATH...]", "look for mistakes in rule files", pf_cmd_rules_check, RULES, 0, SIZE_MAX, NULL},
    {"rules test", "[PATH...]", "run the examples of rule files", pf_cmd_rules_test, RULES, 0, SIZE_MAX, NULL},
    {"rules eval", "PATH", "measure precision and recall on labelled texts", pf_cmd_rules_eval,
     RULES | PF_OPTION_FORMAT | PF_OPTION_ERRORS, 1, 1, plain_helps},
    {"rules schema", "", "the JSON Schema of rule files or of results", pf_cmd_rules_schema, COMMON | PF_OPTION_OF, 0,
     0, NULL},
    {"rules new", "ID", "a rule file to start from", pf_cmd_rules_new, COMMON, 1, 1, NULL},
    {"completion", "bash|zsh|fish", "what lets a shell complete command lines", pf_cmd_completion, COMMON, 1, 1, NULL},
};
const size_t pf_command_count = sizeof pf_command_table / sizeof *pf_command_table;

// Whether the operands begin with the command's words; their number.
static size_t matched_words(const pf_command *command, const pf_command_line *options)
{
    const char *name = command->name;
    for (size_t i = 0; i < options->commandable; i++) {
        size_t length = strcspn(name, " ");
        if (strlen(options->operands[i]) != length || memcmp(options->operands[i], name, length) != 0)
            return 0;
        if (name[length] == '\0')
            return i + 1;
        name += length + 1;
    }
    return 0;
}

static const char *nearest_command(const char *name)
{
    const char *names[sizeof pf_command_table / sizeof *pf_command_table];
    for (size_t i = 0; i < pf_command_count; i++)
        names[i] = pf_command_table[i].name;
    return pf_suggest(name, names, pf_command_count);
}

static void report_group(const pf_command_line *options)
{
    char name[80];
    if (options->commandable < 2) {
        pf_cli_error("unknown-command", "'rules' needs one of: check, test, eval, schema, new");
        return;
    }
    snprintf(name, sizeof name, "rules %s", options->operands[1]);
    const char *nearest = nearest_command(name);
    if (nearest)
        pf_cli_error("unknown-command", "unknown command '%s'; did you mean '%s'?", name, nearest);
    else
        pf_cli_error("unknown-command", "unknown command '%s'; 'rules' has check, test, eval, schema and new", name);
}

// "notes.md", "docs/notes", but not "Design a shop."
static bool looks_like_path(const char *word)
{
    for (const char *at = word; *at; at++)
        if (*at == '/' || (*at == '.' && (at == word || (at[1] != '\0' && at[1] != ' '))))
            return true;
    return word[0] != '\0' && word[strlen(word) - 1] == '.' && !strchr(word, ' ');
}

// Whether a word that names no command can only be meant as one, or as a text: there is no such file, and it does not
// look like one.
static bool report_no_file(const char *word)
{
    if (access(word, F_OK) == 0 || strcmp(word, "-") == 0 || looks_like_path(word))
        return false;
    const char *nearest = nearest_command(word);
    if (nearest)
        pf_cli_error("unknown-command", "'%s' is neither a command nor a file; did you mean '%s'?", word, nearest);
    else
        pf_cli_error("unknown-command",
                     "'%s' is neither a command nor a file; see 'patfinder --help', or pipe a text in: echo \"%s\" | patfinder",
                     word, strchr(word, ' ') ? word : "...");
    return true;
}

bool pf_command_is_group(const pf_command_line *options)
{
    return options->commandable == 1 && options->operand_count == 1 && strcmp(options->operands[0], "rules") == 0;
}

const pf_command *pf_command_find(const pf_command_line *options, size_t *words)
{
    *words = 0;
    for (size_t i = 0; i < pf_command_count; i++) {
        *words = matched_words(&pf_command_table[i], options);
        if (*words > 0)
            return &pf_command_table[i];
    }
    if (options->commandable > 0 && strcmp(options->operands[0], "rules") == 0) {
        report_group(options);
        return NULL;
    }
    if (options->commandable > 0 && report_no_file(options->operands[0]))
        return NULL;
    return &pf_command_table[0];
}

const char *pf_command_option_help(const pf_command *command, const pf_option_info *option)
{
    for (const pf_option_help *helps = command ? command->helps : NULL; helps && helps->help; helps++)
        if (helps->bit == option->bit)
            return helps->help;
    return option->help;
}

// Of one command, or of the program (NULL).
static void print_options(unsigned accepted, const pf_command *command)
{
    for (size_t i = 0; i < pf_option_count; i++) {
        const pf_option_info *option = &pf_option_table[i];
        if (!(option->bit & accepted))
            continue;
        char names[48], letter[] = "-x, ";
        letter[1] = option->letter;
        snprintf(names, sizeof names, "%s--%s%s%s", option->letter ? letter : "    ", option->name,
                 option->value ? " " : "", option->value ? option->value : "");
        printf("  %-25s %s\n", names, pf_command_option_help(command, option));
    }
}

static void print_command(const pf_command *command)
{
    printf("usage: patfinder %s [options]%s%s\n\n%s\n\nOptions:\n", command->name, command->synopsis[0] ? " " : "",
           command->synopsis, command->help);
    print_options(command->accepted, command);
    if (command->accepted & PF_OPTION_FAIL_ON)
        printf("\nWithout PATH the working directory is checked, with --input ndjson standard input; '-' is standard input.\n"
               "Exit status: 0 fine, 1 findings of --fail-on and worse, 2 an error.\n");
    else if (command->accepted & PF_OPTION_ANSWERS)
        printf("\nWithout FILE scenarios are shown; '-' is standard input.\n"
               "Exit status: 0 all answers are right (at a terminal: always), 1 not all, 2 an error.\n");
    else if (command->accepted & PF_OPTION_SET)
        printf("\nWithout FILE, or for '-', standard input is read.\n");
}

void pf_help_print(const pf_command *command)
{
    if (command) {
        print_command(command);
        return;
    }
    printf("usage: patfinder [command] [options] [operands]\n\n"
           "Reads a description of a system and says which system-design patterns fit it,\n"
           "why, and how to start.\n\n"
           "Commands:\n");
    unsigned all = PF_OPTION_VERSION;
    for (size_t i = 0; i < pf_command_count; i++) {
        char usage[48];
        snprintf(usage, sizeof usage, "%s %s", pf_command_table[i].name, pf_command_table[i].synopsis);
        printf("  %-27s %s\n", usage, pf_command_table[i].help);
        all |= pf_command_table[i].accepted;
    }
    printf("\nOptions ('patfinder COMMAND --help' tells which of them a command takes):\n");
    print_options(all, NULL);
    printf("\nWithout FILE, or for '-', standard input is read; check without PATH reads the working directory, and quiz\n"
           "without FILE shows scenarios.\n"
           "Exit status: 0 fine, 1 findings of a check, a wrong answer to a quiz or a failed rule test, 2 an error.\n");
}
