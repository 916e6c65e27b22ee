// SPDX-License-Identifier: MIT
// The options and operands of a command line.
#ifndef PF_CLI_COMMAND_LINE_H
#define PF_CLI_COMMAND_LINE_H

#include "patfinder.h"

// Bits of `pf_command_line.given`, and of what a command accepts.
typedef enum pf_option_bit {
    PF_OPTION_FORMAT = 1 << 0,
    PF_OPTION_RULES = 1 << 1,
    PF_OPTION_NO_USER_RULES = 1 << 2,
    PF_OPTION_SET = 1 << 3,
    PF_OPTION_COLOR = 1 << 4,
    PF_OPTION_WIDTH = 1 << 5,
    PF_OPTION_QUIET = 1 << 6,
    PF_OPTION_VERBOSE = 1 << 7,
    PF_OPTION_ERRORS = 1 << 8,
    PF_OPTION_OF = 1 << 9,
    PF_OPTION_HELP = 1 << 10,
    PF_OPTION_VERSION = 1 << 11,
    PF_OPTION_EXPECT = 1 << 12,
    PF_OPTION_REQUIRE = 1 << 13,
    PF_OPTION_FORBID = 1 << 14,
    PF_OPTION_FAIL_ON = 1 << 15,
    PF_OPTION_BASELINE = 1 << 16,
    PF_OPTION_WRITE_BASELINE = 1 << 17,
    PF_OPTION_SHOW_CONFIG = 1 << 18,
    PF_OPTION_STATS = 1 << 19,
    PF_OPTION_ANSWERS = 1 << 20,
    PF_OPTION_SEED = 1 << 21,
    PF_OPTION_NO_HISTORY = 1 << 22,
    PF_OPTION_WHAT_IF = 1 << 23,
    PF_OPTION_INPUT = 1 << 24,
    PF_OPTION_JOBS = 1 << 25,
} pf_option_bit;

typedef enum pf_color { PF_COLOR_AUTO, PF_COLOR_ALWAYS, PF_COLOR_NEVER } pf_color;
typedef enum pf_schema_of {
    PF_SCHEMA_RULES,
    PF_SCHEMA_RECOMMEND,
    PF_SCHEMA_DIFFERENCE,
    PF_SCHEMA_CHECK,
    PF_SCHEMA_CHECK_RECORD,
    PF_SCHEMA_RECORD_ERROR,
    PF_SCHEMA_QUIZ,
    PF_SCHEMA_QUIZ_STATS,
    PF_SCHEMA_ASK,
} pf_schema_of;

// The parts of "a,b" that one or several options gave; NULL: none was given.
typedef struct pf_word_list {
    char **words; // the parts of one copy each
    size_t count;
} pf_word_list;

// The words of a list and their number, 0 when it was said to be empty ("none"). NULL: none was given.
const char *const *pf_word_list_words(const pf_word_list *list, size_t *count);

// Strings are those of argv.
typedef struct pf_command_line {
    unsigned given; // pf_option_bit
    pf_format format;
    bool reads_records; // --input ndjson
    pf_color color;
    pf_schema_of schema;
    unsigned width;     // 0: not given
    unsigned jobs;      // 0: not given
    const char **rules; // --rules, in order
    size_t rule_count;
    pf_setting *settings; // --set, in order, and behind them --what-if, in order
    size_t setting_count; // --set
    size_t what_if_count; // --what-if
    char **copies; // the names in `settings`
    pf_word_list expect, require, forbid;
    pf_severity fail_on;
    const char *baseline, *write_baseline;
    const char **answers; // --answers, in order
    size_t answer_count;
    unsigned long long seed;
    const char **operands;
    size_t operand_count;
    size_t commandable; // operands before `--`: only these can name a command
} pf_command_line;

// What an option is called and does.
typedef struct pf_option_info {
    pf_option_bit bit;
    char letter;       // '\0': none
    const char *name;  // without the dashes
    const char *value; // what stands for its value in the help; NULL when it takes none
    const char *help;
    const char *const *words; // it takes one of these, up to a NULL; NULL: what it takes is no list
} pf_option_info;

extern const pf_option_info pf_option_table[];
extern const size_t pf_option_count;

// Reads the arguments behind the program's name. False after a message on standard error. pf_command_line_release
// either way.
bool pf_command_line_parse(pf_command_line *options, int argc, char **argv);
void pf_command_line_release(pf_command_line *options);

// The name of the first option that was given and is not in `accepted`, or NULL.
const char *pf_command_line_unaccepted(const pf_command_line *options, unsigned accepted);

#endif
