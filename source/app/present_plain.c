/* SPDX-License-Identifier: EUPL-1.2 */
/* Composing straight into the window's surface. */
#include "app/present_inner.h"

#include <stdlib.h>

#include "app/canvas.h"
#include "base/arena.h"

enum { BOXES = 12 }; /* brought to the screen one by one */

struct plain {
    SDL_Window *window;    /* borrowed */
    struct canvas *canvas; /* owned */
    bool lost;             /* what the screen shows of the window */
};

static void *plain_open(SDL_Window *window, bool asked)
{
    (void)asked;
    if (!SDL_GetWindowSurface(window)) {
        return NULL;
    }
    struct plain *plain = memory_take(sizeof *plain);
    plain->window = window;
    plain->canvas = canvas_new();
    return plain;
}

static void plain_close(void *self)
{
    struct plain *plain = self;
    if (plain) {
        canvas_free(plain->canvas);
        free(plain);
    }
}

static void plain_update(struct plain *plain, const struct canvas_box *changed, size_t count)
{
    SDL_Rect rects[BOXES];
    for (size_t i = 0; i < count; i++) {
        rects[i] = (SDL_Rect){changed[i].x, changed[i].y, changed[i].width, changed[i].height};
    }
    if (plain->lost) {
        SDL_UpdateWindowSurface(plain->window);
    } else if (count) {
        SDL_UpdateWindowSurfaceRects(plain->window, rects, (int)count);
    }
    plain->lost = false;
}

static bool plain_show(void *self, struct shell *shell, double density)
{
    struct plain *plain = self;
    struct canvas_box changed[BOXES];
    SDL_Surface *surface = SDL_GetWindowSurface(plain->window);
    if (!surface) {
        return true;
    }
    if (SDL_MUSTLOCK(surface)) {
        SDL_LockSurface(surface);
    }
    canvas_begin(plain->canvas, density);
    shell_compose(shell, canvas_item, plain->canvas);
    size_t count =
        canvas_end(plain->canvas,
                   (struct canvas_pixels){surface->pixels, surface->w, surface->h, surface->pitch},
                   changed, BOXES);
    if (SDL_MUSTLOCK(surface)) {
        SDL_UnlockSurface(surface);
    }
    plain_update(plain, changed, count);
    return true;
}

static void plain_reset(void *self)
{
    struct plain *plain = self;
    canvas_forget(plain->canvas);
    plain->lost = true;
}

static void plain_exposed(void *self)
{
    struct plain *plain = self;
    plain->lost = true;
}

static void plain_size(void *self, int *width, int *height)
{
    struct plain *plain = self;
    SDL_GetWindowSize(plain->window, width, height);
}

static int plain_uploads(const void *self)
{
    (void)self;
    return 0;
}

const struct present_class present_plain = {"plain",    plain_open,    plain_close,
                                            plain_show, plain_reset,   plain_exposed,
                                            plain_size, plain_uploads, false};
