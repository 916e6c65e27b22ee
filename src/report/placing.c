// SPDX-License-Identifier: MIT
// Places nodes and lines: columns, lanes for lines that pass columns, the order in each column, heights, and ends.
#include "report/placing.h"

#include <math.h>
#include <string.h>

enum { ROUNDS = 12, MOST_SWAPPED = 200, SPACE = 18, LEAST_HEIGHT = 48, LEAST_STORE_HEIGHT = 62, MARGIN = 6, PAST_BADGES = 12, CURVE = 56 };

// A node, or the place at which a line passes a column.
typedef struct pf_vertex {
    size_t column;
    size_t rank;   // in its column, from the top
    double height, middle;
    double wish;   // where its neighbours would have it
} pf_vertex;

// Neighbours in columns side by side, the left one first.
typedef struct pf_link {
    size_t left, right;
} pf_link;

// A line as a chain of vertices from the left to the right.
typedef struct pf_chain {
    size_t first;  // link; `count` of them follow one another. None when both ends are in one column
    size_t count;
} pf_chain;

typedef struct pf_plan {
    pf_arena *arena;
    const pf_drawing *drawing;
    pf_vertex *vertices; // the nodes first
    size_t vertex_count;
    pf_link *links;
    size_t link_count;
    pf_chain *chains; // one for each line
    size_t columns;
    size_t *order; // vertices by column and rank
    size_t starts[PF_TIERS + 1]; // of columns in `order`
    double lefts[PF_TIERS + 1];  // where columns begin; the last one is the right edge
    double bends[PF_TIERS + 1];  // where the curves to a column begin, all at one place, so that those of neighbours do not cross
    pf_placing *placing;
} pf_plan;

size_t pf_placing_rows(const pf_drawn_line *line)
{
    return (line->step_count + PF_BADGES_IN_A_ROW - 1) / PF_BADGES_IN_A_ROW;
}

static double lane_of(const pf_drawn_line *line)
{
    return (double)pf_placing_rows(line) * (PF_BADGE_HEIGHT + 2) + 6;
}

double pf_placing_stub(const pf_drawn_line *line)
{
    size_t badges = line->step_count < PF_BADGES_IN_A_ROW ? line->step_count : PF_BADGES_IN_A_ROW;
    return PF_STUB + (double)badges * PF_BADGE_WIDTH + PAST_BADGES;
}

// The columns are the tiers of which there are nodes.
static void set_columns(pf_plan *plan)
{
    const pf_drawing *drawing = plan->drawing;
    for (size_t i = 0; i < drawing->node_count; i++) {
        if (i > 0 && drawing->nodes[i]->tier != drawing->nodes[i - 1]->tier)
            plan->columns++;
        plan->vertices[i].column = plan->columns;
    }
    plan->columns += drawing->node_count > 0;
}

static void add_links(pf_plan *plan, size_t index)
{
    const pf_drawn_line *line = &plan->drawing->lines[index];
    size_t left = line->from, right = line->to;
    if (plan->vertices[left].column > plan->vertices[right].column) {
        left = line->to;
        right = line->from;
    }
    plan->chains[index].first = plan->link_count;
    for (size_t column = plan->vertices[left].column + 1; column <= plan->vertices[right].column; column++) {
        size_t next = right;
        if (column < plan->vertices[right].column) {
            next = plan->vertex_count++;
            plan->vertices[next] = (pf_vertex){.column = column, .height = lane_of(line)};
        }
        plan->links[plan->link_count++] = (pf_link){left, next};
        left = next;
    }
    plan->chains[index].count = plan->link_count - plan->chains[index].first;
}

// A node is as high as the ends of lines on its more crowded side need.
static void set_heights(pf_plan *plan)
{
    const pf_drawing *drawing = plan->drawing;
    for (size_t node = 0; node < drawing->node_count; node++) {
        double sides[2] = {0, 0};
        for (size_t i = 0; i < drawing->line_count; i++) {
            const pf_drawn_line *line = &drawing->lines[i];
            size_t other = line->from == node ? line->to : line->from;
            if (line->from == node || line->to == node)
                sides[plan->vertices[other].column >= plan->vertices[node].column] += lane_of(line);
        }
        double most = fmax(sides[0], sides[1]) + 12;
        plan->vertices[node].height = fmax(most, drawing->nodes[node]->tier == PF_TIER_STORE ? LEAST_STORE_HEIGHT : LEAST_HEIGHT);
    }
}

static void list_columns(pf_plan *plan)
{
    size_t count = 0;
    for (size_t column = 0; column < plan->columns; column++) {
        plan->starts[column] = count;
        for (size_t i = 0; i < plan->vertex_count; i++)
            if (plan->vertices[i].column == column) {
                plan->vertices[i].rank = count - plan->starts[column];
                plan->order[count++] = i;
            }
    }
    plan->starts[plan->columns] = count;
}

// The mean over the neighbours on one side of what `of` says of them; `without` where there are none.
static double mean(const pf_plan *plan, size_t vertex, bool from_left, double (*of)(const pf_vertex *), double without)
{
    double sum = 0;
    size_t count = 0;
    for (size_t i = 0; i < plan->link_count; i++) {
        const pf_link *link = &plan->links[i];
        if ((from_left ? link->right : link->left) != vertex)
            continue;
        sum += of(&plan->vertices[from_left ? link->left : link->right]);
        count++;
    }
    return count ? sum / (double)count : without;
}

static double rank_of(const pf_vertex *vertex)
{
    return (double)vertex->rank;
}

static double middle_of(const pf_vertex *vertex)
{
    return vertex->middle;
}

// By their wishes, and of equal ones as they stand; insertion, since columns are short and nearly in order.
static void sort_column(pf_plan *plan, size_t column)
{
    size_t start = plan->starts[column], end = plan->starts[column + 1];
    for (size_t i = start + 1; i < end; i++) {
        size_t moved = plan->order[i], at = i;
        for (; at > start && plan->vertices[plan->order[at - 1]].wish > plan->vertices[moved].wish; at--)
            plan->order[at] = plan->order[at - 1];
        plan->order[at] = moved;
    }
    for (size_t i = start; i < end; i++)
        plan->vertices[plan->order[i]].rank = i - start;
}

static void order_column(pf_plan *plan, size_t column, bool from_left)
{
    for (size_t i = plan->starts[column]; i < plan->starts[column + 1]; i++) {
        pf_vertex *vertex = &plan->vertices[plan->order[i]];
        vertex->wish = mean(plan, plan->order[i], from_left, rank_of, rank_of(vertex));
    }
    sort_column(plan, column);
}

static size_t count_crossings(const pf_plan *plan)
{
    size_t count = 0;
    for (size_t i = 0; i < plan->link_count; i++)
        for (size_t j = i + 1; j < plan->link_count; j++) {
            const pf_vertex *a = &plan->vertices[plan->links[i].left], *b = &plan->vertices[plan->links[i].right];
            const pf_vertex *c = &plan->vertices[plan->links[j].left], *d = &plan->vertices[plan->links[j].right];
            bool crosses = (a->rank < c->rank && b->rank > d->rank) || (a->rank > c->rank && b->rank < d->rank);
            count += a->column == c->column && crosses;
        }
    return count;
}

static void swap_neighbours(pf_plan *plan, size_t at)
{
    size_t upper = plan->order[at], lower = plan->order[at + 1];
    plan->order[at] = lower;
    plan->order[at + 1] = upper;
    plan->vertices[lower].rank--;
    plan->vertices[upper].rank++;
}

// Swaps neighbours in a column as long as that takes crossings away. Of very many links that would take long.
static void swap_where_it_helps(pf_plan *plan)
{
    size_t least = plan->link_count <= MOST_SWAPPED ? count_crossings(plan) : 0;
    for (bool helped = true; helped && least > 0;) {
        helped = false;
        for (size_t column = 0; column < plan->columns; column++)
            for (size_t i = plan->starts[column]; i + 1 < plan->starts[column + 1]; i++) {
                swap_neighbours(plan, i);
                size_t crossings = count_crossings(plan);
                if (crossings < least) {
                    least = crossings;
                    helped = true;
                } else {
                    swap_neighbours(plan, i);
                }
            }
    }
}

// From the left to the right and back; the best order that was seen is kept.
static void order_columns(pf_plan *plan, size_t *best)
{
    size_t least = count_crossings(plan);
    memcpy(best, plan->order, plan->vertex_count * sizeof *best);
    for (size_t round = 0; round < ROUNDS && least > 0; round++) {
        for (size_t i = 1; i < plan->columns; i++)
            order_column(plan, round % 2 ? plan->columns - 1 - i : i, round % 2 == 0);
        size_t crossings = count_crossings(plan);
        if (crossings >= least)
            continue;
        least = crossings;
        memcpy(best, plan->order, plan->vertex_count * sizeof *best);
    }
    memcpy(plan->order, best, plan->vertex_count * sizeof *best);
    for (size_t column = 0; column < plan->columns; column++)
        for (size_t i = plan->starts[column]; i < plan->starts[column + 1]; i++)
            plan->vertices[plan->order[i]].rank = i - plan->starts[column];
}

// How far the middle of one stands below that of the one above it at least.
static double distance(const pf_plan *plan, size_t above, size_t below)
{
    return (plan->vertices[above].height + plan->vertices[below].height) / 2 + SPACE;
}

// Vertices that want to stand where there is room only for one are moved together, as far in all as is least (pool adjacent violators:
// Barlow et al., Statistical Inference under Order Restrictions, 1972).
static void settle_column(pf_plan *plan, size_t column, double *sums, size_t *counts)
{
    size_t start = plan->starts[column], end = plan->starts[column + 1], blocks = 0;
    double offset = 0;
    for (size_t i = start; i < end; i++) {
        offset += i > start ? distance(plan, plan->order[i - 1], plan->order[i]) : 0;
        sums[blocks] = plan->vertices[plan->order[i]].wish - offset;
        counts[blocks++] = 1;
        while (blocks > 1 && sums[blocks - 2] / (double)counts[blocks - 2] > sums[blocks - 1] / (double)counts[blocks - 1]) {
            sums[blocks - 2] += sums[blocks - 1];
            counts[blocks - 2] += counts[blocks - 1];
            blocks--;
        }
    }
    offset = 0;
    for (size_t i = start, block = 0, left = counts[0]; i < end; i++, left--) {
        if (left == 0)
            left = counts[++block];
        offset += i > start ? distance(plan, plan->order[i - 1], plan->order[i]) : 0;
        plan->vertices[plan->order[i]].middle = sums[block] / (double)counts[block] + offset;
    }
}

static void set_middles(pf_plan *plan, double *sums, size_t *counts)
{
    for (size_t column = 0; column < plan->columns; column++)
        settle_column(plan, column, sums, counts); // all wish to stand at 0
    for (size_t round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < plan->columns; i++) {
            size_t column = round % 2 ? plan->columns - 1 - i : i;
            for (size_t j = plan->starts[column]; j < plan->starts[column + 1]; j++) {
                pf_vertex *vertex = &plan->vertices[plan->order[j]];
                double left = mean(plan, plan->order[j], true, middle_of, vertex->middle);
                double right = mean(plan, plan->order[j], false, middle_of, vertex->middle);
                vertex->wish = (left + right) / 2;
            }
            settle_column(plan, column, sums, counts);
        }
}

// Between two columns there is room for what stands beside the nodes on both sides, and for curves; so behind the last one, where there is
// something.
static void place_columns(pf_plan *plan)
{
    double rights[PF_TIERS] = {0}, lefts[PF_TIERS + 1] = {0};
    for (size_t i = 0; i < plan->drawing->line_count; i++) {
        const pf_drawn_line *line = &plan->drawing->lines[i];
        size_t from = plan->vertices[line->from].column, to = plan->vertices[line->to].column;
        double stub = pf_placing_stub(line);
        if (from > to)
            lefts[from] = fmax(lefts[from], stub);
        else
            rights[from] = fmax(rights[from], stub + (from == to ? PF_TURN : 0));
    }
    plan->lefts[0] = MARGIN;
    for (size_t column = 1; column <= plan->columns; column++) {
        double gap = column < plan->columns ? CURVE + lefts[column] : MARGIN;
        plan->bends[column] = plan->lefts[column - 1] + PF_NODE_WIDTH + rights[column - 1];
        plan->lefts[column] = plan->bends[column] + gap;
    }
}

// The plane begins above the highest vertex.
static void place_nodes(pf_plan *plan)
{
    double top = 0, bottom = 0;
    for (size_t i = 0; i < plan->vertex_count; i++) {
        const pf_vertex *vertex = &plan->vertices[i];
        double upper = vertex->middle - vertex->height / 2, lower = vertex->middle + vertex->height / 2;
        top = i == 0 || upper < top ? upper : top;
        bottom = i == 0 || lower > bottom ? lower : bottom;
    }
    for (size_t i = 0; i < plan->vertex_count; i++)
        plan->vertices[i].middle += MARGIN - top;
    for (size_t i = 0; i < plan->drawing->node_count; i++) {
        const pf_vertex *vertex = &plan->vertices[i];
        plan->placing->nodes[i] = (pf_placed_node){plan->lefts[vertex->column], vertex->middle - vertex->height / 2, vertex->height};
    }
    plan->placing->height = bottom - top + 2 * MARGIN;
    plan->placing->width = plan->lefts[plan->columns];
}

// The vertex to which a line goes on from one of its ends.
static size_t next_of(const pf_plan *plan, size_t line, bool at_left)
{
    const pf_chain *chain = &plan->chains[line];
    if (chain->count == 0)
        return at_left ? plan->drawing->lines[line].to : plan->drawing->lines[line].from;
    return at_left ? plan->links[chain->first].right : plan->links[chain->first + chain->count - 1].left;
}

static bool ends_at(const pf_plan *plan, size_t line, size_t node, bool at_left)
{
    const pf_drawn_line *drawn = &plan->drawing->lines[line];
    if (plan->chains[line].count == 0)
        return at_left ? drawn->from == node : drawn->to == node;
    bool begins_left = plan->links[plan->chains[line].first].left == drawn->from;
    return (at_left == begins_left ? drawn->from : drawn->to) == node;
}

// Ends that lead to one place: the first line first, but last at the lower end of lines within a column, which lie within one another.
static bool comes_first(const pf_plan *plan, size_t node, size_t other, bool other_at_left, size_t line, bool at_left)
{
    if (other == line)
        return other_at_left && !at_left;
    size_t partner = next_of(plan, line, at_left);
    bool within = plan->chains[line].count == 0 && plan->chains[other].count == 0 && plan->vertices[partner].middle < plan->vertices[node].middle;
    return within ? other > line : other < line;
}

// How far the end of a line stands from the top of all ends on its side of the node: they are in the order of what they lead to.
static double end_offset(const pf_plan *plan, size_t line, size_t node, bool at_left, bool right_side)
{
    double wish = plan->vertices[next_of(plan, line, at_left)].middle, above = 0, all = 0;
    for (size_t i = 0; i < plan->drawing->line_count; i++)
        for (int end = 0; end < 2; end++) {
            bool left = end == 0, is_right_side = left || plan->chains[i].count == 0;
            if (!ends_at(plan, i, node, left) || is_right_side != right_side)
                continue;
            double other = plan->vertices[next_of(plan, i, left)].middle, lane = lane_of(&plan->drawing->lines[i]);
            all += lane;
            bool is_above = other < wish || (!(other > wish) && comes_first(plan, node, i, left, line, at_left));
            above += is_above ? lane : 0;
        }
    return above + lane_of(&plan->drawing->lines[line]) / 2 - all / 2;
}

static pf_spot_on_plane end_of(const pf_plan *plan, size_t line, size_t node, bool at_left)
{
    bool right_side = at_left || plan->chains[line].count == 0;
    const pf_vertex *vertex = &plan->vertices[node];
    double x = plan->lefts[vertex->column] + (right_side ? PF_NODE_WIDTH : 0);
    return (pf_spot_on_plane){x, vertex->middle + end_offset(plan, line, node, at_left, right_side)};
}

static bool place_line(pf_plan *plan, size_t index)
{
    const pf_drawn_line *drawn = &plan->drawing->lines[index];
    const pf_chain *chain = &plan->chains[index];
    pf_placed_line *line = &plan->placing->lines[index];
    line->points = pf_arena_array(plan->arena, 2 * chain->count + 2, sizeof *line->points);
    if (!line->points)
        return false;
    line->turns = chain->count == 0;
    line->leftwards = !line->turns && plan->links[chain->first].left == drawn->to;
    size_t left = line->leftwards ? drawn->to : drawn->from, right = line->leftwards ? drawn->from : drawn->to;
    pf_spot_on_plane first = end_of(plan, index, left, true), last = end_of(plan, index, right, false);
    double y = first.y;
    line->points[line->count++] = first;
    for (size_t i = 0; i < chain->count; i++) {
        const pf_vertex *next = &plan->vertices[plan->links[chain->first + i].right];
        double bend = plan->bends[next->column];
        line->points[line->count++] = (pf_spot_on_plane){bend, y};
        y = i + 1 < chain->count ? next->middle : last.y;
        line->points[line->count++] = (pf_spot_on_plane){bend + CURVE, y};
    }
    line->points[line->count++] = last;
    return true;
}

static bool reserve(pf_plan *plan)
{
    const pf_drawing *drawing = plan->drawing;
    size_t most_links = drawing->line_count * PF_TIERS, most_vertices = drawing->node_count + most_links;
    plan->vertices = pf_arena_array(plan->arena, most_vertices, sizeof *plan->vertices);
    plan->links = pf_arena_array(plan->arena, most_links, sizeof *plan->links);
    plan->chains = pf_arena_array(plan->arena, drawing->line_count, sizeof *plan->chains);
    plan->order = pf_arena_array(plan->arena, most_vertices, sizeof *plan->order);
    plan->placing->nodes = pf_arena_array(plan->arena, drawing->node_count, sizeof *plan->placing->nodes);
    plan->placing->lines = pf_arena_array(plan->arena, drawing->line_count, sizeof *plan->placing->lines);
    plan->vertex_count = drawing->node_count;
    return plan->vertices && plan->links && plan->chains && plan->order && plan->placing->nodes && plan->placing->lines;
}

bool pf_placing_make(pf_arena *arena, const pf_drawing *drawing, pf_placing *placing)
{
    *placing = (pf_placing){0};
    pf_plan plan = {.arena = arena, .drawing = drawing, .placing = placing};
    if (!reserve(&plan))
        return false;
    set_columns(&plan);
    for (size_t i = 0; i < drawing->line_count; i++)
        add_links(&plan, i);
    set_heights(&plan);
    list_columns(&plan);
    size_t *numbers = pf_arena_array(arena, plan.vertex_count, sizeof *numbers);
    double *sums = pf_arena_array(arena, plan.vertex_count, sizeof *sums);
    if (!numbers || !sums)
        return false;
    order_columns(&plan, numbers);
    swap_where_it_helps(&plan);
    set_middles(&plan, sums, numbers);
    place_columns(&plan);
    place_nodes(&plan);
    for (size_t i = 0; i < drawing->line_count; i++)
        if (!place_line(&plan, i))
            return false;
    return true;
}
