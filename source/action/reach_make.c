/* SPDX-License-Identifier: EUPL-1.2 */
/* The answer. */
#include "action/reach_inner.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

struct making {
    const struct reach_question *question;
    struct reach_ground *ground;
    struct reach *out;
    struct walk_snap *places; /* snaps of those that serve */
};

static double last_seconds(const struct reach_question *question)
{
    return question->minutes[question->class_count - 1] * 60.0;
}

/* ---- addresses ---- */

static void addresses_lay(struct making *making)
{
    struct reach *out = making->out;
    const struct reach_ground *ground = making->ground;
    out->addresses = memory_take((ground->home_count + 1) * sizeof *out->addresses);
    out->address_count = ground->home_count;
    for (size_t home = 0; home < ground->home_count; home++) {
        out->addresses[home] = (struct reach_address){point_of_spot(ground->homes[home]), INFINITY,
                                                      -1, REACH_NOWHERE, (uint8_t)out->class_count};
    }
}

static void address_settle(struct reach *out, struct reach_address *address,
                           struct walk_visit visit)
{
    address->seconds = visit.seconds;
    address->place = visit.place == WALK_NOWHERE ? -1 : (int32_t)visit.place;
    address->fate = isinf(visit.seconds) ? REACH_CUT : REACH_FARTHER;
    address->within = (uint8_t)out->class_count;
    for (int i = out->class_count - 1; i >= 0; i--) {
        if (visit.seconds <= (float)(out->classes[i].minutes * 60)) {
            address->fate = REACH_WITHIN;
            address->within = (uint8_t)i;
        }
    }
}

static void address_count(struct reach *out, const struct reach_address *address)
{
    out->nowhere += address->fate == REACH_NOWHERE;
    out->cut += address->fate == REACH_CUT;
    out->farther += address->fate == REACH_FARTHER;
    if (address->fate == REACH_WITHIN) {
        out->classes[address->within].added++;
        out->places[address->place].nearest++;
    }
}

static void addresses_settle(struct making *making)
{
    struct reach *out = making->out;
    const struct reach_ground *ground = making->ground;
    size_t count = 0;
    for (size_t home = 0; home < ground->home_count; home++) {
        if (ground->snaps[home].edge != WALK_NOWHERE) {
            address_settle(out, &out->addresses[home],
                           walk_reach_visit(ground->reach, &ground->snaps[home]));
        }
        address_count(out, &out->addresses[home]);
    }
    for (int i = 0; i < out->class_count; i++) {
        count += out->classes[i].added;
        out->classes[i].count = count;
        out->classes[i].share = reach_share(count, out->address_count);
    }
}

/* ---- places ---- */

/* An address that one place reaches within the last class, and no other, is that place's alone. */
static void places_weigh(struct making *making)
{
    struct reach *out = making->out;
    struct reach_ground *ground = making->ground;
    int32_t *owner = memory_take((ground->home_count + 1) * sizeof *owner); /* 0 none, -1 many */
    size_t share =
        out->place_count ? ((size_t)ground->total - ground->home_count) / out->place_count : 0;
    for (size_t place = 0; place < out->place_count; place++) {
        ground_done(ground, (int64_t)(ground->home_count + place * share) - ground->done);
        if (out->places[place].nowhere) {
            continue;
        }
        walk_reach_run(ground->other, &making->places[place], 1, last_seconds(making->question));
        for (size_t home = 0; home < ground->home_count; home++) {
            if (out->addresses[home].fate == REACH_WITHIN && owner[home] >= 0 &&
                !isinf(walk_reach_visit(ground->other, &ground->snaps[home]).seconds)) {
                owner[home] = owner[home] == 0 ? (int32_t)place + 1 : -1;
            }
        }
    }
    for (size_t home = 0; home < ground->home_count; home++) {
        if (owner[home] > 0) {
            out->places[owner[home] - 1].only++;
        }
    }
    free(owner);
}

static void places_snap(struct making *making)
{
    struct reach *out = making->out;
    making->places = memory_take((out->place_count + 1) * sizeof *making->places);
    for (size_t place = 0; place < out->place_count; place++) {
        making->places[place] = ground_snap(making->ground, out->places[place].point);
        out->places[place].nowhere = making->places[place].edge == WALK_NOWHERE;
    }
}

/* ---- areas ---- */

static void areas_draw(struct making *making)
{
    struct reach *out = making->out;
    const struct walk_reach *const reach = making->ground->reach;
    for (int i = 0; i < out->class_count; i++) {
        struct walk_outline outline;
        walk_outline_make(&reach, 1, out->classes[i].minutes * 60.0, &outline);
        out->classes[i].area = outline.area;
        out->within = outline.within;
    }
}

/* ---- the whole ---- */

static void head_fill(const struct reach_question *question, struct reach *out)
{
    *out = (struct reach){
        .service = question->service,
        .timed = question->timed,
        .when = question->when,
        .day = question->day,
        .lens = question->lens,
        .class_count = question->class_count,
        .place_count = question->place_count,
    };
    for (int i = 0; i < REACH_CLASSES; i++) {
        shape_init(&out->classes[i].area, SHAPE_AREA);
        out->classes[i].share = -1;
        out->classes[i].minutes = i < question->class_count ? question->minutes[i] : 0;
    }
    out->places = memory_take((question->place_count + 1) * sizeof *out->places);
    if (question->place_count) {
        memcpy(out->places, question->places, question->place_count * sizeof *out->places);
    }
}

bool reach_make(const struct reach_question *question, struct reach_ground *ground,
                struct reach *out, struct fault *why)
{
    struct making making = {question, ground, out, NULL};
    head_fill(question, out);
    if (!ground_fit(ground, question, why)) {
        return false;
    }
    addresses_lay(&making);
    out->state = ground_state(ground, question);
    if (out->state != REACH_NO_NETWORK) {
        places_snap(&making);
        walk_reach_run(ground->reach, making.places, out->place_count, INFINITY);
        addresses_settle(&making);
        places_weigh(&making);
        if (!question->plain) {
            areas_draw(&making);
        }
    }
    free(making.places);
    ground_done(ground, ground->total - ground->done);
    reach_say(question, out);
    return true;
}

void reach_clear(struct reach *reach)
{
    for (int i = 0; i < REACH_CLASSES; i++) {
        shape_clear(&reach->classes[i].area);
    }
    free(reach->addresses);
    free(reach->places);
    memset(reach, 0, sizeof *reach);
}

/* ---- what if ---- */

static void pretend_count(const struct reach *base, struct reach_pretend *out, size_t home)
{
    for (int i = 0; i < base->class_count; i++) {
        out->counts[i] += out->seconds[home] <= (float)(base->classes[i].minutes * 60);
    }
}

static void pretend_areas(struct reach_ground *ground, const struct reach *base,
                          struct reach_pretend *out)
{
    const struct walk_reach *const both[] = {ground->reach, ground->other};
    for (int i = 0; i < base->class_count; i++) {
        struct walk_outline outline;
        walk_outline_make(both, 2, base->classes[i].minutes * 60.0, &outline);
        out->areas[i] = outline.area;
    }
}

static void pretend_empty(struct reach_pretend *out)
{
    float *seconds = out->seconds;
    size_t room = out->room;
    for (int i = 0; i < REACH_CLASSES; i++) {
        shape_clear(&out->areas[i]);
    }
    *out = (struct reach_pretend){.seconds = seconds, .room = room};
    for (int i = 0; i < REACH_CLASSES; i++) {
        shape_init(&out->areas[i], SHAPE_AREA);
        out->shares[i] = -1;
    }
}

void reach_pretend(struct reach_ground *ground, const struct reach *base, struct point point,
                   bool areas, struct reach_pretend *out)
{
    pretend_empty(out);
    if (!ground->terrain || !ground->snaps || base->address_count != ground->home_count) {
        return;
    }
    if (out->room < base->address_count) {
        out->room = base->address_count;
        out->seconds = memory_grow(out->seconds, out->room * sizeof *out->seconds);
    }
    struct walk_snap snap = ground_snap(ground, point);
    out->known = true;
    out->nowhere = snap.edge == WALK_NOWHERE;
    walk_reach_run(ground->other, &snap, 1, base->classes[base->class_count - 1].minutes * 60.0);
    for (size_t home = 0; home < base->address_count; home++) {
        struct walk_visit with = walk_reach_visit(ground->other, &ground->snaps[home]);
        out->seconds[home] = fminf(base->addresses[home].seconds, with.seconds);
        pretend_count(base, out, home);
    }
    for (int i = 0; i < base->class_count; i++) {
        out->gained[i] = out->counts[i] - base->classes[i].count;
        out->shares[i] = reach_share(out->counts[i], base->address_count);
    }
    if (areas) {
        pretend_areas(ground, base, out);
    }
}

void reach_pretend_clear(struct reach_pretend *pretend)
{
    for (int i = 0; i < REACH_CLASSES; i++) {
        shape_clear(&pretend->areas[i]);
    }
    free(pretend->seconds);
    memset(pretend, 0, sizeof *pretend);
}
