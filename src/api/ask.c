// SPDX-License-Identifier: MIT
// Questions for facts that are not known, and what somebody answers to them.
#include "api/handles.h"
#include "base/bytes.h"
#include "base/locale.h"

#include <stdio.h>
#include <string.h>

// A value has the unit that an answer leaves out.
enum { MOST_WORDS = 24, LONGEST_ANSWER = 256, LONGEST_UNIT = 4, LONGEST_VALUE = LONGEST_ANSWER + LONGEST_UNIT };

size_t pf_analysis_questions(const pf_analysis *analysis)
{
    return analysis->result.question_count;
}

pf_open_fact pf_analysis_question(const pf_analysis *analysis, size_t index)
{
    const pf_asked *asked = &analysis->result.questions[index];
    return (pf_open_fact){asked->fact->name, asked->fact->title, asked->ask, pf_dimension_example((pf_dimension)asked->fact->dimension)};
}

bool pf_write_question(const pf_analysis *analysis, size_t index, pf_style style, pf_output *output, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    pf_report_question(&analysis->result.questions[index], style, &buffer);
    return pf_output_take(&buffer, output, messages);
}

bool pf_write_questions(const pf_analysis *analysis, pf_format format, pf_style style, pf_output *output, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    return pf_report_take(pf_report_questions(&analysis->result, format, style, &buffer), &buffer, output, messages);
}

// An answer cut into words, in a copy that parts them by single blanks.
typedef struct answer_words {
    char text[LONGEST_ANSWER];
    size_t starts[MOST_WORDS], ends[MOST_WORDS];
    size_t count;
} answer_words;

// Adds a byte, with the quotation mark that word processors make of an apostrophe as that.
static size_t take(const char *line, char *text, size_t length)
{
    static const char quote[] = "\xE2\x80\x99";
    bool is_quote = strncmp(line, quote, sizeof quote - 1) == 0;
    text[length] = is_quote ? '\'' : *line;
    return is_quote ? sizeof quote - 1 : 1;
}

// False when there is more than anybody would answer.
static bool split(const char *line, answer_words *words)
{
    size_t length = 0;
    words->count = 0;
    while (*line) {
        while (*line && is_blank(*line))
            line++;
        if (!*line)
            break;
        if (words->count == MOST_WORDS)
            return false;
        words->starts[words->count] = length;
        while (*line && !is_blank(*line)) {
            if (length + 2 > sizeof words->text)
                return false;
            line += take(line, words->text, length++);
        }
        words->ends[words->count++] = length;
        words->text[length++] = ' ';
    }
    words->text[length ? length - 1 : 0] = '\0';
    return true;
}

static bool is_same(const char *a, const char *b)
{
    while (*a && to_lower(*a) == to_lower(*b)) {
        a++;
        b++;
    }
    return !*a && !*b;
}

static bool is_unsure(const pf_ruleset *rules, const answer_words *words)
{
    char text[LONGEST_ANSWER];
    snprintf(text, sizeof text, "%s", words->text);
    size_t length = strlen(text);
    while (length > 1 && strchr(".!,", text[length - 1]))
        text[--length] = '\0';
    for (size_t i = 0; i < rules->pack.words.unsure.count; i++)
        if (is_same(text, rules->pack.words.unsure.items[i].text))
            return true;
    return length == 0;
}

// What is meant by a number without a unit.
static const char *implied_unit(const pf_fact *fact)
{
    switch (fact->dimension) {
    case PF_DIMENSION_RATIO: return ":1";
    case PF_DIMENSION_RATE: return "/s";
    default: return "";
    }
}

static bool is_value(const pf_ruleset *rules, const char *fact, const char *value)
{
    pf_given given;
    return pf_setting_read(rules, &(pf_setting){fact, value}, &given, NULL);
}

// The words from `first` on, up to the one before `end`, as a value; with the implied unit where they are none without.
static bool read_value(const pf_ruleset *rules, const pf_fact *fact, const answer_words *words, size_t first, size_t end, char *value)
{
    size_t length = words->ends[end - 1] - words->starts[first];
    snprintf(value, LONGEST_VALUE, "%.*s", (int)length, words->text + words->starts[first]);
    while (length > 1 && strchr(".!?,;", value[length - 1]))
        value[--length] = '\0';
    if (is_value(rules, fact->name, value))
        return true;
    snprintf(value + length, LONGEST_UNIT, "%s", implied_unit(fact));
    return value[length] && is_value(rules, fact->name, value);
}

static bool read_number(const pf_ruleset *rules, const answer_words *words, size_t first, size_t end, pf_quantity *number)
{
    size_t length = words->ends[end - 1] - words->starts[first];
    return pf_quantity_parse(rules->lexicon, words->text + words->starts[first], length, number);
}

// Whether the number at the end of a run of words goes on behind it: "20" of "20 min", "1 or 2" of "1 or 2 million"; but "5 million"
// of "5 million a day" may be as many users.
static bool cuts_number(const pf_ruleset *rules, const answer_words *words, size_t end)
{
    pf_quantity number, longer;
    if (!read_number(rules, words, end - 1, end, &number))
        return false;
    for (size_t more = end + 1; more <= words->count; more++)
        if (read_number(rules, words, end - 1, more, &longer) && longer.dimension != PF_DIMENSION_RATE &&
            (longer.dimension != number.dimension || longer.upper != number.upper))
            return true;
    return false;
}

// The longest run of words that is a value, and of equally long ones the first: "I think 20 min or so".
static bool find_value(const pf_ruleset *rules, const pf_fact *fact, const answer_words *words, char *value)
{
    for (size_t length = words->count; length > 0; length--)
        for (size_t first = 0; first + length <= words->count; first++)
            if (!cuts_number(rules, words, first + length) && read_value(rules, fact, words, first, first + length, value))
                return true;
    return false;
}

static void say_how(const pf_ruleset *rules, const char *fact, const char *line, pf_buffer *output)
{
    pf_messages slips;
    pf_given given;
    pf_diagnostics_init(&slips.diagnostics);
    pf_setting_read(rules, &(pf_setting){fact, line}, &given, &slips);
    pf_say_slips(&slips.diagnostics, output);
}

static pf_answer read_answer(const pf_ruleset *rules, const char *fact, const char *line, pf_buffer *output)
{
    answer_words words;
    char value[LONGEST_VALUE];
    uint32_t index = pf_find_fact(rules, fact);
    bool fits = split(line, &words);
    if (fits && is_unsure(rules, &words))
        return PF_ANSWER_UNSURE;
    bool found = fits && index != PF_UNRESOLVED && find_value(rules, &rules->pack.facts.items[index], &words, value);
    if (found)
        pf_buffer_string(output, value);
    else
        say_how(rules, fact, line, output);
    return found ? PF_ANSWER_VALUE : PF_ANSWER_WRONG;
}

pf_answer pf_answer_read(const pf_rules *rules, const char *fact, const char *line, pf_output *output, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    pf_answer answer = read_answer(rules->rules, fact, line, &buffer);
    return pf_output_take(&buffer, output, messages) ? answer : PF_ANSWER_FAILED;
}
