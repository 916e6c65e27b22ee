// SPDX-License-Identifier: MIT
// Findings that were there before, so that a team can begin with a clean slate. Reading and writing the file: report/baseline.h.
#ifndef PF_CHECK_BASELINE_H
#define PF_CHECK_BASELINE_H

#include "base/arena.h"
#include "check/finding.h"

// Known by file, id and words, not by line: edits above a finding do not matter.
typedef struct pf_baseline_entry {
    const char *id;
    const char *file; // as seen from the folder of the baseline
    const char *fingerprint;
    uint32_t count; // how many alike
} pf_baseline_entry;

// Sorted by file, id and fingerprint; no two entries are alike in all three.
typedef struct pf_baseline {
    pf_baseline_entry *entries;
    size_t count;
} pf_baseline;

// Where a baseline lies, and where the names of findings' files start from: what makes them the same from whichever folder the
// program is run. Both absolute; NULL in `folder`: names are taken as they are.
typedef struct pf_baseline_place {
    const char *folder;
    const char *working_folder;
} pf_baseline_place;

// The baseline of a run: all its findings that no waiver covers. False when memory is exhausted.
bool pf_baseline_collect(pf_arena *arena, pf_baseline_place place, const pf_check_finding *findings, size_t count, pf_baseline *baseline);

// Marks the findings that are in the baseline, each entry as often as it counts; waived ones are passed over. `*unmatched` becomes
// the number of findings of the baseline, in the `files` of this run, that are no longer there. False when memory is exhausted.
bool pf_baseline_apply(pf_arena *arena, pf_baseline_place place, const pf_baseline *baseline, pf_check_finding *findings, size_t count,
                       const char *const *files, size_t file_count, size_t *unmatched);

// Sorts the entries and makes one of those that are alike. Its count is their sum, or else the greatest of theirs: what is right
// where version control has merged two baselines that both know the finding.
void pf_baseline_sort(pf_baseline *baseline, bool add_counts);

#endif
