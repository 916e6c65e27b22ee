// SPDX-License-Identifier: MIT
// Points in time as text in UTC.
#include "quiz/utc.h"

#include "base/bytes.h"

#include <stdio.h>
#include <string.h>

enum { DAY = 24 * 60 * 60 };

// Days are counted in eras of 400 years that begin on the first of March, so that the leap day comes last (H. Hinnant,
// "chrono-Compatible Low-Level Date Algorithms").
enum { ERA_YEARS = 400, ERA_DAYS = 146097, EPOCH = 719468 };

static int64_t floored(int64_t number, int64_t divisor)
{
    return number / divisor - (number % divisor < 0);
}

// Days since 1970-01-01 of a date in the Gregorian calendar.
static int64_t days_of(int64_t year, int64_t month, int64_t day)
{
    year -= month <= 2;
    int64_t era = floored(year, ERA_YEARS), year_of_era = year - era * ERA_YEARS;
    int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * ERA_DAYS + day_of_era - EPOCH;
}

bool pf_utc_write(int64_t time, char text[PF_UTC_SIZE])
{
    *text = '\0';
    if (time < days_of(0, 1, 1) * DAY || time >= days_of(10000, 1, 1) * DAY)
        return false;
    int64_t days = floored(time, DAY), second = time - days * DAY;
    int64_t era = floored(days + EPOCH, ERA_DAYS), day_of_era = days + EPOCH - era * ERA_DAYS;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t march = (5 * day_of_year + 2) / 153, month = march < 10 ? march + 3 : march - 9;
    char whole[64]; // as long as the compiler fears it might be
    snprintf(whole, sizeof whole, "%04d-%02d-%02dT%02d:%02d:%02dZ", (int)(year_of_era + era * ERA_YEARS + (month <= 2)), (int)month,
             (int)(day_of_year - (153 * march + 2) / 5 + 1), (int)(second / 3600), (int)(second / 60 % 60), (int)(second % 60));
    memcpy(text, whole, PF_UTC_SIZE);
    return true;
}

static int64_t number_at(const char *text, size_t length)
{
    int64_t number = 0;
    for (size_t i = 0; i < length; i++)
        number = number * 10 + (text[i] - '0');
    return number;
}

static bool has_shape(const char *text)
{
    static const char shape[] = "dddd-dd-ddTdd:dd:ddZ";
    if (strlen(text) != sizeof shape - 1)
        return false;
    for (size_t i = 0; shape[i]; i++)
        if (shape[i] == 'd' ? !is_digit(text[i]) : text[i] != shape[i])
            return false;
    return true;
}

// A day or an hour that there is not would be written otherwise.
bool pf_utc_read(const char *text, int64_t *time)
{
    char again[PF_UTC_SIZE];
    if (!has_shape(text))
        return false;
    *time = days_of(number_at(text, 4), number_at(text + 5, 2), number_at(text + 8, 2)) * DAY + number_at(text + 11, 2) * 3600 +
            number_at(text + 14, 2) * 60 + number_at(text + 17, 2);
    return pf_utc_write(*time, again) && strcmp(text, again) == 0;
}
