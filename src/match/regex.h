// SPDX-License-Identifier: MIT
// Regular expressions, for what phrases cannot say. The only includer of pcre2.h is regex.c.
#ifndef PF_MATCH_REGEX_H
#define PF_MATCH_REGEX_H

#include "base/arena.h"

typedef struct pf_regex pf_regex;

// Compiles a Perl-compatible expression (UTF-8, case does not matter). NULL when it is wrong: `problem` (of `size` bytes) then
// says how, with the offset. Freed with pf_regex_free, which takes NULL.
pf_regex *pf_regex_new(const char *pattern, char *problem, size_t size);
void pf_regex_free(pf_regex *regex);

// The expression as it is compiled, without pointers, in memory of the arena, for pf_regex_restore; NULL when memory is exhausted.
const void *pf_regex_store(const pf_regex *regex, pf_arena *arena);
// The expression again, without compiling it, to be freed as above. NULL when nothing was stored, when memory is exhausted, and when what
// stored it was another version of the library: then it is to be compiled.
pf_regex *pf_regex_restore(const void *stored);

typedef enum pf_regex_status {
    PF_REGEX_NO_MATCH,
    PF_REGEX_MATCH,
    PF_REGEX_STEPS, // the expression took more steps on this text than it may, deeper ones, or more memory; see limits.h
    PF_REGEX_DEPTH,
    PF_REGEX_HEAP,
    PF_REGEX_DEAR, // never of one search: all those of a text that took more than usual were too many
    PF_REGEX_OUT_OF_MEMORY,
} pf_regex_status;

// Searches `text`; on a match, [*start, *end) are its bytes. `*dear` is counted up when that takes more than
// PF_LIMIT_REGEX_USUAL_STEPS.
pf_regex_status pf_regex_search(const pf_regex *regex, const char *text, size_t length, size_t *start, size_t *end, size_t *dear);

// The expressions of a rule set, each compiled on first use.
typedef struct pf_regexes {
    pf_regex **items;
    size_t count;
} pf_regexes;

// Keeps compiled expressions from one text to the next. Several threads may use a pool: whoever finds it empty compiles anew.
enum { PF_MOST_SPARE = 64 };
typedef struct pf_regex_pool {
    _Atomic(pf_regexes *) spare[PF_MOST_SPARE];
} pf_regex_pool;

// Expressions for `count` conditions, to be given back; NULL when memory is exhausted. `pool` may be NULL, both here and below.
pf_regexes *pf_regexes_take(pf_regex_pool *pool, size_t count);
void pf_regexes_give_back(pf_regex_pool *pool, pf_regexes *regexes);
void pf_regex_pool_release(pf_regex_pool *pool);

#endif
