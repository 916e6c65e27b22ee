// SPDX-License-Identifier: MIT
// What can be answered, and reading an answer: letters, names, and what is enough of a name.
#include "quiz/choices.h"

#include "base/buffer.h"
#include "base/bytes.h"

#include <string.h>

static const char letters[] = "abcdefghijklmnoprtuvwxyz";
static const char *const nothing[] = {"none", "nothing", "no"};

enum { LONGEST_WORD = 128 };

char pf_choice_letter(size_t index)
{
    return index < sizeof letters - 1 ? letters[index] : '\0';
}

static size_t index_of_letter(const pf_choices *choices, char letter)
{
    const char *at = letter ? strchr(letters, letter) : NULL;
    size_t index = at ? (size_t)(at - letters) : choices->count;
    return index < choices->count ? index : choices->count;
}

// Letters and digits only, in small letters: "Real time" and "real-time" are the same. What is too long is cut.
typedef struct plain_name {
    char letters[LONGEST_WORD];
} plain_name;

static plain_name plain(const char *name, size_t length)
{
    plain_name result;
    size_t count = 0;
    for (size_t i = 0; i < length && count + 1 < sizeof result.letters; i++)
        if (is_word_byte(name[i]))
            result.letters[count++] = to_lower(name[i]);
    result.letters[count] = '\0';
    return result;
}

static bool begins(const char *name, const char *word)
{
    plain_name whole = plain(name, strlen(name));
    return strncmp(whole.letters, word, strlen(word)) == 0;
}

static bool is_same(const char *name, const char *word)
{
    plain_name whole = plain(name, strlen(name));
    return strcmp(whole.letters, word) == 0;
}

// How a name is meant, the plainest way first. Each takes the position of a choice and a plain word.
typedef bool (*name_test)(const pf_choices *choices, size_t index, const char *word);

static bool is_name(const pf_choices *choices, size_t index, const char *word)
{
    return is_same(choices->names[index], word) || (choices->titles && is_same(choices->titles[index], word));
}

static bool name_begins(const pf_choices *choices, size_t index, const char *word)
{
    return begins(choices->names[index], word);
}

static bool title_begins(const pf_choices *choices, size_t index, const char *word)
{
    return choices->titles && begins(choices->titles[index], word);
}

static bool part_begins(const pf_choices *choices, size_t index, const char *word)
{
    for (const char *part = strchr(choices->names[index], '-'); part; part = strchr(part + 1, '-'))
        if (begins(part + 1, word))
            return true;
    return false;
}

static const name_test tests[] = {is_name, name_begins, title_begins, part_begins};
enum { TESTS = sizeof tests / sizeof *tests };

// The number of choices that pass; the last of them at `*found`.
static size_t count_named(const pf_choices *choices, const char *word, name_test passes, size_t *found)
{
    size_t count = 0;
    for (size_t i = 0; i < choices->count; i++)
        if (passes(choices, i, word)) {
            *found = i;
            count++;
        }
    return count;
}

// The test by which a word means some choice, and how many; TESTS when it means none.
static size_t find_meaning(const pf_choices *choices, const char *word, size_t *found, size_t *count)
{
    for (size_t i = 0; i < TESTS; i++)
        if ((*count = count_named(choices, word, tests[i], found)) > 0)
            return i;
    return TESTS;
}

static bool read_letters(const pf_choices *choices, const char *word, bool *picked)
{
    for (const char *at = word; *at; at++)
        if (index_of_letter(choices, *at) == choices->count)
            return false;
    for (const char *at = word; *at; at++)
        picked[index_of_letter(choices, *at)] = true;
    return true;
}

// --- Words ----------------------------------------------------------------------------------------------------------

enum { LONGEST_RUN = 8, LONG_BEGINNING = 8 }; // words of a title; letters with which one begins unmistakably

// A word of the line, without the quotation marks around it.
typedef struct answer_word {
    const char *start;
    size_t length;
    bool is_first; // of a name: a comma or the like stands before it, or nothing
} answer_word;

static bool parts_names(char byte)
{
    return byte == ',' || byte == ';' || byte == '&' || byte == '+';
}

static bool is_quote(char byte)
{
    return byte == '"' || byte == '\'';
}

// Whether a word is only there to join others.
static bool is_joint(const answer_word *word)
{
    return word->length == 3 && to_lower(word->start[0]) == 'a' && to_lower(word->start[1]) == 'n' && to_lower(word->start[2]) == 'd';
}

// The next word that joins no others; false behind the last one.
static bool next_word(const char **line, answer_word *word)
{
    bool is_first = false;
    do {
        for (; **line && (is_blank(**line) || parts_names(**line) || is_quote(**line)); ++*line)
            is_first = is_first || parts_names(**line);
        *word = (answer_word){.start = *line, .is_first = is_first};
        while (**line && !is_blank(**line) && !parts_names(**line) && !is_quote(**line))
            ++*line;
        word->length = (size_t)(*line - word->start);
        is_first = true;
    } while (is_joint(word));
    return word->length > 0;
}

// The words from here on that may be one name, their number.
static size_t read_run(const char *line, answer_word *words)
{
    size_t count = 0;
    while (count < LONGEST_RUN && next_word(&line, &words[count]) && !(count > 0 && words[count].is_first))
        count++;
    return count;
}

static void complain_ambiguous(const pf_choices *choices, const char *word, name_test passes, pf_diagnostics *diagnostics)
{
    pf_buffer names;
    pf_buffer_init(&names);
    for (size_t i = 0; i < choices->count; i++)
        if (passes(choices, i, word))
            pf_buffer_format(&names, "%s%s", names.length ? " or " : "", choices->names[i]);
    pf_diagnostics_add(diagnostics, PF_ERROR, "bad-answer", NULL, 0, 0, "'%s' may be %s: type more of it", word, names.length ? names.bytes : "several");
    diagnostics->exhausted = diagnostics->exhausted || names.failed;
    pf_buffer_release(&names);
}

static bool is_nothing(const answer_word *word)
{
    plain_name name = plain(word->start, word->length);
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
        if (strcmp(name.letters, nothing[i]) == 0)
            return true;
    return false;
}

static void complain_unknown(const pf_choices *choices, const answer_word *word, pf_diagnostics *diagnostics)
{
    char text[LONGEST_WORD];
    size_t length = word->length < sizeof text ? word->length : sizeof text - 1;
    for (size_t i = 0; i < length; i++)
        text[i] = to_lower(word->start[i]);
    text[length] = '\0';
    pf_names names = {choices->names, choices->count, sizeof *choices->names, 0};
    pf_hint hint = pf_did_you_mean(text, names, "; take letters or names of those listed");
    if (is_nothing(word))
        pf_diagnostics_add(diagnostics, PF_ERROR, "bad-answer", NULL, 0, 0, "'%s' stands alone, or not at all", text);
    else
        pf_diagnostics_add(diagnostics, PF_ERROR, "bad-answer", NULL, 0, 0, "'%s' is none of the choices%s", text, hint.text);
}

static plain_name plain_run(const answer_word *words, size_t count)
{
    return plain(words[0].start, (size_t)(words[count - 1].start + words[count - 1].length - words[0].start));
}

// A whole name or title, and of several the longest; the number of words, 0 when there is none.
static size_t read_whole_name(const pf_choices *choices, const answer_word *words, size_t count, bool *picked)
{
    size_t found = 0;
    for (size_t taken = count; taken > 0; taken--)
        if (count_named(choices, plain_run(words, taken).letters, is_name, &found) == 1) {
            picked[found] = true;
            return taken;
        }
    return 0;
}

// The longest run of words by which one choice is meant; their number, 0 after a message.
static size_t read_part_of_name(const pf_choices *choices, const answer_word *words, size_t count, bool *picked, pf_diagnostics *diagnostics)
{
    size_t found = 0, meant = 0, test = TESTS;
    plain_name name = {""};
    for (size_t taken = count; taken > 0; taken--) {
        name = plain_run(words, taken);
        test = name.letters[0] ? find_meaning(choices, name.letters, &found, &meant) : TESTS;
        if (test < TESTS && meant == 1) {
            picked[found] = true;
            return taken;
        }
    }
    if (test < TESTS)
        complain_ambiguous(choices, name.letters, tests[test], diagnostics);
    else if (name.letters[0] && read_letters(choices, name.letters, picked))
        return 1;
    else
        complain_unknown(choices, &words[0], diagnostics);
    return 0;
}

static size_t read_name(const pf_choices *choices, const answer_word *words, size_t count, bool *picked, pf_diagnostics *diagnostics)
{
    size_t taken = read_whole_name(choices, words, count, picked);
    plain_name letter = plain_run(words, 1);
    if (taken > 0)
        return taken;
    if (letter.letters[0] && !letter.letters[1] && read_letters(choices, letter.letters, picked))
        return 1;
    return read_part_of_name(choices, words, count, picked, diagnostics);
}

// Whether the line as a whole is one name or title, with whatever signs there are in it, or the beginning of one.
static bool read_line(const pf_choices *choices, const char *line, bool *picked)
{
    size_t found = 0;
    plain_name name = plain(line, strlen(line));
    bool is_long = strlen(name.letters) >= LONG_BEGINNING;
    if (!name.letters[0])
        return false;
    bool is_one = count_named(choices, name.letters, is_name, &found) == 1 || (is_long && count_named(choices, name.letters, title_begins, &found) == 1);
    if (is_one)
        picked[found] = true;
    return is_one;
}

bool pf_choices_read(const pf_choices *choices, const char *line, bool *picked, pf_diagnostics *diagnostics)
{
    answer_word words[LONGEST_RUN + 1];
    memset(picked, 0, choices->count * sizeof *picked);
    if (read_line(choices, line, picked))
        return true;
    size_t count = read_run(line, words);
    if (count == 0) {
        pf_diagnostics_add(diagnostics, PF_ERROR, "bad-answer", NULL, 0, 0, "that names none of the choices; \"%s\" says that none fits", nothing[0]);
        return false;
    }
    if (count == 1 && is_nothing(&words[0]) && !next_word(&(const char *){words[0].start + words[0].length}, &words[1]))
        return true;
    while ((count = read_run(line, words)) > 0) {
        size_t taken = read_name(choices, words, count, picked, diagnostics);
        if (taken == 0)
            return false;
        line = words[taken - 1].start + words[taken - 1].length;
    }
    return true;
}
