// SPDX-License-Identifier: MIT
// Where rule files are looked for, and where the program keeps what it remembers.
#include "cli/folders.h"

#include "cli/messages.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *join(const char *folder, const char *rest)
{
    size_t size = strlen(folder) + strlen(rest) + 1;
    char *path = malloc(size);
    if (path)
        snprintf(path, size, "%s%s", folder, rest);
    return path;
}

static bool exists(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0; // a link that leads nowhere is reported when it is read
}

// An empty folder is as good as none; whatever else stands there is read, and reported if it holds no rules.
static bool is_empty_folder(const char *path)
{
    DIR *folder = opendir(path);
    if (!folder)
        return false;
    struct dirent *entry = readdir(folder);
    while (entry && entry->d_name[0] == '.')
        entry = readdir(folder);
    closedir(folder);
    return !entry;
}

// In the folder that a variable names, or else in one of the user's home. Only absolute paths count (XDG Base Directory Specification).
static char *user_folder(const char *variable, const char *at_home, const char *rest)
{
    const char *base = getenv(variable), *home = getenv("HOME");
    if (base && base[0] == '/')
        return join(base, rest);
    if (!home || home[0] != '/')
        return join("", "");
    char *folder = join(home, at_home), *path = folder ? join(folder, rest) : NULL;
    free(folder);
    return path;
}

char *pf_state_folder(void)
{
    return user_folder("XDG_STATE_HOME", "/.local/state", "/patfinder");
}

char *pf_history_path(void)
{
    return user_folder("XDG_STATE_HOME", "/.local/state", "/patfinder/" PF_HISTORY_NAME);
}

// The folder .patfinder/rules of the working directory or of the nearest parent that has one; "" when none has.
static char *project_folder(void)
{
    char directory[PATH_MAX];
    if (!getcwd(directory, sizeof directory))
        return join("", "");
    for (;;) {
        char *path = join(strcmp(directory, "/") == 0 ? "" : directory, "/.patfinder/rules");
        if (!path || exists(path))
            return path;
        free(path);
        char *slash = strrchr(directory, '/');
        if (!slash || directory[1] == '\0')
            return join("", "");
        slash[slash == directory] = '\0';
    }
}

// Takes `path` over. False when it is NULL, which means that memory is exhausted.
static bool add_owned(pf_folders *folders, size_t index, char *path)
{
    folders->owned[index] = path;
    if (path && path[0] && exists(path) && !is_empty_folder(path))
        folders->paths[folders->count++] = path;
    return path != NULL;
}

bool pf_folders_find(pf_folders *folders, const pf_command_line *options, const char *const *more, size_t more_count)
{
    *folders = (pf_folders){0};
    folders->paths = calloc(2 + options->rule_count + more_count, sizeof *folders->paths);
    bool wanted = !(options->given & PF_OPTION_NO_USER_RULES);
    bool made = folders->paths &&
                (!wanted || (add_owned(folders, 0, user_folder("XDG_CONFIG_HOME", "/.config", "/patfinder/rules")) &&
                             add_owned(folders, 1, project_folder())));
    if (!made) {
        pf_cli_error("out-of-memory", "out of memory");
        return false;
    }
    for (size_t i = 0; i < options->rule_count; i++)
        folders->paths[folders->count++] = options->rules[i];
    for (size_t i = 0; i < more_count; i++)
        folders->paths[folders->count++] = more[i];
    return true;
}

void pf_folders_release(pf_folders *folders)
{
    free(folders->owned[0]);
    free(folders->owned[1]);
    free(folders->paths);
    *folders = (pf_folders){0};
}
