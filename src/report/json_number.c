// SPDX-License-Identifier: MIT
// Numbers as JSON writes them.
#include "report/json_number.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { REAL_DIGITS = 12 };

// With zeros before it, at least `width` digits.
static size_t write_digits(char *text, uint64_t value, size_t width)
{
    char digits[20];
    size_t at = sizeof digits;
    while (value > 0 || sizeof digits - at < width) {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    }
    memcpy(text, digits + at, sizeof digits - at);
    return sizeof digits - at;
}

size_t pf_json_write_integer(char text[PF_JSON_NUMBER], int64_t value)
{
    if (value >= 0)
        return write_digits(text, (uint64_t)value, 1);
    text[0] = '-';
    return 1 + write_digits(text + 1, 0 - (uint64_t)value, 1);
}

// As "%.12g" writes it, with ".0" behind what would look like an integer, and no more in the exponent than it needs.
static size_t write_printed(char text[PF_JSON_NUMBER], double value)
{
    size_t length = (size_t)snprintf(text, PF_JSON_NUMBER, "%.*g", REAL_DIGITS, value);
    char *exponent = strchr(text, 'e');
    if (!exponent && !strchr(text, '.')) {
        memcpy(text + length, ".0", 2);
        return length + 2;
    }
    if (!exponent)
        return length;
    char *digits = exponent + 1 + (exponent[1] == '-' || exponent[1] == '+');
    char *kept = exponent + 1 + (exponent[1] == '-');
    digits += strspn(digits, "0");
    memmove(kept, digits, (size_t)(text + length - digits));
    return length - (size_t)(digits - kept);
}

// Finds `digits` and `decimals` so that digits / 10^decimals is the value (above 0) in 12 digits. False where the product below, which
// is off by less than a ten thousandth, does not tell how to round, and where 12 digits are written with an exponent.
static bool round_to_digits(double value, uint64_t *digits, size_t *decimals)
{
    static const double powers[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    if (!(value >= 1e-4 && value < 1e12))
        return false;
    size_t power = value < 1 ? REAL_DIGITS - 1 : 0;
    while (value * powers[power] < 1e11 && power + 1 < sizeof powers / sizeof *powers)
        power++;
    double scaled = value * powers[power], whole = floor(scaled), rest = scaled - whole;
    if (fabs(rest - 0.5) < 0.001)
        return false;
    *digits = (uint64_t)whole + (rest > 0.5);
    *decimals = power;
    return *digits >= UINT64_C(100000000000) && *digits < UINT64_C(1000000000000);
}

size_t pf_json_write_real(char text[PF_JSON_NUMBER], double value)
{
    uint64_t digits, power = 1;
    size_t decimals, length = 0;
    if (!round_to_digits(fabs(value), &digits, &decimals)) // as fast as the rest of the output; printf takes ten times as long
        return write_printed(text, value);
    for (; decimals > 0 && digits % 10 == 0; decimals--)
        digits /= 10;
    for (size_t i = 0; i < decimals; i++)
        power *= 10;
    if (value < 0)
        text[length++] = '-';
    length += write_digits(text + length, digits / power, 1);
    text[length++] = '.';
    return length + write_digits(text + length, digits % power, decimals ? decimals : 1);
}
