/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/calendar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"

enum {
    CALENDAR_CEILING = 256 * 1024,
    HOLIDAYS_CEILING = 1000, /* of a region */
    NAME_CEILING = 80,
    WEEKS_AHEAD = 104,
    WHERE = 64
};

static const char *const region_words[REGION_COUNT] = {"vl", "fr"};

struct region {
    struct civil_date from, until;   /* known */
    struct school_holiday *holidays; /* owned; in order, without overlap */
    size_t count;
};

struct calendar {
    cJSON *document; /* holds the names */
    struct region regions[REGION_COUNT];
};

const char *calendar_region_word(enum calendar_region region)
{
    return region_words[region];
}

bool calendar_region_parse(const char *word, enum calendar_region *out)
{
    for (int at = 0; at < REGION_COUNT; at++)
        if (strcmp(word, region_words[at]) == 0) {
            *out = (enum calendar_region)at;
            return true;
        }
    return false;
}

static bool refuse(struct fault *why, const char *key, const char *where, const char *member)
{
    char place[WHERE];
    snprintf(place, sizeof place, "%.40s.%.20s", where, member);
    return fault_set_text(why, FAULT_INPUT, key, place);
}

static bool date_take(const cJSON *object, const char *where, const char *member,
                      struct civil_date *out, struct fault *why)
{
    const cJSON *item = json_member(object, member);
    if (!item)
        return refuse(why, "hours.calendar.missing", where, member);
    if (!cJSON_IsString(item) || !civil_date_parse(item->valuestring, out))
        return refuse(why, "hours.calendar.date", where, member);
    return true;
}

static bool range_take(const cJSON *object, const char *where, struct civil_date *from,
                       struct civil_date *until, struct fault *why)
{
    if (!date_take(object, where, "from", from, why) ||
        !date_take(object, where, "until", until, why))
        return false;
    return civil_date_compare(*from, *until) <= 0 ||
           refuse(why, "hours.calendar.order", where, "until");
}

static bool name_take(const cJSON *object, const char *where, const char *member, const char **out,
                      struct fault *why)
{
    const cJSON *item = json_member(object, member);
    if (!item)
        return refuse(why, "hours.calendar.missing", where, member);
    if (!cJSON_IsString(item) || !item->valuestring[0] || strlen(item->valuestring) > NAME_CEILING)
        return refuse(why, "hours.calendar.name", where, member);
    *out = item->valuestring;
    return true;
}

static bool holiday_take(struct region *region, const cJSON *item, const char *where,
                         struct fault *why)
{
    struct school_holiday *holiday = &region->holidays[region->count];
    if (!range_take(item, where, &holiday->from, &holiday->until, why) ||
        !name_take(item, where, "nl", &holiday->nl, why) ||
        !name_take(item, where, "fr", &holiday->fr, why) ||
        !name_take(item, where, "en", &holiday->en, why))
        return false;
    struct civil_date before = region->count ? civil_date_add(holiday[-1].until, 1) : region->from;
    if (civil_date_compare(holiday->from, before) < 0)
        return refuse(why, "hours.calendar.order", where, "from");
    if (civil_date_compare(holiday->until, region->until) > 0)
        return refuse(why, "hours.calendar.order", where, "until");
    region->count++;
    return true;
}

static bool region_take(struct region *region, const cJSON *object, const char *word,
                        struct fault *why)
{
    const cJSON *items = json_member(object, "holidays"), *item;
    char where[WHERE];
    if (!range_take(object, word, &region->from, &region->until, why))
        return false;
    if (!cJSON_IsArray(items))
        return refuse(why, "hours.calendar.missing", word, "holidays");
    int size = cJSON_GetArraySize(items);
    if (size > HOLIDAYS_CEILING)
        return fault_set_text(why, FAULT_LIMIT, "hours.calendar.many", word);
    region->holidays = calloc((size_t)size + 1, sizeof *region->holidays);
    if (!region->holidays)
        return fault_set(why, FAULT_MEMORY, "fault.memory");
    cJSON_ArrayForEach(item, items)
    {
        snprintf(where, sizeof where, "%s.holidays[%zu]", word, region->count);
        if (!holiday_take(region, item, where, why))
            return false;
    }
    return true;
}

bool calendar_parse(const char *text, size_t size, struct calendar **out, struct fault *why)
{
    struct calendar *calendar = calloc(1, sizeof *calendar);
    *out = NULL;
    if (!calendar)
        return fault_set(why, FAULT_MEMORY, "fault.memory");
    bool read = json_parse(text, size, CALENDAR_CEILING, &calendar->document, why);
    const cJSON *regions = read ? json_member(calendar->document, "regions") : NULL;
    for (int at = 0; read && at < REGION_COUNT; at++) {
        const cJSON *object = json_member(regions, region_words[at]);
        read = object ? region_take(&calendar->regions[at], object, region_words[at], why)
                      : refuse(why, "hours.calendar.missing", "regions", region_words[at]);
    }
    if (!read) {
        calendar_free(calendar);
        return false;
    }
    *out = calendar;
    return true;
}

void calendar_free(struct calendar *calendar)
{
    if (!calendar)
        return;
    for (int at = 0; at < REGION_COUNT; at++)
        free(calendar->regions[at].holidays);
    cJSON_Delete(calendar->document);
    free(calendar);
}

const struct school_holiday *calendar_school_holiday(const struct calendar *calendar,
                                                     enum calendar_region region,
                                                     struct civil_date date)
{
    if (!calendar)
        return NULL;
    const struct region *known = &calendar->regions[region];
    size_t low = 0, high = known->count;
    while (low < high) { /* the first that is not over yet */
        size_t middle = low + (high - low) / 2;
        if (civil_date_compare(known->holidays[middle].until, date) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == known->count || civil_date_compare(known->holidays[low].from, date) > 0)
        return NULL;
    return &known->holidays[low];
}

bool calendar_knows(const struct calendar *calendar, enum calendar_region region,
                    struct civil_date date)
{
    if (!calendar)
        return false;
    const struct region *known = &calendar->regions[region];
    return civil_date_compare(known->from, date) <= 0 &&
           civil_date_compare(date, known->until) <= 0;
}

/* `known` = every day must be one that the calendar knows. */
static bool is_week(const struct calendar *calendar, enum calendar_region region,
                    struct civil_date monday, bool school, bool known)
{
    for (int day = 0; day < 7; day++) {
        struct civil_date date = civil_date_add(monday, day);
        if (hours_public_holiday(date) ||
            !calendar_school_holiday(calendar, region, date) == school ||
            (known && !calendar_knows(calendar, region, date)))
            return false;
    }
    return true;
}

static bool week_find(const struct calendar *calendar, enum calendar_region region,
                      struct civil_date monday, bool school, bool known, struct civil_date *out)
{
    for (int week = 0; week < WEEKS_AHEAD; week++) {
        *out = civil_date_add(monday, week * 7);
        if (is_week(calendar, region, *out, school, known))
            return true;
    }
    return false;
}

bool calendar_week(const struct calendar *calendar, enum calendar_region region,
                   struct civil_date from, bool school, struct civil_date *monday)
{
    struct civil_date first = civil_date_add(from, -(int)civil_weekday_of(from));
    if (school)
        return week_find(calendar, region, first, true, true, monday);
    return (calendar && week_find(calendar, region, first, false, true, monday)) ||
           week_find(NULL, region, first, false, false, monday);
}
