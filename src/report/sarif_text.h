// SPDX-License-Identifier: MIT
// What SARIF wants of strings: relative URIs, messages with links and a greatest length.
#ifndef PF_REPORT_SARIF_TEXT_H
#define PF_REPORT_SARIF_TEXT_H

#include "report/findings.h"
#include "report/json_value.h"

// The message of a result: what is wrong, what to do, and links to the first pieces of evidence, which have the ids 1,
// 2 ... among its related locations.
json_t *pf_sarif_message(pf_json *json, const pf_check_finding *finding);
// Any text as an object with the key "text", cut where GitHub would cut it.
json_t *pf_sarif_text(pf_json *json, const char *string);

// A path as a URI: relative ones to the root of the sources.
json_t *pf_sarif_artifact(pf_json *json, const char *path);

// "missing-pattern/scaling-reads" becomes "MissingPatternScalingReads".
json_t *pf_sarif_name(pf_json *json, const char *id);

#endif
