/* SPDX-License-Identifier: EUPL-1.2 */
/* source.h – what the map asks for: features of a box. The map knows neither pack nor store. */
#ifndef MAP_SOURCE_H
#define MAP_SOURCE_H

#include <stdbool.h>

#include "geo/feature.h"

struct map_source {
    void *data;
    /* Calls `each` in drawing order; from any worker thread. False when it could not read. */
    bool (*features)(void *data, struct spot_box box, int zoom,
                     void (*each)(void *each_data, const struct feature *feature), void *each_data);
};

#endif
