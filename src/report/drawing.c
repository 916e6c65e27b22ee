// SPDX-License-Identifier: MIT
// Puts the diagrams of recommended patterns together.
#include "report/drawing.h"

#include "base/limits.h"
#include "report/palette.h"
#include "report/view.h"

#include <stdio.h>

// Nodes of the rules that are drawn have a place among those of the drawing.
enum { NOT_DRAWN = 0, WANTED = 1 };

const pf_option *pf_drawing_option(const pf_assessment *assessment)
{
    const pf_option_result *start = pf_view_recommended_start(assessment);
    return start && start->option->diagram.count > 0 ? start->option : NULL;
}

const char *pf_drawing_nothing(const pf_drawing *drawing)
{
    if (drawing->is_too_large)
        return "What is recommended takes more steps than one picture can show";
    return drawing->recommended > 0 ? "What is recommended has no diagram" : "Nothing in this text calls for a pattern";
}

// Counts the arrows of all that is recommended, and marks the nodes that stand in the picture: each end of an arrow that needs no others.
static size_t mark_nodes(const pf_drawing *drawing, size_t *places)
{
    size_t count = 0;
    for (size_t i = 0; i < drawing->recommended; i++) {
        const pf_option *option = pf_drawing_option(&drawing->result->assessments[i]);
        for (size_t j = 0; option && j < option->diagram.count; j++, count++)
            for (size_t end = 0; end < 2 && !option->diagram.items[j].if_both; end++)
                places[option->diagram.items[j].ends[end]] = WANTED;
    }
    return count;
}

// "2a"; behind "2z" comes "2aa".
static void name_step(pf_drawn_step *step, size_t index)
{
    char letters[8];
    size_t at = sizeof letters;
    letters[--at] = '\0';
    for (size_t rest = index + 1; rest > 0 && at > 0; rest = (rest - 1) / 26)
        letters[--at] = (char)('a' + (rest - 1) % 26);
    snprintf(step->name, sizeof step->name, "%zu%s", step->pattern + 1, letters + at);
}

static void list_steps(pf_drawing *drawing, const size_t *places)
{
    for (size_t i = 0; i < drawing->recommended; i++) {
        const pf_option *option = pf_drawing_option(&drawing->result->assessments[i]);
        for (size_t j = 0, named = 0; option && j < option->diagram.count; j++) {
            const pf_arrow *arrow = &option->diagram.items[j];
            if (places[arrow->ends[0]] == NOT_DRAWN || places[arrow->ends[1]] == NOT_DRAWN)
                continue;
            pf_drawn_step *step = &drawing->steps[drawing->step_count++];
            *step = (pf_drawn_step){.arrow = arrow, .pattern = i};
            name_step(step, named++);
        }
    }
}

// Each node that is marked gets one more than its place in the drawing.
static void list_nodes(pf_drawing *drawing, size_t *places)
{
    const pf_diagram_nodes *all = &drawing->result->pack->nodes;
    for (int tier = 0; tier < PF_TIERS; tier++)
        for (size_t i = 0; i < all->count; i++) {
            if (all->items[i].tier != tier || places[i] == NOT_DRAWN)
                continue;
            drawing->nodes[drawing->node_count++] = &all->items[i];
            places[i] = drawing->node_count;
        }
}

static pf_drawn_line *find_line(pf_drawing *drawing, size_t from, size_t to)
{
    for (size_t i = 0; i < drawing->line_count; i++)
        if (drawing->lines[i].from == from && drawing->lines[i].to == to)
            return &drawing->lines[i];
    pf_drawn_line *line = &drawing->lines[drawing->line_count++];
    *line = (pf_drawn_line){.from = from, .to = to, .async = true};
    return line;
}

static void list_lines(pf_drawing *drawing, const size_t *places)
{
    for (size_t i = 0; i < drawing->step_count; i++) {
        pf_drawn_step *step = &drawing->steps[i];
        size_t hue = pf_view_hue(drawing->result, step->pattern);
        pf_drawn_line *line = find_line(drawing, places[step->arrow->ends[0]] - 1, places[step->arrow->ends[1]] - 1);
        step->line = (size_t)(line - drawing->lines);
        line->hue = line->step_count == 0 || line->hue == hue ? hue : PF_HUES;
        line->async = line->async && step->arrow->async;
        line->step_count++;
    }
}

bool pf_drawing_make(pf_arena *arena, const pf_result *result, pf_drawing *drawing)
{
    *drawing = (pf_drawing){.result = result, .recommended = pf_view_recommended(result)};
    size_t all = result->pack->nodes.count, *places = pf_arena_array(arena, all, sizeof *places);
    size_t count = places ? mark_nodes(drawing, places) : 0;
    drawing->is_too_large = count > PF_LIMIT_DRAWN;
    if (drawing->is_too_large)
        return true;
    drawing->nodes = pf_arena_array(arena, all, sizeof *drawing->nodes);
    drawing->lines = pf_arena_array(arena, count, sizeof *drawing->lines);
    drawing->steps = pf_arena_array(arena, count, sizeof *drawing->steps);
    if (!places || !drawing->nodes || !drawing->lines || !drawing->steps)
        return false;
    list_steps(drawing, places);
    list_nodes(drawing, places);
    list_lines(drawing, places);
    return true;
}
