// SPDX-License-Identifier: MIT
// Completions for zsh, whose _arguments knows how options are written; which of them there are depends on the command.
#include "cli/completion.h"

#include <stdio.h>

static const char HEAD[] =
    "#compdef patfinder\n"
    "# Completions of patfinder for zsh, by 'patfinder completion zsh'.\n"
    "\n"
    "# The rules that are in force know the patterns.\n"
    "_patfinder_pattern() {\n"
    "    local -a ids\n"
    "    ids=(${(f)\"$(patfinder list -f json 2>/dev/null | sed -n 's/^ *\"pattern\": \"\\([^\"]*\\)\".*/\\1/p')\"})\n"
    "    compadd \"$@\" -a ids\n"
    "}\n"
    "\n"
    "_patfinder_first() {\n"
    "    local -a commands\n"
    "    commands=(";
static const char COMMANDS[] = ")\n"
                               "    _describe -t commands command commands\n"
                               "    _files\n"
                               "}\n"
                               "\n"
                               "_patfinder() {\n"
                               "    local command= skip= word\n"
                               "    for word in \"${(@Q)words[2,CURRENT-1]}\"; do\n"
                               "        if [[ -n $skip ]]; then\n"
                               "            skip=\n"
                               "            continue\n"
                               "        fi\n"
                               "        case $word in\n"
                               "        (--) command=${command:---}; break ;;\n"
                               "        (";
static const char OPTION[] = ") skip=1 ;;\n"
                             "        (-?*) ;;\n"
                             "        (rules) command=rules ;;\n"
                             "        (*) command=\"${command:+$command }$word\"; break ;;\n"
                             "        esac\n"
                             "    done\n"
                             "    case $command in\n";
static const char END[] = "    esac\n"
                          "}\n"
                          "\n"
                          "if [[ $funcstack[1] = _patfinder ]]; then\n"
                          "    _patfinder \"$@\"\n"
                          "else\n"
                          "    compdef _patfinder patfinder\n"
                          "fi\n";

static void print_action(const pf_completion *completion)
{
    printf("':%s:", completion->name);
    switch (completion->kind) {
    case PF_COMPLETE_WORDS: printf("(%s)'", completion->words); break;
    case PF_COMPLETE_FILES: printf("_files'"); break;
    case PF_COMPLETE_PATTERN: printf("_patfinder_pattern'"); break;
    case PF_COMPLETE_PATTERNS: printf("_sequence _patfinder_pattern'"); break;
    case PF_COMPLETE_NOTHING: printf(" '"); break;
    }
}

// In brackets, where one that closes would end it.
static void print_description(const char *help)
{
    printf("'['");
    pf_complete_print_quoted(help);
    printf("']'");
}

static void print_option(const pf_command *command, const pf_option_info *option)
{
    pf_completion completion = {0};
    if (option->value)
        completion = pf_complete_value(command, option);
    printf("            ");
    if (completion.repeats)
        printf("'*'");
    else if (option->letter)
        printf("'(-%c --%s)'", option->letter, option->name);
    const char *joined = option->value ? "=" : "";
    if (option->letter)
        printf("{-%c%s,--%s%s}", option->letter, option->value ? "+" : "", option->name, joined);
    else
        printf("--%s%s", option->name, joined);
    print_description(pf_command_option_help(command, option));
    if (option->value)
        print_action(&completion);
    printf(" \\\n");
}

static void print_command(const pf_command *command)
{
    const pf_option_info *option;
    pf_completion completion;
    const char *synopsis = command->synopsis;
    unsigned place = 1;
    for (const char *at = command->name; *at; at++)
        place += *at == ' ';
    printf("    ('%s')\n        _arguments -s -S : \\\n", command->name);
    for (size_t i = 0; (option = pf_complete_option(command, &i)); i++)
        print_option(command, option);
    for (unsigned i = 1; i <= place; i++)
        printf("            '%u:command: '%s", i, i < place ? " \\\n" : "");
    while (pf_complete_operand(&synopsis, &completion)) {
        if (completion.repeats)
            printf(" \\\n            '*'");
        else
            printf(" \\\n            %u", ++place);
        print_action(&completion);
    }
    printf(" ;;\n");
}

// The first word may be a command, or a file for the default one.
static void print_default(void)
{
    const pf_option_info *option;
    printf("    (--) _files ;;\n    (rules)\n        _arguments '1:command: ' '2:command:(");
    pf_complete_print_group("rules");
    printf(")' ;;\n    (*)\n        _arguments -s -S : \\\n");
    for (size_t i = 0; (option = pf_complete_option(pf_command_table, &i)); i++)
        print_option(pf_command_table, option);
    printf("            '1:command or file:_patfinder_first' '*:FILE:_files' ;;\n");
}

void pf_complete_zsh(void)
{
    fputs(HEAD, stdout);
    pf_complete_print_commands();
    fputs(COMMANDS, stdout);
    pf_complete_print_valued("|");
    fputs(OPTION, stdout);
    for (size_t i = 0; i < pf_command_count; i++)
        print_command(&pf_command_table[i]);
    print_default();
    fputs(END, stdout);
}
