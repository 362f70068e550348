/* SPDX-License-Identifier: EUPL-1.2 */
/* card.h – the parts of the scorecard, in the order of reading. */
#ifndef PRINT_CARD_H
#define PRINT_CARD_H

#include "print/print.h"
#include "print/sheet.h"

#define PAPER_LEFT 31.0
#define PAPER_RIGHT 564.0
#define PAPER_SPAN (PAPER_RIGHT - PAPER_LEFT)
#define PAPER_TEXT 9.5 /* the smallest size there is */

/* What gives way, one after the other, when that saves a page: the pictures of T4's week; the names
 * of the criteria in the list of gaps, which stand with their ids above; who can walk there, which is our own measure and
 * no part of the criteria. */
enum { BRIEF_NOTHING, BRIEF_PICTURES, BRIEF_GAPS, BRIEF_REACH, BRIEFS };

#define PLACE_NAME "plek-%d" /* what links to a numbered place lead to */

struct card_plan {
    double map_most; /* the height a map may have */
    bool map_first;  /* before the gaps instead of behind them */
    int brief;       /* BRIEF_… */
    double table;    /* height of T4's table, 0 = not measured yet */
    bool poster;     /* A3, to hang up: larger wheel and title */
    double text;     /* of the poster's first page */
    int close, beside; /* which of the poster's densities its first page and the rest take */
    int thinner;     /* 0, 1, 2: how much of the map is left out to keep the file small */
};

static inline const struct scorecard *card_of(const struct sheet *sheet)
{
    return sheet->content;
}

static inline struct card_plan *plan_of(const struct sheet *sheet)
{
    return sheet->plan;
}

void front_set(struct sheet *sheet);    /* the wijk, the totals, the wheel, how to read it, T4 */
/* "verdict.met" */
const char *card_verdict_key(enum symbol_state state);
void criteria_set(struct sheet *sheet); /* pillar strips with their rows */
void times_set(struct sheet *sheet); /* T4: who gives what when, and the week as a picture */
void reach_set(struct sheet *sheet); /* who can walk to what, our own measure */
void gaps_set(struct sheet *sheet);
void chart_set(struct sheet *sheet); /* the map */
void places_set(struct sheet *sheet);
void figures_set(struct sheet *sheet); /* of others */
void sources_set(struct sheet *sheet);

/* The poster: the results on its first page, with the criteria in two columns; a large map, the names
 * of the places, the gaps and the sources below them or, when that does not go, on a second page. */
#define POSTER_TEXT 12.0
extern const struct paper paper_poster;
void poster_plan(struct sheet *sheet);
void poster_fill(struct sheet *sheet);

#endif
