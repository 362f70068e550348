/* SPDX-License-Identifier: EUPL-1.2 */
#include "map/molenbeek.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "exchange/read.h"
#include "kit/kit.h"
#include "system/file.h"

struct kept {
    struct feature feature;
    struct spot_box extent;
    size_t number;
};
struct molenbeek {
    struct arena arena;
    struct kept *kept;
    size_t count, room;
    struct shape border;
    struct map_source source;
};

static bool keep_feature(void *data, const struct feature *feature, struct fault *why)
{
    struct molenbeek *molenbeek = data;
    (void)why;
    ARRAY_GROW(molenbeek->kept, molenbeek->count, molenbeek->room);
    struct kept *kept = &molenbeek->kept[molenbeek->count];
    size_t spots = feature->path_ends[feature->path_count - 1];
    *kept = (struct kept){
        .feature = *feature, .extent = spot_box_empty(), .number = molenbeek->count++};
    kept->feature.name = arena_text(&molenbeek->arena, feature->name);
    kept->feature.name_fr = arena_text(&molenbeek->arena, feature->name_fr);
    kept->feature.spots = (const struct spot *)arena_bytes(
        &molenbeek->arena, (const char *)feature->spots, spots * sizeof(struct spot));
    kept->feature.path_ends =
        (const uint32_t *)arena_bytes(&molenbeek->arena, (const char *)feature->path_ends,
                                      feature->path_count * sizeof(uint32_t));
    for (size_t at = 0; at < spots; at++)
        kept->extent = spot_box_add(kept->extent, feature->spots[at]);
    return true;
}

static int drawing_order(const void *a, const void *b)
{
    const struct kept *left = a, *right = b;
    if (left->feature.layer != right->feature.layer)
        return left->feature.layer - right->feature.layer;
    if (left->feature.kind != right->feature.kind)
        return (int)left->feature.kind - (int)right->feature.kind;
    return left->number < right->number ? -1 : 1;
}

static bool give_features(void *data, struct spot_box box, int zoom,
                          void (*each)(void *each_data, const struct feature *feature),
                          void *each_data)
{
    const struct molenbeek *molenbeek = data;
    for (size_t at = 0; at < molenbeek->count; at++) {
        const struct kept *kept = &molenbeek->kept[at];
        if (zoom >= kept->feature.min_zoom && zoom <= kept->feature.max_zoom &&
            spot_box_meets(kept->extent, box))
            each(each_data, &kept->feature);
    }
    return true;
}

static void ring_read(struct shape *border, const cJSON *ring, bool hole)
{
    const cJSON *pair;
    int left = cJSON_GetArraySize(ring) - 1; /* the last repeats the first */
    shape_begin(border, hole);
    cJSON_ArrayForEach(pair, ring)
    {
        if (left-- > 0)
            shape_add(border, (struct point){cJSON_GetArrayItem(pair, 0)->valuedouble,
                                             cJSON_GetArrayItem(pair, 1)->valuedouble});
    }
}

static void polygon_read(struct shape *border, const cJSON *rings)
{
    const cJSON *ring;
    bool hole = false;
    cJSON_ArrayForEach(ring, rings)
    {
        ring_read(border, ring, hole);
        hole = true;
    }
}

static void border_read(struct molenbeek *molenbeek, const char *path)
{
    struct buffer bytes;
    struct fault why = {0};
    cJSON *root = NULL;
    const cJSON *feature, *polygon;
    assert_true(file_read(path, JSON_FILE_CEILING, &bytes, &why));
    assert_true(json_parse(bytes.data, bytes.size, JSON_FILE_CEILING, &root, &why));
    cJSON_ArrayForEach(feature, json_member(root, "features"))
    {
        const cJSON *code = json_path_get(feature, "properties/code");
        const cJSON *geometry = json_member(feature, "geometry");
        const cJSON *rings = json_member(geometry, "coordinates");
        if (!code || strcmp(code->valuestring, "21012W16") != 0)
            continue;
        if (strcmp(json_text(geometry, "type", ""), "Polygon") == 0)
            polygon_read(&molenbeek->border, rings);
        else
            cJSON_ArrayForEach(polygon, rings) polygon_read(&molenbeek->border, polygon);
    }
    cJSON_Delete(root);
    buffer_clear(&bytes);
}

struct molenbeek *molenbeek_open(void)
{
    struct molenbeek *molenbeek = memory_take(sizeof *molenbeek);
    struct sink sink = {.data = molenbeek, .feature = keep_feature};
    struct read_counts counts = {0};
    struct fault why = {0};
    char folder[KIT_PATH];
    assert_true(path_join(folder, sizeof folder, kit_asset_source(), "demo"));
    arena_init(&molenbeek->arena);
    shape_init(&molenbeek->border, SHAPE_AREA);
    if (!tiles_read(kit_path(folder, "molenbeek.mbtiles"), box_empty(), &sink, &counts, &why))
        fail_msg("%s %s", why.what.key, why.detail);
    qsort(molenbeek->kept, molenbeek->count, sizeof *molenbeek->kept, drawing_order);
    border_read(molenbeek, kit_path(folder, "molenbeek_wijken.geojson"));
    assert_true(molenbeek->border.point_count > 10);
    molenbeek->source = (struct map_source){molenbeek, give_features};
    return molenbeek;
}

void molenbeek_close(struct molenbeek *molenbeek)
{
    shape_clear(&molenbeek->border);
    arena_clear(&molenbeek->arena);
    free(molenbeek->kept);
    free(molenbeek);
}

const struct map_source *molenbeek_source(const struct molenbeek *molenbeek)
{
    return &molenbeek->source;
}

const struct shape *molenbeek_border(const struct molenbeek *molenbeek)
{
    return &molenbeek->border;
}

size_t molenbeek_features(const struct molenbeek *molenbeek)
{
    return molenbeek->count;
}

struct pencil molenbeek_pencil_open(const char *name)
{
    struct fault why = {0};
    struct pencil pencil = {0};
    struct type *type = NULL;
    struct icon_set *icons = NULL;
    struct theme *theme = memory_take(sizeof *theme);
    char folder[KIT_PATH];
    assert_true(type_open(kit_path(kit_asset_source(), "../fonts"), &type, &why));
    assert_true(path_join(folder, sizeof folder, kit_asset_source(), "icons"));
    if (!icon_set_open(folder, &icons, &why))
        fail_msg("%s %s", why.what.key, why.file);
    assert_true(path_join(folder, sizeof folder, kit_asset_source(), "style"));
    assert_true(theme_load(folder, name, theme, &why));
    pencil.type = type;
    pencil.icons = icons;
    pencil.theme = theme;
    return pencil;
}

void molenbeek_pencil_close(struct pencil *pencil)
{
    type_close(pencil->type);
    icon_set_close((struct icon_set *)pencil->icons);
    free((struct theme *)pencil->theme);
}

struct spot_box molenbeek_box(struct point middle, double width, double height, double zoom)
{
    struct spot spot = spot_of_point(middle);
    double scale = 512 * exp2(zoom);
    return (struct spot_box){spot.x - width / 2 / scale, spot.y - height / 2 / scale,
                             spot.x + width / 2 / scale, spot.y + height / 2 / scale};
}
