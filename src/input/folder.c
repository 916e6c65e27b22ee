// SPDX-License-Identifier: MIT
// The files below a folder: rule files, documents.
#include "input/folder.h"

#include "input/path.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct folder_walk {
    pf_arena *arena;
    const pf_folder_kind *kind;
    void *context;
    pf_file_list *files;
    pf_diagnostics *diagnostics;
    const char *root; // absolute
} folder_walk;

static bool fail(folder_walk *walk, const char *path, const char *code, const char *problem)
{
    pf_diagnostics_add(walk->diagnostics, PF_ERROR, code, path, 0, 0, "%s", problem);
    return false;
}

static bool fail_for(folder_walk *walk, const char *path, int error)
{
    return error == ENOMEM ? fail(walk, path, "out-of-memory", "out of memory") : fail(walk, path, walk->kind->unreadable, strerror(error));
}

bool pf_file_list_add(pf_arena *arena, pf_file_list *list, const char *path)
{
    const char **paths = pf_arena_grow(arena, list->paths, list->count, &list->capacity, sizeof *paths);
    if (!paths)
        return false;
    list->paths = paths;
    paths[list->count++] = path;
    return true;
}

static bool add_path(folder_walk *walk, pf_file_list *list, const char *path)
{
    return pf_file_list_add(walk->arena, list, path) || fail(walk, path, "out-of-memory", "out of memory");
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static DIR *open_folder(const char *path)
{
    DIR *folder;
    do
        folder = opendir(path);
    while (!folder && errno == EINTR);
    return folder;
}

static bool read_names(folder_walk *walk, const char *path, pf_file_list *entries)
{
    DIR *folder = open_folder(path);
    if (!folder)
        return errno == ENOENT ? fail(walk, path, walk->kind->missing, strerror(errno)) : fail_for(walk, path, errno);
    bool good = true;
    for (;;) {
        errno = 0; // readdir tells an error from the end by it alone
        struct dirent *entry = good ? readdir(folder) : NULL;
        if (good && !entry && errno)
            good = fail_for(walk, path, errno);
        if (!entry)
            break;
        if (entry->d_name[0] == '.' || (walk->kind->except && strcmp(entry->d_name, walk->kind->except) == 0))
            continue;
        const char *full = pf_path_join(walk->arena, path, entry->d_name);
        good = full ? add_path(walk, entries, full) : fail(walk, path, "out-of-memory", "out of memory");
    }
    closedir(folder);
    if (entries->count)
        qsort(entries->paths, entries->count, sizeof *entries->paths, compare_paths);
    return good;
}

static bool has_ending(const char *path, const char *const *endings)
{
    size_t length = strlen(path);
    for (; *endings; endings++) {
        size_t size = strlen(*endings);
        if (length > size && path[length - size - 1] != '/' && strcmp(path + length - size, *endings) == 0)
            return true;
    }
    return false;
}

static bool passes_over(const folder_walk *walk, const char *path, bool is_folder)
{
    return walk->kind->passes_over && walk->kind->passes_over(walk->context, path, is_folder);
}

// Adds what a link leads to, if that lies below the folder that is walked.
static bool add_linked(folder_walk *walk, const char *path)
{
    const char *target = pf_path_absolute(walk->arena, path);
    if (!target)
        return fail_for(walk, path, errno);
    if (!pf_path_below(walk->root, target))
        return fail(walk, path, walk->kind->outside, "the link leads out of the folder: name the file that it leads to, or put a copy here");
    return add_path(walk, walk->files, path);
}

static bool walk_folder(folder_walk *walk, const char *path, int depth);

static bool walk_entry(folder_walk *walk, const char *path, int depth)
{
    struct stat status;
    if (lstat(path, &status) != 0)
        return fail_for(walk, path, errno);
    bool is_link = S_ISLNK(status.st_mode), is_lost = is_link && stat(path, &status) != 0;
    bool is_folder = S_ISDIR(status.st_mode), is_wanted = has_ending(path, walk->kind->endings);
    if ((is_folder && is_link) || (!is_folder && !is_wanted) || passes_over(walk, path, is_folder))
        return true;
    if (is_lost)
        return fail(walk, path, walk->kind->missing, "the link leads to no file");
    if (is_folder && depth == walk->kind->deepest)
        return fail(walk, path, walk->kind->unreadable, "folders are nested too deeply: name this one itself, or move it up");
    if (is_folder)
        return walk_folder(walk, path, depth + 1);
    if (!S_ISREG(status.st_mode))
        return true;
    return is_link ? add_linked(walk, path) : add_path(walk, walk->files, path);
}

static bool walk_folder(folder_walk *walk, const char *path, int depth)
{
    pf_file_list entries = {0};
    bool good = read_names(walk, path, &entries);
    for (size_t i = 0; i < entries.count; i++)
        good = walk_entry(walk, entries.paths[i], depth) && good; // what one entry is hides none of the others
    return good;
}

bool pf_folder_walk(pf_arena *arena, const pf_folder_kind *kind, void *context, const char *path, pf_file_list *files,
                    pf_diagnostics *diagnostics)
{
    folder_walk walk = {.arena = arena, .kind = kind, .context = context, .files = files, .diagnostics = diagnostics};
    struct stat status;
    if (stat(path, &status) != 0)
        return fail(&walk, path, errno == ENOENT ? kind->missing : kind->unreadable, errno == ENOENT ? kind->absent : strerror(errno));
    if (S_ISDIR(status.st_mode)) {
        walk.root = pf_path_absolute(arena, path);
        return walk.root ? walk_folder(&walk, path, 0) : fail_for(&walk, path, errno);
    }
    return add_path(&walk, files, path);
}
