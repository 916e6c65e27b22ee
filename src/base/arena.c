// SPDX-License-Identifier: MIT
// A growing region of memory that is freed all at once.
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct pf_arena_chunk {
    pf_arena_chunk *older;
    size_t size;
    bool is_lone; // handed out as a whole
    max_align_t bytes[];
};

// Sanitized builds take a chunk for each allocation, so that it shows when something reaches beyond one, and each of them can be made
// to fail.
#ifndef PF_ARENA_CHUNK
#define PF_ARENA_CHUNK (64 * 1024 - 64)
#endif
enum { CHUNK_SIZE = PF_ARENA_CHUNK, LARGE = 8 * 1024 - 8 };

static pf_arena_chunk *new_chunk(size_t size, bool zeroed)
{
    if (size > SIZE_MAX - sizeof(pf_arena_chunk))
        return NULL;
    pf_arena_chunk *chunk = zeroed ? calloc(1, sizeof *chunk + size) : malloc(sizeof *chunk + size);
    if (chunk)
        *chunk = (pf_arena_chunk){.size = size};
    return chunk;
}

void pf_arena_init(pf_arena *arena)
{
    *arena = (pf_arena){0};
}

void pf_arena_release(pf_arena *arena)
{
    pf_arena_chunk *chunk = arena->newest;
    while (chunk) {
        pf_arena_chunk *older = chunk->older;
        free(chunk);
        chunk = older;
    }
    *arena = (pf_arena){0};
}

// The link to the chunk that holds nothing but `items`, or NULL.
static pf_arena_chunk **link_of(pf_arena *arena, const void *items)
{
    for (pf_arena_chunk **link = &arena->newest; items && *link; link = &(*link)->older)
        if ((*link)->is_lone && (const void *)(*link)->bytes == items)
            return link;
    return NULL;
}

// Makes a chunk larger, which for a very large one moves pages and no bytes; NULL when memory is exhausted.
static void *enlarge(pf_arena_chunk **link, size_t size)
{
    pf_arena_chunk *chunk = size <= SIZE_MAX - sizeof *chunk ? realloc(*link, sizeof *chunk + size) : NULL;
    if (!chunk)
        return NULL;
    chunk->size = size;
    *link = chunk;
    return chunk->bytes;
}

// Its bytes are zeroed when they are handed out, where they are to be, so that no memory is touched that nobody asks for.
static bool add_chunk(pf_arena *arena, size_t least)
{
    pf_arena_chunk *chunk = new_chunk(least > CHUNK_SIZE ? least : CHUNK_SIZE, false);
    if (!chunk)
        return false;
    chunk->older = arena->newest;
    arena->newest = chunk;
    arena->used = 0;
    return true;
}

// A chunk of its own for something large, so that the rest of the newest one is not lost.
static void *add_large(pf_arena *arena, size_t size, bool zeroed)
{
    pf_arena_chunk *chunk = new_chunk(size, zeroed);
    if (!chunk)
        return NULL;
    chunk->is_lone = true;
    chunk->older = arena->newest->older;
    arena->newest->older = chunk;
    return chunk->bytes;
}

void *pf_arena_reserve(pf_arena *arena, size_t size)
{
    return add_chunk(arena, size) ? arena->newest->bytes : NULL;
}

bool pf_arena_is_whole(const pf_arena *arena)
{
    return arena->newest && !arena->newest->older;
}

static void *take(pf_arena *arena, size_t size, bool zeroed)
{
    const size_t align = _Alignof(max_align_t);
    if (size > SIZE_MAX - align)
        return NULL;
    size = (size + align - 1) / align * align;
    if (size == 0)
        size = align;
    bool fits = arena->newest && arena->newest->size - arena->used >= size;
    if (!fits && size >= LARGE && (arena->newest || add_chunk(arena, 0)))
        return add_large(arena, size, zeroed);
    if (!fits && !add_chunk(arena, size))
        return NULL;
    void *bytes = (char *)arena->newest->bytes + arena->used;
    arena->used += size;
    return zeroed ? memset(bytes, 0, size) : bytes;
}

void *pf_arena_alloc(pf_arena *arena, size_t size)
{
    return take(arena, size, true);
}

void *pf_arena_array(pf_arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        return NULL;
    return pf_arena_alloc(arena, count * size);
}

pf_arena *pf_arena_flat(pf_arena *arena)
{
    return arena->flat ? arena->flat : arena;
}

char *pf_arena_copy(pf_arena *arena, const char *bytes, size_t length)
{
    if (length == SIZE_MAX)
        return NULL;
    char *copy = pf_arena_alloc(pf_arena_flat(arena), length + 1);
    if (copy && length)
        memcpy(copy, bytes, length);
    return copy;
}

char *pf_arena_format(pf_arena *arena, const char *format, ...)
{
    char start[256]; // most texts fit, and need not be formatted twice
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(start, sizeof start, format, arguments);
    va_end(arguments);
    if (length < 0)
        return NULL;
    if ((size_t)length < sizeof start)
        return pf_arena_copy(arena, start, (size_t)length);
    char *text = pf_arena_alloc(arena, (size_t)length + 1);
    if (!text)
        return NULL;
    va_start(arguments, format);
    vsnprintf(text, (size_t)length + 1, format, arguments);
    va_end(arguments);
    return text;
}

// Large arrays become larger where they are: copies of them would take as much memory again, which nothing uses any more.
static void *larger_array(pf_arena *arena, void *items, size_t count, size_t larger, size_t size)
{
    pf_arena_chunk **link = count >= LARGE / size ? link_of(arena, items) : NULL;
    if (larger > SIZE_MAX / size)
        return NULL;
    if (link)
        return enlarge(link, larger * size);
    void *copy = take(arena, larger * size, false);
    if (copy && items)
        memcpy(copy, items, count * size);
    return copy;
}

void *pf_arena_enlarge(pf_arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
    size_t larger = *capacity ? *capacity * 2 : 8;
    void *grown = larger > *capacity ? larger_array(arena, items, count, larger, size) : NULL;
    if (grown)
        *capacity = larger;
    return grown;
}

bool pf_has_room(size_t bytes)
{
    void *volatile room = malloc(bytes); // else compilers take it for granted that there is some
    free(room);
    return room != NULL;
}
