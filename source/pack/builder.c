/* SPDX-License-Identifier: EUPL-1.2 */
#include "pack/pack.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "pack/border_inner.h"
#include "pack/builder_inner.h"
#include "system/file.h"

enum { TEXT_CEILING = 256, CANDIDATE_CEILING = 64 * 1024, BORDER_CEILING = 4 * 1024 * 1024 };
enum { FOLD_SIZE = 4 * TEXT_CEILING };
#define RECORDS_CEILING ((size_t)2 << 30)

static const char *const schema =
    "PRAGMA page_size = 512; PRAGMA journal_mode = OFF; PRAGMA synchronous = FULL;"
    "PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -8000; PRAGMA application_id = "
    "1466982763;"
    "BEGIN;"
    "CREATE TABLE meta(name TEXT PRIMARY KEY, value) WITHOUT ROWID;"
    "CREATE TABLE source(kind TEXT, file TEXT, attribution TEXT, licence TEXT, date TEXT);"
    "CREATE TABLE wijk(code TEXT PRIMARY KEY, name TEXT, municipality TEXT, border BLOB) WITHOUT "
    "ROWID;"
    "CREATE TABLE layer(band INTEGER, level INTEGER, min_zoom INTEGER, max_zoom INTEGER,"
    " west INTEGER, north INTEGER, east INTEGER, south INTEGER);"
    "CREATE TABLE cell(key INTEGER PRIMARY KEY, features BLOB NOT NULL);"
    "CREATE TABLE address(street INTEGER PRIMARY KEY, houses BLOB NOT NULL);"
    "CREATE TABLE part(id INTEGER PRIMARY KEY, size INTEGER NOT NULL, bytes BLOB NOT NULL);";

bool build_sql_fault(struct pack_builder *builder, struct fault *why)
{
    int code = sqlite3_errcode(builder->base);
    const char *key = code == SQLITE_FULL       ? "fault.disk.full"
                      : code == SQLITE_READONLY ? "fault.disk.readonly"
                                                : "fault.file.write";
    fault_set(why, FAULT_STORAGE, key);
    fault_detail(why, "%s", sqlite3_errmsg(builder->base));
    return fault_in(why, builder->file);
}

static void builder_free(struct pack_builder *builder)
{
    sqlite3_close(builder->base);
    street_list_clear(&builder->streets);
    arena_clear(&builder->arena);
    buffer_clear(&builder->records);
    free(builder->index);
    free(builder->addresses);
    free(builder->candidates);
    table_clear(&builder->candidate_ids, NULL);
    build_words_clear(&builder->words);
    build_styles_clear(&builder->styles);
    free(builder->file);
    free(builder->part);
    free(builder);
}

void pack_builder_abort(struct pack_builder *builder)
{
    if (!builder)
        return;
    sqlite3_close(builder->base);
    builder->base = NULL;
    remove(builder->part);
    builder_free(builder);
}

static struct pack_builder *builder_new(const char *file)
{
    struct pack_builder *builder = memory_take(sizeof *builder);
    size_t room = strlen(file) + sizeof ".part";
    builder->file = memory_text(file);
    builder->part = memory_take(room);
    snprintf(builder->part, room, "%s.part", file);
    arena_init(&builder->arena);
    buffer_init(&builder->records, RECORDS_CEILING);
    street_list_init(&builder->streets, &builder->arena);
    builder->detail = box_empty();
    builder->all = box_empty();
    table_init(&builder->candidate_ids);
    build_words_init(&builder->words);
    return builder;
}

bool pack_builder_open(const char *file, struct pack_builder **out, struct fault *why)
{
    struct pack_builder *builder = builder_new(file);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    remove(builder->part);
    if (sqlite3_open_v2(builder->part, &builder->base, flags, NULL) != SQLITE_OK ||
        sqlite3_exec(builder->base, schema, NULL, NULL, NULL) != SQLITE_OK) {
        build_sql_fault(builder, why);
        pack_builder_abort(builder);
        return false;
    }
    *out = builder;
    return true;
}

static bool text_good(const char *text)
{
    return text && strlen(text) <= TEXT_CEILING && utf8_valid(text, strlen(text));
}

bool pack_builder_source(struct pack_builder *builder, struct pack_source source, struct fault *why)
{
    const char *texts[] = {source.kind, source.file, source.attribution, source.licence,
                           source.date};
    sqlite3_stmt *insert = NULL;
    bool good = sqlite3_prepare_v2(builder->base, "INSERT INTO source VALUES (?1, ?2, ?3, ?4, ?5)",
                                   -1, &insert, NULL) == SQLITE_OK;
    for (int at = 0; good && at < 5; at++)
        sqlite3_bind_text(insert, at + 1, texts[at] ? texts[at] : "", -1, SQLITE_STATIC);
    good = good && sqlite3_step(insert) == SQLITE_DONE;
    sqlite3_finalize(insert);
    return good || build_sql_fault(builder, why);
}

static struct box box_of_cells(struct cell_box box)
{
    double grid = (double)(1 << CELL_GRID_BITS);
    struct point a = point_of_spot((struct spot){box.left / grid, box.top / grid});
    struct point b = point_of_spot((struct spot){box.right / grid, box.bottom / grid});
    return (struct box){a.lon, b.lat, b.lon, a.lat};
}

static bool record_add(struct pack_builder *builder, const struct feature *feature,
                       struct cell_box *box)
{
    struct cell_style style;
    struct build_record record = {.at = (uint32_t)builder->records.size};
    if (!cell_style_of(feature, &style) || !build_style(builder, style, &record.mark.style))
        return false;
    *box = cell_box_of(feature);
    struct cell_key key = cell_key_of(feature, *box);
    record.key = cell_key_pack(key);
    record.mark.x = cell_unit(feature->spots[0].x);
    record.mark.y = cell_unit(feature->spots[0].y);
    record.mark.word = style.form & CELL_NAMED ? build_word(builder, feature->name) : 0;
    record.mark.word_fr = style.form & CELL_NAMED_FR ? build_word(builder, feature->name_fr) : 0;
    cell_course_write(feature, style, key.level, *box, &builder->records);
    record.size = (uint32_t)(builder->records.size - record.at);
    ARRAY_GROW(builder->index, builder->index_count, builder->index_room);
    builder->index[builder->index_count++] = record;
    return !builder->records.full;
}

bool pack_builder_feature(struct pack_builder *builder, const struct feature *feature,
                          struct fault *why)
{
    struct cell_box box;
    if (!record_add(builder, feature, &box)) {
        fault_set(why, FAULT_LIMIT, "fault.pack.feature");
        return fault_detail(why, "kind %d, %zu paths", (int)feature->kind, feature->path_count);
    }
    builder->counts.features++;
    if (feature->kind == FEATURE_STREET_NAME)
        street_list_add(&builder->streets, feature);
    struct box place = box_of_cells(box);
    if (feature->max_zoom == 255)
        builder->detail = box_join(builder->detail, place);
    builder->all = box_join(builder->all, place);
    return true;
}

/* One copy for the houses of a street that come after each other. */
static const char *street_text(struct pack_builder *builder, const char *street)
{
    const char *last =
        builder->address_count ? builder->addresses[builder->address_count - 1].street : "";
    return strcmp(last, street) == 0 ? last : arena_text(&builder->arena, street);
}

bool pack_builder_address(struct pack_builder *builder, struct point point, const char *street,
                          const char *number, struct fault *why)
{
    if (!point_valid(point) || !text_good(street) || !text_good(number)) {
        fault_set(why, FAULT_INPUT, "fault.pack.address");
        return fault_detail(why, "%g %g", point.lon, point.lat);
    }
    builder->counts.addresses++;
    if (!number[0])
        return true;
    char folded[FOLD_SIZE];
    utf8_fold(number, folded, sizeof folded);
    struct build_address address = {.number = arena_text(&builder->arena, number),
                                    .street = street_text(builder, street),
                                    .spot = spot_of_point(point)};
    address.folded =
        strcmp(folded, number) == 0 ? address.number : arena_text(&builder->arena, folded);
    ARRAY_GROW(builder->addresses, builder->address_count, builder->address_room);
    builder->addresses[builder->address_count++] = address;
    return true;
}

bool pack_builder_candidate(struct pack_builder *builder, const char *id, struct point point,
                            const char *json, struct fault *why)
{
    if (!point_valid(point) || !text_good(id) || !id[0] || strlen(json) > CANDIDATE_CEILING) {
        fault_set(why, FAULT_INPUT, "fault.pack.candidate");
        return fault_detail(why, "%s", id ? id : "");
    }
    struct build_candidate candidate = {arena_text(&builder->arena, id),
                                        arena_text(&builder->arena, json)};
    uintptr_t known = (uintptr_t)table_find(&builder->candidate_ids, id);
    if (known) {
        builder->candidates[known - 1] = candidate;
    } else {
        ARRAY_GROW(builder->candidates, builder->candidate_count, builder->candidate_room);
        builder->candidates[builder->candidate_count++] = candidate;
        table_set(&builder->candidate_ids, id, (void *)(uintptr_t)builder->candidate_count);
    }
    builder->all = box_add(builder->all, point);
    return true;
}

bool pack_builder_wijk(struct pack_builder *builder, struct pack_wijk wijk, struct fault *why)
{
    struct buffer border;
    sqlite3_stmt *insert = NULL;
    if (!text_good(wijk.code) || !wijk.code[0] || !text_good(wijk.name) ||
        !text_good(wijk.municipality) || wijk.border->path_count == 0) {
        fault_set(why, FAULT_INPUT, "fault.pack.wijk");
        return fault_detail(why, "%s", wijk.code ? wijk.code : "");
    }
    buffer_init(&border, BORDER_CEILING);
    border_write(wijk.border, &border);
    bool good = !border.full && sqlite3_prepare_v2(builder->base,
                                                   "INSERT OR REPLACE INTO wijk VALUES"
                                                   " (?1, ?2, ?3, ?4)",
                                                   -1, &insert, NULL) == SQLITE_OK;
    if (good) {
        sqlite3_bind_text(insert, 1, wijk.code, -1, SQLITE_STATIC);
        sqlite3_bind_text(insert, 2, wijk.name, -1, SQLITE_STATIC);
        sqlite3_bind_text(insert, 3, wijk.municipality, -1, SQLITE_STATIC);
        sqlite3_bind_blob(insert, 4, border.data, (int)border.size, SQLITE_STATIC);
        good = sqlite3_step(insert) == SQLITE_DONE;
    }
    sqlite3_finalize(insert);
    bool large = border.full;
    buffer_clear(&border);
    builder->all = box_join(builder->all, wijk.border->box);
    if (large)
        return fault_set(why, FAULT_LIMIT, "fault.pack.wijk");
    return good || build_sql_fault(builder, why);
}

static bool builder_close(struct pack_builder *builder, struct fault *why)
{
    if (sqlite3_exec(builder->base, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
        return build_sql_fault(builder, why);
    if (sqlite3_close(builder->base) != SQLITE_OK)
        return build_sql_fault(builder, why);
    builder->base = NULL;
    builder->counts.bytes = file_size(builder->part);
    if (rename(builder->part, builder->file) == 0)
        return true;
    fault_set(why, FAULT_STORAGE, "fault.file.write");
    fault_detail(why, "%s", strerror(errno));
    return fault_in(why, builder->file);
}

bool pack_builder_finish(struct pack_builder *builder, struct pack_counts *counts,
                         struct fault *why)
{
    build_addresses_settle(builder);
    if (!build_numbers_settle(builder, why) || !build_cells_write(builder, why) ||
        !build_streets_write(builder, why) || !build_places_write(builder, why) ||
        !build_meta_write(builder, why) || !builder_close(builder, why)) {
        pack_builder_abort(builder);
        return false;
    }
    if (counts)
        *counts = builder->counts;
    builder_free(builder);
    return true;
}
