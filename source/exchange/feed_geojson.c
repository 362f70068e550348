/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "exchange/feed_inner.h"
#include "exchange/geojson_inner.h"
#include "exchange/osm_place.h"

enum { COLUMNS = 256 };

struct reader {
    struct geojson file;
    const struct feed *feed;
    const struct sink *sink;
    struct box box;
    struct read_counts counts;
    struct arena arena; /* of one feature */
    long swapped;
};

static const char *text_of(struct arena *arena, const cJSON *value)
{
    if (cJSON_IsString(value))
        return value->valuestring;
    if (cJSON_IsNumber(value))
        return arena_textf(arena, "%.15g", value->valuedouble);
    if (!cJSON_IsObject(value))
        return NULL;
    char *text = cJSON_PrintUnformatted(value);
    const char *kept = text ? arena_text(arena, text) : NULL;
    free(text);
    return kept;
}

static void row_read(struct reader *reader, const cJSON *properties, struct feed_row *row)
{
    const char *columns[COLUMNS];
    const cJSON *values[COLUMNS], *item;
    int count = 0, map[FEED_FIELDS];
    cJSON_ArrayForEach(item, properties)
    {
        if (count < COLUMNS && item->string) {
            columns[count] = item->string;
            values[count++] = item;
        }
    }
    feed_map(reader->feed, columns, count, map);
    for (int field = 0; field < FEED_FIELDS; field++)
        row->value[field] = map[field] < 0 ? NULL : text_of(&reader->arena, values[map[field]]);
}

static bool point_find(struct reader *reader, const cJSON *geometry, const struct feed_row *row,
                       struct point *out)
{
    struct shape shape;
    const char *said = row->value[FEED_POINT];
    if (geometry && !cJSON_IsNull(geometry)) {
        if (!geojson_shape(geometry, &shape))
            return false;
        *out = shape.point_count == 1 ? shape.points[0] : box_middle(shape.box);
        shape_clear(&shape);
        bool swapped = geojson_swapped(geometry);
        reader->swapped += swapped;
        return !swapped;
    }
    return said && feed_point_read(said, out);
}

/* By its tags, when it is a feature of OpenStreetMap and the source does not say what all are. */
static cJSON *place_of(struct reader *reader, const cJSON *feature, const cJSON *properties,
                       const struct feed_row *row, struct point point)
{
    const struct feed *feed = reader->feed;
    if (feed->kind == FEED_UNSAID && feed->service == FEED_UNSAID) {
        cJSON *place = geojson_osm_place(feature, properties, point, feed->date);
        if (place)
            return place;
    }
    return feed_place(feed, row, point);
}

static bool feature_take(struct reader *reader, const cJSON *feature, struct fault *why)
{
    struct point point;
    struct feed_row row;
    const cJSON *properties = json_member(feature, "properties");
    if (strcmp(json_text(feature, "type", ""), "Feature") != 0) {
        reader->counts.broken++;
        return true;
    }
    row_read(reader, properties, &row);
    if (!row.value[FEED_ID])
        row.value[FEED_ID] = text_of(&reader->arena, json_member(feature, "id"));
    if (!point_find(reader, json_member(feature, "geometry"), &row, &point)) {
        reader->counts.without_place++;
        return true;
    }
    bool inside = box_is_empty(reader->box) || box_has(reader->box, point);
    cJSON *place = inside ? place_of(reader, feature, properties, &row, point) : NULL;
    return feed_give(reader->sink, &reader->counts, place, why);
}

static bool feature_give(void *data, const cJSON *feature, struct fault *why)
{
    struct reader *reader = data;
    arena_init(&reader->arena);
    bool going = feature_take(reader, feature, why);
    arena_clear(&reader->arena);
    return going;
}

bool feed_read_geojson(const char *path, const struct feed *feed, struct box box,
                       const struct sink *sink, struct read_counts *counts, struct fault *why)
{
    struct reader *reader = memory_take(sizeof *reader);
    reader->feed = feed;
    reader->sink = sink;
    reader->box = box;
    bool good = geojson_open(path, &reader->file, why);
    if (good) {
        good =
            geojson_walk(&reader->file, sink, &reader->counts.broken, feature_give, reader, why) &&
            geojson_judge(&reader->file, &reader->counts, reader->counts.candidates,
                          reader->swapped, why) &&
            geojson_source(&reader->file, sink, "places", "", "", why);
        geojson_close(&reader->file);
    }
    counts->candidates += reader->counts.candidates;
    counts->skipped += reader->counts.skipped;
    counts->without_place += reader->counts.without_place;
    counts->broken += reader->counts.broken;
    free(reader);
    return good;
}
