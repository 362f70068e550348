/* SPDX-License-Identifier: EUPL-1.2 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/json.h"
#include "exchange/feed_inner.h"
#include "exchange/source_inner.h"

enum { TEXT_SIZE = 1024, ID_SIZE = 96, OWN_ID = 40 };

/* ---- where ---- */

bool feed_number_read(const char *text, double *out)
{
    char number[64], *end;
    text += strspn(text, " \t\n\r");
    size_t size = strcspn(text, " \t\n\r");
    if (!size || size >= sizeof number || text[size + strspn(text + size, " \t\n\r")])
        return false;
    memcpy(number, text, size);
    number[size] = 0;
    char *comma = strchr(number, ',');
    if (comma)
        *comma = '.';
    if (strspn(number, "+-0123456789.eE") != size)
        return false;
    *out = strtod(number, &end);
    return !*end;
}

static bool pair_read(const char *text, char between, double *first, double *second)
{
    char half[64];
    const char *cut = strchr(text, between);
    if (!cut || (size_t)(cut - text) >= sizeof half)
        return false;
    memcpy(half, text, (size_t)(cut - text));
    half[cut - text] = 0;
    return feed_number_read(half, first) && feed_number_read(cut + 1, second);
}

static bool object_read(const char *text, struct point *out)
{
    cJSON *object = NULL;
    struct fault why;
    if (!json_parse(text, strlen(text), TEXT_SIZE, &object, &why))
        return false;
    const cJSON *pair = json_member(object, "coordinates");
    bool geometry = cJSON_IsArray(pair) && cJSON_GetArraySize(pair) >= 2;
    bool good = geometry || (json_member(object, "lon") && json_member(object, "lat"));
    out->lon =
        geometry ? cJSON_GetArrayItem(pair, 0)->valuedouble : json_number(object, "lon", 999);
    out->lat =
        geometry ? cJSON_GetArrayItem(pair, 1)->valuedouble : json_number(object, "lat", 999);
    cJSON_Delete(object);
    return good && point_valid(*out);
}

bool feed_point_read(const char *text, struct point *out)
{
    char inside[TEXT_SIZE];
    text += strspn(text, " \t\n\r");
    if (*text == '{')
        return object_read(text, out);
    if (strncmp(text, "POINT", 5) == 0 || strncmp(text, "Point", 5) == 0) {
        text += 5;
        text += strspn(text, " (");
        size_t size = strcspn(text, ")");
        if (size >= sizeof inside)
            return false;
        memcpy(inside, text, size);
        inside[size] = 0;
        return pair_read(inside, ' ', &out->lon, &out->lat) && point_valid(*out);
    }
    if (!pair_read(text, ',', &out->lat, &out->lon) &&
        !pair_read(text, ';', &out->lat, &out->lon) && !pair_read(text, ' ', &out->lat, &out->lon))
        return false;
    return point_valid(*out);
}

/* ---- what ---- */

static const char *value_of(const struct feed_row *row, enum feed_field field)
{
    return row->value[field] ? row->value[field] : "";
}

/* As a person's typing: what the field does not take is left out. */
static void field_put(cJSON *place, const char *path, const char *text)
{
    char plain[TEXT_SIZE], clean[TEXT_SIZE];
    cJSON *value = NULL;
    struct fault why;
    if (!*text || strlen(text) >= sizeof clean)
        return;
    strcpy(plain, text);
    for (char *at = plain; *at; at++)
        *at = *at == '\n' || *at == '\r' || *at == '\t' ? ' ' : *at;
    source_text(clean, sizeof clean, plain);
    if (*clean && place_field_read(path, clean, &value, &why) && value)
        cJSON_AddItemToObject(place, path, value);
}

static void names_put(cJSON *place, const struct feed_row *row)
{
    const char *nl = value_of(row, FEED_NAME_NL), *fr = value_of(row, FEED_NAME_FR);
    const char *name = value_of(row, FEED_NAME);
    field_put(place, "name", *name ? name : *nl ? nl : fr);
    field_put(place, "name_nl", nl);
    field_put(place, "name_fr", fr);
}

/* "Rue de l'Avenir 12, 1080 Molenbeek": what stands before the comma, the number at its end. */
static void address_put(cJSON *place, const char *address)
{
    char street[TEXT_SIZE];
    size_t size = strcspn(address, ",\n");
    if (!size || size >= sizeof street)
        return;
    memcpy(street, address, size);
    street[size] = 0;
    while (size && street[size - 1] == ' ')
        street[--size] = 0;
    char *last = strrchr(street, ' ');
    bool numbered = last && isdigit((unsigned char)last[1]) && strlen(last + 1) <= 8;
    if (numbered)
        *last = 0;
    field_put(place, "street", street);
    field_put(place, "number", numbered ? last + 1 : "");
}

static void texts_put(cJSON *place, const struct feed_row *row)
{
    static const struct {
        enum feed_field field;
        const char *path;
    } texts[] = {{FEED_STREET, "street"},    {FEED_NUMBER, "number"},   {FEED_POSTCODE, "postcode"},
                 {FEED_CITY, "city"},        {FEED_PHONE, "phone"},     {FEED_EMAIL, "email"},
                 {FEED_HOURS, "hours"},      {FEED_WEBSITE, "website"}, {FEED_NOTE, "note"},
                 {FEED_OPERATOR, "operator"}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        field_put(place, texts[i].path, value_of(row, texts[i].field));
    if (!json_member(place, "street"))
        address_put(place, value_of(row, FEED_ADDRESS));
}

static enum place_kind kind_of(const struct feed *feed, const struct feed_row *row)
{
    enum place_kind kind;
    if (feed->kind != FEED_UNSAID)
        return (enum place_kind)feed->kind;
    if (kind_parse(value_of(row, FEED_KIND), &kind))
        return kind;
    return feed->service == SERVICE_CHARGE ? KIND_CHARGING_POINT : KIND_OTHER;
}

static void offers_put(cJSON *place, const struct feed *feed, enum place_kind kind)
{
    cJSON *offers = cJSON_AddObjectToObject(place, "offers");
    if (feed->service == FEED_UNSAID)
        return;
    const char *word = service_word((enum service)feed->service);
    cJSON *offer = cJSON_AddObjectToObject(offers, word);
    cJSON_AddStringToObject(offer, "service", word);
    if (feed->price != PRICE_UNKNOWN)
        cJSON_AddStringToObject(offer, "price", price_word(feed->price));
    if (kind == KIND_OUTDOOR)
        cJSON_AddBoolToObject(offer, "outdoor", true);
}

static void id_put(cJSON *place, const struct feed *feed, const struct feed_row *row,
                   struct point point)
{
    char own[OWN_ID], id[ID_SIZE], text[TEXT_SIZE];
    const char *said = value_of(row, FEED_ID);
    size_t size = strlen(said);
    bool plain = size > 0 && size < sizeof own;
    for (size_t at = 0; plain && at < size; at++)
        plain = isalnum((unsigned char)said[at]) || strchr("-_.", said[at]);
    if (plain)
        memcpy(own, said, size + 1);
    else {
        snprintf(text, sizeof text, "%.300s|%s|%s|%.5f|%.5f", said, json_text(place, "name", ""),
                 json_text(place, "kind", ""), point.lon, point.lat);
        snprintf(own, sizeof own, "h%016llx", (unsigned long long)hash_text(text));
    }
    snprintf(id, sizeof id, "feed:%.12s:%s", feed->key, own);
    cJSON_AddStringToObject(place, "_id", id);
    cJSON *source = cJSON_AddObjectToObject(place, "source");
    cJSON_AddStringToObject(source, "name", feed->name);
    cJSON_AddStringToObject(source, "id", id);
    if (*feed->date)
        cJSON_AddStringToObject(source, "date", feed->date);
}

cJSON *feed_place(const struct feed *feed, const struct feed_row *row, struct point point)
{
    enum place_kind kind = kind_of(feed, row);
    cJSON *place = cJSON_CreateObject();
    names_put(place, row);
    if (!json_member(place, "name") && feed->service == FEED_UNSAID && kind == KIND_OTHER) {
        cJSON_Delete(place);
        return NULL;
    }
    bool outside = kind == KIND_OUTDOOR || kind == KIND_CHARGING_POINT;
    texts_put(place, row);
    cJSON_AddStringToObject(place, "type", "place");
    cJSON_AddStringToObject(place, "kind", kind_word(kind));
    cJSON_AddStringToObject(place, "setting",
                            setting_word(outside ? SETTING_OUTDOOR : SETTING_INDOOR));
    cJSON_AddNumberToObject(place, "lon", point.lon);
    cJSON_AddNumberToObject(place, "lat", point.lat);
    id_put(place, feed, row, point);
    offers_put(place, feed, kind);
    return place;
}

bool feed_give(const struct sink *sink, struct read_counts *counts, cJSON *place, struct fault *why)
{
    bool going = true;
    if (!place)
        counts->skipped++;
    else if (++counts->candidates > FEED_ROWS)
        going = fault_set(why, FAULT_LIMIT, "fault.feed.rows");
    else
        going = !sink->candidate || sink->candidate(sink->data, place, why);
    cJSON_Delete(place);
    return going;
}
