/* SPDX-License-Identifier: EUPL-1.2 */
/* present_inner.h – the two tenants of present. */
#ifndef APP_PRESENT_INNER_H
#define APP_PRESENT_INNER_H

#include "app/present.h"

struct present_class {
    void *(*open)(SDL_Window *window); /* NULL = cannot */
    void (*close)(void *self);
    bool (*show)(void *self, struct shell *shell, double density);
    void (*reset)(void *self);
    void (*size)(void *self, int *width, int *height);
    bool paces;
};
extern const struct present_class present_plain, present_gpu;

#endif
