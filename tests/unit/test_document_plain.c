// SPDX-License-Identifier: MIT
// Tests of document/: plain text as blocks, and both parsers on text made to be slow, deep or broken.
#include "document_dump.h"

#include "base/limits.h"


static void plain_is(const char *source, const char *expected)
{
    assert_blocks(pf_document_parse_plain, source, strlen(source), expected);
}

static void reads_plain_paragraphs(void **state)
{
    (void)state;
    plain_is("Users upload videos\nat https://x.y/z.\n\n    indented text\n\n*not* `markup` # here\n",
             "paragraph #0: Users upload videos / at .\n"
             "paragraph #0: indented text\n"
             "paragraph #0: *not* `markup` # here\n");
    plain_is("a\n```\ncode: x\n\nmore\n```\nb", "paragraph #0: a\ncode #0: code: x\n\nmore\nparagraph #0: b\n");
    plain_is("a\n<!-- b -->\nc <!-- d -->\n```\n<!-- e -->\n```\n",
             "paragraph #0: a\ncode 1 #0: <!-- b -->\nparagraph #0: c <!-- d -->\ncode #0: <!-- e -->\n");
}

static void reads_plain_headings(void **state)
{
    (void)state;
    plain_is("Title\n=====\n\na\n\nScale\n-----\n\nb\n\nNON-GOALS\n\nc\n\nRequirements:\n\nd\n\n## Hash ##\ne\n"
             "two\nlines\n-----\nf",
             "heading 1 #1<0=1: Title\n"
             "paragraph #1: a\n"
             "heading 2 #2<1=2: Scale\n"
             "paragraph #2: b\n"
             "heading 7 #3<2=7: NON-GOALS\n"
             "paragraph #3: c\n"
             "heading 7 #4<3=7: Requirements:\n"
             "paragraph #4: d\n"
             "heading 2 #5<1=2: Hash\n"
             "paragraph #5: e / two / lines\n"
             "paragraph #5: f\n");
    plain_is("2. Requirements\n\nText\n\n3. Scale\n- a\n\n3.1 Reads\n\nb\n\n4. It ends with a full stop.\n\nc",
             "heading 7 #1<0=7: Requirements\n"
             "paragraph #1: Text\n"
             "heading 7 #2<0=7: Scale\n"
             "item 1 #2: a\n"
             "heading 7 #3<2=7: 3.1 Reads\n"
             "paragraph #3: b\n"
             "item 1 #3: It ends with a full stop.\n"
             "paragraph #3: c\n");
}

static void reads_plain_lists(void **state)
{
    (void)state;
    plain_is("Users can:\n- upload\n  long videos\n    * short ones\n    * wide ones\n- watch\n\nEnd",
             "heading 7 #1<0=7: Users can:\n"
             "item 1 #2<1=9: upload / long videos\n"
             "item 2 #2: short ones\n"
             "item 2 #2: wide ones\n"
             "item 1 #1: watch\n"
             "paragraph #0: End\n");
    plain_is("1. a\n\n2. b\n\n   of b\n\n3. c\n\nEnd", "item 1 #0: a\n"
                                                       "item 1 #1<0=9: b\n"
                                                       "paragraph 1 #1: of b\n"
                                                       "item 1 #0: c\n"
                                                       "paragraph #0: End\n");
    plain_is("• a\n– b\n1) c\n2) d\na) e\nb) f\n(1) g\n(2) h\n",
             "item 1 #0: a\nitem 1 #0: b\nitem 1 #0: c\nitem 1 #0: d\nitem 1 #0: e\nitem 1 #0: f\n"
             "item 1 #0: g\nitem 1 #0: h\n");
    plain_is("It was in\n12. May\nof 2012. There", "paragraph #0: It was in / 12. May / of 2012. There\n");
    plain_is("- Non-goals: a\n- Out of scope:\n  - b\n- c", "item 1 #0: [Non-goals] a\n"
                                                            "item 1 #1<0=9: Out of scope:\n"
                                                            "item 2 #1: b\n"
                                                            "item 1 #0: c\n");
    plain_is("- a\nNon-goals:\n- b\n", "item 1 #0: a\nheading 7 #1<0=7: Non-goals:\nitem 1 #1: b\n");
}

static void reads_plain_tables(void **state)
{
    (void)state;
    plain_is("| A | B |\n|---|---|\n| 1 | 2 |\n| | 3 |\n\nx | y | z\n1 | 2 | 3\n\na || b | c\n",
             "header #0: A | B\n"
             "row #0 under 0: 1 | 2\n"
             "row #0 under 0:  | 3\n"
             "row #0: x | y | z\n"
             "row #0: 1 | 2 | 3\n"
             "paragraph #0: a || b | c\n");
    plain_is("+---+---+\n| A | B |\n+---+---+\n| 1 | 2 |\n+---+---+\nText",
             "header #0: A | B\nrow #0 under 0: 1 | 2\nparagraph #0: Text\n");
}

static char *repeat(const char *unit, size_t times, const char *tail)
{
    size_t length = strlen(unit);
    char *text = malloc(length * times + strlen(tail) + 1);
    assert_non_null(text);
    for (size_t i = 0; i < times; i++)
        memcpy(text + i * length, unit, length);
    strcpy(text + length * times, tail);
    return text;
}

static pf_document_status status_of(parser *parse, const char *source)
{
    pf_arena arena;
    pf_arena_init(&arena);
    pf_document document;
    pf_document_status status = parse(&arena, source, strlen(source), &document);
    if (status == PF_DOCUMENT_OK)
        assert_sound(&document);
    pf_arena_release(&arena);
    return status;
}

static void assert_status_of_repeated(parser *parse, const char *unit, size_t times, const char *tail,
                                      pf_document_status expected)
{
    char *text = repeat(unit, times, tail);
    assert_int_equal(status_of(parse, text), expected);
    free(text);
}

// A line of many `>` behind some lines and before others.
static void assert_status_of_quotes(const char *before, const char *after, pf_document_status expected)
{
    char *quotes = repeat(">", PF_LIMIT_NESTING + 1, after), *text = repeat(before, 1, quotes);
    assert_int_equal(status_of(pf_document_parse_markdown, text), expected);
    free(quotes);
    free(text);
}

static void looks_for_no_nesting_in_fences(void **state)
{
    (void)state;
    assert_status_of_quotes("```\n", "\n```\n", PF_DOCUMENT_OK);
    assert_status_of_quotes("a\n~~~~ text\n~~~\n```\n", "\n~~~~\n", PF_DOCUMENT_OK);
    assert_status_of_quotes("- a\n  ```sh\n  ", "\n  ```\n", PF_DOCUMENT_OK);
    assert_status_of_quotes("> ```\n> ", " x\n> ```\n", PF_DOCUMENT_OK);
    assert_status_of_quotes("```\n", "", PF_DOCUMENT_OK);
    assert_status_of_quotes("```\n```\n", "", PF_DOCUMENT_TOO_DEEP);
    assert_status_of_quotes("```a`\n", "", PF_DOCUMENT_TOO_DEEP);
    assert_status_of_quotes("``\n", "", PF_DOCUMENT_TOO_DEEP);
    // What only looks like a fence must not let many levels through to the Markdown parser.
    char *lines = repeat("a\n", 200000, ""), *deep = repeat(">", 200000, lines), *text = repeat("<!--\n```\n-->\n", 1, deep);
    assert_int_equal(status_of(pf_document_parse_markdown, text), PF_DOCUMENT_OK);
    free(lines);
    free(deep);
    free(text);
}

static void refuses_nesting_beyond_the_limit(void **state)
{
    (void)state;
    static const char *const units[] = {">", "> ", "- ", "1. ", "> - "};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        assert_status_of_repeated(pf_document_parse_markdown, units[i], 100000, "x", PF_DOCUMENT_TOO_DEEP);
    assert_status_of_repeated(pf_document_parse_markdown, "> ", PF_LIMIT_NESTING, "x", PF_DOCUMENT_OK);
    assert_status_of_repeated(pf_document_parse_markdown, "> ", PF_LIMIT_NESTING + 1, "x", PF_DOCUMENT_TOO_DEEP);
    assert_status_of_repeated(pf_document_parse_markdown, "- ", PF_LIMIT_NESTING, "x", PF_DOCUMENT_OK);
    assert_status_of_repeated(pf_document_parse_markdown, "- ", PF_LIMIT_NESTING + 1, "x", PF_DOCUMENT_TOO_DEEP);
    // Thematic breaks look like it and are not.
    assert_status_of_repeated(pf_document_parse_markdown, "- ", 1000, "\n", PF_DOCUMENT_OK);
    assert_status_of_repeated(pf_document_parse_markdown, "* ", 1000, "*\n", PF_DOCUMENT_OK);
    // Line by line, each a level deeper.
    for (int plain = 0; plain < 2; plain++)
        for (size_t levels = PF_LIMIT_NESTING; levels <= PF_LIMIT_NESTING + 1; levels++) {
            char text[2 * PF_LIMIT_NESTING * (2 * PF_LIMIT_NESTING + 8)];
            size_t at = 0;
            for (size_t level = 0; level < levels; level++)
                at += (size_t)snprintf(text + at, sizeof text - at, "%*s- x\n", (int)(2 * level), "");
            assert_int_equal(status_of(plain ? pf_document_parse_plain : pf_document_parse_markdown, text),
                             levels > PF_LIMIT_NESTING ? PF_DOCUMENT_TOO_DEEP : PF_DOCUMENT_OK);
        }
    char *far = repeat(" ", PF_LIMIT_INDENTATION + 1, "- x");
    assert_int_equal(status_of(pf_document_parse_markdown, far), PF_DOCUMENT_TOO_DEEP);
    assert_int_equal(status_of(pf_document_parse_markdown, far + 1), PF_DOCUMENT_OK);
    free(far);
}

// Texts that make careless parsers slow or deep. Each is read in a moment when the time grows with the length alone.
static void takes_linear_time(void **state)
{
    (void)state;
    static const char *const units[] = {
        "*a ",
        "**a ",
        "[",
        "](",
        "![",
        "`a",
        "<a ",
        "<!--",
        "~a~",
        "&a;",
        "http://a.b/c ",
        "a@b.c ",
        "www.",
        "a\n\n",
        "a\n",
        "A: b\n",
        "**a**\n",
        "• a\n",
        "-a\n",
        "A:\n",
        "# a\n",
        "a\n-\n",
        "- A:\n  - b\n",
        "1. a\n- b\n\n",
        "|a",
        "| a | b |\n",
        "- a\n**B**\n",
        "a\r",
        "(",
        "\\*",
        "<br>",
        "---\na: b\n",
        "```\n",
        "- a\n\n  b\n\n",
    };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        char *text = repeat(units[i], 20000, "");
        assert_int_equal(status_of(pf_document_parse_markdown, text), PF_DOCUMENT_OK);
        assert_int_equal(status_of(pf_document_parse_plain, text), PF_DOCUMENT_OK);
        free(text);
    }
}

// Every block asks where its line begins.
static void takes_linear_time_on_one_line(void **state)
{
    (void)state;
    assert_status_of_repeated(pf_document_parse_markdown, "<h2>ab</h2>", 100000, "", PF_DOCUMENT_OK);
    assert_status_of_repeated(pf_document_parse_markdown, "<p>ab</p>", 100000, "", PF_DOCUMENT_OK);
}

// Every text cut short anywhere is still a text, and parses to something sound.
static void copes_with_texts_cut_short(void **state)
{
    (void)state;
    static const char text[] =
        "---\na: b\n---\n# T\n\nScale: 10M\nStorage: **5 TB**\n\n- **A:** b\n  • c\n  • `d`\n**B**\n- ~~e~~ ~f~\n"
        "\n> 1. q\n> > r\n\n| A | B |\n|---|---|\n| [x](http://y) | ![z](w) |\n\nNON-GOALS\n=====\n\n3.1 Reads\n"
        "```\ncode\n";
    for (size_t from = 0; from < sizeof text - 1; from += 3)
        for (size_t to = from; to < sizeof text; to++) {
            size_t length = to - from;
            char *copy = malloc(length ? length : 1);
            assert_non_null(copy);
            memcpy(copy, text + from, length);
            bool is_inside_character = (length > 0 && ((unsigned char)copy[0] & 0xC0) == 0x80) ||
                                       (to < sizeof text - 1 && ((unsigned char)text[to] & 0xC0) == 0x80);
            for (int plain = 0; plain < 2 && !is_inside_character; plain++) {
                pf_arena arena;
                pf_arena_init(&arena);
                pf_document document;
                parser *parse = plain ? pf_document_parse_plain : pf_document_parse_markdown;
                assert_int_equal(parse(&arena, copy, length, &document), PF_DOCUMENT_OK);
                assert_sound(&document);
                pf_arena_release(&arena);
            }
            free(copy);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_plain_paragraphs),
        cmocka_unit_test(reads_plain_headings),
        cmocka_unit_test(reads_plain_lists),
        cmocka_unit_test(reads_plain_tables),
        cmocka_unit_test(looks_for_no_nesting_in_fences),
        cmocka_unit_test(refuses_nesting_beyond_the_limit),
        cmocka_unit_test(takes_linear_time),
        cmocka_unit_test(takes_linear_time_on_one_line),
        cmocka_unit_test(copes_with_texts_cut_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
