/* SPDX-License-Identifier: EUPL-1.2 */
/* From files to an area pack: readers pour into a sink that is the pack's builder. */
#include "action/pack_inner.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "exchange/read.h"
#include "walk/graph.h"

enum { MARGIN_METRES = 600 };

struct build {
    const struct action_pack *ask;
    struct pack_builder *builder;
    const struct older *older; /* NULL = made anew */
    struct walk_builder *walk; /* of one kind: of an OSM file, else of tiles */
    bool osm_ways;
    struct box box; /* what is kept; empty = all */
    bool measuring; /* first look at the borders, for the box */
    bool inside;    /* something of the files lies in the box */
    long wijken;    /* kept */
    bool found[64]; /* which codes were seen */
};

static bool code_wanted(struct build *build, const char *code)
{
    if (build->ask->code_count == 0) {
        return true;
    }
    for (int i = 0; i < build->ask->code_count && i < 64; i++) {
        if (!strcmp(build->ask->codes[i], code)) {
            build->found[i] = true;
            return true;
        }
    }
    return false;
}

static bool build_source(void *data, const struct source_note *note, struct fault *why)
{
    struct build *build = data;
    struct pack_source source = {note->kind, note->file, note->attribution, note->licence,
                                 note->date};
    return build->measuring || pack_builder_source(build->builder, source, why);
}

/* Coarse features come along from further away, so that a screen is full. */
static bool feature_inside(const struct build *build, const struct feature *feature)
{
    enum { FINE = 14 };
    struct spot_box box = spot_box_empty();
    size_t count = feature->path_count ? feature->path_ends[feature->path_count - 1] : 0;
    for (size_t at = 0; at < count; at++) {
        box = spot_box_add(box, feature->spots[at]);
    }
    return feature->max_zoom >= FINE && spot_box_meets(box, spot_box_of(build->box));
}

static bool build_feature(void *data, const struct feature *feature, struct fault *why)
{
    struct build *build = data;
    build->inside = build->inside || feature_inside(build, feature);
    return pack_builder_feature(build->builder, feature, why);
}

static bool build_address(void *data, const struct address *address, struct fault *why)
{
    struct build *build = data;
    build->inside = build->inside || box_has(build->box, address->point);
    return pack_builder_address(build->builder, address->point, address->street, address->number,
                                why);
}

static bool build_candidate(void *data, const cJSON *place, struct fault *why)
{
    struct build *build = data;
    struct point point = {json_number(place, "lon", 0), json_number(place, "lat", 0)};
    char *text = cJSON_PrintUnformatted(place);
    build->inside = true;
    bool ok =
        text ? pack_builder_candidate(build->builder, json_text(place, "_id", ""), point, text, why)
             : fault_set(why, FAULT_MEMORY, "fault.memory");
    free(text);
    return ok;
}

static bool build_wijk(void *data, const struct wijk_border *wijk, struct fault *why)
{
    struct build *build = data;
    bool wanted = code_wanted(build, wijk->code);
    if (build->measuring) {
        if (wanted && build->ask->code_count) {
            build->box = box_join(build->box, wijk->border->box);
        }
        return true;
    }
    bool near = build->ask->code_count || !box_is_empty(build->box)
                    ? box_meets(build->box, wijk->border->box)
                    : wanted;
    if (!near) {
        return true;
    }
    struct pack_wijk kept = {wijk->code, wijk->name, wijk->municipality, wijk->border};
    build->wijken++;
    return pack_builder_wijk(build->builder, kept, why);
}

/* Ways of an OSM file know where they meet: once one has come, lines of tiles are not wanted. */
static bool build_walk(void *data, const struct walk_way *way, struct fault *why)
{
    struct build *build = data;
    (void)why;
    if (!way->nodes && build->osm_ways) {
        return true;
    }
    if (way->nodes && !build->osm_ways) {
        walk_builder_free(build->walk);
        build->walk = walk_builder_new();
        build->osm_ways = true;
    }
    walk_builder_add(build->walk, way->kind == WALK_STEPS ? WALK_EDGE_STEPS : 0,
                     way->bridge_or_tunnel, way->nodes, way->points, way->count);
    return true;
}

static bool build_network(struct build *build, struct fault *why)
{
    struct walk_graph graph;
    bool ok = walk_builder_finish(build->walk, &graph, why) &&
              pack_builder_walk(build->builder, &graph, why);
    walk_graph_clear(&graph);
    return ok;
}

static bool build_progress(void *data, const char *stage, int thousandths)
{
    const struct action_pack *ask = ((struct build *)data)->ask;
    return !ask->progress || ask->progress(ask->data, stage, thousandths);
}

static bool wijken_read(struct build *build, const struct sink *sink, struct read_counts *counts,
                        struct fault *why)
{
    if (build->ask->wijken) {
        return geojson_read_wijken(build->ask->wijken, sink, counts, why);
    }
    return !build->older || older_wijken(build->older, sink, why);
}

static bool codes_found(const struct build *build, struct fault *why)
{
    for (int i = 0; i < build->ask->code_count; i++) {
        if (!build->found[i]) {
            return fault_set_text(why, FAULT_MISSING, "fault.wijk.unknown", build->ask->codes[i]);
        }
    }
    return true;
}

/* The box that was asked for, and the wijken that were. */
static bool build_measure(struct build *build, const struct sink *sink, struct fault *why)
{
    const struct action_pack *ask = build->ask;
    struct read_counts counts = {0};
    build->measuring = true;
    build->box = box_empty();
    if (!wijken_read(build, sink, &counts, why) || !codes_found(build, why)) {
        return false;
    }
    if (!box_is_empty(build->box)) {
        build->box = box_grow(build->box, ask->margin > 0 ? ask->margin : MARGIN_METRES);
    }
    if (box_given(ask)) {
        struct box asked = ask->margin > 0 ? box_grow(ask->box, ask->margin) : ask->box;
        build->box = box_join(build->box, asked);
    }
    if (build->older && box_is_empty(build->box)) {
        build->box = pack_making(build->older->pack).box;
    }
    build->measuring = false;
    return true;
}

static bool build_remember(struct build *build, struct fault *why)
{
    const struct action_pack *ask = build->ask;
    struct pack_making making = {.box = build->box, .margin = ask->margin, .codes = ""};
    struct buffer codes;
    buffer_init(&codes, 8192);
    for (int i = 0; i < ask->code_count; i++) {
        buffer_addf(&codes, "%s%s", i ? " " : "", ask->codes[i]);
    }
    if (build->older && !ask->code_count && !box_given(ask)) {
        making = pack_making(build->older->pack);
    } else {
        making.margin = ask->margin <= 0 && ask->code_count ? MARGIN_METRES : ask->margin;
        making.codes = buffer_text(&codes);
    }
    bool ok = pack_builder_making(build->builder, &making, why);
    buffer_clear(&codes);
    return ok;
}

/* The map comes from the tiles where there are any, all else from the extract where there is one. */
static bool map_read(struct build *build, const struct sink *sink, struct read_counts *counts,
                     struct fault *why)
{
    const struct action_pack *ask = build->ask;
    struct sink osm = *sink, tiles = *sink;
    if (ask->tiles && ask->osm) {
        osm.feature = NULL;
        tiles.address = NULL;
        tiles.walk = NULL;
    }
    return (!ask->tiles || tiles_read(ask->tiles, build->box, &tiles, counts, why)) &&
           (!ask->osm || osm_read(ask->osm, build->box, &osm, counts, why));
}

static bool build_data(struct build *build, const struct sink *sink, struct read_counts *counts,
                       struct fault *why)
{
    const struct action_pack *ask = build->ask;
    bool kept = build->older && !ask->osm && !ask->places; /* a new map alone: the places stay */
    return map_read(build, sink, counts, why) &&
           (!ask->places || geojson_read_places(ask->places, build->box, sink, counts, why)) &&
           (!kept || older_places(build->older, build->box, sink, why));
}

/* A pack of another town than was asked for is none. */
static bool build_judge(const struct build *build, struct fault *why)
{
    const struct action_pack *ask = build->ask;
    const char *file = ask->osm ? ask->osm : ask->tiles ? ask->tiles : ask->places;
    if (box_is_empty(build->box)) {
        return true;
    }
    if (file && !build->inside) {
        fault_set(why, FAULT_INPUT, "fault.pack.outside");
        return fault_in(why, file);
    }
    if (ask->wijken && !build->wijken) {
        fault_set(why, FAULT_INPUT, "fault.pack.no_wijk");
        return fault_in(why, ask->wijken);
    }
    return true;
}

static bool build_read(struct build *build, const struct sink *sink, struct read_counts *counts,
                       struct fault *why)
{
    return build_measure(build, sink, why) && wijken_read(build, sink, counts, why) &&
           build_data(build, sink, counts, why) && build_judge(build, why) &&
           build_remember(build, why);
}

static bool ask_good(const struct action_pack *ask, struct fault *why)
{
    if (ask->code_count > 64) {
        return fault_set(why, FAULT_LIMIT, "fault.pack.codes");
    }
    if (ask->update && !ask->osm && !ask->tiles) {
        return fault_set(why, FAULT_USAGE, "fault.pack.update");
    }
    return ask->osm || ask->tiles || ask->places || ask->wijken ||
           fault_set(why, FAULT_USAGE, "fault.pack.nothing");
}

static bool build_run(struct build *build, struct action_pack_report *out, struct fault *why)
{
    struct read_counts counts = {0};
    struct sink sink = {.data = build,
                        .source = build_source,
                        .feature = build_feature,
                        .address = build_address,
                        .candidate = build_candidate,
                        .walk = build_walk,
                        .wijk = build_wijk,
                        .progress = build_progress};
    const char *file = build->ask->out ? build->ask->out : build->ask->update;
    if (!pack_builder_open(file, &build->builder, why)) {
        return false;
    }
    build->walk = walk_builder_new();
    bool ok = build_read(build, &sink, &counts, why) && build_network(build, why);
    walk_builder_free(build->walk);
    if (!ok) {
        pack_builder_abort(build->builder);
        return false;
    }
    out->skipped = counts.skipped;
    out->broken = counts.broken;
    out->without_place = counts.without_place;
    out->tiles = counts.tiles;
    return pack_builder_finish(build->builder, &out->pack, why);
}

bool action_pack(const struct action_pack *ask, struct action_pack_report *out, struct fault *why)
{
    struct build build = {.ask = ask};
    struct older older;
    memset(out, 0, sizeof *out);
    if (!ask_good(ask, why) || (ask->update && !older_open(ask->update, &older, why))) {
        return false;
    }
    build.older = ask->update ? &older : NULL;
    bool ok = build_run(&build, out, why);
    if (ask->update) {
        ok = ok && older_compare(&older, ask, out, why);
        older_close(&older);
    }
    return ok;
}
