/* SPDX-License-Identifier: EUPL-1.2 */
/* From files to an area pack: readers pour into a sink that is the pack's builder. */
#include "action/action.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "exchange/read.h"

enum { MARGIN_METRES = 600 };

struct build {
    const struct action_pack *ask;
    struct pack_builder *builder;
    struct box box; /* what is kept; empty = all */
    bool measuring; /* first look at the borders, for the box */
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

static bool build_feature(void *data, const struct feature *feature, struct fault *why)
{
    return pack_builder_feature(((struct build *)data)->builder, feature, why);
}

static bool build_address(void *data, const struct address *address, struct fault *why)
{
    return pack_builder_address(((struct build *)data)->builder, address->point, address->street,
                                address->number, why);
}

static bool build_candidate(void *data, const cJSON *place, struct fault *why)
{
    struct build *build = data;
    struct point point = {json_number(place, "lon", 0), json_number(place, "lat", 0)};
    char *text = cJSON_PrintUnformatted(place);
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
    if (!wanted && !box_meets(build->box, wijk->border->box)) {
        return true;
    }
    struct pack_wijk kept = {wijk->code, wijk->name, wijk->municipality, wijk->border};
    return pack_builder_wijk(build->builder, kept, why);
}

static bool build_progress(void *data, const char *stage, int thousandths)
{
    const struct action_pack *ask = ((struct build *)data)->ask;
    return !ask->progress || ask->progress(ask->data, stage, thousandths);
}

static bool build_measure(struct build *build, const struct sink *sink, struct fault *why)
{
    struct read_counts counts = {0};
    build->measuring = true;
    build->box = box_empty();
    if (!geojson_read_wijken(build->ask->wijken, sink, &counts, why)) {
        return false;
    }
    for (int i = 0; i < build->ask->code_count; i++) {
        if (!build->found[i < 64 ? i : 63]) {
            return fault_set_text(why, FAULT_MISSING, "fault.wijk.unknown", build->ask->codes[i]);
        }
    }
    if (!box_is_empty(build->box)) {
        build->box =
            box_grow(build->box, build->ask->margin > 0 ? build->ask->margin : MARGIN_METRES);
    }
    build->measuring = false;
    return true;
}

static bool build_read(struct build *build, const struct sink *sink, struct read_counts *counts,
                       struct fault *why)
{
    const struct action_pack *ask = build->ask;
    return build_measure(build, sink, why) && geojson_read_wijken(ask->wijken, sink, counts, why) &&
           (!ask->tiles || mbtiles_read(ask->tiles, build->box, sink, counts, why)) &&
           (!ask->places || geojson_read_places(ask->places, build->box, sink, counts, why));
}

bool action_pack(const struct action_pack *ask, struct action_pack_report *out, struct fault *why)
{
    struct build build = {.ask = ask};
    struct read_counts counts = {0};
    struct sink sink = {.data = &build,
                        .source = build_source,
                        .feature = build_feature,
                        .address = build_address,
                        .candidate = build_candidate,
                        .wijk = build_wijk,
                        .progress = build_progress};
    memset(out, 0, sizeof *out);
    if (ask->code_count > 64) {
        return fault_set(why, FAULT_LIMIT, "fault.pack.codes");
    }
    if (!pack_builder_open(ask->out, &build.builder, why)) {
        return false;
    }
    if (!build_read(&build, &sink, &counts, why)) {
        pack_builder_abort(build.builder);
        return false;
    }
    out->skipped = counts.skipped;
    out->broken = counts.broken;
    out->without_place = counts.without_place;
    out->tiles = counts.tiles;
    return pack_builder_finish(build.builder, &out->pack, why);
}
