/* SPDX-License-Identifier: EUPL-1.2 */
/* house_inner.h – streets and the houses in them as bytes.
 *
 * Streets are a part of the pack (part_inner.h); the houses of a street are a row of `address`, in the order of
 * their folded numbers: for each varint word of its number, zigzag varint steps x, y from the house before, in grid units
 * (of the first one from the street's spot). Houses of no known street are those of street 0, whose spot is 0, 0.
 * Reading trusts nothing. */
#ifndef PACK_HOUSE_INNER_H
#define PACK_HOUSE_INNER_H

#include "pack/pack_inner.h"
#include "pack/part_inner.h"

struct house_walk { /* of a row, or with `streets` of the part */
    const uint8_t *at, *end;
    uint32_t words; /* how many there are */
    bool streets, broken;
    int32_t x, y;           /* of the present one */
    uint32_t word, word_fr; /* its number, or its names */
};
/* The next house or street; false at the end, with `broken` when it does not hold together. */
bool house_next(struct house_walk *walk);
void house_write(struct house_walk *walk, uint32_t word, int32_t x, int32_t y, struct buffer *out);

/* Along the streets of a part; and along every house of the pack, street by street. */
struct house_walk house_streets(const struct pack *pack, const struct part_bytes *part);
typedef void house_each(void *data, int32_t x, int32_t y);
bool houses_walk(struct pack *pack, house_each *each, void *data, struct fault *why);

#endif
