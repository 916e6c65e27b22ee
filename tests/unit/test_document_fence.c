// SPDX-License-Identifier: MIT
// Tests of document/: prose and code in Markdown fences, and brackets that would be slow to parse.
#include "document_dump.h"

#include "base/limits.h"
#include "document/prescan.h"


static void markdown_is(const char *source, const char *expected)
{
    assert_blocks(pf_document_parse_markdown, source, strlen(source), expected);
}

static bool is_prose(const char *opening, const char *content)
{
    char source[2048];
    int length = snprintf(source, sizeof source, "%s\n%s\n```\n", opening, content);
    assert_true(length > 0 && (size_t)length < sizeof source);
    pf_arena arena;
    pf_arena_init(&arena);
    pf_document document;
    assert_int_equal(pf_document_parse_markdown(&arena, source, (size_t)length, &document), PF_DOCUMENT_OK);
    assert_sound(&document);
    assert_true(document.block_count > 0);
    bool result = document.block_count > 1 || document.blocks[0].kind != PF_BLOCK_CODE;
    pf_arena_release(&arena);
    return result;
}

static void assert_prose(const char *content)
{
    if (!is_prose("```", content))
        fail_msg("taken for code:\n%s", content);
}

static void assert_code(const char *content)
{
    if (is_prose("```", content))
        fail_msg("taken for prose:\n%s", content);
}

static void reads_prose_in_fences(void **state)
{
    (void)state;
    markdown_is("# Ferry tickets\n\n```\nFunctional requirements:\n- Travellers book a cabin\n  - and may cancel it\n"
                "- Crew scan tickets\n\nOut of scope: freight\n```\n\nThe end.\n",
                "heading 1 #1<0=1: Ferry tickets\n"
                "heading 7 #2<1=7: Functional requirements:\n"
                "item 1 #3<2=9: Travellers book a cabin\n"
                "item 2 #3: and may cancel it\n"
                "item 1 #2: Crew scan tickets\n"
                "paragraph #1: [Out of scope] freight\n"
                "paragraph #1: The end.\n");
    markdown_is("```text\nDAU: 10M\nWrites: 100K/s\n```\n", "paragraph #0: [DAU] 10M\nparagraph #0: [Writes] 100K/s\n");
    markdown_is("```\nSCALE\n═════\nThe museum has 40,000 visitors a day.\n──────\nAll of them pay.\n```\n",
                "heading 1 #1<0=1: SCALE\n"
                "paragraph #1: The museum has 40,000 visitors a day.\n"
                "paragraph #1: All of them pay.\n");
    markdown_is("```\n| a | b |\n```\n\n```\n```\n\n```\n\n\n```\n", "code #0: | a | b |\n");
}

static void closes_sections_with_the_fence(void **state)
{
    (void)state;
    markdown_is("## Scope\n\n```md\n# What drivers need\n\nThey see every parcel of the day.\n\nNON-GOALS\n\n"
                "Nobody plans holidays here.\n\n---\n```\n\nAfter it.\n",
                "heading 2 #1<0=2: Scope\n"
                "heading 1 #2<1=1: What drivers need\n"
                "paragraph #2: They see every parcel of the day.\n"
                "heading 7 #3<2=7: NON-GOALS\n"
                "paragraph #3: Nobody plans holidays here.\n"
                "paragraph #1: After it.\n");
    // A line over a fence stands over that alone.
    markdown_is("Out of scope:\n```\nWe do not sell insurance to anybody.\n```\nWe sell tickets.\n",
                "heading 7 #1<0=7: Out of scope:\n"
                "paragraph #1: We do not sell insurance to anybody.\n"
                "paragraph #0: We sell tickets.\n");
    markdown_is("Out of scope\n```\nWe do not sell insurance to anybody.\n```\nWe sell tickets.\n",
                "heading 7 #1<0=7: Out of scope\n"
                "paragraph #1: We do not sell insurance to anybody.\n"
                "paragraph #0: We sell tickets.\n");
    markdown_is("Example:\n```\n{ \"a\": 1 }\n```\n", "paragraph #0: Example:\ncode #0: { \"a\": 1 }\n");
}

static void reads_fences_inside_others(void **state)
{
    (void)state;
    markdown_is("> Notes\n> ```\n> - Guests rate a room\n>   - once a stay\n>\n> - Hosts answer them\n> ```\n> last\n",
                "heading 7 quote 1 #1<0=7: Notes\n"
                "item 1 quote 1 #2<1=9: Guests rate a room\n"
                "item 2 quote 1 #2: once a stay\n"
                "item 1 quote 1 #1: Hosts answer them\n"
                "paragraph quote 1 #0: last\n");
    markdown_is("- Non-goals:\n\n  ```\n  * Refunds by post\n  * Gift cards\n  ```\n- Goals\n",
                "item 1 #1<0=9: Non-goals:\n"
                "item 2 #1: Refunds by post\n"
                "item 2 #1: Gift cards\n"
                "item 1 #0: Goals\n");
    markdown_is("1. one\n   ```\n   Peak load is 900 orders a minute.\n   ```\n2. two\n",
                "item 1 #1<0=9: one\nparagraph 1 #1: Peak load is 900 orders a minute.\nitem 1 #0: two\n");
    markdown_is("~~~~\nGuests write to hosts.\n```\nx = get(1)\n```\nHosts write to guests.\n~~~~\n",
                "paragraph #0: Guests write to hosts.\ncode #0: x = get(1)\nparagraph #0: Hosts write to guests.\n");
    // Tabs, and a fence that nothing closes.
    markdown_is("```\r\nUsers can:\r\n\t- see the timetable\r\n\t\t- by line\r\n\r\n- report a delay",
                "heading 7 #1<0=7: Users can:\n"
                "item 1 #2<1=9: see the timetable\n"
                "item 2 #2: by line\n"
                "item 1 #1: report a delay\n");
}

static void looks_at_the_language(void **state)
{
    (void)state;
    const char *prose = "- Members borrow up to ten books\n- Staff see who is late";
    static const char *const open[] = {"```",          "```text", "``` TXT",      "```plain",
                                       "```plaintext", "```md",   "```Markdown x"};
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        assert_true(is_prose(open[i], prose));
    static const char *const closed[] = {"```yaml", "```python", "```texts", "```tex", "```m"};
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        assert_false(is_prose(closed[i], prose));
}

static void knows_prose_by_its_lines(void **state)
{
    (void)state;
    assert_prose("Riders ask for a car and see where it is.");
    assert_prose("- Login\n- Search\n- Checkout");
    assert_prose("Reads: 40,000/s\nWrites: 900/s\nStorage: ~3 TB a year");
    assert_prose("Total users      = 20M\nQPS              = 20M / 86400 = 230");
    assert_prose("storage: 4 TB\ntraffic: 10Gbps");
    assert_prose("1. The clerk enters the number\n2. The parcel is found;\n3. Its owner signs (on paper)");
    assert_prose(
        "CHECK-IN\n========\n  Guests receive a key by SMS → they open the door\n  no later than 5 s after that");
    assert_prose("• Order placed → paid → shipped\n• GitHub, YouTube and PostgreSQL stay as they are");
    assert_prose("[Must] Drivers can work offline\n[May] Drivers can swap tours");
    assert_prose("The field user_id is what shards are chosen by.\nuser(s) may share one account");
    assert_prose("──────────\nThe curator approves each loan.\n──────────");
}

static void knows_code_by_its_lines(void **state)
{
    (void)state;
    assert_code("for (int i = 0; i < count; i++) {\n    total += prices[i];\n}");
    assert_code("def total(prices):\n    # add all of the prices up\n    return sum(prices)  # may be zero");
    assert_code("if item in basket:\n    basket.remove(item)");
    assert_code("{\n  \"order\": 17,\n  \"note\": \"leave it at the door please\"\n}");
    assert_code("kind: Deployment\nmetadata:\n  name: orders\nspec:\n  replicas: 3");
    assert_code("SELECT name, price FROM items\nWHERE price > 10\nORDER BY price;");
    assert_code("CREATE TABLE loan (\n  loan_id BIGINT PRIMARY KEY,\n  due_on DATE NOT NULL\n);");
    assert_code("git push origin main");
    assert_code("$ docker run --rm -p 80:80 web\n$ curl localhost");
    assert_code("GET /v1/loans/17\nAuthorization: Bearer abc\n\n200 OK");
    assert_code("borrow(book_id, member_id) -> Loan\nreturn_book(loan_id)");
    assert_code("class Loan {\n  id: string\n  dueOn: Date\n}");
    assert_code("src/\n├── main.c\n└── util.c");
    assert_code("+--------+     +--------+\n| Client | --> | Server |\n+--------+     +--------+");
    assert_code("Client\n  |\n  v\nAPI Gateway\n  |\n  v\nOrders database");
    assert_code("Client\n  ↓\nAPI Gateway\n  ↓\nOrders database");
    assert_code("Client --> Gateway: asks for all of the orders\nGateway --> Client: answers with a page");
    assert_code("2024-05-01T10:00:00Z INFO order accepted by the kitchen\n2024-05-01T10:00:02Z WARN oven is cold");
    assert_code("score = sum(weight_i * value_i) / sum(weight_i)");
    assert_code("86400 * 365 = 31536000");
    assert_code("Id    Name     Price\n1     Chair    40\n2     Table    90");
    assert_code("<order>\n  <note>leave it at the door please</note>\n</order>");
    assert_code("make build    # builds all of the images\nmake test     # runs all of the tests");
}

static void reads_zero_bytes_in_fences(void **state)
{
    (void)state;
    static const char source[] = "```\nAll guests \0write to\0 their hosts.\n```\n";
    pf_arena arena;
    pf_arena_init(&arena);
    pf_document document;
    assert_int_equal(pf_document_parse_markdown(&arena, source, sizeof source - 1, &document), PF_DOCUMENT_OK);
    assert_sound(&document);
    assert_int_equal(document.blocks[0].kind, PF_BLOCK_PARAGRAPH);
    assert_int_equal(document.pieces[0].end - document.pieces[0].start,
                     sizeof "All guests \0write to\0 their hosts." - 1);
    pf_arena_release(&arena);
}

static char *repeat(const char *text, size_t times)
{
    size_t length = strlen(text);
    char *all = malloc(length * times + 1);
    assert_non_null(all);
    for (size_t i = 0; i < times; i++)
        memcpy(all + i * length, text, length);
    all[length * times] = '\0';
    return all;
}

static void drops_costly_brackets_alone(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        bool is_costly;
    } cases[] = {
        {"[a]: <b\n", true},  {"> [a] b\n", true},   {"2. [a] b\r\n", true}, {"*[a] b\n", true},
        {"- [a] b\n", false}, {"[a]: b\n\n", false}, {"> + [a] b\n", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *few = repeat(cases[i].line, PF_LIMIT_LINK_LINES), *many = repeat(cases[i].line, PF_LIMIT_LINK_LINES + 1);
        pf_arena arena;
        pf_arena_init(&arena);
        assert_ptr_equal(pf_without_costly_marks(&arena, few, strlen(few)), few);
        const char *result = pf_without_costly_marks(&arena, many, strlen(many));
        assert_int_equal(result != many, cases[i].is_costly);
        assert_int_equal(strchr(result, '[') == NULL, cases[i].is_costly);
        pf_arena_release(&arena);
        free(few);
        free(many);
    }
}

static void takes_linear_time(void **state)
{
    (void)state;
    // Without the limit each takes seconds to minutes, under sanitizers too.
    static const char *const lines[] = {"[a]: <b\n", "[a][b]\n", "> [a]: x\n> [a]\n", "x\n    2. [a]\n",
                                        "- [a] b\n[c]\n"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char *source = repeat(lines[i], 200000);
        pf_arena arena;
        pf_arena_init(&arena);
        pf_document document;
        assert_int_equal(pf_document_parse_markdown(&arena, source, strlen(source), &document), PF_DOCUMENT_OK);
        pf_arena_release(&arena);
        free(source);
    }
    char *source = repeat("```\n- Guests write {to hosts\n```\n", 50000);
    pf_arena arena;
    pf_arena_init(&arena);
    pf_document document;
    assert_int_equal(pf_document_parse_markdown(&arena, source, strlen(source), &document), PF_DOCUMENT_OK);
    assert_int_equal(document.block_count, 50000);
    pf_arena_release(&arena);
    free(source);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_prose_in_fences),      cmocka_unit_test(closes_sections_with_the_fence),
        cmocka_unit_test(reads_fences_inside_others), cmocka_unit_test(looks_at_the_language),
        cmocka_unit_test(knows_prose_by_its_lines),   cmocka_unit_test(knows_code_by_its_lines),
        cmocka_unit_test(reads_zero_bytes_in_fences), cmocka_unit_test(drops_costly_brackets_alone),
        cmocka_unit_test(takes_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
