// SPDX-License-Identifier: MIT
// The reports for people to read, on a terminal or piped.
#ifndef PF_REPORT_TEXT_H
#define PF_REPORT_TEXT_H

#include "report/layout.h"
#include "report/view.h"
#include "report/writer.h"

void pf_text_recommendation(const pf_result *result, pf_look look, pf_buffer *output);
void pf_text_facts(const pf_result *result, pf_look look, pf_buffer *output);
void pf_text_questions(const pf_result *result, pf_look look, pf_buffer *output);
void pf_text_explanation(const pf_result *result, const pf_explanation *explanation, pf_look look, pf_buffer *output);
void pf_text_what_if(const pf_what_if *what_if, pf_look look, pf_buffer *output);
void pf_text_list(const pf_pattern *patterns, size_t count, pf_look look, pf_buffer *output);
void pf_text_pattern(const pf_pattern *pattern, pf_look look, pf_buffer *output);
void pf_text_cheatsheet(const pf_pattern *patterns, size_t count, pf_look look, pf_buffer *output);
void pf_text_exercise(const pf_exercise *exercise, pf_look look, pf_buffer *output);
void pf_text_progress(const pf_progress *progress, pf_look look, pf_buffer *output);

pf_tone pf_text_level_tone(pf_level level);
// Title and id of a pattern, added to the open paragraph.
void pf_text_add_name(pf_layout *layout, const pf_pattern *pattern);
// The recommended patterns, which are the first: title, certainty, and what to start with.
void pf_text_summary(pf_layout *layout, const pf_result *result, size_t recommended);
// A certainty from 0 to 1 as a bar, in eighths of a column; full only for 1, and empty only for 0.
enum { PF_TEXT_BAR_COLUMNS = 5, PF_TEXT_CELL_SIZE = 3, PF_TEXT_BAR_SIZE = PF_TEXT_CELL_SIZE * PF_TEXT_BAR_COLUMNS + 1 };
void pf_text_bar(char bar[PF_TEXT_BAR_SIZE], double certainty);
// The same behind a blank, added to the open paragraph, of an assessment that more speaks for than against.
void pf_text_add_bar(pf_layout *layout, const pf_assessment *assessment);
// Title, id, level and certainty of an assessment, added to the open paragraph.
void pf_text_add_verdict(pf_layout *layout, const pf_assessment *assessment);
// The quoted words of a piece of evidence with their place, why they count, and the arithmetic.
void pf_text_add_evidence(pf_layout *layout, pf_view *view, const pf_evidence *evidence);
// Quoted words and, unless the text has a single line, where they stand: "up to 10 GB" (line 3).
void pf_text_add_spot(pf_layout *layout, pf_view *view, uint32_t start, uint32_t end);
void pf_text_known_facts(pf_layout *layout, pf_view *view);
// A question, how to answer it on the command line and, unless it is to be short, what it decides.
void pf_text_question(pf_layout *layout, const pf_asked *asked, bool short_form);
// A line for each pattern that is recommended now and was not, the other way round, or with another option to start with.
void pf_text_turns(pf_layout *layout, const pf_difference *difference);
void pf_text_options(pf_layout *layout, const pf_assessment *assessment, size_t indent);
void pf_text_trade_offs(pf_layout *layout, const pf_pattern *pattern, size_t indent);
void pf_text_considerations(pf_layout *layout, const pf_pattern *pattern, size_t indent);
void pf_text_sources(pf_layout *layout, const pf_pattern *pattern, size_t indent);

#endif
