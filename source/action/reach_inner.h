/* SPDX-License-Identifier: EUPL-1.2 */
/* reach_inner.h – a question of reach with all it owns, and the ground it is answered on. */
#ifndef ACTION_REACH_INNER_H
#define ACTION_REACH_INNER_H

#include "action/project_inner.h"
#include "action/reach.h"
#include "assessment/serving.h"
#include "walk/outline.h"
#include "walk/reach.h"

struct reach_question {
    struct pack *pack;          /* borrowed */
    const struct shape *border; /* borrowed */
    char wijk[64];
    enum service service;
    bool timed;
    struct civil when;
    struct civil_date day;
    int minutes[REACH_CLASSES], class_count;
    bool plain;
    struct lens lens;
    struct reach_place *places; /* owned; those that serve */
    size_t place_count;
    struct serving_list serving; /* its counts; items NULL */
    struct reach_spot *spots;   /* owned; the other places of the wijk */
    size_t spot_count;
};

struct reach_ground {
    struct pack *pack; /* whose network and addresses these are; NULL = none yet */
    char wijk[64];
    struct walk_graph graph;
    bool network;
    struct spot *homes; /* owned; the addresses of the wijk */
    size_t home_count, home_room;
    struct walk_manner manner;
    struct walk_terrain *terrain; /* NULL until there is a network and a lens */
    struct walk_snap *snaps;      /* of the homes on the terrain */
    struct walk_reach *reach;     /* from all places, without a bound */
    struct walk_reach *other;     /* from one place: the pretend one, or each in turn */
    reach_watch *tell;             /* NULL = nobody asks */
    void *tell_data;
    int64_t done, total;          /* of the answer that is being made */
};
/* So much more is done, of what `total` counts: an address laid on the network is one. */
void ground_done(struct reach_ground *ground, int64_t more);
/* Makes the ground fit the question; keeps what fits already. */
bool ground_fit(struct reach_ground *ground, const struct reach_question *question, struct fault *why);
/* What can be known of the question on this ground, which fits it. */
enum reach_state ground_state(const struct reach_ground *ground, const struct reach_question *question);
struct walk_snap ground_snap(const struct reach_ground *ground, struct point point);

double reach_share(size_t count, size_t of); /* below 0 = not known */
/* Whole percents, with a decimal below 10; never 0 for some, never 100 for not all. */
double reach_percent(size_t count, size_t of);
void reach_say(const struct reach_question *question, struct reach *reach); /* headline and notes */

#endif
