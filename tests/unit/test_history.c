// SPDX-License-Identifier: MIT
// Tests of the history of quizzes: lines written and read, torn and corrupt ones, and what stands in the place of the file.
#define _XOPEN_SOURCE 700
#include "history_support.h"

#include "base/limits.h"
#include "quiz/utc.h"

#define ROUND(time) "{\"time\":\"" time "\",\"scenario\":null,\"fits\":[],\"open\":[],\"picks\":[\"contention\"],\"hints\":0}"
#define FIRST ROUND("1970-01-01T00:00:01Z")
#define SECOND ROUND("1970-01-01T00:00:02Z")
#define THIRD ROUND("1970-01-01T00:00:03Z")

static void assert_times(history_fixture *f, size_t count, const int64_t *times)
{
    assert_int_equal(f->history.count, count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(f->history.rounds[i].time, times[i]);
}

static void assert_ids(const pf_ids *ids, size_t count, const char *const *expected)
{
    assert_int_equal(ids->count, count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(ids->items[i], expected[i]);
}

static void writes_a_round_as_a_line_and_reads_it_again(void **state)
{
    (void)state;
    history_fixture f;
    open_fixture(&f);
    const char *fits[] = {"large-blobs", "na\xC3\xAFve \"id\""}, *open[] = {"scaling-reads"}, *picks[] = {"contention", "large-blobs"};
    pf_round full = {1795732666, "photo-feed", {fits, 2}, {open, 1}, {picks, 2}, 3}, empty = {.time = 1795732667};
    assert_true(pf_history_append(f.folder, &full, &f.arena, &f.diagnostics));
    assert_true(pf_history_append(f.folder, &empty, &f.arena, &f.diagnostics));
    assert_text(&f, f.file,
                "{\"time\":\"2026-11-26T22:37:46Z\",\"scenario\":\"photo-feed\",\"fits\":[\"large-blobs\",\"na\\u00EFve \\\"id\\\"\"],"
                "\"open\":[\"scaling-reads\"],\"picks\":[\"contention\",\"large-blobs\"],\"hints\":3}\n"
                "{\"time\":\"2026-11-26T22:37:47Z\",\"scenario\":null,\"fits\":[],\"open\":[],\"picks\":[],\"hints\":0}\n");
    assert_true(read_again(&f));
    assert_times(&f, 2, (const int64_t[]){1795732666, 1795732667});
    const pf_round *rounds = f.history.rounds;
    assert_string_equal(rounds[0].scenario, "photo-feed");
    assert_null(rounds[1].scenario);
    assert_ids(&rounds[0].fits, 2, fits);
    assert_ids(&rounds[0].open, 1, open);
    assert_ids(&rounds[0].picks, 2, picks);
    assert_int_equal(rounds[0].hints, 3);
    assert_int_equal(rounds[1].picks.count, 0);
    assert_silent(&f);
    close_fixture(&f);
}

static void reads_no_rounds_where_there_is_no_file(void **state)
{
    (void)state;
    history_fixture f;
    open_fixture(&f);
    assert_true(read_again(&f));
    assert_int_equal(f.history.count, 0);
    assert_true(pf_history_read(path_in(&f, "no/folder"), &f.arena, &f.history, &f.diagnostics));
    assert_int_equal(f.history.count, 0);
    assert_false(exists(path_in(&f, "no")));
    write_text(f.file, "");
    assert_true(read_again(&f));
    assert_int_equal(f.history.count, 0);
    assert_silent(&f);
    close_fixture(&f);
}

static mode_t mode_of(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 ? status.st_mode & 0777 : 0;
}

static void makes_the_folders_for_the_user_alone(void **state)
{
    (void)state;
    history_fixture f;
    open_fixture(&f);
    mode_t mask = umask(022);
    pf_round round = round_at(1);
    assert_true(pf_history_append(path_in(&f, "local/state/patfinder"), &round, &f.arena, &f.diagnostics));
    umask(mask);
    assert_int_equal(mode_of(path_in(&f, "local")), 0700);
    assert_int_equal(mode_of(path_in(&f, "local/state")), 0700);
    assert_int_equal(mode_of(path_in(&f, "local/state/patfinder")), 0700);
    assert_int_equal(mode_of(path_in(&f, "local/state/patfinder/history.jsonl")), 0600);
    assert_text(&f, path_in(&f, "local/state/patfinder/history.jsonl"), FIRST "\n");
    close_fixture(&f);
}

// A line as this version writes it, one that only others would write, and one that is the first of the file.
static const char *const cut_lines[][2] = {
    {FIRST "\n" SECOND "\n", THIRD},
    {FIRST "\n", "{ \"more\":{\"a\":[{}]}, \"fits\":[\"\xE2\x82\xAC \\\"}\\\\\"],\"open\":[],\"picks\":[],\"scenario\":null,\"hints\":0,"
                 "\"time\":\"1970-01-01T00:00:03Z\"}"},
    {"", THIRD},
    {"\xEF\xBB\xBF", THIRD},
};

static void passes_over_a_line_torn_at_any_byte_and_appends_in_its_place(void **state)
{
    (void)state;
    history_fixture f;
    open_fixture(&f);
    for (size_t i = 0; i < sizeof cut_lines / sizeof *cut_lines; i++) {
        const char *before = cut_lines[i][0], *line = cut_lines[i][1];
        size_t whole = strlen(before) > 3 ? (i == 0 ? 2 : 1) : 0;
        for (size_t length = 0; length <= strlen(line); length++) {
            const char *text = pf_arena_format(&f.arena, "%s%.*s", before, (int)length, line);
            size_t written = length == strlen(line); // a whole one counts without its line feed
            write_text(f.file, text);
            assert_true(read_again(&f));
            if (f.history.count != whole + written)
                fail_msg("%zu rounds in: %s", f.history.count, text);
            assert_text(&f, f.file, text);
            assert_true(append_at(&f, 4));
            assert_true(read_again(&f));
            if (f.history.count != whole + written + 1 || f.history.rounds[whole + written].time != 4)
                fail_msg("%zu rounds after an addition to: %s", f.history.count, text);
            assert_silent(&f);
        }
    }
    assert_false(exists(path_in(&f, "history.jsonl.corrupt-1")));
    close_fixture(&f);
}

static void reads_what_editors_and_later_versions_write(void **state)
{
    (void)state;
    history_fixture f;
    open_fixture(&f);
    static const char text[] = "\xEF\xBB\xBF" FIRST "\r\n\n  \n"
                               " { \"hints\" : 0, \"later\": {\"a\": [1.5, true]}, \"time\": \"1970-01-01T00:00:02Z\", \"picks\": [], \"open\": [], "
                               "\"fits\": [\"caf\xC3\xA9\"], \"scenario\": \"x\" }\n" THIRD;
    write_text(f.file, text);
    assert_true(read_again(&f));
    assert_times(&f, 3, (const int64_t[]){1, 2, 3});
    assert_string_equal(f.history.rounds[1].fits.items[0], "caf\xC3\xA9");
    assert_silent(&f);
    assert_text(&f, f.file, text);
    close_fixture(&f);
}

#define WITH(time, scenario, fits, open, picks, hints)                                                                                 \
    "{\"time\":" time ",\"scenario\":" scenario ",\"fits\":" fits ",\"open\":" open ",\"picks\":" picks ",\"hints\":" hints "}"
#define TIME "\"1970-01-01T00:00:02Z\""
#define LINE(text) text, sizeof text - 1

static const struct {
    const char *line;
    size_t length;
    const char *words; // of the message
} corrupt_lines[] = {
    {LINE("what is this"), ":2:"},
    {LINE("}"), ":2:1: "},
    {LINE("[]"), ":2:1: warning: this line is no round: it is no JSON object; "},
    {LINE("\"text\""), "no JSON object"},
    {LINE(SECOND SECOND), "end of file expected"},
    {LINE("{\"time\":\"19"), ":2:"}, // a line feed ends it: nothing was torn off
    {LINE("{}"), "'time' is no time such as "},
    {LINE(WITH("1", "null", "[]", "[]", "[]", "0")), "'time' is no time"},
    {LINE(WITH("\"1970-02-29T00:00:00Z\"", "null", "[]", "[]", "[]", "0")), "'time' is no time"},
    {LINE("{\"time\":" TIME ",\"fits\":[],\"open\":[],\"picks\":[],\"hints\":0}"), "'scenario' is neither an id nor null"},
    {LINE(WITH(TIME, "7", "[]", "[]", "[]", "0")), "'scenario' is neither an id nor null"},
    {LINE(WITH(TIME, "\"\"", "[]", "[]", "[]", "0")), "'scenario' is neither an id nor null"},
    {LINE(WITH(TIME, "null", "{}", "[]", "[]", "0")), "'fits' is no list of ids"},
    {LINE(WITH(TIME, "null", "[]", "[1]", "[]", "0")), "'open' is no list of ids"},
    {LINE(WITH(TIME, "null", "[]", "[]", "[\"\"]", "0")), "'picks' is no list of ids"},
    {LINE(WITH(TIME, "null", "[]", "[]", "[]", "4")), "'hints' is no whole number from 0 to 3"},
    {LINE(WITH(TIME, "null", "[]", "[]", "[]", "-1")), "'hints' is no whole number from 0 to 3"},
    {LINE(WITH(TIME, "null", "[]", "[]", "[]", "1.0")), "'hints' is no whole number from 0 to 3"},
    {LINE("{\"hints\":0,\"hints\":0}"), "duplicate object key"},
    {LINE("{\"time\":\"caf\xC3\xA9\xE9\"}"), ":2:14: warning: this line is no round: a byte that is not UTF-8 stands in it; "},
    {LINE("{\"caf\xC3\xA9\0\":1}"), ":2:7: warning: this line is no round: a NUL byte stands in it; "},
    {LINE("\0\0\0\0"), ":2:1: warning: this line is no round: a NUL byte stands in it; "},
};

static void sets_a_corrupt_file_aside_and_says_what_is_wrong_with_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof corrupt_lines / sizeof *corrupt_lines; i++) {
        history_fixture f;
        open_fixture(&f);
        pf_buffer text;
        pf_buffer_init(&text);
        pf_buffer_string(&text, FIRST "\n");
        pf_buffer_append(&text, corrupt_lines[i].line, corrupt_lines[i].length);
        pf_buffer_string(&text, "\n" THIRD "\n");
        write_bytes(f.file, text.bytes, text.length);
        assert_true(read_again(&f));
        assert_times(&f, 2, (const int64_t[]){1, 3});
        assert_said(&f, "history-corrupt", corrupt_lines[i].words);
        assert_said(&f, "history-corrupt", "history.jsonl:2:");
        assert_int_equal(f.diagnostics.items[0].severity, PF_WARNING);
        assert_text(&f, f.file, FIRST "\n" THIRD "\n");
        assert_memory_equal(text_of(&f, path_in(&f, "history.jsonl.corrupt-1")), text.bytes, text.length);
        forget_messages(&f);
        assert_true(read_again(&f));
        assert_times(&f, 2, (const int64_t[]){1, 3});
        assert_silent(&f); // it is told once
        pf_buffer_release(&text);
        close_fixture(&f);
    }
}

static void keeps_good_lines_byte_for_byte_and_each_corrupt_file(void **state)
{
    (void)state;
    history_fixture f;
    open_fixture(&f);
    static const char other[] = "{\"later\": \"key\", "
                                "\"time\":\"1970-01-01T00:00:02Z\",\"scenario\":null,\"fits\":[],\"open\":[],\"picks\":[],\"hints\":0}";
    const char *text = pf_arena_format(&f.arena, "x\n%s\ny\n\n%s", other, FIRST);
    write_text(path_in(&f, "history.jsonl.corrupt-2"), "of old");
    write_text(f.file, text);
    assert_int_equal(chmod(f.file, 0640), 0);
    assert_true(read_again(&f));
    const char *whole = pf_arena_format(&f.arena, "the whole file is now %s.corrupt-1, and the history goes on with 2 of its 4 lines [", f.file);
    assert_said(&f, "history-corrupt", whole);
    assert_text(&f, f.file, pf_arena_format(&f.arena, "%s\n%s\n", other, FIRST));
    assert_text(&f, path_in(&f, "history.jsonl.corrupt-1"), text);
    assert_int_equal(mode_of(f.file), 0640);

    forget_messages(&f);
    write_text(f.file, "z\n");
    assert_true(read_again(&f));
    assert_int_equal(f.history.count, 0);
    assert_said(&f, "history-corrupt", "history.jsonl.corrupt-3, and the history goes on with 0 of its 1 lines");
    assert_text(&f, f.file, "");
    assert_text(&f, path_in(&f, "history.jsonl.corrupt-1"), text);
    assert_text(&f, path_in(&f, "history.jsonl.corrupt-2"), "of old");
    assert_text(&f, path_in(&f, "history.jsonl.corrupt-3"), "z\n");
    assert_true(append_at(&f, 1));
    assert_text(&f, f.file, FIRST "\n");
    close_fixture(&f);
}

// What no crash leaves is reported, and not cut, though no line feed ends it.
static void takes_no_other_end_without_a_line_feed_for_a_torn_line(void **state)
{
    (void)state;
    static const char *const ends[] = {"x", "{}", SECOND "}", "{\"a\":\"\xE9 and more"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        history_fixture f;
        open_fixture(&f);
        const char *text = pf_arena_format(&f.arena, FIRST "\n%s", ends[i]);
        write_text(f.file, text);
        assert_true(append_at(&f, 3));
        assert_silent(&f);
        assert_text(&f, f.file, pf_arena_format(&f.arena, "%s\n" THIRD "\n", text));
        write_text(f.file, text);
        assert_true(read_again(&f));
        assert_said(&f, "history-corrupt", "history.jsonl:2:");
        assert_text(&f, path_in(&f, "history.jsonl.corrupt-1"), text);
        close_fixture(&f);
    }
}

// A run that was killed has given the file its second name, and not yet put the new one in its place.
static void finishes_what_a_killed_run_began(void **state)
{
    (void)state;
    history_fixture f;
    open_fixture(&f);
    write_text(f.file, FIRST "\nx\n");
    assert_int_equal(link(f.file, path_in(&f, "history.jsonl.corrupt-1")), 0);
    assert_true(append_at(&f, 2));
    assert_true(read_again(&f));
    assert_times(&f, 2, (const int64_t[]){1, 2});
    assert_said(&f, "history-corrupt", "history.jsonl.corrupt-1, and the history goes on with 2 of its 3 lines");
    assert_text(&f, f.file, FIRST "\n" SECOND "\n");
    assert_text(&f, path_in(&f, "history.jsonl.corrupt-1"), FIRST "\nx\n" SECOND "\n");
    assert_false(exists(path_in(&f, "history.jsonl.corrupt-2")));
    close_fixture(&f);
}

// A second name that is but a link would lead to the new file afterwards.
static void takes_no_link_for_a_second_name(void **state)
{
    (void)state;
    history_fixture f;
    open_fixture(&f);
    write_text(f.file, FIRST "\nx\n");
    assert_int_equal(symlink("history.jsonl", path_in(&f, "history.jsonl.corrupt-1")), 0);
    assert_true(read_again(&f));
    assert_said(&f, "history-corrupt", "history.jsonl.corrupt-2,");
    assert_text(&f, path_in(&f, "history.jsonl.corrupt-2"), FIRST "\nx\n");
    close_fixture(&f);
}

static void follows_a_link_to_a_file_elsewhere(void **state)
{
    (void)state;
    history_fixture f;
    open_fixture(&f);
    assert_int_equal(mkdir(path_in(&f, "kept"), 0700), 0);
    assert_int_equal(symlink("kept/mine", f.file), 0);
    assert_true(read_again(&f));
    assert_true(append_at(&f, 1));
    assert_silent(&f);
    const char *target = path_in(&f, "kept/mine");
    assert_text(&f, target, FIRST "\n");
    write_text(target, "x\n" SECOND "\n");
    assert_true(read_again(&f));
    assert_times(&f, 1, (const int64_t[]){2});
    assert_said(&f, "history-corrupt", pf_arena_format(&f.arena, "the whole file is now %s.corrupt-1,", target));
    assert_text(&f, target, SECOND "\n");
    assert_text(&f, path_in(&f, "kept/mine.corrupt-1"), "x\n" SECOND "\n");
    struct stat status;
    assert_true(lstat(f.file, &status) == 0 && S_ISLNK(status.st_mode));
    close_fixture(&f);
}

static void assert_refused(history_fixture *f, const char *folder, const char *words)
{
    pf_round round = round_at(1);
    assert_false(pf_history_read(folder, &f->arena, &f->history, &f->diagnostics));
    assert_int_equal(f->history.count, 0);
    assert_said(f, "history-not-read", words);
    forget_messages(f);
    assert_false(pf_history_append(folder, &round, &f->arena, &f->diagnostics));
    assert_said(f, "history-not-written", words);
    assert_said(f, "history-not-written", "history.jsonl: error: this round was not written: ");
    forget_messages(f);
}

static void refuses_what_is_no_file(void **state)
{
    (void)state;
    history_fixture f;
    open_fixture(&f);
    alarm(300); // ends the test instead of waiting for the other end of the pipe
    assert_int_equal(mkfifo(f.file, 0600), 0);
    assert_refused(&f, f.folder, "is a folder, a pipe or a device, and must be a file");
    assert_int_equal(remove(f.file), 0);
    assert_int_equal(mkdir(f.file, 0700), 0);
    assert_refused(&f, f.folder, "is a folder, a pipe or a device, and must be a file");
    assert_int_equal(rmdir(f.file), 0);
    assert_int_equal(symlink("/dev/null", f.file), 0);
    assert_refused(&f, f.folder, "is a folder, a pipe or a device, and must be a file");
    assert_int_equal(remove(f.file), 0);
    assert_int_equal(symlink(f.file, f.file), 0);
    assert_refused(&f, f.folder, "symbolic links");
    alarm(0);
    close_fixture(&f);
}

static void refuses_a_folder_that_is_a_file(void **state)
{
    (void)state;
    history_fixture f;
    open_fixture(&f);
    write_text(path_in(&f, "file"), "mine");
    assert_refused(&f, path_in(&f, "file"), "a part of its folder's name is a file: move that file away");
    assert_refused(&f, path_in(&f, "file/patfinder"), "a part of its folder's name is a file: move that file away");
    assert_text(&f, path_in(&f, "file"), "mine");
    close_fixture(&f);
}

static void refuses_more_than_the_limit(void **state)
{
    (void)state;
    history_fixture f;
    open_fixture(&f);
    write_text(f.file, FIRST "\n");
    assert_int_equal(truncate(f.file, PF_LIMIT_HISTORY), 0);
    assert_false(append_at(&f, 2));
    assert_said(&f, "history-too-large", "larger than the limit of 64 MiB: move it away");
    forget_messages(&f);
    assert_int_equal(truncate(f.file, (off_t)PF_LIMIT_HISTORY + 1), 0);
    assert_false(read_again(&f));
    assert_int_equal(f.history.count, 0);
    assert_said(&f, "history-too-large", "larger than the limit of 64 MiB: move it away");
    assert_false(exists(path_in(&f, "history.jsonl.corrupt-1")));
    struct stat status;
    assert_true(stat(f.file, &status) == 0 && status.st_size == (off_t)PF_LIMIT_HISTORY + 1);
    close_fixture(&f);
}

static void refuses_a_time_that_no_line_can_hold(void **state)
{
    (void)state;
    history_fixture f;
    open_fixture(&f);
    assert_false(append_at(&f, INT64_MAX));
    assert_said(&f, "history-not-written", "the clock is in no year from 0 to 9999");
    assert_false(exists(f.file));
    close_fixture(&f);
}

static const struct {
    int64_t time;
    const char *text;
} times[] = {
    {0, "1970-01-01T00:00:00Z"},           {-1, "1969-12-31T23:59:59Z"},          {951782400, "2000-02-29T00:00:00Z"},
    {951868799, "2000-02-29T23:59:59Z"},   {4107542400, "2100-03-01T00:00:00Z"},  {1795732666, "2026-11-26T22:37:46Z"},
    {2147483648, "2038-01-19T03:14:08Z"},  {253402300799, "9999-12-31T23:59:59Z"}, {-62167219200, "0000-01-01T00:00:00Z"},
};

static void writes_and_reads_times(void **state)
{
    (void)state;
    char text[PF_UTC_SIZE];
    int64_t time;
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        assert_true(pf_utc_write(times[i].time, text));
        assert_string_equal(text, times[i].text);
        assert_true(pf_utc_read(text, &time));
        assert_int_equal(time, times[i].time);
    }
    assert_false(pf_utc_write(253402300800, text));
    assert_false(pf_utc_write(-62167219201, text));
    assert_false(pf_utc_write(INT64_MIN, text));
    static const char *const wrong[] = {
        "", "2026-11-26", "2026-11-26T22:37:46", "2026-11-26T22:37:46z", "2026-11-26 22:37:46Z", "2026-11-26T22:37:46+00:00", "2026-11-26T22:37:46Z ",
        "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-04-31T00:00:00Z", "2100-02-29T00:00:00Z",
        "2026-11-26T24:00:00Z", "2026-11-26T22:60:46Z", "2026-11-26T22:37:60Z", "2026-11-26T2a:37:46Z", "+026-11-26T22:37:46Z",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (pf_utc_read(wrong[i], &time))
            fail_msg("read as a time: %s", wrong[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_a_round_as_a_line_and_reads_it_again),
        cmocka_unit_test(reads_no_rounds_where_there_is_no_file),
        cmocka_unit_test(makes_the_folders_for_the_user_alone),
        cmocka_unit_test(passes_over_a_line_torn_at_any_byte_and_appends_in_its_place),
        cmocka_unit_test(reads_what_editors_and_later_versions_write),
        cmocka_unit_test(sets_a_corrupt_file_aside_and_says_what_is_wrong_with_it),
        cmocka_unit_test(keeps_good_lines_byte_for_byte_and_each_corrupt_file),
        cmocka_unit_test(takes_no_other_end_without_a_line_feed_for_a_torn_line),
        cmocka_unit_test(finishes_what_a_killed_run_began),
        cmocka_unit_test(takes_no_link_for_a_second_name),
        cmocka_unit_test(follows_a_link_to_a_file_elsewhere),
        cmocka_unit_test(refuses_what_is_no_file),
        cmocka_unit_test(refuses_a_folder_that_is_a_file),
        cmocka_unit_test(refuses_more_than_the_limit),
        cmocka_unit_test(refuses_a_time_that_no_line_can_hold),
        cmocka_unit_test(writes_and_reads_times),
    };
    return cmocka_run_group_tests_name("history", tests, NULL, NULL);
}
