// SPDX-License-Identifier: MIT
// The history of quizzes: reading all rounds, and adding one.
#include "quiz/history.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "input/path.h"
#include "patfinder.h"
#include "quiz/history_file.h"
#include "quiz/history_line.h"

#include <string.h>

enum { MEBIBYTE = 1024 * 1024 };

// The lines of a file as they are read.
typedef struct history_reader {
    pf_arena *arena;
    const char *path; // as the user knows it
    pf_diagnostics *diagnostics;
    pf_history *history;
    pf_buffer good; // the lines of all rounds
    uint32_t line;  // the one that is read
    size_t corrupt; // how many were, and what is wrong with the first, and where
    pf_line_flaw flaw;
    uint32_t flaw_line, flaw_column;
} history_reader;

static bool refuse(pf_diagnostics *diagnostics, const char *code, const char *path, const char *problem)
{
    pf_diagnostics_add(diagnostics, PF_ERROR, code, path, 0, 0, "%s", problem);
    return false;
}

static bool refuse_memory(pf_diagnostics *diagnostics, const char *path)
{
    return refuse(diagnostics, "out-of-memory", path, "out of memory");
}

static bool refuse_unread(pf_diagnostics *diagnostics, const char *path, const char *problem)
{
    pf_diagnostics_add(diagnostics, PF_ERROR, "history-not-read", path, 0, 0, "the history cannot be read: %s", problem);
    return false;
}

static bool refuse_unwritten(pf_diagnostics *diagnostics, const char *path, const char *problem)
{
    pf_diagnostics_add(diagnostics, PF_ERROR, "history-not-written", path, 0, 0, "this round was not written: %s", problem);
    return false;
}

static bool refuse_too_large(pf_diagnostics *diagnostics, const char *path)
{
    pf_diagnostics_add(diagnostics, PF_ERROR, "history-too-large", path, 0, 0,
                       "larger than the limit of %u MiB: move it away, and a new history begins", PF_LIMIT_HISTORY / MEBIBYTE);
    return false;
}

static bool add_round(history_reader *reader, const pf_round *round, const char *bytes, size_t length)
{
    pf_history *history = reader->history;
    pf_round *rounds = pf_arena_grow(reader->arena, history->rounds, history->count, &history->capacity, sizeof *rounds);
    if (!rounds)
        return false;
    history->rounds = rounds;
    rounds[history->count++] = *round;
    pf_buffer_append(&reader->good, bytes, length);
    pf_buffer_character(&reader->good, '\n');
    return !reader->good.failed;
}

static void note_corrupt(history_reader *reader, const char *bytes, const pf_line_flaw *flaw)
{
    if (reader->corrupt++ > 0)
        return;
    reader->flaw = *flaw;
    reader->flaw_line = reader->line;
    reader->flaw_column = (uint32_t)pf_utf8_count(bytes, flaw->offset) + 1;
}

static bool read_line(history_reader *reader, const char *bytes, size_t length, bool is_ended)
{
    pf_round round;
    pf_line_flaw flaw;
    reader->line++;
    switch (pf_history_line_read(reader->arena, bytes, length, &round, &flaw)) {
    case PF_LINE_ROUND: return add_round(reader, &round, bytes, length);
    case PF_LINE_NO_MEMORY: return false;
    case PF_LINE_BLANK: return true;
    case PF_LINE_CORRUPT:
        if (is_ended || !pf_history_line_is_torn(bytes, length))
            note_corrupt(reader, bytes, &flaw);
    }
    return true;
}

static bool read_lines(history_reader *reader, const char *bytes, size_t length)
{
    for (size_t at = pf_utf8_mark_length(bytes, length); at < length;) {
        const char *feed = memchr(bytes + at, '\n', length - at);
        size_t end = feed ? (size_t)(feed - bytes) : length;
        if (!read_line(reader, bytes + at, end - at, feed != NULL))
            return refuse_memory(reader->diagnostics, reader->path);
        at = end + (feed != NULL);
    }
    return true;
}

static void set_aside(history_reader *reader, const pf_history_file *file)
{
    const char *aside, *problem = pf_history_file_set_aside(reader->arena, file, &reader->good, &aside);
    size_t good = reader->history->count, all = good + reader->corrupt;
    if (problem)
        pf_diagnostics_add(reader->diagnostics, PF_WARNING, "history-corrupt", reader->path, reader->flaw_line, reader->flaw_column,
                           "this line is no round: %s; %zu of %zu lines are used, and the file stays as it is, for it cannot be set aside: %s",
                           reader->flaw.message, good, all, problem);
    else
        pf_diagnostics_add(reader->diagnostics, PF_WARNING, "history-corrupt", reader->path, reader->flaw_line, reader->flaw_column,
                           "this line is no round: %s; the whole file is now %s, and the history goes on with %zu of its %zu lines",
                           reader->flaw.message, aside, good, all);
}

static bool read_file(history_reader *reader, const pf_history_file *file)
{
    const char *bytes;
    size_t length;
    if (file->size > PF_LIMIT_HISTORY)
        return refuse_too_large(reader->diagnostics, reader->path);
    const char *problem = pf_history_file_read(reader->arena, file, &bytes, &length);
    if (problem)
        return refuse_unread(reader->diagnostics, reader->path, problem);
    pf_buffer_init(&reader->good);
    bool read = read_lines(reader, bytes, length);
    if (read && reader->corrupt)
        set_aside(reader, file);
    pf_buffer_release(&reader->good);
    return read;
}

bool pf_history_read(const char *folder, pf_arena *arena, pf_history *history, pf_diagnostics *diagnostics)
{
    pf_history_file file;
    *history = (pf_history){0};
    const char *path = pf_path_join(arena, folder, PF_HISTORY_NAME);
    if (!path)
        return refuse_memory(diagnostics, folder);
    history_reader reader = {.arena = arena, .path = path, .diagnostics = diagnostics, .history = history};
    const char *problem = pf_history_file_open(arena, path, &file);
    bool read = problem ? refuse_unread(diagnostics, path, problem) : file.descriptor < 0 || read_file(&reader, &file);
    pf_history_file_close(&file);
    return read;
}

static bool append(const char *path, const pf_buffer *line, pf_arena *arena, pf_diagnostics *diagnostics)
{
    pf_history_file file;
    const char *problem = pf_history_file_open_to_append(arena, path, &file);
    bool is_too_large = !problem && file.size + line->length > PF_LIMIT_HISTORY;
    if (!problem && !is_too_large)
        problem = pf_history_file_append(arena, &file, line);
    pf_history_file_close(&file);
    if (is_too_large)
        return refuse_too_large(diagnostics, path);
    return !problem || refuse_unwritten(diagnostics, path, problem);
}

bool pf_history_append(const char *folder, const pf_round *round, pf_arena *arena, pf_diagnostics *diagnostics)
{
    pf_buffer line;
    const char *path = pf_path_join(arena, folder, PF_HISTORY_NAME);
    if (!path)
        return refuse_memory(diagnostics, folder);
    pf_buffer_init(&line);
    bool appended = pf_history_line_write(round, &line)
                        ? append(path, &line, arena, diagnostics)
                        : refuse_unwritten(diagnostics, path, "out of memory, or the clock is in no year from 0 to 9999: set it right");
    pf_buffer_release(&line);
    return appended;
}
