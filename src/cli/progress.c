// SPDX-License-Identifier: MIT
// One line on standard error, when that is a terminal and the run has taken a second.
#include "cli/progress.h"

#include <stdio.h>
#include <unistd.h>

void pf_progress_begin(pf_progress *progress, bool quiet)
{
    *progress = (pf_progress){.wanted = !quiet && isatty(STDERR_FILENO)};
    clock_gettime(CLOCK_MONOTONIC, &progress->begun);
}

static bool has_taken_a_second(const pf_progress *progress)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (now.tv_sec - progress->begun.tv_sec) * 1000 + (now.tv_nsec - progress->begun.tv_nsec) / 1000000 >= 1000;
}

void pf_progress_show(void *context, size_t done, size_t total)
{
    pf_progress *progress = context;
    size_t hundredths = total ? done * 100 / total : 0;
    if (!progress->wanted || (progress->shown && hundredths == progress->latest) || !has_taken_a_second(progress))
        return;
    progress->shown = true;
    progress->latest = hundredths;
    fprintf(stderr, "\rpatfinder: %zu of %zu documents", done, total);
    fflush(stderr);
}

// Leaves the line empty, so that nothing of it stands between the findings.
void pf_progress_end(pf_progress *progress)
{
    if (progress->shown)
        fputs("\r\033[K", stderr);
}
