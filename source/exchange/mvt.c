/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/mvt_inner.h"

#include <stdlib.h>
#include <string.h>

static struct mvt_value text_of(struct wire_span span)
{
    return (struct mvt_value){MVT_TEXT, (const char *)span.at, (size_t)(span.end - span.at), 0};
}

static double float_of(uint64_t bits)
{
    uint32_t half = (uint32_t)bits;
    float value;
    memcpy(&value, &half, sizeof value);
    return (double)value;
}

static double double_of(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static bool value_read(struct wire_span span, struct mvt_value *out)
{
    static const struct {
        enum mvt_value_kind kind;
        enum wire wire;
    } kinds[] = {{MVT_NONE, 0},
                 {MVT_TEXT, WIRE_BYTES},
                 {MVT_NUMBER, WIRE_32},
                 {MVT_NUMBER, WIRE_64},
                 {MVT_NUMBER, WIRE_VARINT},
                 {MVT_NUMBER, WIRE_VARINT},
                 {MVT_NUMBER, WIRE_VARINT},
                 {MVT_BOOL, WIRE_VARINT}};
    struct wire_field field;
    bool good = true;
    *out = (struct mvt_value){0};
    while (wire_next(&span, &field, &good)) {
        if (field.number >= sizeof kinds / sizeof *kinds)
            continue;
        if (field.wire != kinds[field.number].wire)
            return false;
        *out = field.wire == WIRE_BYTES ? text_of(field.span) : (struct mvt_value){0};
        out->kind = kinds[field.number].kind;
        switch (field.number) {
        case 2:
            out->number = float_of(field.value);
            break;
        case 3:
            out->number = double_of(field.value);
            break;
        case 4:
            out->number = (double)(int64_t)field.value;
            break;
        case 6:
            out->number = (double)wire_zigzag(field.value);
            break;
        default:
            out->number = (double)field.value;
        }
    }
    return good;
}

struct counts {
    size_t features, keys, values;
};

static bool layer_count(struct wire_span span, struct counts *out)
{
    struct wire_field field;
    bool good = true;
    *out = (struct counts){0};
    while (wire_next(&span, &field, &good)) {
        out->features += field.number == 2;
        out->keys += field.number == 3;
        out->values += field.number == 4;
        if (field.number <= 4 && field.wire != WIRE_BYTES)
            return false;
    }
    return good;
}

static bool layer_field(const struct wire_field *field, struct mvt_layer *out)
{
    switch (field->number) {
    case 1:
        out->name = text_of(field->span);
        return true;
    case 2:
        out->features[out->feature_count++] = field->span;
        return true;
    case 3:
        out->keys[out->key_count++] = text_of(field->span);
        return true;
    case 4:
        return value_read(field->span, &out->values[out->value_count++]);
    case 5:
        out->extent = field->value > MVT_EXTENT ? 0 : (uint32_t)field->value;
        return field->wire == WIRE_VARINT;
    case 15:
        out->version = field->value > 100 ? 0 : (uint32_t)field->value;
        return field->wire == WIRE_VARINT;
    default:
        return true;
    }
}

static bool layer_read(struct wire_span span, struct arena *arena, size_t *things_left,
                       struct mvt_layer *out)
{
    struct counts counts;
    if (!layer_count(span, &counts) || counts.features > *things_left ||
        counts.keys + counts.values > *things_left - counts.features)
        return false;
    *things_left -= counts.features + counts.keys + counts.values;
    *out = (struct mvt_layer){.extent = 4096, .version = 1};
    out->features = arena_take(arena, (counts.features + 1) * sizeof *out->features);
    out->keys = arena_take(arena, (counts.keys + 1) * sizeof *out->keys);
    out->values = arena_take(arena, (counts.values + 1) * sizeof *out->values);
    struct wire_field field;
    bool good = true;
    while (wire_next(&span, &field, &good))
        if (!layer_field(&field, out))
            return false;
    return good && out->name.size > 0 && out->extent > 0 && out->version >= 1 && out->version <= 2;
}

bool mvt_tile_read(const void *bytes, size_t size, struct arena *arena, struct mvt_tile *out)
{
    struct wire_span span = {bytes, (const uint8_t *)bytes + size};
    struct wire_field field;
    bool good = true;
    size_t things_left = MVT_THINGS;
    out->layers = arena_take(arena, MVT_LAYERS * sizeof *out->layers);
    out->layer_count = 0;
    while (wire_next(&span, &field, &good)) {
        if (field.number != 3)
            continue;
        if (field.wire != WIRE_BYTES || out->layer_count == MVT_LAYERS ||
            !layer_read(field.span, arena, &things_left, &out->layers[out->layer_count]))
            return false;
        out->layer_count++;
    }
    return good;
}

bool mvt_feature_read(struct wire_span span, struct mvt_feature *out)
{
    struct wire_field field;
    bool good = true;
    *out = (struct mvt_feature){0};
    while (wire_next(&span, &field, &good)) {
        if ((field.number == 2 || field.number == 4) && field.wire != WIRE_BYTES)
            return false;
        if (field.number == 2)
            out->tags = field.span;
        else if (field.number == 3)
            out->shape = field.wire == WIRE_VARINT && field.value <= MVT_POLYGON
                             ? (enum mvt_shape)field.value
                             : MVT_UNKNOWN;
        else if (field.number == 4)
            out->geometry = field.span;
    }
    return good;
}

bool mvt_tag_next(const struct mvt_layer *layer, struct wire_span *tags, uint32_t *key,
                  const struct mvt_value **value, bool *good)
{
    uint64_t key_at, value_at;
    if (tags->at == tags->end)
        return false;
    *good = wire_varint(tags, &key_at) && wire_varint(tags, &value_at) &&
            key_at < layer->key_count && value_at < layer->value_count;
    if (!*good)
        return false;
    *key = (uint32_t)key_at;
    *value = &layer->values[value_at];
    return true;
}

enum command { MOVE_TO = 1, LINE_TO = 2, CLOSE_PATH = 7 };

struct pen {
    struct wire_span span;
    int64_t x, y;
};

static bool pen_point(struct pen *pen, struct mvt_geometry *out)
{
    uint64_t x, y;
    if (!wire_varint(&pen->span, &x) || !wire_varint(&pen->span, &y) || x > UINT32_MAX ||
        y > UINT32_MAX || out->points_left == 0)
        return false;
    pen->x += wire_zigzag(x);
    pen->y += wire_zigzag(y);
    if (pen->x < -MVT_REACH || pen->x > MVT_REACH || pen->y < -MVT_REACH || pen->y > MVT_REACH)
        return false;
    out->points_left--;
    ARRAY_GROW(out->points, out->point_count, out->point_room);
    out->points[out->point_count++] = (struct mvt_point){(int32_t)pen->x, (int32_t)pen->y};
    out->paths[out->path_count - 1].count++;
    return true;
}

static void path_begin(struct mvt_geometry *out)
{
    ARRAY_GROW(out->paths, out->path_count, out->path_room);
    out->paths[out->path_count++] = (struct mvt_path){out->point_count, 0};
}

static bool command_run(struct pen *pen, enum command command, uint64_t count, enum mvt_shape shape,
                        struct mvt_geometry *out)
{
    if (command == CLOSE_PATH)
        return out->path_count > 0 && shape == MVT_POLYGON;
    if (command == LINE_TO && (out->path_count == 0 || shape == MVT_POINT))
        return false;
    if (command != MOVE_TO && command != LINE_TO)
        return false;
    for (uint64_t at = 0; at < count; at++) {
        if (command == MOVE_TO)
            path_begin(out);
        if (!pen_point(pen, out))
            return false;
    }
    return true;
}

static bool path_useful(const struct mvt_geometry *geometry, struct mvt_path *path,
                        enum mvt_shape shape)
{
    const struct mvt_point *points = geometry->points + path->first;
    if (shape == MVT_POLYGON)
        while (path->count > 1 && points[0].x == points[path->count - 1].x &&
               points[0].y == points[path->count - 1].y)
            path->count--;
    return path->count >= (size_t)shape;
}

bool mvt_geometry_read(const struct mvt_feature *feature, struct mvt_geometry *out)
{
    struct pen pen = {.span = feature->geometry};
    out->point_count = 0;
    out->path_count = 0;
    while (pen.span.at < pen.span.end) {
        uint64_t word;
        if (!wire_varint(&pen.span, &word) || word > UINT32_MAX ||
            !command_run(&pen, (enum command)(word & 7), word >> 3, feature->shape, out))
            return false;
    }
    size_t kept = 0;
    for (size_t at = 0; at < out->path_count; at++)
        if (path_useful(out, &out->paths[at], feature->shape))
            out->paths[kept++] = out->paths[at];
    out->path_count = kept;
    return true;
}

void mvt_geometry_clear(struct mvt_geometry *geometry)
{
    free(geometry->points);
    free(geometry->paths);
    *geometry = (struct mvt_geometry){0};
}

bool mvt_value_is(const struct mvt_value *value, const char *text)
{
    return value && value->kind == MVT_TEXT && value->size == strlen(text) &&
           memcmp(value->text, text, value->size) == 0;
}
