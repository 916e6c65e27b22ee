// SPDX-License-Identifier: MIT
// What the pages in HTML have in common: a page without script that loads nothing, in light and in dark, and the colours of patterns.
#ifndef PF_REPORT_HTML_H
#define PF_REPORT_HTML_H

#include "report/markup.h"
#include "report/writer.h"

// Opens a page as far as <body>. `style` is CSS behind the common one, which defines the colours --page, --card, --ink, --dim, --line,
// --good, --bad, and on the elements of class p0 to p9 those of a pattern: --hue, which can be read on --page and --card, and --tint, on
// which --ink can be read (contrast 4.5:1 and more: WCAG 2.1, 1.4.3).
// Media of print are always light.
void pf_html_open(pf_buffer *output, const char *title, const char *style);
void pf_html_close(pf_buffer *output);

void pf_html_recommendation(const pf_result *result, pf_look look, pf_buffer *output);
void pf_html_cheatsheet(const pf_pattern *patterns, size_t count, pf_look look, pf_buffer *output);

#endif
