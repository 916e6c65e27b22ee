// SPDX-License-Identifier: MIT
// Fuzz target: what somebody answers: to the question for a fact ("fact=answer", the first line), and in a round of a quiz (the others).
#include "fuzz.h"

#include <string.h>

enum { SELDOM = 8 }; // a round of a quiz looks for what would change its answers

static const char text[] = "Users upload videos of 200 MB and watch them live.";

static pf_messages *messages;

static void prove_value(const char *fact, const char *value)
{
    pf_setting setting = {fact, value};
    fuzz_require(pf_rules_accept(fuzz_default_rules(), NULL, &setting, 1, messages), "an answer that was understood can be a setting");
}

static void answer_fact(char *line)
{
    char *sign = strchr(line, '=');
    const char *fact = sign ? line : "users", *answer = sign ? sign + 1 : line;
    pf_output output;
    if (sign)
        *sign = '\0';
    pf_answer read = pf_answer_read(fuzz_default_rules(), fact, answer, &output, messages);
    fuzz_require(read != PF_ANSWER_FAILED, "there is memory for an answer");
    fuzz_require(read != PF_ANSWER_WRONG || output.length > 0, "a wrong answer is told how to be written");
    if (read == PF_ANSWER_VALUE)
        prove_value(fact, output.bytes);
    pf_output_release(&output);
}

static const pf_analysis *analysis_of_ours(void)
{
    static pf_analysis *analysis;
    if (!analysis)
        analysis = pf_analyze(fuzz_default_rules(), "ours.txt", text, sizeof text - 1, NULL, 0, messages);
    fuzz_require(analysis != NULL, "a text of ours can be analysed");
    return analysis;
}

static void write_quiz(const pf_quiz *quiz, pf_format format)
{
    static const pf_style usual = {0};
    pf_output output;
    bool written = pf_write_quiz(quiz, format, usual, &output, messages);
    fuzz_require(written || pf_messages_errors(messages) > 0, "a writer fails only with an error");
    if (output.length)
        fuzz_prove_format(format, false, &output);
    pf_output_release(&output);
}

static void answer_quiz(const fuzz_parts *parts)
{
    static const pf_style usual = {0};
    static const pf_quiz_options options = {.now = 1795732666};
    pf_output output;
    pf_quiz *quiz = pf_quiz_new(fuzz_default_rules(), &options, messages);
    fuzz_require(quiz && pf_quiz_use(quiz, analysis_of_ours(), messages), "a quiz can begin");
    for (size_t i = 1; i < parts->count && pf_quiz_at(quiz) != PF_QUIZ_DONE; i++) {
        fuzz_take_output(pf_quiz_write_question(quiz, usual, &output, messages), PF_FORMAT_TEXT, false, &output, messages);
        pf_quiz_reply reply = pf_quiz_answer(quiz, parts->items[i], options.now, usual, &output, messages);
        fuzz_require(reply != PF_QUIZ_FAILED, "there is memory for an answer");
        pf_output_release(&output);
    }
    write_quiz(quiz, PF_FORMAT_JSON);
    write_quiz(quiz, PF_FORMAT_TEXT);
    pf_quiz_free(quiz);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_parts parts;
    messages = messages ? messages : pf_messages_new();
    fuzz_parts_open(&parts, data, size, '\n', 12);
    answer_fact(parts.items[0]);
    if (parts.count > 1 && fuzz_draw(data, size, SELDOM) == 0)
        answer_quiz(&parts);
    fuzz_parts_close(&parts);
    fuzz_take_messages(messages);
    return 0;
}
