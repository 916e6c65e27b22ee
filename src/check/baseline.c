// SPDX-License-Identifier: MIT
// Findings that were there before: collecting them, and finding them again.
#include "check/baseline.h"

#include "input/path.h"

#include <stdlib.h>
#include <string.h>

static int compare(const void *a, const void *b)
{
    const pf_baseline_entry *left = a, *right = b;
    int order = strcmp(left->file, right->file);
    if (!order)
        order = strcmp(left->id, right->id);
    return order ? order : strcmp(left->fingerprint, right->fingerprint);
}

static void join(pf_baseline_entry *entry, const pf_baseline_entry *other, bool add_counts)
{
    if (add_counts)
        entry->count += other->count;
    else if (entry->count < other->count)
        entry->count = other->count;
}

void pf_baseline_sort(pf_baseline *baseline, bool add_counts)
{
    pf_baseline_entry *entries = baseline->entries;
    size_t kept = 0;
    if (!baseline->count)
        return;
    qsort(entries, baseline->count, sizeof *entries, compare);
    for (size_t i = 1; i < baseline->count; i++)
        if (compare(&entries[kept], &entries[i]) == 0)
            join(&entries[kept], &entries[i], add_counts);
        else
            entries[++kept] = entries[i];
    baseline->count = kept + 1;
}

// The name of a document as the baseline has it; NULL when memory is exhausted.
static const char *name_in(pf_arena *arena, pf_baseline_place place, const char *file)
{
    if (!place.folder || !place.working_folder)
        return file;
    const char *full = pf_path_join(arena, place.working_folder, file);
    const char *folded = full ? pf_path_folded(arena, full) : NULL;
    return folded ? pf_path_from(arena, place.folder, folded) : NULL;
}

// Findings come document by document, so that the latest name is mostly the one that is wanted.
typedef struct name_memory {
    const char *file, *name;
} name_memory;

static const char *remember(pf_arena *arena, pf_baseline_place place, const char *file, name_memory *latest)
{
    if (!latest->file || strcmp(latest->file, file) != 0)
        *latest = (name_memory){file, name_in(arena, place, file)};
    return latest->name;
}

bool pf_baseline_collect(pf_arena *arena, pf_baseline_place place, const pf_check_finding *findings, size_t count, pf_baseline *baseline)
{
    name_memory latest = {0};
    *baseline = (pf_baseline){pf_arena_array(arena, count, sizeof *baseline->entries), 0};
    if (!baseline->entries)
        return false;
    for (size_t i = 0; i < count; i++) {
        const pf_check_finding *finding = &findings[i];
        if (finding->waived)
            continue;
        const char *name = remember(arena, place, finding->file, &latest);
        if (!name)
            return false;
        baseline->entries[baseline->count++] = (pf_baseline_entry){finding->id, name, finding->fingerprint, 1};
    }
    pf_baseline_sort(baseline, true);
    return true;
}

// Takes one of the findings that an entry like this stands for; false when none is left.
static bool take(const pf_baseline *baseline, uint32_t *left, const pf_baseline_entry *wanted)
{
    const pf_baseline_entry *entry =
        baseline->count ? bsearch(wanted, baseline->entries, baseline->count, sizeof *entry, compare) : NULL;
    if (!entry || !left[entry - baseline->entries])
        return false;
    left[entry - baseline->entries]--;
    return true;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// What is left of entries for documents that were looked at; the others may be as they were.
static bool count_unmatched(pf_arena *arena, pf_baseline_place place, const pf_baseline *baseline, const uint32_t *left,
                            const char *const *files, size_t file_count, size_t *unmatched)
{
    const char **names = pf_arena_array(arena, file_count, sizeof *names);
    if (!names)
        return false;
    for (size_t i = 0; i < file_count; i++)
        if (!(names[i] = name_in(arena, place, files[i])))
            return false;
    if (file_count)
        qsort(names, file_count, sizeof *names, compare_names);
    for (size_t i = 0; i < baseline->count; i++)
        if (left[i] && file_count && bsearch(&baseline->entries[i].file, names, file_count, sizeof *names, compare_names))
            *unmatched += left[i];
    return true;
}

bool pf_baseline_apply(pf_arena *arena, pf_baseline_place place, const pf_baseline *baseline, pf_check_finding *findings, size_t count,
                       const char *const *files, size_t file_count, size_t *unmatched)
{
    name_memory latest = {0};
    uint32_t *left = pf_arena_array(arena, baseline->count, sizeof *left);
    *unmatched = 0;
    if (!left)
        return false;
    for (size_t i = 0; i < baseline->count; i++)
        left[i] = baseline->entries[i].count;
    for (size_t i = 0; i < count; i++) {
        pf_check_finding *finding = &findings[i];
        if (finding->waived)
            continue;
        const char *name = remember(arena, place, finding->file, &latest);
        if (!name)
            return false;
        finding->baselined = take(baseline, left, &(pf_baseline_entry){finding->id, name, finding->fingerprint, 0});
    }
    return count_unmatched(arena, place, baseline, left, files, file_count, unmatched);
}
