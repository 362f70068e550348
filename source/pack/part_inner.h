/* SPDX-License-Identifier: EUPL-1.2 */
/* part_inner.h – what a pack keeps whole and deflated (zlib), one row each in the table `part`:
 * PART_WORDS    all texts of the map, streets and addresses, each once and with a NUL behind; number 0 is ""
 * PART_STYLES   all styles of map features (cell_inner.h)
 * PART_STREETS  for each street, numbered from 1: varint words of its name and French name, zigzag varint steps x, y
 *               from the street before, in grid units
 * PART_WALK     the walking network (walk/graph.h)
 * PART_PLACES…  the candidates by id: id, NUL, JSON, NUL; as many parts as it takes
 * Cells are not deflated: that would shrink them by a fifth and make every tile wait. */
#ifndef PACK_PART_INNER_H
#define PACK_PART_INNER_H

#include <stdint.h>

#include <sqlite3.h>

#include "base/buffer.h"
#include "base/fault.h"

struct pack_builder;
enum { PART_WORDS = 1, PART_STYLES, PART_STREETS, PART_WALK, PART_PLACES = 16 };
enum { PART_CEILING = 512 << 20, PLACES_SIZE = 256 * 1024 };
enum part_state { PART_READ, PART_NONE, PART_BROKEN };

struct part_bytes {
    uint8_t *bytes; /* owned; a NUL behind */
    size_t size;
};
bool part_write(struct pack_builder *builder, int part, const struct buffer *plain, struct fault *why);
enum part_state part_read(sqlite3 *base, int part, struct part_bytes *out);
void part_clear(struct part_bytes *part);

#endif
