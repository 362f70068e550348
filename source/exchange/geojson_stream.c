/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/geojson_inner.h"

#include <errno.h>
#include <string.h>

#include "base/json.h"
#include "exchange/source_inner.h"

enum { END_OF_FILE = -1 };

static enum geojson_step stop(const struct geojson *geojson, enum fault_kind kind, const char *key,
                              struct fault *why)
{
    fault_set(why, kind, key);
    fault_at(why, geojson->offset + (int64_t)geojson->at);
    fault_in(why, geojson->path);
    return GEOJSON_FAULT;
}

static int byte_peek(struct geojson *geojson)
{
    if (geojson->at == geojson->size) {
        geojson->offset += (int64_t)geojson->size;
        geojson->at = 0;
        geojson->size = fread(geojson->piece, 1, sizeof geojson->piece, geojson->file);
        if (geojson->size == 0)
            return END_OF_FILE;
    }
    return (unsigned char)geojson->piece[geojson->at];
}

static int space_skip(struct geojson *geojson)
{
    int byte;
    while ((byte = byte_peek(geojson)) == ' ' || byte == '\n' || byte == '\r' || byte == '\t')
        geojson->at++;
    return byte;
}

/* Takes one JSON value into `out` as far as it has room; false at the end of the file. Brackets of
 * both sorts are counted together: json_parse will tell whether they match. */
static bool value_take(struct geojson *geojson, struct buffer *out)
{
    int64_t depth = 0;
    bool text = false, escaped = false;
    for (int byte; (byte = byte_peek(geojson)) != END_OF_FILE;) {
        if (!text && depth == 0 && (byte == ',' || byte == '}' || byte == ']'))
            return true;
        geojson->at++;
        buffer_add_byte(out, (char)byte);
        if (text) {
            text = escaped || byte != '"';
            escaped = !escaped && byte == '\\';
            if (!text && depth == 0)
                return true;
        } else if (byte == '"')
            text = true;
        else if (byte == '{' || byte == '[')
            depth++;
        else if ((byte == '}' || byte == ']') && --depth == 0)
            return true;
    }
    return false;
}

/* "osm3s": {"timestamp_osm_base": "2026-05-12T08:00:00Z", "copyright": …} */
static void note_overpass(struct geojson *geojson, const struct buffer *value)
{
    struct fault why;
    cJSON *note = NULL;
    if (value->full || !json_parse(buffer_text(value), value->size, GEOJSON_NOTE * 2, &note, &why))
        return;
    source_plain(json_text(note, "timestamp_osm_base", ""), geojson->date, GEOJSON_NOTE);
    cJSON_Delete(note);
}

static void note_crs(struct geojson *geojson, const struct buffer *value)
{
    struct fault why;
    cJSON *crs = NULL;
    if (value->full || !json_parse(buffer_text(value), value->size, GEOJSON_NOTE * 2, &crs, &why))
        return;
    geojson_crs_keep(geojson, crs);
    cJSON_Delete(crs);
}

static void note_keep(struct geojson *geojson, const char *key, const struct buffer *value)
{
    char *place = strcmp(key, "attribution") == 0 ? geojson->attribution
                  : strcmp(key, "licence") == 0 || strcmp(key, "license") == 0 ? geojson->licence
                  : strcmp(key, "date") == 0 || strcmp(key, "timestamp") == 0  ? geojson->date
                  : strcmp(key, "remark") == 0                                 ? geojson->remark
                                                                               : NULL;
    struct fault why;
    cJSON *text = NULL;
    if (strcmp(key, "crs") == 0)
        note_crs(geojson, value);
    if (strcmp(key, "osm3s") == 0)
        note_overpass(geojson, value);
    if (!place || value->full ||
        !json_parse(buffer_text(value), value->size, GEOJSON_NOTE * 2, &text, &why))
        return;
    if (cJSON_IsString(text))
        source_plain(text->valuestring, place, GEOJSON_NOTE);
    cJSON_Delete(text);
}

/* A member's name up to its value; false when the collection ends or is broken. */
static enum geojson_step key_take(struct geojson *geojson, char *key, size_t room,
                                  struct fault *why)
{
    int byte = space_skip(geojson);
    struct buffer text;
    if (byte == ',') {
        geojson->at++;
        byte = space_skip(geojson);
    }
    if (byte == '}')
        return GEOJSON_END;
    if (byte != '"')
        return stop(geojson, FAULT_INPUT,
                    byte == END_OF_FILE ? "fault.json.ends" : "fault.json.syntax", why);
    buffer_init(&text, room + 1);
    bool whole = value_take(geojson, &text);
    size_t size = text.full || text.size < 2 ? 0 : text.size - 2;
    memcpy(key, buffer_text(&text) + (size ? 1 : 0), size < room ? size : 0);
    key[size < room ? size : 0] = 0;
    buffer_clear(&text);
    byte = whole ? space_skip(geojson) : END_OF_FILE;
    if (byte != ':')
        return stop(geojson, FAULT_INPUT,
                    byte == END_OF_FILE ? "fault.json.ends" : "fault.json.syntax", why);
    geojson->at++;
    return GEOJSON_FEATURE_READ;
}

/* Reads members until "features" opens (FEATURE_READ) or the object ends (END). */
static enum geojson_step members_walk(struct geojson *geojson, struct fault *why)
{
    char key[64];
    for (;;) {
        enum geojson_step step = key_take(geojson, key, sizeof key, why);
        if (step != GEOJSON_FEATURE_READ)
            return step;
        int byte = space_skip(geojson);
        if (strcmp(key, geojson->list) == 0 && byte == '[') {
            geojson->at++;
            geojson->inside = true;
            geojson->began = true;
            return GEOJSON_FEATURE_READ;
        }
        struct buffer value;
        buffer_init(&value, GEOJSON_NOTE * 2);
        bool whole = value_take(geojson, &value);
        note_keep(geojson, key, &value);
        buffer_clear(&value);
        if (!whole)
            return stop(geojson, FAULT_INPUT, "fault.json.ends", why);
    }
}

static bool head_read(struct geojson *geojson, struct fault *why)
{
    int byte = byte_peek(geojson);
    if (byte == END_OF_FILE)
        return stop(geojson, FAULT_INPUT, "fault.exchange.empty", why) != GEOJSON_FAULT;
    if (geojson->size >= 3 && memcmp(geojson->piece, "\xef\xbb\xbf", 3) == 0)
        geojson->at += 3;
    byte = space_skip(geojson);
    if (byte == '<')
        return stop(geojson, FAULT_INPUT, "fault.geojson.web_page", why) != GEOJSON_FAULT;
    if (byte != '{')
        return stop(geojson, FAULT_INPUT, "fault.geojson.foreign", why) != GEOJSON_FAULT;
    geojson->at++;
    enum geojson_step step = members_walk(geojson, why);
    if (step == GEOJSON_END)
        step = stop(geojson, FAULT_INPUT, "fault.geojson.no_features", why);
    return step != GEOJSON_FAULT;
}

bool geojson_open(const char *path, struct geojson *out, struct fault *why)
{
    return geojson_open_list(path, "features", out, why);
}

bool geojson_open_list(const char *path, const char *list, struct geojson *out, struct fault *why)
{
    out->file = fopen(path, "rb");
    if (!out->file) {
        fault_set(why, errno == ENOENT ? FAULT_MISSING : FAULT_STORAGE,
                  errno == ENOENT ? "fault.file.missing" : "fault.file.read");
        fault_detail(why, "%s", strerror(errno));
        return fault_in(why, path);
    }
    *out = (struct geojson){.file = out->file, .path = path, .list = list};
    fseek(out->file, 0, SEEK_END);
    out->total = ftell(out->file);
    rewind(out->file);
    buffer_init(&out->feature, GEOJSON_FEATURE);
    if (head_read(out, why))
        return true;
    geojson_close(out);
    return false;
}

void geojson_close(struct geojson *geojson)
{
    fclose(geojson->file);
    buffer_clear(&geojson->feature);
}

int geojson_share(const struct geojson *geojson)
{
    int64_t done = geojson->offset + (int64_t)geojson->at;
    return geojson->total > 0 && done < geojson->total ? (int)(done * 1000 / geojson->total) : 1000;
}

/* Behind the last feature: the rest of the collection must end well. */
static enum geojson_step tail_read(struct geojson *geojson, struct fault *why)
{
    enum geojson_step step = members_walk(geojson, why);
    if (step == GEOJSON_FEATURE_READ) /* a second "features" */
        return stop(geojson, FAULT_INPUT, "fault.json.syntax", why);
    return step;
}

enum geojson_step geojson_next(struct geojson *geojson, cJSON **out, struct fault *why)
{
    struct fault broken;
    if (!geojson->inside)
        return GEOJSON_END;
    int byte = space_skip(geojson);
    if (byte == ',') {
        geojson->at++;
        byte = space_skip(geojson);
    }
    if (byte == ']') {
        geojson->at++;
        geojson->inside = false;
        return tail_read(geojson, why);
    }
    if (byte == END_OF_FILE)
        return stop(geojson, FAULT_INPUT, "fault.json.ends", why);
    geojson->feature_at = geojson->offset + (int64_t)geojson->at;
    buffer_empty(&geojson->feature);
    int64_t before = geojson->feature_at;
    if (!value_take(geojson, &geojson->feature))
        return stop(geojson, FAULT_INPUT, "fault.json.ends", why);
    if (geojson->offset + (int64_t)geojson->at == before)
        return stop(geojson, FAULT_INPUT, "fault.json.syntax", why);
    if (geojson->feature.full ||
        !json_parse(geojson->feature.data, geojson->feature.size, GEOJSON_FEATURE, out, &broken))
        return GEOJSON_FEATURE_BROKEN;
    return GEOJSON_FEATURE_READ;
}

bool geojson_walk(struct geojson *geojson, const struct sink *sink, long *broken,
                  bool (*take)(void *data, const cJSON *feature, struct fault *why), void *data,
                  struct fault *why)
{
    enum { TOLD_EVERY = 64 };
    for (long seen = 0;; seen++) {
        cJSON *feature = NULL;
        enum geojson_step step = geojson_next(geojson, &feature, why);
        if (step == GEOJSON_END)
            return true;
        if (step == GEOJSON_FAULT)
            return false;
        *broken += step == GEOJSON_FEATURE_BROKEN;
        bool going = !feature || take(data, feature, why);
        cJSON_Delete(feature);
        if (!going)
            return false;
        if (seen % TOLD_EVERY == 0 && sink->progress &&
            !sink->progress(sink->data, "places", geojson_share(geojson)))
            return fault_set(why, FAULT_CANCELLED, "fault.exchange.cancelled");
    }
}

bool geojson_source(const struct geojson *geojson, const struct sink *sink, const char *kind,
                    const char *attribution, const char *licence, struct fault *why)
{
    char file[256];
    source_text(file, sizeof file, source_file_name(geojson->path));
    struct source_note note = {.kind = kind,
                               .file = file,
                               .attribution =
                                   geojson->attribution[0] ? geojson->attribution : attribution,
                               .licence = geojson->licence[0] ? geojson->licence : licence,
                               .date = geojson->date};
    return !sink->source || sink->source(sink->data, &note, why);
}

bool geojson_judge(const struct geojson *geojson, const struct read_counts *counts, long useful,
                   long swapped, struct fault *why)
{
    long all = useful + counts->skipped + counts->without_place + counts->broken;
    const char *key = NULL;
    if (counts->broken * 10 > all)
        key = "fault.geojson.broken";
    else if (swapped > 0 && swapped * 2 > all)
        key = "fault.geojson.swapped";
    else if (all > 0 && counts->without_place == all)
        key = "fault.geojson.no_place";
    else if (all == 0)
        key = "fault.geojson.no_features";
    if (!key)
        return true;
    fault_set(why, FAULT_INPUT, key);
    message_add_count(&why->what, counts->broken ? counts->broken : counts->without_place);
    message_add_count(&why->what, all);
    return fault_in(why, geojson->path);
}
