/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/store_inner.h"

bool store_history(struct store *store, const char *document, int limit,
                   bool (*each)(void *data, const struct edit *edit, bool undone), void *data,
                   struct fault *why)
{
    sqlite3_stmt *statement =
        statement_take(store, document ? STATEMENT_HISTORY_OF : STATEMENT_HISTORY);
    sqlite3_bind_int(statement, 1, limit > 0 ? limit : 0);
    if (document) {
        statement_text(statement, 2, document);
    }
    bool ok = true, on = true;
    while (on && statement_row(store, statement, &ok, why)) {
        struct edit edit;
        struct fault cause;
        const char *body = (const char *)sqlite3_column_text(statement, 0);
        size_t size = (size_t)sqlite3_column_bytes(statement, 0);
        if (!edit_parse(body ? body : "", size, &edit, &cause)) {
            ok = on = fault_set(why, FAULT_STORAGE, "fault.store.damaged");
            fault_detail(why, "edit: %s", cause.what.key);
        } else {
            on = each(data, &edit, sqlite3_column_int(statement, 1) != EDIT_STANDS);
            edit_clear(&edit);
        }
    }
    sqlite3_reset(statement);
    return ok;
}
