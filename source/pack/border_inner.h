/* SPDX-License-Identifier: EUPL-1.2 */
/* border_inner.h – wijk borders as bytes: varint paths; for each a byte `hole`, varint count, and
 * zigzag varint steps of lon and lat in 10^-7 degrees. */
#ifndef PACK_BORDER_INNER_H
#define PACK_BORDER_INNER_H

#include "base/buffer.h"
#include "geo/shape.h"

void border_write(const struct shape *border, struct buffer *out);
/* `out` is initialised here; cleared again on failure. */
bool border_read(const void *bytes, size_t size, struct shape *out);

#endif
