/* SPDX-License-Identifier: EUPL-1.2 */
#include "place/place.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/ulid.h"
#include "base/utf8.h"
#include "place/field_inner.h"
#include "place/schedule_inner.h"
#include "place/word_inner.h"

enum { COUNT_CEILING = 9999, LANGUAGES_SIZE = TONGUE_COUNT * 3 + 1 };

/* One object of the document, read member by member. */
struct reading {
    const cJSON *object;
    int odd;
};

static const char *read_most(struct reading *reading, const char *key, size_t most)
{
    const cJSON *member = json_member(reading->object, key);
    if (!member) {
        return "";
    }
    if (!cJSON_IsString(member) || strnlen(member->valuestring, most + 1) > most ||
        field_text_trouble(member->valuestring) >= 0) {
        reading->odd++;
        return "";
    }
    return member->valuestring;
}

static const char *read_text(struct reading *reading, const char *key)
{
    return read_most(reading, key, PLACE_TEXT);
}

static bool read_bool(struct reading *reading, const char *key)
{
    const cJSON *member = json_member(reading->object, key);
    reading->odd += member && !cJSON_IsBool(member);
    return cJSON_IsTrue(member);
}

/* Said to be false, which is not the same as not said. */
static bool read_denied(struct reading *reading, const char *key)
{
    const cJSON *member = json_member(reading->object, key);
    reading->odd += member && !cJSON_IsBool(member);
    return cJSON_IsFalse(member);
}

static struct civil_date read_date(struct reading *reading, const char *key)
{
    struct civil_date date = {0, 0, 0};
    const char *text = read_text(reading, key);
    if (*text && !civil_date_parse(text, &date)) {
        reading->odd++;
        date = (struct civil_date){0, 0, 0};
    }
    return date;
}

static int read_count(struct reading *reading, const char *key)
{
    const cJSON *member = json_member(reading->object, key);
    if (!member) {
        return 0;
    }
    double number = cJSON_IsNumber(member) ? member->valuedouble : -1;
    if (!(number >= 0 && number <= COUNT_CEILING) || number != floor(number)) {
        reading->odd++;
        return 0;
    }
    return (int)number;
}

static int read_word(struct reading *reading, const char *key, const struct vocabulary *vocabulary,
                     int fallback)
{
    const char *text = read_text(reading, key);
    int index = *text ? vocabulary_find(vocabulary, text) : fallback;
    reading->odd += index < 0;
    return index < 0 ? fallback : index;
}

static enum answer read_answer(struct reading *reading, const char *key, bool toilet)
{
    enum answer answer = ANSWER_UNKNOWN;
    const char *text = read_text(reading, key);
    if (toilet && strcmp(text, "wheelchair") == 0) {
        return ANSWER_YES;
    }
    if (*text && (!answer_parse(text, &answer) || (toilet && answer == ANSWER_LIMITED))) {
        reading->odd++;
        answer = ANSWER_UNKNOWN;
    }
    return answer;
}

static unsigned read_bits(struct reading *reading, const char *key,
                          const struct vocabulary *vocabulary)
{
    unsigned bits;
    reading->odd += vocabulary_bits(vocabulary, json_member(reading->object, key), &bits);
    return bits;
}

static void read_languages(struct reading *reading, char out[LANGUAGES_SIZE])
{
    const cJSON *array = json_member(reading->object, "languages"), *element;
    unsigned seen = 0;
    int tongue;
    out[0] = '\0';
    if (array && !cJSON_IsArray(array)) {
        reading->odd++;
        return;
    }
    cJSON_ArrayForEach(element, array)
    {
        if (!cJSON_IsString(element) || !tongue_parse(element->valuestring, &tongue)) {
            reading->odd++;
        } else if (!(seen & 1u << tongue)) {
            seen |= 1u << tongue;
            strcat(out, out[0] ? " " : "");
            strcat(out, tongue_word(tongue));
        }
    }
}

static void offer_read(struct reading *reading, struct offer *offer, char *languages)
{
    offer->price = (enum price)read_word(reading, "price", &price_words, PRICE_UNKNOWN);
    offer->amount = read_text(reading, "amount");
    offer->obligations = read_bits(reading, "obligations", &obligation_words);
    offer->groups = read_bits(reading, "groups", &group_words);
    offer->features = read_bits(reading, "features", &feature_words);
    read_languages(reading, languages);
    offer->languages = languages;
    offer->hours = read_most(reading, "hours", HOURS_TEXT_CEILING);
    offer->access = (enum access)read_word(reading, "access", &access_words, ACCESS_UNKNOWN);
    offer->count = read_count(reading, "count");
    offer->outdoor = read_bool(reading, "outdoor");
    offer->commercial = read_bool(reading, "commercial");
    offer->internal = read_bool(reading, "internal");
    offer->ordinary = read_denied(reading, "digital");
    offer->from = read_date(reading, "from");
    offer->until = read_date(reading, "until");
    offer->checked = read_date(reading, "checked");
    offer->closed_until = read_date(reading, "closed_until");
    offer->stops =
        stops_read(json_member(reading->object, "stops"), &offer->stop_count, &reading->odd);
    offer->note = read_text(reading, "note");
}

/* Of an id that comes twice the first holds. */
static bool offer_known(const struct place *place, const char *id)
{
    for (size_t i = 0; i < place->offer_count; i++) {
        if (strcmp(place->offers[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

static int offer_compare(const void *a, const void *b)
{
    const struct offer *left = a, *right = b;
    return left->service != right->service ? (int)left->service - (int)right->service
                                           : strcmp(left->id, right->id);
}

/* Reads the standing ones of `offers`; false when there are too many. */
static bool offers_read(const cJSON *offers, struct place *place, int *odd)
{
    size_t size = PLACE_OFFERS * (sizeof(struct offer) + LANGUAGES_SIZE);
    const cJSON *member;
    cJSON_ArrayForEach(member, offers)
    {
        struct reading reading = {member, 0};
        enum service service;
        if (cJSON_IsTrue(json_member(member, "removed"))) {
            continue;
        }
        if (!field_offer_id(member->string, strlen(member->string)) ||
            !service_parse(json_text(member, "service", NULL), &service) ||
            offer_known(place, member->string)) {
            (*odd)++;
            continue;
        }
        if (place->offer_count == PLACE_OFFERS) {
            return false;
        }
        place->offers = place->offers ? place->offers : memory_take(size);
        char *languages = (char *)(place->offers + PLACE_OFFERS);
        struct offer *offer = &place->offers[place->offer_count];
        offer->id = member->string;
        offer->service = service;
        offer_read(&reading, offer, languages + place->offer_count * LANGUAGES_SIZE);
        place->offer_count++;
        *odd += reading.odd;
    }
    if (place->offer_count) {
        qsort(place->offers, place->offer_count, sizeof *place->offers, offer_compare);
    }
    return true;
}

static void place_read(struct reading *reading, struct place *place)
{
    place->name = read_text(reading, "name");
    place->name_nl = read_text(reading, "name_nl");
    place->name_fr = read_text(reading, "name_fr");
    place->aliases = read_text(reading, "aliases");
    place->kind = (enum place_kind)read_word(reading, "kind", &kind_words, KIND_OTHER);
    place->setting = (enum setting)read_word(reading, "setting", &setting_words, SETTING_INDOOR);
    place->operator_name = read_text(reading, "operator");
    place->street = read_text(reading, "street");
    place->number = read_text(reading, "number");
    place->postcode = read_text(reading, "postcode");
    place->city = read_text(reading, "city");
    place->contact_role = read_text(reading, "contact_role");
    place->phone = read_text(reading, "phone");
    place->email = read_text(reading, "email");
    place->website = read_text(reading, "website");
    place->hours = read_most(reading, "hours", HOURS_TEXT_CEILING);
    place->note = read_text(reading, "note");
    place->checked_by = read_text(reading, "checked_by");
    place->wheelchair = read_answer(reading, "wheelchair", false);
    place->toilet = read_answer(reading, "toilet", true);
    place->checked = read_date(reading, "checked");
    place->closed_until = read_date(reading, "closed_until");
    place->removed = read_bool(reading, "removed");
    place->provisional = read_bool(reading, "provisional");
}

static void source_read(struct reading *reading, struct place *place)
{
    const cJSON *source = json_member(reading->object, "source");
    struct reading inner = {source, 0};
    reading->odd += source && !cJSON_IsObject(source);
    place->source_name = read_text(&inner, "name");
    place->source_id = read_text(&inner, "id");
    reading->odd += inner.odd;
    place->counts_for = json_member(reading->object, "counts_for");
    if (place->counts_for && !cJSON_IsArray(place->counts_for)) {
        place->counts_for = NULL;
        reading->odd++;
    }
}

bool place_parse(const cJSON *document, struct place *out, int *odd, struct fault *why)
{
    struct reading reading = {document, 0};
    *out = (struct place){.document = document};
    out->id = read_text(&reading, "_id");
    if (!*out->id) {
        return fault_set(why, FAULT_INPUT, "fault.place.id");
    }
    out->point.lon = json_number(document, "lon", NAN);
    out->point.lat = json_number(document, "lat", NAN);
    if (!point_valid(out->point)) {
        fault_set(why, FAULT_INPUT, "fault.place.position");
        return fault_detail(why, "%s: %g %g", out->id, out->point.lon, out->point.lat);
    }
    place_read(&reading, out);
    out->provisional = out->provisional || strncmp(out->id, "prop:", 5) == 0;
    source_read(&reading, out);
    const cJSON *offers = json_member(document, "offers");
    reading.odd += offers && !cJSON_IsObject(offers);
    if (cJSON_IsObject(offers) && !offers_read(offers, out, &reading.odd)) {
        place_clear(out);
        fault_set(why, FAULT_LIMIT, "fault.place.offers");
        message_add_count(&why->what, PLACE_OFFERS);
        return fault_detail(why, "%s", json_text(document, "_id", ""));
    }
    if (odd) {
        *odd = reading.odd;
    }
    return true;
}

void place_clear(struct place *place)
{
    for (size_t i = 0; i < place->offer_count; i++) {
        free((void *)(uintptr_t)place->offers[i].stops);
    }
    free(place->offers);
    memset(place, 0, sizeof *place);
}

enum place_state place_state(const struct place *place, struct civil_date today, int fresh_months)
{
    if (place->provisional) {
        return PLACE_PROVISIONAL;
    }
    struct civil_date newest = place->checked;
    for (size_t i = 0; i < place->offer_count; i++) {
        struct civil_date checked = place->offers[i].checked;
        if (checked.year && (!newest.year || civil_date_compare(checked, newest) > 0)) {
            newest = checked;
        }
    }
    if (!newest.year) {
        return PLACE_CANDIDATE;
    }
    struct civil_date end = civil_date_add_months(newest, fresh_months);
    return civil_date_compare(today, end) <= 0 ? PLACE_CONFIRMED : PLACE_STALE;
}

const char *place_name(const struct place *place, const char *language)
{
    bool french = language && strcmp(language, "fr") == 0;
    bool dutch = language && strcmp(language, "nl") == 0;
    const char *own = french ? place->name_fr : dutch ? place->name_nl : "";
    const char *order[] = {own, place->name, place->name_nl, place->name_fr};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        if (*order[i]) {
            return order[i];
        }
    }
    return "";
}

bool place_counts_for(const struct place *place, const char *wijk_code)
{
    const cJSON *element;
    cJSON_ArrayForEach(element, place->counts_for)
    {
        if (cJSON_IsString(element) && strcmp(element->valuestring, wijk_code) == 0) {
            return true;
        }
    }
    return false;
}

const char *offer_hours(const struct place *place, const struct offer *offer)
{
    return *offer->hours ? offer->hours : place->hours;
}

void place_id_of_candidate(const char *candidate_id, char out[40])
{
    char ulid[ULID_SIZE];
    ulid_of_text(candidate_id, ulid);
    memcpy(out, "place:", 6);
    memcpy(out + 6, ulid, ULID_SIZE);
}
