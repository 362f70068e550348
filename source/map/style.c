/* SPDX-License-Identifier: EUPL-1.2 */
#include "map/style.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "map/map.h"
#include "system/file.h"

static const char *const KIND_NAMES[FEATURE_KINDS] = {
    [FEATURE_LAND_RESIDENTIAL] = "land_residential",
    [FEATURE_LAND_INDUSTRIAL] = "land_industrial",
    [FEATURE_LAND_PUBLIC] = "land_public",
    [FEATURE_LAND_FARM] = "land_farm",
    [FEATURE_GRASS] = "grass",
    [FEATURE_WOOD] = "wood",
    [FEATURE_PARK] = "park",
    [FEATURE_PITCH] = "pitch",
    [FEATURE_CEMETERY] = "cemetery",
    [FEATURE_SAND] = "sand",
    [FEATURE_WATER] = "water",
    [FEATURE_RIVER] = "river",
    [FEATURE_STREAM] = "stream",
    [FEATURE_PEDESTRIAN_AREA] = "pedestrian_area",
    [FEATURE_PIER] = "pier",
    [FEATURE_BUILDING] = "building",
    [FEATURE_STEPS] = "steps",
    [FEATURE_FOOTWAY] = "footway",
    [FEATURE_CYCLEWAY] = "cycleway",
    [FEATURE_TRACK] = "track",
    [FEATURE_SERVICE] = "service",
    [FEATURE_PEDESTRIAN] = "pedestrian",
    [FEATURE_MINOR] = "minor",
    [FEATURE_TERTIARY] = "tertiary",
    [FEATURE_SECONDARY] = "secondary",
    [FEATURE_PRIMARY] = "primary",
    [FEATURE_TRUNK] = "trunk",
    [FEATURE_MOTORWAY] = "motorway",
    [FEATURE_TRAM] = "tram",
    [FEATURE_RAIL] = "rail",
    [FEATURE_BOUNDARY] = "boundary",
    [FEATURE_STATION] = "station",
    [FEATURE_STOP] = "stop",
    [FEATURE_HOUSE_NUMBER] = "house_number",
    [FEATURE_STREET_NAME] = "street_name",
    [FEATURE_WATER_NAME] = "water_name",
    [FEATURE_PARK_NAME] = "park_name",
    [FEATURE_PLACE_NAME] = "place_name",
};

bool map_look_shows(const struct map_look *look, double zoom)
{
    return zoom >= look->from && (look->until <= 0 || zoom < look->until);
}

const char *map_kind_name(enum feature_kind kind)
{
    return KIND_NAMES[kind];
}

double map_stops_at(const struct map_stops *stops, double zoom)
{
    int last = stops->count - 1;
    if (last < 0)
        return 0;
    if (zoom <= stops->zoom[0])
        return stops->value[0];
    for (int at = 1; at <= last; at++) {
        if (zoom < stops->zoom[at]) {
            double share = (zoom - stops->zoom[at - 1]) / (stops->zoom[at] - stops->zoom[at - 1]);
            return stops->value[at - 1] + (stops->value[at] - stops->value[at - 1]) * share;
        }
    }
    return stops->value[last];
}

static bool wrong(struct fault *why, const char *member)
{
    return fault_set_text(why, FAULT_INPUT, "map.style.wrong", member ? member : "");
}

static int hex_digit(char letter)
{
    const char *digits = "0123456789abcdef";
    const char *at =
        letter ? strchr(digits, letter >= 'A' && letter <= 'F' ? letter + 32 : letter) : NULL;
    return at ? (int)(at - digits) : -1;
}

static bool read_colour(const cJSON *value, struct colour *out)
{
    const char *text = cJSON_IsString(value) ? value->valuestring : "";
    size_t size = strlen(text);
    double parts[4] = {0, 0, 0, 1};
    if (text[0] != '#' || (size != 7 && size != 9))
        return false;
    for (size_t at = 0; 1 + 2 * at < size; at++) {
        int high = hex_digit(text[1 + 2 * at]), low = hex_digit(text[2 + 2 * at]);
        if (high < 0 || low < 0)
            return false;
        parts[at] = (high * 16 + low) / 255.0;
    }
    *out = (struct colour){parts[0], parts[1], parts[2], parts[3]};
    return true;
}

static bool read_range(const cJSON *value, double least, double most, double *out)
{
    if (!cJSON_IsNumber(value) || !(value->valuedouble >= least && value->valuedouble <= most))
        return false;
    *out = value->valuedouble;
    return true;
}

static bool read_stops(const cJSON *value, struct map_stops *out)
{
    *out = (struct map_stops){0};
    if (cJSON_IsNumber(value)) {
        out->count = 1;
        return read_range(value, 0, 200, &out->value[0]);
    }
    if (!cJSON_IsArray(value))
        return false;
    const cJSON *stop;
    cJSON_ArrayForEach(stop, value)
    {
        int at = out->count;
        if (at == MAP_STOPS || cJSON_GetArraySize(stop) != 2 ||
            !read_range(cJSON_GetArrayItem(stop, 0), 0, 24, &out->zoom[at]) ||
            !read_range(cJSON_GetArrayItem(stop, 1), 0, 200, &out->value[at]) ||
            (at > 0 && out->zoom[at] <= out->zoom[at - 1]))
            return false;
        out->count++;
    }
    return out->count > 0;
}

static bool read_dash(const cJSON *value, double dash[2])
{
    return cJSON_IsArray(value) && cJSON_GetArraySize(value) == 2 &&
           read_range(cJSON_GetArrayItem(value, 0), 0.1, 100, &dash[0]) &&
           read_range(cJSON_GetArrayItem(value, 1), 0.1, 100, &dash[1]);
}

static bool read_bool(const cJSON *value, bool *out)
{
    *out = cJSON_IsTrue(value);
    return cJSON_IsBool(value);
}

static bool read_look_member(const cJSON *member, struct map_look *look)
{
    const char *name = member->string;
    if (strcmp(name, "fill") == 0)
        return read_colour(member, &look->fill);
    if (strcmp(name, "edge") == 0)
        return read_colour(member, &look->edge);
    if (strcmp(name, "text") == 0)
        return read_colour(member, &look->text);
    if (strcmp(name, "halo") == 0)
        return read_colour(member, &look->halo);
    if (strcmp(name, "width") == 0)
        return read_stops(member, &look->width);
    if (strcmp(name, "edge_width") == 0)
        return read_stops(member, &look->edge_width);
    if (strcmp(name, "size") == 0)
        return read_stops(member, &look->size);
    if (strcmp(name, "dash") == 0)
        return read_dash(member, look->dash);
    if (strcmp(name, "from") == 0)
        return read_range(member, 0, 24, &look->from);
    if (strcmp(name, "until") == 0)
        return read_range(member, 0, 24, &look->until);
    return strcmp(name, "bold") == 0 && read_bool(member, &look->bold);
}

static bool read_look(const cJSON *object, struct map_look *look, struct fault *why)
{
    const cJSON *member;
    if (!cJSON_IsObject(object))
        return wrong(why, object->string);
    *look = (struct map_look){0};
    cJSON_ArrayForEach(member, object)
    {
        if (!read_look_member(member, look)) {
            wrong(why, object->string);
            return fault_detail(why, "member %.60s", member->string);
        }
    }
    return true;
}

static int kind_of_name(const char *name)
{
    for (int kind = 0; kind < FEATURE_KINDS; kind++) {
        if (strcmp(KIND_NAMES[kind], name) == 0)
            return kind;
    }
    return -1;
}

static bool read_kinds(const cJSON *object, struct map_style *style, struct fault *why)
{
    bool seen[FEATURE_KINDS] = {false};
    const cJSON *member;
    cJSON_ArrayForEach(member, object)
    {
        int kind = kind_of_name(member->string);
        if (kind < 0 || seen[kind])
            return wrong(why, member->string);
        if (!read_look(member, &style->kind[kind], why))
            return false;
        seen[kind] = true;
    }
    for (int kind = 0; kind < FEATURE_KINDS; kind++) {
        if (!seen[kind])
            return fault_set_text(why, FAULT_INPUT, "map.style.lacks", KIND_NAMES[kind]);
    }
    return true;
}

static bool read_member(const cJSON *member, struct map_style *style, struct fault *why)
{
    const char *name = member->string;
    if (strcmp(name, "border") == 0)
        return read_look(member, &style->border, why);
    if (strcmp(name, "mark") == 0)
        return read_look(member, &style->mark, why);
    if (strcmp(name, "kinds") == 0)
        return read_kinds(member, style, why);
    bool good = strcmp(name, "ground") == 0 ? read_colour(member, &style->ground)
                : strcmp(name, "dim") == 0  ? read_colour(member, &style->dim)
                : strcmp(name, "bridge") == 0
                    ? read_colour(member, &style->bridge)
                    : strcmp(name, "tunnel") == 0 && read_range(member, 0, 1, &style->tunnel);
    return good || wrong(why, name);
}

static bool read_style(const cJSON *root, struct map_style *style, struct fault *why)
{
    static const char *const needed[] = {"ground", "dim",  "bridge", "tunnel",
                                         "border", "mark", "kinds"};
    const cJSON *member;
    cJSON_ArrayForEach(member, root)
    {
        if (!read_member(member, style, why))
            return false;
    }
    for (size_t at = 0; at < sizeof needed / sizeof *needed; at++) {
        if (!json_member(root, needed[at]))
            return fault_set_text(why, FAULT_INPUT, "map.style.lacks", needed[at]);
    }
    return true;
}

bool map_style_load(const char *folder, const char *name, struct map_style **out, struct fault *why)
{
    char path[1024], file[64];
    struct buffer bytes;
    cJSON *root = NULL;
    *out = NULL;
    snprintf(file, sizeof file, "map-%s.json", name);
    if (!path_join(path, sizeof path, folder, file))
        return fault_set_text(why, FAULT_LIMIT, "map.style.missing", name);
    if (!file_read(path, MAP_STYLE_CEILING, &bytes, why))
        return false;
    struct map_style *style = memory_take(sizeof *style);
    bool good = json_parse(buffer_text(&bytes), bytes.size, MAP_STYLE_CEILING, &root, why) &&
                (cJSON_IsObject(root) || wrong(why, name)) && read_style(root, style, why);
    cJSON_Delete(root);
    buffer_clear(&bytes);
    if (!good) {
        map_style_free(style);
        return fault_in(why, path);
    }
    *out = style;
    return true;
}

void map_style_free(struct map_style *style)
{
    free(style);
}
