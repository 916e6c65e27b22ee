// SPDX-License-Identifier: MIT
// What a check holds.
#ifndef PF_API_CHECK_H
#define PF_API_CHECK_H

#include "api/handles.h"
#include "check/baseline.h"
#include "check/gather.h"
#include "check/nearest.h"

// The rules that one configuration asks for.
typedef struct config_rules {
    const pf_check_config *config;
    pf_rules *rules; // NULL: they cannot be used, which was said
} config_rules;

typedef struct checked_document {
    const char *name;
    const char *baseline; // the file, or NULL
    size_t first, end;    // its findings
    pf_severity fail_on;  // as its configuration says
} checked_document;

// What all texts of pf_check_text have in common.
typedef struct text_checks {
    pf_check_target target;
    const pf_rules *rules;
    pf_baseline baseline;
    pf_baseline_place place;
} text_checks;

struct pf_check {
    pf_arena arena;
    const pf_check_options *options; // the caller's, while the check runs
    pf_messages *messages;
    pf_check_configs configs;
    pf_check_config command_line;
    config_rules *rules;
    size_t rules_count, rules_capacity;
    checked_document *documents;
    size_t document_count, document_capacity;
    pf_gathering gathering;
    pf_check_run run;
    text_checks texts;
};

// The baseline for documents under that configuration, or NULL.
const char *pf_check_baseline_of(const pf_check *check, const pf_check_config *config);

// Marks the findings that are in the baselines of their documents. A baseline that cannot be read is an error among the messages. False when
// memory is exhausted.
bool pf_check_apply_baselines(pf_check *check);

// Reads the baseline for texts, if they have one. False after an error among the messages.
bool pf_check_read_text_baseline(pf_check *check);
// Marks the findings of the latest text that are in it. False when memory is exhausted.
bool pf_check_apply_text_baseline(pf_check *check);

#endif
