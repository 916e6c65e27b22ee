// SPDX-License-Identifier: MIT
// The picture of a recommendation as SVG within a page (report/html.h), whose colours it takes.
#include "report/diagram.h"

#include "base/utf8.h"
#include "report/html.h"
#include "report/palette.h"
#include "report/view.h"

#include <string.h>

enum { TITLE_COLUMNS = 14, BROKER_COLUMNS = 11, TITLE_LINES = 3, LINE_HEIGHT = 16 };

const char pf_svg_style[] =
    ".diagram text{font:13px system-ui,-apple-system,\"Segoe UI\",\"DejaVu Sans\",sans-serif;fill:var(--ink);text-anchor:middle}\n"
    ".diagram .node{fill:var(--page);stroke:var(--dim);stroke-width:1.25}\n"
    ".diagram .way{fill:none;stroke:var(--hue,var(--dim));stroke-width:1.75}\n"
    ".diagram .later{stroke-dasharray:6 4}\n"
    ".diagram .head{fill:var(--hue,var(--dim))}\n"
    ".diagram .step rect{fill:var(--tint);stroke:var(--hue);stroke-width:1}\n"
    ".diagram .step text{font-size:11px;font-weight:600}\n";

// The outline of a node says what kind of thing it is.
static void put_shape(pf_buffer *output, int tier, const pf_placed_node *node)
{
    double x = node->x, y = node->y, w = PF_NODE_WIDTH, h = node->height;
    switch (tier) {
    case PF_TIER_CLIENT:
        pf_buffer_format(output, "<rect class=\"node\" x=\"%.1f\" y=\"%.1f\" width=\"%.0f\" height=\"%.1f\" rx=\"20\"/>", x, y, w, h);
        break;
    case PF_TIER_EDGE:
        pf_buffer_format(output, "<path class=\"node\" d=\"M%.1f %.1fh%.1fl10 10v%.1fl-10 10h-%.1fl-10 -10v-%.1fz\"/>", x + 10, y, w - 20, h - 20, w - 20,
                         h - 20);
        break;
    case PF_TIER_STORE:
        pf_buffer_format(output, "<path class=\"node\" d=\"M%.1f %.1fa%.1f 8 0 0 1 %.1f 0v%.1fa%.1f 8 0 0 1 -%.1f 0zm0 0a%.1f 8 0 0 0 %.1f 0\"/>", x,
                         y + 8, w / 2, w, h - 16, w / 2, w, w / 2, w);
        break;
    case PF_TIER_BROKER:
        pf_buffer_format(output, "<path class=\"node\" d=\"M%.1f %.1fh%.1fv%.1fh-%.1fzM%.1f %.1fv%.1fm6 0v-%.1fm6 0v%.1f\"/>", x, y, w, h, w, x + w - 18, y,
                         h, h, h);
        break;
    case PF_TIER_WORKER:
        pf_buffer_format(output, "<path class=\"node\" d=\"M%.1f %.1fh%.1fv%.1fh-%.1fzM%.1f %.1fv%.1fm%.1f 0v-%.1f\"/>", x, y, w, h, w, x + 8, y, h,
                         w - 16, h);
        break;
    default:
        pf_buffer_format(output, "<rect class=\"node%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.0f\" height=\"%.1f\" rx=\"4\"/>",
                         tier == PF_TIER_EXTERNAL ? " later" : "", x, y, w, h);
        break;
    }
}

// How much of a title goes on a line of so many columns: whole words, or as much of one as there is room for.
static size_t line_length(const char *text, size_t columns)
{
    size_t length = strlen(text), fits = 0;
    for (size_t at = 0; at < length;) {
        size_t word = at + strcspn(text + at, " ");
        if (pf_utf8_display_width(text, word) > columns)
            break;
        fits = word;
        at = word + strspn(text + word, " ");
    }
    if (fits == 0)
        fits = pf_utf8_fitting(text, length, columns);
    return fits > 0 ? fits : pf_utf8_cluster(text, length).length;
}

static size_t split_title(const char *title, size_t columns, const char *lines[TITLE_LINES], size_t lengths[TITLE_LINES], bool *whole)
{
    size_t count = 0;
    title += strspn(title, " ");
    for (; *title && count < TITLE_LINES; count++) {
        lines[count] = title;
        lengths[count] = line_length(title, columns);
        title += lengths[count];
        title += strspn(title, " ");
    }
    *whole = *title == '\0';
    return count;
}

static void put_node(pf_buffer *output, const pf_diagram_node *node, const pf_placed_node *placed)
{
    const char *lines[TITLE_LINES];
    size_t lengths[TITLE_LINES];
    bool whole;
    size_t count = split_title(node->title, node->tier == PF_TIER_BROKER ? BROKER_COLUMNS : TITLE_COLUMNS, lines, lengths, &whole);
    double y = placed->y + placed->height / 2 - (double)count * LINE_HEIGHT / 2 + 12 + (node->tier == PF_TIER_STORE ? 4 : 0);
    pf_buffer_string(output, "<g><title>");
    pf_markup_string(output, node->title);
    pf_buffer_string(output, "</title>");
    put_shape(output, node->tier, placed);
    for (size_t i = 0; i < count; i++) {
        pf_buffer_format(output, "<text x=\"%.1f\" y=\"%.1f\">", placed->x + PF_NODE_WIDTH / 2.0 - (node->tier == PF_TIER_BROKER ? 8 : 0), y + (double)i * LINE_HEIGHT);
        pf_markup_add(output, lines[i], lengths[i]);
        pf_buffer_string(output, i + 1 == count && !whole ? "…</text>" : "</text>");
    }
    pf_buffer_string(output, "</g>\n");
}

static void put_curve(pf_buffer *output, pf_spot_on_plane from, pf_spot_on_plane to)
{
    double middle = (from.x + to.x) / 2;
    pf_buffer_format(output, "C%.1f %.1f %.1f %.1f %.1f %.1f", middle, from.y, middle, to.y, to.x, to.y);
}

static void put_way(pf_buffer *output, const pf_placed_line *line, double stub)
{
    pf_spot_on_plane first = line->points[0], last = line->points[line->count - 1];
    pf_buffer_format(output, "M%.1f %.1f", first.x, first.y);
    if (line->turns) {
        double out = first.x + stub + PF_TURN;
        pf_buffer_format(output, "H%.1fC%.1f %.1f %.1f %.1f %.1f %.1fH%.1f", first.x + stub, out, first.y, out, last.y, first.x + stub, last.y, last.x);
        return;
    }
    for (size_t i = 1; i + 1 < line->count; i += 2) {
        pf_buffer_format(output, "H%.1f", line->points[i].x);
        put_curve(output, line->points[i], line->points[i + 1]);
    }
    pf_buffer_format(output, "H%.1f", last.x);
}

static void put_head(pf_buffer *output, const pf_placed_line *line)
{
    bool left = line->leftwards || line->turns;
    pf_spot_on_plane tip = line->leftwards ? line->points[0] : line->points[line->count - 1];
    double back = left ? 9 : -9;
    pf_buffer_format(output, "<path class=\"head\" d=\"M%.1f %.1fl%.0f -4.5v9z\"/>", tip.x, tip.y, back);
}

// Beside the end from which the line comes, in rows.
static void put_steps(pf_buffer *output, const pf_drawing *drawing, size_t index, const pf_placed_line *placed)
{
    const pf_drawn_line *line = &drawing->lines[index];
    size_t rows = pf_placing_rows(line), at = 0;
    pf_spot_on_plane source = placed->leftwards ? placed->points[placed->count - 1] : placed->points[0];
    double begin = placed->leftwards ? source.x - pf_placing_stub(line) + PF_BADGE_WIDTH / 2.0 : source.x + PF_STUB;
    for (size_t i = 0; i < drawing->step_count; i++) {
        const pf_drawn_step *step = &drawing->steps[i];
        if (step->line != index)
            continue;
        size_t row = at / PF_BADGES_IN_A_ROW, place = at % PF_BADGES_IN_A_ROW;
        double x = begin + (double)place * PF_BADGE_WIDTH;
        double y = source.y + ((double)row - (double)(rows - 1) / 2) * (PF_BADGE_HEIGHT + 2);
        pf_buffer_format(output, "<g class=\"step p%zu\"><rect x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%d\" rx=\"5\"/><text x=\"%.1f\" y=\"%.1f\">%s</text></g>",
                         pf_view_hue(drawing->result, step->pattern), x, y - PF_BADGE_HEIGHT / 2.0, PF_BADGE_WIDTH - 2, PF_BADGE_HEIGHT,
                         x + PF_BADGE_WIDTH / 2.0 - 1, y + 4, step->name);
        at++;
    }
}

static void put_line(pf_buffer *output, const pf_drawing *drawing, size_t index, const pf_placed_line *placed)
{
    const pf_drawn_line *line = &drawing->lines[index];
    if (line->hue < PF_HUES)
        pf_buffer_format(output, "<g class=\"p%zu\">", line->hue);
    else
        pf_buffer_string(output, "<g>");
    pf_buffer_format(output, "<path class=\"way%s\" d=\"", line->async ? " later" : "");
    put_way(output, placed, pf_placing_stub(line));
    pf_buffer_string(output, "\"/>");
    put_head(output, placed);
    put_steps(output, drawing, index, placed);
    pf_buffer_string(output, "</g>\n");
}

void pf_svg_drawing(const pf_drawing *drawing, const pf_placing *placing, pf_buffer *output)
{
    pf_buffer_format(output, "<svg class=\"diagram\" role=\"img\" aria-label=\"Diagram of the system; the steps are listed behind it\" viewBox=\"0 0 %.0f %.0f\" "
                             "width=\"%.0f\" height=\"%.0f\">\n", placing->width, placing->height, placing->width, placing->height);
    for (size_t i = 0; i < drawing->line_count; i++)
        put_line(output, drawing, i, &placing->lines[i]);
    for (size_t i = 0; i < drawing->node_count; i++)
        put_node(output, drawing->nodes[i], &placing->nodes[i]);
    pf_buffer_string(output, "</svg>\n");
}
