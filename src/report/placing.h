// SPDX-License-Identifier: MIT
// Where the nodes and lines of a drawing stand on a plane: nodes in columns by their kind, lines from left to right through lanes of
// their own, as few crossings as a few rounds find (Sugiyama, Tagawa, Toda: Methods for Visual Understanding of Hierarchical System
// Structures, IEEE Transactions on Systems, Man, and Cybernetics 11(2), 1981).
#ifndef PF_REPORT_PLACING_H
#define PF_REPORT_PLACING_H

#include "report/drawing.h"

// In the units of the plane, which are pixels when it is shown in its own size.
enum { PF_NODE_WIDTH = 124, PF_TURN = 34, PF_BADGE_WIDTH = 26, PF_BADGE_HEIGHT = 18, PF_BADGES_IN_A_ROW = 2, PF_STUB = 10 };

typedef struct pf_spot_on_plane {
    double x, y;
} pf_spot_on_plane;

typedef struct pf_placed_node {
    double x, y, height; // of its left upper corner
} pf_placed_node;

// A line goes level out of its left end, in curves with level ends from each point at an odd place to the next at an even one, and straight
// on from there. Both ends of a line within one column are on the right of it.
typedef struct pf_placed_line {
    pf_spot_on_plane *points; // from the left end to the right one
    size_t count;
    bool leftwards; // the arrow's head is at the left end
    bool turns;     // both ends are in one column: the first point is where it begins
} pf_placed_line;

typedef struct pf_placing {
    double width, height;
    pf_placed_node *nodes; // as the drawing has them
    pf_placed_line *lines;
} pf_placing;

// In how many rows the names of a line's steps stand beside its end.
size_t pf_placing_rows(const pf_drawn_line *line);
// How much room the names of a line's steps take beside its end: so far it is straight.
double pf_placing_stub(const pf_drawn_line *line);

// False when memory is exhausted. All belongs to the arena.
bool pf_placing_make(pf_arena *arena, const pf_drawing *drawing, pf_placing *placing);

#endif
