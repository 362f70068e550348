/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/coverage.h"

#include <stdlib.h>
#include <string.h>

#include "assessment/coverage_inner.h"
#include "base/arena.h"

enum { DAY = 24 * 60, HALF_CELL = COVERAGE_CELL_MINUTES / 2 };

/* ---- terms ---- */

/* The first criterion that asks for this one service and is not for people alone to judge. */
static const struct criterion *criterion_of(const struct framework *framework, enum service service)
{
    for (int i = 0; i < framework->criterion_count; i++) {
        const struct criterion *criterion = &framework->criteria[i];
        if (criterion->kind != CRITERION_ASKED && rule_services(criterion) == 1u << service) {
            return criterion;
        }
    }
    return NULL;
}

static bool rule_takes(const struct rule *rule, const char *parameter)
{
    for (const struct parameter *at = rule->parameters; at->name; at++) {
        if (strcmp(at->name, parameter) == 0) {
            return true;
        }
    }
    return false;
}

struct service_terms {
    bool priced; /* the criterion looks at the price */
    struct terms terms;
};

static struct service_terms service_terms_of(const struct framework *framework,
                                             enum service service)
{
    const struct criterion *criterion = criterion_of(framework, service);
    const struct rule *rule = criterion ? rule_find(criterion->rule) : NULL;
    if (!rule) {
        return (struct service_terms){true, {.barring = TERMS_BARRING}};
    }
    bool priced = rule_takes(rule, "barring");
    return (struct service_terms){priced, priced ? terms_of(criterion) : (struct terms){0}};
}

/* What bars an offer of advice, a room or equipment is not a price. */
static enum cause cause_beside_price(const struct inquiry *inquiry, const struct mark *mark)
{
    const struct offer *offer = survey_offer(inquiry->survey, mark->fact);
    bool shop = offer->commercial || survey_place(inquiry->survey, mark->fact)->kind == KIND_SHOP;
    if (offer->service == SERVICE_ADVICE && shop) {
        return CAUSE_COMMERCIAL;
    }
    bool owned = offer->service == SERVICE_ROOM || offer->service == SERVICE_EQUIPMENT;
    return owned && offer->internal ? CAUSE_INTERNAL : CAUSE_NONE;
}

static bool mark_current(const struct mark *mark, enum coverage_week_kind kind)
{
    enum cause standing = mark->fact->standing;
    return mark_stands(mark) ||
           (kind == COVERAGE_CHOSEN && (standing == CAUSE_NOT_YET || standing == CAUSE_ENDED));
}

bool mark_qualifies(const struct mark *mark)
{
    return mark->grade == GRADE_FULL ||
           (mark->grade == GRADE_PARTLY && mark->cause == CAUSE_PROVISIONAL);
}

/* ---- the ground ---- */

int mark_place_order(const void *left, const void *right)
{
    const struct fact *a = ((const struct mark *)left)->fact;
    const struct fact *b = ((const struct mark *)right)->fact;
    return a->place != b->place ? a->place - b->place : a->offer - b->offer;
}

static void marks_make(struct ground *ground, const struct coverage_ask *ask)
{
    struct inquiry *inquiry = &ground->inquiry;
    struct service_terms terms[SERVICE_COUNT];
    for (int s = 0; s < SERVICE_COUNT; s++) {
        terms[s] = service_terms_of(ground->survey.question->framework, (enum service)s);
    }
    for (size_t i = 0; i < inquiry->count; i++) {
        struct mark *mark = &inquiry->marks[i];
        const struct service_terms *of = &terms[survey_offer(inquiry->survey, mark->fact)->service];
        if (!mark_current(mark, ask->kind)) {
            continue;
        }
        if (of->priced) {
            terms_mark(&of->terms, inquiry, mark);
        } else {
            enum cause cause = cause_beside_price(inquiry, mark);
            mark_set(mark, cause == CAUSE_NONE ? GRADE_FULL : GRADE_PARTLY, cause);
        }
    }
    if (inquiry->count) {
        qsort(inquiry->marks, inquiry->count, sizeof *inquiry->marks, mark_place_order);
    }
}

void ground_open(struct ground *ground, const struct assessment_question *question,
                 const struct coverage_ask *ask)
{
    struct civil_date *mondays = ground->survey.mondays;
    survey_make(question, &ground->survey);
    if (ask->kind != COVERAGE_CHOSEN) {
        weeks_choose(&ground->survey);
    } else if (civil_date_valid(ask->day)) {
        mondays[WEEK_NORMAL] = civil_date_add(ask->day, -(int)civil_weekday_of(ask->day));
    }
    if (ask->kind == COVERAGE_SCHOOL_HOLIDAY) {
        mondays[WEEK_NORMAL] = mondays[WEEK_SCHOOL];
    }
    inquiry_open_services(&ground->inquiry, &ground->survey, NULL,
                          ask->services & ((1u << SERVICE_COUNT) - 1));
    marks_make(ground, ask);
}

void ground_clear(struct ground *ground)
{
    inquiry_clear(&ground->inquiry);
    survey_clear(&ground->survey);
}

/* ---- the week ---- */

static struct coverage_offer offer_of(const struct inquiry *inquiry, const struct mark *mark,
                                      const uint64_t *open)
{
    enum access access = survey_offer(inquiry->survey, mark->fact)->access;
    struct coverage_offer offer = {
        .place = mark->fact->place,
        .offer = mark->fact->offer,
        .provisional = mark->grade == GRADE_PARTLY,
        .appointment = access == ACCESS_APPOINTMENT,
        .why = mark_why(inquiry, mark),
    };
    memcpy(offer.open, open, sizeof offer.open);
    return offer;
}

static void place_count(struct coverage_week *week, const uint64_t *open)
{
    for (int day = 0; day < 7; day++) {
        for (int cell = 0; cell < COVERAGE_CELLS; cell++) {
            int from = day * DAY + cell * COVERAGE_CELL_MINUTES;
            int count = week_count(open, from, from + COVERAGE_CELL_MINUTES);
            week->places[day][cell] += count >= HALF_CELL && week->places[day][cell] < UINT16_MAX;
        }
    }
    week_add(week->open, open);
}

static void marks_gather(struct ground *ground, struct coverage_week *out)
{
    const struct inquiry *inquiry = &ground->inquiry;
    uint64_t open[COVERAGE_WORDS] = {0};
    int place = -1; /* whose offers are in `open` */
    size_t room = 0;
    for (size_t i = 0; i < inquiry->count; i++) {
        const struct mark *mark = &inquiry->marks[i];
        struct week *week = mark_qualifies(mark) ? inquiry_week(inquiry, mark) : NULL;
        if (!week) {
            out->hours_unknown += mark_qualifies(mark);
            continue;
        }
        const uint64_t *own = week_open(&ground->survey, week, WEEK_NORMAL);
        if (out->offer_count < COVERAGE_OFFERS) {
            ARRAY_GROW(out->offers, out->offer_count, room);
            out->offers[out->offer_count++] = offer_of(inquiry, mark, own);
        }
        if (mark->grade != GRADE_FULL) {
            continue;
        }
        if (mark->fact->place != place && place >= 0) {
            place_count(out, open);
            memset(open, 0, sizeof open);
        }
        place = mark->fact->place;
        week_add(open, own);
    }
    if (place >= 0) {
        place_count(out, open);
    }
}

void coverage_make(const struct assessment_question *question, const struct coverage_ask *ask,
                   struct coverage_week *out)
{
    struct ground ground;
    memset(out, 0, sizeof *out);
    ground_open(&ground, question, ask);
    out->monday = ground.survey.mondays[WEEK_NORMAL];
    if (out->monday.year) {
        marks_gather(&ground, out);
        out->minutes = week_count(out->open, 0, WEEK_MINUTES);
    }
    ground_clear(&ground);
}

void coverage_clear(struct coverage_week *week)
{
    free(week->offers);
    memset(week, 0, sizeof *week);
}

/* ---- asking it ---- */

static int minutes_of(const uint64_t *open, int day, int from, int to)
{
    from = from < 0 ? 0 : from;
    to = to > DAY ? DAY : to;
    return day < 0 || day >= 7 || from >= to ? 0
                                             : week_count(open, day * DAY + from, day * DAY + to);
}

int coverage_minutes(const struct coverage_week *week, int day, int from, int to)
{
    return minutes_of(week->open, day, from, to);
}

int coverage_offer_minutes(const struct coverage_offer *offer, int day, int from, int to)
{
    return minutes_of(offer->open, day, from, to);
}

/* Do the offers [first, last), all of one place, light the cell together? */
static bool place_lights(const struct coverage_week *week, size_t first, size_t last, int day,
                         int from)
{
    uint64_t open[COVERAGE_WORDS] = {0};
    for (size_t i = first; i < last; i++) {
        if (!week->offers[i].provisional) {
            week_add(open, week->offers[i].open);
        }
    }
    return minutes_of(open, day, from, from + COVERAGE_CELL_MINUTES) >= HALF_CELL;
}

size_t coverage_cell(const struct coverage_week *week, int day, int cell, int *out, size_t room)
{
    int from = cell * COVERAGE_CELL_MINUTES, to = from + COVERAGE_CELL_MINUTES;
    size_t count = 0, last;
    for (size_t first = 0; first < week->offer_count; first = last) {
        for (last = first;
             last < week->offer_count && week->offers[last].place == week->offers[first].place;) {
            last++;
        }
        bool lit = place_lights(week, first, last, day, from);
        for (size_t i = first; i < last && lit; i++) {
            const struct coverage_offer *offer = &week->offers[i];
            if (offer->provisional || !coverage_offer_minutes(offer, day, from, to)) {
                continue;
            }
            if (count < room) {
                out[count] = (int)i;
            }
            count++;
        }
    }
    return count;
}

size_t coverage_runs(const struct coverage_week *week, int day,
                     struct coverage_run out[COVERAGE_CELLS])
{
    size_t count = 0;
    for (int cell = 0; day >= 0 && day < 7 && cell < COVERAGE_CELLS; cell++) {
        int places = week->places[day][cell], from = cell * COVERAGE_CELL_MINUTES;
        if (!places) {
            continue;
        }
        if (!count || out[count - 1].to != from || out[count - 1].places != places) {
            out[count++] = (struct coverage_run){from, from, places};
        }
        out[count - 1].to = from + COVERAGE_CELL_MINUTES;
    }
    return count;
}

bool coverage_times(const struct framework *framework, struct coverage_time out[COVER_TIMES])
{
    for (int i = 0; i < framework->criterion_count; i++) {
        const struct rule *rule = rule_find(framework->criteria[i].rule);
        if (!rule || rule->judge != rule_week_coverage) {
            continue;
        }
        struct windows windows = windows_of(&framework->criteria[i]);
        for (int t = 0; t < COVER_TIMES; t++) {
            out[t] = (struct coverage_time){windows.first_day[t], windows.last_day[t],
                                            windows.from[t], windows.to[t], windows.enough};
        }
        return true;
    }
    return false;
}
