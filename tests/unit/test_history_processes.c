// SPDX-License-Identifier: MIT
// Tests of the history with several processes: killed while they write, writing at once, without room, without permission.
#define _GNU_SOURCE // unshare
#include "history_support.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#ifdef __linux__
#include <sched.h>
#include <sys/mount.h>
#endif

enum { KILLED = 250, KILLED_ASIDE = 100, WRITERS = 2, ROUNDS = 500, FEW = 20, MILLION = 1000000, NOBODY = 65534, SKIPPED = 77 };

// The same numbers in each run (Knuth, MMIX).
static unsigned next_number(uint64_t *seed, unsigned below)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*seed >> 33) % below;
}

// Less than a second.
static void wait_for(unsigned microseconds)
{
    nanosleep(&(struct timespec){.tv_nsec = 1000L * (long)microseconds}, NULL);
}

// Runs `body` in a process of its own, which ends in what it returns. A child may not use cmocka's assertions.
static pid_t start(int (*body)(history_fixture *f, int number), history_fixture *f, int number)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(body(f, number));
    return child;
}

static int status_of(pid_t child)
{
    int status = 0;
    while (waitpid(child, &status, 0) < 0)
        assert_int_equal(errno, EINTR);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// The rounds of a writer are numbered in their times: writer times a million, plus the count.
static int64_t time_of(int writer, int count)
{
    return (int64_t)writer * MILLION + count;
}

static int report_end;

static int append_and_report(history_fixture *f, int number)
{
    for (int i = 0; i < MILLION; i++)
        if (!append_at(f, time_of(number, i)) || write(report_end, "+", 1) != 1)
            return 1;
    return 0;
}

// Starts a writer and kills it at some point after it has reported `least` times; gives how often it has reported in all.
static int kill_after(int (*body)(history_fixture *f, int number), history_fixture *f, int number, unsigned least, unsigned pause)
{
    int ends[2], reported = 0;
    char byte;
    assert_int_equal(pipe(ends), 0);
    report_end = ends[1];
    pid_t child = start(body, f, number);
    close(ends[1]);
    while ((unsigned)reported < least && read(ends[0], &byte, 1) == 1)
        reported++;
    wait_for(pause);
    kill(child, SIGKILL);
    assert_int_equal(status_of(child), 128 + SIGKILL);
    while (read(ends[0], &byte, 1) == 1)
        reported++;
    close(ends[0]);
    return reported;
}

// Counts the rounds of a writer, which must stand there in the order in which it wrote them.
static int count_rounds(const history_fixture *f, int writer)
{
    int count = 0;
    for (size_t i = 0; i < f->history.count; i++)
        if (f->history.rounds[i].time / MILLION == writer && f->history.rounds[i].time % MILLION == count++)
            continue;
        else if (f->history.rounds[i].time / MILLION == writer)
            fail_msg("round %d of writer %d is missing or stands twice", count - 1, writer);
    return count;
}

static void keeps_each_round_that_was_reported_before_a_kill(void **state)
{
    (void)state;
    history_fixture f;
    open_fixture(&f);
    static int reported[KILLED];
    uint64_t seed = 5;
    for (int i = 0; i < KILLED; i++) {
        unsigned least = next_number(&seed, 6);
        reported[i] = kill_after(append_and_report, &f, i, least, next_number(&seed, 1500));
    }
    assert_true(read_again(&f));
    assert_silent(&f);
    for (int i = 0; i < KILLED; i++) {
        int count = count_rounds(&f, i);
        if (count != reported[i] && count != reported[i] + 1) // killed between writing and reporting
            fail_msg("writer %d has reported %d rounds, and %d are there", i, reported[i], count);
    }
    close_fixture(&f);
}

static bool write_garbage(const history_fixture *f)
{
    int descriptor = open(f->file, O_WRONLY | O_APPEND);
    bool written = descriptor >= 0 && write(descriptor, "garbage\n", 8) == 8;
    close(descriptor);
    return written;
}

static int corrupt_and_read(history_fixture *f, int number)
{
    for (int i = 0; i < MILLION; i++)
        if (!write_garbage(f) || !read_again(f) || f->history.count < (size_t)number || write(report_end, "+", 1) != 1)
            return 1;
    return 0;
}

static void loses_nothing_when_killed_while_setting_aside(void **state)
{
    (void)state;
    history_fixture f;
    open_fixture(&f);
    uint64_t seed = 6;
    for (int i = 0; i < KILLED_ASIDE; i++) {
        assert_true(append_at(&f, i));
        kill_after(corrupt_and_read, &f, i + 1, next_number(&seed, 2), next_number(&seed, 1000));
        forget_messages(&f);
        assert_true(read_again(&f));
        assert_int_equal(count_rounds(&f, 0), i + 1);
        assert_true(f.diagnostics.count == 0 || strcmp(f.diagnostics.items[0].code, "history-corrupt") == 0);
    }
    close_fixture(&f);
}

static int append_all(history_fixture *f, int number)
{
    for (int i = 0; i < ROUNDS; i++)
        if (!append_at(f, time_of(number, i)))
            return fprintf(stderr, "# writer %d, round %d: %s", number, i, messages_of(f));
    return 0;
}

static void keeps_all_rounds_of_writers_at_once(void **state)
{
    (void)state;
    history_fixture f;
    open_fixture(&f);
    pid_t writers[WRITERS];
    for (int i = 0; i < WRITERS; i++)
        writers[i] = start(append_all, &f, i);
    for (int i = 0; i < WRITERS; i++)
        assert_int_equal(status_of(writers[i]), 0);
    assert_true(read_again(&f));
    assert_silent(&f);
    assert_int_equal(f.history.count, WRITERS * ROUNDS);
    for (int i = 0; i < WRITERS; i++)
        assert_int_equal(count_rounds(&f, i), ROUNDS);
    close_fixture(&f);
}

static bool has_not_ended(pid_t child)
{
    siginfo_t ended = {0};
    return waitid(P_PID, (id_t)child, &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid == 0;
}

// Files are set aside after every few rounds: a writer gives up when all the others are always faster, a hundred times in a row.
static void keeps_all_rounds_of_writers_while_files_are_set_aside(void **state)
{
    (void)state;
    history_fixture f;
    open_fixture(&f);
    assert_true(append_at(&f, time_of(WRITERS, 0)));
    pid_t writers[WRITERS];
    for (int i = 0; i < WRITERS; i++)
        writers[i] = start(append_all, &f, i);
    size_t aside = 0;
    while (has_not_ended(writers[0])) {
        forget_messages(&f);
        if (f.history.count >= aside * FEW)
            assert_true(write_garbage(&f));
        assert_true(read_again(&f));
        aside += f.diagnostics.count > 0;
    }
    for (int i = 0; i < WRITERS; i++)
        assert_int_equal(status_of(writers[i]), 0);
    forget_messages(&f);
    assert_true(read_again(&f));
    assert_silent(&f);
    assert_int_equal(f.history.count, WRITERS * ROUNDS + 1);
    for (int i = 0; i < WRITERS; i++)
        assert_int_equal(count_rounds(&f, i), ROUNDS);
    assert_true(aside > 0);
    assert_true(exists(path_in(&f, pf_arena_format(&f.arena, "history.jsonl.corrupt-%zu", aside))));
    assert_false(exists(path_in(&f, pf_arena_format(&f.arena, "history.jsonl.corrupt-%zu", aside + 1))));
    close_fixture(&f);
}

static int old_file;

// The lock is also that of a copy of the open file: the child's is closed.
static int append_one(history_fixture *f, int number)
{
    close(old_file);
    return append_at(f, number) ? 0 : 1;
}

// Whether the writer waits already when the file is replaced, or comes later, its round is in the new file.
static void appends_to_the_file_that_has_the_name_once_it_has_the_lock(void **state)
{
    (void)state;
    for (int i = 0; i < 20; i++) {
        history_fixture f;
        open_fixture(&f);
        assert_true(append_at(&f, 1));
        old_file = open(f.file, O_RDONLY);
        assert_int_equal(flock(old_file, LOCK_EX), 0);
        pid_t writer = start(append_one, &f, 2);
        wait_for(500 * (unsigned)i);
        const char *text = text_of(&f, f.file);
        write_text(path_in(&f, "new"), text);
        assert_int_equal(rename(path_in(&f, "new"), f.file), 0);
        close(old_file);
        assert_int_equal(status_of(writer), 0);
        assert_true(read_again(&f));
        assert_int_equal(f.history.count, 2);
        assert_int_equal(f.history.rounds[1].time, 2);
        close_fixture(&f);
    }
}

// In a child: whether appending fails with these words, and leaves `before` in the file.
static int fails_and_leaves(history_fixture *f, const char *words, const char *before)
{
    forget_messages(f);
    if (append_at(f, 2) || f->diagnostics.count != 1)
        return 2;
    const char *messages = messages_of(f);
    FILE *file = fopen(f->file, "rb");
    char bytes[64 * 1024];
    size_t length = file ? fread(bytes, 1, sizeof bytes, file) : 0;
    if (file)
        fclose(file);
    if (length != strlen(before) || memcmp(bytes, before, length) != 0)
        return 3;
    return strstr(messages, "error: this round was not written: ") && strstr(messages, words) ? 0 : 4;
}

// At `room` bytes more the file must not grow: no byte of the line can be written, or some, or all but the last.
static int append_with_room(history_fixture *f, int room)
{
    const char *before = text_of(f, f->file);
    struct rlimit limit = {strlen(before) + (rlim_t)room, RLIM_INFINITY};
    if (signal(SIGXFSZ, SIG_IGN) == SIG_ERR || setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return 1;
    return fails_and_leaves(f, "larger than files may become here: raise that limit (ulimit -f)", before);
}

static void leaves_the_file_as_it_was_when_it_cannot_grow(void **state)
{
    (void)state;
    history_fixture f;
    open_fixture(&f);
    assert_true(append_at(&f, 1));
    int length = (int)strlen(text_of(&f, f.file));
    for (int room = 0; room < length; room++)
        assert_int_equal(status_of(start(append_with_room, &f, room)), 0);
    assert_true(append_at(&f, 2));
    assert_true(read_again(&f));
    assert_int_equal(f.history.count, 2);
    close_fixture(&f);
}

// Rounds are added to a disk of 64 KB until one does not fit; the disk goes with the process.
static int fill_a_disk(history_fixture *f, int number)
{
    (void)number;
#ifdef __linux__
    if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("tmpfs", f->folder, "tmpfs", 0, "size=64k") != 0)
        return SKIPPED;
    int count = 0;
    while (append_at(f, count))
        if (++count > 2000)
            return 1;
    const char *before = text_of(f, f->file);
    int failure = fails_and_leaves(f, "the disk is full: make room on it", before);
    if (failure || count < 100)
        return failure ? failure : 5;
    forget_messages(f);
    return read_again(f) && f->history.count == (size_t)count && f->diagnostics.count == 0 ? 0 : 6;
#else
    (void)f;
    return SKIPPED;
#endif
}

static void leaves_the_file_as_it_was_when_the_disk_is_full(void **state)
{
    (void)state;
    history_fixture f;
    open_fixture(&f);
    int status = status_of(start(fill_a_disk, &f, 0));
    close_fixture(&f);
    if (status == SKIPPED) {
        print_message("no file system can be mounted here\n");
        skip();
    }
    assert_int_equal(status, 0);
}

static int use_without_permission(history_fixture *f, int number)
{
    (void)number;
    if (geteuid() == 0 && setuid(NOBODY) != 0)
        return SKIPPED;
    const char *before = text_of(f, f->file);
    if (!read_again(f) || f->history.count != 1 || f->diagnostics.count != 1)
        return 1;
    const char *said = messages_of(f);
    if (!strstr(said, "history.jsonl:2:1: warning: this line is no round: ") || !strstr(said, "1 of 2 lines are used, and the file stays as it is") ||
        !strstr(said, "not allowed: check the permissions"))
        return 5;
    int failure = fails_and_leaves(f, "not allowed: check the permissions of the file and of its folder", before);
    pf_round round = round_at(1);
    bool made = pf_history_append(path_in(f, "new/folder"), &round, &f->arena, &f->diagnostics);
    return failure ? failure : made ? 6 : 0;
}

static void uses_what_it_can_of_a_folder_that_it_may_not_write(void **state)
{
    (void)state;
    history_fixture f;
    open_fixture(&f);
    assert_true(append_at(&f, 1));
    int descriptor = open(f.file, O_WRONLY | O_APPEND);
    assert_int_equal(write(descriptor, "[]\n", 3), 3);
    close(descriptor);
    assert_int_equal(chmod(f.file, 0444), 0);
    assert_int_equal(chmod(f.folder, 0555), 0);
    int status = status_of(start(use_without_permission, &f, 0));
    assert_false(exists(path_in(&f, "history.jsonl.corrupt-1")));
    assert_int_equal(chmod(f.folder, 0755), 0);
    close_fixture(&f);
    if (status == SKIPPED) {
        print_message("permissions do not bind this user\n");
        skip();
    }
    assert_int_equal(status, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_each_round_that_was_reported_before_a_kill),
        cmocka_unit_test(loses_nothing_when_killed_while_setting_aside),
        cmocka_unit_test(keeps_all_rounds_of_writers_at_once),
        cmocka_unit_test(keeps_all_rounds_of_writers_while_files_are_set_aside),
        cmocka_unit_test(appends_to_the_file_that_has_the_name_once_it_has_the_lock),
        cmocka_unit_test(leaves_the_file_as_it_was_when_it_cannot_grow),
        cmocka_unit_test(leaves_the_file_as_it_was_when_the_disk_is_full),
        cmocka_unit_test(uses_what_it_can_of_a_folder_that_it_may_not_write),
    };
    return cmocka_run_group_tests_name("history_processes", tests, NULL, NULL);
}
