/* SPDX-License-Identifier: EUPL-1.2 */
/* tiles.h – drawn tiles kept in memory, drawn on workers, newest look first.
 *
 * A tile is an RGB24 cairo surface of 512 dp times the density; its life: wanted → drawing → ready
 * → stale (the scene changed; still shown until the new one is ready) → dropped (least recently
 * shown first, over the ceiling in bytes). Tiles exist at every quarter of a zoom level
 * (map_view_step), so that a resting view is sharp; while fingers hold the zoom (view->held),
 * those of a near one do. During a flight those of its end are asked for.
 *
 * The view is never blank where anything was drawn: where its own tiles are missing, those of other
 * zooms are shown scaled, the nearest zoom uppermost. What is seen is drawn first; then a coarse
 * tile or four that reach half a view beyond it on each side; then what lies just outside, and up
 * to a tile farther where the view is going (learnt from look to look). Tiles of the present view
 * and the coarse ones are kept even when they alone pass the ceiling. At most four are asked of the
 * workers at a time, and what the newest view does not want is let go. Main thread only, but for
 * the drawing itself. */
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
/* Another ceiling, from the next look on. */
void map_tiles_room(struct map_tiles *tiles, size_t ceiling_bytes);
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
/* Is all that the last look wanted to see ready by now? */
bool map_tiles_whole(const struct map_tiles *tiles);
/* Whether, since the last call or look, something was drawn that is seen, or the last of what was
 * asked: then look again. */
bool map_tiles_news(struct map_tiles *tiles);
size_t map_tiles_bytes(const struct map_tiles *tiles);
int map_tiles_pending(const struct map_tiles *tiles); /* asked and not settled */

#endif
