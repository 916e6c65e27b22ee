// SPDX-License-Identifier: MIT
// Tests of input/: every way in, every reason for refusal, and offsets as line and column.
#include "base/limits.h"
#include "input/input.h"
#include "input/position.h"

#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/pf-test-input-XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : 1;
}

static int remove_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

static const char *path_of(const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void write_file(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void assert_refused(const char *bytes, size_t length, const char *code, uint32_t line, uint32_t column)
{
    pf_input input;
    pf_input_problem problem = {0};
    assert_false(pf_input_use_memory(&input, "memory", bytes, length, 0, &problem));
    assert_string_equal(problem.code, code);
    assert_int_equal(problem.line, line);
    assert_int_equal(problem.column, column);
    assert_true(strlen(problem.message) > 20 && strlen(problem.message) < sizeof problem.message - 1);
    pf_input_release(&input);
}

static void reads_a_file(void **state)
{
    (void)state;
    const char *path = path_of("good.md");
    write_file(path, "Design YouTube\n", 15);
    pf_input input;
    pf_input_problem problem;
    assert_true(pf_input_read_file(&input, path, 0, &problem));
    assert_string_equal(input.name, path);
    assert_int_equal(input.length, 15);
    assert_memory_equal(input.bytes, "Design YouTube\n", 15);
    pf_input_release(&input);
    pf_input_release(&input);
    unlink(path);
}

static void uses_memory_without_copying(void **state)
{
    (void)state;
    const char *text = "\xEF\xBB\xBF"
                       "é";
    pf_input input;
    pf_input_problem problem;
    assert_true(pf_input_use_memory(&input, "memory", text, strlen(text), 0, &problem));
    assert_ptr_equal(input.bytes, text);
    assert_null(input.owned);
    pf_input_release(&input);
}

static void *write_slowly(void *user)
{
    int descriptor = *(int *)user;
    static const char *const parts[] = {"first ", "second ", "th", "ird"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
        if (write(descriptor, parts[i], strlen(parts[i])) < 0)
            break;
    }
    close(descriptor);
    return NULL;
}

static void reads_a_pipe_in_pieces(void **state)
{
    (void)state;
    for (int non_blocking = 0; non_blocking < 2; non_blocking++) {
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        if (non_blocking)
            assert_int_equal(fcntl(ends[0], F_SETFL, O_NONBLOCK), 0);
        pthread_t writer;
        assert_int_equal(pthread_create(&writer, NULL, write_slowly, &ends[1]), 0);
        pf_input input;
        pf_input_problem problem;
        assert_true(pf_input_read_descriptor(&input, ends[0], "pipe", 0, &problem));
        assert_int_equal(input.length, 18);
        assert_memory_equal(input.bytes, "first second third", 18);
        pthread_join(writer, NULL);
        pf_input_release(&input);
        close(ends[0]);
    }
}

static void *write_much(void *user)
{
    char block[4096];
    memset(block, 'x', sizeof block);
    for (int i = 0; i < 100; i++)
        if (write(*(int *)user, block, sizeof block) < 0)
            break;
    close(*(int *)user);
    return NULL;
}

static void reads_more_than_the_first_buffer(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pthread_t writer;
    assert_int_equal(pthread_create(&writer, NULL, write_much, &ends[1]), 0);
    pf_input input;
    pf_input_problem problem;
    assert_true(pf_input_read_descriptor(&input, ends[0], "pipe", 0, &problem));
    assert_int_equal(input.length, 409600);
    assert_int_equal(strspn(input.bytes, "x") >= 409599, 1);
    pthread_join(writer, NULL);
    pf_input_release(&input);
    close(ends[0]);
}

static void reads_standard_input_for_a_hyphen(void **state)
{
    (void)state;
    const char *path = path_of("stdin");
    write_file(path, "from stdin", 10);
    int saved = dup(STDIN_FILENO);
    int descriptor = open(path, O_RDONLY);
    assert_true(descriptor >= 0 && dup2(descriptor, STDIN_FILENO) == STDIN_FILENO);
    close(descriptor);
    pf_input input;
    pf_input_problem problem;
    assert_true(pf_input_read_file(&input, "-", 0, &problem));
    assert_string_equal(input.name, PF_INPUT_STDIN_NAME);
    assert_int_equal(input.length, 10);
    pf_input_release(&input);

    close(STDIN_FILENO);
    assert_false(pf_input_read_file(&input, "-", 0, &problem));
    assert_string_equal(problem.code, "input-unreadable");
    pf_input_release(&input);
    if (saved >= 0) {
        dup2(saved, STDIN_FILENO);
        close(saved);
    }
    unlink(path);
}

static void reads_a_fifo(void **state)
{
    (void)state;
    const char *path = path_of("fifo");
    assert_int_equal(mkfifo(path, 0600), 0);
    int keeper = open(path, O_RDWR); // so that neither end waits for the other
    assert_true(keeper >= 0);
    int writer_end = open(path, O_WRONLY);
    pthread_t writer;
    assert_int_equal(pthread_create(&writer, NULL, write_slowly, &writer_end), 0);
    pthread_join(writer, NULL); // all is written and the writer gone; the bytes stand in the pipe
    int reader = open(path, O_RDONLY | O_NONBLOCK);
    close(keeper);
    pf_input input;
    pf_input_problem problem;
    assert_true(pf_input_read_descriptor(&input, reader, path, 0, &problem));
    assert_int_equal(input.length, 18);
    pf_input_release(&input);
    close(reader);
    unlink(path);
}

static void assert_file_refused(const char *path, size_t limit, const char *code)
{
    pf_input input;
    pf_input_problem problem = {0};
    assert_false(pf_input_read_file(&input, path, limit, &problem));
    assert_string_equal(problem.code, code);
    assert_int_equal(problem.line, 0);
    assert_true(strlen(problem.message) > 10);
    pf_input_release(&input);
}

static void refuses_what_is_no_readable_file(void **state)
{
    (void)state;
    assert_file_refused("/nonexistent/prompt.md", 0, "input-missing");
    assert_file_refused("", 0, "input-missing");
    assert_file_refused(folder, 0, "input-directory");
    const char *path = path_of("secret");
    write_file(path, "secret", 6);
    char below[160];
    snprintf(below, sizeof below, "%s/below", path);
    assert_file_refused(below, 0, "input-missing");
    chmod(path, 0);
    if (access(path, R_OK) != 0) // root may read everything
        assert_file_refused(path, 0, "input-unreadable");
    unlink(path);
    const char *loop = path_of("loop");
    assert_int_equal(symlink(loop, loop), 0);
    assert_file_refused(loop, 0, "input-unreadable");
    unlink(loop);
    int descriptor = open(folder, O_RDONLY);
    pf_input input;
    pf_input_problem problem;
    assert_false(pf_input_read_descriptor(&input, descriptor, "folder", 0, &problem));
    assert_string_equal(problem.code, "input-directory");
    close(descriptor);
    assert_false(pf_input_read_descriptor(&input, descriptor, "closed", 0, &problem));
    assert_string_equal(problem.code, "input-unreadable");
    pf_input_release(&input);
}

static void reports_a_failing_read(void **state)
{
    (void)state;
    // Reading the memory of the process at address 0 fails with EIO.
    pf_input input;
    pf_input_problem problem;
    int descriptor = open("/proc/self/mem", O_RDONLY);
    if (descriptor < 0)
        skip();
    assert_false(pf_input_read_descriptor(&input, descriptor, "mem", 0, &problem));
    assert_string_equal(problem.code, "input-read-error");
    pf_input_release(&input);
    close(descriptor);
}

static void enforces_the_limit(void **state)
{
    (void)state;
    const char *path = path_of("size");
    write_file(path, "0123456789", 10);
    pf_input input;
    pf_input_problem problem;
    assert_true(pf_input_read_file(&input, path, 10, &problem));
    assert_int_equal(input.length, 10);
    pf_input_release(&input);
    assert_file_refused(path, 9, "input-too-large");
    assert_file_refused("/dev/zero", 100000, "input-too-large");
    assert_true(pf_input_use_memory(&input, "memory", "0123456789", 10, 10, &problem));
    assert_false(pf_input_use_memory(&input, "memory", "0123456789", 10, 9, &problem));
    assert_string_equal(problem.code, "input-too-large");
    assert_non_null(strstr(problem.message, "9 bytes"));
    // No caller can raise the limit; the bytes are not looked at, so there need not be any.
    assert_false(pf_input_use_memory(&input, "memory", "", (size_t)PF_LIMIT_INPUT + 1, SIZE_MAX, &problem));
    assert_string_equal(problem.code, "input-too-large");
    assert_non_null(strstr(problem.message, "256 MiB"));
    unlink(path);
}

static void refuses_what_is_no_text(void **state)
{
    (void)state;
    assert_refused("", 0, "input-empty", 0, 0);
    assert_refused(NULL, 0, "input-empty", 0, 0);
    assert_refused(" \t\r\n\f\v", 6, "input-empty", 0, 0);
    assert_refused("\xEF\xBB\xBF\n\xC2\xA0\xE3\x80\x80", 9, "input-empty", 0, 0);
    assert_refused("line\nx\0y", 8, "input-nul", 2, 2);
    assert_refused("\xFF\xFE"
                   "D\0e\0",
                   6, "input-utf16", 0, 0);
    assert_refused("\xFE\xFF\0D\0e", 6, "input-utf16", 0, 0);
    assert_refused("\xFF\xFE\0\0D\0\0\0", 8, "input-utf32", 0, 0);
    assert_refused("\0\0\xFE\xFF\0\0\0D", 8, "input-utf32", 0, 0);
    assert_refused("D\0e\0s\0", 6, "input-nul", 1, 2);
    assert_refused("ok\r\n\xC3\xA9t\xE9", 8, "input-invalid-utf8", 2, 3);
    assert_refused("\xEF\xBB\xBF"
                   "a\xFF",
                   5, "input-invalid-utf8", 1, 2);
}

static const char lines[] = "ab\ncd\r\n\xC3\xA9\xE2\x82\xAC!\r\rlast";

static const struct {
    size_t offset;
    uint32_t line, column;
} places[] = {
    {0, 1, 1},  {1, 1, 2},  {2, 1, 3},                          // the line feed belongs to its line
    {3, 2, 1},  {5, 2, 3},  {6, 2, 4},                          // carriage return and line feed are one end
    {7, 3, 1},  {9, 3, 2},  {12, 3, 3}, {13, 3, 4}, {14, 4, 1}, // an empty line, ended by a lone carriage return
    {15, 5, 1}, {18, 5, 4}, {19, 5, 5}, {99, 5, 5},
};

static void finds_positions(void **state)
{
    (void)state;
    pf_line_index index;
    pf_line_index_init(&index, lines, sizeof lines - 1);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        pf_position once = pf_position_find(lines, sizeof lines - 1, places[i].offset);
        pf_position indexed = pf_line_index_find(&index, places[i].offset);
        assert_int_equal(once.line, places[i].line);
        assert_int_equal(once.column, places[i].column);
        assert_int_equal(indexed.line, places[i].line);
        assert_int_equal(indexed.column, places[i].column);
    }
    pf_line_index_release(&index);
}

// The index is asked here and there, since it grows as far as it is asked.
static void assert_agreement(const char *text, size_t length)
{
    pf_line_index index;
    pf_line_index_init(&index, text, length);
    for (size_t i = 0; i < 400; i++) {
        size_t offset = i * 7919 % (length + 1);
        pf_position once = pf_position_find(text, length, offset), indexed = pf_line_index_find(&index, offset);
        assert_int_equal(once.line, indexed.line);
        assert_int_equal(once.column, indexed.column);
    }
    pf_line_index_release(&index);
}

static void agrees_with_itself_on_long_texts(void **state)
{
    (void)state;
    enum { LENGTH = 20000 };
    static char text[LENGTH];
    static const char *const ends[] = {"\r\n", "\n\n", "\r\r", "a\n", "a\r", "ab"};
    for (size_t kind = 0; kind < sizeof ends / sizeof *ends; kind++) {
        for (size_t i = 0; i < LENGTH; i += 2) {
            bool ends_line = i % 5002 == 0 || (i < 6000 && i % 46 == 0); // short lines and longer ones
            memcpy(text + i, ends_line ? ends[kind] : i % 7 == 0 ? "ab" : "\xC3\xA9", 2);
        }
        for (size_t length = LENGTH - 40; length <= LENGTH; length++)
            assert_agreement(text, length);
    }
}

static void finds_positions_at_the_edges(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t offset;
        uint32_t line, column;
    } cases[] = {
        {"", 0, 1, 1},
        {"\n", 0, 1, 1},
        {"\n", 1, 2, 1},
        {"a\n", 2, 2, 1},
        {"a\r", 2, 2, 1},
        {"a\r\n", 3, 2, 1},
        {"\xEF\xBB\xBF"
         "ab",
         0, 1, 1},
        {"\xEF\xBB\xBF"
         "ab",
         3, 1, 1},
        {"\xEF\xBB\xBF"
         "ab",
         4, 1, 2},
        {"\xEF\xBB\xBF"
         "a\nb",
         5, 2, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t length = strlen(cases[i].text);
        pf_line_index index;
        pf_line_index_init(&index, cases[i].text, length);
        pf_position once = pf_position_find(cases[i].text, length, cases[i].offset);
        pf_position indexed = pf_line_index_find(&index, cases[i].offset);
        assert_int_equal(once.line, cases[i].line);
        assert_int_equal(once.column, cases[i].column);
        assert_int_equal(indexed.line, cases[i].line);
        assert_int_equal(indexed.column, cases[i].column);
        pf_line_index_release(&index);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_file),
        cmocka_unit_test(uses_memory_without_copying),
        cmocka_unit_test(reads_a_pipe_in_pieces),
        cmocka_unit_test(reads_more_than_the_first_buffer),
        cmocka_unit_test(reads_standard_input_for_a_hyphen),
        cmocka_unit_test(reads_a_fifo),
        cmocka_unit_test(refuses_what_is_no_readable_file),
        cmocka_unit_test(reports_a_failing_read),
        cmocka_unit_test(enforces_the_limit),
        cmocka_unit_test(refuses_what_is_no_text),
        cmocka_unit_test(finds_positions),
        cmocka_unit_test(agrees_with_itself_on_long_texts),
        cmocka_unit_test(finds_positions_at_the_edges),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
