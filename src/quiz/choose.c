// SPDX-License-Identifier: MIT
// Which scenario to show next.
#include "quiz/choose.h"

#include "rules/ruleset.h"

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

static size_t times_shown(const pf_scenario *scenario, const pf_round *rounds, size_t count, const pf_ids *passed)
{
    size_t times = 0;
    for (size_t i = 0; i < count; i++)
        times += rounds[i].scenario && strcmp(rounds[i].scenario, scenario->id) == 0;
    for (size_t i = 0; i < passed->count; i++)
        times += strcmp(passed->items[i], scenario->id) == 0;
    return times;
}

const pf_scenario *pf_scenario_choose(const pf_scenarios *scenarios, const pf_progress *progress, const pf_round *rounds, size_t round_count,
                                      const pf_ids *passed, uint64_t *seed)
{
    const pf_scenario *best = NULL;
    size_t best_urgency = 0, best_times = 0;
    uint64_t equal = 0;
    for (size_t i = 0; i < scenarios->count; i++) {
        const pf_scenario *scenario = &scenarios->items[i];
        size_t place = urgency(scenario, progress), times = times_shown(scenario, rounds, round_count, passed);
        bool worse = best && (place != best_urgency ? place > best_urgency : times > best_times);
        if (worse)
            continue;
        bool same = best && place == best_urgency && times == best_times;
        equal = same ? equal + 1 : 1;
        if (same && next_random(seed) % equal != 0) // each of the equal ones with the same probability
            continue;
        best = scenario;
        best_urgency = place;
        best_times = times;
    }
    return best;
}
