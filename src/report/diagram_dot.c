// SPDX-License-Identifier: MIT
// The picture of a recommendation as a graph in the DOT language (https://graphviz.org/doc/info/lang.html).
#include "report/diagram.h"

#include "base/visible.h"
#include "report/drawing.h"
#include "report/palette.h"

#include <string.h>

// By pf_tier.
static const char *const shapes[PF_TIERS] = {
    "box, style=\"filled,rounded\"", "hexagon", "box", "cds", "box, peripheries=2", "cylinder", "note",
};

// Graphviz reads 16 KB of a string at the most, and takes strings with "+" between them as one.
enum { LONG_STRING = 12000 };

// In quotes, of which the last begin at `start`: a backslash would begin an escape, and "&" a reference.
static void add_text(pf_buffer *output, size_t *start, const char *text)
{
    for (size_t length = strlen(text); length > 0;) {
        if (output->length - *start > LONG_STRING) {
            pf_buffer_string(output, "\" + \"");
            *start = output->length;
        }
        pf_visible visible = pf_visible_next(text, length);
        for (size_t i = 0; i < visible.length; i++) {
            switch (visible.bytes[i]) {
            case '"': pf_buffer_string(output, "\\\""); break;
            case '\\': pf_buffer_string(output, "\\\\"); break;
            case '&': pf_buffer_string(output, "&amp;"); break;
            default: pf_buffer_character(output, visible.bytes[i]); break;
            }
        }
        text += visible.taken;
        length -= visible.taken;
    }
}

static void put_nodes(pf_buffer *output, const pf_drawing *drawing)
{
    for (size_t i = 0; i < drawing->node_count; i++) {
        const pf_diagram_node *node = drawing->nodes[i];
        pf_buffer_format(output, "    \"%s\" [label=\"", node->id);
        size_t start = output->length;
        add_text(output, &start, node->title);
        pf_buffer_format(output, "\", shape=%s];\n", shapes[node->tier]);
    }
}

static void put_line(pf_buffer *output, const pf_drawing *drawing, size_t index)
{
    const pf_drawn_line *line = &drawing->lines[index];
    pf_buffer_format(output, "    \"%s\" -> \"%s\" [label=\"", drawing->nodes[line->from]->id, drawing->nodes[line->to]->id);
    size_t start = output->length;
    for (size_t i = 0; i < drawing->step_count; i++) {
        if (drawing->steps[i].line != index)
            continue;
        pf_buffer_format(output, "%s ", drawing->steps[i].name);
        add_text(output, &start, drawing->steps[i].arrow->label);
        pf_buffer_string(output, "\\l");
    }
    pf_buffer_character(output, '"');
    if (line->hue < PF_HUES)
        pf_buffer_format(output, ", color=\"%s\"", pf_palette[line->hue].line);
    pf_buffer_string(output, line->async ? ", style=dashed];\n" : "];\n");
}

// What the numbers of the steps mean.
static void put_legend(pf_buffer *output, const pf_drawing *drawing)
{
    pf_buffer_string(output, "    label=\"");
    size_t start = output->length;
    for (size_t i = 0; i < drawing->recommended; i++) {
        const pf_assessment *assessment = &drawing->result->assessments[i];
        const pf_option *option = pf_drawing_option(assessment);
        pf_buffer_format(output, "%zu ", i + 1);
        add_text(output, &start, assessment->pattern->title);
        pf_buffer_string(output, ": ");
        add_text(output, &start, option ? option->title : "has no diagram");
        pf_buffer_string(output, "\\l");
    }
    pf_buffer_string(output, "\";\n");
}

void pf_dot_recommendation(const pf_result *result, pf_look look, pf_buffer *output)
{
    (void)look;
    pf_arena arena;
    pf_drawing drawing;
    pf_arena_init(&arena);
    output->failed = !pf_drawing_make(&arena, result, &drawing) || output->failed;
    pf_buffer_string(output, "digraph patterns {\n    rankdir=LR;\n    labelloc=b;\n    labeljust=l;\n    fontname=\"Helvetica,Arial,sans-serif\";\n"
                             "    node [fontname=\"Helvetica,Arial,sans-serif\", style=filled, fillcolor=\"#f6f7f9\", color=\"#555a63\"];\n"
                             "    edge [fontname=\"Helvetica,Arial,sans-serif\", fontsize=11, color=\"#555a63\"];\n");
    if (drawing.step_count > 0) {
        put_nodes(output, &drawing);
        for (size_t i = 0; i < drawing.line_count; i++)
            put_line(output, &drawing, i);
        put_legend(output, &drawing);
    } else {
        pf_buffer_format(output, "    \"nothing\" [label=\"%s\", shape=plain, style=\"\"];\n", pf_drawing_nothing(&drawing));
    }
    pf_buffer_string(output, "}\n");
    pf_arena_release(&arena);
}

const pf_report_writer pf_report_dot = {.recommendation = pf_dot_recommendation};
