// SPDX-License-Identifier: MIT
// Errors and warnings: what is wrong, where, and how to mend it, collected for the caller to show.
#include "base/diagnostics.h"

#include "base/visible.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { MESSAGE_SIZE = 2048, NAME_SIZE = 64, LOOK_BACK = 256 };

void pf_diagnostics_init(pf_diagnostics *diagnostics)
{
    *diagnostics = (pf_diagnostics){0};
    pf_arena_init(&diagnostics->arena);
}

void pf_diagnostics_release(pf_diagnostics *diagnostics)
{
    pf_arena_release(&diagnostics->arena);
    *diagnostics = (pf_diagnostics){0};
}

static bool append(pf_diagnostics *diagnostics, pf_diagnostic diagnostic)
{
    pf_diagnostic *items = pf_arena_grow(&diagnostics->arena, diagnostics->items, diagnostics->count,
                                         &diagnostics->capacity, sizeof *items);
    if (!items)
        return false;
    diagnostics->items = items;
    items[diagnostics->count++] = diagnostic;
    return true;
}

static bool is_same(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

// Whether it was said lately: what is wrong with the options shows with each configuration anew.
static bool is_repeated(const pf_diagnostics *diagnostics, const pf_diagnostic *diagnostic)
{
    for (size_t i = diagnostics->count; i > 0 && diagnostics->count - i < LOOK_BACK; i--) {
        const pf_diagnostic *other = &diagnostics->items[i - 1];
        if (other->line == diagnostic->line && other->column == diagnostic->column && other->severity == diagnostic->severity &&
            is_same(other->code, diagnostic->code) && is_same(other->message, diagnostic->message) && is_same(other->file, diagnostic->file))
            return true;
    }
    return false;
}

void pf_diagnostics_add(pf_diagnostics *diagnostics, pf_diagnostic_severity severity, const char *code, const char *file,
                        uint32_t line, uint32_t column, const char *format, ...)
{
    char text[MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (severity == PF_ERROR)
        diagnostics->errors++;
    if (is_repeated(diagnostics, &(pf_diagnostic){severity, code, file, line, column, text}))
        return;
    char *message = pf_arena_copy(&diagnostics->arena, text, strlen(text));
    char *name = file ? pf_arena_copy(&diagnostics->arena, file, strlen(file)) : NULL;
    pf_diagnostic diagnostic = {severity, code, name, line, column, message};
    if (!message || (file && !name) || !append(diagnostics, diagnostic))
        diagnostics->exhausted = true;
}

void pf_diagnostic_write(const pf_diagnostic *diagnostic, pf_buffer *buffer)
{
    if (diagnostic->file) {
        pf_visible_add_path(buffer, *diagnostic->file ? diagnostic->file : "''");
        if (diagnostic->line)
            pf_buffer_format(buffer, ":%u", diagnostic->line);
        if (diagnostic->line && diagnostic->column)
            pf_buffer_format(buffer, ":%u", diagnostic->column);
        pf_buffer_string(buffer, ": ");
    } else {
        pf_buffer_string(buffer, "patfinder: ");
    }
    const char *severity = diagnostic->severity == PF_ERROR ? "error" : "warning";
    pf_buffer_format(buffer, "%s: ", severity);
    pf_visible_add(buffer, diagnostic->message);
    pf_buffer_format(buffer, " [%s]\n", diagnostic->code);
}

static size_t least(size_t a, size_t b, size_t c)
{
    size_t lower = a < b ? a : b;
    return lower < c ? lower : c;
}

static size_t edit_distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t rows[3][NAME_SIZE + 1];
    for (size_t j = 0; j <= b_length; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            size_t change = a[i - 1] != b[j - 1];
            row[j] = least(above[j] + 1, row[j - 1] + 1, above[j - 1] + change);
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped && two_above[j - 2] + 1 < row[j])
                row[j] = two_above[j - 2] + 1;
        }
    }
    return rows[a_length % 3][b_length];
}

// The nearest so far; the next has to be nearer.
typedef struct name_search {
    const char *name, *nearest;
    size_t length, allowed;
} name_search;

static name_search search_for(const char *name)
{
    size_t length = strlen(name);
    return (name_search){name, NULL, length, length / 3 > 1 ? length / 3 : 1};
}

static void consider(name_search *search, const char *candidate)
{
    size_t other = candidate ? strlen(candidate) : 0;
    if (search->length == 0 || search->length > NAME_SIZE || other == 0 || other > NAME_SIZE)
        return;
    size_t distance = edit_distance(search->name, search->length, candidate, other);
    if (distance > search->allowed || (search->nearest && distance == search->allowed))
        return;
    search->nearest = candidate;
    search->allowed = distance;
}

const char *pf_nearest_name(const char *name, const char *const *candidates, size_t count)
{
    name_search search = search_for(name);
    for (size_t i = 0; i < count; i++)
        consider(&search, candidates[i]);
    return search.nearest;
}

const char *pf_name_at(const pf_names *names, size_t index)
{
    return *(const char *const *)(const void *)((const char *)names->items + index * names->size + names->offset);
}

pf_hint pf_did_you_mean(const char *name, pf_names names, const char *otherwise)
{
    name_search search = search_for(name);
    for (size_t i = 0; i < names.count; i++)
        consider(&search, pf_name_at(&names, i));
    pf_hint hint;
    if (search.nearest)
        snprintf(hint.text, sizeof hint.text, "; did you mean '%s'?", search.nearest);
    else
        snprintf(hint.text, sizeof hint.text, "%s", otherwise);
    return hint;
}
