// SPDX-License-Identifier: MIT
// Names dimensions, and writes values in the units in which people say them.
#include "text/quantity.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
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

void pf_power_format(char *text, size_t size, double number, int significant)
{
    char digits[64];
    snprintf(digits, sizeof digits, "%.*e", significant - 1, number); // 2.50e+30
    size_t length = strcspn(digits, "e");
    long power = digits[length] ? strtol(digits + length + 1, NULL, 10) : 0;
    digits[length] = '\0';
    double factor = strtod(digits, NULL);
    if (factor == 1)
        snprintf(text, size, "10^%ld", power);
    else
        snprintf(text, size, "%.*g × 10^%ld", significant, factor, power);
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
        pf_power_format(digits, sizeof digits, number, 3);
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

// The unit without a magnitude: " bytes", "/s".
static const pf_lexicon_display *plain_display(const pf_lexicon *lexicon, pf_dimension dimension)
{
    for (uint32_t i = 0; i < lexicon->display_count; i++)
        if (lexicon->displays[i].dimension == dimension && lexicon->displays[i].factor == 1)
            return &lexicon->displays[i];
    return NULL;
}

const char *pf_quantity_format(pf_arena *arena, const pf_lexicon *lexicon, pf_dimension dimension, double value)
{
    bool turned = dimension == PF_DIMENSION_RATIO && value > 0 && value < 1; // 1:20
    double shown = turned ? 1 / value : value;
    const pf_lexicon_display *display = display_for(lexicon, dimension, shown);
    double number = display ? shown / display->factor : shown;
    if (fabs(number) >= 1e12) { // "10^30" instead of so many trillions
        display = plain_display(lexicon, dimension);
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
