/* SPDX-License-Identifier: EUPL-1.2 */
/* Which way the window is filled. */
#include "app/present_inner.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"

struct present {
    const struct present_class *class;
    void *self;
};

static bool gpu_wanted(void)
{
    const char *asked = getenv("WIJKPEIL_RENDER");
    if (asked) {
        return !strcmp(asked, "gpu");
    }
    glob_t found;
    bool there = glob("/dev/dri/renderD*", 0, NULL, &found) == 0;
    globfree(&found);
    return there;
}

void present_prepare(void)
{
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    if (!gpu_wanted()) {
        SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    }
}

struct present *present_open(SDL_Window *window)
{
    struct present *present = memory_take(sizeof *present);
    if (gpu_wanted()) {
        present->class = &present_gpu;
        present->self = present_gpu.open(window);
    }
    if (!present->self) {
        present->class = &present_plain;
        present->self = present_plain.open(window);
    }
    if (!present->self) {
        log_warn("no way to show the window: %s", SDL_GetError());
        free(present);
        return NULL;
    }
    return present;
}

void present_close(struct present *present)
{
    if (present) {
        present->class->close(present->self);
        free(present);
    }
}

bool present_show(struct present *present, struct shell *shell, double density)
{
    return present->class->show(present->self, shell, density);
}

void present_reset(struct present *present)
{
    present->class->reset(present->self);
}

bool present_paces(const struct present *present)
{
    return present->class->paces;
}

void present_size(const struct present *present, int *width, int *height)
{
    present->class->size(present->self, width, height);
}
