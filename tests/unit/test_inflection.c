// SPDX-License-Identifier: MIT
// Tests of match/inflection: the forms in which a word is written.
#define _POSIX_C_SOURCE 200809L
#include "match/inflection.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef struct fixture {
    pf_arena arena;
    pf_inflector inflector;
} fixture;

static void open_inflector(fixture *f)
{
    pf_arena_init(&f->arena);
    assert_true(pf_inflector_init(&f->inflector, &f->arena));
}

// The forms in the order in which they are given, with blanks between.
static const char *forms_of(fixture *f, const char *word)
{
    pf_forms forms;
    assert_true(pf_inflect(&f->inflector, word, &forms));
    const char *all = "";
    for (size_t i = 0; i < forms.count; i++)
        all = pf_arena_format(&f->arena, "%s%s%s", all, i ? " " : "", forms.items[i]);
    return all;
}

static bool has_form(fixture *f, const char *word, const char *form)
{
    pf_forms forms;
    assert_true(pf_inflect(&f->inflector, word, &forms));
    size_t found = 0;
    for (size_t i = 0; i < forms.count; i++)
        found += strcmp(forms.items[i], form) == 0;
    assert_true(found <= 1);
    return found == 1;
}

static void inflects_regular_words(void **state)
{
    (void)state;
    fixture f;
    open_inflector(&f);
    assert_string_equal(forms_of(&f, "upload"), "upload uploads uploaded uploading");
    assert_string_equal(forms_of(&f, "store"), "store stores stored storing stoer stoers stoered stoering");
    assert_string_equal(forms_of(&f, "watch"), "watch watches watched watching");
    assert_string_equal(forms_of(&f, "push"), "push pushes pushed pushing");
    assert_string_equal(forms_of(&f, "process"), "process processes processed processing");
    assert_string_equal(forms_of(&f, "index"), "index indexes indexed indexing");
    assert_string_equal(forms_of(&f, "notify"), "notify notifies notified notifying");
    assert_string_equal(forms_of(&f, "play"), "play plays played playing");
    assert_string_equal(forms_of(&f, "video"), "video videoes videos videoed videoing");
    assert_string_equal(forms_of(&f, "tie"), "tie ties tied tying");
    assert_string_equal(forms_of(&f, "see"), "see sees seed seeing");
    assert_string_equal(forms_of(&f, "queue"), "queue queues queued queuing");
    pf_arena_release(&f.arena);
}

static void doubles_final_consonants(void **state)
{
    (void)state;
    fixture f;
    open_inflector(&f);
    assert_string_equal(forms_of(&f, "plan"), "plan plans planned planning planed planing");
    assert_true(has_form(&f, "cancel", "cancelled") && has_form(&f, "cancel", "canceled"));
    assert_true(has_form(&f, "travel", "travelling") && has_form(&f, "travel", "traveling"));
    assert_false(has_form(&f, "upload", "uploadded")); // two vowels before it
    assert_false(has_form(&f, "show", "showwed"));
    assert_false(has_form(&f, "fix", "fixxed"));
    pf_arena_release(&f.arena);
}

static void spells_british_and_american(void **state)
{
    (void)state;
    fixture f;
    open_inflector(&f);
    static const char *const pairs[][2] = {
        {"organise", "organizing"}, {"organize", "organised"}, {"organisation", "organizations"},
        {"analyse", "analyzed"},    {"analyze", "analysing"},  {"colour", "colors"},
        {"color", "coloured"},      {"centre", "centers"},     {"center", "centred"},
        {"organiser", "organizers"}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        if (!has_form(&f, pairs[i][0], pairs[i][1]))
            fail_msg("%s is no form of %s", pairs[i][1], pairs[i][0]);
    assert_false(has_form(&f, "rise", "rize")); // too short to be one of those
    pf_arena_release(&f.arena);
}

static void leaves_other_words_alone(void **state)
{
    (void)state;
    fixture f;
    open_inflector(&f);
    assert_string_equal(forms_of(&f, "s3"), "s3 s3s");
    assert_string_equal(forms_of(&f, "24"), "24 24s");
    assert_string_equal(forms_of(&f, "db"), "db dbs");
    assert_string_equal(forms_of(&f, "x"), "x");
    assert_string_equal(forms_of(&f, "don't"), "don't don'ts");
    assert_false(has_form(&f, "upload", "uploader"));
    assert_false(has_form(&f, "deliver", "delivery"));
    pf_arena_release(&f.arena);
}

static void learns_irregular_forms_and_spellings(void **state)
{
    (void)state;
    fixture f;
    open_inflector(&f);
    assert_true(pf_inflector_add(&f.inflector, "send", "sent", false));
    assert_true(has_form(&f, "send", "sent") && has_form(&f, "send", "sending"));
    assert_false(has_form(&f, "send", "sents"));
    assert_false(has_form(&f, "sent", "send")); // one way only
    // A spelling is inflected like the word itself.
    assert_true(pf_inflector_add(&f.inflector, "disk", "disc", true));
    assert_true(pf_inflector_add(&f.inflector, "disk", "disck", true));
    assert_true(has_form(&f, "disk", "discs") && has_form(&f, "disk", "discks"));
    pf_arena_release(&f.arena);
}

static void learns_many_words(void **state)
{
    (void)state;
    fixture f;
    open_inflector(&f);
    char word[32], form[32];
    for (int i = 0; i < 3000; i++) {
        snprintf(word, sizeof word, "word%d", i);
        snprintf(form, sizeof form, "other%d", i);
        assert_true(pf_inflector_add(&f.inflector, word, form, false));
    }
    assert_true(has_form(&f, "word0", "other0") && has_form(&f, "word1777", "other1777") &&
                has_form(&f, "word2999", "other2999"));
    assert_string_equal(forms_of(&f, "word3000"), "word3000 word3000s");
    pf_arena_release(&f.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(inflects_regular_words),
        cmocka_unit_test(doubles_final_consonants),
        cmocka_unit_test(spells_british_and_american),
        cmocka_unit_test(leaves_other_words_alone),
        cmocka_unit_test(learns_irregular_forms_and_spellings),
        cmocka_unit_test(learns_many_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
