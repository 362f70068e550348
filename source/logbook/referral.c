/* SPDX-License-Identifier: EUPL-1.2 */
#include "logbook/referral.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { OLD_MONTHS = 24, INTERVALS = 64 };

#define BIT(service) (1u << (service))

unsigned referral_services(enum need_theme theme)
{
    enum { HELP = BIT(SERVICE_HELP) | BIT(SERVICE_LESSON) };
    switch (theme) {
    case NEED_TAX:
    case NEED_HOUSING:
    case NEED_JOB:
    case NEED_ENERGY:
    case NEED_HEALTH:
    case NEED_ITSME:
        return HELP | BIT(SERVICE_HELP_GOV);
    case NEED_DEVICE:
        return HELP | BIT(SERVICE_ADVICE) | BIT(SERVICE_LEND);
    case NEED_SUBSCRIPTION:
        return BIT(SERVICE_ADVICE) | BIT(SERVICE_HELP);
    default:
        return HELP;
    }
}

/* 1 = says it, 0 = says nothing, -1 = says only others. */
static int tongue_said(const struct offer *offer, int tongue)
{
    const char *word = tongue < 0 ? "" : tongue_word(tongue);
    size_t size = strlen(word);
    if (!size || !offer->languages[0]) {
        return size ? 0 : 1;
    }
    for (const char *at = offer->languages; *at; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        if (length == size && !strncmp(at, word, size)) {
            return 1;
        }
        at += length;
    }
    return -1;
}

static bool stands(const struct referral_ask *ask, const struct place *place,
                   const struct offer *offer)
{
    struct civil_date old =
        civil_date_add_months(ask->when.date, -(ask->old_months ? ask->old_months : OLD_MONTHS));
    return !place->removed && !place->provisional && offer->checked.year &&
           civil_date_compare(offer->checked, old) >= 0 &&
           (!offer->until.year || civil_date_compare(offer->until, ask->when.date) >= 0) &&
           !offer->internal;
}

static int moment_compare(struct civil a, struct civil b)
{
    int order = civil_date_compare(a.date, b.date);
    order = order ? order : a.hour - b.hour;
    return order ? order : a.minute - b.minute;
}

static const char *where_of(const struct offer *offer, struct civil from)
{
    int minute = from.hour * 60 + from.minute;
    for (size_t at = 0; at < offer->stop_count; at++) {
        const struct timetable_stop *stop = &offer->stops[at];
        if (!civil_date_compare(stop->date, from.date) && stop->from <= minute &&
            minute < stop->to) {
            return stop->where ? stop->where : "";
        }
    }
    return "";
}

static void moments_fill(const struct referral_ask *ask, const struct timetable *timetable,
                         struct referral *out)
{
    struct hours_interval intervals[INTERVALS];
    int days = ask->days > 0 ? ask->days : REFERRAL_DAYS;
    size_t count = timetable_intervals(timetable, ask->when.date, days, intervals, INTERVALS);
    count = count < INTERVALS ? count : INTERVALS;
    for (size_t at = 0; at < count && out->moment_count < REFERRAL_MOMENTS; at++) {
        struct referral_moment moment = {
            .from = intervals[at].from, .to = intervals[at].to, .begins = intervals[at].from};
        if (intervals[at].state != HOURS_OPEN || moment_compare(moment.to, ask->when) <= 0) {
            continue;
        }
        moment.where = where_of(out->offer, moment.from);
        if (moment_compare(moment.from, ask->when) <= 0) {
            moment.from = ask->when;
            out->now = true;
        }
        out->moments[out->moment_count++] = moment;
    }
}

static bool referral_of(const struct referral_ask *ask, const struct place *place,
                        const struct offer *offer, struct referral *out)
{
    struct timetable *timetable = NULL;
    struct fault why;
    int said = tongue_said(offer, ask->tongue);
    *out = (struct referral){.place = place, .offer = offer, .said = said > 0};
    if (!(ask->services >> offer->service & 1) || said < 0 || !stands(ask, place, offer)) {
        return false;
    }
    out->appointment = offer->access == ACCESS_APPOINTMENT;
    if (offer_timetable(place, offer, ask->hours, &timetable, &why)) {
        moments_fill(ask, timetable, out);
        bool unknown = timetable_unknown(timetable);
        timetable_free(timetable);
        if (out->moment_count || !unknown) {
            return out->moment_count > 0;
        }
    }
    out->appointment = out->appointment || offer->access == ACCESS_BOTH;
    return ask->days != 1 && (out->appointment || place->phone[0]);
}

int referral_next(const struct referral *found, int count,
                  struct referral_next out[REFERRAL_MOMENTS])
{
    int taken = 0, used[REFERRAL_MOST] = {0};
    while (taken < REFERRAL_MOMENTS) {
        int best = -1;
        for (int at = 0; at < count && at < REFERRAL_MOST; at++) {
            if (used[at] < found[at].moment_count &&
                (best < 0 || moment_compare(found[at].moments[used[at]].from,
                                            found[best].moments[used[best]].from) < 0)) {
                best = at;
            }
        }
        if (best < 0) {
            break;
        }
        out[taken++] = (struct referral_next){best, used[best]++};
    }
    return taken;
}

/* Help before lessons, where all else is alike. */
static int referral_order(const void *left, const void *right)
{
    const struct referral *a = left, *b = right;
    int order = (b->moment_count > 0) - (a->moment_count > 0);
    if (!order && a->moment_count) {
        order = civil_date_compare(a->moments[0].from.date, b->moments[0].from.date);
        order = order ? order : b->said - a->said;
        order = order ? order : moment_compare(a->moments[0].from, b->moments[0].from);
    }
    order = order ? order : b->said - a->said;
    order = order ? order : (int)a->offer->service - (int)b->offer->service;
    order = order ? order : strcmp(a->place->id, b->place->id);
    return order ? order : strcmp(a->offer->id, b->offer->id);
}

int referral_find(const struct referral_ask *ask, const struct place *const *places, size_t count,
                  struct referral out[REFERRAL_MOST])
{
    struct referral *all = NULL, one;
    size_t found = 0, room = 0;
    for (size_t at = 0; at < count; at++) {
        for (size_t k = 0; k < places[at]->offer_count; k++) {
            if (referral_of(ask, places[at], &places[at]->offers[k], &one)) {
                ARRAY_GROW(all, found, room);
                all[found++] = one;
            }
        }
    }
    if (found) {
        qsort(all, found, sizeof *all, referral_order);
        found = found < REFERRAL_MOST ? found : REFERRAL_MOST;
        memcpy(out, all, found * sizeof *all);
    }
    free(all);
    return (int)found;
}
