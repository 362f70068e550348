/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "exchange/csv_inner.h"
#include "exchange/feed_inner.h"
#include "exchange/source_inner.h"

enum { STEP = 64, NONE = -1 };

struct reader {
    struct csv file;
    const struct feed *feed;
    const struct sink *sink;
    struct box box;
    struct read_counts counts;
    int map[FEED_FIELDS];
    int columns; /* of the heads */
};

static bool heads_read(struct reader *reader, struct fault *why)
{
    const char *columns[CSV_COLUMNS];
    enum csv_step step = csv_next(&reader->file, why);
    if (step == CSV_FAULT)
        return false;
    if (step == CSV_END) {
        fault_set(why, FAULT_INPUT, "fault.exchange.empty");
        return fault_in(why, reader->file.path);
    }
    reader->columns = reader->file.count;
    for (int at = 0; at < reader->columns; at++)
        columns[at] = csv_cell(&reader->file, at);
    feed_map(reader->feed, columns, reader->columns, reader->map);
    bool placed = reader->map[FEED_POINT] != NONE ||
                  (reader->map[FEED_LON] != NONE && reader->map[FEED_LAT] != NONE);
    if (placed)
        return true;
    fault_set_text(why, FAULT_INPUT, "fault.csv.no_place_column", columns[0]);
    fault_at(why, 1);
    return fault_in(why, reader->file.path);
}

static bool point_find(const struct feed_row *row, struct point *out)
{
    const char *point = row->value[FEED_POINT], *lon = row->value[FEED_LON],
               *lat = row->value[FEED_LAT];
    if (point && *point && feed_point_read(point, out))
        return true;
    return lon && lat && feed_number_read(lon, &out->lon) && feed_number_read(lat, &out->lat) &&
           point_valid(*out);
}

static bool row_take(struct reader *reader, struct fault *why)
{
    struct feed_row row;
    struct point point;
    if (reader->file.count > reader->columns) {
        reader->counts.broken++;
        return true;
    }
    for (int field = 0; field < FEED_FIELDS; field++)
        row.value[field] =
            reader->map[field] == NONE ? NULL : csv_cell(&reader->file, reader->map[field]);
    if (!point_find(&row, &point)) {
        reader->counts.without_place++;
        return true;
    }
    bool inside = box_is_empty(reader->box) || box_has(reader->box, point);
    cJSON *place = inside ? feed_place(reader->feed, &row, point) : NULL;
    return feed_give(reader->sink, &reader->counts, place, why);
}

static bool rows_walk(struct reader *reader, struct fault *why)
{
    const struct sink *sink = reader->sink;
    for (long seen = 0;; seen++) {
        enum csv_step step = csv_next(&reader->file, why);
        if (step == CSV_END)
            return true;
        if (step == CSV_FAULT || !row_take(reader, why))
            return false;
        if (seen % STEP == 0 && sink->progress &&
            !sink->progress(sink->data, "places", csv_share(&reader->file)))
            return fault_set(why, FAULT_CANCELLED, "fault.exchange.cancelled");
    }
}

static bool judge(const struct reader *reader, struct fault *why)
{
    const struct read_counts *counts = &reader->counts;
    long all = counts->candidates + counts->skipped + counts->without_place + counts->broken;
    const char *key = counts->broken * 10 > all                 ? "fault.csv.broken"
                      : all > 0 && counts->without_place == all ? "fault.csv.no_place"
                      : all == 0                                ? "fault.csv.no_rows"
                                                                : NULL;
    if (!key)
        return true;
    fault_set(why, FAULT_INPUT, key);
    message_add_count(&why->what, counts->broken ? counts->broken : counts->without_place);
    message_add_count(&why->what, all);
    return fault_in(why, reader->file.path);
}

static bool source_give(const struct reader *reader, struct fault *why)
{
    char file[256];
    const struct sink *sink = reader->sink;
    source_text(file, sizeof file, source_file_name(reader->file.path));
    struct source_note note = {
        .kind = "places", .file = file, .attribution = "", .licence = "", .date = ""};
    return !sink->source || sink->source(sink->data, &note, why);
}

bool feed_read_csv(const char *path, const struct feed *feed, struct box box,
                   const struct sink *sink, struct read_counts *counts, struct fault *why)
{
    struct reader *reader = memory_take(sizeof *reader);
    reader->feed = feed;
    reader->sink = sink;
    reader->box = box;
    bool good = csv_open(path, &reader->file, why);
    if (good) {
        good = heads_read(reader, why) && rows_walk(reader, why) && judge(reader, why) &&
               source_give(reader, why);
        reader->counts.converted = reader->file.converted;
        if (reader->file.converted)
            log_warn("csv: %ld rows are not UTF-8", reader->file.converted);
        csv_close(&reader->file);
    }
    counts->candidates += reader->counts.candidates;
    counts->skipped += reader->counts.skipped;
    counts->without_place += reader->counts.without_place;
    counts->broken += reader->counts.broken;
    counts->converted += reader->counts.converted;
    free(reader);
    return good;
}
