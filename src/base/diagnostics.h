// SPDX-License-Identifier: MIT
// Errors and warnings: what is wrong, where, and how to mend it, collected for the caller to show.
#ifndef PF_BASE_DIAGNOSTICS_H
#define PF_BASE_DIAGNOSTICS_H

#include "base/arena.h"
#include "base/buffer.h"

typedef enum pf_diagnostic_severity { PF_WARNING, PF_ERROR } pf_diagnostic_severity;

typedef struct pf_diagnostic {
    pf_diagnostic_severity severity;
    const char *code; // stable, in kebab-case; stands in the manual
    const char *file; // NULL when it is about no file
    uint32_t line;    // 1-based; 0: the file as a whole
    uint32_t column;  // 1-based, in characters; 0: the line as a whole
    const char *message;
} pf_diagnostic;

// Embedded by its owner. Messages and file names are copied into its arena. Once memory is exhausted `errors` still
// counts, and `exhausted` is set.
typedef struct pf_diagnostics {
    pf_arena arena;
    pf_diagnostic *items;
    size_t count, capacity;
    size_t errors;
    bool exhausted;
} pf_diagnostics;

void pf_diagnostics_init(pf_diagnostics *diagnostics);
void pf_diagnostics_release(pf_diagnostics *diagnostics);

// Counts it; keeps it unless the same was said lately.
void pf_diagnostics_add(pf_diagnostics *diagnostics, pf_diagnostic_severity severity, const char *code, const char *file,
                        uint32_t line, uint32_t column, const char *format, ...)
    __attribute__((format(printf, 7, 8)));

// Appends "file:line:column: error: message [code]" and a line feed. What names and messages hold of controls becomes
// visible.
void pf_diagnostic_write(const pf_diagnostic *diagnostic, pf_buffer *buffer);

// The candidate nearest to `name` by edit distance, when it is near enough to be a slip of the hand; else NULL.
// Optimal string alignment distance (Damerau 1964): at most a third of the name's length, at least 1.
const char *pf_nearest_name(const char *name, const char *const *candidates, size_t count);

// The names of a list's elements: the strings at `offset` in `count` elements of `size` bytes each. NULL is no name.
typedef struct pf_names {
    const void *items;
    size_t count, size, offset;
} pf_names;
#define PF_NAMES(list, type, member) ((pf_names){(list).items, (list).count, sizeof(type), offsetof(type, member)})
const char *pf_name_at(const pf_names *names, size_t index);

// How a message on an unknown name ends: "; did you mean 'NEAREST'?", or `otherwise` where none is near.
typedef struct pf_hint {
    char text[128];
} pf_hint;
pf_hint pf_did_you_mean(const char *name, pf_names names, const char *otherwise);

#endif
