/* SPDX-License-Identifier: EUPL-1.2 */
/* The list of sources, as it stands in sources.json, and the words of a source. */
#include "action/source_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/log.h"
#include "base/utf8.h"
#include "http/http.h"
#include "action/source_list_inner.h"
#include "system/file.h"

enum { LIST_CEILING = 1024 * 1024, DAYS_MOST = 366, DAYS_FEED = 7, DAYS_PACK = 30 };

static const char *const kinds[SOURCE_KINDS] = {"pack", "geojson", "csv", "overpass"};
static const char *const kind_keys[SOURCE_KINDS] = {"sources.kind.pack", "sources.kind.geojson",
                                                    "sources.kind.csv", "sources.kind.overpass"};

const char *source_kind_word(enum source_kind kind)
{
    return kinds[kind];
}

const char *source_kind_key(enum source_kind kind)
{
    return kind_keys[kind];
}

bool source_kind_parse(const char *word, enum source_kind *out)
{
    for (int kind = 0; kind < SOURCE_KINDS; kind++) {
        if (!strcmp(kinds[kind], word)) {
            *out = (enum source_kind)kind;
            return true;
        }
    }
    return false;
}

/* ---- one source as JSON ---- */

static void text_take(const cJSON *json, const char *key, char *out, size_t room)
{
    const char *text = json_text(json, key, "");
    snprintf(out, room, "%.*s", (int)utf8_cut(text, strlen(text) < room ? strlen(text) : room - 1),
             text);
}

static void rows_take(const cJSON *json, struct source *out)
{
    enum place_kind kind;
    enum service service;
    const cJSON *columns = json_member(json, "columns"), *item;
    out->place_kind =
        kind_parse(json_text(json, "place_kind", ""), &kind) ? (int)kind : FEED_UNSAID;
    out->service =
        service_parse(json_text(json, "service", ""), &service) ? (int)service : FEED_UNSAID;
    out->price = PRICE_UNKNOWN;
    price_parse(json_text(json, "price", "unknown"), &out->price);
    cJSON_ArrayForEach(item, columns)
    {
        enum feed_field field;
        if (item->string && cJSON_IsString(item) && feed_field_parse(item->string, &field)) {
            text_take(columns, item->string, out->column[field], SOURCE_COLUMN);
        }
    }
}

static bool source_take(const cJSON *json, struct source *out, struct fault *why)
{
    memset(out, 0, sizeof *out);
    text_take(json, "id", out->id, sizeof out->id);
    text_take(json, "url", out->url, sizeof out->url);
    text_take(json, "name", out->name, sizeof out->name);
    text_take(json, "attribution", out->attribution, sizeof out->attribution);
    text_take(json, "licence", out->licence, sizeof out->licence);
    text_take(json, "sha256", out->sha256, sizeof out->sha256);
    double days = json_number(json, "days", 0);
    out->days = days >= 0 && days <= DAYS_MOST ? (int)days : 0;
    text_take(json, "key", out->key, sizeof out->key);
    out->brought = json_bool(json, "brought", false);
    rows_take(json, out);
    if (!source_kind_parse(json_text(json, "kind", ""), &out->kind)) {
        return fault_set_text(why, FAULT_INPUT, "sources.fault.kind", json_text(json, "kind", ""));
    }
    return source_check(out, why);
}

static void text_give(cJSON *json, const char *key, const char *text)
{
    if (*text) {
        cJSON_AddStringToObject(json, key, text);
    }
}

static cJSON *source_json(const struct source *source)
{
    cJSON *json = cJSON_CreateObject(), *columns = NULL;
    cJSON_AddStringToObject(json, "id", source->id);
    cJSON_AddStringToObject(json, "kind", source_kind_word(source->kind));
    cJSON_AddStringToObject(json, "url", source->url);
    text_give(json, "name", source->name);
    text_give(json, "attribution", source->attribution);
    text_give(json, "licence", source->licence);
    text_give(json, "sha256", source->sha256);
    text_give(json, "key", source->key);
    cJSON_AddNumberToObject(json, "days", source->days);
    if (source->brought) {
        cJSON_AddBoolToObject(json, "brought", true);
    }
    if (source->place_kind != FEED_UNSAID) {
        cJSON_AddStringToObject(json, "place_kind", kind_word((enum place_kind)source->place_kind));
    }
    if (source->service != FEED_UNSAID) {
        cJSON_AddStringToObject(json, "service", service_word((enum service)source->service));
        cJSON_AddStringToObject(json, "price", price_word(source->price));
    }
    for (int field = 0; field < FEED_FIELDS; field++) {
        if (source->column[field][0]) {
            columns = columns ? columns : cJSON_AddObjectToObject(json, "columns");
            cJSON_AddStringToObject(columns, feed_field_word((enum feed_field)field),
                                    source->column[field]);
        }
    }
    return json;
}

/* ---- what may be ---- */

static bool id_good(const char *id)
{
    return *id && *id != '-' && strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(id);
}

static bool digest_good(const char *text)
{
    return !*text || (strlen(text) == DIGEST_HEX - 1 &&
                      strspn(text, "0123456789abcdefABCDEF") == DIGEST_HEX - 1);
}

bool source_check(const struct source *source, struct fault *why)
{
    struct http_url url;
    char plain[SOURCE_URL];
    snprintf(plain, sizeof plain, "%.*s", (int)strcspn(source->url, "?#"), source->url);
    if (!id_good(source->id)) {
        return fault_set_text(why, FAULT_INPUT, "sources.fault.id", source->id);
    }
    if (strspn(source->key, "0123456789abcdef") != strlen(source->key)) {
        return fault_set_text(why, FAULT_INPUT, "sources.fault.id", source->key);
    }
    if (source_of_file(source->url)) {
        return true;
    }
    if (!http_url_parse(plain, &url, why)) {
        return false;
    }
    if (!url.tls && !url.loopback) {
        return fault_set(why, FAULT_INPUT, "http.fault.plain");
    }
    if (source->days < 0 || source->days > DAYS_MOST) {
        return fault_set(why, FAULT_INPUT, "sources.fault.days");
    }
    return digest_good(source->sha256) || fault_set(why, FAULT_INPUT, "sources.fault.digest");
}

static bool ends(const char *text, size_t size, const char *tail)
{
    size_t length = strlen(tail);
    return size >= length && !strncasecmp(text + size - length, tail, length);
}

void source_of_url(const char *url, struct source *out)
{
    struct http_url parts;
    struct fault ignored;
    char plain[SOURCE_URL];
    size_t size = strcspn(url, "?#");
    memset(out, 0, sizeof *out);
    snprintf(plain, sizeof plain, "%.*s", (int)size, url);
    snprintf(out->url, sizeof out->url, "%s", url);
    out->kind = ends(url, size, ".wijkpak")                          ? SOURCE_PACK
                : ends(url, size, ".csv") || ends(url, size, "/csv") ? SOURCE_CSV
                : ends(url, size, "/interpreter")                    ? SOURCE_OVERPASS
                                                                     : SOURCE_GEOJSON;
    out->place_kind = out->service = FEED_UNSAID;
    out->days = out->kind == SOURCE_PACK || out->kind == SOURCE_OVERPASS ? DAYS_PACK : DAYS_FEED;
    if (out->kind == SOURCE_OVERPASS) {
        snprintf(out->name, sizeof out->name, "OpenStreetMap");
        snprintf(out->attribution, sizeof out->attribution, "© OpenStreetMap contributors");
        snprintf(out->licence, sizeof out->licence, "ODbL 1.0");
    } else if (http_url_parse(plain, &parts, &ignored)) {
        snprintf(out->name, sizeof out->name, "%.190s", parts.host);
    }
}

/* ---- the file ---- */

bool list_parse(const char *text, size_t size, const char *name, struct source *out, int *count,
                struct fault *why)
{
    cJSON *root = NULL;
    const cJSON *item;
    *count = 0;
    if (!json_parse(text, size, LIST_CEILING, &root, why)) {
        return fault_in(why, name);
    }
    cJSON_ArrayForEach(item, json_member(root, "sources"))
    {
        struct fault odd;
        fault_set(&odd, FAULT_LIMIT, "sources.fault.many");
        if (*count < SOURCES && source_take(item, &out[*count], &odd)) {
            (*count)++;
        } else {
            log_warn("a source of %s is left out: %s", name, odd.what.key);
        }
    }
    cJSON_Delete(root);
    return true;
}

bool list_read(const char *file, struct source *out, int *count, struct fault *why)
{
    struct buffer text;
    *count = 0;
    if (!file_exists(file)) {
        return true;
    }
    if (!file_read(file, LIST_CEILING, &text, why)) {
        return false;
    }
    bool ok = list_parse(buffer_text(&text), text.size, file, out, count, why);
    buffer_clear(&text);
    return ok;
}

char *list_text(const struct source *list, int count)
{
    cJSON *root = cJSON_CreateObject(), *array = cJSON_AddArrayToObject(root, "sources");
    for (int i = 0; i < count; i++) {
        cJSON_AddItemToArray(array, source_json(&list[i]));
    }
    char *text = cJSON_Print(root);
    cJSON_Delete(root);
    return text;
}

bool list_write(const char *file, const struct source *list, int count, struct fault *why)
{
    char *text = list_text(list, count);
    bool ok = file_write(file, text, strlen(text), why);
    free(text);
    return ok;
}
