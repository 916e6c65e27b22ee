// SPDX-License-Identifier: MIT
// One recommended pattern in a page, and what several parts of pages are made of.
#ifndef PF_REPORT_HTML_PATTERN_H
#define PF_REPORT_HTML_PATTERN_H

#include "report/html_report.h"

// All of the assessment at `index`, which is recommended: evidence, options, pitfalls, and the rest on demand.
void pf_html_pattern(const pf_html_part *part, size_t index);

// A heading of a section (depth 0), of what stands in it (1), or of a part of that (2); `id` behind the prefix, or NULL.
void pf_html_open_heading(const pf_html_part *part, unsigned depth, const char *id);
void pf_html_close_heading(const pf_html_part *part, unsigned depth);
void pf_html_heading(const pf_html_part *part, unsigned depth, const char *id, const char *text);
void pf_html_number(const pf_html_part *part, size_t index);       // its number among those that are recommended
void pf_html_bar(const pf_html_part *part, const pf_assessment *assessment); // its level and certainty
// Words of the text in quotation marks; a link to where they stand, if they are marked.
void pf_html_quote(const pf_html_part *part, uint32_t start, uint32_t end);
void pf_html_arithmetic(pf_buffer *output, const char *arithmetic); // nothing for NULL

// Opens and ends a page that has such parts.
void pf_html_report_open(pf_buffer *output, const char *title);
void pf_html_footer(pf_buffer *output);

#endif
