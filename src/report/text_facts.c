// SPDX-License-Identifier: MIT
// The quantities and facts of a text, for people to read.
#include "report/text.h"

#include <stdio.h>
#include <string.h>

static void add_bounds(pf_layout *layout, const pf_quantity *quantity)
{
    char lower[64], upper[64];
    const char *unit = pf_base_unit(quantity->dimension);
    pf_number(lower, sizeof lower, quantity->lower);
    pf_number(upper, sizeof upper, quantity->upper);
    if (quantity->has_lower && quantity->has_upper && strcmp(lower, upper) == 0)
        pf_layout_format(layout, PF_TONE_PLAIN, "%s%s", quantity->approximate ? "about " : "", lower);
    else if (quantity->has_lower && quantity->has_upper)
        pf_layout_format(layout, PF_TONE_PLAIN, "%s to %s", lower, upper);
    else if (quantity->has_lower)
        pf_layout_format(layout, PF_TONE_PLAIN, "at least %s", lower);
    else
        pf_layout_format(layout, PF_TONE_PLAIN, "at most %s", upper);
    if (unit[0])
        pf_layout_format(layout, PF_TONE_PLAIN, " %s", unit);
}

static void put_quantity(pf_layout *layout, pf_view *view, const pf_quantity *quantity)
{
    pf_spot spot = pf_view_spot(view, quantity->start, quantity->end);
    pf_layout_open(layout, 2, PF_TONE_PLAIN, "-", 4, 6);
    pf_layout_quote(layout, spot.text, spot.length);
    pf_layout_format(layout, PF_TONE_DIM, " (line %u, column %u)", (unsigned)spot.position.line,
                     (unsigned)spot.position.column);
    pf_layout_string(layout, PF_TONE_PLAIN, ": ");
    const char *dimension = pf_dimension_name((pf_dimension)quantity->dimension);
    pf_layout_string(layout, PF_TONE_PLAIN, dimension);
    pf_layout_string(layout, PF_TONE_PLAIN, " ");
    add_bounds(layout, quantity);
    if (quantity->of) {
        pf_layout_string(layout, PF_TONE_PLAIN, " of ");
        pf_layout_string(layout, PF_TONE_HEADING, quantity->of);
    }
    if (quantity->per) {
        pf_layout_string(layout, PF_TONE_PLAIN, " per ");
        pf_layout_string(layout, PF_TONE_HEADING, quantity->per);
    }
    pf_layout_close(layout);
}

void pf_text_facts(const pf_result *result, pf_look look, pf_buffer *output)
{
    pf_layout layout;
    pf_layout_init(&layout, output, look.style);
    pf_view view;
    pf_view_init(&view, result);
    if (result->quantity_count > 0)
        pf_layout_heading(&layout, "Quantities");
    else
        pf_layout_paragraph(&layout, 0, PF_TONE_PLAIN, "No quantity was found in this text.");
    for (uint32_t i = 0; i < result->quantity_count; i++)
        put_quantity(&layout, &view, &result->quantities[i]);
    pf_layout_blank(&layout);
    if (result->fact_count > 0)
        pf_layout_heading(&layout, "Facts");
    else
        pf_layout_paragraph(&layout, 0, PF_TONE_PLAIN, "No fact that rules ask for is known.");
    pf_text_known_facts(&layout, &view);
    pf_view_release(&view);
    pf_layout_release(&layout);
}
