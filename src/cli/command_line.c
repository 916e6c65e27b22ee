// SPDX-License-Identifier: MIT
// The options and operands of a command line.
#include "cli/command_line.h"

#include "cli/messages.h"

#include <errno.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

static const char NOTHING[] = "none"; // for the empty list
// In the order of pf_format, pf_severity, pf_color and pf_schema_of.
static const char *const formats[] = {"text", "json", "ndjson", "markdown", "gnu", "sarif", "github", "gitlab", "rdjson", "junit", "html", "mermaid", "dot", NULL};
static const char *const severities[] = {"off", "hint", "info", "warning", "error", NULL};
static const char *const colors[] = {"auto", "always", "never", NULL};
static const char *const schemas[] = {"rules", "recommend", "difference", "check", "check-record", "record-error", "quiz", "quiz-stats", "ask", NULL};
static const char *const inputs[] = {"text", "ndjson", NULL};
enum { LEAST_WIDTH = 20, MOST_WIDTH = 10000, MOST_JOBS = 256, MOST_WORDS = 120 };

const pf_option_info pf_option_table[] = {
    {PF_OPTION_FORMAT, 'f', "format", "FORMAT", "text (default), json, ndjson or markdown", formats},
    {PF_OPTION_INPUT, 0, "input", "FORMAT", "text (default), or ndjson: {\"id\", \"text\"} a line, answered by an object a line", inputs},
    {PF_OPTION_FAIL_ON, 0, "fail-on", "LEVEL", "error, warning (default), info, hint or off: what makes the status 1", severities},
    {PF_OPTION_EXPECT, 0, "expect", "PATTERNS", "the text must call for these (a,b; or none) and no others; repeatable", NULL},
    {PF_OPTION_REQUIRE, 0, "require", "PATTERNS", "the text must call for these, and may for others; repeatable", NULL},
    {PF_OPTION_FORBID, 0, "forbid", "PATTERNS", "the text must call for none of these; repeatable", NULL},
    {PF_OPTION_BASELINE, 0, "baseline", "FILE", "leave out the findings that this file lists", NULL},
    {PF_OPTION_WRITE_BASELINE, 0, "write-baseline", "FILE", "list all findings of now in this file, instead of reporting them", NULL},
    {PF_OPTION_SHOW_CONFIG, 0, "show-config", NULL, "check nothing; print what is in force for each path, and from where", NULL},
    {PF_OPTION_JOBS, 'j', "jobs", "NUMBER", "examine so many documents at a time; else one for each processor, at most 16", NULL},
    {PF_OPTION_STATS, 0, "stats", NULL, "check: also count what was read and found; quiz: ask nothing, show how it goes", NULL},
    {PF_OPTION_ANSWERS, 0, "answers", "PATTERNS", "what fits (a,b; or none); then answers to what follows", NULL},
    {PF_OPTION_SEED, 0, "seed", "NUMBER", "choose by this number instead of by chance", NULL},
    {PF_OPTION_NO_HISTORY, 0, "no-history", NULL, "neither read nor keep how earlier quizzes went", NULL},
    {PF_OPTION_RULES, 0, "rules", "PATH", "add the rule files of a folder, or one file; repeatable", NULL},
    {PF_OPTION_NO_USER_RULES, 0, "no-user-rules", NULL, "leave out the user's and the project's rule folders", NULL},
    {PF_OPTION_SET, 0, "set", "FACT=VALUE", "give a fact from outside; repeatable", NULL},
    {PF_OPTION_WHAT_IF, 0, "what-if", "FACT=VALUE", "instead show what this would change; repeatable", NULL},
    {PF_OPTION_COLOR, 0, "color", "WHEN", "auto (default), always or never", colors},
    {PF_OPTION_WIDTH, 0, "width", "COLUMNS", "width of text; else the terminal's, at most 110, else 80", NULL},
    {PF_OPTION_QUIET, 'q', "quiet", NULL, "no warnings and hints, only errors", NULL},
    {PF_OPTION_VERBOSE, 'v', "verbose", NULL, "all evidence, options, pitfalls, trade-offs, sources", NULL},
    {PF_OPTION_ERRORS, 0, "errors", NULL, "also name the texts that were judged wrongly", NULL},
    {PF_OPTION_OF, 0, "of", "WHAT", "schema of rules (default), recommend, difference, check, check-record,\n"
     "                            record-error, quiz, quiz-stats or ask", schemas},
    {PF_OPTION_HELP, 'h', "help", NULL, "print this help", NULL},
    {PF_OPTION_VERSION, 'V', "version", NULL, "print the version", NULL},
};
const size_t pf_option_count = sizeof pf_option_table / sizeof *pf_option_table;

static const pf_option_info *find_name(const char *name, size_t length)
{
    for (size_t i = 0; i < pf_option_count; i++)
        if (strlen(pf_option_table[i].name) == length && memcmp(pf_option_table[i].name, name, length) == 0)
            return &pf_option_table[i];
    return NULL;
}

static const pf_option_info *find_letter(char letter)
{
    for (size_t i = 0; i < pf_option_count; i++)
        if (pf_option_table[i].letter && pf_option_table[i].letter == letter)
            return &pf_option_table[i];
    return NULL;
}

static void report_unknown(const char *argument, size_t length)
{
    const char *names[sizeof pf_option_table / sizeof *pf_option_table];
    for (size_t i = 0; i < pf_option_count; i++)
        names[i] = pf_option_table[i].name;
    char name[64] = "";
    if (length > 2 && length - 2 < sizeof name && argument[1] == '-')
        memcpy(name, argument + 2, length - 2);
    const char *nearest = name[0] ? pf_suggest(name, names, pf_option_count) : NULL;
    if (nearest)
        pf_cli_error("unknown-option", "unknown option '%.*s'; did you mean '--%s'?", (int)length, argument, nearest);
    else
        pf_cli_error("unknown-option", "unknown option '%.*s'; 'patfinder --help' lists them", (int)length, argument);
}

static void refuse_word(const pf_option_info *option, const char *value, const char *const *words, size_t count)
{
    char list[MOST_WORDS] = "";
    for (size_t i = 0, length = 0; i < count && length < sizeof list; i++)
        length += (size_t)snprintf(list + length, sizeof list - length, "%s%s", !i ? "" : i + 1 < count ? ", " : " or ", words[i]);
    pf_cli_error("bad-value", "'%s' is no value of --%s; it takes %s", value, option->name, list);
}

// The index of `value` among the option's words; -1 after a message.
static int choose(const pf_option_info *option, const char *value)
{
    const char *const *words = option->words;
    size_t count = 0;
    for (; words[count]; count++)
        if (strcmp(words[count], value) == 0)
            return (int)count;
    const char *nearest = pf_suggest(value, words, count);
    if (nearest)
        pf_cli_error("bad-value", "'%s' is no value of --%s; did you mean '%s'?", value, option->name, nearest);
    else
        refuse_word(option, value, words, count);
    return -1;
}

static bool set_number(const pf_option_info *option, const char *value, unsigned least, unsigned most, unsigned *number)
{
    size_t digits = strspn(value, "0123456789");
    unsigned long read = digits > 0 && digits < 6 && value[digits] == '\0' ? strtoul(value, NULL, 10) : 0;
    if (read < least || read > most) {
        pf_cli_error("bad-value", "'%s' is no value of --%s; it takes a number from %u to %u", value, option->name, least, most);
        return false;
    }
    *number = (unsigned)read;
    return true;
}

static bool set_seed(pf_command_line *options, const char *value)
{
    errno = 0;
    options->seed = strtoull(value, NULL, 10);
    if (errno == 0 && value[0] != '\0' && strspn(value, "0123456789") == strlen(value))
        return true;
    pf_cli_error("bad-value", "'%s' is no value of --seed; it takes a whole number", value);
    return false;
}

static bool add_setting(pf_command_line *options, const pf_option_info *option, const char *value)
{
    const char *sign = strchr(value, '=');
    if (!sign || sign == value || sign[1] == '\0') {
        pf_cli_error("bad-setting", "'%s' is no value of --%s; it takes FACT=VALUE, such as read_write_ratio=100:1", value, option->name);
        return false;
    }
    size_t length = (size_t)(sign - value), count = options->setting_count + options->what_if_count;
    char *name = malloc(length + 1);
    if (!name) {
        pf_cli_error("out-of-memory", "out of memory");
        return false;
    }
    memcpy(name, value, length);
    name[length] = '\0';
    options->copies[count] = name;
    pf_setting *place = &options->settings[count];
    if (option->bit == PF_OPTION_SET) { // before those of --what-if
        place = &options->settings[options->setting_count++];
        memmove(place + 1, place, options->what_if_count * sizeof *place);
    } else {
        options->what_if_count++;
    }
    *place = (pf_setting){name, sign + 1};
    return true;
}

static bool add_word(pf_word_list *list, const char *start, size_t length)
{
    char **grown = realloc(list->words, (list->count + 1) * sizeof *grown);
    char *word = malloc(length + 1);
    if (grown)
        list->words = grown;
    if (!grown || !word) {
        free(word);
        pf_cli_error("out-of-memory", "out of memory");
        return false;
    }
    memcpy(word, start, length);
    word[length] = '\0';
    list->words[list->count++] = word;
    return true;
}

static bool is_nothing(const char *word)
{
    return strcmp(word, NOTHING) == 0;
}

// NOTHING stands for the empty list, and alone.
static bool accept_words(const pf_word_list *list, const pf_option_info *option)
{
    for (size_t i = 0; list->count > 1 && i < list->count; i++)
        if (is_nothing(list->words[i])) {
            pf_cli_error("bad-value", "--%s takes '%s' or ids of patterns, not both", option->name, NOTHING);
            return false;
        }
    return true;
}

// The parts between commas; blanks around them do not matter.
static bool add_words(pf_word_list *list, const pf_option_info *option, const char *value)
{
    size_t before = list->count;
    for (const char *at = value; *at; at += strspn(at, ", ")) {
        size_t length = strcspn(at, ", ");
        if (length && !add_word(list, at, length))
            return false;
        at += length;
    }
    if (list->count == before)
        pf_cli_error("bad-value", "'%s' is no value of --%s; it takes ids of patterns, such as scaling-reads,contention, or %s", value, option->name,
                     NOTHING);
    return list->count > before && accept_words(list, option);
}

const char *const *pf_word_list_words(const pf_word_list *list, size_t *count)
{
    *count = list->count == 1 && is_nothing(list->words[0]) ? 0 : list->count;
    return (const char *const *)list->words;
}

static void release_words(pf_word_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->words[i]);
    free(list->words);
}

// `value` is empty where the option takes none.
static bool apply(pf_command_line *options, const pf_option_info *option, const char *value)
{
    int chosen = option->words ? choose(option, value) : 0;
    if (chosen < 0)
        return false;
    options->given |= option->bit;
    switch (option->bit) {
    case PF_OPTION_FORMAT: options->format = (pf_format)chosen; break;
    case PF_OPTION_INPUT: options->reads_records = chosen == 1; break;
    case PF_OPTION_COLOR: options->color = (pf_color)chosen; break;
    case PF_OPTION_OF: options->schema = (pf_schema_of)chosen; break;
    case PF_OPTION_FAIL_ON: options->fail_on = (pf_severity)chosen; break;
    case PF_OPTION_EXPECT: return add_words(&options->expect, option, value);
    case PF_OPTION_REQUIRE: return add_words(&options->require, option, value);
    case PF_OPTION_FORBID: return add_words(&options->forbid, option, value);
    case PF_OPTION_BASELINE: options->baseline = value; break;
    case PF_OPTION_WRITE_BASELINE: options->write_baseline = value; break;
    case PF_OPTION_WIDTH: return set_number(option, value, LEAST_WIDTH, MOST_WIDTH, &options->width);
    case PF_OPTION_JOBS: return set_number(option, value, 1, MOST_JOBS, &options->jobs);
    case PF_OPTION_SEED: return set_seed(options, value);
    case PF_OPTION_ANSWERS: options->answers[options->answer_count++] = value; break;
    case PF_OPTION_SET:
    case PF_OPTION_WHAT_IF: return add_setting(options, option, value);
    case PF_OPTION_RULES: options->rules[options->rule_count++] = value; break;
    default: break;
    }
    return true;
}

static void report_no_value(const pf_option_info *option)
{
    pf_cli_error("missing-value", "--%s needs a value: --%s %s", option->name, option->name, option->value);
}

// The value of an option from the next argument; NULL after a message.
static const char *next_value(const pf_option_info *option, int argc, char **argv, int *index)
{
    if (*index + 1 < argc)
        return argv[++*index];
    report_no_value(option);
    return NULL;
}

// An empty value is mostly a variable of a script that was not set.
static bool is_given(const pf_option_info *option, const char *value)
{
    if (value[0] == '\0')
        report_no_value(option);
    return value[0] != '\0';
}

static bool parse_long(pf_command_line *options, int argc, char **argv, int *index)
{
    const char *argument = argv[*index];
    size_t length = strcspn(argument, "=");
    const pf_option_info *option = find_name(argument + 2, length - 2);
    if (!option) {
        report_unknown(argument, length);
        return false;
    }
    const char *value = argument[length] ? argument + length + 1 : NULL;
    if (value && !option->value) {
        pf_cli_error("unexpected-value", "--%s takes no value", option->name);
        return false;
    }
    if (option->value && !value && !(value = next_value(option, argc, argv, index)))
        return false;
    return option->value ? is_given(option, value) && apply(options, option, value) : apply(options, option, "");
}

// One or several letters ("-qv"); what follows the letter of an option with a value is that value.
static bool parse_short(pf_command_line *options, int argc, char **argv, int *index)
{
    for (const char *letter = argv[*index] + 1; *letter; letter++) {
        const pf_option_info *option = find_letter(*letter);
        if (!option) {
            report_unknown(argv[*index], strlen(argv[*index]));
            return false;
        }
        if (!option->value) {
            if (!apply(options, option, ""))
                return false;
            continue;
        }
        const char *value = letter[1] ? letter + 1 : next_value(option, argc, argv, index);
        return value && is_given(option, value) && apply(options, option, value);
    }
    return true;
}

static bool parse_all(pf_command_line *options, int argc, char **argv)
{
    bool only_operands = false;
    for (int index = 1; index < argc; index++) {
        const char *argument = argv[index];
        if (only_operands || argument[0] != '-' || argument[1] == '\0') {
            options->operands[options->operand_count++] = argument;
            options->commandable += !only_operands;
        } else if (strcmp(argument, "--") == 0) {
            only_operands = true;
        } else if (!(argument[1] == '-' ? parse_long : parse_short)(options, argc, argv, &index)) {
            return false;
        }
    }
    return true;
}

bool pf_command_line_parse(pf_command_line *options, int argc, char **argv)
{
    *options = (pf_command_line){0};
    size_t most = (size_t)(argc > 0 ? argc : 1);
    options->rules = calloc(most, sizeof *options->rules);
    options->settings = calloc(most, sizeof *options->settings);
    options->copies = calloc(most, sizeof *options->copies);
    options->operands = calloc(most, sizeof *options->operands);
    options->answers = calloc(most, sizeof *options->answers);
    if (!options->answers || !options->rules || !options->settings || !options->copies || !options->operands) {
        pf_cli_error("out-of-memory", "out of memory");
        return false;
    }
    if (!parse_all(options, argc, argv))
        return false;
    if (options->reads_records && !(options->given & PF_OPTION_FORMAT))
        options->format = PF_FORMAT_NDJSON;
    return true;
}

void pf_command_line_release(pf_command_line *options)
{
    for (size_t i = 0; i < options->setting_count + options->what_if_count; i++)
        free(options->copies[i]);
    release_words(&options->expect);
    release_words(&options->require);
    release_words(&options->forbid);
    free(options->copies);
    free(options->settings);
    free(options->rules);
    free(options->operands);
    free(options->answers);
    *options = (pf_command_line){0};
}

const char *pf_command_line_unaccepted(const pf_command_line *options, unsigned accepted)
{
    for (size_t i = 0; i < pf_option_count; i++)
        if (options->given & pf_option_table[i].bit & ~accepted)
            return pf_option_table[i].name;
    return NULL;
}
