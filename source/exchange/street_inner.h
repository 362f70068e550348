/* SPDX-License-Identifier: EUPL-1.2 */
/* street_inner.h – the named streets of a map: pieces are gathered from all tiles, joined where
 * two ends of one name meet, and asked for the nearest one to a house. Owns all it is given. */
#ifndef EXCHANGE_STREET_INNER_H
#define EXCHANGE_STREET_INNER_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/table.h"
#include "exchange/name_inner.h"
#include "geo/geo.h"

struct street_name {
    const char *nl, *fr; /* in the arena */
    uint8_t rank, min_zoom;
};
struct street_line {
    struct street_name *name;
    size_t first, count; /* spots of the book */
};
struct street_segment {
    uint64_t cell;
    size_t spot; /* the first of its two */
    struct street_name *name;
};
struct street_book {
    struct arena arena;
    struct table names; /* "nl\nfr" to street_name */
    struct spot *spots;
    size_t spot_count, spot_room;
    struct street_line *lines;
    size_t line_count, line_room;
    struct street_segment *segments; /* sorted by cell, after street_book_join */
    size_t segment_count, segment_room;
};

void street_book_init(struct street_book *book);
void street_book_clear(struct street_book *book);
/* The best rank and lowest zoom of a name's pieces hold for the whole name. */
void street_book_add(struct street_book *book, const struct name_pair *name, uint8_t rank,
                     uint8_t min_zoom, const struct spot *spots, size_t count);
/* Joins the pieces and prepares street_book_near. Nothing is added afterwards. */
void street_book_join(struct street_book *book);
/* The name of the nearest street within `metres` (at most 100), or NULL. */
const struct street_name *street_book_near(const struct street_book *book, struct spot spot,
                                           double metres);

#endif
