/* SPDX-License-Identifier: EUPL-1.2 */
/* ui_inner.h – what the files of this room share: the node, what outlives it, and the steps from
 * declared tree to picture (tree, leaf → measure → place → paint, layers) and from finger to news
 * (input, touch, scroll, focus, field). */
#ifndef UI_UI_INNER_H
#define UI_UI_INNER_H

#include <stddef.h>

#include "base/arena.h"
#include "base/table.h"
#include "draw/type.h"
#include "ui/ui.h"

enum {
    UI_ID_SIZE = 96,
    UI_DEPTH = 64,         /* containers inside each other; deeper ones are flattened */
    UI_FIELD_BYTES = 4096, /* ceiling of one field's text */
    UI_FIELD_LINES = 256,  /* ceiling of wrapped lines shown */
    UI_SCROLLERS = 4,      /* scrolling containers around one finger */
    UI_SHADOW = 28         /* dp that a shadow may reach outside */
};
#define BUTTON_WORDS_LEAST 14.0 /* dp, the smallest words on screen */
#define UI_TARGET 48.0          /* least height and width of what takes fingers */

enum node_kind {
    NODE_BOX,
    NODE_TEXT,
    NODE_SPACE,
    NODE_LINE,
    NODE_ICON,
    NODE_ICON_TILE,
    NODE_STATE,
    NODE_PIN,
    NODE_PILLAR,
    NODE_BUTTON,
    NODE_CHECK,
    NODE_RADIO,
    NODE_FIELD,
    NODE_WHEEL,
    NODE_CUSTOM
};

/* What outlives a tree, by id: where it is scrolled to, what is being typed. */
struct memory {
    double scroll_x, scroll_y;
    char *text;           /* a field's own text; owned */
    char *declared;       /* the value it was last told, or last announced; owned */
    size_t caret, anchor; /* bytes; the selection lies between them */
    double shift;         /* how far a single line is moved to the left, dp */
};

struct node_text {
    enum ui_text_kind kind;
    enum theme_token colour;
    int lines;
};
struct node_mark {
    const char *icon;
    double size;
    enum theme_token colour;
    enum symbol_state state;
    enum symbol_pin pin;
};
struct node_wheel {
    struct wheel wheel;
    double size;
};
struct node_custom {
    void (*paint)(void *data, cairo_t *cairo, double width, double height);
    void *data;
};

struct ui_node {
    struct ui_node *parent, *first, *last, *next;
    enum node_kind kind;
    enum ui_role role;
    const char *id;                    /* "" = none */
    const char *label;                 /* what it says, or "" */
    struct ui_box box;                 /* of leaves only grow, width and height matter */
    bool selected, disabled, on, over; /* over = a dialog that lies over everything */
    union {
        struct node_text text;
        struct node_mark mark;
        struct ui_button button;
        struct ui_field field;
        struct node_wheel wheel;
        struct node_custom custom;
        double space;
    } as;
    struct memory *memory; /* of fields and scrolling containers; else NULL */
    /* filled by measure and place */
    struct rect rect; /* in the window, moved by what is scrolled */
    double natural, least;
    double floor; /* the least when words may break anywhere: the last resort of a row */
    double along; /* its share of the parent's direction, while the parent is laid out */
    double known_width[2], known_height[2];
    int known;
    double content_width, content_height; /* of a scrolling container */
};

struct layer {
    char id[UI_ID_SIZE];
    cairo_surface_t *surface; /* owned */
    uint64_t hash, stamp;
    bool seen;
};

enum touch_mode { TOUCH_NONE, TOUCH_SCROLL, TOUCH_SHEET, TOUCH_MAP, TOUCH_SELECT, TOUCH_IGNORED };

struct touch {
    int64_t fingers[4]; /* those that were let in */
    int count;
    enum touch_mode mode;
    char target[UI_ID_SIZE]; /* what a release inside would do, or "" … */
    struct rect where;       /* … as it lay when the finger went down on it */
    char custom[UI_ID_SIZE]; /* the node that hears gestures, or "" */
    char sheet[UI_ID_SIZE];
    char scroller[UI_SCROLLERS][UI_ID_SIZE]; /* innermost first */
    int scrollers;
    int scrolling; /* which of them moves */
    bool pressed, map;
    double x, y; /* where the last finger is */
    double down_y;
};

struct motion {
    char id[UI_ID_SIZE];           /* the container that glides, or "" */
    double velocity_x, velocity_y; /* of the offset, dp/s */
    int64_t at;
};

struct ui {
    const struct pencil *pencil;
    double scale, width, height, laid_height;
    bool reduced;
    struct arena arena;
    struct ui_node *root, *open;
    int depth, unnamed;
    uint64_t serial;
    struct table memories;
    void (*listener)(void *data, const struct ui_news *news);
    void *listener_data;
    struct gesture gesture;
    struct touch touch;
    struct motion motion;
    char focus[UI_ID_SIZE];
    int focus_at; /* its number in the order, to go on from when it is gone */
    bool ring;    /* keys are used: show the focus */
    bool dirty;
    int64_t now;
    struct layer *layers; /* owned */
    size_t layer_count, layer_room;
    uint64_t stamps;
};

/* tree */
struct ui_node *node_add(struct ui *ui, enum node_kind kind, enum ui_role role, const char *id,
                         const char *label);
struct ui_node *node_find(const struct ui *ui, const char *id);                   /* NULL for "" */
struct ui_node *node_next(const struct ui_node *node, const struct ui_node *top); /* tree order */
bool node_is_target(const struct ui_node *node);
bool node_takes_focus(const struct ui_node *node);
bool node_scrolls(const struct ui_node *node);
bool node_is_layer(const struct ui_node *node);
struct ui_node *node_dialog(const struct ui *ui); /* the uppermost one, or NULL */
void id_copy(char out[UI_ID_SIZE], const char *id);
double pad_across(const struct ui_node *node); /* inner padding left and right */
double pad_down(const struct ui_node *node);   /* above and below */
bool rect_holds(struct rect rect, double x, double y);
struct rect rect_cut(struct rect a, struct rect b);
struct rect rect_grown(struct rect rect, double by);

/* memory */
struct memory *memory_of(struct ui *ui, const char *id);
void memory_drop(void *memory);

/* widget: sizes of the leaves, and how they look */
struct button_look {
    double least_width, least_height, pad_x, pad_y, icon, gap, radius;
    struct type_style style;
    bool above; /* icon above the word */
};
double ui_mark_scale(const struct ui *ui); /* icons grow half as fast as words */
struct type_style text_style(const struct ui *ui, enum ui_text_kind kind);
struct button_look button_look(const struct ui *ui, const struct ui_button *button);
/* The same at a width: under an icon, a word that is too long is set smaller, down to 14 dp; the
 * tabs that share a bar all take the size of the longest. */
struct button_look button_look_in(struct ui *ui, const struct ui_node *node, double width);
void paint_button(struct ui *ui, cairo_t *cairo, const struct ui_node *node);
void paint_choice(struct ui *ui, cairo_t *cairo, const struct ui_node *node);
struct colour ui_colour(const struct ui *ui, enum theme_token token);
bool node_pressed(const struct ui *ui, const struct ui_node *node);
bool node_focused(const struct ui *ui, const struct ui_node *node);

/* measure */
void measure_widths(struct ui *ui, struct ui_node *node); /* natural and least, bottom up */
double measure_height(struct ui *ui, struct ui_node *node, double width);
double measure_least_height(struct ui *ui, struct ui_node *node, double width);
double column_child_width(const struct ui_node *node, const struct ui_node *child, double inner);
/* Fills `along` of the children from `from` up to `to` (excluded). */
void row_spread(const struct ui_node *node, struct ui_node *from, const struct ui_node *to,
                double inner);
/* The child that starts the next line of a wrapping row, or NULL. */
struct ui_node *row_break(const struct ui_node *node, const struct ui_node *from, double inner);
double text_natural(struct ui *ui, struct type_style style, const char *text);
double text_least(struct ui *ui, struct type_style style, const char *text);
double text_height(struct ui *ui, struct type_style style, const char *text, double width,
                   int lines);

/* place */
void place_node(struct ui *ui, struct ui_node *node, struct rect rect);
void place_shift(struct ui_node *node, double dx, double dy); /* its children, not itself */

/* paint */
void paint_layer(struct ui *ui, cairo_t *cairo, const struct ui_node *top);
/* Calls `each` for the tops of the layers, lowest first. */
void layer_walk(struct ui *ui, void (*each)(void *data, struct ui_node *top), void *data);
struct rect node_clip(const struct ui *ui,
                      const struct ui_node *node); /* by what scrolls around it */
bool node_paints(const struct ui_node *node);

/* scroll */
bool scroll_by(struct ui *ui, struct ui_node *node, double dx, double dy); /* whether it moved */
bool scroll_can(const struct ui_node *node, bool across);
void scroll_to_show(struct ui *ui, const struct ui_node *node);
void scroll_glide(struct ui *ui, const char *id, double velocity_x, double velocity_y);
void scroll_tick(struct ui *ui, int64_t now);

/* input */
void news_send(struct ui *ui, struct ui_news news, const char *id);
void node_activate(struct ui *ui, const struct ui_node *node, double x, double y);
const struct ui_node *hit_find(const struct ui *ui, double x, double y); /* the innermost node */
const struct ui_node *hit_target(const struct ui_node *hit);

/* focus */
void focus_set(struct ui *ui, const char *id);
bool focus_step(struct ui *ui, int step);
bool focus_move(struct ui *ui, enum ui_key key);

/* field */
struct field_shape {
    struct rect label, box, text, fault;
    double size; /* of the text */
};
struct span {
    size_t from, to;
};
void field_take(struct ui *ui, struct ui_node *node); /* the declared value */
struct field_shape field_shape(struct ui *ui, const struct ui_node *node, struct rect rect);
double field_height(struct ui *ui, const struct ui_node *node, double width);
void field_settle(struct ui *ui, struct ui_node *node); /* keeps the caret in sight */
void field_tap(struct ui *ui, struct ui_node *node, double x, double y, bool extend);
bool field_key(struct ui *ui, struct ui_node *node, enum ui_key key);
void field_type(struct ui *ui, struct ui_node *node, const char *text);
void paint_field(struct ui *ui, cairo_t *cairo, const struct ui_node *node);

#endif
