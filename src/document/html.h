// SPDX-License-Identifier: MIT
// The prose in blocks of raw HTML: many writers of Markdown set their tables, lists and headings in HTML.
//
// No parser of HTML as browsers have it (WHATWG HTML, section 13.2): tags part blocks, cells and lines, what stands between
// them is text; comments, scripts, styles and preformatted code are no prose.
#ifndef PF_DOCUMENT_HTML_H
#define PF_DOCUMENT_HTML_H

#include "document/plain.h"

// What is open across the lines of a block, and from one block of HTML to the next. Zeroed at the beginning of a document,
// but for `table_header`: PF_NONE.
typedef struct pf_html {
    uint32_t table_header; // block of the header row of the open table, else PF_NONE
    bool in_row;
    unsigned strong, code;
} pf_html;

// Whether there is a letter or digit of text between the tags.
bool pf_html_has_text(const char *source, const pf_text_line *lines, size_t count);

// Takes the tag in source bytes [start, end), which stands inside a paragraph, for what it parts: a heading, a line, a cell.
// False once the builder has failed.
bool pf_html_take_tag(pf_builder *builder, pf_html *html, size_t start, size_t end);

// Adds the prose in the lines to the container that is open. False once the builder has failed.
bool pf_html_read(pf_builder *builder, pf_html *html, const pf_text_line *lines, size_t count);

#endif
