// SPDX-License-Identifier: MIT
// Decides which fact each quantity of a text is.
#ifndef PF_FACTS_ASSIGN_H
#define PF_FACTS_ASSIGN_H

#include "facts/facts.h"

// The fact whose head nouns or context phrases tell most of this quantity; PF_UNRESOLVED when none tells enough.
uint32_t pf_fact_of_quantity(const pf_fact_source *source, const pf_quantity *quantity);

#endif
