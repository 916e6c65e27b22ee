// SPDX-License-Identifier: MIT
// patfinder quiz: shows scenarios, or takes a text, and grades which patterns somebody says that it calls for.
#define _DEFAULT_SOURCE // tm_gmtoff
#include "cli/answers.h"
#include "cli/command.h"
#include "cli/folders.h"
#include "cli/terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef struct quiz_run {
    pf_invocation *invocation;
    const pf_rules *rules;
    pf_quiz *quiz;
    pf_answers *answers;
    bool is_terminal; // somebody answers
    bool is_talk;     // each reply comes at once; else all of a text when it is done
    bool heard;       // some answer came, or a command
    bool is_spaced;   // the last line that was written is blank
    bool ended;       // nothing more is wanted, or comes
    bool failed;      // after a message
    size_t answered, right, skipped; // texts
} quiz_run;

static const pf_command_line *options_of(const quiz_run *run)
{
    return run->invocation->options;
}

static pf_style style_of(const quiz_run *run)
{
    return pf_terminal_style(options_of(run));
}

// Takes the output over.
static void put(quiz_run *run, bool written, pf_output *output)
{
    run->failed = run->failed || !written;
    if (written)
        pf_invocation_put(run->invocation, output);
}

static void put_question(quiz_run *run)
{
    pf_output output = {0};
    put(run, pf_quiz_write_question(run->quiz, style_of(run), &output, run->invocation->messages), &output);
    run->is_spaced = false;
}

static const char *prompt_of(pf_quiz_step step)
{
    static const char *const prompts[] = {"patterns> ", "then> ", "start with> "};
    return prompts[step];
}

static void answer(quiz_run *run, const char *line)
{
    pf_output output = {0};
    pf_quiz_reply reply = pf_quiz_answer(run->quiz, line, (long long)time(NULL), style_of(run), &output, run->invocation->messages);
    if (reply == PF_QUIZ_NOT_UNDERSTOOD) {
        if (!pf_answers_refuse(run->answers, style_of(run).width, &output))
            run->ended = run->failed = true;
        return;
    }
    run->heard = run->heard || reply != PF_QUIZ_HINTED;
    run->ended = run->ended || reply == PF_QUIZ_ENDED || reply == PF_QUIZ_FAILED;
    run->failed = run->failed || reply == PF_QUIZ_FAILED;
    if (run->is_talk && output.length) {
        if (run->is_terminal || !run->is_spaced)
            putchar('\n');
        put(run, true, &output);
        putchar('\n');
        run->is_spaced = true;
    }
    pf_output_release(&output);
    pf_invocation_show_messages(run->invocation);
}

// One step: its question, and answers until one is good. Without an answer the first step ends the run; the others give theirs away.
static void take_step(quiz_run *run)
{
    pf_quiz_step step = pf_quiz_at(run->quiz);
    bool asks = run->is_talk || (step == PF_QUIZ_PATTERNS && options_of(run)->format == PF_FORMAT_TEXT && run->invocation->operand_count == 0);
    size_t name_count;
    const char *const *names = pf_quiz_names(run->quiz, &name_count);
    pf_answers_complete(run->answers, names, name_count);
    if (asks)
        put_question(run);
    while (pf_quiz_at(run->quiz) == step && !run->ended) {
        const char *line = pf_answers_next(run->answers, prompt_of(step));
        if (line)
            answer(run, line);
        else if (step == PF_QUIZ_PATTERNS || run->is_terminal || pf_answers_failed(run->answers))
            run->ended = true;
        else
            answer(run, "s");
    }
}

static void put_whole(quiz_run *run)
{
    pf_output output = {0};
    if (options_of(run)->format == PF_FORMAT_TEXT && run->invocation->operand_count == 0)
        putchar('\n'); // behind the scenario
    put(run, pf_write_quiz(run->quiz, options_of(run)->format, style_of(run), &output, run->invocation->messages), &output);
}

// All steps of the text that the quiz has.
static void take_text(quiz_run *run)
{
    while (pf_quiz_at(run->quiz) != PF_QUIZ_DONE && !run->ended)
        take_step(run);
    bool is_answered = pf_quiz_is_answered(run->quiz);
    run->answered += is_answered;
    run->skipped += !is_answered;
    run->right += is_answered && pf_quiz_is_right(run->quiz);
    if (is_answered && !run->is_talk && !run->failed)
        put_whole(run);
}

static bool wants_another(quiz_run *run)
{
    if (run->ended || run->failed || run->invocation->operand_count > 0)
        return false;
    if (!run->is_terminal)
        return pf_answers_has_more(run->answers);
    pf_answers_complete(run->answers, NULL, 0);
    const char *line = pf_answers_next(run->answers, "Enter for the next one, q to end> ");
    return line && !pf_answers_ends(line);
}

static void take_scenarios(quiz_run *run)
{
    bool is_first = true;
    do {
        if (!is_first && options_of(run)->format == PF_FORMAT_TEXT && (run->is_terminal || !run->is_spaced))
            putchar('\n');
        is_first = false;
        if (!pf_quiz_choose(run->quiz, run->invocation->messages))
            run->failed = true;
        else
            take_text(run);
        pf_invocation_show_messages(run->invocation);
    } while (wants_another(run));
}

static void take_file(quiz_run *run, const char *path)
{
    pf_analysis *analysis = pf_invocation_analyze(run->invocation, run->rules, path);
    if (analysis && pf_quiz_use(run->quiz, analysis, run->invocation->messages))
        take_text(run);
    else
        run->failed = true;
    pf_invocation_show_messages(run->invocation);
    pf_quiz_free(run->quiz);
    run->quiz = NULL;
    pf_analysis_free(analysis);
}

static bool check_answers(const quiz_run *run)
{
    pf_answers_from source = pf_answers_source(run->answers);
    if (source == PF_ANSWERS_NOWHERE)
        pf_cli_error("no-answer", "the text is taken from standard input, and there is no terminal to answer at: use --answers, or name a file");
    else if (source == PF_ANSWERS_TERMINAL && options_of(run)->format != PF_FORMAT_TEXT)
        pf_cli_error("no-answer", "this format is for programs: give the answers with --answers, or on standard input");
    else
        return true;
    return false;
}

static void take_texts(quiz_run *run)
{
    const pf_invocation *invocation = run->invocation;
    const char *path = invocation->operand_count ? invocation->operands[0] : NULL;
    bool taken = path && strcmp(path, "-") == 0 && !pf_terminal_input();
    run->answers = pf_answers_open(options_of(run)->answers, options_of(run)->answer_count, taken);
    run->failed = !run->answers || !check_answers(run);
    if (run->failed)
        return;
    pf_answers_from source = pf_answers_source(run->answers);
    run->is_terminal = source == PF_ANSWERS_TERMINAL;
    run->is_talk = source != PF_ANSWERS_GIVEN && options_of(run)->format == PF_FORMAT_TEXT;
    if (path)
        take_file(run, path);
    else
        take_scenarios(run);
    run->failed = run->failed || pf_answers_failed(run->answers);
    bool is_surplus = source == PF_ANSWERS_GIVEN && !run->failed && !run->ended && pf_answers_has_more(run->answers);
    if (is_surplus && !(options_of(run)->given & PF_OPTION_QUIET))
        pf_cli_hint("more --answers were given than questions asked");
}

static int status_of(quiz_run *run)
{
    bool all_right = run->answered > 0 && run->right == run->answered && run->skipped == 0;
    if (run->failed || pf_messages_errors(run->invocation->messages) > 0)
        return PF_EXIT_ERROR;
    if (!run->heard && !run->is_terminal) {
        pf_cli_error("no-answer", "no answer came");
        return PF_EXIT_ERROR;
    }
    if (run->is_terminal && run->answered > 0)
        printf("%zu of %zu all right.\n%s", run->right, run->answered, options_of(run)->given & PF_OPTION_NO_HISTORY ? "" : "\"patfinder quiz --stats\" shows more.\n");
    return all_right || run->is_terminal ? PF_EXIT_FINE : PF_EXIT_FAILED;
}

static int utc_offset(time_t now)
{
    struct tm local;
    return localtime_r(&now, &local) ? (int)local.tm_gmtoff : 0;
}

// Where rounds are kept, or NULL; `*folder` is freed by the caller. False after a message.
static bool find_history(const pf_invocation *invocation, char **folder, const char **history)
{
    *folder = NULL;
    *history = NULL;
    if (invocation->options->given & PF_OPTION_NO_HISTORY)
        return true;
    *folder = pf_state_folder();
    if (!*folder) {
        pf_cli_error("out-of-memory", "out of memory");
        return false;
    }
    if (**folder)
        *history = *folder;
    else if (!(invocation->options->given & PF_OPTION_QUIET))
        pf_cli_hint("nothing is kept: neither XDG_STATE_HOME nor HOME names a folder");
    return true;
}

static int run_quiz(pf_invocation *invocation, const pf_rules *rules, const char *history)
{
    const pf_command_line *options = invocation->options;
    time_t now = time(NULL);
    unsigned long long chance = (unsigned long long)now * 1000003u + (unsigned long long)getpid();
    pf_quiz_options wanted = {history, (long long)now, utc_offset(now), options->given & PF_OPTION_SEED ? options->seed : chance};
    quiz_run run = {.invocation = invocation, .rules = rules};
    run.quiz = pf_quiz_new(rules, &wanted, invocation->messages);
    pf_invocation_show_messages(invocation);
    int status = PF_EXIT_ERROR;
    if (run.quiz && options->given & PF_OPTION_STATS) {
        pf_output output = {0};
        put(&run, pf_write_quiz_progress(run.quiz, options->format, style_of(&run), &output, invocation->messages), &output);
        status = pf_invocation_status(invocation);
    } else if (run.quiz) {
        take_texts(&run);
        status = status_of(&run);
    }
    pf_answers_close(run.answers);
    pf_quiz_free(run.quiz);
    return status;
}

// Whether each option does something.
static bool options_agree(const pf_invocation *invocation)
{
    enum { OF_QUESTIONS = PF_OPTION_ANSWERS | PF_OPTION_SEED | PF_OPTION_SET | PF_OPTION_NO_HISTORY };
    const pf_command_line *options = invocation->options;
    const char *useless = options->given & PF_OPTION_STATS ? pf_command_line_unaccepted(options, ~(unsigned)OF_QUESTIONS) : NULL;
    if (useless)
        pf_cli_error("useless-option", "--stats asks nothing, so that --%s would do nothing: leave one of them out", useless);
    else if (options->given & PF_OPTION_STATS && invocation->operand_count)
        pf_cli_error("surplus-operand", "--stats asks nothing, and takes no FILE");
    else if (options->given & PF_OPTION_SET && !invocation->operand_count)
        pf_cli_error("useless-option", "a scenario is taken as it stands, so that --set would do nothing: leave it out, or name a FILE");
    else
        return true;
    return false;
}

int pf_cmd_quiz(pf_invocation *invocation)
{
    char *folder = NULL;
    const char *history;
    int status = PF_EXIT_ERROR;
    pf_rules *rules = options_agree(invocation) ? pf_invocation_accepting_rules(invocation, NULL) : NULL;
    if (rules && find_history(invocation, &folder, &history))
        status = run_quiz(invocation, rules, history);
    free(folder);
    pf_rules_free(rules);
    return status;
}
