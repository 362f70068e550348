/* SPDX-License-Identifier: EUPL-1.2 */
/* civil.h – dates and times of day as people in Belgium read them.
 *
 * A moment is an int64_t: seconds since 1970-01-01T00:00:00Z, no leap seconds. A civil value is
 * wall time in Europe/Brussels; summer time follows directive 2000/84/EC (last Sunday of March
 * 01:00 UTC to last Sunday of October 01:00 UTC) for every year. Years 1 to 9999. */
#ifndef BASE_CIVIL_H
#define BASE_CIVIL_H

#include <stdbool.h>
#include <stdint.h>

struct civil_date {
    int16_t year; /* 0 = no date */
    int8_t month; /* 1–12 */
    int8_t day;   /* 1–31 */
};

struct civil {
    struct civil_date date;
    int8_t hour, minute, second;
};

enum civil_weekday { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };

int32_t civil_days(struct civil_date date); /* days since 1970-01-01 */
struct civil_date civil_date_of(int32_t days);
enum civil_weekday civil_weekday_of(struct civil_date date);
int civil_week_of(struct civil_date date); /* ISO week number 1–53 */
bool civil_date_valid(struct civil_date date);
struct civil_date civil_date_add(struct civil_date date, int days);
/* Adds months; the day is cut to the month's last day. */
struct civil_date civil_date_add_months(struct civil_date date, int months);
int civil_date_compare(struct civil_date a, struct civil_date b); /* <0, 0, >0 */

struct civil civil_of_moment(int64_t moment);
/* The moment of a wall time. In the hour that is skipped, the time one hour later; in the hour
 * that comes twice, the first. */
int64_t civil_moment(struct civil civil);

/* "2026-05-12" and "2026-05-12T15:04:05" (also without seconds, or with Z or +hh:mm: `moment`
 * then honours it; without zone Brussels wall time). The whole text must fit. */
bool civil_date_parse(const char *text, struct civil_date *out);
bool civil_moment_parse(const char *text, int64_t *out);
enum { CIVIL_DATE_SIZE = 11, CIVIL_MOMENT_SIZE = 21 };
void civil_date_write(struct civil_date date, char out[CIVIL_DATE_SIZE]);
void civil_moment_write(int64_t moment, char out[CIVIL_MOMENT_SIZE]); /* UTC, "…Z" */

#endif
