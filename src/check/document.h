// SPDX-License-Identifier: MIT
// One document: examined, judged, and its findings gathered.
#ifndef PF_CHECK_DOCUMENT_H
#define PF_CHECK_DOCUMENT_H

#include "check/gather.h"
#include "check/nearest.h"

// What is asked of a document.
typedef struct pf_check_request {
    const pf_ruleset *rules;
    pf_check_target target;              // the configuration in force
    const pf_check_config *command_line; // a second one, that stands above it
    const pf_given *given;
    size_t given_count;
} pf_check_request;

// What was found out about it besides the findings.
typedef struct pf_check_outcome {
    bool judged; // false: its front matter is wrong
    bool is_design, has_design;
} pf_check_outcome;

// `arena` holds what is needed on the way, and may be released afterwards. A mistake in the document's front matter is an error among
// the diagnostics. PF_ENGINE_OK also when there was one; then nothing else is said of the document.
pf_engine_status pf_check_document(pf_arena *arena, const pf_check_request *request, const pf_checked *checked, const pf_document *document,
                                   pf_gathering *gathering, pf_check_outcome *outcome, pf_diagnostics *diagnostics);

#endif
