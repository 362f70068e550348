/* SPDX-License-Identifier: EUPL-1.2 */
/* What came, looked through: places into an array, or a pack that opens and holds the wijk. */
#include "action/source_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/json.h"
#include "base/log.h"
#include "base/utf8.h"
#include "exchange/mediation.h"

struct gathering {
    struct fetch *fetch;
    struct table seen; /* ids */
};

static bool source_give(void *data, const struct source_note *note, struct fault *why)
{
    struct source_record *record = &((struct gathering *)data)->fetch->record;
    (void)why;
    utf8_copy(record->attribution, sizeof record->attribution, note->attribution);
    utf8_copy(record->licence, sizeof record->licence, note->licence);
    snprintf(record->date, sizeof record->date, "%.31s", note->date);
    return true;
}

static bool candidate_give(void *data, const cJSON *place, struct fault *why)
{
    struct gathering *gathering = data;
    (void)why;
    const char *id = json_text(place, "_id", "");
    if (table_find(&gathering->seen, id)) {
        return true;
    }
    table_set(&gathering->seen, id, gathering);
    return cJSON_AddItemToArray(gathering->fetch->places, cJSON_Duplicate(place, true));
}

static bool progress_give(void *data, const char *stage, int thousandths)
{
    struct fetch *fetch = ((struct gathering *)data)->fetch;
    (void)stage;
    struct refresh_progress progress = {true, true, thousandths, 1000};
    return !fetch->keep_on || fetch->keep_on(fetch->data, progress);
}

static bool pack_read(struct fetch *fetch, const char *file, struct fault *why)
{
    struct pack *pack = NULL;
    if (!pack_open(file, &pack, why)) {
        return false;
    }
    bool holds = pack_wijk_find(pack, fetch->wijk) != NULL;
    pack_close(pack);
    return holds || fault_set_text(why, FAULT_CONFLICT, "sources.fault.pack_wijk", fetch->wijk);
}

static void feed_of(const struct fetch *fetch, struct feed *out, char key[16], char date[32])
{
    const struct source *source = &fetch->source;
    char text[CIVIL_DATE_SIZE];
    snprintf(key, 16, "%08x", (unsigned)(hash_text(source->url) & 0xFFFFFFFF));
    if (*source->key) {
        snprintf(key, 16, "%s", source->key);
    }
    civil_date_write(civil_of_moment(fetch->now).date, text);
    snprintf(date, 32, "%s", text);
    *out = (struct feed){.key = key,
                         .name = source->name,
                         .date = date,
                         .kind = source->place_kind,
                         .service = source->service,
                         .price = source->price};
    for (int field = 0; field < FEED_FIELDS; field++) {
        out->column[field] = source->column[field][0] ? source->column[field] : NULL;
    }
}

static bool feed_read(struct fetch *fetch, const struct sink *sink, const char *file,
                      struct read_counts *counts, struct fault *why)
{
    struct feed feed;
    char key[16], date[32];
    feed_of(fetch, &feed, key, date);
    if (fetch->mediation) {
        return mediation_read(file, fetch->box, sink, counts, why);
    }
    switch (fetch->source.kind) {
    case SOURCE_CSV:
        return feed_read_csv(file, &feed, fetch->box, sink, counts, why);
    case SOURCE_OVERPASS:
        return overpass_read(file, fetch->box, sink, counts, why);
    default:
        return feed_read_geojson(file, &feed, fetch->box, sink, counts, why);
    }
}

bool source_read(struct fetch *fetch, const char *file, struct fault *why)
{
    struct gathering gathering = {.fetch = fetch};
    struct read_counts counts = {0};
    struct sink sink = {.data = &gathering,
                        .source = source_give,
                        .candidate = candidate_give,
                        .progress = progress_give};
    if (fetch->source.kind == SOURCE_PACK) {
        return pack_read(fetch, file, why);
    }
    table_init(&gathering.seen);
    fetch->places = cJSON_CreateArray();
    bool ok = feed_read(fetch, &sink, file, &counts, why);
    table_clear(&gathering.seen, NULL);
    if (!ok) {
        cJSON_Delete(fetch->places);
        fetch->places = NULL;
        why->file[0] = 0; /* the place of a passing file says nothing */
        return false;
    }
    struct source_state *state = &fetch->record.state;
    state->places = cJSON_GetArraySize(fetch->places);
    state->skipped = counts.skipped;
    state->without_place = counts.without_place;
    state->broken = counts.broken;
    state->converted = counts.converted;
    return true;
}
