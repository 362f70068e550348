/* SPDX-License-Identifier: EUPL-1.2 */
/* count.h – tellingen: how many people a place reached in a month, for one of the goals of the Digibanken.
 *
 *   { "_id": "count:<ulid of place, month and goal>", "type": "count", "wijk": "21012W16", "place": "place:…",
 *     "month": "2026-11", "goal": "access|skills|services", "number": 42 }
 *
 * The id is made of what it counts, so that two tablets that type the same count write one document and are asked when
 * they differ, instead of being added up. Only numbers: nobody is stored. A number that is negative, no whole number or over
 * COUNT_MOST makes the document odd.
 *
 * The bands of a subsidy are data (assets/framework/digibank.json), with their source and date. Pure. */
#ifndef LOGBOOK_COUNT_H
#define LOGBOOK_COUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cjson/cJSON.h>

#include "base/civil.h"
#include "base/fault.h"

enum count_goal { COUNT_ACCESS, COUNT_SKILLS, COUNT_SERVICES, COUNT_GOALS };
enum { COUNT_MOST = 1000000, BANDS = 12 };

struct headcount {
    const char *id, *wijk, *place; /* borrowed */
    struct civil_date month;       /* its first day */
    enum count_goal goal;
    int number;
};
const char *count_goal_word(enum count_goal goal); /* "access" */
const char *count_goal_key(enum count_goal goal);  /* "count.goal.access" */
bool count_goal_parse(const char *word, enum count_goal *out);

/* ---- bands ---- */
struct bands {
    int64_t from[BANDS]; /* ascending; the first is 0 */
    int count;
    struct civil_date begins, ends, dated; /* the time that is counted; since when the rules hold */
    const char *source;                      /* borrowed from the file, which must outlive it */
    const cJSON *name, *ours;                /* words by language; borrowed */
};
/* Checks every member; the fault names the one that is wrong. */
bool bands_read(const cJSON *file, struct bands *out, struct fault *why);
int band_of(const struct bands *bands, int64_t total); /* 0 … count - 1 */
/* The last number of a band, -1 = it has no end. */
int64_t band_last(const struct bands *bands, int band);

struct count_sum {
    int64_t of_goal[COUNT_GOALS], total; /* within the bands' time */
    int64_t outside;                     /* before or after it */
};
/* Adds one count; a month that lies in the bands' time, if only in part, is within it. */
void headcount_sum(const struct headcount *one, const struct bands *bands, struct count_sum *out);

#endif
