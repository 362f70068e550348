/* SPDX-License-Identifier: EUPL-1.2 */
/* area.h – a sink that fills a pack, for tests that want a real area. */
#ifndef TESTS_EXCHANGE_AREA_H
#define TESTS_EXCHANGE_AREA_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "exchange/read.h"
#include "kit/kit.h"
#include "pack/pack.h"

static inline bool area_source(void *data, const struct source_note *note, struct fault *why)
{
    struct pack_source source = {note->kind, note->file, note->attribution, note->licence,
                                 note->date};
    return pack_builder_source(data, source, why);
}

static inline bool area_feature(void *data, const struct feature *feature, struct fault *why)
{
    return pack_builder_feature(data, feature, why);
}

static inline bool area_address(void *data, const struct address *address, struct fault *why)
{
    return pack_builder_address(data, address->point, address->street, address->number, why);
}

static inline bool area_candidate(void *data, const cJSON *place, struct fault *why)
{
    struct point point = {json_number(place, "lon", 0), json_number(place, "lat", 0)};
    char *text = cJSON_PrintUnformatted(place);
    bool good = pack_builder_candidate(data, json_text(place, "_id", ""), point, text, why);
    cJSON_free(text);
    return good;
}

static inline bool area_wijk(void *data, const struct wijk_border *border, struct fault *why)
{
    struct pack_wijk wijk = {border->code, border->name, border->municipality, border->border};
    return pack_builder_wijk(data, wijk, why);
}

static inline void area_good(bool good, const struct fault *why)
{
    if (!good)
        fail_msg("%s %s %s", why->what.key, why->file, why->detail);
}

/* Builds the pack of a test area into `file`. */
static inline void area_build(const char *file, const char *tiles, const char *places,
                              const char *wijken, struct read_counts *read,
                              struct pack_counts *written)
{
    struct fault why;
    struct pack_builder *builder = NULL;
    area_good(pack_builder_open(file, &builder, &why), &why);
    struct sink sink = {.data = builder,
                        .source = area_source,
                        .feature = area_feature,
                        .address = area_address,
                        .candidate = area_candidate,
                        .wijk = area_wijk};
    *read = (struct read_counts){0};
    area_good(tiles_read(tiles, box_empty(), &sink, read, &why), &why);
    area_good(geojson_read_places(places, box_empty(), &sink, read, &why), &why);
    area_good(geojson_read_wijken(wijken, &sink, read, &why), &why);
    area_good(pack_builder_finish(builder, written, &why), &why);
}

static inline void area_build_molenbeek(const char *file, struct read_counts *read,
                                        struct pack_counts *written)
{
    char tiles[KIT_PATH], places[KIT_PATH], wijken[KIT_PATH];
    snprintf(tiles, sizeof tiles, "%s/demo/molenbeek.mbtiles", kit_asset_source());
    snprintf(places, sizeof places, "%s/demo/molenbeek_places.geojson", kit_asset_source());
    snprintf(wijken, sizeof wijken, "%s/demo/molenbeek_wijken.geojson", kit_asset_source());
    area_build(file, tiles, places, wijken, read, written);
}

static inline void area_build_rabot(const char *file, struct read_counts *read,
                                    struct pack_counts *written)
{
    char tiles[KIT_PATH], places[KIT_PATH], wijken[KIT_PATH];
    snprintf(tiles, sizeof tiles, "%s", kit_data("gent/gent_rabot.mbtiles"));
    snprintf(places, sizeof places, "%s", kit_data("gent/gent_places.geojson"));
    snprintf(wijken, sizeof wijken, "%s", kit_data("gent/gent_wijken.geojson"));
    area_build(file, tiles, places, wijken, read, written);
}

#endif
