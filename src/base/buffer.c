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

bool pf_buffer_grow(pf_buffer *buffer, size_t length)
{
    if (buffer->failed)
        return false;
    size_t capacity = buffer->capacity ? buffer->capacity : 256;
    while (capacity - buffer->length <= length && capacity <= SIZE_MAX / 2)
        capacity *= 2;
    char *bytes = capacity - buffer->length > length ? realloc(buffer->bytes, capacity) : NULL;
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
    char *at = pf_buffer_room(buffer, length);
    if (!at)
        return;
    if (length)
        memcpy(at, bytes, length);
    pf_buffer_written(buffer, at + length);
}

void pf_buffer_string(pf_buffer *buffer, const char *string)
{
    pf_buffer_append(buffer, string, strlen(string));
}

void pf_buffer_character(pf_buffer *buffer, char character)
{
    pf_buffer_repeat(buffer, character, 1);
}

void pf_buffer_repeat(pf_buffer *buffer, char character, size_t count)
{
    char *at = pf_buffer_room(buffer, count);
    if (!at)
        return;
    memset(at, character, count);
    pf_buffer_written(buffer, at + count);
}

void pf_buffer_format_list(pf_buffer *buffer, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    size_t room = buffer->failed ? 0 : buffer->capacity - buffer->length;
    int length = vsnprintf(room ? buffer->bytes + buffer->length : NULL, room, format, arguments);
    char *at = length < 0 ? NULL : pf_buffer_room(buffer, (size_t)length);
    if (at && (size_t)length >= room)
        vsnprintf(at, (size_t)length + 1, format, again);
    if (at)
        pf_buffer_written(buffer, at + length);
    else
        buffer->failed = true;
    va_end(again);
}

void pf_buffer_format(pf_buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    pf_buffer_format_list(buffer, format, arguments);
    va_end(arguments);
}
