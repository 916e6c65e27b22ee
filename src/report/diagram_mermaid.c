// SPDX-License-Identifier: MIT
// The picture of a recommendation as a flowchart of Mermaid (https://mermaid.js.org/syntax/flowchart.html).
#include "report/diagram.h"

#include "base/bytes.h"
#include "base/visible.h"
#include "report/drawing.h"
#include "report/palette.h"

#include <string.h>

// Shapes by pf_tier: what opens and closes the text of a node.
static const char *const shapes[PF_TIERS][2] = {
    {"([\"", "\"])"}, {"{{\"", "\"}}"}, {"[\"", "\"]"}, {"[/\"", "\"/]"}, {"[[\"", "\"]]"}, {"[(\"", "\")]"}, {">\"", "\"]"},
};

// Words that Mermaid obeys in the midst of a text too ("direction LR"), or behind which, where a colon follows, it takes the ";" from the
// last number of the line.
static const char *const obeyed[] = {"direction", "style", "classDef"};

static bool begins_obeyed(const char *text)
{
    for (size_t i = 0; i < sizeof obeyed / sizeof *obeyed; i++)
        if (strncmp(text, obeyed[i], strlen(obeyed[i])) == 0)
            return true;
    return false;
}

// In quotes, what is neither letter, digit nor one of few signs could still be Markdown, HTML, a reference or the name of an icon, as
// "fa:fa-car": it is written by its number, as "#35;". So is the beginning of a word that is obeyed.
static bool is_plain(char byte)
{
    return (signed char)byte < 0 || is_letter(byte) || is_digit(byte) || (byte != '\0' && strchr(" ,.'/()-", byte));
}

static void add_text(pf_buffer *output, const char *text)
{
    for (size_t length = strlen(text); length > 0;) {
        pf_visible visible = pf_visible_next(text, length);
        bool is_obeyed = begins_obeyed(text);
        for (size_t i = 0; i < visible.length; i++) {
            if (is_plain(visible.bytes[i]) && !is_obeyed)
                pf_buffer_character(output, visible.bytes[i]);
            else
                pf_buffer_format(output, "#%d;", visible.bytes[i]);
        }
        text += visible.taken;
        length -= visible.taken;
    }
}

// A name that is no word of Mermaid's and no other node's: "-" becomes "_", and "_" a capital, which ids do not have.
static void add_name(pf_buffer *output, const pf_diagram_node *node)
{
    pf_buffer_string(output, "n_");
    for (const char *at = node->id; *at; at++)
        pf_buffer_character(output, *at == '-' ? '_' : *at == '_' ? 'U' : *at);
}

static void put_nodes(pf_buffer *output, const pf_drawing *drawing)
{
    for (size_t i = 0; i < drawing->node_count; i++) {
        const pf_diagram_node *node = drawing->nodes[i];
        pf_buffer_string(output, "    ");
        add_name(output, node);
        pf_buffer_string(output, shapes[node->tier][0]);
        add_text(output, node->title);
        pf_buffer_format(output, "%s\n", shapes[node->tier][1]);
    }
}

static void put_line(pf_buffer *output, const pf_drawing *drawing, size_t index)
{
    const pf_drawn_line *line = &drawing->lines[index];
    pf_buffer_string(output, "    ");
    add_name(output, drawing->nodes[line->from]);
    pf_buffer_string(output, line->async ? " -.->|\"" : " -->|\"");
    const char *joint = "";
    for (size_t i = 0; i < drawing->step_count; i++) {
        const pf_drawn_step *step = &drawing->steps[i];
        if (step->line != index)
            continue;
        pf_buffer_format(output, "%s%s ", joint, step->name);
        add_text(output, step->arrow->label);
        joint = "<br>";
    }
    pf_buffer_string(output, "\"| ");
    add_name(output, drawing->nodes[line->to]);
    pf_buffer_character(output, '\n');
}

static void put_colours(pf_buffer *output, const pf_drawing *drawing)
{
    for (size_t hue = 0; hue < PF_HUES; hue++) {
        size_t count = 0;
        for (size_t i = 0; i < drawing->line_count; i++)
            if (drawing->lines[i].hue == hue)
                pf_buffer_format(output, count++ == 0 ? "    linkStyle %zu" : ",%zu", i);
        if (count > 0)
            pf_buffer_format(output, " stroke:%s,stroke-width:2px\n", pf_palette[hue].line);
    }
}

// What the numbers of the steps mean, in nodes so wide that a line is not broken after every few words.
static void put_legend(pf_buffer *output, const pf_drawing *drawing)
{
    const char *joint = "    legend[\"";
    for (size_t i = 0; i < drawing->recommended; i++) {
        const pf_assessment *assessment = &drawing->result->assessments[i];
        const pf_option *option = pf_drawing_option(assessment);
        pf_buffer_format(output, "%s%zu ", joint, i + 1);
        add_text(output, assessment->pattern->title);
        pf_buffer_string(output, ": ");
        add_text(output, option ? option->title : "has no diagram");
        joint = "<br>";
    }
    pf_buffer_string(output, "\"]\n    style legend fill:none,stroke:none,text-align:left\n%%{init: {\"flowchart\": {\"wrappingWidth\": 420}}}%%\n");
}

void pf_mermaid_drawing(pf_buffer *output, const pf_drawing *drawing)
{
    pf_buffer_string(output, "flowchart LR\n    accTitle: Design patterns for this system, in one picture\n");
    put_nodes(output, drawing);
    for (size_t i = 0; i < drawing->line_count; i++)
        put_line(output, drawing, i);
    put_colours(output, drawing);
}

void pf_mermaid_recommendation(const pf_result *result, pf_look look, pf_buffer *output)
{
    (void)look;
    pf_arena arena;
    pf_drawing drawing;
    pf_arena_init(&arena);
    if (!pf_drawing_make(&arena, result, &drawing)) {
        output->failed = true;
    } else if (drawing.step_count > 0) {
        pf_mermaid_drawing(output, &drawing);
        put_legend(output, &drawing);
    } else {
        pf_buffer_format(output, "flowchart LR\n    nothing[\"%s\"]\n", pf_drawing_nothing(&drawing));
    }
    pf_arena_release(&arena);
}

const pf_report_writer pf_report_mermaid = {.recommendation = pf_mermaid_recommendation};
