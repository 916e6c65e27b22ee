// SPDX-License-Identifier: MIT
// Binary search in records that stand in the order of one of their numbers.
#ifndef PF_BASE_SEARCH_H
#define PF_BASE_SEARCH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

// The position of the first of `count` records whose number is at least `value`; `count` when there is none. `numbers` is the number of
// the first record, `size` the bytes from one record to the next.
static inline size_t pf_first_at_least(const void *numbers, size_t size, size_t count, uint32_t value)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        uint32_t number;
        memcpy(&number, (const char *)numbers + middle * size, sizeof number);
        if (number < value)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// The same for an array of records and the name of their number.
#define PF_FIRST_AT_LEAST(records, member, count, value) pf_first_at_least(&(records)->member, sizeof *(records), count, value)

#endif
