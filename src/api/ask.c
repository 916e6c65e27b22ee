// SPDX-License-Identifier: MIT
// Questions for facts that are not known, and what somebody answers to them.
#include "api/handles.h"
#include "base/bytes.h"
#include "base/locale.h"

#include <stdio.h>
#include <string.h>

enum { MOST_WORDS = 24, LONGEST_ANSWER = 256, LONG_TIME = 3600 /* seconds */ };

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
    bool *exhausted; // becomes true when memory is
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

static bool is_unsure(const pf_ruleset *rules, const answer_words *words)
{
    char text[LONGEST_ANSWER];
    snprintf(text, sizeof text, "%s", words->text);
    size_t length = strlen(text);
    while (length > 1 && strchr(".!,", text[length - 1]))
        text[--length] = '\0';
    for (size_t i = 0; i < rules->pack.words.unsure.count; i++)
        if (is_same_word(text, rules->pack.words.unsure.items[i].text))
            return true;
    return length == 0;
}

// A value as it was written, and what it says.
typedef struct answer_value {
    char text[LONGEST_ANSWER];
    pf_given given;
} answer_value;

// The words from `first` on, up to the one before `end`, as a value.
static bool read_value(const pf_ruleset *rules, const pf_fact *fact, const answer_words *words, size_t first, size_t end, answer_value *value)
{
    size_t length = words->ends[end - 1] - words->starts[first];
    snprintf(value->text, sizeof value->text, "%.*s", (int)length, words->text + words->starts[first]);
    while (length > 1 && strchr(".!?,;", value->text[length - 1]))
        value->text[--length] = '\0';
    return pf_setting_parse(rules, (uint32_t)(fact - rules->pack.facts.items), value->text, &value->given, words->exhausted);
}

static bool read_number(const pf_ruleset *rules, const answer_words *words, size_t first, size_t end, pf_quantity *number)
{
    size_t length = words->ends[end - 1] - words->starts[first];
    return pf_quantity_parse(rules->lexicon, words->text + words->starts[first], length, number, words->exhausted);
}

// Whether a rate is of so long a time that its number may be a count: "5 million a day" are as many users, "500 per second" are not.
static bool may_be_count(const pf_quantity *number, const pf_quantity *rate)
{
    return rate->dimension == PF_DIMENSION_RATE && rate->upper > 0 && number->upper / rate->upper >= LONG_TIME;
}

// Whether the number at the end of a run of words goes on behind it: "20" of "20 min", "1 or 2" of "1 or 2 million".
static bool cuts_number(const pf_ruleset *rules, const answer_words *words, size_t end)
{
    pf_quantity number, longer;
    if (!read_number(rules, words, end - 1, end, &number))
        return false;
    for (size_t more = end + 1; more <= words->count; more++)
        if (read_number(rules, words, end - 1, more, &longer) && !may_be_count(&number, &longer) &&
            (longer.dimension != number.dimension || longer.upper != number.upper))
            return true;
    return false;
}

// Whether words are a number alone where one with a unit is wanted: then nothing may follow that could be another unit ("500 users").
static bool lacks_unit(const pf_ruleset *rules, const pf_fact *fact, const answer_words *words, size_t first, size_t end)
{
    pf_quantity number;
    return pf_fact_implies_unit(fact) && read_number(rules, words, first, end, &number) && number.dimension == PF_DIMENSION_COUNT;
}

// The longest value that begins at a word: "20 min or so". Its words; 0 when none does.
static size_t read_longest(const pf_ruleset *rules, const pf_fact *fact, const answer_words *words, size_t first, answer_value *value)
{
    for (size_t end = words->count; end > first; end--) {
        bool is_cut = end < words->count && lacks_unit(rules, fact, words, first, end);
        if (!is_cut && read_value(rules, fact, words, first, end, value) && !cuts_number(rules, words, end))
            return end - first;
    }
    return 0;
}

static bool has_digit(const answer_words *words, size_t index)
{
    for (size_t i = words->starts[index]; i < words->ends[index]; i++)
        if (is_digit(words->text[i]))
            return true;
    return false;
}

// Of two values the one that the fact's rule picks: "20 minutes typically, 3 hours at worst".
static bool is_picked(const pf_fact *fact, const answer_value *value, const answer_value *before)
{
    double difference = pf_quantity_value(&value->given.value) - pf_quantity_value(&before->given.value);
    return fact->pick == PF_PICK_MAX ? difference > 0 : fact->pick == PF_PICK_MIN && difference < 0;
}

// The value that an answer gives. False when there is none, or a number among its words is of another kind: "1000/s, 90% writes".
static bool find_value(const pf_ruleset *rules, const pf_fact *fact, const answer_words *words, answer_value *value)
{
    bool found = false;
    for (size_t first = 0, taken; first < words->count; first += taken ? taken : 1) {
        answer_value one;
        taken = read_longest(rules, fact, words, first, &one);
        if (!taken && has_digit(words, first))
            return false;
        if (!taken || (found && !is_picked(fact, &one, value)))
            continue;
        *value = one;
        found = true;
    }
    return found;
}

// Says how to write what cannot be read; true when it can be as it is.
static bool say_how(const pf_ruleset *rules, const char *fact, const char *line, pf_buffer *output)
{
    pf_messages slips;
    pf_given given;
    pf_diagnostics_init(&slips.diagnostics);
    bool read = pf_setting_read(rules, &(pf_setting){fact, line}, &given, &slips);
    pf_say_slips(&slips.diagnostics, output);
    return read;
}

static pf_answer read_answer(const pf_ruleset *rules, const char *fact, const char *line, pf_buffer *output)
{
    bool exhausted = false;
    answer_words words = {.exhausted = &exhausted};
    answer_value value;
    uint32_t index = pf_find_fact(rules, fact);
    bool fits = split(line, &words);
    if (fits && is_unsure(rules, &words))
        return PF_ANSWER_UNSURE;
    bool found = fits && index != PF_UNRESOLVED && find_value(rules, &rules->pack.facts.items[index], &words, &value);
    output->failed = output->failed || exhausted;
    bool is_whole = !found && say_how(rules, fact, line, output); // such as with an apostrophe that parts no words
    if (found || is_whole)
        pf_buffer_string(output, found ? value.text : line);
    return found || is_whole ? PF_ANSWER_VALUE : PF_ANSWER_WRONG;
}

pf_answer pf_answer_read(const pf_rules *rules, const char *fact, const char *line, pf_output *output, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    pf_answer answer = read_answer(rules->rules, fact, line, &buffer);
    return pf_output_take(&buffer, output, messages) ? answer : PF_ANSWER_FAILED;
}
