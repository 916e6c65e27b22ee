// SPDX-License-Identifier: MIT
// The rule files below a folder.
#include "input/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { DEEPEST = 16 };

typedef struct folder_walk {
    pf_arena *arena;
    const char *ending, *except;
    pf_file_list *files;
    pf_diagnostics *diagnostics;
} folder_walk;

static bool fail(folder_walk *walk, const char *path, const char *code, const char *problem)
{
    pf_diagnostics_add(walk->diagnostics, PF_ERROR, code, path, 0, 0, "%s", problem);
    return false;
}

static bool add_path(folder_walk *walk, pf_file_list *list, const char *path)
{
    const char **paths = pf_arena_grow(walk->arena, list->paths, list->count, &list->capacity, sizeof *paths);
    if (!paths)
        return fail(walk, path, "out-of-memory", "out of memory");
    list->paths = paths;
    paths[list->count++] = path;
    return true;
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool read_names(folder_walk *walk, const char *path, pf_file_list *entries)
{
    DIR *folder = opendir(path);
    if (!folder)
        return fail(walk, path, errno == ENOENT ? "rules-missing" : "rules-unreadable", strerror(errno));
    bool good = true;
    for (;;) {
        errno = 0; // readdir tells an error from the end by it alone
        struct dirent *entry = good ? readdir(folder) : NULL;
        if (good && !entry && errno)
            good = fail(walk, path, "rules-unreadable", strerror(errno));
        if (!entry)
            break;
        if (entry->d_name[0] == '.' || (walk->except && strcmp(entry->d_name, walk->except) == 0))
            continue;
        const char *slash = path[strlen(path) - 1] == '/' ? "" : "/";
        const char *full = pf_arena_format(walk->arena, "%s%s%s", path, slash, entry->d_name);
        good = full ? add_path(walk, entries, full) : fail(walk, path, "out-of-memory", "out of memory");
    }
    closedir(folder);
    if (entries->count)
        qsort(entries->paths, entries->count, sizeof *entries->paths, compare_paths);
    return good;
}

static bool has_ending(const char *path, const char *ending)
{
    size_t length = strlen(path), size = strlen(ending);
    return length > size && strcmp(path + length - size, ending) == 0;
}

static bool walk_folder(folder_walk *walk, const char *path, int depth)
{
    pf_file_list entries = {0};
    if (!read_names(walk, path, &entries))
        return false;
    for (size_t i = 0; i < entries.count; i++) {
        struct stat status;
        if (lstat(entries.paths[i], &status) != 0)
            return fail(walk, entries.paths[i], "rules-unreadable", strerror(errno));
        bool good = true, is_link = S_ISLNK(status.st_mode);
        bool is_lost = is_link && stat(entries.paths[i], &status) != 0;
        if (is_link && !is_lost && S_ISDIR(status.st_mode))
            continue;
        if (is_lost && has_ending(entries.paths[i], walk->ending))
            good = fail(walk, entries.paths[i], "rules-missing", "the link leads to no file");
        if (S_ISDIR(status.st_mode))
            good = depth < DEEPEST ? walk_folder(walk, entries.paths[i], depth + 1) : fail(walk, path, "rules-unreadable", "folders are nested too deeply");
        else if (S_ISREG(status.st_mode) && has_ending(entries.paths[i], walk->ending))
            good = add_path(walk, walk->files, entries.paths[i]);
        if (!good)
            return false;
    }
    return true;
}

bool pf_folder_list(pf_arena *arena, const char *path, const char *ending, const char *except, pf_file_list *files, pf_diagnostics *diagnostics)
{
    folder_walk walk = {arena, ending, except, files, diagnostics};
    struct stat status;
    if (stat(path, &status) != 0)
        return fail(&walk, path, errno == ENOENT ? "rules-missing" : "rules-unreadable",
                    errno == ENOENT ? "there is no such file or folder of rules" : strerror(errno));
    if (S_ISDIR(status.st_mode))
        return walk_folder(&walk, path, 0);
    return add_path(&walk, files, path);
}
