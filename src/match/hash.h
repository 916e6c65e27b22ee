// SPDX-License-Identifier: MIT
// The hash functions of the match tables. Not keyed: the tables hold only words of rule files, and look-ups verify.
#ifndef PF_MATCH_HASH_H
#define PF_MATCH_HASH_H

#include <stddef.h>
#include <stdint.h>

// FNV-1a, 32 bit (draft-eastlake-fnv), with a final mix so that the low bits can be used alone.
static inline uint32_t pf_hash(const char *bytes, size_t length)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
    return hash ^ hash >> 15;
}

// Two 32-bit numbers into one (the finalizer of MurmurHash3, Appleby 2011).
static inline uint32_t pf_hash_pair(uint32_t a, uint32_t b)
{
    uint64_t value = (uint64_t)a << 32 | b;
    value = (value ^ value >> 33) * UINT64_C(0xff51afd7ed558ccd);
    value = (value ^ value >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
    return (uint32_t)(value ^ value >> 33);
}

// The bit of a symbol in pf_trie.symbols.
static inline uint64_t pf_symbol_bit(uint32_t symbol)
{
    return UINT64_C(1) << (symbol & 63);
}

#endif
