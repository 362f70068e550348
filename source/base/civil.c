/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/civil.h"

#include <string.h>

enum { DAY = 86400, HOUR = 3600, YEAR_FIRST = 1, YEAR_LAST = 9999 };
enum { DAYS_FIRST = -719162, DAYS_LAST = 2932896 }; /* 0001-01-01 and 9999-12-31 */

static bool year_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_length(int year, int month)
{
    static const int8_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && year_leap(year) ? 29 : lengths[month - 1];
}

static int64_t divide_down(int64_t value, int64_t by)
{
    return value / by - (value % by < 0);
}

/* Counts from 1 March of year 0, so that the leap day comes last in its year. */
int32_t civil_days(struct civil_date date)
{
    int year = date.year - (date.month <= 2);
    int month = (date.month + 9) % 12;
    int era = (int)divide_down(year, 400);
    int year_of_era = year - era * 400;
    int day_of_year = (153 * month + 2) / 5 + date.day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

struct civil_date civil_date_of(int32_t days)
{
    if (days < DAYS_FIRST || days > DAYS_LAST) {
        return (struct civil_date){0};
    }
    int32_t shifted = days + 719468;
    int32_t era = (int32_t)divide_down(shifted, 146097);
    int32_t day_of_era = shifted - era * 146097;
    int32_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t month = (5 * day_of_year + 2) / 153;
    struct civil_date date = {.day = (int8_t)(day_of_year - (153 * month + 2) / 5 + 1),
                              .month = (int8_t)(month < 10 ? month + 3 : month - 9)};
    date.year = (int16_t)(year_of_era + era * 400 + (date.month <= 2));
    return date;
}

enum civil_weekday civil_weekday_of(struct civil_date date)
{
    int32_t days = civil_days(date) + THURSDAY; /* 1970-01-01 */
    return (enum civil_weekday)(days - 7 * divide_down(days, 7));
}

/* The week's number is that of its Thursday within the Thursday's year (ISO 8601). */
int civil_week_of(struct civil_date date)
{
    int32_t thursday = civil_days(date) - (int32_t)civil_weekday_of(date) + THURSDAY;
    struct civil_date that = civil_date_of(thursday);
    if (!that.year) {
        return date.month == 12 ? 52 : 1;
    }
    struct civil_date new_year = {.year = that.year, .month = 1, .day = 1};
    return (thursday - civil_days(new_year)) / 7 + 1;
}

bool civil_date_valid(struct civil_date date)
{
    return date.year >= YEAR_FIRST && date.year <= YEAR_LAST && date.month >= 1 &&
           date.month <= 12 && date.day >= 1 && date.day <= month_length(date.year, date.month);
}

struct civil_date civil_date_add(struct civil_date date, int days)
{
    int64_t sum = (int64_t)civil_days(date) + days;
    if (sum < DAYS_FIRST || sum > DAYS_LAST) {
        return (struct civil_date){0};
    }
    return civil_date_of((int32_t)sum);
}

struct civil_date civil_date_add_months(struct civil_date date, int months)
{
    int64_t sum = (int64_t)date.year * 12 + date.month - 1 + months;
    int64_t year = divide_down(sum, 12);
    if (year < YEAR_FIRST || year > YEAR_LAST) {
        return (struct civil_date){0};
    }
    int month = (int)(sum - year * 12) + 1;
    int length = month_length((int)year, month);
    return (struct civil_date){.year = (int16_t)year,
                               .month = (int8_t)month,
                               .day = (int8_t)(date.day < length ? date.day : length)};
}

int civil_date_compare(struct civil_date a, struct civil_date b)
{
    if (a.year != b.year) {
        return a.year - b.year;
    }
    return a.month != b.month ? a.month - b.month : a.day - b.day;
}

/* 01:00 UTC on the last Sunday of `month`, which has 31 days. */
static int64_t clock_change(int year, int month)
{
    struct civil_date last = {.year = (int16_t)year, .month = (int8_t)month, .day = 31};
    int back = (civil_weekday_of(last) + 1) % 7;
    return (int64_t)(civil_days(last) - back) * DAY + HOUR;
}

static bool summer_time(int64_t moment)
{
    int64_t days = divide_down(moment, DAY);
    if (days < DAYS_FIRST || days > DAYS_LAST) {
        return false;
    }
    int year = civil_date_of((int32_t)days).year;
    return moment >= clock_change(year, 3) && moment < clock_change(year, 10);
}

static struct civil civil_of_wall(int64_t wall)
{
    int64_t days = divide_down(wall, DAY);
    if (days < DAYS_FIRST || days > DAYS_LAST) {
        return (struct civil){0};
    }
    int seconds = (int)(wall - days * DAY);
    return (struct civil){.date = civil_date_of((int32_t)days),
                          .hour = (int8_t)(seconds / HOUR),
                          .minute = (int8_t)(seconds / 60 % 60),
                          .second = (int8_t)(seconds % 60)};
}

struct civil civil_of_moment(int64_t moment)
{
    if (moment > INT64_MAX - 2 * HOUR) {
        return (struct civil){0};
    }
    return civil_of_wall(moment + (summer_time(moment) ? 2 * HOUR : HOUR));
}

static int64_t wall_seconds(struct civil civil)
{
    return (int64_t)civil_days(civil.date) * DAY + civil.hour * HOUR + civil.minute * 60 +
           civil.second;
}

int64_t civil_moment(struct civil civil)
{
    int64_t wall = wall_seconds(civil);
    return summer_time(wall - 2 * HOUR) ? wall - 2 * HOUR : wall - HOUR;
}

/* Takes exactly `digits` digits. */
static bool number_take(const char **at, int digits, int *out)
{
    *out = 0;
    for (int i = 0; i < digits; i++) {
        char c = **at;
        if (c < '0' || c > '9') {
            return false;
        }
        *out = *out * 10 + (c - '0');
        (*at)++;
    }
    return true;
}

static bool sign_take(const char **at, char sign)
{
    if (**at != sign) {
        return false;
    }
    (*at)++;
    return true;
}

static bool date_take(const char **at, struct civil_date *out)
{
    int year, month, day;
    bool ok = number_take(at, 4, &year) && sign_take(at, '-') && number_take(at, 2, &month) &&
              sign_take(at, '-') && number_take(at, 2, &day);
    if (!ok) {
        return false;
    }
    *out = (struct civil_date){(int16_t)year, (int8_t)month, (int8_t)day};
    return civil_date_valid(*out);
}

static bool time_take(const char **at, struct civil *out)
{
    int hour, minute, second = 0;
    bool ok = number_take(at, 2, &hour) && sign_take(at, ':') && number_take(at, 2, &minute) &&
              (!sign_take(at, ':') || number_take(at, 2, &second));
    if (!ok || hour > 23 || minute > 59 || second > 59) {
        return false;
    }
    out->hour = (int8_t)hour;
    out->minute = (int8_t)minute;
    out->second = (int8_t)second;
    return true;
}

/* Z or ±hh:mm; *known is false when there is none. */
static bool zone_take(const char **at, bool *known, int *offset)
{
    *known = **at != '\0';
    *offset = 0;
    if (!*known || sign_take(at, 'Z')) {
        return true;
    }
    int sign = **at == '-' ? -1 : 1;
    int hours, minutes;
    if (!sign_take(at, '+') && !sign_take(at, '-')) {
        return false;
    }
    if (!number_take(at, 2, &hours) || !sign_take(at, ':') || !number_take(at, 2, &minutes)) {
        return false;
    }
    *offset = sign * (hours * HOUR + minutes * 60);
    return hours <= 14 && minutes <= 59;
}

bool civil_date_parse(const char *text, struct civil_date *out)
{
    struct civil_date date;
    if (!text || !date_take(&text, &date) || *text) {
        return false;
    }
    *out = date;
    return true;
}

bool civil_moment_parse(const char *text, int64_t *out)
{
    struct civil civil = {0};
    bool known;
    int offset;
    bool ok = text && date_take(&text, &civil.date) && sign_take(&text, 'T') &&
              time_take(&text, &civil) && zone_take(&text, &known, &offset) && !*text;
    if (!ok) {
        return false;
    }
    int64_t moment = known ? wall_seconds(civil) - offset : civil_moment(civil);
    int64_t days = divide_down(moment, DAY);
    if (days < DAYS_FIRST || days > DAYS_LAST) {
        return false;
    }
    *out = moment;
    return true;
}

static char *number_put(char *out, int value, int digits)
{
    for (int i = digits - 1; i >= 0; i--) {
        out[i] = (char)('0' + value % 10);
        value /= 10;
    }
    return out + digits;
}

static char *date_put(char *out, struct civil_date date)
{
    out = number_put(out, date.year > 0 ? date.year : 0, 4);
    *out++ = '-';
    out = number_put(out, date.month > 0 ? date.month : 0, 2);
    *out++ = '-';
    return number_put(out, date.day > 0 ? date.day : 0, 2);
}

void civil_date_write(struct civil_date date, char out[CIVIL_DATE_SIZE])
{
    *date_put(out, date) = '\0';
}

void civil_moment_write(int64_t moment, char out[CIVIL_MOMENT_SIZE])
{
    struct civil civil = civil_of_wall(moment);
    out = date_put(out, civil.date);
    *out++ = 'T';
    out = number_put(out, civil.hour, 2);
    *out++ = ':';
    out = number_put(out, civil.minute, 2);
    *out++ = ':';
    out = number_put(out, civil.second, 2);
    memcpy(out, "Z", 2);
}
