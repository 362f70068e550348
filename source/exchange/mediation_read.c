/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/mediation_inner.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/hash.h"
#include "base/json.h"
#include "exchange/csv_inner.h"
#include "exchange/feed_inner.h"
#include "system/file.h"

enum { ID_MOST = 40, NOTE = 600 };

struct cells {
    const char *value[MEDIATION_COLUMNS]; /* "" = none */
};
struct reading {
    const char *path;
    struct box box;
    const struct sink *sink;
    struct read_counts *counts;
};

/* ---- one row ---- */

/* Is `word` one of the values? Files of before 0.2.0 have | or , between, and shorter words. */
static bool lists(const char *values, const char *word)
{
    size_t size = strcspn(word, ":");
    while (size && word[size - 1] == ' ') {
        size--;
    }
    for (const char *at = values; *at;) {
        at += strspn(at, " ;|,");
        if (!strncasecmp(at, word, size)) {
            const char *end = at + size + strspn(at + size, " ");
            if (!*end || strchr(";|,:", *end)) {
                return true;
            }
        }
        at += strcspn(at, ";|,");
    }
    return false;
}

/* A value that place_field_read takes; another is left out. */
static void field_put(cJSON *place, const char *path, const char *value)
{
    cJSON *read = NULL;
    struct fault ignored;
    if (*value && place_field_read(path, value, &read, &ignored) && read) {
        json_path_set(place, path, read);
    }
}

static void first_put(cJSON *place, const char *path, const char *values)
{
    char first[512];
    snprintf(first, sizeof first, "%.*s", (int)strcspn(values, ";|, "), values);
    field_put(place, path, first);
}

/* "12 BIS RUE DE LECLERCQ": the number in front, with what follows it. */
static void address_put(cJSON *place, const char *address)
{
    char number[64] = "";
    size_t size = strspn(address, "0123456789");
    const char *street = address;
    if (size && size < 8 && (address[size] == ' ' || isalpha((unsigned char)address[size]))) {
        static const char *const more[] = {" BIS ", " TER ", " QUATER "};
        size += isalpha((unsigned char)address[size]) && address[size + 1] == ' ' ? 1 : 0;
        for (size_t i = 0; i < 3; i++) {
            size_t tail = strlen(more[i]) - 1;
            size += !strncasecmp(address + size, more[i], tail + 1) ? tail : 0;
        }
        snprintf(number, sizeof number, "%.*s", (int)size, address);
        street = address + size + strspn(address + size, " ,");
    }
    field_put(place, "number", number);
    field_put(place, "street", street);
}

static void id_put(cJSON *place, const struct cells *cells)
{
    char id[ID_MOST + 32], own[ID_MOST + 1], text[1200];
    const char *said = cells->value[COLUMN_ID];
    size_t size = strlen(said);
    bool plain = size > 0 && size <= ID_MOST;
    for (size_t i = 0; plain && i < size; i++) {
        plain = isalnum((unsigned char)said[i]) || strchr("-_.:", said[i]);
    }
    if (plain) {
        memcpy(own, said, size + 1);
    } else {
        snprintf(text, sizeof text, "%.300s|%.300s|%.20s|%.20s", said, cells->value[COLUMN_NAME],
                 cells->value[COLUMN_LON], cells->value[COLUMN_LAT]);
        snprintf(own, sizeof own, "h%016llx", (unsigned long long)hash_text(text));
    }
    snprintf(id, sizeof id, "feed:mednum:%s", own);
    cJSON_AddStringToObject(place, "_id", id);
    cJSON *source = cJSON_AddObjectToObject(place, "source");
    cJSON_AddStringToObject(source, "name", "standard-mediation-num");
    cJSON_AddStringToObject(source, "id", id);
    if (*cells->value[COLUMN_DATE]) {
        cJSON_AddStringToObject(source, "date", cells->value[COLUMN_DATE]);
    }
}

static enum place_kind kind_of(const struct cells *cells)
{
    for (int i = 0; i < KINDS; i++) {
        if (lists(cells->value[COLUMN_TYPE], mediation_kinds[i].said)) {
            return (enum place_kind)mediation_kinds[i].ours;
        }
    }
    return lists(cells->value[COLUMN_MOVES], mediation_mobile) ? KIND_MOBILE : KIND_OTHER;
}

static void groups_put(cJSON *offer, const struct cells *cells)
{
    unsigned groups = 0;
    for (int i = 0; i < PUBLICS; i++) {
        groups |= lists(cells->value[COLUMN_GROUPS], mediation_publics[i].said)
                      ? (unsigned)mediation_publics[i].ours
                      : 0;
    }
    groups |= lists(cells->value[COLUMN_CARE], mediation_illiteracy) ? GROUP_LOW_LITERACY : 0;
    cJSON *list = groups ? cJSON_AddArrayToObject(offer, "groups") : NULL;
    for (int i = 0; list && i < GROUP_COUNT; i++) {
        if (groups & 1u << i) {
            cJSON_AddItemToArray(list, cJSON_CreateString(group_word(i)));
        }
    }
}

static void terms_put(cJSON *offer, const struct cells *cells)
{
    enum price price = PRICE_UNKNOWN;
    int said = 0;
    for (int i = 0; i < COSTS; i++) {
        if (lists(cells->value[COLUMN_COST], mediation_costs[i].said)) {
            price = (enum price)mediation_costs[i].ours;
            said++;
        }
    }
    if (said == 1) { /* of several nobody can say which is whose */
        cJSON_AddStringToObject(offer, "price", price_word(price));
    }
    bool walk = lists(cells->value[COLUMN_ACCESS], mediation_walk_in);
    bool call = lists(cells->value[COLUMN_ACCESS], mediation_call) ||
                lists(cells->value[COLUMN_ACCESS], mediation_mail);
    if (walk || call) {
        enum access access = walk && call ? ACCESS_BOTH
                             : walk       ? ACCESS_WALK_IN
                                          : ACCESS_APPOINTMENT;
        cJSON_AddStringToObject(offer, "access", access_word(access));
    }
    groups_put(offer, cells);
}

static void offers_put(cJSON *place, const struct cells *cells)
{
    cJSON *offers = cJSON_AddObjectToObject(place, "offers");
    char themes[NOTE] = "";
    for (int i = 0; i < THEMES; i++) {
        const char *word = service_word((enum service)mediation_themes[i].ours);
        if (!lists(cells->value[COLUMN_SERVICES], mediation_themes[i].said)) {
            continue;
        }
        cJSON *offer = cJSON_GetObjectItemCaseSensitive(offers, word);
        if (!offer) {
            offer = cJSON_AddObjectToObject(offers, word);
            cJSON_AddStringToObject(offer, "service", word);
            terms_put(offer, cells);
        }
        if (mediation_themes[i].ours == SERVICE_LESSON) {
            size_t size = strlen(themes);
            snprintf(themes + size, sizeof themes - size, "%s%s", size ? "; " : "",
                     mediation_themes[i].said);
        }
    }
    cJSON *lesson = cJSON_GetObjectItemCaseSensitive(offers, service_word(SERVICE_LESSON));
    if (lesson && strcmp(themes, mediation_themes[2].said) != 0) {
        cJSON_AddStringToObject(lesson, "note", themes);
    }
}

static cJSON *place_make(const struct cells *cells, struct point point)
{
    cJSON *place = cJSON_CreateObject();
    enum place_kind kind = kind_of(cells);
    bool moves = lists(cells->value[COLUMN_MOVES], mediation_mobile) &&
                 !lists(cells->value[COLUMN_MOVES], mediation_fixed);
    field_put(place, "name", cells->value[COLUMN_NAME]);
    if (!json_member(place, "name")) {
        cJSON_Delete(place);
        return NULL;
    }
    cJSON_AddStringToObject(place, "type", "place");
    cJSON_AddStringToObject(place, "kind", kind_word(kind));
    cJSON_AddStringToObject(place, "setting",
                            setting_word(moves ? SETTING_MOBILE : SETTING_INDOOR));
    cJSON_AddNumberToObject(place, "lon", point.lon);
    cJSON_AddNumberToObject(place, "lat", point.lat);
    id_put(place, cells);
    address_put(place, cells->value[COLUMN_ADDRESS]);
    field_put(place, "postcode", cells->value[COLUMN_POSTCODE]);
    field_put(place, "city", cells->value[COLUMN_CITY]);
    field_put(place, "operator", cells->value[COLUMN_PARENT]);
    first_put(place, "phone", cells->value[COLUMN_PHONE]);
    first_put(place, "email", cells->value[COLUMN_MAILS]);
    first_put(place, "website", cells->value[COLUMN_WEB]);
    field_put(place, "hours", cells->value[COLUMN_HOURS]);
    offers_put(place, cells);
    return place;
}

static bool row_take(const struct reading *reading, const struct cells *cells, struct fault *why)
{
    struct point point;
    if (!feed_number_read(cells->value[COLUMN_LON], &point.lon) ||
        !feed_number_read(cells->value[COLUMN_LAT], &point.lat) || !point_valid(point)) {
        reading->counts->without_place++;
        return true;
    }
    bool inside = box_is_empty(reading->box) || box_has(reading->box, point);
    return feed_give(reading->sink, reading->counts, inside ? place_make(cells, point) : NULL, why);
}

/* ---- CSV ---- */

static int column_of(const char *head)
{
    for (int i = 0; i < MEDIATION_COLUMNS; i++) {
        if (!strcasecmp(head, mediation_columns[i])) {
            return i;
        }
    }
    return !strcasecmp(head, "modalite_acces") ? COLUMN_ACCESS : -1;
}

static bool heads_read(struct csv *csv, int columns[CSV_COLUMNS], struct fault *why)
{
    bool id = false, name = false, services = false;
    if (csv_next(csv, why) != CSV_ROW_READ) {
        return false;
    }
    for (int i = 0; i < csv->count; i++) {
        columns[i] = column_of(csv_cell(csv, i));
        id = id || columns[i] == COLUMN_ID;
        name = name || columns[i] == COLUMN_NAME;
        services = services || columns[i] == COLUMN_SERVICES;
    }
    return (id && name && services) || fault_set(why, FAULT_INPUT, "fault.mediation.foreign");
}

static bool csv_walk(const struct reading *reading, struct csv *csv, struct fault *why)
{
    int columns[CSV_COLUMNS];
    enum csv_step step;
    fault_set(why, FAULT_INPUT, "fault.mediation.foreign");
    if (!heads_read(csv, columns, why)) {
        return false;
    }
    int heads = csv->count;
    while ((step = csv_next(csv, why)) == CSV_ROW_READ) {
        struct cells cells;
        for (int i = 0; i < MEDIATION_COLUMNS; i++) {
            cells.value[i] = "";
        }
        if (csv->count > heads) {
            reading->counts->broken++;
            continue;
        }
        for (int i = 0; i < csv->count; i++) {
            if (columns[i] >= 0) {
                cells.value[columns[i]] = csv_cell(csv, i);
            }
        }
        if (!row_take(reading, &cells, why)) {
            return false;
        }
    }
    return step == CSV_END;
}

/* ---- JSON ---- */

static bool object_take(const struct reading *reading, const cJSON *object, struct fault *why)
{
    struct cells cells;
    char numbers[MEDIATION_COLUMNS][32];
    for (int i = 0; i < MEDIATION_COLUMNS; i++) {
        const cJSON *item = json_member(object, mediation_columns[i]);
        cells.value[i] = cJSON_IsString(item) ? item->valuestring : "";
        if (cJSON_IsNumber(item)) {
            /* A whole one is a postcode or an id. */
            bool whole =
                fabs(item->valuedouble) < 1e15 && floor(item->valuedouble) == item->valuedouble;
            snprintf(numbers[i], sizeof numbers[i], whole ? "%.0f" : "%.7f", item->valuedouble);
            cells.value[i] = numbers[i];
        }
    }
    return row_take(reading, &cells, why);
}

static bool json_walk(const struct reading *reading, struct fault *why)
{
    struct buffer text;
    cJSON *root = NULL;
    const cJSON *item;
    if (!file_read(reading->path, JSON_FILE_CEILING, &text, why)) {
        return false;
    }
    bool ok = json_parse(buffer_text(&text), text.size, JSON_FILE_CEILING, &root, why);
    buffer_clear(&text);
    if (ok && !cJSON_IsArray(root)) {
        ok = fault_set(why, FAULT_INPUT, "fault.mediation.foreign");
    }
    for (item = ok ? root->child : NULL; ok && item; item = item->next) {
        if (cJSON_IsObject(item) && json_member(item, "nom")) {
            ok = object_take(reading, item, why);
        } else {
            reading->counts->broken++;
        }
    }
    cJSON_Delete(root);
    return ok;
}

/* ---- both ---- */

static int first_byte(const char *path)
{
    FILE *file = fopen(path, "rbe");
    int byte = file ? fgetc(file) : EOF;
    while (file && byte != EOF && (isspace(byte) || byte == 0xef || byte == 0xbb || byte == 0xbf)) {
        byte = fgetc(file);
    }
    if (file) {
        fclose(file);
    }
    return byte;
}

bool mediation_read(const char *path, struct box box, const struct sink *sink,
                    struct read_counts *counts, struct fault *why)
{
    struct reading reading = {path, box, sink, counts};
    struct csv *csv;
    bool ok;
    if (first_byte(path) == '[') {
        ok = json_walk(&reading, why);
    } else {
        csv = malloc(sizeof *csv);
        ok = csv ? csv_open(path, csv, why) : fault_set(why, FAULT_MEMORY, "fault.limit.size");
        if (ok) {
            ok = csv_walk(&reading, csv, why);
            csv_close(csv);
        }
        free(csv);
    }
    if (ok && counts->candidates + counts->skipped + counts->without_place == 0) {
        ok = fault_set(why, FAULT_INPUT, "fault.mediation.foreign");
    }
    return ok || fault_in(why, path);
}
