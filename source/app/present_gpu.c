/* SPDX-License-Identifier: EUPL-1.2 */
/* One SDL texture per item. */
#include "app/present_inner.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"

enum { UPLOADS = 3, BIG_PIXELS = 256 * 256, KEPT_FRAMES = 120 };
enum {
    PROBE_SIDE = 512,
    PROBE_TILES = 12,
    PROBE_FRAMES = 4,
    PROBE_MOST_MS = 8,
    GL_RENDERER = 0x1F01
};

struct texture {
    uint64_t key, stamp, frame;
    SDL_Texture *texture; /* owned */
    int width, height;
};

struct gpu {
    SDL_Renderer *renderer;   /* owned */
    SDL_BlendMode blend;      /* premultiplied */
    struct texture *textures; /* owned */
    size_t count, room;
    uint64_t frame;
    int uploads;
    bool late;
    double density;
};

/* ---- is it worth it? ---- */

/* GL that is worked out on the processor looks like a GPU and costs seven times what pixman takes.
 */
static bool gl_on_processor(void)
{
    static const char *const names[] = {"llvmpipe", "softpipe", "swrast", "Software", "software"};
    typedef const unsigned char *get_string(unsigned name);
    get_string *get = NULL;
    void *found = SDL_GL_GetCurrentContext() ? SDL_GL_GetProcAddress("glGetString") : NULL;
    memcpy(&get, &found, sizeof get);
    const char *renderer = get ? (const char *)get(GL_RENDERER) : NULL;
    for (size_t i = 0; renderer && i < sizeof names / sizeof *names; i++) {
        if (strstr(renderer, names[i])) {
            log_note("no GPU: %s", renderer);
            return true;
        }
    }
    return false;
}

/* The quickest of some frames of a dozen tiles, in ms, without waiting for the screen. */
static double frame_ms(SDL_Renderer *renderer)
{
    SDL_Texture *tile = SDL_CreateTexture(renderer, SDL_PIXELFORMAT_RGB888,
                                          SDL_TEXTUREACCESS_STREAMING, PROBE_SIDE, PROBE_SIDE);
    double best = tile ? 1e9 : 0;
    SDL_RenderSetVSync(renderer, 0);
    for (int frame = 0; tile && frame < PROBE_FRAMES; frame++) {
        Uint64 began = SDL_GetPerformanceCounter();
        Uint32 pixel;
        SDL_Rect corner = {0, 0, 1, 1};
        for (int at = 0; at < PROBE_TILES; at++) {
            SDL_Rect where = {at % 4 * PROBE_SIDE, at / 4 * PROBE_SIDE, PROBE_SIDE, PROBE_SIDE};
            SDL_RenderCopy(renderer, tile, NULL, &where);
        }
        SDL_RenderReadPixels(renderer, &corner, SDL_PIXELFORMAT_ARGB8888, &pixel, sizeof pixel);
        double took = (double)(SDL_GetPerformanceCounter() - began) * 1000 /
                      (double)SDL_GetPerformanceFrequency();
        best = took < best ? took : best;
    }
    SDL_DestroyTexture(tile);
    SDL_RenderSetVSync(renderer, 1);
    return best;
}

static bool worth_it(SDL_Renderer *renderer)
{
    if (gl_on_processor()) {
        return false;
    }
    double ms = frame_ms(renderer);
    log_note("a frame of the GPU takes %.1f ms", ms);
    return ms <= PROBE_MOST_MS;
}

static void *gpu_open(SDL_Window *window, bool asked)
{
    SDL_Renderer *renderer =
        SDL_CreateRenderer(window, -1, SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC);
    if (renderer && !asked && !worth_it(renderer)) {
        SDL_DestroyRenderer(renderer);
        renderer = NULL;
    }
    if (!renderer) {
        return NULL;
    }
    struct gpu *gpu = memory_take(sizeof *gpu);
    gpu->renderer = renderer;
    gpu->blend = SDL_ComposeCustomBlendMode(
        SDL_BLENDFACTOR_ONE, SDL_BLENDFACTOR_ONE_MINUS_SRC_ALPHA, SDL_BLENDOPERATION_ADD,
        SDL_BLENDFACTOR_ONE, SDL_BLENDFACTOR_ONE_MINUS_SRC_ALPHA, SDL_BLENDOPERATION_ADD);
    return gpu;
}

static void gpu_reset(void *self)
{
    struct gpu *gpu = self;
    for (size_t i = 0; i < gpu->count; i++) {
        SDL_DestroyTexture(gpu->textures[i].texture);
    }
    gpu->count = 0;
}

static void gpu_close(void *self)
{
    struct gpu *gpu = self;
    gpu_reset(gpu);
    free(gpu->textures);
    SDL_DestroyRenderer(gpu->renderer);
    free(gpu);
}

static struct texture *texture_find(struct gpu *gpu, uint64_t key)
{
    for (size_t i = 0; i < gpu->count; i++) {
        if (gpu->textures[i].key == key) {
            return &gpu->textures[i];
        }
    }
    ARRAY_GROW(gpu->textures, gpu->count, gpu->room);
    gpu->textures[gpu->count] = (struct texture){.key = key};
    return &gpu->textures[gpu->count++];
}

static bool texture_upload(struct gpu *gpu, struct texture *texture, const struct shell_item *item)
{
    int width = cairo_image_surface_get_width(item->surface);
    int height = cairo_image_surface_get_height(item->surface);
    if (!texture->texture || texture->width != width || texture->height != height) {
        SDL_DestroyTexture(texture->texture);
        texture->texture = SDL_CreateTexture(
            gpu->renderer, item->opaque ? SDL_PIXELFORMAT_RGB888 : SDL_PIXELFORMAT_ARGB8888,
            SDL_TEXTUREACCESS_STREAMING, width, height);
        texture->width = width;
        texture->height = height;
        if (!texture->texture) {
            return false;
        }
        SDL_SetTextureBlendMode(texture->texture, item->opaque ? SDL_BLENDMODE_NONE : gpu->blend);
        SDL_SetTextureScaleMode(texture->texture, SDL_ScaleModeLinear);
    }
    SDL_UpdateTexture(texture->texture, NULL, cairo_image_surface_get_data(item->surface),
                      cairo_image_surface_get_stride(item->surface));
    texture->stamp = item->stamp;
    return true;
}

static void gpu_item(void *data, const struct shell_item *item)
{
    struct gpu *gpu = data;
    SDL_FRect where = {(float)(item->x * gpu->density), (float)(item->y * gpu->density),
                       (float)(item->width * gpu->density), (float)(item->height * gpu->density)};
    if (!item->surface) {
        SDL_SetRenderDrawColor(gpu->renderer, (Uint8)(item->colour.red * 255),
                               (Uint8)(item->colour.green * 255), (Uint8)(item->colour.blue * 255),
                               255);
        SDL_RenderFillRectF(gpu->renderer, &where);
        return;
    }
    struct texture *texture = texture_find(gpu, item->key);
    texture->frame = gpu->frame;
    if (!texture->texture || texture->stamp != item->stamp) {
        bool big = cairo_image_surface_get_width(item->surface) *
                       cairo_image_surface_get_height(item->surface) >=
                   BIG_PIXELS;
        if (item->opaque && big && gpu->uploads >= UPLOADS) {
            gpu->late = true; /* tiles wait for the next frame; older ones below them show */
            if (!texture->texture) {
                return;
            }
        } else {
            gpu->uploads += item->opaque && big;
            if (!texture_upload(gpu, texture, item)) {
                return;
            }
        }
    }
    SDL_RenderCopyF(gpu->renderer, texture->texture, NULL, &where);
}

static void textures_forget(struct gpu *gpu)
{
    for (size_t i = 0; i < gpu->count;) {
        if (gpu->frame - gpu->textures[i].frame > KEPT_FRAMES) {
            SDL_DestroyTexture(gpu->textures[i].texture);
            gpu->textures[i] = gpu->textures[--gpu->count];
        } else {
            i++;
        }
    }
}

static bool gpu_show(void *self, struct shell *shell, double density)
{
    struct gpu *gpu = self;
    gpu->frame++;
    gpu->uploads = 0;
    gpu->late = false;
    gpu->density = density;
    SDL_SetRenderDrawColor(gpu->renderer, 0, 0, 0, 255);
    SDL_RenderClear(gpu->renderer);
    shell_compose(shell, gpu_item, gpu);
    SDL_RenderPresent(gpu->renderer);
    textures_forget(gpu);
    return !gpu->late;
}

static void gpu_size(void *self, int *width, int *height)
{
    SDL_GetRendererOutputSize(((struct gpu *)self)->renderer, width, height);
}

static int gpu_uploads(const void *self)
{
    return ((const struct gpu *)self)->uploads;
}

const struct present_class present_gpu = {"gpu", gpu_open, gpu_close,   gpu_show, gpu_reset,
                                          NULL,  gpu_size, gpu_uploads, true};
