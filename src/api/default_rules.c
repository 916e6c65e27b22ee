// SPDX-License-Identifier: MIT
// The default rules, compiled into the program by src/tools/compile_rules.c.
//
// They stand there without relocations: those made every run of the program begin with copying 700 pages, one fault after another, which
// took longer than all the rest. So pointers are distances, and what holds them is copied when the rules are wanted.
#include "rules/ruleset.h"

#include <string.h>

// The rule set first. A pointer is the distance of what it points to from the beginning of this or, beyond its size, from that of the
// texts and tables (pf_rules_flat).
extern const uintptr_t pf_rules_structs[] __attribute__((visibility("hidden")));
extern const size_t pf_rules_struct_words __attribute__((visibility("hidden")));
// A bit for each word: it is a pointer.
extern const uint64_t pf_rules_pointers[] __attribute__((visibility("hidden")));

static uintptr_t address(const uintptr_t *structs, uintptr_t distance)
{
    size_t size = pf_rules_struct_words * sizeof *structs;
    return distance < size ? (uintptr_t)structs + distance : (uintptr_t)pf_rules_flat + (distance - size);
}

const pf_ruleset *pf_ruleset_default(pf_arena *keep)
{
    uintptr_t *structs = pf_arena_array(keep, pf_rules_struct_words, sizeof *structs);
    if (!structs)
        return NULL;
    memcpy(structs, pf_rules_structs, pf_rules_struct_words * sizeof *structs);
    for (size_t i = 0; i < pf_rules_struct_words; i += 64)
        for (uint64_t bits = pf_rules_pointers[i / 64]; bits; bits &= bits - 1) {
            uintptr_t *word = &structs[i + (size_t)__builtin_ctzll(bits)];
            *word = address(structs, *word);
        }
    return (const pf_ruleset *)structs;
}
