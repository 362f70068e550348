/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/log.h"
#include "exchange/geojson_inner.h"
#include "exchange/osm_place.h"
#include "exchange/osm_table_inner.h"
#include "place/place.h"

struct places {
    struct geojson file;
    const struct sink *sink;
    struct box box;
    struct read_counts counts;
    long swapped;
};

/* "node/123", "w123" or "a24" (osmium: areas of ways are even, of relations odd) to "osm:n123". */
static bool id_of_text(const char *text, char *out, size_t room)
{
    static const char *const words[] = {"node/", "way/", "relation/"};
    char kind = 0;
    for (size_t at = 0; at < 3; at++)
        if (strncmp(text, words[at], strlen(words[at])) == 0) {
            kind = words[at][0];
            text += strlen(words[at]);
        }
    if (!kind && *text && strchr("nwra", *text))
        kind = *text++;
    char *end = NULL;
    unsigned long long number = *text >= '0' && *text <= '9' ? strtoull(text, &end, 10) : 0;
    if (!kind || !number || *end)
        return false;
    if (kind == 'a') {
        kind = number % 2 ? 'r' : 'w';
        number /= 2;
    }
    snprintf(out, room, "osm:%c%llu", kind, number);
    return true;
}

static bool id_find(const cJSON *feature, const cJSON *properties, char *out, size_t room)
{
    const char *type = json_text(properties, "osm_type", ""), *text;
    double number = json_number(properties, "osm_id", 0);
    if ((text = json_text(feature, "id", NULL)) && id_of_text(text, out, room))
        return true;
    if ((text = json_text(properties, "@id", NULL)) && id_of_text(text, out, room))
        return true;
    if (number < 1 || number > 1e15 || !*type || !strchr("nwr", *type))
        return false;
    snprintf(out, room, "osm:%c%.0f", *type, number);
    return true;
}

/* The tags: the properties themselves, or an object "tags" in them; a bare class of a map tile
 * ("subclass": "library") becomes the tag it was. The caller's. */
static cJSON *tags_take(const cJSON *properties)
{
    static const char *const main_keys[] = {"amenity", "shop",    "office", "craft",
                                            "tourism", "leisure", "highway"};
    const cJSON *inner = json_member(properties, "tags");
    cJSON *tags = cJSON_Duplicate(cJSON_IsObject(inner) ? inner : properties, true);
    for (size_t at = 0; at < sizeof main_keys / sizeof *main_keys; at++)
        if (json_member(tags, main_keys[at]))
            return tags;
    const char *value = json_text(tags, "subclass", json_text(tags, "class", ""));
    const char *key = osm_key_of_value(value);
    if (key)
        cJSON_AddStringToObject(tags, key, value);
    return tags;
}

cJSON *geojson_osm_place(const cJSON *feature, const cJSON *properties, struct point point,
                         const char *date)
{
    char id[64];
    cJSON *tags = tags_take(cJSON_IsObject(properties) ? properties : NULL);
    bool known = id_find(feature, properties, id, sizeof id);
    cJSON *place = osm_place_of_tags(tags, point, known ? id : NULL, date);
    cJSON_Delete(tags);
    return place;
}

static bool point_find(struct places *places, const cJSON *feature, struct point *out)
{
    const cJSON *geometry = json_member(feature, "geometry");
    struct shape shape;
    if (!geojson_shape(geometry, &shape)) {
        places->counts.without_place++;
        return false;
    }
    *out = shape.point_count == 1 ? shape.points[0] : box_middle(shape.box);
    shape_clear(&shape);
    struct point turned = {out->lat, out->lon};
    bool boxed = !box_is_empty(places->box), inside = boxed && box_has(places->box, *out);
    if (!inside && (geojson_swapped(geometry) || (boxed && box_has(places->box, turned)))) {
        places->swapped++;
        places->counts.without_place++;
        return false;
    }
    if (boxed && !inside)
        places->counts.skipped++;
    return !boxed || inside;
}

static bool place_give(void *data, const cJSON *feature, struct fault *why)
{
    struct places *places = data;
    struct point point;
    const cJSON *properties = json_member(feature, "properties");
    if (strcmp(json_text(feature, "type", ""), "Feature") != 0) {
        places->counts.broken++;
        return true;
    }
    if (!point_find(places, feature, &point))
        return true;
    cJSON *place = geojson_osm_place(feature, properties, point, places->file.date);
    bool going = true;
    if (!place)
        places->counts.skipped++;
    else {
        places->counts.candidates++;
        going = !places->sink->candidate || places->sink->candidate(places->sink->data, place, why);
    }
    cJSON_Delete(place);
    return going;
}

bool geojson_read_places(const char *path, struct box box, const struct sink *sink,
                         struct read_counts *counts, struct fault *why)
{
    struct places *places = memory_take(sizeof *places);
    places->sink = sink;
    places->box = box;
    bool good = geojson_open(path, &places->file, why);
    if (good) {
        good = geojson_walk(&places->file, sink, &places->counts.broken, place_give, places, why) &&
               geojson_judge(&places->file, &places->counts, places->counts.candidates,
                             places->swapped, why) &&
               geojson_source(&places->file, sink, "places", "© OpenStreetMap contributors",
                              "ODbL 1.0", why);
        geojson_close(&places->file);
    }
    if (places->swapped)
        log_warn("geojson: %ld places have latitude before longitude", places->swapped);
    counts->candidates += places->counts.candidates;
    counts->skipped += places->counts.skipped;
    counts->without_place += places->counts.without_place;
    counts->broken += places->counts.broken;
    free(places);
    return good;
}
