// SPDX-License-Identifier: MIT
// What the cheat sheet says of a pattern: the short texts of its rules, or else what is made of the longer ones.
#ifndef PF_REPORT_CHEATSHEET_H
#define PF_REPORT_CHEATSHEET_H

#include "base/buffer.h"
#include "rules/model.h"

// How to read it, in all formats.
#define PF_CHEATSHEET_ADVICE "Options stand simplest first: take the next one only when its number is reached."
#define PF_CHEATSHEET_MORE "patfinder show PATTERN says all of one."

// Each appends text that is not escaped, cut between words, with …, where it is too long for a sheet; nothing where nothing is known.
void pf_cheatsheet_title(const pf_pattern *pattern, pf_buffer *text);
void pf_cheatsheet_problem(const pf_pattern *pattern, pf_buffer *text);
void pf_cheatsheet_signs(const pf_pattern *pattern, pf_buffer *text);   // the words that give it away, or what speaks for it
void pf_cheatsheet_numbers(const pf_pattern *pattern, pf_buffer *text); // from which numbers on it pays
void pf_cheatsheet_option(const pf_option *option, pf_buffer *text);
void pf_cheatsheet_when(const pf_option *option, pf_buffer *text);
void pf_cheatsheet_technologies(const pf_option *option, pf_buffer *text); // the first ones for which there is room, by commas

// How many pitfalls stand on the sheet, and one of them.
size_t pf_cheatsheet_pitfall_count(const pf_pattern *pattern);
void pf_cheatsheet_pitfall(const pf_pattern *pattern, size_t index, pf_buffer *text);

#endif
