// SPDX-License-Identifier: MIT
// Regular expressions, for what phrases cannot say.
#include "match/regex.h"

#include "base/limits.h"

#include <stdio.h>
#include <stdlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

// Searches after which an expression is compiled to machine code: that costs about as much as so many of them.
enum { SEARCHES_BEFORE_JIT = 8 };

struct pf_regex {
    pcre2_code *code;
    unsigned searches;
    pcre2_match_data *data;
    pcre2_match_context *context;
};

pf_regex *pf_regex_new(const char *pattern, char *problem, size_t size)
{
    int error = 0;
    PCRE2_SIZE offset = 0;
    pf_regex *regex = calloc(1, sizeof *regex);
    if (regex)
        regex->code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, PCRE2_UTF | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C,
                                    &error, &offset, NULL);
    if (regex && !regex->code) {
        PCRE2_UCHAR text[160] = "";
        pcre2_get_error_message(error, text, sizeof text);
        snprintf(problem, size, "%s, at offset %zu", (const char *)text, (size_t)offset);
        pf_regex_free(regex);
        return NULL;
    }
    if (regex) {
        regex->data = pcre2_match_data_create_from_pattern(regex->code, NULL);
        regex->context = pcre2_match_context_create(NULL);
    }
    if (!regex || !regex->data || !regex->context) {
        snprintf(problem, size, "out of memory");
        pf_regex_free(regex);
        return NULL;
    }
    pcre2_set_match_limit(regex->context, PF_LIMIT_REGEX_STEPS);
    pcre2_set_depth_limit(regex->context, PF_LIMIT_REGEX_DEPTH);
    pcre2_set_heap_limit(regex->context, PF_LIMIT_REGEX_HEAP_KIB);
    return regex;
}

void pf_regex_free(pf_regex *regex)
{
    if (!regex)
        return;
    pcre2_match_context_free(regex->context);
    pcre2_match_data_free(regex->data);
    pcre2_code_free(regex->code);
    free(regex);
}

pf_regex_status pf_regex_search(pf_regex *regex, const char *text, size_t length, size_t *start, size_t *end)
{
    if (++regex->searches == SEARCHES_BEFORE_JIT)
        pcre2_jit_compile(regex->code, PCRE2_JIT_COMPLETE); // where there is no JIT, it is interpreted as before
    int found = pcre2_match(regex->code, (PCRE2_SPTR)text, length, 0, PCRE2_NO_UTF_CHECK, regex->data, regex->context);
    if (found == PCRE2_ERROR_NOMATCH)
        return PF_REGEX_NO_MATCH;
    if (found < 0)
        return PF_REGEX_LIMIT;
    const PCRE2_SIZE *vector = pcre2_get_ovector_pointer(regex->data);
    *start = vector[0];
    *end = vector[1];
    return PF_REGEX_MATCH;
}
