// SPDX-License-Identifier: MIT
// Tests of engine/: how evidence adds up, what conditions hold where, and which kind of system a text is about. What
// follows from it (options, questions, what is not needed) is in test_advice.c.
#define _POSIX_C_SOURCE 200809L
#include "fixtures.h"

#include "engine/certainty.h"

#include <math.h>

static const char engine_rules[] =
    "pattern: weigh\n"
    "title: Weigh\n"
    "problem: P\n"
    "facts:\n"
    "  - {name: users, title: users, dimension: count, of: [user]}\n"
    "signals:\n"
    "  - {id: upload, phrases: [upload], certainty: 0.5, because: b}\n"
    "  - {id: share, phrases: [share], certainty: 0.4, because: b}\n"
    "  - {id: render, phrases: [render], certainty: 1, because: b}\n"
    "  - {id: draw, phrases: [\"paper .. draw\", \"no noise .. draw\"], certainty: 0.5, because: b}\n"
    "  - {id: stir, phrases: [stir], certainty: 0.4, because: b}\n"
    "  - {id: tiny, phrases: [tiny], certainty: -0.25, because: b}\n"
    "  - {id: local, phrases: [local], certainty: -0.2, because: b}\n"
    "  - {id: forbidden, phrases: [forbidden], certainty: -1, because: b}\n"
    "  - {id: both, all: [{phrases: [alpha]}, {phrases: [beta]}], certainty: 0.4, because: b}\n"
    "  - {id: many, fact: users, at_least: 100, certainty: 0.3, because: b}\n"
    "sections:\n"
    "  - {role: non-goals, effect: denied, weight: 1, headings: [non-goal, out of scope]}\n"
    "  - {role: later, effect: hypothetical, weight: 1, headings: [future]}\n"
    "  - {role: old, effect: background, weight: 1, headings: [old]}\n"
    "  - {role: weak, effect: stated, weight: 0.5, headings: [alternative]}\n"
    "  - {role: timetable, effect: stated, facts: false, weight: 1, headings: [timetable]}\n"
    "  - {role: none, effect: ignored, weight: 0, headings: [glossary]}\n"
    "denial:\n"
    "  cues:\n"
    "    - {id: no, effect: denied, direction: after, reach: 3, phrases: [no]}\n"
    "    - {id: perhaps, effect: hypothetical, direction: after, reach: 3, phrases: [perhaps]}\n"
    "    - {id: formerly, effect: background, direction: after, reach: 3, phrases: [formerly]}\n";

static rules_fixture shared;

static int open_shared(void **state)
{
    (void)state;
    open_rules(&shared, engine_rules);
    return 0;
}

static int close_shared(void **state)
{
    (void)state;
    close_rules(&shared);
    return 0;
}

static bool is_near(double a, double b)
{
    return fabs(a - b) < 1e-9;
}

static double certainty_of(const pf_ruleset *rules, const char *source, const char *pattern)
{
    result_fixture f;
    open_result(&f, rules, source);
    double certainty = assessment_of(&f, pattern)->certainty;
    close_result(&f);
    return certainty;
}

static void weighs(const char *source, double expected)
{
    double certainty = certainty_of(shared.rules, source, "weigh");
    if (!is_near(certainty, expected))
        fail_msg("%s gives %g, not %g", source, certainty, expected);
}

// --- Certainty factors ----------------------------------------------------------------------------------------------

static void combines_two_certainties(void **state)
{
    (void)state;
    assert_true(is_near(pf_combine(0.5, 0.4), 0.7));
    assert_true(is_near(pf_combine(-0.5, -0.4), -0.7));
    assert_true(is_near(pf_combine(0.5, -0.25), 0.25 / 0.75));
    assert_true(is_near(pf_combine(-0.8, 0.4), -0.4 / 0.6));
    assert_true(is_near(pf_combine(0.4, -0.4), 0));
    assert_true(is_near(pf_combine(0.3, 0), 0.3) && is_near(pf_combine(0, -0.3), -0.3));
    assert_true(pf_combine(1, -1) == -1 && pf_combine(-1, 1) == -1 && pf_combine(-1, 0.2) == -1);
    assert_true(is_near(pf_combine(1, -0.9), 1));
}

static void adds_up_evidence(void **state)
{
    (void)state;
    weighs("Nothing.", 0);
    weighs("Upload.", 0.5);
    weighs("Upload. Upload it. Uploads!", 0.5); // once, however often
    weighs("Upload and share.", 0.7);
    weighs("Tiny and local.", -0.4);
    weighs("Upload tiny things.", 0.25 / 0.75);
    weighs("Upload, share; tiny, local.", (0.7 - 0.4) / 0.6);
    weighs("Render tiny things.", 1);
    weighs("Upload, share and render what is forbidden.", -1);
    weighs("Upload for 200 users.", 0.65);
}

static void knows_levels(void **state)
{
    (void)state;
    static const struct {
        const char *source;
        pf_level level;
    } cases[] = {
        {"Render.", PF_LEVEL_STRONG},        {"Upload.", PF_LEVEL_LIKELY},
        {"Share.", PF_LEVEL_POSSIBLE},       {"We have 200 users.", PF_LEVEL_POSSIBLE},
        {"Nothing.", PF_LEVEL_SILENT},       {"Perhaps upload.", PF_LEVEL_SILENT},
        {"No render.", PF_LEVEL_NOT_NEEDED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        result_fixture f;
        open_result(&f, shared.rules, cases[i].source);
        pf_level level = assessment_of(&f, "weigh")->level;
        if (level != cases[i].level)
            fail_msg("%s is %s", cases[i].source, pf_level_name(level));
        close_result(&f);
    }
}

// --- Denial and sections --------------------------------------------------------------------------------------------

static void weighs_words_by_what_is_said_of_them(void **state)
{
    (void)state;
    weighs("No upload.", -0.25);
    weighs("Perhaps upload.", 0.125);
    weighs("Formerly upload.", 0.375);
    weighs("Perhaps no upload.", -0.25);
    weighs("No tiny things.", 0); // what would speak against and is denied says nothing
    weighs("Perhaps tiny things.", -0.0625);
    weighs("No forbidden things.", 0);
    // A cue among the words of a phrase is part of it, one between them is not.
    weighs("No noise while we draw.", 0.5);
    weighs("Paper for us to draw on.", 0.5);
    weighs("Paper no one can draw on.", -0.25);
    // All that must hold holds as surely as the weakest of it.
    weighs("Alpha and beta.", 0.4);
    weighs("Alpha. No beta.", -0.2);
    weighs("Perhaps alpha. Beta.", 0.1);
    // The best of several counts.
    weighs("No upload. Upload.", 0.5);
    weighs("No upload. Perhaps upload.", 0.125);
    weighs("Formerly upload. Perhaps upload.", 0.125);
    // Several denials are one.
    weighs("No upload. No share.", -0.25);
    weighs("No share. No upload.", -0.25);
}

static void weighs_words_by_their_section(void **state)
{
    (void)state;
    weighs("# Plan\n\nUpload.", 0.5);
    weighs("# Non-goals\n\nUpload.", -0.25);
    weighs("# Future\n\nUpload.", 0.125);
    weighs("# Old\n\nUpload.\n\n# Plan\n\nWords.", 0.375);
    weighs("# Old\n\nUpload.", 0.5); // a background of nothing is what the text is about
    weighs("# Old\n\nUpload.\n\n# Non-goals\n\nWords.\n\n# Glossary\n\nWords.", 0.5);
    weighs("# Alternatives\n\nUpload.", 0.25);
    weighs("# Glossary\n\nUpload.", 0);
    weighs("Out of scope: upload.", -0.25);
    // A part of a section has its role, another section has not.
    weighs("# Non-goals\n\n## Media\n\nUpload.", -0.25);
    weighs("# Non-goals\n\n## Future\n\nUpload.", 0.125);
    // What is denied beside a plain need says little.
    weighs("## Non-goals\n\nShare.\n\n## Goals\n\nUpload.", (0.5 - 0.08) / 0.92);
    weighs("Upload. No share.", (0.5 - 0.08) / 0.92);
    weighs("Perhaps upload. No share.", (0.125 - 0.2) / 0.875);
    // So does what is left out where several signals together are as plain, but not what the text denies in so many words.
    weighs("Share. Stir. Alpha and beta. 200 users.\n\n## Non-goals\n\nUpload.", (0.8488 - 0.1) / 0.9);
    weighs("Share. Stir. Alpha and beta.\n\n## Non-goals\n\nUpload.", (0.784 - 0.25) / 0.75);
    weighs("Share. Stir. Alpha and beta. 200 users. No upload.", (0.8488 - 0.25) / 0.75);
    // Numbers of some sections are no facts, words are.
    weighs("# Plan\n\nUpload for 200 users.", 0.65);
    weighs("# Timetable\n\nUpload for 200 users.", 0.5);
    weighs("# Plan\n\nTimetable: upload for 200 users.", 0.5);
    // A heading that only has the words among many says nothing.
    weighs("# A platform for the future of all the farming there is\n\nUpload.", 0.5);
    // Stated, and listed as no goal: both count, in whatever form and order.
    weighs("Upload.\n\n# Non-goals\n\nUpload.", (0.5 - 0.25) / 0.75);
    weighs("Upload.\n\n# Non-goals\n\n- Uploading things", (0.5 - 0.25) / 0.75);
    weighs("# Non-goals\n\nUploads.\n\n# Plan\n\nThey upload. Upload!", (0.5 - 0.25) / 0.75);
    weighs("Paper we can draw on.\n\n# Non-goals\n\n- Drawing on paper", 0.5); // the phrase is not there
}

// Each of the phrases in a heading is compared with the whole of it.
static void knows_the_words_of_a_long_heading(void **state)
{
    (void)state;
    pf_buffer source;
    pf_buffer_init(&source);
    pf_buffer_string(&source, "# a");
    for (int i = 0; i < 60000; i++)
        pf_buffer_string(&source, " future work");
    weighs(source.bytes, 0);
    pf_buffer_release(&source);
}

static void leaves_numbers_out_where_they_are_not_stated(void **state)
{
    (void)state;
    weighs("It serves 200 users.", 0.3);
    weighs("It is for no 200 users.", 0);
    weighs("# Future\n\nIt serves 200 users.", 0);
}

static void reports_its_evidence(void **state)
{
    (void)state;
    static const char source[] = "They share it, upload tiny things for 200 users: no render.";
    result_fixture f;
    open_result(&f, shared.rules, source);
    const pf_assessment *assessment = assessment_of(&f, "weigh");
    static const struct {
        const char *signal, *words;
        double certainty;
        int status;
    } expected[] = {
        {"upload", "upload", 0.5, PF_EFFECT_STATED},  {"share", "share", 0.4, PF_EFFECT_STATED},
        {"many", "200 users", 0.3, PF_EFFECT_STATED}, {"tiny", "tiny", -0.25, PF_EFFECT_STATED},
        {"render", "render", -0.2, PF_EFFECT_DENIED},
    };
    assert_int_equal(assessment->evidence_count, 5);
    assert_true(is_near(assessment->certainty, (0.79 - 0.4) / (1 - 0.4)));
    for (size_t i = 0; i < 5; i++) {
        const pf_evidence *evidence = &assessment->evidence[i];
        assert_string_equal(evidence->signal, expected[i].signal);
        assert_true(is_near(evidence->certainty, expected[i].certainty));
        assert_int_equal(evidence->status, expected[i].status);
        assert_true(evidence->located);
        assert_ptr_equal(source + evidence->start, strstr(source, expected[i].words));
        assert_int_equal(evidence->end - evidence->start, strlen(expected[i].words));
    }
    assert_string_equal(assessment->evidence[2].arithmetic, "users: 200; counts from 100");
    assert_null(assessment->evidence[0].arithmetic);
    close_result(&f);
}

// --- Conditions -----------------------------------------------------------------------------------------------------

// Whether a signal with this condition fires.
static bool holds(const char *condition, const char *source)
{
    char yaml[1000];
    snprintf(yaml, sizeof yaml,
             "pattern: p\ntitle: T\nproblem: P\n"
             "facts:\n  - {name: users, title: users, dimension: count, of: [user]}\n"
             "conditions: {crowd: {fact: users, more_than: 1000}}\n"
             "systems: [{id: shop, title: Shop, names: [shop], parts: [{part: x, pattern: q, certainty: 0.1, because: "
             "b}]}]\n"
             "signals:\n  - {id: other, phrases: [other], certainty: 0.1, because: b}\n"
             "  - {id: it, certainty: 0.5, because: b, %s}\n",
             condition);
    const char q[] =
        "pattern: q\ntitle: T\nproblem: P\nsignals: [{id: a, phrases: [zzz], certainty: 0.1, because: b}]\n";
    const pf_rule_text files[] = {{"basics.yaml", test_basics, sizeof test_basics - 1},
                                  {"p.yaml", yaml, strlen(yaml)},
                                  {"q.yaml", q, sizeof q - 1}};
    rules_fixture f;
    open_rule_files(&f, NULL, files, 3);
    assert_good(&f);
    result_fixture result;
    open_result(&result, f.rules, source);
    const pf_assessment *assessment = assessment_of(&result, "p");
    bool found = false;
    for (size_t i = 0; i < assessment->evidence_count; i++)
        found = found || strcmp(assessment->evidence[i].signal, "it") == 0;
    close_result(&result);
    close_rules(&f);
    return found;
}

static void judges_plain_conditions(void **state)
{
    (void)state;
    assert_true(holds("phrases: [a1, b1]", "x b1"));
    assert_false(holds("phrases: [a1, b1]", "x c1"));
    assert_false(holds("phrases: [a1], unless: [b1]", "a1 then b1"));
    assert_true(holds("phrases: [a1], unless: [b1]", "a1 then b1. Again a1."));
    assert_true(holds("phrases: [a1], unless: [b1]", "First a1. Then b1."));
    assert_true(holds("regex: 'p9\\d', gate: latency", "Its latency at p95 is low."));
    assert_false(holds("regex: 'p9\\d', gate: latency", "It is fast at p95. So is its latency."));
    assert_true(holds("is: crowd", "It has 1001 users."));
    assert_false(holds("is: crowd", "It has 1000 users."));
    assert_true(holds("signal: other", "The other one."));
    assert_true(holds("signal: p/other", "The other one."));
    assert_false(holds("signal: other", "None."));
    assert_true(holds("system: shop", "A shop."));
    assert_false(holds("system: shop", "A farm."));
}

static void compares_facts(void **state)
{
    (void)state;
    assert_true(holds("fact: users, at_least: 100", "It has 100 users."));
    assert_false(holds("fact: users, at_least: 100", "It has 99 users."));
    assert_true(holds("fact: users, more_than: 100", "It has 101 users."));
    assert_false(holds("fact: users, more_than: 100", "It has 100 users."));
    assert_true(holds("fact: users, at_most: 100", "It has 100 users."));
    assert_false(holds("fact: users, less_than: 100", "It has 100 users."));
    assert_true(holds("fact: users, at_least: 10, less_than: 100", "It has 50 users."));
    assert_false(holds("fact: users, at_least: 10, less_than: 100", "It has 5 users."));
    assert_true(holds("fact: users, known: true", "It has 5 users."));
    assert_false(holds("fact: users, known: true", "It has users."));
    assert_true(holds("fact: users, known: false", "It has users."));
    assert_false(holds("fact: users, less_than: 100", "It has users."));
    // Bounds: at least 50 may be more than 100, at most 500 is designed for 500.
    assert_false(holds("fact: users, less_than: 100", "It has at least 50 users."));
    assert_true(holds("fact: users, at_least: 40", "It has at least 50 users."));
    assert_true(holds("fact: users, at_least: 100", "It has up to 500 users."));
    assert_true(holds("fact: users, less_than: 100", "It has up to 50 users."));
}

static void joins_conditions(void **state)
{
    (void)state;
    assert_true(holds("all: [{phrases: [a1]}, {phrases: [b1]}]", "First a1.\n\n# H\n\nThen b1."));
    assert_false(holds("all: [{phrases: [a1]}, {phrases: [b1]}]", "First a1."));
    assert_true(holds("any: [{phrases: [a1]}, {phrases: [b1]}]", "Only b1."));
    assert_false(holds("any: [{phrases: [a1]}, {phrases: [b1]}]", "Only c1."));
    assert_true(holds("none: [{phrases: [a1]}, {phrases: [b1]}]", "Only c1."));
    assert_false(holds("none: [{phrases: [a1]}, {phrases: [b1]}]", "Only b1."));
    assert_true(holds("all: [{phrases: [a1]}, {none: [{phrases: [b1]}]}]", "Only a1."));
    assert_false(holds("all: [{phrases: [a1]}, {none: [{phrases: [b1]}]}]", "Both a1 and b1."));
}

static void counts_what_holds(void **state)
{
    (void)state;
    assert_true(holds("phrases: [a1, b1], minimum: 2", "First a1. Then b1."));
    assert_true(holds("phrases: [a1], minimum: 2", "First a1. Then a1 again."));
    assert_false(holds("phrases: [a1, b1], minimum: 2", "Both a1 and b1.")); // in one sentence
    assert_true(holds("phrases: [a1, b1], different: 2", "Both a1 and b1."));
    assert_false(holds("phrases: [a1, b1], different: 2", "First a1. Then A1 again."));
    assert_false(holds("phrases: [render], different: 2", "We render. Rendering is what we do, it renders."));
    assert_false(holds("phrases: [a1, b1, c1], different: 3", "Both a1 and b1. Again A1, B1."));
    // Words that are as long and begin and end alike, after one of them was said again.
    assert_true(holds("phrases: [crate, caste], different: 2", "A crate is a crate is a crate. A caste is none."));
    assert_true(holds("phrases: [real-time, realtime, live], different: 2", "Live, or realtime, is live, and realtime is real-time."));
    assert_false(holds("phrases: [real-time, realtime, live], different: 2", "It is realtime, and realtime is real-time."));
    assert_true(holds("words: 4", "Four words, they are."));
    assert_false(holds("words: 4", "Not four, three."));
    assert_true(holds("any: [{phrases: [a1]}, {phrases: [b1]}, {phrases: [c1]}], minimum: 2", "Both a1 and c1."));
    assert_false(holds("any: [{phrases: [a1]}, {phrases: [b1]}, {phrases: [c1]}], minimum: 2", "First a1. Then a1."));
}

static void joins_conditions_within_a_unit(void **state)
{
    (void)state;
    static const char *const scopes[] = {"sentence", "paragraph", "section", "document"};
    static const char *const texts[] = {"Both b1 and a1.", "First a1. Then b1.", "First a1.\n\nThen b1.",
                                        "# G\n\nFirst a1.\n\n# H\n\nThen b1."};
    for (size_t scope = 0; scope < 4; scope++)
        for (size_t text = 0; text < 4; text++) {
            char condition[200];
            snprintf(condition, sizeof condition, "all: [{phrases: [a1]}, {phrases: [b1]}], within: %s", scopes[scope]);
            if (holds(condition, texts[text]) != (text <= scope))
                fail_msg("%s: %s", condition, texts[text]);
            snprintf(condition, sizeof condition,
                     "all: [{any: [{phrases: [a1]}]}, {any: [{phrases: [b1]}]}], within: %s", scopes[scope]);
            if (holds(condition, texts[text]) != (text <= scope))
                fail_msg("%s: %s", condition, texts[text]);
        }
    assert_true(holds("all: [{phrases: [a1]}, {none: [{phrases: [b1]}]}], within: sentence", "First a1. Then b1."));
    assert_false(holds("all: [{phrases: [a1]}, {none: [{phrases: [b1]}]}], within: paragraph", "First a1. Then b1."));
    assert_true(
        holds("all: [{phrases: [a1]}, {fact: users, at_least: 5}], within: sentence", "It has a1. It has 9 users."));
    assert_true(
        holds("all: [{phrases: [a1]}, {phrases: [b1]}], within: sentence", "First a1. Then b1. Last b1 and a1."));
    // Sentence in a section: the inner unit lies within the outer one.
    assert_true(
        holds("all: [{phrases: [c1]}, {all: [{phrases: [a1]}, {phrases: [b1]}], within: sentence}], within: section",
              "# G\n\nc1.\n\nNow a1 b1."));
    assert_false(
        holds("all: [{phrases: [c1]}, {all: [{phrases: [a1]}, {phrases: [b1]}], within: sentence}], within: section",
              "# G\n\nc1.\n\n# H\n\nNow a1 b1."));
}

static void looks_at_every_sentence(void **state)
{
    (void)state;
    static char source[5000 * 8 + 16];
    for (size_t i = 0; i < 5000; i++)
        strcat(source + i * 8, "Now a1. ");
    strcat(source + 5000 * 8, "Both a1 b1.");
    assert_true(holds("all: [{phrases: [a1]}, {phrases: [b1]}], within: sentence", source));
}

static void ends_on_a_hostile_regex(void **state)
{
    (void)state;
    rules_fixture f;
    open_rules(&f, "pattern: p\ntitle: T\nproblem: P\nsignals: [{id: a, regex: '^(\\w+\\s?)+$', gate: every, "
                   "certainty: 0.5, because: b}]\n");
    text_fixture text;
    open_text(&text, "every word of this sentence may be cut in very many ways!", f.rules->lexicon);
    pf_result result;
    assert_int_equal(pf_engine_run(&text.arena, f.rules, &text.text, NULL, 0, &result).outcome, PF_ENGINE_REGEX_LIMIT);
    close_text(&text);
    close_rules(&f);
}

// --- Kinds of system -------------------------------------------------------------------------------------------------

static const char system_rules[] =
    "systems:\n"
    "  - id: tube\n"
    "    title: Tube\n"
    "    names: [tube, video tube]\n"
    "    description: [\"stream clip\"]\n"
    "    parts:\n"
    "      - {part: uploads, pattern: p, certainty: 0.8, because: b}\n"
    "  - {id: shop, title: Shop, names: [shop], parts: [{part: carts, pattern: p, certainty: 0.4, because: b}]}\n"
    "pattern: p\ntitle: T\nproblem: P\nsignals: [{id: a, phrases: [zzz], certainty: 0.1, because: b}]\n"
    "denial: {cues: [{id: no, effect: denied, direction: after, reach: 3, phrases: [no]}]}\n";

static void system_of(const char *source, const char *system, double certainty)
{
    rules_fixture f;
    open_rules(&f, system_rules);
    result_fixture result;
    open_result(&result, f.rules, source);
    const pf_system *found = result.result.system;
    const char *id = found ? found->id : "nothing";
    if (strcmp(id, system ? system : "nothing") != 0)
        fail_msg("%s is %s", source, id);
    const pf_assessment *assessment = assessment_of(&result, "p");
    if (!is_near(assessment->certainty, certainty))
        fail_msg("%s gives %g, not %g", source, assessment->certainty, certainty);
    assert_int_equal(assessment->part_count, system != NULL);
    assert_int_equal(assessment->evidence_count, system != NULL);
    close_result(&result);
    close_rules(&f);
}

// A text that names no kind of system, but speaks of all that one is made of.
static void recognises_systems_by_their_parts(void **state)
{
    (void)state;
    rules_fixture f;
    open_rules(&f, "pattern: q\ntitle: T\nproblem: P\nsignals: [{id: a, phrases: [zebra], certainty: 0.5, because: b}]\n"
                   "systems: [{id: kitchen, title: Kitchen, names: [kitchen], when: {all: [{phrases: [meal]}, {phrases: [courier]}]},\n"
                   "  parts: [{part: x, pattern: q, certainty: 0.8, because: b}]}]\n"
                   "denial: {cues: [{id: no, effect: denied, direction: after, reach: 3, phrases: [no]}]}\n");
    static const char *const texts[][2] = {{"Couriers ride. They need bikes. Then meals come.", "kitchen"},
                                           {"Couriers ride. There are no meals.", NULL},
                                           {"Meals are cooked.", NULL}};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        result_fixture result;
        open_result(&result, f.rules, texts[i][0]);
        const pf_system *found = result.result.system;
        if (!found != !texts[i][1] || (found && strcmp(found->id, texts[i][1]) != 0))
            fail_msg("%s", texts[i][0]);
        close_result(&result);
    }
    close_rules(&f);
}

static void recognises_systems(void **state)
{
    (void)state;
    system_of("Design a tube.", "tube", 0.8);
    system_of("Design it. It is a tube.", "tube", 0.8);
    system_of("Design it. It is new.\n\n# A tube\n\nYes.", "tube", 0.8);
    system_of("A farm.", NULL, 0);
    system_of("There is no tube.", NULL, 0);
    system_of("They stream clips.", "tube", 0.8 * 0.5); // described, not named: the root of what a mention counts
    // Named once in passing says nothing; coming back to it does.
    system_of("It is one. It is two. It is a tube.", NULL, 0);
    system_of("It is one. It is two. A tube. A tube again. Tubes!", "tube", 0.8 * 0.25);
    system_of("It is one. It is two. They stream clips. They stream clips. They stream clips.", NULL, 0);
}

static void takes_the_best_of_several_systems(void **state)
{
    (void)state;
    system_of("A shop and a tube.", "shop", 0.4);
    system_of("A shop and a video tube.", "tube", 0.8);
    system_of("They stream clips in a shop.", "shop", 0.4);
}

static void counts_systems_less_in_long_texts(void **state)
{
    (void)state;
    char source[1000] = "Design a tube.";
    for (size_t words = 3; words < 20; words++)
        strcat(source, " Yes");
    system_of(source, "tube", 0.8);
    for (size_t words = 20; words < 30; words++)
        strcat(source, " yes");
    system_of(source, "tube", 0.8 * 0.75);
    for (size_t words = 30; words < 90; words++)
        strcat(source, " yes");
    system_of(source, "tube", 0.8 * 0.5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(combines_two_certainties),
        cmocka_unit_test(adds_up_evidence),
        cmocka_unit_test(knows_levels),
        cmocka_unit_test(weighs_words_by_what_is_said_of_them),
        cmocka_unit_test(weighs_words_by_their_section),
        cmocka_unit_test(knows_the_words_of_a_long_heading),
        cmocka_unit_test(leaves_numbers_out_where_they_are_not_stated),
        cmocka_unit_test(reports_its_evidence),
        cmocka_unit_test(judges_plain_conditions),
        cmocka_unit_test(compares_facts),
        cmocka_unit_test(joins_conditions),
        cmocka_unit_test(counts_what_holds),
        cmocka_unit_test(joins_conditions_within_a_unit),
        cmocka_unit_test(looks_at_every_sentence),
        cmocka_unit_test(ends_on_a_hostile_regex),
        cmocka_unit_test(recognises_systems),
        cmocka_unit_test(recognises_systems_by_their_parts),
        cmocka_unit_test(takes_the_best_of_several_systems),
        cmocka_unit_test(counts_systems_less_in_long_texts),
    };
    return cmocka_run_group_tests(tests, open_shared, close_shared);
}
