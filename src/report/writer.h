// SPDX-License-Identifier: MIT
// What a format has to offer: one function a report, NULL for one that it has not. A writer that runs out of memory sets `failed` of its output.
#ifndef PF_REPORT_WRITER_H
#define PF_REPORT_WRITER_H

#include "report/report.h"

// How a report shall look.
typedef struct pf_look {
    pf_format format; // for writers of several formats
    pf_style style;
} pf_look;

typedef struct pf_report_writer {
    void (*recommendation)(const pf_result *result, pf_look look, pf_buffer *output);
    void (*facts)(const pf_result *result, pf_look look, pf_buffer *output);
    void (*questions)(const pf_result *result, pf_look look, pf_buffer *output);
    void (*explanation)(const pf_result *result, const pf_explanation *explanation, pf_look look, pf_buffer *output);
    void (*what_if)(const pf_what_if *what_if, pf_look look, pf_buffer *output);
    void (*list)(const pf_pattern *patterns, size_t count, pf_look look, pf_buffer *output);
    void (*pattern)(const pf_pattern *pattern, pf_look look, pf_buffer *output);
    void (*cheatsheet)(const pf_pattern *patterns, size_t count, pf_look look, pf_buffer *output);
    void (*exercise)(const pf_exercise *exercise, pf_look look, pf_buffer *output);
    void (*progress)(const pf_progress *progress, pf_look look, pf_buffer *output);
} pf_report_writer;

extern const pf_report_writer pf_report_text, pf_report_json, pf_report_markdown, pf_report_html, pf_report_mermaid, pf_report_dot;

#endif
