/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/geojson_inner.h"

#include <math.h>
#include <string.h>

#include "base/json.h"

static bool point_of(const cJSON *pair, struct point *out)
{
    const cJSON *lon = cJSON_IsArray(pair) ? pair->child : NULL;
    const cJSON *lat = lon ? lon->next : NULL;
    if (!cJSON_IsNumber(lon) || !cJSON_IsNumber(lat))
        return false;
    *out = (struct point){lon->valuedouble, lat->valuedouble};
    return point_valid(*out);
}

/* A list of positions; a ring's repeated last point is left out. */
static bool path_add(const cJSON *positions, bool ring, bool hole, struct shape *out)
{
    struct point first = {NAN, NAN};
    size_t count = 0;
    const cJSON *position;
    if (!cJSON_IsArray(positions))
        return false;
    shape_begin(out, hole);
    cJSON_ArrayForEach(position, positions)
    {
        struct point point;
        if (!point_of(position, &point))
            return false;
        bool closing = ring && !position->next && count > 0 && point.lon == first.lon &&
                       point.lat == first.lat;
        if (count++ == 0)
            first = point;
        if (!closing)
            shape_add(out, point);
    }
    return count >= (ring ? 4u : 1u);
}

static bool polygon_add(const cJSON *rings, struct shape *out)
{
    const cJSON *ring;
    if (!cJSON_IsArray(rings) || !rings->child)
        return false;
    cJSON_ArrayForEach(ring, rings)
    {
        if (!path_add(ring, true, ring != rings->child, out))
            return false;
    }
    return true;
}

static bool each_add(const cJSON *parts, bool polygons, struct shape *out)
{
    const cJSON *part;
    if (!cJSON_IsArray(parts) || !parts->child)
        return false;
    cJSON_ArrayForEach(part, parts)
    {
        if (polygons ? !polygon_add(part, out) : !path_add(part, false, false, out))
            return false;
    }
    return true;
}

static bool single_add(const cJSON *position, struct shape *out)
{
    struct point point;
    if (!point_of(position, &point))
        return false;
    shape_begin(out, false);
    shape_add(out, point);
    return true;
}

bool geojson_shape(const cJSON *geometry, struct shape *out)
{
    const char *type = json_text(geometry, "type", "");
    const cJSON *coordinates = json_member(geometry, "coordinates");
    bool area = strstr(type, "Polygon") != NULL, line = strstr(type, "LineString") != NULL;
    shape_init(out, area ? SHAPE_AREA : line ? SHAPE_LINE : SHAPE_POINT);
    bool good = strcmp(type, "Point") == 0             ? single_add(coordinates, out)
                : strcmp(type, "MultiPoint") == 0      ? path_add(coordinates, false, false, out)
                : strcmp(type, "LineString") == 0      ? path_add(coordinates, false, false, out)
                : strcmp(type, "MultiLineString") == 0 ? each_add(coordinates, false, out)
                : strcmp(type, "Polygon") == 0         ? polygon_add(coordinates, out)
                : strcmp(type, "MultiPolygon") == 0    ? each_add(coordinates, true, out)
                                                       : false;
    if (!good)
        shape_clear(out);
    return good;
}

bool geojson_swapped(const cJSON *geometry)
{
    const cJSON *at = json_member(geometry, "coordinates");
    for (int depth = 0; depth < 4 && cJSON_IsArray(at) && cJSON_IsArray(at->child); depth++)
        at = at->child;
    struct point point;
    return point_of(at, &point) && point.lon > 49 && point.lon < 52 && point.lat > 2 &&
           point.lat < 7;
}
