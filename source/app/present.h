/* SPDX-License-Identifier: EUPL-1.2 */
/* present.h – the shell's items on the window.
 *
 * plain: pixman composes into the window's own surface, and only what changed (canvas.h); without a
 * GPU that is the shortest way, and no tile exists twice. gpu: one SDL texture per item, uploaded when its stamp changes, at most
 * three tiles a frame.
 *
 * Which of them is asked (`wijkpeil --render plain|gpu`, else WIJKPEIL_RENDER), else found out: plain
 * when the machine has no render device, when its GL is a rasteriser on the processor (llvmpipe,
 * softpipe, swrast), or when a frame of a dozen tiles takes it more than 8 ms. A GPU that is asked
 * for and cannot be had is plain too. */
#ifndef APP_PRESENT_H
#define APP_PRESENT_H

#include <stdbool.h>

#include <SDL.h>

#include "screen/shell.h"

struct present; /* opaque */

/* `asked` is "plain", "gpu" or NULL, and lives on. Sets hints that must stand before the window is
 * made. */
void present_prepare(const char *asked);
struct present *present_open(SDL_Window *window, const char *asked);
void present_close(struct present *present);
/* Shows the shell once. `density` = pixels per dp. False when something must still be uploaded:
 * show again soon. */
bool present_show(struct present *present, struct shell *shell, double density);
/* The window changed its size, or the device or its textures were lost: all is uploaded anew. */
void present_reset(struct present *present);
/* The screen lost what it showed of the window: the next picture is brought to it whole. */
void present_exposed(struct present *present);
int present_uploads(const struct present *present); /* tiles that the last frame brought to the GPU */
const char *present_name(const struct present *present); /* "plain" or "gpu" */
/* Waits for the screen by itself (vsync)? Else the loop keeps the pace. */
bool present_paces(const struct present *present);
void present_size(const struct present *present, int *width, int *height); /* pixels */

#endif
