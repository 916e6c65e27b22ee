// SPDX-License-Identifier: MIT
// Tests of report/passage: a text, or some of its sentences, with telling words highlighted.
#define _POSIX_C_SOURCE 200809L
#include "fixtures.h"

#include "report/passage.h"

typedef struct passage_fixture {
    rules_fixture rules;
    text_fixture text;
    pf_highlights highlights;
} passage_fixture;

static void highlight(passage_fixture *f, const char *words)
{
    const char *source = f->text.document.source, *at = strstr(source, words);
    assert_non_null(at);
    pf_highlights_add(&f->highlights, (uint32_t)(at - source), (uint32_t)(at - source + (ptrdiff_t)strlen(words)));
}

// Highlights each of the words, whose last one is NULL.
static void open_passage(passage_fixture *f, const char *source, const char *const *words)
{
    open_rules(&f->rules, "pattern: p\ntitle: T\nproblem: P\nsignals: [{id: s, phrases: [x], certainty: 0.5, because: b}]\n");
    open_text(&f->text, source, f->rules.rules->lexicon);
    f->highlights = (pf_highlights){.count = 0};
    for (; *words; words++)
        highlight(f, *words);
}

static void close_passage(passage_fixture *f)
{
    close_text(&f->text);
    close_rules(&f->rules);
}

// `most` sentences at the most; 0: the whole document.
static void shows(const char *source, const char *const *words, size_t most, bool color, const char *expected)
{
    passage_fixture f;
    pf_layout layout;
    pf_buffer output;
    open_passage(&f, source, words);
    pf_buffer_init(&output);
    pf_layout_init(&layout, &output, (pf_style){.width = 400, .color = color});
    if (most)
        pf_passage_sentences(&layout, &f.text.text, &f.highlights, 2, most);
    else
        pf_passage_document(&layout, &f.text.document, &f.highlights, 2);
    pf_layout_release(&layout);
    pf_buffer_string(&output, "");
    assert_string_equal(output.bytes, expected);
    pf_buffer_release(&output);
    close_passage(&f);
}

static void quotes(const char *source, const char *words, const char *expected)
{
    passage_fixture f;
    pf_layout layout;
    pf_buffer output;
    open_passage(&f, source, (const char *const[]){words, NULL});
    pf_buffer_init(&output);
    pf_layout_init(&layout, &output, (pf_style){.width = 400});
    pf_layout_open(&layout, 0, PF_TONE_PLAIN, NULL, 0, 0);
    pf_passage_quote(&layout, &f.text.text, f.highlights.items[0].start, f.highlights.items[0].end);
    pf_layout_close(&layout);
    pf_layout_release(&layout);
    pf_buffer_string(&output, "");
    assert_string_equal(output.bytes, expected);
    pf_buffer_release(&output);
    close_passage(&f);
}

static void quotes_words_within_those_around_them(void **state)
{
    (void)state;
    quotes("Users upload videos up to 10 GB, which we transcode at once.", "up to 10 GB",
           "\"Users upload videos [up to 10 GB], which we transcode…\"\n");
    quotes("A. On several days of the week users upload videos of **up to 10 GB**, which is much to transcode.", "up to 10 GB",
           "\"…upload videos of [up to 10 GB], which is much to…\"\n");
    quotes("Fast. Large files. Cheap.", "Large files", "\"[Large files].\"\n");
    quotes("Large files", "Large files", "\"Large files\"\n");
    quotes("One. Two.", "One. Two", "\"One. Two\"\n"); // over the end of a sentence
    quotes("It was said that the very long list of words which tell it is quoted alone.", "the very long list of words which tell it is quoted",
           "\"the very long list of words which tell it is quoted\"\n");
    quotes("我们需要在大约二十分钟内完成转码 large files 我们需要在大约二十分钟内完成转码", "large files",
           "\"…二十分钟内完成转码 [large files] 我们需要在大约二十…\"\n");
}

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

static void shows_the_sentences_with_highlights(void **state)
{
    (void)state;
    static const char text[] = "We write. They upload videos. We read. They share videos.";
    shows(text, WORDS("upload", "share"), 9, false, "  They [upload] videos.\n  They [share] videos.\n");
    shows(text, WORDS("upload", "share"), 1, false, "  They [upload] videos.\n");
    shows(text, WORDS("upload", "videos"), 1, true, "  They \x1b[35mupload\x1b[0m \x1b[35mvideos\x1b[0m.\n");
}

// A highlight over words in two kinds of type has its brackets at its ends only.
static void highlights_over_the_pieces_of_a_block(void **state)
{
    (void)state;
    shows("They upload *large* videos.", WORDS("upload *large* videos"), 1, false, "  They [upload large videos].\n");
    shows("They upload\nvideos.", WORDS("upload\nvideos"), 1, false, "  They [upload videos].\n");
    shows("- Out of scope: upload videos", WORDS("videos"), 1, false, "  Out of scope: upload [videos]\n");
}

static void cuts_long_sentences_around_their_highlights(void **state)
{
    (void)state;
    static const char filler[] = "one two three four five six seven eight nine ten eleven twelve "
                                 "one two three four five six seven eight nine ten eleven twelve ";
    char text[600];
    snprintf(text, sizeof text, "%s%supload %s%send.", filler, filler, filler, filler);
    shows(text, WORDS("upload"), 1, false,
          "  … four five six seven eight nine ten eleven twelve one two three four five six seven eight nine ten eleven twelve [upload] "
          "one two three four five six seven eight nine ten eleven twelve one two three four five six seven eight nine ten …\n");
    snprintf(text, sizeof text, "Upload %send.", filler);
    shows(text, WORDS("Upload"), 1, false,
          "  [Upload] one two three four five six seven eight nine ten eleven twelve "
          "one two three four five six seven eight nine ten eleven twelve end.\n");
}

static void shows_documents_block_by_block(void **state)
{
    (void)state;
    shows("# Title\n\nSome *text*\nhere.\n\n```\ncode\n```\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c | d |\n", WORDS("two"), 0, false,
          "  Title\n\n  Some text here.\n\n  - one\n  - [two]\n\n  a | b\n  c | d\n");
}

static void are(const pf_highlights *highlights, const char *expected)
{
    char text[200] = "";
    for (size_t i = 0; i < highlights->count; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%u-%u ", highlights->items[i].start, highlights->items[i].end);
    assert_string_equal(text, expected);
}

static void joins_highlights_that_touch(void **state)
{
    (void)state;
    pf_highlights highlights = {.count = 0};
    pf_highlights_add(&highlights, 30, 40);
    pf_highlights_add(&highlights, 10, 20);
    pf_highlights_add(&highlights, 5, 5); // nothing
    are(&highlights, "10-20 30-40 ");
    pf_highlights_add(&highlights, 50, 60);
    pf_highlights_add(&highlights, 40, 42);
    are(&highlights, "10-20 30-42 50-60 ");
    pf_highlights_add(&highlights, 15, 35);
    are(&highlights, "10-42 50-60 ");
    pf_highlights_add(&highlights, 0, 100);
    are(&highlights, "0-100 ");
}

static void leaves_out_more_than_there_is_room_for(void **state)
{
    (void)state;
    pf_highlights highlights = {.count = 0};
    for (uint32_t i = 0; i < 2 * PF_MOST_HIGHLIGHTS; i++)
        pf_highlights_add(&highlights, 10 * i, 10 * i + 5);
    assert_int_equal(highlights.count, PF_MOST_HIGHLIGHTS);
    pf_highlights_add(&highlights, 5, 10); // what joins others needs none
    assert_int_equal(highlights.count, PF_MOST_HIGHLIGHTS - 1);
    assert_int_equal(highlights.items[0].end, 15);
    assert_int_equal(highlights.items[PF_MOST_HIGHLIGHTS - 2].start, 10 * (PF_MOST_HIGHLIGHTS - 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_the_sentences_with_highlights),
        cmocka_unit_test(highlights_over_the_pieces_of_a_block),
        cmocka_unit_test(cuts_long_sentences_around_their_highlights),
        cmocka_unit_test(shows_documents_block_by_block),
        cmocka_unit_test(quotes_words_within_those_around_them),
        cmocka_unit_test(joins_highlights_that_touch),
        cmocka_unit_test(leaves_out_more_than_there_is_room_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
