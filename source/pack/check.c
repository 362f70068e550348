/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/json.h"
#include "pack/pack_inner.h"
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
    struct cell_reader reader = {.at = sqlite3_column_blob(query, 1)};
    struct cell_item item;
    int last = -1;
    bool good = reader.at && cell_key_unpack(sqlite3_column_int64(query, 0), &reader.key);
    reader.end = good ? reader.at + sqlite3_column_bytes(query, 1) : NULL;
    while (good && cell_next(&reader, &item)) {
        int order = cell_order(item.feature.layer, item.feature.kind);
        good = order >= last && cell_spots_read(&item, &check->spots);
        last = order;
        check->features++;
    }
    check->cells++;
    return good && !reader.broken;
}

static bool candidate_row(struct check *check, sqlite3_stmt *query)
{
    struct fault inner;
    cJSON *place = NULL;
    const char *id = (const char *)sqlite3_column_text(query, 0);
    const char *json = (const char *)sqlite3_column_text(query, 1);
    if (!id || !json || !json_parse(json, strlen(json), JSON_DOCUMENT_CEILING, &place, &inner))
        return false;
    struct point point = {json_number(place, "lon", 1000), json_number(place, "lat", 1000)};
    bool good = strcmp(json_text(place, "_id", ""), id) == 0 && point_valid(point);
    cJSON_Delete(place);
    check->candidates++;
    return good;
}

static bool address_row(struct check *check, sqlite3_stmt *query)
{
    int grid = 1 << CELL_GRID_BITS, x = sqlite3_column_int(query, 2),
        y = sqlite3_column_int(query, 3);
    check->addresses++;
    return sqlite3_column_type(query, 0) == SQLITE_INTEGER && sqlite3_column_text(query, 1) &&
           x >= 0 && y >= 0 && x <= grid && y <= grid;
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
           rows_check(check, "SELECT key, features FROM cell", cell_row) &&
           rows_check(check, "SELECT id, json FROM candidate", candidate_row) &&
           rows_check(check,
                      "SELECT s.id, a.number, a.x, a.y FROM address AS a"
                      " LEFT JOIN street AS s ON s.id = a.street",
                      address_row);
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
