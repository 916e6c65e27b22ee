// SPDX-License-Identifier: MIT
// Fuzz target: command lines, one argument a line. Nothing is read or written but messages.
#define pf_cli_error pf_cli_error_unused // of the messages only what makes them harmless is wanted
#include "cli/messages.c" // NOLINT(bugprone-suspicious-include): its own error function is replaced
#undef pf_cli_error

#include "cli/command_line.h"
#include "fuzz.h"

void pf_cli_error(const char *code, const char *format, ...) __attribute__((format(printf, 2, 3)));

static size_t said; // since the latest command line began

void pf_cli_error(const char *code, const char *format, ...)
{
    char text[LONGEST_MESSAGE];
    va_list arguments;
    va_start(arguments, format);
    write_message(text, format, arguments);
    va_end(arguments);
    fuzz_prove_text(text, strlen(text));
    fuzz_require(!strchr(text, '\n'), "a message is one line");
    fuzz_require(code[0] && strspn(code, "abcdefghijklmnopqrstuvwxyz-") == strlen(code), "a message has a code");
    said++;
}

static void prove_options(const pf_command_line *options, size_t arguments)
{
    size_t count;
    fuzz_require(options->operand_count + options->rule_count + options->answer_count + options->setting_count + options->what_if_count <= arguments,
                 "no argument is taken twice");
    fuzz_require(options->commandable <= options->operand_count, "only operands are commands");
    fuzz_require(pf_word_list_words(&options->expect, &count) || count == 0, "a list that is not given has no words");
    for (size_t i = 0; i < options->setting_count + options->what_if_count; i++)
        fuzz_require(options->settings[i].fact[0] && options->settings[i].value[0], "a setting has a name and a value");
    pf_command_line_unaccepted(options, 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_parts parts;
    pf_command_line options;
    char *arguments[FUZZ_MOST_PARTS + 2] = {(char[]){"patfinder"}};
    fuzz_parts_open(&parts, data, size, '\n', FUZZ_MOST_PARTS);
    for (size_t i = 0; i < parts.count; i++)
        arguments[i + 1] = parts.items[i];
    said = 0;
    bool parsed = pf_command_line_parse(&options, (int)parts.count + 1, arguments);
    fuzz_require(parsed == (said == 0), "a command line is refused with a message, and only then");
    if (parsed)
        prove_options(&options, parts.count);
    pf_command_line_release(&options);
    fuzz_parts_close(&parts);
    return 0;
}
