// SPDX-License-Identifier: MIT
// Bytes without one of which a regular expression cannot match: a text is looked through for them far faster than matched.
#ifndef PF_MATCH_REQUIRED_H
#define PF_MATCH_REQUIRED_H

#include <stdbool.h>
#include <stddef.h>

// Fills in the bytes of which every match has at least one. Only digits, signs and the first bytes of characters beyond ASCII count, as
// they are rare. False when no such set is known: then the expression may match anything.
bool pf_required_bytes(const char *expression, bool bytes[256]);

// Whether a text has one of these bytes; `bytes` NULL: none is asked for.
bool pf_has_required(const bool *bytes, const char *text, size_t length);

#endif
