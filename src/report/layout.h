// SPDX-License-Identifier: MIT
// Paragraphs wrapped to a width, with labels, hanging indents and colours; and rows of cells.
#ifndef PF_REPORT_LAYOUT_H
#define PF_REPORT_LAYOUT_H

#include "base/buffer.h"
#include "patfinder.h"

typedef enum pf_tone {
    PF_TONE_PLAIN,
    PF_TONE_HEADING,
    PF_TONE_ID,    // names that can be typed: of patterns, signals, options
    PF_TONE_GOOD,  // strong, fits
    PF_TONE_FAIR,  // likely
    PF_TONE_BAD,   // against
    PF_TONE_DIM,   // places, labels, less important things
    PF_TONE_QUOTE, // words from the text
    PF_TONE_LINK,  // an address: never broken
} pf_tone;

// Embedded by its owner; failures end up in `output->failed`.
typedef struct pf_layout {
    pf_buffer *output;
    size_t width;
    bool color;
    pf_buffer text;     // the open paragraph, made visible, with single blanks
    pf_buffer tones;    // one byte for each of its bytes
    size_t first, hang; // columns at which its first line and the following ones begin
} pf_layout;

void pf_layout_init(pf_layout *layout, pf_buffer *output, pf_style style);
void pf_layout_release(pf_layout *layout);

// Opens a paragraph: `label` (or NULL) at `indent`, its text from `column` on, its other lines from `hang` on. Columns
// shrink where the width is small.
void pf_layout_open(pf_layout *layout, size_t indent, pf_tone tone, const char *label, size_t column, size_t hang);
void pf_layout_add(pf_layout *layout, pf_tone tone, const char *bytes, size_t length);
void pf_layout_string(pf_layout *layout, pf_tone tone, const char *string);
void pf_layout_format(pf_layout *layout, pf_tone tone, const char *format, ...) __attribute__((format(printf, 3, 4)));
// Words of a document in quotation marks; long ones lose their middle.
void pf_layout_quote(pf_layout *layout, const char *bytes, size_t length);
void pf_layout_close(pf_layout *layout);

void pf_layout_blank(pf_layout *layout);
void pf_layout_heading(pf_layout *layout, const char *string);
// The columns that a string takes when it is made visible.
size_t pf_layout_columns(const char *string);
// A cell of a row: `string` made visible, in its tone, with blanks behind it up to `width` columns. Rows are no paragraphs: nothing
// is wrapped but in a last cell, and what is too long for its cell moves the rest of the row to the right.
void pf_layout_cell(pf_layout *layout, pf_tone tone, const char *string, size_t width);
// Opens a paragraph as the last cell of a row, which takes the lines that it needs; the cells before end at `column`.
void pf_layout_open_last_cell(pf_layout *layout, size_t column);
void pf_layout_end_row(pf_layout *layout);

// A whole paragraph of one tone at `indent`.
void pf_layout_paragraph(pf_layout *layout, size_t indent, pf_tone tone, const char *string);

#endif
