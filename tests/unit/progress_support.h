// SPDX-License-Identifier: MIT
// Histories made by hand for the tests of what they tell.
#ifndef PF_TESTS_PROGRESS_SUPPORT_H
#define PF_TESTS_PROGRESS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "quiz/progress.h"

enum { MOST_ROUNDS = 40, HOUR = 3600, DAY = 24 * HOUR };

// 2026-11-26 12:00 UTC, a Thursday.
#define NOON INT64_C(1795694400)

typedef struct history {
    pf_arena arena;
    pf_round rounds[MOST_ROUNDS];
    size_t count;
    pf_progress progress;
} history;

static inline int set_up(void **state)
{
    history *h = calloc(1, sizeof *h);
    assert_non_null(h);
    pf_arena_init(&h->arena);
    *state = h;
    return 0;
}

static inline int tear_down(void **state)
{
    history *h = *state;
    pf_arena_release(&h->arena);
    free(h);
    return 0;
}

static pf_pattern test_patterns[] = {
    {.id = "blobs", .title = "Handling large blobs"},
    {.id = "reads", .title = "Scaling reads"},
    {.id = "writes", .title = "Scaling writes"},
};

// The ids of a text with blanks between them.
static inline pf_ids ids_of(pf_arena *arena, const char *text)
{
    pf_ids ids = {.items = pf_arena_array(arena, strlen(text) + 1, sizeof *ids.items)};
    while (*text) {
        size_t length = strcspn(text, " ");
        ids.items[ids.count++] = pf_arena_copy(arena, text, length);
        text += length + strspn(text + length, " ");
    }
    return ids;
}

static inline pf_round *add_round(history *h, int64_t time, const char *fits, const char *picks)
{
    assert_true(h->count < MOST_ROUNDS);
    pf_round *round = &h->rounds[h->count++];
    *round = (pf_round){.time = time, .fits = ids_of(&h->arena, fits), .picks = ids_of(&h->arena, picks)};
    return round;
}

static inline const pf_progress *replay_at(history *h, int64_t now, int utc_offset)
{
    const pf_patterns patterns = {test_patterns, sizeof test_patterns / sizeof *test_patterns};
    assert_true(pf_progress_replay(&h->arena, &patterns, h->rounds, h->count, (pf_clock){now, utc_offset}, &h->progress));
    return &h->progress;
}

static inline const pf_card *card_of(const pf_progress *progress, const char *id)
{
    for (size_t i = 0; i < progress->count; i++)
        if (strcmp(progress->cards[i].id, id) == 0)
            return &progress->cards[i];
    fail_msg("there is no card %s", id);
    return NULL;
}

#endif
