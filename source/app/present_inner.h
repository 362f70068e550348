/* SPDX-License-Identifier: EUPL-1.2 */
/* present_inner.h – the two tenants of present. */
#ifndef APP_PRESENT_INNER_H
#define APP_PRESENT_INNER_H

#include "app/present.h"

struct present_class {
    const char *name;
    void *(*open)(SDL_Window *window, bool asked); /* NULL = cannot, or had better not unless asked */
    void (*close)(void *self);
    bool (*show)(void *self, struct shell *shell, double density);
    void (*reset)(void *self);
    void (*exposed)(void *self); /* NULL = nothing to do: every picture is whole */
    void (*size)(void *self, int *width, int *height);
    int (*uploads)(const void *self);
    bool paces;
};
extern const struct present_class present_plain, present_gpu;

#endif
