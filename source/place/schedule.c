/* SPDX-License-Identifier: EUPL-1.2 */
#include "place/schedule_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/utf8.h"
#include "place/field_inner.h"
#include "place/place.h"

enum { HOUR = 60, DAY = 24 * HOUR, STOP_TEXT = 64 };

/* ---- in a document ---- */

static bool digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* "14:00", "9.30", "9u", "14h15", "9" at *at; moves behind it. Up to 48:00. */
static bool clock_take(const char **at, int16_t *minutes)
{
    const char *text = *at;
    int hour = 0, minute = 0, digits = 0;
    for (; digit(*text) && digits < 2; digits++) {
        hour = hour * 10 + (*text++ - '0');
    }
    if (!digits || digit(*text)) {
        return false;
    }
    bool letter = *text == 'u' || *text == 'h';
    if ((*text == ':' || *text == '.' || letter) && digit(text[1]) && digit(text[2])) {
        minute = (text[1] - '0') * 10 + (text[2] - '0');
        text += 3;
    } else if (letter) {
        text++;
    }
    *minutes = (int16_t)(hour * HOUR + minute);
    *at = text;
    return minute < 60 && *minutes <= 2 * DAY && !digit(*text);
}

static bool clock_read(const cJSON *stop, const char *key, int16_t *minutes)
{
    const char *text = json_text(stop, key, "");
    return strlen(text) == 5 && text[2] == ':' && clock_take(&text, minutes) && !*text;
}

/* An end before the begin lies after midnight. */
static void end_later(struct timetable_stop *stop)
{
    stop->to = (int16_t)(stop->to < stop->from ? stop->to + DAY : stop->to);
}

static bool stop_read(const cJSON *object, struct timetable_stop *stop)
{
    const cJSON *where = json_member(object, "where");
    if (!cJSON_IsObject(object) || !civil_date_parse(json_text(object, "date", ""), &stop->date) ||
        !clock_read(object, "from", &stop->from) || !clock_read(object, "to", &stop->to)) {
        return false;
    }
    end_later(stop);
    stop->where = "";
    if (where) {
        if (!cJSON_IsString(where) || strlen(where->valuestring) > 4 * FIELD_LINE ||
            field_text_trouble(where->valuestring) >= 0) {
            return false;
        }
        stop->where = where->valuestring;
    }
    return timetable_stop_valid(stop);
}

static int stop_order(const void *left, const void *right)
{
    const struct timetable_stop *a = left, *b = right;
    int days = civil_date_compare(a->date, b->date);
    return days ? days : a->from != b->from ? a->from - b->from : a->to - b->to;
}

struct timetable_stop *stops_read(const cJSON *array, size_t *count, int *odd)
{
    *count = 0;
    if (!array) {
        return NULL;
    }
    *odd += !cJSON_IsArray(array);
    struct timetable_stop *stops = NULL;
    size_t room = 0;
    const cJSON *element;
    for (element = cJSON_IsArray(array) ? array->child : NULL; element; element = element->next) {
        struct timetable_stop stop;
        if (*count == TIMETABLE_STOPS || !stop_read(element, &stop)) {
            (*odd)++;
            continue;
        }
        ARRAY_GROW(stops, *count, room);
        stops[(*count)++] = stop;
    }
    if (*count) {
        qsort(stops, *count, sizeof *stops, stop_order);
    }
    return stops;
}

/* ---- as typed ---- */

static void spaces_skip(const char **at)
{
    *at += strspn(*at, " \t");
}

static bool dash_take(const char **at)
{
    spaces_skip(at);
    size_t size = **at == '-' ? 1 : strncmp(*at, "\xe2\x80\x93", 3) == 0 ? 3 : 0;
    *at += size;
    spaces_skip(at);
    return size > 0;
}

static bool day_take(const char **at, struct civil_date *date)
{
    char day[16];
    size_t size = strcspn(*at, " \t");
    if (size >= sizeof day) {
        return false;
    }
    memcpy(day, *at, size);
    day[size] = '\0';
    *at += size;
    spaces_skip(at);
    return field_date(day, date);
}

/* One piece without ";"; the place is what stands behind the times, also behind a comma. */
static bool stop_typed(const char *text, struct timetable_stop *stop, const char **wrong)
{
    *wrong = text;
    if (!day_take(&text, &stop->date)) {
        return false;
    }
    *wrong = text;
    if (!clock_take(&text, &stop->from) || !dash_take(&text) || !clock_take(&text, &stop->to)) {
        return false;
    }
    end_later(stop);
    if (!timetable_stop_valid(stop) || (*text && !strchr(" \t,", *text))) {
        return false;
    }
    stop->where = text + strspn(text, " \t,");
    *wrong = stop->where;
    return utf8_length(stop->where) <= FIELD_LINE;
}

static void clock_write(int minutes, char out[STOP_TEXT])
{
    snprintf(out, STOP_TEXT, "%02d:%02d", minutes / HOUR, minutes % HOUR);
}

/* An end within a day of the begin is told by the clock, as people do. */
static int clock_end(const struct timetable_stop *stop)
{
    bool clock = stop->to > DAY && stop->to - DAY < stop->from;
    return clock ? stop->to - DAY : stop->to;
}

static cJSON *stop_json(const struct timetable_stop *stop)
{
    char text[STOP_TEXT];
    cJSON *object = cJSON_CreateObject();
    civil_date_write(stop->date, text);
    cJSON_AddStringToObject(object, "date", text);
    clock_write(stop->from, text);
    cJSON_AddStringToObject(object, "from", text);
    clock_write(clock_end(stop), text);
    cJSON_AddStringToObject(object, "to", text);
    if (*stop->where) {
        cJSON_AddStringToObject(object, "where", stop->where);
    }
    return object;
}

static bool typed_fault(struct fault *why, const char *piece, const char *text, const char *wrong)
{
    fault_set_text(why, FAULT_INPUT, "fault.field.stop", piece);
    return fault_at(why, wrong - text);
}

static bool pieces_read(char *copy, struct timetable_stop *stops, size_t *count, struct fault *why)
{
    char *piece = copy;
    while (*piece) {
        piece += strspn(piece, "; \t");
        size_t size = strcspn(piece, ";");
        bool more = piece[size] == ';';
        char *end = piece + size;
        while (end > piece && strchr(" \t", end[-1])) {
            end--;
        }
        *end = '\0';
        const char *wrong;
        if (end > piece && *count == TIMETABLE_STOPS) {
            fault_set(why, FAULT_LIMIT, "timetable.fault.stops");
            message_add_count(&why->what, TIMETABLE_STOPS);
            return fault_at(why, piece - copy);
        }
        if (end > piece && !stop_typed(piece, &stops[(*count)++], &wrong)) {
            return typed_fault(why, piece, copy, wrong);
        }
        piece += size + more;
    }
    return true;
}

bool stops_typed(const char *text, cJSON **out, struct fault *why)
{
    struct timetable_stop *stops = memory_take(TIMETABLE_STOPS * sizeof *stops);
    char *copy = memory_text(text);
    size_t count = 0;
    bool ok = pieces_read(copy, stops, &count, why);
    *out = NULL;
    if (ok && count) {
        qsort(stops, count, sizeof *stops, stop_order);
        *out = cJSON_CreateArray();
        for (size_t i = 0; i < count; i++) {
            cJSON_AddItemToArray(*out, stop_json(&stops[i]));
        }
    }
    free(copy);
    free(stops);
    return ok;
}

void stops_write(const struct timetable_stop *stops, size_t count, struct buffer *out)
{
    for (size_t i = 0; i < count; i++) {
        char day[CIVIL_DATE_SIZE], from[STOP_TEXT], to[STOP_TEXT];
        civil_date_write(stops[i].date, day);
        clock_write(stops[i].from, from);
        clock_write(clock_end(&stops[i]), to);
        buffer_addf(out, "%s%s %s-%s%s", i ? "; " : "", day, from, to, *stops[i].where ? " " : "");
        for (const char *at = stops[i].where; *at; at++) {
            buffer_add_byte(out, (char)(*at == ';' ? ',' : *at));
        }
    }
}

/* ---- when a place or an offer is there ---- */

static struct civil_date later(struct civil_date a, struct civil_date b)
{
    return civil_date_compare(a, b) > 0 ? a : b;
}

bool place_timetable(const struct place *place, const struct hours_setting *setting,
                     struct timetable **out, struct fault *why)
{
    struct timetable_parts parts = {.hours = place->hours, .closed_until = place->closed_until};
    return timetable_make(&parts, setting, out, why);
}

bool offer_own_hours(const struct offer *offer)
{
    return *offer->hours || offer->stop_count > 0;
}

bool offer_own_time(const struct offer *offer)
{
    return offer_own_hours(offer) || offer->closed_until.year || offer->from.year ||
           offer->until.year;
}

bool offer_timetable(const struct place *place, const struct offer *offer,
                     const struct hours_setting *setting, struct timetable **out, struct fault *why)
{
    bool own = offer_own_hours(offer);
    struct timetable_parts parts = {
        .hours = own ? offer->hours : place->hours,
        .appointment = offer->access == ACCESS_APPOINTMENT,
        .closed_until = later(place->closed_until, offer->closed_until),
        .from = offer->from,
        .until = offer->until,
        .stops = offer->stops,
        .stop_count = offer->stop_count,
    };
    return timetable_make(&parts, setting, out, why);
}

/* ---- for others ---- */

static void parts_write(const struct timetable_parts *parts, struct buffer *out)
{
    struct timetable *timetable = NULL;
    struct fault ignored;
    struct buffer text;
    buffer_init(&text, 4 * HOURS_TEXT_CEILING);
    bool whole =
        timetable_make(parts, NULL, &timetable, &ignored) && timetable_write(timetable, &text);
    buffer_add_text(out, whole ? buffer_text(&text) : parts->hours);
    buffer_clear(&text);
    timetable_free(timetable);
}

void place_opening_hours(const struct place *place, struct buffer *out)
{
    const struct timetable_parts parts = {.hours = place->hours,
                                          .closed_until = place->closed_until};
    parts_write(&parts, out);
}

void offer_opening_hours(const struct place *place, const struct offer *offer, struct buffer *out)
{
    struct timetable_parts parts = {
        .hours = offer->hours,
        .closed_until = later(place->closed_until, offer->closed_until),
        .stops = offer->stops,
        .stop_count = offer->stop_count,
    };
    if (!offer_own_hours(offer)) {
        if (!offer->closed_until.year) {
            return;
        }
        parts.hours = place->hours;
    }
    parts_write(&parts, out);
}
