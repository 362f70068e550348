/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <zlib.h>

#include "pack/builder_inner.h"
#include "pack/part_inner.h"

enum { RATIO = 1100 }; /* deflate cannot shrink more (zlib.net/zlib_tech.html: 1032) */

bool part_write(struct pack_builder *builder, int part, const struct buffer *plain,
                struct fault *why)
{
    static const Bytef none;
    uLongf size = compressBound((uLong)plain->size);
    Bytef *packed = memory_take(size);
    sqlite3_stmt *insert = NULL;
    const Bytef *bytes = plain->size ? (const Bytef *)plain->data : &none;
    bool good = !plain->full &&
                compress2(packed, &size, bytes, (uLong)plain->size, Z_DEFAULT_COMPRESSION) == Z_OK;
    good =
        good && sqlite3_prepare_v2(builder->base, "INSERT OR REPLACE INTO part VALUES (?1, ?2, ?3)",
                                   -1, &insert, NULL) == SQLITE_OK;
    if (good) {
        sqlite3_bind_int(insert, 1, part);
        sqlite3_bind_int64(insert, 2, (sqlite3_int64)plain->size);
        sqlite3_bind_blob64(insert, 3, packed, size, SQLITE_STATIC);
        good = sqlite3_step(insert) == SQLITE_DONE;
    }
    sqlite3_finalize(insert);
    free(packed);
    return good || build_sql_fault(builder, why);
}

static bool row_inflate(sqlite3_stmt *row, struct part_bytes *out)
{
    int64_t size = sqlite3_column_int64(row, 0), packed = sqlite3_column_bytes(row, 1);
    const void *bytes = sqlite3_column_blob(row, 1);
    if (!bytes || size < 0 || size > PART_CEILING || size > packed * RATIO)
        return false;
    uLongf got = (uLongf)size;
    out->bytes = memory_take((size_t)size + 1);
    out->size = (size_t)size;
    if (uncompress(out->bytes, &got, bytes, (uLong)packed) == Z_OK && got == (uLongf)size)
        return true;
    part_clear(out);
    return false;
}

enum part_state part_read(sqlite3 *base, int part, struct part_bytes *out)
{
    sqlite3_stmt *query = NULL;
    enum part_state state = PART_BROKEN;
    *out = (struct part_bytes){0};
    int step =
        sqlite3_prepare_v2(base, "SELECT size, bytes FROM part WHERE id = ?1", -1, &query, NULL);
    if (step == SQLITE_OK) {
        sqlite3_bind_int(query, 1, part);
        step = sqlite3_step(query);
    }
    if (step == SQLITE_ROW && row_inflate(query, out))
        state = PART_READ;
    else if (step == SQLITE_DONE)
        state = PART_NONE;
    sqlite3_finalize(query);
    return state;
}

void part_clear(struct part_bytes *part)
{
    free(part->bytes);
    *part = (struct part_bytes){0};
}
