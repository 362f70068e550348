/* SPDX-License-Identifier: EUPL-1.2 */
/* builder_inner.h – what a builder gathers before it writes, and the streets it makes of it. */
#ifndef PACK_BUILDER_INNER_H
#define PACK_BUILDER_INNER_H

#include "base/arena.h"
#include "base/table.h"
#include "pack/pack_inner.h"

/* One stretch of a named street, or one address: material for the list of streets. */
struct street {
    long id;                    /* from 1 */
    const char *name, *name_fr; /* in the builder's arena */
    struct cell_box box;        /* of all its pieces */
    struct spot spot;           /* the middle of its longest piece */
    double length;              /* of that piece */
    struct street *next;        /* of the same name elsewhere */
};
struct street_list {
    struct arena *arena;  /* borrowed */
    struct table by_name; /* Dutch name to the first street */
    struct street **all;
    size_t count, room;
};
struct build_address {
    const char *street, *number; /* in the arena */
    struct spot spot;
};
struct build_record {
    int64_t key;
    size_t at, size; /* in the builder's records */
    int order;
    uint8_t rank, min_zoom, max_zoom;
};
struct pack_builder {
    char *file, *part;
    sqlite3 *base;
    struct arena arena;
    struct buffer records; /* encoded features, as they came */
    struct build_record *index;
    size_t index_count, index_room;
    struct build_address *addresses;
    size_t address_count, address_room;
    struct street_list streets;
    struct box detail, all; /* of the features of the deepest zoom; of everything else */
    struct pack_counts counts;
};

void street_list_init(struct street_list *list, struct arena *arena);
void street_list_clear(struct street_list *list);
/* Adds a line that carries a name. A piece near one of the same name is the same street. */
void street_list_add(struct street_list *list, const struct feature *feature);
/* The street an address lies in, made when there is none of that name near. */
struct street *street_list_of(struct street_list *list, const char *name, struct spot spot);

bool build_sql_fault(struct pack_builder *builder, struct fault *why); /* always false */
bool build_cells_write(struct pack_builder *builder, struct fault *why);
bool build_streets_write(struct pack_builder *builder, struct fault *why);
bool build_meta_write(struct pack_builder *builder, struct fault *why);

#endif
