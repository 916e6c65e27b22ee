// SPDX-License-Identifier: MIT
// Baselines of checks: the findings of today, so that only new ones are reported.
#include "api/check.h"
#include "base/limits.h"
#include "base/locale.h"
#include "input/path.h"
#include "report/baseline.h"

#include <errno.h>
#include <string.h>

// The folder of a file, absolute, is NULL when it cannot be named, and then files' names are taken as they are. False when memory is
// exhausted.
static bool find_place(pf_check *check, const char *path, pf_baseline_place *place)
{
    const char *folder = pf_path_folder(&check->arena, path);
    *place = (pf_baseline_place){folder ? pf_path_absolute(&check->arena, folder) : NULL, check->configs.working_folder};
    return folder && (place->folder || errno != ENOMEM);
}

static const char *advice_on(const pf_input_problem *problem)
{
    if (strcmp(problem->code, "input-empty") == 0)
        return "an empty file is no baseline: write it with --write-baseline";
    if (strcmp(problem->code, "input-missing") == 0)
        return "there is no such baseline: check the name, or write it with --write-baseline";
    if (strcmp(problem->code, "input-directory") == 0)
        return "a folder is no baseline: name the file";
    return problem->message;
}

static bool read_baseline(pf_check *check, const char *path, pf_baseline *baseline)
{
    pf_input input;
    pf_input_problem problem;
    bool read = pf_input_read_regular(&input, path, PF_LIMIT_BASELINE, &problem);
    if (!read)
        pf_diagnostics_add(&check->messages->diagnostics, PF_ERROR, problem.code, path, problem.line, problem.column, "%s", advice_on(&problem));
    const char *bytes = read ? pf_arena_copy(&check->arena, input.bytes, input.length) : NULL;
    size_t length = read ? input.length : 0;
    pf_input_release(&input);
    if (read && !bytes)
        pf_messages_exhausted_by(check->messages, path);
    return bytes && pf_baseline_read(&check->arena, path, bytes, length, baseline, &check->messages->diagnostics);
}

static void note_unmatched(pf_check *check, const char *path, size_t unmatched)
{
    if (unmatched)
        pf_diagnostics_add(&check->messages->diagnostics, PF_WARNING, "baseline-outdated", path, 0, 0,
                           "%zu of its findings %s no longer there: write it anew with --write-baseline", unmatched, unmatched == 1 ? "is" : "are");
}

// The findings and files of those documents that have this baseline, brought together.
typedef struct group {
    pf_check_finding *findings;
    size_t *origins; // where each of them stands in the run
    const char **files;
    size_t count, file_count;
} group;

static bool gather_group(pf_check *check, const char *baseline, group *all)
{
    size_t most = check->finding_count;
    *all = (group){pf_arena_array(&check->arena, most, sizeof *all->findings), pf_arena_array(&check->arena, most, sizeof *all->origins),
                   pf_arena_array(&check->arena, check->document_count, sizeof *all->files), 0, 0};
    if (!all->findings || !all->origins || !all->files)
        return false;
    for (size_t i = 0; i < check->document_count; i++) {
        const checked_document *document = &check->documents[i];
        if (!document->baseline || strcmp(document->baseline, baseline) != 0)
            continue;
        all->files[all->file_count++] = document->name;
        for (size_t j = document->first; j < document->end; j++) {
            all->findings[all->count] = check->findings[j];
            all->origins[all->count++] = j;
        }
    }
    return true;
}

static bool apply_one(pf_check *check, const char *path)
{
    pf_baseline baseline;
    pf_baseline_place place;
    group all;
    size_t unmatched;
    if (!read_baseline(check, path, &baseline))
        return true; // that was said
    if (!gather_group(check, path, &all) || !find_place(check, path, &place) ||
        !pf_baseline_apply(&check->arena, place, &baseline, all.findings, all.count, all.files, all.file_count, &unmatched))
        return false;
    for (size_t i = 0; i < all.count; i++)
        check->findings[all.origins[i]].baselined = all.findings[i].baselined;
    note_unmatched(check, path, unmatched);
    return true;
}

static bool is_first_of(const pf_check *check, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (check->documents[i].baseline && strcmp(check->documents[i].baseline, check->documents[index].baseline) == 0)
            return false;
    return true;
}

bool pf_check_apply_baselines(pf_check *check)
{
    for (size_t i = 0; i < check->document_count; i++)
        if (check->documents[i].baseline && is_first_of(check, i) && !apply_one(check, check->documents[i].baseline))
            return false;
    return true;
}

bool pf_check_read_text_baseline(pf_check *check)
{
    const char *path = pf_check_baseline_of(check, check->texts.target.config);
    check->texts.baseline = (pf_baseline){0};
    if (!path || check->options->ignore_baselines)
        return true;
    if (!find_place(check, path, &check->texts.place)) {
        pf_messages_exhausted(check->messages);
        return false;
    }
    return read_baseline(check, path, &check->texts.baseline);
}

// Of other texts it knows nothing, so that nothing can be said of what is no longer there.
bool pf_check_apply_text_baseline(pf_check *check)
{
    pf_arena arena;
    size_t unmatched;
    if (!check->texts.baseline.count)
        return true;
    pf_arena_init(&arena);
    bool applied = pf_baseline_apply(&arena, check->texts.place, &check->texts.baseline, check->findings, check->finding_count, NULL, 0, &unmatched);
    pf_arena_release(&arena);
    return applied;
}

bool pf_write_baseline(pf_check *check, const char *path, pf_output *output, pf_messages *messages)
{
    PF_IN_C_LOCALE;
    pf_baseline baseline;
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    *output = (pf_output){0};
    pf_baseline_place place;
    if (find_place(check, path, &place) && pf_baseline_collect(&check->arena, place, check->findings, check->finding_count, &baseline)) {
        pf_baseline_write(&baseline, &buffer);
        return pf_output_take(&buffer, output, messages);
    }
    pf_buffer_release(&buffer);
    pf_messages_exhausted(messages);
    return false;
}
