// SPDX-License-Identifier: MIT
// Tells fences in which writers put prose ("Functional requirements:" and bullets, estimates of scale) from code.
//
// Only the signs and shapes of the lines are looked at; no word of any language, spoken or programmed, is known here.
#ifndef PF_DOCUMENT_FENCE_H
#define PF_DOCUMENT_FENCE_H

#include "document/plain.h"

// Whether the name behind the opening marks leaves open what the fence contains: none, or that of text or Markdown.
bool pf_fence_can_be_prose(const char *language, size_t length);

// Whether most lines are prose: three of five of those that can be told.
bool pf_fence_is_prose(const char *source, const pf_text_line *lines, size_t count);

#endif
