/* SPDX-License-Identifier: EUPL-1.2 */
/* shell_map_inner.h – the map's own state: labels being drawn, sprites of pins. */
#ifndef SCREEN_SHELL_MAP_INNER_H
#define SCREEN_SHELL_MAP_INNER_H

#include "base/table.h"
#include "map/cover.h"
#include "screen/shell_inner.h"

#define LABELS_KEY UINT64_C(0x10)
#define COVER_KEY UINT64_C(0x12)

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
    struct cover_layer *cover; /* owned by shell_cover.c; NULL until something lies over the ground */
    struct table sprites; /* what it shows → struct sprite, owned */
    bool fresh;           /* the wijk must be shown whole at the next layout */
    bool changed;
    bool sets_out; /* a flight begins at the next tick */
};

void sprites_init(struct shell_map *map);
void sprites_clear(struct shell_map *map);
void sprites_compose(struct shell *shell, void (*each)(void *data, const struct shell_item *item),
                     void *data);

/* Shows a surface drawn for `box` of the world, `width` dp wide, where that lies in the view. */
void map_compose_box(struct shell *shell, struct shell_item item, struct spot_box box, double width,
                     double height, void (*each)(void *data, const struct shell_item *item),
                     void *data);

/* ---- what lies over the ground (shell_cover.c): a layer, drawn by a worker for the view and some way around it, and
 * moved with the map meanwhile ---- */
void cover_close(struct shell *shell);
void cover_restyle(struct shell *shell); /* other colours: waits for what is being drawn */
void cover_compose(struct shell *shell, void (*each)(void *data, const struct shell_item *item),
                   void *data);
bool cover_settle(struct shell *shell); /* takes what was drawn; true = show again */
bool cover_whole(const struct shell *shell); /* what is seen is drawn */
void cover_wait(struct shell *shell);

#endif
