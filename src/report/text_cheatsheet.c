// SPDX-License-Identifier: MIT
// The cheat sheet for people to read on a terminal.
#include "report/cheatsheet.h"
#include "report/text.h"

enum { LABEL = 2, TEXT = 12, ITEM = 15 }; // columns

// What is put together before it is laid out.
typedef struct text_sheet {
    pf_layout layout;
    pf_buffer text;
} text_sheet;

static void add_text(text_sheet *sheet, pf_tone tone)
{
    pf_layout_add(&sheet->layout, tone, sheet->text.bytes, sheet->text.length);
    sheet->text.length = 0;
}

static void put_row(text_sheet *sheet, const char *label)
{
    if (sheet->text.length == 0)
        return;
    pf_layout_open(&sheet->layout, LABEL, PF_TONE_DIM, label, TEXT, TEXT);
    add_text(sheet, PF_TONE_PLAIN);
    pf_layout_close(&sheet->layout);
}

// The first item of a list has the label of all.
static void open_item(text_sheet *sheet, const char *label, size_t index)
{
    if (index == 0)
        pf_layout_open(&sheet->layout, LABEL, PF_TONE_DIM, label, TEXT, ITEM);
    else
        pf_layout_open(&sheet->layout, TEXT, PF_TONE_PLAIN, NULL, TEXT, ITEM);
}

static void put_option(text_sheet *sheet, const pf_option *option, size_t index)
{
    open_item(sheet, "Options", index);
    pf_layout_format(&sheet->layout, PF_TONE_PLAIN, "%zu. ", index + 1);
    pf_cheatsheet_option(option, &sheet->text);
    add_text(sheet, PF_TONE_HEADING);
    pf_layout_string(&sheet->layout, PF_TONE_PLAIN, ": ");
    pf_cheatsheet_when(option, &sheet->text);
    add_text(sheet, PF_TONE_PLAIN);
    pf_cheatsheet_technologies(option, &sheet->text);
    if (sheet->text.length > 0) {
        pf_layout_string(&sheet->layout, PF_TONE_DIM, " (");
        add_text(sheet, PF_TONE_DIM);
        pf_layout_string(&sheet->layout, PF_TONE_DIM, ")");
    }
    pf_layout_close(&sheet->layout);
}

static void put_pattern(text_sheet *sheet, const pf_pattern *pattern)
{
    pf_layout_open(&sheet->layout, 0, PF_TONE_PLAIN, NULL, 0, LABEL);
    pf_cheatsheet_title(pattern, &sheet->text);
    add_text(sheet, PF_TONE_HEADING);
    pf_layout_string(&sheet->layout, PF_TONE_PLAIN, " (");
    pf_layout_string(&sheet->layout, PF_TONE_ID, pattern->id);
    pf_layout_string(&sheet->layout, PF_TONE_PLAIN, ")");
    pf_layout_close(&sheet->layout);
    pf_cheatsheet_problem(pattern, &sheet->text);
    put_row(sheet, "Problem");
    pf_cheatsheet_signs(pattern, &sheet->text);
    put_row(sheet, "Signs");
    pf_cheatsheet_numbers(pattern, &sheet->text);
    put_row(sheet, "Numbers");
    for (size_t i = 0; i < pattern->options.count; i++)
        put_option(sheet, &pattern->options.items[i], i);
    for (size_t i = 0; i < pf_cheatsheet_pitfall_count(pattern); i++) {
        open_item(sheet, "Pitfalls", i);
        pf_layout_string(&sheet->layout, PF_TONE_PLAIN, "-  ");
        pf_cheatsheet_pitfall(pattern, i, &sheet->text);
        add_text(sheet, PF_TONE_PLAIN);
        pf_layout_close(&sheet->layout);
    }
    pf_layout_blank(&sheet->layout);
}

void pf_text_cheatsheet(const pf_pattern *patterns, size_t count, pf_look look, pf_buffer *output)
{
    text_sheet sheet;
    pf_layout_init(&sheet.layout, output, look.style);
    pf_buffer_init(&sheet.text);
    for (size_t i = 0; i < count; i++)
        put_pattern(&sheet, &patterns[i]);
    pf_layout_paragraph(&sheet.layout, 0, PF_TONE_DIM, PF_CHEATSHEET_ADVICE " " PF_CHEATSHEET_MORE);
    pf_layout_release(&sheet.layout);
    output->failed = output->failed || sheet.text.failed;
    pf_buffer_release(&sheet.text);
}
