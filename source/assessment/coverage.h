/* SPDX-License-Identifier: EUPL-1.2 */
/* coverage.h – what a wijk offers through a week: the union of timetables over several places.
 *
 * For one or more services, the offers that qualify under the terms of the criterion that asks for
 * the service (free, no obligation, current, inside the wijk or counted in; see assessment.h), laid
 * over a week of half hours. A place counts in a half hour when it is open for at least half of it.
 * A normal week has neither legal nor school holidays; a school-holiday week is all school holiday.
 * Which real week stands for each is said (`monday`). What is current is judged at `now`; in a
 * chosen week an offer counts from its first to its last valid day instead. A service that no
 * criterion asks for must be free and without barring obligations. Pure. 50 places take under 5 ms. */
#ifndef ASSESSMENT_COVERAGE_H
#define ASSESSMENT_COVERAGE_H

#include "assessment/assessment.h"

enum coverage_week_kind { COVERAGE_NORMAL, COVERAGE_SCHOOL_HOLIDAY, COVERAGE_CHOSEN };
enum { COVERAGE_CELLS = 48, COVERAGE_CELL_MINUTES = 30, COVERAGE_WORDS = (7 * 24 * 60 + 63) / 64 };
enum { COVERAGE_OFFERS = 4000 }; /* kept at most; the cells count all of them */

struct coverage_ask {
    unsigned services; /* bits 1 << service; not 0 */
    enum coverage_week_kind kind;
    struct civil_date day; /* COVERAGE_CHOSEN: any day of the week wanted */
};

struct coverage_offer {
    int place, offer;  /* indices in the question */
    bool provisional;  /* a partner's mark: not counted in the cells, shown beside them */
    bool appointment;
    struct message why;                /* remark ("te controleren"); key "" = none */
    uint64_t open[COVERAGE_WORDS];     /* per minute from Monday 00:00, OPEN only */
};

struct coverage_week {
    struct civil_date monday;      /* year 0 = no such week is known (no calendar) */
    struct coverage_offer *offers; /* owned; by place; those that qualify and whose hours are known */
    size_t offer_count;
    int hours_unknown;             /* qualifying offers of which nobody knows the hours */
    uint16_t places[7][COVERAGE_CELLS]; /* different places open in the cell */
    uint64_t open[COVERAGE_WORDS];      /* with at least one place open; per minute */
    int minutes;                        /* of those */
};
void coverage_make(const struct assessment_question *question, const struct coverage_ask *ask,
                   struct coverage_week *out);
void coverage_clear(struct coverage_week *week);
/* The offers of the places that light a cell, as indices in week->offers; returns how many there
 * are, and writes at most `room`. Provisional ones are not among them. */
size_t coverage_cell(const struct coverage_week *week, int day, int cell, int *out, size_t room);
/* Minutes of [from, to) of a day with at least one place open. */
int coverage_minutes(const struct coverage_week *week, int day, int from, int to);
/* The same of one offer. */
int coverage_offer_minutes(const struct coverage_offer *offer, int day, int from, int to);

/* Half hours of a day that follow each other with the same number of places, at least one. */
struct coverage_run {
    int from, to; /* minutes of the day */
    int places;
};
size_t coverage_runs(const struct coverage_week *week, int day, struct coverage_run out[COVERAGE_CELLS]);

/* The times of T4 as the framework sets them. false = it has no such criterion. */
struct coverage_time {
    int first_day, last_day, from, to; /* minutes of each of these days */
    int enough;                        /* minutes on one day that light it */
};
bool coverage_times(const struct framework *framework, struct coverage_time out[COVER_TIMES]);

/* For a dark cell: who almost covers it, and what would change that. Best first; returns how many. */
enum coverage_step {
    STEP_LONGER,    /* open `minutes` later than now */
    STEP_EARLIER,   /* open `minutes` earlier */
    STEP_OTHER_DAY, /* these hours, but on another day: as on `day` */
    STEP_CONDITION, /* open then, but it does not qualify: `why` says the condition */
    STEP_PROVISIONAL, /* open then, a partner's mark that nobody accepted yet */
    STEP_ASK_HOURS  /* nobody knows its hours */
};
struct coverage_near {
    int place, offer; /* indices in the question */
    enum coverage_step step;
    int minutes, day;
    struct message what; /* the whole sentence: who, and what would change it */
};
size_t coverage_near(const struct assessment_question *question, const struct coverage_ask *ask,
                     const struct coverage_week *week, int day, int cell,
                     struct coverage_near *out, size_t room);
/* The same for any hour ("enough") within one time of T4 (COVER_…) that the week leaves dark. */
size_t coverage_near_time(const struct assessment_question *question, const struct coverage_ask *ask,
                          const struct coverage_week *week, int time, struct coverage_near *out,
                          size_t room);

#endif
