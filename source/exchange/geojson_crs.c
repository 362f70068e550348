/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/geojson_inner.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"

/* The last part of "urn:ogc:def:crs:EPSG::31370", "EPSG:31370" or "http://…/EPSG/0/31370". */
static const char *code_of(const char *name)
{
    const char *code = name;
    for (const char *at = name; *at; at++)
        if (*at == ':' || *at == '/')
            code = at + 1;
    return code;
}

static enum geojson_space space_of_code(const char *code)
{
    static const struct {
        const char *code;
        enum geojson_space space;
    } known[] = {{"CRS84", GEOJSON_DEGREES},      {"4326", GEOJSON_DEGREES},
                 {"4258", GEOJSON_DEGREES}, /* ETRS89: within a metre */
                 {"31370", GEOJSON_LAMBERT72},    {"3857", GEOJSON_WEB_MERCATOR},
                 {"900913", GEOJSON_WEB_MERCATOR}};
    for (size_t at = 0; at < sizeof known / sizeof *known; at++)
        if (strcmp(known[at].code, code) == 0)
            return known[at].space;
    return GEOJSON_FOREIGN;
}

void geojson_crs_keep(struct geojson *geojson, const cJSON *crs)
{
    const cJSON *properties = json_member(crs, "properties");
    const cJSON *number = json_member(properties, "code");
    const char *name = json_text(properties, "name", json_text(properties, "code", ""));
    char code[32];
    if (cJSON_IsNumber(number)) {
        snprintf(code, sizeof code, "%.0f", fmin(fmax(number->valuedouble, 0), 1e9));
        name = code;
    }
    if (!*name)
        return;
    snprintf(geojson->crs, sizeof geojson->crs, "%s", name);
    geojson->space = space_of_code(code_of(name));
}

/* ---- coordinates ---- */

static const cJSON *first_pair(const cJSON *geometry)
{
    const cJSON *at = json_member(geometry, "coordinates");
    for (int depth = 0; depth < 4 && cJSON_IsArray(at) && cJSON_IsArray(at->child); depth++)
        at = at->child;
    const cJSON *x = cJSON_IsArray(at) ? at->child : NULL;
    return x && cJSON_IsNumber(x) && cJSON_IsNumber(x->next) ? x : NULL;
}

/* What Belgium's coordinates can only be. Lambert 72 runs to 300 by 250 km there (EPSG:31370, area
 * of use 2.5–6.4° E, 49.5–51.5° N); the others are millions of metres north. */
static enum geojson_space space_by_look(const cJSON *geometry)
{
    const cJSON *x = first_pair(geometry);
    double east = x ? x->valuedouble : 0, north = x ? x->next->valuedouble : 0;
    if (east > 10000 && east < 310000 && north > 10000 && north < 260000)
        return GEOJSON_LAMBERT72;
    if (east > 270000 && east < 720000 && north > 6340000 && north < 6730000)
        return GEOJSON_WEB_MERCATOR;
    return GEOJSON_DEGREES;
}

static struct point point_from(enum geojson_space space, double x, double y)
{
    static const double side = 2 * 3.14159265358979323846 * 6378137;
    if (space == GEOJSON_LAMBERT72)
        return point_of_lambert72(x, y);
    return point_of_spot((struct spot){0.5 + x / side, 0.5 - y / side});
}

static void turn(cJSON *coordinates, enum geojson_space space, int depth)
{
    cJSON *x = cJSON_IsArray(coordinates) ? coordinates->child : NULL;
    if (cJSON_IsNumber(x) && cJSON_IsNumber(x->next)) {
        struct point point = point_from(space, x->valuedouble, x->next->valuedouble);
        cJSON_SetNumberValue(x, point.lon);
        cJSON_SetNumberValue(x->next, point.lat);
        return;
    }
    for (; x && depth > 0; x = x->next)
        turn(x, space, depth - 1);
}

void geojson_to_degrees(const struct geojson *geojson, cJSON *feature)
{
    enum { DEPTH = 3 }; /* of a MultiPolygon above its positions */
    cJSON *geometry = cJSON_GetObjectItemCaseSensitive(feature, "geometry");
    enum geojson_space space =
        geojson->space == GEOJSON_UNSAID ? space_by_look(geometry) : geojson->space;
    if (space == GEOJSON_LAMBERT72 || space == GEOJSON_WEB_MERCATOR)
        turn(cJSON_GetObjectItemCaseSensitive(geometry, "coordinates"), space, DEPTH);
}

bool geojson_space_known(const struct geojson *geojson, struct fault *why)
{
    if (geojson->space != GEOJSON_FOREIGN)
        return true;
    fault_set_text(why, FAULT_INPUT, "fault.geojson.crs", geojson->crs);
    return fault_in(why, geojson->path);
}
