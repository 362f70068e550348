/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/osm_table_inner.h"

#include <string.h>

#include "base/json.h"

enum { NONE = -1 };

/* Read from above; the first row that fits gives the kind. */
static const struct row {
    const char *key, *value; /* value NULL = any */
    struct osm_kind kind;
} rows[] = {
    {"amenity", "device_charging_station", {KIND_CHARGING_POINT, true, false, SERVICE_CHARGE}},
    {"amenity", "library", {KIND_LIBRARY, true, false, NONE}},
    {"amenity", "townhall", {KIND_TOWN_HALL, true, false, NONE}},
    {"amenity", "social_facility", {KIND_SOCIAL_HOUSE, true, false, NONE}},
    {"amenity", "social_centre", {KIND_COMMUNITY_CENTRE, true, false, NONE}},
    {"amenity", "community_centre", {KIND_COMMUNITY_CENTRE, true, false, NONE}},
    {"amenity", "youth_centre", {KIND_YOUTH, true, false, NONE}},
    {"amenity", "arts_centre", {KIND_COMMUNITY_CENTRE, true, false, NONE}},
    {"amenity", "post_office", {KIND_POST, true, false, NONE}},
    {"amenity", "internet_cafe", {KIND_SHOP, true, true, SERVICE_COMPUTER}},
    {"amenity", "college", {KIND_SCHOOL, true, false, NONE}},
    {"amenity", "language_school", {KIND_SCHOOL, true, false, NONE}},
    {"amenity", "training", {KIND_SCHOOL, true, false, NONE}},
    {"shop", "copyshop", {KIND_SHOP, true, true, SERVICE_PRINT}},
    {"shop", "computer", {KIND_SHOP, true, true, NONE}},
    {"shop", "telecommunication", {KIND_SHOP, true, true, NONE}},
    {"craft", "electronics_repair", {KIND_SHOP, true, true, NONE}},
    {"amenity", "cafe", {KIND_CAFE, false, true, NONE}},
    {"amenity", "bar", {KIND_CAFE, false, true, NONE}},
    {"amenity", "pub", {KIND_CAFE, false, true, NONE}},
    {"amenity", "restaurant", {KIND_CAFE, false, true, NONE}},
    {"amenity", "fast_food", {KIND_CAFE, false, true, NONE}},
    {"amenity", "food_court", {KIND_CAFE, false, true, NONE}},
    {"amenity", "ice_cream", {KIND_CAFE, false, true, NONE}},
    {"office", "government", {KIND_OTHER, true, false, NONE}},
    {"office", "ngo", {KIND_ASSOCIATION, true, false, NONE}},
    {"office", "association", {KIND_ASSOCIATION, true, false, NONE}},
    {"office", "charity", {KIND_ASSOCIATION, true, false, NONE}},
    {"office", "employment_agency", {KIND_OTHER, true, false, NONE}},
    {"office", "coworking", {KIND_OTHER, true, true, NONE}},
    {"amenity", "coworking_space", {KIND_OTHER, true, true, NONE}},
    {"amenity", "school", {KIND_SCHOOL, false, false, NONE}},
    {"amenity", "university", {KIND_SCHOOL, false, false, NONE}},
    {"amenity", "kindergarten", {KIND_SCHOOL, false, false, NONE}},
    {"amenity", "childcare", {KIND_FAMILY, false, false, NONE}},
    {"amenity", "clinic", {KIND_HEALTH, false, false, NONE}},
    {"amenity", "doctors", {KIND_HEALTH, false, false, NONE}},
    {"amenity", "hospital", {KIND_HEALTH, false, false, NONE}},
    {"healthcare", NULL, {KIND_HEALTH, false, false, NONE}},
    {"shop", NULL, {KIND_SHOP, false, true, NONE}},
    {"craft", NULL, {KIND_SHOP, false, true, NONE}},
    {"tourism", "museum", {KIND_OTHER, false, false, NONE}},
    {"tourism", NULL, {KIND_OTHER, false, true, NONE}},
    {"leisure", "park", {KIND_OUTDOOR, false, false, NONE}},
    {"place", "square", {KIND_OUTDOOR, false, false, NONE}},
    {"highway", NULL, {KIND_OUTDOOR, false, false, NONE}},
};
enum { ROWS = sizeof rows / sizeof *rows };

/* Features that are never open to residents for this. */
static const char *const never[][2] = {
    {"amenity", "police"},    {"amenity", "prison"}, {"amenity", "courthouse"},
    {"access", "private"},    {"access", "no"},      {"access", "members"},
    {"tourism", "apartment"}, {"tourism", "chalet"}, {"shop", "vacant"},
    {"disused", "yes"},       {"abandoned", "yes"},  {"opening_hours", "closed"},
};

/* Is `value` one of those that stand in `text`, joined by ";"? */
static bool list_has(const char *text, const char *value)
{
    size_t wanted = strlen(value);
    while (*text) {
        text += strspn(text, "; ");
        size_t size = strcspn(text, ";"), trimmed = size;
        while (trimmed > 0 && text[trimmed - 1] == ' ')
            trimmed--;
        if (trimmed == wanted && memcmp(text, value, wanted) == 0)
            return wanted > 0;
        text += size;
    }
    return false;
}

bool osm_has(const cJSON *tags, const char *key, const char *value)
{
    return list_has(json_text(tags, key, ""), value);
}

bool osm_by_itself(const char *key, const char *value)
{
    for (size_t at = 0; at < ROWS; at++)
        if (rows[at].kind.by_itself && strcmp(rows[at].key, key) == 0 &&
            (!rows[at].value || list_has(value, rows[at].value)))
            return true;
    return false;
}

static bool row_fits(const struct row *row, const cJSON *tags)
{
    return row->value ? osm_has(tags, row->key, row->value) : *json_text(tags, row->key, "") != 0;
}

static enum place_kind community_kind(const cJSON *tags)
{
    if (osm_has(tags, "community_centre", "youth_centre") ||
        osm_has(tags, "community_centre:for", "scout"))
        return KIND_YOUTH;
    if (osm_has(tags, "community_centre", "family_centre"))
        return KIND_FAMILY;
    if (osm_has(tags, "community_centre:for", "senior") ||
        osm_has(tags, "community_centre", "senior_centre"))
        return KIND_SERVICE_CENTRE;
    return KIND_COMMUNITY_CENTRE;
}

static enum place_kind social_kind(const cJSON *tags)
{
    static const char *const care[] = {"nursing_home", "assisted_living", "group_home", "hospice"};
    for (size_t at = 0; at < sizeof care / sizeof *care; at++)
        if (osm_has(tags, "social_facility", care[at]))
            return KIND_HEALTH;
    return osm_has(tags, "social_facility:for", "senior") ? KIND_SERVICE_CENTRE : KIND_SOCIAL_HOUSE;
}

bool osm_kind_find(const cJSON *tags, struct osm_kind *out)
{
    for (size_t at = 0; at < sizeof never / sizeof *never; at++)
        if (osm_has(tags, never[at][0], never[at][1]))
            return false;
    *out = (struct osm_kind){KIND_OTHER, false, false, NONE};
    for (size_t at = 0; at < ROWS; at++) {
        if (!row_fits(&rows[at], tags))
            continue;
        *out = rows[at].kind;
        break;
    }
    if (osm_has(tags, "amenity", "community_centre") && out->kind == KIND_COMMUNITY_CENTRE)
        out->kind = community_kind(tags);
    if (out->kind == KIND_SOCIAL_HOUSE)
        out->kind = social_kind(tags);
    if (osm_has(tags, "government", "social_services") ||
        osm_has(tags, "government", "social_welfare"))
        out->kind = KIND_SOCIAL_HOUSE;
    return true;
}

const char *osm_key_of_value(const char *value)
{
    for (size_t at = 0; at < ROWS; at++)
        if (rows[at].value && rows[at].kind.by_itself && strcmp(rows[at].value, value) == 0)
            return rows[at].key;
    return NULL;
}

bool osm_table_row(size_t at, const char **key, const char **value, struct osm_kind *kind)
{
    if (at >= ROWS)
        return false;
    *key = rows[at].key;
    *value = rows[at].value;
    *kind = rows[at].kind;
    return true;
}

bool osm_tag_of_kind(enum place_kind kind, const char **key, const char **value)
{
    static const char *const tags[KIND_COUNT][2] = {
        [KIND_LIBRARY] = {"amenity", "library"},
        [KIND_SOCIAL_HOUSE] = {"amenity", "social_facility"},
        [KIND_SERVICE_CENTRE] = {"amenity", "community_centre"},
        [KIND_COMMUNITY_CENTRE] = {"amenity", "community_centre"},
        [KIND_TOWN_HALL] = {"amenity", "townhall"},
        [KIND_SCHOOL] = {"amenity", "school"},
        [KIND_YOUTH] = {"amenity", "community_centre"},
        [KIND_FAMILY] = {"amenity", "community_centre"},
        [KIND_ASSOCIATION] = {"office", "association"},
        [KIND_HEALTH] = {"amenity", "clinic"},
        [KIND_CAFE] = {"amenity", "cafe"},
        [KIND_SHOP] = {"shop", "yes"},
        [KIND_POST] = {"amenity", "post_office"},
        [KIND_CHARGING_POINT] = {"amenity", "device_charging_station"},
    };
    if ((int)kind < 0 || kind >= KIND_COUNT || !tags[kind][0])
        return false;
    *key = tags[kind][0];
    *value = tags[kind][1];
    return true;
}
