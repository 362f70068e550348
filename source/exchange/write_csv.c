/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/write.h"

#include <string.h>

#include "base/csv.h"

static const char *const heads[] = {
    "id",       "name",        "kind",          "lon",       "lat",         "street",  "number",
    "postcode", "city",        "operator",      "phone",     "email",       "website", "wheelchair",
    "hours",    "checked",     "checked_by",    "source",    "offer",       "service", "price",
    "amount",   "obligations", "groups",        "languages", "offer_hours", "access",  "count",
    "from",     "until",       "offer_checked", "note"};
enum { HEADS = sizeof heads / sizeof *heads, HOURS_CEILING = 64 * 1024 };

static void date_put(struct buffer *out, struct civil_date date)
{
    char text[CIVIL_DATE_SIZE] = "";
    if (date.year)
        civil_date_write(date, text);
    csv_put_next(out, text);
}

static void words_put(struct buffer *out, unsigned bits, int count, const char *(*word)(int index))
{
    char text[256] = "";
    for (int at = 0; at < count; at++) {
        if (!(bits & 1u << at) || strlen(text) + strlen(word(at)) + 2 > sizeof text)
            continue;
        strcat(text, text[0] ? " " : "");
        strcat(text, word(at));
    }
    csv_put_next(out, text);
}

static void hours_put(const struct place *place, const struct offer *offer, struct buffer *out)
{
    struct buffer text;
    buffer_init(&text, HOURS_CEILING);
    if (offer)
        offer_opening_hours(place, offer, &text);
    else
        place_opening_hours(place, &text);
    csv_put_next(out, buffer_text(&text));
    buffer_clear(&text);
}

static void place_put(const struct place *place, struct buffer *out)
{
    csv_put(out, place->id);
    csv_put_next(out, place->name);
    csv_put_next(out, kind_word(place->kind));
    buffer_addf(out, ",%.6f,%.6f", place->point.lon, place->point.lat);
    csv_put_next(out, place->street);
    csv_put_next(out, place->number);
    csv_put_next(out, place->postcode);
    csv_put_next(out, place->city);
    csv_put_next(out, place->operator_name);
    csv_put_next(out, place->phone);
    csv_put_next(out, place->email);
    csv_put_next(out, place->website);
    csv_put_next(out, place->wheelchair == ANSWER_UNKNOWN ? "" : answer_word(place->wheelchair));
    hours_put(place, NULL, out);
    date_put(out, place->checked);
    csv_put_next(out, place->checked_by);
    csv_put_next(out, place->source_id);
}

static void offer_put(const struct place *place, const struct offer *offer, struct buffer *out)
{
    csv_put_next(out, offer->id);
    csv_put_next(out, service_word(offer->service));
    csv_put_next(out, offer->price == PRICE_UNKNOWN ? "" : price_word(offer->price));
    csv_put_next(out, offer->amount);
    words_put(out, offer->obligations, OBLIGATION_COUNT, obligation_word);
    words_put(out, offer->groups, GROUP_COUNT, group_word);
    csv_put_next(out, offer->languages);
    hours_put(place, offer, out);
    csv_put_next(out, offer->access == ACCESS_UNKNOWN ? "" : access_word(offer->access));
    if (offer->count > 0)
        buffer_addf(out, ",%d", offer->count);
    else
        buffer_add_byte(out, ',');
    date_put(out, offer->from);
    date_put(out, offer->until);
    date_put(out, offer->checked);
    csv_put_next(out, offer->note);
}

static void rows_put(const struct place *place, struct buffer *out)
{
    enum { OFFER_CELLS = 14 };
    for (size_t at = 0; at < place->offer_count; at++) {
        place_put(place, out);
        offer_put(place, &place->offers[at], out);
        buffer_add_text(out, "\r\n");
    }
    if (place->offer_count > 0)
        return;
    place_put(place, out);
    for (int cell = 0; cell < OFFER_CELLS; cell++)
        csv_put_next(out, cell == OFFER_CELLS - 1 ? place->note : "");
    buffer_add_text(out, "\r\n");
}

bool csv_write_places(const struct place *const *places, size_t count, struct buffer *out)
{
    buffer_add_text(out, "\xef\xbb\xbf");
    for (int at = 0; at < HEADS; at++)
        buffer_addf(out, "%s%s", at ? "," : "", heads[at]);
    buffer_add_text(out, "\r\n");
    for (size_t at = 0; at < count; at++)
        rows_put(places[at], out);
    return !out->full;
}
