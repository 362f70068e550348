/* SPDX-License-Identifier: EUPL-1.2 */
/* symbol.h – the marks that screen, map and paper share: states, pins, round corners, shadow.
 * Each state differs by shape as well as by colour, and holds in greyscale. */
#ifndef DRAW_SYMBOL_H
#define DRAW_SYMBOL_H

#include <stdbool.h>

#include <cairo.h>

#include "draw/icon.h"
#include "draw/theme.h"
#include "draw/type.h"

enum symbol_state { SYMBOL_MET, SYMBOL_PARTLY, SYMBOL_NOT, SYMBOL_UNKNOWN };

/* What drawing needs, borrowed by whoever draws: one per thread (because of `type`). */
struct pencil {
    struct type *type;
    const struct icon_set *icons;
    const struct theme *theme;
};

/* Draws into the square whose top left corner is x, y. met: filled circle with a tick; partly:
 * half-filled circle; not: ring with a bar; unknown: dashed ring with "?". */
void symbol_state(const struct pencil *pencil, cairo_t *cairo, enum symbol_state state, double x,
                  double y, double size);
enum theme_token symbol_state_token(enum symbol_state state);

enum symbol_pin {
    SYMBOL_PIN_CONFIRMED,  /* filled in the pillar's colour */
    SYMBOL_PIN_STALE,      /* white with a coloured ring */
    SYMBOL_PIN_CANDIDATE,  /* dashed grey */
    SYMBOL_PIN_PROVISIONAL, /* rounded square */
    /* at a moment: is it open then? */
    SYMBOL_PIN_OPEN,   /* filled */
    SYMBOL_PIN_CLOSED, /* outline */
    SYMBOL_PIN_UNSURE  /* dashed, with a small "?" at its shoulder */
};
/* A pin centred on x, y; `diameter` 38 (selected 50, with a halo). `number` >= 0 is drawn instead
 * of the icon, for print. */
void symbol_pin(const struct pencil *pencil, cairo_t *cairo, enum symbol_pin pin,
                enum theme_token colour, const char *icon, double x, double y, double diameter,
                bool selected, int number);
/* A cluster of `count` places. */
void symbol_cluster(const struct pencil *pencil, cairo_t *cairo, int count, double x, double y,
                    double diameter);

/* The same at a moment: how many of them are open then, in figures and as a share of the ring. */
void symbol_cluster_at(const struct pencil *pencil, cairo_t *cairo, int count, int open, double x,
                       double y, double diameter);

void symbol_round_box(cairo_t *cairo, double x, double y, double width, double height,
                      double radius); /* adds the path */
void symbol_card(const struct pencil *pencil, cairo_t *cairo, double x, double y, double width,
                 double height, double radius, bool shadow);
/* The round-cornered square with a pillar's letter; x, y is its top left corner. */
void symbol_pillar(const struct pencil *pencil, cairo_t *cairo, enum theme_token colour,
                   const char *letter, double x, double y, double size);

#endif
