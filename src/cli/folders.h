// SPDX-License-Identifier: MIT
// Where rule files are looked for, and where the program keeps what it remembers.
#ifndef PF_CLI_FOLDERS_H
#define PF_CLI_FOLDERS_H

#include "cli/command_line.h"

// Paths for pf_rules_load. The strings at `owned` belong to it, the others to argv.
typedef struct pf_folders {
    const char **paths;
    size_t count;
    char *owned[2];
} pf_folders;

// The user's folder and the project's, if they exist and are wanted, then each --rules, then `more` paths. False after
// a message on standard error. pf_folders_release either way.
bool pf_folders_find(pf_folders *folders, const pf_command_line *options, const char *const *more, size_t more_count);
void pf_folders_release(pf_folders *folders);

// $XDG_STATE_HOME/patfinder or ~/.local/state/patfinder (XDG Base Directory Specification), whether or not it exists; freed by the caller.
// "" when the environment names neither; NULL when memory is exhausted.
char *pf_state_folder(void);
// The history of quizzes in it, likewise.
char *pf_history_path(void);

#endif
