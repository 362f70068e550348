/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/growth.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assessment/rules_inner.h"
#include "base/arena.h"
#include "base/ulid.h"
#include "base/utf8.h"
#include "geo/shape.h"

void growth_init(struct growth *growth, struct civil_date today)
{
    memset(growth, 0, sizeof *growth);
    growth->until = today;
    growth->since = civil_date_add_months(today, -GROWTH_MONTHS);
}

void growth_clear(struct growth *growth)
{
    free(growth->rows);
    memset(growth, 0, sizeof *growth);
}

/* ---- one offer ---- */

static struct civil_date ulid_day(const char *ulid)
{
    int64_t ms;
    return ulid_moment_ms(ulid, &ms) ? civil_of_moment(ms / 1000).date : (struct civil_date){0};
}

/* The day on which it was entered; year 0 = nobody knows. */
static struct civil_date entered_on(const struct place *place, const struct offer *offer)
{
    struct civil_date day = ulid_day(offer->id);
    bool own = !*place->source_id && strncmp(place->id, "place:", 6) == 0;
    return day.year || !own ? day : ulid_day(place->id + 6);
}

static bool within(const struct growth *growth, struct civil_date day)
{
    return day.year && civil_date_compare(day, growth->since) > 0 &&
           civil_date_compare(day, growth->until) <= 0;
}

enum growth_kind { GROWTH_OLD, GROWTH_NEW, GROWTH_MAPPED };

static enum growth_kind growth_kind_of(const struct growth *growth, const struct place *place,
                                       const struct offer *offer, struct civil_date first_round)
{
    bool over = offer->until.year && civil_date_compare(offer->until, growth->until) < 0;
    if (!offer->checked.year || place->provisional || over) {
        return GROWTH_OLD;
    }
    if (offer->from.year) {
        return within(growth, offer->from) ? GROWTH_NEW : GROWTH_OLD;
    }
    struct civil_date entered = entered_on(place, offer);
    if (!within(growth, entered)) {
        return GROWTH_OLD;
    }
    bool after = first_round.year && civil_date_compare(entered, first_round) > 0;
    return after ? GROWTH_NEW : GROWTH_MAPPED;
}

/* ---- one wijk ---- */

static bool inside(const struct assessment_question *question, const struct place *place)
{
    const struct wijk *wijk = question->wijk;
    return (wijk->code && place_counts_for(place, wijk->code)) ||
           (wijk->border && shape_has(wijk->border, place->point));
}

static void offer_count(struct growth_row *row, const struct offer *offer, unsigned priority)
{
    row->fresh++;
    row->targeted += (offer->groups & priority) != 0;
    row->everyone += offer->groups == 0;
    for (int i = 0; i < GROUP_COUNT; i++) {
        row->groups[i] += (int)(offer->groups >> i & 1);
    }
}

/* The place without its new offers, into `without` (its offers are the caller's); false = it has
 * none. */
static bool place_count(const struct growth *growth, const struct assessment_question *question,
                        const struct place *place, struct civil_date first_round,
                        struct growth_row *row, struct place *without)
{
    size_t kept = 0;
    bool any = false;
    struct offer *offers = memory_take(sizeof *offers * (place->offer_count + 1));
    for (size_t i = 0; i < place->offer_count; i++) {
        const struct offer *offer = &place->offers[i];
        enum growth_kind kind = growth_kind_of(growth, place, offer, first_round);
        if (kind == GROWTH_NEW) {
            offer_count(row, offer, question->wijk->groups);
            any = true;
        } else {
            offers[kept++] = *offer;
        }
        row->entered += kind == GROWTH_MAPPED;
    }
    if (!any) {
        free(offers);
        return false;
    }
    *without = *place;
    without->offers = offers;
    without->offer_count = kept;
    return true;
}

static void row_judge(struct growth_row *row, const struct assessment *assessment)
{
    row->met = assessment->totals[VERDICT_MET];
    row->known = assessment->finding_count - assessment->totals[VERDICT_UNKNOWN];
    row->looked = row->known > 0 || assessment->places_counting > 0;
}

void growth_add(struct growth *growth, const struct assessment_question *question,
                struct civil_date first_round)
{
    struct assessment_question before = *question;
    struct assessment assessment;
    size_t copies = 0;
    if (growth->count >= GROWTH_WIJKEN) {
        return;
    }
    ARRAY_GROW(growth->rows, growth->count, growth->room);
    struct growth_row *row = &growth->rows[growth->count++];
    memset(row, 0, sizeof *row);
    snprintf(row->code, sizeof row->code, "%s", question->wijk->code ? question->wijk->code : "");
    utf8_copy(row->name, sizeof row->name, question->wijk->name ? question->wijk->name : "");
    const struct place **places = memory_take(sizeof *places * (question->place_count + 1));
    struct place *without = memory_take(sizeof *without * (question->place_count + 1));
    for (size_t i = 0; i < question->place_count; i++) {
        const struct place *place = question->places[i];
        bool changed = !place->removed && inside(question, place) &&
                       place_count(growth, question, place, first_round, row, &without[copies]);
        places[i] = changed ? &without[copies++] : place;
    }
    before.places = places;
    assessment_make(&before, &assessment);
    row_judge(row, &assessment);
    assessment_clear(&assessment);
    for (size_t i = 0; i < copies; i++) {
        free(without[i].offers);
    }
    free(without);
    free(places);
}

/* ---- all of them ---- */

static void sums_make(struct growth *growth)
{
    int looked = 0, met = 0;
    for (size_t i = 0; i < growth->count; i++) {
        const struct growth_row *row = &growth->rows[i];
        growth->fresh += row->fresh;
        growth->targeted += row->targeted;
        growth->entered += row->entered;
        growth->everyone += row->everyone;
        for (int group = 0; group < GROUP_COUNT; group++) {
            growth->groups[group] += row->groups[group];
        }
        looked += row->looked;
        met += row->looked ? row->met : 0;
    }
    growth->mean = looked ? (double)met / looked : 0;
}

void growth_finish(struct growth *growth)
{
    sums_make(growth);
    for (size_t i = 0; i < growth->count; i++) {
        struct growth_row *row = &growth->rows[i];
        row->served = row->looked && row->met > growth->mean;
        growth->served += row->served;
        growth->below += row->looked && !row->served;
        growth->to_served += row->served ? row->fresh : 0;
    }
    bool served = growth->below > 0 && growth->to_served * 2 > growth->fresh;
    bool everyone = growth->fresh > 0 && growth->targeted == 0;
    growth->warnings = (served ? GROWTH_SERVED : 0) | (everyone ? GROWTH_EVERYONE : 0);
}

struct message growth_say(const struct growth *growth, unsigned warning)
{
    struct message message =
        message_of(warning == GROWTH_SERVED ? "growth.warning.served" : "growth.warning.everyone");
    if (warning == GROWTH_SERVED) {
        message_add_count(&message, growth->to_served);
        message_add_count(&message, growth->fresh);
        message_add_count(&message, growth->below);
        message_add_count(&message, growth->fresh - growth->to_served);
    } else {
        message_add_count(&message, growth->fresh);
    }
    return message;
}
