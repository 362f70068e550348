/* SPDX-License-Identifier: EUPL-1.2 */
/* calendar.h – the days that are not like others: Belgian legal holidays and school holidays.
 *
 * Legal holidays (wet van 4 januari 1974; ten a year) are computed for any year. School holidays are
 * dated data, assets/calendar/school_holidays.json, with the source of each; beyond the last
 * date that the file knows nothing is guessed. Pure; a calendar never changes, any thread may ask. */
#ifndef HOURS_CALENDAR_H
#define HOURS_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/civil.h"
#include "base/fault.h"

enum calendar_region { REGION_FLEMISH, REGION_FRENCH, REGION_COUNT }; /* of the Community */
const char *calendar_region_word(enum calendar_region region); /* "vl" "fr" */
bool calendar_region_parse(const char *word, enum calendar_region *out);

bool hours_public_holiday(struct civil_date date);

struct calendar; /* opaque */
/* Reads the file's text; the fault names the holiday and the member. Per region: the first and the
 * last day that is known, and its holidays in order, without overlap, inside those days. */
bool calendar_parse(const char *text, size_t size, struct calendar **out, struct fault *why);
void calendar_free(struct calendar *calendar);

struct school_holiday {
    struct civil_date from, until; /* both inside */
    const char *nl, *fr, *en;      /* borrowed: "kerstvakantie" */
};
/* The school holiday that `date` lies in; NULL = a school day, or not known, or no calendar. */
const struct school_holiday *calendar_school_holiday(const struct calendar *calendar,
                                                     enum calendar_region region,
                                                     struct civil_date date);
/* The days for which school holidays are known at all. */
bool calendar_knows(const struct calendar *calendar, enum calendar_region region,
                    struct civil_date date);

/* The first Monday at or after `from`'s week whose seven days have neither legal nor school holidays
 * (`school` false), or are all school holidays without a legal one (`school` true); within two
 * years. false = no such week is known. Without a calendar, or where it knows none of those
 * weeks, only legal holidays are looked at for `school` false. */
bool calendar_week(const struct calendar *calendar, enum calendar_region region,
                   struct civil_date from, bool school, struct civil_date *monday);

#endif
