// SPDX-License-Identifier: MIT
// What a team wants of its checks: the file .patfinder.yaml, or the options of the command line in the same shape.
//
// The way of use: find the configuration of a document (check/nearest.h), load the rules that it asks for
// (pf_check_config.rule_paths and pf_check_config_sections), prove its names against them (pf_check_config_resolve), then ask.
// Whatever stands on the command line is a second configuration, asked after that of the file: see pf_check_config_severity.
#ifndef PF_CHECK_CONFIG_H
#define PF_CHECK_CONFIG_H

#include "check/finding.h"
#include "rules/ruleset.h"

// The name of the file, and what places call the command line (in `file`; their line is 0).
#define PF_CHECK_CONFIG_NAME ".patfinder.yaml"
#define PF_CHECK_COMMAND_LINE "command line"
#define PF_CHECK_RULE_FOLDER "rule folder" // of the user or the project

// `missing-pattern/scaling-reads: off`
typedef struct pf_check_severity {
    pf_origin place;
    const char *id; // of a finding, or the first parts of one
    pf_value level; // as written
    pf_severity severity;
} pf_check_severity;
typedef PF_LIST(pf_check_severity) pf_check_severities;

// Which patterns the text of a document should call for. A list without items (NULL) is not given; one that is given may be empty.
typedef struct pf_check_expectations {
    pf_strings expect;  // these and no others
    pf_strings require; // at least these
    pf_strings forbid;  // none of these
} pf_check_expectations;

// What holds for some documents only; later ones win.
typedef struct pf_check_override {
    pf_origin place;
    pf_strings paths; // globs, as those of `exclude`
    pf_check_severities severities;
    pf_check_expectations expectations;
} pf_check_override;
typedef PF_LIST(pf_check_override) pf_check_overrides;

// More heading phrases of a section role.
typedef struct pf_check_headings {
    pf_origin place;
    const char *role;
    pf_strings headings;
} pf_check_headings;
typedef PF_LIST(pf_check_headings) pf_check_sections;

// Made by pf_check_config_init and pf_check_config_read. All memory belongs to the arena given there. Read-only once resolved.
typedef struct pf_check_config {
    const char *file;   // what messages call it: relative to the working directory where it lies below it; NULL: there is none
    const char *folder; // absolute, the folder that holds it
    pf_value fail_on;   // as written
    pf_severity fail_on_severity; // PF_SEVERITY_WARNING when nothing is said; PF_SEVERITY_OFF: no finding fails the run
    pf_check_severities severities;
    pf_strings exclude; // globs
    pf_check_overrides overrides;
    pf_strings rules;   // files and folders of rules, as written
    pf_check_sections sections;
    pf_check_expectations expectations;
    pf_value baseline;  // as written
    const char **rule_paths;   // `rules` seen from the working directory: one for each
    const char *baseline_path; // `baseline` seen from there, or NULL
} pf_check_config;

// As if there were no file: nothing is excluded, all severities are the defaults.
void pf_check_config_init(pf_check_config *config);

// Reads the bytes of a configuration, strictly. `file` is what messages call it, and what its paths are relative to; `folder` its
// absolute folder. An empty file is a configuration that says nothing. False, with errors (config-...) among the diagnostics,
// when anything is wrong. Names that only a rule set knows are looked at later.
bool pf_check_config_read(pf_arena *arena, const char *file, const char *folder, const char *bytes, size_t length,
                          pf_check_config *config, pf_diagnostics *diagnostics);

// The same for what a document says of itself: `expect`, `require`, `forbid` and `severities` alone.
bool pf_check_config_read_own(pf_arena *arena, const char *file, const char *bytes, size_t length, pf_check_config *config,
                              pf_diagnostics *diagnostics);

// Proves the names of findings and patterns against the rules. False, with errors, when there is one that does not exist. (Roles
// are proved when the rules are loaded, since rule files may bring new ones.)
bool pf_check_config_resolve(const pf_check_config *config, const pf_ruleset *rules, pf_diagnostics *diagnostics);

// In all that follows `path` is the document's, relative to the configuration's folder, as pf_check_config_find gives it.

// Whether it is excluded, by itself or with a folder that it lies in: the glob that does it, or NULL.
const pf_string_item *pf_check_config_excludes(const pf_check_config *config, const char *path, bool is_folder);

// The entry that decides on this finding, or NULL when there is none. An override that says anything about it wins over what
// stands before it; within one list the longest matching id wins.
const pf_check_severity *pf_check_config_find_severity(const pf_check_config *config, const char *path, const char *id);

// The severity of a finding: what that entry says, else `otherwise`. With a command line:
//   severity = pf_check_config_severity(file, path, id, kind->severity);
//   severity = pf_check_config_severity(command_line, path, id, severity);
pf_severity pf_check_config_severity(const pf_check_config *config, const char *path, const char *id, pf_severity otherwise);

// Puts what the configuration expects of a document in the place of what `expectations` holds, list by list; lists of which it
// says nothing stay.
void pf_check_config_expect(const pf_check_config *config, const char *path, pf_check_expectations *expectations);

// The bytes of a rule file that adds the headings of `sections` to the roles, to be loaded in one layer with the rules of
// `rule_paths`, under the name config->file: its lines are those of the configuration, so that messages about a heading point
// there. Nothing is appended when there are none. Failure shows in the buffer.
void pf_check_config_sections(const pf_check_config *config, pf_buffer *buffer);

// For the command line: a list of words without a place. False when memory is exhausted.
bool pf_check_config_set_list(pf_arena *arena, pf_strings *list, const char *const *words, size_t count);

#endif
