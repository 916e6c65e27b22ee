// SPDX-License-Identifier: MIT
// Where answers come from: the command line, the lines of standard input, or somebody at a terminal.
#include "cli/answers.h"

#include "cli/messages.h"

#include <errno.h>
#include <histedit.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { REMEMBERED_LINES = 100 };

struct pf_answers {
    pf_answers_from from;
    const char *const *given;
    size_t given_count, next;
    FILE *input, *output; // of a terminal
    bool owns_input;
    EditLine *editor; // NULL where the terminal can move no cursor
    History *history;
    const char *prompt;
    const char *const *words;
    size_t word_count;
    char *line;
    size_t capacity;
    bool is_peeked; // `line` has not been asked for yet
    bool failed;
};

static char *prompt_of(EditLine *editor)
{
    void *answers = NULL;
    el_get(editor, EL_CLIENTDATA, &answers);
    return (char *)((pf_answers *)answers)->prompt; // the library does not change it
}

// --- Completion -----------------------------------------------------------------------------------------------------

static bool parts_words(char byte)
{
    return byte == ' ' || byte == ',' || byte == ';';
}

// How many bytes all words that begin so have in common; the first of them at `*found`.
static size_t common_beginning(const pf_answers *answers, const char *begin, size_t length, const char **found)
{
    size_t common = 0;
    *found = NULL;
    for (size_t i = 0; i < answers->word_count; i++) {
        const char *word = answers->words[i];
        if (strncmp(word, begin, length) != 0)
            continue;
        size_t same = strlen(word);
        if (*found) {
            same = 0;
            while (same < common && word[same] == (*found)[same])
                same++;
        } else {
            *found = word;
        }
        common = same;
    }
    return common;
}

static bool is_word(const pf_answers *answers, const char *bytes, size_t length)
{
    for (size_t i = 0; i < answers->word_count; i++)
        if (strlen(answers->words[i]) == length && memcmp(answers->words[i], bytes, length) == 0)
            return true;
    return false;
}

static unsigned char complete(EditLine *editor, int key)
{
    void *client = NULL;
    (void)key;
    el_get(editor, EL_CLIENTDATA, &client);
    const LineInfo *line = el_line(editor);
    const char *begin = line->cursor, *found;
    while (begin > line->buffer && !parts_words(begin[-1]))
        begin--;
    size_t length = (size_t)(line->cursor - begin), common = common_beginning(client, begin, length, &found);
    char rest[128];
    if (!found || common < length || common - length >= sizeof rest - 1)
        return CC_ERROR;
    memcpy(rest, found + length, common - length);
    rest[common - length] = '\0';
    if (is_word(client, found, common))
        memcpy(rest + common - length, " ", 2);
    return rest[0] && el_insertstr(editor, rest) == 0 ? CC_REFRESH : CC_ERROR;
}

// --- A terminal -----------------------------------------------------------------------------------------------------

// Lines are edited as the user's locale and ~/.editrc say. Signals reset the terminal before they do what they do.
static bool open_editor(pf_answers *answers)
{
    HistEvent event;
    setlocale(LC_CTYPE, "");
    answers->editor = el_init("patfinder", answers->input, answers->output, stderr);
    answers->history = history_init();
    if (!answers->editor || !answers->history)
        return false;
    history(answers->history, &event, H_SETSIZE, REMEMBERED_LINES);
    el_set(answers->editor, EL_CLIENTDATA, answers);
    el_set(answers->editor, EL_PROMPT, prompt_of);
    el_set(answers->editor, EL_EDITOR, "emacs");
    el_set(answers->editor, EL_SIGNAL, 1);
    el_set(answers->editor, EL_HIST, history, answers->history);
    el_set(answers->editor, EL_ADDFN, "patfinder-complete", "completes a name", complete);
    el_set(answers->editor, EL_BIND, "^I", "patfinder-complete", NULL);
    el_source(answers->editor, NULL);
    return true;
}

static bool can_move_cursor(void)
{
    const char *terminal = getenv("TERM");
    return terminal && terminal[0] != '\0' && strcmp(terminal, "dumb") != 0;
}

static bool open_terminal(pf_answers *answers, FILE *input)
{
    answers->from = PF_ANSWERS_TERMINAL;
    answers->input = input;
    answers->output = isatty(STDOUT_FILENO) ? stdout : stderr;
    return !can_move_cursor() || open_editor(answers);
}

static const char *edit_line(pf_answers *answers)
{
    HistEvent event;
    const char *line;
    int length;
    do { // a stop that has no effect, where nobody could go on with it, interrupts reading as any other signal does
        length = 0;
        errno = 0;
        line = el_gets(answers->editor, &length);
    } while (!line && errno == EINTR);
    if (!line || length <= 0)
        return NULL;
    if (strspn(line, " \t\r\n") < (size_t)length)
        history(answers->history, &event, H_ENTER, line);
    return line;
}

// --- All sources ----------------------------------------------------------------------------------------------------

static bool choose_source(pf_answers *answers, bool taken)
{
    answers->input = stdin;
    if (answers->given_count) {
        answers->from = PF_ANSWERS_GIVEN;
        return true;
    }
    if (isatty(STDIN_FILENO))
        return open_terminal(answers, stdin);
    answers->from = taken ? PF_ANSWERS_NOWHERE : PF_ANSWERS_LINES;
    FILE *terminal = taken && isatty(STDOUT_FILENO) ? fopen("/dev/tty", "r") : NULL;
    if (!terminal)
        return true;
    answers->owns_input = true;
    return open_terminal(answers, terminal);
}

pf_answers *pf_answers_open(const char *const *given, size_t count, bool taken)
{
    pf_answers *answers = calloc(1, sizeof *answers);
    if (answers) {
        answers->given = given;
        answers->given_count = count;
        answers->prompt = "";
    }
    if (answers && choose_source(answers, taken))
        return answers;
    pf_cli_error("out-of-memory", "out of memory");
    pf_answers_close(answers);
    return NULL;
}

void pf_answers_close(pf_answers *answers)
{
    if (!answers)
        return;
    if (answers->editor)
        el_end(answers->editor);
    if (answers->history)
        history_end(answers->history);
    if (answers->owns_input)
        fclose(answers->input);
    free(answers->line);
    free(answers);
}

pf_answers_from pf_answers_source(const pf_answers *answers)
{
    return answers->from;
}

void pf_answers_complete(pf_answers *answers, const char *const *words, size_t count)
{
    answers->words = words;
    answers->word_count = count;
}

static const char *read_line(pf_answers *answers)
{
    errno = 0;
    ssize_t length = getline(&answers->line, &answers->capacity, answers->input);
    if (length >= 0 && strlen(answers->line) == (size_t)length)
        return answers->line;
    answers->failed = length >= 0 || ferror(answers->input) || errno == ENOMEM;
    if (answers->failed)
        pf_cli_error("input-unreadable", "the answers cannot be read: %s", length >= 0 ? "a line has a NUL byte" : strerror(errno));
    return NULL;
}

// The line without its end and the blanks around it.
static const char *trim(pf_answers *answers, const char *line)
{
    const char *start = line + strspn(line, " \t");
    size_t length = strcspn(start, "\r\n");
    while (length > 0 && strchr(" \t", start[length - 1]))
        length--;
    char *kept = line == answers->line ? answers->line : malloc(length + 1);
    if (!kept) {
        pf_cli_error("out-of-memory", "out of memory");
        answers->failed = true;
        return NULL;
    }
    memmove(kept, start, length);
    kept[length] = '\0';
    if (kept != answers->line) {
        free(answers->line);
        answers->line = kept;
        answers->capacity = length + 1;
    }
    return kept;
}

static const char *next_line(pf_answers *answers, const char *prompt)
{
    if (answers->from == PF_ANSWERS_NOWHERE || answers->failed)
        return NULL;
    if (answers->from == PF_ANSWERS_GIVEN)
        return answers->next < answers->given_count ? answers->given[answers->next++] : NULL;
    answers->prompt = prompt;
    fflush(stdout);
    if (answers->editor)
        return edit_line(answers);
    if (answers->from == PF_ANSWERS_TERMINAL) {
        fputs(prompt, answers->output);
        fflush(answers->output);
    }
    return read_line(answers);
}

const char *pf_answers_next(pf_answers *answers, const char *prompt)
{
    if (answers->is_peeked) {
        answers->is_peeked = false;
        return answers->line;
    }
    const char *line = next_line(answers, prompt);
    if (!line && answers->from == PF_ANSWERS_TERMINAL)
        fputc('\n', answers->output); // behind the prompt
    return line ? trim(answers, line) : NULL;
}

bool pf_answers_ends(const char *line)
{
    static const char *const words[] = {"q", "quit", "exit"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasecmp(line, words[i]) == 0)
            return true;
    return false;
}

// Bytes are counted, which are never fewer than columns.
static void put_wrapped(FILE *output, unsigned width, const char *text)
{
    size_t column = 0;
    while (*text) {
        size_t length = strcspn(text, " ");
        bool fits = column > 0 && column + 1 + length <= width;
        fprintf(output, "%s%.*s", fits ? " " : column ? "\n  " : "  ", (int)length, text);
        column = fits ? column + 1 + length : 2 + length;
        text += length + strspn(text + length, " ");
    }
    fputc('\n', output);
}

bool pf_answers_refuse(pf_answers *answers, unsigned width, pf_output *why)
{
    bool is_terminal = answers->from == PF_ANSWERS_TERMINAL;
    pf_cli_make_harmless(why->bytes);
    if (is_terminal)
        put_wrapped(answers->output, width, why->bytes);
    else
        pf_cli_error("bad-answer", "%s", why->bytes);
    pf_output_release(why);
    return is_terminal;
}

bool pf_answers_has_more(pf_answers *answers)
{
    if (answers->from == PF_ANSWERS_TERMINAL)
        return true;
    const char *line = answers->is_peeked ? answers->line : pf_answers_next(answers, "");
    answers->is_peeked = line != NULL;
    return line != NULL;
}

bool pf_answers_failed(const pf_answers *answers)
{
    return answers->failed;
}
