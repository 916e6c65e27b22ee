// SPDX-License-Identifier: MIT
// How far a long run has got, for somebody who looks at a terminal.
#ifndef PF_CLI_PROGRESS_H
#define PF_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

// Embedded by its owner.
typedef struct pf_progress {
    struct timespec begun;
    bool wanted, shown;
    size_t latest; // in hundredths
} pf_progress;

void pf_progress_begin(pf_progress *progress, bool quiet);
// For pf_check_options.progress.
void pf_progress_show(void *progress, size_t done, size_t total);
void pf_progress_end(pf_progress *progress);

#endif
