// SPDX-License-Identifier: MIT
// Splitting prose into words, numbers, signs and sentences.
#include "default_rules.h"
#include "support.h"

#include "rules/ruleset.h"
#include "text/token.h"

#include <stdio.h>

// The tokens of a text as one string: a space before a token that has one, "~" before one that has none, and " / "
// between sentences. Numbers stand in [], signs in their folded form.
static char *split(pf_arena *arena, const char *source, const pf_lexicon *lexicon)
{
    pf_document document = support_document(arena, source);
    pf_text text;
    assert_true(pf_text_split(arena, &document, lexicon, &text));
    char *out = pf_arena_alloc(arena, strlen(source) * 8 + 16);
    size_t at = 0;
    uint32_t expected = 0;
    for (uint32_t i = 0; i < text.sentence_count; i++) {
        const pf_sentence *sentence = &text.sentences[i];
        assert_int_equal(sentence->first_token, expected);
        assert_true(sentence->token_count > 0);
        expected += sentence->token_count;
        for (uint32_t k = 0; k < sentence->token_count; k++) {
            const pf_token *token = &text.tokens[sentence->first_token + k];
            assert_true(token->start + token->length <= document.length);
            if (k > 0 || i > 0)
                out[at++] = k > 0 ? (token->space_before ? ' ' : '~') : '/';
            const char *format = token->kind == PF_TOKEN_NUMBER ? "[%.*s]" : "%.*s";
            if (token->kind == PF_TOKEN_PUNCTUATION && token->code < 0x80)
                out[at++] = (char)token->code;
            else
                at += (size_t)sprintf(out + at, format, (int)token->length, source + token->start);
        }
    }
    assert_int_equal(expected, text.token_count);
    out[at] = 0;
    return out;
}

static void check(const char *source, const char *expected)
{
    pf_arena arena;
    pf_arena_init(&arena);
    assert_string_equal(split(&arena, source, default_rules()->lexicon), expected);
    pf_arena_release(&arena);
}

static void words_and_numbers(void **state)
{
    (void)state;
    check("Users upload 1,000.5 files", "Users upload [1,000.5] files");
    check("10GB s3 mp4 don't", "[10]~GB s3 mp4 don't");
    check("real-time, e2e", "real~-~time~, e2e");
    check("1_000 and 5.", "[1_000] and [5]~.");
    check("snake_case", "snake~_~case");
    check("the user's file, users' files", "the user file~, users files");
    check("Zoë’s naïve café", "Zoë naïve café");
    check("don’t", "don’t");
    check("日本語 текст", "日本語 текст");
    check("10⁶ 4 × 10⁸", "[10]~[⁶] [4] × [10]~[⁸]");
    check("2½ hours", "[2]~½ hours");
    check("500 µs", "[500] µs");
}

static void signs_are_folded(void **state)
{
    (void)state;
    check("a–b — c−d", "a~-~b - c~-~d");
    check("“a” ‘b’ «c»", "\"~a~\" '~b~' \"~c~\"");
    check("wait… • x", "wait~./* x");
    check("≤ 5 ≈ €5", "≤ [5] ≈ €~[5]");
    check("a\u00a0b\u2009c\u202fd\u3000e", "a b c d e");
    check("A：B！", "A~:~B~!");
    check("\xf0\x9f\x9a\x80 go", "\xf0\x9f\x9a\x80 go");
}

static void sentences(void **state)
{
    (void)state;
    check("One. Two! Three? Four", "One~./Two~!/Three~?/Four");
    check("He said \"Go.\" Then (he left.) Now", "He said \"~Go~.~\"/Then (~he left~.~)/Now");
    check("Really?! Yes", "Really~?~!/Yes");
    check("small. next sentence", "small~./next sentence");
    check("In 2019. Then", "In [2019]~./Then");
    check("within 10 s. The next", "within [10] s~./The next");
    check("Well... maybe", "Well~.~.~. maybe");
    check("Well... Maybe", "Well~.~.~./Maybe");
}

static void dots_that_end_nothing(void **state)
{
    (void)state;
    check("e.g. photos, i.e. Images", "e~.~g~. photos~, i~.~e~. Images");
    check("approx. 60 vs. Ten etc. and more", "approx~. [60] vs~. Ten etc~. and more");
    check("Bread etc. Then milk", "Bread etc~./Then milk");
    check("See No. 5. No. Never", "See No~. [5]~./No~./Never");
    check("J. R. Smith wrote a.md and b.c", "J~. R~. Smith wrote a~.~md and b~.~c");
    check("at 5 p.m. sharp", "at [5] p~.~m~. sharp");
    check("1. Users search", "[1]~. Users search");
    check("v1.2.3 of .NET", "v1~.~[2.3] of .~NET");
}

static void blocks_and_cells(void **state)
{
    (void)state;
    check("first\nline\n\nsecond", "first line/second");
    check("Users\t5M. Up\t", "Users | [5]~M~. Up |");
    check("use `GET` or `a`b", "use GET or a~b");
}

static void without_abbreviations(void **state)
{
    (void)state;
    pf_arena arena;
    pf_arena_init(&arena);
    assert_string_equal(split(&arena, "approx. sixty. Ten", NULL), "approx~. sixty~./Ten");
    pf_arena_release(&arena);
}

static void code_blocks_are_skipped(void **state)
{
    (void)state;
    pf_arena arena;
    pf_arena_init(&arena);
    pf_document document = support_document(&arena, "int x = 5;\n\nprose");
    pf_block *blocks = pf_arena_array(&arena, 2, sizeof *blocks);
    memcpy(blocks, document.blocks, 2 * sizeof *blocks);
    blocks[0].kind = PF_BLOCK_CODE;
    document.blocks = blocks;
    pf_text text;
    assert_true(pf_text_split(&arena, &document, default_rules()->lexicon, &text));
    assert_int_equal(text.sentence_count, 1);
    assert_int_equal(text.sentences[0].block, 1);
    assert_int_equal(text.token_count, 1);
    pf_arena_release(&arena);
}

static void nothing_to_split(void **state)
{
    (void)state;
    check("", "");
    check("\n\n", "");
    check(" \u00a0 ", "");
    check(". ! ?", ". !/?");
    check("'s", "'~s");
    check("''''", "'~'~'~'");
}

static void longer_than_a_token_can_be(void **state)
{
    (void)state;
    pf_arena arena;
    pf_arena_init(&arena);
    size_t length = (size_t)5 << 20;
    char *source = pf_arena_alloc(&arena, length + 1);
    assert_non_null(source);
    for (size_t i = 0; i + 1 < length; i += 2)
        memcpy(source + i, "\xc3\xa9", 2);
    pf_piece piece = {.end = (uint32_t)length};
    pf_block block = {.piece_count = 1, .table_header = PF_NONE};
    pf_document document = {
        .source = source, .length = length, .blocks = &block, .block_count = 1, .pieces = &piece, .piece_count = 1};
    pf_text text;
    assert_true(pf_text_split(&arena, &document, NULL, &text));
    assert_int_equal(text.token_count, 3);
    uint32_t sum = 0;
    for (uint32_t i = 0; i < text.token_count; i++) {
        assert_int_equal(text.tokens[i].length % 2, 0);
        sum += text.tokens[i].length;
    }
    assert_int_equal(sum, length);
    pf_arena_release(&arena);
}

static void gives_unknown_words_no_role(void **state)
{
    (void)state;
    pf_arena arena;
    pf_arena_init(&arena);
    const char *names[] = {"", "byte", " byte"};
    const pf_measure_source measure = {.names = {names, 3}, .dimension = PF_DIMENSION_SIZE, .factor = 1};
    const pf_lexicon_source source = {.measures = &measure, .measures_count = 1};
    pf_lexicon lexicon;
    assert_true(pf_lexicon_build(&arena, &source, &lexicon));
    assert_int_equal(lexicon.words[0].roles, 0);
    assert_int_not_equal(pf_lexicon_find(&lexicon, "byte", 4), 0);
    pf_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_and_numbers),
        cmocka_unit_test(signs_are_folded),
        cmocka_unit_test(sentences),
        cmocka_unit_test(dots_that_end_nothing),
        cmocka_unit_test(blocks_and_cells),
        cmocka_unit_test(without_abbreviations),
        cmocka_unit_test(code_blocks_are_skipped),
        cmocka_unit_test(nothing_to_split),
        cmocka_unit_test(longer_than_a_token_can_be),
        cmocka_unit_test(gives_unknown_words_no_role),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
