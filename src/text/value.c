// SPDX-License-Identifier: MIT
// Names dimensions, and writes values in the units in which people say them.
#include "text/quantity.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const dimension_names[PF_DIMENSIONS] = {"count", "size",    "duration", "rate",    "data_rate",
                                                           "ratio", "percent", "distance", "interval"};

const char *pf_dimension_name(pf_dimension dimension)
{
    return (unsigned)dimension < PF_DIMENSIONS ? dimension_names[dimension] : "unknown";
}

const char *pf_dimension_example(pf_dimension dimension)
{
    static const char *const examples[PF_DIMENSIONS] = {
        "5000",  "5 MB", "20 min", "500 per second", "20 MB/s", "10:1", "97%", "5 km", "every 5 s"};
    return (unsigned)dimension < PF_DIMENSIONS ? examples[dimension] : "5";
}

// Three significant digits below a thousand, whole numbers in groups of three above.
static const char *format_number(pf_arena *arena, double number, bool exact)
{
    char digits[64];
    if (number < 1000 && number > -1000) {
        snprintf(digits, sizeof digits, "%.*g", exact ? 12 : 3, number);
        return pf_arena_copy(arena, digits, strlen(digits));
    }
    if (!(number < 1e12 && number > -1e12)) {
        snprintf(digits, sizeof digits, "%.3g", number);
        return pf_arena_copy(arena, digits, strlen(digits));
    }
    snprintf(digits, sizeof digits, "%.0f", number);
    char grouped[96];
    size_t length = strlen(digits), at = 0;
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0 && digits[i - 1] != '-')
            grouped[at++] = ',';
        grouped[at++] = digits[i];
    }
    return pf_arena_copy(arena, grouped, at);
}

static bool is_whole(double number)
{
    return fabs(number - nearbyint(number)) <= 1e-9 * fabs(number);
}

// The largest unit in which the value is whole and short, else the largest that it reaches, else the smallest.
static const pf_lexicon_display *display_for(const pf_lexicon *lexicon, pf_dimension dimension, double value)
{
    const pf_lexicon_display *smallest = NULL, *reached = NULL, *whole = NULL;
    for (uint32_t i = 0; i < lexicon->display_count; i++) {
        const pf_lexicon_display *display = &lexicon->displays[i];
        if (display->dimension != dimension)
            continue;
        if (!smallest || display->factor < smallest->factor)
            smallest = display;
        if (value < display->least * (1 - 1e-9))
            continue;
        double number = value / display->factor;
        if (!reached || display->factor > reached->factor)
            reached = display;
        if (is_whole(number) && number < 999.5 && (!whole || display->factor > whole->factor))
            whole = display;
    }
    return whole ? whole : reached ? reached : smallest;
}

const char *pf_quantity_format(pf_arena *arena, const pf_lexicon *lexicon, pf_dimension dimension, double value)
{
    bool turned = dimension == PF_DIMENSION_RATIO && value > 0 && value < 1; // 1:20
    double shown = turned ? 1 / value : value;
    const pf_lexicon_display *display = display_for(lexicon, dimension, shown);
    double number = display ? shown / display->factor : shown;
    if (fabs(number) >= 1e12) { // "1e+30" instead of so many trillions
        display = NULL;
        number = shown;
    }
    bool share = dimension == PF_DIMENSION_PERCENT; // 99.99 % is not 100 %
    if (is_whole(number))
        number = nearbyint(number);
    const char *digits = format_number(arena, number, share || is_whole(number));
    if (!digits)
        return NULL;
    if (turned)
        return pf_arena_format(arena, "1:%s", digits);
    return pf_arena_format(arena, "%s%s", digits, display ? lexicon->strings + display->text : "");
}
