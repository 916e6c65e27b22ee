// SPDX-License-Identifier: MIT
// Completions for fish: one line for each thing that may be offered, with the condition under which it is.
#include "cli/completion.h"

#include <stdio.h>

static const char HEAD[] =
    "# Completions of patfinder for fish, by 'patfinder completion fish'.\n"
    "\n"
    "# The rules that are in force know the patterns.\n"
    "function __patfinder_pattern\n"
    "    patfinder list -f json 2>/dev/null | string replace -rf '^ *\"pattern\": \"([^\"]*)\".*' '$1'\n"
    "end\n"
    "\n"
    "# The command, and on a second line how many operands it has so far.\n"
    "function __patfinder_state\n"
    "    set -l command ''\n"
    "    set -l operands 0\n"
    "    set -l skip\n"
    "    set -l closed\n"
    "    set -l words (commandline -opc)\n"
    "    for word in $words[2..-1]\n"
    "        if set -q skip[1]\n"
    "            set skip\n"
    "            continue\n"
    "        end\n"
    "        if test -z \"$closed\"\n"
    "            if test \"$word\" = --\n"
    "                set closed 1\n"
    "                test -n \"$command\"; or set command recommend\n"
    "                continue\n"
    "            end\n"
    "            switch $word\n"
    "                case ";
static const char OPTION[] = "\n"
                             "                    set skip 1\n"
                             "                    continue\n"
                             "                case '-?*'\n"
                             "                    continue\n"
                             "            end\n"
                             "        end\n"
                             "        if test \"$command\" = rules\n"
                             "            set command \"rules $word\"\n"
                             "        else if test -n \"$command\"\n"
                             "            set operands (math $operands + 1)\n"
                             "        else if contains -- $word ";
static const char CONDITIONS[] = "\n"
                                 "            set command $word\n"
                                 "        else\n"
                                 "            set command recommend\n"
                                 "            set operands 1\n"
                                 "        end\n"
                                 "    end\n"
                                 "    printf '%s\\n' \"$command\" $operands\n"
                                 "end\n"
                                 "\n"
                                 "# __patfinder_in COMMAND [-eq|-ge OPERANDS]: whether it is this one, with so many so far. The default one needs no name.\n"
                                 "function __patfinder_in\n"
                                 "    set -l state (__patfinder_state)\n"
                                 "    test \"$state[1]\" = \"$argv[1]\"; or test \"$argv[1]/$state[1]\" = recommend/; or return 1\n"
                                 "    test (count $argv) -lt 2; or test $state[2] $argv[2] $argv[3]\n"
                                 "end\n"
                                 "\n"
                                 "complete -c patfinder -f\n";

// What may stand for a value or an operand.
static void print_action(const pf_completion *completion)
{
    switch (completion->kind) {
    case PF_COMPLETE_WORDS: printf(" -a '%s'", completion->words); break;
    case PF_COMPLETE_FILES: printf(" -F"); break;
    case PF_COMPLETE_PATTERN: printf(" -a '(__patfinder_pattern)'"); break;
    case PF_COMPLETE_PATTERNS: printf(" -a '(__fish_complete_list , __patfinder_pattern)'"); break;
    case PF_COMPLETE_NOTHING: break;
    }
}

static void print_option(const pf_command *command, const pf_option_info *option)
{
    printf("complete -c patfinder -n '__patfinder_in \"%s\"' -l %s", command->name, option->name);
    if (option->letter)
        printf(" -s %c", option->letter);
    if (option->value) {
        pf_completion completion = pf_complete_value(command, option);
        printf(completion.kind == PF_COMPLETE_FILES ? " -r" : " -x");
        print_action(&completion);
    }
    printf(" -d ");
    pf_complete_print_quoted(pf_command_option_help(command, option));
    putchar('\n');
}

static void print_command(const pf_command *command)
{
    const pf_option_info *option;
    pf_completion completion;
    const char *synopsis = command->synopsis;
    putchar('\n');
    for (unsigned i = 0; pf_complete_operand(&synopsis, &completion); i++) {
        if (completion.kind == PF_COMPLETE_NOTHING)
            continue;
        printf("complete -c patfinder -n '__patfinder_in \"%s\" %s %u'", command->name, completion.repeats ? "-ge" : "-eq", i);
        print_action(&completion);
        putchar('\n');
    }
    for (size_t i = 0; (option = pf_complete_option(command, &i)); i++)
        print_option(command, option);
}

void pf_complete_fish(void)
{
    fputs(HEAD, stdout);
    pf_complete_print_valued(" ");
    fputs(OPTION, stdout);
    pf_complete_print_commands();
    fputs(CONDITIONS, stdout);
    printf("complete -c patfinder -n '__patfinder_in \"\"' -a '");
    pf_complete_print_commands();
    printf("'\ncomplete -c patfinder -n '__patfinder_in rules' -a '");
    pf_complete_print_group("rules");
    printf("'\n");
    for (size_t i = 0; i < pf_command_count; i++)
        print_command(&pf_command_table[i]);
}
