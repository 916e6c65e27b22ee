// SPDX-License-Identifier: MIT
// Text of others inside XML and HTML, such that it stays text: as content of an element or as the value of an attribute in double quotes.
#ifndef PF_REPORT_MARKUP_H
#define PF_REPORT_MARKUP_H

#include "base/buffer.h"

void pf_markup_add(pf_buffer *output, const char *bytes, size_t length); // white space as one blank each
void pf_markup_string(pf_buffer *output, const char *string);            // nothing for NULL
// As pf_markup_add, but tabs stay, and each end of a line (LF, CRLF, CR) is a line feed: for what keeps its lines.
void pf_markup_lines(pf_buffer *output, const char *bytes, size_t length);

// Whether it is a web address of no other than the usual signs, so that it may be a link.
bool pf_markup_is_address(const char *url);

#endif
