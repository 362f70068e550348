/* SPDX-License-Identifier: EUPL-1.2 */
#include "map/map.h"

#include <math.h>

bool map_paint(const struct map_scene *scene, const struct pencil *pencil, cairo_t *cairo,
               struct spot_box box, double width, double height, double zoom, bool fast)
{
    struct map_groups groups;
    if (!map_paint_ground(scene, cairo, box, width, height, zoom, fast))
        return false;
    cairo_save(cairo);
    cairo_rectangle(cairo, 0, 0, width, height);
    cairo_clip(cairo);
    bool good = map_paint_labels(scene, pencil, cairo, box, width, height, zoom, NULL, 0);
    map_groups_make(scene, box, width, height, zoom, &groups);
    map_paint_marks(scene, pencil, cairo, &groups);
    map_groups_clear(&groups);
    cairo_restore(cairo);
    return good && cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
}

double map_scale_bar(double metres_per_dp, double most, double *metres)
{
    static const double rounds[] = {5, 2, 1};
    *metres = 0;
    if (!(metres_per_dp > 0) || !(most > 0) || !isfinite(metres_per_dp * most))
        return 0;
    double decade = pow(10, floor(log10(metres_per_dp * most)));
    for (int at = 0; at < 3 && *metres <= 0; at++) {
        if (rounds[at] * decade <= metres_per_dp * most * (1 + 1e-9))
            *metres = rounds[at] * decade;
    }
    return *metres / metres_per_dp;
}
