// SPDX-License-Identifier: MIT
// Gives the entries of folders in the opposite order; loaded into a program with LD_PRELOAD by tests/determinism.py. Made for a
// program that reads folders in one thread, and few at a time.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>

// What is left of a folder.
typedef struct unread {
    DIR *folder;
    struct dirent *entries;
    size_t count;
} unread;

enum { MOST_OPEN = 256, MOST_ENTRIES = 1000 };
static unread rests[MOST_OPEN];

static unread *find(const DIR *folder)
{
    for (size_t i = 0; i < MOST_OPEN; i++)
        if (rests[i].folder == folder)
            return &rests[i];
    return NULL;
}

static void fill(unread *rest, DIR *folder)
{
    struct dirent *(*next)(DIR *) = NULL, *entry;
    *(void **)&next = dlsym(RTLD_NEXT, "readdir");
    *rest = (unread){folder, calloc(MOST_ENTRIES, sizeof *entry), 0};
    while (rest->entries && rest->count < MOST_ENTRIES && (entry = next(folder)))
        rest->entries[rest->count++] = *entry;
}

struct dirent *readdir(DIR *folder)
{
    unread *rest = find(folder);
    if (!rest && (rest = find(NULL)))
        fill(rest, folder);
    if (!rest || !rest->entries)
        abort();
    return rest->count ? &rest->entries[--rest->count] : NULL;
}

int closedir(DIR *folder)
{
    int (*next)(DIR *) = NULL;
    *(void **)&next = dlsym(RTLD_NEXT, "closedir");
    unread *rest = find(folder);
    if (rest) {
        free(rest->entries);
        *rest = (unread){0};
    }
    return next(folder);
}

#if defined(__GLIBC__) && defined(__LP64__)
// The same by another name.
struct dirent64 *readdir64(DIR *folder)
{
    return (struct dirent64 *)readdir(folder);
}
#endif
