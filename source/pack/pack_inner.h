/* SPDX-License-Identifier: EUPL-1.2 */
/* pack_inner.h – what the files of this room share: the form of the file, the open pack. */
#ifndef PACK_PACK_INNER_H
#define PACK_PACK_INNER_H

#include <sqlite3.h>

#include "pack/cell_inner.h"
#include "pack/pack.h"
#include "work/thread.h"

enum { PACK_APPLICATION = 0x5770616b }; /* "Wpak" */
enum { PACK_CONNECTIONS = 16, PACK_LAYERS = CELL_BANDS * CELL_LEVELS };
enum { PACK_WIJKEN = 10000, PACK_SOURCES = 100 };

/* The cells of one band and level: where they lie and which zooms they serve. */
struct pack_layer {
    int band, level, min_zoom, max_zoom;
    int32_t left, top, right, bottom; /* in cells, both ends inside */
};

struct pack {
    char *file;
    struct lock lock; /* over `idle` */
    sqlite3 *idle[PACK_CONNECTIONS];
    int idle_count;
    struct box box;
    struct pack_making making; /* its codes owned, or NULL */
    struct pack_source *sources;
    int source_count;
    struct pack_wijk *wijken;
    struct shape *borders;
    int wijk_count;
    struct pack_layer layers[PACK_LAYERS];
    int layer_count;
    struct cell_legend legend; /* its lists owned by the pack: */
    char *words;
    uint32_t *word_starts;
    struct cell_style *styles;
    struct lock index_lock; /* over `index` */
    struct street_index *index; /* owned; NULL until the first search */
};

/* A connection for this thread alone; give it back. NULL: `why` is filled. */
sqlite3 *pack_take(struct pack *pack, struct fault *why);
void pack_give(struct pack *pack, sqlite3 *base);
/* What all records mean; false: the file is broken there. */
bool legend_read(struct pack *pack, sqlite3 *base, struct fault *why);
/* Takes a row of `meta` when it says how the pack was made. */
void making_row(struct pack *pack, const char *name, sqlite3_stmt *query);
/* Gives candidates with their ids; `going` is cleared when one call wants no more. */
struct pack_place_each {
    bool (*each)(void *data, const char *id, const char *json, size_t size);
    void *data;
    bool going;
};
bool pack_places(struct pack *pack, struct pack_place_each *each, struct fault *why);
/* Always false: the file turned out broken at a deeper place. */
bool pack_damaged(const struct pack *pack, sqlite3 *base, const char *part, struct fault *why);

#endif
