/* SPDX-License-Identifier: EUPL-1.2 */
/* What people look for and walk along: candidates with all their tags, and ways on foot. */
#include <stdio.h>
#include <string.h>

#include "exchange/osm_inner.h"
#include "exchange/osm_place.h"

enum { TAG_BYTES = 8 * 1024 }; /* of one candidate; what is more is left out */

static cJSON *tags_json(const struct osm_tags *tags)
{
    cJSON *json = cJSON_CreateObject();
    size_t size = 0;
    for (size_t at = 0; at < tags->count; at++) {
        size += strlen(tags->tag[at].key) + strlen(tags->tag[at].value);
        if (size > TAG_BYTES)
            break;
        cJSON_AddStringToObject(json, tags->tag[at].key, tags->tag[at].value);
    }
    return json;
}

bool osm_give_candidate(struct osm_reader *reader, const struct osm_thing *thing, struct spot spot,
                        struct fault *why)
{
    const struct sink *sink = reader->sink;
    struct point point = point_of_spot(spot);
    char id[32], date[24];
    if (!sink->candidate || !osm_maybe_place(thing->tags) ||
        (reader->boxed && !box_has(reader->box, point)))
        return true;
    snprintf(id, sizeof id, "osm:%c%lld", thing->letter, (long long)thing->id);
    osm_date(thing->seconds, date);
    cJSON *tags = tags_json(thing->tags), *place = osm_place_of_tags(tags, point, id, date);
    if (!place) {
        cJSON_Delete(tags);
        return true;
    }
    cJSON_AddItemToObject(place, "tags", tags);
    reader->counts.candidates++;
    bool good = sink->candidate(sink->data, place, why);
    cJSON_Delete(place);
    return good;
}

/* ---- walking ---- */

static void walk_room(struct osm_reader *reader, size_t count)
{
    if (count <= reader->walk_room)
        return;
    reader->walk_room = count * 2;
    reader->walk_nodes =
        memory_grow(reader->walk_nodes, reader->walk_room * sizeof *reader->walk_nodes);
    reader->walk_points =
        memory_grow(reader->walk_points, reader->walk_room * sizeof *reader->walk_points);
}

static bool stretch_give(struct osm_reader *reader, struct walk_way *walk, struct fault *why)
{
    walk->nodes = reader->walk_nodes;
    walk->points = reader->walk_points;
    return walk->count < 2 || reader->sink->walk(reader->sink->data, walk, why);
}

bool osm_give_walk(struct osm_reader *reader, const struct pbf_object *way, enum osm_form form,
                   struct fault *why)
{
    struct walk_way walk = {.count = 0};
    if (!reader->sink->walk || !reader->line.end_count || !osm_walk_of(&way->tags, form, &walk) ||
        (reader->boxed && !spot_box_meets(reader->spot_box, reader->line.box)))
        return true;
    walk_room(reader, way->ref_count);
    walk.count = 0;
    for (size_t at = 0; at < way->ref_count; at++) {
        if (reader->found[at] == OSM_NO_NODE) { /* a gap in the file is a gap in the way */
            if (!stretch_give(reader, &walk, why))
                return false;
            walk.count = 0;
            continue;
        }
        reader->walk_nodes[walk.count] = (uint64_t)way->refs[at];
        reader->walk_points[walk.count++] = osm_node_point(&reader->nodes.all[reader->found[at]]);
    }
    return stretch_give(reader, &walk, why);
}
