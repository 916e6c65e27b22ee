// SPDX-License-Identifier: MIT
// Reads a configuration: what its keys are called, hold and mean.
#include "check/config.h"

#include "base/bytes.h"
#include "check/glob.h"
#include "input/path.h"
#include "rules/reader.h"

#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define AT(member) offsetof(pf_check_severity, member)
static const pf_field severity_fields[] = {
    {.key = "id", .kind = PF_FIELD_STRING, .offset = AT(id), .about = "A finding, or the first parts of its id."},
    {.key = "severity", .kind = PF_FIELD_VALUE, .offset = AT(level), .about = "error, warning, info, hint or off."},
};
static const pf_record severity_record = {"a severity", sizeof(pf_check_severity), AT(place), severity_fields, COUNT(severity_fields),
                                          "How much a finding matters.", NULL, true};
#undef AT

#define AT(member) offsetof(pf_check_headings, member)
static const pf_field headings_fields[] = {
    {.key = "role", .kind = PF_FIELD_STRING, .offset = AT(role), .about = "A role of sections."},
    {.key = "headings", .kind = PF_FIELD_STRINGS, .offset = AT(headings), .about = "Phrases in its headings."},
};
static const pf_record headings_record = {"headings", sizeof(pf_check_headings), AT(place), headings_fields, COUNT(headings_fields),
                                          "More heading phrases of a role.", NULL, true};
#undef AT

#define AT(member) offsetof(pf_check_expectations, member)
static const pf_field expectations_fields[] = {
    {.key = "expect", .kind = PF_FIELD_STRINGS, .offset = AT(expect), .about = "The patterns that the text calls for, all of them."},
    {.key = "require", .kind = PF_FIELD_STRINGS, .offset = AT(require), .about = "Patterns that it calls for at least."},
    {.key = "forbid", .kind = PF_FIELD_STRINGS, .offset = AT(forbid), .about = "Patterns that it does not call for."},
};
static const pf_record expectations_record = {"expectations", sizeof(pf_check_expectations), SIZE_MAX, expectations_fields,
                                              COUNT(expectations_fields), "Which patterns a text should call for.", NULL, false};
#undef AT

#define AT(member) offsetof(pf_check_override, member)
static const pf_field override_fields[] = {
    {.key = "paths", .kind = PF_FIELD_STRINGS, .offset = AT(paths), .required = true, .about = "Globs of the documents that it is for."},
    {.key = "severities", .kind = PF_FIELD_MAP, .offset = AT(severities), .record = &severity_record, .about = "As at the top."},
    {.kind = PF_FIELD_INLINE, .offset = AT(expectations), .record = &expectations_record},
};
static const pf_record override_record = {"an override", sizeof(pf_check_override), AT(place), override_fields, COUNT(override_fields),
                                          "What holds for some documents only.", NULL, false};
#undef AT

#define AT(member) offsetof(pf_check_config, member)
static const pf_field config_fields[] = {
    {.key = "fail_on", .kind = PF_FIELD_VALUE, .offset = AT(fail_on), .about = "Findings of this severity and worse fail the run."},
    {.key = "severities", .kind = PF_FIELD_MAP, .offset = AT(severities), .record = &severity_record, .about = "How much findings matter."},
    {.key = "exclude", .kind = PF_FIELD_STRINGS, .offset = AT(exclude), .about = "Globs of files and folders that are not checked."},
    {.key = "overrides", .kind = PF_FIELD_LIST, .offset = AT(overrides), .record = &override_record, .about = "What holds for some documents only."},
    {.key = "rules", .kind = PF_FIELD_STRINGS, .offset = AT(rules), .about = "Files and folders of rules."},
    {.key = "sections", .kind = PF_FIELD_MAP, .offset = AT(sections), .record = &headings_record, .about = "More headings of section roles."},
    {.kind = PF_FIELD_INLINE, .offset = AT(expectations), .record = &expectations_record},
    {.key = "baseline", .kind = PF_FIELD_VALUE, .offset = AT(baseline), .about = "A file of findings that are known already."},
};
static const pf_record config_record = {"a configuration", sizeof(pf_check_config), SIZE_MAX, config_fields, COUNT(config_fields),
                                        "What a team wants of its checks.", NULL, false};

static const pf_field own_fields[] = {
    {.key = "severities", .kind = PF_FIELD_MAP, .offset = AT(severities), .record = &severity_record, .about = "How much findings matter."},
    {.kind = PF_FIELD_INLINE, .offset = AT(expectations), .record = &expectations_record},
};
static const pf_record own_record = {"front matter", sizeof(pf_check_config), SIZE_MAX, own_fields, COUNT(own_fields),
                                     "What a document wants of its own check.", NULL, false};
#undef AT

void pf_check_config_init(pf_check_config *config)
{
    *config = (pf_check_config){.fail_on_severity = PF_SEVERITY_WARNING};
}

// The severity that a word which is none is meant for: `no` is how YAML says off, `warn` begins one. Else the word, in small letters.
static void guess_severity(char *word, size_t size, const char *const *names, size_t count)
{
    static const char *const off[] = {"no", "n", "false", "none", "never"};
    for (char *at = word; *at; at++)
        *at = to_lower(*at);
    for (size_t i = 0; i < COUNT(off); i++)
        if (strcmp(word, off[i]) == 0)
            snprintf(word, size, "%s", pf_severity_name(PF_SEVERITY_OFF));
    size_t length = strlen(word);
    for (size_t i = 0; length > 2 && i < count; i++)
        if (strncmp(word, names[i], length) == 0)
            snprintf(word, size, "%s", names[i]);
}

static void read_severity(const pf_value *level, pf_severity *severity, pf_diagnostics *diagnostics)
{
    const char *names[PF_SEVERITY_ERROR + 1];
    for (int i = PF_SEVERITY_OFF; i <= PF_SEVERITY_ERROR; i++) {
        names[i] = pf_severity_name((pf_severity)i);
        if (strcmp(level->text, names[i]) == 0) {
            *severity = (pf_severity)i;
            return;
        }
    }
    char word[16];
    snprintf(word, sizeof word, "%s", level->text);
    guess_severity(word, sizeof word, names, COUNT(names));
    pf_hint hint = pf_did_you_mean(word, (pf_names){names, COUNT(names), sizeof *names, 0}, ": write error, warning, info, hint or off");
    pf_diagnostics_add(diagnostics, PF_ERROR, "config-unknown-severity", level->place.file, level->place.line, level->place.column,
                       "there is no severity '%s'%s", level->text, hint.text);
}

static void read_severities(pf_check_severities *severities, pf_diagnostics *diagnostics)
{
    for (size_t i = 0; i < severities->count; i++)
        read_severity(&severities->items[i].level, &severities->items[i].severity, diagnostics);
}

static void check_globs(const pf_strings *globs, pf_diagnostics *diagnostics)
{
    for (size_t i = 0; i < globs->count; i++) {
        const pf_string_item *glob = &globs->items[i];
        const char *problem = pf_glob_problem(glob->text);
        if (problem)
            pf_diagnostics_add(diagnostics, PF_ERROR, "config-bad-glob", glob->place.file, glob->place.line, glob->place.column,
                               "the glob \"%s\" cannot be used: %s", glob->text, problem);
    }
}

static bool takes_in(const pf_strings *globs)
{
    for (size_t i = 0; i < globs->count; i++)
        if (globs->items[i].text[0] != '!')
            return true;
    return false;
}

// An override that cannot do anything is one that was not finished.
static void check_effect(const pf_check_override *override, pf_diagnostics *diagnostics)
{
    const pf_check_expectations *lists = &override->expectations;
    const pf_origin *place = NULL;
    const char *problem = NULL;
    if (!takes_in(&override->paths)) {
        place = &override->paths.place;
        problem = "'paths' takes in no document: name a glob that does, such as archive/";
    } else if (!override->severities.count && !lists->expect.items && !lists->require.items && !lists->forbid.items) {
        place = &override->place;
        problem = "this override says nothing: give it severities, expect, require or forbid";
    }
    if (problem)
        pf_diagnostics_add(diagnostics, PF_ERROR, "config-no-effect", place->file, place->line, place->column, "%s", problem);
}

static void read_values(pf_check_config *config, pf_diagnostics *diagnostics)
{
    if (config->fail_on.text)
        read_severity(&config->fail_on, &config->fail_on_severity, diagnostics);
    read_severities(&config->severities, diagnostics);
    check_globs(&config->exclude, diagnostics);
    for (size_t i = 0; i < config->overrides.count; i++) {
        read_severities(&config->overrides.items[i].severities, diagnostics);
        check_globs(&config->overrides.items[i].paths, diagnostics);
        check_effect(&config->overrides.items[i], diagnostics);
    }
}

// Paths as they are seen from the working directory.
static bool place_paths(pf_arena *arena, pf_check_config *config)
{
    const char *folder = pf_path_folder(arena, config->file);
    config->rule_paths = pf_arena_array(arena, config->rules.count, sizeof *config->rule_paths);
    if (!folder || !config->rule_paths)
        return false;
    for (size_t i = 0; i < config->rules.count; i++)
        if (!(config->rule_paths[i] = pf_path_join(arena, folder, config->rules.items[i].text)))
            return false;
    if (config->baseline.text)
        config->baseline_path = pf_path_join(arena, folder, config->baseline.text);
    return !config->baseline.text || config->baseline_path;
}

static bool has_key(const pf_record *record, const char *key)
{
    for (size_t i = 0; i < record->field_count; i++)
        if (record->fields[i].key && strcmp(record->fields[i].key, key) == 0)
            return true;
    return false;
}

// Whether a document leaves alone what only a configuration can set.
static bool minds_its_business(const pf_node *root, pf_diagnostics *diagnostics)
{
    size_t errors = diagnostics->errors;
    for (const pf_node *child = root->kind == PF_NODE_MAPPING ? root->first : NULL; child; child = child->next) {
        const pf_node *key = child->key;
        if (has_key(&config_record, key->text) && !has_key(&own_record, key->text))
            pf_diagnostics_add(diagnostics, PF_ERROR, "config-misplaced", key->place.file, key->place.line, key->place.column,
                               "a document cannot set '%s', only expect, require, forbid and severities: write it into " PF_CHECK_CONFIG_NAME,
                               key->text);
    }
    return diagnostics->errors == errors;
}

static bool read_as(const pf_record *record, pf_arena *arena, const char *file, const char *folder, const char *bytes, size_t length,
                    pf_check_config *config, pf_diagnostics *diagnostics)
{
    size_t errors = diagnostics->errors;
    pf_reader reader = {arena, arena, diagnostics, &pf_yaml_config};
    pf_check_config_init(config);
    config->file = pf_arena_copy(arena, file, strlen(file));
    config->folder = pf_arena_copy(arena, folder, strlen(folder));
    bool made = config->file && config->folder;
    const pf_node *root = made ? pf_node_parse(arena, &pf_yaml_config, config->file, bytes, length, diagnostics) : NULL;
    bool accepted = root && (record == &config_record || minds_its_business(root, diagnostics));
    if (accepted && pf_read_record(&reader, record, root, config))
        read_values(config, diagnostics);
    if (!made || !place_paths(arena, config))
        pf_diagnostics_add(diagnostics, PF_ERROR, "out-of-memory", file, 0, 0, "out of memory");
    return diagnostics->errors == errors;
}

bool pf_check_config_read(pf_arena *arena, const char *file, const char *folder, const char *bytes, size_t length,
                          pf_check_config *config, pf_diagnostics *diagnostics)
{
    return read_as(&config_record, arena, file, folder, bytes, length, config, diagnostics);
}

bool pf_check_config_read_own(pf_arena *arena, const char *file, const char *bytes, size_t length, pf_check_config *config,
                              pf_diagnostics *diagnostics)
{
    return read_as(&own_record, arena, file, ".", bytes, length, config, diagnostics);
}

bool pf_check_config_set_list(pf_arena *arena, pf_strings *list, const char *const *words, size_t count)
{
    const pf_origin place = {PF_CHECK_COMMAND_LINE, 0, 0};
    *list = (pf_strings){pf_arena_array(arena, count, sizeof *list->items), count, place};
    for (size_t i = 0; list->items && i < count; i++)
        list->items[i] = (pf_string_item){words[i], place};
    return list->items != NULL;
}
