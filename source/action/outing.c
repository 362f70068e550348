/* SPDX-License-Identifier: EUPL-1.2 */
/* What to look at in the street, in walking order. */
#include "action/outing.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/paper_inner.h"
#include "base/arena.h"
#include "walk/reach.h"
#include "walk/tour.h"

enum { STOPS_USUAL = 24, STOPS_MOST = 150, FARTHEST_SECONDS = 3 * 3600 };
#define DETOUR 1.3 /* of streets over the crow's line, when there is no network */

struct outing_fill {
    struct project *project;
    const struct language *language;
    struct outing *out;
    const struct place **stops; /* owned; in walking order at last */
    size_t stop_count, all_count;
    struct point start;
    double speed;        /* metres a second */
    float *seconds;      /* owned; between start (0) and stops (1 …) */
    double *from_before; /* owned; seconds to stop i from the one before it */
};

/* ---- which ---- */

static bool place_wants(const struct outing_fill *fill, const struct place *place)
{
    enum place_state state = project_place_state(fill->project, place);
    return project_place_in_wijk(fill->project, place) &&
           (state == PLACE_CANDIDATE || state == PLACE_STALE || state == PLACE_PROVISIONAL);
}

struct near {
    const struct place *place;
    double metres;
};

static int near_order(const void *left, const void *right)
{
    const struct near *a = left, *b = right;
    if (a->metres < b->metres || a->metres > b->metres) {
        return a->metres < b->metres ? -1 : 1;
    }
    return strcmp(a->place->id, b->place->id);
}

static void stops_choose(struct outing_fill *fill, size_t room)
{
    size_t count;
    const struct place *const *all = project_places(fill->project, &count);
    struct near *near = memory_take(sizeof *near * (count + 1));
    for (size_t at = 0; at < count; at++) {
        if (place_wants(fill, all[at])) {
            near[fill->all_count++] =
                (struct near){all[at], point_distance(fill->start, all[at]->point)};
        }
    }
    if (fill->all_count) {
        qsort(near, fill->all_count, sizeof *near, near_order);
    }
    fill->stop_count = fill->all_count < room ? fill->all_count : room;
    fill->stops = memory_take(sizeof *fill->stops * (fill->stop_count + 1));
    for (size_t at = 0; at < fill->stop_count; at++) {
        fill->stops[at] = near[at].place;
    }
    free(near);
}

/* ---- how far ---- */

static struct point point_of(const struct outing_fill *fill, size_t at)
{
    return at == 0 ? fill->start : fill->stops[at - 1]->point;
}

static void crow_fill(struct outing_fill *fill, size_t count)
{
    for (size_t a = 0; a < count; a++) {
        for (size_t b = 0; b < count; b++) {
            double metres = point_distance(point_of(fill, a), point_of(fill, b)) * DETOUR;
            fill->seconds[a * count + b] = (float)(metres / fill->speed);
        }
    }
}

static void street_fill(struct outing_fill *fill, const struct walk_terrain *terrain, size_t count)
{
    struct walk_snap snaps[STOPS_MOST + 1];
    struct walk_reach *reach = walk_reach_new(terrain);
    for (size_t at = 0; at < count; at++) {
        snaps[at] = walk_terrain_snap(terrain, spot_of_point(point_of(fill, at)));
    }
    for (size_t a = 0; a < count; a++) {
        walk_reach_run(reach, &snaps[a], 1, FARTHEST_SECONDS);
        for (size_t b = a + 1; b < count; b++) {
            float seconds = walk_reach_visit(reach, &snaps[b]).seconds;
            if (isfinite(seconds)) { /* else the crow's line stays */
                fill->seconds[a * count + b] = fill->seconds[b * count + a] = seconds;
            }
        }
    }
    walk_reach_free(reach);
}

static void seconds_fill(struct outing_fill *fill)
{
    struct walk_manner manner = walk_manner_usual();
    struct walk_graph graph;
    struct fault none;
    size_t count = fill->stop_count + 1;
    fill->speed = manner.speed;
    fill->seconds = memory_take(sizeof *fill->seconds * count * count);
    crow_fill(fill, count);
    if (!pack_walk(project_pack(fill->project), &graph, &none)) {
        return;
    }
    struct walk_terrain *terrain = walk_terrain_new(&graph, &manner);
    street_fill(fill, terrain, count);
    walk_terrain_free(terrain);
    walk_graph_clear(&graph);
}

static double stops_sort(struct outing_fill *fill)
{
    size_t order[TOUR_STOPS], count = fill->stop_count + 1;
    const struct place **sorted = memory_take(sizeof *sorted * count);
    double whole = tour_order(fill->seconds, count, order);
    fill->from_before = memory_take(sizeof *fill->from_before * count);
    for (size_t at = 1; at < count; at++) {
        sorted[at - 1] = fill->stops[order[at] - 1];
        fill->from_before[at - 1] = (double)fill->seconds[order[at - 1] * count + order[at]];
    }
    free(fill->stops);
    fill->stops = sorted;
    return whole;
}

/* ---- words ---- */

static char *said_walk(const struct outing_fill *fill, const char *key, double seconds)
{
    struct message message = message_of(key);
    message_add_metres(&message, seconds * fill->speed);
    message_add_count(&message, (int64_t)ceil(seconds / 60));
    return paper_said(fill->language, &message);
}

static char *why_line(const struct outing_fill *fill, const struct place *place)
{
    enum place_state state = project_place_state(fill->project, place);
    struct message message = message_of(state == PLACE_CANDIDATE     ? "outing.why.candidate"
                                        : state == PLACE_PROVISIONAL ? "outing.why.provisional"
                                                                     : "outing.why.stale");
    if (state == PLACE_CANDIDATE) {
        bool osm = !strcmp(place->source_name, "osm");
        message_add_text(&message, osm ? "OpenStreetMap" : place->source_name);
    } else if (state == PLACE_STALE) {
        message_add_date(&message, place->checked);
    }
    return paper_said(fill->language, &message);
}

static void ask_fill(const struct outing_fill *fill, const struct place *place,
                     struct outing_stop *out)
{
    out->ask = memory_take(sizeof *out->ask * (place->offer_count + 3));
    out->ask[out->ask_count++] = paper_said_key(fill->language, "outing.ask.place");
    for (size_t at = 0; at < place->offer_count; at++) {
        struct message message = message_of("outing.ask.offer");
        message_add_key(&message, service_key(place->offers[at].service));
        out->ask[out->ask_count++] = paper_said(fill->language, &message);
    }
    out->ask[out->ask_count++] = paper_said_key(fill->language, "outing.ask.more");
}

static void stop_fill(const struct outing_fill *fill, size_t at, struct outing_stop *out)
{
    const struct place *place = fill->stops[at];
    const char *name = place_name(place, language_tag(language_code(fill->language)));
    *out = (struct outing_stop){
        .number = (int)at + 1,
        .name = memory_text(*name ? name : language_word(fill->language, kind_key(place->kind))),
        .kind = paper_said_key(fill->language, kind_key(place->kind)),
        .address = paper_address(place),
        .why = why_line(fill, place),
        .walk = at == 0 ? memory_text("") : said_walk(fill, "outing.walk", fill->from_before[at]),
        .point = place->point,
    };
    ask_fill(fill, place, out);
}

static void head_fill(const struct outing_fill *fill, double whole)
{
    struct outing *out = fill->out;
    const struct wijk *wijk = project_wijk(fill->project);
    struct buffer date;
    struct message title = message_of("outing.title"), total = message_of("outing.total"),
                   left = message_of("outing.left");
    message_add_text(&title, wijk->name);
    out->title = paper_said(fill->language, &title);
    out->wijk = memory_text(wijk->name);
    out->language = memory_text(language_tag(language_code(fill->language)));
    out->day = project_today(fill->project);
    buffer_init(&date, 256);
    language_say_date(fill->language, out->day, &date);
    out->date_line = memory_text(buffer_text(&date));
    buffer_clear(&date);
    message_add_count(&total, (int64_t)fill->stop_count);
    message_add_metres(&total, whole * fill->speed);
    message_add_count(&total, (int64_t)ceil(whole / 60));
    out->total_line = paper_said(fill->language, &total);
    message_add_count(&left, (int64_t)(fill->all_count - fill->stop_count));
    out->left_out =
        fill->all_count > fill->stop_count ? paper_said(fill->language, &left) : memory_text("");
    out->ribbon = project_is_demo(fill->project) ? paper_said_key(fill->language, "ribbon.demo")
                                                 : memory_text("");
}

bool action_outing_fill(struct project *project, const struct point *start, int room,
                        const struct language *language, const struct map_style *style,
                        struct outing *out, struct fault *why)
{
    struct outing_fill fill = {.project = project, .language = language, .out = out};
    memset(out, 0, sizeof *out);
    if (!project->wijk.border) {
        return fault_set_text(why, FAULT_MISSING, "fault.wijk.unknown", "");
    }
    fill.start = start ? *start : box_middle(project->wijk.border->box);
    room = room <= 0 ? STOPS_USUAL : room > STOPS_MOST ? STOPS_MOST : room;
    stops_choose(&fill, (size_t)room);
    if (fill.stop_count == 0) {
        free(fill.stops);
        return fault_set(why, FAULT_MISSING, "fault.outing.nothing");
    }
    seconds_fill(&fill);
    double whole = stops_sort(&fill) - (start ? 0 : fill.from_before[0]);
    head_fill(&fill, whole);
    out->stops = memory_take(sizeof *out->stops * fill.stop_count);
    for (size_t at = 0; at < fill.stop_count; at++) {
        stop_fill(&fill, at, &out->stops[out->stop_count++]);
    }
    out->sources = paper_sources(project, &out->source_count);
    paper_map(project, style, action_map_names(project, language_code(language)), fill.stops,
              fill.stop_count, &out->scene, &out->map_box);
    free(fill.stops);
    free(fill.seconds);
    free(fill.from_before);
    return true;
}
