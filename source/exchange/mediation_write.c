/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/mediation_inner.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/json_raw.h"

enum { CELL = 64 * 1024 };
struct row {
    struct buffer cell[MEDIATION_COLUMNS];
};

static void add(struct row *row, enum mediation_column column, const char *value)
{
    struct buffer *cell = &row->cell[column];
    if (cell->size && *value) {
        const char *there = strstr(buffer_text(cell), value);
        size_t size = strlen(value);
        bool whole = there && (there == cell->data || there[-1] == ';') &&
                     (there[size] == ';' || !there[size]);
        if (whole) {
            return;
        }
        buffer_add_byte(cell, ';');
    }
    buffer_add_text(cell, value);
}

static bool has(const struct place *place, unsigned services)
{
    for (size_t i = 0; i < place->offer_count; i++) {
        if (services & 1u << place->offers[i].service) {
            return true;
        }
    }
    return false;
}

/* Belgian numbers get their country; anything else only loses what stands between its digits. */
static void phone_put(struct row *row, const char *phone)
{
    struct buffer *cell = &row->cell[COLUMN_PHONE];
    const char *at = phone;
    if (phone[0] == '0' && phone[1] == '0') {
        buffer_add_byte(cell, '+');
        at += 2;
    } else if (phone[0] == '0') {
        buffer_add_text(cell, "+32");
        at++;
    }
    for (; *at && *at != ';' && *at != ','; at++) {
        bool trunk = *at == '(' && at[1] == '0' && at[2] == ')'; /* "+32 (0)2 …" */
        if (trunk) {
            at += 2;
        } else if (isdigit((unsigned char)*at) || (*at == '+' && at == phone)) {
            buffer_add_byte(cell, *at);
        }
    }
}

static void services_put(struct row *row, const struct place *place)
{
    static const unsigned material = 1u << SERVICE_WIFI | 1u << SERVICE_COMPUTER |
                                     1u << SERVICE_CHARGE | 1u << SERVICE_PRINT |
                                     1u << SERVICE_SCAN | 1u << SERVICE_ROOM | 1u << SERVICE_LEND;
    static const unsigned of[] = {1u << SERVICE_HELP_GOV, 1u << SERVICE_HELP | 1u << SERVICE_ADVICE,
                                  1u << SERVICE_LESSON, material, 1u << SERVICE_EQUIPMENT};
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        if (has(place, of[i])) {
            add(row, COLUMN_SERVICES, mediation_themes[i].said);
        }
    }
    add(row, COLUMN_WAYS,
        has(place, 1u << SERVICE_WIFI | 1u << SERVICE_COMPUTER) ? mediation_alone : "");
    if (has(place, 1u << SERVICE_HELP | 1u << SERVICE_HELP_GOV | 1u << SERVICE_ADVICE)) {
        add(row, COLUMN_WAYS, mediation_one);
    }
    if (has(place, 1u << SERVICE_LESSON)) {
        add(row, COLUMN_WAYS, mediation_together);
    }
}

static void tongues_put(struct row *row, const char *tongues)
{
    char code[8];
    while (*tongues) {
        size_t size = strcspn(tongues, " ");
        bool plain = size > 0 && size < sizeof code;
        if (plain) {
            memcpy(code, tongues, size);
            code[size] = '\0';
        }
        if (plain && strcmp(code, "nl") != 0 && strcmp(code, "fr") != 0) {
            add(row, COLUMN_CARE, strcmp(code, "en") ? mediation_tongues : mediation_english);
        }
        tongues += size + strspn(tongues + size, " ");
    }
}

/* A group is told when every offer is for it. */
static void groups_put(struct row *row, const struct place *place)
{
    unsigned all = place->offer_count ? ~0u : 0;
    for (size_t i = 0; i < place->offer_count; i++) {
        all &= place->offers[i].groups;
        tongues_put(row, place->offers[i].languages);
    }
    for (int i = 0; i < PUBLICS; i++) {
        bool first = i == 0 || mediation_publics[i].ours != mediation_publics[i - 1].ours;
        if (first && all & (unsigned)mediation_publics[i].ours) {
            add(row, COLUMN_GROUPS, mediation_publics[i].said);
        }
    }
    if (all & GROUP_LOW_LITERACY) {
        add(row, COLUMN_CARE, mediation_illiteracy);
    }
}

static void cost_put(struct row *row, const struct place *place)
{
    for (size_t i = 0; i < place->offer_count; i++) {
        const struct offer *offer = &place->offers[i];
        bool bound = offer->price == PRICE_FREE && offer->obligations;
        enum price price = bound ? PRICE_FREE_FOR_GROUP : offer->price;
        for (int k = 0; k < COSTS; k++) {
            if (mediation_costs[k].ours == (int)price) {
                add(row, COLUMN_COST, mediation_costs[k].said);
            }
        }
    }
}

static void access_put(struct row *row, const struct place *place)
{
    for (size_t i = 0; i < place->offer_count; i++) {
        enum access access = place->offers[i].access;
        if (access == ACCESS_WALK_IN || access == ACCESS_BOTH) {
            add(row, COLUMN_ACCESS, mediation_walk_in);
        }
        if (access == ACCESS_APPOINTMENT || access == ACCESS_BOTH) {
            add(row, COLUMN_ACCESS,
                *place->phone   ? mediation_call
                : *place->email ? mediation_mail
                                : "");
        }
    }
}

static void where_put(struct row *row, const struct place *place)
{
    buffer_addf(&row->cell[COLUMN_LAT], "%.6f", place->point.lat);
    buffer_addf(&row->cell[COLUMN_LON], "%.6f", place->point.lon);
    add(row, COLUMN_CITY, place->city);
    add(row, COLUMN_POSTCODE, place->postcode);
    buffer_addf(&row->cell[COLUMN_ADDRESS], "%s%s%s", place->number,
                *place->number && *place->street ? " " : "", place->street);
}

static void row_fill(struct row *row, const struct place *place, struct mediation_says says)
{
    char date[CIVIL_DATE_SIZE];
    add(row, COLUMN_ID, place->id);
    add(row, COLUMN_PIVOT, "00000000000000");
    add(row, COLUMN_NAME, place_name(place, "fr"));
    where_put(row, place);
    for (int i = 0; i < KINDS; i++) {
        if (mediation_kinds[i].ours == (int)place->kind) {
            add(row, COLUMN_TYPE, mediation_kinds[i].said);
        }
    }
    phone_put(row, place->phone);
    add(row, COLUMN_MAILS, place->email);
    add(row, COLUMN_WEB, place->website);
    place_opening_hours(place, &row->cell[COLUMN_HOURS]);
    add(row, COLUMN_SOURCE, says.source);
    add(row, COLUMN_MOVES, place->setting == SETTING_MOBILE ? mediation_mobile : mediation_fixed);
    add(row, COLUMN_PARENT, place->operator_name);
    civil_date_write(place->checked.year ? place->checked : says.today, date);
    add(row, COLUMN_DATE, date);
    services_put(row, place);
    groups_put(row, place);
    cost_put(row, place);
    access_put(row, place);
}

static void row_csv(const struct row *row, struct buffer *out)
{
    for (int i = 0; i < MEDIATION_COLUMNS; i++) {
        buffer_add_text(out, i ? "," : "");
        if (i == COLUMN_PHONE) { /* nothing but + and digits: no formula, and what the standard asks
                                    for */
            buffer_add_text(out, buffer_text(&row->cell[i]));
            continue;
        }
        csv_put(out, buffer_text(&row->cell[i]));
    }
    csv_put_end(out);
}

static void row_json(const struct row *row, bool first, struct buffer *out)
{
    bool any = false;
    buffer_add_text(out, first ? "\n  {" : ",\n  {");
    for (int i = 0; i < MEDIATION_COLUMNS; i++) {
        const char *text = buffer_text(&row->cell[i]);
        if (!*text) {
            continue;
        }
        buffer_addf(out, "%s\"%s\": ", any ? ", " : "", mediation_columns[i]);
        any = true;
        if (i == COLUMN_LAT || i == COLUMN_LON) {
            buffer_add_text(out, text);
        } else {
            json_raw_quote(text, out);
        }
    }
    buffer_add_byte(out, '}');
}

bool mediation_write(const struct place *const *places, size_t count, struct mediation_says says,
                     enum mediation_form form, struct buffer *out)
{
    bool csv = form == MEDIATION_CSV;
    for (int i = 0; csv && i < MEDIATION_COLUMNS; i++) {
        buffer_addf(out, "%s%s", i ? "," : CSV_BOM, mediation_columns[i]);
    }
    buffer_add_text(out, csv ? "\r\n" : "[");
    for (size_t at = 0; at < count; at++) {
        struct row row;
        for (int i = 0; i < MEDIATION_COLUMNS; i++) {
            buffer_init(&row.cell[i], CELL);
        }
        row_fill(&row, places[at], says);
        if (csv) {
            row_csv(&row, out);
        } else {
            row_json(&row, at == 0, out);
        }
        for (int i = 0; i < MEDIATION_COLUMNS; i++) {
            buffer_clear(&row.cell[i]);
        }
    }
    buffer_add_text(out, csv ? "" : "\n]\n");
    return !out->full;
}
