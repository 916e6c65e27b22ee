// SPDX-License-Identifier: MIT
// What SARIF wants of strings: relative URIs, messages with links and a greatest length.
#ifndef PF_REPORT_SARIF_TEXT_H
#define PF_REPORT_SARIF_TEXT_H

#include "report/findings.h"
#include "report/json_writer.h"

// The message of a result: what is wrong, what to do, and links to the first pieces of evidence, which have the ids 1,
// 2 ... among its related locations.
void pf_sarif_message(pf_json *json, const char *key, const pf_check_finding *finding);
// Any text as an object with the key "text", cut where GitHub would cut it.
void pf_sarif_text(pf_json *json, const char *key, const char *string);
// The same with `code`, unless it is NULL, in brackets behind it.
void pf_sarif_notice(pf_json *json, const char *key, const char *string, const char *code);
// As pf_sarif_text, with the key "markdown" too.
void pf_sarif_help(pf_json *json, const char *key, const char *string, const pf_buffer *markdown);

// A path as a URI: relative ones to the root of the sources.
void pf_sarif_artifact(pf_json *json, const char *key, const char *path);

// "missing-pattern/scaling-reads" becomes "MissingPatternScalingReads".
void pf_sarif_name(pf_json *json, const char *key, const char *id);

#endif
