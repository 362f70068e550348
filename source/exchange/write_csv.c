/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/write.h"

#include <string.h>

static const char *const heads[] = {
    "id",       "name",        "kind",          "lon",       "lat",         "street",  "number",
    "postcode", "city",        "operator",      "phone",     "email",       "website", "wheelchair",
    "hours",    "checked",     "checked_by",    "source",    "offer",       "service", "price",
    "amount",   "obligations", "groups",        "languages", "offer_hours", "access",  "count",
    "from",     "until",       "offer_checked", "note"};
enum { HEADS = sizeof heads / sizeof *heads, HOURS_CEILING = 64 * 1024 };

/* A spreadsheet runs what begins like a formula; an apostrophe in front makes it text again. Tabs
 * and line ends in front count too, as they are eaten first. */
static bool runs(const char *text)
{
    return *text && strchr("=+-@\t\r\n", *text);
}

static void cell_put(struct buffer *out, const char *text)
{
    bool quoted = text[strcspn(text, ",;\"\r\n\t")] || runs(text) || *text == ' ' || *text == '\'';
    buffer_add_text(out, quoted ? "\"" : "");
    buffer_add_text(out, runs(text) ? "'" : "");
    for (const char *at = text; *at; at++) {
        if (*at == '"')
            buffer_add_byte(out, '"');
        buffer_add_byte(out, *at);
    }
    buffer_add_text(out, quoted ? "\"" : "");
}

static void next_put(struct buffer *out, const char *text)
{
    buffer_add_byte(out, ',');
    cell_put(out, text);
}

static void date_put(struct buffer *out, struct civil_date date)
{
    char text[CIVIL_DATE_SIZE] = "";
    if (date.year)
        civil_date_write(date, text);
    next_put(out, text);
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
    next_put(out, text);
}

static void hours_put(const struct place *place, const struct offer *offer, struct buffer *out)
{
    struct buffer text;
    buffer_init(&text, HOURS_CEILING);
    if (offer)
        offer_opening_hours(place, offer, &text);
    else
        place_opening_hours(place, &text);
    next_put(out, buffer_text(&text));
    buffer_clear(&text);
}

static void place_put(const struct place *place, struct buffer *out)
{
    cell_put(out, place->id);
    next_put(out, place->name);
    next_put(out, kind_word(place->kind));
    buffer_addf(out, ",%.6f,%.6f", place->point.lon, place->point.lat);
    next_put(out, place->street);
    next_put(out, place->number);
    next_put(out, place->postcode);
    next_put(out, place->city);
    next_put(out, place->operator_name);
    next_put(out, place->phone);
    next_put(out, place->email);
    next_put(out, place->website);
    next_put(out, place->wheelchair == ANSWER_UNKNOWN ? "" : answer_word(place->wheelchair));
    hours_put(place, NULL, out);
    date_put(out, place->checked);
    next_put(out, place->checked_by);
    next_put(out, place->source_id);
}

static void offer_put(const struct place *place, const struct offer *offer, struct buffer *out)
{
    next_put(out, offer->id);
    next_put(out, service_word(offer->service));
    next_put(out, offer->price == PRICE_UNKNOWN ? "" : price_word(offer->price));
    next_put(out, offer->amount);
    words_put(out, offer->obligations, OBLIGATION_COUNT, obligation_word);
    words_put(out, offer->groups, GROUP_COUNT, group_word);
    next_put(out, offer->languages);
    hours_put(place, offer, out);
    next_put(out, offer->access == ACCESS_UNKNOWN ? "" : access_word(offer->access));
    if (offer->count > 0)
        buffer_addf(out, ",%d", offer->count);
    else
        buffer_add_byte(out, ',');
    date_put(out, offer->from);
    date_put(out, offer->until);
    date_put(out, offer->checked);
    next_put(out, offer->note);
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
        next_put(out, cell == OFFER_CELLS - 1 ? place->note : "");
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
