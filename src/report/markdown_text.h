// SPDX-License-Identifier: MIT
// Text of others inside Markdown, such that it stays text: no markup, no HTML, no mention, no link comes of it.
#ifndef PF_REPORT_MARKDOWN_TEXT_H
#define PF_REPORT_MARKDOWN_TEXT_H

#include "base/buffer.h"
#include "report/json_writer.h"
#include "report/view.h"

// Escaped for anywhere in a line of Markdown, table cells and HTML elements among them. Line ends become blanks.
void pf_markdown_add(pf_buffer *output, const char *bytes, size_t length);
void pf_markdown_string(pf_buffer *output, const char *string); // NULL: nothing

// The same in quotation marks, its middle left out when it is long.
void pf_markdown_quote(pf_buffer *output, const char *bytes, size_t length);

// Writes text, whose controls are visible already, for those who show it as it is or take it for Markdown: spaces without width part
// what would be a link, an element, a mention or the beginning of a heading, a list, code or a table. Emphasis stays.
void pf_markdown_json(pf_json *json, const char *key, const pf_buffer *visible);

// `url` between < and > when it is a plain web address, else escaped text.
void pf_markdown_link(pf_buffer *output, const char *url);

#endif
