// SPDX-License-Identifier: MIT
// Names of files and folders, taken apart and put together.
#define _XOPEN_SOURCE 700 // realpath
#include "input/path.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

const char *pf_path_join(pf_arena *arena, const char *folder, const char *name)
{
    if (*name == '/' || strcmp(folder, ".") == 0 || !*folder)
        return pf_arena_copy(arena, name, strlen(name));
    const char *slash = folder[strlen(folder) - 1] == '/' ? "" : "/";
    return pf_arena_format(arena, "%s%s%s", folder, slash, name);
}

const char *pf_path_folder(pf_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return ".";
    return slash == path ? "/" : pf_arena_copy(arena, path, (size_t)(slash - path));
}

const char *pf_path_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

// Takes the last part back from what is written so far; false when there is none that could be.
static bool take_back(const char *plain, size_t root, size_t *length)
{
    size_t start = *length;
    while (start > root && plain[start - 1] != '/')
        start--;
    bool is_parent = *length - start == 2 && memcmp(plain + start, "..", 2) == 0;
    if (*length == root || is_parent)
        return *length == root && root; // above the root there is the root
    *length = start > root ? start - 1 : root;
    return true;
}

static const char *write_parts(pf_arena *arena, const char *path, bool folds)
{
    size_t root = *path == '/', length = root;
    char *plain = pf_arena_copy(arena, path, strlen(path) + 1);
    if (!plain)
        return NULL;
    for (const char *at = path; *at;) {
        size_t size = strcspn(at, "/");
        bool is_here = size == 0 || (size == 1 && *at == '.');
        bool is_parent = folds && size == 2 && memcmp(at, "..", 2) == 0;
        if (!is_here && !(is_parent && take_back(plain, root, &length))) {
            if (length > root)
                plain[length++] = '/';
            memmove(plain + length, at, size);
            length += size;
        }
        at += size + (at[size] == '/');
    }
    if (!length)
        plain[length++] = '.';
    plain[length] = '\0';
    return plain;
}

const char *pf_path_plain(pf_arena *arena, const char *path)
{
    return write_parts(arena, path, false);
}

const char *pf_path_folded(pf_arena *arena, const char *path)
{
    return write_parts(arena, path, true);
}

const char *pf_path_below(const char *folder, const char *path)
{
    size_t length = strlen(folder);
    if (length && folder[length - 1] == '/') // the root
        length--;
    if (strncmp(folder, path, length) != 0 || (path[length] && path[length] != '/'))
        return NULL;
    return path[length] ? path + length + 1 : path + length;
}

const char *pf_path_from(pf_arena *arena, const char *folder, const char *path)
{
    const char *up = "", *below = pf_path_below(folder, path);
    while (folder && up && !below) { // the root is above all
        folder = pf_path_folder(arena, folder);
        up = pf_arena_format(arena, "../%s", up);
        below = folder ? pf_path_below(folder, path) : NULL;
    }
    return below && up ? pf_arena_format(arena, "%s%s", up, below) : NULL;
}

const char *pf_path_absolute(pf_arena *arena, const char *path)
{
    char *absolute = realpath(path, NULL);
    const char *copy = absolute ? pf_arena_copy(arena, absolute, strlen(absolute)) : NULL;
    bool exhausted = absolute && !copy;
    free(absolute);
    if (exhausted)
        errno = ENOMEM;
    return copy;
}
