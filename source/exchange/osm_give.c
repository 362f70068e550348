/* SPDX-License-Identifier: EUPL-1.2 */
/* Drawn things on their way to the sink: which zooms, how exact. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "exchange/osm_inner.h"

enum { TILE_PIXELS = 512, CLOSE = 14, SMALL_LAST = 17, NUMBER_ZOOM = 17 };
enum { AREA_PIXELS = 3, LABEL_PIXELS = 40 }; /* an area smaller than that is not drawn, not named */
static const double TOLERANCE_PIXELS = 0.6,
                    GRID_PIXELS = 0.25; /* a pack keeps such a grid in fewer bytes */

/* Far views read copies that hold no more than they can show (cell_inner.h: bands). */
static const struct {
    uint8_t from, to;
} far_views[] = {{0, 11}, {12, 13}};

double osm_extent(struct spot_box box)
{
    return fmax(box.right - box.left, box.bottom - box.top);
}

static uint8_t zoom_of_extent(double extent, double pixels)
{
    uint8_t zoom = 0;
    while (zoom < SMALL_LAST && ldexp(extent * TILE_PIXELS, zoom) < pixels)
        zoom++;
    return zoom;
}

static uint8_t larger(uint8_t a, uint8_t b)
{
    return a > b ? a : b;
}

static bool wanted(struct osm_reader *reader, struct spot_box box)
{
    if (!reader->boxed || spot_box_meets(reader->spot_box, box))
        return true;
    reader->counts.skipped++;
    return false;
}

static bool shape_give(struct osm_reader *reader, const struct osm_drawn *drawn,
                       const struct osm_shape *shape, uint8_t min_zoom, uint8_t max_zoom,
                       struct fault *why)
{
    struct feature feature = {.kind = drawn->kind,
                              .shape = drawn->shape,
                              .layer = drawn->layer,
                              .min_zoom = min_zoom,
                              .max_zoom = max_zoom,
                              .flags = drawn->flags,
                              .rank = drawn->rank,
                              .name = drawn->name ? drawn->name : "",
                              .name_fr = drawn->name_fr ? drawn->name_fr : "",
                              .spots = shape->spots,
                              .path_ends = shape->ends,
                              .path_count = shape->end_count};
    reader->counts.features += max_zoom == 255;
    return !reader->sink->feature || reader->sink->feature(reader->sink->data, &feature, why);
}

static bool views_give(struct osm_reader *reader, const struct osm_drawn *drawn,
                       const struct osm_shape *shape, uint8_t min_zoom, struct fault *why)
{
    size_t least = drawn->shape == SHAPE_AREA ? 3 : 2;
    for (size_t at = 0; at < sizeof far_views / sizeof *far_views; at++) {
        double pixel = ldexp(1.0 / TILE_PIXELS, -far_views[at].to);
        if (min_zoom > far_views[at].to)
            continue;
        osm_shape_simplify(shape, pixel * TOLERANCE_PIXELS, pixel * GRID_PIXELS, least,
                           &reader->simple);
        if (reader->simple.end_count &&
            !shape_give(reader, drawn, &reader->simple, larger(min_zoom, far_views[at].from),
                        far_views[at].to, why))
            return false;
    }
    return shape_give(reader, drawn, shape, larger(min_zoom, CLOSE), 255, why);
}

/* The shape within the limits; `drawn` says when it was cut there. */
static const struct osm_shape *within(struct osm_reader *reader, const struct osm_shape *shape,
                                      size_t least, struct osm_drawn *drawn)
{
    if (!reader->limited || !osm_shape_cut(shape, reader->limits, least, &reader->cut))
        return shape;
    drawn->flags |= FEATURE_CUT;
    return &reader->cut;
}

bool osm_give_area(struct osm_reader *reader, const struct osm_drawn *drawn, struct fault *why)
{
    struct osm_drawn here = *drawn;
    if (!reader->area.end_count || !wanted(reader, reader->area.box))
        return true;
    uint8_t seen_from = zoom_of_extent(osm_extent(reader->area.box), AREA_PIXELS);
    const struct osm_shape *area = within(reader, &reader->area, 3, &here);
    return !area->end_count || !wanted(reader, area->box) ||
           views_give(reader, &here, area, larger(drawn->min_zoom, seen_from), why);
}

static void street_keep(struct osm_reader *reader, const struct osm_drawn *drawn,
                        const struct osm_shape *line, const struct name_pair *names)
{
    size_t first = 0;
    for (size_t path = 0; path < line->end_count; path++) {
        street_book_add(&reader->streets, names, drawn->rank, drawn->min_zoom, line->spots + first,
                        line->ends[path] - first);
        first = line->ends[path];
    }
}

bool osm_give_line(struct osm_reader *reader, const struct osm_drawn *drawn,
                   const struct name_pair *names, struct fault *why)
{
    struct osm_drawn here = *drawn;
    if (!reader->line.end_count || !wanted(reader, reader->line.box))
        return true;
    const struct osm_shape *line = within(reader, &reader->line, 2, &here);
    if (!line->end_count || !wanted(reader, line->box))
        return true;
    if (drawn->kind != FEATURE_STREET_NAME)
        return views_give(reader, &here, line, drawn->min_zoom, why);
    street_keep(reader, drawn, line, names);
    return true;
}

static bool spot_give(struct osm_reader *reader, const struct osm_drawn *drawn, struct spot spot,
                      uint8_t min_zoom, struct fault *why)
{
    uint32_t end = 1;
    struct osm_shape shape = {.spots = &spot, .spot_count = 1, .ends = &end, .end_count = 1};
    struct osm_drawn point = *drawn;
    point.shape = SHAPE_POINT;
    return shape_give(reader, &point, &shape, min_zoom, 255, why);
}

static struct spot_box box_of_spot(struct spot spot)
{
    return (struct spot_box){spot.x, spot.y, spot.x, spot.y};
}

bool osm_give_point(struct osm_reader *reader, const struct osm_drawn *drawn, struct spot spot,
                    double extent, struct fault *why)
{
    uint8_t min_zoom = drawn->min_zoom;
    if (!wanted(reader, box_of_spot(spot)))
        return true;
    if (extent > 0 && (drawn->kind == FEATURE_PARK_NAME || drawn->kind == FEATURE_WATER_NAME))
        min_zoom = larger(min_zoom, zoom_of_extent(extent, LABEL_PIXELS));
    return spot_give(reader, drawn, spot, min_zoom, why);
}

/* ---- streets ---- */

bool osm_give_streets(struct osm_reader *reader, struct fault *why)
{
    const struct street_book *streets = &reader->streets;
    for (size_t at = 0; at < streets->line_count; at++) {
        const struct street_line *line = &streets->lines[at];
        uint32_t end = (uint32_t)line->count;
        struct osm_shape shape = {.spots = streets->spots + line->first,
                                  .spot_count = line->count,
                                  .ends = &end,
                                  .end_count = 1};
        struct osm_drawn drawn = {.kind = FEATURE_STREET_NAME,
                                  .shape = SHAPE_LINE,
                                  .rank = line->name->rank,
                                  .name = line->name->nl,
                                  .name_fr = line->name->fr};
        if (!shape_give(reader, &drawn, &shape, larger(line->name->min_zoom, CLOSE), 255, why))
            return false;
    }
    return true;
}

/* ---- houses ---- */

enum { NUMBERS_FIRST = 1024, NUMBER_CELL = 1 << 16 }; /* cells of about 400 m in Belgium */

static bool number_new(struct osm_reader *reader, uint64_t hash)
{
    size_t at = (size_t)hash & (reader->number_room - 1);
    while (reader->numbers[at] && reader->numbers[at] != hash)
        at = (at + 1) & (reader->number_room - 1);
    bool is_new = !reader->numbers[at];
    reader->numbers[at] = hash;
    reader->number_count += is_new;
    return is_new;
}

static void numbers_grow(struct osm_reader *reader)
{
    uint64_t *old = reader->numbers;
    size_t room = reader->number_room;
    if (reader->number_count * 2 < room)
        return;
    reader->number_room = room ? room * 2 : NUMBERS_FIRST;
    reader->numbers = memory_take(reader->number_room * sizeof *reader->numbers);
    reader->number_count = 0;
    for (size_t at = 0; at < room; at++)
        if (old[at])
            number_new(reader, old[at]);
    free(old);
}

/* A house, its shop and its doctor often bear the same address: its number is written once. */
static bool address_new(struct osm_reader *reader, struct spot spot, const char *street,
                        const char *number)
{
    uint64_t cell[] = {(uint64_t)(spot.x * NUMBER_CELL), (uint64_t)(spot.y * NUMBER_CELL)};
    uint64_t hash = hash_bytes(cell, sizeof cell, hash_text(street) | 1);
    hash = hash_bytes(number, strlen(number), hash | 1);
    numbers_grow(reader);
    return number_new(reader, hash ? hash : 1);
}

static bool house_give(struct osm_reader *reader, struct spot spot, const char *street,
                       const char *number, struct fault *why)
{
    const struct sink *sink = reader->sink;
    struct address address = {point_of_spot(spot), street, number};
    struct osm_drawn drawn = {.kind = FEATURE_HOUSE_NUMBER, .rank = 9, .name = number};
    reader->counts.addresses++;
    return (!address_new(reader, spot, street, number) ||
            spot_give(reader, &drawn, spot, NUMBER_ZOOM, why)) &&
           (!sink->address || sink->address(sink->data, &address, why));
}

bool osm_give_address(struct osm_reader *reader, const struct osm_thing *thing, struct spot spot,
                      struct fault *why)
{
    struct name_pair street;
    struct osm_house house = {.spot = spot, .letter = thing->letter, .id = thing->id};
    struct osm_houses *houses = &reader->houses;
    if (!osm_address_of(thing->tags, &street, house.number) || !wanted(reader, box_of_spot(spot)))
        return true;
    if (street.nl[0])
        return house_give(reader, spot, street.nl, house.number, why);
    ARRAY_GROW(houses->all, houses->count, houses->room);
    houses->all[houses->count++] = house;
    return true;
}

/* The street that a relation says, or else the nearest one. */
static const char *street_of(const struct osm_reader *reader, const struct osm_house *house)
{
    enum { METRES = 60 };
    const char *said = osm_said_street(&reader->said, house->letter, house->id);
    const struct street_name *near =
        said ? NULL : street_book_near(&reader->streets, house->spot, METRES);
    return said ? said : near ? near->nl : "";
}

bool osm_give_houses(struct osm_reader *reader, struct fault *why)
{
    for (size_t at = 0; at < reader->houses.count; at++) {
        const struct osm_house *house = &reader->houses.all[at];
        if (!house_give(reader, house->spot, street_of(reader, house), house->number, why))
            return false;
    }
    return true;
}
