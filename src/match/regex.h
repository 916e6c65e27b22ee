// SPDX-License-Identifier: MIT
// Regular expressions, for what phrases cannot say. The only includer of pcre2.h is regex.c.
#ifndef PF_MATCH_REGEX_H
#define PF_MATCH_REGEX_H

#include <stdbool.h>
#include <stddef.h>

typedef struct pf_regex pf_regex;

// Compiles a Perl-compatible expression (UTF-8, case does not matter). NULL when it is wrong: `problem` (of `size` bytes) then
// says how, with the offset. Freed with pf_regex_free, which takes NULL.
pf_regex *pf_regex_new(const char *pattern, char *problem, size_t size);
void pf_regex_free(pf_regex *regex);

typedef enum pf_regex_status {
    PF_REGEX_NO_MATCH,
    PF_REGEX_MATCH,
    PF_REGEX_LIMIT, // the expression took too many steps or too much memory on this text; see limits.h
} pf_regex_status;

// Searches `text`, faster when it is done often; on a match, [*start, *end) are its bytes.
pf_regex_status pf_regex_search(pf_regex *regex, const char *text, size_t length, size_t *start, size_t *end);

#endif
