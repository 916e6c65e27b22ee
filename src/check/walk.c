// SPDX-License-Identifier: MIT
// The documents to check: files, and what lies below folders.
#include "check/walk.h"

#include "base/limits.h"
#include "input/path.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *const endings[] = {".md", ".markdown", ".txt", NULL};

// What the operands come to.
typedef struct document_walk {
    pf_check_configs *configs;
    pf_file_list files;
    pf_check_skipped *skipped;
    size_t skipped_count, skipped_capacity;
    size_t excluded; // below folders
} document_walk;

static bool passes_over(void *context, const char *path, bool is_folder)
{
    document_walk *walk = context;
    pf_check_target target;
    bool excluded = pf_check_config_find(walk->configs, path, &target) && pf_check_config_excludes(target.config, target.path, is_folder);
    walk->excluded += excluded;
    return excluded;
}

static const pf_folder_kind documents_kind = {
    .endings = endings,
    .except = "node_modules",
    .deepest = PF_LIMIT_FOLDERS,
    .missing = "input-missing",
    .unreadable = "input-unreadable",
    .outside = "input-outside",
    .absent = "no such file or folder: check the name and the working directory",
    .passes_over = passes_over,
};

static bool exhausted(document_walk *walk, const char *path)
{
    pf_diagnostics_add(walk->configs->diagnostics, PF_ERROR, "out-of-memory", path, 0, 0, "out of memory");
    return false;
}

static bool skip(document_walk *walk, const char *path, const pf_string_item *by)
{
    pf_check_skipped *skipped = pf_arena_grow(walk->configs->arena, walk->skipped, walk->skipped_count, &walk->skipped_capacity, sizeof *skipped);
    if (!skipped)
        return exhausted(walk, path);
    walk->skipped = skipped;
    skipped[walk->skipped_count++] = (pf_check_skipped){path, by};
    return true;
}

static bool walk_below(document_walk *walk, const char *path, bool is_folder)
{
    size_t files = walk->files.count, excluded = walk->excluded;
    if (!pf_folder_walk(walk->configs->arena, &documents_kind, walk, path, &walk->files, walk->configs->diagnostics))
        return false;
    if (!is_folder || walk->files.count > files || walk->excluded > excluded)
        return true;
    pf_diagnostics_add(walk->configs->diagnostics, PF_ERROR, "input-no-documents", path, 0, 0,
                       "the folder holds no documents (*.md, *.markdown, *.txt)");
    return false;
}

static bool take_operand(document_walk *walk, const char *operand)
{
    pf_arena *arena = walk->configs->arena;
    if (strcmp(operand, "-") == 0)
        return pf_file_list_add(arena, &walk->files, operand) || exhausted(walk, operand);
    const char *path = *operand ? pf_path_plain(arena, operand) : operand;
    if (!path)
        return exhausted(walk, operand);
    if (strcmp(path, "-") == 0) // a file of that name
        path = "./-";
    struct stat status;
    bool exists = stat(path, &status) == 0, is_folder = exists && S_ISDIR(status.st_mode);
    pf_check_target target = {0};
    if (exists && !(is_folder ? pf_check_config_find_folder : pf_check_config_find)(walk->configs, path, &target))
        return false;
    const pf_string_item *by = exists ? pf_check_config_excludes(target.config, target.path, is_folder) : NULL;
    return by ? skip(walk, path, by) : walk_below(walk, path, is_folder);
}

// A document by the name that tells whether another one is the same.
typedef struct named_document {
    const char *absolute;
    size_t number;
} named_document;

static int compare(const void *a, const void *b)
{
    const named_document *left = a, *right = b;
    int order = strcmp(left->absolute, right->absolute);
    return order ? order : (left->number > right->number) - (left->number < right->number);
}

static bool drop_repeated(document_walk *walk)
{
    pf_file_list *files = &walk->files;
    named_document *names = pf_arena_array(walk->configs->arena, files->count, sizeof *names);
    if (!names)
        return exhausted(walk, NULL);
    for (size_t i = 0; i < files->count; i++) {
        names[i] = (named_document){pf_check_absolute(walk->configs, files->paths[i]), i};
        if (!names[i].absolute)
            return false;
    }
    qsort(names, files->count, sizeof *names, compare);
    for (size_t i = 1; i < files->count; i++)
        if (strcmp(names[i - 1].absolute, names[i].absolute) == 0)
            files->paths[names[i].number] = NULL;
    size_t kept = 0;
    for (size_t i = 0; i < files->count; i++)
        if (files->paths[i])
            files->paths[kept++] = files->paths[i];
    files->count = kept;
    return true;
}

bool pf_check_walk(pf_check_configs *configs, const char *const *paths, size_t count, pf_check_documents *documents)
{
    size_t errors = configs->diagnostics->errors;
    document_walk walk = {.configs = configs};
    for (size_t i = 0; i < count; i++)
        take_operand(&walk, paths[i]);
    if (count > 1 && walk.files.count)
        drop_repeated(&walk);
    *documents = (pf_check_documents){walk.files, walk.skipped, walk.skipped_count};
    return configs->diagnostics->errors == errors;
}
