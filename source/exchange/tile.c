/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/tile_inner.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "exchange/inflate_inner.h"
#include "exchange/kind_inner.h"

void tile_reader_init(struct tile_reader *reader, const struct sink *sink, struct box box)
{
    *reader = (struct tile_reader){.sink = sink, .boxed = !box_is_empty(box)};
    reader->box = reader->boxed ? spot_box_of(box) : spot_box_empty();
    street_book_init(&reader->streets);
    arena_init(&reader->arena);
    buffer_init(&reader->plain, TILE_UNPACKED);
}

void tile_reader_clear(struct tile_reader *reader)
{
    street_book_clear(&reader->streets);
    arena_clear(&reader->arena);
    buffer_clear(&reader->plain);
    mvt_geometry_clear(&reader->geometry);
    free(reader->houses);
    free(reader->spots);
    free(reader->ends);
    free(reader->points);
    free(reader->forms);
}

struct spot_box tile_reader_box(const struct tile_reader *reader, int zoom)
{
    double around = ldexp(zoom == reader->top ? 0.5 : 1, -zoom);
    struct spot_box box = reader->box;
    return (struct spot_box){box.left - around, box.top - around, box.right + around,
                             box.bottom + around};
}

/* ---- tags ---- */

static const struct mvt_value **tag_place(struct kind_tags *tags, const struct mvt_value *key)
{
    const struct {
        const char *key;
        const struct mvt_value **place;
    } places[] = {{"class", &tags->class},
                  {"subclass", &tags->subclass},
                  {"brunnel", &tags->brunnel},
                  {"oneway", &tags->oneway},
                  {"layer", &tags->layer},
                  {"admin_level", &tags->admin_level},
                  {"rank", &tags->rank},
                  {"maritime", &tags->maritime},
                  {"name:nl", &tags->nl},
                  {"name:fr", &tags->fr},
                  {"name:latin", &tags->latin},
                  {"name", &tags->plain},
                  {"housenumber", &tags->housenumber},
                  {"indoor", &tags->indoor},
                  {"kind", &tags->class},
                  {"name_nl", &tags->nl},
                  {"name_fr", &tags->fr},
                  {"bridge", &tags->bridge},
                  {"tunnel", &tags->tunnel},
                  {"oneway_reverse", &tags->oneway_reverse},
                  {"service", &tags->service},
                  {"bicycle", &tags->bicycle},
                  {"amenity", &tags->amenity},
                  {"leisure", &tags->leisure}};
    for (size_t at = 0; at < sizeof places / sizeof *places; at++)
        if (mvt_value_is(key, places[at].key))
            return places[at].place;
    return NULL;
}

static bool tags_read(const struct mvt_layer *layer, struct wire_span span, struct kind_tags *out)
{
    uint32_t key;
    const struct mvt_value *value;
    bool good = true;
    *out = (struct kind_tags){0};
    while (mvt_tag_next(layer, &span, &key, &value, &good)) {
        const struct mvt_value **place = tag_place(out, &layer->keys[key]);
        if (place)
            *place = value;
    }
    return good;
}

static const char *text_of(const struct mvt_value *value, char *out, size_t room)
{
    out[0] = 0;
    if (!value || value->kind != MVT_TEXT || !utf8_valid(value->text, value->size) ||
        memchr(value->text, 0, value->size))
        return out;
    size_t size = value->size < room ? value->size : room - 1;
    memcpy(out, value->text, size);
    out[size] = 0;
    out[utf8_cut(out, size)] = 0;
    return out;
}

static void names_read(const struct kind_tags *tags, struct name_pair *out)
{
    char nl[NAME_SIZE], fr[NAME_SIZE], plain[NAME_SIZE];
    text_of(tags->nl, nl, sizeof nl);
    text_of(tags->fr, fr, sizeof fr);
    text_of(tags->latin ? tags->latin : tags->plain, plain, sizeof plain);
    name_pair_of(nl, fr, plain, out);
}

/* ---- paths and steps: some tiles say only in the names' layer what kind of path a line is ---- */

static uint64_t geometry_hash(struct wire_span span)
{
    return hash_bytes(span.at, (size_t)(span.end - span.at), 0);
}

static int form_order(const void *a, const void *b)
{
    const struct way_form *one = a, *two = b;
    return one->hash < two->hash ? -1 : one->hash > two->hash;
}

static void forms_read(struct tile_reader *reader, const struct mvt_tile *tile)
{
    reader->form_count = 0;
    for (size_t at = 0; at < tile->layer_count; at++) {
        const struct mvt_layer *layer = &tile->layers[at];
        if (!mvt_value_is(&layer->name, "transportation_name"))
            continue;
        for (size_t index = 0; index < layer->feature_count; index++) {
            struct mvt_feature feature;
            struct kind_tags tags;
            if (!mvt_feature_read(layer->features[index], &feature) ||
                !tags_read(layer, feature.tags, &tags) || !tags.subclass)
                continue;
            ARRAY_GROW(reader->forms, reader->form_count, reader->form_room);
            reader->forms[reader->form_count++] =
                (struct way_form){geometry_hash(feature.geometry), tags.subclass};
        }
    }
    if (reader->form_count)
        qsort(reader->forms, reader->form_count, sizeof *reader->forms, form_order);
}

static const struct mvt_value *form_find(const struct tile_reader *reader,
                                         struct wire_span geometry)
{
    struct way_form wanted = {geometry_hash(geometry), NULL};
    const struct way_form *found =
        reader->form_count
            ? bsearch(&wanted, reader->forms, reader->form_count, sizeof *reader->forms, form_order)
            : NULL;
    return found ? found->subclass : NULL;
}

/* ---- geometry ---- */

static struct spot spot_at(const struct tile_reader *reader, uint32_t extent, double x, double y)
{
    double tiles = ldexp(1, reader->tile.z);
    return (struct spot){(reader->tile.x + x / extent) / tiles,
                         (reader->tile.y + y / extent) / tiles};
}

static void path_end(struct tile_reader *reader, size_t least)
{
    size_t first = reader->end_count ? reader->ends[reader->end_count - 1] : 0;
    if (reader->spot_count - first < least) {
        reader->spot_count = first;
        return;
    }
    ARRAY_GROW(reader->ends, reader->end_count, reader->end_room);
    reader->ends[reader->end_count++] = (uint32_t)reader->spot_count;
}

static void spot_put(struct tile_reader *reader, struct spot spot, bool first)
{
    const struct spot *last = first ? NULL : &reader->spots[reader->spot_count - 1];
    if (last && last->x == spot.x && last->y == spot.y)
        return;
    ARRAY_GROW(reader->spots, reader->spot_count, reader->spot_room);
    reader->spots[reader->spot_count++] = spot;
}

static void whole_put(struct tile_reader *reader, uint32_t extent, size_t least)
{
    const struct mvt_geometry *geometry = &reader->geometry;
    for (size_t path = 0; path < geometry->path_count; path++) {
        for (size_t at = 0; at < geometry->paths[path].count; at++) {
            struct mvt_point point = geometry->points[geometry->paths[path].first + at];
            spot_put(reader, spot_at(reader, extent, point.x, point.y), at == 0);
        }
        path_end(reader, least);
    }
}

/* Cut to the square of the tile; what lies on its edge lies there exactly, the rest on the grid. */
static void clipped_put(struct tile_reader *reader, uint32_t extent, enum shape_kind kind)
{
    const struct mvt_geometry *geometry = &reader->geometry;
    struct shape shape, cut;
    shape_init(&shape, kind);
    for (size_t path = 0; path < geometry->path_count; path++) {
        shape_begin(&shape, false);
        for (size_t at = 0; at < geometry->paths[path].count; at++) {
            struct mvt_point point = geometry->points[geometry->paths[path].first + at];
            shape_add(&shape, (struct point){point.x, point.y});
        }
    }
    shape_clip(&shape, (struct box){0, 0, extent, extent}, &cut);
    for (size_t path = 0; path < cut.path_count; path++) {
        for (size_t at = 0; at < cut.paths[path].count; at++) {
            struct point point = cut.points[cut.paths[path].first + at];
            spot_put(reader, spot_at(reader, extent, round(point.lon), round(point.lat)), at == 0);
        }
        path_end(reader, kind == SHAPE_AREA ? 3 : 2);
    }
    shape_clear(&shape);
    shape_clear(&cut);
}

static void points_put(struct tile_reader *reader, uint32_t extent)
{
    for (size_t at = 0; at < reader->geometry.point_count; at++) {
        struct mvt_point point = reader->geometry.points[at];
        if (point.x < 0 || point.y < 0 || point.x >= (int32_t)extent || point.y >= (int32_t)extent)
            continue;
        spot_put(reader, spot_at(reader, extent, point.x, point.y), true);
        path_end(reader, 1);
    }
}

/* How the feature lies to the square of its tile. */
enum lie { INSIDE, ACROSS, OUTSIDE };

static enum lie lie_of(const struct mvt_geometry *geometry, int32_t extent)
{
    int32_t left = INT32_MAX, top = INT32_MAX, right = INT32_MIN, bottom = INT32_MIN;
    for (size_t at = 0; at < geometry->point_count; at++) {
        struct mvt_point point = geometry->points[at];
        left = point.x < left ? point.x : left;
        right = point.x > right ? point.x : right;
        top = point.y < top ? point.y : top;
        bottom = point.y > bottom ? point.y : bottom;
    }
    if (right < 0 || bottom < 0 || left > extent || top > extent)
        return OUTSIDE;
    return left >= 0 && top >= 0 && right <= extent && bottom <= extent ? INSIDE : ACROSS;
}

/* Fills spots and ends from the geometry; true when it was cut at the tile's edge. */
static bool spots_make(struct tile_reader *reader, uint32_t extent, enum shape_kind kind)
{
    reader->spot_count = 0;
    reader->end_count = 0;
    if (kind == SHAPE_POINT) {
        points_put(reader, extent);
        return false;
    }
    enum lie lie = lie_of(&reader->geometry, (int32_t)extent);
    if (lie == INSIDE)
        whole_put(reader, extent, kind == SHAPE_AREA ? 3 : 2);
    else if (lie == ACROSS)
        clipped_put(reader, extent, kind);
    return lie == ACROSS;
}

static bool wanted_here(const struct tile_reader *reader)
{
    if (reader->end_count == 0)
        return false;
    if (!reader->boxed)
        return true;
    struct spot_box box = spot_box_empty();
    for (size_t at = 0; at < reader->spot_count; at++)
        box = spot_box_add(box, reader->spots[at]);
    return spot_box_meets(box, tile_reader_box(reader, reader->tile.z));
}

/* ---- features ---- */

static int8_t layer_of(const struct kind_tags *tags, uint8_t flags)
{
    double layer = tags->layer ? tags->layer->number : 0;
    if (layer == 0 || !(layer >= -5 && layer <= 5))
        return flags & FEATURE_BRIDGE ? 1 : flags & FEATURE_TUNNEL ? -1 : 0;
    return (int8_t)layer;
}

static uint8_t flags_of(const struct kind_tags *tags, bool cut)
{
    uint8_t flags = cut ? FEATURE_CUT : 0;
    bool reverse = tags->oneway_reverse && tags->oneway_reverse->number == 1;
    if (kind_bridge(tags))
        flags |= FEATURE_BRIDGE;
    if (kind_tunnel(tags))
        flags |= FEATURE_TUNNEL;
    if (tags->oneway && tags->oneway->number == 1 && !reverse)
        flags |= FEATURE_ONEWAY;
    return flags;
}

static void house_add(struct tile_reader *reader, const char *number)
{
    ARRAY_GROW(reader->houses, reader->house_count, reader->house_room);
    struct house *house = &reader->houses[reader->house_count++];
    *house = (struct house){.spot = reader->spots[0]};
    size_t size = 0;
    for (const char *at = number; *at && size + 1 < NUMBER_SIZE; at++)
        if (*at != '-' || at[1] != '-') /* "63--67" is one range */
            house->number[size++] = *at;
    house->number[utf8_cut(house->number, size)] = 0;
}

static bool feature_give(struct tile_reader *reader, const struct kind_found *found,
                         enum shape_kind shape, const struct kind_tags *tags, bool cut,
                         const struct name_pair *names, struct fault *why)
{
    int zoom = reader->tile.z;
    struct feature feature = {.kind = found->kind,
                              .shape = shape,
                              .flags = flags_of(tags, cut),
                              .rank = found->rank,
                              .name = names->nl,
                              .name_fr = names->fr,
                              .spots = reader->spots,
                              .path_ends = reader->ends,
                              .path_count = reader->end_count};
    feature.layer = layer_of(tags, feature.flags);
    feature.max_zoom = zoom == reader->top ? 255 : (uint8_t)zoom;
    feature.min_zoom = (uint8_t)(zoom == reader->low ? 0 : zoom);
    if (zoom == reader->top && found->min_zoom > feature.min_zoom)
        feature.min_zoom = found->min_zoom;
    reader->counts.features++;
    return !reader->sink->feature || reader->sink->feature(reader->sink->data, &feature, why);
}

static void street_keep(struct tile_reader *reader, const struct kind_found *found,
                        const struct name_pair *names)
{
    size_t first = 0;
    for (size_t path = 0; path < reader->end_count; path++) {
        street_book_add(&reader->streets, names, found->rank, found->min_zoom,
                        reader->spots + first, reader->ends[path] - first);
        first = reader->ends[path];
    }
}

/* The feature of a known kind, with its geometry in reader->geometry. */
static bool feature_make(struct tile_reader *reader, const struct kind_found *found,
                         enum mvt_shape mvt_shape, uint32_t extent, const struct kind_tags *tags,
                         struct fault *why)
{
    enum shape_kind shape = mvt_shape == MVT_POINT  ? SHAPE_POINT
                            : mvt_shape == MVT_LINE ? SHAPE_LINE
                                                    : SHAPE_AREA;
    struct name_pair names = {"", ""};
    char number[NAME_SIZE];
    if (found->named)
        names_read(tags, &names);
    bool cut = spots_make(reader, extent, shape);
    if ((found->named && !names.nl[0]) || !wanted_here(reader)) {
        reader->counts.skipped++;
        return true;
    }
    if (!tile_walk_give(reader, found, shape, tags, why))
        return false;
    if (found->kind == FEATURE_STREET_NAME)
        street_keep(reader, found, &names);
    else if (found->kind != FEATURE_HOUSE_NUMBER)
        return feature_give(reader, found, shape, tags, cut, &names, why);
    else if (*text_of(tags->housenumber, number, sizeof number))
        house_add(reader, number);
    else
        reader->counts.skipped++;
    return true;
}

static bool zoom_wants(const struct tile_reader *reader, const struct kind_found *found)
{
    int zoom = reader->tile.z;
    if (zoom == reader->top)
        return true;
    return found->kind != FEATURE_STREET_NAME && found->min_zoom <= zoom;
}

static bool feature_read(struct tile_reader *reader, const struct mvt_layer *layer,
                         struct wire_span span, struct fault *why)
{
    struct mvt_feature feature;
    struct kind_tags tags;
    struct kind_found found;
    if (!mvt_feature_read(span, &feature) || !tags_read(layer, feature.tags, &tags)) {
        reader->counts.broken++;
        return true;
    }
    if (!tags.subclass && (mvt_value_is(tags.class, "path") || mvt_value_is(tags.class, "track")) &&
        mvt_value_is(&layer->name, "transportation"))
        tags.subclass = form_find(reader, feature.geometry);
    if (!kind_find(&layer->name, feature.shape, &tags, &found) || !zoom_wants(reader, &found)) {
        reader->counts.skipped++;
        return true;
    }
    if (!mvt_geometry_read(&feature, &reader->geometry)) {
        reader->counts.broken++;
        return true;
    }
    return feature_make(reader, &found, feature.shape, layer->extent, &tags, why);
}

static bool layers_read(struct tile_reader *reader, const struct mvt_tile *tile, struct fault *why)
{
    reader->geometry.points_left = MVT_POINTS;
    forms_read(reader, tile);
    for (size_t at = 0; at < tile->layer_count; at++) {
        const struct mvt_layer *layer = &tile->layers[at];
        int schema = kind_schema(&layer->name);
        reader->seen |= schema & SCHEMA_SHARED ? 0 : schema;
        if (schema == 0 || schema == SCHEMA_OTHER) {
            reader->counts.skipped += (long)layer->feature_count;
            continue;
        }
        for (size_t index = 0; index < layer->feature_count; index++)
            if (!feature_read(reader, layer, layer->features[index], why))
                return false;
    }
    return true;
}

enum tile_result tile_read(struct tile_reader *reader, struct tile tile, const void *bytes,
                           size_t size, struct fault *why)
{
    struct mvt_tile decoded;
    reader->tile = tile;
    if (size > TILE_PACKED || !inflate_bytes(bytes, size, &reader->plain))
        return TILE_BROKEN;
    bool good =
        mvt_tile_read(buffer_text(&reader->plain), reader->plain.size, &reader->arena, &decoded);
    enum tile_result result = !good                                ? TILE_BROKEN
                              : layers_read(reader, &decoded, why) ? TILE_GOOD
                                                                   : TILE_STOPPED;
    arena_clear(&reader->arena);
    return result;
}
