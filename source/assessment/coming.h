/* SPDX-License-Identifier: EUPL-1.2 */
/* coming.h – what will stop counting, when, and which criterion loses by it.
 *
 * Every offer of the wijk that somebody confirmed has days on which it changes by itself: its check
 * gets old, its validity ends, its last dated stop passes, a closure is over. A look gets old, the contact point of the
 * wijk ends. For each such day within the horizon the wijk is judged as it would be if nobody did anything:
 * on the day itself and on the day before. A criterion whose verdict drops between the two loses
 * it, and what counted before and no longer counts is what it loses by.
 *
 * What a partner promised and the plan of a house end too, on the day that was said: that is told with who it is, and lowers
 * no verdict, for people judge those criteria themselves.
 *
 * Judged and asked criteria lose nothing: they do not hang on offers. A verdict drops from met to
 * partly to not to unknown. The soonest days are judged, at most COMING_DAYS and fewer where there are many
 * offers (days times offers stay within COMING_WORK); `whole` says whether that was all of them.
 * Pure; the same question gives the same answer. Two judgements per day, one where its eve was judged as a day already: the wijk of the oefenwijk
 * takes about five milliseconds. */
#ifndef ASSESSMENT_COMING_H
#define ASSESSMENT_COMING_H

#include "assessment/assessment.h"

enum coming_kind {
    COMING_RECHECK, /* checked more than fresh_months ago from `falls` on: counts, to be checked */
    COMING_OLD,     /* more than old_months ago: no longer counts */
    COMING_ENDS,    /* `until` passes */
    COMING_STOPS,   /* the last dated stop passes, and there are no other hours */
    COMING_REOPENS, /* a temporary closure is over: is it open again? */
    COMING_CONTACT, /* the contact point of the wijk ends (C1); once over it stays, till there is another */
    COMING_COMMITMENT, /* what a partner promised ends */
    COMING_PLAN,    /* the plan of a partner's house ends */
    COMING_LOOK     /* a look gets old: what is not there is no longer known not to be there */
};

enum { COMING_LOSSES = 8, COMING_YEARS = 10 };
enum { COMING_DAYS = 48, COMING_DAYS_LEAST = 6, COMING_WORK = 2500 };
enum { COMING_SOON = 90, COMING_AHEAD = 730 }; /* days: what is warned of; what a list shows */
struct coming_loss {
    int criterion; /* index in the framework */
    enum verdict from, to;
};

struct coming {
    enum coming_kind kind;
    int place, offer;          /* indices in the question; -1 for a look and what is of a partner */
    const char *partner, *name; /* the id and name of the partner it is of, borrowed from the logbook; else NULL */
    const char *what;          /* was promised; borrowed; else NULL */
    enum service service;
    struct civil_date checked; /* year 0 = nobody did */
    struct civil_date falls;   /* the first day on which it is so; may be past */
    struct civil_date said;    /* the day to name: the last one for validity, stops and closures */
    int days;                  /* from today to `said` */
    uint64_t carries;          /* bits 1 << criterion: what it counts for today */
    struct coming_loss losses[COMING_LOSSES];
    int loss_count;
};

/* A place with what comes first for it, in the order in which to look at places again. */
struct coming_row {
    int place;            /* index in the question; -1 = a look, or of a partner */
    size_t item;          /* its first one in `items` */
    uint64_t carries;     /* of all its offers */
    struct coming_loss losses[COMING_LOSSES]; /* of all its offers on that day */
    int loss_count;
};

/* Items and rows are ordered by the day on which a criterion loses first (what loses nothing
 * comes after all that does), then by how many criteria hang on it, then by age. */
struct coming_list {
    struct coming *items; /* owned */
    size_t count;
    struct coming_row *rows; /* owned */
    size_t row_count;
    int judged; /* how many times the wijk was judged */
    bool whole;
};

/* What comes within `days` from the question's day (0 .. COMING_YEARS years), and what has got old
 * already. */
void coming_make(const struct assessment_question *question, int days, struct coming_list *out);
void coming_clear(struct coming_list *list);

/* Worth a warning: it ends within COMING_SOON days and counts for a criterion today, or was promised. A check that
 * is only to be renewed ends nothing, and a closure ends for the good. */
bool coming_warns(const struct coming *coming);
/* The soonest item that warns of this criterion: one that it loses by, else one that it does not
 * need, else NULL. */
const struct coming *coming_of_criterion(const struct coming_list *list, int criterion);
bool coming_drops(const struct coming *coming, int criterion, struct coming_loss *out);
/* The same for a place, or one of its offers (-1 = any), whatever the criterion. */
const struct coming *coming_of_place(const struct coming_list *list, int place, int offer);

/* "Engagement van Saamo": of what has a partner. */
struct message coming_whose(const struct coming *coming);
/* "telt niet meer vanaf 12 mei 2027", "geldig tot en met 26 december 2026" … */
struct message coming_when(const struct coming *coming);
/* "T1 zakt van voldaan naar deels" */
struct message coming_fall(const struct framework *framework, const struct coming_loss *loss);
const char *coming_word(enum coming_kind kind); /* "recheck" "old" "ends" "stops" "reopens" "contact" "commitment" "plan" "look" */

#endif
