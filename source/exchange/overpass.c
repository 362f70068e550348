/* SPDX-License-Identifier: EUPL-1.2 */
/* Overpass: the question from the tag table, and its answer.
 * Source: wiki.openstreetmap.org/wiki/Overpass_API/Overpass_QL (out center, JSON). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "exchange/feed_inner.h"
#include "exchange/geojson_inner.h"
#include "exchange/osm_place.h"
#include "exchange/osm_table_inner.h"

enum { KEYS = 16, SERVER_BYTES = 64 * 1024 * 1024 };

/* ---- the question ---- */

/* One line for all values of `key` in the table that are candidates by themselves. */
static void key_write(const char *key, struct buffer *out)
{
    const char *row_key, *value;
    struct osm_kind kind;
    bool first = true;
    for (size_t at = 0; osm_table_row(at, &row_key, &value, &kind); at++) {
        if (strcmp(row_key, key) != 0 || !kind.by_itself || !value)
            continue;
        if (first)
            buffer_addf(out, "nwr[\"%s\"~\"(^|;)(%s", key, value);
        else
            buffer_addf(out, "|%s", value);
        first = false;
    }
    if (!first)
        buffer_add_text(out, ")(;|$)\"];");
}

void overpass_write(struct box box, int seconds, struct buffer *out)
{
    const char *done[KEYS], *key, *value;
    struct osm_kind kind;
    int count = 0;
    buffer_addf(out, "[out:json][timeout:%d][maxsize:%d][bbox:%.5f,%.5f,%.5f,%.5f];(", seconds,
                SERVER_BYTES, box.south, box.west, box.north, box.east);
    for (size_t at = 0; osm_table_row(at, &key, &value, &kind); at++) {
        bool known = !kind.by_itself;
        for (int i = 0; i < count && !known; i++)
            known = strcmp(done[i], key) == 0;
        if (!known && count < KEYS) {
            done[count++] = key;
            key_write(key, out);
        }
    }
    buffer_add_text(out, "nwr[\"internet_access\"~\"wlan|wifi|terminal|public|yes\"];"
                         "nwr[\"wifi\"~\"^(yes|free)$\"];);out center qt;");
}

/* ---- the answer ---- */

struct reader {
    struct geojson file;
    const struct sink *sink;
    struct box box;
    struct read_counts counts;
};

static bool point_of(const cJSON *element, struct point *out)
{
    const cJSON *centre = json_member(element, "center");
    const cJSON *where = cJSON_IsObject(centre) ? centre : element;
    *out = (struct point){json_number(where, "lon", 999), json_number(where, "lat", 999)};
    return point_valid(*out);
}

static bool id_of(const cJSON *element, char *out, size_t room)
{
    const char *type = json_text(element, "type", "");
    double id = json_number(element, "id", 0);
    bool known =
        strcmp(type, "node") == 0 || strcmp(type, "way") == 0 || strcmp(type, "relation") == 0;
    if (!known || !(id >= 1 && id <= 1e15))
        return false;
    snprintf(out, room, "osm:%c%.0f", *type, id);
    return true;
}

static cJSON *place_of(struct reader *reader, const cJSON *element)
{
    char id[64], date[32];
    struct point point;
    if (!id_of(element, id, sizeof id)) {
        reader->counts.broken++;
        return NULL;
    }
    const cJSON *tags = json_member(element, "tags");
    if (!tags) { /* a point of a way */
        reader->counts.skipped++;
        return NULL;
    }
    if (!point_of(element, &point)) {
        reader->counts.without_place++;
        return NULL;
    }
    bool inside = box_is_empty(reader->box) || box_has(reader->box, point);
    snprintf(date, sizeof date, "%.10s", json_text(element, "timestamp", reader->file.date));
    cJSON *place = inside ? osm_place_of_tags(tags, point, id, date) : NULL;
    reader->counts.skipped += !place;
    return place;
}

static bool element_take(void *data, const cJSON *element, struct fault *why)
{
    struct reader *reader = data;
    cJSON *place = place_of(reader, element);
    if (!place)
        return true;
    return feed_give(reader->sink, &reader->counts, place, why);
}

/* No elements at all is an answer too: there is nothing there. */
static bool judge(const struct reader *reader, struct fault *why)
{
    const struct read_counts *counts = &reader->counts;
    long all = counts->candidates + counts->skipped + counts->without_place + counts->broken;
    if (*reader->file.remark) {
        fault_set_text(why, FAULT_INPUT, "fault.overpass.remark", reader->file.remark);
        return fault_in(why, reader->file.path);
    }
    if (counts->broken * 10 <= all)
        return true;
    fault_set(why, FAULT_INPUT, "fault.geojson.broken");
    message_add_count(&why->what, counts->broken);
    message_add_count(&why->what, all);
    return fault_in(why, reader->file.path);
}

bool overpass_read(const char *path, struct box box, const struct sink *sink,
                   struct read_counts *counts, struct fault *why)
{
    struct reader *reader = memory_take(sizeof *reader);
    reader->sink = sink;
    reader->box = box;
    bool good = geojson_open_list(path, "elements", &reader->file, why);
    if (good) {
        reader->file.date[10 * (reader->file.date[0] != 0)] = 0; /* the day is enough */
        good = geojson_walk(&reader->file, reader->sink, &reader->counts.broken, element_take,
                            reader, why) &&
               judge(reader, why) &&
               geojson_source(&reader->file, sink, "places", "© OpenStreetMap contributors",
                              "ODbL 1.0", why);
        geojson_close(&reader->file);
    }
    counts->candidates += reader->counts.candidates;
    counts->skipped += reader->counts.skipped;
    counts->without_place += reader->counts.without_place;
    counts->broken += reader->counts.broken;
    free(reader);
    return good;
}
