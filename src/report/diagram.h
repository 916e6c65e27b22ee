// SPDX-License-Identifier: MIT
// The picture of a recommendation, in the languages of others and as SVG.
#ifndef PF_REPORT_DIAGRAM_H
#define PF_REPORT_DIAGRAM_H

#include "report/drawing.h"
#include "report/placing.h"
#include "report/writer.h"

void pf_mermaid_recommendation(const pf_result *result, pf_look look, pf_buffer *output);
void pf_dot_recommendation(const pf_result *result, pf_look look, pf_buffer *output);

// The same as SVG within a page that has pf_svg_style in its style.
void pf_svg_drawing(const pf_drawing *drawing, const pf_placing *placing, pf_buffer *output);
extern const char pf_svg_style[];

// The flowchart of a drawing that has steps, for a place where the numbers of patterns are known.
void pf_mermaid_drawing(pf_buffer *output, const pf_drawing *drawing);

#endif
