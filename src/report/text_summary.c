// SPDX-License-Identifier: MIT
// What is recommended, in a line or two for each pattern: a table where its columns have room, else one below the other.
#include "report/text.h"

#include <stdio.h>

enum { NUMBER = 3, GAP = 2, PER_CENT = 5, LEVEL = 6 };
enum { CERTAINTY = PF_TEXT_BAR_COLUMNS + PER_CENT + 1 + LEVEL, LEAST_START = 24 };

typedef struct pf_table {
    pf_layout *layout;
    size_t title; // the columns of the longest title
    size_t start; // the column of the options to start with
} pf_table;

// 100 would fill it: "  8%".
static void format_percent(char text[PER_CENT + 8], const pf_assessment *assessment)
{
    snprintf(text, PER_CENT + 8, "%*d%%", PER_CENT - 1, pf_percent(assessment->certainty));
}

static void put_header(const pf_table *table)
{
    pf_layout_cell(table->layout, PF_TONE_DIM, "", NUMBER);
    pf_layout_cell(table->layout, PF_TONE_DIM, "Pattern", table->title + GAP);
    pf_layout_cell(table->layout, PF_TONE_DIM, "Certainty", CERTAINTY + GAP);
    pf_layout_cell(table->layout, PF_TONE_DIM, "Start with", 0);
    pf_layout_end_row(table->layout);
}

static void put_row(const pf_table *table, const char *number, const pf_assessment *assessment)
{
    char bar[PF_TEXT_BAR_SIZE], percent[PER_CENT + 8];
    const pf_option_result *start = pf_view_start(assessment);
    pf_tone tone = pf_text_level_tone(assessment->level);
    pf_text_bar(bar, assessment->certainty);
    format_percent(percent, assessment);
    pf_layout_cell(table->layout, PF_TONE_PLAIN, number, NUMBER);
    pf_layout_cell(table->layout, PF_TONE_HEADING, assessment->pattern->title, table->title + GAP);
    pf_layout_cell(table->layout, tone, bar, PF_TEXT_BAR_COLUMNS);
    pf_layout_cell(table->layout, tone, percent, PER_CENT + 1);
    pf_layout_cell(table->layout, tone, pf_view_level_words(assessment->level), LEVEL + GAP);
    pf_layout_open_last_cell(table->layout, table->start);
    pf_layout_string(table->layout, PF_TONE_PLAIN, start ? start->option->title : NULL);
    pf_layout_close(table->layout);
}

static void put_stacked(pf_layout *layout, const char *number, const pf_assessment *assessment)
{
    char bar[PF_TEXT_BAR_SIZE];
    const pf_option_result *start = pf_view_start(assessment);
    pf_tone tone = pf_text_level_tone(assessment->level);
    pf_text_bar(bar, assessment->certainty);
    pf_layout_open(layout, 0, PF_TONE_PLAIN, number, NUMBER, NUMBER);
    pf_layout_string(layout, PF_TONE_HEADING, assessment->pattern->title);
    pf_layout_close(layout);
    pf_layout_open(layout, NUMBER, PF_TONE_PLAIN, NULL, NUMBER, NUMBER + GAP);
    pf_layout_string(layout, tone, bar);
    pf_layout_format(layout, tone, " %d%% %s", pf_percent(assessment->certainty), pf_view_level_words(assessment->level));
    pf_layout_string(layout, PF_TONE_PLAIN, start ? ": start with " : NULL);
    pf_layout_string(layout, PF_TONE_PLAIN, start ? start->option->title : NULL);
    pf_layout_close(layout);
}

void pf_text_summary(pf_layout *layout, const pf_result *result, size_t recommended)
{
    pf_table table = {.layout = layout};
    for (size_t i = 0; i < recommended; i++) {
        size_t columns = pf_layout_columns(result->assessments[i].pattern->title);
        table.title = columns > table.title ? columns : table.title;
    }
    table.start = NUMBER + table.title + GAP + CERTAINTY + GAP;
    bool has_columns = table.start + LEAST_START <= layout->width;
    if (has_columns)
        put_header(&table);
    for (size_t i = 0; i < recommended; i++) {
        char number[24];
        snprintf(number, sizeof number, "%zu.", i + 1);
        if (has_columns)
            put_row(&table, number, &result->assessments[i]);
        else
            put_stacked(layout, number, &result->assessments[i]);
    }
}
