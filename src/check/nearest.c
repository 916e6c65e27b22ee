// SPDX-License-Identifier: MIT
// The configuration of a document: that of its folder, or of the nearest parent that has one.
#include "check/nearest.h"

#include "base/limits.h"
#include "input/input.h"
#include "input/path.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static bool exhausted(pf_check_configs *configs, const char *path)
{
    pf_diagnostics_add(configs->diagnostics, PF_ERROR, "out-of-memory", path, 0, 0, "out of memory");
    return false;
}

bool pf_check_configs_init(pf_check_configs *configs, pf_arena *arena, pf_diagnostics *diagnostics)
{
    *configs = (pf_check_configs){.arena = arena, .diagnostics = diagnostics, .working_folder = pf_path_absolute(arena, ".")};
    if (!configs->working_folder && errno == ENOMEM)
        return exhausted(configs, NULL);
    if (!configs->working_folder)
        pf_diagnostics_add(diagnostics, PF_ERROR, "input-unreadable", ".", 0, 0, "the working directory cannot be found: %s", strerror(errno));
    return configs->working_folder != NULL;
}

// The place of a folder in the sorted list, and whether it is there.
static size_t find_place(const pf_check_configs *configs, const char *name, bool *found)
{
    size_t low = 0, high = configs->count;
    *found = false;
    while (low < high && !*found) {
        size_t middle = (low + high) / 2;
        int order = strcmp(configs->folders[middle]->name, name);
        *found = order == 0;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return high;
}

static bool insert(pf_check_configs *configs, pf_check_folder *folder)
{
    pf_check_folder **folders = pf_arena_grow(configs->arena, configs->folders, configs->count, &configs->capacity, sizeof(pf_check_folder *));
    if (!folders)
        return false;
    bool found;
    configs->folders = folders;
    size_t place = find_place(configs, folder->name, &found);
    memmove(folders + place + 1, folders + place, (configs->count - place) * sizeof(pf_check_folder *));
    folders[place] = folder;
    configs->count++;
    return true;
}

static bool has_entry(pf_check_configs *configs, const char *folder, const char *name)
{
    struct stat status;
    const char *path = pf_path_join(configs->arena, folder, name);
    configs->exhausted = configs->exhausted || !path;
    return path && lstat(path, &status) == 0;
}

// A path as messages give it: from the working directory on where it lies below it.
static const char *displayed(const pf_check_configs *configs, const char *absolute)
{
    const char *below = pf_path_below(configs->working_folder, absolute);
    return below && *below ? below : absolute;
}

// Where everything lies that a configuration may name, which may come from a stranger: in the repository that holds it, else below the
// working directory, or in its own folder.
static const char *home_of(pf_check_configs *configs, const char *folder)
{
    const char *home = folder;
    while (home && strcmp(home, "/") != 0 && !has_entry(configs, home, ".git"))
        home = pf_path_folder(configs->arena, home);
    configs->exhausted = configs->exhausted || !home;
    if (home && strcmp(home, "/") != 0)
        return home;
    return pf_path_below(configs->working_folder, folder) ? configs->working_folder : folder;
}

static const char OUTSIDE[] = "lies outside of the repository or folder of the configuration";

// Whether what a path leads to lies there. What is not there is told by others.
static bool lies_at(pf_check_configs *configs, const char *home, const char *path)
{
    const char *absolute = pf_path_absolute(configs->arena, path);
    configs->exhausted = configs->exhausted || (!absolute && errno == ENOMEM);
    return !absolute || pf_path_below(home, absolute);
}

static bool check_home(pf_check_configs *configs, const char *home, const char *path, const char *named, const pf_origin *place)
{
    if (lies_at(configs, home, path))
        return true;
    pf_diagnostics_add(configs->diagnostics, PF_ERROR, "config-outside", place->file, place->line, place->column,
                       "'%s' %s: move it there, or name it on the command line", named, OUTSIDE);
    return false;
}

// The loader would name a missing folder, but not the line that asks for it.
static bool is_there(pf_check_configs *configs, const char *path, const pf_string_item *item)
{
    struct stat status;
    if (stat(path, &status) == 0)
        return true;
    pf_diagnostics_add(configs->diagnostics, PF_ERROR, "config-missing-rules", item->place.file, item->place.line, item->place.column,
                       "there is no file or folder of rules '%s': paths start from the folder of the configuration", item->text);
    return false;
}

static bool check_paths(pf_check_configs *configs, const char *home, const pf_check_config *config)
{
    bool good = !config->baseline_path || check_home(configs, home, config->baseline_path, config->baseline.text, &config->baseline.place);
    for (size_t i = 0; i < config->rules.count; i++) {
        const pf_string_item *item = &config->rules.items[i];
        const char *path = config->rule_paths[i];
        good = is_there(configs, path, item) && check_home(configs, home, path, item->text, &item->place) && good;
    }
    return good;
}

static bool read_config(pf_check_configs *configs, pf_check_folder *folder, const char *path)
{
    pf_input input;
    pf_input_problem problem;
    const char *home = home_of(configs, folder->absolute);
    if (!lies_at(configs, home, path)) {
        pf_diagnostics_add(configs->diagnostics, PF_ERROR, "config-outside", path, 0, 0, "what the link leads to %s: put a copy here", OUTSIDE);
        return false;
    }
    bool readable = pf_input_read_regular(&input, path, PF_LIMIT_RULE_FILE, &problem) || strcmp(problem.code, "input-empty") == 0;
    if (!readable)
        pf_input_problem_report(&problem, path, configs->diagnostics);
    bool read = readable && pf_check_config_read(configs->arena, path, folder->absolute, input.bytes ? input.bytes : "", input.length,
                                                 folder->config, configs->diagnostics);
    pf_input_release(&input);
    return read && check_paths(configs, home, folder->config);
}

static bool refuse_misnamed(pf_check_configs *configs, const char *path)
{
    pf_diagnostics_add(configs->diagnostics, PF_ERROR, "config-misnamed", path, 0, 0, "a configuration is called " PF_CHECK_CONFIG_NAME ": rename it");
    return false;
}

static pf_check_folder *find_folder(pf_check_configs *configs, const char *name);

// Takes over what is in force in another folder.
static bool inherit(pf_check_folder *folder, const pf_check_folder *from)
{
    if (!from)
        return false;
    folder->config = from->config;
    folder->failed = from->failed;
    return true;
}

// What an absolute folder holds, or else the folder above it. False when memory is exhausted.
static bool look_into(pf_check_configs *configs, pf_check_folder *folder)
{
    static const char other_name[] = ".patfinder.yml";
    bool holds = has_entry(configs, folder->absolute, PF_CHECK_CONFIG_NAME);
    bool misnamed = !holds && has_entry(configs, folder->absolute, other_name);
    bool is_top = strcmp(folder->absolute, "/") == 0 || has_entry(configs, folder->absolute, ".git");
    if (configs->exhausted)
        return false;
    if (!holds && !misnamed && !is_top)
        return inherit(folder, find_folder(configs, pf_path_folder(configs->arena, folder->absolute)));
    folder->config = pf_arena_alloc(configs->arena, sizeof *folder->config);
    const char *path = pf_path_join(configs->arena, folder->absolute, misnamed ? other_name : PF_CHECK_CONFIG_NAME);
    if (!folder->config || !path)
        return false;
    pf_check_config_init(folder->config);
    path = displayed(configs, path);
    folder->failed = (misnamed && !refuse_misnamed(configs, path)) || (holds && !read_config(configs, folder, path));
    return !configs->exhausted;
}

static pf_check_folder *learn(pf_check_configs *configs, const char *name)
{
    pf_check_folder *folder = pf_arena_alloc(configs->arena, sizeof *folder);
    const char *copy = name ? pf_arena_copy(configs->arena, name, strlen(name)) : NULL;
    if (!folder || !copy)
        return NULL;
    *folder = (pf_check_folder){.name = copy, .absolute = pf_path_absolute(configs->arena, copy)};
    if (!folder->absolute && errno == ENOMEM)
        return NULL;
    if (!folder->absolute) {
        pf_diagnostics_add(configs->diagnostics, PF_ERROR, "input-missing", copy, 0, 0, "the folder cannot be found: %s", strerror(errno));
        folder->failed = true;
    } else if (strcmp(copy, folder->absolute) == 0 ? !look_into(configs, folder) : !inherit(folder, find_folder(configs, folder->absolute))) {
        return NULL;
    }
    return insert(configs, folder) ? folder : NULL;
}

// NULL when memory is exhausted.
static pf_check_folder *find_folder(pf_check_configs *configs, const char *name)
{
    bool found = false;
    size_t place = name ? find_place(configs, name, &found) : 0;
    return found ? configs->folders[place] : learn(configs, name);
}

static const pf_check_folder *ask(pf_check_configs *configs, const char *name)
{
    if (name && (!configs->latest || strcmp(configs->latest->name, name) != 0))
        configs->latest = find_folder(configs, name);
    if (!name || !configs->latest)
        exhausted(configs, name);
    return name ? configs->latest : NULL;
}

// `name` as seen from the folder of the configuration that is in force in `folder`.
static bool aim(pf_check_configs *configs, const pf_check_folder *folder, const char *name, pf_check_target *target)
{
    const char *inside = folder->config->file ? pf_path_below(folder->config->folder, folder->absolute) : NULL;
    const char *below = inside ? inside : folder->absolute;
    const char *path = *name && *below ? pf_path_join(configs->arena, below, name) : *name ? name : below;
    *target = (pf_check_target){folder->config, path};
    return path || exhausted(configs, name);
}

bool pf_check_config_find(pf_check_configs *configs, const char *path, pf_check_target *target)
{
    const pf_check_folder *folder = ask(configs, pf_path_folder(configs->arena, path));
    return folder && !folder->failed && aim(configs, folder, pf_path_name(path), target);
}

bool pf_check_config_find_folder(pf_check_configs *configs, const char *path, pf_check_target *target)
{
    const pf_check_folder *folder = ask(configs, path);
    return folder && !folder->failed && aim(configs, folder, "", target);
}

const char *pf_check_absolute(pf_check_configs *configs, const char *path)
{
    const pf_check_folder *folder = ask(configs, pf_path_folder(configs->arena, path));
    if (!folder || !folder->absolute)
        return NULL;
    const char *absolute = pf_path_join(configs->arena, folder->absolute, pf_path_name(path));
    if (!absolute)
        exhausted(configs, path);
    return absolute;
}
