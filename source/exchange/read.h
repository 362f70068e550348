/* SPDX-License-Identifier: EUPL-1.2 */
/* read.h – the readers. Each feeds a sink, survives any input, and says where it went wrong.
 *
 * Of every reader: FAULT_MISSING, there is no such file; FAULT_STORAGE, it cannot be read; FAULT_INPUT, it is not what it
 * should be, with the file and where that can be said the place; FAULT_LIMIT, it is larger than a ceiling; FAULT_CANCELLED,
 * the sink's `progress` let go; or the fault of the sink's own that stopped it. What the sink was given before stays given. */
#ifndef EXCHANGE_READ_H
#define EXCHANGE_READ_H

#include "exchange/sink.h"

struct read_counts {
    long features, addresses, candidates, wijken, tiles;
    long skipped;      /* understood, but not wanted (unknown class, outside the box) */
    long without_place;/* without geometry or with an impossible one */
    long broken;       /* tiles or features that could not be read and were left out */
    long missing;      /* references of an OSM file to objects that are not in it */
    long converted;    /* rows of a CSV that were not UTF-8 and were taken as Windows-1252 */
};

/* Vector tiles in MBTiles (TMS rows) or PMTiles v3, by what the first bytes say and not by the name; packed by gzip or
 * not at all; in the OpenMapTiles or the Shortbread schema, told apart by their layers. Only what meets `box` (empty =
 * all) with the surroundings that fill a screen at each zoom: one tile's side around it, half of one
 * at the deepest zoom. Ceilings: 8 MB a tile packed, 32 MB unpacked, 2 M points a tile; a directory of PMTiles 4 MB
 * packed, 8 MB unpacked, four deep. A broken tile is counted and left out; when more than one in ten is broken, or it is
 * no such file, that is a fault. All readers add to `counts`. */
bool tiles_read(const char *path, struct box box, const struct sink *sink, struct read_counts *counts,
                struct fault *why);
/* An OSM extract, `.osm.pbf` (wiki.openstreetmap.org/wiki/PBF_Format), in any order: map features, street names,
 * addresses, candidates with their OSM ids and all their tags, ways to walk. Only what meets `box` (empty = all); what
 * is drawn ends 1 km around it, or around the box that the file says it has, or, when it says none, around where most of
 * its nodes lie (96 in 100 of either side, and half as much again). A house lies in the street it names, else in that of a relation
 * (associatedStreet), else in the nearest within 60 m; else its street is "". One pass for nodes and relations, one for
 * ways. Memory: 16 bytes a node, the ways of area relations and the named streets, and one block of the file;
 * everything else goes to the sink as it comes. References to what the file does not hold are counted in
 * `missing`; areas whose rings do not close in `without_place`, with the rings that do close kept; ways of more
 * than 65,536 points in `broken`. A file that is no pbf, is cut short, or does not hold together is a fault that names
 * the byte where its block begins; ceilings: 64 kB a block's head, 32 MB a block, 100 M nodes. */
bool osm_read(const char *path, struct box box, const struct sink *sink, struct read_counts *counts,
              struct fault *why);
/* GeoJSON FeatureCollection of places with OSM tags: each becomes a candidate by the tag table
 * (osm_place.h), others are skipped. Streams: one feature of at most 4 MB in memory at a time. */
bool geojson_read_places(const char *path, struct box box, const struct sink *sink,
                         struct read_counts *counts, struct fault *why);
/* GeoJSON of wijk borders: properties code, name, municipality, nis5 (or `wijkcode`, `naam`, …). Degrees,
 * Belgian Lambert 72 (EPSG:31370) or Web Mercator, by the file's `crs`, or when it has none by what its numbers
 * can only be; another `crs` is a fault that names it. */
bool geojson_read_wijken(const char *path, const struct sink *sink, struct read_counts *counts,
                         struct fault *why);

#endif
