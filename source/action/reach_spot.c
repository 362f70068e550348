/* SPDX-License-Identifier: EUPL-1.2 */
/* Where one more would help most. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/reach_inner.h"
#include "base/arena.h"
#include "walk/spot.h"

enum { MINUTES_USUAL = 10, SPOTS_USUAL = 5, CROSSINGS_MOST = 600, WAYS_OF_CROSSING = 3 };
#define CROSSINGS_APART 60.0 /* metres, at least; more when there would be too many */

struct seeking {
    const struct reach_question *question;
    const struct reach_spot_ask *ask;
    struct reach_ground *ground;
    struct reach_spots *out;
    struct reach_spot *spots; /* owned */
    size_t spot_count, spot_room;
    bool *served; /* owned; by address */
};

/* ---- where it could be ---- */

static void spot_add(struct seeking *seeking, struct point point)
{
    ARRAY_GROW(seeking->spots, seeking->spot_count, seeking->spot_room);
    struct reach_spot *spot = &seeking->spots[seeking->spot_count++];
    memset(spot, 0, sizeof *spot);
    spot->point = point;
}

/* One crossing for each square of `side` metres: the first in the order of the network. */
static void crossings_take(struct seeking *seeking, double side)
{
    const struct walk_graph *graph = &seeking->ground->graph;
    const struct shape *border = seeking->question->border;
    struct spot_box box = spot_box_of(border->box);
    double metres = spot_metres(box_middle(border->box).lat), cell = side / metres;
    size_t wide = (size_t)((box.right - box.left) / cell) + 1;
    size_t high = (size_t)((box.bottom - box.top) / cell) + 1;
    bool *taken = memory_take(wide * high * sizeof *taken);
    seeking->spot_count = 0;
    for (uint32_t node = 0; node < graph->node_count; node++) {
        struct spot spot = graph->nodes[node];
        if (graph->first[node + 1] - graph->first[node] < WAYS_OF_CROSSING || spot.x < box.left ||
            spot.x > box.right || spot.y < box.top || spot.y > box.bottom) {
            continue;
        }
        size_t at =
            (size_t)((spot.y - box.top) / cell) * wide + (size_t)((spot.x - box.left) / cell);
        if (!taken[at] && shape_has(border, point_of_spot(spot))) {
            taken[at] = true;
            spot_add(seeking, point_of_spot(spot));
        }
    }
    free(taken);
}

static void spots_gather(struct seeking *seeking)
{
    const struct reach_question *question = seeking->question;
    seeking->out->crossings = seeking->ask->crossings || question->spot_count == 0;
    if (seeking->out->crossings) {
        double side = CROSSINGS_APART;
        do {
            crossings_take(seeking, side);
            side *= 1.5;
        } while (seeking->spot_count > CROSSINGS_MOST);
        return;
    }
    for (size_t spot = 0; spot < question->spot_count; spot++) {
        spot_add(seeking, question->spots[spot].point);
        seeking->spots[spot] = question->spots[spot];
    }
}

/* ---- who is served already ---- */

static void served_find(struct seeking *seeking)
{
    const struct reach_question *question = seeking->question;
    struct reach_ground *ground = seeking->ground;
    struct walk_snap *places = memory_take((question->place_count + 1) * sizeof *places);
    for (size_t place = 0; place < question->place_count; place++) {
        places[place] = ground_snap(ground, question->places[place].point);
    }
    seeking->served = memory_take(ground->home_count + 1);
    walk_reach_run(ground->other, places, question->place_count, seeking->out->minutes * 60.0);
    for (size_t home = 0; home < ground->home_count; home++) {
        seeking->served[home] =
            !isinf(walk_reach_visit(ground->other, &ground->snaps[home]).seconds);
        seeking->out->served += seeking->served[home];
    }
    free(places);
}

/* ---- choosing ---- */

static void spots_choose(struct seeking *seeking)
{
    struct walk_spot chosen[SPOT_MOST];
    struct reach_ground *ground = seeking->ground;
    struct reach_spots *out = seeking->out;
    struct walk_snap *snaps = memory_take((seeking->spot_count + 1) * sizeof *snaps);
    for (size_t spot = 0; spot < seeking->spot_count; spot++) {
        snaps[spot] = ground_snap(ground, seeking->spots[spot].point);
    }
    struct walk_spot_ask ask = {
        .terrain = ground->terrain,
        .homes = ground->snaps,
        .served = seeking->served,
        .home_count = ground->home_count,
        .spots = snaps,
        .spot_count = seeking->spot_count,
        .bound = out->minutes * 60.0,
        .most = seeking->ask->most > 0 ? (size_t)seeking->ask->most : SPOTS_USUAL,
        .going = seeking->ask->going,
        .data = seeking->ask->data,
    };
    out->count = walk_spots_choose(&ask, chosen);
    out->items = memory_take((out->count + 1) * sizeof *out->items);
    for (size_t at = 0; at < out->count; at++) {
        out->items[at] = seeking->spots[chosen[at].spot];
        out->items[at].gain = chosen[at].gain;
        out->items[at].alone = chosen[at].alone;
        out->items[at].together = chosen[at].together;
        out->items[at].ceiling = chosen[at].ceiling;
    }
    free(snaps);
}

static struct message headline_of(const struct reach_spots *spots)
{
    if (spots->state == REACH_NO_NETWORK || spots->state == REACH_NO_ADDRESSES) {
        return message_of(spots->state == REACH_NO_NETWORK ? "reach.no_network"
                                                           : "reach.no_addresses");
    }
    struct message line = message_of(spots->count ? "reach.spots" : "reach.spots.none");
    message_add_count(&line, (int64_t)spots->served);
    message_add_count(&line, (int64_t)spots->addresses);
    message_add_number(&line, reach_percent(spots->served, spots->addresses));
    message_add_count(&line, spots->minutes);
    return line;
}

bool reach_spots(const struct reach_question *question, const struct reach_spot_ask *ask,
                 struct reach_ground *ground, struct reach_spots *out, struct fault *why)
{
    struct seeking seeking = {.question = question, .ask = ask, .ground = ground, .out = out};
    memset(out, 0, sizeof *out);
    out->minutes = ask->minutes > 0 ? ask->minutes : MINUTES_USUAL;
    if (!ground_fit(ground, question, why)) {
        return false;
    }
    out->addresses = ground->home_count;
    out->state = ground_state(ground, question);
    if (out->state == REACH_MEASURED || out->state == REACH_NO_PLACES) {
        spots_gather(&seeking);
        out->tried = seeking.spot_count;
        served_find(&seeking);
        spots_choose(&seeking);
    }
    out->headline = headline_of(out);
    free(seeking.spots);
    free(seeking.served);
    return true;
}

void reach_spots_clear(struct reach_spots *spots)
{
    free(spots->items);
    memset(spots, 0, sizeof *spots);
}
