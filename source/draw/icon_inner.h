/* SPDX-License-Identifier: EUPL-1.2 */
/* icon_inner.h – what the icon_*.c files share; nobody else includes it. */
#ifndef DRAW_ICON_INNER_H
#define DRAW_ICON_INNER_H

#include <stddef.h>
#include <stdint.h>

#include "draw/icon.h"

enum {
    ICON_FILE_CEILING = 64 * 1024,
    ICON_COMMANDS = 4096, /* of one icon, after arcs became curves */
    ICON_DEPTH = 16,      /* nested elements */
    ICON_ATTRIBUTES = 48,
    ICON_NAME_SIZE = 40
};

enum icon_deed { ICON_MOVE, ICON_LINE, ICON_CURVE, ICON_CLOSE };

struct icon_step {
    enum icon_deed deed;
    double at[6]; /* the last pair is the point arrived at */
};

struct icon_path {
    struct icon_step *steps; /* owned */
    size_t count, room;
};

/* How shapes are painted; children inherit it. */
struct icon_paint {
    bool fill, stroke, even_odd;
    double stroke_width;
    cairo_line_cap_t cap;
    cairo_line_join_t join;
};

struct icon_shape {
    struct icon_paint paint;
    struct icon_path path;
};

struct icon {
    char name[ICON_NAME_SIZE];
    double left, top, width, height; /* of the viewBox */
    struct icon_shape *shapes;       /* owned */
    size_t count, room;
    size_t commands;
};

/* Adds a step; false when the icon's commands are spent. */
bool icon_path_add(struct icon *icon, struct icon_path *path, enum icon_deed deed,
                   const double *at);
/* An elliptical arc from the last point to `end` as curves (SVG 1.1, F.6). */
bool icon_path_arc(struct icon *icon, struct icon_path *path, const double from[2], double rx,
                   double ry, double turn, bool large, bool sweep, const double end[2]);
/* Reads path data ("M3 4h5…"); `wrong` is the offset of what cannot be read. */
bool icon_path_read(struct icon *icon, struct icon_path *path, const char *text, size_t size,
                    size_t *wrong);
/* Reads one number and steps over it, with the white space and one comma before it. Only finite
 * numbers within a million. */
bool icon_number(const char **at, const char *end, double *out);

/* One tag of XML: "<name a="b" …>", with the text between left out. */
struct xml_attribute {
    const char *name, *value; /* into the file */
    size_t name_size, value_size;
};
struct xml_tag {
    const char *name;
    size_t name_size;
    bool opens, closes; /* both for <a/> */
    struct xml_attribute attribute[ICON_ATTRIBUTES];
    size_t attributes;
};
enum xml_result { XML_TAG, XML_END, XML_WRONG };
/* Steps *at past the next tag; comments, declarations and text are passed over. Entities are
 * not decoded except that white space written as "&#x9;" or "&#xA;" counts as such in numbers.
 * At XML_WRONG *at is where it went wrong. */
enum xml_result xml_next(const char **at, const char *end, struct xml_tag *tag);
/* NULL = not there. */
const struct xml_attribute *xml_find(const struct xml_tag *tag, const char *name);
bool xml_is(const struct xml_tag *tag, const char *name);

/* Reads one SVG into `out`; on failure nothing is kept and why->place is the byte. */
bool icon_read(const char *bytes, size_t size, struct icon *out, struct fault *why);
void icon_clear(struct icon *icon);

#endif
