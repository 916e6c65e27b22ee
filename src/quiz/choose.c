// SPDX-License-Identifier: MIT
// Which scenario to show next.
#include "quiz/choose.h"

#include "rules/ruleset.h"

#include <stdlib.h>
#include <string.h>

// SplitMix64 (Steele, Lea and Flood 2014): good enough to choose with, and the same everywhere.
static uint64_t next_random(uint64_t *seed)
{
    uint64_t z = *seed += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static bool asks_for(const pf_scenario *scenario, const char *card)
{
    return scenario->fits.count ? pf_strings_contain(&scenario->fits, card) : strcmp(card, PF_CARD_NOTHING) == 0;
}

// The place of its most due card; those never asked share one.
static size_t urgency(const pf_scenario *scenario, const pf_progress *progress)
{
    size_t never = progress->count;
    for (size_t i = 0; i < progress->count; i++) {
        const pf_card *card = &progress->cards[i];
        if (card->asked == 0 && never == progress->count)
            never = i;
        if (card->title && asks_for(scenario, card->id))
            return card->asked == 0 ? never : i;
    }
    return progress->count;
}

// How often a scenario was shown.
typedef struct showing {
    const char *id;
    size_t index; // of the scenario
    size_t times, passed; // in rounds, and without an answer
} showing;

// What the choice goes by, the first first.
typedef struct priority {
    size_t passed, urgency, times;
} priority;

static int compare_priorities(priority a, priority b)
{
    if (a.passed != b.passed)
        return a.passed < b.passed ? -1 : 1;
    if (a.urgency != b.urgency)
        return a.urgency < b.urgency ? -1 : 1;
    return (a.times > b.times) - (a.times < b.times);
}


static int compare_ids(const void *a, const void *b)
{
    return strcmp(((const showing *)a)->id, ((const showing *)b)->id);
}

static int compare_indices(const void *a, const void *b)
{
    size_t left = ((const showing *)a)->index, right = ((const showing *)b)->index;
    return (left > right) - (left < right);
}

// NULL when there is no scenario of that id.
static showing *find_showing(showing *showings, size_t count, const char *id)
{
    showing key = {.id = id};
    return id ? bsearch(&key, showings, count, sizeof *showings, compare_ids) : NULL;
}

// In the order of the scenarios; NULL when memory is exhausted.
static showing *count_showings(pf_arena *arena, const pf_scenarios *scenarios, const pf_round *rounds, size_t round_count, const pf_ids *passed)
{
    showing *showings = pf_arena_array(arena, scenarios->count, sizeof *showings);
    if (!showings)
        return NULL;
    for (size_t i = 0; i < scenarios->count; i++)
        showings[i] = (showing){.id = scenarios->items[i].id, .index = i};
    qsort(showings, scenarios->count, sizeof *showings, compare_ids);
    showing *found;
    for (size_t i = 0; i < round_count; i++)
        if ((found = find_showing(showings, scenarios->count, rounds[i].scenario)))
            found->times++;
    for (size_t i = 0; i < passed->count; i++)
        if ((found = find_showing(showings, scenarios->count, passed->items[i])))
            found->passed++;
    qsort(showings, scenarios->count, sizeof *showings, compare_indices);
    return showings;
}

bool pf_scenario_choose(pf_arena *arena, const pf_scenarios *scenarios, const pf_progress *progress, const pf_round *rounds, size_t round_count,
                        const pf_ids *passed, uint64_t *seed, const pf_scenario **chosen)
{
    priority best = {0};
    uint64_t equal = 0;
    *chosen = NULL;
    if (scenarios->count == 0)
        return true;
    const showing *showings = count_showings(arena, scenarios, rounds, round_count, passed);
    for (size_t i = 0; showings && i < scenarios->count; i++) {
        priority this = {showings[i].passed, urgency(&scenarios->items[i], progress), showings[i].times};
        int order = *chosen ? compare_priorities(this, best) : -1;
        if (order > 0)
            continue;
        equal = order == 0 ? equal + 1 : 1;
        if (order == 0 && next_random(seed) % equal != 0) // each of the equal ones with the same probability
            continue;
        *chosen = &scenarios->items[i];
        best = this;
    }
    return showings != NULL;
}
