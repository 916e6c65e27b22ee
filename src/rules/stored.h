// SPDX-License-Identifier: MIT
// Pointers within the conditions of the default rules, which stand in the program as they are (see api/default_rules.c).
//
// Such a pointer is an odd number: twice the distance from the beginning of the stored texts and tables, and one. All that a loader
// allocates stands at even addresses, so what it reads from files holds plain pointers, and both are followed alike.
#ifndef PF_RULES_STORED_H
#define PF_RULES_STORED_H

#include <stdint.h>

extern const char pf_rules_flat[] __attribute__((visibility("hidden")));

static inline const void *pf_stored_at(const void *pointer)
{
    uintptr_t bits = (uintptr_t)pointer;
    return bits & 1 ? pf_rules_flat + (bits >> 1) : pointer;
}

static inline const char *pf_stored_text(const char *text)
{
    return pf_stored_at(text);
}

#endif
