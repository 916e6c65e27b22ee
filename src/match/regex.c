// SPDX-License-Identifier: MIT
// Regular expressions, for what phrases cannot say.
#include "match/regex.h"

#include "base/limits.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

// Always interpreted: machine code has other limits, wants memory that can be written and run, and gains no time that can be measured on
// 20 MB of text.
struct pf_regex {
    pcre2_code *code;
    pcre2_match_data *data;
    pcre2_match_context *usual, *dear; // with the steps of searches that cost little, and of others
};

static pcre2_match_context *make_context(uint32_t steps)
{
    pcre2_match_context *context = pcre2_match_context_create(NULL);
    if (!context)
        return NULL;
    pcre2_set_match_limit(context, steps);
    pcre2_set_depth_limit(context, PF_LIMIT_REGEX_DEPTH);
    pcre2_set_heap_limit(context, PF_LIMIT_REGEX_HEAP_KIB);
    return context;
}

// Takes over compiled code, also when it is NULL; NULL when memory is exhausted.
static pf_regex *make_regex(pcre2_code *code)
{
    pf_regex *regex = calloc(1, sizeof *regex);
    if (!code || !regex) {
        pcre2_code_free(code);
        free(regex);
        return NULL;
    }
    *regex = (pf_regex){code, pcre2_match_data_create_from_pattern(code, NULL), make_context(PF_LIMIT_REGEX_USUAL_STEPS),
                        make_context(PF_LIMIT_REGEX_STEPS)};
    if (!regex->data || !regex->usual || !regex->dear) {
        pf_regex_free(regex);
        return NULL;
    }
    return regex;
}

pf_regex *pf_regex_new(const char *pattern, char *problem, size_t size)
{
    int error = 0;
    PCRE2_SIZE offset = 0;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, PCRE2_UTF | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C,
                                     &error, &offset, NULL);
    pf_regex *regex = make_regex(code);
    if (!code) {
        PCRE2_UCHAR text[160] = "";
        pcre2_get_error_message(error, text, sizeof text);
        snprintf(problem, size, "%s, at offset %zu", (const char *)text, (size_t)offset);
    } else if (!regex) {
        snprintf(problem, size, "out of memory");
    }
    return regex;
}

const void *pf_regex_store(const pf_regex *regex, pf_arena *arena)
{
    const pcre2_code *code = regex->code;
    uint8_t *bytes = NULL;
    PCRE2_SIZE size = 0;
    if (pcre2_serialize_encode(&code, 1, &bytes, &size, NULL) < 0)
        return NULL;
    const void *stored = pf_arena_copy(arena, (const char *)bytes, size);
    pcre2_serialize_free(bytes);
    return stored;
}

pf_regex *pf_regex_restore(const void *stored)
{
    pcre2_code *code = NULL;
    return stored && pcre2_serialize_decode(&code, 1, stored, NULL) == 1 ? make_regex(code) : NULL;
}

void pf_regex_free(pf_regex *regex)
{
    if (!regex)
        return;
    pcre2_match_context_free(regex->usual);
    pcre2_match_context_free(regex->dear);
    pcre2_match_data_free(regex->data);
    pcre2_code_free(regex->code);
    free(regex);
}

static int match(const pf_regex *regex, const char *text, size_t length, pcre2_match_context *context)
{
    return pcre2_match(regex->code, (PCRE2_SPTR)text, length, 0, PCRE2_NO_UTF_CHECK, regex->data, context);
}

static pf_regex_status status_of(int found)
{
    switch (found) {
    case PCRE2_ERROR_NOMATCH: return PF_REGEX_NO_MATCH;
    case PCRE2_ERROR_NOMEMORY: return PF_REGEX_OUT_OF_MEMORY;
    case PCRE2_ERROR_DEPTHLIMIT: return PF_REGEX_DEPTH;
    case PCRE2_ERROR_HEAPLIMIT: return PF_REGEX_HEAP;
    default: return found < 0 ? PF_REGEX_STEPS : PF_REGEX_MATCH;
    }
}

pf_regex_status pf_regex_search(const pf_regex *regex, const char *text, size_t length, size_t *start, size_t *end, size_t *dear)
{
    int found = match(regex, text, length, regex->usual);
    bool is_dear = found == PCRE2_ERROR_MATCHLIMIT;
    *dear += is_dear;
    pf_regex_status status = status_of(is_dear ? match(regex, text, length, regex->dear) : found);
    if (status != PF_REGEX_MATCH)
        return status;
    // \K may set the beginning behind the end, where a look-ahead calls a group that has it.
    const PCRE2_SIZE *vector = pcre2_get_ovector_pointer(regex->data);
    *start = vector[0] < vector[1] ? vector[0] : vector[1];
    *end = vector[0] < vector[1] ? vector[1] : vector[0];
    return status;
}

static void free_regexes(pf_regexes *regexes)
{
    for (size_t i = 0; regexes && i < regexes->count; i++)
        pf_regex_free(regexes->items[i]);
    if (regexes)
        free(regexes->items);
    free(regexes);
}

static pf_regexes *take_spare(pf_regex_pool *pool)
{
    pf_regexes *regexes = NULL;
    for (size_t i = 0; pool && !regexes && i < PF_MOST_SPARE; i++)
        regexes = atomic_exchange(&pool->spare[i], NULL);
    return regexes;
}

pf_regexes *pf_regexes_take(pf_regex_pool *pool, size_t count)
{
    pf_regexes *regexes = take_spare(pool);
    if (regexes)
        return regexes;
    regexes = calloc(1, sizeof *regexes);
    if (regexes)
        *regexes = (pf_regexes){calloc(count ? count : 1, sizeof *regexes->items), count};
    if (regexes && !regexes->items) {
        free(regexes);
        return NULL;
    }
    return regexes;
}

// Those of one place move on to the next.
void pf_regexes_give_back(pf_regex_pool *pool, pf_regexes *regexes)
{
    for (size_t i = 0; pool && regexes && i < PF_MOST_SPARE; i++)
        regexes = atomic_exchange(&pool->spare[i], regexes);
    free_regexes(regexes);
}

void pf_regex_pool_release(pf_regex_pool *pool)
{
    for (size_t i = 0; i < PF_MOST_SPARE; i++)
        free_regexes(atomic_exchange(&pool->spare[i], NULL));
}
