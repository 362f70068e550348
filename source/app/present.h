/* SPDX-License-Identifier: EUPL-1.2 */
/* present.h – the shell's items on the window.
 *
 * plain: pixman composes into the window's own surface; without a GPU that is the shortest way, and
 * no tile exists twice. gpu: one SDL texture per item, uploaded when its stamp changes, at most
 * three big ones a frame. The choice: WIJKPEIL_RENDER=plain|gpu, else gpu when the machine has a
 * render device. */
#ifndef APP_PRESENT_H
#define APP_PRESENT_H

#include <stdbool.h>

#include <SDL.h>

#include "screen/shell.h"

struct present; /* opaque */

/* Hints that must stand before the window is made. */
void present_prepare(void);
struct present *present_open(SDL_Window *window);
void present_close(struct present *present);
/* Shows the shell once. `density` = pixels per dp. False when something must still be uploaded:
 * show again soon. */
bool present_show(struct present *present, struct shell *shell, double density);
void present_reset(
    struct present *present); /* the window changed its size, or the device was lost */
/* Waits for the screen by itself (vsync)? Else the loop keeps the pace. */
bool present_paces(const struct present *present);
void present_size(const struct present *present, int *width, int *height); /* pixels */

#endif
