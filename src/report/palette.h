// SPDX-License-Identifier: MIT
// The colours of patterns: the same in all pictures, by the place at which a pattern stands in the rules.
#ifndef PF_REPORT_PALETTE_H
#define PF_REPORT_PALETTE_H

#include <stddef.h>

enum { PF_HUES = 10 }; // from the eleventh pattern on they are used again

// One colour as "#rrggbb" for each use. Contrasts as in WCAG 2.1: text 4.5:1 (1.4.3), lines 3:1 (1.4.11).
typedef struct pf_hue {
    const char *line;              // of lines, on a ground that may be light or dark
    const char *light, *light_tint; // of text on a light ground, and of a ground for dark text
    const char *dark, *dark_tint;   // the same the other way round
} pf_hue;

extern const pf_hue pf_palette[PF_HUES];

// Which of them a pattern has: that at place `pattern` of the rules, from 0.
size_t pf_hue_index(size_t pattern);

#endif
