/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/osm_tags_inner.h"

#include <stdlib.h>
#include <string.h>

#include "exchange/osm_rows_inner.h"

enum { MUNICIPALITY = 8, LAYERS = 5, NUMBER_SIZE = 32, HOUSE_ZOOM = 17, HOUSE_RANK = 9 };

const char *osm_tag(const struct osm_tags *tags, const char *key)
{
    for (size_t at = 0; at < tags->count; at++)
        if (strcmp(tags->tag[at].key, key) == 0)
            return tags->tag[at].value;
    return "";
}

/* One object while it is turned into what is drawn. */
struct drawing {
    const struct osm_known *known;
    enum osm_form form;
    struct osm_drawn *out;
    int count;
    const struct name_pair *names;
    const struct osm_row *area;
};

/* ---- above and below ground ---- */

static int layer_tag(const struct osm_known *known)
{
    long layer = strtol(known->value[TAG_LAYER], NULL, 10);
    return layer < -LAYERS ? -LAYERS : layer > LAYERS ? LAYERS : (int)layer;
}

static bool below_ground(const struct osm_known *known)
{
    return osm_yes(known, TAG_TUNNEL) || osm_is(known, TAG_LOCATION, "underground");
}

static bool on_bridge(const struct osm_known *known)
{
    return osm_yes(known, TAG_BRIDGE) && !osm_is(known, TAG_BRIDGE, "abandoned") &&
           !osm_is(known, TAG_BRIDGE, "boardwalk");
}

static bool in_tunnel(const struct osm_known *known, enum feature_kind kind)
{
    bool water = kind == FEATURE_RIVER || kind == FEATURE_STREAM;
    bool metro = osm_is(known, TAG_RAILWAY, "subway") && layer_tag(known) < 0;
    return below_ground(known) || (water && osm_yes(known, TAG_COVERED)) || metro;
}

/* What lies lower than the ground without a tunnel, in a cutting or by a sloppy tag, stays in
 * sight. */
static void heights_set(const struct osm_known *known, struct osm_drawn *drawn)
{
    bool tunnel = drawn->shape == SHAPE_LINE && in_tunnel(known, drawn->kind);
    bool bridge = on_bridge(known) && !tunnel;
    int layer = layer_tag(known);
    if (drawn->kind < FEATURE_PEDESTRIAN_AREA && !bridge && !tunnel)
        layer = 0;
    drawn->flags |= (uint8_t)((bridge ? FEATURE_BRIDGE : 0) | (tunnel ? FEATURE_TUNNEL : 0));
    if (tunnel)
        layer = layer ? layer : -1;
    else if (bridge)
        layer = layer > 0 ? layer : 1;
    drawn->layer = (int8_t)(layer < 0 && !tunnel ? 0 : layer);
}

/* Under the floor of the map: a car park, a platform of the metro, a corridor of a shop. */
static bool area_hidden(const struct osm_known *known, const struct osm_row *row)
{
    bool deep = layer_tag(known) < 0 && !osm_yes(known, TAG_BRIDGE);
    bool walked = row->kind == FEATURE_PEDESTRIAN_AREA || row->kind == FEATURE_BUILDING;
    return below_ground(known) ||
           (row->key == TAG_AMENITY && osm_is(known, TAG_PARKING, "underground")) ||
           (walked && deep) || (row->kind == FEATURE_PEDESTRIAN_AREA && osm_yes(known, TAG_INDOOR));
}

/* ---- what is drawn ---- */

static struct osm_drawn *drawn_add(struct drawing *drawing, const struct osm_row *row,
                                   enum shape_kind shape)
{
    if (drawing->count == OSM_DRAWN)
        return NULL;
    struct osm_drawn *drawn = &drawing->out[drawing->count++];
    *drawn = (struct osm_drawn){.kind = row->kind,
                                .shape = shape,
                                .min_zoom = row->min_zoom,
                                .rank = row->rank,
                                .name = "",
                                .name_fr = ""};
    return drawn;
}

static void name_add(struct drawing *drawing, const struct osm_row *row, enum shape_kind shape)
{
    struct osm_drawn *drawn = drawn_add(drawing, row, shape);
    if (!drawn)
        return;
    drawn->name = drawing->names->nl;
    drawn->name_fr = drawing->names->fr;
}

static void area_draw(struct drawing *drawing)
{
    const struct osm_known *known = drawing->known;
    bool closed = drawing->form == OSM_CLOSED, asked = osm_is(known, TAG_AREA, "yes");
    if (drawing->form == OSM_LINE || (closed && osm_is(known, TAG_AREA, "no")))
        return;
    const struct osm_row *row =
        osm_row_find(&osm_areas, known, closed && !asked ? ROW_ASKS_AREA : 0);
    if (!row)
        return;
    drawing->area = row;
    if (area_hidden(known, row))
        return;
    struct osm_drawn *drawn = drawn_add(drawing, row, SHAPE_AREA);
    if (drawn)
        heights_set(known, drawn);
}

/* A closed way that is an area already is not a line too. */
static bool line_wanted(const struct drawing *drawing, enum feature_kind kind)
{
    if (drawing->form == OSM_LINE)
        return true;
    if (drawing->form == OSM_RINGS || osm_is(drawing->known, TAG_AREA, "yes"))
        return false;
    if (!drawing->area)
        return true;
    enum feature_kind area = drawing->area->kind;
    bool water = kind == FEATURE_RIVER || kind == FEATURE_STREAM;
    return water ? area != FEATURE_WATER : area != FEATURE_PEDESTRIAN_AREA && area != FEATURE_PIER;
}

static bool line_hidden(const struct osm_known *known, const struct osm_row *row)
{
    bool platform = strcmp(row->value, "platform") == 0;
    return osm_yes(known, TAG_INDOOR) ||
           (platform && (below_ground(known) || layer_tag(known) < 0));
}

static bool one_way(const struct osm_known *known)
{
    return osm_is(known, TAG_ONEWAY, "yes") || osm_is(known, TAG_ONEWAY, "1") ||
           osm_is(known, TAG_ONEWAY, "true");
}

static void line_draw(struct drawing *drawing, const struct osm_table *table)
{
    const struct osm_known *known = drawing->known;
    const struct osm_row *row = osm_row_find(table, known, 0);
    if (!row || !line_wanted(drawing, row->kind) || line_hidden(known, row))
        return;
    struct osm_drawn *drawn = drawn_add(drawing, row, SHAPE_LINE);
    if (!drawn)
        return;
    heights_set(known, drawn);
    if (row->key == TAG_HIGHWAY && one_way(known))
        drawn->flags |= FEATURE_ONEWAY;
}

static void line_name_draw(struct drawing *drawing)
{
    const struct osm_row *row = osm_row_find(&osm_line_names, drawing->known, 0);
    bool water = row && row->kind == FEATURE_WATER_NAME;
    if (row && drawing->names->nl[0] && line_wanted(drawing, water ? FEATURE_RIVER : FEATURE_MINOR))
        name_add(drawing, row, SHAPE_LINE);
}

static void boundary_draw(struct drawing *drawing)
{
    const struct osm_known *known = drawing->known;
    static const uint8_t zooms[MUNICIPALITY + 1] = {0, 2, 2, 4, 5, 7, 8, 10, 10};
    long level = strtol(known->value[TAG_ADMIN_LEVEL], NULL, 10);
    if (!osm_is(known, TAG_BOUNDARY, "administrative") || osm_yes(known, TAG_MARITIME) ||
        level < 1 || level > MUNICIPALITY)
        return;
    struct osm_row row = {.kind = FEATURE_BOUNDARY, .min_zoom = zooms[level]};
    drawn_add(drawing, &row, SHAPE_LINE);
}

/* A square is also a street by name: people live on it and look for it. */
static void square_draw(struct drawing *drawing, const struct osm_row *row)
{
    struct osm_row street = *row;
    if (row->kind != FEATURE_PLACE_NAME || row->rank != 7 || strcmp(row->value, "locality") == 0 ||
        strcmp(row->value, "isolated_dwelling") == 0)
        return;
    street.kind = FEATURE_STREET_NAME;
    name_add(drawing, &street, SHAPE_POINT);
}

static void spot_draw(struct drawing *drawing)
{
    const struct osm_known *known = drawing->known;
    bool named = drawing->names->nl[0] != 0;
    const struct osm_row *row = osm_row_find(&osm_spots, known, named ? 0 : ROW_NAMED);
    bool area = drawing->form == OSM_RINGS || osm_is(known, TAG_AREA, "yes");
    if (!row || drawing->form == OSM_LINE)
        return;
    if (row->key == TAG_HIGHWAY && row->kind == FEATURE_PLACE_NAME && !area)
        return;
    name_add(drawing, row, SHAPE_POINT);
    square_draw(drawing, row);
}

static void number_draw(struct drawing *drawing)
{
    const struct osm_known *known = drawing->known;
    const char *number = known->value[TAG_ADDR_HOUSENUMBER];
    struct osm_row row = {.kind = FEATURE_HOUSE_NUMBER, .min_zoom = HOUSE_ZOOM, .rank = HOUSE_RANK};
    if (drawing->form == OSM_LINE || !number[0] || strlen(number) >= NUMBER_SIZE ||
        osm_yes(known, TAG_ADDR_INTERPOLATION))
        return;
    struct osm_drawn *drawn = drawn_add(drawing, &row, SHAPE_POINT);
    if (drawn)
        drawn->name = number;
}

int osm_drawn_of(const struct osm_tags *tags, enum osm_form form, struct name_pair *names,
                 struct osm_drawn out[OSM_DRAWN])
{
    struct osm_known known;
    osm_known_of(tags, &known);
    name_pair_of(known.value[TAG_NAME_NL], known.value[TAG_NAME_FR], known.value[TAG_NAME], names);
    struct drawing drawing = {.known = &known, .form = form, .out = out, .names = names};
    if (form != OSM_NODE) {
        area_draw(&drawing);
        line_draw(&drawing, &osm_ways);
        line_name_draw(&drawing);
        line_draw(&drawing, &osm_rails);
        line_draw(&drawing, &osm_waterways);
        boundary_draw(&drawing);
    }
    spot_draw(&drawing);
    number_draw(&drawing);
    return drawing.count;
}
