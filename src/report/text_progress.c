// SPDX-License-Identifier: MIT
// How the quiz went so far, for people to read: a table with bars, and streaks.
#include "report/text.h"

#include <inttypes.h>
#include <stdio.h>

enum {
    GAP = 2, // blanks between columns
    BAR_WIDTH = 10,
    PERCENT_WIDTH = 5, // " 100%"
    ASKED_WIDTH = 5,
    LABEL_WIDTH = 8,
};

typedef struct card_table {
    pf_layout *layout;
    bool titles;         // else ids, which are shorter
    size_t name_columns; // 0: names stand above what is said of them
} card_table;

typedef struct words {
    char text[32];
} words;

static words due_words(const pf_card *card)
{
    words result;
    if (!card->title)
        snprintf(result.text, sizeof result.text, "not in rules");
    else if (card->asked == 0)
        snprintf(result.text, sizeof result.text, "never asked");
    else if (card->days_left <= 0)
        snprintf(result.text, sizeof result.text, "now");
    else if (card->days_left == 1)
        snprintf(result.text, sizeof result.text, "tomorrow");
    else
        snprintf(result.text, sizeof result.text, "in %" PRId64 " days", card->days_left);
    return result;
}

static const char *name_of(const pf_card *card, bool titles)
{
    return titles && card->title ? card->title : card->id;
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

// Names that only the history has may be of any length, and do not decide.
static size_t widest_name(const pf_progress *progress, bool titles)
{
    size_t widest = 0;
    for (size_t i = 0; i < progress->count; i++)
        if (progress->cards[i].title)
            widest = larger(widest, pf_layout_columns(name_of(&progress->cards[i], titles)));
    return widest;
}

static size_t widest_due(const pf_progress *progress)
{
    size_t widest = 0;
    for (size_t i = 0; i < progress->count; i++)
        widest = larger(widest, pf_layout_columns(due_words(&progress->cards[i]).text));
    return widest;
}

// Titles where there is room for them, else ids, else titles in lines of their own.
static card_table plan_table(pf_layout *layout, const pf_progress *progress)
{
    size_t others = GAP + BAR_WIDTH + PERCENT_WIDTH + GAP + ASKED_WIDTH + GAP + widest_due(progress);
    size_t room = layout->width > others ? layout->width - others : 0;
    size_t titles = widest_name(progress, true), ids = widest_name(progress, false);
    if (titles <= room)
        return (card_table){layout, true, titles};
    if (ids <= room)
        return (card_table){layout, false, ids};
    return (card_table){layout, true, 0};
}

static void put_name(const card_table *table, pf_tone tone, const char *name)
{
    if (pf_layout_columns(name) <= table->name_columns) {
        pf_layout_cell(table->layout, tone, name, table->name_columns + GAP);
        return;
    }
    pf_layout_paragraph(table->layout, 0, tone, name);
    pf_layout_cell(table->layout, PF_TONE_PLAIN, "", table->name_columns + GAP);
}

static void put_head(const card_table *table)
{
    put_name(table, PF_TONE_HEADING, "Pattern");
    pf_layout_cell(table->layout, PF_TONE_HEADING, "Recall", BAR_WIDTH + PERCENT_WIDTH + GAP);
    pf_layout_cell(table->layout, PF_TONE_HEADING, "Asked", ASKED_WIDTH + GAP);
    pf_layout_cell(table->layout, PF_TONE_HEADING, "Due", 0);
    pf_layout_end_row(table->layout);
}

// Full only where nothing was missed.
static void put_bar(pf_layout *layout, int percent)
{
    for (int i = 1; i <= BAR_WIDTH; i++) {
        bool filled = percent * BAR_WIDTH >= 100 * i;
        pf_layout_cell(layout, filled ? PF_TONE_GOOD : PF_TONE_DIM, filled ? "█" : "░", 1);
    }
}

static void put_recall(pf_layout *layout, const pf_card *card)
{
    if (card->asked == 0) {
        pf_layout_cell(layout, PF_TONE_PLAIN, "", BAR_WIDTH + PERCENT_WIDTH + GAP);
        return;
    }
    int percent = pf_percent((double)card->recalled / (double)card->asked);
    words text;
    snprintf(text.text, sizeof text.text, "%*d%%", PERCENT_WIDTH - 1, percent);
    put_bar(layout, percent);
    pf_layout_cell(layout, PF_TONE_PLAIN, text.text, PERCENT_WIDTH + GAP);
}

static void put_card(const card_table *table, const pf_card *card, bool due)
{
    words asked;
    snprintf(asked.text, sizeof asked.text, "%*zu", ASKED_WIDTH, card->asked);
    put_name(table, PF_TONE_PLAIN, name_of(card, table->titles));
    put_recall(table->layout, card);
    pf_layout_cell(table->layout, PF_TONE_PLAIN, asked.text, ASKED_WIDTH + GAP);
    pf_layout_cell(table->layout, due ? PF_TONE_FAIR : PF_TONE_DIM, due_words(card).text, 0);
    pf_layout_end_row(table->layout);
}

static void put_table(pf_layout *layout, const pf_progress *progress)
{
    card_table table = plan_table(layout, progress);
    put_head(&table);
    for (size_t i = 0; i < progress->count; i++)
        put_card(&table, &progress->cards[i], i < progress->due);
}

static void open_line(pf_layout *layout, const char *label)
{
    pf_layout_open(layout, 0, PF_TONE_DIM, label, LABEL_WIDTH, LABEL_WIDTH);
}

static void put_streaks(pf_layout *layout, const pf_progress *progress)
{
    open_line(layout, "Rounds");
    pf_layout_format(layout, PF_TONE_PLAIN, "%zu (%zu all right)", progress->rounds, progress->all_right);
    pf_layout_close(layout);
    open_line(layout, "Streak");
    pf_layout_format(layout, PF_TONE_PLAIN, "%zu all right in a row (best %zu)", progress->streak, progress->best_streak);
    pf_layout_close(layout);
    open_line(layout, "Days");
    pf_layout_format(layout, PF_TONE_PLAIN, "%zu in a row", progress->days);
    pf_layout_close(layout);
}

static void put_beginning(pf_layout *layout)
{
    pf_layout_paragraph(layout, 0, PF_TONE_PLAIN, "There are no rounds of the quiz yet.");
    open_line(layout, "Begin");
    pf_layout_string(layout, PF_TONE_ID, "patfinder quiz");
    pf_layout_string(layout, PF_TONE_PLAIN, ", or with a system of your own: ");
    pf_layout_string(layout, PF_TONE_ID, "patfinder quiz FILE");
    pf_layout_close(layout);
}

void pf_text_progress(const pf_progress *progress, pf_look look, pf_buffer *output)
{
    pf_layout layout;
    pf_layout_init(&layout, output, look.style);
    if (progress->rounds == 0) {
        put_beginning(&layout);
    } else {
        put_table(&layout, progress);
        pf_layout_blank(&layout);
        put_streaks(&layout, progress);
    }
    pf_layout_release(&layout);
}
