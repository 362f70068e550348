/* SPDX-License-Identifier: EUPL-1.2 */
/* tiles.h – drawn tiles kept in memory, drawn on workers, newest look first.
 *
 * A tile is an RGB24 cairo surface of 512 dp times the density; its life: wanted → drawing → ready
 * → stale (the scene changed; still shown until the new one is ready) → dropped (least recently
 * shown first, over the ceiling in bytes). Tiles of older zooms are shown scaled until those of
 * the new zoom are there, so the view is never blank where anything was drawn. Tiles exist at every
 * quarter of a zoom level (map_view_step), so that a resting view is sharp; during a flight those
 * of its end are asked for. Tiles of the present view are kept even when they alone pass the
 * ceiling. Main thread only, but for the drawing itself. */
#ifndef MAP_TILES_H
#define MAP_TILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cairo.h>

#include "map/map.h"
#include "map/view.h"
#include "work/work.h"

struct map_tiles; /* opaque */

/* `scene` is copied (what it points to must live until the tiles are freed or given another);
 * only source, style, border and names matter. */
struct map_tiles *map_tiles_new(struct work_lane *lane, const struct map_scene *scene,
                                double density, size_t ceiling_bytes);
void map_tiles_free(struct map_tiles *tiles); /* cancels and waits for what is being drawn */
/* All tiles become stale. Lets go, and waits for, what is being drawn of the old scene. */
void map_tiles_change(struct map_tiles *tiles, const struct map_scene *scene, double density);

struct map_tile_seen {
    cairo_surface_t *surface; /* borrowed until the next call */
    uint64_t key, stamp;      /* key names the tile for ever; stamp changes with its pixels */
    double x, y, size;        /* where it lies in the view, dp */
};
/* Says what to draw for `view`, undermost first (older zooms, then ready tiles), and asks workers
 * for what is missing, middle first. Returns whether everything wanted is ready. */
bool map_tiles_see(struct map_tiles *tiles, const struct map_view *view,
                   void (*each)(void *data, const struct map_tile_seen *seen), void *data);
size_t map_tiles_bytes(const struct map_tiles *tiles);
int map_tiles_pending(const struct map_tiles *tiles);

#endif
