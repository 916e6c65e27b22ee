// SPDX-License-Identifier: MIT
// libpatfinder: recommends system-design patterns for a description of a system.
//
// Threads: all functions are safe to call from several threads as long as no object is changed by two of them, and a function that
// takes an object by a pointer to const does not change it; one rule set may serve any number of analyses at once. Each thread needs
// messages of its own. No function prints, exits or reads the environment, and the program's locale changes nothing: numbers have a
// decimal point. Strings are UTF-8.
//
// Ownership: what a function makes is the caller's, who frees it with the function that is named beside it. What is passed in stays the
// caller's, and need not stay longer than the call unless the function says so. What a result points at belongs to the object that it was
// asked of.
//
// Errors: a function that can fail gives NULL or false, and adds an error to the messages. Pointers to messages and outputs are never
// NULL. An output is written over and not released: one that holds bytes is to be released first.
//
// libpatfinder(3) tells the same by themes, with an example.
#ifndef PATFINDER_H
#define PATFINDER_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define PF_API __attribute__((visibility("default")))
#else
#define PF_API
#endif

#define PF_VERSION "0.1.0"

typedef struct pf_rules pf_rules;       // a frozen rule set
typedef struct pf_analysis pf_analysis; // what was found in one text
typedef struct pf_messages pf_messages; // errors and warnings, in order

// Where a message points, and what it says. Strings live as long as the messages.
typedef struct pf_message {
    bool is_error;        // else a warning
    const char *code;     // stable name, in kebab-case
    const char *file;     // NULL when it is about no file
    unsigned line, column; // 1-based, in characters; 0 where there is none
    const char *text;     // what is wrong and how to mend it
} pf_message;

// Bytes made for the caller, who releases them with pf_output_release. `bytes` ends in a NUL that `length` does not count.
typedef struct pf_output {
    char *bytes;
    size_t length;
} pf_output;

typedef enum pf_format {
    PF_FORMAT_TEXT,
    PF_FORMAT_JSON,
    PF_FORMAT_NDJSON,
    PF_FORMAT_MARKDOWN,
    // Of findings only.
    PF_FORMAT_GNU,    // file:line:column: severity: message [id]
    PF_FORMAT_SARIF,  // SARIF 2.1.0
    PF_FORMAT_GITHUB, // workflow commands of GitHub Actions
    PF_FORMAT_GITLAB, // GitLab code quality
    PF_FORMAT_RDJSON, // reviewdog diagnostics
    PF_FORMAT_JUNIT,  // JUnit XML
    // To be looked at.
    PF_FORMAT_HTML,    // one page that needs nothing else: of recommendations, findings and the cheat sheet
    PF_FORMAT_MERMAID, // the diagram of a recommendation, for Mermaid
    PF_FORMAT_DOT,     // the same for Graphviz
} pf_format;

// How much a finding of a check matters.
typedef enum pf_severity { PF_SEVERITY_OFF, PF_SEVERITY_HINT, PF_SEVERITY_INFO, PF_SEVERITY_WARNING, PF_SEVERITY_ERROR } pf_severity;

// How text is laid out; ignored by the other formats.
typedef struct pf_style {
    unsigned width; // columns; 0 means 80
    bool color;     // ANSI escape sequences
    bool verbose;   // all evidence, trade-offs and considerations instead of the first ones
} pf_style;

// The library's version, as "major.minor.patch": that of the library which is run, as PF_VERSION is that of this header. Never freed.
PF_API const char *pf_version(void);

// A place to collect messages; NULL when memory is exhausted. Freed with pf_messages_free, which takes NULL.
PF_API pf_messages *pf_messages_new(void);
PF_API void pf_messages_free(pf_messages *messages);
// How many there are; `index` below is less than that.
PF_API size_t pf_messages_count(const pf_messages *messages);
PF_API size_t pf_messages_errors(const pf_messages *messages); // how many of them are errors
// Its strings live until the messages are cleared or freed.
PF_API pf_message pf_messages_get(const pf_messages *messages, size_t index);
// "file:line:column: error: text [code]" and a line feed, for message `index`. False when memory is exhausted, which is then
// the last of the messages, an error.
PF_API bool pf_messages_format(pf_messages *messages, size_t index, pf_output *output);

// Forgets them all, and what pf_messages_get gave: who goes on without an end keeps no messages that were shown.
PF_API void pf_messages_clear(pf_messages *messages);

// That of the candidates which is nearest to `name`, when it is near enough to be a slip of the hand; else NULL. For did-you-mean messages.
PF_API const char *pf_suggest(const char *name, const char *const *candidates, size_t count);

// Frees the bytes, and leaves the output empty; one that is empty may be released too.
PF_API void pf_output_release(pf_output *output);

// The default rules and, on top of them, the rule files (*.yaml) of each path, a folder (walked, in order of names) or a file.
// NULL, with at least one error among the messages, when anything is wrong with them. Freed with pf_rules_free, which takes
// NULL, after every analysis made with it.
PF_API pf_rules *pf_rules_load(const char *const *paths, size_t count, pf_messages *messages);
PF_API void pf_rules_free(pf_rules *rules);

// A fact given from outside, such as {"read_write_ratio", "100:1"}; it stands above what the text says.
typedef struct pf_setting {
    const char *fact;
    const char *value;
} pf_setting;

// Whether the rules have this pattern (NULL: none is asked for) and can take these settings: what can be known before a text is
// read. False, with an error among the messages for each that they have not.
PF_API bool pf_rules_accept(const pf_rules *rules, const char *pattern, const pf_setting *settings, size_t setting_count,
                            pf_messages *messages);

// Analyses a text in memory, or a file ("-" is standard input). `name` is what reports call it; a name that ends in .txt is
// plain text, everything else Markdown. `bytes`, which are not copied, and the rules are to stay as they are until the analysis is freed;
// `name` and the settings are copied. NULL, with an error among the messages, when the input cannot be used (see
// patfinder(1), DIAGNOSTICS) or a setting is wrong. Freed with pf_analysis_free, which takes NULL.
PF_API pf_analysis *pf_analyze(const pf_rules *rules, const char *name, const char *bytes, size_t length,
                               const pf_setting *settings, size_t setting_count, pf_messages *messages);
PF_API pf_analysis *pf_analyze_file(const pf_rules *rules, const char *path, const pf_setting *settings,
                                    size_t setting_count, pf_messages *messages);
// The same text with other settings, which is not read again: those of the first analysis do not carry over. NULL, with an error
// among the messages, when a setting is wrong or memory is exhausted. Freed with pf_analysis_free, before `analysis` is.
PF_API pf_analysis *pf_analyze_again(const pf_analysis *analysis, const pf_setting *settings, size_t setting_count,
                                     pf_messages *messages);
PF_API void pf_analysis_free(pf_analysis *analysis);

// Records in newline-delimited JSON, {"id": "a", "text": "..."} on each line, one after the other in memory for one of them. Other keys
// are passed over, and so are blank lines. See patfinder(1), RECORDS.
typedef struct pf_records pf_records;

// A record, or one that cannot be used. Strings live until the next one is taken.
typedef struct pf_text_record {
    const char *source; // its id; of one without an id its place, "name:line"
    const char *text;   // `length` bytes as they are in the record, which whatever analyses them checks
    size_t length;
} pf_text_record;

typedef enum pf_record_status {
    PF_RECORD_READ,
    PF_RECORD_WRONG, // it has a source and no text, and an error among the messages says why; the next call goes on behind it
    PF_RECORD_END,   // there are no more, or (with an error among the messages) the stream cannot be read further
} pf_record_status;

// Opens a file, or ("-") standard input; records are of one thread at a time. `wait` (or NULL) is called before each time that more bytes
// are waited for: what was said of the records before is to be sent out by then to whoever gives the next one only when he has it. NULL,
// with an error among the messages, when it cannot be opened. Freed with pf_records_close, which takes NULL.
PF_API pf_records *pf_records_open(const char *path, void (*wait)(void *context), void *context, pf_messages *messages);
// The next record; what was given before is forgotten. Memory that is exhausted ends the stream, with an error.
PF_API pf_record_status pf_records_next(pf_records *records, pf_text_record *record, pf_messages *messages);
PF_API void pf_records_close(pf_records *records);
// What stands for a record that cannot be answered: an object on one line, with the errors among the messages. False, with one more of
// them, when memory is exhausted.
PF_API bool pf_write_record_error(const char *source, pf_output *output, pf_messages *messages);

// Reports. Each gives false, with an error among the messages, when memory is exhausted, the pattern does not exist (a
// did-you-mean names the nearest), or the format is not one that the report has. `output` is then left empty; else the caller releases it.
// This holds for all functions that begin with pf_write_, and for those further down that take an output.
// Of a recommendation there are also PF_FORMAT_HTML, PF_FORMAT_MERMAID and PF_FORMAT_DOT.
PF_API bool pf_write_recommendation(const pf_analysis *analysis, pf_format format, pf_style style, pf_output *output,
                                    pf_messages *messages);
PF_API bool pf_write_facts(const pf_analysis *analysis, pf_format format, pf_style style, pf_output *output,
                           pf_messages *messages);
PF_API bool pf_write_explanation(const pf_analysis *analysis, const char *pattern, pf_format format, pf_style style,
                                 pf_output *output, pf_messages *messages);
// What comes out otherwise: `after` is of the same text, by the same rules, with other settings (pf_analyze_again). Of one pattern
// with all that changes for it, or (NULL) of those whose level or option to start with changes.
PF_API bool pf_write_difference(const pf_analysis *before, const pf_analysis *after, const char *pattern, pf_format format, pf_style style,
                                pf_output *output, pf_messages *messages);
// In short, as text: the facts that are others, and the patterns that are recommended in one and not in the other, or with another option
// to start with.
PF_API bool pf_write_turns(const pf_analysis *before, const pf_analysis *after, pf_style style, pf_output *output, pf_messages *messages);
PF_API bool pf_write_list(const pf_rules *rules, pf_format format, pf_style style, pf_output *output, pf_messages *messages);
// The cheat sheet: of each pattern the problem, the signs and numbers that call for it, its options, simplest first, with technologies, and
// its pitfalls, in a line each. It exists as PF_FORMAT_TEXT, PF_FORMAT_MARKDOWN and PF_FORMAT_HTML, which prints on one page of A4.
PF_API bool pf_write_cheatsheet(const pf_rules *rules, pf_format format, pf_style style, pf_output *output, pf_messages *messages);
PF_API bool pf_write_pattern(const pf_rules *rules, const char *pattern, pf_format format, pf_style style, pf_output *output,
                             pf_messages *messages);

// A check of design documents: what a good reviewer would say of each. See patfinder-check(1) for the findings and the configuration.
typedef struct pf_check pf_check;

// What is wanted of a check; all zero is the default.
typedef struct pf_check_options {
    const char *const *rules; // paths, as for pf_rules_load; those of configurations come on top of them
    size_t rule_count;
    size_t standing_rule_count; // so many at the beginning of `rules` are there for every run: pf_write_check_configuration tells them apart
    const pf_setting *settings; // for every document
    size_t setting_count;
    const char *const *expect, *const *require, *const *forbid; // ids of patterns; NULL: what the configuration or the document says; a list of none: that there are none
    size_t expect_count, require_count, forbid_count;
    bool has_fail_on; // else what the configuration says, or PF_SEVERITY_WARNING
    pf_severity fail_on;
    const char *baseline; // a file; NULL: that of the configuration
    bool ignore_baselines; // report what they list too: for writing a new one
    bool keep_texts; // keep the documents, and what is recommended for each: PF_FORMAT_HTML shows them
    size_t threads; // that examine documents, the calling one among them; 0 is 1. What is found does not depend on it.
    void (*progress)(void *context, size_t done, size_t total); // called before documents, by the calling thread; NULL: not at all
    void *context;
} pf_check_options;

// Checks documents: files, "-" (standard input), and the *.md, *.markdown and *.txt files below folders. What cannot be read is an error
// among the messages and hides nothing of the others. `options`, with what they point at, and `messages` are to live as long as the check
// does, and the messages are not to be used by another thread meanwhile. NULL when memory is exhausted. Freed with pf_check_free, which
// takes NULL.
PF_API pf_check *pf_check_paths(const pf_check_options *options, const char *const *paths, size_t count, pf_messages *messages);
PF_API void pf_check_free(pf_check *check);
// How many findings, neither waived nor in the baseline, are of the severity at which the check fails, or worse.
PF_API size_t pf_check_failures(const pf_check *check);
// With the messages of the check: SARIF and JUnit also tell the errors among them. When nothing could be read because of an error, the
// formats for people (text, Markdown, HTML) are empty, and the others are documents without findings. HTML takes a check that was made
// with `keep_texts`.
PF_API bool pf_write_findings(const pf_check *check, pf_format format, pf_style style, pf_output *output, pf_messages *messages);
// How much was read, and how many findings there are of each kind: a few lines of text.
PF_API bool pf_write_check_statistics(const pf_check *check, pf_output *output, pf_messages *messages);
// A baseline, for the file at `path`, of all findings that are not waived.
PF_API bool pf_write_baseline(pf_check *check, const char *path, pf_output *output, pf_messages *messages);
// A check of texts that come one after the other, such as records, in memory for one of them: each is judged by itself, as standard
// input is, by the configuration of the working directory. `options` and `messages` are to live as long as the check does. NULL, with an
// error among the messages, when the configuration, the rules or the baseline cannot be used. Freed with pf_check_free.
PF_API pf_check *pf_check_begin(const pf_check_options *options, pf_messages *messages);
// Checks a text; the one before is forgotten. `name` is what reports call it; it and `bytes` live until the next one. False when it cannot
// be checked, which an error among the messages says.
PF_API bool pf_check_text(pf_check *check, const char *name, const char *bytes, size_t length);
// What was found in the latest text: an object on one line, with its name.
PF_API bool pf_write_checked_text(const pf_check *check, pf_output *output, pf_messages *messages);
// What is in force for a document or a folder, and from where.
PF_API bool pf_write_check_configuration(const pf_check_options *options, const char *path, pf_output *output, pf_messages *messages);

// The facts that are not known and whose values would change what is recommended, with a question for each; that of which most is expected
// to change comes first. Strings live as long as the rules. To be asked one at a time: answer the first, analyse the text again with the
// answer among the settings, and go on with what that leaves open.
typedef struct pf_open_fact {
    const char *fact;    // its name, for pf_setting
    const char *title;   // what it is
    const char *ask;     // a question for it
    const char *example; // of a value
} pf_open_fact;

// How many there are; `index` below is less than that. Nothing fails.
PF_API size_t pf_analysis_questions(const pf_analysis *analysis);
PF_API pf_open_fact pf_analysis_question(const pf_analysis *analysis, size_t index);
// One of them as text for people, with what it decides and how to answer it; and all of them.
PF_API bool pf_write_question(const pf_analysis *analysis, size_t index, pf_style style, pf_output *output, pf_messages *messages);
PF_API bool pf_write_questions(const pf_analysis *analysis, pf_format format, pf_style style, pf_output *output, pf_messages *messages);

typedef enum pf_answer {
    PF_ANSWER_VALUE,
    PF_ANSWER_UNSURE, // "don't know", or nothing
    PF_ANSWER_WRONG,  // the output says how to write it, or that there is no such fact
    PF_ANSWER_FAILED, // an error among the messages
} pf_answer;

// Reads what somebody answers to the question for a fact: "100:1", "about 5 million users", "20 min I think", "don't know". A number alone
// is to one in a ratio, and per second in a rate. Of a value `output` becomes what pf_setting takes for it; whatever it becomes, the caller
// releases it.
PF_API pf_answer pf_answer_read(const pf_rules *rules, const char *fact, const char *line, pf_output *output, pf_messages *messages);

// Practising, which is of one thread at a time (several may share the folder of a history): somebody says which patterns a text calls for,
// and is graded by what the analysis finds. Up to three questions a text: which patterns fit; which would fit with another number, or
// without a sentence (where that would change them); with which option of a pattern to start (where one is recommended that has several). A
// round: take a text; until pf_quiz_at says that it is done, write the question and answer it.
typedef struct pf_quiz pf_quiz;

// The file in the folder of a history; what is set aside or being written stands beside it, or beside what it leads to when it is a link.
#define PF_HISTORY_NAME "history.jsonl"

typedef struct pf_quiz_options {
    const char *history;     // the folder where what was answered is kept, such as $XDG_STATE_HOME/patfinder; NULL: nowhere. Copied
    long long now;           // seconds since 1970-01-01 UTC
    int utc_offset;          // seconds that local time is ahead of UTC; days are counted by it
    unsigned long long seed; // chooses among scenarios that are equally due
} pf_quiz_options;

typedef enum pf_quiz_step { PF_QUIZ_PATTERNS, PF_QUIZ_CHANGE, PF_QUIZ_OPTION, PF_QUIZ_DONE } pf_quiz_step;

typedef enum pf_quiz_reply {
    PF_QUIZ_ANSWERED,       // it is graded, and the next step follows
    PF_QUIZ_HINTED,         // "?": the step is the same
    PF_QUIZ_SKIPPED,        // "s": the first step ends the text without grades, the others give the answer away
    PF_QUIZ_ENDED,          // "q": nothing else happens; whoever asks stops asking
    PF_QUIZ_NOT_UNDERSTOOD, // why stands in the output; the step is the same
    PF_QUIZ_FAILED,         // an error among the messages
} pf_quiz_reply;

// Reads the history; a corrupt one is set aside, with a warning. NULL, with an error among the messages, when it cannot be read. Freed with
// pf_quiz_free, which takes NULL, before the rules are.
PF_API pf_quiz *pf_quiz_new(const pf_rules *rules, const pf_quiz_options *options, pf_messages *messages);
PF_API void pf_quiz_free(pf_quiz *quiz);
// Takes the scenario of the rules that is most due, or a text of the user's own (`analysis` stays the caller's, and is to live until the
// next text is taken or the quiz is freed). False, with an error among the messages, when there is no scenario or memory is exhausted.
PF_API bool pf_quiz_choose(pf_quiz *quiz, pf_messages *messages);
PF_API bool pf_quiz_use(pf_quiz *quiz, const pf_analysis *analysis, pf_messages *messages);
// The step that is to be answered next, of the text that was taken.
PF_API pf_quiz_step pf_quiz_at(const pf_quiz *quiz);
// The names that answer the step, for completion; they live until the next text is taken. None when it is done, or memory is exhausted.
PF_API const char *const *pf_quiz_names(pf_quiz *quiz, size_t *count);
// The question of the step, as text; at the first one with the scenario.
PF_API bool pf_quiz_write_question(const pf_quiz *quiz, pf_style style, pf_output *output, pf_messages *messages);
// Takes an answer (letters, names or beginnings of names, "none"; "=" at the second step for those of before) or a command (?, s, q), and
// writes what there is to say about it. Blanks and a line feed around it do no harm. An answer to the first step goes into the history,
// with the time `now`; where that cannot be written, an error among the messages says so, and the round goes on.
PF_API pf_quiz_reply pf_quiz_answer(pf_quiz *quiz, const char *line, long long now, pf_style style, pf_output *output, pf_messages *messages);
// Whether the first question about this text was answered, and whether all that was answered is right.
PF_API bool pf_quiz_is_answered(const pf_quiz *quiz);
PF_API bool pf_quiz_is_right(const pf_quiz *quiz);
// The whole text with its grades, and the answers to the steps that were not answered; in JSON, or text. Empty as long as the first step is
// not answered.
PF_API bool pf_write_quiz(const pf_quiz *quiz, pf_format format, pf_style style, pf_output *output, pf_messages *messages);
// How it went so far: recall of each pattern, what is due, streaks.
PF_API bool pf_write_quiz_progress(const pf_quiz *quiz, pf_format format, pf_style style, pf_output *output, pf_messages *messages);

// For authors of rules. `pf_rules_test` runs the examples and scenarios of the rule files that were loaded on top of the default rules,
// or those of the default rules where there are none (of one pattern, system or scenario where `only` is not NULL), and writes what failed
// and a closing count; `*failed` becomes the number of failures.
PF_API bool pf_rules_test(const pf_rules *rules, const char *only, pf_output *output, size_t *failed, pf_messages *messages);
// Measures precision, recall and F1 per pattern on labelled texts: see patfinder-rules(5), LABELLED TEXTS. `path` is a folder or a file.
PF_API bool pf_rules_evaluate(const pf_rules *rules, const char *path, pf_format format, pf_style style, bool list_errors,
                              pf_output *output, pf_messages *messages);
// JSON Schemas, draft 2020-12; false when memory is exhausted, and else the caller releases the output. Of rule files on top of the default
// rules:
PF_API bool pf_rules_schema(pf_output *output);
// The JSON Schema of `recommend --format json`.
PF_API bool pf_recommendation_schema(pf_output *output);
// The JSON Schema of what `--what-if` gives with `--format json`.
PF_API bool pf_difference_schema(pf_output *output);
// The JSON Schema of `check --format json`.
PF_API bool pf_check_schema(pf_output *output);
// The JSON Schemas of what pf_write_checked_text and pf_write_record_error write.
PF_API bool pf_check_record_schema(pf_output *output);
PF_API bool pf_record_error_schema(pf_output *output);
// The JSON Schemas of `quiz --format json`, of `quiz --stats --format json` and of `ask --format json`.
PF_API bool pf_quiz_schema(pf_output *output);
PF_API bool pf_quiz_progress_schema(pf_output *output);
PF_API bool pf_questions_schema(pf_output *output);
// A rule file to start from, for a new pattern of that id. False, with an error among the messages, when it is no id or memory is
// exhausted.
PF_API bool pf_rules_template(const char *id, pf_output *output, pf_messages *messages);

#ifdef __cplusplus
}
#endif

#endif
