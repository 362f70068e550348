/* SPDX-License-Identifier: EUPL-1.2 */
/* varint.h – whole numbers as few bytes: seven bits a byte, low ones first, the eighth says that more
 * follow. `zigzag_` puts the sign into the lowest bit, so that small negative numbers stay short.
 * (protobuf.dev/programming-guides/encoding has the same form.) */
#ifndef BASE_VARINT_H
#define BASE_VARINT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"

void varint_put(struct buffer *out, uint64_t value);
void zigzag_put(struct buffer *out, int64_t value);
/* Takes one number from *at (before `end`) and moves *at on; false when it is cut off or longer than ten
 * bytes. */
bool varint_take(const uint8_t **at, const uint8_t *end, uint64_t *out);
bool zigzag_take(const uint8_t **at, const uint8_t *end, int64_t *out);

#endif
