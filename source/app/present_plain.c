/* SPDX-License-Identifier: EUPL-1.2 */
/* Composing with pixman, through cairo, straight into the window's surface. */
#include "app/present_inner.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"

struct plain {
    SDL_Window *window; /* borrowed */
};

struct frame {
    cairo_t *cairo;
    double density;
};

static void *plain_open(SDL_Window *window, bool asked)
{
    (void)asked;
    if (!SDL_GetWindowSurface(window)) {
        return NULL;
    }
    struct plain *plain = memory_take(sizeof *plain);
    plain->window = window;
    return plain;
}

static void plain_close(void *self)
{
    free(self);
}

static bool whole(double value)
{
    return fabs(value - round(value)) < 0.001;
}

static void plain_surface(struct frame *frame, const struct shell_item *item)
{
    cairo_t *cairo = frame->cairo;
    double x = item->x * frame->density, y = item->y * frame->density;
    int pixels_x = cairo_image_surface_get_width(item->surface);
    int pixels_y = cairo_image_surface_get_height(item->surface);
    double scale_x = item->width * frame->density / pixels_x;
    double scale_y = item->height * frame->density / pixels_y;
    bool scaled = fabs(scale_x - 1) > 0.0005 || fabs(scale_y - 1) > 0.0005;
    cairo_save(cairo);
    if (!scaled && (item->opaque || (whole(x) && whole(y)))) {
        cairo_translate(cairo, round(x), round(y));
        cairo_set_source_surface(cairo, item->surface, 0, 0);
        cairo_rectangle(cairo, 0, 0, pixels_x, pixels_y);
    } else {
        double right = round(x + pixels_x * scale_x), bottom = round(y + pixels_y * scale_y);
        x = round(x);
        y = round(y);
        cairo_rectangle(cairo, x, y, right - x, bottom - y);
        cairo_translate(cairo, x, y);
        cairo_scale(cairo, (right - x) / pixels_x, (bottom - y) / pixels_y);
        cairo_set_source_surface(cairo, item->surface, 0, 0);
    }
    cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_NEAREST);
    cairo_set_operator(cairo, item->opaque ? CAIRO_OPERATOR_SOURCE : CAIRO_OPERATOR_OVER);
    cairo_fill(cairo);
    cairo_restore(cairo);
}

static void plain_item(void *data, const struct shell_item *item)
{
    struct frame *frame = data;
    if (item->surface) {
        plain_surface(frame, item);
        return;
    }
    colour_set(frame->cairo, item->colour);
    cairo_rectangle(frame->cairo, item->x * frame->density, item->y * frame->density,
                    item->width * frame->density, item->height * frame->density);
    cairo_fill(frame->cairo);
}

static bool plain_show(void *self, struct shell *shell, double density)
{
    struct plain *plain = self;
    SDL_Surface *surface = SDL_GetWindowSurface(plain->window);
    if (!surface) {
        return true;
    }
    if (SDL_MUSTLOCK(surface)) {
        SDL_LockSurface(surface);
    }
    cairo_surface_t *target = cairo_image_surface_create_for_data(
        surface->pixels, CAIRO_FORMAT_RGB24, surface->w, surface->h, surface->pitch);
    struct frame frame = {cairo_create(target), density};
    cairo_set_antialias(frame.cairo, CAIRO_ANTIALIAS_NONE);
    shell_compose(shell, plain_item, &frame);
    cairo_destroy(frame.cairo);
    cairo_surface_finish(target);
    cairo_surface_destroy(target);
    if (SDL_MUSTLOCK(surface)) {
        SDL_UnlockSurface(surface);
    }
    SDL_UpdateWindowSurface(plain->window);
    return true;
}

static void plain_reset(void *self)
{
    (void)self;
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

const struct present_class present_plain = {"plain",     plain_open, plain_close,   plain_show,
                                            plain_reset, plain_size, plain_uploads, false};
