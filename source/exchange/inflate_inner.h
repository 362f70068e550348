/* SPDX-License-Identifier: EUPL-1.2 */
/* inflate_inner.h – unpacking with a ceiling, against archives made to fill a memory. */
#ifndef EXCHANGE_INFLATE_INNER_H
#define EXCHANGE_INFLATE_INNER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/* Unpacks one gzip or zlib stream; other bytes are taken as they are (tiles may be stored plain).
 * `out` is emptied first; its ceiling is the limit. False when the stream is broken, ends too
 * early or grows beyond the ceiling. */
bool inflate_bytes(const void *bytes, size_t size, struct buffer *out);

#endif
