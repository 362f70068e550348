/* SPDX-License-Identifier: EUPL-1.2 */
/* ui.h – the widget tree: role, label, state, rectangle, children.
 *
 * A screen declares its whole tree again whenever what it shows has changed: it is a pure
 * function of the screen's state, written as nested calls. The tree is then laid out in dp,
 * painted with cairo, asked for focus order, hit by fingers, or written as indented text. What
 * must outlive a rebuild (scroll offset, caret, focus, which node is pressed) is kept in `struct
 * ui` by the node's id, which is unique and stable in a screen ("place.confirm",
 * "list.row:place:01H…").
 *
 * All sizes are dp. `scale` (1..2) is the text size: it multiplies type, and layout follows.
 * Targets are at least 48 dp high and wide. Text comes already said in the person's language.
 * How containers lie: children of a column fill its width and those of a row its height when
 * `across` is TYPE_START (chips, icons and round buttons never do); TYPE_MIDDLE and TYPE_END leave
 * them at their own size. What grows shares the rest; when there is too little, `scroll` children
 * give way first, then words wrap. A UI_DIALOG directly in the root lies over everything and keeps
 * fingers and focus inside. A UI_SHEET shows a handle; drags that nothing inside scrolls arrive as
 * UI_NEWS_GESTURE of the sheet, a tap on the handle as UI_NEWS_TAP. A container with the role
 * button, tab, row, check or radio and an id is one target. A focused map takes arrows (drag of
 * 80 dp), page up and down or + and - (zoom by 1), enter (tap in the middle).
 * A grid takes drags from where the finger went down, whatever scrolls around it; the mouse wheel
 * arrives as a GESTURE_DRAG without a begin.
 * Main thread only. */
#ifndef UI_UI_H
#define UI_UI_H

#include <stdbool.h>
#include <stdint.h>

#include <cairo.h>

#include "base/buffer.h"
#include "draw/symbol.h"
#include "draw/wheel.h"
#include "ui/gesture.h"

struct ui;      /* opaque */
struct ui_node; /* opaque; lives until the next ui_begin */

struct rect {
    double x, y, width, height;
};

enum ui_role {
    UI_GROUP,
    UI_TEXT,
    UI_HEADING,
    UI_BUTTON,
    UI_TAB,
    UI_CHECK,
    UI_RADIO,
    UI_FIELD,
    UI_LIST,
    UI_ROW,
    UI_IMAGE,
    UI_MAP,
    UI_SHEET,
    UI_STATUS,
    UI_SEPARATOR,
    UI_DIALOG,
    UI_GRID /* a custom node that is painted on: takes every finger in it, and keys as UI_NEWS_KEY */
};

/* ---- the life of a tree ---- */
struct ui *ui_new(const struct pencil *pencil); /* pencil is borrowed */
void ui_free(struct ui *ui);
void ui_set_pencil(struct ui *ui, const struct pencil *pencil);
void ui_set_scale(struct ui *ui, double scale);
double ui_scale(const struct ui *ui);
void ui_set_reduced_motion(struct ui *ui, bool reduced);

void ui_begin(struct ui *ui, double width,
              double height); /* frees the last tree, opens a root column */
void ui_end(struct ui *ui);   /* lays it out */

/* ---- containers: every ui_open… needs a ui_close. Children stand in order. ---- */
struct ui_box {         /* how a container lies and looks; zero = sensible */
    bool row;           /* children side by side; else below each other */
    bool stack;         /* children on top of each other, each filling (overlay with `place`) */
    bool scroll;        /* vertical scrolling of what does not fit (kinetic) */
    bool wrap;          /* a row that continues on the next line */
    bool scroll_across; /* a row that scrolls sideways (chips) */
    double gap, pad, pad_x, pad_y; /* dp */
    double width, height;          /* fixed, 0 = by content */
    double grow;                   /* share of what is left over in the parent's direction */
    double least_width, most_width;
    bool card, shadow; /* filled with THEME_CARD, rounded by `radius` */
    bool filled;       /* filled with `fill` */
    enum theme_token fill;
    double radius;
    enum type_side align, across; /* along and across the direction */
    struct rect place;            /* in a stack: fixed rectangle when width > 0 */
    int anchor;  /* in a stack: UI_TOP|UI_LEFT… with `pad` as margin (pad_x, pad_y inside) */
    bool layer;  /* painted into a surface of its own that is kept while it is unchanged */
    bool blocks; /* fingers do not reach what lies below (panels, dialogs) */
};
enum { UI_TOP = 1, UI_BOTTOM = 2, UI_LEFT = 4, UI_RIGHT = 8 };

void ui_open(struct ui *ui, enum ui_role role, const char *id, const char *label,
             struct ui_box box);
void ui_close(struct ui *ui);

/* ---- leaves ---- */
enum ui_text_kind { UI_BODY, UI_BOLD, UI_SECOND, UI_TITLE, UI_NAME, UI_PILLAR, UI_SMALL };
void ui_text(struct ui *ui, enum ui_text_kind kind, const char *text); /* wraps */
void ui_text_cut(struct ui *ui, enum ui_text_kind kind, int lines, const char *text);
void ui_text_colour(struct ui *ui, enum ui_text_kind kind, enum theme_token colour,
                    const char *text);
void ui_space(struct ui *ui, double size);
void ui_fill(struct ui *ui); /* takes what is left over */
void ui_line(struct ui *ui);
void ui_icon(struct ui *ui, const char *icon, double size, enum theme_token colour,
             const char *label);
void ui_state(struct ui *ui, enum symbol_state state, double size, const char *label);
/* An icon on a rounded square tinted with its own colour, and the square with a pillar's letter. */
void ui_icon_tile(struct ui *ui, const char *icon, double size, enum theme_token colour);
void ui_pillar(struct ui *ui, enum theme_token colour, const char *letter, double size);
void ui_pin(struct ui *ui, enum symbol_pin pin, enum theme_token colour, const char *icon,
            double size);

enum ui_button_kind {
    UI_PRIMARY,
    /* ink */ UI_GO,
    /* green, confirming */ UI_PLAIN,
    /* outlined */ UI_QUIET, /* text only */
    UI_RAIL,
    /* icon above word */ UI_CHIP,
    UI_ROUND, /* floating, ink: the one "+" */
    UI_TILE,
    /* picture tile */ UI_FLOAT /* floating, card: layers, here, zoom */
};
struct ui_button {
    enum ui_button_kind kind;
    const char *icon;  /* or NULL */
    const char *label; /* always said, also when only the icon shows */
    bool icon_only, selected, disabled;
    double grow;
    int number; /* payload for the handler */
};
void ui_button(struct ui *ui, const char *id, struct ui_button button);
/* A row that is one target: open it, add leaves, close it. */
void ui_open_row(struct ui *ui, const char *id, const char *label, bool selected);
void ui_check(struct ui *ui, const char *id, const char *label, bool on);
void ui_radio(struct ui *ui, const char *id, const char *label, bool on);

struct ui_field {
    const char *label, *hint, *value; /* value = what the state holds */
    const char *icon;                 /* makes it a search pill: `label` is said but not shown */
    bool lines;                       /* several lines */
    const char *fault;                /* said below in red with a symbol, or NULL */
    bool number;
};
void ui_field(struct ui *ui, const char *id, struct ui_field field);
void ui_wheel(struct ui *ui, const char *id, const char *label, const struct wheel *wheel,
              double size);
/* A node that the owner paints itself (the map): `paint` gets a context moved to the node's
 * corner. NULL paint = a hole that the owner fills below all layers. */
void ui_custom(struct ui *ui, enum ui_role role, const char *id, const char *label,
               struct ui_box box,
               void (*paint)(void *data, cairo_t *cairo, double width, double height), void *data);

/* ---- what people do ---- */
enum ui_news_kind {
    UI_NEWS_TAP,    /* of a button, row, check, radio, wheel (number = segment) */
    UI_NEWS_CHANGE, /* a field's text changed: text */
    UI_NEWS_ENTER,  /* enter in a field */
    UI_NEWS_BACK,   /* escape, back */
    UI_NEWS_GESTURE, /* on a custom node or sheet, relative to its corner: gesture */
    UI_NEWS_KEY      /* on a focused grid: number = enum ui_key; not of tab and escape */
};
struct ui_news {
    enum ui_news_kind kind;
    char id[96];
    int number;
    const char *text; /* borrowed until the next call */
    struct gesture_news gesture;
};
enum ui_key {
    UI_KEY_TAB,
    UI_KEY_BACK_TAB,
    UI_KEY_ENTER,
    UI_KEY_SPACE,
    UI_KEY_ESCAPE,
    UI_KEY_LEFT,
    UI_KEY_RIGHT,
    UI_KEY_UP,
    UI_KEY_DOWN,
    UI_KEY_HOME,
    UI_KEY_END,
    UI_KEY_PAGE_UP,
    UI_KEY_PAGE_DOWN,
    UI_KEY_BACKSPACE,
    UI_KEY_DELETE,
    UI_KEY_SELECT_ALL
};
/* Each returns whether something must be painted again; news go to the listener. */
void ui_listen(struct ui *ui, void (*listener)(void *data, const struct ui_news *news), void *data);
bool ui_finger(struct ui *ui, struct finger finger);
bool ui_wheel_turn(struct ui *ui, double x, double y,
                   double lines); /* scrolls, or GESTURE_ZOOM on a map */
bool ui_key(struct ui *ui, enum ui_key key);
bool ui_type(struct ui *ui, const char *text);
bool ui_tick(struct ui *ui, int64_t now_ms); /* motion, long press */
int64_t ui_next_tick(const struct ui *ui);   /* ms moment, or -1 = nothing moves */
/* The focused field wants a keyboard: the app shows its own or the system's. */
bool ui_wants_text(const struct ui *ui, struct rect *where);
void ui_focus(struct ui *ui, const char *id);
void ui_scroll_top(struct ui *ui, const char *id); /* what is shown next in it begins at its top */

/* ---- seeing it ---- */
bool ui_find(const struct ui *ui, const char *id, struct rect *out);
void ui_paint(struct ui *ui, cairo_t *cairo); /* everything, for shots */
/* The layers for a compositor, in order: calls `each` with an ARGB32 surface (borrowed, device
 * pixels), where it lies in dp, and a stamp that changes when its pixels did. `pixels_per_dp` is
 * the density. Unchanged layers are not painted again. */
void ui_layers(struct ui *ui, double pixels_per_dp,
               void (*each)(void *data, const char *id, cairo_surface_t *surface, struct rect where,
                            uint64_t stamp),
               void *data);
/* Indented text, one node a line: role, id, label, state, and the rectangle when `rects`. */
void ui_write(const struct ui *ui, bool rects, struct buffer *out);
/* Calls `each` for every node that takes fingers, with its rectangle (for the 48 dp test). */
void ui_targets(const struct ui *ui, void (*each)(void *data, const char *id, struct rect where),
                void *data);

#endif
