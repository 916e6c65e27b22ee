// SPDX-License-Identifier: MIT
// Tests of document/: what Markdown looks like as blocks, sections, labels and pieces. See document_dump.h for how
// expectations are written.
#include "document_dump.h"

#include "base/limits.h"

static void markdown_is(const char *source, const char *expected)
{
    assert_blocks(pf_document_parse_markdown, source, strlen(source), expected);
}

static void plain_is(const char *source, const char *expected)
{
    assert_blocks(pf_document_parse_plain, source, strlen(source), expected);
}

static void reads_nothing(void **state)
{
    (void)state;
    markdown_is("", "");
    markdown_is("\xEF\xBB\xBF", "");
    markdown_is("\n\n", "");
    plain_is("", "");
    plain_is("\xEF\xBB\xBF\n \n", "");
}

static void reads_headings_as_sections(void **state)
{
    (void)state;
    markdown_is("Before\n\n# A\n\na\n\n### B ###\n\nb\n\n## C\n\nTitle\n=====\nend", "paragraph #0: Before\n"
                                                                                     "heading 1 #1<0=1: A\n"
                                                                                     "paragraph #1: a\n"
                                                                                     "heading 3 #2<1=3: B\n"
                                                                                     "paragraph #2: b\n"
                                                                                     "heading 2 #3<1=2: C\n"
                                                                                     "heading 1 #4<0=1: Title\n"
                                                                                     "paragraph #4: end\n");
}

static void knows_a_rule_from_an_underline(void **state)
{
    (void)state;
    markdown_is("Two lines\nof text\n---\nmore", "paragraph #0: Two lines / of text\nparagraph #0: more\n");
    markdown_is("A sentence.\n---\nmore", "paragraph #0: A sentence.\nparagraph #0: more\n");
    markdown_is("Short\n---\nmore", "heading 2 #1<0=2: Short\nparagraph #1: more\n");
    markdown_is("# A sentence.\n", "heading 1 #1<0=1: A sentence.\n");
}

static void leaves_out_what_is_not_prose(void **state)
{
    (void)state;
    markdown_is("a `b c` [link *text*](http://x.y \"title\") ![alt text](i.png) &nbsp;d",
                "paragraph #0: a `b c` link text  d\n");
    markdown_is("see https://a.b/c?d=e. And <http://x.y>, www.z.org or me@x.org!", "paragraph #0: see . And ,  or !\n");
    markdown_is("[http://x.y/](http://z) [r][1] [a site](www.z.org)\n\n[1]: http://x 'title'",
                "paragraph #0:  r a site\n");
    markdown_is("kept ~~gone *all* `of` it~~ kept", "paragraph #0: kept  kept\n");
    markdown_is("~5 GB, 10~20 GB and 30~40 GB ~", "paragraph #0: ~5 GB, 10~20 GB and 30~40 GB ~\n");
    markdown_is("~a~\nb", "paragraph #0: ~a~ / b\n");
    markdown_is("a <b class=\"x\">bold</b> tag<br>new<BR/>line<!-- note --> end",
                "paragraph #0: a bold tag / new / line end\n");
    markdown_is("a\\*b", "paragraph #0: a*b\n");
}

static void reads_the_text_of_html(void **state)
{
    (void)state;
    markdown_is("<h2 align=\"center\">Non-goals</h2>\n\n<p>Photo <b>uploads</b> &amp;c.<br/>\nLive chat</p>\n\nEnd",
                "heading 2 #1<0=2: Non-goals\nparagraph #1: Photo *uploads* c. / Live chat\nparagraph #1: End\n");
    markdown_is("<table border=\"1>\">\n <tr>\n  <th>Need</th><th>What</th>\n </tr>\n <tr>\n  <td>Upload</td>\n  <td>Videos of\n   5 GB<ul><li>always</li></ul></td>\n </tr>\n"
                "</table>\n\n<div>After</div>\n",
                "header #0: Need | What\nrow #0 under 0: Upload | Videos of / 5 GB / always\nparagraph #0: After\n");
    markdown_is("<div><script>var upload = '<p>';</script>a</div>\n<!-- no\n<p>no</p>\n-->\n<pre>no</pre>\nb <code>c</code>\n",
                "paragraph #0: a\nparagraph #0: b `c`\n");
    markdown_is("a\n\n <svg\n w={{ x: \"1\" }}\n>\n <text>no</text>\n\n no\n</svg> b\n\n<svg", "paragraph #0: a\nparagraph #0: b\nparagraph #0: <svg\n");
}

static void keeps_code_and_html_apart(void **state)
{
    (void)state;
    markdown_is("text\n\n```c\nint a;\n\nint b;\n```\n\n~~~\nx\n~~~\n\n```\n```\n",
                "paragraph #0: text\ncode #0: int a;\n\nint b;\ncode #0: x\n");
    markdown_is("<!-- waiver: -->\n\n<div>\n</div>\n\nshown",
                "code 1 #0: <!-- waiver: -->\ncode 1 #0: <div>\n</div>\nparagraph #0: shown\n");
    markdown_is("- a\n\n  ```\n  x = 1\n  ```\n\n  <!-- b -->\n", "item 1 #0: a\ncode #0: x = 1\ncode 1 #0: <!-- b -->\n");
    markdown_is("a <!-- x: y -- z -- w --> b `<!-- c -- d -->` <!-- e --f", "paragraph #0: a  b `<!-- c -- d -->` <!-- e --f\n");
    markdown_is("    indented text\n\n    - item\n", "paragraph #0: indented text\nitem 1 #0: item\n");
}

static void keeps_front_matter_apart(void **state)
{
    (void)state;
    markdown_is("---\ntitle: A b\nlist:\n  - c\n---\nText",
                "code #0: ---\ntitle: A b\nlist:\n  - c\n---\nparagraph #0: Text\n");
    markdown_is("\xEF\xBB\xBF---\r\na: b\r\n...\r\nText", "code #0: ---\r\na: b\r\n...\nparagraph #0: Text\n");
    markdown_is("+++\na = 1\n+++\n# T", "code #0: +++\na = 1\n+++\nheading 1 #1<0=1: T\n");
    markdown_is("---\n\n# T\n\n---\n\nx: y\n", "heading 1 #1<0=1: T\nparagraph #1: [x] y\n");
    markdown_is("---\na: b\nnever closed", "paragraph #0: [a] b / never closed\n");
    markdown_is("---\nno key\n---\n", "heading 2 #1<0=2: no key\n");
    markdown_is("x\n---\na: b\n---\n", "heading 2 #1<0=2: x\nheading 2 #2<0=2: a: b\n");
}

static void reads_strong_and_code_pieces(void **state)
{
    (void)state;
    markdown_is("a **b `c`** __d__ *e*", "paragraph #0: a *b *`c` *d* e\n");
    markdown_is("one  \ntwo\\\nthree\nfour", "paragraph #0: one / two / three / four\n");
}

static void reads_lists(void **state)
{
    (void)state;
    markdown_is("- a\n- [ ] b\n- [x] c\n  more\n\n  second\n\n  1. d\n     - e\n* f\n", "item 1 #0: a\n"
                                                                                        "item 1 #0: b\n"
                                                                                        "item 1 #1<0=9: c / more\n"
                                                                                        "paragraph 1 #1: second\n"
                                                                                        "item 2 #2<1=10: d\n"
                                                                                        "item 3 #2: e\n"
                                                                                        "item 1 #0: f\n");
}

static void reads_quotes(void **state)
{
    (void)state;
    markdown_is("> # A\n> a\n> > b\n\nc\n\n> d", "heading 1 quote 1 #1<0=1: A\n"
                                                 "paragraph quote 1 #1: a\n"
                                                 "paragraph quote 2 #1: b\n"
                                                 "paragraph #0: c\n"
                                                 "paragraph quote 1 #0: d\n");
    markdown_is("> - a\n>\n> b\n", "item 1 quote 1 #0: a\nparagraph quote 1 #0: b\n");
}

static void reads_tables(void **state)
{
    (void)state;
    markdown_is("# T\n\n| A | **B** |\n|---|:-:|\n| 1 | `2`<br>3 |\n| | x |\n| y | |\n| | |\n\n|C|\n|---|\n|z|\n",
                "heading 1 #1<0=1: T\n"
                "header #1: A | *B*\n"
                "row #1 under 1: 1 | `2` / 3\n"
                "row #1 under 1:  | x\n"
                "row #1 under 1: y\n"
                "header #1: C\n"
                "row #1 under 5: z\n");
    // One that Markdown does not know as such: under a line of text, or with a short line of dashes.
    markdown_is("Sizes:\n| A | B |\n|---|---|\n| **1** | `2` |\n| | 3 |\nEnd", "heading 7 #1<0=7: Sizes:\n"
                                                                               "header #1:  A  |  B \n"
                                                                               "row #1 under 1: *1* | `2`\n"
                                                                               "row #1 under 1:  |  3 \n"
                                                                               "paragraph #0: End\n");
    markdown_is("|A|\n|-|\n|x\\|y|\n", "header #0: A\nrow #0 under 0: x|y\n");
    markdown_is("||\n|---|\n|z|\n", "row #0: z\n");
    // A row without words is no header, nor is the text above it.
    markdown_is("Alpha one. Beta two.\n|  |  |\n|---|---|\n| users | 5 |",
                "paragraph #0: Alpha one. Beta two.\nrow #0:  users  |  5 \n");
}

static void reads_a_table_that_is_too_wide_as_text(void **state)
{
    (void)state;
    char source[16 * PF_LIMIT_TABLE_COLUMNS];
    for (unsigned columns = PF_LIMIT_TABLE_COLUMNS; columns <= PF_LIMIT_TABLE_COLUMNS + 1; columns++) {
        size_t at = 0;
        for (int row = 0; row < 2; row++) {
            for (unsigned i = 0; i < columns; i++)
                at += (size_t)snprintf(source + at, sizeof source - at, row ? "|---" : "|a");
            source[at++] = '\n';
        }
        pf_arena arena;
        pf_arena_init(&arena);
        pf_document document;
        assert_int_equal(pf_document_parse_markdown(&arena, source, at, &document), PF_DOCUMENT_OK);
        assert_int_equal(document.block_count, 1);
        assert_int_equal(document.blocks[0].kind,
                         columns > PF_LIMIT_TABLE_COLUMNS ? PF_BLOCK_PARAGRAPH : PF_BLOCK_TABLE_HEADER);
        assert_sound(&document);
        pf_arena_release(&arena);
    }
}

static void finds_bold_headings(void **state)
{
    (void)state;
    markdown_is("**Requirements**\n\nText\n\n**Out of scope**\n\n- x\n\nmore\n\n## Real\n\ny",
                "heading 7 #1<0=7: *Requirements*\n"
                "paragraph #1: Text\n"
                "heading 7 #2<0=7: *Out of scope*\n"
                "item 1 #2: x\n"
                "paragraph #2: more\n"
                "heading 2 #3<0=2: Real\n"
                "paragraph #3: y\n");
    // In one paragraph with its text, and with the colon outside.
    markdown_is("# T\n**Scale**:\n10M users\n**Non-goals:**\npayments\n", "heading 1 #1<0=1: T\n"
                                                                          "heading 7 #2<1=7: *Scale*:\n"
                                                                          "paragraph #2: 10M users\n"
                                                                          "heading 7 #3<1=7: *Non-goals:*\n"
                                                                          "paragraph #3: payments\n");
    // A thematic break ends it.
    markdown_is("**A**\n\na\n\n---\n\nb", "heading 7 #1<0=7: *A*\nparagraph #1: a\nparagraph #0: b\n");
    markdown_is("**A**\n\n---\n\nb", "paragraph #0: *A*\nparagraph #0: b\n");
    markdown_is("**Phase 1: uploads**\n\n- a", "heading 7 #1<0=7: *Phase 1: uploads*\nitem 1 #1: a\n");
    markdown_is("**Nothing follows**", "paragraph #0: *Nothing follows*\n");
    markdown_is("**This is a sentence.**\n\na", "paragraph #0: *This is a sentence.*\nparagraph #0: a\n");
    markdown_is("**Bold text\ngoes on** **and on**\n**here**\n\na",
                "paragraph #0: *Bold text* / *goes on* *and on*\nheading 7 #1<0=7: *here*\nparagraph #1: a\n");
    markdown_is("**By us**\n\n# T", "paragraph #0: *By us*\nheading 1 #1<0=1: T\n");
    markdown_is("**one two three four five six seven eight nine ten eleven twelve thirteen**\n\na",
                "paragraph #0: *one two three four five six seven eight nine ten eleven twelve thirteen*\n"
                "paragraph #0: a\n");
}

static void finds_bold_headings_inside_lists(void **state)
{
    (void)state;
    // Markdown takes the bold line for a part of item b.
    markdown_is("**Functional**\n- a\n- b\n**Out of scope**\n- c\n- d\n  **Inside**\n  e\n",
                "heading 7 #1<0=7: *Functional*\n"
                "item 1 #1: a\n"
                "item 1 #1: b\n"
                "heading 7 #2<0=7: *Out of scope*\n"
                "item 1 #2: c\n"
                "item 1 #3<2=9: d\n"
                "heading 7 #4<3=7: *Inside*\n"
                "paragraph 1 #4: e\n");
    markdown_is("* a\n    * b\nNon-goals:\n* c\n", "item 1 #1<0=9: a\n"
                                                   "item 2 #1: b\n"
                                                   "heading 7 #2<0=7: Non-goals:\n"
                                                   "item 1 #2: c\n");
}

static void finds_headings_with_a_colon(void **state)
{
    (void)state;
    markdown_is("Functional requirements:\n- a\n- b\n\nOut of scope:\n\n1. c\n\nAfter",
                "heading 7 #1<0=7: Functional requirements:\n"
                "item 1 #1: a\n"
                "item 1 #1: b\n"
                "heading 7 #2<0=7: Out of scope:\n"
                "item 1 #2: c\n"
                "paragraph #0: After\n"); // it stood over the list alone
    markdown_is("Background:\n\nText\n\nmore\n\nScale:\nx\ny\n", "heading 7 #1<0=7: Background:\n"
                                                                 "paragraph #1: Text\n"
                                                                 "paragraph #1: more\n"
                                                                 "heading 7 #2<0=7: Scale:\n"
                                                                 "paragraph #2: x / y\n");
    markdown_is("Users do this and that.\nOut of scope:\npayments\n",
                "paragraph #0: Users do this and that.\nheading 7 #1<0=7: Out of scope:\nparagraph #1: payments\n");
    markdown_is("we looked\nat this:\nand that\n", "paragraph #0: we looked / at this: / and that\n");
    markdown_is("Nothing follows:", "paragraph #0: Nothing follows:\n");
    markdown_is("Example:\n\n```\nx\n```\n", "paragraph #0: Example:\ncode #0: x\n");
    markdown_is("It has one two three four five six seven words:\n- a",
                "paragraph #0: It has one two three four five six seven words:\nitem 1 #0: a\n");
}

static void finds_short_titles_over_lists(void **state)
{
    (void)state;
    markdown_is("Out of scope\n- a\n\nSizes\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nEnd",
                "heading 7 #1<0=7: Out of scope\n"
                "item 1 #1: a\n"
                "heading 7 #2<0=7: Sizes\n"
                "header #2: A | B\n"
                "row #2 under 3: 1 | 2\n"
                "paragraph #0: End\n");
    markdown_is("Users upload videos.\n- a", "paragraph #0: Users upload videos.\nitem 1 #0: a\n");
    markdown_is("and also\n- a", "paragraph #0: and also\nitem 1 #0: a\n");
    markdown_is("Users can upload videos, images and sounds\n- a",
                "paragraph #0: Users can upload videos, images and sounds\nitem 1 #0: a\n");
    markdown_is("No list\n\nfollows", "paragraph #0: No list\nparagraph #0: follows\n");
    plain_is("Out of scope\n  - a\n  - b\nEnd\n\nMore", "heading 7 #1<0=7: Out of scope\n"
                                                        "item 1 #1: a\n"
                                                        "item 1 #1: b / End\n"
                                                        "paragraph #0: More\n");
}

static void ends_evident_headings_by_kind(void **state)
{
    (void)state;
    markdown_is("**A**\n\nB:\n\nb\n\nC:\n\nc\n\n**D**\n\nd\n\n# E\n\ne\n", "heading 7 #1<0=7: *A*\n"
                                                                           "heading 7 #2<1=7: B:\n"
                                                                           "paragraph #2: b\n"
                                                                           "heading 7 #3<1=7: C:\n"
                                                                           "paragraph #3: c\n"
                                                                           "heading 7 #4<0=7: *D*\n"
                                                                           "paragraph #4: d\n"
                                                                           "heading 1 #5<0=1: E\n"
                                                                           "paragraph #5: e\n");
    // A heading in bold under a line with a colon stands beside it, not below.
    markdown_is("A:\n\na\n\n**B**\n\nb\n", "heading 7 #1<0=7: A:\nparagraph #1: a\n"
                                           "heading 7 #2<0=7: *B*\nparagraph #2: b\n");
}

static void finds_items_over_nested_lists(void **state)
{
    (void)state;
    markdown_is("- Non-goals:\n  - a\n  - **B**\n    - b\n- Goals\n  - c\n- d\n- This is a sentence.\n  - e\n",
                "item 1 #1<0=9: Non-goals:\n"
                "item 2 #1: a\n"
                "item 2 #2<1=10: *B*\n"
                "item 3 #2: b\n"
                "item 1 #3<0=9: Goals\n"
                "item 2 #3: c\n"
                "item 1 #0: d\n"
                "item 1 #0: This is a sentence.\n"
                "item 2 #0: e\n");
    markdown_is("- **Out of scope:** payments.\n  - refunds\n", "item 1 #1<0=9: [*Out of scope*] payments.\n"
                                                                "item 2 #1: refunds\n");
}

static void finds_lone_numbers_as_headings(void **state)
{
    (void)state;
    markdown_is("1. Requirements\n- a\n- b\n\n2. Out of scope\n\nText\n\n3. Last\n", "heading 7 #1<0=7: Requirements\n"
                                                                                     "item 1 #1: a\n"
                                                                                     "item 1 #1: b\n"
                                                                                     "heading 7 #2<0=7: Out of scope\n"
                                                                                     "paragraph #2: Text\n"
                                                                                     "item 1 #2: Last\n");
    markdown_is("1. Users upload\n2. Users watch\n\nText", "item 1 #0: Users upload\nitem 1 #0: Users watch\n"
                                                           "paragraph #0: Text\n");
    markdown_is("Needs:\n\n1. Users\n- upload\n- watch\n\n2. Limits\n- size\n", "heading 7 #1<0=7: Needs:\n"
                                                                                "heading 7 #2<1=7: Users\n"
                                                                                "item 1 #2: upload\n"
                                                                                "item 1 #2: watch\n"
                                                                                "heading 7 #3<1=7: Limits\n"
                                                                                "item 1 #3: size\n");
    markdown_is("- Users upload\n\nText", "item 1 #0: Users upload\nparagraph #0: Text\n");
    markdown_is("1. **Uploads**: users upload\n\nText", "item 1 #0: [*Uploads*] users upload\nparagraph #0: Text\n");
    markdown_is(
        "3 Needs\n\n3.1 Scale\n\na\n\n3.1.1 Reads\n\nb\n\n3.2 Limits\n\nc\n\n2.5 GB per file\n\n100.5 Users\n\nd",
        "paragraph #0: 3 Needs\n"
        "heading 7 #1<0=7: 3.1 Scale\n"
        "paragraph #1: a\n"
        "heading 7 #2<1=7: 3.1.1 Reads\n"
        "paragraph #2: b\n"
        "heading 7 #3<0=7: 3.2 Limits\n"
        "paragraph #3: c\n"
        "paragraph #3: 2.5 GB per file\n"
        "paragraph #3: 100.5 Users\n"
        "paragraph #3: d\n");
}

static void finds_headings_in_capitals(void **state)
{
    (void)state;
    markdown_is("NON-GOALS\npayments\n\nSCALE & LIMITS\n\n- a\n\nAPI\n\nb", "heading 7 #1<0=7: NON-GOALS\n"
                                                                            "paragraph #1: payments\n"
                                                                            "heading 7 #2<0=7: SCALE & LIMITS\n"
                                                                            "item 1 #2: a\n"
                                                                            "paragraph #2: API\n"
                                                                            "paragraph #2: b\n");
}

static void finds_labels(void **state)
{
    (void)state;
    static const struct {
        const char *source, *block;
    } cases[] = {
        {"**Out of scope:** payments", "paragraph #0: [*Out of scope*] payments\n"},
        {"**Out of scope**: payments", "paragraph #0: [*Out of scope*] payments\n"},
        {"**Out of scope** : payments", "paragraph #0: [*Out of scope*] payments\n"},
        {"**Out of scope** – payments", "paragraph #0: [*Out of scope*] payments\n"},
        {"**Out of scope** - payments", "paragraph #0: [*Out of scope*] payments\n"},
        {"**Out of scope**—payments", "paragraph #0: [*Out of scope*]payments\n"},
        {"**Out of scope.** Payments", "paragraph #0: [*Out of scope*] Payments\n"},
        {"**Out of scope -** payments", "paragraph #0: [*Out of scope*] payments\n"},
        {"**Out of scope –** payments", "paragraph #0: [*Out of scope*] payments\n"},
        {"**Out of `scope`:** payments", "paragraph #0: [*Out of *`scope`] payments\n"},
        {"**Out** of scope: payments", "paragraph #0: [*Out* of scope] payments\n"},
        {"Non-goals: uploads, 10:30", "paragraph #0: [Non-goals] uploads, 10:30\n"},
        {"Non-goals : uploads", "paragraph #0: [Non-goals] uploads\n"},
        {"- Non-goals: uploads", "item 1 #0: [Non-goals] uploads\n"},
        {"- Non-goals:\n  uploads", "item 1 #0: [Non-goals] / uploads\n"},
        {"1. **Uploads**\n   users upload", "item 1 #0: [*Uploads*] / users upload\n"},
        {"Note: **bold**", "paragraph #0: [Note] *bold*\n"},
        {"Scale:`10M`", "paragraph #0: [Scale]`10M`\n"},
        // None of these is a label.
        {"**Bold** text", "paragraph #0: *Bold* text\n"},
        {"**Bold**-ish: text", "paragraph #0: [*Bold*-ish] text\n"},
        {"at 10:30 we", "paragraph #0: at 10:30 we\n"},
        {"read:write 10:1", "paragraph #0: read:write 10:1\n"},
        {"Nothing behind:", "paragraph #0: Nothing behind:\n"},
        {"Nothing behind: -", "paragraph #0: Nothing behind: -\n"},
        {"A sentence. And more: text", "paragraph #0: A sentence. And more: text\n"},
        {"one two three four five six seven: text", "paragraph #0: one two three four five six seven: text\n"},
        {": text", "paragraph #0: : text\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        markdown_is(cases[i].source, cases[i].block);
}

static void cuts_labelled_lines_apart(void **state)
{
    (void)state;
    markdown_is("Scale: 10M users\nand more\nStorage: 5 TB\nOut of scope: payments\n",
                "paragraph #0: [Scale] 10M users / and more\n"
                "paragraph #0: [Storage] 5 TB\n"
                "paragraph #0: [Out of scope] payments\n");
    markdown_is("It is a long sentence that goes on with\nOne label: by chance\n",
                "paragraph #0: It is a long sentence that goes on with / One label: by chance\n");
}

static void cuts_unknown_bullets_apart(void **state)
{
    (void)state;
    markdown_is("Users can:\n• upload\n•watch\n  later\n· share\n\nEnd", "heading 7 #1<0=7: Users can:\n"
                                                                         "item 1 #1: upload\n"
                                                                         "item 1 #1: watch / later\n"
                                                                         "item 1 #1: share\n"
                                                                         "paragraph #0: End\n");
    markdown_is("-upload\n-watch", "item 1 #0: upload\nitem 1 #0: watch\n");
    markdown_is("– upload\n– watch", "item 1 #0: upload\nitem 1 #0: watch\n");
    markdown_is("a) upload\nb) watch", "item 1 #0: upload\nitem 1 #0: watch\n");
    markdown_is("(1) upload\n(2) watch", "item 1 #0: upload\nitem 1 #0: watch\n");
    markdown_is("we need\n2. upload\n3. watch", "paragraph #0: we need\nitem 1 #0: upload\nitem 1 #0: watch\n");
    markdown_is("- a:\n  • b\n  • c\n- d", "item 1 #1<0=9: a:\nitem 2 #1: b\nitem 2 #1: c\nitem 1 #0: d\n");
    markdown_is("•\n• a\n\n•", "item 1 #0: a\n");
    markdown_is("• Non-goals: a", "item 1 #0: [Non-goals] a\n");
    // One line can begin so by chance, and numbers are none.
    markdown_is("It was in\n2012. And then", "paragraph #0: It was in / 2012. And then\n");
    markdown_is("between\n-5 and\n-3 degrees", "paragraph #0: between / -5 and / -3 degrees\n");
    markdown_is("text\n– and so on", "paragraph #0: text / – and so on\n");
}

static void knows_all_line_ends(void **state)
{
    (void)state;
    static const char expected[] = "heading 1 #1<0=1: A\nparagraph #1: b / c\nitem 1 #1: d\n";
    markdown_is("# A\n\nb\nc\n\n- d\n", expected);
    markdown_is("# A\r\n\r\nb\r\nc\r\n\r\n- d\r\n", expected);
    markdown_is("# A\r\rb\rc\r\r- d\r", expected);
    plain_is("# A\n\nb\nc\n\n- d\n", expected);
    plain_is("# A\r\n\r\nb\r\nc\r\n\r\n- d\r\n", expected);
    plain_is("# A\r\rb\rc\r\r- d\r", expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_nothing),
        cmocka_unit_test(reads_headings_as_sections),
        cmocka_unit_test(knows_a_rule_from_an_underline),
        cmocka_unit_test(leaves_out_what_is_not_prose),
        cmocka_unit_test(reads_the_text_of_html),
        cmocka_unit_test(keeps_code_and_html_apart),
        cmocka_unit_test(keeps_front_matter_apart),
        cmocka_unit_test(reads_strong_and_code_pieces),
        cmocka_unit_test(reads_lists),
        cmocka_unit_test(reads_quotes),
        cmocka_unit_test(reads_tables),
        cmocka_unit_test(reads_a_table_that_is_too_wide_as_text),
        cmocka_unit_test(finds_bold_headings),
        cmocka_unit_test(finds_bold_headings_inside_lists),
        cmocka_unit_test(finds_headings_with_a_colon),
        cmocka_unit_test(finds_short_titles_over_lists),
        cmocka_unit_test(ends_evident_headings_by_kind),
        cmocka_unit_test(finds_items_over_nested_lists),
        cmocka_unit_test(finds_lone_numbers_as_headings),
        cmocka_unit_test(finds_headings_in_capitals),
        cmocka_unit_test(finds_labels),
        cmocka_unit_test(cuts_labelled_lines_apart),
        cmocka_unit_test(cuts_unknown_bullets_apart),
        cmocka_unit_test(knows_all_line_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
