/* SPDX-License-Identifier: EUPL-1.2 */
/* outline_inner.h – from distances on a grid to rings. */
#ifndef WALK_OUTLINE_INNER_H
#define WALK_OUTLINE_INNER_H

#include "walk/outline.h"

struct outline_grid {
    struct spot origin;   /* of corner 0, 0 */
    double cell;          /* side, in spots */
    uint32_t wide, high;  /* corners; the outermost all lie outside */
    float *depth;         /* by corner: how far inside, in cells; above or at 0 = inside */
};
/* The line where the depth is 0, as outer rings with their holes behind them. */
void outline_rings(const struct outline_grid *grid, struct shape *out);

#endif
