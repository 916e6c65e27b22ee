// SPDX-License-Identifier: MIT
// Tests of the reports on hand-made results: wrapping, colours, escaping, JSON keys, and what is said when nothing
// fits.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "base/visible.h"
#include "report/layout.h"
#include "report/markdown_text.h"
#include "report/markup.h"
#include "report/report.h"
#include "report/text.h"
#include "report/view.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// --- A result by hand ---------------------------------------------------------------------------------------------

static const char source[] = "# Clips\n\n"
                             "Design a video platform where users upload videos up to 10 GB.\n"
                             "We transcode them in about 20 minutes and show progress live.\n"
                             "Answers come within 300 ms. Mostly people read, few write.\n";

// clang-format off
static pf_option blob_options[] = {
    {.name = "presigned-urls", .title = "Presigned URLs", .because = "the bytes never pass through the application server",
     .text = "The client sends the file straight to object storage with a URL that the application signs."},
    {.name = "multipart-upload", .title = "Multipart and resumable upload", .because = "more state to keep than one request",
     .text = "The file goes up in parts, and only lost parts are sent again.", .when = "when files exceed about 100 MB"},
};
static pf_trade_off blob_trade_offs[] = {{.gain = "The application stays small.", .cost = "Metadata and storage can disagree."}};
static pf_pitfall blob_pitfalls[] = {
    {.id = "lost-upload", .text = "An upload of gigabytes that breaks at 99 percent starts again from zero unless it can be "
                                  "resumed; mobile networks make that the normal case."},
    {.id = "orphans", .text = "Objects whose record was never written stay in the bucket and are paid for."},
};
static pf_consideration blob_considerations[] = {{.name = "metadata", .text = "How the record and the object are kept in step."}};
static pf_source blob_sources[] = {{.id = "s3", .title = "Amazon S3 User Guide",
                                    .url = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html"}};
static pf_signal blob_signals[] = {{.id = "users-upload-media", .certainty = 0.6, .because = "media should bypass the application"}};
static pf_question blob_questions[] = {{.fact = "object_size", .ask = "How large is the largest file?"}};

static pf_pattern patterns[] = {
    {.id = "large-blobs", .title = "Handling large blobs", .problem = "Large files fill servers. They also hold connections.",
     .signals = {blob_signals, 1}, .options = {blob_options, 2}, .trade_offs = {blob_trade_offs, 1},
     .pitfalls = {blob_pitfalls, 2}, .considerations = {blob_considerations, 1}, .questions = {blob_questions, 1},
     .sources = {blob_sources, 1}},
    {.id = "scaling-reads", .title = "Scaling reads", .problem = "Reads outgrow writes."},
    {.id = "proximity-services", .title = "Proximity-based services", .problem = "Search by location."},
};

static pf_system video = {.id = "video-platform", .title = "Video platform"};
static pf_fact object_size = {.name = "object_size", .title = "object size", .dimension = PF_DIMENSION_SIZE};
static const char *const blob_parts[] = {"uploads", "playback"};
static const char *const missing[] = {"a read:write ratio of at least 10:1"};

typedef struct fixture {
    pf_evidence blob_evidence[5], read_evidence[1], place_evidence[1];
    pf_option_result options[2];
    pf_pitfall_result pitfalls[2];
    pf_assessment assessments[3];
    uint32_t from[1];
    pf_known_fact facts[1];
    pf_quantity quantities[1];
    const pf_pattern *decides[1];
    pf_asked questions[1];
    pf_document document;
    pf_text text;
    pf_pack pack;
    pf_result result;
} fixture;

static uint32_t place_of(const char *words)
{
    const char *at = strstr(source, words);
    assert_non_null(at);
    return (uint32_t)(at - source);
}

static pf_evidence clause(const char *signal, const char *words, double certainty, const char *because)
{
    uint32_t start = place_of(words), end = start + (uint32_t)strlen(words);
    return (pf_evidence){.signal = signal, .because = because, .located = true, .start = start, .end = end,
                         .certainty = certainty, .status = PF_EFFECT_STATED};
}

static void fill_blobs(fixture *f)
{
    f->blob_evidence[0] = clause("large-objects", "up to 10 GB", 0.8, "objects of this size fill the server's memory");
    f->blob_evidence[0].arithmetic = "10 GB; counts from 10 MB";
    f->blob_evidence[1] = clause("users-upload-media", "users upload videos", 0.6, "media should bypass the application");
    f->blob_evidence[2] = clause("system", "video platform", 0.4, "a video platform stores what its users upload");
    f->blob_evidence[3] = (pf_evidence){.signal = "set", .because = "storage was set", .certainty = 0.1};
    f->blob_evidence[4] = clause("live", "show progress live", -0.2, "nothing large goes with progress");
    f->blob_evidence[4].status = PF_EFFECT_DENIED;
    f->options[0] = (pf_option_result){&blob_options[0], PF_TRUE, false, blob_options[0].because, NULL};
    f->options[1] = (pf_option_result){&blob_options[1], PF_UNSET, false, blob_options[1].because, NULL};
    f->pitfalls[0] = (pf_pitfall_result){&blob_pitfalls[0], true};
    f->pitfalls[1] = (pf_pitfall_result){&blob_pitfalls[1], false};
    f->assessments[0] = (pf_assessment){
        .pattern = &patterns[0], .level = PF_LEVEL_STRONG, .certainty = 0.94625, .evidence = f->blob_evidence,
        .evidence_count = 5, .parts = blob_parts, .part_count = 2, .options = f->options, .option_count = 2,
        .next_step = "Multipart and resumable upload: when files exceed about 100 MB", .pitfalls = f->pitfalls, .pitfall_count = 2};
}

static void fill(fixture *f)
{
    memset(f, 0, sizeof *f);
    fill_blobs(f);
    f->read_evidence[0] = clause("mostly-read", "Mostly people read", 0.38, "reads outnumber writes");
    f->place_evidence[0] = clause("quick", "within 300 ms", -0.5, "nothing is searched by place");
    f->assessments[1] = (pf_assessment){
        .pattern = &patterns[1], .level = PF_LEVEL_POSSIBLE, .certainty = 0.38, .evidence = f->read_evidence,
        .evidence_count = 1, .start_with = PF_UNRESOLVED, .missing = missing, .missing_count = 1,
        .unmet = "ratio 8:1; counts from 10:1"};
    f->assessments[2] = (pf_assessment){
        .pattern = &patterns[2], .level = PF_LEVEL_NOT_NEEDED, .certainty = -0.5, .evidence = f->place_evidence,
        .evidence_count = 1, .start_with = PF_UNRESOLVED, .against = "nothing is searched by place"};
    uint32_t start = place_of("up to 10 GB");
    f->quantities[0] = (pf_quantity){.start = start, .end = start + 11, .dimension = PF_DIMENSION_SIZE, .has_upper = true,
                                     .upper = 1e10, .of = "video"};
    f->facts[0] = (pf_known_fact){.fact = &object_size, .has_upper = true, .upper = 1e10, .provenance = PF_STATED,
                                  .value = "at most 10 GB", .quantities = f->from, .quantity_count = 1};
    f->decides[0] = &patterns[1];
    f->questions[0] = (pf_asked){blob_questions[0].ask, &object_size, f->decides, 1, 0.5};
    uint32_t name = place_of("video platform");
    f->document = (pf_document){.source = source, .length = sizeof source - 1};
    f->text = (pf_text){.document = &f->document};
    f->pack.patterns.items = patterns;
    f->pack.patterns.count = 3;
    f->result = (pf_result){
        .pack = &f->pack, .source_name = "clips.md", .source = source, .source_length = sizeof source - 1, .text = &f->text, .system = &video,
        .system_start = name, .system_end = name + 14, .assessments = f->assessments, .assessment_count = 3,
        .facts = f->facts, .fact_count = 1, .quantities = f->quantities, .quantity_count = 1,
        .questions = f->questions, .question_count = 1};
}
// clang-format on

// That the text has these pieces, parted by '~', in this order.
static void assert_in_order(const char *text, const char *pieces)
{
    while (*pieces) {
        char piece[128];
        size_t length = strcspn(pieces, "~");
        assert_true(length < sizeof piece);
        memcpy(piece, pieces, length);
        piece[length] = '\0';
        text = strstr(text, piece);
        if (!text)
            print_error("missing: %s\n", piece);
        assert_non_null(text);
        pieces += length + (pieces[length] == '~');
    }
}

static int set_up(void **state)
{
    *state = malloc(sizeof(fixture));
    assert_non_null(*state);
    fill(*state);
    return 0;
}

static int tear_down(void **state)
{
    free(*state);
    return 0;
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

static char *text_of(pf_report_status status, pf_buffer *buffer)
{
    assert_int_equal(status, PF_REPORT_OK);
    assert_non_null(buffer->bytes);
    return buffer->bytes;
}

// A recommendation; the caller frees it.
static char *recommend(const pf_result *result, pf_format format, pf_style style)
{
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    return text_of(pf_report_recommendation(result, format, style, &buffer), &buffer);
}

static pf_style columns(unsigned width)
{
    return (pf_style){.width = width};
}

static size_t widest_line(const char *text)
{
    size_t widest = 0;
    while (*text) {
        size_t length = strcspn(text, "\n");
        size_t width = pf_utf8_display_width(text, length);
        widest = width > widest ? width : widest;
        text += length + (text[length] == '\n');
    }
    return widest;
}

// --- Text -----------------------------------------------------------------------------------------------------------

static void test_text_answers_first(void **state)
{
    fixture *f = *state;
    char *text = recommend(&f->result, PF_FORMAT_TEXT, columns(80));
    assert_in_order(text, "This reads like: Video platform~1 of 3 patterns fits~"
                          "Handling large blobs (large-blobs): strong, 95% ████▊, for uploads, playback~"
                          "\"up to 10 GB\" (line 3)~[10 GB; counts from 10 MB]~But~(line 4, denied)~Start~"
                          "Presigned URLs~Beware~An upload of gigabytes~Considered~"
                          "Scaling reads (scaling-reads), 38% █▉░░░: missing a read:write ratio~Not needed~\"within 300 ms\"~Numbers understood~"
                          "at most 10 GB~How large is the largest file?");
    assert_null(strstr(text, "Objects whose record")); // a pitfall that does not apply here
    assert_null(strstr(text, "when files exceed"));    // a next step that nothing asks for yet
    free(text);
    f->assessments[0].next_is_justified = true;
    text = recommend(&f->result, PF_FORMAT_TEXT, columns(80));
    assert_in_order(text, "Presigned URLs~Next~when files exceed~Beware");
    free(text);
}

static void test_text_verbose_shows_all(void **state)
{
    fixture *f = *state;
    char *text = recommend(&f->result, PF_FORMAT_TEXT, (pf_style){.width = 120, .verbose = true});
    assert_in_order(text, "storage was set~Objects whose record~?   Multipart and resumable upload~"
                          "The application stays small.~in step.~userguide/mpuoverview.html\n");
    free(text);
    text = recommend(&f->result, PF_FORMAT_TEXT, (pf_style){.width = 40, .verbose = true});
    assert_non_null(strstr(text, blob_sources[0].url)); // not broken
    free(text);
}

static void test_text_wraps_to_the_width(void **state)
{
    static const unsigned widths[] = {20, 40, 60, 80, 120};
    fixture *f = *state;
    f->blob_evidence[0].because = "動画ファイルはとても大きいのでアプリケーションサーバーを通さないほうがよい、そしても"
                                  "っと長い文章も折り返される";
    f->blob_evidence[1].because =
        "cafe\xCC\x81 re\xCC\x81sume\xCC\x81 nai\xCC\x88ve words with combining marks that go "
        "on for more than one line of this text";
    f->blob_evidence[2].because =
        "averyveryveryverylongwordwithoutanyblankinwhichalinecouldbebroken0123456789012345678901234567890123456789";
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        char *text = recommend(&f->result, PF_FORMAT_TEXT, columns(widths[i]));
        assert_true(widest_line(text) <= widths[i]);
        assert_true(widths[i] > 80 || widest_line(text) + 8 >= widths[i]); // and uses it
        assert_null(strstr(text, " \n"));
        assert_null(strstr(text, "\n\n\n"));
        assert_int_equal(pf_utf8_check(text, strlen(text)), strlen(text));
        free(text);
    }
}

static void test_nothing_long_is_cut(void **state)
{
    fixture *f = *state;
    char arithmetic[1200] = "";
    while (strlen(arithmetic) < 1100)
        strcat(arithmetic, "50 × ");
    strcat(arithmetic, "last");
    f->place_evidence[0].arithmetic = arithmetic;
    char *text = recommend(&f->result, PF_FORMAT_TEXT, columns(80));
    assert_non_null(strstr(text, "last]"));
    assert_int_equal(pf_utf8_check(text, strlen(text)), strlen(text));
    free(text);
}

static void test_line_does_not_begin_with_a_combining_mark(void **state)
{
    (void)state;
    pf_buffer output;
    pf_buffer_init(&output);
    pf_layout layout;
    pf_layout_init(&layout, &output, columns(20));
    char word[200] = "";
    for (int i = 0; i < 45; i++)
        strcat(word, "e\xCC\x81");
    pf_layout_paragraph(&layout, 0, PF_TONE_PLAIN, word);
    pf_layout_release(&layout);
    assert_null(strstr(output.bytes, "\n\xCC\x81"));
    assert_int_equal(widest_line(output.bytes), 20);
    pf_buffer_release(&output);
}

static void test_bars_are_full_and_empty_at_the_ends_only(void **state)
{
    (void)state;
    static const struct {
        double certainty;
        const char *bar;
    } cases[] = {
        {0, "░░░░░"}, {0.001, "▏░░░░"}, {0.01, "▏░░░░"}, {0.2, "█░░░░"}, {0.5, "██▌░░"}, {0.8, "████░"}, {0.99, "████▉"}, {0.9999, "████▉"}, {1, "█████"},
        {-0.7, "░░░░░"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char bar[PF_TEXT_BAR_SIZE];
        pf_text_bar(bar, cases[i].certainty);
        assert_string_equal(bar, cases[i].bar);
    }
}

static void assert_wraps(const char *text, const char *expected)
{
    pf_buffer output;
    pf_buffer_init(&output);
    pf_layout layout;
    pf_layout_init(&layout, &output, columns(20));
    pf_layout_paragraph(&layout, 0, PF_TONE_PLAIN, text);
    pf_layout_release(&layout);
    pf_buffer_string(&output, "");
    assert_string_equal(output.bytes, expected);
    pf_buffer_release(&output);
}

static void test_wide_text_breaks_between_its_characters(void **state)
{
    (void)state;
    assert_wraps("我们需要在大约二十分钟内完成", "我们需要在大约二十分\n钟内完成\n");
    assert_wraps("我们需要在大约二十分。内完成", "我们需要在大约二十\n分。内完成\n"); // no line begins with a full stop
    assert_wraps("我们需要在大约二十「钟」完成", "我们需要在大约二十\n「钟」完成\n"); // nor ends with an opening bracket
    assert_wraps("我们需要在大约二十\"分钟\"完成", "我们需要在大约二\n十\"分钟\"完成\n");
    assert_wraps("上传 videos 的最大的 10 GB 的文件", "上传 videos 的最大的\n10 GB 的文件\n");
    assert_wraps("👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽", "👍🏽👍🏽👍🏽👍🏽👍🏽\n👍🏽\n");
}

// Without its escape sequences; in place.
static void strip_colors(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++) {
        if (*from == '\x1b')
            from += strcspn(from, "m");
        else
            *to++ = *from;
    }
    *to = '\0';
}

static void test_color_only_when_asked(void **state)
{
    fixture *f = *state;
    char *plain = recommend(&f->result, PF_FORMAT_TEXT, columns(60));
    char *colored = recommend(&f->result, PF_FORMAT_TEXT, (pf_style){.width = 60, .color = true});
    assert_null(strchr(plain, '\x1b'));
    assert_non_null(strstr(colored, "\x1b[36mlarge-blobs\x1b[0m"));
    assert_non_null(strstr(colored, "\x1b[32mstrong"));
    strip_colors(colored);
    assert_string_equal(colored, plain);
    free(plain);
    free(colored);
}

static void test_text_without_findings_says_so(void **state)
{
    fixture *f = *state;
    pf_result result = f->result;
    result.assessments = f->assessments + 1;
    result.assessment_count = 2;
    result.system = NULL;
    char *text = recommend(&result, PF_FORMAT_TEXT, columns(80));
    assert_ptr_equal(strstr(text, "Nothing in this text calls for one of the 2 patterns.\n"), text);
    assert_in_order(text, "Considered~Not needed~nothing is searched by place");
    free(text);
    f->place_evidence[0].status = PF_EFFECT_DENIED;
    text = recommend(&result, PF_FORMAT_TEXT, columns(120));
    assert_in_order(text, "the text says no to what would call for it");
    free(text);
    f->assessments[1] = (pf_assessment){.pattern = &patterns[1], .level = PF_LEVEL_SILENT, .start_with = PF_UNRESOLVED};
    result.assessment_count = 1;
    result.fact_count = result.question_count = 0;
    text = recommend(&result, PF_FORMAT_TEXT, columns(80));
    assert_string_equal(text, "Nothing in this text calls for one of the 1 patterns.\n");
    free(text);
}

static void test_one_line_has_no_line_numbers(void **state)
{
    fixture *f = *state;
    f->blob_evidence[0].start = 9;
    f->blob_evidence[0].end = 23;
    f->assessments[0] = (pf_assessment){.pattern = &patterns[0], .certainty = 0.9, .start_with = PF_UNRESOLVED};
    f->assessments[0].evidence = f->blob_evidence;
    f->assessments[0].evidence_count = 1;
    f->document.source = "Design a video platform\n";
    pf_result result = {.source = f->document.source, .source_length = 24, .text = &f->text};
    result.assessments = f->assessments;
    result.assessment_count = 1;
    char *text = recommend(&result, PF_FORMAT_TEXT, columns(80));
    assert_string_equal(text, "1 of 1 patterns fits:\n\n1. Handling large blobs (large-blobs): strong, 90% ████▌\n"
                              "   Why     \"video platform\": objects of this size fill the server's memory [10\n"
                              "             GB; counts from 10 MB]\n\n"
                              "--verbose: all evidence, options, pitfalls, trade-offs and sources.\n");
    free(text);
}

static void test_explanation_adds_up(void **state)
{
    fixture *f = *state;
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    char *text =
        text_of(pf_report_explanation(&f->result, &(pf_explanation){.assessment = &f->assessments[0]}, PF_FORMAT_TEXT, columns(80), &buffer), &buffer);
    assert_in_order(text, "For\n~+0.80 large-objects~+0.60 users-upload-media~Against\n~-0.20 live~"
                          "0.80 + 0.60 × (1 - 0.80) = 0.92~(0.96 - 0.20) / (1 - 0.20) = 0.95, strong~"
                          "yes Presigned URLs (start here)~Next step");
    pf_buffer_release(&buffer);
    const pf_unheld numbers[] = {
        {.signal = &blob_signals[0], .known = true, .factor = 2, .lacks = "size: 5 MB; counts from 10 MB"},
        {.signal = &blob_signals[0], .known = true, .factor = 4, .lacks = "size: 5 MB; counts from 20 MB"},
        {.option = &blob_options[1], .known = true, .factor = 20, .lacks = "size: 5 MB; counts from 100 MB"},
    };
    const pf_explanation explanation = {.assessment = &f->assessments[1], .numbers = numbers, .number_count = 3};
    text = text_of(pf_report_explanation(&f->result, &explanation, PF_FORMAT_TEXT, columns(80), &buffer), &buffer);
    // The nearest of each kind.
    assert_in_order(text, "+0.60 users-upload-media: size: 5 MB; counts from 10 MB\n~option multipart-upload: size: 5 MB; counts from 100 MB\n~and 1 more (--verbose)\n");
    assert_null(strstr(text, "20 MB"));
    pf_buffer_release(&buffer);
}

// --- Text of others -------------------------------------------------------------------------------------------------

static const char hostile[] = "up\x1b[31mload \xE2\x80\xAEsoediv\xE2\x80\xAC | <img src=x onerror=alert(1)> "
                              "[a](http://evil.example) `code` **bold** "
                              "@octocat #1 www.evil.example\r\n# heading\n\n- item\n</details>\x07\x7f\xC2\x9B";

typedef struct hostile_fixture {
    pf_pattern pattern;
    pf_evidence evidence;
    pf_assessment assessment;
    pf_document document;
    pf_text text;
    pf_pack pack;
    pf_result result;
} hostile_fixture;

// clang-format off
static void fill_hostile(hostile_fixture *f)
{
    f->pattern = (pf_pattern){.id = "bad|id", .title = "Title </summary><script>", .problem = hostile};
    f->evidence = (pf_evidence){.signal = hostile, .because = hostile, .located = true, .end = sizeof hostile - 1,
                                .certainty = 0.9, .arithmetic = hostile};
    f->assessment = (pf_assessment){.pattern = &f->pattern, .level = PF_LEVEL_STRONG, .certainty = 0.9,
                                    .evidence = &f->evidence, .evidence_count = 1, .start_with = PF_UNRESOLVED,
                                    .next_step = hostile, .against = hostile, .unmet = hostile};
    f->document = (pf_document){.source = hostile, .length = sizeof hostile - 1};
    f->text = (pf_text){.document = &f->document};
    f->pack = (pf_pack){.patterns = {&f->pattern, 1}};
    f->result = (pf_result){.pack = &f->pack, .source_name = "x\xFF\x1b]0;name\x07.md", .source = hostile, .text = &f->text,
                            .source_length = sizeof hostile - 1, .assessments = &f->assessment, .assessment_count = 1};
}
// clang-format on

static void assert_harmless(const char *text)
{
    for (size_t at = 0; at < strlen(text);) {
        uint32_t code = 0;
        size_t taken = pf_utf8_decode(text + at, strlen(text) - at, &code);
        assert_true(taken > 0);
        assert_true(code == '\n' || !pf_utf8_is_control(code));
        assert_false(pf_utf8_is_bidi_control(code));
        at += taken;
    }
}

static void test_controls_become_visible(void **state)
{
    (void)state;
    hostile_fixture f;
    fill_hostile(&f);
    static const pf_format formats[] = {PF_FORMAT_TEXT, PF_FORMAT_MARKDOWN};
    for (size_t i = 0; i < 2; i++) {
        pf_buffer all;
        pf_buffer_init(&all);
        pf_style style = {.width = 80, .verbose = true};
        pf_report_recommendation(&f.result, formats[i], style, &all);
        pf_report_explanation(&f.result, &(pf_explanation){.assessment = &f.assessment}, formats[i], style, &all);
        pf_report_facts(&f.result, formats[i], style, &all);
        pf_report_list(&f.pattern, 1, formats[i], style, &all);
        pf_report_pattern(&f.pattern, formats[i], style, &all);
        assert_harmless(all.bytes);
        assert_non_null(strstr(all.bytes, "␛"));
        assert_non_null(strstr(all.bytes, "u202e"));
        pf_buffer_release(&all);
    }
}

static void test_markdown_cannot_be_injected(void **state)
{
    (void)state;
    hostile_fixture f;
    fill_hostile(&f);
    char *text = recommend(&f.result, PF_FORMAT_MARKDOWN, (pf_style){.verbose = true});
    static const char *const never[] = {
        "<img",     "<script",     "](http",   "`code`",      "**bold**",         "@octocat", " #1",
        "www.evil", "\n# heading", "\n- item", "http://evil", "Title </summary>", "\\"};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        assert_null(strstr(text, never[i]));
    const char *first = strstr(text, "</details>");
    assert_non_null(first);
    assert_null(strstr(first + 1, "</details>")); // the only one is ours
    free(text);
}

static void assert_escaped(const char *string, const char *expected)
{
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    pf_markdown_string(&buffer, string);
    assert_string_equal(buffer.bytes, expected);
    pf_buffer_release(&buffer);
}

static void test_markdown_escapes(void **state)
{
    (void)state;
    assert_escaped("read-heavy, 100:1 (about 3.5 s)", "read-heavy, 100:1 (about 3.5 s)");
    assert_escaped("a|b", "a&#124;b");
    assert_escaped("  two\n\n lines ", "two lines ");
    assert_escaped("- item", "&#45; item");
    assert_escaped("1. item", "1&#46; item");
    assert_escaped("# x", "&#35;&#8203; x");
    assert_escaped("snake_case*", "snake&#95;case&#42;");
    assert_escaped("&lt;", "&#38;lt;");
    assert_escaped("me@host", "me&#64;&#8203;host");
    assert_escaped("https://x", "https&#58;&#8203;//x");
    assert_escaped("www.host", "www&#46;&#8203;host");
    assert_escaped("!1 GH-1 ~2", "&#33;&#8203;1 GH&#45;&#8203;1 &#126;&#8203;2");
    assert_escaped("no! A-1, 50% & ~", "no! A-1, 50% &#38; &#126;");
}

static void test_long_quotes_lose_their_middle(void **state)
{
    (void)state;
    static const char quote[] = "upload their very long recordings of whole days, with all that was said and shown in "
                                "them, to the archive server";
    pf_excerpt excerpt = pf_excerpt_of(quote, sizeof quote - 1);
    assert_true(excerpt.head < excerpt.tail);
    assert_memory_equal(quote, "upload", 6);
    assert_string_equal(quote + sizeof quote - 1 - 6, "server");
    assert_int_equal(quote[excerpt.head], ' ');
    assert_int_equal(quote[excerpt.tail - 1], ' ');
    excerpt = pf_excerpt_of("short", 5);
    assert_int_equal(excerpt.head, 5);
    assert_int_equal(excerpt.tail, 5);
}

// --- JSON -----------------------------------------------------------------------------------------------------------

static json_t *parsed(char *text)
{
    json_error_t error;
    json_t *root = json_loads(text, 0, &error);
    assert_non_null(root);
    free(text);
    return root;
}

// The value at a path such as "recommendations.0.title".
static json_t *at(json_t *value, const char *path)
{
    while (*path) {
        char key[32] = "";
        size_t length = strcspn(path, ".");
        assert_true(length < sizeof key);
        memcpy(key, path, length);
        value = json_is_array(value) ? json_array_get(value, (size_t)atoi(key)) : json_object_get(value, key);
        assert_non_null(value);
        path += length + (path[length] == '.');
    }
    return value;
}

static void assert_text_at(json_t *root, const char *path, const char *expected)
{
    assert_string_equal(json_string_value(at(root, path)), expected);
}

// That the object has exactly these keys, in this order.
static void assert_keys(json_t *object, const char *keys)
{
    char found[512] = "";
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value)
    {
        (void)value;
        strcat(found, found[0] ? " " : "");
        strcat(found, key);
    }
    assert_string_equal(found, keys);
}

static void test_json_of_a_recommendation(void **state)
{
    fixture *f = *state;
    json_t *root = parsed(recommend(&f->result, PF_FORMAT_JSON, columns(80)));
    assert_keys(root, "schema source system recommendations considered not_needed facts questions");
    assert_text_at(root, "schema", "patfinder/recommend/1");
    assert_keys(at(root, "system"), "id title evidence");
    json_t *first = at(root, "recommendations.0");
    assert_keys(first, "pattern title level certainty evidence parts start_with options next_step trade_offs pitfalls "
                       "considerations");
    assert_text_at(first, "start_with", "presigned-urls");
    assert_true(json_real_value(at(first, "certainty")) == 0.94625);
    assert_keys(at(first, "evidence.0"), "signal because text line column start end certainty status arithmetic");
    assert_text_at(first, "evidence.0.text", "up to 10 GB");
    assert_int_equal(json_integer_value(at(first, "evidence.0.line")), 3);
    assert_int_equal(json_integer_value(at(first, "evidence.0.column")), 51);
    assert_true(json_is_null(at(first, "evidence.3.line"))); // set from outside
    assert_true(json_is_true(at(first, "options.0.fits")));
    assert_true(json_is_null(at(first, "options.1.fits")));
    assert_true(json_is_true(at(first, "pitfalls.0.applies")));
    assert_true(json_is_null(at(first, "pitfalls.1.applies")));
    assert_keys(at(root, "considered.0"), "pattern title certainty missing evidence");
    assert_keys(at(root, "not_needed.0"), "pattern title certainty because evidence");
    assert_keys(at(root, "facts.0"), "name title lower upper unit provenance from value");
    assert_true(json_is_null(at(root, "facts.0.lower")));
    assert_int_equal(json_integer_value(at(root, "facts.0.upper")), 10000000000);
    assert_text_at(root, "facts.0.from.0", "up to 10 GB");
    assert_keys(at(root, "questions.0"), "fact ask decides example weight");
    json_decref(root);
}

static void test_json_of_facts(void **state)
{
    fixture *f = *state;
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    json_t *root = parsed(text_of(pf_report_facts(&f->result, PF_FORMAT_JSON, columns(80), &buffer), &buffer));
    assert_keys(root, "schema source quantities facts");
    json_t *quantity = json_array_get(json_object_get(root, "quantities"), 0);
    assert_keys(quantity, "text line column start end dimension lower upper approximate of per");
    assert_string_equal(json_string_value(json_object_get(quantity, "dimension")), "size");
    assert_true(json_is_null(json_object_get(quantity, "per")));
    json_decref(root);
}

static void test_json_without_system_and_with_bad_bytes(void **state)
{
    (void)state;
    hostile_fixture f;
    fill_hostile(&f);
    json_t *root = parsed(recommend(&f.result, PF_FORMAT_JSON, columns(80)));
    assert_true(json_is_null(json_object_get(root, "system")));
    assert_string_equal(json_string_value(json_object_get(root, "source")), "x\xEF\xBF\xBD\x1b]0;name\x07.md");
    json_t *first = json_array_get(json_object_get(root, "recommendations"), 0);
    assert_true(json_is_null(json_object_get(first, "start_with")));
    json_decref(root);
}

static void test_ndjson_is_one_line(void **state)
{
    fixture *f = *state;
    char *text = recommend(&f->result, PF_FORMAT_NDJSON, columns(80));
    assert_ptr_equal(strchr(text, '\n'), text + strlen(text) - 1);
    static const char beginning[] = "{\"schema\":\"patfinder/recommend/1\",\"source\":\"clips.md\",\"system\":{";
    assert_memory_equal(text, beginning, sizeof beginning - 1);
    free(text);
}

static void test_json_of_knowledge(void **state)
{
    (void)state;
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    json_t *root = parsed(text_of(pf_report_pattern(&patterns[0], PF_FORMAT_JSON, columns(80), &buffer), &buffer));
    assert_keys(root,
                "schema pattern title problem signals options trade_offs pitfalls considerations questions sources");
    json_decref(root);
    pf_buffer_init(&buffer);
    root = parsed(text_of(pf_report_list(patterns, 3, PF_FORMAT_JSON, columns(80), &buffer), &buffer));
    assert_string_equal(json_string_value(json_object_get(root, "schema")), "patfinder/list/1");
    assert_int_equal(json_array_size(json_object_get(root, "patterns")), 3);
    json_decref(root);
}

// --- Parts ----------------------------------------------------------------------------------------------------------

static void test_status_tells_why_not(void **state)
{
    fixture *f = *state;
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    assert_int_equal(pf_report_recommendation(&f->result, (pf_format)99, columns(80), &buffer),
                     PF_REPORT_NO_SUCH_FORMAT);
    assert_string_equal(buffer.bytes, "text, json, ndjson, markdown, html, mermaid or dot");
    buffer.length = 0;
    for (int format = PF_FORMAT_TEXT; format <= PF_FORMAT_DOT; format++) {
        if (format >= PF_FORMAT_GNU && format <= PF_FORMAT_JUNIT)
            continue; // of findings only
        buffer.failed = true;
        assert_int_equal(pf_report_recommendation(&f->result, (pf_format)format, columns(80), &buffer),
                         PF_REPORT_OUT_OF_MEMORY);
        assert_int_equal(buffer.length, 0);
    }
    pf_buffer_release(&buffer);
}

static void test_certainties_combine(void **state)
{
    (void)state;
    assert_float_equal(pf_combine(0.6, 0.5), 0.8, 1e-9);
    assert_float_equal(pf_combine(-0.6, -0.5), -0.8, 1e-9);
    assert_float_equal(pf_combine(0.8, -0.4), 2.0 / 3, 1e-9);
    assert_float_equal(pf_combine(0, -0.4), -0.4, 1e-9);
    assert_int_equal(pf_percent(0.9999), 99);
    assert_int_equal(pf_percent(1), 100);
    assert_int_equal(pf_percent(-0.9999), -99);
    assert_int_equal(pf_percent(0.375), 38);
}

static void assert_number(double value, const char *expected)
{
    char text[64];
    pf_number(text, sizeof text, value);
    assert_string_equal(text, expected);
}

static void test_numbers(void **state)
{
    (void)state;
    assert_number(0, "0");
    assert_number(999, "999");
    assert_number(1000, "1,000");
    assert_number(-1234567, "-1,234,567");
    assert_number(1e10, "10,000,000,000");
    assert_number(0.25, "0.25");
    assert_number(1157.4074, "1,157.41");
    assert_number(1e20, "10^20");
    assert_number(-1234567e12, "-1.23457 × 10^18");
    assert_number(1e-38, "1e-38");
}

static void test_lines_of_markup_stay_lines(void **state)
{
    (void)state;
    static const char lines[] = "a\nb\r\nc\rd\r\r\n\te\r";
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    pf_markup_lines(&buffer, lines, strlen(lines));
    assert_string_equal(buffer.bytes, "a\nb\nc\nd\n\n&#9;e\n");
    pf_buffer_release(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        // clang-format off
        TEST(test_text_answers_first), TEST(test_text_verbose_shows_all),
        TEST(test_text_wraps_to_the_width), TEST(test_nothing_long_is_cut),
        TEST(test_line_does_not_begin_with_a_combining_mark),
        TEST(test_bars_are_full_and_empty_at_the_ends_only),
        TEST(test_wide_text_breaks_between_its_characters),
        TEST(test_color_only_when_asked), TEST(test_text_without_findings_says_so),
        TEST(test_one_line_has_no_line_numbers), TEST(test_explanation_adds_up),
        TEST(test_controls_become_visible), TEST(test_markdown_cannot_be_injected),
        TEST(test_markdown_escapes), TEST(test_long_quotes_lose_their_middle),
        TEST(test_json_of_a_recommendation), TEST(test_json_of_facts),
        TEST(test_json_without_system_and_with_bad_bytes), TEST(test_ndjson_is_one_line),
        TEST(test_json_of_knowledge), TEST(test_status_tells_why_not),
        TEST(test_certainties_combine), TEST(test_numbers), TEST(test_lines_of_markup_stay_lines),
        // clang-format on
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
