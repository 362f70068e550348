/* SPDX-License-Identifier: EUPL-1.2 */
/* pmtiles_inner.h – the parts of a PMTiles v3 file (github.com/protomaps/PMTiles, spec/v3): header, directories, and
 * the numbers of tiles. Pure. Nothing is trusted: what is inside a directory lies in rising order and within the range
 * that its parent gave it, so that no chain of directories can loop. */
#ifndef EXCHANGE_PMTILES_INNER_H
#define EXCHANGE_PMTILES_INNER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "geo/geo.h"

enum { PMTILES_HEAD = 127 };
enum pmtiles_packing { PACKING_UNKNOWN, PACKING_NONE, PACKING_GZIP, PACKING_BROTLI, PACKING_ZSTD };

struct pmtiles_part {
    uint64_t offset, size;
};
struct pmtiles_head {
    struct pmtiles_part root, metadata, leaves, tiles;
    uint8_t version, inside, packing, type; /* `inside` packs directories and metadata, `packing` the tiles */
};
/* False when the first bytes are not a PMTiles header of any version. */
bool pmtiles_head_read(const uint8_t bytes[PMTILES_HEAD], struct pmtiles_head *out);

struct pmtiles_entry {
    uint64_t id, offset; /* from the start of the tiles, or of the leaves when `run` is 0 */
    uint32_t size, run;
};
struct pmtiles_directory {
    struct pmtiles_entry *entries; /* owned; rising, not overlapping */
    size_t count;
};
/* From unpacked bytes. Every id lies in `first` … `end` (not included), the first one is `first` when `exact`. */
bool pmtiles_directory_read(const void *bytes, size_t size, uint64_t first, uint64_t end, bool exact,
                            struct pmtiles_directory *out);
void pmtiles_directory_clear(struct pmtiles_directory *directory);

/* Tiles are numbered zoom by zoom along Hilbert's curve. Zooms 0 … 26. */
enum { PMTILES_ZOOMS = 27 };
uint64_t pmtiles_first_id(int zoom); /* of `zoom`; that of PMTILES_ZOOMS is the end of all */
uint64_t pmtiles_id(struct tile tile);
struct tile pmtiles_tile(uint64_t id);

#endif
