/* SPDX-License-Identifier: EUPL-1.2 */
/* percent.h – the whole percentage that people are told of a part. */
#ifndef BASE_PERCENT_H
#define BASE_PERCENT_H

#include <stdint.h>

/* Rounded half up; but 100 only when it is the whole, 0 only when it is nothing. -1 = there is no whole. Of a `part` from 0 to `whole`;
 * a greater part (wrong tallies) is more than 100. */
int percent_of(int64_t part, int64_t whole);

#endif
