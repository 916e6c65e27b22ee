// SPDX-License-Identifier: MIT
// What pages say of one text.
#ifndef PF_REPORT_HTML_REPORT_H
#define PF_REPORT_HTML_REPORT_H

#include "report/html_source.h"
#include "report/view.h"
#include "report/writer.h"

// One text in a page.
typedef struct pf_html_part {
    pf_buffer *output;
    pf_arena *arena;
    pf_view *view;
    const char *prefix;  // of all ids that are made for it
    unsigned level;      // of the headings of its sections, 2 or 3
    pf_html_mark *marks; // what is said about words of the text
    size_t mark_count;
} pf_html_part;

// What the parts of a page are made of: the answer in short; the text with its marks, which are `others` and those of the evidence; with
// it the picture and the recommended patterns; numbers, what was considered and left out, and what could be asked.
void pf_html_part_open(pf_html_part *part, pf_view *view, pf_arena *arena, const char *prefix, unsigned level, const pf_html_mark *others,
                       size_t other_count, pf_buffer *output);
void pf_html_answer(const pf_html_part *part);
void pf_html_text(const pf_html_part *part);
void pf_html_body(const pf_html_part *part); // with the text
void pf_html_rest(const pf_html_part *part);

#endif
