/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/rules_inner.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "geo/shape.h"

enum { NEAR_METRES = 300, FRESH_MONTHS = 12, OLD_MONTHS = 24 };

enum location { LOCATION_ELSEWHERE, LOCATION_NEAR, LOCATION_WIJK };

struct sight { /* a place as the wijk sees it */
    enum location location;
    double metres;
    enum place_state state;
};

const struct place *survey_place(const struct survey *survey, const struct fact *fact)
{
    return survey->question->places[fact->place];
}

const struct offer *survey_offer(const struct survey *survey, const struct fact *fact)
{
    return &survey_place(survey, fact)->offers[fact->offer];
}

static enum location location_of(const struct survey *survey, const struct place *place,
                                 double *metres)
{
    const struct wijk *wijk = survey->question->wijk;
    *metres = 0;
    if (wijk->code && place_counts_for(place, wijk->code)) {
        return LOCATION_WIJK;
    }
    if (!wijk->border || !point_valid(place->point) ||
        !box_has(box_grow(wijk->border->box, survey->near_metres), place->point)) {
        return LOCATION_ELSEWHERE;
    }
    if (shape_has(wijk->border, place->point)) {
        return LOCATION_WIJK;
    }
    *metres = shape_distance(wijk->border, place->point);
    return *metres <= survey->near_metres ? LOCATION_NEAR : LOCATION_ELSEWHERE;
}

static enum cause age_of(const struct survey *survey, struct civil_date checked)
{
    if (civil_date_compare(checked, survey->today) > 0) {
        return CAUSE_AHEAD;
    }
    if (civil_date_compare(checked, survey->fresh_since) >= 0) {
        return CAUSE_NONE;
    }
    return civil_date_compare(checked, survey->old_since) >= 0 ? CAUSE_RECHECK : CAUSE_TOO_OLD;
}

/* The validity comes last: who reads ENDED or NOT_YET knows that nothing else bars the offer. */
static enum cause standing_of(const struct survey *survey, const struct sight *sight,
                              const struct offer *offer)
{
    enum cause age = CAUSE_NONE;
    if (sight->state == PLACE_CANDIDATE) {
        return CAUSE_CANDIDATE;
    }
    if (sight->location == LOCATION_NEAR) {
        return CAUSE_NEAR;
    }
    if (offer->checked.year) {
        age = age_of(survey, offer->checked);
    } else if (sight->state != PLACE_PROVISIONAL) {
        return CAUSE_UNCHECKED;
    }
    if (age == CAUSE_TOO_OLD) {
        return CAUSE_TOO_OLD;
    }
    if (offer->until.year && civil_date_compare(offer->until, survey->today) < 0) {
        return CAUSE_ENDED;
    }
    if (offer->from.year && civil_date_compare(offer->from, survey->today) > 0) {
        return CAUSE_NOT_YET;
    }
    return sight->state == PLACE_PROVISIONAL ? CAUSE_PROVISIONAL : age;
}

static void places_count(struct survey *survey, const struct sight *sight)
{
    if (sight->location != LOCATION_WIJK) {
        return;
    }
    survey->places_candidate += sight->state == PLACE_CANDIDATE;
    survey->places_fresh += sight->state == PLACE_CONFIRMED;
    survey->places_counting += sight->state == PLACE_CONFIRMED || sight->state == PLACE_STALE;
}

static bool seen(const struct sight *sight)
{
    return sight->location == LOCATION_WIJK ||
           (sight->location == LOCATION_NEAR && sight->state != PLACE_CANDIDATE);
}

static void sights_make(struct survey *survey, struct sight *sights)
{
    const struct assessment_question *question = survey->question;
    int fresh = question->wijk->fresh_months > 0 ? question->wijk->fresh_months : FRESH_MONTHS;
    for (size_t i = 0; i < question->place_count; i++) {
        const struct place *place = question->places[i];
        if (place->removed) {
            continue;
        }
        sights[i].location = location_of(survey, place, &sights[i].metres);
        if (sights[i].location == LOCATION_ELSEWHERE) {
            continue;
        }
        sights[i].state = place_state(place, survey->today, fresh);
        places_count(survey, &sights[i]);
        for (size_t k = 0; seen(&sights[i]) && k < place->offer_count; k++) {
            survey->first[place->offers[k].service + 1]++;
        }
    }
}

static void facts_make(struct survey *survey, const struct sight *sights)
{
    const struct assessment_question *question = survey->question;
    size_t at[SERVICE_COUNT];
    for (int s = 0; s < SERVICE_COUNT; s++) {
        survey->first[s + 1] += survey->first[s];
        at[s] = survey->first[s];
    }
    survey->facts = memory_take((survey->first[SERVICE_COUNT] + 1) * sizeof *survey->facts);
    for (size_t i = 0; i < question->place_count; i++) {
        const struct place *place = question->places[i];
        for (size_t k = 0; seen(&sights[i]) && k < place->offer_count; k++) {
            const struct offer *offer = &place->offers[k];
            survey->facts[at[offer->service]++] = (struct fact){
                .place = (int)i,
                .offer = (int)k,
                .standing = standing_of(survey, &sights[i], offer),
                .provisional = sights[i].state == PLACE_PROVISIONAL,
                .metres = sights[i].metres,
            };
        }
    }
}

/* A look from after the moment to judge had not been taken yet. */
static void looks_make(struct survey *survey)
{
    const struct assessment_question *question = survey->question;
    for (size_t i = 0; i < question->look_count; i++) {
        const struct look *look = &question->looks[i];
        if ((unsigned)look->service >= SERVICE_COUNT || !look->date.year ||
            civil_date_compare(look->date, survey->today) > 0) {
            continue;
        }
        struct civil_date *date = &survey->look_dates[look->service];
        if (!date->year || civil_date_compare(look->date, *date) > 0) {
            *date = look->date;
        }
        survey->looks[look->service] =
            civil_date_compare(*date, survey->old_since) >= 0 ? LOOK_STANDS : LOOK_OLD;
    }
}

void survey_make(const struct assessment_question *question, struct survey *out)
{
    const struct wijk *wijk = question->wijk;
    const cJSON *settings = json_member(question->framework->document, "settings");
    int fresh = wijk->fresh_months > 0 ? wijk->fresh_months : FRESH_MONTHS;
    int old = wijk->old_months > 0 ? wijk->old_months : OLD_MONTHS;
    memset(out, 0, sizeof *out);
    out->question = question;
    out->today = question->now.date;
    out->fresh_since = civil_date_add_months(out->today, -fresh);
    out->old_since = civil_date_add_months(out->today, -(old > fresh ? old : fresh));
    out->near_metres = json_number(settings, "near_metres", NEAR_METRES);
    table_init(&out->own_weeks);
    out->weeks = question->weeks ? question->weeks : &out->own_weeks;
    struct sight *sights = memory_take((question->place_count + 1) * sizeof *sights);
    sights_make(out, sights);
    facts_make(out, sights);
    looks_make(out);
    free(sights);
}

void survey_clear(struct survey *survey)
{
    table_clear(&survey->own_weeks, week_free);
    free(survey->facts);
    memset(survey, 0, sizeof *survey);
}
