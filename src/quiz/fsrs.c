// SPDX-License-Identifier: MIT
// FSRS-6, the Free Spaced Repetition Scheduler: how well a card is remembered, and when to ask it again.
#include "quiz/fsrs.h"

#include <math.h>

static const double w[] = {0.212,  1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001,  1.8722, 0.1666, 0.796,
                           1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542};

static const double LEAST_STABILITY = 0.001, MOST_STABILITY = 36500;
static const double LEAST_DIFFICULTY = 1, MOST_DIFFICULTY = 10;
enum { LEAST_INTERVAL = 1, MOST_INTERVAL = 36500 };

static double round8(double value)
{
    return floor(value * 1e8 + 0.5) / 1e8;
}

static double within(double least, double value, double most)
{
    return fmin(fmax(value, least), most);
}

static double stability_of(double value)
{
    return round8(within(LEAST_STABILITY, value, MOST_STABILITY));
}

// G - 3: an enumeration may be unsigned.
static double above_good(pf_fsrs_rating rating)
{
    return (double)rating - PF_FSRS_GOOD;
}

// Not confined to what a difficulty may be.
static double first_difficulty(pf_fsrs_rating rating)
{
    return round8(w[4] - exp(w[5] * (rating - 1)) + 1);
}

pf_fsrs_memory pf_fsrs_first(pf_fsrs_rating rating)
{
    return (pf_fsrs_memory){w[rating - 1], within(LEAST_DIFFICULTY, first_difficulty(rating), MOST_DIFFICULTY)};
}

static double same_day_stability(double stability, pf_fsrs_rating rating)
{
    double growth = pow(stability, -w[19]) * exp(w[17] * (above_good(rating) + w[18]));
    return stability_of(stability * (rating == PF_FSRS_AGAIN ? growth : fmax(growth, 1)));
}

static double forgotten_stability(pf_fsrs_memory memory, double retrievability)
{
    double after = w[11] * pow(memory.difficulty, -w[12]) * (pow(memory.stability + 1, w[13]) - 1) * exp(w[14] * (1 - retrievability));
    return fmin(stability_of(after), stability_of(memory.stability / exp(w[17] * w[18])));
}

static double recalled_stability(pf_fsrs_memory memory, pf_fsrs_rating rating, double retrievability)
{
    double factor = rating == PF_FSRS_HARD ? w[15] : rating == PF_FSRS_EASY ? w[16] : 1;
    double growth = exp(w[8]) * (11 - memory.difficulty) * pow(memory.stability, -w[9]) * (exp(w[10] * (1 - retrievability)) - 1) * factor;
    return stability_of(memory.stability * (1 + growth));
}

static double next_stability(pf_fsrs_memory memory, pf_fsrs_rating rating, double days)
{
    if (days <= 0)
        return same_day_stability(memory.stability, rating);
    double retrievability = pf_fsrs_retrievability(memory.stability, days);
    return rating == PF_FSRS_AGAIN ? forgotten_stability(memory, retrievability) : recalled_stability(memory, rating, retrievability);
}

// The nearer to 10, the smaller the step; and always a little back to what an easy card has.
static double next_difficulty(double difficulty, pf_fsrs_rating rating)
{
    double step = round8(-w[6] * above_good(rating) * (MOST_DIFFICULTY - difficulty) / 9);
    double next = round8(w[7] * first_difficulty(PF_FSRS_EASY) + (1 - w[7]) * (difficulty + step));
    return within(LEAST_DIFFICULTY, next, MOST_DIFFICULTY);
}

pf_fsrs_memory pf_fsrs_next(pf_fsrs_memory memory, pf_fsrs_rating rating, double days)
{
    return (pf_fsrs_memory){next_stability(memory, rating, days), next_difficulty(memory.difficulty, rating)};
}

double pf_fsrs_retrievability(double stability, double days)
{
    double factor = round8(pow(0.9, -1 / w[20]) - 1);
    return round8(pow(1 + factor * days / stability, -w[20]));
}

int pf_fsrs_interval(double stability)
{
    return (int)within(LEAST_INTERVAL, round(stability), MOST_INTERVAL);
}
