// SPDX-License-Identifier: MIT
// Fuzz target: the file with the history of quizzes. No whole line is lost, whatever else it holds.
#include "fuzz.h"

#include "quiz/history.h"
#include "quiz/history_line.h"
#include "quiz/progress.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const pf_clock clock_of_ours = {1795732666, 3600};

static void replay(pf_arena *arena, const pf_history *history)
{
    pf_progress progress;
    const pf_patterns *patterns = &fuzz_default_ruleset()->pack.patterns;
    fuzz_require(pf_progress_replay(arena, patterns, history->rounds, history->count, clock_of_ours, &progress), "there is memory for progress");
    for (size_t i = 0; i < progress.count; i++)
        fuzz_require(progress.cards[i].retrievability >= 0 && progress.cards[i].retrievability <= 1, "a chance lies from 0 to 1");
}

// Each round as a line is that round again.
static void prove_lines(pf_arena *arena, const pf_history *history)
{
    for (size_t i = 0; i < history->count; i++) {
        pf_buffer one, other;
        pf_round again;
        pf_line_flaw flaw;
        pf_buffer_init(&one);
        pf_buffer_init(&other);
        fuzz_require(pf_history_line_write(&history->rounds[i], &one), "a round that was read can be written");
        fuzz_require(pf_history_line_read(arena, one.bytes, one.length - 1, &again, &flaw) == PF_LINE_ROUND, "a round that was written can be read");
        fuzz_require(pf_history_line_write(&again, &other) && strcmp(one.bytes, other.bytes) == 0, "a round stays the same");
        fuzz_require(!pf_history_line_is_torn(one.bytes, one.length - 1), "a whole round is not torn");
        pf_buffer_release(&one);
        pf_buffer_release(&other);
    }
}

static size_t read_history(pf_arena *arena, const char *folder, pf_messages *messages, pf_history *history)
{
    fuzz_require(pf_history_read(folder, arena, history, &messages->diagnostics), "a history can be read, whatever its lines are");
    size_t warnings = pf_messages_count(messages);
    fuzz_take_messages(messages);
    return warnings;
}

// What was set aside is not looked at again, and a round more is one more.
static void prove_file(pf_arena *arena, const char *folder, const pf_history *before, pf_messages *messages)
{
    pf_history history;
    const char *picks[] = {"contention"};
    pf_round round = {.time = clock_of_ours.now, .picks = {picks, 1}};
    fuzz_require(read_history(arena, folder, messages, &history) == 0, "a corrupt history is set aside once");
    fuzz_require(history.count == before->count, "no round is lost by setting aside");
    fuzz_require(pf_history_append(folder, &round, arena, &messages->diagnostics), "a round can be added");
    fuzz_require(read_history(arena, folder, messages, &history) == 0 && history.count == before->count + 1, "a round is added to the others");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    pf_arena arena;
    pf_history history;
    pf_messages *messages = pf_messages_new();
    char folder[4200], path[4300];
    snprintf(folder, sizeof folder, "%s/%ld", fuzz_folder(), (long)getpid());
    snprintf(path, sizeof path, "%s/history.jsonl", folder);
    fuzz_make_folder(folder);
    fuzz_write_file(path, data, size);
    pf_arena_init(&arena);
    read_history(&arena, folder, messages, &history);
    prove_lines(&arena, &history);
    replay(&arena, &history);
    prove_file(&arena, folder, &history, messages);
    pf_arena_release(&arena);
    pf_messages_free(messages);
    fuzz_remove(folder);
    return 0;
}
