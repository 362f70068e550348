/* SPDX-License-Identifier: EUPL-1.2 */
/* tiles_inner.h – a file full of vector tiles, whatever its container: what it says about itself, and a walk over
 * the tiles that are wanted. mbtiles.c and pmtiles.c open one; tiles.c feeds what they give to the tile reader. */
#ifndef EXCHANGE_TILES_INNER_H
#define EXCHANGE_TILES_INNER_H

#include <stdio.h>

#include "exchange/tile_inner.h"

enum { TILES_DEEPEST = 16 }; /* deeper zooms are passed over: they hold no more than z16 does */

struct tile_archive {
    char attribution[512], licence[128], date[32]; /* "" = not said */
    int low, top; /* the zooms worth reading */
    void *body;
    /* Gives each tile of low … top that may meet the reader's box to tile_give, low zooms first. False: stopped. */
    bool (*walk)(const struct tile_archive *archive, struct tile_reader *reader, struct fault *why);
    void (*close)(struct tile_archive *archive);
};

/* Fill `out`, or a fault with the file in it. The caller closes what was opened. */
bool mbtiles_open(const char *path, struct tile_archive *out, struct fault *why);
bool pmtiles_open(const char *path, struct tile_archive *out, struct fault *why);
/* The same from what is open already; `file` is closed with the archive, or when this fails. */
bool pmtiles_open_file(FILE *file, const char *name, struct tile_archive *out, struct fault *why);

/* One tile to the reader; `bytes` NULL = it cannot be had. A broken one is counted. False: reading must stop. */
bool tile_give(struct tile_reader *reader, struct tile tile, const void *bytes, size_t size, struct fault *why);
/* `done` of `total` tiles are read; false when somebody let go. */
bool tiles_progress(const struct tile_reader *reader, uint64_t done, uint64_t total, struct fault *why);

#endif
