// SPDX-License-Identifier: MIT
// Finds all phrases of one or two phrase indexes in a text.
#ifndef PF_MATCH_SCAN_H
#define PF_MATCH_SCAN_H

#include "match/hits.h"
#include "match/index.h"
#include "text/token.h"

enum { PF_LAYERS = 2 };

// Finds, for every set and every place where a phrase of it begins, the shortest occurrence. `indexes` are the layers of
// a rule set, lowest first, 1 to PF_LAYERS. Results are owned by the arena. False when memory is exhausted.
bool pf_scan(pf_arena *arena, const pf_text *text, const pf_index *const *indexes, size_t index_count, pf_hits *hits);

#endif
