/* SPDX-License-Identifier: EUPL-1.2 */
#include "ui/ui.h"

#include <math.h>

#include "ui/ui_inner.h"

enum { HANDLE_WIDTH = 44, HANDLE_HEIGHT = 5 };

static void fill_box(cairo_t *cairo, struct rect r, double radius, struct colour colour)
{
    symbol_round_box(cairo, r.x, r.y, r.width, r.height, fmin(radius, fmin(r.width, r.height) / 2));
    colour_set(cairo, colour);
    cairo_fill(cairo);
}

static void paint_sheet(struct ui *ui, cairo_t *cairo, const struct ui_node *node)
{
    struct rect r = node->rect;
    double radius = node->box.radius > 0 ? node->box.radius : 24;
    cairo_save(cairo);
    cairo_rectangle(cairo, r.x - UI_SHADOW, r.y - UI_SHADOW, r.width + 2 * UI_SHADOW,
                    r.height + UI_SHADOW);
    cairo_clip(cairo);
    symbol_card(ui->pencil, cairo, r.x, r.y, r.width, r.height + 2 * radius, radius, true);
    cairo_restore(cairo);
    fill_box(
        cairo,
        (struct rect){r.x + (r.width - HANDLE_WIDTH) / 2, r.y + 10, HANDLE_WIDTH, HANDLE_HEIGHT}, 3,
        ui_colour(ui, THEME_EDGE));
}

static void paint_target_ground(struct ui *ui, cairo_t *cairo, const struct ui_node *node)
{
    struct rect r = {node->rect.x - 8, node->rect.y + 1, node->rect.width + 16,
                     node->rect.height - 2};
    struct colour ink = ui_colour(ui, THEME_INK);
    if (node->selected)
        fill_box(cairo, r, 12, ui_colour(ui, THEME_SUNK));
    if (node_pressed(ui, node))
        fill_box(cairo, r, 12, (struct colour){ink.red, ink.green, ink.blue, 0.10});
}

static void paint_box(struct ui *ui, cairo_t *cairo, const struct ui_node *node)
{
    const struct ui_box *box = &node->box;
    struct rect r = node->rect;
    if (node->role == UI_DIALOG) {
        cairo_rectangle(cairo, 0, 0, ui->width, ui->height);
        cairo_set_source_rgba(cairo, 0, 0, 0, 0.45);
        cairo_fill(cairo);
    }
    if (node->role == UI_SHEET)
        paint_sheet(ui, cairo, node);
    else if (box->card)
        symbol_card(ui->pencil, cairo, r.x, r.y, r.width, r.height, box->radius, box->shadow);
    if (box->filled)
        fill_box(cairo, r, box->radius, ui_colour(ui, box->fill));
    if (node_is_target(node))
        paint_target_ground(ui, cairo, node);
}

static void paint_ring(struct ui *ui, cairo_t *cairo, struct rect r, double radius)
{
    symbol_round_box(cairo, r.x + 1.5, r.y + 1.5, r.width - 3, r.height - 3, radius);
    cairo_set_line_width(cairo, 3);
    colour_set(cairo, ui_colour(ui, THEME_FOCUS));
    cairo_stroke(cairo);
}

static void paint_mark(struct ui *ui, cairo_t *cairo, const struct ui_node *node)
{
    const struct node_mark *mark = &node->as.mark;
    const struct pencil *pencil = ui->pencil;
    double size = mark->size * ui_mark_scale(ui), x = node->rect.x, y = node->rect.y;
    struct colour colour = ui_colour(ui, mark->colour);
    switch (node->kind) {
    case NODE_ICON:
        icon_draw(pencil->icons, cairo, mark->icon, x, y, size, colour);
        break;
    case NODE_ICON_TILE:
        fill_box(cairo, (struct rect){x, y, size, size}, size * 0.29,
                 colour_mix(ui_colour(ui, THEME_CARD), colour, 0.12));
        icon_draw(pencil->icons, cairo, mark->icon, x + size * 0.22, y + size * 0.22, size * 0.56,
                  colour);
        break;
    case NODE_STATE:
        symbol_state(pencil, cairo, mark->state, x, y, size);
        break;
    case NODE_PIN:
        symbol_pin(pencil, cairo, mark->pin, mark->colour, mark->icon, x + size / 2, y + size / 2,
                   size, false, -1);
        break;
    default:
        symbol_pillar(pencil, cairo, mark->colour, mark->icon, x, y, size);
    }
}

static void paint_text(struct ui *ui, cairo_t *cairo, const struct ui_node *node)
{
    enum type_side side = node->parent->box.row ? TYPE_START : node->parent->box.across;
    if (node->label[0])
        type_paragraph(ui->pencil->type, cairo, text_style(ui, node->as.text.kind),
                       ui_colour(ui, node->as.text.colour), node->rect.x, node->rect.y,
                       node->rect.width, side, node->as.text.lines, node->label);
}

static void paint_custom(cairo_t *cairo, const struct ui_node *node)
{
    if (!node->as.custom.paint)
        return;
    cairo_save(cairo);
    cairo_rectangle(cairo, node->rect.x, node->rect.y, node->rect.width, node->rect.height);
    cairo_clip(cairo);
    cairo_translate(cairo, node->rect.x, node->rect.y);
    node->as.custom.paint(node->as.custom.data, cairo, node->rect.width, node->rect.height);
    cairo_restore(cairo);
}

static void paint_wheel(struct ui *ui, cairo_t *cairo, const struct ui_node *node)
{
    double size = fmin(node->rect.width, node->rect.height);
    wheel_draw(ui->pencil, cairo, &node->as.wheel.wheel, node->rect.x, node->rect.y, size);
}

static void paint_node(struct ui *ui, cairo_t *cairo, const struct ui_node *node)
{
    switch (node->kind) {
    case NODE_BOX:
        paint_box(ui, cairo, node);
        break;
    case NODE_TEXT:
        paint_text(ui, cairo, node);
        break;
    case NODE_LINE:
        cairo_rectangle(cairo, node->rect.x, node->rect.y, node->rect.width, node->rect.height);
        colour_set(cairo, ui_colour(ui, THEME_LINE));
        cairo_fill(cairo);
        break;
    case NODE_BUTTON:
        paint_button(ui, cairo, node);
        break;
    case NODE_CHECK:
    case NODE_RADIO:
        paint_choice(ui, cairo, node);
        break;
    case NODE_FIELD:
        paint_field(ui, cairo, node);
        break;
    case NODE_WHEEL:
        paint_wheel(ui, cairo, node);
        break;
    case NODE_CUSTOM:
        paint_custom(cairo, node);
        break;
    case NODE_SPACE:
        break;
    default:
        paint_mark(ui, cairo, node);
    }
}

static void paint_ring_of(struct ui *ui, cairo_t *cairo, const struct ui_node *node)
{
    bool own = node->kind == NODE_BUTTON || node->kind == NODE_CHECK || node->kind == NODE_RADIO ||
               node->kind == NODE_FIELD;
    if (!own && ui->ring && node_takes_focus(node) && node_focused(ui, node))
        paint_ring(ui, cairo,
                   node->kind == NODE_CUSTOM
                       ? node->rect
                       : (struct rect){node->rect.x - 8, node->rect.y, node->rect.width + 16,
                                       node->rect.height},
                   12);
}

/* The thumb shows how far one is, over the content's edge. */
static void paint_thumb(struct ui *ui, cairo_t *cairo, const struct ui_node *node)
{
    struct rect r = node->rect;
    if (!node->box.scroll || node->content_height <= r.height + 0.5)
        return;
    double room = r.height - 8;
    double size = fmin(room, fmax(32, room * r.height / node->content_height));
    double at = node->memory->scroll_y / (node->content_height - r.height);
    struct colour colour = ui_colour(ui, THEME_EDGE);
    fill_box(cairo, (struct rect){r.x + r.width - 8, r.y + 4 + (room - size) * at, 4, size}, 2,
             colour);
}

static void paint_tree(struct ui *ui, cairo_t *cairo, const struct ui_node *node,
                       const struct ui_node *top)
{
    if (node != top && node_is_layer(node))
        return;
    double left, above, right, below;
    cairo_clip_extents(cairo, &left, &above, &right, &below);
    struct rect seen = rect_grown(node->rect, UI_SHADOW);
    bool visible = seen.x < right && seen.y < below && seen.x + seen.width > left &&
                   seen.y + seen.height > above;
    bool scrolls = node_scrolls(node);
    if (!visible && (!node->first || scrolls) && node->role != UI_DIALOG)
        return;
    paint_node(ui, cairo, node);
    if (scrolls) {
        cairo_save(cairo);
        cairo_rectangle(cairo, node->rect.x, node->rect.y, node->rect.width, node->rect.height);
        cairo_clip(cairo);
    }
    for (const struct ui_node *child = node->first; child; child = child->next)
        paint_tree(ui, cairo, child, top);
    if (scrolls) {
        cairo_restore(cairo);
        paint_thumb(ui, cairo, node);
    }
    paint_ring_of(ui, cairo, node);
}

struct rect node_clip(const struct ui *ui, const struct ui_node *node)
{
    struct rect clip = {0, 0, ui->width, ui->height};
    for (const struct ui_node *at = node->parent; at; at = at->parent)
        if (node_scrolls(at))
            clip = rect_cut(clip, at->rect);
    return clip;
}

void paint_layer(struct ui *ui, cairo_t *cairo, const struct ui_node *top)
{
    struct rect clip = node_clip(ui, top);
    cairo_save(cairo);
    cairo_rectangle(cairo, clip.x, clip.y, clip.width, clip.height);
    cairo_clip(cairo);
    paint_tree(ui, cairo, top, top);
    cairo_restore(cairo);
}

void layer_walk(struct ui *ui, void (*each)(void *data, struct ui_node *top), void *data)
{
    if (!ui->root)
        return;
    for (int over = 0; over < 2; over++)
        for (struct ui_node *child = ui->root->first; child; child = child->next)
            for (struct ui_node *node = child->over == over ? child : NULL; node;
                 node = node_next(node, child))
                if (node_is_layer(node))
                    each(data, node);
}

static void paint_each(void *data, struct ui_node *top)
{
    void **pair = data;
    paint_layer(pair[0], pair[1], top);
}

void ui_paint(struct ui *ui, cairo_t *cairo)
{
    void *pair[2] = {ui, cairo};
    layer_walk(ui, paint_each, pair);
    ui->dirty = false;
}
