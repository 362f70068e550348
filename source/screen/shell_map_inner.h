/* SPDX-License-Identifier: EUPL-1.2 */
/* shell_map_inner.h – the map's own state: labels being drawn, sprites of pins. */
#ifndef SCREEN_SHELL_MAP_INNER_H
#define SCREEN_SHELL_MAP_INNER_H

#include "base/table.h"
#include "screen/shell_inner.h"

#define LABELS_KEY UINT64_C(0x10)

struct shell_map {
    struct map_scene scene;
    struct map_tiles *tiles; /* owned */
    struct work_lane
        *tile_lane; /* owned; the tiles' own, as they wait for all of it when changed */
    struct work_lane *label_lane; /* owned; one thread, so that one `type` serves it */
    struct type *label_type;      /* owned; used on label_lane only */
    const struct icon_set *icons; /* borrowed */
    char fonts[1024];
    struct work_job *label_job; /* under way, or NULL */
    bool labels_wanted;         /* ask again when it ends */
    struct labels *labels;      /* owned; the last drawn */
    uint64_t label_stamp;
    struct table sprites; /* what it shows → struct sprite, owned */
    bool fresh;           /* the wijk must be shown whole at the next layout */
    bool changed;
    bool sets_out; /* a flight begins at the next tick */
};

void sprites_init(struct shell_map *map);
void sprites_clear(struct shell_map *map);
void sprites_compose(struct shell *shell, void (*each)(void *data, const struct shell_item *item),
                     void *data);

#endif
