// SPDX-License-Identifier: MIT
// Reads rule files from disk into a layer of rules.
#include "api/rule_paths.h"

#include "base/limits.h"
#include "input/folder.h"
#include "input/input.h"
#include "input/path.h"

#include <errno.h>
#include <string.h>

static const char *const endings[] = {".yaml", NULL};
static const pf_folder_kind rule_files = {
    .endings = endings,
    .deepest = PF_LIMIT_RULE_FOLDERS,
    .missing = "rules-missing",
    .unreadable = "rules-unreadable",
    .outside = "rules-outside",
    .absent = "there is no such file or folder of rules",
};

static bool read_text(const char *path, pf_arena *scratch, pf_rule_text *text, pf_diagnostics *diagnostics)
{
    pf_input input;
    pf_input_problem problem;
    if (!pf_input_read_regular(&input, path, PF_LIMIT_RULE_FILE, &problem)) {
        if (strcmp(problem.code, "input-empty") == 0) { // the reader of rules says what is missing in it
            *text = (pf_rule_text){path, "", 0};
            pf_input_release(&input);
            return true;
        }
        pf_input_problem_report(&problem, path, diagnostics);
        pf_input_release(&input);
        return false;
    }
    char *bytes = pf_arena_copy(scratch, input.bytes, input.length);
    *text = (pf_rule_text){path, bytes, input.length};
    pf_input_release(&input);
    if (!bytes)
        pf_diagnostics_add(diagnostics, PF_ERROR, "out-of-memory", path, 0, 0, "out of memory");
    return bytes != NULL;
}

// A file that several paths lead to is read once: a configuration may name the folder that is the project's anyway.
static bool drop_repeated(pf_arena *scratch, pf_file_list *files)
{
    const char **absolute = pf_arena_array(scratch, files->count, sizeof *absolute);
    size_t kept = 0;
    for (size_t i = 0; absolute && i < files->count; i++) {
        size_t same = 0;
        const char *path = pf_path_absolute(scratch, files->paths[i]);
        if (!path && errno == ENOMEM)
            return false;
        absolute[kept] = path ? path : files->paths[i]; // reading will say what is wrong with it
        while (strcmp(absolute[same], absolute[kept]) != 0)
            same++;
        files->paths[kept] = files->paths[i];
        kept += same == kept;
    }
    files->count = kept;
    return absolute != NULL;
}

static bool refuse_many(const pf_file_list *files, pf_diagnostics *diagnostics)
{
    pf_diagnostics_add(diagnostics, PF_ERROR, "rule-too-many", files->paths[PF_LIMIT_RULE_FILES], 0, 0,
                       "this is one rule file too many: %d can be read together; join some of them, or leave out what is not needed", PF_LIMIT_RULE_FILES);
    return false;
}

// Reads files until there is no room for all that they hold; then the rest is left alone.
static void read_texts(const pf_file_list *files, pf_arena *scratch, pf_rule_texts *texts, pf_diagnostics *diagnostics)
{
    size_t bytes = 0;
    for (size_t i = 0; i < files->count && bytes <= PF_LIMIT_RULE_BYTES; i++) {
        if (read_text(files->paths[i], scratch, &texts->items[i], diagnostics))
            bytes += texts->items[i].length;
        if (bytes > PF_LIMIT_RULE_BYTES)
            pf_diagnostics_add(diagnostics, PF_ERROR, "rule-too-many", files->paths[i], 0, 0,
                               "with this file the rule files are larger than the limit of %u MiB for all: leave out what is not needed",
                               PF_LIMIT_RULE_BYTES / (1024 * 1024));
    }
}

bool pf_rule_paths_read(const char *const *paths, size_t count, pf_arena *scratch, pf_rule_texts *texts, pf_diagnostics *diagnostics)
{
    pf_file_list files = {0};
    size_t errors = diagnostics->errors;
    for (size_t i = 0; i < count; i++) {
        size_t before = files.count;
        if (pf_folder_walk(scratch, &rule_files, NULL, paths[i], &files, diagnostics) && files.count == before)
            pf_diagnostics_add(diagnostics, PF_ERROR, "rules-missing", paths[i], 0, 0, "the folder holds no rule files (*.yaml)");
    }
    if (files.count > PF_LIMIT_RULE_FILES)
        return refuse_many(&files, diagnostics);
    bool single = count < 2 || drop_repeated(scratch, &files);
    pf_rule_text *items = single ? pf_arena_array(scratch, files.count, sizeof *items) : NULL;
    *texts = (pf_rule_texts){items, items ? files.count : 0};
    if (!items)
        pf_diagnostics_add(diagnostics, PF_ERROR, "out-of-memory", NULL, 0, 0, "out of memory");
    else
        read_texts(&files, scratch, texts, diagnostics);
    return diagnostics->errors == errors;
}

static bool add_text(pf_arena *scratch, pf_rule_texts *texts, const pf_rule_text *more, pf_diagnostics *diagnostics)
{
    pf_rule_text *all = pf_arena_array(scratch, texts->count + 1, sizeof *all);
    if (!all) {
        pf_diagnostics_add(diagnostics, PF_ERROR, "out-of-memory", NULL, 0, 0, "out of memory");
        return false;
    }
    for (size_t i = 0; i < texts->count; i++)
        all[i] = texts->items[i];
    all[texts->count++] = *more;
    texts->items = all;
    return true;
}

const pf_ruleset *pf_rule_paths_load(const pf_ruleset *base, const char *const *paths, size_t count, const pf_rule_text *more, pf_arena *keep,
                                     pf_arena *scratch, pf_diagnostics *diagnostics)
{
    pf_rule_texts texts;
    if (!pf_rule_paths_read(paths, count, scratch, &texts, diagnostics) || (more && !add_text(scratch, &texts, more, diagnostics)))
        return NULL;
    if (texts.count == 0)
        return base;
    return pf_ruleset_layer(base, texts.items, texts.count, keep, scratch, diagnostics);
}
