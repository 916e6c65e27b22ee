// SPDX-License-Identifier: MIT
// What must be known of a Markdown text before it is parsed.
#ifndef PF_DOCUMENT_PRESCAN_H
#define PF_DOCUMENT_PRESCAN_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

// Bytes of front matter at the beginning: from "---" to "---" or "..." with "key:" lines between (YAML), or from "+++"
// to "+++" (TOML). 0 when there is none.
size_t pf_front_matter_length(const char *source, size_t length);

// Where the first line begins that opens more quotes and lists than the limit allows; in a code fence none does. `length` when there
// is none. md4c could cope with that, but takes time in proportion to the depth for every line; so this is asked before.
size_t pf_markdown_find_too_deep(const char *source, size_t length);

// The source, or, when it has runs of more lines than the limit that could be one paragraph, a copy of the same length
// without brackets in them. md4c 0.4.8 walks over all lines of a paragraph for every bracket. Lines that are too deep lose
// their first marker there: they stand in what was taken for a fence, and md4c may not see one. Comments lose their inner
// dashes, which make them text for md4c, and SVG elements that begin on a line of their own are blank. NULL: no memory.
const char *pf_without_costly_marks(pf_arena *arena, const char *source, size_t length);

#endif
