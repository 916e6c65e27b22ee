// SPDX-License-Identifier: MIT
// The reports as Markdown, fit for a comment on a change.
#ifndef PF_REPORT_MARKDOWN_H
#define PF_REPORT_MARKDOWN_H

#include "report/markdown_text.h"
#include "report/writer.h"

void pf_markdown_recommendation(const pf_result *result, pf_look look, pf_buffer *output);
void pf_markdown_facts(const pf_result *result, pf_look look, pf_buffer *output);
void pf_markdown_explanation(const pf_result *result, const pf_explanation *explanation, pf_look look, pf_buffer *output);
void pf_markdown_what_if(const pf_what_if *what_if, pf_look look, pf_buffer *output);
void pf_markdown_list(const pf_pattern *patterns, size_t count, pf_look look, pf_buffer *output);
void pf_markdown_pattern(const pf_pattern *pattern, pf_look look, pf_buffer *output);
void pf_markdown_cheatsheet(const pf_pattern *patterns, size_t count, pf_look look, pf_buffer *output);

// Title and id.
void pf_markdown_name(pf_buffer *output, const pf_pattern *pattern);
// Quoted words, why they count, and the arithmetic, within a line.
void pf_markdown_evidence(pf_buffer *output, pf_view *view, const pf_evidence *evidence);
// Each of these opens with an empty line.
void pf_markdown_options(pf_buffer *output, const pf_assessment *assessment);
void pf_markdown_known_facts(pf_buffer *output, pf_view *view);
void pf_markdown_trade_offs(pf_buffer *output, const pf_pattern *pattern);
void pf_markdown_considerations(pf_buffer *output, const pf_pattern *pattern);
void pf_markdown_sources(pf_buffer *output, const pf_pattern *pattern);

#endif
