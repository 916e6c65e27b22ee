// SPDX-License-Identifier: MIT
// A growing byte string for output.
#include "base/buffer.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void pf_buffer_init(pf_buffer *buffer)
{
    *buffer = (pf_buffer){0};
}

void pf_buffer_release(pf_buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (pf_buffer){0};
}

// Room for `more` bytes and the closing NUL.
static bool reserve(pf_buffer *buffer, size_t more)
{
    if (buffer->failed)
        return false;
    if (more < buffer->capacity - buffer->length)
        return true;
    size_t capacity = buffer->capacity ? buffer->capacity : 256;
    while (capacity - buffer->length <= more && capacity <= SIZE_MAX / 2)
        capacity *= 2;
    char *bytes = capacity - buffer->length > more ? realloc(buffer->bytes, capacity) : NULL;
    if (!bytes) {
        buffer->failed = true;
        return false;
    }
    buffer->bytes = bytes;
    buffer->capacity = capacity;
    return true;
}

void pf_buffer_append(pf_buffer *buffer, const char *bytes, size_t length)
{
    if (!reserve(buffer, length))
        return;
    if (length)
        memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
    buffer->bytes[buffer->length] = '\0';
}

void pf_buffer_string(pf_buffer *buffer, const char *string)
{
    pf_buffer_append(buffer, string, strlen(string));
}

void pf_buffer_character(pf_buffer *buffer, char character)
{
    pf_buffer_append(buffer, &character, 1);
}

void pf_buffer_repeat(pf_buffer *buffer, char character, size_t count)
{
    for (size_t i = 0; i < count; i++)
        pf_buffer_character(buffer, character);
}

void pf_buffer_format_list(pf_buffer *buffer, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    if (length >= 0 && reserve(buffer, (size_t)length)) {
        vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, again);
        buffer->length += (size_t)length;
    } else {
        buffer->failed = true;
    }
    va_end(again);
}

void pf_buffer_format(pf_buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    pf_buffer_format_list(buffer, format, arguments);
    va_end(arguments);
}
