// SPDX-License-Identifier: MIT
// A growing byte string for output.
#ifndef PF_BASE_BUFFER_H
#define PF_BASE_BUFFER_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

// Embedded by its owner; `pf_buffer_init` before use, `pf_buffer_release` after. Once memory is exhausted `failed` stays
// set and everything appended is dropped, so that a writer checks once, at its end.
typedef struct pf_buffer {
    char *bytes; // NUL-terminated once anything was appended
    size_t length, capacity;
    bool failed;
} pf_buffer;

void pf_buffer_init(pf_buffer *buffer);
void pf_buffer_release(pf_buffer *buffer);

// Makes room for `length` more bytes and a NUL. False, and `failed`, when memory is exhausted.
bool pf_buffer_grow(pf_buffer *buffer, size_t length);

// Room for `length` bytes behind the others, for the caller to write and then to tell how far; NULL when memory is exhausted.
static inline char *pf_buffer_room(pf_buffer *buffer, size_t length)
{
    bool has_room = length < buffer->capacity - buffer->length && !buffer->failed;
    return has_room || pf_buffer_grow(buffer, length) ? buffer->bytes + buffer->length : NULL;
}

// `end` is in, or just behind, the room that was made.
static inline void pf_buffer_written(pf_buffer *buffer, char *end)
{
    buffer->length = (size_t)(end - buffer->bytes);
    *end = '\0';
}

void pf_buffer_append(pf_buffer *buffer, const char *bytes, size_t length);
void pf_buffer_string(pf_buffer *buffer, const char *string);
void pf_buffer_character(pf_buffer *buffer, char character);
void pf_buffer_repeat(pf_buffer *buffer, char character, size_t count);
void pf_buffer_format(pf_buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
void pf_buffer_format_list(pf_buffer *buffer, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));

#endif
