/* SPDX-License-Identifier: EUPL-1.2 */
/* theme.h – colours as data: assets/style/theme-{light,dark,contrast,print}.json.
 *
 * A token names a use, not a colour. A test computes the contrast of every pair that is used
 * (theme_pairs) in every theme: 4.5:1 for text, 3:1 for symbols and edges of controls. */
#ifndef DRAW_THEME_H
#define DRAW_THEME_H

#include <stdbool.h>
#include <stddef.h>

#include <cairo.h>

#include "base/fault.h"

struct colour {
    double red, green, blue, alpha; /* 0..1, not premultiplied */
};

enum theme_token {
    THEME_INK,    /* text, primary button */
    THEME_ON_INK, /* text on ink */
    THEME_MUTED,  /* second lines */
    THEME_LINE,   /* separators, card edges */
    THEME_EDGE,   /* edges of controls that must be seen (3:1) */
    THEME_GROUND, /* behind cards */
    THEME_CARD,   /* cards, panels */
    THEME_SUNK,   /* wells, questions, selected rail item */
    THEME_PILLAR_T,
    THEME_PILLAR_I,
    THEME_PILLAR_O,
    THEME_PILLAR_G,
    THEME_PILLAR_C,
    THEME_ON_PILLAR, /* text and symbols on a pillar colour */
    THEME_MET,
    THEME_PARTLY,
    THEME_NOT,
    THEME_UNKNOWN,
    THEME_ON_STATE, /* symbols on a state colour */
    THEME_RIBBON,
    THEME_ON_RIBBON,
    THEME_GO, /* the confirming button */
    THEME_ON_GO,
    THEME_FOCUS, /* focus ring */
    THEME_SHADOW,
    THEME_CANDIDATE, /* dashed pins */
    THEME_TOKENS
};

struct theme {
    char name[16]; /* "light", "dark", "contrast", "print" */
    bool dark;     /* the map takes its dark style */
    struct colour colour[THEME_TOKENS];
};

struct theme_pair {
    enum theme_token front, back;
    double least; /* contrast */
};

/* Reads FOLDER/theme-NAME.json (JSON object: token name → "#RRGGBB" or "#RRGGBBAA"). Every token
 * must be there; an unknown one is a fault. */
bool theme_load(const char *folder, const char *name, struct theme *out, struct fault *why);
const struct theme_pair *theme_pairs(size_t *count);
/* The colour of a pillar by its letter ("T", "I", "O", "G", "C"); muted for any other. */
enum theme_token theme_of_pillar(char letter);
double colour_contrast(struct colour a, struct colour b); /* WCAG 2.1, alpha ignored */
struct colour colour_mix(struct colour a, struct colour b, double share_of_b);
void colour_set(cairo_t *cairo, struct colour colour);

#endif
