// SPDX-License-Identifier: MIT
// An exercise of the quiz, step by step and as a whole, for people to read.
#include "report/quiz.h"

#include "report/passage.h"
#include "report/text.h"

enum { INDENT = 2, REASONS = 2, CLAUSES = 4, SENTENCES = 3 };

// What the steps share.
typedef struct quiz_page {
    const pf_exercise *exercise;
    pf_layout layout;
    pf_view view;
} quiz_page;

static void open_page(quiz_page *page, const pf_exercise *exercise, pf_style style, pf_buffer *output)
{
    page->exercise = exercise;
    pf_layout_init(&page->layout, output, style);
    pf_view_init(&page->view, exercise->result);
}

static void close_page(quiz_page *page)
{
    pf_view_release(&page->view);
    pf_layout_release(&page->layout);
}

static void put_choice(pf_layout *layout, size_t index, const char *title, const char *name)
{
    char letter[2] = {pf_choice_letter(index), '\0'};
    pf_layout_open(layout, INDENT, PF_TONE_ID, letter[0] ? letter : "-", INDENT + 2, INDENT + 4);
    pf_layout_string(layout, PF_TONE_PLAIN, title);
    pf_layout_string(layout, PF_TONE_PLAIN, " (");
    pf_layout_string(layout, PF_TONE_ID, name);
    pf_layout_string(layout, PF_TONE_PLAIN, ")");
    pf_layout_close(layout);
}

static void put_patterns(quiz_page *page)
{
    const pf_patterns *patterns = &page->exercise->rules->pack.patterns;
    for (size_t i = 0; i < patterns->count; i++)
        put_choice(&page->layout, i, patterns->items[i].title, patterns->items[i].id);
    pf_layout_paragraph(&page->layout, 0, PF_TONE_DIM, "Letters, names or their beginnings; \"none\" if none fits. ? is a hint, s skips, q ends.");
}

void pf_quiz_put_task(const pf_exercise *exercise, pf_style style, pf_buffer *output)
{
    quiz_page page;
    open_page(&page, exercise, style, output);
    if (exercise->scenario) {
        static const pf_highlights none;
        pf_layout_heading(&page.layout, exercise->scenario->title);
        pf_layout_blank(&page.layout);
        pf_passage_document(&page.layout, exercise->result->text->document, &none, INDENT);
        pf_layout_blank(&page.layout);
    }
    pf_layout_heading(&page.layout, "Which of these patterns does it call for?");
    put_patterns(&page);
    close_page(&page);
}

// --- Hints ----------------------------------------------------------------------------------------------------------

static void put_words(quiz_page *page, const pf_quiz_hint *hint)
{
    pf_highlights highlights = {.count = 0};
    for (size_t i = 0; i < hint->word_count; i++)
        pf_highlights_add(&highlights, hint->words[i]->start, hint->words[i]->end);
    if (hint->word_count)
        pf_passage_sentences(&page->layout, page->exercise->result->text, &highlights, INDENT, PF_HINT_WORDS);
    else
        pf_layout_paragraph(&page->layout, INDENT, PF_TONE_PLAIN, "No words of the text speak for a pattern or against one.");
}

static void put_numbers(quiz_page *page, const pf_quiz_hint *hint)
{
    for (size_t i = 0; i < hint->number_count; i++) {
        pf_layout_open(&page->layout, INDENT, PF_TONE_PLAIN, "-", INDENT + 2, INDENT + 2);
        pf_layout_string(&page->layout, PF_TONE_PLAIN, hint->numbers[i]);
        pf_layout_close(&page->layout);
    }
    if (hint->number_count == 0)
        pf_layout_paragraph(&page->layout, INDENT, PF_TONE_PLAIN, "No number decides here.");
}

void pf_quiz_put_hint(const pf_exercise *exercise, const pf_quiz_hint *hint, pf_style style, pf_buffer *output)
{
    static const char *const headings[] = {"Does the text ask for this?", "The telling words:", "The telling numbers:"};
    quiz_page page;
    open_page(&page, exercise, style, output);
    pf_layout_open(&page.layout, 0, PF_TONE_PLAIN, NULL, 0, 0);
    pf_layout_format(&page.layout, PF_TONE_DIM, "Hint %u of %d. ", hint->tier, PF_HINTS);
    pf_layout_string(&page.layout, PF_TONE_HEADING, headings[hint->tier - 1]);
    pf_layout_close(&page.layout);
    if (hint->problem)
        pf_layout_paragraph(&page.layout, INDENT, PF_TONE_PLAIN, hint->problem);
    if (hint->tier == 2)
        put_words(&page, hint);
    if (hint->tier == 3)
        put_numbers(&page, hint);
    close_page(&page);
}

// --- Grades ---------------------------------------------------------------------------------------------------------

static const struct {
    const char *label, *counted;
    pf_tone tone;
} verdicts[] = {
    [PF_VERDICT_RIGHT] = {"Right", "right", PF_TONE_GOOD},
    [PF_VERDICT_MISSED] = {"Missed", "missed", PF_TONE_BAD},
    [PF_VERDICT_UNCALLED] = {"Not called for", "not called for", PF_TONE_BAD},
    [PF_VERDICT_OPEN] = {"Open", "open", PF_TONE_FAIR},
};

static void put_counts(pf_layout *layout, const pf_grades *grades)
{
    const char *joint = "";
    pf_layout_open(layout, 0, PF_TONE_PLAIN, NULL, 0, 2);
    if (grades->all_right)
        pf_layout_string(layout, PF_TONE_GOOD, grades->counts[PF_VERDICT_RIGHT] ? "All right: " : "Right: nothing calls for a pattern here. ");
    for (int verdict = PF_VERDICT_RIGHT; verdict < PF_VERDICT_NONE; verdict++) {
        if (grades->counts[verdict] == 0)
            continue;
        pf_layout_format(layout, verdicts[verdict].tone, "%s%zu %s", joint, grades->counts[verdict], verdicts[verdict].counted);
        joint = ", ";
    }
    if (joint[0])
        pf_layout_string(layout, PF_TONE_PLAIN, ".");
    pf_layout_close(layout);
}

// Chooses the clauses that tell most: for a pattern, or against it. Their number.
static size_t choose_clauses(const pf_assessment *assessment, bool in_favour, const pf_evidence **chosen)
{
    size_t indices[CLAUSES], count = in_favour ? pf_view_choose(assessment, indices, CLAUSES) : 0;
    for (size_t i = 0; i < count; i++)
        chosen[i] = &assessment->evidence[indices[i]];
    for (size_t i = 0; !in_favour && i < assessment->evidence_count && count < CLAUSES; i++) {
        const pf_evidence *evidence = &assessment->evidence[i];
        bool points = pf_evidence_quotes(evidence) || evidence->measured; // at something that can be looked up in the text
        if (evidence->certainty < 0 && points)
            chosen[count++] = evidence;
    }
    return count;
}

static void put_reason(pf_layout *layout, const char *reason, const char *arithmetic)
{
    pf_layout_open(layout, INDENT, PF_TONE_PLAIN, "-", INDENT + 2, INDENT + 2);
    pf_layout_string(layout, PF_TONE_PLAIN, reason);
    if (arithmetic) {
        pf_layout_string(layout, PF_TONE_DIM, " [");
        pf_layout_string(layout, PF_TONE_DIM, arithmetic);
        pf_layout_string(layout, PF_TONE_DIM, "]");
    }
    pf_layout_close(layout);
}

// The sentences that tell it with their telling words highlighted, and why they do.
static void put_clauses(quiz_page *page, const pf_assessment *assessment, bool in_favour)
{
    const pf_evidence *chosen[CLAUSES];
    size_t count = choose_clauses(assessment, in_favour, chosen);
    pf_highlights highlights = {.count = 0};
    for (size_t i = 0; i < count; i++)
        if (pf_evidence_quotes(chosen[i]))
            pf_highlights_add(&highlights, chosen[i]->start, chosen[i]->end);
    pf_passage_sentences(&page->layout, page->exercise->result->text, &highlights, INDENT, SENTENCES);
    for (size_t i = 0; i < count && i < REASONS; i++)
        put_reason(&page->layout, chosen[i]->because, chosen[i]->arithmetic);
}

static void put_missing(pf_layout *layout, const pf_assessment *assessment)
{
    for (size_t i = 0; i < assessment->missing_count; i++)
        put_reason(layout, assessment->missing[i], NULL);
    if (assessment->missing_count == 0 && assessment->unmet)
        put_reason(layout, assessment->unmet, NULL);
}

static void put_graded(quiz_page *page, const pf_graded *graded)
{
    const pf_assessment *assessment = graded->assessment;
    pf_layout *layout = &page->layout;
    pf_layout_blank(layout);
    pf_layout_open(layout, 0, PF_TONE_PLAIN, NULL, 0, INDENT);
    pf_layout_format(layout, verdicts[graded->verdict].tone, "%s: ", verdicts[graded->verdict].label);
    pf_text_add_verdict(layout, assessment);
    pf_layout_close(layout);
    put_clauses(page, assessment, graded->verdict != PF_VERDICT_UNCALLED);
    if (graded->verdict == PF_VERDICT_OPEN)
        put_missing(layout, assessment);
    if (!graded->pitfall)
        return;
    pf_layout_open(layout, INDENT, PF_TONE_FAIR, "You would run into:", 0, INDENT + 2);
    pf_layout_string(layout, PF_TONE_PLAIN, graded->pitfall->text);
    pf_layout_close(layout);
}

void pf_quiz_put_grades(const pf_exercise *exercise, pf_style style, pf_buffer *output)
{
    quiz_page page;
    open_page(&page, exercise, style, output);
    put_counts(&page.layout, &exercise->grades);
    for (int verdict = PF_VERDICT_RIGHT; verdict < PF_VERDICT_NONE; verdict++)
        for (size_t i = 0; i < exercise->grades.count; i++)
            if (exercise->grades.items[i].verdict == (pf_verdict)verdict)
                put_graded(&page, &exercise->grades.items[i]);
    close_page(&page);
}

// --- The same with another number -----------------------------------------------------------------------------------

// "with 2,000 instead of "5 million" (places)", or "without "They move.""
static void add_change(quiz_page *page)
{
    const pf_exercise *exercise = page->exercise;
    const pf_counterfactual *change = exercise->change;
    if (!change) {
        pf_spot spot = pf_view_spot(&page->view, exercise->omitted_start, exercise->omitted_end);
        pf_layout_string(&page->layout, PF_TONE_PLAIN, "without ");
        pf_layout_quote(&page->layout, spot.text, spot.length);
        return;
    }
    const pf_fact *fact = &exercise->rules->pack.facts.items[change->instead.fact];
    pf_layout *layout = &page->layout;
    pf_layout_string(layout, PF_TONE_PLAIN, "with ");
    pf_layout_string(layout, PF_TONE_HEADING, change->described);
    if (change->stated) {
        pf_spot spot = pf_view_spot(&page->view, change->start, change->end);
        pf_layout_string(layout, PF_TONE_PLAIN, " instead of ");
        pf_layout_quote(layout, spot.text, spot.length);
    }
    pf_layout_format(layout, PF_TONE_PLAIN, " (%s)", fact->title);
}

void pf_quiz_put_change(const pf_exercise *exercise, pf_style style, pf_buffer *output)
{
    quiz_page page;
    open_page(&page, exercise, style, output);
    pf_layout_open(&page.layout, 0, PF_TONE_PLAIN, NULL, 0, 0);
    pf_layout_string(&page.layout, PF_TONE_PLAIN, "The same, but ");
    add_change(&page);
    pf_layout_string(&page.layout, PF_TONE_PLAIN, ": which patterns does it call for then? ");
    pf_layout_string(&page.layout, PF_TONE_DIM, "\"=\" for those of before.");
    pf_layout_close(&page.layout);
    close_page(&page);
}

static void put_names(pf_layout *layout, const pf_grades *grades, pf_verdict verdict)
{
    const char *joint = "";
    if (grades->counts[verdict] == 0)
        return;
    pf_layout_format(layout, verdicts[verdict].tone, " %s: ", verdicts[verdict].label);
    for (size_t i = 0; i < grades->count; i++) {
        if (grades->items[i].verdict != verdict)
            continue;
        pf_layout_string(layout, PF_TONE_PLAIN, joint);
        pf_layout_string(layout, PF_TONE_ID, grades->items[i].assessment->pattern->id);
        joint = ", ";
    }
    pf_layout_string(layout, PF_TONE_PLAIN, ".");
}

void pf_quiz_put_change_grades(const pf_exercise *exercise, pf_style style, pf_buffer *output)
{
    quiz_page page;
    open_page(&page, exercise, style, output);
    pf_layout_open(&page.layout, 0, PF_TONE_PLAIN, NULL, 0, INDENT);
    if (!exercise->is_answered_after) {
        pf_layout_string(&page.layout, PF_TONE_PLAIN, "The same, but ");
        add_change(&page);
        pf_layout_string(&page.layout, PF_TONE_PLAIN, ":");
    } else {
        pf_layout_string(&page.layout, exercise->grades_after.all_right ? PF_TONE_GOOD : PF_TONE_BAD,
                         exercise->grades_after.all_right ? "Right." : "Not quite.");
        put_names(&page.layout, &exercise->grades_after, PF_VERDICT_MISSED);
        put_names(&page.layout, &exercise->grades_after, PF_VERDICT_UNCALLED);
        put_names(&page.layout, &exercise->grades_after, PF_VERDICT_OPEN);
    }
    pf_layout_close(&page.layout);
    pf_text_turns(&page.layout, &exercise->difference);
    close_page(&page);
}

// --- Where to start -------------------------------------------------------------------------------------------------

void pf_quiz_put_ladder(const pf_exercise *exercise, pf_style style, pf_buffer *output)
{
    quiz_page page;
    open_page(&page, exercise, style, output);
    pf_layout_open(&page.layout, 0, PF_TONE_PLAIN, NULL, 0, 0);
    pf_layout_string(&page.layout, PF_TONE_HEADING, exercise->ladder->pattern->title);
    pf_layout_string(&page.layout, PF_TONE_PLAIN, ": which option would you start with?");
    pf_layout_close(&page.layout);
    for (size_t i = 0; i < exercise->ladder->option_count; i++)
        put_choice(&page.layout, i, exercise->ladder->options[i].option->title, exercise->ladder->options[i].option->name);
    close_page(&page);
}

void pf_quiz_put_ladder_grade(const pf_exercise *exercise, pf_style style, pf_buffer *output)
{
    const pf_assessment *ladder = exercise->ladder;
    const pf_option_result *start = pf_view_start(ladder);
    bool right = exercise->is_option_answered && exercise->option == ladder->start_with;
    quiz_page page;
    open_page(&page, exercise, style, output);
    pf_layout_open(&page.layout, 0, PF_TONE_PLAIN, NULL, 0, INDENT);
    if (exercise->is_option_answered)
        pf_layout_string(&page.layout, right ? PF_TONE_GOOD : PF_TONE_BAD, right ? "Right. " : "Not quite. ");
    pf_layout_format(&page.layout, PF_TONE_PLAIN, "%s, start with ", ladder->pattern->title);
    pf_layout_string(&page.layout, PF_TONE_HEADING, start->option->title);
    pf_layout_string(&page.layout, PF_TONE_PLAIN, start->because ? ": " : ".");
    pf_layout_string(&page.layout, PF_TONE_PLAIN, start->because);
    pf_layout_close(&page.layout);
    if (exercise->is_option_answered && !right) {
        const pf_option_result *chosen = &ladder->options[exercise->option];
        pf_layout_open(&page.layout, INDENT, PF_TONE_PLAIN, "-", INDENT + 2, INDENT + 2);
        pf_layout_string(&page.layout, PF_TONE_PLAIN, chosen->option->title);
        pf_layout_string(&page.layout, PF_TONE_PLAIN, chosen->because ? ": " : NULL);
        pf_layout_string(&page.layout, PF_TONE_PLAIN, chosen->because);
        pf_layout_close(&page.layout);
    }
    if (ladder->next_step) {
        pf_layout_open(&page.layout, INDENT, PF_TONE_DIM, "Next:", 0, INDENT + 2);
        pf_layout_string(&page.layout, PF_TONE_PLAIN, ladder->next_step);
        pf_layout_close(&page.layout);
    }
    close_page(&page);
}

// --- All of it ------------------------------------------------------------------------------------------------------

void pf_text_exercise(const pf_exercise *exercise, pf_look look, pf_buffer *output)
{
    pf_quiz_put_grades(exercise, look.style, output);
    if (exercise->after) {
        pf_buffer_character(output, '\n');
        pf_quiz_put_change_grades(exercise, look.style, output);
    }
    if (exercise->ladder) {
        pf_buffer_character(output, '\n');
        pf_quiz_put_ladder_grade(exercise, look.style, output);
    }
}
