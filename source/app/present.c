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

enum wish { WISH_NONE, WISH_PLAIN, WISH_GPU };

static enum wish wish_of(const char *asked)
{
    const char *said = asked ? asked : getenv("WIJKPEIL_RENDER");
    return !said || !*said ? WISH_NONE : !strcmp(said, "gpu") ? WISH_GPU : WISH_PLAIN;
}

static bool device_there(void)
{
    glob_t found;
    bool there = glob("/dev/dri/renderD*", 0, NULL, &found) == 0;
    globfree(&found);
    return there;
}

static bool gpu_worth_trying(const char *asked)
{
    enum wish wish = wish_of(asked);
    return wish == WISH_NONE ? device_there() : wish == WISH_GPU;
}

void present_prepare(const char *asked)
{
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    if (!gpu_worth_trying(asked)) {
        SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    }
}

struct present *present_open(SDL_Window *window, const char *asked)
{
    struct present *present = memory_take(sizeof *present);
    if (gpu_worth_trying(asked)) {
        present->class = &present_gpu;
        present->self = present_gpu.open(window, wish_of(asked) == WISH_GPU);
    }
    if (!present->self) {
        SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
        present->class = &present_plain;
        present->self = present_plain.open(window, true);
    }
    if (!present->self) {
        log_warn("no way to show the window: %s", SDL_GetError());
        free(present);
        return NULL;
    }
    log_note("the window is filled by: %s", present->class->name);
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

void present_exposed(struct present *present)
{
    if (present->class->exposed) {
        present->class->exposed(present->self);
    }
}

bool present_paces(const struct present *present)
{
    return present->class->paces;
}

void present_size(const struct present *present, int *width, int *height)
{
    present->class->size(present->self, width, height);
}

int present_uploads(const struct present *present)
{
    return present->class->uploads(present->self);
}

const char *present_name(const struct present *present)
{
    return present->class->name;
}
