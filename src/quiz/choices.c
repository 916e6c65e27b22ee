// SPDX-License-Identifier: MIT
// What can be answered, and reading an answer: letters, names, and what is enough of a name.
#include "quiz/choices.h"

#include "base/buffer.h"
#include "base/bytes.h"

#include <string.h>

static const char letters[] = "abcdefghijklmnoprtuvwxyz";
static const char nothing[] = "none";

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

static bool begins(const char *name, const char *word)
{
    return strncmp(name, word, strlen(word)) == 0;
}

static bool part_begins(const char *name, const char *word)
{
    for (const char *part = strchr(name, '-'); part; part = strchr(part + 1, '-'))
        if (begins(part + 1, word))
            return true;
    return false;
}

static bool is_name(const char *name, const char *word)
{
    return strcmp(name, word) == 0;
}

// The number of choices whose names are as `test` says; the last of them at `*found`.
static size_t count_named(const pf_choices *choices, const char *word, bool (*test)(const char *, const char *), size_t *found)
{
    size_t count = 0;
    for (size_t i = 0; i < choices->count; i++)
        if (test(choices->names[i], word)) {
            *found = i;
            count++;
        }
    return count;
}

static void complain_ambiguous(const pf_choices *choices, const char *word, bool (*test)(const char *, const char *), pf_diagnostics *diagnostics)
{
    pf_buffer names;
    pf_buffer_init(&names);
    for (size_t i = 0; i < choices->count; i++)
        if (test(choices->names[i], word))
            pf_buffer_format(&names, "%s%s", names.length ? " or " : "", choices->names[i]);
    pf_diagnostics_add(diagnostics, PF_ERROR, "bad-answer", NULL, 0, 0, "'%s' may be %s: type more of it", word, names.length ? names.bytes : "several");
    pf_buffer_release(&names);
}

static void complain_unknown(const pf_choices *choices, const char *word, pf_diagnostics *diagnostics)
{
    pf_names names = {choices->names, choices->count, sizeof *choices->names, 0};
    pf_hint hint = pf_did_you_mean(word, names, "; take letters or names of those listed");
    if (strcmp(word, nothing) == 0)
        pf_diagnostics_add(diagnostics, PF_ERROR, "bad-answer", NULL, 0, 0, "'%s' stands alone, or not at all", nothing);
    else
        pf_diagnostics_add(diagnostics, PF_ERROR, "bad-answer", NULL, 0, 0, "'%s' is none of the choices%s", word, hint.text);
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

static bool read_word(const pf_choices *choices, const char *word, bool *picked, pf_diagnostics *diagnostics)
{
    static bool (*const tests[])(const char *, const char *) = {is_name, begins, part_begins};
    size_t found = 0;
    if (word[0] && !word[1] && read_letters(choices, word, picked))
        return true;
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
        size_t count = count_named(choices, word, tests[i], &found);
        if (count > 1)
            complain_ambiguous(choices, word, tests[i], diagnostics);
        else if (count == 1)
            picked[found] = true;
        if (count)
            return count == 1;
    }
    if (read_letters(choices, word, picked))
        return true;
    complain_unknown(choices, word, diagnostics);
    return false;
}

static bool parts_words(char byte)
{
    return is_blank(byte) || byte == ',' || byte == ';';
}

// The next word of the line, in small letters; a longer one is cut. False behind the last one.
static bool next_word(const char **line, char *word)
{
    size_t length = 0;
    while (**line && parts_words(**line))
        ++*line;
    for (; **line && !parts_words(**line); ++*line)
        if (length + 1 < LONGEST_WORD)
            word[length++] = to_lower(**line);
    word[length] = '\0';
    return length > 0;
}

bool pf_choices_read(const pf_choices *choices, const char *line, bool *picked, pf_diagnostics *diagnostics)
{
    char word[LONGEST_WORD];
    const char *rest = line;
    memset(picked, 0, choices->count * sizeof *picked);
    if (next_word(&rest, word) && strcmp(word, nothing) == 0 && !next_word(&rest, word))
        return true;
    while (next_word(&line, word))
        if (!read_word(choices, word, picked, diagnostics))
            return false;
    return true;
}
