// SPDX-License-Identifier: MIT
// Measures a rule set on labelled texts: precision, recall and F1 per pattern.
#include "api/handles.h"
#include "api/rule_paths.h"
#include "base/locale.h"
#include "rules/labelled.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

typedef struct label_tally {
    size_t right, alarms, misses;
} label_tally;

typedef struct label_measures {
    double precision, recall, f1;
} label_measures;

typedef struct evaluation_run {
    const pf_rules *rules;
    pf_messages *messages;
    bool list_errors;
    pf_buffer *output;
    label_tally *tallies; // of each pattern
    size_t text_count, empty_count, empty_alarms; // empty: texts that call for nothing
} evaluation_run;

static label_measures measure(const label_tally *tally)
{
    size_t found = tally->right + tally->alarms, wanted = tally->right + tally->misses;
    label_measures result = {found ? (double)tally->right / (double)found : 1, wanted ? (double)tally->right / (double)wanted : 1, 0};
    double sum = result.precision + result.recall;
    result.f1 = sum > 0 ? 2 * result.precision * result.recall / sum : 0;
    return result;
}

static void count_pattern(evaluation_run *evaluation, const pf_labelled_text *text, const pf_assessment *assessment)
{
    const char *id = assessment->pattern->id;
    label_tally *tally = &evaluation->tallies[assessment->pattern - evaluation->rules->rules->pack.patterns.items];
    bool recommended = pf_level_recommends(assessment->level), must = pf_strings_contain(&text->must, id), may = pf_strings_contain(&text->may, id);
    tally->right += must && recommended;
    tally->misses += must && !recommended;
    bool alarm = recommended && !must && !may;
    tally->alarms += alarm;
    evaluation->empty_alarms += alarm && !text->must.count && !text->may.count;
    if (evaluation->list_errors && (alarm || (must && !recommended)))
        pf_buffer_format(evaluation->output, "%s:%u: %s: %s %s (%.2f)\n", text->place.file, text->place.line, text->id,
                         alarm ? "false alarm" : "missed", id, assessment->certainty);
}

static bool count_text(evaluation_run *evaluation, const pf_labelled_text *text)
{
    pf_analysis *analysis = pf_analyze(evaluation->rules, text->id, text->text, strlen(text->text), NULL, 0, evaluation->messages);
    if (!analysis)
        return false;
    evaluation->text_count++;
    evaluation->empty_count += !text->must.count && !text->may.count;
    for (size_t i = 0; i < analysis->result.assessment_count; i++)
        count_pattern(evaluation, text, &analysis->result.assessments[i]);
    pf_analysis_free(analysis);
    return true;
}

static label_tally sum_up(const evaluation_run *evaluation, double *macro)
{
    size_t count = evaluation->rules->rules->pack.patterns.count;
    label_tally sum = {0};
    *macro = 0;
    for (size_t i = 0; i < count; i++) {
        sum.right += evaluation->tallies[i].right;
        sum.alarms += evaluation->tallies[i].alarms;
        sum.misses += evaluation->tallies[i].misses;
        *macro += measure(&evaluation->tallies[i]).f1 / (double)count;
    }
    return sum;
}

static void write_text(const evaluation_run *evaluation)
{
    const pf_patterns *patterns = &evaluation->rules->rules->pack.patterns;
    pf_buffer *output = evaluation->output;
    pf_buffer_format(output, "%-24s %9s %6s %5s %6s %6s %6s\n", "pattern", "precision", "recall", "F1", "right", "false", "missed");
    for (size_t i = 0; i < patterns->count; i++) {
        const label_tally *tally = &evaluation->tallies[i];
        label_measures values = measure(tally);
        pf_buffer_format(output, "%-24s %9.3f %6.3f %5.3f %6zu %6zu %6zu\n", patterns->items[i].id, values.precision, values.recall,
                         values.f1, tally->right, tally->alarms, tally->misses);
    }
    double macro;
    label_tally sum = sum_up(evaluation, &macro);
    label_measures micro = measure(&sum);
    pf_buffer_format(output, "%-24s %9.3f %6.3f %5.3f %6zu %6zu %6zu\n", "all", micro.precision, micro.recall, micro.f1, sum.right, sum.alarms, sum.misses);
    pf_buffer_format(output, "micro F1 %.3f, macro F1 %.3f on %zu text%s; %zu false alarm%s on the %zu text%s for nothing\n",
                     micro.f1, macro, evaluation->text_count, evaluation->text_count == 1 ? "" : "s", evaluation->empty_alarms,
                     evaluation->empty_alarms == 1 ? "" : "s", evaluation->empty_count,
                     evaluation->empty_count == 1 ? " that calls" : "s that call");
}

static json_t *measures_to_json(const label_tally *tally)
{
    label_measures values = measure(tally);
    return json_pack("{s:f, s:f, s:f, s:I, s:I, s:I}", "precision", values.precision, "recall", values.recall, "f1", values.f1, "right",
                     (json_int_t)tally->right, "false_alarms", (json_int_t)tally->alarms, "missed", (json_int_t)tally->misses);
}

static void write_json(const evaluation_run *evaluation, bool lines)
{
    const pf_patterns *patterns = &evaluation->rules->rules->pack.patterns;
    double macro;
    label_tally sum = sum_up(evaluation, &macro);
    json_t *all = json_object();
    for (size_t i = 0; all && i < patterns->count; i++)
        json_object_set_new(all, patterns->items[i].id, measures_to_json(&evaluation->tallies[i]));
    json_t *root = json_pack("{s:s, s:I, s:o, s:o, s:f, s:I, s:I}", "schema", "patfinder/evaluation/1", "texts",
                             (json_int_t)evaluation->text_count, "patterns", all, "all", measures_to_json(&sum), "macro_f1", macro,
                             "texts_that_need_nothing", (json_int_t)evaluation->empty_count, "false_alarms_on_them", (json_int_t)evaluation->empty_alarms);
    char *text = root ? json_dumps(root, JSON_REAL_PRECISION(6) | (lines ? JSON_COMPACT : JSON_INDENT(2))) : NULL;
    if (text)
        pf_buffer_format(evaluation->output, "%s\n", text);
    else
        evaluation->output->failed = true;
    free(text);
    json_decref(root);
}

static bool read_texts(const pf_rules *rules, const char *path, pf_arena *arena, pf_labelled_texts *texts, pf_messages *messages)
{
    pf_rule_texts files;
    if (!pf_rule_paths_read(&path, 1, arena, &files, &messages->diagnostics))
        return false;
    for (size_t i = 0; i < files.count; i++)
        pf_labelled_read(arena, rules->rules, &files.items[i], texts, &messages->diagnostics);
    return messages->diagnostics.errors == 0;
}

// Measures of nothing would look perfect.
static bool has_texts(const pf_labelled_texts *texts, const char *path, pf_messages *messages)
{
    if (!texts->count)
        pf_diagnostics_add(&messages->diagnostics, PF_ERROR, "rule-empty", path, 0, 0,
                           "there are no labelled texts here: give a file, or a folder of *.yaml files, with texts under the key 'texts'");
    return texts->count > 0;
}

static bool evaluate_all(evaluation_run *evaluation, const pf_labelled_texts *texts)
{
    for (size_t i = 0; i < texts->count; i++)
        if (!count_text(evaluation, &texts->items[i]))
            return false;
    return true;
}

bool pf_rules_evaluate(const pf_rules *rules, const char *path, pf_format format, pf_style style, bool list_errors,
                       pf_output *output, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    (void)style;
    *output = (pf_output){0};
    if (format != PF_FORMAT_TEXT && format != PF_FORMAT_JSON && format != PF_FORMAT_NDJSON) {
        pf_diagnostics_add(&messages->diagnostics, PF_ERROR, "no-such-format", NULL, 0, 0, "this report does not exist in that format: take text, json or ndjson");
        return false;
    }
    pf_arena arena;
    pf_arena_init(&arena);
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    pf_labelled_texts texts = {0};
    evaluation_run evaluation = {.rules = rules, .messages = messages, .list_errors = list_errors && format == PF_FORMAT_TEXT, .output = &buffer};
    evaluation.tallies = pf_arena_array(&arena, rules->rules->pack.patterns.count, sizeof *evaluation.tallies);
    if (!evaluation.tallies)
        pf_messages_exhausted(messages);
    bool done = evaluation.tallies && read_texts(rules, path, &arena, &texts, messages) && has_texts(&texts, path, messages) &&
                evaluate_all(&evaluation, &texts);
    if (done && format == PF_FORMAT_TEXT)
        write_text(&evaluation);
    else if (done)
        write_json(&evaluation, format == PF_FORMAT_NDJSON);
    pf_arena_release(&arena);
    if (done)
        return pf_output_take(&buffer, output, messages);
    pf_buffer_release(&buffer);
    return false;
}
