// SPDX-License-Identifier: MIT
// Drawings: diagrams of patterns become one, and stand on the plane without lying on one another.
#include "report/drawing.h"
#include "report/palette.h"
#include "report/placing.h"

// cmocka.h needs the four before it
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { CLIENT, SERVER, QUEUE, WORKER, STORE, SPARE, NODES };

static pf_diagram_node nodes[NODES] = {
    [CLIENT] = {.id = "client", .title = "Client", .tier = PF_TIER_CLIENT}, [SERVER] = {.id = "server", .title = "Server", .tier = PF_TIER_SERVICE},
    [QUEUE] = {.id = "queue", .title = "Queue", .tier = PF_TIER_BROKER},    [WORKER] = {.id = "worker", .title = "Worker", .tier = PF_TIER_WORKER},
    [STORE] = {.id = "store", .title = "Store", .tier = PF_TIER_STORE},     [SPARE] = {.id = "spare", .title = "Spare", .tier = PF_TIER_STORE},
};

#define ARROW(begin, end, words) {.from = "", .to = "", .label = words, .ends = {begin, end}}

// Uploads, and jobs that read what was uploaded, if it is drawn.
static pf_arrow uploads[] = {ARROW(CLIENT, SERVER, "asks for a URL"), ARROW(CLIENT, STORE, "uploads"),
                             {.label = "says so", .async = true, .ends = {STORE, SERVER}}};
static pf_arrow jobs[] = {ARROW(CLIENT, SERVER, "asks for a job"), {.label = "queues it", .async = true, .ends = {SERVER, QUEUE}},
                          {.label = "hands it out", .async = true, .ends = {QUEUE, WORKER}},
                          {.label = "reads the file", .if_both = true, .ends = {WORKER, STORE}}, ARROW(WORKER, QUEUE, "acknowledges it")};

static pf_option upload_option = {.name = "presigned", .title = "Presigned", .diagram = {uploads, 3}};
static pf_option job_option = {.name = "queue", .title = "Queue", .diagram = {jobs, 5}};
static pf_option bare_option = {.name = "bare", .title = "Bare"};

typedef struct fixture {
    pf_pattern patterns[3];
    pf_option_result options[3];
    pf_assessment assessments[3];
    pf_pack pack;
    pf_result result;
    pf_arena arena;
    pf_drawing drawing;
} fixture;

static int set_up(void **state)
{
    static fixture f;
    const pf_option *const chosen[] = {&upload_option, &job_option, &bare_option};
    memset(&f, 0, sizeof f);
    for (size_t i = 0; i < 3; i++) {
        f.options[i] = (pf_option_result){.option = chosen[i], .fits = PF_TRUE};
        f.assessments[i] = (pf_assessment){.pattern = &f.patterns[i], .level = PF_LEVEL_STRONG, .options = &f.options[i], .option_count = 1};
    }
    f.pack.nodes.items = nodes;
    f.pack.nodes.count = NODES;
    f.pack.patterns.items = f.patterns;
    f.pack.patterns.count = 3;
    f.result = (pf_result){.pack = &f.pack, .assessments = f.assessments, .assessment_count = 3};
    pf_arena_init(&f.arena);
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    pf_arena_release(&f->arena);
    return 0;
}

static const pf_drawing *draw(fixture *f)
{
    assert_true(pf_drawing_make(&f->arena, &f->result, &f->drawing));
    return &f->drawing;
}

// "1a client>server, 1b client>store": steps by name, with a '~' where nobody waits.
static const char *steps_of(const pf_drawing *drawing)
{
    static char text[512];
    size_t at = 0;
    for (size_t i = 0; i < drawing->step_count; i++) {
        const pf_drawn_step *step = &drawing->steps[i];
        const pf_drawn_line *line = &drawing->lines[step->line];
        int length = snprintf(text + at, sizeof text - at, "%s%s %s%c%s", i ? ", " : "", step->name, drawing->nodes[line->from]->id,
                              line->async ? '~' : '>', drawing->nodes[line->to]->id);
        assert_true(length > 0 && (size_t)length < sizeof text - at);
        at += (size_t)length;
    }
    return text;
}

static void test_shared_nodes_are_one(void **state)
{
    const pf_drawing *drawing = draw(*state);
    assert_string_equal(steps_of(drawing), "1a client>server, 1b client>store, 1c store~server, 2a client>server, 2b server~queue, 2c queue~worker, "
                                           "2d worker>store, 2e worker>queue");
    assert_int_equal(drawing->node_count, 5); // in the order of the ways through them, without the spare one
    assert_string_equal(drawing->nodes[0]->id, "client");
    assert_string_equal(drawing->nodes[4]->id, "store");
    assert_int_equal(drawing->line_count, 7); // one from client to server
    assert_int_equal(drawing->lines[0].step_count, 2);
    assert_int_equal(drawing->lines[0].hue, PF_HUES); // of two patterns
    assert_int_equal(drawing->lines[1].hue, 0);
}

static void test_an_arrow_waits_for_both_nodes(void **state)
{
    fixture *f = *state;
    f->assessments[0].level = PF_LEVEL_POSSIBLE;
    f->result.assessments = f->assessments + 1;
    f->result.assessment_count = 1;
    assert_string_equal(steps_of(draw(f)), "1a client>server, 1b server~queue, 1c queue~worker, 1d worker>queue");
}

static void test_nothing_is_drawn(void **state)
{
    fixture *f = *state;
    f->result.assessments = f->assessments + 2; // has no diagram
    f->result.assessment_count = 1;
    assert_int_equal(draw(f)->step_count, 0);
    assert_string_equal(pf_drawing_nothing(&f->drawing), "What is recommended has no diagram");
    f->assessments[2].level = PF_LEVEL_SILENT;
    assert_int_equal(draw(f)->step_count, 0);
    assert_string_equal(pf_drawing_nothing(&f->drawing), "Nothing in this text calls for a pattern");
}

static void test_many_steps_have_names(void **state)
{
    fixture *f = *state;
    static pf_arrow many[30];
    for (size_t i = 0; i < 30; i++)
        many[i] = (pf_arrow)ARROW(CLIENT, SERVER, "again");
    pf_option option = {.name = "many", .title = "Many", .diagram = {many, 30}};
    f->options[0].option = &option;
    f->result.assessment_count = 1;
    assert_int_equal(draw(f)->step_count, 30);
    assert_string_equal(f->drawing.steps[25].name, "1z");
    assert_string_equal(f->drawing.steps[26].name, "1aa");
    assert_string_equal(f->drawing.steps[29].name, "1ad");
}

static void test_nodes_do_not_touch(void **state)
{
    fixture *f = *state;
    pf_placing placing;
    assert_true(pf_placing_make(&f->arena, draw(f), &placing));
    for (size_t i = 0; i < f->drawing.node_count; i++) {
        const pf_placed_node *node = &placing.nodes[i];
        assert_true(node->x >= 0 && node->x + PF_NODE_WIDTH <= placing.width);
        assert_true(node->y >= 0 && node->y + node->height <= placing.height);
        for (size_t j = i + 1; j < f->drawing.node_count; j++) {
            const pf_placed_node *other = &placing.nodes[j];
            bool beside = node->x + PF_NODE_WIDTH < other->x || other->x + PF_NODE_WIDTH < node->x;
            assert_true(beside || node->y + node->height < other->y || other->y + other->height < node->y);
        }
    }
}

static void test_lines_end_at_their_nodes(void **state)
{
    fixture *f = *state;
    pf_placing placing;
    assert_true(pf_placing_make(&f->arena, draw(f), &placing));
    for (size_t i = 0; i < f->drawing.line_count; i++) {
        const pf_placed_line *line = &placing.lines[i];
        const pf_placed_node *from = &placing.nodes[f->drawing.lines[i].from], *to = &placing.nodes[f->drawing.lines[i].to];
        const pf_placed_node *left = line->leftwards ? to : from, *right = line->leftwards ? from : to;
        pf_spot_on_plane first = line->points[0], last = line->points[line->count - 1];
        assert_float_equal(first.x, left->x + PF_NODE_WIDTH, 0.01);
        assert_float_equal(last.x, right->x, 0.01);
        assert_true(first.y > left->y && first.y < left->y + left->height);
        assert_true(last.y > right->y && last.y < right->y + right->height);
    }
}

// Two lines between the same nodes do not cross: they stand in one order at both ends, and bend at the same place.
static void test_lines_side_by_side_do_not_cross(void **state)
{
    fixture *f = *state;
    pf_placing placing;
    size_t pairs = 0;
    assert_true(pf_placing_make(&f->arena, draw(f), &placing));
    for (size_t i = 0; i < f->drawing.line_count; i++)
        for (size_t j = i + 1; j < f->drawing.line_count; j++) {
            const pf_drawn_line *one = &f->drawing.lines[i], *other = &f->drawing.lines[j];
            if (one->from != other->to || one->to != other->from)
                continue;
            const pf_placed_line *a = &placing.lines[i], *b = &placing.lines[j];
            assert_int_equal(a->count, b->count);
            for (size_t k = 1; k < a->count; k++) {
                assert_true((a->points[k].y < b->points[k].y) == (a->points[0].y < b->points[0].y));
                assert_float_equal(a->points[k].x, b->points[k].x, 0.01);
            }
            pairs++;
        }
    assert_int_equal(pairs, 1);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_shared_nodes_are_one), TEST(test_an_arrow_waits_for_both_nodes), TEST(test_nothing_is_drawn),
        TEST(test_many_steps_have_names), TEST(test_nodes_do_not_touch), TEST(test_lines_end_at_their_nodes),
        TEST(test_lines_side_by_side_do_not_cross),
    };
    return cmocka_run_group_tests_name("drawing", tests, NULL, NULL);
}
