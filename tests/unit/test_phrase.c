// SPDX-License-Identifier: MIT
// Tests of the phrase language: its grammar, its index and the scan, with one index and with a user's over a base.
#define _POSIX_C_SOURCE 200809L
#include "fixtures.h"

#include "base/limits.h"
#include "match/builder.h"
#include "match/phrase.h"
#include "match/scan.h"
#include "match/trie.h"


// --- Grammar ------------------------------------------------------------------------------------------------------

static const char *problem_of(const char *text)
{
    pf_arena arena;
    pf_arena_init(&arena);
    pf_phrase phrase;
    const char *problem = pf_phrase_parse(&arena, text, &phrase); // a constant
    pf_arena_release(&arena);
    return problem;
}

static void says_what_is_wrong_with_a_phrase(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        {"", "the phrase is empty"},
        {"  \t", "the phrase is empty"},
        {".. upload", "begin nor end with a gap"},
        {"upload ..", "begin nor end with a gap"},
        {"..", "begin nor end with a gap"},
        {"a .. ..2 b", "two gaps"},
        {"a ..21 b", "from 0 to 20"},
        {"a ..x b", "from 0 to 20"},
        {"a ..3x b", "from 0 to 20"},
        {"a ..-1 b", "from 0 to 20"},
        {"a ... b", "from 0 to 20"},
        {"a | b", "an alternative is empty"},
        {"a|", "an alternative is empty"},
        {"|a", "an alternative is empty"},
        {"a||b", "an alternative is empty"},
        {"=", "an alternative is empty"},
        {"a|=|b", "an alternative is empty"},
        {"-time", "an alternative is empty"},
        {"real-", "ends in a hyphen"},
        {"real-|a", "ends in a hyphen"},
        {"pub/sub", "a sign that can never match"},
        {"upload,", "a sign that can never match"},
        {"a=b", "a sign that can never match"},
        {"c++", "a sign that can never match"},
        {"<media", "<name>"},
        {"<>", "<name>"},
        {"a|<>", "<name>"},
        {"<media>s", "<name>"},
        {"<media>|<place", "<name>"},
        {"scan|xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "more than 48 bytes"},
        {"=real-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "more than 48 bytes"},
        {"a-b-c-d-e-f-g-h-i-j-k-l-m", "more than 12 words"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        const char *problem = problem_of(wrong[i][0]);
        if (!problem || !strstr(problem, wrong[i][1]))
            fail_msg("\"%s\" gives: %s", wrong[i][0], problem ? problem : "nothing");
    }
}

static void reads_the_elements_of_a_phrase(void **state)
{
    (void)state;
    pf_arena arena;
    pf_arena_init(&arena);
    pf_phrase phrase;
    assert_null(pf_phrase_parse(&arena, " Upload|=Share ..0 real-time  <media>\t..20\nfrom .. <a>|b", &phrase));
    static const pf_element expected[] = {
        {PF_ELEMENT_WORDS, "upload|=share", 0}, {PF_ELEMENT_GAP, NULL, 0},      {PF_ELEMENT_WORDS, "real-time", 0},
        {PF_ELEMENT_TERM, "media", 0},          {PF_ELEMENT_GAP, NULL, 20},     {PF_ELEMENT_WORDS, "from", 0},
        {PF_ELEMENT_GAP, NULL, PF_GAP_WORDS},   {PF_ELEMENT_WORDS, "<a>|b", 0},
    };
    assert_int_equal(phrase.count, sizeof expected / sizeof expected[0]);
    for (size_t i = 0; i < phrase.count; i++) {
        assert_int_equal(phrase.elements[i].kind, expected[i].kind);
        assert_int_equal(phrase.elements[i].gap, expected[i].gap);
        if (expected[i].text)
            assert_string_equal(phrase.elements[i].text, expected[i].text);
    }
    static char longest[PF_LIMIT_WORD + 2];
    memset(longest, 'x', PF_LIMIT_WORD);
    assert_null(problem_of(longest));
    assert_null(problem_of("a-b-c-d-e-f-g-h-i-j-k-l"));
    assert_null(problem_of("don't"));
    assert_null(problem_of("café 24 hour"));
    pf_arena_release(&arena);
}

// --- Index and scan -----------------------------------------------------------------------------------------------

typedef struct index_fixture {
    pf_arena keep, scratch;
    pf_inflector inflector;
    pf_index_builder builder;
    pf_index index;
} index_fixture;

static const char *const articles[] = {"a", "an", "the", "their"};

static void open_index(index_fixture *f, const pf_index *base)
{
    pf_arena_init(&f->keep);
    pf_arena_init(&f->scratch);
    assert_true(pf_inflector_init(&f->inflector, &f->scratch));
    assert_true(pf_inflector_add(&f->inflector, "send", "sent", false));
    assert_true(pf_index_builder_init(&f->builder, &f->scratch, &f->inflector, base));
    pf_index_set_skipped(&f->builder, articles, 4);
}

static void add_phrase(index_fixture *f, uint32_t set, const char *phrase)
{
    const char *problem, *unknown;
    assert_true(pf_index_add_phrase(&f->builder, set, phrase, &problem, &unknown));
    if (problem || unknown)
        fail_msg("\"%s\": %s", phrase, problem ? problem : unknown);
}

static void add_entry(index_fixture *f, const char *name, const char *entry)
{
    const char *problem;
    assert_true(pf_index_declare_term(&f->builder, name));
    assert_true(pf_index_add_entry(&f->builder, name, entry, &problem));
    assert_null(problem);
}

static void freeze(index_fixture *f)
{
    assert_true(pf_index_freeze(&f->builder, &f->keep, &f->index));
    pf_arena_release(&f->scratch); // the index must not point there
}

static void close_index(index_fixture *f)
{
    pf_arena_release(&f->keep);
}

// The hits of set 0 in `source`, each in brackets ("[upload the video] [upload it]"), in their order.
static void assert_hits_of(const pf_index *const *indexes, size_t count, uint32_t set, const char *source,
                           const char *expected)
{
    text_fixture f;
    open_text(&f, source, NULL);
    pf_hits hits;
    assert_true(pf_scan(&f.arena, &f.text, indexes, count, &hits));
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    pf_buffer_string(&buffer, "");
    pf_range range = pf_hits_of(&hits, set);
    for (uint32_t i = 0; i < range.count; i++) {
        const pf_hit *hit = pf_hit_at(&hits, range.first + i);
        const pf_token *first = &f.text.tokens[hit->first_token], *last = &f.text.tokens[hit->last_token];
        pf_buffer_format(&buffer, "%s[%.*s]", i ? " " : "", (int)(last->start + last->length - first->start),
                         source + first->start);
    }
    assert_string_equal(buffer.bytes, expected);
    pf_buffer_release(&buffer);
    close_text(&f);
}

static void assert_hits(const index_fixture *f, const char *source, const char *expected)
{
    const pf_index *index = &f->index;
    assert_hits_of(&index, 1, 0, source, expected);
}

static void phrase_finds(const char *phrase, const char *source, const char *expected)
{
    index_fixture f;
    open_index(&f, NULL);
    add_phrase(&f, 0, phrase);
    freeze(&f);
    assert_hits(&f, source, expected);
    close_index(&f);
}

static void matches_words_in_their_inflections(void **state)
{
    (void)state;
    phrase_finds("upload", "Upload, UPLOADS uploaded uploading; uploader", "[Upload] [UPLOADS] [uploaded] [uploading]");
    phrase_finds("send video", "They sent videos and send a VIDEO.", "[sent videos] [send a VIDEO]");
    phrase_finds("=upload", "uploads upload Upload", "[upload] [Upload]");
    phrase_finds("organise", "organizing and organised", "[organizing] [organised]");
    phrase_finds("24 hour", "within 24 hours", "[24 hours]");
    phrase_finds("don't", "they don't and don\xE2\x80\x99t", "[don't] [don\xE2\x80\x99t]");
    phrase_finds("user photo", "the user's photos", "[user's photos]");
    phrase_finds("café", "cafés", "[cafés]");
}

static void matches_exact_words_with_hyphens(void **state)
{
    (void)state;
    phrase_finds("=sign-up", "sign-up, sign up, signup", "[sign-up] [sign up] [signup]");
    phrase_finds("=sign-up", "sign-ups, signups", "");
}

static void matches_alternatives(void **state)
{
    (void)state;
    phrase_finds("watch|view|=stream video", "watching videos, views video, stream video, streams video",
                 "[watching videos] [views video] [stream video]");
    phrase_finds("sign-up|login", "signups, sign up and logins", "[signups] [sign up] [logins]");
}

static void ignores_hyphenation(void **state)
{
    (void)state;
    phrase_finds("real-time map", "real-time map, real time map, realtime map, Real Time maps",
                 "[real-time map] [real time map] [realtime map] [Real Time maps]");
    phrase_finds("real time", "real-time and realtime", "[real-time]"); // two words are two words
    phrase_finds("realtime", "real-time and realtime", "[realtime]");
    phrase_finds("end-to-end", "end to end, endtoend, end-to-end", "[end to end] [endtoend] [end-to-end]");
    phrase_finds("file upload", "file-upload", "[file-upload]");
}

static void passes_over_articles(void **state)
{
    (void)state;
    phrase_finds("book seat",
                 "book the seat, book their seats, book a the an seat, book their the a an seat, book my seat",
                 "[book the seat] [book their seats] [book a the an seat]");
    phrase_finds("book the seat", "book seat, book the seat", "[book the seat]");
}

static void does_not_reach_across_signs(void **state)
{
    (void)state;
    static const char *const apart[] = {"book, seat",
                                        "book; seat",
                                        "book: seat",
                                        "book (seat",
                                        "book) seat",
                                        "book - seat",
                                        "book \xE2\x80\x94 seat",
                                        "book. seat",
                                        "book! seat",
                                        "book?seat",
                                        "book. Seat",
                                        "book\n\nseat",
                                        "- book\n- seat"};
    for (size_t i = 0; i < sizeof apart / sizeof apart[0]; i++)
        phrase_finds("book seat", apart[i], "");
    phrase_finds("book seat", "book/seat, book 'seat', book\nseat, **book** seat",
                 "[book/seat] [book 'seat] [book\nseat] [book** seat]");
    phrase_finds("book .. seat", "book, if free, (a) seat. Book it; then: seat.",
                 "[book, if free, (a) seat] [Book it; then: seat]");
}

// As American typography has it; a hyphen so near joins words.
static void does_not_reach_across_a_dash_without_blanks(void **state)
{
    (void)state;
    phrase_finds("book seat", "They book\xE2\x80\x94seat by seat.", "");
}

static void reaches_across_gaps(void **state)
{
    (void)state;
    phrase_finds("a1 .. b1", "a1 b1", "[a1 b1]");
    phrase_finds("a1 .. b1", "a1 x x x x x b1", "[a1 x x x x x b1]");
    phrase_finds("a1 .. b1", "a1 x x x x x x b1", "");
    phrase_finds("a1 ..2 b1", "a1 x x b1 a1 x x x b1", "[a1 x x b1]");
    phrase_finds("a1 ..0 b1", "a1 b1, a1, b1, a1 x b1", "[a1 b1] [a1, b1]");
    phrase_finds("a1 .. b1 .. c1", "a1 x b1 x c1", "[a1 x b1 x c1]");
    phrase_finds("a1 .. b1", "Take a1. B1 follows.", "");
    // The first b1 leads nowhere, the second does.
    phrase_finds("a1 ..9 b1 ..1 c1", "a1 b1 x x x b1 c1", "[a1 b1 x x x b1 c1]");
}

// Sentences of up to 64 words are searched in another way than longer ones: both find the same, at every place.
static void reaches_across_gaps_in_sentences_of_any_length(void **state)
{
    (void)state;
    for (size_t before = 0; before < 70; before++) {
        pf_buffer source;
        pf_buffer_init(&source);
        for (size_t i = 0; i < before; i++)
            pf_buffer_string(&source, "w ");
        pf_buffer_string(&source, "a1 x b1 y c1 a1 x x x b1");
        phrase_finds("a1 ..2 b1", source.bytes, "[a1 x b1]");
        phrase_finds("a1 ..1 b1|x ..1 c1", source.bytes, "[a1 x b1 y c1]");
        phrase_finds("a1 ..6 a1 .. b1", source.bytes, "[a1 x b1 y c1 a1 x x x b1]");
        pf_buffer_release(&source);
    }
}

static void finds_the_shortest_from_every_beginning(void **state)
{
    (void)state;
    phrase_finds("upload .. video", "upload a video or video", "[upload a video]");
    phrase_finds("upload .. video", "upload or upload a video", "[upload or upload a video] [upload a video]");
    index_fixture f;
    open_index(&f, NULL);
    add_phrase(&f, 0, "upload .. large video");
    add_phrase(&f, 0, "upload");
    add_phrase(&f, 0, "upload large");
    add_entry(&f, "media", "video clip");
    add_entry(&f, "media", "video");
    add_phrase(&f, 1, "<media>");
    freeze(&f);
    assert_hits(&f, "upload large video", "[upload]");
    const pf_index *index = &f.index;
    assert_hits_of(&index, 1, 1, "a video clip", "[video]");
    close_index(&f);
}

static void takes_the_shortest_of_several_phrases(void **state)
{
    (void)state;
    index_fixture f;
    open_index(&f, NULL);
    add_phrase(&f, 0, "upload large .. online");
    add_phrase(&f, 0, "upload .. video");
    freeze(&f);
    assert_hits(&f, "upload large video files online", "[upload large video]");
    close_index(&f);
}

static void keeps_sets_apart(void **state)
{
    (void)state;
    index_fixture f;
    open_index(&f, NULL);
    add_phrase(&f, 0, "upload video");
    add_phrase(&f, 2, "upload");
    add_phrase(&f, 2, "video");
    freeze(&f);
    const pf_index *index = &f.index;
    assert_int_equal(index->set_end, 3);
    assert_hits_of(&index, 1, 0, "upload video. Video.", "[upload video]");
    assert_hits_of(&index, 1, 1, "upload video. Video.", "");
    assert_hits_of(&index, 1, 2, "upload video. Video.", "[upload] [video] [Video]");
    assert_hits_of(&index, 1, 3, "upload video", "");
    assert_hits_of(&index, 1, PF_NONE, "upload video", "");
    assert_hits_of(&index, 1, 0, "", "");
    close_index(&f);
}

// --- Word lists ---------------------------------------------------------------------------------------------------

static void matches_word_lists(void **state)
{
    (void)state;
    index_fixture f;
    open_index(&f, NULL);
    add_entry(&f, "media", "video");
    add_entry(&f, "media", "profile picture");
    add_entry(&f, "media", "sound|voice file");
    add_entry(&f, "media", "live-stream");
    add_phrase(&f, 0, "upload .. <media>");
    add_phrase(&f, 0, "<media>|map sharing");
    freeze(&f);
    assert_hits(&f, "uploading their profile pictures", "[uploading their profile pictures]");
    assert_hits(&f, "upload the big videos", "[upload the big videos]");
    assert_hits(&f, "upload voice files, upload sound file, upload file", "[upload voice files] [upload sound file]");
    assert_hits(&f, "upload livestreams and upload live streams", "[upload livestreams] [upload live streams]");
    assert_hits(&f, "video sharing, map sharing and profile picture sharing, picture sharing",
                "[video sharing] [map sharing] [profile picture sharing]");
    assert_hits(&f, "upload profile, picture", "");
    close_index(&f);
}

static void includes_word_lists_in_others(void **state)
{
    (void)state;
    index_fixture f;
    open_index(&f, NULL);
    // Every order of definition, and three deep.
    assert_true(pf_index_declare_term(&f.builder, "thing"));
    assert_true(pf_index_declare_term(&f.builder, "media"));
    assert_true(pf_index_declare_term(&f.builder, "moving"));
    add_entry(&f, "thing", "<media>");
    add_entry(&f, "media", "<moving>");
    add_entry(&f, "media", "photo");
    add_entry(&f, "moving", "video");
    add_phrase(&f, 0, "upload <thing>");
    freeze(&f);
    assert_hits(&f, "upload video, upload photos, upload maps", "[upload video] [upload photos]");
    close_index(&f);
}

// Two lists on every level, each with both of the level below: no deeper than people like, and 2^40 ways from top to bottom.
static void includes_lists_over_many_ways(void **state)
{
    (void)state;
    enum { LEVELS = 40 };
    index_fixture f;
    open_index(&f, NULL);
    char name[40], entry[40];
    for (int level = 0; level < LEVELS; level++)
        for (int side = 0; side < 2; side++) {
            snprintf(name, sizeof name, "l%d-%d", level, side);
            add_entry(&f, name, side ? "video" : "film");
            for (int below = 0; level && below < 2; below++) {
                snprintf(entry, sizeof entry, "<l%d-%d>", level - 1, below);
                add_entry(&f, name, entry);
            }
        }
    add_entry(&f, "l0-1", "play");
    add_phrase(&f, 0, "watch <l39-0>");
    freeze(&f);
    assert_hits(&f, "watch films, watch plays", "[watch films] [watch plays]");
    close_index(&f);
}

static void refuses_too_many_inclusions(void **state)
{
    (void)state;
    index_fixture f;
    open_index(&f, NULL);
    char name[40];
    const char *problem;
    assert_true(pf_index_declare_term(&f.builder, "media"));
    for (unsigned i = 0; i <= PF_LIMIT_INCLUSIONS; i++) {
        snprintf(name, sizeof name, "l%u", i);
        assert_true(pf_index_declare_term(&f.builder, name));
        assert_true(pf_index_add_entry(&f.builder, name, "<media>", &problem));
        assert_int_equal(problem != NULL, i == PF_LIMIT_INCLUSIONS);
    }
    pf_arena_release(&f.scratch);
    close_index(&f);
}

static void refuses_bad_word_lists(void **state)
{
    (void)state;
    index_fixture f;
    open_index(&f, NULL);
    const char *problem, *unknown;
    assert_true(pf_index_declare_term(&f.builder, "media"));
    static const char *const wrong[][2] = {{"big .. video", "plain words"},
                                           {"big <media>", "plain words"},
                                           {"a|<media>", "plain words"},
                                           {"<nothing>", "does not exist"},
                                           {"", "empty"},
                                           {"a,b", "never match"},
                                           {"a b c d e f g h i j k l|o-p", "at most 12 words"},
                                           {"a|b|c|d a|b|c|d a|b|c|d a|b|c|d a|b|c|d", "more than 1000 runs"},
                                           {"<media>", "is this one"},
                                           {"<shows>", "or includes it"}};
    add_entry(&f, "films", "<media>");
    add_entry(&f, "shows", "<films>");
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_true(pf_index_add_entry(&f.builder, "media", wrong[i][0], &problem));
        if (!problem || !strstr(problem, wrong[i][1]))
            fail_msg("\"%s\" gives: %s", wrong[i][0], problem ? problem : "nothing");
    }
    assert_true(pf_index_add_phrase(&f.builder, 0, "upload <medium>", &problem, &unknown));
    assert_null(problem);
    assert_string_equal(unknown, "medium");
    assert_true(pf_index_add_phrase(&f.builder, 0, "upload a|<places>", &problem, &unknown));
    assert_string_equal(unknown, "places");
    assert_true(pf_index_add_phrase(&f.builder, 0, "upload ..", &problem, &unknown));
    assert_non_null(problem);
    pf_arena_release(&f.scratch);
    close_index(&f);
}

// Forms of 65,536 bytes would have no length where that has 16 bits, and hide those behind them.
static void passes_over_forms_that_are_too_long(void **state)
{
    (void)state;
    index_fixture f;
    open_index(&f, NULL);
    size_t length = UINT16_MAX + 1;
    char *form = pf_arena_alloc(&f.scratch, length + 1);
    assert_non_null(form);
    memset(form, 'x', length);
    const char *skipped[] = {"the", form};
    pf_index_set_skipped(&f.builder, skipped, 2);
    assert_true(pf_inflector_add(&f.inflector, "scan", form, false));
    add_phrase(&f, 0, "scan page");
    freeze(&f);
    for (uint32_t i = 0; i < f.index.form_count; i++)
        assert_in_range(f.index.forms[i + 1].text - f.index.forms[i].text, 1, PF_LIMIT_WORD);
    assert_hits(&f, "scan the pages", "[scan the pages]");
    close_index(&f);
}

// --- Two layers ---------------------------------------------------------------------------------------------------

typedef struct layers_fixture {
    index_fixture base, user;
    const pf_index *indexes[PF_LAYERS];
} layers_fixture;

static void open_layers(layers_fixture *f)
{
    open_index(&f->base, NULL);
    add_entry(&f->base, "media", "video");
    add_entry(&f->base, "picture", "photo");
    add_entry(&f->base, "media", "<picture>");
    add_phrase(&f->base, 0, "upload .. <media>");
    add_phrase(&f->base, 1, "watch");
    freeze(&f->base);
    open_index(&f->user, &f->base.index);
    f->indexes[0] = &f->base.index;
    f->indexes[1] = &f->user.index;
}

static void close_layers(layers_fixture *f)
{
    close_index(&f->user);
    close_index(&f->base);
}

static void adds_words_to_a_list_of_the_layer_below(void **state)
{
    (void)state;
    layers_fixture f;
    open_layers(&f);
    add_entry(&f.user, "media", "slide deck");
    add_entry(&f.user, "picture", "sketch");
    freeze(&f.user);
    assert_hits_of(f.indexes, 2, 0, "upload videos, upload photos, upload slide decks, upload sketches",
                   "[upload videos] [upload photos] [upload slide decks] [upload sketches]");
    assert_hits_of(f.indexes, 2, 0, "upload slide decks", "[upload slide decks]");
    assert_hits_of(f.indexes, 2, 0, "upload sketches", "[upload sketches]"); // also where nothing else of the list stands
    close_layers(&f);
}

static void uses_lists_of_the_layer_below(void **state)
{
    (void)state;
    layers_fixture f;
    open_layers(&f);
    add_phrase(&f.user, 2, "print <media>");
    add_phrase(&f.user, 3, "watch the <media>");
    freeze(&f.user);
    assert_int_equal(f.user.index.set_end, 4);
    assert_hits_of(f.indexes, 2, 2, "print the photo, print video, print map", "[print the photo] [print video]");
    assert_hits_of(f.indexes, 2, 1, "watch the video", "[watch]");
    assert_hits_of(f.indexes, 2, 3, "watch the video", "[watch the video]");
    assert_hits_of(f.indexes, 1, 3, "watch the video", "");
    close_layers(&f);
}

static void includes_lists_of_the_layer_below(void **state)
{
    (void)state;
    layers_fixture f;
    open_layers(&f);
    add_entry(&f.user, "goods", "<media>");
    add_entry(&f.user, "goods", "book");
    add_phrase(&f.user, 2, "sell <goods>");
    add_phrase(&f.user, 3, "lend <media>|car");
    freeze(&f.user);
    assert_hits_of(f.indexes, 2, 2, "sell books, sell videos, sell photos", "[sell books] [sell videos] [sell photos]");
    assert_hits_of(f.indexes, 2, 3, "lend cars, lend videos, lend photos", "[lend cars] [lend videos] [lend photos]");
    close_layers(&f);
}

// A phrase of nothing but lists of the layer below is anchored in one of them.
static void finds_phrases_of_lists_below_alone(void **state)
{
    (void)state;
    layers_fixture f;
    open_layers(&f);
    add_phrase(&f.user, 2, "<media> .. <picture>");
    freeze(&f.user);
    assert_hits_of(f.indexes, 2, 2, "video beside a photo, photos of photos, video", "[video beside a photo] [photo, photos] [photos of photos]");
    close_layers(&f);
}

// Wherever in a phrase its rarest word stands: entries of several words before it, articles, gaps, and the same word again.
static void finds_what_stands_before_the_rarest_word(void **state)
{
    (void)state;
    index_fixture f;
    open_index(&f, NULL);
    add_entry(&f, "media", "slide deck of members");
    add_entry(&f, "media", "film");
    add_entry(&f, "media", "song");
    assert_true(pf_index_add_text(&f.builder, "film film song song slide deck deck slide", 41));
    add_phrase(&f, 0, "<media> <media> ..3 archived");
    freeze(&f);
    assert_hits(&f, "slide deck of members the film is archived", "[slide deck of members the film is archived]");
    assert_hits(&f, "film the the slide deck of members, once more, archived", "[film the the slide deck of members, once more, archived]");
    assert_hits(&f, "film film song archived, song archived", "[film film song archived] [film song archived]");
    assert_hits(&f, "archived film, film", "");
    close_index(&f);
}

// --- Hostile text -------------------------------------------------------------------------------------------------

static void bounds_its_work_on_hostile_text(void **state)
{
    (void)state;
    index_fixture f;
    open_index(&f, NULL);
    add_phrase(&f, 0, "a1 ..20 a1 ..20 a1 ..20 a1 ..20 a1 ..20 a1 ..20 b1");
    freeze(&f);
    enum { WORDS = 2000 };
    char text[WORDS * 3 + 1];
    for (size_t i = 0; i < WORDS; i++)
        memcpy(text + i * 3, "a1 ", 3);
    text[WORDS * 3] = '\0';
    assert_hits(&f, text, ""); // ends soon, that is all
    char word[400];
    memset(word, 'x', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    assert_hits(&f, word, "");
    close_index(&f);
}

// The gaps of one occurrence may hold more words than a number has bits.
static void finds_a_phrase_of_long_gaps(void **state)
{
    (void)state;
#define GAP " x x x x x x x x x x x x x x x x x x x "
#define LONG "a1" GAP "b1" GAP "c1" GAP "d1" GAP "e1"
    phrase_finds("a1 ..20 b1 ..20 c1 ..20 d1 ..20 e1", LONG, "[" LONG "]");
#undef LONG
#undef GAP
}

// Of many phrases each may have a gap of its own.
static void finds_gaps_at_once(void **state)
{
    (void)state;
    pf_arena arena;
    pf_arena_init(&arena);
    pf_trie_builder builder;
    assert_true(pf_trie_builder_init(&builder, &arena));
    enum { GAPS = 200000 };
    for (uint32_t node = 0; node < GAPS; node++) {
        uint32_t child = 0, again = 0;
        assert_true(pf_trie_follow_gap(&builder, node, 5, &child) && pf_trie_follow_gap(&builder, node, 5, &again));
        assert_int_equal(child, again);
        assert_true(pf_trie_follow_gap(&builder, node, 4, &again));
        assert_int_not_equal(child, again);
    }
    assert_int_equal(builder.gap_count, 2 * GAPS);
    pf_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_what_is_wrong_with_a_phrase),
        cmocka_unit_test(reads_the_elements_of_a_phrase),
        cmocka_unit_test(matches_words_in_their_inflections),
        cmocka_unit_test(matches_exact_words_with_hyphens),
        cmocka_unit_test(matches_alternatives),
        cmocka_unit_test(ignores_hyphenation),
        cmocka_unit_test(passes_over_articles),
        cmocka_unit_test(does_not_reach_across_signs),
        cmocka_unit_test(does_not_reach_across_a_dash_without_blanks),
        cmocka_unit_test(reaches_across_gaps),
        cmocka_unit_test(reaches_across_gaps_in_sentences_of_any_length),
        cmocka_unit_test(finds_the_shortest_from_every_beginning),
        cmocka_unit_test(takes_the_shortest_of_several_phrases),
        cmocka_unit_test(keeps_sets_apart),
        cmocka_unit_test(matches_word_lists),
        cmocka_unit_test(includes_word_lists_in_others),
        cmocka_unit_test(includes_lists_over_many_ways),
        cmocka_unit_test(refuses_too_many_inclusions),
        cmocka_unit_test(refuses_bad_word_lists),
        cmocka_unit_test(passes_over_forms_that_are_too_long),
        cmocka_unit_test(adds_words_to_a_list_of_the_layer_below),
        cmocka_unit_test(uses_lists_of_the_layer_below),
        cmocka_unit_test(includes_lists_of_the_layer_below),
        cmocka_unit_test(finds_phrases_of_lists_below_alone),
        cmocka_unit_test(finds_what_stands_before_the_rarest_word),
        cmocka_unit_test(bounds_its_work_on_hostile_text),
        cmocka_unit_test(finds_a_phrase_of_long_gaps),
        cmocka_unit_test(finds_gaps_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
