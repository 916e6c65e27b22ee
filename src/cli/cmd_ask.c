// SPDX-License-Identifier: MIT
// patfinder ask: asks for the facts that would change the answer, and then recommends.
#include "cli/answers.h"
#include "cli/command.h"
#include "cli/terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// A talk about one text, and what came of it.
typedef struct ask_talk {
    pf_invocation *invocation;
    pf_rules *rules;
    pf_answers *answers;
    const pf_analysis *text; // without the answers
    pf_analysis *latest;     // with them; NULL as long as there are none
    pf_setting *settings;    // those of the options, then the answers, whose values are the talk's
    size_t setting_count;
    const char **unknown; // facts that were asked for in vain
    size_t unknown_count;
    bool ended, failed;
} ask_talk;

static const pf_analysis *latest(const ask_talk *talk)
{
    return talk->latest ? talk->latest : talk->text;
}

static void fail(ask_talk *talk)
{
    pf_cli_error("out-of-memory", "out of memory");
    talk->failed = true;
}

// Room for one more answer, or one more fact that is not known.
static bool make_room(ask_talk *talk)
{
    const pf_command_line *options = talk->invocation->options;
    size_t capacity = options->setting_count + talk->setting_count + talk->unknown_count + 1;
    pf_setting *settings = realloc(talk->settings, capacity * sizeof *settings);
    if (settings)
        talk->settings = settings;
    const char **unknown = realloc(talk->unknown, capacity * sizeof *unknown);
    if (unknown)
        talk->unknown = unknown;
    if (!settings || !unknown)
        fail(talk);
    return settings && unknown;
}

static void close_talk(ask_talk *talk)
{
    for (size_t i = talk->invocation->options->setting_count; i < talk->setting_count; i++)
        free((void *)talk->settings[i].value);
    free(talk->settings);
    free(talk->unknown);
    pf_analysis_free(talk->latest);
    pf_answers_close(talk->answers);
}

static bool is_unknown(const ask_talk *talk, const char *fact)
{
    for (size_t i = 0; i < talk->unknown_count; i++)
        if (strcmp(talk->unknown[i], fact) == 0)
            return true;
    return false;
}

// The question to ask next: the first to which the answer is not known to be missing. Their number when there is none.
static size_t next_question(const ask_talk *talk)
{
    size_t index = 0, count = pf_analysis_questions(latest(talk));
    while (index < count && is_unknown(talk, pf_analysis_question(latest(talk), index).fact))
        index++;
    return index;
}

static pf_style style_of(const ask_talk *talk)
{
    return pf_terminal_style(talk->invocation->options);
}

// Takes the output over.
static void put(ask_talk *talk, bool written, pf_output *output)
{
    talk->failed = talk->failed || !written;
    if (written)
        pf_invocation_put(talk->invocation, output);
}

// How the answer was understood, and what it changed.
static void put_turns(ask_talk *talk, const pf_analysis *now)
{
    pf_output output = {0};
    put(talk, pf_write_turns(latest(talk), now, style_of(talk), &output, talk->invocation->messages), &output);
}

// Takes the value over.
static void set_fact(ask_talk *talk, const char *fact, char *value)
{
    talk->settings[talk->setting_count++] = (pf_setting){fact, value};
    pf_analysis *analysis = pf_analyze_again(talk->text, talk->settings, talk->setting_count, talk->invocation->messages);
    talk->failed = !analysis;
    if (analysis)
        put_turns(talk, analysis);
    pf_analysis_free(talk->latest);
    talk->latest = analysis;
}

static void take_answer(ask_talk *talk, const char *fact, const char *line)
{
    pf_output output = {0};
    switch (pf_answer_read(talk->rules, fact, line, &output, talk->invocation->messages)) {
    case PF_ANSWER_VALUE:
        set_fact(talk, fact, output.bytes);
        return; // the bytes are kept
    case PF_ANSWER_UNSURE: talk->unknown[talk->unknown_count++] = fact; break;
    case PF_ANSWER_FAILED: talk->failed = true; break;
    case PF_ANSWER_WRONG: talk->failed = !pf_answers_refuse(talk->answers, style_of(talk).width, &output); break;
    }
    pf_output_release(&output);
}

static void put_question(ask_talk *talk, size_t index)
{
    pf_output output = {0};
    put(talk, pf_write_question(latest(talk), index, style_of(talk), &output, talk->invocation->messages), &output);
}

static void ask_one(ask_talk *talk, size_t index)
{
    pf_open_fact asked = pf_analysis_question(latest(talk), index);
    put_question(talk, index);
    const char *line = make_room(talk) ? pf_answers_next(talk->answers, "answer> ") : NULL;
    talk->ended = !line || pf_answers_ends(line);
    if (!talk->ended)
        take_answer(talk, asked.fact, line);
    talk->failed = talk->failed || pf_answers_failed(talk->answers);
    putchar('\n');
}

static void ask_all(ask_talk *talk)
{
    while (!talk->ended && !talk->failed) {
        size_t index = next_question(talk);
        if (index == pf_analysis_questions(latest(talk)))
            break;
        ask_one(talk, index);
    }
}

// The recommendation, or where nobody can be asked the questions.
static void put_report(ask_talk *talk, bool asked)
{
    bool (*const write)(const pf_analysis *, pf_format, pf_style, pf_output *, pf_messages *) = asked ? pf_write_recommendation : pf_write_questions;
    pf_output output = {0};
    put(talk, write(latest(talk), talk->invocation->options->format, style_of(talk), &output, talk->invocation->messages), &output);
}

static bool copy_settings(ask_talk *talk)
{
    const pf_command_line *options = talk->invocation->options;
    if (!make_room(talk))
        return false;
    if (options->setting_count)
        memcpy(talk->settings, options->settings, options->setting_count * sizeof *talk->settings);
    talk->setting_count = options->setting_count;
    return true;
}

static void talk_about(ask_talk *talk, bool taken)
{
    bool can_ask = talk->invocation->options->format == PF_FORMAT_TEXT;
    talk->answers = can_ask ? pf_answers_open(NULL, 0, taken) : NULL;
    talk->failed = (can_ask && !talk->answers) || !copy_settings(talk);
    can_ask = can_ask && talk->answers && pf_answers_source(talk->answers) != PF_ANSWERS_NOWHERE;
    if (can_ask)
        ask_all(talk);
    if (!talk->failed)
        put_report(talk, can_ask);
}

int pf_cmd_ask(pf_invocation *invocation)
{
    const char *path = invocation->operand_count ? invocation->operands[0] : "-";
    ask_talk talk = {.invocation = invocation, .rules = pf_invocation_accepting_rules(invocation, NULL)};
    pf_analysis *analysis = talk.rules ? pf_invocation_analyze(invocation, talk.rules, path) : NULL;
    talk.text = analysis;
    talk.failed = !analysis;
    if (analysis)
        talk_about(&talk, strcmp(path, "-") == 0 && !pf_terminal_input());
    close_talk(&talk);
    pf_analysis_free(analysis);
    pf_rules_free(talk.rules);
    int status = pf_invocation_status(invocation);
    return talk.failed ? PF_EXIT_ERROR : status;
}
