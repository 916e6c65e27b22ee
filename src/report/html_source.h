// SPDX-License-Identifier: MIT
// A text in a page, with the words marked that something is said about; hover, a tap or the keyboard shows what.
#ifndef PF_REPORT_HTML_SOURCE_H
#define PF_REPORT_HTML_SOURCE_H

#include "base/arena.h"
#include "report/html.h"

#include <stdint.h>

// One thing that is said about words of the source.
typedef struct pf_html_mark {
    uint32_t start, end; // bytes of the source
    const char *style;   // class that gives its colours: "p3"
    const char *label;   // that stands behind the words and tells it from others without colour: the number of a pattern
    const char *title, *text, *detail; // what is said; `detail` may be NULL
    double weight;       // of overlapping ones the weightiest gives the colour
    size_t place;        // the number of the marked words, which have the id PREFIX-wN
} pf_html_mark;

extern const char pf_html_source_style[];

// Brings marks into the order of the text, and gives each its place.
void pf_html_place_marks(pf_html_mark *marks, size_t count);

// Writes the source as it is, line for line, with marks that have their places. `prefix` begins the ids.
void pf_html_source(pf_buffer *output, const char *source, size_t length, const pf_html_mark *marks, size_t count, const char *prefix);

#endif
