/* SPDX-License-Identifier: EUPL-1.2 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "action/sources.h"
#include "command/reach_inner.h"
#include "system/file.h"

static const char *const states[] = {"measured", "no_places", "no_addresses", "no_network"};
static const char *const fates[] = {"within", "farther", "cut", "nowhere"};

/* ---- what both have ---- */

static void said_add(const struct ask *ask, cJSON *json, const char *name, struct message message)
{
    struct buffer text;
    buffer_init(&text, 4096);
    cJSON_AddStringToObject(json, name, ask_say(ask, message, &text));
    buffer_clear(&text);
}

static void when_add(cJSON *json, bool timed, struct civil when)
{
    char text[CIVIL_MOMENT_SIZE];
    if (timed) {
        civil_moment_write(civil_moment(when), text);
        cJSON_AddStringToObject(json, "at", text);
    } else {
        cJSON_AddNullToObject(json, "at");
    }
}

static void share_add(cJSON *json, double share)
{
    if (share < 0) {
        cJSON_AddNullToObject(json, "share");
    } else {
        cJSON_AddNumberToObject(json, "share", round(share * 1e4) / 1e4);
    }
}

static void point_add(cJSON *json, struct point point)
{
    cJSON_AddNumberToObject(json, "lon", round(point.lon * 1e6) / 1e6);
    cJSON_AddNumberToObject(json, "lat", round(point.lat * 1e6) / 1e6);
}

static cJSON *class_json(const struct ask *ask, const struct reach *reach, int index)
{
    const struct reach_class *of = &reach->classes[index];
    bool counted = reach->state == REACH_MEASURED || reach->state == REACH_NO_PLACES;
    cJSON *json = cJSON_CreateObject();
    cJSON_AddNumberToObject(json, "minutes", of->minutes);
    if (counted) {
        cJSON_AddNumberToObject(json, "addresses", (double)of->count);
    } else {
        cJSON_AddNullToObject(json, "addresses");
    }
    share_add(json, of->share);
    said_add(ask, json, "line", reach_class_line(reach, index));
    return json;
}

static cJSON *place_row(const struct reach_place *place)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "place", place->id);
    cJSON_AddStringToObject(json, "name", place->name);
    cJSON_AddBoolToObject(json, "nowhere", place->nowhere);
    cJSON_AddNumberToObject(json, "nearest", (double)place->nearest);
    cJSON_AddNumberToObject(json, "only", (double)place->only);
    return json;
}

static void head_add(const struct ask *ask, cJSON *json, const struct reach *reach)
{
    cJSON_AddStringToObject(json, "wijk", project_wijk(ask->project)->code);
    cJSON_AddBoolToObject(json, "demo", project_is_demo(ask->project));
    cJSON_AddStringToObject(json, "service", service_word(reach->service));
    cJSON_AddStringToObject(json, "lens", reach->lens.id);
    when_add(json, reach->timed, reach->when);
    cJSON_AddStringToObject(json, "state", states[reach->state]);
    said_add(ask, json, "headline", reach->headline);
    said_add(ask, json, "method", reach_method(reach));
}

cJSON *reach_json(const struct ask *ask, const struct reach *reach)
{
    cJSON *json = cJSON_CreateObject();
    head_add(ask, json, reach);
    cJSON_AddNumberToObject(json, "addresses", (double)reach->address_count);
    if (reach->state != REACH_NO_NETWORK) {
        cJSON_AddNumberToObject(json, "farther", (double)reach->farther);
        cJSON_AddNumberToObject(json, "cut", (double)reach->cut);
        cJSON_AddNumberToObject(json, "nowhere", (double)reach->nowhere);
    }
    cJSON *classes = cJSON_AddArrayToObject(json, "classes");
    for (int i = 0; i < reach->class_count; i++) {
        cJSON_AddItemToArray(classes, class_json(ask, reach, i));
    }
    cJSON *places = cJSON_AddArrayToObject(json, "places");
    for (size_t i = 0; i < reach->place_count; i++) {
        cJSON_AddItemToArray(places, place_row(&reach->places[i]));
    }
    cJSON *notes = cJSON_AddArrayToObject(json, "notes");
    struct buffer text;
    buffer_init(&text, 4096);
    for (int i = 0; i < reach->note_count; i++) {
        cJSON_AddItemToArray(notes, cJSON_CreateString(ask_say(ask, reach->notes[i], &text)));
    }
    buffer_clear(&text);
    return json;
}

cJSON *spots_json(const struct ask *ask, const struct reach_ask *of,
                  const struct reach_spots *spots)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "wijk", project_wijk(ask->project)->code);
    cJSON_AddStringToObject(json, "service", service_word(of->service));
    when_add(json, of->timed, of->when);
    cJSON_AddStringToObject(json, "state", states[spots->state]);
    said_add(ask, json, "headline", spots->headline);
    cJSON_AddNumberToObject(json, "minutes", spots->minutes);
    cJSON_AddBoolToObject(json, "crossings", spots->crossings);
    cJSON_AddNumberToObject(json, "addresses", (double)spots->addresses);
    cJSON_AddNumberToObject(json, "served", (double)spots->served);
    cJSON_AddNumberToObject(json, "tried", (double)spots->tried);
    cJSON *items = cJSON_AddArrayToObject(json, "spots");
    for (size_t i = 0; i < spots->count; i++) {
        const struct reach_spot *spot = &spots->items[i];
        cJSON *item = cJSON_CreateObject();
        cJSON_AddStringToObject(item, "place", spot->id);
        cJSON_AddStringToObject(item, "name", spot->name);
        point_add(item, spot->point);
        cJSON_AddNumberToObject(item, "gain", (double)spot->gain);
        cJSON_AddNumberToObject(item, "alone", (double)spot->alone);
        cJSON_AddNumberToObject(item, "together", (double)spot->together);
        cJSON_AddNumberToObject(item, "ceiling", (double)spot->ceiling);
        cJSON_AddItemToArray(items, item);
    }
    return json;
}

/* ---- GeoJSON (RFC 7946): outer rings against the clock, holes with it ---- */

static double rounded(double degrees)
{
    return round(degrees * 1e6) / 1e6;
}

static cJSON *position(struct point point)
{
    return cJSON_CreateDoubleArray((const double[]){rounded(point.lon), rounded(point.lat)}, 2);
}

/* The area's rings run with the clock, its holes against it: so backwards. */
static cJSON *ring_json(const struct shape *shape, const struct shape_path *path)
{
    cJSON *ring = cJSON_CreateArray();
    for (size_t at = 0; at <= path->count; at++) {
        size_t index = path->first + (path->count - at) % path->count;
        cJSON_AddItemToArray(ring, position(shape->points[index]));
    }
    return ring;
}

static cJSON *feature_of(cJSON *to, const char *type, cJSON *coordinates)
{
    cJSON *feature = cJSON_CreateObject();
    cJSON_AddStringToObject(feature, "type", "Feature");
    cJSON *geometry = cJSON_AddObjectToObject(feature, "geometry");
    cJSON_AddStringToObject(geometry, "type", type);
    cJSON_AddItemToObject(geometry, "coordinates", coordinates);
    cJSON_AddItemToArray(to, feature);
    return cJSON_AddObjectToObject(feature, "properties");
}

static void class_feature(const struct ask *ask, const struct reach *reach, int index, cJSON *to)
{
    const struct shape *area = &reach->classes[index].area;
    cJSON *polygons = cJSON_CreateArray(), *polygon = NULL;
    for (size_t at = 0; at < area->path_count; at++) {
        if (!area->paths[at].hole || !polygon) {
            polygon = cJSON_CreateArray();
            cJSON_AddItemToArray(polygons, polygon);
        }
        cJSON_AddItemToArray(polygon, ring_json(area, &area->paths[at]));
    }
    cJSON *properties = feature_of(to, "MultiPolygon", polygons);
    cJSON_AddStringToObject(properties, "what", "class");
    cJSON_AddNumberToObject(properties, "minutes", reach->classes[index].minutes);
    share_add(properties, reach->classes[index].share);
    said_add(ask, properties, "line", reach_class_line(reach, index));
}

static cJSON *features_make(const struct ask *ask, const struct reach *reach)
{
    cJSON *features = cJSON_CreateArray();
    for (int i = reach->class_count - 1; i >= 0; i--) { /* larger ones below */
        class_feature(ask, reach, i, features);
    }
    for (size_t i = 0; i < reach->address_count && reach->state != REACH_NO_NETWORK; i++) {
        const struct reach_address *address = &reach->addresses[i];
        if (address->fate != REACH_WITHIN) {
            cJSON *properties = feature_of(features, "Point", position(address->point));
            cJSON_AddStringToObject(properties, "what", "address");
            cJSON_AddStringToObject(properties, "fate", fates[address->fate]);
        }
    }
    for (size_t i = 0; i < reach->place_count; i++) {
        const struct reach_place *place = &reach->places[i];
        cJSON *properties = feature_of(features, "Point", position(place->point));
        cJSON_AddStringToObject(properties, "what", "place");
        cJSON_AddStringToObject(properties, "id", place->id);
        cJSON_AddStringToObject(properties, "name", place->name);
    }
    return features;
}

static void credits_add(const struct ask *ask, cJSON *json)
{
    const struct pack_source *sources;
    struct buffer text;
    int count = project_credits(ask->project, &sources);
    buffer_init(&text, 8192);
    for (int i = 0; i < count; i++) {
        buffer_addf(&text, "%s%s", i ? "; " : "", sources[i].attribution);
    }
    cJSON_AddStringToObject(json, "attribution", buffer_text(&text));
    buffer_clear(&text);
}

bool reach_geojson(const struct ask *ask, const struct reach *reach, const char *file,
                   struct fault *why)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "type", "FeatureCollection");
    head_add(ask, json, reach);
    credits_add(ask, json);
    cJSON_AddItemToObject(json, "features", features_make(ask, reach));
    char *text = cJSON_PrintUnformatted(json);
    cJSON_Delete(json);
    bool good = text && file_write(file, text, strlen(text), why);
    if (!text) {
        fault_set(why, FAULT_MEMORY, "fault.memory");
    }
    free(text);
    return good;
}
