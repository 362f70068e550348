/* SPDX-License-Identifier: EUPL-1.2 */
/* events.h – SDL events as the shell's fingers, keys and text. */
#ifndef APP_EVENTS_H
#define APP_EVENTS_H

#include <stdbool.h>

#include <SDL.h>

#include "screen/shell.h"

struct events {
    struct shell *shell; /* borrowed */
    SDL_Window *window;  /* borrowed */
    double density;      /* window units per dp */
    bool quit;
    bool resized; /* the window has another size, or must be shown again */
    bool exposed; /* the screen lost what it showed of it */
};

/* Takes one event; true when something must be shown again. */
bool events_take(struct events *events, const SDL_Event *event);

#endif
