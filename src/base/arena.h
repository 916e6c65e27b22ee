// SPDX-License-Identifier: MIT
// A growing region of memory that is freed all at once.
#ifndef PF_BASE_ARENA_H
#define PF_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct pf_arena_chunk pf_arena_chunk;

// Embedded by its owner; `pf_arena_init` before use, `pf_arena_release` frees everything ever handed out.
typedef struct pf_arena {
    pf_arena_chunk *newest;
    size_t used; // bytes taken in the newest chunk
    struct pf_arena *flat; // not owned: where texts and tables of numbers go, so that nothing else stands between pointers; NULL: here
} pf_arena;

void pf_arena_init(pf_arena *arena);
void pf_arena_release(pf_arena *arena);

// Takes `size` bytes at once, so that what is handed out next lies in one piece; returns where it begins, or NULL.
void *pf_arena_reserve(pf_arena *arena, size_t size);
// Whether all that was allocated since lies in it.
bool pf_arena_is_whole(const pf_arena *arena);

// Where what holds no pointers is to be allocated.
pf_arena *pf_arena_flat(pf_arena *arena);

// `size` zeroed bytes aligned for any type, owned by the arena; NULL when memory is exhausted.
void *pf_arena_alloc(pf_arena *arena, size_t size);

// As above for `count` objects of `size` bytes; NULL also when the product overflows.
void *pf_arena_array(pf_arena *arena, size_t count, size_t size);

// A NUL-terminated copy of `length` bytes, owned by the arena; NULL when memory is exhausted.
char *pf_arena_copy(pf_arena *arena, const char *bytes, size_t length);

// A formatted string owned by the arena; NULL when memory is exhausted.
char *pf_arena_format(pf_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

// As below, when there is no room.
void *pf_arena_enlarge(pf_arena *arena, void *items, size_t count, size_t *capacity, size_t size);

// Makes room for one more element in a growing array: returns `items`, or when `count` has reached `*capacity` (which is then updated)
// a larger array with the same elements, which takes the place of the old one. What is behind the elements has no value yet. NULL when
// memory is exhausted (the old array stays valid).
static inline void *pf_arena_grow(pf_arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
    return count < *capacity ? items : pf_arena_enlarge(arena, items, count, capacity, size);
}

// Whether so many bytes are there now, for a library that goes astray without them. Other threads may take them meanwhile.
bool pf_has_room(size_t bytes);

#endif
