// SPDX-License-Identifier: MIT
// What a check holds.
#ifndef PF_API_CHECK_H
#define PF_API_CHECK_H

#include "api/handles.h"
#include "check/baseline.h"
#include "check/document.h"
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
    const pf_rules *rules;
    pf_input text;        // of one that is kept; else it has no bytes
    bool is_design;
} checked_document;

// A document that is to be examined, and what came of it.
typedef struct pf_check_job {
    const char *path, *name; // as it is opened, and as reports call it
    const pf_rules *rules;   // NULL: it is not examined
    pf_check_target target;
    bool taken; // it was examined; else `said` tells why not
    pf_check_outcome outcome;
    pf_messages said;
    pf_input text; // of one that is kept; else it has no bytes
    const pf_gathering *gathering;
    size_t first, found; // its findings there
} pf_check_job;

// What all texts of pf_check_text have in common.
typedef struct text_checks {
    pf_check_target target;
    const pf_rules *rules;
    pf_baseline baseline;
    pf_baseline_place place;
} text_checks;

struct pf_check {
    pf_arena arena;
    const pf_setting *settings; // the caller's
    size_t setting_count;
    const pf_check_options *options; // the caller's, while the check runs
    pf_messages *messages;
    pf_check_configs configs;
    pf_check_config command_line;
    config_rules *rules;
    size_t rules_count, rules_capacity;
    checked_document *documents;
    size_t document_count, document_capacity;
    pf_gathering *gatherings; // of each thread that examined documents; they hold what the findings point to
    size_t gathering_count;
    pf_check_finding *findings; // in the order of the documents
    size_t finding_count, finding_capacity;
    pf_check_run run;
    text_checks texts;
};

// check_jobs.c: examines the documents, as many at a time as the options allow. False, with none of them examined, when memory is exhausted.
bool pf_check_run_jobs(pf_check *check, pf_check_job *jobs, size_t count);
// Examines one whose text was read, or (`problem`) could not be. The input is taken over.
void pf_check_take(const pf_check *check, pf_check_job *job, pf_gathering *gathering, pf_input *input, const pf_input_problem *problem,
                   bool may_be_empty);
// Whether it is an empty document that could not be read.
bool pf_check_is_empty(const pf_input_problem *problem);
// Has room for what so many threads find. False when memory is exhausted.
bool pf_check_reserve_gatherings(pf_check *check, size_t count);

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
