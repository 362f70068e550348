/* SPDX-License-Identifier: EUPL-1.2 */
/* When places and offers are there: the calendar, and each timetable read once.
 *
 * A timetable lies with the entry it was read from and goes with it; `setting_stamp` tells those
 * that were read for another wijk or region. */
#include "action/project_inner.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "system/file.h"

enum { CALENDAR_CEILING = 1024 * 1024 };

/* ---- the setting ---- */

void when_open(struct project *project)
{
    char folder[SYSTEM_PATH], file[SYSTEM_PATH];
    struct buffer text;
    struct fault why;
    if (!path_join(folder, sizeof folder, project->assets, "calendar") ||
        !path_join(file, sizeof file, folder, "school_holidays.json") ||
        !file_read(file, CALENDAR_CEILING, &text, &why)) {
        log_warn("no school holidays: their file cannot be read");
        return;
    }
    if (!calendar_parse(buffer_text(&text), text.size, &project->calendar, &why)) {
        log_warn("no school holidays: %s %s", why.what.key, why.detail);
        project->calendar = NULL;
    }
    buffer_clear(&text);
}

void when_close(struct project *project)
{
    calendar_free(project->calendar);
}

struct hours_setting when_setting(const struct project *project, const struct wijk *wijk)
{
    struct hours_setting setting = {50.8466, 4.3528, project->calendar, wijk->school};
    if (wijk->border) {
        struct point middle = box_middle(wijk->border->box);
        setting.lat = middle.lat;
        setting.lon = middle.lon;
    }
    return setting;
}

void when_refresh(struct project *project)
{
    const struct hours_setting before = project->setting;
    struct hours_setting *setting = &project->setting;
    *setting = when_setting(project, &project->wijk);
    bool same = before.lat == setting->lat && before.lon == setting->lon &&
                before.calendar == setting->calendar && before.region == setting->region;
    project->setting_stamp += !same || !project->setting_stamp;
}

const struct hours_setting *project_hours(const struct project *project)
{
    return &project->setting;
}

/* ---- timetables ---- */

void when_forget(struct entry *entry)
{
    for (size_t i = 0; entry->whens && i <= entry->place.offer_count; i++) {
        timetable_free(entry->whens[i].timetable);
    }
    free(entry->whens);
    entry->whens = NULL;
}

static bool timetable_read(const struct place *place, const struct offer *offer,
                           const struct hours_setting *setting, struct timetable **out)
{
    struct fault ignored;
    return offer ? offer_timetable(place, offer, setting, out, &ignored)
                 : place_timetable(place, setting, out, &ignored);
}

/* Hours that cannot be read are not known; a closure or an end holds all the same. */
static struct timetable *timetable_of(const struct place *place, const struct offer *offer,
                                      const struct hours_setting *setting)
{
    struct timetable *timetable = NULL;
    if (timetable_read(place, offer, setting, &timetable)) {
        return timetable;
    }
    struct place bare = *place;
    struct offer plain = offer ? *offer : (struct offer){.id = ""};
    bare.hours = plain.hours = "";
    return timetable_read(&bare, offer ? &plain : NULL, setting, &timetable) ? timetable : NULL;
}

/* Says nothing at all: the same as not known. */
static bool says_nothing(const struct timetable *timetable)
{
    const struct civil_date first = {1, 1, 1}, last = {9999, 12, 31};
    return timetable && timetable_unknown(timetable) && !timetable_appointment(timetable) &&
           timetable_at(timetable, (struct civil){.date = first}) == HOURS_UNKNOWN &&
           timetable_at(timetable, (struct civil){.date = last}) == HOURS_UNKNOWN;
}

const struct timetable *project_timetable(struct project *project, const struct place *place,
                                          const struct offer *offer)
{
    struct entry *entry = view_entry(place);
    if (!entry->whens || entry->when_stamp != project->setting_stamp) {
        when_forget(entry);
        entry->whens = memory_take(sizeof *entry->whens * (place->offer_count + 1));
        entry->when_stamp = project->setting_stamp;
    }
    struct when *when = &entry->whens[offer ? offer - place->offers + 1 : 0];
    if (!when->read) {
        when->read = true;
        when->timetable = timetable_of(place, offer, &project->setting);
        if (says_nothing(when->timetable)) {
            timetable_free(when->timetable);
            when->timetable = NULL;
        }
    }
    return when->timetable;
}

/* ---- is anything there ---- */

static enum hours_state either(enum hours_state a, enum hours_state b)
{
    if (a == HOURS_OPEN || b == HOURS_OPEN) {
        return HOURS_OPEN;
    }
    return a == HOURS_UNKNOWN || b == HOURS_UNKNOWN ? HOURS_UNKNOWN : HOURS_CLOSED;
}

static enum hours_state state_of(struct project *project, const struct place *place,
                                 const struct offer *offer, struct civil when)
{
    const struct timetable *timetable = project_timetable(project, place, offer);
    return timetable ? timetable_at(timetable, when) : HOURS_UNKNOWN;
}

enum hours_state project_place_at(struct project *project, const struct place *place, int service,
                                  struct civil when)
{
    enum hours_state state = HOURS_CLOSED;
    bool asked = false;
    for (size_t i = 0; i < place->offer_count; i++) {
        const struct offer *offer = &place->offers[i];
        if (service == ACTION_ALL_SERVICES || (int)offer->service == service) {
            state = either(state, state_of(project, place, offer, when));
            asked = true;
        }
    }
    if (service == ACTION_ALL_SERVICES) {
        enum hours_state own = state_of(project, place, NULL, when);
        /* A caravan has no hours of its own: what its offers say holds. */
        state = own == HOURS_UNKNOWN && asked ? state : either(state, own);
    }
    return state;
}

/* ---- which one speaks ---- */

/* The minutes until it opens, 0 = it is open; -1 = it does not, or nobody knows. */
static int64_t opens_in(const struct timetable *timetable, struct civil when)
{
    struct civil at;
    enum hours_state becomes, state = timetable_at(timetable, when);
    if (state == HOURS_OPEN) {
        return 0;
    }
    if (state == HOURS_UNKNOWN || !timetable_next_change(timetable, when, &at, &becomes) ||
        becomes != HOURS_OPEN) {
        return -1;
    }
    return (int64_t)(civil_days(at.date) - civil_days(when.date)) * 1440 +
           (at.hour - when.hour) * 60 + at.minute - when.minute;
}

const struct timetable *project_place_timetable(struct project *project, const struct place *place,
                                                struct civil when)
{
    const struct timetable *best = project_timetable(project, place, NULL);
    int64_t soonest = -1;
    if (best && (!timetable_unknown(best) || timetable_at(best, when) == HOURS_CLOSED)) {
        return best;
    }
    best = NULL;
    for (size_t i = 0; i < place->offer_count; i++) {
        const struct timetable *timetable = project_timetable(project, place, &place->offers[i]);
        int64_t opens = timetable ? opens_in(timetable, when) : -1;
        if (timetable && (!best || (opens >= 0 && (soonest < 0 || opens < soonest)))) {
            best = timetable;
            soonest = opens;
        }
    }
    return best;
}
