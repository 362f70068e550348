/* SPDX-License-Identifier: EUPL-1.2 */
/* includes.h – do the arrows in source/ point down? */
#ifndef HOUSE_INCLUDES_H
#define HOUSE_INCLUDES_H

#include "base/buffer.h"

/* Reads the floor plan and every #include "…" of the .c and .h files below SOURCE. Adds a line
 * "file:line: what" to `faults` for each
 *   - room that stands on a room that is not below it in the list,
 *   - include of a room that the including room does not name in STANDS_ON,
 *   - include of another room's _inner header, of no room at all, or of a file that is not there,
 *   - circle of includes between files, or of rooms.
 * Returns how many; *seen tells how many includes were looked at. */
int includes_check(const char *source, struct buffer *faults, int *seen);

#endif
