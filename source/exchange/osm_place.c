/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/osm_place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/utf8.h"
#include "exchange/osm_table_inner.h"
#include "exchange/source_inner.h"

enum { TEXT_SIZE = 512, COUNT_CEILING = 9999 };

static void text_set(cJSON *place, const char *member, const char *text)
{
    char clean[TEXT_SIZE];
    source_text(clean, sizeof clean, text);
    if (clean[0])
        cJSON_AddStringToObject(place, member, clean);
}

/* The first of `keys` (ended by NULL) that has a value; texts too long to hold are left out whole.
 */
static void tag_copy(const cJSON *tags, cJSON *place, const char *member, const char *const *keys)
{
    for (; *keys; keys++) {
        const char *text = json_text(tags, *keys, "");
        if (!*text || strlen(text) >= TEXT_SIZE)
            continue;
        text_set(place, member, text);
        return;
    }
}

#define TAG_COPY(tags, place, member, ...)                                                         \
    tag_copy(tags, place, member, (const char *const[]){__VA_ARGS__, NULL})

/* ---- offers ---- */

static bool fee_set(const cJSON *tags, const char *key, cJSON *offer)
{
    const char *fee = json_text(tags, key, "");
    if (!*fee)
        return false;
    if (strcmp(fee, "no") == 0)
        cJSON_AddStringToObject(offer, "price", price_word(PRICE_FREE));
    else if (strcmp(fee, "customers") == 0 || strcmp(fee, "customer") == 0) {
        cJSON_AddStringToObject(offer, "price", price_word(PRICE_FREE));
        cJSON *obligations = cJSON_AddArrayToObject(offer, "obligations");
        cJSON_AddItemToArray(obligations, cJSON_CreateString("consumption"));
    } else
        cJSON_AddStringToObject(offer, "price", price_word(PRICE_PAID));
    return true;
}

static cJSON *offer_add(cJSON *offers, enum service service, const struct osm_kind *kind)
{
    cJSON *offer = cJSON_AddObjectToObject(offers, service_word(service));
    cJSON_AddStringToObject(offer, "service", service_word(service));
    if (kind->commercial)
        cJSON_AddBoolToObject(offer, "commercial", true);
    return offer;
}

static void customers_set(const cJSON *tags, cJSON *offer)
{
    if (!osm_has(tags, "access", "customers") || json_member(offer, "obligations"))
        return;
    cJSON *obligations = cJSON_AddArrayToObject(offer, "obligations");
    cJSON_AddItemToArray(obligations, cJSON_CreateString("consumption"));
}

static void internet_price(const cJSON *tags, cJSON *offer, bool free_by_form)
{
    if (!fee_set(tags, "internet_access:fee", offer) && free_by_form)
        cJSON_AddStringToObject(offer, "price", price_word(PRICE_FREE));
    customers_set(tags, offer);
}

static void internet_offers(const cJSON *tags, const struct osm_kind *kind, cJSON *offers)
{
    bool public_form = osm_has(tags, "internet_access", "public");
    bool free_form = osm_has(tags, "wifi", "free");
    bool terminal = osm_has(tags, "internet_access", "terminal");
    bool wlan = osm_has(tags, "internet_access", "wlan") ||
                osm_has(tags, "internet_access", "wifi") || public_form || free_form ||
                osm_has(tags, "wifi", "yes");
    bool some = osm_has(tags, "internet_access", "yes") && !wlan && !terminal;
    if (wlan || some) {
        cJSON *offer = offer_add(offers, SERVICE_WIFI, kind);
        internet_price(tags, offer, public_form || free_form);
        if (some)
            cJSON_AddStringToObject(offer, "note", "internet_access=yes");
    }
    if (terminal)
        internet_price(tags, offer_add(offers, SERVICE_COMPUTER, kind), false);
}

static void capacity_set(const cJSON *tags, cJSON *offer)
{
    const char *text = json_text(tags, "capacity", "");
    char *end = NULL;
    long count = strtol(text, &end, 10);
    if (end != text && *end == 0 && count > 0 && count <= COUNT_CEILING)
        cJSON_AddNumberToObject(offer, "count", (double)count);
}

static bool under_roof(const cJSON *tags)
{
    return osm_has(tags, "indoor", "yes") || osm_has(tags, "location", "indoor") ||
           *json_text(tags, "building", "") != 0;
}

static void charge_set(const cJSON *tags, cJSON *offer)
{
    fee_set(tags, "fee", offer);
    customers_set(tags, offer);
    capacity_set(tags, offer);
    if (!under_roof(tags))
        cJSON_AddBoolToObject(offer, "outdoor", true);
}

/* The offer that a feature is by its nature: a charging point, a copy shop, an internet café. */
static void nature_offer(const cJSON *tags, const struct osm_kind *kind, cJSON *offers)
{
    if (kind->service < 0 || json_member(offers, service_word((enum service)kind->service)))
        return;
    cJSON *offer = offer_add(offers, (enum service)kind->service, kind);
    if (kind->service == SERVICE_CHARGE)
        charge_set(tags, offer);
    else if (kind->service == SERVICE_COMPUTER)
        internet_price(tags, offer, false);
    else
        cJSON_AddStringToObject(offer, "price", price_word(PRICE_PAID));
}

/* ---- the place ---- */

static void wheelchair_set(const cJSON *tags, cJSON *place)
{
    const char *value = json_text(tags, "wheelchair", "");
    if (strcmp(value, "designated") == 0)
        value = "yes";
    if (strcmp(value, "yes") == 0 || strcmp(value, "limited") == 0 || strcmp(value, "no") == 0)
        cJSON_AddStringToObject(place, "wheelchair", value);
    if (osm_has(tags, "toilets:wheelchair", "yes") ||
        osm_has(tags, "toilets:wheelchair", "designated"))
        cJSON_AddStringToObject(place, "toilet", "wheelchair");
    else if (osm_has(tags, "toilets", "yes"))
        cJSON_AddStringToObject(place, "toilet", "yes");
    else if (osm_has(tags, "toilets", "no"))
        cJSON_AddStringToObject(place, "toilet", "no");
}

static const char *setting_of(const cJSON *tags, enum place_kind kind)
{
    bool outdoor = kind == KIND_OUTDOOR || (kind == KIND_CHARGING_POINT && !under_roof(tags));
    return setting_word(outdoor ? SETTING_OUTDOOR : SETTING_INDOOR);
}

/* Other names, for search: "VK; De Vaartkapoen vzw". A name that the place has already is left out. */
static void aliases_set(const cJSON *tags, cJSON *place)
{
    static const char *const keys[] = {"alt_name", "alt_name:nl", "alt_name:fr", "short_name",
                                       "official_name", "old_name", "loc_name"};
    struct buffer names;
    buffer_init(&names, TEXT_SIZE);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *name = json_text(tags, keys[i], "");
        if (*name && strcmp(name, json_text(place, "name", "")) != 0 &&
            names.size + strlen(name) + 2 <= PLACE_ALIASES)
            buffer_addf(&names, "%s%s", names.size ? "; " : "", name);
    }
    if (names.size && utf8_valid(buffer_text(&names), names.size))
        text_set(place, "aliases", buffer_text(&names));
    buffer_clear(&names);
}

static void texts_set(const cJSON *tags, cJSON *place)
{
    TAG_COPY(tags, place, "name", "name", "name:nl", "name:fr", "official_name");
    TAG_COPY(tags, place, "name_nl", "name:nl");
    TAG_COPY(tags, place, "name_fr", "name:fr");
    aliases_set(tags, place);
    TAG_COPY(tags, place, "operator", "operator");
    TAG_COPY(tags, place, "street", "addr:street", "addr:street:nl", "addr:street:fr");
    TAG_COPY(tags, place, "number", "addr:housenumber");
    TAG_COPY(tags, place, "postcode", "addr:postcode");
    TAG_COPY(tags, place, "city", "addr:city");
    TAG_COPY(tags, place, "phone", "phone", "contact:phone", "contact:mobile");
    TAG_COPY(tags, place, "email", "email", "contact:email");
    TAG_COPY(tags, place, "website", "website", "contact:website", "url");
    TAG_COPY(tags, place, "hours", "opening_hours");
}

static void id_make(const cJSON *place, struct point point, const char *id, char *out, size_t room)
{
    char text[TEXT_SIZE + 128];
    if (id && *id) {
        snprintf(out, room, "%s", id);
        return;
    }
    snprintf(text, sizeof text, "%s|%s|%.5f|%.5f", json_text(place, "name", ""),
             json_text(place, "kind", ""), point.lon, point.lat);
    snprintf(out, room, "osm:h%016llx", (unsigned long long)hash_text(text));
}

static void source_set(cJSON *place, const char *id, const char *date)
{
    cJSON *source = cJSON_AddObjectToObject(place, "source");
    cJSON_AddStringToObject(source, "name", "osm");
    cJSON_AddStringToObject(source, "id", id);
    if (date && *date)
        text_set(source, "date", date);
}

static cJSON *place_make(const cJSON *tags, const struct osm_kind *kind, struct point point,
                         const char *id, const char *date)
{
    char made[96];
    cJSON *place = cJSON_CreateObject();
    texts_set(tags, place);
    cJSON_AddStringToObject(place, "type", "place");
    cJSON_AddStringToObject(place, "kind", kind_word(kind->kind));
    cJSON_AddStringToObject(place, "setting", setting_of(tags, kind->kind));
    cJSON_AddNumberToObject(place, "lon", point.lon);
    cJSON_AddNumberToObject(place, "lat", point.lat);
    wheelchair_set(tags, place);
    id_make(place, point, id, made, sizeof made);
    cJSON_AddStringToObject(place, "_id", made);
    source_set(place, made, date);
    return place;
}

cJSON *osm_place_of_tags(const cJSON *tags, struct point point, const char *id, const char *date)
{
    struct osm_kind kind;
    if (!cJSON_IsObject(tags) || !point_valid(point) || !osm_kind_find(tags, &kind))
        return NULL;
    cJSON *offers = cJSON_CreateObject();
    internet_offers(tags, &kind, offers);
    nature_offer(tags, &kind, offers);
    if (!kind.by_itself && !offers->child) {
        cJSON_Delete(offers);
        return NULL;
    }
    cJSON *place = place_make(tags, &kind, point, id, date);
    cJSON_AddItemToObject(place, "offers", offers);
    return place;
}
