// SPDX-License-Identifier: MIT
// A folder of its own for each test of the history, and what a test does there.
#ifndef PF_TESTS_HISTORY_SUPPORT_H
#define PF_TESTS_HISTORY_SUPPORT_H

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include "quiz/history.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct history_fixture {
    char folder[64];
    char file[128]; // history.jsonl in it
    pf_arena arena;
    pf_diagnostics diagnostics;
    pf_history history;
} history_fixture;

static inline void open_fixture(history_fixture *f)
{
    *f = (history_fixture){.folder = "/tmp/pf-test-history-XXXXXX"};
    assert_non_null(mkdtemp(f->folder));
    snprintf(f->file, sizeof f->file, "%s/history.jsonl", f->folder);
    pf_arena_init(&f->arena);
    pf_diagnostics_init(&f->diagnostics);
}

static inline int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    return remove(path);
}

static inline void close_fixture(history_fixture *f)
{
    pf_diagnostics_release(&f->diagnostics);
    pf_arena_release(&f->arena);
    assert_int_equal(nftw(f->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS), 0);
}

static inline const char *path_in(history_fixture *f, const char *name)
{
    return pf_arena_format(&f->arena, "%s/%s", f->folder, name);
}

static inline void write_bytes(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static inline void write_text(const char *path, const char *text)
{
    write_bytes(path, text, strlen(text));
}

static inline bool exists(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0;
}

// The whole file, in the fixture's arena.
static inline const char *text_of(history_fixture *f, const char *path)
{
    struct stat status;
    FILE *file = fopen(path, "rb");
    if (!file || fstat(fileno(file), &status) != 0)
        fail_msg("%s cannot be read", path);
    char *text = pf_arena_alloc(&f->arena, (size_t)status.st_size + 1);
    assert_int_equal(fread(text, 1, (size_t)status.st_size, file), status.st_size);
    fclose(file);
    return text;
}

static inline void assert_text(history_fixture *f, const char *path, const char *expected)
{
    assert_string_equal(text_of(f, path), expected);
}

static inline bool read_again(history_fixture *f)
{
    return pf_history_read(f->folder, &f->arena, &f->history, &f->diagnostics);
}

static inline pf_round round_at(int64_t time)
{
    static const char *picks[] = {"contention"};
    return (pf_round){.time = time, .picks = {picks, 1}};
}

static inline bool append_at(history_fixture *f, int64_t time)
{
    pf_round round = round_at(time);
    return pf_history_append(f->folder, &round, &f->arena, &f->diagnostics);
}

// All that was said, as the user sees it.
static inline const char *messages_of(history_fixture *f)
{
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    for (size_t i = 0; i < f->diagnostics.count; i++)
        pf_diagnostic_write(&f->diagnostics.items[i], &buffer);
    const char *messages = pf_arena_copy(&f->arena, buffer.length ? buffer.bytes : "", buffer.length);
    pf_buffer_release(&buffer);
    return messages;
}

static inline void assert_silent(history_fixture *f)
{
    assert_string_equal(messages_of(f), "");
}

// One message was said, with the code, and with these words in it.
static inline void assert_said(history_fixture *f, const char *code, const char *words)
{
    const char *messages = messages_of(f);
    if (f->diagnostics.count != 1 || strcmp(f->diagnostics.items[0].code, code) != 0 || !strstr(messages, words))
        fail_msg("expected one message [%s] with \"%s\", got:\n%s", code, words, messages);
}

static inline void forget_messages(history_fixture *f)
{
    pf_diagnostics_release(&f->diagnostics);
    pf_diagnostics_init(&f->diagnostics);
}

#endif
