/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/json.h"
#include "pack/house_inner.h"
#include "walk/graph.h"

struct check {
    struct pack *pack;
    sqlite3 *base;
    long cells, features, candidates, addresses, edges;
    struct cell_spots spots;
    struct fault *why;
};

static bool page_row(struct check *check, sqlite3_stmt *query)
{
    const char *text = (const char *)sqlite3_column_text(query, 0);
    if (text && strcmp(text, "ok") == 0)
        return true;
    pack_damaged(check->pack, NULL, text ? text : "", check->why);
    return false;
}

static bool cell_row(struct check *check, sqlite3_stmt *query)
{
    struct cell_reader reader;
    struct cell_key key;
    struct cell_item item;
    const void *bytes = sqlite3_column_blob(query, 1);
    int last = -1;
    bool good = bytes && cell_key_unpack(sqlite3_column_int64(query, 0), &key);
    if (!good)
        return false;
    cell_reader_start(&reader, &check->pack->legend, key, bytes,
                      (size_t)sqlite3_column_bytes(query, 1));
    while (good && cell_next(&reader, &check->spots, &item)) {
        int order = cell_order(item.feature.layer, item.feature.kind);
        good = order >= last;
        last = order;
        cell_item_drop(&item, &check->spots);
        check->features++;
    }
    check->cells++;
    return good && !reader.broken;
}

static bool candidate_each(void *data, const char *id, const char *json, size_t size)
{
    struct check *check = data;
    struct fault inner;
    cJSON *place = NULL;
    if (!json_parse(json, size, JSON_DOCUMENT_CEILING, &place, &inner))
        return false;
    struct point point = {json_number(place, "lon", 1000), json_number(place, "lat", 1000)};
    bool good = strcmp(json_text(place, "_id", ""), id) == 0 && point_valid(point);
    cJSON_Delete(place);
    check->candidates++;
    return good;
}

static void address_each(void *data, int32_t x, int32_t y)
{
    (void)x;
    (void)y;
    ((struct check *)data)->addresses++;
}

/* What lies in parts of the pack. */
static bool parts_check(struct check *check)
{
    struct pack_place_each each = {.each = candidate_each, .data = check};
    if (!pack_places(check->pack, &each, check->why))
        return false;
    return each.going ? houses_walk(check->pack, address_each, check, check->why)
                      : pack_damaged(check->pack, NULL, "candidate", check->why);
}

static bool rows_check(struct check *check, const char *text,
                       bool (*row)(struct check *check, sqlite3_stmt *query))
{
    sqlite3_stmt *query = NULL;
    int state = sqlite3_prepare_v2(check->base, text, -1, &query, NULL);
    bool good = state == SQLITE_OK;
    while (good && (state = sqlite3_step(query)) == SQLITE_ROW)
        good = row(check, query);
    if (!good || state != SQLITE_DONE)
        good = pack_damaged(check->pack, check->base, text, check->why);
    sqlite3_finalize(query);
    return good;
}

static void say_count(void (*say)(void *data, const struct message *message), void *data,
                      const char *key, long count)
{
    struct message message = message_of(key);
    message_add_count(&message, count);
    if (say)
        say(data, &message);
}

static bool all_check(struct check *check)
{
    return rows_check(check, "PRAGMA integrity_check(1)", page_row) &&
           rows_check(check, "SELECT key, features FROM cell", cell_row) && parts_check(check);
}

/* A pack need not have a walking network. */
static bool network_check(struct check *check)
{
    struct walk_graph graph;
    struct fault inner;
    if (pack_walk(check->pack, &graph, &inner)) {
        check->edges = graph.edge_count;
        walk_graph_clear(&graph);
    } else if (inner.kind != FAULT_MISSING) {
        *check->why = inner;
        return false;
    }
    return true;
}

bool pack_check(struct pack *pack, void (*say)(void *data, const struct message *message),
                void *data, struct fault *why)
{
    struct check check = {.pack = pack, .why = why};
    check.base = pack_take(pack, why);
    if (!check.base)
        return false;
    bool good = all_check(&check);
    pack_give(pack, check.base);
    cell_spots_clear(&check.spots);
    if (!good || !network_check(&check))
        return false;
    say_count(say, data, "pack.check.features", check.features);
    say_count(say, data, "pack.check.candidates", check.candidates);
    say_count(say, data, "pack.check.addresses", check.addresses);
    say_count(say, data, "pack.check.wijken", pack->wijk_count);
    if (check.edges)
        say_count(say, data, "pack.check.walk", check.edges);
    return true;
}
