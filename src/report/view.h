// SPDX-License-Identifier: MIT
// What several formats say about a result in the same way: quoted words with their place, percentages, sums, base
// units.
#ifndef PF_REPORT_VIEW_H
#define PF_REPORT_VIEW_H

#include "engine/certainty.h"
#include "engine/result.h"
#include "input/position.h"
#include "report/report.h"

// Words of the source and where they stand.
typedef struct pf_spot {
    const char *text; // not NUL-terminated
    size_t length;
    pf_position position;
} pf_spot;

// A result with its line ends. Embedded by its owner.
typedef struct pf_view {
    const pf_result *result;
    pf_line_index lines;
    bool one_line; // the source has a single line, so that naming it would tell nothing
} pf_view;

void pf_view_init(pf_view *view, const pf_result *result);
void pf_view_release(pf_view *view);
pf_spot pf_view_spot(pf_view *view, uint32_t start, uint32_t end);

// What of a quotation is shown: the bytes before `head` and those from `tail` on; `tail` is its length when all is
// shown.
typedef struct pf_excerpt {
    size_t head, tail;
} pf_excerpt;

pf_excerpt pf_excerpt_of(const char *bytes, size_t length);

// A level in words for people: "not needed".
const char *pf_view_level_words(pf_level level);
// The number of recommended patterns; they stand first.
size_t pf_view_recommended(const pf_result *result);

// Which colours of the palette the pattern of an assessment has.
size_t pf_view_hue(const pf_result *result, size_t index);

// The number of questions with which a recommendation ends; the first ones matter most.
size_t pf_view_questions(const pf_result *result);

// A certainty in whole per cent; 100 only for 1 itself.
int pf_percent(double certainty);

// The option to start with, or NULL.
const pf_option_result *pf_view_start(const pf_assessment *assessment);
// The same of a pattern that is recommended; of others NULL.
const pf_option_result *pf_view_recommended_start(const pf_assessment *assessment);
// Chooses up to `limit` pieces of evidence in favour, in their order, as indices: first the strongest that quote
// different words, then the strongest of the others. Their number.
size_t pf_view_choose(const pf_assessment *assessment, size_t *chosen, size_t limit);
// The strongest evidence against, or NULL.
const pf_evidence *pf_view_against(const pf_assessment *assessment);
// Why a pattern is not needed; never NULL.
const char *pf_view_reason(const pf_assessment *assessment);
// Pitfalls that apply, then the general ones, at the most `limit` of the first and, without any, one of the second;
// calls for index 0, 1 … until NULL.
const pf_pitfall_result *pf_view_pitfall(const pf_assessment *assessment, size_t index, size_t limit);

// Appends the bounds on facts that a condition holds anywhere, as its author wrote them, with "; " between them: "object_size from
// 10 MB; uploads_per_second below 10 per second". Nothing when it has none.
void pf_view_bounds(pf_buffer *buffer, const pf_condition *condition);

// All that speaks for a pattern, and all that speaks against it, each combined.
typedef struct pf_sums {
    double in_favour, against;
} pf_sums;

pf_sums pf_view_sums(const pf_assessment *assessment);

// The share of what a clause would contribute that it does contribute.
double pf_view_share(const pf_evidence *evidence);
// Whether there is something to say about that: it is not the whole.
bool pf_view_is_weakened(const pf_evidence *evidence);

// What a clause that does not hold would do.
typedef enum pf_unheld_kind { PF_UNHELD_FOR, PF_UNHELD_AGAINST, PF_UNHELD_OPTION } pf_unheld_kind;
pf_unheld_kind pf_view_unheld_kind(const pf_unheld *unheld);
// Whether to show number `index` of an explanation: all of them, or of the known and of the unknown ones the first of each kind.
bool pf_view_shows_number(const pf_explanation *explanation, size_t index, bool all);

// Whether an option fits, in words: "yes", "no", "not known".
const char *pf_view_fits(int fits);

typedef enum pf_clause_kind { PF_CLAUSE_LOST, PF_CLAUSE_GAINED, PF_CLAUSE_CHANGED } pf_clause_kind;
pf_clause_kind pf_view_clause_kind(const pf_clause_change *clause);
// Whether a pattern is recommended now and starts with an option with which it did not start before.
bool pf_view_starts_anew(const pf_pattern_change *change);
// Whether a pattern is recommended as before.
bool pf_view_is_unchanged(const pf_pattern_change *change);
// Whether other clauses speak for or against a pattern that something calls for, and nothing else changes.
bool pf_view_is_slight(const pf_pattern_change *change);
bool pf_view_changes_slightly(const pf_difference *difference); // for some pattern
// What happens to the pattern that is asked for.
const pf_pattern_change *pf_view_asked_change(const pf_what_if *what_if);
// The fact that a setting gives the value which it has anyway; else NULL.
const pf_known_fact *pf_view_unchanged_fact(const pf_what_if *what_if, const pf_setting *setting);

// "byte", "second", "per second" …; "" for a dimension without one.
const char *pf_base_unit(int dimension);

// At the most 6 significant digits, with commas between thousands.
void pf_number(char *text, size_t size, double value);

#endif
