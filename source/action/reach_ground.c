/* SPDX-License-Identifier: EUPL-1.2 */
/* The ground: network, addresses, and both as a lens sees them; kept while they fit. */
#include "action/reach_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

struct reach_ground *reach_ground_new(void)
{
    return memory_take(sizeof(struct reach_ground));
}

static void terrain_clear(struct reach_ground *ground)
{
    walk_reach_free(ground->reach);
    walk_reach_free(ground->other);
    walk_terrain_free(ground->terrain);
    free(ground->snaps);
    ground->reach = ground->other = NULL;
    ground->terrain = NULL;
    ground->snaps = NULL;
}

static void homes_clear(struct reach_ground *ground)
{
    free(ground->homes);
    free(ground->snaps);
    ground->homes = NULL;
    ground->snaps = NULL;
    ground->home_count = ground->home_room = 0;
    ground->wijk[0] = 0;
}

static void ground_clear_all(struct reach_ground *ground)
{
    terrain_clear(ground);
    homes_clear(ground);
    walk_graph_clear(&ground->graph);
    ground->network = false;
    ground->pack = NULL;
}

void reach_ground_free(struct reach_ground *ground)
{
    if (ground) {
        ground_clear_all(ground);
        free(ground);
    }
}

/* ---- how far it is ---- */

enum { TELL_EVERY = 256 };

void reach_ground_watch(struct reach_ground *ground, reach_watch *tell, void *data)
{
    ground->tell = tell;
    ground->tell_data = data;
}

void ground_done(struct reach_ground *ground, int64_t more)
{
    ground->done += more;
    if (ground->tell && ground->total > 0 && ground->done <= ground->total) {
        ground->tell(ground->tell_data, ground->done, ground->total);
    }
}

/* ---- fitting ---- */

static bool network_fit(struct reach_ground *ground, struct pack *pack, struct fault *why)
{
    struct fault inner;
    if (ground->pack == pack) {
        return true;
    }
    ground_clear_all(ground);
    ground->network = pack_walk(pack, &ground->graph, &inner);
    if (!ground->network && inner.kind != FAULT_MISSING) {
        *why = inner;
        return false;
    }
    ground->pack = pack;
    return true;
}

struct gather {
    struct reach_ground *ground;
    const struct shape *border;
};

static void home_gather(void *data, struct spot spot)
{
    struct gather *gather = data;
    struct reach_ground *ground = gather->ground;
    if (shape_has(gather->border, point_of_spot(spot))) {
        ARRAY_GROW(ground->homes, ground->home_count, ground->home_room);
        ground->homes[ground->home_count++] = spot;
    }
}

static bool homes_fit(struct reach_ground *ground, const struct reach_question *question,
                      struct fault *why)
{
    struct gather gather = {ground, question->border};
    if (strcmp(ground->wijk, question->wijk) == 0) {
        return true;
    }
    homes_clear(ground);
    if (!pack_addresses(question->pack, spot_box_of(question->border->box), home_gather, &gather,
                        why)) {
        homes_clear(ground);
        return false;
    }
    snprintf(ground->wijk, sizeof ground->wijk, "%s", question->wijk);
    return true;
}

static struct walk_manner manner_of(const struct lens *lens)
{
    struct walk_manner manner = walk_manner_usual();
    manner.speed = lens->speed;
    manner.no_steps = lens->no_steps;
    manner.steps_extra = lens->no_steps ? 0 : 1 / lens->steps_speed - 1 / lens->speed;
    return manner;
}

static bool manner_same(const struct walk_manner *a, const struct walk_manner *b)
{
    return !(a->speed < b->speed) && !(a->speed > b->speed) && a->no_steps == b->no_steps &&
           !(a->steps_extra < b->steps_extra) && !(a->steps_extra > b->steps_extra);
}

/* The walk from one place looks at each address too, but costs far less than laying it on the
 * network. */
static void total_set(struct reach_ground *ground, const struct reach_question *question)
{
    enum { WEIGHS = 16 };
    ground->done = 0;
    ground->total =
        (int64_t)(ground->home_count + question->place_count * (ground->home_count / WEIGHS + 1));
}

static void terrain_fit(struct reach_ground *ground, const struct lens *lens)
{
    struct walk_manner manner = manner_of(lens);
    if (!ground->terrain || !manner_same(&ground->manner, &manner)) {
        terrain_clear(ground);
        ground->manner = manner;
        ground->terrain = walk_terrain_new(&ground->graph, &manner);
        ground->reach = walk_reach_new(ground->terrain);
        ground->other = walk_reach_new(ground->terrain);
    }
    if (!ground->snaps) {
        ground->snaps = memory_take((ground->home_count + 1) * sizeof *ground->snaps);
        for (size_t home = 0; home < ground->home_count; home++) {
            ground->snaps[home] = walk_terrain_snap(ground->terrain, ground->homes[home]);
            if (home % TELL_EVERY == TELL_EVERY - 1) {
                ground_done(ground, TELL_EVERY);
            }
        }
    }
}

bool ground_fit(struct reach_ground *ground, const struct reach_question *question,
                struct fault *why)
{
    if (!network_fit(ground, question->pack, why) || !homes_fit(ground, question, why)) {
        return false;
    }
    total_set(ground, question);
    if (ground->network) {
        terrain_fit(ground, &question->lens);
    }
    return true;
}

enum reach_state ground_state(const struct reach_ground *ground,
                              const struct reach_question *question)
{
    return !ground->network             ? REACH_NO_NETWORK
           : ground->home_count == 0    ? REACH_NO_ADDRESSES
           : question->place_count == 0 ? REACH_NO_PLACES
                                        : REACH_MEASURED;
}

struct walk_snap ground_snap(const struct reach_ground *ground, struct point point)
{
    return walk_terrain_snap(ground->terrain, spot_of_point(point));
}
