// SPDX-License-Identifier: MIT
// What the rounds of a history tell together: how well each pattern is recognized, what is due, and how long all went well.
#include "quiz/progress.h"

#include <stdlib.h>
#include <string.h>

enum { SECONDS_OF_DAY = 24 * 60 * 60 };

// What a pattern is in a round.
enum { FITS = 1, OPEN = 2, PICKED = 4 };

typedef struct card_deck {
    pf_clock clock;
    pf_card *cards; // in the order of ids until all rounds are replayed
    size_t count;
    unsigned char *roles; // one for each card; all 0 between rounds
} card_deck;

// --- Days -------------------------------------------------------------------------------------------------------------------------

static int64_t local_day(pf_clock clock, int64_t time)
{
    int64_t local = time + clock.utc_offset;
    return local / SECONDS_OF_DAY - (local % SECONDS_OF_DAY < 0);
}

// When a round reviewed its cards. A clock that was wrong once must not put them off for years: a time to come is now.
static int64_t time_of(pf_clock clock, const pf_round *round)
{
    return round->time < clock.now ? round->time : clock.now;
}

static double days_between(pf_clock clock, int64_t from, int64_t to)
{
    int64_t days = local_day(clock, to) - local_day(clock, from);
    return days > 0 ? (double)days : 0;
}

// --- Cards ------------------------------------------------------------------------------------------------------------------------

static int compare_ids(const void *a, const void *b)
{
    return strcmp(((const pf_card *)a)->id, ((const pf_card *)b)->id);
}

// Those with a title come before those of the same id without one.
static int compare_gathered(const void *a, const void *b)
{
    int order = compare_ids(a, b);
    return order ? order : !((const pf_card *)a)->title - !((const pf_card *)b)->title;
}

static size_t count_ids(const pf_round *rounds, size_t count)
{
    size_t result = 0;
    for (size_t i = 0; i < count; i++)
        result += rounds[i].fits.count + rounds[i].open.count + rounds[i].picks.count;
    return result;
}

static void add_ids(card_deck *deck, const pf_ids *ids)
{
    for (size_t i = 0; i < ids->count; i++)
        deck->cards[deck->count++].id = ids->items[i];
}

static void sort_and_unite(card_deck *deck)
{
    qsort(deck->cards, deck->count, sizeof *deck->cards, compare_gathered);
    size_t kept = 0;
    for (size_t i = 0; i < deck->count; i++)
        if (kept == 0 || compare_ids(&deck->cards[kept - 1], &deck->cards[i]) != 0)
            deck->cards[kept++] = deck->cards[i];
    deck->count = kept;
}

// A card for each pattern of the rules, for "nothing", and for each id that the rounds have.
static bool gather_cards(card_deck *deck, pf_arena *arena, const pf_patterns *patterns, const pf_round *rounds, size_t count)
{
    size_t most = patterns->count + 1 + count_ids(rounds, count);
    deck->cards = pf_arena_array(arena, most, sizeof *deck->cards);
    deck->roles = pf_arena_array(arena, most, sizeof *deck->roles);
    if (!deck->cards || !deck->roles)
        return false;
    for (size_t i = 0; i < patterns->count; i++)
        deck->cards[deck->count++] = (pf_card){.id = patterns->items[i].id, .title = patterns->items[i].title};
    deck->cards[deck->count++] = (pf_card){.id = PF_CARD_NOTHING, .title = "No pattern needed"};
    for (size_t i = 0; i < count; i++) {
        add_ids(deck, &rounds[i].fits);
        add_ids(deck, &rounds[i].open);
        add_ids(deck, &rounds[i].picks);
    }
    sort_and_unite(deck);
    return true;
}

static size_t find_card(const card_deck *deck, const char *id)
{
    const pf_card *found = bsearch(&(pf_card){.id = id}, deck->cards, deck->count, sizeof *deck->cards, compare_ids);
    return (size_t)(found - deck->cards);
}

// --- Rounds -----------------------------------------------------------------------------------------------------------------------

static void mark(card_deck *deck, const pf_ids *ids, unsigned char role)
{
    for (size_t i = 0; i < ids->count; i++)
        deck->roles[find_card(deck, ids->items[i])] |= role;
}

static pf_fsrs_rating recalled_with(unsigned hints)
{
    return hints ? PF_FSRS_HARD : PF_FSRS_GOOD;
}

static void review(card_deck *deck, pf_card *card, pf_fsrs_rating rating, int64_t time)
{
    double days = days_between(deck->clock, card->last, time);
    card->memory = card->asked ? pf_fsrs_next(card->memory, rating, days) : pf_fsrs_first(rating);
    card->asked++;
    card->recalled += rating != PF_FSRS_AGAIN;
    card->last = time;
}

// Reviews the cards of `ids` that are to be reviewed and were not yet in this round; whether all of them were recalled.
static bool review_all(card_deck *deck, const pf_round *round, const pf_ids *ids)
{
    bool right = true;
    for (size_t i = 0; i < ids->count; i++) {
        size_t index = find_card(deck, ids->items[i]);
        unsigned char role = deck->roles[index];
        deck->roles[index] = 0;
        bool recalled = (role & FITS) && (role & PICKED), wrong = role == PICKED;
        if (!wrong && !(role & FITS))
            continue;
        review(deck, &deck->cards[index], recalled ? recalled_with(round->hints) : PF_FSRS_AGAIN, time_of(deck->clock, round));
        right = right && recalled;
    }
    return right;
}

// Whether all of it was right.
static bool replay_round(card_deck *deck, const pf_round *round)
{
    mark(deck, &round->fits, FITS);
    mark(deck, &round->open, OPEN);
    mark(deck, &round->picks, PICKED);
    bool none_missed = review_all(deck, round, &round->fits);
    bool none_wrong = review_all(deck, round, &round->picks);
    review_all(deck, round, &round->open); // none is left to review; their roles end
    if (round->fits.count == 0)
        review(deck, &deck->cards[find_card(deck, PF_CARD_NOTHING)], none_wrong ? recalled_with(round->hints) : PF_FSRS_AGAIN, time_of(deck->clock, round));
    return none_missed && none_wrong;
}

static int compare_times(const void *a, const void *b)
{
    const pf_round *first = *(const pf_round *const *)a, *second = *(const pf_round *const *)b;
    if (first->time != second->time)
        return first->time < second->time ? -1 : 1;
    return first < second ? -1 : first > second;
}

static const pf_round **in_order_of_time(pf_arena *arena, const pf_round *rounds, size_t count)
{
    const pf_round **ordered = pf_arena_array(arena, count, sizeof *ordered);
    for (size_t i = 0; ordered && i < count; i++)
        ordered[i] = &rounds[i];
    if (ordered)
        qsort(ordered, count, sizeof *ordered, compare_times);
    return ordered;
}

static void replay_rounds(card_deck *deck, const pf_round *const *ordered, pf_progress *progress)
{
    for (size_t i = 0; i < progress->rounds; i++) {
        bool right = replay_round(deck, ordered[i]);
        progress->all_right += right;
        progress->streak = right ? progress->streak + 1 : 0;
        if (progress->streak > progress->best_streak)
            progress->best_streak = progress->streak;
    }
}

// Rounds of days to come, by a clock that was wrong, count for no day.
static size_t count_days(pf_clock clock, const pf_round *const *ordered, size_t count)
{
    int64_t today = local_day(clock, clock.now), earliest = today + 1;
    size_t days = 0;
    for (size_t i = count; i > 0; i--) {
        int64_t day = local_day(clock, ordered[i - 1]->time);
        if (day >= earliest)
            continue;
        if (day < (days ? earliest : today) - 1)
            break;
        earliest = day;
        days++;
    }
    return days;
}

// --- What is due ------------------------------------------------------------------------------------------------------------------

static void schedule(pf_clock clock, pf_card *card)
{
    if (card->asked == 0)
        return;
    int64_t day = local_day(clock, card->last) + pf_fsrs_interval(card->memory.stability);
    card->due = day * SECONDS_OF_DAY - clock.utc_offset;
    card->days_left = day - local_day(clock, clock.now);
    card->retrievability = pf_fsrs_retrievability(card->memory.stability, days_between(clock, card->last, clock.now));
}

static bool is_due(const pf_card *card)
{
    return card->title && card->days_left <= 0;
}

enum { FORGOTTEN, NEVER_ASKED, KNOWN, GONE };

static int urgency(const pf_card *card)
{
    if (!card->title)
        return GONE;
    return !is_due(card) ? KNOWN : card->asked == 0 ? NEVER_ASKED : FORGOTTEN;
}

static int compare_urgency(const void *a, const void *b)
{
    const pf_card *first = a, *second = b;
    if (urgency(first) != urgency(second))
        return urgency(first) - urgency(second);
    if (urgency(first) == KNOWN && first->days_left != second->days_left)
        return first->days_left < second->days_left ? -1 : 1;
    if (first->retrievability != second->retrievability)
        return first->retrievability < second->retrievability ? -1 : 1;
    return compare_ids(first, second);
}

// Drops those that the rules have not and no round asked: they were only open.
static void drop_unasked(card_deck *deck)
{
    size_t kept = 0;
    for (size_t i = 0; i < deck->count; i++)
        if (deck->cards[i].title || deck->cards[i].asked)
            deck->cards[kept++] = deck->cards[i];
    deck->count = kept;
}

static void put_in_order(card_deck *deck, pf_progress *progress)
{
    drop_unasked(deck);
    for (size_t i = 0; i < deck->count; i++) {
        schedule(deck->clock, &deck->cards[i]);
        progress->due += is_due(&deck->cards[i]);
    }
    qsort(deck->cards, deck->count, sizeof *deck->cards, compare_urgency);
    progress->cards = deck->cards;
    progress->count = deck->count;
}

bool pf_progress_replay(pf_arena *arena, const pf_patterns *patterns, const pf_round *rounds, size_t count, pf_clock clock, pf_progress *progress)
{
    *progress = (pf_progress){.rounds = count};
    card_deck deck = {.clock = clock};
    const pf_round **ordered = in_order_of_time(arena, rounds, count);
    if (!ordered || !gather_cards(&deck, arena, patterns, rounds, count))
        return false;
    replay_rounds(&deck, ordered, progress);
    progress->days = count_days(clock, ordered, count);
    put_in_order(&deck, progress);
    return true;
}
