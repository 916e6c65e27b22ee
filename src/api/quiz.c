// SPDX-License-Identifier: MIT
// Practising: a text, three questions about it, and what becomes of the answers.
#include "api/omission.h"
#include "base/bytes.h"
#include "base/locale.h"
#include "quiz/choose.h"
#include "quiz/history.h"
#include "report/quiz.h"

#include <stdlib.h>
#include <string.h>

struct pf_quiz {
    const pf_ruleset *rules;
    const pf_rules *handle; // for analyses
    pf_clock clock;
    uint64_t seed;
    const char *folder; // of the history, or NULL
    pf_arena keep;      // what lives as long as the quiz
    pf_history history;
    const char **passed; // ids of scenarios that were shown and not answered
    size_t passed_count, passed_capacity;
    // Of this text:
    pf_arena arena;
    pf_analysis *own, *after; // `own`: of a scenario
    const pf_analysis *analysis;
    pf_exercise exercise;
    pf_quiz_step step;
};

static bool exhausted(pf_messages *messages)
{
    pf_messages_exhausted(messages);
    return false;
}

static bool read_history(pf_quiz *quiz, const char *folder, pf_messages *messages)
{
    if (!folder)
        return true;
    quiz->folder = pf_arena_copy(&quiz->keep, folder, strlen(folder));
    if (!quiz->folder)
        return exhausted(messages);
    return pf_history_read(folder, &quiz->keep, &quiz->history, &messages->diagnostics);
}

pf_quiz *pf_quiz_new(const pf_rules *rules, const pf_quiz_options *options, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    pf_quiz *quiz = calloc(1, sizeof *quiz);
    if (!quiz) {
        pf_messages_exhausted(messages);
        return NULL;
    }
    quiz->rules = rules->rules;
    quiz->handle = rules;
    quiz->clock = (pf_clock){options->now, options->utc_offset};
    quiz->seed = options->seed;
    quiz->step = PF_QUIZ_DONE;
    pf_arena_init(&quiz->keep);
    pf_arena_init(&quiz->arena);
    if (read_history(quiz, options->history, messages))
        return quiz;
    pf_quiz_free(quiz);
    return NULL;
}

static void forget_text(pf_quiz *quiz)
{
    pf_analysis_free(quiz->after);
    pf_analysis_free(quiz->own);
    pf_arena_release(&quiz->arena);
    quiz->after = quiz->own = NULL;
    quiz->analysis = NULL;
    quiz->exercise = (pf_exercise){0};
    quiz->step = PF_QUIZ_DONE;
    pf_arena_init(&quiz->arena);
}

void pf_quiz_free(pf_quiz *quiz)
{
    if (!quiz)
        return;
    forget_text(quiz);
    pf_arena_release(&quiz->arena);
    pf_arena_release(&quiz->keep);
    free(quiz);
}

// --- Taking a text --------------------------------------------------------------------------------------------------

// The first number that would change which patterns are recommended: one that the text states, or one that it does not.
static const pf_counterfactual *find_number(const pf_counterfactual *found, size_t count, bool stated)
{
    for (size_t i = 0; i < count; i++)
        if (found[i].decides && found[i].stated == stated)
            return &found[i];
    return NULL;
}

static bool change_number(pf_quiz *quiz, const pf_counterfactual *change, pf_messages *messages)
{
    quiz->exercise.change = change;
    quiz->after = pf_analysis_instead(quiz->analysis, &change->instead, messages);
    return quiz->after != NULL;
}

static bool leave_out_sentence(pf_quiz *quiz, pf_messages *messages)
{
    pf_omission omission;
    if (!pf_find_omission(quiz->handle, quiz->analysis, &quiz->arena, &omission, messages))
        return false;
    quiz->exercise.omitted_start = omission.start;
    quiz->exercise.omitted_end = omission.end;
    quiz->after = omission.without;
    return true;
}

// What is in the text goes before what is not: another number for one of its own, then the text without a sentence, then a number that it
// does not state.
static bool choose_change(pf_quiz *quiz, pf_messages *messages)
{
    const pf_analysis *analysis = quiz->analysis;
    pf_counterfactual *found;
    size_t count;
    pf_engine_status status = pf_find_counterfactuals(&quiz->arena, quiz->rules, analysis->text, analysis->given, analysis->given_count,
                                                      &analysis->result, &found, &count);
    if (!pf_engine_status_report(status, analysis->input.name, analysis->text->document, messages))
        return false;
    const pf_counterfactual *change = find_number(found, count, true);
    if (!change && !leave_out_sentence(quiz, messages))
        return false;
    if (!change && !quiz->after)
        change = find_number(found, count, false);
    return !change || change_number(quiz, change, messages);
}

static bool find_follow_up(pf_quiz *quiz, pf_messages *messages)
{
    if (!choose_change(quiz, messages))
        return false;
    if (!quiz->after)
        return true;
    quiz->exercise.after = &quiz->after->result;
    return pf_compare(&quiz->arena, quiz->exercise.result, quiz->exercise.after, &quiz->exercise.difference) || exhausted(messages);
}

// The recommended pattern with a choice of options of which most is certain.
static const pf_assessment *find_ladder(const pf_result *result)
{
    for (size_t i = 0; i < result->assessment_count; i++) {
        const pf_assessment *assessment = &result->assessments[i];
        if (pf_level_recommends(assessment->level) && assessment->option_count > 1)
            return assessment;
    }
    return NULL;
}

static bool begin(pf_quiz *quiz, const pf_analysis *analysis, const pf_scenario *scenario, pf_messages *messages)
{
    pf_exercise *exercise = &quiz->exercise;
    size_t count = quiz->rules->pack.patterns.count;
    quiz->analysis = analysis;
    exercise->scenario = scenario;
    exercise->rules = quiz->rules;
    exercise->result = &analysis->result;
    exercise->picked = pf_arena_array(&quiz->arena, count, sizeof *exercise->picked);
    exercise->picked_after = pf_arena_array(&quiz->arena, count, sizeof *exercise->picked_after);
    exercise->ladder = find_ladder(exercise->result);
    if (!exercise->picked || !exercise->picked_after)
        return exhausted(messages);
    if (!find_follow_up(quiz, messages))
        return false;
    quiz->step = PF_QUIZ_PATTERNS;
    return true;
}

static bool replay(const pf_quiz *quiz, pf_arena *arena, pf_progress *progress, pf_messages *messages)
{
    const pf_history *history = &quiz->history;
    return pf_progress_replay(arena, &quiz->rules->pack.patterns, history->rounds, history->count, quiz->clock, progress) || exhausted(messages);
}

static bool choose_scenario(pf_quiz *quiz, const pf_scenario **chosen, pf_messages *messages)
{
    pf_progress progress;
    pf_ids passed = {quiz->passed, quiz->passed_count};
    if (!replay(quiz, &quiz->arena, &progress, messages))
        return false;
    return pf_scenario_choose(&quiz->arena, &quiz->rules->pack.scenarios, &progress, quiz->history.rounds, quiz->history.count, &passed, &quiz->seed,
                              chosen) ||
           exhausted(messages);
}

// A scenario is not shown again as long as there are others.
static bool pass_over(pf_quiz *quiz, const pf_scenario *scenario, pf_messages *messages)
{
    const char **passed = pf_arena_grow(&quiz->keep, quiz->passed, quiz->passed_count, &quiz->passed_capacity, sizeof *passed);
    if (!passed)
        return exhausted(messages);
    quiz->passed = passed;
    quiz->passed[quiz->passed_count++] = scenario->id;
    return true;
}

// One that cannot be read is told, and stands in nobody's way. Without memory that would be each of them.
static bool give_up(pf_quiz *quiz, const pf_scenario *scenario, pf_diagnostics *why, pf_messages *messages)
{
    const pf_origin *place = &scenario->place;
    const char *code = why->count ? why->items[0].code : "out-of-memory";
    bool is_refused = strcmp(code, "out-of-memory") != 0 && strcmp(code, "input-memory") != 0;
    if (is_refused)
        pf_diagnostics_add(&messages->diagnostics, PF_WARNING, "scenario-unreadable", place->file, place->line, place->column,
                           "the scenario '%s' cannot be shown: %s", scenario->id, why->items[0].message);
    pf_diagnostics_release(why);
    return is_refused ? pass_over(quiz, scenario, messages) : exhausted(messages);
}

static bool take_scenario(pf_quiz *quiz, const pf_scenario *scenario, pf_messages *messages)
{
    pf_messages own;
    pf_diagnostics_init(&own.diagnostics);
    quiz->own = pf_analyze(quiz->handle, scenario->id, scenario->text, strlen(scenario->text), NULL, 0, &own);
    if (!quiz->own)
        return give_up(quiz, scenario, &own.diagnostics, messages);
    pf_diagnostics_release(&own.diagnostics);
    return begin(quiz, quiz->own, scenario, messages);
}

bool pf_quiz_choose(pf_quiz *quiz, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    for (size_t i = 0; i < quiz->rules->pack.scenarios.count; i++) {
        const pf_scenario *scenario;
        forget_text(quiz);
        if (!choose_scenario(quiz, &scenario, messages) || !take_scenario(quiz, scenario, messages))
            return false;
        if (quiz->own)
            return true;
    }
    forget_text(quiz);
    pf_diagnostics_add(&messages->diagnostics, PF_ERROR, "no-scenario", NULL, 0, 0, "the rules have no scenario to show: add some, or name a file");
    return false;
}

bool pf_quiz_use(pf_quiz *quiz, const pf_analysis *analysis, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    forget_text(quiz);
    return begin(quiz, analysis, NULL, messages);
}

const char *const *pf_quiz_names(pf_quiz *quiz, size_t *count)
{
    pf_choices choices = {NULL, NULL, 0};
    if (quiz->step == PF_QUIZ_OPTION)
        choices = pf_option_choices(&quiz->arena, quiz->exercise.ladder);
    else if (quiz->step != PF_QUIZ_DONE)
        choices = pf_pattern_choices(&quiz->arena, quiz->rules);
    *count = choices.count;
    return choices.names;
}

pf_quiz_step pf_quiz_at(const pf_quiz *quiz)
{
    return quiz->step;
}

bool pf_quiz_is_answered(const pf_quiz *quiz)
{
    return quiz->exercise.is_answered;
}

bool pf_quiz_is_right(const pf_quiz *quiz)
{
    return pf_exercise_is_right(&quiz->exercise);
}

// --- Keeping what was answered --------------------------------------------------------------------------------------

static bool has_verdict(const pf_graded *graded, unsigned verdicts)
{
    return verdicts >> graded->verdict & 1;
}

// The ids of the patterns that were graded so; `verdicts` has a bit for each.
static pf_ids graded_ids(pf_arena *arena, const pf_grades *grades, unsigned verdicts)
{
    pf_ids ids = {pf_arena_array(arena, grades->count, sizeof *ids.items), 0};
    for (size_t i = 0; ids.items && i < grades->count; i++)
        if (has_verdict(&grades->items[i], verdicts))
            ids.items[ids.count++] = grades->items[i].assessment->pattern->id;
    return ids;
}

static pf_ids open_ids(pf_arena *arena, const pf_grades *grades)
{
    pf_ids ids = {pf_arena_array(arena, grades->count, sizeof *ids.items), 0};
    for (size_t i = 0; ids.items && i < grades->count; i++)
        if (grades->items[i].assessment->level == PF_LEVEL_POSSIBLE)
            ids.items[ids.count++] = grades->items[i].assessment->pattern->id;
    return ids;
}

static bool remember(pf_quiz *quiz, long long now, pf_messages *messages)
{
    const pf_exercise *exercise = &quiz->exercise;
    enum { RIGHT = 1 << PF_VERDICT_RIGHT, MISSED = 1 << PF_VERDICT_MISSED, UNCALLED = 1 << PF_VERDICT_UNCALLED, OPEN = 1 << PF_VERDICT_OPEN };
    pf_round round = {.time = now, .scenario = exercise->scenario ? exercise->scenario->id : NULL, .hints = exercise->hints};
    round.fits = graded_ids(&quiz->keep, &exercise->grades, RIGHT | MISSED);
    round.picks = graded_ids(&quiz->keep, &exercise->grades, RIGHT | UNCALLED | OPEN);
    round.open = open_ids(&quiz->keep, &exercise->grades);
    pf_round *rounds = pf_arena_grow(&quiz->keep, quiz->history.rounds, quiz->history.count, &quiz->history.capacity, sizeof *rounds);
    if (!rounds || !round.fits.items || !round.picks.items || !round.open.items)
        return exhausted(messages);
    quiz->history.rounds = rounds;
    rounds[quiz->history.count++] = round;
    return !quiz->folder || pf_history_append(quiz->folder, &round, &quiz->arena, &messages->diagnostics);
}

// --- Answers --------------------------------------------------------------------------------------------------------

// What one line is answered with.
typedef struct quiz_turn {
    pf_quiz *quiz;
    const char *line; // without blanks around it
    long long now;
    pf_style style;
    pf_buffer output;
    pf_diagnostics slips; // why it was not understood
    pf_messages *messages;
} quiz_turn;

static void go_on(pf_quiz *quiz)
{
    bool has_change = quiz->exercise.after && quiz->step < PF_QUIZ_CHANGE;
    bool has_ladder = quiz->exercise.ladder && quiz->step < PF_QUIZ_OPTION;
    quiz->step = has_change ? PF_QUIZ_CHANGE : has_ladder ? PF_QUIZ_OPTION : PF_QUIZ_DONE;
}

static pf_quiz_reply refuse(quiz_turn *turn, const char *why)
{
    pf_diagnostics_add(&turn->slips, PF_ERROR, "bad-answer", NULL, 0, 0, "%s", why);
    return PF_QUIZ_NOT_UNDERSTOOD;
}

static pf_quiz_reply fail(quiz_turn *turn)
{
    pf_messages_exhausted(turn->messages);
    return PF_QUIZ_FAILED;
}

static pf_quiz_reply read_choices(quiz_turn *turn, pf_choices choices, bool *picked)
{
    if (!choices.names || !picked)
        return fail(turn);
    return pf_choices_read(&choices, turn->line, picked, &turn->slips) ? PF_QUIZ_ANSWERED : PF_QUIZ_NOT_UNDERSTOOD;
}

static pf_quiz_reply read_patterns(quiz_turn *turn, bool *picked)
{
    return read_choices(turn, pf_pattern_choices(&turn->quiz->arena, turn->quiz->rules), picked);
}

static pf_quiz_reply answer_patterns(quiz_turn *turn)
{
    pf_quiz *quiz = turn->quiz;
    pf_exercise *exercise = &quiz->exercise;
    pf_quiz_reply reply = read_patterns(turn, exercise->picked);
    if (reply == PF_QUIZ_ANSWERED && !pf_grade(&quiz->arena, quiz->rules, exercise->result, exercise->picked, &exercise->grades))
        reply = fail(turn);
    if (reply != PF_QUIZ_ANSWERED)
        return reply;
    exercise->is_answered = true;
    pf_quiz_put_grades(exercise, turn->style, &turn->output);
    remember(quiz, turn->now, turn->messages);
    return PF_QUIZ_ANSWERED;
}

static void pick_recommended(const pf_exercise *exercise, bool *picked)
{
    for (size_t i = 0; i < exercise->result->assessment_count; i++) {
        const pf_assessment *assessment = &exercise->result->assessments[i];
        picked[assessment->pattern - exercise->rules->pack.patterns.items] = pf_level_recommends(assessment->level);
    }
}

static pf_quiz_reply answer_change(quiz_turn *turn)
{
    pf_quiz *quiz = turn->quiz;
    pf_exercise *exercise = &quiz->exercise;
    pf_quiz_reply reply = PF_QUIZ_ANSWERED;
    if (strcmp(turn->line, "=") == 0)
        pick_recommended(exercise, exercise->picked_after);
    else
        reply = read_patterns(turn, exercise->picked_after);
    if (reply == PF_QUIZ_ANSWERED && !pf_grade(&quiz->arena, quiz->rules, exercise->after, exercise->picked_after, &exercise->grades_after))
        reply = fail(turn);
    if (reply != PF_QUIZ_ANSWERED)
        return reply;
    exercise->is_answered_after = true;
    pf_quiz_put_change_grades(exercise, turn->style, &turn->output);
    return PF_QUIZ_ANSWERED;
}

static pf_quiz_reply answer_option(quiz_turn *turn)
{
    pf_exercise *exercise = &turn->quiz->exercise;
    pf_choices choices = pf_option_choices(&turn->quiz->arena, exercise->ladder);
    bool *picked = pf_arena_array(&turn->quiz->arena, choices.count, sizeof *picked);
    uint32_t count = 0;
    pf_quiz_reply reply = read_choices(turn, choices, picked);
    if (reply != PF_QUIZ_ANSWERED)
        return reply;
    for (uint32_t i = 0; i < choices.count; i++) {
        count += picked[i];
        exercise->option = picked[i] ? i : exercise->option;
    }
    if (count != 1)
        return refuse(turn, "one option, please: its letter or its name");
    exercise->is_option_answered = true;
    pf_quiz_put_ladder_grade(exercise, turn->style, &turn->output);
    return PF_QUIZ_ANSWERED;
}

static pf_quiz_reply give_hint(quiz_turn *turn)
{
    pf_exercise *exercise = &turn->quiz->exercise;
    if (turn->quiz->step != PF_QUIZ_PATTERNS)
        return refuse(turn, "there are no hints here; s gives the answer away");
    if (exercise->hints == PF_HINTS)
        return refuse(turn, "there are no more hints; s skips");
    pf_quiz_hint hint = pf_quiz_hint_of(exercise->result, ++exercise->hints);
    pf_quiz_put_hint(exercise, &hint, turn->style, &turn->output);
    return PF_QUIZ_HINTED;
}

static pf_quiz_reply skip(quiz_turn *turn)
{
    pf_quiz *quiz = turn->quiz;
    if (quiz->step == PF_QUIZ_PATTERNS) {
        quiz->step = PF_QUIZ_DONE;
        return !quiz->exercise.scenario || pass_over(quiz, quiz->exercise.scenario, turn->messages) ? PF_QUIZ_SKIPPED : PF_QUIZ_FAILED;
    }
    if (quiz->step == PF_QUIZ_CHANGE)
        pf_quiz_put_change_grades(&quiz->exercise, turn->style, &turn->output);
    else
        pf_quiz_put_ladder_grade(&quiz->exercise, turn->style, &turn->output);
    go_on(quiz);
    return PF_QUIZ_SKIPPED;
}

// Whether a line is one of the words for a command, whatever the case; NULL stands behind the last one.
static bool is_command(const char *line, const char *const *words)
{
    for (; *words; words++)
        if (is_same_word(line, *words))
            return true;
    return false;
}

static pf_quiz_reply answer(quiz_turn *turn)
{
    static pf_quiz_reply (*const steps[])(quiz_turn *) = {answer_patterns, answer_change, answer_option};
    static const char *const end[] = {"q", "quit", "exit", NULL}, *const hint[] = {"?", "hint", "help", NULL}, *const pass[] = {"s", "skip", NULL};
    if (is_command(turn->line, end))
        return PF_QUIZ_ENDED;
    if (turn->quiz->step == PF_QUIZ_DONE)
        return refuse(turn, "nothing is asked any more of this text: take the next one");
    if (is_command(turn->line, hint))
        return give_hint(turn);
    if (is_command(turn->line, pass))
        return skip(turn);
    if (turn->line[strspn(turn->line, " \t,;")] == '\0')
        return refuse(turn, turn->quiz->step == PF_QUIZ_OPTION ? "an empty line is no answer: s gives it away, q ends"
                                                              : "an empty line is no answer: type \"none\" if none fits, or q to end");
    pf_quiz_reply reply = steps[turn->quiz->step](turn);
    if (reply == PF_QUIZ_ANSWERED)
        go_on(turn->quiz);
    return reply;
}

// A copy without blanks around it; NULL when memory is exhausted.
static const char *trim(pf_arena *arena, const char *line)
{
    size_t length = strlen(line);
    while (length > 0 && is_blank(line[length - 1]))
        length--;
    while (length > 0 && is_blank(*line)) {
        line++;
        length--;
    }
    return pf_arena_copy(arena, line, length);
}

pf_quiz_reply pf_quiz_answer(pf_quiz *quiz, const char *line, long long now, pf_style style, pf_output *output, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    *output = (pf_output){0};
    quiz_turn turn = {.quiz = quiz, .line = trim(&quiz->arena, line), .now = now, .style = style, .messages = messages};
    if (!turn.line) {
        exhausted(messages);
        return PF_QUIZ_FAILED;
    }
    pf_buffer_init(&turn.output);
    pf_diagnostics_init(&turn.slips);
    quiz->clock.now = now;
    pf_quiz_reply reply = answer(&turn);
    pf_say_slips(&turn.slips, &turn.output);
    return pf_output_take(&turn.output, output, messages) ? reply : PF_QUIZ_FAILED;
}

// --- Reports --------------------------------------------------------------------------------------------------------

bool pf_quiz_write_question(const pf_quiz *quiz, pf_style style, pf_output *output, pf_messages *messages)
{
    static void (*const steps[])(const pf_exercise *, pf_style, pf_buffer *) = {pf_quiz_put_task, pf_quiz_put_change, pf_quiz_put_ladder};
    PF_IN_C_LOCALE;
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    if (quiz->step != PF_QUIZ_DONE)
        steps[quiz->step](&quiz->exercise, style, &buffer);
    return pf_output_take(&buffer, output, messages);
}

bool pf_write_quiz(const pf_quiz *quiz, pf_format format, pf_style style, pf_output *output, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    *output = (pf_output){0};
    if (!quiz->exercise.is_answered)
        return true;
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    return pf_report_take(pf_report_exercise(&quiz->exercise, format, style, &buffer), &buffer, output, messages);
}

bool pf_write_quiz_progress(const pf_quiz *quiz, pf_format format, pf_style style, pf_output *output, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    pf_arena arena;
    pf_progress progress;
    pf_buffer buffer;
    pf_arena_init(&arena);
    pf_buffer_init(&buffer);
    *output = (pf_output){0};
    bool made = replay(quiz, &arena, &progress, messages);
    bool written = made && pf_report_take(pf_report_progress(&progress, format, style, &buffer), &buffer, output, messages);
    pf_arena_release(&arena);
    return written;
}
