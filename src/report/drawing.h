// SPDX-License-Identifier: MIT
// One picture of all that is recommended: of each pattern the diagram of the option to start with, and nodes of the same id are one.
#ifndef PF_REPORT_DRAWING_H
#define PF_REPORT_DRAWING_H

#include "base/arena.h"
#include "engine/result.h"

// An arrow of one pattern. Steps are called by the number of the pattern among those that are recommended, and by a letter: 2a, 2b.
typedef struct pf_drawn_step {
    const pf_arrow *arrow;
    size_t pattern;   // index among the assessments
    char name[32];
    size_t line;      // index in lines
} pf_drawn_step;

// All steps from one node to another.
typedef struct pf_drawn_line {
    size_t from, to;  // indices in nodes
    bool async;       // nobody waits for an answer to any of them
    size_t step_count;
    size_t hue;       // index in pf_palette; PF_HUES where steps of several patterns share it
} pf_drawn_line;

// Nothing where no pattern is recommended, where the options have no diagram, or where there are more than PF_LIMIT_DRAWN arrows.
typedef struct pf_drawing {
    const pf_result *result;
    size_t recommended; // patterns
    bool is_too_large;
    const pf_diagram_node **nodes; // by tier, those of one tier in the order of the rules
    size_t node_count;
    pf_drawn_line *lines; // in the order of the steps
    size_t line_count;
    pf_drawn_step *steps; // by pattern, in their order there
    size_t step_count;
} pf_drawing;

// False when memory is exhausted. All belongs to the arena.
bool pf_drawing_make(pf_arena *arena, const pf_result *result, pf_drawing *drawing);

// What is said where there are no steps: why not.
const char *pf_drawing_nothing(const pf_drawing *drawing);

// The option of an assessment that is drawn; NULL when it has no diagram.
const pf_option *pf_drawing_option(const pf_assessment *assessment);

#endif
