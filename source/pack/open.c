/* SPDX-License-Identifier: EUPL-1.2 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "pack/border_inner.h"
#include "pack/pack_inner.h"
#include "pack/search_inner.h"
#include "system/file.h"

enum { HEAD = 100 }; /* bytes of an SQLite file's head; sqlite.org/fileformat2.html, 1.3 */

bool pack_damaged(const struct pack *pack, sqlite3 *base, const char *part, struct fault *why)
{
    fault_set(why, FAULT_INPUT, "fault.pack.damaged");
    fault_detail(why, "%s: %s", part, base ? sqlite3_errmsg(base) : "");
    return fault_in(why, pack->file);
}

/* ---- connections ---- */

static sqlite3 *connection_open(const struct pack *pack, struct fault *why)
{
    sqlite3 *base = NULL;
    if (sqlite3_open_v2(pack->file, &base, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) !=
        SQLITE_OK) {
        pack_damaged(pack, base, "open", why);
        sqlite3_close(base);
        return NULL;
    }
    sqlite3_exec(base,
                 "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA query_only = ON;"
                 "PRAGMA cache_size = -512; PRAGMA mmap_size = 0",
                 NULL, NULL, NULL);
    return base;
}

sqlite3 *pack_take(struct pack *pack, struct fault *why)
{
    lock_take(&pack->lock);
    sqlite3 *base = pack->idle_count ? pack->idle[--pack->idle_count] : NULL;
    lock_give(&pack->lock);
    return base ? base : connection_open(pack, why);
}

void pack_give(struct pack *pack, sqlite3 *base)
{
    lock_take(&pack->lock);
    bool kept = pack->idle_count < PACK_CONNECTIONS;
    if (kept)
        pack->idle[pack->idle_count++] = base;
    lock_give(&pack->lock);
    if (!kept)
        sqlite3_close(base);
}

void pack_rest(struct pack *pack)
{
    lock_take(&pack->lock);
    for (int at = 0; at < pack->idle_count; at++)
        sqlite3_db_release_memory(pack->idle[at]);
    lock_give(&pack->lock);
}

/* ---- what kind of file is it ---- */

static uint32_t number_at(const uint8_t *head, int at, int bytes)
{
    uint32_t value = 0;
    for (int byte = 0; byte < bytes; byte++)
        value = value << 8 | head[at + byte];
    return value;
}

static bool input_fault(struct fault *why, const char *file, enum fault_kind kind, const char *key)
{
    fault_set(why, kind, key);
    return fault_in(why, file);
}

static bool head_judge(const uint8_t *head, size_t size, int64_t bytes, const char *file,
                       struct fault *why)
{
    if (size == 0)
        return input_fault(why, file, FAULT_INPUT, "fault.pack.empty");
    if (size < HEAD || memcmp(head, "SQLite format 3", 16) != 0 ||
        number_at(head, 68, 4) != PACK_APPLICATION)
        return input_fault(why, file, FAULT_INPUT, "fault.pack.foreign");
    uint32_t version = number_at(head, 60, 4), page = number_at(head, 16, 2);
    if (version > PACK_VERSION)
        return input_fault(why, file, FAULT_CONFLICT, "fault.pack.newer");
    if (version < PACK_VERSION)
        return input_fault(why, file, FAULT_CONFLICT, "fault.pack.older");
    if (bytes < (int64_t)(page == 1 ? 65536 : page) * number_at(head, 28, 4))
        return input_fault(why, file, FAULT_INPUT, "fault.pack.truncated");
    return true;
}

static bool head_check(const char *file, struct fault *why)
{
    uint8_t head[HEAD];
    int64_t bytes = file_size(file);
    FILE *stream = bytes < 0 ? NULL : fopen(file, "rb");
    if (!stream)
        return input_fault(why, file, bytes < 0 ? FAULT_MISSING : FAULT_STORAGE,
                           bytes < 0 ? "fault.pack.missing" : "fault.file.read");
    size_t size = fread(head, 1, sizeof head, stream);
    fclose(stream);
    return head_judge(head, size, bytes, file, why);
}

/* ---- what is kept in memory ---- */

static bool rows_read(struct pack *pack, sqlite3 *base, const char *text,
                      bool (*row)(struct pack *pack, sqlite3_stmt *query), struct fault *why)
{
    sqlite3_stmt *query = NULL;
    int state = sqlite3_prepare_v2(base, text, -1, &query, NULL);
    bool good = state == SQLITE_OK;
    while (good && (state = sqlite3_step(query)) == SQLITE_ROW)
        good = row(pack, query);
    if (!good || state != SQLITE_DONE)
        good = pack_damaged(pack, base, text, why);
    sqlite3_finalize(query);
    return good;
}

static char *text_take(sqlite3_stmt *query, int column)
{
    const char *text = (const char *)sqlite3_column_text(query, column);
    return memory_text(text ? text : "");
}

static bool meta_row(struct pack *pack, sqlite3_stmt *query)
{
    const char *name = (const char *)sqlite3_column_text(query, 0);
    double value = sqlite3_column_double(query, 1);
    if (!name || isnan(value))
        return false;
    if (strcmp(name, "west") == 0)
        pack->box.west = value;
    else if (strcmp(name, "south") == 0)
        pack->box.south = value;
    else if (strcmp(name, "east") == 0)
        pack->box.east = value;
    else if (strcmp(name, "north") == 0)
        pack->box.north = value;
    else
        making_row(pack, name, query);
    return true;
}

static bool source_row(struct pack *pack, sqlite3_stmt *query)
{
    if (pack->source_count == PACK_SOURCES)
        return false;
    pack->sources =
        memory_grow(pack->sources, (size_t)(pack->source_count + 1) * sizeof *pack->sources);
    pack->sources[pack->source_count++] =
        (struct pack_source){text_take(query, 0), text_take(query, 1), text_take(query, 2),
                             text_take(query, 3), text_take(query, 4)};
    return true;
}

static bool wijk_row(struct pack *pack, sqlite3_stmt *query)
{
    size_t count = (size_t)pack->wijk_count;
    const void *bytes = sqlite3_column_blob(query, 3);
    struct shape border;
    if (count == PACK_WIJKEN || !bytes ||
        !border_read(bytes, (size_t)sqlite3_column_bytes(query, 3), &border))
        return false;
    pack->wijken = memory_grow(pack->wijken, (count + 1) * sizeof *pack->wijken);
    pack->borders = memory_grow(pack->borders, (count + 1) * sizeof *pack->borders);
    pack->borders[count] = border;
    pack->wijken[count] =
        (struct pack_wijk){text_take(query, 0), text_take(query, 1), text_take(query, 2), NULL};
    pack->wijk_count++;
    return true;
}

static bool layer_row(struct pack *pack, sqlite3_stmt *query)
{
    int values[8];
    for (int at = 0; at < 8; at++)
        values[at] = sqlite3_column_int(query, at);
    struct pack_layer layer = {values[0], values[1], values[2], values[3],
                               values[4], values[5], values[6], values[7]};
    if (pack->layer_count == PACK_LAYERS || layer.band < 0 || layer.band >= CELL_BANDS ||
        layer.level < 0 || layer.level >= CELL_LEVELS || layer.left < 0 || layer.top < 0 ||
        layer.right >= 1 << layer.level || layer.bottom >= 1 << layer.level)
        return false;
    pack->layers[pack->layer_count++] = layer;
    return true;
}

static bool contents_read(struct pack *pack, struct fault *why)
{
    sqlite3 *base = pack_take(pack, why);
    if (!base)
        return false;
    bool good =
        rows_read(pack, base, "SELECT name, value FROM meta", meta_row, why) &&
        rows_read(pack, base, "SELECT kind, file, attribution, licence, date FROM source",
                  source_row, why) &&
        rows_read(pack, base, "SELECT code, name, municipality, border FROM wijk ORDER BY code",
                  wijk_row, why) &&
        rows_read(pack, base,
                  "SELECT band, level, min_zoom, max_zoom, west, north, east, south"
                  " FROM layer ORDER BY band, level",
                  layer_row, why) &&
        legend_read(pack, base, why);
    pack_give(pack, base);
    for (int at = 0; at < pack->wijk_count; at++)
        pack->wijken[at].border = &pack->borders[at];
    return good;
}

bool pack_open(const char *file, struct pack **out, struct fault *why)
{
    if (!head_check(file, why))
        return false;
    struct pack *pack = memory_take(sizeof *pack);
    pack->file = memory_text(file);
    pack->box = box_empty();
    pack->making.box = box_empty();
    lock_init(&pack->lock);
    lock_init(&pack->index_lock);
    if (!contents_read(pack, why)) {
        pack_close(pack);
        return false;
    }
    *out = pack;
    return true;
}

static void source_clear(struct pack_source *source)
{
    free((char *)source->kind);
    free((char *)source->file);
    free((char *)source->attribution);
    free((char *)source->licence);
    free((char *)source->date);
}

void pack_close(struct pack *pack)
{
    if (!pack)
        return;
    for (int at = 0; at < pack->idle_count; at++)
        sqlite3_close(pack->idle[at]);
    for (int at = 0; at < pack->source_count; at++)
        source_clear(&pack->sources[at]);
    for (int at = 0; at < pack->wijk_count; at++) {
        free((char *)pack->wijken[at].code);
        free((char *)pack->wijken[at].name);
        free((char *)pack->wijken[at].municipality);
        shape_clear(&pack->borders[at]);
    }
    free((char *)pack->making.codes);
    free(pack->sources);
    free(pack->wijken);
    free(pack->borders);
    free(pack->words);
    free(pack->word_starts);
    free(pack->styles);
    free(pack->file);
    lock_clear(&pack->lock);
    lock_clear(&pack->index_lock);
    street_index_free(pack->index);
    free(pack);
}

struct box pack_box(const struct pack *pack)
{
    return pack->box;
}

int pack_sources(const struct pack *pack, const struct pack_source **out)
{
    *out = pack->sources;
    return pack->source_count;
}

int pack_wijken(const struct pack *pack, const struct pack_wijk **out)
{
    *out = pack->wijken;
    return pack->wijk_count;
}

const struct pack_wijk *pack_wijk_find(const struct pack *pack, const char *code)
{
    for (int at = 0; at < pack->wijk_count; at++)
        if (strcmp(pack->wijken[at].code, code) == 0)
            return &pack->wijken[at];
    return NULL;
}
