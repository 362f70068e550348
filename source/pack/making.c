/* SPDX-License-Identifier: EUPL-1.2 */
/* What a pack was made of: rows of its table `meta`. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "pack/builder_inner.h"

enum { CODES_CEILING = 8192 };
static const char *const edges[] = {"kept_west", "kept_south", "kept_east", "kept_north"};

static bool number_put(sqlite3_stmt *insert, const char *name, double value)
{
    sqlite3_bind_text(insert, 1, name, -1, SQLITE_STATIC);
    sqlite3_bind_double(insert, 2, value);
    bool good = sqlite3_step(insert) == SQLITE_DONE;
    sqlite3_reset(insert);
    return good;
}

bool pack_builder_making(struct pack_builder *builder, const struct pack_making *making,
                         struct fault *why)
{
    const double box[] = {making->box.west, making->box.south, making->box.east, making->box.north};
    const char *codes = making->codes ? making->codes : "";
    sqlite3_stmt *insert = NULL;
    if (strlen(codes) > CODES_CEILING || !utf8_valid(codes, strlen(codes)))
        return fault_set(why, FAULT_LIMIT, "fault.pack.codes");
    bool good = sqlite3_prepare_v2(builder->base, "INSERT OR REPLACE INTO meta VALUES (?1, ?2)", -1,
                                   &insert, NULL) == SQLITE_OK &&
                number_put(insert, "kept_margin", making->margin);
    for (int at = 0; good && at < 4 && !box_is_empty(making->box); at++)
        good = number_put(insert, edges[at], box[at]);
    if (good) {
        sqlite3_bind_text(insert, 1, "kept_codes", -1, SQLITE_STATIC);
        sqlite3_bind_text(insert, 2, codes, -1, SQLITE_STATIC);
        good = sqlite3_step(insert) == SQLITE_DONE;
    }
    sqlite3_finalize(insert);
    return good || build_sql_fault(builder, why);
}

void making_row(struct pack *pack, const char *name, sqlite3_stmt *query)
{
    double *const values[] = {&pack->making.box.west, &pack->making.box.south,
                              &pack->making.box.east, &pack->making.box.north};
    double value = sqlite3_column_double(query, 1);
    for (int at = 0; at < 4; at++)
        if (strcmp(name, edges[at]) == 0)
            *values[at] = value;
    if (strcmp(name, "kept_margin") == 0) {
        pack->making.known = true;
        pack->making.margin = value;
    } else if (strcmp(name, "kept_codes") == 0) {
        const char *text = (const char *)sqlite3_column_text(query, 1);
        free((char *)pack->making.codes);
        pack->making.codes = memory_text(text ? text : "");
    }
}

struct pack_making pack_making(const struct pack *pack)
{
    struct pack_making making = pack->making;
    making.codes = making.codes ? making.codes : "";
    if (!making.known)
        making.box = pack->box;
    return making;
}
