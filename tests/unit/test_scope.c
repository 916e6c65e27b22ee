// SPDX-License-Identifier: MIT
// Tests of text/scope: which words a cue reaches. Marks are made by hand, so that no rule file has a say.
//
// In an expectation a letter stands before each word that is not plainly stated: d denied, h hypothetical, b
// background, i ignored ("no d:uploads").
#define _POSIX_C_SOURCE 200809L
#include "fixtures.h"

#include "text/scope.h"

typedef struct mark_list {
    pf_mark items[8];
    size_t count;
} mark_list;

typedef struct scope_fixture {
    text_fixture text;
    mark_list cues, stops, exceptions;
} scope_fixture;

static uint32_t sentence_of(const text_fixture *f, uint32_t token)
{
    uint32_t sentence = 0;
    while (token >= f->text.sentences[sentence].first_token + f->text.sentences[sentence].token_count)
        sentence++;
    return sentence;
}

static void open_scope(scope_fixture *f, const char *source)
{
    memset(f, 0, sizeof *f);
    open_text(&f->text, source, NULL);
}

static pf_mark *add_mark(scope_fixture *f, mark_list *list, const char *first, const char *last)
{
    uint32_t from = token_of(&f->text, first);
    list->items[list->count] =
        (pf_mark){.sentence = sentence_of(&f->text, from), .first_token = from, .last_token = token_of(&f->text, last)};
    return &list->items[list->count++];
}

static pf_mark *add_cue(scope_fixture *f, const char *first, const char *last, int effect, int direction,
                        uint32_t reach)
{
    pf_mark *mark = add_mark(f, &f->cues, first, last);
    mark->effect = effect;
    mark->direction = direction;
    mark->reach = reach;
    return mark;
}

static void assert_scope(scope_fixture *f, const char *expected)
{
    static const char letters[] = "?dhbi";
    const pf_text *text = &f->text.text;
    uint8_t *effects = pf_arena_alloc(&f->text.arena, text->token_count);
    uint32_t *causes = pf_arena_array(&f->text.arena, text->token_count, sizeof *causes);
    bool applied = pf_scope_apply(&f->text.arena, text, (pf_marks){f->cues.items, f->cues.count}, (pf_marks){f->stops.items, f->stops.count},
                                  (pf_marks){f->exceptions.items, f->exceptions.count}, effects, causes);
    assert_true(applied);
    assert_true(applied);
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    for (uint32_t i = 0; i < text->token_count; i++) {
        const pf_token *token = &text->tokens[i];
        if (token->kind == PF_TOKEN_PUNCTUATION)
            continue;
        pf_buffer_format(&buffer, "%s", buffer.length ? " " : "");
        if (effects[i])
            pf_buffer_format(&buffer, "%c:", letters[effects[i]]);
        pf_buffer_append(&buffer, text->document->source + token->start, token->length);
    }
    assert_string_equal(buffer.bytes, expected);
    pf_buffer_release(&buffer);
    close_text(&f->text);
}

static void reaches_forward_within_its_reach(void **state)
{
    (void)state;
    scope_fixture f;
    open_scope(&f, "We have no video uploads, photos or maps.");
    add_cue(&f, "no", "no", PF_EFFECT_DENIED, PF_DIRECTION_AFTER, 3);
    assert_scope(&f, "We have no d:video d:uploads d:photos or maps");
    open_scope(&f, "We have no video uploads, photos or maps.");
    add_cue(&f, "no", "no", PF_EFFECT_DENIED, PF_DIRECTION_AFTER, 0);
    assert_scope(&f, "We have no d:video d:uploads d:photos d:or d:maps");
}

static void reaches_backward(void **state)
{
    (void)state;
    scope_fixture f;
    open_scope(&f, "Uploads of video are not planned here.");
    add_cue(&f, "not", "planned", PF_EFFECT_DENIED, PF_DIRECTION_BEFORE, 2);
    assert_scope(&f, "Uploads of d:video d:are not planned here");
    open_scope(&f, "Uploads of video are not planned here.");
    add_cue(&f, "not", "planned", PF_EFFECT_DENIED, PF_DIRECTION_BEFORE, 0);
    assert_scope(&f, "d:Uploads d:of d:video d:are not planned here");
    open_scope(&f, "Not planned: uploads.");
    add_cue(&f, "Not", "planned", PF_EFFECT_DENIED, PF_DIRECTION_BEFORE, 0);
    assert_scope(&f, "Not planned d:uploads"); // a label speaks of what it announces
    open_scope(&f, "Out of scope: maps, chat and the rest of it.");
    add_cue(&f, "Out", "scope", PF_EFFECT_DENIED, PF_DIRECTION_AFTER, 2);
    assert_scope(&f, "Out of scope d:maps d:chat d:and d:the d:rest d:of d:it");
}

static void reaches_the_whole_sentence_and_no_further(void **state)
{
    (void)state;
    scope_fixture f;
    open_scope(&f, "One. Later: we add (perhaps) maps. Two.");
    add_cue(&f, "perhaps", "perhaps", PF_EFFECT_HYPOTHETICAL, PF_DIRECTION_SENTENCE, 1);
    assert_scope(&f, "One h:Later h:we h:add h:perhaps h:maps Two");
    open_scope(&f, "There is no upload. Maps stay.");
    add_cue(&f, "no", "no", PF_EFFECT_DENIED, PF_DIRECTION_AFTER, 0);
    assert_scope(&f, "There is no d:upload Maps stay");
    open_scope(&f, "Maps stay. Uploads never.");
    add_cue(&f, "never", "never", PF_EFFECT_DENIED, PF_DIRECTION_BEFORE, 0);
    assert_scope(&f, "Maps stay d:Uploads never");
}

static void ends_at_the_end_of_the_clause(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "In all of this there are no maps; video", "In all of this there are no maps: video",
        "In all of this there are no maps (video", "In all of this there are no maps [video"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        scope_fixture f;
        open_scope(&f, texts[i]);
        add_cue(&f, "no", "no", PF_EFFECT_DENIED, PF_DIRECTION_AFTER, 0);
        assert_scope(&f, "In all of this there are no d:maps video");
    }
    scope_fixture f;
    open_scope(&f, "| a | b |\n|---|---|\n| no maps | video |\n");
    add_cue(&f, "no", "no", PF_EFFECT_DENIED, PF_DIRECTION_AFTER, 0);
    assert_scope(&f, "a b no d:maps video");
}

static void reaches_across_the_end_of_a_clause_when_told_so(void **state)
{
    (void)state;
    scope_fixture f;
    open_scope(&f, "In all of this we drop the following: maps (and video)");
    add_cue(&f, "drop", "following", PF_EFFECT_DENIED, PF_DIRECTION_AFTER, 0)->across = true;
    assert_scope(&f, "In all of this we drop the following d:maps d:and d:video");
    open_scope(&f, "In all of this we drop the following: maps but not video");
    add_cue(&f, "drop", "following", PF_EFFECT_DENIED, PF_DIRECTION_AFTER, 0)->across = true;
    add_mark(&f, &f.stops, "but", "but");
    assert_scope(&f, "In all of this we drop the following d:maps but not video");
}

static void ends_at_stop_words(void **state)
{
    (void)state;
    scope_fixture f;
    open_scope(&f, "no maps but rather video uploads");
    add_cue(&f, "no", "no", PF_EFFECT_DENIED, PF_DIRECTION_AFTER, 0);
    add_mark(&f, &f.stops, "but", "rather");
    assert_scope(&f, "no d:maps but rather video uploads");
    open_scope(&f, "video but maps never");
    add_cue(&f, "never", "never", PF_EFFECT_DENIED, PF_DIRECTION_BEFORE, 0);
    add_mark(&f, &f.stops, "but", "but");
    assert_scope(&f, "video but d:maps never");
    // One in another sentence ends nothing.
    open_scope(&f, "But first this. There is no map.");
    add_cue(&f, "no", "no", PF_EFFECT_DENIED, PF_DIRECTION_AFTER, 0);
    add_mark(&f, &f.stops, "But", "But");
    assert_scope(&f, "But first this There is no d:map");
}

static void knows_exceptions(void **state)
{
    (void)state;
    scope_fixture f;
    open_scope(&f, "not only maps");
    add_cue(&f, "not", "not", PF_EFFECT_DENIED, PF_DIRECTION_AFTER, 0);
    add_mark(&f, &f.exceptions, "not", "only");
    assert_scope(&f, "not only maps");
    // A cue that reaches out of the exception stays one.
    open_scope(&f, "should not be able to upload");
    add_cue(&f, "should", "to", PF_EFFECT_DENIED, PF_DIRECTION_AFTER, 0);
    add_mark(&f, &f.exceptions, "should", "not");
    assert_scope(&f, "should not be able to d:upload");
    // And so does one in another sentence.
    open_scope(&f, "not only maps. We do without video.");
    add_cue(&f, "not", "not", PF_EFFECT_DENIED, PF_DIRECTION_AFTER, 0);
    add_cue(&f, "without", "without", PF_EFFECT_DENIED, PF_DIRECTION_AFTER, 0);
    add_mark(&f, &f.exceptions, "not", "only");
    assert_scope(&f, "not only maps We do without d:video");
}

static void lets_the_stronger_effect_win(void **state)
{
    (void)state;
    scope_fixture f;
    open_scope(&f, "later perhaps no maps");
    add_cue(&f, "later", "later", PF_EFFECT_HYPOTHETICAL, PF_DIRECTION_AFTER, 0);
    add_cue(&f, "perhaps", "perhaps", PF_EFFECT_BACKGROUND, PF_DIRECTION_AFTER, 0);
    add_cue(&f, "no", "no", PF_EFFECT_DENIED, PF_DIRECTION_AFTER, 0);
    assert_scope(&f, "later h:perhaps b:no d:maps");
    // Whatever comes first.
    open_scope(&f, "no later maps");
    add_cue(&f, "no", "no", PF_EFFECT_DENIED, PF_DIRECTION_AFTER, 0);
    add_cue(&f, "later", "later", PF_EFFECT_HYPOTHETICAL, PF_DIRECTION_AFTER, 0);
    assert_scope(&f, "no d:later d:maps");
    assert_int_equal(pf_effect_stronger(PF_EFFECT_DENIED, PF_EFFECT_IGNORED), PF_EFFECT_IGNORED);
    assert_int_equal(pf_effect_stronger(PF_EFFECT_BACKGROUND, PF_EFFECT_HYPOTHETICAL), PF_EFFECT_BACKGROUND);
}

static void takes_a_lone_cue_only_alone(void **state)
{
    (void)state;
    static const char *const texts[][2] = {{"Chat: no.", "d:Chat no"}, {"Chat and no maps.", "Chat and no maps"}, {"Chat (no)", "d:Chat no"}};
    for (size_t i = 0; i < 3; i++) {
        scope_fixture f;
        open_scope(&f, texts[i][0]);
        pf_mark *cue = add_cue(&f, "no", "no", PF_EFFECT_DENIED, PF_DIRECTION_BEFORE, 0);
        cue->lone = cue->across = true;
        assert_scope(&f, texts[i][1]);
    }
}

static void answers_the_question_before(void **state)
{
    (void)state;
    static const char *const texts[][2] = {{"Maps? No.", "d:Maps No"}, {"Maps. No.", "Maps No"}, {"Chat. Maps? I: No.", "Chat d:Maps I No"},
                                           {"Maps? We want them, so No.", "Maps We want them so No"}};
    for (size_t i = 0; i < 4; i++) {
        scope_fixture f;
        open_scope(&f, texts[i][0]);
        add_cue(&f, "No", "No", PF_EFFECT_DENIED, PF_DIRECTION_QUESTION, 0);
        assert_scope(&f, texts[i][1]);
    }
}

static void tells_the_cue_of_each_word(void **state)
{
    (void)state;
    text_fixture f;
    open_text(&f, "later we have no maps", NULL);
    const pf_mark cues[] = {
        {.first_token = 0, .last_token = 0, .effect = PF_EFFECT_HYPOTHETICAL, .direction = PF_DIRECTION_AFTER},
        {.first_token = 3, .last_token = 3, .effect = PF_EFFECT_DENIED, .direction = PF_DIRECTION_AFTER},
    };
    uint8_t effects[5] = {0};
    uint32_t causes[5] = {9, 9, 9, 9, 9};
    assert_true(pf_scope_apply(&f.arena, &f.text, (pf_marks){cues, 2}, (pf_marks){0}, (pf_marks){0}, effects, causes));
    static const uint32_t expected[] = {9, 0, 0, 0, 3};
    assert_memory_equal(causes, expected, sizeof expected);
    close_text(&f);
}

// Of a sentence of cues that reach to its end or its beginning, each word would be marked as often as there are cues before it.
static void takes_linear_time(void **state)
{
    (void)state;
    enum { CUES = 200000 };
    static const char piece[] = "could +";
    static const int directions[] = {PF_DIRECTION_AFTER, PF_DIRECTION_BEFORE, PF_DIRECTION_SENTENCE};
    char *source = malloc(CUES * strlen(piece) + 1);
    pf_mark *cues = calloc(CUES, sizeof *cues);
    assert_non_null(source);
    assert_non_null(cues);
    for (size_t i = 0; i < CUES; i++)
        memcpy(source + i * strlen(piece), piece, sizeof piece);
    scope_fixture f;
    open_scope(&f, source);
    uint32_t *causes = pf_arena_array(&f.text.arena, f.text.text.token_count, sizeof *causes);
    for (size_t d = 0; d < sizeof directions / sizeof *directions; d++) {
        uint8_t *effects = pf_arena_alloc(&f.text.arena, f.text.text.token_count);
        memset(effects, 0, f.text.text.token_count);
        for (uint32_t i = 0; i < CUES; i++)
            cues[i] = (pf_mark){.first_token = 2 * i, .last_token = 2 * i, .effect = PF_EFFECT_HYPOTHETICAL, .direction = directions[d]};
        assert_true(pf_scope_apply(&f.text.arena, &f.text.text, (pf_marks){cues, CUES}, (pf_marks){0}, (pf_marks){0}, effects, causes));
        assert_int_equal(effects[0], d == 0 ? PF_EFFECT_STATED : PF_EFFECT_HYPOTHETICAL);
        assert_int_equal(effects[2 * CUES - 2], d == 1 ? PF_EFFECT_STATED : PF_EFFECT_HYPOTHETICAL);
        for (uint32_t i = 1; i < CUES - 1; i++)
            assert_int_equal(effects[2 * i], PF_EFFECT_HYPOTHETICAL);
    }
    close_text(&f.text);
    free(cues);
    free(source);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reaches_forward_within_its_reach),
        cmocka_unit_test(reaches_backward),
        cmocka_unit_test(reaches_the_whole_sentence_and_no_further),
        cmocka_unit_test(ends_at_the_end_of_the_clause),
        cmocka_unit_test(reaches_across_the_end_of_a_clause_when_told_so),
        cmocka_unit_test(ends_at_stop_words),
        cmocka_unit_test(knows_exceptions),
        cmocka_unit_test(lets_the_stronger_effect_win),
        cmocka_unit_test(takes_a_lone_cue_only_alone),
        cmocka_unit_test(answers_the_question_before),
        cmocka_unit_test(tells_the_cue_of_each_word),
        cmocka_unit_test(takes_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
