/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/write.h"

#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "exchange/osm_table_inner.h"

enum { HOURS_CEILING = 64 * 1024 };

static void text_put(cJSON *object, const char *key, const char *text)
{
    if (text && *text)
        cJSON_AddStringToObject(object, key, text);
}

static void main_tag_put(const struct place *place, cJSON *tags)
{
    const char *key, *value;
    if (osm_tag_of_kind(place->kind, &key, &value))
        cJSON_AddStringToObject(tags, key, value);
    if (place->kind == KIND_YOUTH)
        cJSON_AddStringToObject(tags, "community_centre", "youth_centre");
    if (place->kind == KIND_FAMILY)
        cJSON_AddStringToObject(tags, "community_centre", "family_centre");
    if (place->kind == KIND_SERVICE_CENTRE)
        cJSON_AddStringToObject(tags, "community_centre:for", "senior");
}

static const struct offer *offer_of(const struct place *place, enum service service)
{
    for (size_t at = 0; at < place->offer_count; at++)
        if (place->offers[at].service == service)
            return &place->offers[at];
    return NULL;
}

static const char *fee_of(const struct offer *offer)
{
    if (offer->obligations & (OBLIGATION_CONSUMPTION | OBLIGATION_PURCHASE))
        return "customers";
    return offer->price == PRICE_FREE ? "no" : offer->price == PRICE_PAID ? "yes" : "";
}

static void internet_put(const struct place *place, cJSON *tags)
{
    const struct offer *wifi = offer_of(place, SERVICE_WIFI);
    const struct offer *computer = offer_of(place, SERVICE_COMPUTER);
    if (!wifi && !computer)
        return;
    cJSON_AddStringToObject(tags, "internet_access",
                            wifi && computer ? "wlan;terminal"
                            : wifi           ? "wlan"
                                             : "terminal");
    text_put(tags, "internet_access:fee", fee_of(wifi ? wifi : computer));
}

static void charge_put(const struct place *place, cJSON *tags)
{
    const struct offer *charge = offer_of(place, SERVICE_CHARGE);
    if (place->kind != KIND_CHARGING_POINT || !charge)
        return;
    const char *fee = fee_of(charge);
    text_put(tags, "fee", strcmp(fee, "customers") == 0 ? "" : fee);
    if (charge->count > 0) {
        char count[16];
        snprintf(count, sizeof count, "%d", charge->count);
        cJSON_AddStringToObject(tags, "capacity", count);
    }
}

static void toilet_put(const struct place *place, cJSON *tags)
{
    const char *toilet = json_text(place->document, "toilet", "");
    if (strcmp(toilet, "wheelchair") == 0)
        cJSON_AddStringToObject(tags, "toilets:wheelchair", "yes");
    if (strcmp(toilet, "no") == 0 || strcmp(toilet, "yes") == 0)
        cJSON_AddStringToObject(tags, "toilets", toilet);
}

static void hours_put(const struct place *place, cJSON *tags)
{
    struct buffer text;
    buffer_init(&text, HOURS_CEILING);
    place_opening_hours(place, &text);
    text_put(tags, "opening_hours", buffer_text(&text));
    buffer_clear(&text);
}

static void texts_put(const struct place *place, cJSON *tags)
{
    text_put(tags, "name", place->name);
    text_put(tags, "name:nl", place->name_nl);
    text_put(tags, "name:fr", place->name_fr);
    text_put(tags, "operator", place->operator_name);
    text_put(tags, "addr:street", place->street);
    text_put(tags, "addr:housenumber", place->number);
    text_put(tags, "addr:postcode", place->postcode);
    text_put(tags, "addr:city", place->city);
    text_put(tags, "phone", place->phone);
    text_put(tags, "email", place->email);
    text_put(tags, "website", place->website);
    hours_put(place, tags);
    if (place->wheelchair != ANSWER_UNKNOWN)
        cJSON_AddStringToObject(tags, "wheelchair", answer_word(place->wheelchair));
    if (place->checked.year) {
        char date[CIVIL_DATE_SIZE];
        civil_date_write(place->checked, date);
        cJSON_AddStringToObject(tags, "check_date", date);
    }
}

static void member_put(cJSON *tags, const char *key, const cJSON *value)
{
    if (value)
        cJSON_AddItemToObject(tags, key, cJSON_Duplicate(value, true));
}

/* What OSM has no tag for, in the words of our own documents. */
static void ours_put(const struct place *place, cJSON *tags)
{
    cJSON_AddStringToObject(tags, "wijkpeil:id", place->id);
    cJSON_AddStringToObject(tags, "wijkpeil:kind", kind_word(place->kind));
    cJSON_AddStringToObject(tags, "wijkpeil:setting", setting_word(place->setting));
    text_put(tags, "wijkpeil:note", place->note);
    text_put(tags, "wijkpeil:contact_role", place->contact_role);
    text_put(tags, "wijkpeil:checked_by", place->checked_by);
    member_put(tags, "wijkpeil:counts_for", place->counts_for);
    member_put(tags, "wijkpeil:source", json_member(place->document, "source"));
    cJSON *offers = cJSON_AddObjectToObject(tags, "wijkpeil:offers");
    const cJSON *documents = json_member(place->document, "offers");
    for (size_t at = 0; at < place->offer_count; at++)
        member_put(offers, place->offers[at].id, json_member(documents, place->offers[at].id));
}

static cJSON *feature_make(const struct place *place)
{
    cJSON *feature = cJSON_CreateObject();
    cJSON_AddStringToObject(feature, "type", "Feature");
    text_put(feature, "id", place->id);
    cJSON *geometry = cJSON_AddObjectToObject(feature, "geometry");
    cJSON_AddStringToObject(geometry, "type", "Point");
    double pair[] = {place->point.lon, place->point.lat};
    cJSON_AddItemToObject(geometry, "coordinates", cJSON_CreateDoubleArray(pair, 2));
    cJSON *tags = cJSON_AddObjectToObject(feature, "properties");
    main_tag_put(place, tags);
    texts_put(place, tags);
    toilet_put(place, tags);
    internet_put(place, tags);
    charge_put(place, tags);
    ours_put(place, tags);
    return feature;
}

static bool tree_add(cJSON *tree, struct buffer *out)
{
    char *text = cJSON_PrintUnformatted(tree);
    bool good = text && buffer_add_text(out, text);
    cJSON_free(text);
    cJSON_Delete(tree);
    return good;
}

bool geojson_write_places(const struct place *const *places, size_t count, const char *attribution,
                          struct buffer *out)
{
    buffer_add_text(out, "{\"type\":\"FeatureCollection\",\"attribution\":");
    tree_add(cJSON_CreateString(attribution ? attribution : ""), out);
    buffer_add_text(out, ",\"features\":[\n");
    for (size_t at = 0; at < count; at++) {
        buffer_add_text(out, at ? ",\n" : "");
        if (!tree_add(feature_make(places[at]), out))
            return false;
    }
    return buffer_add_text(out, "\n]}\n");
}
