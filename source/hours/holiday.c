/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/hours.h"

#include "hours/hours_inner.h"

/* The Gregorian computus of Meeus, Jones and Butcher. */
struct civil_date easter_of(int year)
{
    int a = year % 19, b = year / 100, c = year % 100;
    int d = b / 4, e = b % 4, g = (8 * b + 13) / 25;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int sum = h + l - 7 * m + 114;
    return (struct civil_date){(int16_t)year, (int8_t)(sum / 31), (int8_t)(sum % 31 + 1)};
}

bool hours_public_holiday(struct civil_date date)
{
    static const struct {
        int8_t month, day;
    } fixed[] = {{1, 1}, {5, 1}, {7, 21}, {8, 15}, {11, 1}, {11, 11}, {12, 25}};
    static const int after_easter[] = {1, 39, 50}; /* Easter Monday, Ascension, Whit Monday */
    if (!civil_date_valid(date))
        return false;
    for (size_t at = 0; at < sizeof fixed / sizeof *fixed; at++)
        if (date.month == fixed[at].month && date.day == fixed[at].day)
            return true;
    int32_t since = civil_days(date) - civil_days(easter_of(date.year));
    for (size_t at = 0; at < sizeof after_easter / sizeof *after_easter; at++)
        if (since == after_easter[at])
            return true;
    return false;
}
