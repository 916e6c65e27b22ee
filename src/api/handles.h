// SPDX-License-Identifier: MIT
// What the opaque handles of patfinder.h hold.
#ifndef PF_API_HANDLES_H
#define PF_API_HANDLES_H

#include "base/diagnostics.h"
#include "document/document.h"
#include "engine/engine.h"
#include "input/input.h"
#include "patfinder.h"
#include "report/report.h"

struct pf_messages {
    pf_diagnostics diagnostics;
};

struct pf_rules {
    const pf_ruleset *rules; // `own`
    pf_ruleset own;
    pf_regex_pool regexes;
    pf_arena keep, scratch;
};

struct pf_analysis {
    const pf_ruleset *rules;
    pf_arena arena;
    pf_input input;
    const pf_text *text; // of the input; owned by the first analysis of it
    pf_given *given;     // facts from outside
    size_t given_count;
    pf_setting *settings; // copies of what the caller set, under the facts' own names
    size_t setting_count;
    pf_result result;
};

// Hands what the messages say, without place and code, over; they are released.
void pf_say_slips(pf_diagnostics *slips, pf_buffer *output);
// Hands the buffer's bytes to the caller, or says that memory is exhausted; the buffer is released either way.
bool pf_output_take(pf_buffer *buffer, pf_output *output, pf_messages *messages);
// The same for what a report came to.
bool pf_report_take(pf_report_status status, pf_buffer *buffer, pf_output *output, pf_messages *messages);
void pf_messages_exhausted(pf_messages *messages);
// The same for the file that is read; NULL: none.
void pf_messages_exhausted_by(pf_messages *messages, const char *file);
// Adds what was said elsewhere, which is released.
void pf_messages_join(pf_messages *messages, pf_messages *more);
// As pf_rules_load, with one more rule file that is in memory already (NULL: none).
pf_rules *pf_rules_load_with(const char *const *paths, size_t count, const pf_rule_text *more, pf_messages *messages);
// Whether a value can be read as one of the fact. False also when memory is exhausted, which sets `*exhausted`.
bool pf_setting_parse(const pf_ruleset *rules, uint32_t fact, const char *value, pf_given *given, bool *exhausted);
// Each false after an error among the messages.
bool pf_setting_read(const pf_ruleset *rules, const pf_setting *setting, pf_given *given, pf_messages *messages);
bool pf_document_read(pf_arena *arena, const pf_input *input, pf_document *document, pf_messages *messages);
bool pf_engine_status_report(pf_engine_status status, const char *name, const pf_document *document, pf_messages *messages);
// Whether a number alone has a unit all the same: it is that to one in a ratio, and per second in a rate.
static inline bool pf_fact_implies_unit(const pf_fact *fact)
{
    return fact->dimension == PF_DIMENSION_RATIO || fact->dimension == PF_DIMENSION_RATE;
}
// The same text, analysed with one more fact from outside. Freed with pf_analysis_free, before `analysis` is.
pf_analysis *pf_analysis_instead(const pf_analysis *analysis, const pf_given *instead, pf_messages *messages);
// The position of the pattern; PF_UNRESOLVED, with an error that names the nearest, when there is none.
uint32_t pf_require_pattern(const pf_ruleset *rules, const char *id, pf_messages *messages);

#endif
