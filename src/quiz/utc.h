// SPDX-License-Identifier: MIT
// Points in time as text in UTC (RFC 3339), whatever the time zone and the locale are.
#ifndef PF_QUIZ_UTC_H
#define PF_QUIZ_UTC_H

#include <stdbool.h>
#include <stdint.h>

// Bytes of "2026-11-26T22:37:46Z" and the NUL behind it.
enum { PF_UTC_SIZE = 21 };

// Writes `time`, in seconds since 1970-01-01 UTC. False when it is not in the years 0 to 9999; `text` is then empty.
bool pf_utc_write(int64_t time, char text[PF_UTC_SIZE]);

// Reads what the above writes, and nothing else: no other shape, no day that the calendar does not have. False when it is not that.
bool pf_utc_read(const char *text, int64_t *time);

#endif
