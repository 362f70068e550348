/* SPDX-License-Identifier: EUPL-1.2 */
/* geojson_inner.h – a FeatureCollection taken from the disk one feature at a time, or any object with
 * one long list in it (the "elements" of Overpass).
 *
 * A small scanner finds where each element of "features" begins and ends, without recursion and
 * holding one of at most 4 MB; json_parse then judges that piece strictly. What stands beside the
 * features is passed over, except a few short texts about the source. RFC 7946. */
#ifndef EXCHANGE_GEOJSON_INNER_H
#define EXCHANGE_GEOJSON_INNER_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include <cjson/cJSON.h>

#include "base/buffer.h"
#include "base/fault.h"
#include "exchange/read.h"
#include "geo/shape.h"

/* What the numbers are: UNSAID until the file's `crs` says it (RFC 7946 knows only degrees, GeoJSON of 2008 also
 * others, and what comes out of a municipality's GIS still does). */
enum geojson_space { GEOJSON_UNSAID, GEOJSON_DEGREES, GEOJSON_LAMBERT72, GEOJSON_WEB_MERCATOR, GEOJSON_FOREIGN };
enum { GEOJSON_FEATURE = 4 * 1024 * 1024, GEOJSON_PIECE = 64 * 1024, GEOJSON_NOTE = 512 };

struct geojson {
    FILE *file;
    const char *path; /* borrowed */
    char piece[GEOJSON_PIECE];
    size_t at, size;
    int64_t offset;     /* bytes before `piece` */
    int64_t total;      /* bytes of the file */
    int64_t feature_at; /* where the last feature began */
    struct buffer feature;
    const char *list;   /* "features"; borrowed */
    bool began, inside; /* the head was read; we stand in the list */
    char attribution[GEOJSON_NOTE], licence[GEOJSON_NOTE], date[GEOJSON_NOTE];
    enum geojson_space space;
    char crs[80];              /* as the file names it */
    char remark[GEOJSON_NOTE]; /* what Overpass says of an answer that it did not finish */
};
enum geojson_step { GEOJSON_FEATURE_READ, GEOJSON_FEATURE_BROKEN, GEOJSON_END, GEOJSON_FAULT };

bool geojson_open(const char *path, struct geojson *out, struct fault *why);
bool geojson_open_list(const char *path, const char *list, struct geojson *out, struct fault *why);
void geojson_close(struct geojson *geojson);
/* The next feature into *out (the caller's). BROKEN: one that is no valid JSON, too deep or too
 * large; reading can go on. END: the collection was closed properly. */
enum geojson_step geojson_next(struct geojson *geojson, cJSON **out, struct fault *why);
/* Gives each that can be read to `take` (false, with `why` filled, ends the walk), counts the others in *broken, and tells the
 * sink how far it is. True at the end of the collection. */
bool geojson_walk(struct geojson *geojson, const struct sink *sink, long *broken,
                  bool (*take)(void *data, const cJSON *feature, struct fault *why), void *data, struct fault *why);
/* Reads the collection's member `crs`; one without a name says nothing. */
void geojson_crs_keep(struct geojson *geojson, const cJSON *crs);
/* Turns a feature's coordinates into degrees where the file says, or (while it says nothing) its first position
 * can only mean, Belgian Lambert 72 or Web Mercator. */
void geojson_to_degrees(const struct geojson *geojson, cJSON *feature);
/* False when the file says that its coordinates are something that is not known here. */
bool geojson_space_known(const struct geojson *geojson, struct fault *why);
/* Done so far, in thousandths. */
int geojson_share(const struct geojson *geojson);
/* Tells the sink about the file, with what it said of itself or the fallbacks. */
bool geojson_source(const struct geojson *geojson, const struct sink *sink, const char *kind,
                    const char *attribution, const char *licence, struct fault *why);
/* Ends a reading of `counts`: too many broken, nothing with a place, nothing at all are faults. */
bool geojson_judge(const struct geojson *geojson, const struct read_counts *counts, long useful,
                   long swapped, struct fault *why);

/* A feature with OSM tags as a candidate (osm_place.h), with its OSM id where it says one; NULL = of no
 * use. */
cJSON *geojson_osm_place(const cJSON *feature, const cJSON *properties, struct point point,
                         const char *date);
/* Any GeoJSON geometry's points and rings into `out` (initialised here). False when a coordinate
 * is missing, no number, or out of range; nesting beyond what GeoJSON knows is refused. */
bool geojson_shape(const cJSON *geometry, struct shape *out);
/* [longitude, latitude] that must have been meant the other way round: in Belgium and near it
 * latitude is 49–52 and longitude 2–7. */
bool geojson_swapped(const cJSON *geometry);

#endif
