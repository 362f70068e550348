/* SPDX-License-Identifier: EUPL-1.2 */
/* What the server says of each revision that was offered or sent. */
#include <string.h>

#include "base/table.h"
#include "sync/couch_inner.h"

/* ---- which ones it has not ---- */

void couch_diff_write(struct couch *couch)
{
    struct buffer *out = &couch->ask.body;
    struct table done;
    table_init(&done);
    buffer_add_byte(out, '{');
    for (size_t i = 0; i < couch->parcel_count; i++) {
        const struct couch_parcel *parcel = &couch->parcels[i];
        if (!parcel->known || table_find(&done, parcel->document)) {
            continue;
        }
        buffer_add_text(out, done.count ? "," : "");
        table_set(&done, parcel->document, couch);
        json_raw_quote(parcel->document, out);
        buffer_add_text(out, ":[");
        json_raw_quote(parcel->revision, out);
        for (size_t k = i + 1; k < couch->parcel_count; k++) {
            const struct couch_parcel *other = &couch->parcels[k];
            if (other->known && !strcmp(other->document, parcel->document)) {
                buffer_add_byte(out, ',');
                json_raw_quote(other->revision, out);
            }
        }
        buffer_add_byte(out, ']');
    }
    buffer_add_byte(out, '}');
    table_clear(&done, NULL);
}

void couch_diff_read(struct couch *couch)
{
    struct json_slice key, value, revision;
    struct table missing;
    size_t at = 0;
    table_init(&missing);
    while (json_raw_next(couch->json, &at, &key, &value)) {
        struct json_slice list = json_raw_member(value, "missing");
        const char *id = couch_text(&couch->arena, key);
        for (size_t in = 0;
             id && json_raw_is(list, '[') && json_raw_next(list, &in, NULL, &revision);) {
            const char *text = couch_text(&couch->arena, revision);
            if (text) {
                table_set(&missing, arena_textf(&couch->arena, "%s\n%s", id, text), couch);
            }
        }
    }
    for (size_t i = 0; i < couch->parcel_count; i++) {
        struct couch_parcel *parcel = &couch->parcels[i];
        parcel->send =
            !parcel->known || table_find(&missing, arena_textf(&couch->arena, "%s\n%s",
                                                               parcel->document, parcel->revision));
    }
    table_clear(&missing, NULL);
}

/* ---- what it did with them ---- */

static enum replica_result result_of(const char *error)
{
    static const struct {
        const char *error;
        enum replica_result result;
    } known[] = {
        {"document_too_large", RESULT_TOO_LARGE},
        {"too_large", RESULT_TOO_LARGE},
        {"attachment_too_large", RESULT_TOO_LARGE},
        {"internal_server_error", RESULT_LATER},
        {"timeout", RESULT_LATER},
        {"service_unavailable", RESULT_LATER},
        {"unknown_error", RESULT_LATER},
        {"conflict", RESULT_LATER},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (!strcmp(known[i].error, error)) {
            return known[i].result;
        }
    }
    return RESULT_REFUSED;
}

static void mark_count(struct couch *couch, enum replica_result result, int step)
{
    couch->count.pushed += result == RESULT_STORED ? step : 0;
    couch->count.refused += result == RESULT_REFUSED ? step : 0;
    couch->count.too_large += result == RESULT_TOO_LARGE ? step : 0;
}

/* An entry without a revision speaks of all of that document. */
static void entry_read(struct couch *couch, struct json_slice entry, const struct table *first)
{
    char error[64] = "unknown_error", revision[256] = "";
    const char *id = couch_text(&couch->arena, json_raw_member(entry, "id"));
    struct json_slice said = json_raw_member(entry, "error");
    const char *reason = couch_text(&couch->arena, json_raw_member(entry, "reason"));
    if (!id || !said.text) {
        return;
    }
    json_raw_text(said, error, sizeof error);
    json_raw_text(json_raw_member(entry, "rev"), revision, sizeof revision);
    const struct replica_mark *from = table_find(first, id);
    for (size_t i = from ? (size_t)(from - couch->marks) : couch->mark_count; i < couch->mark_count;
         i++) {
        struct replica_mark *mark = &couch->marks[i];
        if (!strcmp(mark->document, id) && (!*revision || !strcmp(mark->revision, revision))) {
            mark_count(couch, mark->result, -1);
            mark->result = result_of(error);
            couch->put_off = couch->put_off || mark->result == RESULT_LATER;
            mark->reason = reason ? reason : arena_text(&couch->arena, error);
            mark_count(couch, mark->result, 1);
        }
    }
}

static void marks_make(struct couch *couch, struct couch_range range, struct table *first)
{
    couch->mark_count = 0;
    while (couch->mark_room < range.to - range.from) {
        size_t full = couch->mark_room;
        ARRAY_GROW(couch->marks, full, couch->mark_room);
    }
    for (size_t i = range.from; i < range.to; i++) {
        const struct couch_parcel *parcel = &couch->parcels[couch->sends[i]];
        struct replica_mark *mark = &couch->marks[couch->mark_count++];
        *mark = (struct replica_mark){parcel->document, parcel->revision, RESULT_STORED, NULL};
        mark_count(couch, RESULT_STORED, 1);
        if (!table_find(first, parcel->document)) {
            table_set(first, parcel->document, mark);
        }
    }
}

/* A request of one document, refused as a whole. */
static void culprit_mark(struct couch *couch)
{
    struct json_slice json;
    struct fault ignored;
    struct replica_mark *mark = &couch->marks[0];
    mark_count(couch, RESULT_STORED, -1);
    mark->result = couch->status == 413 ? RESULT_TOO_LARGE : RESULT_REFUSED;
    mark_count(couch, mark->result, 1);
    if (couch->answer.size &&
        json_raw_check(couch->answer.data, couch->answer.size, &json, &ignored)) {
        mark->reason = couch_text(&couch->arena, json_raw_member(json, "reason"));
    }
    if (!mark->reason) {
        mark->reason = arena_textf(&couch->arena, "%d", couch->status);
    }
}

bool couch_results_read(struct couch *couch, struct couch_range range)
{
    struct json_slice entry;
    struct table first;
    bool whole = couch->status >= 400 && couch->status != 417;
    if (!whole && !json_raw_is(couch->json, '[')) {
        return false;
    }
    table_init(&first);
    marks_make(couch, range, &first);
    if (whole) {
        culprit_mark(couch);
    }
    for (size_t at = 0; !whole && json_raw_next(couch->json, &at, NULL, &entry);) {
        entry_read(couch, entry, &first);
    }
    table_clear(&first, NULL);
    couch->count.done += (int64_t)couch->mark_count;
    return true;
}
