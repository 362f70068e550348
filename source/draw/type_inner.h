/* SPDX-License-Identifier: EUPL-1.2 */
/* type_inner.h – what the type_*.c files share; nobody else includes it.
 *
 * A text is shaped once in thousandths of an em (`struct shaped`), whatever its size, and kept by
 * (text, weight, tabular, apart, direction). Glyphs lie in visual order, grouped in runs of one face and
 * one direction; clusters are byte offsets in the text. */
#ifndef DRAW_TYPE_INNER_H
#define DRAW_TYPE_INNER_H

#include <stdint.h>

#include <hb.h>

#include "draw/type.h"

enum {
    TYPE_EM = 1000,                 /* shaping units per em */
    TYPE_TEXT_CEILING = 16 * 1024,  /* bytes of one text; the rest is not set */
    TYPE_CACHE_ENTRIES = 4096,      /* then all is dropped */
    TYPE_CACHE_GLYPHS = 128 * 1024, /* idem */
    TYPE_MASK_BYTES = 6 * 1024 * 1024,
    TYPE_SLOTS = 8192 /* a power of two, more than TYPE_CACHE_ENTRIES */
};

enum type_font { TYPE_FONT_REGULAR, TYPE_FONT_BOLD, TYPE_FONT_ARABIC, TYPE_FONTS };

enum type_base { TYPE_BASE_AUTO, TYPE_BASE_LEFT, TYPE_BASE_RIGHT };

struct font {
    hb_font_t *shaper;       /* scale TYPE_EM */
    cairo_font_face_t *face; /* owns its FT_Face and FT_Library */
};

struct shaped_glyph {
    uint32_t index;
    uint32_t cluster; /* byte offset in the text */
    float x, y;       /* from the line's start, y downwards */
    float advance;
};

struct shaped_run {
    uint32_t glyph, glyphs; /* first and count */
    uint32_t start, end;    /* bytes */
    enum type_font font;
    bool backward; /* right to left */
};

/* A line drawn as a mask at one size and one quarter of a pixel. */
struct type_mask {
    struct type_mask *next;
    cairo_surface_t *surface; /* A8 */
    double scale;             /* pixels per em */
    int quarter;
    int left, top; /* of the surface from the whole pixel of the pen */
};

struct shaped {
    char *text;
    uint64_t hash;
    uint32_t size; /* bytes */
    enum type_weight weight;
    bool tabular, apart;
    enum type_base base;
    bool right; /* the direction that was found */
    struct shaped_glyph *glyphs;
    uint32_t glyph_count;
    struct shaped_run *runs;
    uint32_t run_count;
    double width;
    struct type_mask *masks;
};

struct type {
    struct font font[TYPE_FONTS];
    hb_buffer_t *buffer;
    struct shaped *slots[TYPE_SLOTS];
    size_t entries, glyphs, mask_bytes;
    bool apart;
};

/* Borrowed until the next call of this function. Control characters count as spaces. */
const struct shaped *type_shape(struct type *type, struct type_style style, enum type_base base,
                                const char *text, size_t size);
void type_forget(struct type *type); /* drops everything shaped */

/* Draws with the start of the baseline at x, y in the cairo's source colour. */
void type_paint(struct type *type, cairo_t *cairo, const struct shaped *shaped, double size,
                struct colour colour, double x, double y);
double type_start(enum type_side side, double x, double width);

/* The advance of every character in logical order: widths[i] for the byte i where a cluster
 * begins, 0 elsewhere. `widths` has shaped->size places. */
void type_logical_widths(const struct shaped *shaped, double size, double *widths);
/* True when a caret may stand before byte `at`: not inside a character nor before a mark. */
bool type_stop(const char *text, size_t size, size_t at);

#endif
