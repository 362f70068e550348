/* SPDX-License-Identifier: EUPL-1.2 */
/* canvas.h – the shell's items as pixels, composed with pixman: only where something changed, and
 * every pixel from the uppermost item that hides the rest.
 *
 * A canvas remembers what the last picture showed, item by item (key, stamp, place). Where all
 * items are the same and in the same order, the pixels are left as they are, so they must be those of
 * the last time; else say canvas_forget. What a surface hides and where it is empty is learnt once
 * for each stamp, in cells of CANVAS_CELL pixels: below a panel no map is composed, and of the names on
 * the map only the cells that hold letters.
 *
 * Scaled surfaces are sampled at the nearest pixel: they stand only while something moves. Main thread. */
#ifndef APP_CANVAS_H
#define APP_CANVAS_H

#include <stddef.h>

#include "screen/shell.h"

enum { CANVAS_CELL = 16 };

struct canvas; /* opaque */
struct canvas_pixels { /* of the window: x8r8g8b8, borrowed */
    void *bytes;
    int width, height, pitch;
};
struct canvas_box { /* pixels */
    int x, y, width, height;
};

struct canvas *canvas_new(void);
void canvas_free(struct canvas *canvas);
/* The pixels are others, or were lost: the next picture is composed whole. */
void canvas_forget(struct canvas *canvas);
/* One picture: begin, each item from the undermost (`data` is the canvas; it fits shell_compose), end. */
void canvas_begin(struct canvas *canvas, double density);
void canvas_item(void *data, const struct shell_item *item);
/* Composes. Says in at most `most` (> 0) boxes where pixels may have changed; returns how many. */
size_t canvas_end(struct canvas *canvas, struct canvas_pixels pixels, struct canvas_box *changed,
                  size_t most);

#endif
