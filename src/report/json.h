// SPDX-License-Identifier: MIT
// The reports as JSON values; json.c writes them, as json or as ndjson.
#ifndef PF_REPORT_JSON_H
#define PF_REPORT_JSON_H

#include "report/json_writer.h"
#include "report/report.h"
#include "report/view.h"

void pf_json_recommendation(pf_json *json, const pf_result *result);
void pf_json_facts(pf_json *json, const pf_result *result);
void pf_json_questions(pf_json *json, const pf_result *result);
void pf_json_explanation(pf_json *json, const pf_result *result, const pf_explanation *explanation);
void pf_json_what_if(pf_json *json, const pf_what_if *what_if);
void pf_json_list(pf_json *json, const pf_pattern *patterns, size_t count);
void pf_json_pattern(pf_json *json, const pf_pattern *pattern);
void pf_json_exercise(pf_json *json, const pf_exercise *exercise);
void pf_json_progress(pf_json *json, const pf_progress *progress);

// Parts that several of them have.
void pf_json_strings(pf_json *json, const char *key, const char *const *items, size_t count);
void pf_json_all_evidence(pf_json *json, const char *key, pf_view *view, const pf_assessment *assessment);
void pf_json_evidence(pf_json *json, const char *key, pf_view *view, const pf_evidence *evidence);
void pf_json_fact(pf_json *json, const char *key, pf_view *view, const pf_known_fact *known);
void pf_json_tristate(pf_json *json, const char *key, int value);
void pf_json_trade_offs(pf_json *json, const char *key, const pf_pattern *pattern);
void pf_json_considerations(pf_json *json, const char *key, const pf_pattern *pattern);
// Opens the root, with what it begins with.
void pf_json_root(pf_json *json, const char *schema, const pf_result *result);

#endif
