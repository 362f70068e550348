/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/read.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/log.h"
#include "exchange/geojson_inner.h"
#include "exchange/source_inner.h"

enum { WORD = 160 };

struct wijken {
    struct geojson file;
    const struct sink *sink;
    struct read_counts counts;
    long swapped;
};

/* The first of `keys` (ended by NULL) with a text or a whole number. */
static const char *word_of(const cJSON *properties, const char *const *keys, char out[WORD])
{
    out[0] = 0;
    for (; *keys && !out[0]; keys++) {
        const cJSON *member = json_member(properties, *keys);
        if (cJSON_IsString(member))
            source_text(out, WORD, member->valuestring);
        else if (cJSON_IsNumber(member) && member->valuedouble >= 0 && member->valuedouble < 1e9)
            snprintf(out, WORD, "%.0f", member->valuedouble);
    }
    return out;
}

#define WORD_OF(properties, out, ...)                                                              \
    word_of(properties, (const char *const[]){__VA_ARGS__, NULL}, out)

static bool border_give(struct wijken *wijken, const cJSON *properties, const struct shape *border,
                        struct fault *why)
{
    char code[WORD], name[WORD], municipality[WORD], nis5[WORD];
    struct wijk_border wijk = {
        WORD_OF(properties, code, "code", "wijkcode", "WIJKCODE", "wijk_code", "ggw7", "CODE"),
        WORD_OF(properties, name, "name", "naam", "wijknaam", "WIJKNAAM", "wijk", "NAAM"),
        WORD_OF(properties, municipality, "municipality", "gemeente", "GEMEENTE", "gemeentenaam"),
        WORD_OF(properties, nis5, "nis5", "nis", "niscode", "NISCODE", "NIS5"), border};
    if (!code[0]) {
        wijken->counts.skipped++;
        return true;
    }
    if (!name[0])
        wijk.name = wijk.code;
    wijken->counts.wijken++;
    return !wijken->sink->wijk || wijken->sink->wijk(wijken->sink->data, &wijk, why);
}

static bool wijk_give(struct wijken *wijken, const cJSON *feature, struct fault *why)
{
    const cJSON *geometry = json_member(feature, "geometry");
    struct shape border;
    if (strcmp(json_text(feature, "type", ""), "Feature") != 0) {
        wijken->counts.broken++;
        return true;
    }
    if (geojson_swapped(geometry)) {
        wijken->swapped++;
        wijken->counts.without_place++;
        return true;
    }
    if (!geojson_shape(geometry, &border)) {
        wijken->counts.without_place++;
        return true;
    }
    bool going = true;
    if (border.kind == SHAPE_AREA)
        going = border_give(wijken, json_member(feature, "properties"), &border, why);
    else
        wijken->counts.skipped++;
    shape_clear(&border);
    return going;
}

static bool wijken_walk(struct wijken *wijken, struct fault *why)
{
    const struct sink *sink = wijken->sink;
    while (geojson_space_known(&wijken->file, why)) {
        cJSON *feature = NULL;
        enum geojson_step step = geojson_next(&wijken->file, &feature, why);
        if (step == GEOJSON_END) /* a crs may stand behind the features */
            return geojson_space_known(&wijken->file, why);
        if (step == GEOJSON_FAULT)
            return false;
        wijken->counts.broken += step == GEOJSON_FEATURE_BROKEN;
        geojson_to_degrees(&wijken->file, feature);
        bool going = !feature || wijk_give(wijken, feature, why);
        cJSON_Delete(feature);
        if (!going)
            return false;
        if (sink->progress && !sink->progress(sink->data, "wijken", geojson_share(&wijken->file)))
            return fault_set(why, FAULT_CANCELLED, "fault.exchange.cancelled");
    }
    return false;
}

static bool wijken_judge(struct wijken *wijken, struct fault *why)
{
    if (!geojson_judge(&wijken->file, &wijken->counts, wijken->counts.wijken, wijken->swapped, why))
        return false;
    if (wijken->counts.wijken > 0)
        return true;
    fault_set(why, FAULT_INPUT, "fault.geojson.no_wijken");
    return fault_in(why, wijken->file.path);
}

bool geojson_read_wijken(const char *path, const struct sink *sink, struct read_counts *counts,
                         struct fault *why)
{
    struct wijken *wijken = memory_take(sizeof *wijken);
    wijken->sink = sink;
    bool good = geojson_open(path, &wijken->file, why);
    if (good) {
        good = wijken_walk(wijken, why) && wijken_judge(wijken, why) &&
               geojson_source(&wijken->file, sink, "wijken", "", "", why);
        geojson_close(&wijken->file);
    }
    if (wijken->swapped)
        log_warn("geojson: %ld borders have latitude before longitude", wijken->swapped);
    counts->wijken += wijken->counts.wijken;
    counts->skipped += wijken->counts.skipped;
    counts->without_place += wijken->counts.without_place;
    counts->broken += wijken->counts.broken;
    free(wijken);
    return good;
}
