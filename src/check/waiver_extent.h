// SPDX-License-Identifier: MIT
// What a waiver holds for.
#ifndef PF_CHECK_WAIVER_EXTENT_H
#define PF_CHECK_WAIVER_EXTENT_H

#include "check/waivers.h"

// Whether a comment is shown to the reader. Code that shows a waiver, and prose that quotes one, waive nothing.
bool pf_waiver_is_shown(const pf_document *document, uint32_t at);

// Sets `from` and `to` of a waiver whose other members are known.
void pf_waiver_find_extent(const pf_document *document, pf_waiver *waiver);

#endif
