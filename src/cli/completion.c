// SPDX-License-Identifier: MIT
// What the completions of all shells have in common: what the tables of commands and options say.
#include "cli/completion.h"

#include <stdio.h>
#include <string.h>

static bool names_word(const char *text, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = text; (at = strstr(at, word)); at += length)
        if ((at == text || strchr(" \n", at[-1])) && strchr(" \n,:;", at[length]))
            return true;
    return false;
}

static void set_kind(pf_completion *completion)
{
    static const struct {
        const char *name;
        pf_completion_kind kind;
    } kinds[] = {
        {"FILE", PF_COMPLETE_FILES}, {"PATH", PF_COMPLETE_FILES}, {"PATTERN", PF_COMPLETE_PATTERN}, {"PATTERNS", PF_COMPLETE_PATTERNS},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].name, completion->name) == 0)
            completion->kind = kinds[i].kind;
}

pf_completion pf_complete_value(const pf_command *command, const pf_option_info *option)
{
    const char *help = pf_command_option_help(command, option);
    pf_completion completion = {.kind = PF_COMPLETE_NOTHING, .repeats = strstr(help, "repeatable") != NULL};
    snprintf(completion.name, sizeof completion.name, "%s", option->value);
    set_kind(&completion);
    for (const char *const *word = option->words; word && *word; word++) {
        size_t length = strlen(completion.words);
        if (names_word(help, *word))
            snprintf(completion.words + length, sizeof completion.words - length, "%s%s", length ? " " : "", *word);
        completion.kind = PF_COMPLETE_WORDS;
    }
    return completion;
}

bool pf_complete_operand(const char **synopsis, pf_completion *completion)
{
    const char *start = *synopsis + strspn(*synopsis, " [");
    size_t length = strcspn(start, ".] ");
    *completion = (pf_completion){.kind = PF_COMPLETE_NOTHING, .repeats = start[length] == '.'};
    snprintf(completion->name, sizeof completion->name, "%.*s", (int)length, start);
    *synopsis = start + length + strspn(start + length, ".]");
    set_kind(completion);
    if (!strchr(completion->name, '|'))
        return length > 0;
    completion->kind = PF_COMPLETE_WORDS;
    for (size_t i = 0; i <= length; i++)
        completion->words[i] = completion->name[i] == '|' ? ' ' : completion->name[i];
    return true;
}

const pf_option_info *pf_complete_option(const pf_command *command, size_t *index)
{
    unsigned accepted = command->accepted | (command == pf_command_table ? PF_OPTION_VERSION : 0U);
    for (; *index < pf_option_count; ++*index)
        if (pf_option_table[*index].bit & accepted)
            return &pf_option_table[*index];
    return NULL;
}

void pf_complete_print_commands(void)
{
    for (size_t i = 0; i < pf_command_count; i++) {
        const char *name = pf_command_table[i].name;
        size_t length = strcspn(name, " ");
        if (i == 0 || strncmp(name, pf_command_table[i - 1].name, length + 1) != 0)
            printf("%s%.*s", i ? " " : "", (int)length, name);
    }
}

void pf_complete_print_group(const char *group)
{
    size_t length = strlen(group), count = 0;
    for (size_t i = 0; i < pf_command_count; i++)
        if (strncmp(pf_command_table[i].name, group, length) == 0 && pf_command_table[i].name[length] == ' ')
            printf("%s%s", count++ ? " " : "", pf_command_table[i].name + length + 1);
}

void pf_complete_print_valued(const char *separator)
{
    size_t count = 0;
    for (size_t i = 0; i < pf_option_count; i++) {
        const pf_option_info *option = &pf_option_table[i];
        if (option->value)
            printf("%s--%s", count++ ? separator : "", option->name);
        if (option->value && option->letter)
            printf("%s-%c", separator, option->letter);
    }
}

void pf_complete_print_quoted(const char *text)
{
    putchar('\'');
    for (; *text; text++) {
        if (*text == '\'')
            fputs("'\\''", stdout);
        else if (*text != '\n')
            putchar(*text);
        else
            text += strspn(text, "\n ") - 1, putchar(' ');
    }
    putchar('\'');
}
