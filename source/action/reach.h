/* SPDX-License-Identifier: EUPL-1.2 */
/* reach.h – who can walk to a service, at a moment, through whose eyes; and where one more place would help most.
 *
 * Three steps, so that a screen never waits:
 * 1. `action_reach_ask` on the main thread takes out of the project all that the question needs (which places serve, the wijk, the lens).
 * 2. `reach_make` on a worker, or anywhere, answers it. It keeps what is slow to make (network, addresses, terrain of a lens) in a
 *    `reach_ground`, which the caller keeps from question to question: another moment, service or place is then a search only.
 * 3. `reach_pretend` answers "what if there were one here" on the ground of the last answer, quick enough to follow a finger;
 *    `reach_spots` seeks where that "here" should be.
 * A ground, and a question, are used by one thread at a time. Both borrow the pack and the wijk's border from the project: end the jobs
 * before project_close. A `struct reach` is a value of its own that borrows nothing.
 *
 * What is counted: the addresses of the pack inside the border of the wijk, each house number once. The way goes over the walking
 * network of the pack, from the address to the nearest edge (at most 150 m off), over the edges, to the place; both ways take as long.
 * Places count as the criteria count them (assessment/serving.h). Hills, lights and gates that close at night are not in the times.
 * It is our own measure and no part of the framework: say so wherever it is shown (reach_method).
 *
 * Never a wrong number: without a network, addresses or places `state` says so, `share` is below 0 where there is nothing to
 * divide, and `headline` holds the sentence. */
#ifndef ACTION_REACH_H
#define ACTION_REACH_H

#include "action/action.h"
#include "assessment/lens.h"
#include "geo/shape.h"

enum { REACH_CLASSES = 4, REACH_MINUTES_MOST = 60, REACH_NOTES = 10, REACH_NAME = 160 };

/* ---- asking ---- */
struct reach_ask { /* all that a person chooses; all zero = wifi, any moment, 5, 10 and 15 minutes, the usual lens */
    enum service service;
    bool timed;          /* only what is open at `when`; a lens may insist, then it is now */
    struct civil when;
    int minutes[REACH_CLASSES]; /* rising, 1 … REACH_MINUTES_MOST */
    int class_count;            /* 0 = 5, 10, 15 */
    const char *lens;    /* its id; NULL or "" = the usual one */
    bool plain;          /* figures only, no areas: quicker */
};
struct reach_question; /* opaque */
/* FAULT_USAGE: odd minutes, unknown lens. FAULT_MISSING: no wijk. Takes a few ms. */
bool action_reach_ask(struct project *project, const struct reach_ask *ask, struct reach_question **out, struct fault *why);
void reach_question_free(struct reach_question *question);
/* What of two questions differs: nothing that an answer says, nothing but the places that might serve too (reach_spots), or more. An edit
 * that bears on neither needs no new measuring. */
enum reach_differs { REACH_SAME, REACH_DIFFERS_IN_SPOTS, REACH_DIFFERS };
enum reach_differs reach_question_differs(const struct reach_question *a, const struct reach_question *b);
/* The lenses there are, the usual one first. Read once; the project's own. NULL = the file is not good. */
const struct lenses *action_lenses(struct project *project, struct fault *why);

/* ---- the answer ---- */
enum reach_state {
    REACH_MEASURED,
    REACH_NO_PLACES,    /* nobody serves (then): shares are 0 and true */
    REACH_NO_ADDRESSES, /* the pack knows none in this wijk: classes have areas, no shares */
    REACH_NO_NETWORK    /* the pack has no ways to walk: nothing is known */
};
enum reach_fate { /* of an address */
    REACH_WITHIN,  /* in one of the classes */
    REACH_FARTHER, /* there is a way, longer than the last class */
    REACH_CUT,     /* on the network, but no way leads to a place: an island, or steps that the lens cannot take */
    REACH_NOWHERE  /* no way within 150 m: our map ends here */
};
struct reach_address {
    struct point point;
    float seconds;  /* INFINITY when CUT or NOWHERE */
    int32_t place;  /* index of the nearest; -1 = none */
    uint8_t fate;   /* enum reach_fate */
    uint8_t within; /* index of the first class it lies in; class_count when FARTHER, CUT or NOWHERE */
};
struct reach_place {
    char id[ACTION_ID];
    char name[REACH_NAME]; /* in the language of project_speak; "" = it has none: say its kind */
    const char *kind_key;
    struct point point;
    bool nowhere;   /* no way near: it serves nobody */
    size_t nearest; /* addresses within the last class that have it nearest */
    size_t only;    /* addresses within the last class that no other place reaches in that time */
};
struct reach_class {
    int minutes;
    size_t count; /* addresses within so many minutes, the shorter classes too */
    size_t added; /* of these, not in a shorter class */
    double share; /* count of all addresses of the wijk, 0 … 1; below 0 = not known */
    struct shape area; /* all that lies within it, also outside the wijk; shorter classes lie inside longer ones */
};
struct reach {
    enum reach_state state;
    enum service service;
    bool timed;
    struct civil when;
    struct civil_date day; /* on which it was measured */
    struct lens lens;
    struct reach_class classes[REACH_CLASSES];
    int class_count;
    struct reach_address *addresses; /* owned */
    size_t address_count;            /* = the last class + farther + cut + nowhere */
    size_t farther, cut, nowhere;
    struct reach_place *places; /* owned; those that serve, nowhere or not */
    size_t place_count;
    double within;           /* metres: how near the areas follow the streets (walk/outline.h) */
    struct message headline; /* one sentence: the share of the middle class, or why there is none */
    struct message notes[REACH_NOTES]; /* what else one must know: unreachable addresses, unknown hours, what the lens took away */
    int note_count;
};
void reach_clear(struct reach *reach);

struct reach_ground; /* opaque */
struct reach_ground *reach_ground_new(void);
void reach_ground_free(struct reach_ground *ground);
/* From now on says how far reach_make is, on its thread: `done` rises to `total`. NULL = to nobody. */
typedef void reach_watch(void *data, int64_t done, int64_t total);
void reach_ground_watch(struct reach_ground *ground, reach_watch *tell, void *data);
/* False only when the pack turns out to be damaged; then `out` is empty. reach_clear it in both cases. */
bool reach_make(const struct reach_question *question, struct reach_ground *ground, struct reach *out, struct fault *why);

/* "5 minuten: 412 van 1.990 adressen (21 %)" */
struct message reach_class_line(const struct reach *reach, int index);
/* How it was measured, on which day, and that it is our own measure: below each figure that is printed. */
struct message reach_method(const struct reach *reach);

/* ---- what if ---- */
struct reach_pretend {
    bool known;    /* there is a network and an answer to compare with */
    bool nowhere;  /* no way near the point: it would serve nobody */
    size_t counts[REACH_CLASSES]; /* as in the answer, with the pretend place */
    size_t gained[REACH_CLASSES]; /* more than in the answer */
    double shares[REACH_CLASSES];
    float *seconds;   /* owned; by address, with the pretend place */
    size_t room;
    struct shape areas[REACH_CLASSES]; /* with the pretend place; empty unless they were asked for */
};
/* One more place at `point`, on the ground of the answer `base` that `ground` made last. The same `out` may be filled again and again;
 * it begins all zero. Nothing is saved. */
void reach_pretend(struct reach_ground *ground, const struct reach *base, struct point point, bool areas, struct reach_pretend *out);
void reach_pretend_clear(struct reach_pretend *pretend);

/* ---- the best next spots ---- */
struct reach_spot {
    char id[ACTION_ID];    /* a place of the wijk that does not serve yet; "" = a crossing */
    char name[REACH_NAME]; /* of the place; "" = it has none */
    const char *kind_key;  /* NULL at a crossing */
    struct point point;
    size_t gain;     /* addresses that it brings within the minutes, besides those of the spots before it */
    size_t alone;    /* if it came alone */
    size_t together; /* with all before it */
    size_t ceiling;  /* no choice of as many spots brings more */
};
struct reach_spot_ask {
    int minutes;    /* 0 = 10 */
    int most;       /* 0 = 5, at most 50 */
    bool crossings; /* not the places of the wijk but its crossings; also when there are no places */
    bool (*going)(void *data); /* false = let go; NULL = always */
    void *data;
};
struct reach_spots {
    enum reach_state state; /* MEASURED or NO_PLACES: there is an answer */
    struct reach_spot *items; /* owned */
    size_t count;
    bool crossings;
    int minutes;
    size_t addresses, served; /* of the wijk; within the minutes today */
    size_t tried;             /* spots that were weighed */
    struct message headline;
};
/* On a worker: it weighs hundreds of spots. False only when the pack turns out to be damaged. reach_spots_clear it in both cases; what was
 * let go has no items. */
bool reach_spots(const struct reach_question *question, const struct reach_spot_ask *ask, struct reach_ground *ground,
                 struct reach_spots *out, struct fault *why);
void reach_spots_clear(struct reach_spots *spots);

#endif
