/* SPDX-License-Identifier: EUPL-1.2 */
/* json_scan_inner.h – is this JSON, and nothing else? (RFC 8259)
 *
 * cJSON is forgiving (numbers as 01, control characters in strings, no word about the place), so
 * every text is walked strictly first, without recursion. Escaped NUL is refused, because our
 * texts end at one; a lone half of a surrogate pair as well. */
#ifndef BASE_JSON_SCAN_INNER_H
#define BASE_JSON_SCAN_INNER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"

/* `depth_ceiling` at most 64. A byte order mark at the start is passed over. `raw`: text that will be
 * kept as it is: numbers of any size, escaped NUL and lone halves are fine. */
bool json_scan(const char *bytes, size_t size, int depth_ceiling, size_t values_ceiling, bool raw,
               struct fault *why);

#endif
