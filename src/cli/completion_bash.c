// SPDX-License-Identifier: MIT
// Completions for bash. It takes a command line apart at "=", too, so that "--format=json" comes as three words.
#include "cli/completion.h"

#include <stdio.h>

static const char HEAD[] =
    "# Completions of patfinder for bash, by 'patfinder completion bash'.\n"
    "\n"
    "_patfinder_words() {\n"
    "    local IFS=$' \\t\\n'\n"
    "    COMPREPLY=($(compgen -W \"$1\" -- \"$current\"))\n"
    "}\n"
    "\n"
    "# The rules that are in force know the patterns.\n"
    "_patfinder_pattern() {\n"
    "    _patfinder_words \"$(patfinder list -f json 2>/dev/null | sed -n 's/^ *\"pattern\": \"\\([^\"]*\\)\".*/\\1/p')\"\n"
    "}\n"
    "\n"
    "_patfinder_patterns() {\n"
    "    local before=\n"
    "    [[ $current != *,* ]] || before=${current%,*},\n"
    "    current=${current##*,}\n"
    "    _patfinder_pattern\n"
    "    COMPREPLY=(\"${COMPREPLY[@]/#/$before}\")\n"
    "}\n"
    "\n"
    "# Where nothing is offered, bash offers files.\n"
    "_patfinder_files() {\n"
    "    COMPREPLY=()\n"
    "}\n"
    "\n"
    "_patfinder_nothing() {\n"
    "    COMPREPLY=()\n"
    "    compopt +o default +o bashdefault\n"
    "}\n"
    "\n"
    "_patfinder() {\n"
    "    local current=${COMP_WORDS[COMP_CWORD]} command= option= word options closed= i operands=0\n"
    "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
    "        word=${COMP_WORDS[i]}\n"
    "        if [ \"$word\" = = ]; then\n"
    "            [ -n \"$option\" ] || ((++i < COMP_CWORD)) || option=none\n"
    "        elif [ -n \"$option\" ]; then\n"
    "            option=\n"
    "        elif [ -z \"$closed\" ] && [[ $word = -?* ]]; then\n"
    "            case $word in\n"
    "            --) closed=1 ;;\n"
    "            ";
static const char OPTION[] = ") option=$word ;;\n"
                             "            esac\n"
                             "        elif [ -n \"$command\" ] && [ \"$command\" != rules ]; then\n"
                             "            operands=$((operands + 1))\n"
                             "        elif [ \"$command\" = rules ]; then\n"
                             "            command=\"rules $word\"\n"
                             "        else\n"
                             "            case \" ";
static const char COMMAND[] = " \" in\n"
                              "            *\" $word \"*) command=$word ;;\n"
                              "            *) command=recommend operands=1 ;;\n"
                              "            esac\n"
                              "            [ -z \"$closed\" ] || command=recommend\n"
                              "        fi\n"
                              "    done\n"
                              "    [ \"$current\" != = ] || { current=; [ -n \"$option\" ] || option=none; }\n"
                              "    if [ -n \"$option\" ]; then\n"
                              "        case \"${command:-recommend} $option\" in\n";
static const char FIRST[] = "        *) _patfinder_nothing ;;\n"
                            "        esac\n"
                            "        return\n"
                            "    fi\n"
                            "    if [ -z \"$closed\" ] && [[ $current = -* ]]; then\n"
                            "        case $command in\n";
static const char OPERANDS[] = "        esac\n"
                               "        _patfinder_words \"$options\"\n"
                               "        return\n"
                               "    fi\n"
                               "    case \"$command $operands\" in\n";
static const char END[] = "    *) _patfinder_nothing ;;\n"
                          "    esac\n"
                          "}\n"
                          "\n"
                          "complete -F _patfinder -o bashdefault -o default patfinder\n";

static void print_action(const pf_completion *completion)
{
    switch (completion->kind) {
    case PF_COMPLETE_WORDS: printf("_patfinder_words '%s'", completion->words); break;
    case PF_COMPLETE_FILES: printf("_patfinder_files"); break;
    case PF_COMPLETE_PATTERN: printf("_patfinder_pattern"); break;
    case PF_COMPLETE_PATTERNS: printf("_patfinder_patterns"); break;
    case PF_COMPLETE_NOTHING: printf("_patfinder_nothing"); break;
    }
    printf(" ;;\n");
}

static void print_values(const pf_command *command)
{
    const pf_option_info *option;
    for (size_t i = 0; (option = pf_complete_option(command, &i)); i++) {
        if (!option->value)
            continue;
        pf_completion completion = pf_complete_value(command, option);
        printf("        \"%s --%s\"", command->name, option->name);
        if (option->letter)
            printf(" | \"%s -%c\"", command->name, option->letter);
        printf(") ");
        print_action(&completion);
    }
}

static void print_options(const pf_command *command)
{
    const pf_option_info *option;
    printf("        %s\"%s\") options='", command == pf_command_table ? "'' | " : "", command->name);
    for (size_t i = 0; (option = pf_complete_option(command, &i)); i++) {
        if (option->letter)
            printf("-%c ", option->letter);
        printf("--%s ", option->name);
    }
    printf("' ;;\n");
}

static void print_operands(const pf_command *command)
{
    pf_completion completion;
    const char *synopsis = command->synopsis;
    for (unsigned i = 0; pf_complete_operand(&synopsis, &completion); i++) {
        if (completion.repeats)
            printf("    \"%s \"*) ", command->name);
        else
            printf("    \"%s %u\") ", command->name, i);
        print_action(&completion);
    }
}

void pf_complete_bash(void)
{
    fputs(HEAD, stdout);
    pf_complete_print_valued(" | ");
    fputs(OPTION, stdout);
    pf_complete_print_commands();
    fputs(COMMAND, stdout);
    for (size_t i = 0; i < pf_command_count; i++)
        print_values(&pf_command_table[i]);
    fputs(FIRST, stdout);
    for (size_t i = 0; i < pf_command_count; i++)
        print_options(&pf_command_table[i]);
    fputs(OPERANDS, stdout);
    printf("    ' '0) [ -n \"$closed\" ] || _patfinder_words '");
    pf_complete_print_commands();
    printf("' ;;\n    'rules 0') _patfinder_words '");
    pf_complete_print_group("rules");
    printf("' ;;\n");
    for (size_t i = 0; i < pf_command_count; i++)
        print_operands(&pf_command_table[i]);
    fputs(END, stdout);
}
