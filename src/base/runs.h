// SPDX-License-Identifier: MIT
// Runs of bytes of one class, sixteen at a time where the processor can: SSE2, which every x86-64 has. PF_PLAIN leaves that out.
#ifndef PF_BASE_RUNS_H
#define PF_BASE_RUNS_H

#include "base/bytes.h"

#if defined(__SSE2__) && !defined(PF_PLAIN)
#include <emmintrin.h>

// A bit for each of sixteen bytes that is an ASCII letter or digit. There are only signed comparisons, so that each class is moved to
// where the smallest numbers are.
static inline unsigned pf_letters_and_digits(const char *bytes)
{
    __m128i all = _mm_loadu_si128((const __m128i *)(const void *)bytes);
    __m128i small = _mm_or_si128(all, _mm_set1_epi8(0x20));
    __m128i letters = _mm_cmplt_epi8(_mm_add_epi8(small, _mm_set1_epi8((char)(0x80 - 'a'))), _mm_set1_epi8(-0x80 + 26));
    __m128i digits = _mm_cmplt_epi8(_mm_add_epi8(all, _mm_set1_epi8((char)(0x80 - '0'))), _mm_set1_epi8(-0x80 + 10));
    return (unsigned)_mm_movemask_epi8(_mm_or_si128(letters, digits));
}
#endif

// The first byte in [at, end) that is no ASCII letter or digit, else `end`. Bytes up to `readable` may be looked at.
static inline const char *pf_word_run_end(const char *at, const char *end, const char *readable)
{
#if defined(__SSE2__) && !defined(PF_PLAIN)
    for (; readable - at >= 16; at += 16) {
        unsigned others = ~pf_letters_and_digits(at) & 0xFFFFu;
        if (others) {
            at += __builtin_ctz(others);
            return at < end ? at : end;
        }
        if (end - at <= 16)
            return end;
    }
#else
    (void)readable;
#endif
    while (at < end && is_word_byte(*at) && (unsigned char)*at < 0x80)
        at++;
    return at;
}

#endif
